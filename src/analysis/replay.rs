//! Where every athlete is at a time after the start: distances between recorded passings at constant speed (terms.md 5, 19
//! track view). Estimates by nature, also at the markers of a race whose times are rounded.

use super::RaceSplits;
use super::splits::Line;
use crate::store::RowId;

/// A race to be run again.
#[derive(Clone, Debug)]
pub struct Replay {
    /// Athletes with a passing before the finish, in result order.
    pub runs: Vec<Run>,
    /// Athletes without one.
    pub left_out: usize,
    pub distance_mm: u32,
    /// The last passing of all, in ticks of 0.1 ms.
    pub duration: u32,
}

/// One athlete's way.
#[derive(Clone, Debug)]
pub struct Run {
    pub row: RowId,
    pub name: String,
    /// Time in ticks and distance in millimetres, both rising, from the start.
    way: Vec<(u32, u32)>,
}

/// An athlete at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Index of the run.
    pub run: usize,
    pub mm: u32,
    /// Ticks after the leader was here; the first has 0.
    pub behind: u32,
    /// Beyond the athlete's last passing: finished, or not seen again.
    pub ended: bool,
}

impl Replay {
    /// `None` where the distance is unknown or nobody has a passing before the finish.
    pub fn new(splits: &RaceSplits) -> Option<Self> {
        let is_order = splits
            .markers
            .first()
            .is_some_and(|m| crate::model::passing::is_order(m.mm));
        if splits.distance_mm == 0 || is_order {
            return None;
        }
        let runs: Vec<Run> = splits.lines.iter().filter_map(|line| Run::of(splits, line)).collect();
        let timed = splits
            .lines
            .iter()
            .filter(|l| l.points.iter().any(|p| p.time.is_some()))
            .count();
        let duration = runs.iter().map(Run::end).max()?;
        Some(Self {
            left_out: timed - runs.len(),
            runs,
            distance_mm: splits.distance_mm,
            duration,
        })
    }

    /// All athletes `ticks` after the start, the first first; of equal distances the order of the result.
    pub fn at(&self, ticks: u32) -> Vec<Standing> {
        let mut standings: Vec<Standing> = (0..self.runs.len())
            .map(|run| Standing {
                run,
                mm: self.runs[run].distance_at(ticks),
                behind: 0,
                ended: ticks >= self.runs[run].end(),
            })
            .collect();
        let finish = |s: &Standing| {
            if s.mm >= self.distance_mm {
                self.runs[s.run].end()
            } else {
                u32::MAX
            }
        };
        standings.sort_by_key(|s| (std::cmp::Reverse(s.mm), finish(s), s.run));
        let Some(first) = standings.first().copied() else {
            return standings;
        };
        let leader = &self.runs[first.run];
        for standing in &mut standings {
            let here = self.runs[standing.run].time_at(standing.mm).unwrap_or(ticks);
            standing.behind = leader
                .time_at(standing.mm)
                .map_or(0, |there| here.min(ticks).max(there) - there);
        }
        standings
    }
}

impl Run {
    fn of(splits: &RaceSplits, line: &Line) -> Option<Self> {
        let mut way = vec![(0, 0)];
        for (marker, point) in splits.markers.iter().zip(&line.points) {
            let sound = point.time.filter(|_| point.doubt.is_none());
            if let (Some(time), Some(&(last, _))) = (sound, way.last())
                && time.ticks() > last
            {
                way.push((time.ticks(), marker.mm));
            }
        }
        let before_finish = way.iter().any(|(_, mm)| *mm > 0 && *mm < splits.distance_mm);
        before_finish.then(|| Self {
            row: line.row,
            name: line.name.clone(),
            way,
        })
    }

    fn end(&self) -> u32 {
        self.way.last().map_or(0, |(ticks, _)| *ticks)
    }

    fn distance_at(&self, ticks: u32) -> u32 {
        let after = self.way.partition_point(|(time, _)| *time <= ticks);
        let before = self.way[after.max(1) - 1];
        match self.way.get(after) {
            Some(&next) => before.1 + share(next.1 - before.1, ticks - before.0, next.0 - before.0),
            None => before.1,
        }
    }

    /// When the athlete passed a distance; `None` beyond the last passing.
    fn time_at(&self, mm: u32) -> Option<u32> {
        let after = self.way.partition_point(|(_, at)| *at < mm);
        let next = *self.way.get(after)?;
        let Some(before) = after.checked_sub(1).map(|at| self.way[at]) else {
            return Some(next.0);
        };
        Some(before.0 + share(next.0 - before.0, mm - before.1, next.1 - before.1))
    }
}

/// `whole * part / of`, rounded half up.
fn share(whole: u32, part: u32, of: u32) -> u32 {
    let of = u64::from(of.max(1));
    u32::try_from((u64::from(whole) * u64::from(part) + of / 2) / of).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    #[test]
    fn between_passings_at_constant_speed() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let splits = RaceSplits::new(store.race(RaceId(0)));
        let replay = Replay::new(&splits).expect("two with passings");
        assert_eq!((replay.runs.len(), replay.left_out, replay.duration), (2, 2, 2_090_100));
        // at 1:24.0 the first is 27.8 of 55.8 s beyond 400 m, 599.28 m; the second 27.6 of 55.4 s, 599.28 m
        let at: Vec<(usize, u32)> = replay.at(840_000).iter().map(|s| (s.run, s.mm / 1000)).collect();
        assert_eq!(at, [(0, 599), (1, 599)]);
        // at 3:28.32 the first is in; the second is 13.42 of 14.11 s beyond 1400 m: 1495.1 m, where the first was 0.667 s
        // before the finish
        let end = replay.at(2_083_200);
        assert_eq!((end[0].run, end[0].mm, end[0].ended), (0, 1_500_000, true));
        assert_eq!((end[1].run, end[1].mm / 100, end[1].behind / 10), (1, 14_951, 666));
        assert_eq!(replay.at(0).iter().map(|s| s.mm).max(), Some(0));
    }
}
