//! The columns of passings and segments of a table: plain ones (`10k`), told apart by test over all rows, and stretches
//! that their captions name (`2nd 5k`, `last 5k`), which give the passing at their end where it has no column of its own
//! and are checked against it where it has one.

use super::cell::{self, Cell};
use super::plan::Plan;
use super::sample::{Sample, is_time};
use crate::model::distance::MILE_MM;
use crate::model::passing::{LEGS, is_order};
use crate::model::{Discipline, Findings, Method, Time};
use crate::read::header::{self, Meaning};
use crate::read::marker_caption::{Marker, Stretch};
use std::ops::RangeInclusive;

/// Marker columns that one table can have.
pub const MAX_MARKER_COLUMNS: usize = 128;

/// A marker and the columns that speak of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkerColumn {
    pub distance_mm: u32,
    /// The column of a passing or segment that ends here.
    pub column: Option<usize>,
    pub stretch: Option<StretchColumn>,
    /// The column of the position there, in a table without times at markers.
    pub position: Option<usize>,
}

/// A column of segments whose ends its caption names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StretchColumn {
    pub column: usize,
    pub other_end: End,
}

/// The other end of a stretch with one end at a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Start,
    /// The marker of that index, before this one.
    Marker(usize),
    Finish,
}

impl StretchColumn {
    /// The passing that the stretch gives its marker, in ticks, with the coarser precision of the two.
    pub fn passing(self, value: Time, passing: impl Fn(usize) -> Option<Time>, mark: Option<Time>) -> Option<Time> {
        let (ticks, other) = match self.other_end {
            End::Start => return Some(value),
            End::Marker(at) => {
                let before = passing(at)?;
                (before.ticks().checked_add(value.ticks())?, before)
            }
            End::Finish => {
                let mark = mark?;
                (mark.ticks().checked_sub(value.ticks())?, mark)
            }
        };
        let coarser = other.precision().min(value.precision());
        // what rests on a hand time is one
        let method = match value.method() {
            Method::Hand => Method::Hand,
            _ => other.method(),
        };
        Some(Time::from_ticks(ticks, coarser).with_method(method))
    }
}

/// A stretch of a caption, before its ends are found among the markers.
#[derive(Clone, Copy, Debug)]
pub struct Stated {
    column: usize,
    /// The far end from the start; of a last stretch its length.
    distance_mm: u32,
    stretch: Stretch,
}

/// Bare numbers that are those of attempts in a field event: nothing is timed so near to the start.
const SERIES_MM: RangeInclusive<u32> = 1_000..=8_000;

impl Plan {
    pub(super) fn add_marker(&mut self, column: usize, mut marker: Marker, sample: &Sample, findings: &mut Findings) {
        if marker.bare && SERIES_MM.contains(&marker.distance_mm) {
            self.series.push(column);
            return;
        }
        let holds_times = sample.mostly(column, is_time);
        if marker.distance_mm >= LEGS && marker.is_lap() && !holds_times {
            self.runners.push(column);
            return;
        }
        if marker.bare && !holds_times {
            return self.report_column(column, "unknown-column", "times under a bare number", findings);
        }
        if self.markers.len() + self.stated.len() == MAX_MARKER_COLUMNS {
            return self.report_column(column, "too-many-columns", "at most 128 columns of passings", findings);
        }
        if marker.stretch != Stretch::Open {
            self.stated.push(Stated {
                column,
                distance_mm: marker.distance_mm,
                stretch: marker.stretch,
            });
            return;
        }
        if marker.is_lap() && self.markers.iter().any(|s| s.distance_mm == marker.distance_mm) {
            return self.report_column(column, "repeated-column", "one column for each lap", findings);
        }
        let metres = marker.distance_mm / 1000;
        // `9m` of a road race: nobody takes ten seconds a metre
        let slow =
            |t: &str| matches!(cell::time(t.as_bytes(), self.plain), Cell::Time(t, _) if t.ticks() / 100_000 > metres);
        if metres > 0
            && metres <= 100
            && !marker.bare
            && marker.distance_mm.is_multiple_of(1000)
            && sample.mostly(column, slow)
        {
            marker.distance_mm = metres * MILE_MM;
        }
        if self.markers.iter().any(|s| s.distance_mm == marker.distance_mm) {
            self.again.push((column, marker.distance_mm));
            return;
        }
        self.markers.push(MarkerColumn {
            distance_mm: marker.distance_mm,
            column: Some(column),
            ..MarkerColumn::default()
        });
    }

