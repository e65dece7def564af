//! A race marker by marker: passings, segments, ranks and the leader (terms.md 3, 6, 10, 18).
//!
//! House rule: a marker with fewer than half as many times as the fullest one holds single readings. They are shown, but
//! segments and charts run between the others, the main markers.

use super::doubt::suspects;
use super::doubts::out_of_order;
use super::grid::Grid;
use super::leader::leader;
use super::rank::{Rank, ranks};
use super::readings::{line, points};
use crate::model::{Doubt, Gap, Method, Reading, Status, Time};
use crate::read::import::Origin;
use crate::store::{AthleteId, RaceId, RaceView, RowId, RowView};

/// Everything about the passings of one race.
#[derive(Clone, Debug)]
pub struct RaceSplits {
    /// The finish; where markers are order numbers (model/passing.rs), the number behind the last.
    pub distance_mm: u32,
    pub lap_mm: u32,
    /// Rising; the last one is the finish when the distance is known.
    pub markers: Vec<Marker>,
    /// In the order of a result list: placed athletes, then DNF by the last marker reached, then the other statuses.
    pub lines: Vec<Line>,
    /// The race's leader at each marker, whoever it is.
    pub leader: Vec<Option<LeaderPoint>>,
    /// By marker, how many athletes passed there, with a time or without: those with a time there or further on, and those
    /// who finished. Where fewer are recorded, some are missing.
    pub passed: Vec<u32>,
}

/// Where a reading stands: the race in the file that says it, and the place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub race: RaceId,
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Distance from the start.
    pub mm: u32,
    /// Whether segments and charts run over it.
    pub main: bool,
    /// Distance from the main marker before, which is the length of the segment that ends here.
    pub segment_mm: u32,
}

/// One athlete's race.
#[derive(Clone, Debug)]
pub struct Line {
    pub row: RowId,
    pub athlete: AthleteId,
    pub name: String,
    pub nation: String,
    pub place: Option<u32>,
    pub status: Status,
    /// By marker.
    pub points: Vec<Point>,
}

/// What is known of one athlete at one marker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The preferred passing time.
    pub time: Option<Time>,
    /// The time was derived, not recorded; whatever rests on it carries `≈`.
    pub estimate: bool,
    /// Position as a source reports it.
    pub reported: Option<Position>,
    /// Rank of the time among the recorded ones; only at main markers.
    pub rank: Option<Rank>,
    /// Gap to the leader at this marker; only at main markers.
    pub gap: Option<Gap>,
    /// The segment that ends here; only at main markers and when both ends are recorded.
    pub segment: Option<Segment>,
    /// The leader's time that the gap is to is an estimate.
    pub gap_to_estimate: bool,
    /// Why the passing is doubtful (terms.md 18); such a value is shown and kept out of minima.
    pub doubt: Option<Doubt>,
    /// Readings of other sources.
    pub alternatives: Vec<(Reading, Told)>,
    /// Where the preferred reading came from.
    pub told: Option<Told>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub position: u32,
    pub tied: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Difference of the displayed passing times, with the coarser precision of the two.
    pub time: Time,
    pub rank: Option<Rank>,
    pub estimate: bool,
    /// Why it is doubtful: in itself, or since one of its ends is.
    pub doubt: Option<Doubt>,
}

/// The race's passing at a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaderPoint {
    pub time: Time,
    pub estimate: bool,
    /// Who led, when known.
    pub athlete: Option<AthleteId>,
    /// A source reports it; otherwise it is the smallest recorded passing.
    pub reported: bool,
    /// The segment since the leader's passing at the main marker before.
    pub segment: Option<Time>,
    /// One of its ends is an estimate.
    pub segment_estimate: bool,
    pub alternatives: Vec<(Reading, Told)>,
    pub told: Option<Told>,
}

