//! Form (terms.md 17, 19): each athlete's result in per cent behind the median of the finishers, and as a box the range that
//! is typical for the athlete: the middle half of the last 24 months.

use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{Axis, Basis, Chart, Direction, Drawing, Emphasis, Point, Quantity, Range, Series, Spread, TickRule};
use crate::analysis::form::{Form, Measure};
use crate::analysis::percent::percent_text;
use crate::analysis::quartiles::Quartiles;
use crate::model::name::short_names;
use crate::store::RowView;

/// The width of an athlete's column ([`Quantity::Column`]).
const COLUMN: i64 = 100;
/// So many athletes at most have a column.
const MOST: usize = 30;

/// The chart of a race's finishers against their typical range.
pub fn form(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    let race = subject.race()?;
    if race.is_list() {
        return Err(Refusal::List);
    }
    let lines = subject.splits.lines.iter();
    let rows: Vec<RowView<'_>> = lines
        .filter_map(|line| race.row_views().find(|r| r.id() == line.row))
        .collect();
    let by_median = told(&rows, Measure::BehindMedian);
    match by_median.iter().any(|(_, _, typical)| typical.is_some()) {
        true => chart(subject, options, Measure::BehindMedian, &by_median),
        false => chart(subject, options, Measure::Time, &told(&rows, Measure::Time)),
    }
}

/// A finisher, the result by a measure and the typical range.
type Told<'a> = (RowView<'a>, i64, Option<Quartiles>);

fn told<'a>(rows: &[RowView<'a>], measure: Measure) -> Vec<Told<'a>> {
    let mut form = Form::new(measure);
    let rows = rows.iter();
    rows.filter_map(|row| Some((*row, form.value(*row)?, form.typical(*row))))
        .take(MOST)
        .collect()
}

fn chart(subject: &Subject<'_>, options: &Options, measure: Measure, finished: &[Told<'_>]) -> Result<Chart, Refusal> {
    let spreads: Vec<Spread> = finished
        .iter()
        .zip(1..)
        .filter_map(|((_, _, typical), nth)| {
            let (low, high) = (nth * COLUMN - COLUMN / 2, nth * COLUMN + COLUMN / 2);
            Some(Spread {
                range: Range { low, high },
                quartiles: (*typical)?,
            })
        })
        .collect();
    if spreads.is_empty() {
        return Err(Refusal::NoForm);
    }
    let (title, quantity, measured) = match measure {
        Measure::BehindMedian => (
            "Per cent behind (+) the median of the race, better is up",
            Quantity::Percent,
            "in per cent behind the median of its finishers",
        ),
        Measure::Time => ("Time, faster is up", Quantity::Time, "by the time"),
    };
    let text = |row: RowView<'_>, value: i64| match measure {
        Measure::BehindMedian => format!("{} %", percent_text(value)),
        Measure::Time => row.mark().to_string(),
    };
    let names: Vec<&str> = finished.iter().map(|(row, ..)| row.name()).collect();
    let any_selected = finished.iter().any(|(row, ..)| options.selected.contains(&row.id()));
    let series = finished.iter().zip(short_names(&names)).zip(1..);
    let series: Vec<Series> = series
        .map(|(((row, value, _), short), nth)| Series {
            name: row.name().to_owned(),
            short,
            ending: String::new(),
            row: Some(row.id()),
            emphasis: match options.selected.contains(&row.id()) || !any_selected {
                true => Emphasis::Selected,
                false => Emphasis::Field,
            },
            style: (nth - 1) as usize,
            drawing: Drawing::Points,
            points: vec![Point::new(nth * COLUMN, *value, text(*row, *value), Basis::Recorded)],
        })
        .collect();
    let of_boxes = spreads.iter().flat_map(|s| [s.quartiles.low, s.quartiles.high]);
    let values = finished.iter().map(|(_, value, _)| *value).chain(of_boxes);
    let y = Axis {
        title: title.to_owned(),
        quantity,
        direction: Direction::LargerIsDown,
        ticks: TickRule::Round,
        range: Range::of(values).ok_or(Refusal::NoForm)?.padded(140, 200),
    };
    let caption = format!(
        "Point: this race, {measured}. Box: the middle half of the athlete’s races over the distance in the 24 months before, of those \
         loaded, with at least five; {} of {} have one.",
        spreads.len(),
        finished.len()
    );
    let last = finished.len() as i64;
    let mut chart = subject.chart("form", "form", caption, y, series);
    chart.spreads = spreads;
    chart.bands.clear();
    chart.x = Axis {
        title: "Order of the result".to_owned(),
        quantity: Quantity::Column,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Markers((1..=last).map(|nth| nth * COLUMN).collect()),
        range: Range {
            low: COLUMN / 2,
            high: last * COLUMN + COLUMN / 2,
        },
    };
    Ok(chart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::RaceSplits;
    use crate::chart::tests::{build_of_example, tokyo};

    #[test]
    fn the_final_of_the_sample_has_form_by_time() {
        let (store, race) = tokyo();
        let race = store.race(race);
        let splits = RaceSplits::new(race);
        let chart = form(&Subject::new(race, &splits), &Options::default()).expect("a chart");
        // the races of the season are loaded with the finalists alone
        assert_eq!(chart.y.quantity, Quantity::Time);
        assert_eq!((chart.series[0].points[0].y, chart.series.len()), (2_083_200, 13));
        let of_first = Range { low: 50, high: 150 };
        assert!(
            chart.spreads.iter().any(|s| s.range == of_first),
            "the winner’s season is loaded"
        );
    }

    #[test]
    fn without_earlier_races_there_is_no_form() {
        assert_eq!(build_of_example("form", &Options::default()), Err(Refusal::NoForm));
    }
}
