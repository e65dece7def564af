//! The cells of one record to a result: mark, place, athlete and what else the row says (terms.md 10, 11).

use super::block::{Details, Person};
use super::cell::{self, Cell};
use super::names::without_nation;
use super::plan::SexOf;
use super::rows::Reader;
use super::slashed::dotted;
use crate::model::{Date, Discipline, Event, Mark, PackedMark, Qualification, Severity, Sex, Status, Str, Suffixes};
use crate::read::import::{Extra, RaceKind, Row};
use std::borrow::Cow;

impl Reader<'_, '_> {
    pub(super) fn read_mark(&mut self, row: &mut Row, event: Event) {
        let at = &self.plan.at;
        let (mut mark, mut suffixes) = (None, Suffixes::NONE);
        // attempts are of lengths, whatever the event
        let is_length = event.discipline == Discipline::Unknown && !self.plan.series.is_empty();
        let event = if is_length {
            Event {
                discipline: Discipline::LongJump,
                ..event
            }
        } else {
            event
        };
        let cell = self.bytes(self.mark);
        self.unread.clear();
        // `4:06.03 NR`, `DQ R163.3b`
        let first = |cell: &[u8]| {
            let end = cell.iter().position(u8::is_ascii_whitespace)?;
            let (m, s, status) = cell::mark(&cell[..end], event, self.plan.plain).ok()?;
            let is_told = m.is_some() || status != Status::None;
            is_told.then(|| {
                (
                    m,
                    s,
                    status,
                    String::from_utf8_lossy(cell[end..].trim_ascii()).into_owned(),
                )
            })
        };
        match cell::mark(cell, event, self.plan.plain) {
            Ok((m, s, status)) => (mark, suffixes, row.status) = (m, s, status),
            Err(()) if let Some((m, s, status, rest)) = first(cell) => {
                (mark, suffixes, row.status, self.unread) = (m, s, status, rest);
            }
            Err(()) => {
                self.unread = self.cell(self.mark).into_owned();
                let expected = "a time such as 3:28.32, a status such as DNF, or nothing";
                self.report_cell(Severity::Error, "unreadable-time", self.mark, expected);
            }
        }
        if mark.is_none()
            && let Some(finish) = self.plan.finish
            && let Cell::Time(time, s) = cell::time(self.bytes(Some(finish)), self.plan.plain)
        {
            (mark, suffixes) = (Some(Mark::Time(time)), s);
        }
        row.mark = PackedMark::new(mark, suffixes);
        let status = self.bytes(at.status);
        if !cell::is_missing(status) {
            match std::str::from_utf8(status).ok().and_then(Status::parse_in_column) {
                Some(status) => row.status = status,
                None => self.report_cell(
                    Severity::Warning,
                    "unknown-status",
                    at.status,
                    "a status such as DNF or DQ",
                ),
            }
        }
    }

    pub(super) fn read_place(&mut self, row: &mut Row) {
        let at = self.place;
        let cell = self.bytes(at);
        if let Some(place) = cell::place(cell) {
            row.place = place;
        } else if !cell::is_missing(cell) {
            match std::str::from_utf8(cell).ok().and_then(Status::parse_in_column) {
                Some(status) if row.status == Status::None => row.status = status,
                Some(_) => {}
                None => self.report_cell(
                    Severity::Warning,
                    "unreadable-place",
                    at,
                    "a place such as 1, or a status",
                ),
            }
        }
    }

