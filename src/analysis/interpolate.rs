//! A passing between recorded markers (terms.md 5): constant speed inside the stretch, an estimate, and never across more
//! than one missing marker.

use super::RaceSplits;
use super::splits::Line;
use crate::model::{Precision, Time};

/// A passing at a distance that need not be a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassingAt {
    pub time: Time,
    pub estimate: bool,
    /// One of the passings that it rests on is doubtful.
    pub doubtful: bool,
}

/// The passing of a line at `mm`: as recorded where that is a marker with a time, else interpolated between the recorded
/// passings around it (the start counts as one). `None` where more than one main marker between them has no time.
pub fn passing_at(splits: &RaceSplits, line: &Line, mm: u32) -> Option<PassingAt> {
    let recorded = |at: usize| {
        let point = &line.points[at];
        Some(PassingAt {
            time: point.time?,
            estimate: point.estimate,
            doubtful: point.doubt.is_some(),
        })
    };
    if let Some(exact) = splits.markers.iter().position(|m| m.mm == mm).and_then(recorded) {
        return Some(exact);
    }
    let start = PassingAt {
        time: Time::from_ticks(0, Precision::Thousandth),
        estimate: false,
        doubtful: false,
    };
    let (mut before, mut missing) = ((0, start), 0);
    for (at, marker) in splits.main_markers() {
        match recorded(at) {
            None if marker.mm != mm => missing += 1,
            None => {}
            Some(after) if marker.mm > mm => return between(before, (marker.mm, after), mm).filter(|_| missing <= 1),
            Some(passing) => (before, missing) = ((marker.mm, passing), 0),
        }
    }
    None
}

/// `C(x) = C_before + (x - d_before) / L * S`, rounded half up to ticks.
fn between(before: (u32, PassingAt), after: (u32, PassingAt), mm: u32) -> Option<PassingAt> {
    let (from, to) = (before.1.time.ticks(), after.1.time.ticks());
    let (way, length) = (u64::from(mm - before.0), u64::from(after.0 - before.0));
    let share = (u64::from(to.checked_sub(from)?) * way + length / 2) / length;
    let precision = before.1.time.precision().coarser(after.1.time.precision());
    Some(PassingAt {
        time: Time::from_ticks(from + u32::try_from(share).ok()?, precision),
        estimate: true,
        doubtful: before.1.doubtful || after.1.doubtful,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    #[test]
    fn between_two_markers_and_never_over_two_missing() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let splits = RaceSplits::new(store.race(RaceId(0)));
        // the winner: 56.2 at 400, 1:52.0 at 800; 56.2 + 350 / 400 * 55.8 = 105.025
        let at = passing_at(&splits, &splits.lines[0], 750_000).expect("between markers");
        assert_eq!((at.time.ticks(), at.estimate), (1_050_250, true));
        let marker = passing_at(&splits, &splits.lines[0], 800_000).expect("a marker");
        assert_eq!((marker.time.to_string().as_str(), marker.estimate), ("1:52.0", false));
        // the third has a finish alone: four markers are missing
        assert_eq!(passing_at(&splits, &splits.lines[2], 750_000), None);
    }
}
