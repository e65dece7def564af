//! Passings at laps and legs of unknown length, placed on the way once the distance of their race is known: laps of one length, or of
//! 400 or 200 m with a shorter one, whichever the times agree with ([`unplaced::markers`]). Where none does they keep the
//! numbers of their laps.

use super::import::Import;
use super::unplaced::{self, Splits};
use crate::model::passing::{LAPS, LEGS, Markers};
use crate::model::{Finding, Passing, Severity};
use hashbrown::HashMap;

/// Whether the markers of a race are numbers of laps or legs.
fn is_of_laps(import: &Import, race: usize) -> bool {
    let markers = import.markers.get(import.races[race].markers as usize);
    let first = markers.and_then(|m| m.first().copied()).unwrap_or_default();
    let in_order = |m: &Markers| m.iter().zip(first..).all(|(own, due)| *own == due);
    [LAPS + 1, LEGS + 1].contains(&first) && markers.is_some_and(in_order)
}

fn splits(import: &Import, row: usize) -> Splits {
    Splits {
        values: values(&import.passings[import.rows.passings(row)]),
        finish: import.rows.packed_mark(row).time(),
        status: import.rows.status[row],
        ..Splits::default()
    }
}

/// Where the laps of a race end if it is over a distance; `None` where its markers are no laps or do not fit it.
pub fn placed(import: &Import, race: usize, distance_mm: u32) -> Option<Markers> {
    if !is_of_laps(import, race) {
        return None;
    }
    let rows = (0..import.rows.len()).filter(|row| import.rows.race[*row] as usize == race);
    let rows: Vec<Splits> = rows.map(|row| splits(import, row)).collect();
    let placed = unplaced::markers(&rows, distance_mm);
    (placed.len() == import.markers[import.races[race].markers as usize].len()).then(|| placed.into())
}

/// Places the laps of every race, and says where or why not.
pub fn place(import: &mut Import) {
    let of_laps: Vec<usize> = (0..import.races.len())
        .filter(|race| is_of_laps(import, *race))
        .collect();
    if of_laps.is_empty() {
        return;
    }
    let mut rows: HashMap<u32, Vec<Splits>> = HashMap::new();
    for row in 0..import.rows.len() {
        rows.entry(import.rows.race[row]).or_default().push(splits(import, row));
    }
    for race in of_laps {
        let distance_mm = import.races[race].event.distance_mm;
        let of_race = rows.remove(&(race as u32)).unwrap_or_default();
        let placed = unplaced::markers(&of_race, distance_mm);
        let laps = import.markers[import.races[race].markers as usize].len();
        let fits = placed.len() == laps;
        import.findings.push(Finding {
            severity: if fits { Severity::Note } else { Severity::Warning },
            code: if fits { "placed-laps" } else { "unplaced-laps" },
            line: import.races[race].origin.line,
            column: 0,
            found: format!("{laps} laps without distances"),
            expected: match (fits, distance_mm) {
                (true, _) => format!("distances; the laps end at {}", shown(&placed)),
                (false, 0) => "the distance of the race; the laps are shown by their numbers".into(),
                (false, _) => "laps of one length; they are shown by their numbers".into(),
            },
        });
        if fits {
            import.markers.push(placed.into());
            import.races[race].markers = import.markers.len() as u32 - 1;
        }
    }
}

/// The times of a row from the first lap on; nothing where one is missing in between.
fn values(passings: &[Passing]) -> Vec<Option<crate::model::Time>> {
    let in_order = passings.iter().enumerate().all(|(at, p)| p.marker() == at);
    let times = passings.iter().map(|p| p.time());
    if in_order { times.collect() } else { Vec::new() }
}

fn shown(markers: &[u32]) -> String {
    let first: Vec<String> = markers.iter().take(4).map(|m| (m / 1000).to_string()).collect();
    let more = if markers.len() > first.len() { " …" } else { "" };
    format!("{}{more} m", first.join(", "))
}
