//! The shape of a race in two numbers: halves (terms.md 7) and closing times (terms.md 8).

use super::RaceSplits;
use super::interpolate::passing_at;
use super::splits::{Line, segment_time};
use crate::model::{Gap, Time};

/// Both halves of an athlete's race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halves {
    pub first: Time,
    pub second: Time,
    /// Half the distance is no marker, so that both are estimates.
    pub estimate: bool,
    pub doubtful: bool,
}

impl Halves {
    /// `H1 = C(D / 2)` and `H2 = T - H1`; `None` without a finish time or a passing around the middle.
    pub fn of(splits: &RaceSplits, line: &Line) -> Option<Self> {
        let finish = passing_at(splits, line, splits.distance_mm).filter(|p| !p.estimate)?;
        let half = passing_at(splits, line, splits.distance_mm / 2)?;
        Some(Self {
            first: half.time,
            second: segment_time(half.time, finish.time)?,
            estimate: half.estimate,
            doubtful: half.doubtful || finish.doubtful,
        })
    }

    /// `dH = H2 - H1`: negative where the second half is the faster.
    pub fn differential(self) -> Gap {
        Gap::between(self.second, self.first)
    }
}

/// The lengths of a closing time, the usual one first (terms.md 8).
pub const CLOSINGS_MM: [u32; 6] = [400_000, 300_000, 200_000, 600_000, 100_000, 800_000];

/// Closing time over the last `mm`: `T - C(D - mm)`, only where that is a marker with a recorded time.
pub fn closing(splits: &RaceSplits, line: &Line, mm: u32) -> Option<Time> {
    let from = splits.distance_mm.checked_sub(mm).filter(|from| *from > 0)?;
    let (from, finish) = (
        passing_at(splits, line, from)?,
        passing_at(splits, line, splits.distance_mm)?,
    );
    let is_exact = !from.estimate && !finish.estimate && !from.doubtful && !finish.doubtful;
    segment_time(from.time, finish.time).filter(|_| is_exact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    fn splits() -> RaceSplits {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        RaceSplits::new(store.race(RaceId(0)))
    }

    #[test]
    fn halves_of_a_race_without_a_marker_in_the_middle_are_estimates() {
        let splits = splits();
        let halves = Halves::of(&splits, &splits.lines[0]).expect("passings around 750 m");
        // 105.025, and 3:28.32 shown less 1:45.0 shown
        assert_eq!(
            (halves.first.to_string(), halves.second.to_string(), halves.estimate),
            ("1:45.0".to_owned(), "1:43.3".to_owned(), true)
        );
        assert_eq!(halves.differential().to_string(), "−1.7");
        assert_eq!(Halves::of(&splits, &splits.lines[2]), None);
    }

    #[test]
    fn closing_times_need_a_marker() {
        let splits = splits();
        // 3:28.32 - 2:47.5 = 40.82, shown to 0.1; no marker stands at 1100 m
        let last_300 = closing(&splits, &splits.lines[0], 300_000).map(|t| t.to_string());
        assert_eq!(last_300.as_deref(), Some("40.8"));
        assert_eq!(closing(&splits, &splits.lines[0], 400_000), None);
    }
}
