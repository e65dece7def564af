//! Head-to-head (terms.md 16): a meeting is the same race; the better place wins. A DNF or DQ against a finisher is listed
//! and not counted; two without a place did not meet. A race that is loaded from two files counts once.

use super::chronology::sort_by_time;
use super::performances::{Performance, performances};
use crate::model::{Status, Suffixes};
use crate::store::{AthleteId, RowId, RowView, Store};
use hashbrown::HashMap;
use std::collections::BTreeMap;
use std::fmt;

/// Everything between an athlete and one rival, from the athlete's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    pub athlete: AthleteId,
    /// In the order of time, the first one first.
    pub meetings: Vec<Meeting>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub own: RowId,
    pub other: RowId,
    pub outcome: Outcome,
}

/// How a meeting went for the athlete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Won,
    Lost,
    Tied,
    /// One of the two has no place.
    NotCounted,
}

impl Outcome {
    fn of(own: Finish, other: Finish) -> Option<Self> {
        Some(match (own, other) {
            (Finish::Placed(own), Finish::Placed(other)) if own < other => Self::Won,
            (Finish::Placed(own), Finish::Placed(other)) if own > other => Self::Lost,
            (Finish::Placed(_), Finish::Placed(_)) => Self::Tied,
            (Finish::Unplaced, Finish::Unplaced) => return None,
            _ => Self::NotCounted,
        })
    }
}

/// Meetings won, lost and tied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub won: usize,
    pub lost: usize,
    pub tied: usize,
}

impl Score {
    fn of<'a>(meetings: impl Iterator<Item = &'a Meeting>) -> Self {
        let mut score = Self::default();
        for meeting in meetings {
            match meeting.outcome {
                Outcome::Won => score.won += 1,
                Outcome::Lost => score.lost += 1,
                Outcome::Tied => score.tied += 1,
                Outcome::NotCounted => {}
            }
        }
        score
    }

    /// The meetings counted.
    pub const fn meetings(self) -> usize {
        self.won + self.lost + self.tied
    }
}

/// `1–12`, with ties `1–12–2`.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.won, self.lost)?;
        match self.tied {
            0 => Ok(()),
            tied => write!(f, "–{tied}"),
        }
    }
}

impl Rival {
    pub fn score(&self) -> Score {
        Score::of(self.meetings.iter())
    }

    /// The score after the meeting at `index`.
    pub fn score_after(&self, index: usize) -> Score {
        Score::of(self.meetings.iter().take(index + 1))
    }

    /// The first meeting that went so.
    pub fn first(&self, outcome: Outcome) -> Option<&Meeting> {
        self.meetings.iter().find(|m| m.outcome == outcome)
    }

    /// How the last meetings counted went, and how many of them in a row.
    pub fn streak(&self) -> Option<(Outcome, usize)> {
        let mut counted = self.meetings.iter().rev().map(|m| m.outcome);
        let counted = counted.by_ref().filter(|o| *o != Outcome::NotCounted);
        let mut counted = counted.peekable();
        let last = *counted.peek()?;
        Some((last, counted.take_while(|o| *o == last).count()))
    }
}

/// Rows from which on a race is a mass race, whose field is no list of rivals (house rule).
pub const MASS_RACE: usize = 2_000;

/// All rivals of races that are no mass races, those met most often first.
pub fn rivals(store: &Store, athlete: AthleteId) -> Vec<Rival> {
    let mut own = performances(store, athlete);
    own.retain(|p| store.row(p.row).race().rows().len() < MASS_RACE);
    sort_by_time(&mut own, |p| store.row(p.row));
    let mut all: Vec<Rival> = Vec::new();
    let mut index: HashMap<AthleteId, usize> = HashMap::new();
    for performance in &own {
        for (rival, meeting) in meetings(store, performance) {
            let at = *index.entry(rival).or_insert_with(|| {
                all.push(Rival {
                    athlete: rival,
                    meetings: Vec::new(),
                });
                all.len() - 1
            });
            all[at].meetings.push(meeting);
        }
    }
    all.sort_by_cached_key(|r| {
        let counted = r.score().meetings();
        (std::cmp::Reverse((counted, r.meetings.len())), r.athlete)
    });
    all
}

