//! Heat map (terms.md 19): athletes by place, segments across, each cell the speed against the median of its column in per
//! cent, faster above 0.

use super::position::rank_axis;
use super::refusal::Refusal;
use super::subject::{Options, Subject, segment_basis};
use super::{Chart, Drawing, Point};
use crate::analysis::pace::speed_mm_per_s;
use crate::analysis::percent::{percent_above, percent_text};
use crate::analysis::quartiles::Quartiles;
use crate::analysis::splits::Line;
use crate::store::RowId;
use std::collections::BTreeMap;

/// A cell this far from the median, in hundredths of one per cent, has the full colour (house rule).
const FULL: i64 = 500;

/// The chart of all segments of all athletes.
pub fn heat(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let main = subject.main();
    let medians: Vec<Option<i64>> = main.iter().map(|at| median(subject, *at)).collect();
    let lines = &subject.splits.lines;
    let has_cell = |l: &&Line| main.iter().any(|at| l.points[*at].segment.is_some());
    let places: BTreeMap<RowId, i64> = lines.iter().filter(has_cell).map(|l| l.row).zip(1..).collect();
    let series = subject.series(
        options,
        Drawing::Cells,
        |line| {
            let row = places.get(&line.row).copied();
            let cells = main.iter().zip(&medians);
            cells
                .map(|(at, median)| cell(subject, line, *at, (*median)?, row?))
                .collect()
        },
        |line, _| subject.mark(line),
    );
    let y = rank_axis("Order of the result", &series);
    let caption = "Speed in each segment against the field’s median there, in per cent: + is faster. The colours are full from \
                   5 % on.";
    Ok(subject.chart("heat", "speed against the field", caption.to_owned(), y, series))
}

/// The median speed of a segment in millimetres per second; doubtful ones do not count.
fn median(subject: &Subject<'_>, at: usize) -> Option<i64> {
    let length = subject.splits.markers[at].segment_mm;
    let sound = |line: &Line| line.points[at].segment.filter(|s| s.doubt.is_none());
    let speeds = subject
        .splits
        .lines
        .iter()
        .filter_map(|l| speed_mm_per_s(sound(l)?.time, length));
    let speeds: Vec<i64> = speeds.map(i64::from).collect();
    Quartiles::of(&speeds).map(|q| q.median).filter(|median| *median > 0)
}

fn cell(subject: &Subject<'_>, line: &Line, at: usize, median: i64, row: i64) -> Option<Point> {
    let marker = subject.splits.markers[at];
    let segment = line.points[at].segment?;
    let basis = segment_basis(&segment);
    let speed = i64::from(speed_mm_per_s(segment.time, marker.segment_mm)?);
    let percent = percent_above(speed, median);
    let x = i64::from(marker.mm);
    let shade = (percent * 100 / FULL).clamp(-100, 100);
    Some(Point {
        from: x - i64::from(marker.segment_mm),
        shade: i8::try_from(shade).unwrap_or(0),
        ..Point::new(x, row, basis.mark(percent_text(percent)), basis)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_set_against_the_median_of_their_column() {
        let (store, race) = crate::chart::tests::tokyo();
        let race = store.race(race);
        let splits = crate::analysis::RaceSplits::new(race);
        let chart = heat(&Subject::new(race, &splits), &Options::default()).expect("segments");
        // facts/tokyo2020_1500m_final_splits.csv: the seventh fastest first 400 m of thirteen is the median, whose cell is 0
        let first: Vec<&str> = chart.series.iter().map(|s| s.points[0].text.as_str()).collect();
        assert_eq!(first.len(), 13);
        assert!(first.iter().filter(|t| t.starts_with('+')).count() <= 6, "{first:?}");
        assert!(first.iter().filter(|t| t.starts_with('−')).count() <= 6, "{first:?}");
        assert!(
            chart
                .series
                .iter()
                .zip(1..)
                .all(|(s, row)| s.points.iter().all(|p| p.y == row))
        );
    }
}