impl RaceSplits {
    /// The passings of a race. A list, or a race without any recorded time, has lines without markers.
    pub fn new(race: RaceView<'_>) -> Self {
        let grid = Grid::new(race);
        let with_points = |row: RowView<'_>| Line {
            points: points(row, &grid.markers, grid.distance_mm),
            ..line(row)
        };
        let mut splits = Self {
            distance_mm: grid.distance_mm,
            lap_mm: race.event().lap_mm(),
            markers: grid.markers.clone(),
            lines: race.row_views().map(with_points).collect(),
            leader: Vec::new(),
            passed: Vec::new(),
        };
        splits.passed = splits.passed();
        splits.fill_segments();
        splits.mark_doubts(race, &grid);
        splits.rank(std::iter::once(race).chain(race.others()));
        splits
    }

    /// Orders the lines and fills in what rests on all of them; `files` report of the leader.
    pub(super) fn rank<'a>(&mut self, files: impl Iterator<Item = RaceView<'a>>) {
        self.pass_doubts_on();
        self.lines.sort_by_key(result_order);
        self.fill_ranks();
        self.leader = leader(files, self);
        self.fill_gaps();
    }

    /// The main markers with their index, the finish included.
    pub fn main_markers(&self) -> impl Iterator<Item = (usize, Marker)> + Clone {
        self.markers.iter().copied().enumerate().filter(|(_, m)| m.main)
    }

    /// Whether anything but the finish is recorded.
    pub fn has_passings(&self) -> bool {
        self.markers.iter().any(|m| m.mm != self.distance_mm)
    }

    /// Whether segments and charts of times have a marker to run over before the finish.
    pub fn has_times_on_the_way(&self) -> bool {
        self.main_markers().any(|(_, m)| m.mm != self.distance_mm)
    }

    /// The markers before the finish at which sources report positions of at least half as many athletes as at the fullest.
    pub fn reported_positions(&self) -> Vec<usize> {
        let before_finish = self
            .markers
            .iter()
            .enumerate()
            .filter(|(_, m)| m.mm != self.distance_mm);
        let count = |at: usize| self.lines.iter().filter(|l| l.points[at].reported.is_some()).count();
        let counted: Vec<(usize, usize)> = before_finish.map(|(at, _)| (at, count(at))).collect();
        let fullest = counted.iter().map(|(_, n)| *n).max().unwrap_or(0);
        let is_full = |(at, n): (usize, usize)| (n > 0 && n * 2 >= fullest).then_some(at);
        counted.into_iter().filter_map(is_full).collect()
    }

    pub fn line(&self, row: RowId) -> Option<&Line> {
        self.lines.iter().find(|l| l.row == row)
    }

    /// The lines' times at a marker that count for minima: recorded and not doubtful.
    pub(super) fn sound_times(&self, marker: usize) -> impl Iterator<Item = (&Line, Time)> {
        self.lines.iter().filter_map(move |l| {
            let point = &l.points[marker];
            Some((l, point.time.filter(|_| point.doubt.is_none())?))
        })
    }

    pub(super) fn passed(&self) -> Vec<u32> {
        let reached = |line: &Line| match line.status {
            Status::None if line.place.is_some() => Some(line.points.len()),
            _ => Some(line.points.iter().rposition(|p| p.time.is_some())? + 1),
        };
        let mut passed = vec![0; self.markers.len()];
        for reached in self.lines.iter().filter_map(reached) {
            passed[..reached].iter_mut().for_each(|n| *n += 1);
        }
        passed
    }

    pub(super) fn fill_segments(&mut self) {
        let main: Vec<usize> = self.main_markers().map(|(at, _)| at).collect();
        for line in &mut self.lines {
            let mut before = Some((Time::from_ticks(0, crate::model::Precision::Thousandth), false));
            for &at in &main {
                let point = &line.points[at];
                let now = point.time.map(|t| (t, point.estimate));
                let segment = before.zip(now).and_then(|((from, from_estimate), (to, to_estimate))| {
                    let time = segment_time(from, to)?;
                    Some(Segment {
                        time,
                        rank: None,
                        estimate: from_estimate || to_estimate,
                        doubt: None,
                    })
                });
                line.points[at].segment = segment;
                before = now;
            }
        }
    }

    /// The lines are still in the order of the race's rows.
    fn mark_doubts(&mut self, race: RaceView<'_>, grid: &Grid) {
        for suspect in suspects(grid, race.event()) {
            let point = &mut self.lines[suspect.row].points[suspect.marker];
            point.doubt = suspect.passing;
            if let Some(segment) = &mut point.segment {
                segment.doubt = suspect.segment;
            }
        }
        if self.markers.last().is_some_and(|m| m.mm == self.distance_mm) {
            for row in out_of_order(race) {
                if let Some(finish) = self.lines[row].points.last_mut() {
                    finish.doubt = finish.doubt.or(Some(Doubt::PlaceOrder));
                    let doubt = finish.doubt;
                    finish.segment.iter_mut().for_each(|s| s.doubt = s.doubt.or(doubt));
                }
            }
        }
    }

    /// A segment is doubtful when one of its ends is.
    fn pass_doubts_on(&mut self) {
        let main: Vec<usize> = self.main_markers().map(|(at, _)| at).collect();
        for points in self.lines.iter_mut().map(|line| &mut line.points) {
            for ends in main.windows(2) {
                let from = points[ends[0]].doubt;
                if let Some(segment) = &mut points[ends[1]].segment {
                    segment.doubt = segment.doubt.or(from);
                }
            }
        }
    }

    fn fill_ranks(&mut self) {
        for (at, _) in self.main_markers().collect::<Vec<_>>() {
            let points = self.lines.iter().map(|l| &l.points[at]);
            let time = |p: &Point| Some((p.time.filter(|_| p.doubt.is_none())?.displayed_ticks(), p.estimate));
            let segment = |p: &Point| {
                let segment = p.segment.filter(|s| s.doubt.is_none())?;
                Some((segment.time.displayed_ticks(), segment.estimate))
            };
            let times: Vec<Option<(u32, bool)>> = points.clone().map(time).collect();
            let segments: Vec<Option<(u32, bool)>> = points.map(segment).collect();
            let (times, segments) = (ranks(&times), ranks(&segments));
            for ((line, time), segment) in self.lines.iter_mut().zip(times).zip(segments) {
                line.points[at].rank = time;
                if let Some(own) = &mut line.points[at].segment {
                    own.rank = segment;
                }
            }
        }
    }

    /// Gap to the leader over the athletes with a recorded passing, never to a report of another source (terms.md 6).
    fn fill_gaps(&mut self) {
        for (at, _) in self.main_markers().collect::<Vec<_>>() {
            let sound = self.sound_times(at).map(|(line, t)| (t, line.points[at].estimate));
            let Some((first, is_estimate)) = sound.min() else {
                continue;
            };
            for line in &mut self.lines {
                let point = &mut line.points[at];
                point.gap = point.time.map(|t| Gap::between(t, first));
                point.gap_to_estimate = is_estimate;
            }
        }
    }
}

