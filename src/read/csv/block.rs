//! One stretch of whole records to rows, on its own, so that stretches can be read at the same time.
//!
//! Everything in a [`Block`] is local to it: strings, races, people and lines are numbered from its start, in the order
//! of their first use, and [`super::assemble`] gives them the import's numbers.

use super::cell::{self, Cell};
use super::plan::{Plan, SexOf};
use super::record::{self, Record, Span};
use crate::model::{
    Date, Event, Finding, Findings, Mark, PackedMark, Passing, Qualification, Reading, Severity, Sex, Status, Str,
    Suffixes, Time,
};
use crate::read::import::{Extra, RaceKind, Row, Rows};
use crate::read::strings::{TextHasher, short_number};
use hashbrown::{HashMap, HashTable};
use std::borrow::Cow;

/// Set in the number of a [`Rows::bib`] of a block that is not a string but the bib itself.
pub const IS_NUMBER: u32 = 1 << 31;

/// What tells races of one file apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RaceKey {
    pub meet: Str,
    pub event: Str,
    pub venue: Str,
    pub round: Str,
    pub heat: Str,
    /// Prefix of the category, or the record of a progression.
    pub class: Str,
    pub sex: Sex,
    pub date: Option<Date>,
    pub indoor: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct BlockRace {
    pub key: RaceKey,
    pub event: Event,
    /// Line of the first row, counted in the block from 0.
    pub line: u32,
    /// The marker columns that somebody has a value in.
    pub used: u128,
}

/// The athlete of one row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Person {
    pub name: Str,
    pub nation: Str,
    pub birth: Option<Date>,
    pub sex: Sex,
    /// Index into [`Block::details`] plus one; 0 for none.
    pub details: u32,
}

/// Coach and birthplace, which few files have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Details {
    pub club: Str,
    pub coach: Str,
    pub birthplace: Str,
}

/// How the marker columns did in the tests of terms.md 3, in rows.
#[derive(Clone, Debug, Default)]
pub struct Tests {
    /// Rows with two values or more, and those in which they fall, or the last is above the mark.
    pub rising: u64,
    pub falling: u64,
    /// Rows with every value and a mark, and those whose values sum to the mark within a unit each.
    pub complete: u64,
    pub summing: u64,
    /// The first rows that fall: line in the block, with the two values.
    pub fallen: Vec<(u32, Time, Time)>,
}

/// One row's walk over its marker columns.
#[derive(Default)]
struct Walk {
    last: Option<Time>,
    sum: u64,
    /// One unit of precision for each value.
    slack: u64,
    count: usize,
    fallen: Option<(Time, Time)>,
}

impl Tests {
    fn count(&mut self, walk: &Walk, mark: Option<Time>, columns: usize, line: u32) {
        let (mut count, mut fallen) = (walk.count, walk.fallen);
        if let (Some(last), Some(mark)) = (walk.last, mark) {
            count += 1;
            if mark < last {
                fallen = fallen.or(Some((last, mark)));
            }
            if walk.count == columns {
                self.complete += 1;
                self.summing += u64::from(walk.sum.abs_diff(u64::from(mark.ticks())) <= walk.slack);
            }
        }
        self.rising += u64::from(count > 1);
        if let Some((before, after)) = fallen {
            self.falling += 1;
            if self.fallen.len() < Findings::KEPT_PER_CODE as usize {
                self.fallen.push((line, before, after));
            }
        }
    }
}

#[derive(Default)]
pub struct Block<'a> {
    pub rows: Rows,
    pub people: Vec<Person>,
    pub details: Vec<Details>,
    /// Strings with their hashes; the first is number 1.
    pub strings: Vec<(u32, Cow<'a, str>)>,
    pub races: Vec<BlockRace>,
    /// Flags as written, numbered from 1; [`Rows::flags`] points here.
    pub flags: Vec<Str>,
    pub passings: Vec<Passing>,
    pub extras: Vec<Extra>,
    pub findings: Findings,
    pub tests: Tests,
    /// Lines and bytes that the block takes.
    pub lines: u32,
    pub bytes: u64,
}

struct Reader<'a, 'p> {
    text: &'a str,
    plan: &'p Plan,
    hasher: &'p TextHasher,
    block: Block<'a>,
    known: HashTable<u32>,
    /// Short words met, by a hash of their bytes; the empty word is right from the start.
    recent: Box<[(u64, Str); 256]>,
    races: HashMap<Vec<u8>, u32>,
    race_key: Vec<u8>,
    race: u32,
    /// The columns of place and mark, which change in a table of pairs.
    place: Option<usize>,
    mark: Option<usize>,
    fields: Vec<Span>,
    record_start: usize,
    line: u32,
}

