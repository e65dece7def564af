//! The recorded times of a race by row and marker, as numbers: what main markers and doubts are found from. It is all that a
//! search over every race loaded builds.

use super::splits::Marker;
use crate::model::passing::is_order;
use crate::model::{Standing, Status};
use crate::store::{RaceView, RowView};
use std::collections::BTreeSet;

pub(super) struct Grid {
    /// Every marker that a file of the race names, rising; the finish behind them where it is timed.
    pub markers: Vec<Marker>,
    /// The finish; where markers are order numbers, the one behind the last.
    pub distance_mm: u32,
    /// Marker by marker with the finish last, the ticks of every row, [`BLANK`] where nothing is recorded.
    times: Vec<u32>,
    rows: usize,
}

/// No time; a column of a million rows takes half the room of one of options.
const BLANK: u32 = u32::MAX;

impl Grid {
    pub(super) fn new(race: RaceView<'_>) -> Self {
        let distance_mm = finish(race);
        let files = std::iter::once(race).chain(race.others());
        let named: BTreeSet<u32> = files.flat_map(|r| r.markers()).copied().collect();
        let is_before_finish = |mm: &u32| *mm > 0 && (distance_mm == 0 || *mm < distance_mm);
        let named: Vec<u32> = named.into_iter().filter(is_before_finish).collect();
        let rows = race.row_views().len();
        let mut times = vec![BLANK; rows * (named.len() + 1)];
        let columns_of = |r: RaceView<'_>| -> Vec<Option<usize>> {
            r.markers().iter().map(|mm| named.binary_search(mm).ok()).collect()
        };
        let own = columns_of(race);
        let mut is_finished = false;
        for (at, row) in race.row_views().enumerate() {
            for said in std::iter::once(row).chain(row.repeats()) {
                let other = (said.race().id() != race.id()).then(|| columns_of(said.race()));
                let columns = other.as_deref().unwrap_or(&own);
                for (column, ticks) in timed(said, columns) {
                    let time = &mut times[column * rows + at];
                    *time = if *time == BLANK { ticks } else { *time };
                }
            }
            if let Some(time) = row.mark().time() {
                is_finished = true;
                if row.status() == Status::None {
                    times[named.len() * rows + at] = time.ticks();
                }
            }
        }
        let mut grid = Self {
            markers: Vec::new(),
            distance_mm,
            times,
            rows,
        };
        let is_timed = distance_mm > 0 && is_finished && race.event().discipline.is_timed() && !race.is_list();
        grid.markers = grid.with_segments(named, is_timed.then_some(distance_mm));
        grid
    }

    /// The markers, those main that at least half as many athletes have a time at as at the fullest, and the finish.
    fn with_segments(&self, named: Vec<u32>, finish: Option<u32>) -> Vec<Marker> {
        let timed = |column| self.column(column).iter().filter(|t| **t != BLANK).count();
        let timed: Vec<usize> = (0..named.len()).map(timed).collect();
        let fullest = timed.iter().copied().max().unwrap_or(0);
        let is_main = timed.into_iter().map(|n| n > 0 && n * 2 >= fullest);
        let all = named.into_iter().zip(is_main).chain(finish.map(|mm| (mm, true)));
        let mut before = 0;
        let with_segment = |(mm, main)| {
            let marker = Marker {
                mm,
                main,
                segment_mm: mm - before,
            };
            before = if main { mm } else { before };
            marker
        };
        all.map(with_segment).collect()
    }

    fn column(&self, marker: usize) -> &[u32] {
        &self.times[marker * self.rows..][..self.rows]
    }

    /// The time of a row at a marker in ticks.
    pub(super) fn time(&self, row: usize, marker: usize) -> Option<u32> {
        Some(self.column(marker)[row]).filter(|t| *t != BLANK)
    }

    /// The last time of a row before a marker, with that marker.
    pub(super) fn earlier(&self, row: usize, marker: usize) -> Option<(usize, u32)> {
        (0..marker).rev().find_map(|at| Some((at, self.time(row, at)?)))
    }

    /// The segments of all rows between two markers, or from the start: ticks, 0 unless both ends are recorded and the later
    /// is later.
    pub(super) fn segments(&self, from: Option<usize>, to: usize, into: &mut Vec<u32>) {
        into.clear();
        let length = |from: u32, to: u32| match from == BLANK || to == BLANK {
            true => 0,
            false => to.saturating_sub(from),
        };
        let ends = self.column(to).iter();
        match from {
            Some(from) => into.extend(self.column(from).iter().zip(ends).map(|(from, to)| length(*from, *to))),
            None => into.extend(ends.map(|to| length(0, *to))),
        }
    }
}

/// The finish as a marker: where markers are order numbers, the one behind the last.
fn finish(race: RaceView<'_>) -> u32 {
    match race.markers().last() {
        Some(last) if is_order(*last) => last + 1,
        _ => race.event().distance_mm,
    }
}

/// The preferred times of a row by column.
fn timed<'a>(row: RowView<'a>, columns: &'a [Option<usize>]) -> impl Iterator<Item = (usize, u32)> {
    let preferred = row.passings().iter().filter(|p| p.standing() == Standing::Preferred);
    preferred.filter_map(|p| Some((columns.get(p.marker()).copied().flatten()?, p.time()?.ticks())))
}
