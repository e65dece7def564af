//! Which meetings of two athletes are looked at (terms.md 16): all of them, or those of finals, since a day, over a distance,
//! alone or with those that the sport counts with it; and whether a DNF or DQ against a finisher is a loss.

use super::rivals::{Meeting, Outcome, Rival};
use crate::model::distance::MILE_MM;
use crate::model::{Date, Round, Status};
use crate::store::{RowView, Store};

/// Distances that are looked at together when that is asked for.
const KIN: [&[u32]; 2] = [&[1_500_000, MILE_MM], &[3_000_000, 2 * MILE_MM]];

/// The distances of the races.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Over {
    #[default]
    All,
    /// One distance, in millimetres.
    One(u32),
    /// With the mile where it is 1500 m, with 2 miles where it is 3000 m, and the other way round.
    WithKin(u32),
}

impl Over {
    fn holds(self, distance_mm: u32) -> bool {
        match self {
            Self::All => true,
            Self::One(mm) => distance_mm == mm,
            Self::WithKin(mm) => {
                let kin = KIN.iter().find(|kin| kin.contains(&mm));
                kin.map_or(distance_mm == mm, |kin| kin.contains(&distance_mm))
            }
        }
    }
}

/// The meetings that are looked at, and what counts in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeetingFilter {
    pub finals: bool,
    /// From this day on.
    pub since: Option<Date>,
    pub over: Over,
    /// A DNF or DQ against a finisher is a loss.
    pub statuses_count: bool,
}

impl MeetingFilter {
    /// The meetings with a rival that pass; `None` when there are none.
    pub fn of(&self, store: &Store, rival: &Rival) -> Option<Rival> {
        let passed = rival.meetings.iter().filter(|m| self.passes(store.row(m.own)));
        let meetings: Vec<Meeting> = passed.map(|m| self.counted(store, *m)).collect();
        (!meetings.is_empty()).then_some(Rival {
            athlete: rival.athlete,
            meetings,
        })
    }

    fn passes(&self, own: RowView<'_>) -> bool {
        let race = own.race();
        let is_late = self.since.is_none_or(|day| own.date().is_some_and(|d| d >= day));
        let is_final = !self.finals || matches!(race.round(), Round::Final | Round::Unknown);
        is_late && is_final && self.over.holds(race.event().distance_mm)
    }

    fn counted(&self, store: &Store, meeting: Meeting) -> Meeting {
        let placed = |row| {
            let row = store.row(row);
            row.status() == Status::None && row.place().is_some()
        };
        let outcome = match (meeting.outcome, placed(meeting.own)) {
            (Outcome::NotCounted, true) if self.statuses_count => Outcome::Won,
            (Outcome::NotCounted, false) if self.statuses_count && placed(meeting.other) => Outcome::Lost,
            (outcome, _) => outcome,
        };
        Meeting { outcome, ..meeting }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kin_distances_are_looked_at_together() {
        assert!(Over::WithKin(1_500_000).holds(MILE_MM) && Over::WithKin(MILE_MM).holds(1_500_000));
        assert!(Over::WithKin(3_000_000).holds(2 * MILE_MM) && !Over::WithKin(3_000_000).holds(MILE_MM));
        assert!(Over::WithKin(800_000).holds(800_000) && !Over::One(1_500_000).holds(MILE_MM));
    }
}
