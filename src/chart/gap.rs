//! Gap to the leader (terms.md 19): `C_i(a)` minus the smallest recorded passing at marker `i`, 0 on top, behind is down,
//! from (0, 0) at the start.

use super::refusal::Refusal;
use super::subject::{Options, Subject, gap_basis, gap_text, start};
use super::{Axis, Basis, Chart, Direction, Drawing, Point, Quantity, Range, Series, TickRule};
use crate::analysis::splits::{Line, Marker};
use crate::model::{Gap, Precision};

/// The chart of gaps to whoever leads at each main marker.
pub fn gap(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let of_line = |line: &Line, at: usize| {
        let point = &line.points[at];
        Some((point.gap?, gap_basis(point)))
    };
    let series = gap_series(subject, options, of_line, |line, last| match last.y {
        0 => subject.mark(line),
        _ => last.text.clone(),
    })?;
    let caption = format!(
        "Gap to the leader at each recorded marker{}. Behind is down.",
        options.alignment.caption()
    );
    let y = gap_axis("behind the leader", &series);
    Ok(subject.chart("gap", "gap to the leader", caption, y, series))
}

/// The lines of a gap at each main marker, from zero where they are aligned.
pub fn gap_series(
    subject: &Subject<'_>,
    options: &Options,
    gap: impl Fn(&Line, usize) -> Option<(Gap, Basis)>,
    ending: impl Fn(&Line, &Point) -> String,
) -> Result<Vec<Series>, Refusal> {
    let zero = options.alignment.marker(subject.splits)?;
    let points = |line: &Line| -> Vec<Option<Point>> {
        let from = match zero {
            Some(at) => gap(line, at),
            None => Some((Gap::from_ticks(0, Precision::Thousandth), Basis::Recorded)),
        };
        let at_marker = |(at, marker): (usize, Marker)| {
            let ((gap, basis), (from, of_zero)) = (gap(line, at)?, from?);
            let precision = gap.precision().coarser(from.precision());
            let aligned = Gap::from_ticks(gap.ticks() - from.ticks(), precision);
            let basis = basis.weaker(of_zero);
            let x = i64::from(marker.mm);
            Some(Point::new(x, aligned.ticks(), gap_text(aligned, basis), basis))
        };
        let first = start().filter(|_| zero.is_none());
        std::iter::once(first)
            .chain(subject.splits.main_markers().map(at_marker))
            .collect()
    };
    Ok(subject.series(options, Drawing::Line, points, ending))
}

/// Gaps beyond this, in ticks, are written in minutes.
const MINUTES_FROM: i64 = 1_200_000;

/// An axis of gaps with zero in it, behind downwards; the title says what the seconds are.
pub fn gap_axis(title: &str, series: &[Series]) -> Axis {
    let values = series.iter().flat_map(|s| &s.points).map(|p| p.y);
    let range = Range::of(values.chain([0])).unwrap_or(Range { low: 0, high: 0 });
    let padded = range.padded(30, 5_000);
    let unit = if range.span() > MINUTES_FROM { "Time" } else { "Seconds" };
    Axis {
        title: format!("{unit} {title}"),
        quantity: Quantity::Gap,
        direction: Direction::LargerIsDown,
        ticks: TickRule::Round,
        range: Range {
            low: if range.low == 0 {
                range.span().max(5_000) / -40
            } else {
                padded.low
            },
            high: padded.high,
        },
    }
}
