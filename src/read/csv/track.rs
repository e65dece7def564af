//! Positions of one athlete many times a second to estimated passings at every 100 m.

use super::cell::{self, Cell, Plain};
use super::plan::Plan;
use crate::model::{Precision, Time};
use crate::read::header;

/// Millimetres between passings, and the farthest.
const STEP_MM: u64 = 100_000;
const FARTHEST_MM: u64 = 200_000_000;

/// An estimated passing, with the line of the position behind it.
pub struct Passed {
    pub distance_mm: u32,
    pub time: Time,
    pub line: u32,
}

/// The positions of an athlete so far.
#[derive(Default)]
pub struct Track {
    pub passed: Vec<Passed>,
    /// Ticks and millimetres of the last two positions.
    before: Option<(u64, u64)>,
    last: Option<(u64, u64)>,
}

impl Track {
    /// Adds a position of a later time; one that is not later, or not farther, says nothing.
    pub fn sample(&mut self, time: &str, distance: &str, line: u32) {
        let ticks = match cell::time(time.as_bytes(), Plain::Seconds) {
            Cell::Time(time, _) => u64::from(time.ticks()),
            Cell::Missing if time.starts_with('0') => 0,
            _ => return,
        };
        let Some(mm) = header::thousandths(distance).filter(|mm| *mm <= FARTHEST_MM) else {
            return;
        };
        let Some((from, start)) = self.last else {
            self.last = Some((ticks, mm));
            return;
        };
        if ticks <= from || mm <= start {
            return;
        }
        for marker in (start / STEP_MM + 1..=mm / STEP_MM).map(|n| n * STEP_MM) {
            let mut at = from + (ticks - from) * (marker - start) / (mm - start);
            // distances end at the finish, so the last position is behind it: the speed before it says when it was reached
            if let Some((earlier, less)) = self.before.filter(|_| marker == mm) {
                at = at.min(from + (from - earlier) * (marker - start) / (start - less));
            }
            // an estimate has at most one decimal (terms.md 2.6)
            let tenths = (at + 500) / 1000 * 1000;
            if let (Ok(distance_mm), Ok(ticks)) = (u32::try_from(marker), u32::try_from(tenths)) {
                self.passed.push(Passed {
                    distance_mm,
                    time: Time::from_ticks(ticks, Precision::Tenth),
                    line,
                });
            }
        }
        self.before = self.last;
        self.last = Some((ticks, mm));
    }
}

impl Plan {
    fn captioned(&self, words: &str) -> Option<usize> {
        let same = |caption: &String| caption.to_lowercase().replace('_', " ").trim() == words;
        self.captions.iter().position(same)
    }

    pub(super) fn track_time(&self) -> Option<usize> {
        self.captioned("time s")
    }

    /// The distance along the lap; the distance run is longer by what running wide costs.
    pub(super) fn track_distance(&self) -> Option<usize> {
        self.captioned("distance along lap m")
            .or_else(|| self.captioned("distance run m"))
    }
}
