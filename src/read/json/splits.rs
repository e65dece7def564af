//! The rows of a race with splits at known distances. Whether these are passings or segments is found by test over the race
//! (terms.md 3): passings never fall and end at the finish, segments sum to it within one unit of precision each.
//!
//! Laps that get slower rise too, so the last value must also be nearer to a passing than to a segment, by the distances. One
//! row in twenty may fail.

use super::Filler;
use crate::model::passing::MAX_MARKERS;
use crate::model::{Finding, Passing, Reading, Severity, Standing, Status, Str, Suffixes, Time};
use crate::read::import::{Origin, Row};

/// A time at a distance from the start, or over the stretch that ends there.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    pub at_mm: u32,
    pub time: Time,
    pub suffixes: Suffixes,
    pub line: u32,
}

#[derive(Clone, Debug)]
pub struct RaceRow {
    pub row: Row,
    pub splits: Vec<Split>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Passings,
    Segments,
    Neither,
}

/// What the tests over the rows found.
#[derive(Default)]
struct Tests {
    /// Rows with two values at least, the finish among them.
    rising: usize,
    falling: usize,
    /// Rows with all values and a finish.
    complete: usize,
    summing: usize,
    /// Rows whose last value is nearer to its segment than to the whole way.
    like_segments: usize,
    /// The first row that falls: its line, and the times.
    fallen: Option<(u32, Time, Time)>,
}

impl Tests {
    fn of(rows: &[RaceRow], markers: usize) -> Self {
        let mut tests = Self::default();
        for RaceRow { row, splits } in rows {
            let finish = row.mark.time().filter(|_| row.status == Status::None);
            let times = splits.iter().map(|s| s.time).chain(finish);
            let times: Vec<Time> = times.collect();
            tests.rising += usize::from(times.len() > 1);
            let fallen = times.windows(2).find(|pair| pair[1] < pair[0]);
            if let Some([before, after]) = fallen {
                tests.falling += 1;
                tests.fallen = tests.fallen.or(Some((row.line, *before, *after)));
            }
            if let Some(finish) = finish.filter(|_| splits.len() == markers) {
                tests.complete += 1;
                let (sum, slack) = splits.iter().fold((0, 0), |(sum, slack), s| {
                    let unit = u64::from(s.time.precision().ticks());
                    (sum + u64::from(s.time.ticks()), slack + unit)
                });
                tests.summing += usize::from(sum.abs_diff(u64::from(finish.ticks())) <= slack);
            }
            if let (Some(first), [.., before, last]) = (splits.first().copied(), &splits[..]) {
                let ticks = |s: Split| u128::from(s.time.ticks());
                let value = ticks(*last) * u128::from(first.at_mm);
                let segment = ticks(first) * u128::from(last.at_mm - before.at_mm);
                let passing = ticks(first) * u128::from(last.at_mm);
                tests.like_segments += usize::from(value.abs_diff(segment) < value.abs_diff(passing));
            }
        }
        tests
    }

    fn meaning(&self) -> Meaning {
        let rises = self.falling * 20 <= self.rising && self.like_segments * 2 <= self.rising;
        let sums_up = self.complete > 0 && self.summing * 20 >= self.complete * 19;
        match (rises, sums_up) {
            (true, _) => Meaning::Passings,
            (false, true) => Meaning::Segments,
            (false, false) => Meaning::Neither,
        }
    }
}

impl Filler<'_> {
    /// Adds the rows of a race, its passings among them, which are those of `line` where a finding is about all.
    pub fn race_rows(&mut self, race: u32, line: u32, mut rows: Vec<RaceRow>) {
        let mut markers: Vec<u32> = rows.iter().flat_map(|r| &r.splits).map(|s| s.at_mm).collect();
        markers.sort_unstable();
        markers.dedup();
        if markers.len() > MAX_MARKERS {
            let found = format!("{} markers", markers.len());
            self.report_splits(
                Severity::Error,
                "too-many-markers",
                line,
                found,
                "at most 4096 markers in a race",
            );
            markers.truncate(MAX_MARKERS);
        }
        for row in &mut rows {
            row.splits.sort_by_key(|s| s.at_mm);
        }
        let tests = Tests::of(&rows, markers.len());
        match tests.meaning() {
            _ if markers.is_empty() => {}
            Meaning::Passings => {
                if let Some((line, before, after)) = tests.fallen {
                    let found = format!("{after} after {before}, and {} such rows in all", tests.falling);
                    let expected = "passings that never fall and end at the finish; the values are kept";
                    self.report_splits(Severity::Warning, "falling-passing", line, found, expected);
                }
            }
            Meaning::Segments => {
                let expected = "passings; the segments sum to the result and were added up";
                let found = "segments among the splits".to_owned();
                self.report_splits(Severity::Note, "segments", line, found, expected);
                rows.iter_mut().for_each(|r| add_up(&mut r.splits, &markers));
            }
            Meaning::Neither => {
                let found = format!(
                    "splits that fall in {} of {} rows and sum to the result in {} of {}",
                    tests.falling, tests.rising, tests.summing, tests.complete
                );
                let expected = "passings or segments; they are not used";
                self.report_splits(Severity::Error, "neither-passings-nor-segments", line, found, expected);
                rows.iter_mut().for_each(|r| r.splits.clear());
                markers.clear();
            }
        }
        let list = self.builder.markers(&markers);
        if let Some(race) = self.builder.race_mut(race) {
            race.markers = list;
        }
        for row in &rows {
            self.race_row(row, &markers);
        }
    }

    fn report_splits(&mut self, severity: Severity, code: &'static str, line: u32, found: String, expected: &str) {
        self.builder.findings().push(Finding {
            severity,
            code,
            line,
            column: 0,
            found,
            expected: expected.to_owned(),
        });
    }

    fn race_row(&mut self, RaceRow { row, splits }: &RaceRow, markers: &[u32]) {
        let mut before = None;
        let records = splits.iter().filter_map(|split| {
            let marker = markers.binary_search(&split.at_mm).ok()?;
            let mut passing = Passing::new(marker, Reading::Time(split.time))?;
            if split.suffixes.contains(Suffixes::ESTIMATE) {
                passing = passing.as_estimate();
            }
            // a second reading at a marker stands beside the first
            if before.replace(marker) == Some(marker) {
                passing = passing.with_standing(Standing::Alternative);
            }
            let origin = Origin {
                line: split.line,
                citation: Str::EMPTY,
            };
            Some((passing, (split.line != row.line).then_some(origin)))
        });
        let records: Vec<_> = records.collect();
        self.builder.row(*row, &records);
    }
}

/// Turns segments into passings, up to the first that is missing.
fn add_up(splits: &mut Vec<Split>, markers: &[u32]) {
    let mut at = 0u32;
    let mut known = 0;
    for (split, marker) in splits.iter_mut().zip(markers) {
        let Some(sum) = at.checked_add(split.time.ticks()).filter(|_| split.at_mm == *marker) else {
            break;
        };
        at = sum;
        split.time = Time::from_ticks(sum, split.time.precision()).with_method(split.time.method());
        known += 1;
    }
    splits.truncate(known);
}
