//! Pace steps (terms.md 4, 19): `P400_i = 400 * S_i / L_i`, constant over the segment, the axis inverted so that up is
//! faster; the level line is the winner's even pace. Longer road races are read per kilometre, sprints per 100 m.

use super::refusal::Refusal;
use super::subject::{Options, Subject, segment_basis, time_text};
use super::{Axis, Chart, Course, Direction, Drawing, Point, Quantity, Range, ReferenceLine, Series, TickRule};
use crate::analysis::pace::pace_over;
use crate::analysis::splits::Line;
use crate::model::Time;

/// The chart of pace over each segment between main markers.
pub fn pace(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let (unit_mm, unit) = options.units.pace.length(subject.splits.distance_mm);
    let main: Vec<usize> = subject.splits.main_markers().map(|(at, _)| at).collect();
    let series = subject.series(
        options,
        Drawing::Steps,
        |line| main.iter().map(|at| step(subject, line, *at, unit_mm)).collect(),
        |_, last| last.text.clone(),
    );
    let even = subject.winner().ok().and_then(|(line, total)| {
        let pace = pace_over(unit_mm, total, subject.splits.distance_mm)?;
        Some((line, pace))
    });
    let y = pace_axis(unit, &series, even.map(|(_, pace)| i64::from(pace.ticks())))?;
    let caption = format!(
        "Pace of each segment as time per {unit}; up is faster.{}",
        even.map_or(String::new(), |(line, _)| format!(
            " Dashed line: {}’s mean pace.",
            line.name
        ))
    );
    let mut chart = subject.chart("pace", &format!("pace per {unit}"), caption, y, series);
    chart.references = even.map(|(_, pace)| even_line(pace)).into_iter().collect();
    Ok(chart)
}

/// An axis of paces that holds the points of the series and `others`.
pub fn pace_axis(unit: &str, series: &[Series], others: impl IntoIterator<Item = i64>) -> Result<Axis, Refusal> {
    let values = series.iter().flat_map(|s| &s.points).map(|p| p.y);
    Ok(Axis {
        title: format!("Time per {unit}, faster is up"),
        quantity: Quantity::Time,
        direction: Direction::LargerIsDown,
        ticks: TickRule::Round,
        range: Range::of(values.chain(others))
            .ok_or(Refusal::NoPassings)?
            .padded(50, 10_000),
    })
}

fn even_line(pace: Time) -> ReferenceLine {
    ReferenceLine {
        course: Course::Level(i64::from(pace.ticks())),
        label: "even pace".to_owned(),
        text: pace.to_string(),
    }
}

/// The pace of a line over the segment that ends at a main marker.
pub fn step(subject: &Subject<'_>, line: &Line, at: usize, unit_mm: u32) -> Option<Point> {
    let marker = subject.splits.markers[at];
    let segment = line.points[at].segment?;
    let basis = segment_basis(&segment);
    let pace = pace_over(unit_mm, segment.time, marker.segment_mm)?;
    let (x, y) = (i64::from(marker.mm), i64::from(pace.ticks()));
    Some(Point {
        from: x - i64::from(marker.segment_mm),
        ..Point::new(x, y, time_text(pace, basis), basis)
    })
}
