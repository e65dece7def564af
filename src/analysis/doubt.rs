//! Which passings and segments are doubtful (terms.md 18): they are shown, flagged and kept out of minima.

use crate::model::Time;
use crate::model::time::TICKS_PER_SECOND;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Not later than the passing before.
    NotLater,
    /// Faster than 10.5 m/s or slower than 2 m/s in a race of 800 m and longer.
    Speed,
    /// More than 5 median absolute deviations from the field's segment, and not the athlete's own pace.
    Outlier,
}

impl Doubt {
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotLater => "not later than the passing before",
            Self::Speed => "segment faster than 10.5 m/s or slower than 2 m/s",
            Self::Outlier => "segment more than 5 median absolute deviations from the field's",
        }
    }
}

/// Between 2 and 10.5 m/s.
pub(super) fn plausible_speed(segment: Time, length_mm: u32) -> bool {
    // speed in tenths of m/s, as a fraction: length_mm / 100 over seconds
    let tenths = u64::from(length_mm) * u64::from(TICKS_PER_SECOND);
    let per_tenth = u64::from(segment.ticks()) * 100;
    tenths >= 20 * per_tenth && tenths <= 105 * per_tenth
}

/// Whether an outlier is confirmed by the athlete's own pace: over the rest of the way it is within a quarter of the pace in
/// this segment (house rule). A slip in one reading is not, since what it takes from one segment it adds to the next; an
/// athlete of another division, ahead of the field all the way, is.
pub(super) fn is_own_pace(segment: Time, length_mm: u32, whole: Time, whole_mm: u32) -> bool {
    let rest_mm = u64::from(whole_mm.saturating_sub(length_mm));
    let rest_ticks = u64::from(whole.ticks().saturating_sub(segment.ticks()));
    // both sides are a pace times both lengths
    let (own, rest) = (u64::from(segment.ticks()) * rest_mm, rest_ticks * u64::from(length_mm));
    rest > 0 && own.abs_diff(rest) * 4 <= rest
}

/// Median and median absolute deviation of a field's segment, in ticks.
#[derive(Clone, Copy)]
pub(super) struct Typical {
    median: u32,
    deviation: u32,
}

impl Typical {
    /// `None` for fewer than five values, of which a deviation would say nothing.
    pub(super) fn of(values: impl Iterator<Item = u32>) -> Option<Self> {
        let mut values: Vec<u32> = values.collect();
        if values.len() < 5 {
            return None;
        }
        let median = median(&mut values);
        let mut deviations: Vec<u32> = values.iter().map(|v| v.abs_diff(median)).collect();
        Some(Self {
            median,
            deviation: self::median(&mut deviations),
        })
    }

    /// A deviation of zero (most values equal at the stated precision) judges nobody.
    pub(super) fn is_far_from(self, ticks: u32) -> bool {
        self.deviation > 0 && u64::from(ticks.abs_diff(self.median)) > 5 * u64::from(self.deviation)
    }
}

fn median(values: &mut [u32]) -> u32 {
    values.sort_unstable();
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        values[middle - 1].midpoint(values[middle])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_between_2_and_10_5_metres_a_second_are_plausible() {
        // 400 m: 38.1 s is 10.499 m/s, 38.0 s is 10.526 m/s; 200 s is 2 m/s
        let is = |text: &str| plausible_speed(Time::parse(text).expect("a time"), 400_000);
        assert_eq!(
            [is("38.0"), is("38.1"), is("200.0"), is("200.1")],
            [false, true, true, false]
        );
    }

    #[test]
    fn an_outlier_at_the_own_pace_is_confirmed() {
        let is = |segment, whole| {
            let time = |text| Time::parse(text).expect("a time");
            is_own_pace(time(segment), 5_000_000, time(whole), 10_000_000)
        };
        // 8:00 and 8:30, a quarter of 8:30 being 2:07.5; a slip: 11:00 and 20:00 in a field of 15:30 each
        assert_eq!(
            [is("8:00", "16:30"), is("11:00", "31:00"), is("8:00", "8:00")],
            [true, false, false]
        );
    }

    #[test]
    fn five_median_absolute_deviations_are_the_border() {
        // median 100, deviations 1 1 0 1 1: their median is 1, so 105 is still typical and 106 is not
        let typical = Typical::of([99, 101, 100, 99, 101].into_iter()).expect("five values");
        assert_eq!([typical.is_far_from(105), typical.is_far_from(106)], [false, true]);
        assert!(Typical::of([1, 2, 3, 4].into_iter()).is_none());
    }
}