/// Reads the records of a stretch of text. Cancelling is left to the caller.
pub fn read<'a>(text: &'a str, plan: &Plan, hasher: &TextHasher) -> Block<'a> {
    let mut reader = Reader::new(text, plan, hasher);
    reader.each_record(|reader, record| {
        reader.check(record);
        reader.row(None);
    });
    reader.block
}

/// Reads records that hold several results: of each athlete named the columns of place and time.
pub fn read_pairs<'a>(text: &'a str, plan: &Plan, hasher: &TextHasher, pairs: &[(String, usize, usize)]) -> Block<'a> {
    let mut reader = Reader::new(text, plan, hasher);
    reader.each_record(|reader, record| {
        reader.check(record);
        for (name, place, mark) in pairs {
            reader.place = Some(*place);
            reader.mark = Some(*mark);
            reader.row(Some(name));
        }
    });
    reader.block
}

impl<'a, 'p> Reader<'a, 'p> {
    fn new(text: &'a str, plan: &'p Plan, hasher: &'p TextHasher) -> Self {
        let mut reader = Self {
            text,
            plan,
            hasher,
            block: Block::default(),
            known: HashTable::new(),
            recent: Box::new([(0, Str::EMPTY); 256]),
            races: HashMap::new(),
            race_key: Vec::new(),
            race: u32::MAX,
            place: plan.at.place,
            mark: plan.at.mark,
            fields: Vec::with_capacity(plan.width),
            record_start: 0,
            line: 0,
        };
        reader.reserve();
        reader
    }

