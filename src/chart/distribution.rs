//! Distribution of finishing times: a histogram of the whole field, however large, with the selected athletes marked.

use super::refusal::Refusal;
use super::subject::{Options, SHOWN_UNSELECTED, Subject};
use super::{
    Axis, Bar, Basis, Chart, Direction, Drawing, Emphasis, Point, Quantity, Range, Series, TickRule, Tone, tick,
};
use crate::model::name::short_names;
use crate::model::{Status, Time};
use crate::store::{RowId, RowView};

/// A field of n athletes has about twice the square root of n bars, within these bounds (house rule).
const BARS: (usize, usize) = (6, 40);
/// Athletes without which a histogram would say nothing.
const LEAST: usize = 10;
/// In ticks.
const MINUTE: i64 = 600_000;

/// The chart of how many finished in which time.
pub fn distribution(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    if subject.race()?.is_list() {
        return Err(Refusal::List);
    }
    let finished: Vec<(RowView<'_>, Time)> = subject
        .race()?
        .row_views()
        .filter(|row| row.status() == Status::None)
        .filter_map(|row| Some((row, row.mark().time()?)))
        .collect();
    if finished.len() < LEAST {
        return Err(Refusal::FewAthletes(LEAST));
    }
    let value = |time: Time| i64::from(time.ticks());
    let whole = Range::of(finished.iter().map(|(_, t)| value(*t))).ok_or(Refusal::FewAthletes(LEAST))?;
    let bars = (finished.len().isqrt() * 2).clamp(BARS.0, BARS.1);
    let width = tick::step(Quantity::Time, whole, bars);
    let first = whole.low.div_euclid(width);
    let mut counts = vec![0i64; (whole.high.div_euclid(width) - first + 1) as usize];
    for (_, time) in &finished {
        counts[(value(*time).div_euclid(width) - first) as usize] += 1;
    }
    let bars: Vec<Bar> = counts
        .iter()
        .zip(first..)
        .filter(|(count, _)| **count > 0)
        .map(|(count, at)| Bar {
            range: Range {
                low: at * width,
                high: (at + 1) * width,
            },
            y: *count,
            text: count.to_string(),
            tone: Tone::Neutral,
        })
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let y = Axis {
        title: "Athletes".to_owned(),
        quantity: Quantity::Count,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        range: Range {
            low: 0,
            high: most + (most / 12).max(1),
        },
    };
    let unit = if width < MINUTE { " s" } else { " min" };
    let step = tick::text(Quantity::Time, width, width) + unit;
    let caption = format!(
        "{} finishers by finishing time; each bar spans {step}, and the faster ones stand left.",
        finished.len()
    );
    let series = marked(&finished, options);
    let mut chart = subject.chart("distribution", "finishing times", caption, y, series);
    chart.x = Axis {
        title: "Finishing time".to_owned(),
        quantity: Quantity::Time,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        range: Range {
            low: first * width,
            high: (first + counts.len() as i64) * width,
        },
    };
    chart.bands.clear();
    chart.bars = bars;
    Ok(chart)
}

/// The selected on the base line, at most as many as have colours.
fn marked(finished: &[(RowView<'_>, Time)], options: &Options) -> Vec<Series> {
    let chosen = finished.iter().filter(|(row, _)| options.selected.contains(&row.id()));
    let chosen: Vec<&(RowView<'_>, Time)> = chosen.take(SHOWN_UNSELECTED).collect();
    let names: Vec<&str> = chosen.iter().map(|(row, _)| row.name()).collect();
    let one = |((row, time), short, style): (&(RowView<'_>, Time), String, usize)| Series {
        name: row.name().to_owned(),
        short: format!("{short} {time}"),
        ending: time.to_string(),
        row: Some(row.id()),
        emphasis: Emphasis::Selected,
        style,
        drawing: Drawing::Points,
        points: vec![point(row.id(), *time, rank(finished, *time))],
    };
    let shorts = short_names(&names);
    chosen
        .into_iter()
        .zip(shorts)
        .zip(0..)
        .map(|((row, short), style)| one((row, short, style)))
        .collect()
}

fn rank(finished: &[(RowView<'_>, Time)], time: Time) -> usize {
    finished.iter().filter(|(_, other)| *other < time).count() + 1
}

fn point(row: RowId, time: Time, rank: usize) -> Point {
    Point {
        row: Some(row),
        ..Point::new(
            i64::from(time.ticks()),
            0,
            format!("{time}, number {rank} by time"),
            Basis::Recorded,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finisher_is_in_one_bar() {
        let (store, race) = crate::chart::tests::tokyo();
        let race = store.race(race);
        let splits = crate::analysis::RaceSplits::new(race);
        let subject = Subject::new(race, &splits);
        let winner = splits.lines[0].row;
        let options = Options {
            selected: [winner].into(),
            ..Options::default()
        };
        let chart = distribution(&subject, &options).expect("thirteen finishers");
        assert_eq!(chart.bars.iter().map(|b| b.y).sum::<i64>(), 13);
        // 13 finishers from 3:28.32 to 3:38.56: at most 2 * 3 bars, so that each spans 2 s
        assert!(chart.caption.contains("each bar spans 2 s"), "{}", chart.caption);
        assert_eq!(chart.series[0].points[0].text, "3:28.32, number 1 by time");
        assert_eq!(chart.series[0].points[0].row, Some(winner));
    }
}
