//! Halves (terms.md 7, 19): the first half across, the second half upwards, and the line of even halves; below it the
//! second half was the faster.

use super::refusal::Refusal;
use super::subject::{Options, Subject, time_text};
use super::{Axis, Basis, Chart, Course, Direction, Drawing, Point, Quantity, Range, ReferenceLine, TickRule};
use crate::analysis::closing::Halves;
use crate::analysis::splits::Line;

/// The chart of both halves, one point an athlete.
pub fn halves(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let point = |line: &Line| {
        let halves = Halves::of(subject.splits, line)?;
        let basis = match (halves.estimate, halves.doubtful) {
            (true, _) => Basis::Estimate,
            (false, true) => Basis::Doubtful,
            (false, false) => Basis::Recorded,
        };
        let text = format!(
            "{} + {}",
            time_text(halves.first, basis),
            time_text(halves.second, basis)
        );
        let (x, y) = (i64::from(halves.first.ticks()), i64::from(halves.second.ticks()));
        Some(Point::new(x, y, text, basis))
    };
    let series = subject.series(
        options,
        Drawing::Points,
        |line| vec![point(line)],
        |_, last| last.text.clone(),
    );
    let points = || series.iter().flat_map(|s| &s.points);
    let refused = || Refusal::NoPassingNear("half the distance");
    let (x, y) = (Range::of(points().map(|p| p.x)), Range::of(points().map(|p| p.y)));
    let (x, y) = (
        x.ok_or_else(refused)?.padded(80, 10_000),
        y.ok_or_else(refused)?.padded(80, 10_000),
    );
    let axis = |title: &str, range, direction| Axis {
        title: title.to_owned(),
        quantity: Quantity::Time,
        direction,
        ticks: TickRule::Round,
        range,
    };
    let caption = "First half across, second half upwards. Below the dashed line the second half was the faster \
                   (negative split), above it the slower.";
    let y = axis("Second half", y, Direction::LargerIsUp);
    let mut chart = subject.chart("halves", "first and second half", caption.to_owned(), y, series);
    chart.x = axis("First half", x, Direction::LargerIsUp);
    chart.bands.clear();
    chart.references.push(ReferenceLine {
        course: Course::Equal,
        label: String::new(),
        text: String::new(),
    });
    Ok(chart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::{chart_of_example, values};

    #[test]
    fn halves_without_a_marker_in_the_middle_are_estimates() {
        let chart = chart_of_example("halves");
        // analysis/closing.rs: 105.025 and 103.3; Cheruiyot 56.4 + 350 / 400 * 55.4 = 104.875, 3:29.01 - 1:44.9 = 104.1
        let texts: Vec<&str> = chart.series.iter().map(|s| s.ending.as_str()).collect();
        assert_eq!(texts, ["≈1:45.0 + ≈1:43.3", "≈1:44.9 + ≈1:44.1"]);
        assert_eq!(chart.references[0].course, Course::Equal);
        assert!(chart.caption.contains("hollow points: estimates"));
        assert_eq!(values(&chart.series[0]).len(), 1);
    }
}