/// Whom an athlete met in one performance, each once, whatever number of files has the race.
fn meetings(store: &Store, performance: &Performance) -> BTreeMap<AthleteId, Meeting> {
    let mut met = BTreeMap::new();
    let races = performance.rows().map(|r| store.row(r)).filter(|r| !r.race().is_list());
    for own in races {
        let Some(finish) = Finish::of(own) else { continue };
        let others = own.race().row_views().filter(|r| r.athlete_id() != own.athlete_id());
        for other in others {
            let Some(outcome) = Finish::of(other).and_then(|other| Outcome::of(finish, other)) else {
                continue;
            };
            met.entry(other.athlete_id()).or_insert(Meeting {
                own: own.id(),
                other: other.id(),
                outcome,
            });
        }
    }
    met
}

/// How someone who started in a race left it.
#[derive(Clone, Copy)]
enum Finish {
    Placed(u32),
    /// Did not finish, or was disqualified.
    Unplaced,
}

impl Finish {
    /// `None` for who did not start, whose place is not known, and for an intermediate time, which is no race.
    fn of(row: RowView<'_>) -> Option<Self> {
        if row.mark().suffixes().contains(Suffixes::EN_ROUTE) {
            return None;
        }
        match row.status() {
            Status::None => row.place().map(Self::Placed),
            Status::Dnf | Status::Retired | Status::Dq | Status::FalseStart | Status::LaneInfringement => {
                Some(Self::Unplaced)
            }
            _ => None,
        }
    }
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
        let scores: Vec<String> = rivals.iter().map(|r| r.score().to_string()).collect();
        assert_eq!(scores, ["0–1", "0–1", "1–0"]);
        let performances = performances(&store, kerr);
        assert_eq!((performances.len(), performances[0].repeats.len()), (1, 1));
        assert_eq!(bests(&store, &performances).len(), 1);
    }

    #[test]
    fn the_score_counts_places_and_the_streak_looks_back_over_what_is_counted() {
        let outcomes = [
            Outcome::Won,
            Outcome::Lost,
            Outcome::Tied,
            Outcome::Lost,
            Outcome::NotCounted,
            Outcome::Lost,
            Outcome::NotCounted,
        ];
        let meeting = |outcome| Meeting {
            own: RowId(0),
            other: RowId(1),
            outcome,
        };
        let rival = Rival {
            athlete: AthleteId(1),
            meetings: outcomes.into_iter().map(meeting).collect(),
        };
        assert_eq!(
            (rival.score().to_string().as_str(), rival.score().meetings()),
            ("1–3–1", 5)
        );
        assert_eq!(rival.score_after(1).to_string(), "1–1");
        assert_eq!(rival.streak(), Some((Outcome::Lost, 2)));
        assert_eq!(rival.first(Outcome::Lost), rival.meetings.get(1));
    }

    #[test]
    fn a_place_beats_a_place_and_no_status() {
        use Finish::{Placed, Unplaced};
        let of = |own, other| Outcome::of(own, other);
        // terms.md 16: better place wins; a DNF or DQ against a finisher is listed; both unplaced is no meeting
        assert_eq!(of(Placed(2), Placed(3)), Some(Outcome::Won));
        assert_eq!(of(Placed(2), Placed(2)), Some(Outcome::Tied));
        assert_eq!(of(Placed(2), Unplaced), Some(Outcome::NotCounted));
        assert_eq!(of(Unplaced, Placed(1)), Some(Outcome::NotCounted));
        assert_eq!(of(Unplaced, Unplaced), None);
    }
}
