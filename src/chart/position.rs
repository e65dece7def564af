//! Position at each marker (terms.md 10, 19): the competition rank of `C_i` among recorded passings, 1 on top. The label
//! adds the mark; the place stays that of the source.

use super::refusal::Refusal;
use super::subject::{Options, Subject, basis_of};
use super::{Axis, Basis, Chart, Direction, Drawing, Point, Quantity, Range, Series, TickRule};
use crate::analysis::Rank;

/// The chart of ranks from marker to marker.
pub fn position(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let main: Vec<usize> = subject.splits.main_markers().map(|(at, _)| at).collect();
    let timed = |l: &&crate::analysis::splits::Line| l.points.iter().any(|p| p.time.is_some());
    let athletes = subject.splits.lines.iter().filter(timed).count();
    let series = subject.series(
        options,
        Drawing::Line,
        |line| {
            let at_marker = |at: &usize| {
                let (rank, basis) = (line.points[*at].rank?, basis_of(&line.points[*at]));
                let x = i64::from(subject.splits.markers[*at].mm);
                let text = position_text(rank, athletes, basis);
                Some(Point::new(x, i64::from(rank.rank), text, basis))
            };
            main.iter().map(at_marker).collect()
        },
        |line, _| subject.mark(line),
    );
    let y = rank_axis("Position", &series);
    let caption = "Rank of the passing times recorded at each marker; equal times share a rank.".to_owned();
    let mut chart = subject.chart("position", "positions", caption, y, series);
    if let Some(first) = main.first().map(|at| i64::from(subject.splits.markers[*at].mm)) {
        chart.x.range.low = first;
    }
    Ok(chart)
}

/// An axis of ranks, 1 on top.
pub fn rank_axis(title: &str, series: &[Series]) -> Axis {
    let last = series.iter().flat_map(|s| &s.points).map(|p| p.y).max().unwrap_or(1);
    Axis {
        title: title.to_owned(),
        quantity: Quantity::Rank,
        direction: Direction::LargerIsDown,
        ticks: TickRule::Round,
        range: Range { low: 1, high: last },
    }
}

/// `4`, `=2`, and `4 of 11` when fewer are recorded than run.
fn position_text(rank: Rank, athletes: usize, basis: Basis) -> String {
    let text = match rank.of as usize {
        of if of < athletes => format!("{rank} of {of}"),
        _ => rank.to_string(),
    };
    basis.mark(text)
}
