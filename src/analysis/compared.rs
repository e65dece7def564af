//! Efforts of any races side by side (terms.md 17): the passings of each at the markers that most of them share, as the
//! lines of a race that was never run. Like with like: only efforts over one distance have markers in common.
//!
//! House rule: segments and charts run over the markers at which more than half of the efforts have a time; of two, both.

use super::RaceSplits;
use super::splits::{Line, Marker, Point};
use crate::store::{RowId, Store};
use hashbrown::HashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One athlete in one race, with the passings of that race.
#[derive(Clone, Debug)]
pub struct Effort {
    pub row: RowId,
    pub race: Arc<RaceSplits>,
}

/// Efforts, and their passings at common markers.
#[derive(Clone, Debug)]
pub struct Compared {
    pub efforts: Vec<Effort>,
    /// Without distance and markers when the efforts are over different distances or of different kinds.
    pub splits: RaceSplits,
}

impl Compared {
    /// The efforts in the order given; repeated ones count once.
    pub fn new(store: &Store, rows: &[RowId]) -> Self {
        let mut races: HashMap<_, Arc<RaceSplits>> = HashMap::new();
        let mut efforts: Vec<Effort> = Vec::new();
        for row in rows.iter().map(|row| store.row(*row)) {
            if efforts.iter().all(|e| e.row != row.id()) {
                let race = row.race();
                let race = races
                    .entry(race.id())
                    .or_insert_with(|| Arc::new(RaceSplits::new(race)));
                efforts.push(Effort {
                    row: row.id(),
                    race: race.clone(),
                });
            }
        }
        let splits = common(store, &efforts);
        Self { efforts, splits }
    }

    /// An effort's line with all markers of its own race.
    pub fn own_line(&self, row: RowId) -> Option<(&RaceSplits, &Line)> {
        let effort = self.efforts.iter().find(|e| e.row == row)?;
        Some((&effort.race, effort.race.line(row)?))
    }
}

fn common(store: &Store, efforts: &[Effort]) -> RaceSplits {
    let mut events = efforts.iter().map(|e| store.row(e.row).race().event());
    let first = events.next();
    let is_like = first.is_some_and(|f| events.all(|e| (e.discipline, e.distance_mm) == (f.discipline, f.distance_mm)));
    let is_like = is_like
        && efforts
            .iter()
            .all(|e| e.race.distance_mm == efforts[0].race.distance_mm);
    let distance_mm = if is_like { efforts[0].race.distance_mm } else { 0 };
    let lap_mm = efforts.first().map_or(0, |e| e.race.lap_mm);
    let markers = if is_like {
        markers(efforts, distance_mm)
    } else {
        Vec::new()
    };
    let lines = efforts.iter().zip(names(store, efforts));
    let mut splits = RaceSplits {
        distance_mm,
        lap_mm: if efforts.iter().all(|e| e.race.lap_mm == lap_mm) {
            lap_mm
        } else {
            0
        },
        lines: lines.filter_map(|(e, name)| line(e, name, &markers)).collect(),
        markers,
        leader: Vec::new(),
        passed: Vec::new(),
    };
    splits.passed = splits.passed();
    splits.fill_segments();
    for point in splits.lines.iter_mut().flat_map(|l| &mut l.points) {
        let doubt = point.doubt;
        point.segment.iter_mut().for_each(|s| s.doubt = doubt);
    }
    splits.rank(std::iter::empty());
    splits
}

/// The markers at which any effort has a time, and those main that more than half of the efforts have.
fn markers(efforts: &[Effort], distance_mm: u32) -> Vec<Marker> {
    let mut timed: BTreeMap<u32, usize> = BTreeMap::new();
    for effort in efforts {
        let points = effort.race.line(effort.row).map_or(&[][..], |l| &l.points);
        for (marker, _) in effort.race.markers.iter().zip(points).filter(|(_, p)| p.time.is_some()) {
            *timed.entry(marker.mm).or_default() += 1;
        }
    }
    let mut before = 0;
    let marker = |(mm, timed): (u32, usize)| {
        let main = timed * 2 > efforts.len() || mm == distance_mm;
        let segment_mm = mm - before;
        before = if main { mm } else { before };
        Marker { mm, main, segment_mm }
    };
    timed.into_iter().map(marker).collect()
}

