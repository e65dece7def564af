//! An athlete's season before a race: what was run in the calendar year up to the day before, in all events (terms.md 12).

use super::chronology::sort_by_time;
use super::performances::performances;
use crate::model::{Date, Round, Status, Suffixes};
use crate::store::{AthleteId, RowId, RowView, Store};

/// What an athlete did in a year before a day, each performance once, the earliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Season {
    /// Started, as a race loaded tells, with a mark, a place or a status; what only a list tells is none.
    pub races: Vec<RowId>,
    /// Not started.
    pub absences: Vec<RowId>,
}

impl Season {
    pub fn before(store: &Store, athlete: AthleteId, day: Date) -> Self {
        let mut all = performances(store, athlete);
        all.retain(|p| {
            store
                .row(p.row)
                .date()
                .is_some_and(|d| d.year() == day.year() && d < day)
        });
        sort_by_time(&mut all, |p| store.row(p.row));
        let mut season = Self::default();
        for row in all.iter().map(|p| store.row(p.row)) {
            let en_route = row.mark().suffixes().contains(Suffixes::EN_ROUTE);
            match row.status() {
                Status::Dns | Status::Scratched => season.absences.push(row.id()),
                _ if en_route || row.race().is_list() => {}
                _ => season.races.push(row.id()),
            }
        }
        season
    }

    /// Without what was run at a meet.
    #[must_use]
    pub fn without_meet(mut self, store: &Store, meet: &str) -> Self {
        let is_other = |row: &RowId| store.row(*row).meet_name() != meet;
        self.races.retain(is_other);
        self.absences.retain(is_other);
        self
    }

    /// Races won, without those of rounds before the final.
    pub fn wins<'a>(&self, store: &'a Store) -> Vec<RowView<'a>> {
        let is_win = |row: &RowView<'_>| {
            let is_last = matches!(row.race().round(), Round::Final | Round::Unknown);
            is_last && !row.race().is_list() && row.place() == Some(1) && row.status() == Status::None
        };
        self.races.iter().map(|r| store.row(*r)).filter(is_win).collect()
    }

    /// Races that were started and not finished, or ended in a disqualification.
    pub fn unfinished<'a>(&self, store: &'a Store) -> Vec<RowView<'a>> {
        let is_out = |r: &RowView<'_>| matches!(r.status(), Status::Dnf | Status::Dq | Status::Retired);
        self.races.iter().map(|r| store.row(*r)).filter(is_out).collect()
    }

    /// How many races were in meets whose name has these words next to each other, as `Diamond League`.
    pub fn in_meets(&self, store: &Store, words: &str) -> usize {
        let wanted = words.to_lowercase();
        let has = |row: &&RowId| store.row(**row).meet_name().to_lowercase().contains(&wanted);
        self.races.iter().filter(has).count()
    }
}
