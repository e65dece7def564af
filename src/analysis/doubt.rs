//! Which passings and segments of a race are doubtful (terms.md 18): they are shown, flagged and kept out of minima.
//!
//! A segment is judged where there are several: the time of a whole race is a result, however far from the others. Controls
//! without distances tell a slip of the clock from a detour in no way, so there only the order of the times is judged.

use super::grid::Grid;
use crate::model::passing::is_order;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Discipline, Doubt, Event};

/// From this distance on the speeds of runners are known.
const LONG_MM: u32 = 800_000;

/// What is doubtful of one row at one main marker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suspect {
    pub row: usize,
    pub marker: usize,
    /// The passing itself.
    pub passing: Option<Doubt>,
    /// The segment that ends there.
    pub segment: Option<Doubt>,
    /// The field's median of the segment in ticks, where it has one.
    pub median: Option<u32>,
}

/// All of a race, marker by marker and in the order of the rows. `event` says whether the speeds of runners can be expected:
/// not of one that is not recognised, such as a swim.
pub(super) fn suspects(grid: &Grid, event: Event) -> Vec<Suspect> {
    let knows_speeds = grid.distance_mm >= LONG_MM && event.discipline != Discipline::Unknown;
    let main = || grid.markers.iter().enumerate().filter(|(_, m)| m.main);
    let is_judged = main().count() > 1 && main().all(|(_, m)| !is_order(m.mm));
    let (mut found, mut segments, mut values, mut before) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (marker, to) in main() {
        grid.segments(before, marker, &mut segments);
        values.clear();
        values.extend(segments.iter().filter(|ticks| **ticks > 0));
        let typical = Typical::of(&mut values);
        for (row, segment) in segments.iter().enumerate() {
            // a segment from the marker just before is enough to be later
            let is_later = *segment > 0 && before.map_or(0, |before| before + 1) == marker;
            let not_later = !is_later && is_not_later(grid, row, marker);
            let own = Some(*segment)
                .filter(|ticks| is_judged && *ticks > 0)
                .and_then(|ticks| {
                    let is_far = typical.is_some_and(|t| t.is_far_from(ticks));
                    let is_confirmed = || is_pace_of_row(grid, row, ticks, to.segment_mm);
                    match knows_speeds.then(|| speed(ticks, to.segment_mm)) {
                        Some(Speed::TooFast) => Some(Doubt::Speed),
                        Some(Speed::TooSlow) if !is_confirmed() => Some(Doubt::Speed),
                        _ => (is_far && !is_confirmed()).then_some(Doubt::Outlier),
                    }
                });
            // the first segment is the passing itself; of another one either end may be wrong
            let not_later = not_later.then_some(Doubt::NotLater);
            let passing = not_later.or(own.filter(|_| before.is_none()));
            if passing.is_some() || own.is_some() {
                found.push(Suspect {
                    row,
                    marker,
                    passing,
                    segment: own.or(passing),
                    median: typical.map(|t| t.median),
                });
            }
        }
        before = Some(marker);
    }
    found
}

fn is_not_later(grid: &Grid, row: usize, marker: usize) -> bool {
    let is_before = |now: u32| grid.earlier(row, marker).is_some_and(|(_, earlier)| now <= earlier);
    grid.time(row, marker).is_some_and(is_before)
}

fn is_pace_of_row(grid: &Grid, row: usize, ticks: u32, length_mm: u32) -> bool {
    let furthest = grid.earlier(row, grid.markers.len());
    furthest.is_some_and(|(at, whole)| is_own_pace(ticks, length_mm, whole, grid.markers[at].mm))
}

/// A speed against those of runners, 2 to 10.5 m/s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speed {
    TooSlow,
    Plausible,
    TooFast,
}

fn speed(ticks: u32, length_mm: u32) -> Speed {
    // speed in tenths of m/s, as a fraction: length_mm / 100 over seconds
    let tenths = u64::from(length_mm) * u64::from(TICKS_PER_SECOND);
    let per_tenth = u64::from(ticks) * 100;
    match tenths {
        t if t < 20 * per_tenth => Speed::TooSlow,
        t if t > 105 * per_tenth => Speed::TooFast,
        _ => Speed::Plausible,
    }
}

