//! The bests of an event up to a day, with that day and without it, and where some athletes stand among them (terms.md 10,
//! 12): one reading of the legal marks in order, however many athletes are asked for.

use super::legal_marks::legal_marks;
use super::rank::Rank;
use super::ranking::{Listed, Move, is_by};
use crate::model::{Date, Event};
use crate::store::{AthleteId, LegalMark, RowId, Store};

/// Which bests.
pub struct StandingOf<'a> {
    pub event: Event,
    /// Code of the nation; `None` for the world.
    pub nation: Option<&'a str>,
    pub day: Date,
    /// Whose places are asked for.
    pub athletes: &'a [AthleteId],
}

/// The bests with a day.
pub struct Standing {
    through: Bests,
    /// Athletes with a mark before the day.
    pub athletes_before: usize,
    /// Whether a list is among what is loaded, and not only the races that somebody opened.
    pub has_list: bool,
    /// Of the athletes asked for, those whose best is of the day, the best first.
    pub moves: Vec<Move>,
}

impl Standing {
    pub fn new(store: &Store, of: &StandingOf<'_>) -> Self {
        let all = legal_marks(store);
        let nation = of
            .nation
            .map(|code| all.nations.iter().position(|n| n == code).unwrap_or(usize::MAX));
        let of_nation = |mark: &&LegalMark| nation.is_none_or(|nation| usize::from(mark.nation) == nation);
        let mut seen = vec![Seen::default(); store.athlete_count()];
        for athlete in of.athletes {
            seen[athlete.0 as usize].is_asked = true;
        }
        let (mut through, mut before, mut has_list) = (Bests::default(), Bests::default(), false);
        for mark in all.of(of.event).iter().filter(of_nation) {
            let Some(date) = mark.date.filter(|date| is_by(*date, of.day) == Some(true)) else {
                continue;
            };
            has_list |= mark.says_less > 0;
            let seen = &mut seen[mark.athlete.0 as usize];
            if !seen.through {
                seen.through = true;
                through.push(mark, seen.is_asked && date == of.day);
            }
            if date != of.day && !seen.before {
                seen.before = true;
                before.push(mark, seen.is_asked);
            }
        }
        let athletes_before = before.orders.len();
        let before: Vec<Listed> = before
            .asked
            .iter()
            .map(|(at, athlete)| before.line(*at, *athlete))
            .collect();
        let moved = |(at, athlete): &(usize, AthleteId)| Move {
            athlete: *athlete,
            before: before.iter().find(|line| line.athlete == *athlete).copied(),
            after: through.line(*at, *athlete),
        };
        let moves = through.asked.iter().map(moved).collect();
        Self {
            through,
            athletes_before,
            has_list,
            moves,
        }
    }

    /// Athletes with a mark up to the day.
    pub fn athletes(&self) -> usize {
        self.through.orders.len()
    }

    /// The result that stands next ahead of a line.
    pub fn ahead_of(&self, line: Listed) -> Option<RowId> {
        let at = (line.rank.rank as usize).checked_sub(2)?;
        self.through.rows.get(at).copied()
    }
}

/// What is known of an athlete while the marks are read.
#[derive(Clone, Copy, Default)]
struct Seen {
    is_asked: bool,
    through: bool,
    before: bool,
}

/// The best of each athlete, the best first.
#[derive(Default)]
struct Bests {
    orders: Vec<u64>,
    rows: Vec<RowId>,
    asked: Vec<(usize, AthleteId)>,
}

impl Bests {
    fn push(&mut self, mark: &LegalMark, is_asked: bool) {
        if is_asked {
            self.asked.push((self.orders.len(), mark.athlete));
        }
        self.orders.push(mark.order);
        self.rows.push(mark.row);
    }

    fn line(&self, at: usize, athlete: AthleteId) -> Listed {
        let own = self.orders[at];
        let better = self.orders.partition_point(|order| *order < own);
        let equal = self.orders[better..].partition_point(|order| *order == own);
        let rank = Rank {
            rank: better as u32 + 1,
            tied: equal > 1,
            of: self.orders.len() as u32,
            estimate: false,
        };
        let row = self.rows[at];
        Listed { rank, row, athlete }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ranking::{From, ListOf, Until, moves};
    use crate::read::sample::sample;
    use std::sync::Arc;

    #[test]
    fn a_standing_is_what_the_lists_before_and_after_say() {
        let store = Store::new(1, sample().into_iter().map(Arc::new).collect());
        let mut told = 0;
        for race in store.shown_races().filter(|race| !race.is_list()) {
            let Some(day) = race.date().filter(|day| day.day().is_some()) else {
                continue;
            };
            let athletes: Vec<AthleteId> = race.row_views().map(|row| row.athlete_id()).collect();
            for nation in [None, Some("KEN")] {
                let of = StandingOf {
                    event: race.event(),
                    nation,
                    day,
                    athletes: &athletes,
                };
                let standing = Standing::new(&store, &of);
                let list = ListOf {
                    event: race.event(),
                    from: nation.map_or(From::World, |code| From::Nation(code.to_owned())),
                    until: Until::Through(day),
                    ..ListOf::default()
                };
                let mut expected = moves(&store, &list, day);
                expected.retain(|m| athletes.contains(&m.athlete));
                assert_eq!(standing.moves, expected, "{}", race.label());
                told += expected.len();
            }
        }
        assert!(told > 300, "{told} lines compared");
    }
}
