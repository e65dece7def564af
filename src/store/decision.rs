//! What the user decided about the data. Decisions are kept beside the imports and never change them: undoing one is
//! building the store with a shorter list.

use super::described::{RaceRecord, RaceWords};
use super::{RowId, Store, identity};
use crate::model::likeness::name_key;
use crate::model::{Date, fold};
use crate::read::Import;
use crate::read::import::Athlete;
use hashbrown::HashMap;
use std::collections::BTreeMap;
use std::fmt;

/// An athlete as a file states him or her. It names the same record after the file was changed and opened again: those that
/// state the same, or, where none does any more, those of the same name that nothing stated contradicts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Record {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nation: String,
    /// As [`Date`] writes it; empty when the file states none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub birth: String,
    /// The club, where only it tells namesakes apart; empty for whatever club.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub club: String,
    /// The name of the file, where only it tells namesakes apart; empty for whatever file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
}

/// How a record names a file's athlete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// Name, nation and birth are stated the same.
    Exactly,
    /// Nation and birth agree as far as both state them; the name is known to.
    Loosely,
}

impl Record {
    pub(super) fn of(import: &Import, athlete: &Athlete) -> Self {
        Self {
            name: import.text(athlete.name).to_owned(),
            nation: import.text(athlete.nation).to_owned(),
            birth: athlete.birth.map(|d: Date| d.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Whether a file's athlete is one that the record names.
    pub(super) fn names(&self, import: &Import, athlete: &Athlete, how: Naming) -> bool {
        let narrows = |wanted: &str, own: &str| wanted.is_empty() || fold(wanted) == fold(own);
        if !narrows(&self.club, club_of(import, athlete)) || !narrows(&self.file, file_of(import)) {
            return false;
        }
        let nation = import.text(athlete.nation);
        if how == Naming::Exactly {
            let birth = athlete.birth.map(|d| d.to_string()).unwrap_or_default();
            return self.name == import.text(athlete.name) && self.nation == nation && self.birth == birth;
        }
        let births = Date::parse(&self.birth).zip(athlete.birth);
        let nations = self.nation.is_empty() || nation.is_empty() || self.nation == nation;
        nations && births.is_none_or(|(a, b)| a.agrees_with(b))
    }
}

/// `Laura Muir GBR 1993-05-09`, with club and file behind it where they tell namesakes apart.
impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.name, &self.nation, &self.birth].map(String::as_str);
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        f.write_str(&parts.join(" "))?;
        let narrowed = [&self.club, &self.file].map(String::as_str);
        let narrowed: Vec<&str> = narrowed.into_iter().filter(|p| !p.is_empty()).collect();
        match narrowed.is_empty() {
            true => Ok(()),
            false => write!(f, " ({})", narrowed.join(", ")),
        }
    }
}

pub(super) fn club_of<'a>(import: &'a Import, athlete: &Athlete) -> &'a str {
    let details = (athlete.details as usize)
        .checked_sub(1)
        .and_then(|at| import.details.get(at));
    details.map_or("", |d| import.text(d.club))
}

pub(super) fn file_of(import: &Import) -> &str {
    import.source.path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A choice of the user that overrules what the program finds by itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Decision {
    /// Both records are one athlete, and with them all that either was joined with.
    Join(Record, Record),
    /// The first record, in whatever file, is not the athlete of the second.
    KeepApart(Record, Record),
    /// What event a race is, and on what day.
    Describe(RaceRecord, RaceWords),
}

/// What was decided, as a sentence without its point.
impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Join(one, other) => write!(f, "{one} is {other}"),
            Self::KeepApart(one, other) => write!(f, "{one} is not {other}"),
            Self::Describe(race, words) => {
                let said = [words.event.as_str(), words.date.as_str()];
                let said: Vec<&str> = said.into_iter().filter(|p| !p.is_empty()).collect();
                write!(f, "{} of {} is {}", race.words, race.path, said.join(", "))
            }
        }
    }
}

/// A decision that changes nothing in what is open; it is kept, since the file that it is about may come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unapplied {
    /// Index among the decisions of the store.
    pub decision: usize,
    /// Why, as a sentence without its point.
    pub reason: String,
}

/// What the decisions came to, beside the athletes.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub unapplied: Vec<Unapplied>,
    /// Records kept apart: those of the one athlete, and those of the other.
    pub apart: Vec<(Vec<u32>, Vec<u32>)>,
    /// Pairs of records that a decision joined.
    pub joined: Vec<(u32, u32)>,
}

impl Store {
    /// The record that a row's file states.
    pub fn record_of(&self, row: RowId) -> Record {
        self.row(row).record()
    }
}

/// Applies decisions in order to `representative`, which has for each record the one that stands for its athlete; `keys`
/// are the names of the records as [`name_key`] has them.
pub(super) fn apply(store: &Store, keys: &[String], representative: &mut [u32]) -> Outcome {
    let matched = matched(store, keys);
    let mut outcome = Outcome::default();
    let mut athletes = Athletes::of(&matched, representative);
    for (at, decision) in store.decisions.iter().enumerate() {
        let (Decision::Join(one, other) | Decision::KeepApart(one, other)) = decision else {
            continue;
        };
        let (first, second) = (&matched[one], &matched[other]);
        let missing = [(one, first), (other, second)]
            .into_iter()
            .find(|(_, found)| found.is_empty());
        let same = first.iter().any(|g| second.contains(g));
        let reason = match (missing, decision) {
            (Some((record, _)), _) => format!("no open file has {record}"),
            (None, Decision::KeepApart(..)) if same => format!("the open files state {one} and {other} alike"),
            _ => {
                match decision {
                    Decision::Join(..) => {
                        athletes.join(first[0], second[0]);
                        outcome.joined.push((first[0], second[0]));
                    }
                    _ => {
                        second.iter().for_each(|g| athletes.separate(first, *g));
                        outcome.apart.push((first.clone(), second.clone()));
                    }
                }
                continue;
            }
        };
        outcome.unapplied.push(Unapplied { decision: at, reason });
    }
    outcome
}

