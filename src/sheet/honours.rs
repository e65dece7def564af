//! The medals of an athlete or a nation, and the medallists of finals, as tables.

use super::results::mark_emphasis;
use super::{Align, Cell, Column, Sheet};
use crate::analysis::honours::{Among, Award, Honour, medallists};
use crate::store::{RaceView, RowId, Store};

/// Medals, the latest first, with the one before each in the same event of the championship.
pub struct HonoursSheet<'a> {
    store: &'a Store,
    honours: &'a [Honour],
    columns: Vec<Column>,
}

impl<'a> HonoursSheet<'a> {
    pub fn new(store: &'a Store, honours: &'a [Honour]) -> Self {
        let left = Align::Left;
        let columns = vec![
            Column::new("date", "Date", "Day of the final, or the year", left),
            Column::new("championship", "Championship", "Name of the meet", left).cut_to(240.0),
            Column::new("event", "Event", "Sex, distance and kind", left),
            Column::new("medal", "Medal", "Gold, silver or bronze: places 1, 2 and 3 of the final", left),
            Column::new("athlete", "Athlete", "Name as the file writes it", left).cut_to(170.0),
            Column::new(
                "mark",
                "Mark",
                "Time, length or points, with the precision of the source",
                Align::Right,
            ),
            Column::new(
                "before",
                "Medal before",
                "The last medal before it in the event at the championship, of those loaded; first: none before it is loaded",
                left,
            )
            .cut_to(200.0),
            Column::new(
                "title-before",
                "Title before",
                "Of a title, the last one before it in the event at the championship, of those loaded",
                left,
            )
            .cut_to(200.0),
        ];
        Self {
            store,
            honours,
            columns,
        }
    }

    fn honour(&self, row: usize) -> &'a Honour {
        &self.honours[self.honours.len() - 1 - row]
    }

    fn before(&self, honour: &Honour, award: Award) -> String {
        if !honour.is(award) || self.store.row(honour.row).date().is_none() {
            return String::new();
        }
        let before = honour.last_before(self.store, self.honours, (award, Among::Event));
        before.map_or("first".to_owned(), |h| {
            let row = self.store.row(h.row);
            let year = row.date().map_or(String::new(), |d| d.year().to_string());
            format!("{year} {}, {}", row.name(), h.medal())
        })
    }
}

impl Sheet for HonoursSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.honours.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let honour = self.honour(row);
        let row = self.store.row(honour.row);
        let mut cell = Cell::plain(match column {
            0 => row.date().map(|d| d.to_string()).unwrap_or_default(),
            1 => row.meet_name().to_owned(),
            2 => event(row.race()),
            3 => honour.medal().to_owned(),
            4 => row.name().to_owned(),
            5 => row.mark().to_string(),
            6 => self.before(honour, Award::Medal),
            _ => self.before(honour, Award::Title),
        });
        if column == 5 {
            cell.first.emphasis = mark_emphasis(self.store, row);
        }
        cell
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.honour(row).row).sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        (row < self.honours.len()).then(|| self.honour(row).row)
    }
}

/// Who won which medal in finals, the latest first.
pub struct MedallistsSheet<'a> {
    store: &'a Store,
    finals: Vec<(RaceView<'a>, [Vec<RowId>; 3])>,
    columns: Vec<Column>,
}

impl<'a> MedallistsSheet<'a> {
    /// Of finals in the order of time, as [`crate::analysis::medals::finals`] gives them.
    pub fn new(store: &'a Store, finals: &[RaceView<'a>]) -> Self {
        let left = Align::Left;
        let medal = |key, title, place: &str| {
            let definition = format!("Place {place} of the final: athlete, nation and mark; of a tie all");
            Column::new(key, title, &definition, left).cut_to(240.0)
        };
        let columns = vec![
            Column::new("date", "Date", "Day of the final, or the year", left),
            Column::new("championship", "Championship", "Name of the meet", left).cut_to(200.0),
            Column::new("event", "Event", "Sex, distance and kind", left),
            medal("gold", "Gold", "1"),
            medal("silver", "Silver", "2"),
            medal("bronze", "Bronze", "3"),
        ];
        let with_rows = finals.iter().rev().map(|race| (*race, medallists(*race)));
        Self {
            store,
            finals: with_rows.collect(),
            columns,
        }
    }

    fn rows(&self, row: usize, column: usize) -> &[RowId] {
        match column {
            3..=5 => &self.finals[row].1[column - 3],
            _ => &[],
        }
    }
}

impl Sheet for MedallistsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.finals.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let race = self.finals[row].0;
        let told = |id: &RowId| {
            let row = self.store.row(*id);
            let parts = [row.name(), row.nation(), &row.mark().to_string()].map(str::to_owned);
            parts
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        Cell::plain(match column {
            0 => race.date().map(|d| d.to_string()).unwrap_or_default(),
            1 => race.meet_name().to_owned(),
            2 => event(race),
            _ => {
                let all: Vec<String> = self.rows(row, column).iter().map(told).collect();
                all.join(", ")
            }
        })
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        let sources = |id: &RowId| self.store.row(*id).sources_text();
        match self.rows(row, column) {
            [] => self.finals[row].0.describe(self.finals[row].0.origin()),
            rows => rows.iter().map(sources).collect::<Vec<_>>().join("\n"),
        }
    }

    /// The winner.
    fn row_id(&self, row: usize) -> Option<RowId> {
        let rows: &[Vec<RowId>; 3] = &self.finals.get(row)?.1;
        rows.iter().flatten().next().copied()
    }
}

fn event(race: RaceView<'_>) -> String {
    match race.event().to_string() {
        event if event.is_empty() => race.title().to_owned(),
        event => event,
    }
}
