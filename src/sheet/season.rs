//! An athlete's season, and the seasons of a field before a race, as tables.

use super::results::mark_emphasis;
use super::{Align, Cell, Column, Emphasis, Sheet};
use crate::analysis::bests::Best;
use crate::analysis::season::{Season, SeasonBefore};
use crate::store::{RowId, RowView, Store};

/// Races and absences of a season, the earliest first.
pub struct SeasonSheet<'a> {
    store: &'a Store,
    rows: Vec<RowView<'a>>,
    bests: Vec<Best>,
    columns: Vec<Column>,
}

impl<'a> SeasonSheet<'a> {
    pub fn new(store: &'a Store, season: &Season) -> Self {
        let columns = vec![
            Column::new("date", "Date", "Day of the race", Align::Left),
            Column::new("meet", "Meet or venue", "Where the race was", Align::Left).cut_to(240.0),
            Column::new("event", "Event", "Distance and kind; short track apart", Align::Left),
            Column::new("round", "Round", "Round and heat", Align::Left),
            Column::new("place", "Place", "Official place in the race", Align::Right),
            Column::new(
                "mark",
                "Mark",
                "Time, length or points, with the precision of the source; else the status",
                Align::Right,
            ),
            Column::new(
                "best",
                "Best of",
                "At the best legal mark of an event: the number of its marks in the season loaded",
                Align::Right,
            ),
            Column::new("note", "Note", "Remarks of the source", Align::Left).cut_to(160.0),
        ];
        Self {
            store,
            rows: season.rows(store),
            bests: season.bests(store),
            columns,
        }
    }
}

impl Sheet for SeasonSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let row = self.rows[row];
        let mut cell = Cell::plain(match column {
            0 => date(row),
            1 => meet(row),
            2 => event(row),
            3 => row.race().round_text(),
            4 => row.place_text(),
            5 => row.mark_or_status(),
            6 => {
                let best = self.bests.iter().find(|b| b.row == row.id());
                best.map(|b| b.of.to_string()).unwrap_or_default()
            }
            _ => row.note().to_owned(),
        });
        if column == 5 {
            cell.first.emphasis = mark_emphasis(self.store, row);
        }
        cell
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.rows[row].sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.rows.get(row).map(|r| r.id())
    }
}

/// What each of a field did in the season before the race; blank where nothing of the season is loaded.
pub struct SeasonsBeforeSheet<'a> {
    store: &'a Store,
    seasons: &'a [SeasonBefore],
    columns: Vec<Column>,
}

impl<'a> SeasonsBeforeSheet<'a> {
    pub fn new(store: &'a Store, seasons: &'a [SeasonBefore]) -> Self {
        let right = Align::Right;
        let columns = vec![
            Column::new("athlete", "Athlete", "Name as the file writes it", Align::Left).cut_to(170.0),
            Column::new("nation", "Nation", "Code of the nation", Align::Left),
            Column::new(
                "races",
                "Races",
                "Races of the season loaded, in all events, before the competition",
                right,
            ),
            Column::new("wins", "Wins", "Races won, without rounds before a final", right),
            Column::new(
                "unfinished",
                "Not finished",
                "Races not finished, or ended in a disqualification",
                right,
            ),
            Column::new("absences", "Not started", "Races entered and not started", right),
            Column::new(
                "best",
                "Season best",
                "Best legal mark of the season loaded in the event of the race, before the competition",
                right,
            ),
            Column::new("of", "Of", "Marks of the season loaded in the event", right),
            Column::new(
                "days",
                "Days since",
                "Days from the last race of the season loaded",
                right,
            ),
            Column::new("last-place", "Last place", "Place in the last race", right),
            Column::new("last-mark", "Last mark", "Mark or status in the last race", right),
            Column::new("last-event", "Last event", "Event of the last race", Align::Left),
            Column::new("last-meet", "Last meet", "Meet or venue of the last race", Align::Left).cut_to(240.0),
        ];
        Self {
            store,
            seasons,
            columns,
        }
    }
}

impl Sheet for SeasonsBeforeSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.seasons.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let before = &self.seasons[row];
        let (row, season) = (self.store.row(before.row), &before.season);
        let last = season.last(self.store);
        let is_loaded = last.is_some() || !season.absences.is_empty();
        let count = |n: usize| if is_loaded { n.to_string() } else { String::new() };
        let best = before.best.as_ref().map(|b| self.store.row(b.row));
        let of_last = |text: fn(RowView<'_>) -> String| last.map(text).unwrap_or_default();
        let mut cell = Cell::plain(match column {
            0 => row.name().to_owned(),
            1 => row.nation().to_owned(),
            2 => count(season.races.len()),
            3 => count(season.wins(self.store).len()),
            4 => count(season.unfinished(self.store).len()),
            5 => count(season.absences.len()),
            6 => best.map(|b| b.mark().to_string()).unwrap_or_default(),
            7 => before.best.as_ref().map(|b| b.of.to_string()).unwrap_or_default(),
            8 => before.days_since.map(|d| d.to_string()).unwrap_or_default(),
            9 => of_last(|r| r.place_text()),
            10 => of_last(|r| r.mark_or_status()),
            11 => of_last(event),
            _ => of_last(meet),
        });
        let shown = match column {
            6 => best,
            10 => last,
            _ => None,
        };
        cell.first.emphasis = shown.map_or(Emphasis::Plain, |r| mark_emphasis(self.store, r));
        cell
    }

    /// The races one a line, and what was not started.
    fn tooltip(&self, row: usize, column: usize) -> String {
        let before = &self.seasons[row];
        let best = before.best.as_ref().filter(|_| matches!(column, 6 | 7));
        if let Some(best) = best {
            return self.store.row(best.row).sources_text();
        }
        let line = |r: RowView<'_>| {
            let place = r.place().map(|_| r.place_text() + ".").unwrap_or_default();
            let parts = [date(r), event(r), place, r.mark_or_status(), meet(r)];
            parts
                .into_iter()
                .filter(|p| !p.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let rows = before.season.rows(self.store);
        rows.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.seasons.get(row).map(|s| s.row)
    }

    fn sticky_columns(&self) -> usize {
        1
    }
}

fn date(row: RowView<'_>) -> String {
    row.date().map(|d| d.to_string()).unwrap_or_default()
}

fn meet(row: RowView<'_>) -> String {
    match row.meet_name() {
        "" => row.venue(),
        name => name.to_owned(),
    }
}

fn event(row: RowView<'_>) -> String {
    let event = row.race().event();
    match event.name() {
        name if name.is_empty() => row.race().title().to_owned(),
        name if event.indoor => format!("{name} short track"),
        name => name,
    }
}