/// Whether a slow segment or an outlier is confirmed by the athlete's own pace: over the rest of the way it is within a
/// quarter of the pace in this segment (house rule). A slip in one reading is not, since what it takes from one segment it
/// adds to the next; who walks all the way, or is of another division and ahead of the field all the way, is.
fn is_own_pace(ticks: u32, length_mm: u32, whole: u32, whole_mm: u32) -> bool {
    let rest_mm = u64::from(whole_mm.saturating_sub(length_mm));
    let rest_ticks = u64::from(whole.saturating_sub(ticks));
    // both sides are a pace times both lengths
    let (own, rest) = (u64::from(ticks) * rest_mm, rest_ticks * u64::from(length_mm));
    rest > 0 && own.abs_diff(rest) * 4 <= rest
}

/// Median and median absolute deviation of a field's segment, in ticks.
#[derive(Clone, Copy)]
struct Typical {
    median: u32,
    deviation: u32,
}

impl Typical {
    /// `None` for fewer than five values, of which a deviation would say nothing. The values are changed.
    fn of(values: &mut [u32]) -> Option<Self> {
        if values.len() < 5 {
            return None;
        }
        let median = median(values);
        values.iter_mut().for_each(|v| *v = v.abs_diff(median));
        Some(Self {
            median,
            deviation: self::median(values),
        })
    }

    /// A deviation of zero (most values equal at the stated precision) judges nobody.
    fn is_far_from(self, ticks: u32) -> bool {
        self.deviation > 0 && u64::from(ticks.abs_diff(self.median)) > 5 * u64::from(self.deviation)
    }
}

/// The median of at least one value, whose order is changed.
fn median(values: &mut [u32]) -> u32 {
    let middle = values.len() / 2;
    let is_odd = values.len() % 2 == 1;
    let (below, upper, _) = values.select_nth_unstable(middle);
    match below.iter().max() {
        Some(lower) if !is_odd => lower.midpoint(*upper),
        _ => *upper,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Time;

    fn ticks(text: &str) -> u32 {
        Time::parse(text).expect("a time").ticks()
    }

    #[test]
    fn speeds_between_2_and_10_5_metres_a_second_are_plausible() {
        // 400 m: 38.1 s is 10.499 m/s, 38.0 s is 10.526 m/s; 200 s is 2 m/s
        let of = |text: &str| speed(ticks(text), 400_000);
        let (fast, slow) = (Speed::TooFast, Speed::TooSlow);
        assert_eq!(
            [of("38.0"), of("38.1"), of("200.0"), of("200.1")],
            [fast, Speed::Plausible, Speed::Plausible, slow]
        );
    }

    #[test]
    fn an_outlier_at_the_own_pace_is_confirmed() {
        let is = |segment, whole| is_own_pace(ticks(segment), 5_000_000, ticks(whole), 10_000_000);
        // 8:00 and 8:30, a quarter of 8:30 being 2:07.5; a slip: 11:00 and 20:00 in a field of 15:30 each
        assert_eq!(
            [is("8:00", "16:30"), is("11:00", "31:00"), is("8:00", "8:00")],
            [true, false, false]
        );
    }

    #[test]
    fn five_median_absolute_deviations_are_the_border() {
        // median 100, deviations 1 1 0 1 1: their median is 1, so 105 is still typical and 106 is not
        let typical = Typical::of(&mut [99, 101, 100, 99, 101]).expect("five values");
        assert_eq!([typical.is_far_from(105), typical.is_far_from(106)], [false, true]);
        assert!(Typical::of(&mut [1, 2, 3, 4]).is_none());
        // of an even number the mean of the two in the middle
        assert_eq!(median(&mut [4, 1, 3, 2]), 2);
        assert_eq!(median(&mut [40, 10, 30, 20]), 25);
    }
}
