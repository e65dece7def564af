//! What the user said of races whose files do not tell it: the event and the day. The imports stay as they are; a described
//! race is a copy beside them.

use super::decision::Decision;
use crate::model::{Date, Event, Markers, Sex};
use crate::read::import::{Import, Race};
use crate::read::laps;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A race as its file states it. It names the same race after the file was opened again.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RaceRecord {
    pub path: String,
    /// Title, age group, round, heat and day, as far as the file has them.
    pub words: String,
}

impl RaceRecord {
    pub(super) fn of(import: &Import, race: &Race) -> Self {
        let heat = race.heat.map_or(String::new(), |h| h.to_string());
        let date = race.date.map_or(String::new(), |d| d.to_string());
        let parts = [
            import.text(race.title),
            import.text(race.age_group),
            race.round.word(),
            &heat,
            &date,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        Self {
            path: import.source.path.clone(),
            words: parts.join(", "),
        }
    }
}

/// What the user says of a race; what is empty stays as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RaceWords {
    /// As [`Event`] reads and writes it, with the sex: `women 1500 m`.
    pub event: String,
    /// As [`Date`] reads and writes it.
    pub date: String,
}

impl RaceWords {
    /// The event and the day, or the words that are none.
    pub fn read(&self) -> Result<(Option<Event>, Option<Date>), &str> {
        let event = match self.event.trim() {
            "" => None,
            text => Some(Event::parse(text).ok_or(text)?),
        };
        let date = match self.date.trim() {
            "" => None,
            text => Some(Date::parse(text).ok_or(text)?),
        };
        Ok((event, date))
    }
}

/// A race with what was said of it.
#[derive(Debug)]
pub(super) struct Described {
    pub race: Race,
    /// Where the laps end, when the distance places them.
    pub markers: Option<Markers>,
}

/// The described races by number in the store; of several decisions about one the last holds.
pub(super) fn described(imports: &[Arc<Import>], decisions: &[Decision]) -> BTreeMap<u32, Described> {
    let mut all = BTreeMap::new();
    let said: Vec<(&RaceRecord, &RaceWords)> = decisions
        .iter()
        .filter_map(|d| match d {
            Decision::Describe(race, words) => Some((race, words)),
            _ => None,
        })
        .collect();
    if said.is_empty() {
        return all;
    }
    let mut base = 0;
    for import in imports {
        let of_import = said.iter().filter(|(record, _)| record.path == import.source.path);
        let of_import: Vec<_> = of_import.collect();
        for (at, race) in import.races.iter().enumerate().filter(|_| !of_import.is_empty()) {
            let own = RaceRecord::of(import, race);
            for (_, words) in of_import.iter().filter(|(record, _)| *record == &own) {
                if let Some(described) = describe(import, at, words) {
                    all.insert(base + at as u32, described);
                }
            }
        }
        base += import.races.len() as u32;
    }
    all
}

fn describe(import: &Import, at: usize, words: &RaceWords) -> Option<Described> {
    let (event, date) = words.read().ok()?;
    let mut race = import.races.get(at)?.clone();
    if let Some(event) = event {
        let sex = if event.sex == Sex::Unknown {
            race.event.sex
        } else {
            event.sex
        };
        race.event = Event { sex, ..event };
    }
    race.date = date.or(race.date);
    let markers = event.and_then(|event| laps::placed(import, at, event.distance_mm));
    Some(Described { race, markers })
}
