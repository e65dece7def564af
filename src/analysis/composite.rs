//! References that are nobody's race (terms.md 6, 9): the best of each segment added up, and the median of a field.

use super::RaceSplits;
use super::quartiles::Quartiles;
use crate::model::{Precision, Time};

/// `B_i`, the sum of the fastest segments of the field up to each main marker, by index of the marker. `None` from the
/// first segment on that nobody has; doubtful segments do not count.
pub fn best_of_each_segment(splits: &RaceSplits) -> Vec<Option<Time>> {
    let mut passings = vec![None; splits.markers.len()];
    let mut sum = Some(Time::from_ticks(0, Precision::Thousandth));
    for (at, _) in splits.main_markers() {
        let segments = splits.lines.iter().filter_map(|l| l.points[at].segment);
        let fastest = segments
            .filter(|s| s.doubt.is_none())
            .map(|s| s.time)
            .min_by_key(|t| t.ticks());
        sum = sum.zip(fastest).map(|(sum, segment)| {
            let precision = sum.precision().coarser(segment.precision());
            Time::from_ticks(sum.ticks() + segment.ticks(), precision)
        });
        passings[at] = sum;
    }
    passings
}

/// The median passing at each main marker over the athletes with a sound time at all of them.
pub fn median(splits: &RaceSplits) -> Vec<Option<Time>> {
    let main: Vec<usize> = splits.main_markers().map(|(at, _)| at).collect();
    let sound =
        |line: &super::splits::Line, at: usize| line.points[at].time.filter(|_| line.points[at].doubt.is_none());
    let is_complete = |line: &&super::splits::Line| main.iter().all(|at| sound(line, *at).is_some());
    let complete: Vec<_> = splits.lines.iter().filter(is_complete).collect();
    let mut passings = vec![None; splits.markers.len()];
    for &at in &main {
        let times: Vec<Time> = complete.iter().filter_map(|line| sound(line, at)).collect();
        let ticks: Vec<i64> = times.iter().map(|t| i64::from(t.ticks())).collect();
        let precision = times
            .iter()
            .map(|t| t.precision())
            .fold(Precision::Thousandth, Precision::coarser);
        let median = Quartiles::of(&ticks).and_then(|q| u32::try_from(q.median).ok());
        passings[at] = median.map(|ticks| Time::from_ticks(ticks, precision));
    }
    passings
}

/// Passings made slower by so many tenths of one per cent: `(1 + q / 100) * B_i`.
pub fn slower(passings: Vec<Option<Time>>, tenths_percent: u16) -> Vec<Option<Time>> {
    let scaled = |time: Time| scaled(time, 1000 + u64::from(tenths_percent), 1000);
    passings.into_iter().map(|passing| passing.and_then(scaled)).collect()
}

/// A target time in the proportions of the median (house rule): `T * M_i / M_D`. `None` without a median at the finish.
pub fn balanced(splits: &RaceSplits, target: Time) -> Option<Vec<Option<Time>>> {
    let median = median(splits);
    let finish = median.last().copied().flatten().filter(|t| t.ticks() > 0)?;
    let of_target = |passing: Time| {
        let exact = Time::from_ticks(target.ticks(), Precision::Thousandth);
        scaled(exact, u64::from(passing.ticks()), u64::from(finish.ticks()))
    };
    Some(median.into_iter().map(|passing| passing.and_then(of_target)).collect())
}

/// A time multiplied by a fraction, rounded half up to ticks.
fn scaled(time: Time, by: u64, of: u64) -> Option<Time> {
    let ticks = (u64::from(time.ticks()) * by + of / 2) / of;
    Some(Time::from_ticks(u32::try_from(ticks).ok()?, time.precision()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    fn texts(passings: Vec<Option<Time>>) -> Vec<String> {
        passings.into_iter().flatten().map(|t| t.to_string()).collect()
    }

    #[test]
    fn composite_and_median_of_two() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let splits = RaceSplits::new(store.race(RaceId(0)));
        // the faster of 56.2 56.4, 55.8 55.4, 55.5 55.5, 27.2 27.6, 13.62 14.11 added up: 56.2, 111.6, 167.1, 194.3, 207.92
        assert_eq!(
            texts(best_of_each_segment(&splits)),
            ["56.2", "1:51.6", "2:47.1", "3:14.3", "3:27.9"]
        );
        // between 56.2 56.4, 1:52.0 1:51.8, 2:47.5 2:47.3, 3:14.7 3:14.9, 3:28.32 3:29.01 (208.665)
        assert_eq!(
            texts(median(&splits)),
            ["56.3", "1:51.9", "2:47.4", "3:14.8", "3:28.67"]
        );
        // 56.2, 111.6, 167.1, 194.3 and 207.92 times 1.025: 57.605, 114.39, 171.2775, 199.1575, 213.118
        assert_eq!(
            texts(slower(best_of_each_segment(&splits), 25)),
            ["57.6", "1:54.4", "2:51.3", "3:19.2", "3:33.1"]
        );
        // 210 / 208.665 = 1.0063978: 56.660, 112.616, 168.471, 196.046, 210
        let target = Time::parse("3:30.00").expect("a time");
        assert_eq!(
            texts(balanced(&splits, target).expect("a median")),
            ["56.660", "1:52.616", "2:48.471", "3:16.046", "3:30.000"]
        );
    }
}
