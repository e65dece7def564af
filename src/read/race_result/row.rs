//! One row of a list.

use super::columns::{Column, Columns, Meaning, Rank};
use super::text;
use super::titles::Group;
use crate::model::{Date, PackedMark, Sex, Status, Suffixes, Time};
use crate::read::csv::cell::{self, Cell, Plain};
use crate::read::import::{Extra, Row};
use crate::read::json::{Achieved, Filler, Person, RaceRow, Split, Value, joined};

/// What the cells of a row say, as far as more than one of them is looked at.
#[derive(Default)]
struct Cells<'d> {
    gun: Option<Value<'d>>,
    chip: Option<Value<'d>>,
    some_time: Option<Value<'d>>,
    ranks: [Option<Value<'d>>; 3],
    given: String,
    family: String,
    name: String,
    status: Status,
    notes: Vec<String>,
    splits: Vec<Split>,
    /// The times after laps, each with its caption.
    laps: Vec<(String, String)>,
    laps_run: String,
}

/// A row, with the times after its laps, which are placed when all rows are known.
pub struct Read {
    pub row: RaceRow,
    pub extra: Extra,
    pub laps: Vec<(String, String)>,
}

pub fn read<'d>(value: Value<'d>, race: u32, group: &Group, columns: &Columns<'d>, filler: &mut Filler<'_>) -> Read {
    let mut cells = Cells::default();
    let mut person = Person::default();
    let mut row = Row {
        race,
        line: value.line(),
        ..Row::default()
    };
    let mut extra = Extra::default();
    for (column, cell) in columns.cells(value) {
        if column.meaning == Meaning::Lap {
            cells.laps.push((column.caption.clone(), cell.text().into_owned()));
        }
        match column.meaning {
            _ if cell.is_missing() => {}
            Meaning::Bib => row.bib = filler.text(cell),
            Meaning::Name => cells.name = text(cell),
            Meaning::Given => cells.given = text(cell),
            Meaning::Family => cells.family = text(cell),
            Meaning::Sex => person.sex = Sex::parse(&cell.text()).unwrap_or_default(),
            Meaning::Birth => person.birth = Date::parse(&cell.text()),
            Meaning::Age => row.age = cell.whole().and_then(|age| u8::try_from(age).ok()).unwrap_or(0),
            Meaning::Nation => person.nation = filler.builder.intern(nation(&cell.text())),
            Meaning::Team if row.team.is_empty() => row.team = filler.builder.intern(&text(cell)),
            // club and school, say
            Meaning::Team if filler.builder.text(row.team) != text(cell) => cells.notes.push(text(cell)),
            Meaning::Status => cells.status(&text(cell)),
            Meaning::Note | Meaning::Reached => cells.notes.push(text(cell)),
            Meaning::Lane => extra.lane = cell.whole().and_then(|l| u16::try_from(l).ok()).unwrap_or(0),
            Meaning::Laps => cells.laps_run = text(cell),
            Meaning::Category => extra.category = filler.builder.intern(&text(cell)),
            Meaning::Place(rank) => {
                let text = text(cell);
                if text.contains(char::is_alphabetic)
                    && cell::place(text.as_bytes()).is_none()
                    && Status::parse_in_column(&text).is_none()
                {
                    cells.notes.push(text);
                }
                cells.ranks[rank as usize].get_or_insert(cell);
            }
            Meaning::Gun => cells.gun = Some(better(cells.gun, cell)),
            Meaning::Chip => cells.chip = Some(better(cells.chip, cell)),
            Meaning::SomeTime => cells.some_time = cells.some_time.or(Some(cell)),
            Meaning::Split(at_mm) => cells.split(column, cell, at_mm, filler),
            Meaning::NamedSplit => {
                if cell.text().contains(':') {
                    let named = format!("{} {}", column.caption, cell.text());
                    cells.notes.push(named.trim().to_owned());
                }
            }
            Meaning::Lap => {}
            // laps behind: the athlete did not run the whole way
            Meaning::Gap if cell.text().to_uppercase().contains("LAP") => cells.notes.push(text(cell)),
            Meaning::Team | Meaning::Gap | Meaning::Contest | Meaning::Ignored => {}
        }
    }
    let achieved = cells.mark(group, &mut extra, filler);
    let (rule, note) = achieved.rule_and_note();
    (row.mark, row.status) = (achieved.mark, achieved.status);
    row.qualification = achieved.qualification;
    row.flags = filler.builder.flags(&achieved.flags);
    extra.rule = filler.builder.intern(rule);
    cells.notes.insert(0, note.to_owned());
    // of who finished it is known how many laps there were
    let is_finished = row.status == Status::None && row.mark != PackedMark::NONE && group.event.distance_mm > 0;
    if !is_finished && !cells.laps_run.is_empty() {
        let laps = if cells.laps_run == "1" { "lap" } else { "laps" };
        cells.notes.push(format!("{} {laps}", cells.laps_run));
    }
    row.place = cells.place(group);
    extra.note = filler
        .builder
        .intern(&joined(&cells.notes.iter().map(String::as_str).collect::<Vec<_>>()));
    let name = if cells.name.is_empty() {
        format!("{} {}", cells.given, cells.family)
    } else {
        cells.name
    };
    person.name = filler.builder.intern(&name);
    person.given = filler.builder.intern(&cells.given);
    person.family = filler.builder.intern(&cells.family);
    if person.sex == Sex::Unknown {
        person.sex = group.event.sex;
    }
    row.athlete = filler.athlete(person, race, row.line);
    Read {
        row: RaceRow {
            row,
            splits: cells.splits,
        },
        extra,
        laps: cells.laps,
    }
}

