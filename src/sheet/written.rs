//! Under what name, for what nation and for what club an athlete is written, with the days; or on one day, with the age.

use super::{Align, Cell, Column, Sheet};
use crate::analysis::written::{Trait, Written, on_day, written};
use crate::model::Date;
use crate::model::text::capitalised;
use crate::store::{AthleteId, RowId, Store};

/// The ways of one athlete.
pub struct WrittenSheet<'a> {
    store: &'a Store,
    athlete: AthleteId,
    ways: Vec<(Trait, Written)>,
    /// The age on the day asked for.
    age: Option<String>,
    columns: Vec<Column>,
}

impl<'a> WrittenSheet<'a> {
    /// All ways; with a day those that hold on it, and the age, of which a birth year leaves two open.
    pub fn new(store: &'a Store, athlete: AthleteId, day: Option<Date>) -> Self {
        let of = |of: Trait| {
            let ways = written(store, athlete, of);
            let shown: Vec<Written> = match day {
                None => ways,
                Some(day) => on_day(&ways, day).cloned().into_iter().collect(),
            };
            shown.into_iter().map(move |way| (of, way))
        };
        let age = |day: Date| store.athlete(athlete).birth().map(|birth| birth.age_text_on(day));
        let columns = vec![
            Column::new("what", "What", "Name, nation, club or age", Align::Left),
            Column::new("written", "As written", "As most of the results have it", Align::Left).cut_to(240.0),
            Column::new("from", "From", "Day of the first result that has it", Align::Left),
            Column::new("to", "To", "Day of the last result that has it", Align::Left),
            Column::new(
                "results",
                "Results",
                "Results that have it, those of several files included",
                Align::Right,
            ),
        ];
        Self {
            store,
            athlete,
            ways: Trait::ALL.into_iter().flat_map(of).collect(),
            age: day.and_then(age).filter(|text| !text.is_empty()),
            columns,
        }
    }
}

impl Sheet for WrittenSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.ways.len() + usize::from(self.age.is_some())
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let date = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
        Cell::plain(match (self.ways.get(row), column) {
            (Some((of, _)), 0) => capitalised(of.word()),
            (Some((_, way)), 1) => way.text.clone(),
            (Some((_, way)), 2) => date(way.first()),
            (Some((_, way)), 3) => date(way.last()),
            (Some((_, way)), _) => way.results.to_string(),
            (None, 0) => "Age".to_owned(),
            (None, 1) => self.age.clone().unwrap_or_default(),
            (None, _) => String::new(),
        })
    }

    fn tooltip(&self, _row: usize, _column: usize) -> String {
        String::new()
    }

    fn row_id(&self, _row: usize) -> Option<RowId> {
        self.store.athlete(self.athlete).rows().next()
    }
}
