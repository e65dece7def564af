//! The name of a pace profile (terms.md 7): the speeds of the first part, the middle and the last part against each other,
//! within 1 %.

use super::RaceSplits;
use super::splits::Line;
use super::variability::segments;
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Faster from part to part.
    Negative,
    /// Slower from part to part.
    Positive,
    /// Both ends faster than the middle, and alike.
    U,
    /// Both ends faster than the middle, the last the fastest.
    J,
    /// Both ends faster than the middle, the first the fastest.
    ReverseJ,
    Even,
    Mixed,
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Negative => "negative",
            Self::Positive => "positive",
            Self::U => "U",
            Self::J => "J",
            Self::ReverseJ => "reverse J",
            Self::Even => "even",
            Self::Mixed => "mixed",
        })
    }
}

/// Segments that a profile needs.
const LEAST: usize = 4;

/// `None` with fewer than four segments, when one is missing or doubtful, and when the parts leave no middle.
pub fn profile(splits: &RaceSplits, line: &Line) -> Option<Profile> {
    let segments: Vec<(u64, u64)> = segments(splits, line)?
        .iter()
        .map(|(mm, s)| (u64::from(*mm), u64::from(s.time.ticks())))
        .collect();
    if segments.len() < LEAST {
        return None;
    }
    let distance: u64 = segments.iter().map(|(mm, _)| mm).sum();
    let first = fifth(segments.iter(), distance);
    let last = fifth(segments.iter().rev(), distance);
    let middle = segments.get(first..segments.len() - last).filter(|m| !m.is_empty())?;
    Some(named(
        speed(&segments[..first])?,
        speed(middle)?,
        speed(&segments[segments.len() - last..])?,
    ))
}

/// How many segments it takes to cover a fifth of the distance.
fn fifth<'a>(segments: impl Iterator<Item = &'a (u64, u64)>, distance: u64) -> usize {
    let before = |covered: &mut u64, (mm, _): &(u64, u64)| {
        let is_short = *covered * 5 < distance;
        *covered += mm;
        Some(is_short)
    };
    segments.scan(0, before).take_while(|is_short| *is_short).count()
}

/// `sum L / sum S` in micrometres a second.
fn speed(segments: &[(u64, u64)]) -> Option<i64> {
    let length: u64 = segments.iter().map(|(mm, _)| mm).sum();
    let time: u64 = segments.iter().map(|(_, ticks)| ticks).sum();
    i64::try_from((length * 10_000_000).checked_div(time)?).ok()
}

fn named(start: i64, middle: i64, end: i64) -> Profile {
    // differences beyond 1 % of the middle, in hundredths of it
    let is_faster = |a: i64, b: i64| (a - b) * 100 > middle;
    let is_alike = |a: i64, b: i64| !is_faster(a, b) && !is_faster(b, a);
    if is_alike(start, middle) && is_alike(middle, end) && is_alike(start, end) {
        return Profile::Even;
    }
    if is_faster(middle, start) && is_faster(end, middle) {
        return Profile::Negative;
    }
    if is_faster(start, middle) && is_faster(middle, end) {
        return Profile::Positive;
    }
    if is_faster(start, middle) && is_faster(end, middle) {
        return match () {
            () if is_alike(start, end) => Profile::U,
            () if end > start => Profile::J,
            () => Profile::ReverseJ,
        };
    }
    Profile::Mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    #[test]
    fn names_of_three_speeds() {
        // of a middle of 1000, more than 10 is a difference
        let cases = [
            ((1000, 1005, 1010), Profile::Even),
            ((980, 1000, 1020), Profile::Negative),
            ((1020, 1000, 980), Profile::Positive),
            ((1020, 1000, 1025), Profile::U),
            ((1020, 1000, 1040), Profile::J),
            ((1040, 1000, 1020), Profile::ReverseJ),
            ((1000, 1000, 1020), Profile::Mixed),
        ];
        for ((start, middle, end), profile) in cases {
            assert_eq!(named(start, middle, end), profile, "{start} {middle} {end}");
        }
    }

    #[test]
    fn the_worked_example_ends_fast() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let splits = RaceSplits::new(store.race(RaceId(0)));
        // first fifth: 400 m in 56.2, 7.117 m/s; last fifth: 200 + 100 m in 40.8, 7.353; middle 800 m in 111.3, 7.188: the first step is
        // 0.98 %, within 1 %
        assert_eq!(profile(&splits, &splits.lines[0]), Some(Profile::Mixed));
        assert_eq!(profile(&splits, &splits.lines[2]), None);
    }
}
