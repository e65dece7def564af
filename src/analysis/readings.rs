//! What the files say of a race's passings: the markers, each athlete's readings at them and the leader's, with what
//! other files of the same race add or say otherwise.

use super::splits::{Line, Marker, Point, Position};
use crate::model::passing::is_order;
use crate::model::{Reading, Standing, Status, Suffixes};
use crate::store::{LeaderReading, RaceView, RowView};
use std::collections::{BTreeMap, BTreeSet};

/// An athlete's line, without readings yet.
pub(super) fn line(row: RowView<'_>) -> Line {
    Line {
        row: row.id(),
        athlete: row.athlete_id(),
        name: row.name().to_owned(),
        nation: row.nation().to_owned(),
        place: row.place(),
        status: row.status(),
        points: Vec::new(),
    }
}

/// The finish as a marker: where markers are order numbers, the one behind the last.
pub(super) fn finish(race: RaceView<'_>) -> u32 {
    match race.markers().last() {
        Some(last) if is_order(*last) => last + 1,
        _ => race.event().distance_mm,
    }
}

/// Markers of the race and its finish, each with the main marker before it.
pub(super) fn markers(race: RaceView<'_>, lines: &[(RowView<'_>, Line)]) -> Vec<Marker> {
    let distance_mm = finish(race);
    // of every marker that a file names, the number of athletes with a time
    let files = std::iter::once(race).chain(race.others());
    let mut timed: BTreeMap<u32, usize> = files.flat_map(|r| r.markers()).map(|mm| (*mm, 0)).collect();
    for (row, _) in lines {
        let mut of_row: BTreeSet<u32> = BTreeSet::new();
        for row in std::iter::once(*row).chain(row.repeats()) {
            let preferred = row.passings().iter().filter(|p| p.standing() == Standing::Preferred);
            let with_time = preferred.filter(|p| p.time().is_some());
            of_row.extend(with_time.filter_map(|p| row.race().markers().get(p.marker())));
        }
        for mm in of_row {
            *timed.entry(mm).or_default() += 1;
        }
    }
    let fullest = timed.values().copied().max().unwrap_or(0);
    let mut all: Vec<(u32, bool)> = timed
        .into_iter()
        .map(|(mm, n)| (mm, n > 0 && n * 2 >= fullest))
        .collect();
    all.retain(|(mm, _)| *mm > 0 && (distance_mm == 0 || *mm < distance_mm));
    let finished = lines.iter().any(|(row, _)| row.mark().time().is_some());
    if distance_mm > 0 && finished && race.event().discipline.is_timed() && !race.is_list() {
        all.push((distance_mm, true));
    }
    let mut before = 0;
    let with_segment = |(mm, main)| {
        let marker = Marker {
            mm,
            main,
            segment_mm: mm - before,
        };
        before = if main { mm } else { before };
        marker
    };
    all.into_iter().map(with_segment).collect()
}

/// What the row's file says at each marker; what other files add or say otherwise stands with it.
pub(super) fn points(row: RowView<'_>, markers: &[Marker], distance_mm: u32) -> Vec<Point> {
    let mut points = vec![Point::default(); markers.len()];
    add_passings(&mut points, row, markers);
    for other in row.repeats() {
        let mut others = vec![Point::default(); markers.len()];
        add_passings(&mut others, other, markers);
        for (point, said) in points.iter_mut().zip(others) {
            point.add(said);
        }
    }
    let finish = markers.last().filter(|m| distance_mm > 0 && m.mm == distance_mm);
    if let (Some(_), Some(point), Status::None) = (finish, points.last_mut(), row.status()) {
        point.time = row.mark().time();
        point.estimate = row.mark().suffixes().contains(Suffixes::ESTIMATE);
        point.origin = row.origin();
    }
    points
}

/// Adds a row's own passings to the points of the race's markers.
fn add_passings(points: &mut [Point], row: RowView<'_>, markers: &[Marker]) {
    let own = row.race().markers();
    for (nth, passing) in row.passings().iter().enumerate() {
        let mm = own.get(passing.marker());
        let Some(at) = mm.and_then(|mm| markers.iter().position(|m| m.mm == *mm)) else {
            continue;
        };
        let (point, origin) = (&mut points[at], row.passing_origin(nth));
        match (passing.standing(), passing.reading()) {
            (Standing::Preferred, Reading::Time(time)) if point.time.is_none() => {
                (point.time, point.estimate, point.origin) = (Some(time), passing.is_estimate(), origin);
            }
            (Standing::Preferred, Reading::Position { position, tied }) if point.reported.is_none() => {
                point.reported = Some(Position { position, tied });
                if point.time.is_none() {
                    point.origin = origin;
                }
            }
            (_, reading) => point.alternatives.push((reading, origin)),
        }
    }
}

impl Point {
    /// Adds what another file says.
    fn add(&mut self, other: Self) {
        match (self.time, other.time) {
            (None, Some(_)) => (self.time, self.estimate, self.origin) = (other.time, other.estimate, other.origin),
            (Some(own), Some(time)) if own != time => self.alternatives.push((Reading::Time(time), other.origin)),
            _ => {}
        }
        match (self.reported, other.reported) {
            (None, said) => self.reported = said,
            (Some(own), Some(Position { position, tied })) if own.position != position => {
                self.alternatives
                    .push((Reading::Position { position, tied }, other.origin));
            }
            _ => {}
        }
        self.alternatives.extend(other.alternatives);
    }
}

/// What one file says of the leader, with the distances of its markers.
pub(super) fn readings(race: RaceView<'_>) -> impl Iterator<Item = (u32, LeaderReading)> + use<'_> {
    race.leader_readings()
        .filter_map(move |reading| Some((*race.markers().get(reading.passing.marker())?, reading)))
}