    /// Takes the columns of positions at markers where no column has times there.
    pub(super) fn find_positions(&mut self, sample: &Sample) {
        if !self.markers.is_empty() {
            return;
        }
        let is_place = |t: &str| cell::place(t.as_bytes()).is_some() && !t.contains(':');
        for (column, caption) in self.captions.iter().enumerate().take(sample.width) {
            let open = matches!(self.columns[column].0, Meaning::Ignored | Meaning::Unknown);
            let Some(distance_mm) = header::position_marker(caption).filter(|_| open) else {
                continue;
            };
            let is_new = self.markers.iter().all(|m| m.distance_mm != distance_mm);
            if is_new && self.markers.len() < MAX_MARKER_COLUMNS && sample.mostly(column, is_place) {
                self.markers.push(MarkerColumn {
                    distance_mm,
                    position: Some(column),
                    ..MarkerColumn::default()
                });
            }
        }
        self.markers.sort_by_key(|m| m.distance_mm);
    }

    /// Sorts the markers, places the stretches among them and finds the finish.
    pub(super) fn settle_markers(&mut self, sample: &Sample, findings: &mut Findings) {
        let (mut stretches, lasts): (Vec<Stated>, Vec<Stated>) = std::mem::take(&mut self.stated)
            .into_iter()
            .partition(|s| s.stretch != Stretch::Last);
        self.find_result(sample, findings);
        self.drop_loose(&mut stretches, findings);
        for end in stretches.iter().map(|s| s.distance_mm) {
            if self.markers.iter().all(|m| m.distance_mm != end) {
                self.markers.push(MarkerColumn {
                    distance_mm: end,
                    ..MarkerColumn::default()
                });
            }
        }
        self.markers.sort_by_key(|s| s.distance_mm);
        stretches.into_iter().for_each(|s| self.place_stretch(s));
        self.part_segments(sample, findings);
        self.stated = lasts;
        self.find_finish(sample);
        for last in std::mem::take(&mut self.stated) {
            if !self.place_last(last, sample) {
                let expected = "a last stretch that begins at a marker; the column is not used";
                self.report_column(last.column, "loose-stretch", expected, findings);
            }
        }
    }

    /// Drops and reports the stretches that start where no column and no other stretch ends.
    fn drop_loose(&self, stretches: &mut Vec<Stated>, findings: &mut Findings) {
        loop {
            let is_end = |mm: u32| {
                self.markers.iter().any(|m| m.distance_mm == mm) || stretches.iter().any(|s| s.distance_mm == mm)
            };
            let is_loose = |s: &Stated| matches!(s.stretch, Stretch::From(from) if from > 0 && !is_end(from));
            let Some(loose) = stretches.iter().position(is_loose) else {
                return;
            };
            let expected = "a stretch that starts where another column ends; the column is not used";
            self.report_column(stretches.remove(loose).column, "loose-stretch", expected, findings);
        }
    }

    /// Both ends are among the markers.
    fn place_stretch(&mut self, stated: Stated) {
        let Stretch::From(from) = stated.stretch else { return };
        let at = |mm: u32| self.markers.iter().position(|m| m.distance_mm == mm);
        let other_end = if from == 0 {
            Some(End::Start)
        } else {
            at(from).map(End::Marker)
        };
        if let (Some(marker), Some(other_end)) = (at(stated.distance_mm), other_end) {
            self.markers[marker].stretch = Some(StretchColumn {
                column: stated.column,
                other_end,
            });
        }
    }

