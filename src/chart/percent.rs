//! Percent behind (terms.md 9, 19): `100 * (S_i(a) - S_i(R)) / S_i(R)`, constant over the segment; positive is slower and is
//! down.

use super::reference::Against;
use super::refusal::Refusal;
use super::subject::{Options, Subject, segment_basis};
use super::{Axis, Chart, Direction, Drawing, Point, Quantity, Range, TickRule};
use crate::analysis::percent::{percent_above, percent_text};
use crate::analysis::splits::Line;

/// The chart of segments against those of the reference of the options.
pub fn percent(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let against = Against::new(subject, &options.reference)?;
    let main = subject.main();
    let series = subject.series(
        options,
        Drawing::Steps,
        |line| {
            let befores = std::iter::once(None).chain(main.iter().copied().map(Some));
            befores
                .zip(&main)
                .map(|(before, at)| step(subject, &against, line, (before, *at)))
                .collect()
        },
        |_, last| last.text.clone(),
    );
    let values = series.iter().flat_map(|s| &s.points).map(|p| p.y).chain([0]);
    let y = Axis {
        title: format!("Per cent slower (+) than {}", against.short(subject)),
        quantity: Quantity::Percent,
        direction: Direction::LargerIsDown,
        ticks: TickRule::Round,
        range: Range::of(values).ok_or(Refusal::NoPassings)?.padded(50, 200),
    };
    let caption =
        "Each segment against that of the reference, in per cent of it; positive is slower and is down.".to_owned();
    Ok(subject.chart(
        "percent",
        &format!("per cent behind {}", against.name(subject)),
        caption,
        y,
        series,
    ))
}

fn step(
    subject: &Subject<'_>,
    against: &Against<'_>,
    line: &Line,
    (before, at): (Option<usize>, usize),
) -> Option<Point> {
    let marker = subject.splits.markers[at];
    let segment = line.points[at].segment?;
    let (to, mut basis) = against.passing(subject, at)?;
    let from = match before {
        Some(before) => {
            let (from, from_basis) = against.passing(subject, before)?;
            basis = basis.weaker(from_basis);
            i64::from(from.displayed_ticks())
        }
        None => 0,
    };
    let of = (i64::from(to.displayed_ticks()) - from).max(1);
    let percent = percent_above(i64::from(segment.time.ticks()), of);
    let basis = basis.weaker(segment_basis(&segment));
    let x = i64::from(marker.mm);
    Some(Point {
        from: x - i64::from(marker.segment_mm),
        ..Point::new(x, percent, basis.mark(percent_text(percent)), basis)
    })
}

#[cfg(test)]
mod tests {
    use crate::chart::tests::{chart_of_example, values};

    #[test]
    fn the_second_against_the_winner() {
        let chart = chart_of_example("percent");
        // 56.4 / 56.2, 55.4 / 55.8, 55.5 / 55.5, 27.6 / 27.2, 14.11 / 13.62
        assert_eq!(
            values(&chart.series[1]),
            ["400:+0.4", "800:−0.7", "1200:0.0", "1400:+1.5", "1500:+3.6"]
        );
        assert_eq!(
            values(&chart.series[0]),
            ["400:0.0", "800:0.0", "1200:0.0", "1400:0.0", "1500:0.0"]
        );
    }
}