/// Of two cells the one that holds a time.
fn better<'d>(known: Option<Value<'d>>, cell: Value<'d>) -> Value<'d> {
    known
        .filter(|k| time(*k).is_some() || time(cell).is_none())
        .unwrap_or(cell)
}

fn time(cell: Value<'_>) -> Option<(Time, Suffixes)> {
    match cell::time(cell.text().as_bytes(), Plain::Seconds) {
        Cell::Time(time, suffixes) => Some((time, suffixes)),
        _ => None,
    }
}

/// The code of a flag's picture `[img:flags/RO.gif]`, or the text.
fn nation(text: &str) -> &str {
    let picture = text.strip_prefix("[img:").and_then(|t| t.rsplit('/').next());
    picture.and_then(|p| p.split('.').next()).unwrap_or(text)
}

impl Cells<'_> {
    /// Numbers and words for a regular result say nothing.
    fn status(&mut self, text: &str) {
        const REGULAR: [&str; 6] = ["ok", "regular", "finished", "finisher", "gewertet", "classified"];
        match Status::parse_in_column(text) {
            Some(status) => self.status = status,
            None if text.contains(char::is_alphabetic) && !REGULAR.contains(&text.to_lowercase().as_str()) => {
                self.notes.push(text.to_owned());
            }
            None => {}
        }
    }

    fn split(&mut self, column: &Column, cell: Value<'_>, at_mm: u32, filler: &mut Filler<'_>) {
        let written = cell.text();
        // a column such as `21km` may hold the words that stand before its time
        if written == column.caption.as_str() {
            return;
        }
        if let Some((time, suffixes)) = filler.time(cell) {
            self.splits.push(Split {
                at_mm,
                time,
                suffixes,
                line: cell.line(),
            });
        }
    }

    /// The result: gun time with chip time beside it, or the only one that there is; a status may stand in place of a time or
    /// of a place.
    fn mark(&self, group: &Group, extra: &mut Extra, filler: &mut Filler<'_>) -> Achieved {
        let event = group.event;
        let of = |value: Option<Value<'_>>, filler: &mut Filler<'_>| {
            value.map(|v| filler.mark(v, event)).unwrap_or_default()
        };
        let chip = of(self.chip, filler);
        let official = self.gun.or(if self.chip.is_none() { self.some_time } else { None });
        let mut achieved = of(official, filler);
        if achieved.mark == PackedMark::NONE && achieved.status == Status::None {
            let unread = std::mem::take(&mut achieved.rest);
            achieved = chip;
            achieved.rest = joined(&[&unread, &achieved.rest]);
        } else {
            extra.net = chip.mark;
        }
        if achieved.status == Status::None {
            let in_place = self
                .ranks
                .iter()
                .flatten()
                .find_map(|cell| Status::parse_in_column(&cell.text()));
            achieved.status = in_place.unwrap_or(self.status);
        }
        achieved
    }

    /// The place among those of the group.
    fn place(&self, group: &Group) -> u32 {
        let [all, sex, age_group] = [Rank::All, Rank::Sex, Rank::AgeGroup].map(|r| self.ranks[r as usize]);
        let own = if group.by_age {
            age_group.or(all)
        } else if group.by_sex {
            sex.or(all)
        } else {
            all
        };
        own.and_then(|cell| cell::leading_number(cell.text().as_bytes()))
            .unwrap_or(0)
    }
}
