//! Time lost against the athlete's own level of the day (terms.md 9).

use super::RaceSplits;
use super::splits::Line;

/// With so many recorded times of a segment its norm is the mean of the fastest quarter, else the fastest time.
const QUARTER_FROM: usize = 8;

/// Loss of a line in each segment between main markers, in ticks, with the index of the marker at its end; positive is
/// slower than the athlete's own level. `None` if any segment is missing or doubtful.
pub fn losses(splits: &RaceSplits, line: &Line) -> Option<Vec<(usize, i64)>> {
    let mut segments = Vec::new();
    for (at, _) in splits.main_markers() {
        let own = sound_segment(line, at)?;
        segments.push((at, own, norm(splits, at)?));
    }
    let (over, under) = median_ratio(segments.iter().map(|(_, own, norm)| (*own, *norm)).collect())?;
    let loss = |own: i64, norm: i64| {
        let level = (i128::from(norm) * over * 2 + under) / (2 * under);
        Some(own - i64::try_from(level).ok()?)
    };
    segments
        .iter()
        .map(|(at, own, norm)| Some((*at, loss(*own, *norm)?)))
        .collect()
}

fn sound_segment(line: &Line, at: usize) -> Option<i64> {
    let segment = line.points[at].segment.filter(|s| s.doubt.is_none())?;
    Some(i64::from(segment.time.ticks()))
}

/// `F_i`: the mean of the fastest quarter, or of few times the fastest.
fn norm(splits: &RaceSplits, at: usize) -> Option<i64> {
    let mut times: Vec<i64> = splits.lines.iter().filter_map(|l| sound_segment(l, at)).collect();
    times.sort_unstable();
    let quarter = if times.len() >= QUARTER_FROM {
        times.len() / 4
    } else {
        1
    };
    let fastest = times.get(..quarter)?;
    Some(fastest.iter().sum::<i64>() / quarter as i64)
}

/// The median of `own / norm` as a fraction; of an even number the mean of the two in the middle.
fn median_ratio(mut ratios: Vec<(i64, i64)>) -> Option<(i128, i128)> {
    let cross = |a: &(i64, i64), b: &(i64, i64)| i128::from(a.0) * i128::from(b.1);
    ratios.retain(|(_, norm)| *norm > 0);
    ratios.sort_by(|a, b| cross(a, b).cmp(&cross(b, a)));
    let &(own, norm) = ratios.get(ratios.len() / 2)?;
    if ratios.len() % 2 == 1 {
        return Some((own.into(), norm.into()));
    }
    let (low_own, low_norm) = ratios[ratios.len() / 2 - 1];
    let over = i128::from(own) * i128::from(low_norm) + i128::from(low_own) * i128::from(norm);
    Some((over, 2 * i128::from(norm) * i128::from(low_norm)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    #[test]
    fn losses_against_the_fastest_segments() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let splits = RaceSplits::new(store.race(RaceId(0)));
        // segments of the two with passings: 56.2 55.8 55.5 27.2 13.62 and 56.4 55.4 55.5 27.6 14.11; the fastest are
        // 56.2 55.4 55.5 27.2 13.62; the second's ratios 1.0036 1 1 1.0147 1.0360, median 1.0036 = 56.4 / 56.2:
        // 56.4 - 56.4 = 0; 55.4 - 55.5972; 55.5 - 55.6975; 27.6 - 27.2968; 14.11 - 13.6685
        let second = losses(&splits, &splits.lines[1]).expect("all segments");
        let values: Vec<i64> = second.iter().map(|(_, loss)| *loss).collect();
        assert_eq!(values, [0, -1_972, -1_975, 3_032, 4_415]);
        assert_eq!(losses(&splits, &splits.lines[2]), None, "no segments");
    }
}
