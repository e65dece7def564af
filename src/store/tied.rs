//! Tied places: results of one race or list that share their place and their mark. Such a place is written with `=`, as the
//! sport does (terms.md 10); readers keep the number alone. A place in several divisions of one race is no tie.

use super::{RaceView, RowId, Store};
use crate::model::Status;
use rayon::prelude::*;

impl Store {
    /// The rows with a tied place, in their order.
    pub(super) fn tied(&self) -> &[RowId] {
        self.tied.get_or_init(|| {
            let races: Vec<RaceView<'_>> = self.shown_races().collect();
            let mut tied: Vec<RowId> = races.into_par_iter().flat_map_iter(tied_of).collect();
            tied.sort_unstable();
            tied
        })
    }

    /// Whether a row shares its place and its mark with another one.
    pub(super) fn is_tied(&self, row: RowId) -> bool {
        self.tied().binary_search(&row).is_ok()
    }
}

fn tied_of(race: RaceView<'_>) -> Vec<RowId> {
    let placed = race.row_views().filter_map(|row| {
        let mark = row.mark();
        let is_result = row.status() == Status::None && mark.mark().is_some();
        Some((row.place().filter(|_| is_result)?, mark.sort_key(), row.id()))
    });
    let mut placed: Vec<(u32, u64, RowId)> = placed.collect();
    if !placed.is_sorted() {
        placed.sort_unstable();
    }
    let groups = placed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let shared = groups.filter(|group| group.len() > 1).flatten();
    shared.map(|(_, _, row)| *row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Race, Row};
    use std::sync::Arc;

    #[test]
    fn a_place_is_tied_where_the_marks_are_equal() {
        let mut b = ImportBuilder::new();
        let race = b.race(Race::default());
        // two second places in one time; two fourth places of two divisions
        let rows = [
            (1, "4:00.0"),
            (2, "4:01.0"),
            (2, "4:01.0"),
            (4, "4:02.0"),
            (4, "4:20.0"),
            (0, "4:01.0"),
        ];
        for (place, mark) in rows {
            let athlete = b.athlete(Athlete::default());
            b.row(
                Row {
                    race,
                    athlete,
                    place,
                    mark: fixture::packed(mark),
                    ..Row::default()
                },
                &[],
            );
        }
        let store = Store::new(1, vec![Arc::new(b.finish())]);
        let places: Vec<String> = (0..6).map(|r| store.row(RowId(r)).place_text()).collect();
        assert_eq!(places, ["1", "=2", "=2", "4", "4", ""]);
    }
}
