//! Rows grouped: by athlete, race, event, nation or year, and the best mark of each athlete.

use super::{AthleteId, RowId, RowView, Store};
use crate::model::Status;
use hashbrown::HashMap;
use rayon::prelude::*;

/// What rows of one group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    Athlete,
    Race,
    Meet,
    Event,
    Nation,
    Year,
}

impl GroupBy {
    /// Equal for rows of one group; `None` for rows that lack it.
    fn key(self, row: RowView<'_>) -> Option<u64> {
        match self {
            Self::Athlete => Some(u64::from(row.athlete_id().0)),
            Self::Race => Some(u64::from(row.race().id().0)),
            Self::Meet => row.meet_rank().map(u64::from),
            Self::Event => Some(row.race().event_key()),
            Self::Nation => row.nation_rank().map(u64::from),
            Self::Year => row.date().map(|d| d.year() as u64),
        }
    }
}

impl Store {
    /// The rows in groups, both in the order given; rows that lack the common value form the last group.
    pub fn grouped(&self, rows: &[RowId], by: GroupBy) -> Vec<Vec<RowId>> {
        let mut groups: Vec<Vec<RowId>> = Vec::new();
        let mut known: HashMap<u64, usize> = HashMap::new();
        let mut without = Vec::new();
        for &row in rows {
            match by.key(self.row(row)) {
                Some(key) => {
                    let at = *known.entry(key).or_insert(groups.len());
                    if at == groups.len() {
                        groups.push(Vec::new());
                    }
                    groups[at].push(row);
                }
                None => without.push(row),
            }
        }
        groups.extend((!without.is_empty()).then_some(without));
        groups
    }

    /// Of the rows given, in their order, the best mark of each athlete in each event; equal marks leave the row opened
    /// first. Rows with a status or without mark are left out.
    pub fn best_per_athlete(&self, rows: &[RowId]) -> Vec<RowId> {
        let mut wanted = vec![false; self.row_count()];
        rows.iter().for_each(|r| wanted[r.0 as usize] = true);
        let athletes = (0..self.athlete_count() as u32).into_par_iter().with_min_len(4096);
        let best: Vec<RowId> = athletes
            .flat_map_iter(|id| self.bests_of(AthleteId(id), &wanted))
            .collect();
        wanted.fill(false);
        best.iter().for_each(|r| wanted[r.0 as usize] = true);
        rows.iter().copied().filter(|r| wanted[r.0 as usize]).collect()
    }

    fn bests_of(&self, athlete: AthleteId, wanted: &[bool]) -> impl Iterator<Item = RowId> {
        let mut bests: Vec<(u64, u64, RowId)> = Vec::new();
        for id in self.athlete(athlete).rows().filter(|r| wanted[r.0 as usize]) {
            let row = self.row(id);
            if row.status() != Status::None || row.mark().mark().is_none() {
                continue;
            }
            let (event, mark) = (row.race().event_key(), row.mark().sort_key());
            match bests.iter_mut().find(|(e, ..)| *e == event) {
                Some(best) if mark < best.1 => *best = (event, mark, id),
                Some(_) => {}
                None => bests.push((event, mark, id)),
            }
        }
        bests.into_iter().map(|(_, _, id)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::model::{Date, Event, Sex};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Race, Row};
    use std::sync::Arc;

    /// Two athletes over two races of one event and one of another.
    fn store() -> Store {
        let mut b = ImportBuilder::new();
        let races = [("2020-07-01", 1500), ("2021-07-01", 1500), ("2021-08-01", 800)].map(|(date, metres)| {
            b.race(Race {
                event: Event::track(metres * 1000, Sex::Men),
                date: Date::parse(date),
                ..Race::default()
            })
        });
        let athletes = ["A", "B"].map(|name| {
            let name = b.intern(name);
            b.athlete(Athlete {
                name,
                ..Athlete::default()
            })
        });
        let rows = [
            (0, 0, "3:40.0"),
            (0, 1, "3:39.0"),
            (1, 0, "3:38.0"),
            (1, 1, ""),
            (2, 0, "1:48.0"),
            (0, 0, "3:38.0"),
        ];
        for (race, athlete, mark) in rows {
            let row = Row {
                race: races[race],
                athlete: athletes[athlete],
                mark: fixture::packed(mark),
                ..Row::default()
            };
            b.row(row, &[]);
        }
        Store::new(1, vec![Arc::new(b.finish())])
    }

    fn ids(groups: &[Vec<RowId>]) -> Vec<Vec<u32>> {
        groups.iter().map(|g| g.iter().map(|r| r.0).collect()).collect()
    }

    #[test]
    fn groups_keep_the_order_of_the_rows() {
        let store = store();
        let rows: Vec<RowId> = (0..6).rev().map(RowId).collect();
        assert_eq!(
            ids(&store.grouped(&rows, GroupBy::Athlete)),
            [vec![5, 4, 2, 0], vec![3, 1]]
        );
        assert_eq!(
            ids(&store.grouped(&rows, GroupBy::Year)),
            [vec![5, 1, 0], vec![4, 3, 2]]
        );
        assert_eq!(ids(&store.grouped(&rows, GroupBy::Nation)), [vec![5, 4, 3, 2, 1, 0]]);
    }

    #[test]
    fn the_best_of_each_athlete_and_event() {
        let store = store();
        let all: Vec<RowId> = (0..6).map(RowId).collect();
        assert_eq!(store.best_per_athlete(&all), [RowId(1), RowId(2), RowId(4)]);
        assert_eq!(store.best_per_athlete(&[RowId(0), RowId(4)]), [RowId(0), RowId(4)]);
    }
}
