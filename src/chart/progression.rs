//! Progression of an athlete in one event (terms.md 12, 19): x date, y mark with better up, every result a point, the
//! personal best (in one season: the season best) as steps.
//!
//! A best is strictly better than every earlier legal mark loaded; marks that are not legal are points but never bests.
//! A performance that several files tell of is one point. Outdoor and short track are apart.

use super::refusal::Refusal;
use super::{Axis, Basis, Chart, Direction, Drawing, Emphasis, Join, Point, Quantity, Range, Series, TickRule};
use crate::analysis::career::{CareerMark, career};
use crate::model::{DecimalMark, Event, Mark, PackedMark};
use crate::store::{AthleteId, AthleteView, RowId, Store};

/// One result of the career as it is drawn.
struct Career {
    row: RowId,
    day: i64,
    mark: PackedMark,
    value: i64,
    is_best: bool,
    /// Name of the meet; empty when unknown.
    meet: String,
}

/// The chart of all marks of an athlete in `event` (discipline, distance and indoors count), in a calendar year or in all.
pub fn progression(store: &Store, athlete: AthleteView<'_>, event: Event, year: Option<i16>) -> Result<Chart, Refusal> {
    let (results, rising) = results(store, athlete.id(), event, year)?;
    let best = match year {
        Some(_) => "season best",
        None => "personal best",
    };
    let days = Range::of(results.iter().map(|r| r.day)).ok_or(Refusal::NoMark("No dated mark is loaded"))?;
    let values = Range::of(results.iter().map(|r| r.value)).ok_or(Refusal::NoMark("No dated mark is loaded"))?;
    let x = Range {
        low: days.padded(30, 30).low,
        high: days.high.max(days.low + 1),
    };
    let base = results.len();
    let name = athlete.name();
    let of_event = event.name();
    let season = year.map_or(String::new(), |y| format!(", {y}"));
    Ok(Chart {
        kind: "progression",
        title: format!("{name}: {of_event}{season}"),
        subtitle: format!("Every mark loaded, and the {best} as steps"),
        caption: format!("Better is up. A {best} is the best of the {base} marks loaded, counted by date."),
        source: sources(&results, store),
        byline: String::new(),
        x: Axis {
            title: "Date".to_owned(),
            quantity: Quantity::Day,
            direction: Direction::LargerIsUp,
            ticks: TickRule::Round,
            range: x,
        },
        y: Axis {
            title: if rising {
                "Metres".to_owned()
            } else {
                "Time, faster is up".to_owned()
            },
            quantity: if rising { Quantity::Length } else { Quantity::Time },
            direction: if rising {
                Direction::LargerIsUp
            } else {
                Direction::LargerIsDown
            },
            ticks: TickRule::Round,
            range: values.padded(60, 5_000),
        },
        series: series(&results, best, x.high, name),
        bands: Vec::new(),
        bars: Vec::new(),
        spreads: Vec::new(),
        references: Vec::new(),
        notes: Vec::new(),
        decimal: DecimalMark::default(),
    })
}

/// The marks in the order of time; whether larger ones are better.
fn results(store: &Store, athlete: AthleteId, event: Event, year: Option<i16>) -> Result<(Vec<Career>, bool), Refusal> {
    let rising = !event.discipline.is_timed();
    let drawn = |told: CareerMark| {
        let row = store.row(told.row);
        let value = match row.mark().mark()? {
            Mark::Time(time) if !rising => i64::from(time.ticks()),
            Mark::Length(length) if rising => i64::from(length.hundredths_mm),
            _ => return None,
        };
        Some(Career {
            row: told.row,
            day: i64::from(told.date.day_number()),
            mark: row.mark(),
            value,
            is_best: told.is_best,
            meet: row.meet_name().to_owned(),
        })
    };
    let marks = career(store, athlete, event, year);
    let found: Vec<Career> = marks.into_iter().filter_map(drawn).collect();
    if found.is_empty() {
        return Err(Refusal::NoMark("No dated mark in this event is loaded for the athlete"));
    }
    Ok((found, rising))
}

/// The best so far as steps, the results that were bests as points in colour, and the other results in grey.
fn series(results: &[Career], best: &str, until: i64, name: &str) -> Vec<Series> {
    let (bests, others): (Vec<&Career>, Vec<&Career>) = results.iter().partition(|r| r.is_best);
    let mut capital = best.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let ends = bests.iter().skip(1).map(|r| r.day).chain([until]);
    let step = |(best, end): (&&Career, i64)| Point {
        from: best.day,
        x: end,
        text: String::new(),
        join: Join::Line,
        ..point(best)
    };
    let steps = Series {
        name: capital.clone(),
        short: capital,
        ending: bests.last().map_or(String::new(), |b| b.mark.to_string()),
        row: None,
        emphasis: Emphasis::Selected,
        style: 0,
        drawing: Drawing::Steps,
        points: bests.iter().zip(ends).map(step).collect(),
    };
    let dots = |results: &[&Career], emphasis| Series {
        name: name.to_owned(),
        short: String::new(),
        ending: String::new(),
        row: None,
        emphasis,
        style: 0,
        drawing: Drawing::Points,
        points: results.iter().copied().map(point).collect(),
    };
    vec![dots(&bests, Emphasis::Selected), steps, dots(&others, Emphasis::Field)]
}

fn point(result: &Career) -> Point {
    let basis = match result.mark.is_estimate() {
        true => Basis::Estimate,
        false => Basis::Recorded,
    };
    let text = format!("{} {}", result.mark, result.meet);
    Point {
        row: Some(result.row),
        ..Point::new(result.day, result.value, text.trim_end().to_owned(), basis)
    }
}

/// The files that the marks came from, each once.
fn sources(results: &[Career], store: &Store) -> String {
    let mut files: Vec<&str> = Vec::new();
    for result in results {
        let file = store
            .row(result.row)
            .path()
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files.join(", ")
}
