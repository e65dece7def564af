//! Shapes of races of any length (terms.md 19, distance-scaled overlay): the part of the distance across, the speed against
//! the athlete's own mean speed upwards.

use super::refusal::Refusal;
use super::subject::{Of, Options, Subject, joined, segment_basis};
use super::{Axis, Chart, Direction, Drawing, Emphasis, Point, Quantity, Range, Series, TickRule};
use crate::analysis::RaceSplits;
use crate::analysis::pace::speed_mm_per_s;
use crate::analysis::percent::{percent_above, percent_text};
use crate::analysis::splits::Line;
use crate::store::{RaceView, RowId, RowView};

/// So many other races of one athlete at most, the latest.
const OTHERS: usize = 7;
/// The whole distance in hundredths of one per cent.
const WHOLE: i64 = 10_000;

/// The chart of the race's athletes; of one athlete who is selected alone the other races instead, of any
/// distance.
pub fn shape(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    match subject.check() {
        Err(Refusal::MixedEvents | Refusal::NothingInCommon) => {}
        checked => checked?,
    }
    let mut title = None;
    let own_steps = |line: &Line| match subject.of {
        Of::Race(_) => steps(subject.splits, line),
        Of::Efforts(_, compared) => compared
            .own_line(line.row)
            .map_or(Vec::new(), |(race, line)| steps(race, line)),
    };
    let mut series = subject.series(options, Drawing::Steps, own_steps, |line, _| mark(subject, line));
    let of_race: Vec<&Series> = series
        .iter()
        .filter(|s| s.row.is_some_and(|r| options.selected.contains(&r)))
        .collect();
    if let ([one], Ok(race)) = (of_race.as_slice(), subject.race()) {
        let own = Series {
            short: race.date().map_or(one.short.clone(), |date| date.to_string()),
            ..(*one).clone()
        };
        let others = own.row.map_or(Vec::new(), |row| others(race, row, own.style));
        if !others.is_empty() {
            title = Some(format!("{}: shapes of races", own.name));
            series = std::iter::once(own).chain(others).collect();
        }
    }
    let values = series.iter().flat_map(|s| &s.points).map(|p| p.y).chain([0]);
    let y = Axis {
        title: "Speed against the own mean in per cent, faster is up".to_owned(),
        quantity: Quantity::Percent,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        range: Range::of(values).ok_or(Refusal::NoPassings)?.padded(50, 400),
    };
    let caption = "Speed of each segment against the athlete’s mean speed of the whole race, in per cent, over the part of the \
                   distance covered: races of different lengths have comparable shapes.";
    let what = if subject.race().is_ok() {
        "shape of the race"
    } else {
        "shapes of races"
    };
    let mut chart = subject.chart("shape", what, caption.to_owned(), y, series);
    chart.x = Axis {
        title: "Part of the distance".to_owned(),
        quantity: Quantity::Share,
        direction: Direction::LargerIsUp,
        ticks: TickRule::Round,
        range: Range { low: 0, high: WHOLE },
    };
    chart.bands.clear();
    chart.title = title.unwrap_or(chart.title);
    Ok(chart)
}

/// The finish time of a line or its status; of efforts each has its own finish.
fn mark(subject: &Subject<'_>, line: &Line) -> String {
    match subject.of {
        Of::Race(_) => subject.mark(line),
        Of::Efforts(store, _) => store.row(line.row).mark_or_status(),
    }
}

/// A step for every segment of a line that has a finish time.
fn steps(splits: &RaceSplits, line: &Line) -> Vec<Option<Point>> {
    let distance = splits.distance_mm;
    let finish = line.points.last().and_then(|p| p.time);
    let mean = finish.and_then(|total| speed_mm_per_s(total, distance)).map(i64::from);
    let share = |mm: u32| i64::from(mm) * WHOLE / i64::from(distance.max(1));
    let step = |(at, marker): (usize, crate::analysis::splits::Marker)| {
        let segment = line.points[at].segment?;
        let basis = segment_basis(&segment);
        let speed = i64::from(speed_mm_per_s(segment.time, marker.segment_mm)?);
        let percent = percent_above(speed, mean.filter(|mean| *mean > 0)?);
        Some(Point {
            from: share(marker.mm - marker.segment_mm),
            ..Point::new(share(marker.mm), percent, basis.mark(percent_text(percent)), basis)
        })
    };
    splits.main_markers().map(step).collect()
}

/// The latest other races of the athlete with passings.
fn others(own_race: RaceView<'_>, row: RowId, style: usize) -> Vec<Series> {
    let own = own_race.row_views().find(|r| r.id() == row);
    let is_other = |r: &RowView<'_>| {
        r.shown_race().id() != own_race.id()
            && r.shown_race().id() == r.race().id()
            && !r.race().is_list()
            && r.passings().iter().any(|p| p.time().is_some())
    };
    let mut rows: Vec<RowView<'_>> = own
        .into_iter()
        .flat_map(|r| r.athlete().row_views())
        .filter(is_other)
        .collect();
    rows.sort_by_key(|r| std::cmp::Reverse((r.date().map(|d| d.day_number()), r.id())));
    let mut series: Vec<Series> = Vec::new();
    for row in rows {
        let splits = RaceSplits::new(row.race());
        let race = Subject::new(row.race(), &splits);
        let line = splits.line(row.id()).filter(|_| race.check().is_ok());
        let points = line.map_or(Vec::new(), |line| joined(steps(&splits, line)));
        let date = row.date().map_or(String::new(), |d| d.to_string());
        let event = row.race().event();
        let event = if event == own_race.event() {
            String::new()
        } else {
            event.name()
        };
        if points.is_empty() || series.len() >= OTHERS {
            continue;
        }
        series.push(Series {
            name: format!("{}, {}, {date}", row.name(), race.event),
            short: format!("{event} {date}").trim().to_owned(),
            ending: row.mark_or_status(),
            row: Some(row.id()),
            emphasis: Emphasis::Selected,
            style: style + series.len() + 1,
            drawing: Drawing::Steps,
            points,
        });
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::chart_of_example;

    #[test]
    fn shape_of_the_winner() {
        let chart = chart_of_example("shape");
        // mean 7200 mm/s; 7117, 7168, 7207, 7353, 7342: -1.2, -0.4, +0.1, +2.1, +2.0 per cent; 400 of 1500 is 26.66 %
        let texts: Vec<&str> = chart.series[0].points.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["−1.2", "−0.4", "+0.1", "+2.1", "+2.0"]);
        assert_eq!(chart.series[0].points[0].x, 2_666);
        assert_eq!(chart.series[0].points.last().map(|p| p.x), Some(10_000));
    }

    #[test]
    fn one_athlete_brings_other_races() {
        let (store, race) = crate::chart::tests::tokyo();
        let race = store.race(race);
        let splits = RaceSplits::new(race);
        let options = Options {
            selected: [splits.lines[0].row].into(),
            ..Options::default()
        };
        let chart = shape(&Subject::new(race, &splits), &options).expect("passings");
        // the sample has Ingebrigtsen's passings of the Rome 2024 final
        assert_eq!(chart.series[0].short, "2021-08-07");
        assert!(chart.series.iter().any(|s| s.short == "2024-06-12"));
        assert!(chart.series.iter().all(|s| s.name.starts_with("Jakob Ingebrigtsen")));
    }
}
