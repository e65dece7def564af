//! Head-to-head (terms.md 16): a meeting is the same race; the better place wins. A meeting in which either has no place
//! is not counted; a race that is loaded from two files counts once.

use super::performances::{Performance, performances};
use crate::model::{Date, Status, Suffixes};
use crate::store::{AthleteId, RowId, RowView, Store};
use hashbrown::HashMap;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Everything between an athlete and one rival, from the athlete's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    pub athlete: AthleteId,
    /// By date, the first one first.
    pub meetings: Vec<Meeting>,
    pub won: u32,
    pub lost: u32,
    pub tied: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub own: RowId,
    pub other: RowId,
    /// `Less` when the athlete was better.
    pub outcome: Ordering,
}

impl Rival {
    /// The first meeting that the athlete won.
    pub fn first_win(&self) -> Option<&Meeting> {
        self.meetings.iter().find(|m| m.outcome == Ordering::Less)
    }

    fn add(&mut self, meeting: Meeting) {
        match meeting.outcome {
            Ordering::Less => self.won += 1,
            Ordering::Greater => self.lost += 1,
            Ordering::Equal => self.tied += 1,
        }
        self.meetings.push(meeting);
    }
}

/// Rows from which on a race is a mass race, whose field is no list of rivals (house rule).
pub const MASS_RACE: usize = 2_000;

/// All rivals of races that are no mass races, those met most often first.
pub fn rivals(store: &Store, athlete: AthleteId) -> Vec<Rival> {
    let mut own = performances(store, athlete);
    own.retain(|p| store.row(p.row).race().rows().len() < MASS_RACE);
    own.sort_by_key(|p| {
        let row = store.row(p.row);
        (row.date().map_or(0, Date::sort_key), row.race().round(), p.row)
    });
    let mut all: Vec<Rival> = Vec::new();
    let mut index: HashMap<AthleteId, usize> = HashMap::new();
    for performance in &own {
        for (rival, meeting) in meetings(store, performance) {
            let at = *index.entry(rival).or_insert_with(|| {
                all.push(Rival {
                    athlete: rival,
                    meetings: Vec::new(),
                    won: 0,
                    lost: 0,
                    tied: 0,
                });
                all.len() - 1
            });
            all[at].add(meeting);
        }
    }
    all.sort_by_key(|r| (std::cmp::Reverse(r.meetings.len()), r.athlete));
    all
}

/// Whom an athlete met in one performance, each once, whatever number of files has the race.
fn meetings(store: &Store, performance: &Performance) -> BTreeMap<AthleteId, Meeting> {
    let mut met = BTreeMap::new();
    let races = performance.rows().map(|r| store.row(r)).filter(|r| !r.race().is_list());
    for own in races {
        let Some(place) = finishing_place(own) else { continue };
        for other in own.race().row_views() {
            let Some(other_place) = finishing_place(other) else {
                continue;
            };
            if other.athlete_id() != own.athlete_id() {
                met.entry(other.athlete_id()).or_insert(Meeting {
                    own: own.id(),
                    other: other.id(),
                    outcome: place.cmp(&other_place),
                });
            }
        }
    }
    met
}

/// The place of who finished; an intermediate time is no race.
fn finishing_place(row: RowView<'_>) -> Option<u32> {
    let finished = row.status() == Status::None && !row.mark().suffixes().contains(Suffixes::EN_ROUTE);
    row.place().filter(|_| finished)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::bests::bests;
    use crate::store::{RaceId, fixture};
    use std::sync::Arc;

    #[test]
    fn a_race_loaded_twice_is_one_meeting_and_one_performance() {
        let store = Store::new(
            1,
            vec![Arc::new(fixture::final_1500()), Arc::new(fixture::final_1500())],
        );
        let kerr = store
            .race(RaceId(0))
            .row_views()
            .nth(2)
            .map(|r| r.athlete_id())
            .expect("third");
        let rivals = rivals(&store, kerr);
        // third of four: lost to two, beat one
        let score: Vec<(usize, u32, u32)> = rivals.iter().map(|r| (r.meetings.len(), r.won, r.lost)).collect();
        assert_eq!(score, [(1, 0, 1), (1, 0, 1), (1, 1, 0)]);
        let performances = performances(&store, kerr);
        assert_eq!((performances.len(), performances[0].repeats.len()), (1, 1));
        assert_eq!(bests(&store, &performances).len(), 1);
    }
}
