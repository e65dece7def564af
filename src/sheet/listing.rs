//! Results with the race that each belongs to, in columns that are always the same: what the command line prints.

use super::results::mark_emphasis;
use super::{Align, Cell, Column, Sheet};
use crate::store::{RowId, Store};

/// Rows of any races and lists.
pub struct Listing<'a> {
    store: &'a Store,
    rows: Vec<RowId>,
    columns: Vec<Column>,
}

impl<'a> Listing<'a> {
    pub fn new(store: &'a Store, rows: Vec<RowId>) -> Self {
        let (left, right) = (Align::Left, Align::Right);
        let columns = [
            ("meet", "Meet", left),
            ("event", "Event", left),
            ("round", "Round", left),
            ("place", "Place", right),
            ("athlete", "Athlete", left),
            ("nation", "Nation", left),
            ("mark", "Mark", right),
            ("status", "Status", left),
            ("flags", "Flags", left),
            ("date", "Date", left),
        ];
        let columns = columns
            .map(|(key, title, align)| Column::new(key, title, "", align))
            .into();
        Self { store, rows, columns }
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
        let race = row.race();
        let mut cell = Cell::plain(match column {
            0 if race.is_list() && row.meet_name().is_empty() => row.venue(),
            0 => row.meet_name().to_owned(),
            1 if race.is_list() && !race.title().is_empty() => race.title().to_owned(),
            1 => match race.event().to_string() {
                event if event.is_empty() => race.title().to_owned(),
                event => event,
            },
            2 => race.round_text(),
            3 => row.place_text(),
            4 => row.name().to_owned(),
            5 => row.nation().to_owned(),
            6 => row.mark().to_string(),
            7 => row.status().to_string(),
            8 => row.flags_text(),
            _ => row.date().map(|d| d.to_string()).unwrap_or_default(),
        });
        if column == 6 {
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
