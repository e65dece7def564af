//! What the user decided about the data. Decisions are kept beside the imports and never change them: undoing one is
//! building the store with a shorter list.

use super::described::{RaceRecord, RaceWords};
use super::{RowId, Store};
use crate::model::Date;
use crate::read::Import;
use crate::read::import::Athlete;

/// An athlete as a file states him or her. It names the same record after the file was changed and opened again.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Record {
    pub name: String,
    pub nation: String,
    /// As [`Date`] writes it; empty when the file states none.
    pub birth: String,
}

impl Record {
    pub(super) fn of(import: &Import, athlete: &Athlete) -> Self {
        Self {
            name: import.text(athlete.name).to_owned(),
            nation: import.text(athlete.nation).to_owned(),
            birth: athlete.birth.map(|d: Date| d.to_string()).unwrap_or_default(),
        }
    }
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

impl Store {
    /// The record that a row's file states.
    pub fn record_of(&self, row: RowId) -> Record {
        self.row(row).record()
    }
}

/// Applies decisions in order to `representative`, which has for each record the one that stands for its athlete.
pub(super) fn apply(decisions: &[Decision], records: &[Record], representative: &mut [u32]) {
    let all = |wanted: &Record| -> Vec<usize> { (0..records.len()).filter(|r| records[*r] == *wanted).collect() };
    for decision in decisions {
        match decision {
            Decision::Join(one, other) => {
                let (Some(one), Some(other)) = (all(one).first().copied(), all(other).first().copied()) else {
                    continue;
                };
                let (from, to) = (representative[one], representative[other]);
                let first = from.min(to);
                representative
                    .iter_mut()
                    .filter(|r| **r == from || **r == to)
                    .for_each(|r| *r = first);
            }
            Decision::KeepApart(apart, other) => {
                let apart = all(apart);
                let Some(other) = all(other).first().copied() else {
                    continue;
                };
                separate(&apart, other, representative);
            }
            Decision::Describe(..) => {}
        }
    }
}

/// Gives the records `apart` that stand with `other` an athlete of their own; the rest keep theirs.
fn separate(apart: &[usize], other: usize, representative: &mut [u32]) {
    let athlete = representative[other];
    let moved: Vec<usize> = apart
        .iter()
        .copied()
        .filter(|r| representative[*r] == athlete && *r != other)
        .collect();
    let Some(&first_moved) = moved.first() else { return };
    moved.iter().for_each(|r| representative[*r] = first_moved as u32);
    // the record that stood for both may be among those moved
    let rest: Vec<usize> = (0..representative.len())
        .filter(|r| representative[*r] == athlete && !moved.contains(r))
        .collect();
    let first_left = rest.first().copied().unwrap_or(other) as u32;
    rest.into_iter().for_each(|r| representative[r] = first_left);
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
