//! Doubtful values of every race loaded as findings (terms.md 18), and flags that loaded marks contradict (12): of a race the
//! first few, then how many more there are.

use super::doubt::{Suspect, suspects};
use super::flags::{flag_findings, race_flags};
use super::grid::Grid;
use super::legal_marks::legal_marks;
use super::pace::speed_mm_per_s;
use super::place_order::{Placed, contradictions};
use crate::model::passing::{marker_name, stretch_name};
use crate::model::{Doubt, Finding, Findings, Passing, Precision, Severity, Standing, Status, Time};
use crate::read::import::Origin;
use crate::store::{Doubts, RaceView, RowId, RowView, Store};
use rayon::prelude::*;

/// Findings of one race, before the one that counts the others.
const KEPT_PER_RACE: usize = 3;

/// Marks that are looked through for flags; in a store where it would take more, the races after them keep theirs unchecked.
const MARKS_LOOKED_AT: usize = 30_000_000;

/// The doubts of a store, found when first asked for.
pub fn doubts(store: &Store) -> &Doubts {
    store.doubts_by(search)
}

fn search(store: &Store) -> Doubts {
    let races: Vec<RaceView<'_>> = store.shown_races().filter(|race| !race.is_list()).collect();
    let found: Vec<OfRace> = races.into_par_iter().filter_map(of_race).collect();
    let mut doubts = Doubts {
        findings: vec![Findings::default(); store.imports().len()],
        ..Doubts::default()
    };
    for race in found {
        doubts.marks.extend(race.marks);
        for (import, finding) in race.findings {
            doubts.findings[import].push(finding);
        }
    }
    doubts
}

/// By import what one file makes doubtful in another or in itself: the [`doubts`] and the flags that loaded marks contradict.
pub fn cross_checks(store: &Store) -> &[Findings] {
    store.cross_checks_by(|store| {
        let mut findings = doubts(store).findings.clone();
        for (import, finding) in against_flags(store) {
            findings[import].push(finding);
        }
        findings
    })
}

/// The flags of the races that loaded marks contradict.
fn against_flags(store: &Store) -> Vec<(usize, Finding)> {
    let mut looked_at = 0;
    let is_within = |race: &RaceView<'_>| {
        looked_at += legal_marks(store).of(race.event()).len();
        looked_at <= MARKS_LOOKED_AT
    };
    let has_flags = |race: &RaceView<'_>| race.row_views().any(|row| row.flags().next().is_some());
    let races = store.shown_races().filter(|race| !race.is_list());
    let flagged = races.filter(has_flags).take_while(is_within);
    let of_race = |race: RaceView<'_>| {
        let mut findings = flag_findings(store, &race_flags(store, race));
        keep_first(&mut findings, |more| {
            let found = format!("{more} more flags in {} that marks loaded contradict", race.label());
            (found, "none; the facts of the race say what each is of")
        });
        findings
    };
    flagged.flat_map(of_race).collect()
}