    /// Adds the row's athlete to the people and says the name.
    pub(super) fn person(&mut self, name: Option<&str>, race_sex: Sex) -> usize {
        let at = &self.plan.at;
        let name = match (at.name, at.given.or(at.family)) {
            _ if name.is_some() => Cow::Owned(name.unwrap_or("").to_owned()),
            (Some(_), _) => self.cell(at.name),
            (None, Some(_)) => Cow::Owned(
                format!("{} {}", self.cell(at.given), self.cell(at.family))
                    .trim()
                    .to_owned(),
            ),
            (None, None) => Cow::Borrowed(""),
        };
        let (name, nation) = match without_nation(&name).filter(|_| self.plan.nation_in_name) {
            Some((name, nation)) => (
                self.add(Cow::Owned(name.to_owned())),
                self.add(Cow::Owned(nation.to_owned())),
            ),
            None => (self.add(name), self.word(at.nation)),
        };
        let sex = match (self.plan.sex_of, at.sex) {
            (SexOf::Athlete, Some(_)) => sex(self.bytes(at.sex)),
            _ => race_sex,
        };
        let birth = match (at.birth, self.plan.age_is_birth) {
            (Some(_), _) => self.birth(),
            (None, true) => self.date(at.age),
            (None, false) => None,
        };
        self.block.people.push(Person {
            name,
            nation,
            birth,
            sex,
            details: 0,
        });
        self.block.people.len() - 1
    }

    /// A birth date or year. Two digits are the last such year in which the athlete was eight before the race.
    pub(super) fn birth(&mut self) -> Option<Date> {
        let column = self.plan.at.birth;
        if let [a @ b'0'..=b'9', b @ b'0'..=b'9'] = *self.bytes(column)
            && let Some(race) = self.block.races.get(self.race as usize).and_then(|r| r.key.date)
        {
            let digits = i16::from(a - b'0') * 10 + i16::from(b - b'0');
            let latest = race.year() - 8;
            return Date::new(latest - (latest - digits).rem_euclid(100), None, None);
        }
        self.date(column)
    }

    pub(super) fn date(&mut self, column: Option<usize>) -> Option<Date> {
        let cell = self.cell(column);
        if cell::is_missing(cell.as_bytes()) {
            return None;
        }
        let slashed = || self.plan.slashed.and_then(|order| order.date(&cell));
        let date = Date::parse(&cell)
            .or_else(slashed)
            .or_else(|| dotted(&cell))
            .or_else(|| Date::parse(&first_day(&cell)));
        if date.is_none() {
            let expected = match cell.contains('/') {
                true => "a date such as 2021-08-07; nothing in the file says which number is the month",
                false => "a date such as 2021-08-07, or a year",
            };
            self.report_cell(Severity::Warning, "unreadable-date", column, expected);
        }
        date
    }

    pub(super) fn read_details(&mut self, row: &mut Row, person: usize) {
        let at = &self.plan.at;
        if at.age.is_some() && !self.plan.age_is_birth {
            row.age = cell::leading_number(self.bytes(at.age))
                .and_then(|a| u8::try_from(a).ok())
                .unwrap_or(0);
        }
        if at.qualified.is_some() {
            let cell = self.cell(at.qualified);
            match Qualification::parse(&cell) {
                Some(q) => row.qualification = q,
                None if cell.is_empty() => {}
                None => self.report_cell(
                    Severity::Warning,
                    "unknown-qualification",
                    at.qualified,
                    "Q, q, qR, qJ or qD",
                ),
            }
        }
        let flags = match (at.flags, at.note) {
            (Some(_), _) => self.cell(at.flags),
            (None, Some(_)) => flags_and_note(self.cell(at.note)).0,
            (None, None) => Cow::Borrowed(""),
        };
        if !flags.is_empty() {
            let flags = self.intern(flags);
            let known = self.block.flags.iter().position(|f| *f == flags);
            let index = known.unwrap_or_else(|| {
                self.block.flags.push(flags);
                self.block.flags.len() - 1
            });
            row.flags = u16::try_from(index + 1).unwrap_or(0);
        }
        if at.coach.is_some() || at.birthplace.is_some() {
            let details = Details {
                club: row.team,
                coach: self.word(at.coach),
                birthplace: self.word(at.birthplace),
            };
            self.block.details.push(details);
            self.block.people[person].details = self.block.details.len() as u32;
        }
    }

