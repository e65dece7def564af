//! What the readers of JSON formats have in common: values to the fields of an import, a finding where one cannot be read.

use super::Value;
use super::achieved::Achieved;
use crate::model::flag::split_flags;
use crate::model::{Date, Event, Finding, Findings, Severity, Sex, Status, Str, Suffixes, Time};
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

    /// The mark of a result, or the status that stands in its place, and what is written behind it. What cannot be read is
    /// reported and kept as written.
    pub fn mark(&mut self, value: Value<'_>, event: Event) -> Achieved {
        let text = value.text();
        Achieved::read(&text, event).unwrap_or_else(|| {
            let expected = "a mark such as 3:28.32 or 8.95, a status such as DNF, or nothing";
            self.unreadable("unreadable-mark", value, expected);
            Achieved {
                rest: text.into_owned(),
                ..Achieved::default()
            }
        })
    }

    /// The flags of a mark's text and those of a field, each once.
    pub fn flags(&mut self, of_mark: &str, stated: &str) -> u16 {
        let known: Vec<&str> = split_flags(stated).collect();
        let more = split_flags(of_mark).filter(|f| !known.contains(f));
        let all: Vec<&str> = known.iter().copied().chain(more).collect();
        self.builder.flags(&all.join(" "))
    }

    /// A place such as `1.`, `=2` or `T3`, or a status in place of it.
    pub fn place(&mut self, value: Value<'_>) -> (u32, Status) {
        let text = value.text();
        match cell::place(text.as_bytes()) {
            Some(place) => (place, Status::None),
            None => (
                0,
                Status::parse(text.split_whitespace().next().unwrap_or_default()).unwrap_or_default(),
            ),
        }
    }

    /// A wind in tenths of m/s; `None` where there is no reading.
    pub fn wind(&mut self, value: Value<'_>) -> Option<i16> {
        let text = value.text();
        let wind = wind(&text);
        let says_none = ["nwi", "nw", "w", "-", "n/a"]
            .iter()
            .any(|none| text.eq_ignore_ascii_case(none));
        if wind.is_none() && !text.is_empty() && !says_none {
            self.unreadable("unreadable-wind", value, "m/s such as +1.3, or NWI");
        }
        wind
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
        let date = date(&text);
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
        // on one line of a file two such athletes are equal
        if apart {
            return self.builder.other_athlete(athlete);
        }
        self.builder.athlete(athlete)
    }
}

/// `2024-08-06`, `2024-08-06T10:00:00Z`, `2024-08-06 10:00`, `20240806`, `6 AUG 2024`.
fn date(text: &str) -> Option<Date> {
    let is_digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if is_digits {
        return Date::parse(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    Date::parse(text).or_else(|| Date::parse(day).filter(|d| d.day().is_some()))
}

/// `+1.3`, `1,3`, `-0.4 m/s`.
pub fn wind(text: &str) -> Option<i16> {
    let bare = text.strip_suffix("m/s").unwrap_or(text).trim().replace('\u{2212}', "-");
    cell::tenths(bare.as_bytes())
}