/// The line of an effort at common markers; without a place, since nobody was placed against the others.
fn line(effort: &Effort, name: String, markers: &[Marker]) -> Option<Line> {
    let own = effort.race.line(effort.row)?;
    let point = |marker: &Marker| {
        let at = effort.race.markers.iter().position(|m| m.mm == marker.mm);
        let point = at.map(|at| own.points[at].clone()).unwrap_or_default();
        Point {
            rank: None,
            gap: None,
            segment: None,
            ..point
        }
    };
    Some(Line {
        name,
        place: None,
        points: markers.iter().map(point).collect(),
        ..own.clone()
    })
}

/// The athletes' names, with where and when they ran unless all ran in one race.
fn names(store: &Store, efforts: &[Effort]) -> Vec<String> {
    let rows = || efforts.iter().map(|e| store.row(e.row));
    let mut races = rows().map(|r| r.race().id());
    let first = races.next();
    if races.all(|r| Some(r) == first) {
        return rows().map(|r| r.name().to_owned()).collect();
    }
    let places: Vec<String> = rows().map(|r| r.place_and_year()).collect();
    let is_twice = |at: usize| {
        let same = |(other, row): (usize, crate::store::RowView<'_>)| {
            row.athlete_id() == store.row(efforts[at].row).athlete_id() && places[other] == places[at]
        };
        rows().enumerate().filter(|o| same(*o)).count() > 1
    };
    let name = |(at, row): (usize, crate::store::RowView<'_>)| {
        let apart = match (is_twice(at), row.race().round_text(), row.date()) {
            (true, round, _) if !round.is_empty() => round,
            (true, _, Some(date)) => date.to_string(),
            _ => String::new(),
        };
        let place = [places[at].as_str(), &apart];
        let place: Vec<&str> = place.into_iter().filter(|t| !t.is_empty()).collect();
        if place.is_empty() {
            row.name().to_owned()
        } else {
            format!("{} ({})", row.name(), place.join(", "))
        }
    };
    rows().enumerate().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, fixture};
    use std::sync::Arc;

    /// The final, and another race of the same athletes a year later with times at 800 and 1000 m only.
    fn store() -> Store {
        let mut later = fixture::final_1500();
        later.races[0].date = crate::model::Date::parse("2022-07-19");
        for markers in &mut later.markers {
            *markers = markers
                .iter()
                .map(|mm| if *mm == 400_000 { 1_000_000 } else { *mm })
                .collect();
        }
        Store::new(1, vec![Arc::new(fixture::final_1500()), Arc::new(later)])
    }

    #[test]
    fn efforts_of_two_races_share_their_common_markers() {
        let store = store();
        let rows: Vec<RowId> = [0, 1]
            .map(|race| store.race(RaceId(race)).rows().next())
            .into_iter()
            .flatten()
            .collect();
        let compared = Compared::new(&store, &[rows[0], rows[1], rows[0]]);
        assert_eq!(compared.efforts.len(), 2);
        let names: Vec<&str> = compared.splits.lines.iter().map(|l| l.name.as_str()).collect();
        assert!(names[0].ends_with("2021)") && names[1].ends_with("2022)"), "{names:?}");
        let main: Vec<u32> = compared.splits.main_markers().map(|(_, m)| m.mm / 1000).collect();
        // 400 and 1000 m have one time each
        assert_eq!(main, [800, 1200, 1400, 1500]);
        // 1:52.0 over the first 800 m, of which 56.2 and 55.8 were two segments
        let first = compared.splits.lines[0].points.iter().find_map(|p| p.segment);
        assert_eq!(first.map(|s| s.time.to_string()).as_deref(), Some("1:52.0"));
        assert!(compared.splits.lines.iter().all(|l| l.place.is_none()));
    }

    #[test]
    fn efforts_over_different_distances_have_no_common_marker() {
        let mut mile = fixture::final_1500();
        mile.races[0].event.distance_mm = 1_609_344;
        let store = Store::new(1, vec![Arc::new(fixture::final_1500()), Arc::new(mile)]);
        let rows: Vec<RowId> = [0, 1]
            .map(|race| store.race(RaceId(race)).rows().next())
            .into_iter()
            .flatten()
            .collect();
        let compared = Compared::new(&store, &rows);
        assert_eq!((compared.splits.distance_mm, compared.splits.markers.len()), (0, 0));
        assert_eq!(compared.efforts.len(), 2);
    }
}
