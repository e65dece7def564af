//! Passings or segments? Found by test over all rows (terms.md 3): passings never fall and end at the finish, segments sum
//! to the finish within one unit of precision each. Columns that pass neither test are reported and not used.
//!
//! Laps that get slower rise too, so the last value must also be nearer to a passing than to a segment, by the distances.
//! One row in twenty may fail, since real files have typing slips; those rows are findings and keep their values.

use super::assemble::Assembly;
use super::block::Tests;
use super::plan::Plan;
use crate::model::passing::{is_order, order_number};
use crate::model::{Finding, Method, Passing, Reading, Severity, Time};
use crate::read::import::Import;
use crate::read::mapping::Times;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Passings,
    Segments,
    Neither,
}

/// Settles what the marker columns hold and completes the import.
pub fn finish(assembly: Assembly<'_>, plan: &Plan) -> Import {
    let tests = assembly.tests;
    let tested = match (
        tests.falling * 20 <= tests.rising && !tests.grows_as_segments(plan),
        tests.complete > 0 && tests.summing * 20 >= tests.complete * 19,
    ) {
        (true, _) => Kind::Passings,
        (false, true) => Kind::Segments,
        (false, false) => Kind::Neither,
    };
    let kind = match plan.times {
        Times::Tested => tested,
        Times::Passings => Kind::Passings,
        Times::Segments => Kind::Segments,
    };
    let mut import = assembly.import;
    import.strings = assembly.interner.finish();
    let captions: Vec<&str> = plan
        .markers
        .iter()
        .filter_map(|s| plan.captions.get(s.column?).map(String::as_str))
        .collect();
    let mut report = |severity, code, line, found: String, expected: &str| {
        import.findings.push(Finding {
            severity,
            code,
            line,
            column: 0,
            found,
            expected: expected.to_owned(),
        });
    };
    match kind {
        Kind::Passings => {
            for (line, before, after) in tests.fallen {
                let expected = "passings that never fall and end at the finish; the values are kept";
                report(
                    Severity::Warning,
                    "falling-passing",
                    line,
                    format!("{after} after {before}"),
                    expected,
                );
            }
        }
        Kind::Segments => {
            let found = format!("segments in the columns {}", captions.join(", "));
            let expected = "passings; the segments sum to the result and were added up";
            report(Severity::Note, "segments", plan.header_line, found, expected);
            for (line, sum, mark) in tests.unsummed {
                let sum = u32::try_from(sum).map_or(mark, |sum| Time::from_ticks(sum, mark.precision()));
                let expected = "segments that sum to the result within their precision; the values are kept";
                report(
                    Severity::Warning,
                    "segments-do-not-sum",
                    line,
                    format!("a sum of {sum} for {mark}"),
                    expected,
                );
            }
            add_up(&mut import);
        }
        Kind::Neither => {
            let found = tests.said_of(&captions.join(", "));
            let expected = "passings or segments; the columns are not used";
            let code = "neither-passings-nor-segments";
            report(Severity::Error, code, plan.header_line, found, expected);
            drop_passings(&mut import);
            return import;
        }
    }
    if import.rows.is_empty() {
        import.findings.push(Finding::at(
            Severity::Warning,
            "no-rows",
            (plan.header_line.max(1), 0),
            "captions and no rows below them",
            "a row a result",
        ));
    }
    if !plan.markers.is_empty() {
        set_markers(&mut import, plan, &assembly.used);
    }
    import
}

impl Tests {
    /// Whether the last value is nearer to what its segment takes than to what the whole way takes, at the speed of the
    /// first: laps of a slowing race rise like passings and stay below the finish.
    fn grows_as_segments(&self, plan: &Plan) -> bool {
        let [first, .., before, last] = plan
            .markers
            .iter()
            .map(|m| match is_order(m.distance_mm) {
                true => u128::from(order_number(m.distance_mm)),
                false => u128::from(m.distance_mm),
            })
            .collect::<Vec<_>>()[..]
        else {
            return false;
        };
        let value = u128::from(self.last) * first;
        let (segment, passing) = (u128::from(self.first) * (last - before), u128::from(self.first) * last);
        value.abs_diff(segment) < value.abs_diff(passing)
    }

    fn said_of(&self, captions: &str) -> String {
        format!(
            "the columns {captions}: values fall in {} of {} rows and sum to the result in {} of {}",
            self.falling, self.rising, self.summing, self.complete
        )
    }
}

fn drop_passings(import: &mut Import) {
    import.passings.clear();
    import.rows.passings_len.fill(0);
    import.rows.passings_start.fill(0);
}

/// Turns the segments of every row into passings, exactly; a missing segment ends the row's passings.
fn add_up(import: &mut Import) {
    for row in 0..import.rows.len() {
        let range = import.rows.passings(row);
        let mut kept = 0;
        let mut at = 0u64;
        let mut by_hand = false;
        for (marker, index) in range.clone().enumerate() {
            let passing = import.passings[index];
            let (Some(time), true) = (passing.time(), passing.marker() == marker) else {
                break;
            };
            at += u64::from(time.ticks());
            let Ok(ticks) = u32::try_from(at) else { break };
            by_hand |= time.method() == Method::Hand;
            let method = if by_hand { Method::Hand } else { time.method() };
            let sum = Time::from_ticks(ticks, time.precision()).with_method(method);
            let Some(sum) = Passing::new(marker, Reading::Time(sum)) else {
                break;
            };
            import.passings[index] = sum;
            kept += 1;
        }
        import.rows.passings_len[row] = kept;
    }
}

/// Gives each race the markers that somebody has a value at, and its passings the numbers of those.
fn set_markers(import: &mut Import, plan: &Plan, used: &[u128]) {
    let all: u128 = if plan.markers.len() == 128 {
        u128::MAX
    } else {
        (1 << plan.markers.len()) - 1
    };
    let mut lists: Vec<u128> = vec![0];
    for (race, used) in import.races.iter_mut().zip(used) {
        let known = lists.iter().position(|l| l == used);
        race.markers = known.unwrap_or_else(|| {
            lists.push(*used);
            let distances = plan.markers.iter().enumerate().filter(|(i, _)| used >> i & 1 == 1);
            import.markers.push(distances.map(|(_, s)| s.distance_mm).collect());
            lists.len() - 1
        }) as u32;
    }
    if used.iter().all(|u| *u == all || *u == 0) {
        return;
    }
    for row in 0..import.rows.len() {
        let used = used[import.rows.race[row] as usize];
        if used == all {
            continue;
        }
        for index in import.rows.passings(row) {
            let passing = import.passings[index];
            let before = used & ((1 << passing.marker()) - 1);
            if let Some(moved) = Passing::new(before.count_ones() as usize, passing.reading()) {
                import.passings[index] = if passing.is_estimate() {
                    moved.as_estimate()
                } else {
                    moved
                };
            }
        }
    }
}
