//! Gap to the leader (terms.md 19): `C_i(a)` minus the smallest recorded passing at marker `i`, 0 on top, behind is down,
//! from (0, 0) at the start.

use super::refusal::Refusal;
use super::subject::{Options, Subject, gap_basis, gap_text, start};
use super::{Axis, Chart, Direction, Drawing, Point, Quantity, Range, Series, TickRule};

/// The chart of gaps to whoever leads at each main marker.
pub fn gap(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let main: Vec<usize> = subject.splits.main_markers().map(|(at, _)| at).collect();
    let series = subject.series(
        options,
        Drawing::Line,
        |line| {
            let at_marker = |at: &usize| {
                let point = &line.points[*at];
                let (gap, basis) = (point.gap?, gap_basis(point));
                let x = i64::from(subject.splits.markers[*at].mm);
                Some(Point::new(x, gap.ticks(), gap_text(gap, basis), basis))
            };
            std::iter::once(start()).chain(main.iter().map(at_marker)).collect()
        },
        |line, last| match last.y {
            0 => subject.mark(line),
            _ => last.text.clone(),
        },
    );
    let caption = "Gap to the leader at each recorded marker. Behind is down.";
    let y = gap_axis("behind the leader", &series);
    Ok(subject.chart("gap", "gap to the leader", caption.to_owned(), y, series))
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