    /// A last stretch belongs to the marker that the rows say it begins at, or to one of its own where the distance is known.
    fn place_last(&mut self, last: Stated, sample: &Sample) -> bool {
        let stretch = StretchColumn {
            column: last.column,
            other_end: End::Finish,
        };
        let agrees = |marker: usize| {
            let pairs = sample.rows.iter().filter_map(|row| {
                let value = self.time_in(row, Some(last.column))?;
                let other = self.passing_in(row, marker)?;
                let mark = self.time_in(row, self.at.mark)?;
                Some(u64::from(mark.ticks()).abs_diff(u64::from(other.ticks()) + u64::from(value.ticks())))
            });
            let (all, good) = pairs.fold((0, 0), |(all, good), off| {
                (all + 1, good + usize::from(off <= ONE_SECOND))
            });
            all > 0 && good * 10 >= all * 9
        };
        if let Some(marker) = (0..self.markers.len()).rev().find(|m| agrees(*m)) {
            let slot = &mut self.markers[marker].stretch;
            *slot = slot.or(Some(stretch));
            return true;
        }
        let from = self.event.distance_mm.saturating_sub(last.distance_mm);
        if last.distance_mm == 0 || from == 0 || self.markers.iter().any(|m| m.distance_mm == from) {
            return false;
        }
        let at = self.markers.partition_point(|m| m.distance_mm < from);
        self.markers.insert(
            at,
            MarkerColumn {
                distance_mm: from,
                stretch: Some(stretch),
                ..MarkerColumn::default()
            },
        );
        for marker in &mut self.markers {
            if let Some(StretchColumn {
                other_end: End::Marker(m),
                ..
            }) = &mut marker.stretch
            {
                *m += usize::from(*m >= at);
            }
        }
        true
    }

    pub(super) fn time_in(&self, row: &[String], column: Option<usize>) -> Option<Time> {
        match cell::time(row.get(column?)?.as_bytes(), self.plain) {
            Cell::Time(time, _) => Some(time),
            _ => None,
        }
    }

    /// The time of a row at a marker, by its own column or by its stretch.
    fn passing_in(&self, row: &[String], marker: usize) -> Option<Time> {
        let at = self.markers.get(marker)?;
        let own = self.time_in(row, at.column);
        own.or_else(|| {
            let stretch = at.stretch?;
            let value = self.time_in(row, Some(stretch.column))?;
            stretch.passing(
                value,
                |before| self.passing_in(row, before),
                self.time_in(row, self.at.mark),
            )
        })
    }

    /// The last marker is the finish when its passing repeats the result in every row, or when there is no result column
    /// and it is not before the marker ahead of it.
    fn find_finish(&mut self, sample: &Sample) {
        let Some(last) = self.markers.len().checked_sub(1) else {
            return;
        };
        let count = |fits: &dyn Fn(&[String]) -> Option<bool>| {
            let tried = sample.rows.iter().filter_map(|row| fits(row));
            tried.fold((0, 0), |(all, good), fit| (all + 1, good + usize::from(fit)))
        };
        let summed = self.markers[last].column.is_none();
        let is_finish = match self.at.mark {
            Some(mark) => {
                let (all, same) = count(&|row| {
                    let (mark, passing) = (self.time_in(row, Some(mark))?, self.passing_in(row, last)?);
                    let off = u64::from(mark.ticks()).abs_diff(u64::from(passing.ticks()));
                    Some(off == 0 || summed && off <= ONE_SECOND)
                });
                // sums of rounded stretches may be off in a row or two
                all > 0 && if summed { same * 10 >= all * 9 } else { same == all }
            }
            None if summed => false,
            None if last == 0 => true,
            // a last segment is no result
            None => {
                let (all, later) = count(&|row| Some(self.passing_in(row, last - 1)? <= self.passing_in(row, last)?));
                later * 20 >= all * 19
            }
        };
        if !is_finish {
            return;
        }
        let finish = self.markers.remove(last);
        self.at.mark = self.at.mark.or(finish.column);
        // the stretch to the finish is the way to the passing before it
        if let Some(StretchColumn {
            column,
            other_end: End::Marker(before),
        }) = finish.stretch
        {
            let slot = &mut self.markers[before].stretch;
            *slot = slot.or(Some(StretchColumn {
                column,
                other_end: End::Finish,
            }));
        }
        self.finish = finish.column;
        self.set_distance(finish.distance_mm);
    }

    /// What the marker at the finish says of the event; the number of a lap says nothing.
    pub(super) fn set_distance(&mut self, distance_mm: u32) {
        if is_order(distance_mm) {
            return;
        }
        self.event.distance_mm = distance_mm;
        self.event.discipline = match distance_mm {
            0..=10_000_000 => Discipline::Track,
            _ => Discipline::Road,
        };
    }
}

/// What rounded stretches may differ by from what they sum to, in ticks (tables.md).
pub const ONE_SECOND: u64 = crate::model::time::TICKS_PER_SECOND as u64;
