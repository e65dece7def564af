//! What the files say of a race's passings: the markers, each athlete's readings at them and the leader's, with what
//! other files of the same race add or say otherwise.

use super::splits::{Line, Marker, Point, Position, Told};
use crate::model::{Reading, Standing, Status, Suffixes};
use crate::read::import::Origin;
use crate::store::{LeaderReading, RaceView, RowView};

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
        point.told = Some(told(row, row.origin()));
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
        let (point, told) = (&mut points[at], told(row, row.passing_origin(nth)));
        match (passing.standing(), passing.reading()) {
            (Standing::Preferred, Reading::Time(time)) if point.time.is_none() => {
                (point.time, point.estimate, point.told) = (Some(time), passing.is_estimate(), Some(told));
            }
            (Standing::Preferred, Reading::Position { position, tied }) if point.reported.is_none() => {
                point.reported = Some(Position { position, tied });
                if point.time.is_none() {
                    point.told = Some(told);
                }
            }
            (_, reading) => point.alternatives.push((reading, told)),
        }
    }
}

fn told(row: RowView<'_>, origin: Origin) -> Told {
    Told {
        race: row.race().id(),
        origin,
    }
}

impl Point {
    /// Adds what another file says.
    fn add(&mut self, other: Self) {
        let mut also = |reading| self.alternatives.extend(other.told.map(|told| (reading, told)));
        match (self.time, other.time) {
            (None, Some(_)) => (self.time, self.estimate, self.told) = (other.time, other.estimate, other.told),
            (Some(own), Some(time)) if own != time => also(Reading::Time(time)),
            _ => {}
        }
        match (self.reported, other.reported) {
            (None, said) => self.reported = said,
            (Some(own), Some(Position { position, tied })) if own.position != position => {
                also(Reading::Position { position, tied });
            }
            _ => {}
        }
        self.alternatives.extend(other.alternatives);
    }
}

/// What one file says of the leader, with the distances of its markers.
pub(super) fn readings(race: RaceView<'_>) -> impl Iterator<Item = (u32, LeaderReading, Told)> + use<'_> {
    race.leader_readings().filter_map(move |reading| {
        let told = Told {
            race: race.id(),
            origin: reading.origin,
        };
        Some((*race.markers().get(reading.passing.marker())?, reading, told))
    })
}