/// The records that the records of all decisions name, in the order opened.
fn matched<'a>(store: &'a Store, keys: &[String]) -> BTreeMap<&'a Record, Vec<u32>> {
    let mut by_key: HashMap<String, Vec<u32>> = HashMap::new();
    let wanted = store.decisions.iter().flat_map(|decision| match decision {
        Decision::Join(one, other) | Decision::KeepApart(one, other) => vec![one, other],
        Decision::Describe(..) => Vec::new(),
    });
    let wanted: Vec<&Record> = wanted.collect();
    by_key.extend(wanted.iter().map(|record| (name_key(&record.name), Vec::new())));
    for (g, key) in keys.iter().enumerate() {
        if let Some(of_name) = by_key.get_mut(key) {
            of_name.push(g as u32);
        }
    }
    let found = |record: &Record| -> Vec<u32> {
        let of_name = by_key.get(&name_key(&record.name)).map_or(&[][..], Vec::as_slice);
        let named = |how: Naming| -> Vec<u32> {
            let is_named = |g: &&u32| {
                let (import, athlete) = identity::record(store, **g);
                record.names(import, athlete, how)
            };
            of_name.iter().filter(is_named).copied().collect()
        };
        Some(named(Naming::Exactly))
            .filter(|g| !g.is_empty())
            .unwrap_or_else(|| named(Naming::Loosely))
    };
    wanted.iter().map(|record| (*record, found(record))).collect()
}

/// The athletes that decisions are about: the records by the one that stands for them.
struct Athletes<'a> {
    representative: &'a mut [u32],
    records: HashMap<u32, Vec<u32>>,
}

impl<'a> Athletes<'a> {
    fn of(matched: &BTreeMap<&Record, Vec<u32>>, representative: &'a mut [u32]) -> Self {
        let mut records: HashMap<u32, Vec<u32>> = HashMap::new();
        for found in matched.values() {
            records.extend(found.iter().map(|g| (representative[*g as usize], Vec::new())));
        }
        for (g, r) in representative.iter().enumerate() {
            if let Some(of_athlete) = records.get_mut(r) {
                of_athlete.push(g as u32);
            }
        }
        Self {
            representative,
            records,
        }
    }

    /// Makes records, in the order opened, one athlete of their own.
    fn set(&mut self, records: Vec<u32>) {
        if let Some(&first) = records.first() {
            records.iter().for_each(|g| self.representative[*g as usize] = first);
            self.records.insert(first, records);
        }
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.representative[one as usize], self.representative[other as usize]);
        if one == other {
            return;
        }
        let both = [one, other].map(|r| self.records.remove(&r).unwrap_or_default());
        let mut records = both.concat();
        records.sort_unstable();
        self.set(records);
    }

    /// Gives the records `apart` that stand with `other` an athlete of their own; the rest keep theirs.
    fn separate(&mut self, apart: &[u32], other: u32) {
        let athlete = self.representative[other as usize];
        let of_athlete = self.records.remove(&athlete).unwrap_or_default();
        let (moved, rest) = of_athlete.into_iter().partition(|g| apart.contains(g) && *g != other);
        self.set(moved);
        self.set(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ImportBuilder;
    use crate::read::import::{Race, Row};
    use std::sync::Arc;

    fn record(name: &str, nation: &str, birth: &str) -> Record {
        Record {
            name: name.into(),
            nation: nation.into(),
            birth: birth.into(),
            ..Record::default()
        }
    }

    /// One race with one row for each record, in one file; the athlete of each row.
    fn athletes(records: &[Record], decisions: Vec<Decision>) -> Vec<u32> {
        let mut b = ImportBuilder::new();
        for r in records {
            let race = b.race(Race::default());
            let athlete = Athlete {
                name: b.intern(&r.name),
                nation: b.intern(&r.nation),
                birth: Date::parse(&r.birth),
                ..Athlete::default()
            };
            let athlete = b.athlete(athlete);
            b.row(
                Row {
                    race,
                    athlete,
                    ..Row::default()
                },
                &[],
            );
        }
        let store = Store::with_decisions(1, vec![Arc::new(b.finish())], decisions);
        (0..records.len() as u32)
            .map(|r| store.row(RowId(r)).athlete_id().0)
            .collect()
    }

    #[test]
    fn decisions_overrule_the_program_and_a_shorter_list_undoes_them() {
        let muir = record("Laura Muir", "GBR", "1993-05-09");
        let muir_scotland = record("Laura Muir", "SCO", "");
        let other = record("Laura Muir", "GBR", "");
        let all = [muir.clone(), muir_scotland.clone(), other.clone()];
        assert_eq!(
            athletes(&all, vec![]),
            [0, 1, 0],
            "found by the program: one name and nation"
        );
        let join = Decision::Join(muir.clone(), muir_scotland);
        assert_eq!(athletes(&all, vec![join.clone()]), [0, 0, 0]);
        let apart = Decision::KeepApart(other, muir);
        assert_eq!(athletes(&all, vec![join.clone(), apart]), [0, 0, 1]);
        assert_eq!(athletes(&all, vec![join]), [0, 0, 0]);
    }

    #[test]
    fn the_record_that_stood_for_both_can_be_moved_away() {
        let (first, second) = (record("Ann Doe", "USA", ""), record("Ann Doe", "USA", "1990"));
        let apart = Decision::KeepApart(first.clone(), second.clone());
        assert_eq!(athletes(&[first, second], vec![apart]), [0, 1]);
    }
}
