//! Of any rows the best mark of each athlete in each event.

use super::{AthleteId, RowId, Store};
use crate::model::Status;
use rayon::prelude::*;

impl Store {
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

    #[test]
    fn the_best_of_each_athlete_and_event() {
        let store = store();
        let all: Vec<RowId> = (0..6).map(RowId).collect();
        assert_eq!(store.best_per_athlete(&all), [RowId(1), RowId(2), RowId(4)]);
        assert_eq!(store.best_per_athlete(&[RowId(0), RowId(4)]), [RowId(0), RowId(4)]);
    }
}
