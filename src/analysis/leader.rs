//! The race's passings (terms.md 3): the leader's time at each marker, whoever leads.

use super::readings::readings;
use super::splits::{LeaderPoint, RaceSplits, segment_time};
use crate::model::{Precision, Standing, Time};
use crate::store::RaceView;

/// The leader at each marker: as one of the files reports it, else the smallest recorded passing of a main marker.
pub(super) fn leader<'a>(files: impl Iterator<Item = RaceView<'a>>, splits: &RaceSplits) -> Vec<Option<LeaderPoint>> {
    let mut points: Vec<Option<LeaderPoint>> =
        splits
            .main_markers()
            .map(|(at, _)| at)
            .fold(vec![None; splits.markers.len()], |mut points, at| {
                points[at] = computed_leader(splits, at);
                points
            });
    for (mm, reading, told) in files.flat_map(readings) {
        let Some(at) = splits.markers.iter().position(|m| m.mm == mm) else {
            continue;
        };
        match (&mut points[at], reading.passing.standing(), reading.passing.time()) {
            (Some(known), _, _) if known.reported => known.alternatives.push((reading.passing.reading(), told)),
            (Some(known), Standing::Alternative, _) => known.alternatives.push((reading.passing.reading(), told)),
            (slot, _, Some(time)) => {
                *slot = Some(LeaderPoint {
                    time,
                    estimate: reading.passing.is_estimate(),
                    athlete: reading.athlete,
                    reported: true,
                    segment: None,
                    segment_estimate: false,
                    alternatives: Vec::new(),
                    told: Some(told),
                });
            }
            _ => {}
        }
    }
    let mut before = Some((Time::from_ticks(0, Precision::Thousandth), false));
    for (marker, point) in splits.markers.iter().zip(&mut points) {
        let time = point.as_ref().map(|p| (p.time, p.estimate));
        if let (Some(point), Some((from, from_estimate))) = (point, before) {
            point.segment = segment_time(from, point.time);
            point.segment_estimate = from_estimate || point.estimate;
        }
        before = if marker.main { time } else { before };
    }
    points
}

fn computed_leader(splits: &RaceSplits, at: usize) -> Option<LeaderPoint> {
    let (line, time) = splits.sound_times(at).min_by_key(|(_, t)| *t)?;
    let tied = splits.sound_times(at).filter(|(_, t)| *t == time).count() > 1;
    let point = &line.points[at];
    Some(LeaderPoint {
        time,
        estimate: point.estimate,
        athlete: (!tied).then_some(line.athlete),
        reported: false,
        segment: None,
        segment_estimate: false,
        alternatives: Vec::new(),
        told: point.told,
    })
}
