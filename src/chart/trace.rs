//! Race trace (terms.md 19): every athlete against the winner's mean pace; the vertical distance between two lines is their
//! gap. The value is `C_i(a) - d_i * T(w) / D`, positive behind, and is drawn downwards: the picture of `d_i * p - C_i` with
//! ahead up, under the one sign of terms.md 6.

use super::Chart;
use super::gap::{gap_axis, gap_series};
use super::reference::Against;
use super::refusal::Refusal;
use super::subject::{Options, Subject};
use crate::analysis::splits::Line;

/// The chart of all lines against the winner's even pace.
pub fn trace(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let (_, total) = subject.winner()?;
    let against = Against::Pace(total);
    let of_line = |line: &Line, at: usize| against.gap(subject, line, at);
    let series = gap_series(subject, options, of_line, |line, last| match last.y {
        0 => subject.mark(line),
        _ => last.text.clone(),
    })?;
    let (first, aligned) = (subject.first_word(), options.alignment.caption());
    let caption = format!(
        "Behind (+, down) or ahead of (−, up) {total} at even pace, the {first}’s mean{aligned}. The vertical distance \
         between two lines is the gap between the athletes."
    );
    let y = gap_axis(&format!("behind (+) the {first}’s even pace"), &series);
    Ok(subject.chart("trace", "race trace", caption, y, series))
}