/// Leaves the first few findings of a race, and in place of the others one that `counts` them.
fn keep_first(findings: &mut Vec<(usize, Finding)>, counts: impl Fn(usize) -> (String, &'static str)) {
    let Some(more) = findings.len().checked_sub(KEPT_PER_RACE).filter(|more| *more > 1) else {
        return;
    };
    findings.truncate(KEPT_PER_RACE + 1);
    if let Some((_, last)) = findings.last_mut() {
        let (found, expected) = counts(more);
        (last.found, last.expected) = (found, expected.to_owned());
    }
}

/// The finish times of a race that contradict its places, by row.
pub(super) fn out_of_order(race: RaceView<'_>) -> Vec<usize> {
    let placed = |(at, row): (usize, RowView<'_>)| {
        let time = row.mark().time().filter(|_| row.status() == Status::None)?;
        let is_recorded = !row.mark().is_estimate();
        Some((at, (row.place().filter(|_| is_recorded)?, time)))
    };
    let (rows, placed): (Vec<usize>, Vec<Placed>) = race.row_views().enumerate().filter_map(placed).unzip();
    contradictions(&placed).into_iter().map(|at| rows[at]).collect()
}

struct OfRace {
    marks: Vec<(RowId, Doubt)>,
    /// With the index of the import whose file says it.
    findings: Vec<(usize, Finding)>,
}

/// `None` when nothing is doubtful.
fn of_race(race: RaceView<'_>) -> Option<OfRace> {
    let grid = Grid::new(race);
    let suspects = suspects(&grid, race.event());
    let out_of_order = out_of_order(race);
    if suspects.is_empty() && out_of_order.is_empty() {
        return None;
    }
    let rows: Vec<RowView<'_>> = race.row_views().collect();
    let is_finish = |s: &&Suspect| grid.markers[s.marker].mm == grid.distance_mm;
    let of_finish = suspects.iter().filter(is_finish);
    let marks = of_finish.filter_map(|s| Some((rows[s.row].id(), s.passing?)));
    let by_place = out_of_order.iter().map(|row| (rows[*row].id(), Doubt::PlaceOrder));
    // one an athlete, since a slip in one reading makes two segments doubtful
    let mut first: Vec<&Suspect> = suspects.iter().collect();
    first.sort_by_key(|s| (s.row, s.marker));
    first.dedup_by_key(|s| s.row);
    let passings = first.iter().map(|s| finding(&grid, rows[s.row], s));
    let places = out_of_order.iter().map(|row| place_finding(rows[*row]));
    let mut findings: Vec<(usize, Finding)> = passings.chain(places).collect();
    keep_first(&mut findings, |more| {
        let found = format!("{more} more results with doubtful values in {}", race.label());
        (found, "none; each is marked in the tables")
    });
    Some(OfRace {
        marks: by_place.chain(marks).collect(),
        findings,
    })
}

fn finding(grid: &Grid, row: RowView<'_>, suspect: &Suspect) -> (usize, Finding) {
    let marker = grid.markers[suspect.marker];
    let reading = Reading::of(row, marker.mm, grid.distance_mm);
    let lap_mm = row.shown_race().event().lap_mm();
    let name = |mm| marker_name(mm, grid.distance_mm, lap_mm);
    let (found, expected) = match suspect.passing.or(suspect.segment) {
        Some(Doubt::Speed) => {
            let (segment, stretch) = segment(grid, row, suspect);
            let speed = speed_mm_per_s(segment, marker.segment_mm).unwrap_or(0);
            let speed = format!("{}.{} m/s", speed / 1000, speed / 100 % 10);
            let expected = "2 to 10.5 m/s in a race of 800 m and longer";
            (format!("{segment} for {stretch}, {speed}"), expected.to_owned())
        }
        Some(Doubt::Outlier) => {
            let (segment, stretch) = segment(grid, row, suspect);
            let median = Time::from_ticks(suspect.median.unwrap_or_default(), segment.precision());
            let expected = format!("a time within 5 median absolute deviations of the field’s median, {median}");
            (format!("{segment} for {stretch}"), expected)
        }
        _ => {
            let before = grid.earlier(suspect.row, suspect.marker);
            let before_mm = before.map_or(0, |(at, _)| grid.markers[at].mm);
            let before = Reading::of(row, before_mm, grid.distance_mm).text();
            let found = format!("{} at {}", reading.text(), name(marker.mm));
            (found, format!("a time after {before} at {}", name(before_mm)))
        }
    };
    let found = format!("{}: {found}", who(row));
    let place = (reading.origin.line, 0);
    let finding = Finding::at(Severity::Warning, "doubtful-passing", place, found, expected);
    (reading.import, finding)
}

/// The name, else the bib.
pub(super) fn who(row: RowView<'_>) -> String {
    match (row.name(), row.bib()) {
        ("", "") => "athlete without a name".to_owned(),
        ("", bib) => format!("bib {bib}"),
        (name, _) => name.to_owned(),
    }
}

fn place_finding(row: RowView<'_>) -> (usize, Finding) {
    let place = row.place().map(|p| p.to_string()).unwrap_or_default();
    let found = format!("{}: place {place} in {}", who(row), row.mark());
    let expected = "times in the order of the places".to_owned();
    let at = (row.origin().line, 0);
    let finding = Finding::at(Severity::Warning, "place-against-time", at, found, expected);
    (row.race().import_index(), finding)
}

/// The segment that ends at a suspect's marker, and its name.
fn segment(grid: &Grid, row: RowView<'_>, suspect: &Suspect) -> (Time, String) {
    let to = grid.markers[suspect.marker];
    let from_mm = to.mm - to.segment_mm;
    let [from, now] = [from_mm, to.mm].map(|mm| Reading::of(row, mm, grid.distance_mm).time);
    let ticks = |time: Option<Time>| time.map_or(0, Time::displayed_ticks);
    let precision = [from, now].into_iter().flatten().map(Time::precision).min();
    let ticks = ticks(now).saturating_sub(ticks(from));
    (
        Time::from_ticks(ticks, precision.unwrap_or(Precision::Thousandth)),
        stretch_name(from_mm, to.mm, grid.distance_mm),
    )
}

/// A preferred time with the file that says it and where.
struct Reading {
    time: Option<Time>,
    import: usize,
    origin: Origin,
}

impl Reading {
    /// The passing at a marker, in whichever file has it; of the finish the row itself.
    fn of(row: RowView<'_>, marker_mm: u32, distance_mm: u32) -> Self {
        for said in std::iter::once(row).chain(row.repeats()) {
            let markers = said.race().markers();
            let is_it = |p: &Passing| {
                let is_preferred = p.standing() == Standing::Preferred && p.time().is_some();
                is_preferred && markers.get(p.marker()) == Some(&marker_mm)
            };
            let nth = said
                .passings()
                .iter()
                .position(is_it)
                .filter(|_| marker_mm != distance_mm);
            if let Some(nth) = nth {
                return Self {
                    time: said.passings()[nth].time(),
                    import: said.race().import_index(),
                    origin: said.passing_origin(nth),
                };
            }
        }
        Self {
            time: row.mark().time().filter(|_| marker_mm == distance_mm),
            import: row.race().import_index(),
            origin: row.origin(),
        }
    }

    fn text(&self) -> String {
        self.time.map(|t| t.to_string()).unwrap_or_default()
    }
}
