//! Passing times as they are (terms.md 19): `C_i(a)` over the distance, from (0, 0).

use super::refusal::Refusal;
use super::subject::{Options, Subject, basis_of, start, time_text};
use super::{Axis, Chart, Direction, Drawing, Point, Quantity, Range, TickRule};

/// The chart of passing times.
pub fn passing(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let main = subject.main();
    let series = subject.series(
        options,
        Drawing::Line,
        |line| {
            let at_marker = |at: &usize| {
                let point = &line.points[*at];
                let (time, basis) = (point.time?, basis_of(point));
                let x = i64::from(subject.splits.markers[*at].mm);
                Some(Point::new(x, i64::from(time.ticks()), time_text(time, basis), basis))
            };
            std::iter::once(start()).chain(main.iter().map(at_marker)).collect()
        },
        |line, _| subject.mark(line),
    );
    let values = series.iter().flat_map(|s| &s.points).map(|p| p.y);
    let y = Axis {
        title: "Time since the start".to_owned(),
        quantity: Quantity::Time,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        range: Range::of(values.chain([0])).ok_or(Refusal::NoPassings)?,
    };
    let caption = "Passing time at each recorded marker; a steeper line is slower.".to_owned();
    Ok(subject.chart("passing", "passing times", caption, y, series))
}

#[cfg(test)]
mod tests {
    use crate::chart::tests::{chart_of_example, values};

    #[test]
    fn passings_are_those_of_the_table() {
        let chart = chart_of_example("passing");
        assert_eq!(
            values(&chart.series[0]),
            ["400:56.2", "800:1:52.0", "1200:2:47.5", "1400:3:14.7", "1500:3:28.32"]
        );
        assert_eq!(chart.series[3].ending, "3:29.56");
    }
}
