//! Kick (terms.md 8, 19): the finish time across, the closing time upwards, faster is up; one point an athlete.

use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{Axis, Basis, Chart, Direction, Drawing, Point, Quantity, Range, TickRule};
use crate::analysis::closing::{CLOSINGS_MM, closing};
use crate::analysis::splits::Line;
use crate::model::{Status, Time};

/// The chart of the closing 400 m, or of the next usual length before which the race has a marker.
pub fn kick(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let closings = |mm: u32| {
        subject
            .splits
            .lines
            .iter()
            .filter_map(move |l| closing(subject.splits, l, mm))
    };
    let mm = CLOSINGS_MM
        .into_iter()
        .find(|mm| closings(*mm).nth(1).is_some())
        .ok_or(Refusal::NoPassingNear("the last 100 to 800 m"))?;
    let point = |line: &Line| {
        let finish = line.points.last().filter(|_| line.status == Status::None)?.time?;
        let closing = closing(subject.splits, line, mm)?;
        let text = format!("{closing}, finish {finish}");
        let value = |time: Time| i64::from(time.ticks());
        Some(Point::new(value(finish), value(closing), text, Basis::Recorded))
    };
    let series = subject.series(
        options,
        Drawing::Points,
        |line| vec![point(line)],
        |_, last| last.text.clone(),
    );
    let points = || series.iter().flat_map(|s| &s.points);
    let (x, y) = (Range::of(points().map(|p| p.x)), Range::of(points().map(|p| p.y)));
    let axis = |title: String, range: Option<Range>, direction| {
        Ok(Axis {
            title,
            quantity: Quantity::Time,
            direction,
            ticks: TickRule::Round,
            range: range.ok_or(Refusal::NoPassings)?.padded(80, 2_000),
        })
    };
    let length = mm / 1000;
    let caption = format!("Last {length} m upwards, faster is up; finish time across. Only recorded passings count.");
    let y = axis(format!("Last {length} m, faster is up"), y, Direction::LargerIsDown)?;
    let mut chart = subject.chart("kick", &format!("closing {length} m"), caption, y, series);
    chart.x = axis("Finish time".to_owned(), x, Direction::LargerIsUp)?;
    chart.bands.clear();
    Ok(chart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::chart_of_example;

    #[test]
    fn the_usual_length_with_a_marker_is_taken() {
        let chart = chart_of_example("kick");
        // no marker at 1100 m; 3:28.32 - 2:47.5 = 40.82 and 3:29.01 - 2:47.3 = 41.71 over 300 m
        let texts: Vec<&str> = chart.series.iter().map(|s| s.ending.as_str()).collect();
        assert_eq!(texts, ["40.8, finish 3:28.32", "41.7, finish 3:29.01"]);
        assert_eq!(
            (chart.title.as_str(), chart.y.direction),
            ("Men 1500 m, final: closing 300 m", Direction::LargerIsDown)
        );
    }
}
