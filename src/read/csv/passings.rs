//! The marker columns of one record to passings, and what the tests of terms.md 3 need to know of them.

use super::block::Tests;
use super::cell::{self, Cell, Plain};
use super::markers::{ONE_SECOND, StretchColumn};
use super::rows::Reader;
use crate::model::{Findings, Passing, Reading, Severity, Suffixes, Time};
use crate::read::import::Row;

/// One row's walk over its marker columns.
#[derive(Default)]
struct Walk {
    first: u32,
    last: Option<Time>,
    sum: u64,
    /// One unit of precision for each value.
    slack: u64,
    count: usize,
    fallen: Option<(Time, Time)>,
}

impl Tests {
    fn count(&mut self, walk: &Walk, mark: Option<Time>, columns: usize, line: u32) {
        let (mut count, mut fallen) = (walk.count, walk.fallen);
        if let (Some(last), Some(mark)) = (walk.last, mark) {
            count += 1;
            if mark < last {
                fallen = fallen.or(Some((last, mark)));
            }
            if walk.count == columns {
                self.complete += 1;
                self.first += u64::from(walk.first);
                self.last += u64::from(last.ticks());
                let sums = walk.sum.abs_diff(u64::from(mark.ticks())) <= walk.slack;
                self.summing += u64::from(sums);
                if !sums && self.unsummed.len() < Findings::KEPT_PER_CODE as usize {
                    self.unsummed.push((line, walk.sum, mark));
                }
            }
        }
        self.rising += u64::from(count > 1);
        if let Some((before, after)) = fallen {
            self.falling += 1;
            if self.fallen.len() < Findings::KEPT_PER_CODE as usize {
                self.fallen.push((line, before, after));
            }
        }
    }
}

impl Reader<'_, '_> {
    pub(super) fn read_passings(&mut self, row: &Row) {
        let plan = self.plan;
        let start = self.block.passings.len();
        let mut walk = Walk::default();
        for (marker, at) in plan.markers.iter().enumerate() {
            if at.position.is_some() {
                self.read_position(marker, at.position);
                continue;
            }
            let own = self.marker_time(at.column);
            let reading = match at.stretch {
                Some(stretch) => self.with_stretch(own, stretch, start, row.mark.time()),
                None => own,
            };
            if let Some((time, suffixes)) = reading {
                self.passing(&mut walk, marker, time, suffixes);
            }
        }
        let race = &mut self.block.races[row.race as usize];
        // once a race has every marker in use, rows that have them all add none
        if walk.count > race.used.count_ones() as usize || walk.count < plan.markers.len() {
            let markers = self.block.passings[start..].iter().map(|p| 1u128 << p.marker());
            race.used |= markers.fold(0, |used, marker| used | marker);
        }
        self.block
            .tests
            .count(&walk, row.mark.time(), plan.markers.len(), self.line);
    }

    fn read_position(&mut self, marker: usize, column: Option<usize>) {
        let cell = self.bytes(column);
        let Some(position) = cell::place(cell) else {
            if !cell::is_missing(cell) {
                self.report_cell(
                    Severity::Error,
                    "unreadable-position",
                    column,
                    "a position such as 2 or =2",
                );
            }
            return;
        };
        let tied = cell::is_tied(cell);
        self.block
            .passings
            .extend(Passing::new(marker, Reading::Position { position, tied }));
    }

    #[inline]
    fn marker_time(&mut self, column: Option<usize>) -> Option<(Time, Suffixes)> {
        let cell = self.bytes(column);
        if self.plan.plain != Plain::Hundredths
            && let Some(seconds) = cell::clock_seconds(cell)
        {
            return (seconds > 0).then(|| (cell::whole_seconds(seconds), Suffixes::NONE));
        }
        match cell::time(cell, self.plan.plain) {
            Cell::Time(time, suffixes) => Some((time, suffixes)),
            Cell::Missing | Cell::Status(_) => None,
            Cell::Unreadable => {
                let expected = "a time such as 14:37, or nothing";
                self.report_cell(Severity::Error, "unreadable-time", column, expected);
                None
            }
        }
    }

    /// A marker's own time, or the one that a stretch to or from it gives; where there are both they are compared. The row's
    /// passings so far stand from `start` on.
    fn with_stretch(
        &mut self,
        own: Option<(Time, Suffixes)>,
        stretch: StretchColumn,
        start: usize,
        mark: Option<Time>,
    ) -> Option<(Time, Suffixes)> {
        let (value, suffixes) = match self.marker_time(Some(stretch.column)) {
            Some(found) => found,
            None => return own,
        };
        let before = |marker| {
            let found = self.block.passings[start..].iter().find(|p| p.marker() == marker);
            found.and_then(|p| p.time())
        };
        let Some(given) = stretch.passing(value, before, mark) else {
            return own;
        };
        let Some((time, _)) = own else {
            return Some((given, suffixes));
        };
        if u64::from(time.ticks()).abs_diff(u64::from(given.ticks())) > ONE_SECOND {
            let expected =
                format!("a stretch that agrees with the passing {time}; it gives {given}, and the passing is kept");
            self.report_cell(Severity::Warning, "stretch-disagrees", Some(stretch.column), &expected);
        }
        own
    }

    #[inline]
    fn passing(&mut self, walk: &mut Walk, marker: usize, time: Time, suffixes: Suffixes) {
        let Some(passing) = Passing::new(marker, Reading::Time(time)) else {
            return;
        };
        let estimate = suffixes.contains(Suffixes::ESTIMATE);
        self.block
            .passings
            .push(if estimate { passing.as_estimate() } else { passing });
        match walk.last {
            None => walk.first = time.ticks(),
            Some(before) if time < before => walk.fallen = walk.fallen.or(Some((before, time))),
            Some(_) => {}
        }
        walk.count += 1;
        walk.sum += u64::from(time.ticks());
        walk.slack += u64::from(time.precision().ticks());
        walk.last = Some(time);
    }
}
