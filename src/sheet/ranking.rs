//! Lists, records, best marks for a place and medals as tables.

use super::results::mark_emphasis;
use super::{Align, Cell, Column, Sheet};
use crate::analysis::medals::NationMedals;
use crate::analysis::ranking::{Coverage, List, Move};
use crate::analysis::records::RecordMark;
use crate::model::text::grouped;
use crate::store::{AthleteId, RowId, RowView, Store};
use hashbrown::HashMap;

/// What stands behind the mark in every table of marks.
const ABOUT: [(&str, &str, &str); 5] = [
    ("athlete", "Athlete", "Name"),
    ("nation", "Nation", "Code of the nation"),
    ("born", "Born", "Day of birth, or the year"),
    ("date", "Date", "Day of the mark"),
    ("where", "Meet or venue", "Where the mark was made"),
];

fn about() -> impl Iterator<Item = Column> {
    ABOUT.into_iter().map(|(key, title, definition)| {
        let column = Column::new(key, title, definition, Align::Left);
        match key {
            "athlete" => column.cut_to(170.0),
            "where" => column.cut_to(240.0),
            _ => column,
        }
    })
}

fn about_cell(row: RowView<'_>, column: usize) -> String {
    match column {
        0 => row.name().to_owned(),
        1 => row.nation().to_owned(),
        2 => row.athlete().birth().map(|d| d.to_string()).unwrap_or_default(),
        3 => row.date().map(|d| d.to_string()).unwrap_or_default(),
        _ if row.meet_name().is_empty() => row.venue(),
        _ => row.meet_name().to_owned(),
    }
}

fn mark_cell(store: &Store, row: RowView<'_>) -> Cell {
    let mut cell = Cell::plain(row.mark().to_string());
    cell.first.emphasis = mark_emphasis(store, row);
    cell
}

/// A list with ranks, and with those before a day where that was asked for.
pub struct RankingSheet<'a> {
    store: &'a Store,
    list: &'a List,
    before: Option<HashMap<AthleteId, String>>,
    columns: Vec<Column>,
}

impl<'a> RankingSheet<'a> {
    /// `moved` are the athletes whose line a day changed; `None` where no day was asked for.
    pub fn new(store: &'a Store, list: &'a List, moved: Option<&[Move]>) -> Self {
        let rank = |l: &Move| l.before.map_or_else(|| "new".to_owned(), |b| b.rank.to_string());
        let before = moved.map(|moves| moves.iter().map(|m| (m.athlete, rank(m))).collect());
        let mut columns = vec![
            Column::new(
                "rank",
                "Rank",
                "Rank among the marks of the list, 1, 2, 2, 4",
                Align::Right,
            ),
            Column::new("mark", "Mark", "Legal mark", Align::Right),
        ];
        if moved.is_some() {
            let definition =
                "Rank before the day, where the day changed the athlete’s mark; new: not on the list before";
            columns.insert(1, Column::new("before", "Before", definition, Align::Right));
        }
        columns.extend(about());
        Self {
            store,
            list,
            before,
            columns,
        }
    }
}

impl Sheet for RankingSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.list.listed.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let line = self.list.listed[row];
        let view = self.store.row(line.row);
        match (column, &self.before) {
            (0, _) => Cell::plain(line.rank.to_string()),
            (1, Some(before)) => Cell::plain(before.get(&line.athlete).cloned().unwrap_or_default()),
            (1, None) | (2, Some(_)) => mark_cell(self.store, view),
            (column, None) => Cell::plain(about_cell(view, column - 2)),
            (column, Some(_)) => Cell::plain(about_cell(view, column - 3)),
        }
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.list.listed[row].row).sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.list.listed.get(row).map(|l| l.row)
    }
}

/// How a best mark came about, the latest first.
pub struct ProgressionSheet<'a> {
    store: &'a Store,
    marks: &'a [RecordMark],
    columns: Vec<Column>,
}

impl<'a> ProgressionSheet<'a> {
    pub fn new(store: &'a Store, marks: &'a [RecordMark]) -> Self {
        let mut columns = vec![
            Column::new(
                "mark",
                "Mark",
                "The best so far; = where it equals the one before",
                Align::Right,
            ),
            Column::new(
                "days",
                "Days",
                "Days until a better mark; none for the last",
                Align::Right,
            ),
        ];
        columns.extend(about());
        Self { store, marks, columns }
    }

    fn mark(&self, row: usize) -> RecordMark {
        self.marks[self.marks.len() - 1 - row]
    }
}

