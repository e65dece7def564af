//! The marker columns of one record to passings, and what the tests of terms.md 3 need to know of them.

use super::block::Tests;
use super::cell::{self, Cell};
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
                self.summing += u64::from(walk.sum.abs_diff(u64::from(mark.ticks())) <= walk.slack);
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
            let cell = self.bytes(Some(at.column));
            match cell::clock_seconds(cell) {
                Some(0) => continue,
                Some(seconds) => {
                    self.passing(&mut walk, marker, cell::whole_seconds(seconds), Suffixes::NONE);
                    continue;
                }
                None => {}
            }
            match cell::time(cell, plan.plain) {
                Cell::Time(time, suffixes) => self.passing(&mut walk, marker, time, suffixes),
                Cell::Missing | Cell::Status(_) => {}
                Cell::Unreadable => {
                    let expected = "a time such as 14:37, or nothing";
                    self.report_cell(Severity::Error, "unreadable-time", Some(at.column), expected);
                }
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
