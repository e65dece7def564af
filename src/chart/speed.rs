//! Speed steps (terms.md 4, 19): `L_i / S_i`, constant over the segment, up is faster; the level line
//! is the winner's mean speed.

use super::refusal::Refusal;
use super::subject::{Options, Subject, segment_basis};
use super::{Axis, Basis, Chart, Course, Direction, Drawing, Point, Quantity, Range, ReferenceLine, TickRule};
use crate::analysis::pace::speed as speed_of;
use crate::analysis::splits::Line;
use crate::model::SpeedUnit;

/// The chart of speed over each segment between main markers.
pub fn speed(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let (main, unit) = (subject.main(), options.units.speed);
    let series = subject.series(
        options,
        Drawing::Steps,
        |line| main.iter().map(|at| step(subject, line, *at, unit)).collect(),
        |_, last| last.text.clone(),
    );
    let mean = subject
        .winner()
        .ok()
        .and_then(|(line, total)| Some((line, speed_of(total, subject.splits.distance_mm, unit)?)));
    let values = series.iter().flat_map(|s| &s.points).map(|p| p.y);
    let range = Range::of(values.chain(mean.map(|(_, speed)| i64::from(speed))));
    let y = Axis {
        title: format!("{}, faster is up", unit.name()),
        quantity: Quantity::Speed,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        range: range.ok_or(Refusal::NoPassings)?.padded(50, 200),
    };
    let mut caption = format!(
        "Speed over each segment in {}; up is faster.",
        unit.name().to_lowercase()
    );
    if let Some((line, _)) = mean {
        caption.push_str(&format!(" Dashed line: {}’s mean speed.", line.name));
    }
    let mut chart = subject.chart("speed", "speed", caption, y, series);
    chart.references.extend(mean.map(|(_, speed)| ReferenceLine {
        course: Course::Level(i64::from(speed)),
        label: "mean speed".to_owned(),
        text: speed_text(speed, Basis::Recorded),
    }));
    Ok(chart)
}

fn step(subject: &Subject<'_>, line: &Line, at: usize, unit: SpeedUnit) -> Option<Point> {
    let marker = subject.splits.markers[at];
    let segment = line.points[at].segment?;
    let basis = segment_basis(&segment);
    let speed = speed_of(segment.time, marker.segment_mm, unit)?;
    let x = i64::from(marker.mm);
    Some(Point {
        from: x - i64::from(marker.segment_mm),
        ..Point::new(x, i64::from(speed), speed_text(speed, basis), basis)
    })
}

/// `7.20`, an estimate `≈7.2`.
fn speed_text(thousandths: u32, basis: Basis) -> String {
    let (unit, decimals) = if basis == Basis::Estimate { (100, 1) } else { (10, 2) };
    let shown = (thousandths + unit / 2) / unit * unit;
    let text = format!("{}.{:03}", shown / 1000, shown % 1000);
    basis.mark(text[..text.len() - 3 + decimals].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::{chart_of_example, values};

    #[test]
    fn speeds_of_the_winner() {
        let chart = chart_of_example("speed");
        // 400 / 56.2, 400 / 55.8, 400 / 55.5, 200 / 27.2, 100 / 13.62; terms.md 20: mean 7.200 m/s
        assert_eq!(
            values(&chart.series[0]),
            ["400:7.12", "800:7.17", "1200:7.21", "1400:7.35", "1500:7.34"]
        );
        assert_eq!(
            (chart.references[0].course, chart.references[0].text.as_str()),
            (Course::Level(7200), "7.20")
        );
        assert_eq!(speed_text(7_149, Basis::Estimate), "≈7.1");
    }
}
