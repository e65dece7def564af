//! The distance of a road race that no word tells: markers up to beyond its half, and finishes that are as much later as the
//! marathon or the half marathon is longer.

use super::cell::{self, Cell, Plain};
use super::plan::Plan;
use super::sample::Sample;
use crate::model::distance::{HALF_MARATHON_MM, MARATHON_MM};
use crate::model::{Discipline, Finding, Findings, Severity};

/// How much slower than to the last marker the rest is at most and at least, in per cent of an even pace to the finish.
const SLOWER: std::ops::RangeInclusive<u64> = 98..=108;
/// Rows that must tell.
const ENOUGH: usize = 2;

impl Plan {
    pub(super) fn find_road_race(&mut self, sample: &Sample, findings: &mut Findings) {
        let last = self.markers.iter().max_by_key(|marker| marker.distance_mm);
        let Some((last_mm, passed, mark)) = last.and_then(|m| Some((m.distance_mm, m.column?, self.at.mark?))) else {
            return;
        };
        let ticks = |row: &[String], at: usize| match cell::time(row.get(at)?.as_bytes(), Plain::Seconds) {
            Cell::Time(time, _) => Some(u64::from(time.ticks())).filter(|t| *t > 0),
            _ => None,
        };
        let times: Vec<(u64, u64)> = sample
            .rows
            .iter()
            .filter_map(|row| Some((ticks(row, passed)?, ticks(row, mark)?)))
            .collect();
        let distance_mm = [HALF_MARATHON_MM, MARATHON_MM].into_iter().find(|distance_mm| {
            let (whole, part) = (u64::from(*distance_mm), u64::from(last_mm));
            let even = |(passed, finish): &&(u64, u64)| SLOWER.contains(&(finish * part * 100 / (passed * whole)));
            let told = times.iter().filter(even).count();
            part < whole && part * 100 > whole * 45 && told >= ENOUGH && told * 10 >= times.len() * 8
        });
        let Some(distance_mm) = distance_mm else { return };
        (self.event.distance_mm, self.event.discipline) = (distance_mm, Discipline::Road);
        findings.push(Finding {
            severity: Severity::Note,
            code: "event-from-markers",
            line: self.header_line,
            column: 0,
            found: format!("markers up to {} and no event", crate::model::Distance(last_mm)),
            expected: format!(
                "an event; by their times the races are taken as {}s",
                if distance_mm == MARATHON_MM {
                    "marathon"
                } else {
                    "half marathon"
                }
            ),
        });
    }
}
