//! Results with the race that each belongs to: what the command line prints. Ten columns are always there, for whoever goes
//! on with them; the others when some row has the value.

use super::field::Field;
use super::results::mark_emphasis;
use super::{Cell, Column, Sheet};
use crate::store::{RowId, RowView, Store};

/// The columns in order; [`ALWAYS`] says which are there without a value.
const FIELDS: [Field; 21] = [
    Field::Meet,
    Field::Event,
    Field::Round,
    Field::Place,
    Field::Athlete,
    Field::Nation,
    Field::Team,
    Field::Class,
    Field::Lane,
    Field::Reaction,
    Field::Mark,
    Field::Wind,
    Field::Net,
    Field::Status,
    Field::Qualification,
    Field::PlaceInRound,
    Field::PlaceAt,
    Field::Flags,
    Field::Series,
    Field::Date,
    Field::Note,
];

const ALWAYS: [Field; 10] = [
    Field::Meet,
    Field::Event,
    Field::Round,
    Field::Place,
    Field::Athlete,
    Field::Nation,
    Field::Mark,
    Field::Status,
    Field::Flags,
    Field::Date,
];

/// Rows of any races and lists.
pub struct Listing<'a> {
    store: &'a Store,
    rows: Vec<RowId>,
    fields: Vec<Field>,
    columns: Vec<Column>,
}

impl<'a> Listing<'a> {
    pub fn new(store: &'a Store, rows: Vec<RowId>) -> Self {
        let is_present = |field: &Field| rows.iter().any(|row| field.is_present(store.row(*row)));
        let fields: Vec<Field> = FIELDS
            .into_iter()
            .filter(|field| ALWAYS.contains(field) || is_present(field))
            .collect();
        let columns = fields.iter().map(|field| field.column()).collect();
        Self {
            store,
            rows,
            fields,
            columns,
        }
    }
}

/// The text of a field beside those of other races and of lists, the mark apart from the status.
fn text(field: Field, row: RowView<'_>) -> String {
    let race = row.race();
    match field {
        Field::Meet if race.is_list() && row.meet_name().is_empty() => row.venue(),
        Field::Event if race.is_list() && !race.title().is_empty() => race.title().to_owned(),
        Field::Round => race.round_text(),
        Field::Mark => row.mark().to_string(),
        _ => field.text(row),
    }
}

impl Sheet for Listing<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let row = self.store.row(self.rows[row]);
        let field = self.fields[column];
        let mut cell = Cell::plain(text(field, row));
        if field == Field::Mark {
            cell.first.emphasis = mark_emphasis(self.store, row);
        }
        cell
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.rows[row]).sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.rows.get(row).copied()
    }
}
