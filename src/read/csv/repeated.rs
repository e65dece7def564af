//! Places that several results of a race have: a table of several divisions.

use crate::model::{Finding, Mark, Severity, Status};
use crate::read::import::{Import, RaceKind};

/// In more rows than this the places are not looked at, for the sake of speed.
const MOST_ROWS: usize = 200_000;

/// A placed result.
struct Placed {
    race: u32,
    place: u32,
    ticks: u32,
    /// Net time where the row has one, else the mark.
    net: u32,
    line: u32,
}

/// Adds at most one finding a race.
pub fn check(import: &mut Import) {
    let rows = &import.rows;
    if rows.len() > MOST_ROWS {
        return;
    }
    let placed = |row: usize| {
        let is_race = import.races[rows.race[row] as usize].kind == RaceKind::Race;
        let time = rows
            .packed_mark(row)
            .time()
            .filter(|_| rows.status[row] == Status::None)?;
        let net = import.extra(row).and_then(|e| e.net.mark()).and_then(Mark::time);
        (is_race && rows.place[row] > 0).then_some(Placed {
            race: rows.race[row],
            place: rows.place[row],
            ticks: time.displayed_ticks(),
            net: net.unwrap_or(time).displayed_ticks(),
            line: rows.line[row],
        })
    };
    let mut all: Vec<Placed> = (0..rows.len()).filter_map(placed).collect();
    all.sort_by_key(|p| (p.race, p.place, p.ticks, p.line));
    for race in all.chunk_by(|a, b| a.race == b.race) {
        if let Some(finding) = repeated(race) {
            import.findings.push(finding);
        }
    }
}

/// The results that have the place of another with a different time.
fn repeated(race: &[Placed]) -> Option<Finding> {
    let mut pairs = race
        .windows(2)
        .filter(|w| w[0].place == w[1].place && w[0].ticks != w[1].ticks && w[0].net != w[1].net);
    let first = pairs.next()?;
    let count = 1 + pairs.count();
    let found = format!(
        "place {} at lines {} and {}, {count} such pairs",
        first[0].place, first[0].line, first[1].line
    );
    let expected = "each place once, or shared by equal times; the table may hold several divisions";
    Some(Finding::at(
        Severity::Warning,
        "repeated-places",
        (first[1].line, 0),
        found,
        expected,
    ))
}