    /// The filled cells of several columns as one text.
    fn joined(&mut self, columns: &[usize], between: &str) -> Str {
        let cells: Vec<_> = columns
            .iter()
            .map(|at| self.cell(Some(*at)))
            .filter(|c| !c.is_empty())
            .collect();
        match cells.is_empty() {
            true => Str::EMPTY,
            false => self.intern(cells.join(between).into()),
        }
    }

    pub(super) fn extra(&mut self) -> u32 {
        let at = &self.plan.at;
        let list = self.plan.kind == RaceKind::List;
        let mut extra = Extra::default();
        if list {
            extra.date = self.date(at.date.or(at.year));
            extra.meet = self.word(at.meet);
            extra.venue = self.word(at.venue);
            extra.place_at = cell::leading_number(self.bytes(at.place_at)).unwrap_or(0);
        }
        extra.lane = cell::leading_number(self.bytes(at.lane))
            .and_then(|l| u16::try_from(l).ok())
            .unwrap_or(0);
        extra.wind_tenths = cell::tenths(self.bytes(at.wind));
        if let Cell::Time(time, _) = cell::time(self.bytes(at.reaction), self.plan.plain) {
            extra.reaction_ms = i16::try_from(time.ticks() / 10).ok();
        }
        match cell::time(self.bytes(at.net), self.plan.plain) {
            Cell::Time(time, suffixes) => extra.net = PackedMark::new(Some(Mark::Time(time)), suffixes),
            Cell::Unreadable => self.report_cell(Severity::Error, "unreadable-time", at.net, "a time such as 2:08:37"),
            Cell::Missing | Cell::Status(_) => {}
        }
        extra.category = self.word(at.category);
        if at.note.is_some() {
            let note = self.cell(at.note);
            let note = if at.flags.is_some() {
                note
            } else {
                flags_and_note(note).1
            };
            extra.note = self.intern(note);
        }
        if !self.unread.is_empty() {
            let note = match at.note {
                Some(_) => format!("{}; {}", self.cell(at.note), self.unread),
                None => self.unread.clone(),
            };
            extra.note = self.intern(note.into());
        }
        extra.series = self.joined(&self.plan.series, " ");
        if extra.note.is_empty() {
            extra.note = self.joined(&self.plan.runners, ", ");
        }
        extra.citation = self.word(at.source);
        if extra == Extra::default() {
            return 0;
        }
        self.block.extras.push(extra);
        self.block.extras.len() as u32
    }
}

pub fn sex(cell: &[u8]) -> Sex {
    match cell {
        b"M" => Sex::Men,
        b"W" | b"F" => Sex::Women,
        _ => std::str::from_utf8(cell).ok().and_then(Sex::parse).unwrap_or_default(),
    }
}

/// `Dec  2- 3, 2022`, a meeting of several days, as its first day.
fn first_day(text: &str) -> String {
    let Some((first, last)) = text.split_once('-') else {
        return String::new();
    };
    let year = last.rsplit_once(',').map_or("", |(_, year)| year);
    format!("{first}, {year}")
}

/// The record flags that a note starts with, and the rest of it.
pub fn flags_and_note(note: Cow<'_, str>) -> (Cow<'_, str>, Cow<'_, str>) {
    let is_flag = |w: &str| crate::model::flag::is_flag(w.trim_end_matches([',', ';']));
    let mut end = 0;
    loop {
        let rest = &note[end..];
        let start = end + rest.len() - rest.trim_start().len();
        let word = note[start..].split_whitespace().next().unwrap_or("");
        if word.is_empty() || !is_flag(word) {
            break;
        }
        end = start + word.len();
    }
    match note {
        Cow::Borrowed(n) => (Cow::Borrowed(n[..end].trim()), Cow::Borrowed(n[end..].trim())),
        Cow::Owned(n) => (
            Cow::Owned(n[..end].trim().to_owned()),
            Cow::Owned(n[end..].trim().to_owned()),
        ),
    }
}
