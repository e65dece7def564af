//! A duel of two athletes (terms.md 19): bars `S_i(b) - S_i(a)` for each segment, and the line `C_i(b) - C_i(a)`; positive
//! is behind and is down. `a` stands before `b` in the result.

use super::gap::gap_axis;
use super::refusal::Refusal;
use super::subject::{Options, Subject, basis_of, gap_text, segment_basis, start};
use super::{Bar, Chart, Drawing, Point, Range, Tone};
use crate::analysis::splits::Line;
use crate::model::Gap;
use crate::model::name::family;
use crate::model::passing::stretch_name;

/// The chart of two selected athletes; one selected is taken with the winner, none are the first two.
pub fn duel(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let (a, b) = pair(subject, options)?;
    let main: Vec<usize> = subject.splits.main_markers().map(|(at, _)| at).collect();
    let only = Options {
        selected: [b.row].into(),
        ..options.clone()
    };
    let series = subject.series(
        &only,
        Drawing::Line,
        |line| match line.row == b.row {
            true => std::iter::once(start())
                .chain(main.iter().map(|at| gap_at(subject, a, b, *at)))
                .collect(),
            false => Vec::new(),
        },
        |_, last| last.text.clone(),
    );
    let bars: Vec<Bar> = main.iter().filter_map(|at| bar(subject, a, b, *at)).collect();
    let (first, second) = (family(&a.name), family(&b.name));
    let mut y = gap_axis(&format!("{second} is behind (+) {first}"), &series);
    let values = bars.iter().map(|bar| bar.y).chain([y.range.low, y.range.high]);
    if let Some(range) = Range::of(values) {
        // room for the values beyond the bars
        y.range = range.padded(80, 5_000);
    }
    let mut caption = format!(
        "Line: gap of {} to {} at each recorded marker. Bars: lost (down) or gained (up) in each segment.",
        b.name, a.name
    );
    if main.iter().any(|at| differs_as_shown(a, b, *at)) {
        caption.push_str(" Gaps and bars are rounded last, so that a bar can differ from the rounded segments.");
    }
    if subject.race().is_ok() {
        caption.push_str(&passed(subject, a, b, &main));
    }
    let mut chart = subject.chart("duel", &format!("{second} against {first}"), caption, y, series);
    chart.bars = bars;
    Ok(chart)
}

fn pair<'a>(subject: &Subject<'a>, options: &Options) -> Result<(&'a Line, &'a Line), Refusal> {
    let timed = |l: &&Line| l.points.iter().filter(|p| p.time.is_some()).count() > 1;
    let lines: Vec<&Line> = subject.splits.lines.iter().filter(timed).collect();
    let chosen: Vec<&Line> = lines
        .iter()
        .copied()
        .filter(|l| options.selected.contains(&l.row))
        .collect();
    match (chosen.as_slice(), lines.as_slice()) {
        ([], [a, b, ..]) | ([a, b], _) => Ok((a, b)),
        ([one], [first, second, ..]) if one.row == first.row => Ok((one, second)),
        ([one], [first, ..]) => Ok((first, one)),
        ([], _) => Err(Refusal::NoPassings),
        _ => Err(Refusal::TwoAthletes(chosen.len())),
    }
}

/// Who passed whom, between which markers: where the sign of the gap changes. Level times decide nothing.
fn passed(subject: &Subject<'_>, a: &Line, b: &Line, main: &[usize]) -> String {
    let (first, second) = (family(&a.name), family(&b.name));
    let mut told = Vec::new();
    let mut before: Option<(usize, bool)> = None;
    for at in main {
        let is_ahead = match gap_at(subject, a, b, *at).map(|gap| gap.y) {
            None | Some(0) => continue,
            Some(gap) => gap > 0,
        };
        if let Some((from, was_ahead)) = before.filter(|(_, was_ahead)| *was_ahead != is_ahead) {
            let (who, whom) = if was_ahead {
                (&second, &first)
            } else {
                (&first, &second)
            };
            let stretch = stretch_name(
                subject.splits.markers[from].mm,
                subject.splits.markers[*at].mm,
                subject.splits.distance_mm,
            );
            told.push(format!("{who} passed {whom} at {stretch}"));
        }
        before = Some((*at, is_ahead));
    }
    match told.is_empty() {
        true => String::new(),
        false => format!(" {}.", told.join(", ")),
    }
}

fn gap_at(subject: &Subject<'_>, a: &Line, b: &Line, at: usize) -> Option<Point> {
    let (from, to) = (&a.points[at], &b.points[at]);
    let gap = Gap::between(to.time?, from.time?);
    let basis = basis_of(from).weaker(basis_of(to));
    let x = i64::from(subject.splits.markers[at].mm);
    Some(Point::new(x, gap.ticks(), gap_text(gap, basis), basis))
}

/// Whether the difference of two segments is shown as another than the difference of the segments as shown: 13.65 and
/// 13.62, shown 13.7 and 13.6, differ by 0.03, shown 0.0 (terms.md 2.4). The bars add up to the line.
fn differs_as_shown(a: &Line, b: &Line, at: usize) -> bool {
    let (Some(from), Some(to)) = (a.points[at].segment, b.points[at].segment) else {
        return false;
    };
    let gap = Gap::between(to.time, from.time);
    let of_shown = i64::from(to.time.displayed_ticks()) - i64::from(from.time.displayed_ticks());
    Gap::from_ticks(of_shown, gap.precision()).displayed_ticks() != gap.displayed_ticks()
}

fn bar(subject: &Subject<'_>, a: &Line, b: &Line, at: usize) -> Option<Bar> {
    let (from, to) = (a.points[at].segment?, b.points[at].segment?);
    let marker = subject.splits.markers[at];
    let gap = Gap::between(to.time, from.time);
    let basis = segment_basis(&from).weaker(segment_basis(&to));
    Some(Bar {
        range: Range {
            low: i64::from(marker.mm - marker.segment_mm),
            high: i64::from(marker.mm),
        },
        y: gap.ticks(),
        text: gap_text(gap, basis),
        tone: match gap.ticks() {
            0 => Tone::Neutral,
            1.. => Tone::Behind,
            _ => Tone::Ahead,
        },
    })
}
