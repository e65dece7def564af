//! Records and bests of a race as its sources tell them and as they are computed, side by side.

use super::results::mark_emphasis;
use super::{Align, Cell, Column, Emphasis, Sheet};
use crate::analysis::flags::RowFlags;
use crate::store::{RowId, RowView, Store};

pub struct FlagsSheet<'a> {
    store: &'a Store,
    flags: &'a [RowFlags],
    columns: Vec<Column>,
}

impl<'a> FlagsSheet<'a> {
    pub fn new(store: &'a Store, flags: &'a [RowFlags]) -> Self {
        let (left, right) = (Align::Left, Align::Right);
        let columns = vec![
            Column::new("place", "Place", "Official place in the race", right),
            Column::new("athlete", "Athlete", "Name as the file writes it", left).cut_to(170.0),
            Column::new("nation", "Nation", "Code of the nation", left),
            Column::new("mark", "Mark", "Legal mark", right),
            Column::new("told", "Flags", "Records and bests as the file writes them", left),
            Column::new(
                "computed",
                "Computed",
                "Better than every earlier legal mark loaded, = equal to the best, and of how many marks; a record or lead is the \
                 best of at least ten of five days",
                left,
            )
            .cut_to(320.0),
            Column::new(
                "before",
                "Best before",
                "Best earlier legal mark of the athlete loaded in the event",
                right,
            ),
            Column::new(
                "against",
                "Against",
                "Loaded marks that contradict a flag of the file: better, or equal where the flag has no =",
                left,
            )
            .cut_to(240.0),
        ];
        Self { store, flags, columns }
    }

    fn contradictions(&self, row: usize) -> String {
        let told = self.flags[row].contradicted(self.store).into_iter();
        let against = told.filter_map(|(told, computed)| {
            let other = self.store.row(computed.other?);
            Some(format!("{told}: {} {}{}", other.name(), other.mark(), on(other)))
        });
        against.collect::<Vec<_>>().join("; ")
    }

    /// The athlete's best before the race.
    fn before(&self, row: usize) -> Option<RowView<'a>> {
        self.flags[row].personal_before().map(|id| self.store.row(id))
    }
}

impl Sheet for FlagsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.flags.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let view = self.store.row(self.flags[row].row);
        let mut cell = Cell::plain(match column {
            0 => view.place_text(),
            1 => view.name().to_owned(),
            2 => view.nation().to_owned(),
            3 => view.mark().to_string(),
            4 => view.flags_text(),
            5 => self.flags[row].text(self.store),
            6 => self.before(row).map(|r| r.mark().to_string()).unwrap_or_default(),
            _ => self.contradictions(row),
        });
        cell.first.emphasis = match column {
            3 => mark_emphasis(self.store, view),
            6 => self
                .before(row)
                .map_or(Emphasis::Plain, |r| mark_emphasis(self.store, r)),
            7 => Emphasis::Caution,
            _ => Emphasis::Plain,
        };
        cell
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        let sources = |id: RowId| self.store.row(id).sources_text();
        match column {
            5 => {
                let others = self.flags[row].held().filter_map(|c| {
                    let other = self.store.row(c.other?);
                    let code = c.flag.code(self.store.row(self.flags[row].row));
                    Some(format!("{code} before: {} {}{}", other.name(), other.mark(), on(other)))
                });
                others.collect::<Vec<_>>().join("\n")
            }
            6 => self.before(row).map(|r| r.sources_text()).unwrap_or_default(),
            7 => {
                let others = self.flags[row].contradicted(self.store).into_iter();
                let others = others.filter_map(|(_, c)| c.other);
                others.map(sources).collect::<Vec<_>>().join("\n")
            }
            _ => sources(self.flags[row].row),
        }
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.flags.get(row).map(|f| f.row)
    }

    fn sticky_columns(&self) -> usize {
        2
    }
}

/// ` on 2021-07-09`
fn on(row: RowView<'_>) -> String {
    row.date().map_or(String::new(), |d| format!(" on {d}"))
}
