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
    }
}
