//! Race trace (terms.md 19): every athlete against the winner's mean pace; the vertical distance between two lines is their
//! gap. The value is `C_i(a) - d_i * T(w) / D`, positive behind, and is drawn downwards: the picture of `d_i * p - C_i` with
//! ahead up, under the one sign of terms.md 6.

use super::gap::gap_axis;
use super::reference::Against;
use super::refusal::Refusal;
use super::subject::{Options, Subject, gap_text, start};
use super::{Chart, Drawing, Point};

/// The chart of all lines against the winner's even pace.
pub fn trace(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let (_, total) = subject.winner()?;
    let against = Against::Pace(total);
    let main: Vec<usize> = subject.splits.main_markers().map(|(at, _)| at).collect();
    let series = subject.series(
        options,
        Drawing::Line,
        |line| {
            let at_marker = |at: &usize| {
                let (gap, basis) = against.gap(subject, line, *at)?;
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
    let caption = format!(
        "Behind (+, down) or ahead of (−, up) {total} at even pace, the winner’s mean. The vertical distance between two \
         lines is the gap between the athletes."
    );
    let y = gap_axis("behind (+) the winner’s even pace", &series);
    Ok(subject.chart("trace", "race trace", caption, y, series))
}
