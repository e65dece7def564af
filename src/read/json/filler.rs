//! What the readers of JSON formats have in common: values to the fields of an import, a finding where one cannot be read.

use super::Value;
use crate::model::{Date, Event, Finding, Findings, PackedMark, Severity, Sex, Status, Str, Suffixes, Time};
use crate::read::csv::cell::{self, Cell, Plain};
use crate::read::format::Progress;
use crate::read::import::{Athlete, AthleteDetails, Import, ImportBuilder, Origin};
use hashbrown::HashMap;

/// What a file says of an athlete; equal ones are one athlete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Person {
    pub name: Str,
    pub nation: Str,
    pub birth: Option<Date>,
    pub sex: Sex,
    pub id: Str,
    pub given: Str,
    pub family: Str,
}

pub struct Filler<'p> {
    pub builder: ImportBuilder,
    progress: &'p Progress,
    people: HashMap<Person, u32>,
    /// By athlete, the last race that he or she is in, plus one; a race's rows come together.
    last_race: Vec<u32>,
}

impl<'p> Filler<'p> {
    pub fn new(findings: Findings, progress: &'p Progress) -> Self {
        let mut builder = ImportBuilder::new();
        *builder.findings() = findings;
        Self {
            builder,
            progress,
            people: HashMap::new(),
            last_race: Vec::new(),
        }
    }

    pub fn is_cancelled(&self) -> bool {
        self.progress.is_cancelled()
    }

    pub fn finish(self) -> Import {
        self.builder.finish()
    }

    /// Adds a finding at a value.
    pub fn report(&mut self, severity: Severity, code: &'static str, at: Value<'_>, found: String, expected: &str) {
        let (line, column) = at.place();
        self.builder.findings().push(Finding {
            severity,
            code,
            line,
            column,
            found,
            expected: expected.to_owned(),
        });
    }

    /// Reports a value that cannot be read.
    pub fn unreadable(&mut self, code: &'static str, value: Value<'_>, expected: &str) {
        let shown: String = value.text().chars().take(80).collect();
        let found = match value.bool() {
            Some(word) => word.to_string(),
            None if value.is_array() || value.is_object() => "a list or an object".to_owned(),
            None => format!("\"{shown}\""),
        };
        self.report(Severity::Error, code, value, found, expected);
    }

    pub fn text(&mut self, value: Value<'_>) -> Str {
        self.builder.intern(&value.text())
    }

    /// The mark of a result, or the status that stands in its place.
    pub fn mark(&mut self, value: Value<'_>, event: Event) -> (PackedMark, Status) {
        let text = value.text();
        match cell::mark(text.as_bytes(), event, Plain::Seconds) {
            Ok((mark, suffixes, status)) => {
                let packed = mark.map_or(PackedMark::NONE, |m| PackedMark::new(Some(m), suffixes));
                (packed, status)
            }
            Err(()) => {
                let expected = "a mark such as 3:28.32 or 8.95, a status such as DNF, or nothing";
                self.unreadable("unreadable-mark", value, expected);
                (PackedMark::NONE, Status::None)
            }
        }
    }

    /// A time; what is no time is reported.
    pub fn time(&mut self, value: Value<'_>) -> Option<(Time, Suffixes)> {
        match cell::time(value.text().as_bytes(), Plain::Seconds) {
            Cell::Time(time, suffixes) => Some((time, suffixes)),
            Cell::Missing | Cell::Status(_) => None,
            Cell::Unreadable => {
                self.unreadable("unreadable-time", value, "a time such as 3:28.32, or nothing");
                None
            }
        }
    }

    /// A date, also with a time of day behind it.
    pub fn date(&mut self, value: Value<'_>) -> Option<Date> {
        let text = value.text();
        let day = text.split('T').next().unwrap_or_default().trim();
        let date = Date::parse(day).or_else(|| Date::parse(&text));
        if date.is_none() && !text.is_empty() {
            self.unreadable("unreadable-date", value, "a date such as 2021-08-07");
        }
        date
    }

    /// The athlete of a row of a race. Who is in the race already is another one of the same name.
    pub fn athlete(&mut self, person: Person, race: u32, line: u32) -> u32 {
        let known = self.people.get(&person).copied();
        if let Some(known) = known.filter(|known| self.enters(*known, race)) {
            return known;
        }
        let index = self.add_athlete(person, line, known.is_some());
        self.people.entry(person).or_insert(index);
        self.enters(index, race);
        index
    }

    /// Notes that an athlete is in a race; false when that is known.
    fn enters(&mut self, athlete: u32, race: u32) -> bool {
        let at = athlete as usize;
        if at >= self.last_race.len() {
            self.last_race.resize(at + 1, 0);
        }
        std::mem::replace(&mut self.last_race[at], race + 1) != race + 1
    }

    /// The athlete of a row of a list, in which one athlete may have many.
    pub fn athlete_of_list(&mut self, person: Person, line: u32) -> u32 {
        if let Some(known) = self.people.get(&person) {
            return *known;
        }
        let index = self.add_athlete(person, line, false);
        self.people.insert(person, index);
        index
    }

    /// A new athlete; one that must not be taken for another has details of its own.
    fn add_athlete(&mut self, person: Person, line: u32, apart: bool) -> u32 {
        let has_details = apart || [person.id, person.given, person.family].iter().any(|s| !s.is_empty());
        let details = AthleteDetails {
            id: person.id,
            given: person.given,
            family: person.family,
            origin: Origin {
                line,
                citation: Str::EMPTY,
            },
            ..AthleteDetails::default()
        };
        let athlete = Athlete {
            name: person.name,
            nation: person.nation,
            birth: person.birth,
            details: if has_details { self.builder.details(details) } else { 0 },
            sex: person.sex,
        };
        self.builder.athlete(athlete)
    }
}
