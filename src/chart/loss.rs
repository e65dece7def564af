//! Loss bars of one athlete (terms.md 9, 19): time lost in each segment against the athlete's own level of the day, lost is
//! up.

use super::refusal::Refusal;
use super::subject::{Options, Subject, gap_text, segment_basis};
use super::{Axis, Bar, Basis, Chart, Direction, Quantity, Range, TickRule, Tone};
use crate::analysis::loss::losses;
use crate::analysis::splits::Line;
use crate::model::{Gap, Precision};

/// The chart of the one selected athlete, without a selection of the winner.
pub fn loss(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let line = one(subject, options)?;
    let losses = losses(subject.splits, line).ok_or_else(|| Refusal::MissingSegment(line.name.clone()))?;
    let bars: Vec<Bar> = losses
        .iter()
        .map(|(at, ticks)| bar(subject, line, *at, *ticks))
        .collect();
    let values = bars.iter().map(|b| b.y).chain([0]);
    let y = Axis {
        title: "Seconds lost (+) against the own level".to_owned(),
        quantity: Quantity::Gap,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        // room for the values beyond the bars
        range: Range::of(values).ok_or(Refusal::NoPassings)?.padded(120, 5_000),
    };
    let caption = "Time lost (up) or gained (down) in each segment against the athlete’s own level of the day: the median of \
                   the segment times as multiples of the fast ones of the field. In a paced or tactical race it shows the \
                   choice of pace, not error.";
    let what = format!("where {} lost time", line.name);
    let mut chart = subject.chart("loss", &what, caption.to_owned(), y, Vec::new());
    chart.bars = bars;
    Ok(chart)
}

/// The athlete that a chart of one athlete is about.
pub fn one<'a>(subject: &Subject<'a>, options: &Options) -> Result<&'a Line, Refusal> {
    let lines = &subject.splits.lines;
    let chosen: Vec<&Line> = lines.iter().filter(|l| options.selected.contains(&l.row)).collect();
    match chosen.as_slice() {
        [] => subject.winner().map(|(line, _)| line),
        [one] => Ok(one),
        many => Err(Refusal::OneAthlete(many.len())),
    }
}

fn bar(subject: &Subject<'_>, line: &Line, at: usize, ticks: i64) -> Bar {
    let marker = subject.splits.markers[at];
    let segment = line.points[at].segment;
    let precision = segment.map_or(Precision::Tenth, |s| s.time.precision());
    let basis = segment.map_or(Basis::Estimate, |s| segment_basis(&s));
    Bar {
        range: Range {
            low: i64::from(marker.mm - marker.segment_mm),
            high: i64::from(marker.mm),
        },
        y: ticks,
        text: gap_text(Gap::from_ticks(ticks, precision), basis),
        tone: match ticks {
            0 => Tone::Neutral,
            1.. => Tone::Behind,
            _ => Tone::Ahead,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::build_of_example;
    use crate::store::RowId;

    #[test]
    fn losses_of_the_second() {
        let of = |rows: &[u32]| Options {
            selected: rows.iter().copied().map(RowId).collect(),
            ..Options::default()
        };
        let chart = build_of_example("loss", &of(&[1])).expect("all segments");
        // analysis/loss.rs: 0, -0.197, -0.198, 0.303, 0.442
        let bars: Vec<&str> = chart.bars.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(bars, ["0.0", "−0.2", "−0.2", "+0.3", "+0.4"]);
        assert_eq!(build_of_example("loss", &of(&[0, 1])), Err(Refusal::OneAthlete(2)));
        let kerr = Refusal::MissingSegment("Josh Kerr".to_owned());
        assert_eq!(build_of_example("loss", &of(&[2])), Err(kerr), "no passings");
    }
}