    /// Runs over the records that are not blank and counts lines and bytes.
    fn each_record(&mut self, read: impl Fn(&mut Self, Record)) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let record = record::cut(bytes, at, self.plan.delimiter, self.plan.width, &mut self.fields);
            self.record_start = at;
            if record.too_long {
                let found = format!("{} bytes", record.end - at);
                self.report(
                    Severity::Error,
                    "record-too-long",
                    Span::default(),
                    &found,
                    record::TOO_LONG,
                );
            } else if self.fields.iter().any(|f| !f.bytes(bytes).is_empty()) {
                read(self, record);
            }
            self.line += record.lines;
            at = record.end;
        }
        self.block.lines = self.line;
        self.block.bytes = bytes.len() as u64;
    }

    fn reserve(&mut self) {
        let rows = self.text.len() / (self.plan.width.max(1) * 6) + 16;
        self.block.rows.reserve(rows);
        self.block.people.reserve(rows);
        self.block.strings.reserve(rows * 2);
        self.block.passings.reserve(rows * self.plan.markers.len());
    }

    fn span(&self, column: Option<usize>) -> Span {
        column.and_then(|c| self.fields.get(c).copied()).unwrap_or_default()
    }

    fn bytes(&self, column: Option<usize>) -> &'a [u8] {
        self.span(column).bytes(self.text.as_bytes())
    }

    fn cell(&self, column: Option<usize>) -> Cow<'a, str> {
        self.span(column).text(self.text)
    }

    /// Adds a text that is rarely repeated nearby.
    fn add(&mut self, text: Cow<'a, str>) -> Str {
        if text.is_empty() {
            return Str::EMPTY;
        }
        self.block.strings.push((self.hasher.hash(&text), text));
        Str(self.block.strings.len() as u32)
    }

    fn bib(&mut self) -> Str {
        let column = self.plan.at.bib;
        match short_number(self.bytes(column)) {
            Some(number) => Str(IS_NUMBER | number),
            None => self.add(self.cell(column)),
        }
    }

    /// Adds a text that is often repeated.
    fn intern(&mut self, text: Cow<'a, str>) -> Str {
        if text.is_empty() {
            return Str::EMPTY;
        }
        let hash = self.hasher.hash(&text);
        if hash == 0 {
            return self.add(text);
        }
        let strings = &mut self.block.strings;
        let spread = TextHasher::spread(hash);
        let same = |at: &u32| {
            let (h, t) = &strings[*at as usize];
            *h == hash && *t == text
        };
        if let Some(at) = self.known.find(spread, same) {
            return Str(at + 1);
        }
        let at = strings.len() as u32;
        strings.push((hash, text));
        self.known
            .insert_unique(spread, at, |at| TextHasher::spread(strings[*at as usize].0));
        Str(at + 1)
    }

    fn word(&mut self, column: Option<usize>) -> Str {
        if column.is_none() {
            return Str::EMPTY;
        }
        let bytes = self.bytes(column);
        if bytes.len() > 8 {
            return self.intern(self.cell(column));
        }
        let mut packed = [0; 8];
        packed[..bytes.len()].copy_from_slice(bytes);
        let packed = u64::from_le_bytes(packed);
        let slot = (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize;
        if self.recent[slot].0 != packed {
            self.recent[slot] = (packed, self.intern(self.cell(column)));
        }
        self.recent[slot].1
    }

    fn report(&mut self, severity: Severity, code: &'static str, span: Span, found: &str, expected: &str) {
        let from = self.text.get(self.record_start..(span.start as usize)).unwrap_or("");
        self.block.findings.push(Finding {
            severity,
            code,
            line: self.line,
            column: from.chars().count() as u32 + 1,
            found: format!("{:?}", found.chars().take(80).collect::<String>()),
            expected: expected.to_owned(),
        });
    }

    fn report_cell(&mut self, severity: Severity, code: &'static str, column: Option<usize>, expected: &str) {
        let cell = self.cell(column);
        self.report(severity, code, self.span(column), &cell, expected);
    }

    /// Reports a record of odd shape.
    fn check(&mut self, record: Record) {
        if record.badly_quoted {
            let text = self.text.get(self.record_start..record.end).unwrap_or("").trim_end();
            let expected = "quotes closed before the next delimiter; the line was cut at every delimiter";
            self.report(Severity::Warning, "bad-quotes", Span::default(), text, expected);
        }
        if record.count != self.plan.width {
            let found = format!("{} fields", record.count);
            let expected = format!("{} fields as in the header", self.plan.width);
            let start = Span {
                start: self.record_start as u32,
                ..Span::default()
            };
            self.report(Severity::Warning, "field-count", start, &found, &expected);
        }
    }

    /// Reads the record as a result, of the athlete named here or in the record.
    fn row(&mut self, name: Option<&str>) {
        let at = &self.plan.at;
        let race = self.find_race();
        let event = self.block.races[race as usize].event;
        let mut row = Row {
            race,
            line: self.line,
            ..Row::default()
        };
        self.read_mark(&mut row, event);
        self.read_place(&mut row);
        row.bib = self.bib();
        let person = self.person(name, event.sex);
        row.team = self.word(at.team);
        self.read_details(&mut row, person);
        if self.plan.needs_extra {
            row.extra = self.extra();
        }
        let start = self.block.passings.len();
        if !self.plan.markers.is_empty() {
            self.read_passings(&row);
        }
        let end = self.block.passings.len();
        self.block.rows.push(row, start..end);
    }

    fn read_mark(&mut self, row: &mut Row, event: Event) {
        let at = &self.plan.at;
        let (mut mark, mut suffixes) = (None, Suffixes::NONE);
        let cell = self.bytes(self.mark);
        match cell::mark(cell, event, self.plan.plain) {
            Ok((m, s, status)) => (mark, suffixes, row.status) = (m, s, status),
            Err(()) => {
                let expected = "a time such as 3:28.32, a status such as DNF, or nothing";
                self.report_cell(Severity::Error, "unreadable-time", self.mark, expected);
            }
        }
        if mark.is_none()
            && let Some(finish) = self.plan.finish
            && let Cell::Time(time, s) = cell::time(self.bytes(Some(finish.column)), self.plan.plain)
        {
            (mark, suffixes) = (Some(Mark::Time(time)), s);
        }
        row.mark = PackedMark::new(mark, suffixes);
        let status = self.bytes(at.status);
        if !cell::is_missing(status) {
            match std::str::from_utf8(status).ok().and_then(Status::parse) {
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

    fn read_place(&mut self, row: &mut Row) {
        let at = self.place;
        let cell = self.bytes(at);
        if let Some(place) = cell::leading_number(cell) {
            row.place = place;
        } else if !cell::is_missing(cell) {
            match std::str::from_utf8(cell).ok().and_then(Status::parse) {
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
    fn person(&mut self, name: Option<&str>, race_sex: Sex) -> usize {
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
        let name = self.add(name);
        let nation = self.word(at.nation);
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
    fn birth(&mut self) -> Option<Date> {
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

    fn date(&mut self, column: Option<usize>) -> Option<Date> {
        let cell = self.cell(column);
        if cell::is_missing(cell.as_bytes()) {
            return None;
        }
        let date = Date::parse(&cell).or_else(|| Date::parse(&first_day(&cell)));
        if date.is_none() {
            self.report_cell(
                Severity::Warning,
                "unreadable-date",
                column,
                "a date such as 2021-08-07, or a year",
            );
        }
        date
    }

    fn read_details(&mut self, row: &mut Row, person: usize) {
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

    fn extra(&mut self) -> u32 {
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
        extra.citation = self.word(at.source);
        if extra == Extra::default() {
            return 0;
        }
        self.block.extras.push(extra);
        self.block.extras.len() as u32
    }

    fn read_passings(&mut self, row: &Row) {
        let plan = self.plan;
        let start = self.block.passings.len();
        let mut walk = Walk::default();
        for (marker, at) in plan.markers.iter().enumerate() {
            let cell = self.bytes(Some(at.column));
            match cell::clock_seconds(cell) {
                Some(0) => continue,
                Some(seconds) => {
                    self.passing(&mut walk, marker, cell::whole_seconds(seconds), Suffixes::NONE);
                    continue;
                }
                None => {}
            }
            match cell::time(cell, plan.plain) {
                Cell::Time(time, suffixes) => self.passing(&mut walk, marker, time, suffixes),
                Cell::Missing | Cell::Status(_) => {}
                Cell::Unreadable => {
                    let expected = "a time such as 14:37, or nothing";
                    self.report_cell(Severity::Error, "unreadable-time", Some(at.column), expected);
                }
            }
        }
        let race = &mut self.block.races[row.race as usize];
        // once a race has every marker in use, rows that have them all add none
        if walk.count > race.used.count_ones() as usize || walk.count < plan.markers.len() {
            let markers = self.block.passings[start..].iter().map(|p| 1u128 << p.marker());
            race.used |= markers.fold(0, |used, marker| used | marker);
        }
        self.block
            .tests
            .count(&walk, row.mark.time(), plan.markers.len(), self.line);
    }

    #[inline]
    fn passing(&mut self, walk: &mut Walk, marker: usize, time: Time, suffixes: Suffixes) {
        let Some(passing) = Passing::new(marker, Reading::Time(time)) else {
            return;
        };
        let estimate = suffixes.contains(Suffixes::ESTIMATE);
        self.block
            .passings
            .push(if estimate { passing.as_estimate() } else { passing });
        if let Some(before) = walk.last.filter(|l| time < *l) {
            walk.fallen = walk.fallen.or(Some((before, time)));
        }
        walk.count += 1;
        walk.sum += u64::from(time.ticks());
        walk.slack += u64::from(time.precision().ticks());
        walk.last = Some(time);
    }

    /// The race of the row: the one of the row before when its cells are the same.
    fn find_race(&mut self) -> u32 {
        let mut key = std::mem::take(&mut self.race_key);
        let mut same = self.race != u32::MAX;
        let mut at = 0;
        for column in &self.plan.race_columns {
            let cell = self.bytes(Some(*column));
            let end = at + cell.len();
            if same && (key.get(at..end) != Some(cell) || key.get(end) != Some(&0x1f)) {
                same = false;
            }
            if !same {
                key.truncate(at);
                key.extend_from_slice(cell);
                key.push(0x1f);
            }
            at = end + 1;
        }
        if !same {
            self.race = match self.races.get(&key) {
                Some(race) => *race,
                None => self.new_race(&key),
            };
        }
        self.race_key = key;
        self.race
    }

    fn new_race(&mut self, cells: &[u8]) -> u32 {
        let at = &self.plan.at;
        let list = self.plan.kind == RaceKind::List;
        let occasion = |column: Option<usize>| if list { None } else { column };
        let mut key = RaceKey {
            event: self.word(at.event),
            meet: self.word(occasion(at.meet)),
            venue: self.word(occasion(at.venue)),
            round: self.word(at.round),
            heat: self.word(at.heat),
            class: self.word(at.record),
            date: self.date(occasion(at.date.or(at.year))),
            sex: Sex::Unknown,
            indoor: matches!(self.bytes(at.indoor), b"yes" | b"true" | b"1" | b"i" | b"Y" | b"y"),
        };
        let mut event = self.plan.event;
        let named = self.cell(at.event);
        if let Some(parsed) = Event::parse(&named) {
            event = parsed;
        } else if !named.is_empty() {
            let expected = "an event such as 1500m; the race keeps the word as its title";
            self.report_cell(Severity::Note, "unknown-event", at.event, expected);
            event = Event::default();
        }
        if self.plan.sex_of == SexOf::Race && at.sex.is_some() {
            event.sex = sex(self.bytes(at.sex));
        }
        event.indoor |= key.indoor;
        key.sex = event.sex;
        if self.plan.category_names_race {
            let class = match self.cell(at.category) {
                Cow::Borrowed(text) => Cow::Borrowed(text.split('-').next().unwrap_or("")),
                Cow::Owned(text) => Cow::Owned(text.split('-').next().unwrap_or("").to_owned()),
            };
            key.class = self.intern(class);
        }
        let known = self.block.races.iter().position(|r| r.key == key);
        let race = known.unwrap_or_else(|| {
            self.block.races.push(BlockRace {
                key,
                event,
                line: self.line,
                used: 0,
            });
            self.block.races.len() - 1
        }) as u32;
        self.races.insert(cells.to_vec(), race);
        race
    }
}

fn sex(cell: &[u8]) -> Sex {
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
