//! Columns of laps: without distances (`Lap 1`), or between columns of passings (`400m, 800m lap, 1200m`), and the column of
//! the result where it has the distance of a last lap or no other name than the distance.

use super::markers::{End, MarkerColumn, StretchColumn};
use super::plan::Plan;
use super::sample::Sample;
use crate::model::Findings;
use crate::model::passing::is_order;

impl Plan {
    /// Where no column is called a result: the one of two at the last distance that takes longer, or the only distance beside
    /// laps. Other columns at a marker that has one are reported, and laps beside distances.
    pub(super) fn find_result(&mut self, sample: &Sample, findings: &mut Findings) {
        let farthest = self.markers.iter().map(|m| m.distance_mm).max();
        for (column, distance_mm) in std::mem::take(&mut self.again) {
            let known = self.markers.iter().position(|m| m.distance_mm == distance_mm);
            let (Some(known), true) = (known, self.at.mark.is_none() && Some(distance_mm) == farthest) else {
                self.report_column(column, "repeated-column", "one column for each marker", findings);
                continue;
            };
            let longer =
                |row: &&Vec<String>| self.time_in(row, Some(column)) > self.time_in(row, self.markers[known].column);
            let is_result = sample.rows.iter().filter(longer).count() * 2 > sample.rows.len();
            let result = match is_result {
                true => Some(column),
                false => self.markers[known].column.replace(column),
            };
            self.at.mark = result;
            self.set_distance(distance_mm);
        }
        let (laps, distances): (Vec<MarkerColumn>, Vec<MarkerColumn>) =
            self.markers.iter().partition(|m| is_order(m.distance_mm));
        if laps.is_empty() || distances.is_empty() {
            return;
        }
        match distances[..] {
            [result] if self.at.mark.is_none() => {
                self.at.mark = result.column;
                self.set_distance(result.distance_mm);
                self.markers = laps;
            }
            _ => {
                for lap in laps {
                    let expected = "distances or laps, not both; the column is not used";
                    self.report_column(
                        lap.column.unwrap_or_default(),
                        "laps-beside-distances",
                        expected,
                        findings,
                    );
                }
                self.markers = distances;
            }
        }
    }

    /// Finds the columns of segments among those of passings, each by what its values are nearest to at the speed of the
    /// first column: the whole way or the way from the marker before. Where all are of one kind the test over all rows
    /// tells which (terms.md 3).
    pub(super) fn part_segments(&mut self, sample: &Sample, findings: &mut Findings) {
        let plain = |m: &MarkerColumn| m.stretch.is_none() && m.column.is_some() && !is_order(m.distance_mm);
        if self.markers.len() < 3 || !self.markers.iter().all(plain) {
            return;
        }
        let segments: Vec<bool> = (1..self.markers.len()).map(|m| self.is_segment(m, sample)).collect();
        if segments.iter().all(|s| *s) || !segments.contains(&true) {
            return;
        }
        for (at, _) in segments.iter().enumerate().filter(|(_, is_segment)| **is_segment) {
            let marker = &mut self.markers[at + 1];
            let Some(column) = marker.column.take() else { continue };
            marker.stretch = Some(StretchColumn {
                column,
                other_end: End::Marker(at),
            });
            let expected = "a passing as in other columns; it was added to the passing before it";
            self.report_column(column, "segment-column", expected, findings);
        }
    }

    fn is_segment(&self, marker: usize, sample: &Sample) -> bool {
        let [first, before, end] = [0, marker - 1, marker].map(|m| u128::from(self.markers[m].distance_mm));
        let near = sample.rows.iter().filter_map(|row| {
            let start = u128::from(self.time_in(row, self.markers[0].column)?.ticks());
            let value = u128::from(self.time_in(row, self.markers[marker].column)?.ticks()) * first;
            Some(value.abs_diff(start * (end - before)) < value.abs_diff(start * end))
        });
        let (all, segments) = near.fold((0, 0), |(all, good), near| (all + 1, good + usize::from(near)));
        all > 0 && segments * 10 >= all * 9
    }
}
