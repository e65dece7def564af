//! Everybody loaded, one row an athlete: who he or she is, and what of which files was joined.

use super::{Align, Cell, Column, Sheet};
use crate::store::{AthleteId, AthleteView, RowId, Store};
use std::collections::BTreeSet;

/// Athletes in the order given.
pub struct AthletesSheet<'a> {
    store: &'a Store,
    athletes: Vec<AthleteId>,
    columns: Vec<Column>,
}

impl<'a> AthletesSheet<'a> {
    pub fn new(store: &'a Store, athletes: Vec<AthleteId>) -> Self {
        let (left, right) = (Align::Left, Align::Right);
        let columns = vec![
            Column::new("athlete", "Athlete", "Name", left).cut_to(170.0),
            Column::new("nation", "Nation", "Code of the nation", left),
            Column::new("born", "Born", "Day of birth, or the year", left),
            Column::new("club", "Club", "Club or team", left).cut_to(150.0),
            Column::new(
                "results",
                "Results",
                "Results loaded, those of several files included",
                right,
            ),
            Column::new("files", "Files", "Files that have the athlete", right),
            Column::new(
                "evidence",
                "Joined by",
                "What the records that were joined have in common; blank where one record states the athlete",
                left,
            )
            .cut_to(220.0),
            Column::new(
                "written",
                "Joined as",
                "How the files write name, nation and birth, where they do so in several ways",
                left,
            )
            .cut_to(420.0),
        ];
        Self {
            store,
            athletes,
            columns,
        }
    }

    fn athlete(&self, row: usize) -> AthleteView<'a> {
        self.store.athlete(self.athletes[row])
    }

    /// The ways in which the files write the athlete, each once.
    fn written(&self, row: usize) -> Vec<String> {
        let ways: BTreeSet<[String; 3]> = self
            .athlete(row)
            .rows()
            .map(|row| self.store.record_of(row))
            .map(|record| [record.name, record.nation, record.birth])
            .collect();
        let text = |parts: [String; 3]| {
            let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            parts.join(" ")
        };
        ways.into_iter().map(text).collect()
    }
}

impl Sheet for AthletesSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.athletes.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let athlete = self.athlete(row);
        Cell::plain(match column {
            0 => athlete.name().to_owned(),
            1 => athlete.nation().to_owned(),
            2 => athlete.birth().map(|d| d.to_string()).unwrap_or_default(),
            3 => athlete.club().to_owned(),
            4 => athlete.rows().len().to_string(),
            5 => {
                let files: BTreeSet<usize> = athlete.row_views().map(|r| r.race().import_index()).collect();
                files.len().to_string()
            }
            6 => self.store.why_joined(athlete.id()),
            _ => match self.written(row) {
                ways if ways.len() > 1 => ways.join("; "),
                _ => String::new(),
            },
        })
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.written(row).join("\n")
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.athlete(row).rows().next()
    }
}
