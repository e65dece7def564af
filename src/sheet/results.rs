//! Results: of one race, or of all races loaded; one row a result.
//!
//! The gap is that to the winner of the row's race and blank where the winner is not loaded (terms.md 6). A column without
//! any value is left out; over several races also one whose value never changes.

use super::field::Field;
use super::{Cell, Column, Emphasis, Sheet, Value};
use crate::analysis::doubts;
use crate::model::Status;
use crate::store::{RowId, RowView, Store};

/// Why a mark stands out: it is doubtful, or other files contradict it; or it is a status.
pub(super) fn mark_emphasis(store: &Store, row: RowView<'_>) -> Emphasis {
    match row.status() {
        _ if doubts(store).marks.contains_key(&row.id()) => Emphasis::Doubt,
        _ if row.is_mark_disputed() => Emphasis::Caution,
        Status::None => Emphasis::Plain,
        _ => Emphasis::Quiet,
    }
}

/// The columns of a results table, which depend on what its rows hold; found once for a set of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultsColumns {
    fields: Vec<Field>,
    columns: Vec<Column>,
}

impl ResultsColumns {
    /// For the rows of one race or list.
    pub fn of_race(store: &Store, rows: impl IntoIterator<Item = RowId>) -> Self {
        Self::new(store, rows, &Field::OF_RACE, &Field::OF_RACE)
    }

    /// For the rows of several races.
    pub fn of_races(store: &Store, rows: impl IntoIterator<Item = RowId>) -> Self {
        let kept = [Field::Place, Field::Athlete, Field::Mark, Field::Event];
        Self::new(store, rows, &Field::OF_RACES, &kept)
    }

    /// For the rows of one athlete.
    pub fn of_athlete(store: &Store, rows: &[RowId]) -> Self {
        let kept = [Field::Place, Field::Mark, Field::Event];
        Self::new(store, rows.iter().copied(), &Field::OF_RACES, &kept)
    }

    /// Looks at every row until each kind of value is met and, unless `kept` in any case, met in two forms.
    fn new(store: &Store, rows: impl IntoIterator<Item = RowId>, order: &[Field], kept: &[Field]) -> Self {
        let mut absent: Vec<Field> = order.to_vec();
        let mut same: Vec<Field> = order.iter().filter(|f| !kept.contains(f)).copied().collect();
        let (mut first, mut count) = (None, 0);
        for row in rows {
            let row = store.row(row);
            let first = *first.get_or_insert(row);
            same.retain(|f| f.is_same(first, row));
            absent.retain(|f| !f.is_present(row));
            count += 1;
            if absent.is_empty() && same.is_empty() {
                break;
            }
        }
        let is_shown = |f: &Field| !absent.contains(f) && (count < 2 || !same.contains(f));
        let fields: Vec<Field> = order.iter().copied().filter(is_shown).collect();
        let columns = fields.iter().map(|f| f.column()).collect();
        Self { fields, columns }
    }
}

/// Results in a given order.
pub struct ResultsSheet<'a> {
    pub store: &'a Store,
    pub rows: &'a [RowId],
    pub columns: &'a ResultsColumns,
}

impl Sheet for ResultsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let row = self.store.row(self.rows[row]);
        let field = self.columns.fields[column];
        let emphasis = match field {
            Field::Mark => mark_emphasis(self.store, row),
            Field::Place if row.is_place_disputed() => Emphasis::Caution,
            _ => Emphasis::Plain,
        };
        Cell {
            first: Value {
                text: field.text(row),
                rank: String::new(),
                emphasis,
            },
            second: None,
        }
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        let row = self.store.row(self.rows[row]);
        let doubt = doubts(self.store).marks.get(&row.id());
        let of_mark = doubt.filter(|_| self.columns.fields[column] == Field::Mark);
        let doubt = of_mark.map_or(String::new(), |d| format!("Doubtful: {}\n", d.text()));
        format!("{doubt}{}", row.sources_text())
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.rows.get(row).copied()
    }

    fn sticky_columns(&self) -> usize {
        self.columns
            .fields
            .iter()
            .position(|f| *f == Field::Athlete)
            .map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, fixture};
    use std::sync::Arc;

    #[test]
    fn the_final_of_the_worked_example() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let rows: Vec<RowId> = store.race(RaceId(0)).rows().collect();
        let columns = ResultsColumns::of_race(&store, rows.iter().copied());
        let sheet = ResultsSheet {
            store: &store,
            rows: &rows,
            columns: &columns,
        };
        let titles: Vec<&str> = sheet.columns().iter().map(|c| c.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Place", "Athlete", "Nation", "Mark", "Gap", "Age", "Date", "Meet", "Event", "Round", "Venue"
            ]
        );
        let cells = |column: usize| (0..4).map(|r| sheet.cell(r, column).first.text).collect::<Vec<_>>();
        // terms.md 20: margins +0.69, +0.73, +1.24
        assert_eq!(cells(3), ["3:28.32", "3:29.01", "3:29.05", "3:29.56"]);
        assert_eq!(cells(4), ["0.00", "+0.69", "+0.73", "+1.24"]);
        assert_eq!(cells(5), ["20", "25", "23", "24"]);
    }

    #[test]
    fn what_never_changes_is_left_out_over_several_races() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let rows: Vec<RowId> = store.race(RaceId(0)).rows().collect();
        let titles = |columns: &ResultsColumns| columns.columns.iter().map(|c| c.title.clone()).collect::<Vec<_>>();
        let races = ResultsColumns::of_races(&store, rows.iter().copied());
        assert_eq!(
            titles(&races),
            ["Place", "Athlete", "Nation", "Mark", "Event", "Gap", "Age"]
        );
        let one = ResultsColumns::of_athlete(&store, &rows[..1]);
        let all = [
            "Place", "Athlete", "Nation", "Mark", "Event", "Date", "Meet", "Round", "Gap", "Age", "Venue",
        ];
        assert_eq!(titles(&one), all, "one row alone does not say what changes");
    }
}