impl Sheet for ProgressionSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.marks.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let mark = self.mark(row);
        let view = self.store.row(mark.row);
        match column {
            0 => {
                let mut cell = mark_cell(self.store, view);
                if mark.equals {
                    cell.first.text.insert(0, '=');
                }
                cell
            }
            1 => Cell::plain(mark.days.map(|d| d.to_string()).unwrap_or_default()),
            column => Cell::plain(about_cell(view, column - 2)),
        }
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.mark(row).row).sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        (row < self.marks.len()).then(|| self.mark(row).row)
    }
}

/// The best mark of each place.
pub struct PlacesSheet<'a> {
    store: &'a Store,
    /// Place and result.
    best: Vec<(usize, RowId)>,
    columns: Vec<Column>,
}

impl<'a> PlacesSheet<'a> {
    /// By place, as [`crate::analysis::ranking::best_for_place`] gives them.
    pub fn new(store: &'a Store, best: &[Option<RowId>]) -> Self {
        let mut columns = vec![
            Column::new("place", "Place", "Place in a race", Align::Right),
            Column::new(
                "mark",
                "Mark",
                "The best mark loaded of somebody with that place",
                Align::Right,
            ),
        ];
        columns.extend(about());
        let best = best
            .iter()
            .enumerate()
            .filter_map(|(place, row)| Some((place, (*row)?)));
        Self {
            store,
            best: best.collect(),
            columns,
        }
    }
}

impl Sheet for PlacesSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.best.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let (place, row) = self.best[row];
        let view = self.store.row(row);
        match column {
            0 => Cell::plain(place.to_string()),
            1 => mark_cell(self.store, view),
            column => Cell::plain(about_cell(view, column - 2)),
        }
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.best[row].1).sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.best.get(row).map(|(_, row)| *row)
    }
}

/// Medals by nation.
pub struct MedalsSheet<'a> {
    store: &'a Store,
    table: &'a [NationMedals],
    columns: Vec<Column>,
}

impl<'a> MedalsSheet<'a> {
    pub fn new(store: &'a Store, table: &'a [NationMedals]) -> Self {
        let columns = vec![
            Column::new("nation", "Nation", "Code of the nation", Align::Left),
            Column::new("gold", "Gold", "First places in finals", Align::Right),
            Column::new("silver", "Silver", "Second places in finals", Align::Right),
            Column::new("bronze", "Bronze", "Third places in finals", Align::Right),
            Column::new("total", "Total", "All medals", Align::Right),
            Column::new("last", "Last", "Year, athlete and medal of the last one", Align::Left).cut_to(240.0),
        ];
        Self { store, table, columns }
    }
}

impl Sheet for MedalsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.table.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let nation = &self.table[row];
        Cell::plain(match column {
            0 => nation.nation.clone(),
            1..=3 => nation.medals[column - 1].to_string(),
            4 => nation.total().to_string(),
            _ => nation
                .rows
                .last()
                .map(|r| last_medal(self.store.row(*r)))
                .unwrap_or_default(),
        })
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        let rows = self.table[row].rows.iter().rev().take(12);
        rows.map(|r| last_medal(self.store.row(*r)))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The last medal.
    fn row_id(&self, row: usize) -> Option<RowId> {
        self.table.get(row).and_then(|n| n.rows.last().copied())
    }
}

/// `2021 Josh Kerr, bronze`
fn last_medal(row: RowView<'_>) -> String {
    let medal = match row.place() {
        Some(1) => "gold",
        Some(2) => "silver",
        _ => "bronze",
    };
    let year = row.date().map_or(String::new(), |d| format!("{} ", d.year()));
    format!("{year}{}, {medal}", row.name())
}

/// `360 marks of 80 races and 6 lists loaded, 1926-05-01 to 2021-08-07`
pub fn coverage_text(coverage: &Coverage) -> String {
    let Coverage {
        races,
        lists,
        marks,
        left_out,
        ..
    } = coverage;
    let days = coverage.first.zip(coverage.last);
    let days = days.map_or(String::new(), |(first, last)| format!(", {first} to {last}"));
    let left_out = match left_out {
        0 => String::new(),
        n => format!("; {} left out, whose date, nation or birth is not known", grouped(*n)),
    };
    let counted = |n: usize, noun: &str| format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" });
    format!(
        "{} of {} and {} loaded{days}{left_out}",
        counted(*marks, "mark"),
        counted(*races, "race"),
        counted(*lists, "list")
    )
}
