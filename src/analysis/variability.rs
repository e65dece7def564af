//! Pace variability (terms.md 7): `CV = 100 * sd(v_i) / mean(v_i)` over the segments, the sample sd where all are equally
//! long; else `mean = D / T`, `var = sum L_i (v_i - mean)^2 / D`, marked "length-weighted".

use super::RaceSplits;
use super::splits::{Line, Segment};

/// How much an athlete's speed varied from segment to segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variability {
    /// Hundredths of one per cent.
    pub hundredths: u32,
    /// The length of the segments where all are equal; figures over different lengths do not compare. `None`: length-weighted.
    pub segment_mm: Option<u32>,
    pub estimate: bool,
}

/// Segments without which a variability says nothing.
const LEAST: usize = 3;

/// The segments between all main markers with their lengths; `None` when one is missing or doubtful.
pub(super) fn segments(splits: &RaceSplits, line: &Line) -> Option<Vec<(u32, Segment)>> {
    let segment = |(at, marker): (usize, super::splits::Marker)| {
        let segment = line.points[at].segment.filter(|s| s.doubt.is_none())?;
        Some((marker.segment_mm, segment))
    };
    splits.main_markers().map(segment).collect()
}

/// `None` with fewer than three segments, and when one is missing or doubtful.
pub fn variability(splits: &RaceSplits, line: &Line) -> Option<Variability> {
    let segments = segments(splits, line).filter(|s| s.len() >= LEAST)?;
    // micrometres a second
    let speed = |mm: u64, ticks: u64| (i128::from(mm) * 10_000_000).checked_div(i128::from(ticks));
    let speeds: Option<Vec<(i128, i128)>> = segments
        .iter()
        .map(|(mm, s)| Some((i128::from(*mm), speed(u64::from(*mm), u64::from(s.time.ticks()))?)))
        .collect();
    let speeds = speeds?;
    let first = segments[0].0;
    let is_regular = segments.iter().all(|(mm, _)| *mm == first);
    let count = speeds.len() as i128;
    let (mean, variance) = if is_regular {
        let mean = speeds.iter().map(|(_, v)| v).sum::<i128>() / count;
        let squares = speeds.iter().map(|(_, v)| (v - mean).pow(2)).sum::<i128>();
        (mean, squares / (count - 1))
    } else {
        let length: u64 = segments.iter().map(|(mm, _)| u64::from(*mm)).sum();
        let time: u64 = segments.iter().map(|(_, s)| u64::from(s.time.ticks())).sum();
        let mean = speed(length, time)?;
        let squares = speeds.iter().map(|(mm, v)| mm * (v - mean).pow(2)).sum::<i128>();
        (mean, squares / i128::from(length))
    };
    let deviation = variance.isqrt();
    let hundredths = (deviation * 20_000 + mean).checked_div(2 * mean)?;
    Some(Variability {
        hundredths: u32::try_from(hundredths).ok()?,
        segment_mm: is_regular.then_some(first),
        estimate: segments.iter().any(|(_, s)| s.estimate),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    #[test]
    fn the_worked_example_is_length_weighted() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let splits = RaceSplits::new(store.race(RaceId(0)));
        // 400 m in 56.2, 55.8 and 55.5, 200 m in 27.2, 100 m in 13.62: speeds 7.1174 7.1685 7.2072 7.3529 7.3421, mean 1500 / 208.32 =
        // 7.2005; (400 * (0.00690 + 0.00102 + 0.00005) + 200 * 0.02325 + 100 * 0.02007) / 1500 = 0.00656, sd 0.0810: 1.125 %
        let of_winner = variability(&splits, &splits.lines[0]);
        let expected = Variability {
            hundredths: 112,
            segment_mm: None,
            estimate: false,
        };
        assert_eq!(of_winner, Some(expected));
        // the third has no passings
        assert_eq!(variability(&splits, &splits.lines[2]), None);
    }
}
