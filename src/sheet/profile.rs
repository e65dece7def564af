//! An athlete's bests, rivals and meetings with one of them as tables.

use super::{Align, Cell, Column, Sheet};
use crate::analysis::bests::Best;
use crate::analysis::rivals::{Meeting, Outcome, Rival};
use crate::store::{RowId, Store};

/// The best mark of each event.
pub struct BestsSheet<'a> {
    store: &'a Store,
    bests: &'a [Best],
    columns: Vec<Column>,
}

impl<'a> BestsSheet<'a> {
    pub fn new(store: &'a Store, bests: &'a [Best]) -> Self {
        let columns = vec![
            Column::new("event", "Event", "Distance and kind; short track apart", Align::Left),
            Column::new(
                "best",
                "Best",
                "Best legal mark of those loaded; it is a personal best only as far as they are complete",
                Align::Right,
            ),
            Column::new("of", "Of", "Marks loaded in the event", Align::Right),
            Column::new("date", "Date", "Day of the mark", Align::Left),
            Column::new("place", "Place", "Place in the race", Align::Right),
            Column::new(
                "meet",
                "Meet or venue",
                "Where it was set; a double-click goes there",
                Align::Left,
            )
            .cut_to(180.0),
        ];
        Self { store, bests, columns }
    }
}

impl Sheet for BestsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.bests.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let best = &self.bests[row];
        let row = self.store.row(best.row);
        let indoor = if best.event.indoor { " short track" } else { "" };
        Cell::plain(match column {
            0 => format!("{}{indoor}", best.event.name()),
            1 => row.mark().to_string(),
            2 => best.of.to_string(),
            3 => row.date().map(|d| d.to_string()).unwrap_or_default(),
            // the place in a list is a rank, not the place in a race
            4 if row.race().is_list() => String::new(),
            4 => row.place_text(),
            _ if row.meet_name().is_empty() => row.venue(),
            _ => row.meet_name().to_owned(),
        })
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.bests[row].row).sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.bests.get(row).map(|b| b.row)
    }
}

/// Those met in races, with the score.
pub struct RivalsSheet<'a> {
    store: &'a Store,
    rivals: &'a [Rival],
    columns: Vec<Column>,
}

impl<'a> RivalsSheet<'a> {
    pub fn new(store: &'a Store, rivals: &'a [Rival]) -> Self {
        let columns = vec![
            Column::new("rival", "Rival", "An athlete met in the same race", Align::Left).cut_to(144.0),
            Column::new("nation", "Nation", "Code of the nation", Align::Left).cut_to(80.0),
            Column::new(
                "score",
                "Won–lost",
                "Better places of both, ties after the second dash",
                Align::Right,
            ),
            Column::new(
                "meetings",
                "Of",
                "Meetings counted in the races loaded; those in which either has no place are listed and not counted",
                Align::Right,
            ),
            Column::new("streak", "Streak", "The last meetings that went alike", Align::Left),
            Column::new("first-win", "First win", "Day of the first meeting won", Align::Left),
            Column::new("first-loss", "First loss", "Day of the first meeting lost", Align::Left),
            Column::new("last", "Last meeting", "Day and meet of the last meeting", Align::Left).cut_to(200.0),
        ];
        Self { store, rivals, columns }
    }

    fn last(&self, row: usize) -> Option<&Meeting> {
        self.rivals[row].meetings.last()
    }
}

impl Sheet for RivalsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rivals.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let rival = &self.rivals[row];
        let athlete = self.store.athlete(rival.athlete);
        let date = |m: &Meeting| self.store.row(m.own).date().map(|d| d.to_string()).unwrap_or_default();
        Cell::plain(match column {
            0 => athlete.name().to_owned(),
            1 => athlete.nation().to_owned(),
            2 => rival.score().to_string(),
            3 => rival.score().meetings().to_string(),
            4 => rival.streak().map(streak_text).unwrap_or_default(),
            5 => rival.first(Outcome::Won).map(date).unwrap_or_default(),
            6 => rival.first(Outcome::Lost).map(date).unwrap_or_default(),
            _ => self
                .last(row)
                .map(|m| format!("{}  {}", date(m), self.store.row(m.own).meet_name()))
                .unwrap_or_default(),
        })
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        let score = self.cell(row, 2).first.text;
        format!("{score}; select the rival for the meetings one by one")
    }

    /// The rival's result in the last meeting.
    fn row_id(&self, row: usize) -> Option<RowId> {
        self.last(row).map(|m| m.other)
    }

    fn sticky_columns(&self) -> usize {
        1
    }
}

/// The meetings with one rival, the latest first, with the score after each.
pub struct MeetingsSheet<'a> {
    store: &'a Store,
    rival: &'a Rival,
    columns: Vec<Column>,
}

impl<'a> MeetingsSheet<'a> {
    pub fn new(store: &'a Store, rival: &'a Rival) -> Self {
        let name = store.athlete(rival.athlete).name().to_owned();
        let place = "Place in the race";
        let columns = vec![
            Column::new("date", "Date", "Day of the race", Align::Left),
            Column::new("place", "Place", place, Align::Right),
            Column::new("mark", "Mark", "Result of the athlete on show", Align::Right),
            Column::new("other-place", "Place", &format!("{place} of {name}"), Align::Right),
            Column::new("other-mark", &name, &format!("Result of {name}"), Align::Right),
            Column::new(
                "score",
                "Won–lost",
                "Better places of both up to and including this race",
                Align::Right,
            ),
            Column::new("race", "Race", "Meet, event and round", Align::Left).cut_to(240.0),
        ];
        Self { store, rival, columns }
    }

    /// The meeting of a row, with its index in the order of time.
    fn meeting(&self, row: usize) -> (usize, &Meeting) {
        let at = self.rival.meetings.len() - 1 - row;
        (at, &self.rival.meetings[at])
    }
}

impl Sheet for MeetingsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rival.meetings.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let (at, meeting) = self.meeting(row);
        let (own, other) = (self.store.row(meeting.own), self.store.row(meeting.other));
        Cell::plain(match column {
            0 => own.date().map(|d| d.to_string()).unwrap_or_default(),
            1 => own.place_text(),
            2 => own.mark_or_status(),
            3 => other.place_text(),
            4 => other.mark_or_status(),
            5 if meeting.outcome == Outcome::NotCounted => "not counted".to_owned(),
            5 => self.rival.score_after(at).to_string(),
            _ => own.race().label(),
        })
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        let (_, meeting) = self.meeting(row);
        let of_other = matches!(column, 3 | 4);
        self.store
            .row(if of_other { meeting.other } else { meeting.own })
            .origin_text()
    }

    /// The rival's result, so that he or she stays the one selected.
    fn row_id(&self, row: usize) -> Option<RowId> {
        (row < self.row_count()).then(|| self.meeting(row).1.other)
    }
}

/// `won 3`, `lost 12`.
fn streak_text((outcome, length): (Outcome, usize)) -> String {
    let word = match outcome {
        Outcome::Won => "won",
        Outcome::Lost => "lost",
        Outcome::Tied => "tied",
        Outcome::NotCounted => return String::new(),
    };
    format!("{word} {length}")
}