/// Placed athletes by place, then those without place by time, then DNF by the furthest marker and the time there, then
/// the other statuses (terms.md 10).
fn result_order(line: &Line) -> (u32, u32, u32, u32) {
    let last = line.points.iter().rposition(|p| p.time.is_some());
    let time_there = last.and_then(|at| line.points[at].time).map_or(u32::MAX, Time::ticks);
    let from_the_end = last.map_or(u32::MAX, |at| (line.points.len() - at) as u32);
    match (line.status, line.place) {
        (Status::None, Some(place)) => (0, place, 0, 0),
        (Status::None, None) => (1, from_the_end, time_there, 0),
        (status, _) => (2, status as u32, from_the_end, time_there),
    }
}

/// `to - from` of the displayed times with the coarser precision, by hand when either is; `None` unless positive.
pub(super) fn segment_time(from: Time, to: Time) -> Option<Time> {
    let ticks = to
        .displayed_ticks()
        .checked_sub(from.displayed_ticks())
        .filter(|t| *t > 0)?;
    let method = match (from.method(), to.method()) {
        (Method::Hand, _) | (_, Method::Hand) => Method::Hand,
        _ => Method::Unknown,
    };
    let precision = from.precision().coarser(to.precision());
    Some(Time::from_ticks(ticks, precision).with_method(method))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, fixture};
    use std::sync::Arc;

    fn splits() -> RaceSplits {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        RaceSplits::new(store.race(RaceId(0)))
    }

    #[test]
    fn leader_passings_and_segments_of_the_worked_example() {
        // terms.md 20 with the further passings of facts/tokyo2020_1500m_final_splits.csv at 1200 and 1400 m:
        // 1:51.8 - 56.1 = 55.7; 2:33.6 - 1:51.8 = 41.8 (300 m); 2:47.3 - 1:51.8 = 55.5 (400 m); 3:14.7 - 2:47.3 = 27.4; 3:28.32 - 3:14.7 = 13.6
        let splits = splits();
        let leader: Vec<(String, String)> = splits
            .leader
            .iter()
            .flatten()
            .map(|p| (p.time.to_string(), p.segment.map_or(String::new(), |s| s.to_string())))
            .collect();
        let expected = [
            ("56.1", "56.1"),
            ("1:51.8", "55.7"),
            ("2:33.6", "41.8"),
            ("2:47.3", "55.5"),
            ("3:14.7", "27.4"),
            ("3:28.32", "13.6"),
        ];
        assert_eq!(leader, expected.map(|(t, s)| (t.to_owned(), s.to_owned())));
    }

    #[test]
    fn single_readings_break_no_segment() {
        let splits = splits();
        let main: Vec<(u32, u32)> = splits
            .main_markers()
            .map(|(_, m)| (m.mm / 1000, m.segment_mm / 1000))
            .collect();
        assert_eq!(main, [(400, 400), (800, 400), (1200, 400), (1400, 200), (1500, 100)]);
        let winner = &splits.lines[0];
        let shown: Vec<String> = winner
            .points
            .iter()
            .filter_map(|p| p.segment)
            .map(|s| s.time.to_string())
            .collect();
        // 1:52.0 - 56.2, 2:47.5 - 1:52.0, 3:14.7 - 2:47.5, 3:28.32 - 3:14.7
        assert_eq!(shown, ["56.2", "55.8", "55.5", "27.2", "13.6"]);
    }

    #[test]
    fn controls_without_distances_have_segments_and_a_finish() {
        let mut import = fixture::final_1500();
        import.markers = import.markers.iter().map(|m| (1..=m.len() as u32).collect()).collect();
        import.races[0].event.distance_mm = 5_140_000;
        let splits = RaceSplits::new(Store::new(1, vec![Arc::new(import)]).race(RaceId(0)));
        let main: Vec<u32> = splits.main_markers().map(|(_, m)| m.mm).collect();
        assert_eq!((main, splits.distance_mm), (vec![1, 2, 4, 5, 6], 6));
        let doubts = splits
            .lines
            .iter()
            .flat_map(|l| &l.points)
            .filter(|p| p.doubt.is_some());
        assert_eq!(doubts.count(), 0, "no speed can be told");
        assert_eq!(
            splits.lines[0]
                .points
                .last()
                .and_then(|p| p.time)
                .map(|t| t.to_string())
                .as_deref(),
            Some("3:28.32")
        );
    }

    #[test]
    fn a_segment_with_an_end_timed_by_hand_is_by_hand() {
        let time = |text: &str| Time::parse(text).expect("a time");
        let segment = |from, to| segment_time(time(from), time(to)).map(|s| s.to_string());
        // 1:52.0 - 56.2 = 55.8; 3:28.32 - 3:14.7 = 13.62, shown to the coarser 0.1
        let shown = [
            segment("56.2h", "1:52.0h"),
            segment("56.2", "1:52.0h"),
            segment("3:14.7h", "3:28.32"),
            segment("3:14.7", "3:28.32"),
        ];
        assert_eq!(
            shown.map(Option::unwrap_or_default),
            ["55.8h", "55.8h", "13.6h", "13.6"]
        );
    }

    #[test]
    fn gaps_and_ranks() {
        let splits = splits();
        let finish = splits.markers.len() - 1;
        let gaps: Vec<String> = splits
            .lines
            .iter()
            .filter_map(|l| l.points[finish].gap)
            .map(|g| g.to_string())
            .collect();
        assert_eq!(gaps, ["0.00", "+0.69", "+0.73", "+1.24"]);
        let at_800: Vec<String> = splits
            .lines
            .iter()
            .filter_map(|l| l.points[1].rank)
            .map(|r| r.to_string())
            .collect();
        assert_eq!(at_800, ["2", "1"]);
    }
}
