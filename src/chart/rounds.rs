//! Rounds (terms.md 19): one athlete's heat, semi-final and final as lines of pace steps.

use super::loss::one;
use super::pace::{pace_axis, step};
use super::refusal::Refusal;
use super::subject::{Options, Subject, joined};
use super::{Chart, Drawing, Emphasis, Series};
use crate::analysis::RaceSplits;
use crate::store::{RaceView, RowId, RowView};

/// The chart of the rounds that the selected athlete (without a selection the winner) ran at the same meet.
pub fn rounds(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let line = one(subject, options)?;
    let (unit_mm, unit) = options.units.pace.length(subject.splits.distance_mm);
    let series: Vec<Series> = runs(subject.race()?, line.row)
        .zip(0..)
        .filter_map(|(row, style)| series(row, style, unit_mm))
        .collect();
    if series.len() < 2 {
        return Err(Refusal::OneRound(line.name.clone()));
    }
    let y = pace_axis(unit, &series, [])?;
    let caption = format!("{} in each round, as time per {unit}; up is faster.", line.name);
    let mut chart = subject.chart("rounds", "rounds", caption, y, series);
    chart.title = format!("{}: rounds of the {}", line.name, subject.contested.name());
    Ok(chart)
}

/// The athlete's results in the event of the race at its meet, by date and round.
fn runs(race: RaceView<'_>, row: RowId) -> impl Iterator<Item = RowView<'_>> {
    let of_race = race.row_views().find(|r| r.id() == row);
    let rows = of_race.into_iter().flat_map(|row| row.athlete().row_views());
    let same = move |row: &RowView<'_>| {
        let other = row.race();
        let year = |d: Option<crate::model::Date>| d.map(|d| d.year());
        !other.is_list()
            && row.shown_race().id() == other.id()
            && other.event() == race.event()
            && other.meet_name() == race.meet_name()
            && year(other.date()) == year(race.date())
    };
    let mut runs: Vec<RowView<'_>> = rows.filter(same).collect();
    runs.sort_by_key(|row| (row.race().date().map(|d| d.day_number()), row.race().round(), row.id()));
    runs.into_iter()
}

fn series(row: RowView<'_>, style: usize, unit_mm: u32) -> Option<Series> {
    let race = row.race();
    let splits = RaceSplits::new(race);
    let subject = Subject::new(race, &splits);
    subject.check().ok()?;
    let line = splits.line(row.id())?;
    let points = joined(
        subject
            .main()
            .into_iter()
            .map(|at| step(&subject, line, at, unit_mm))
            .collect(),
    );
    let round = race.round_text();
    (!points.is_empty()).then(|| Series {
        name: format!("{}, {round}", line.name),
        short: round,
        ending: row.mark_or_status(),
        row: Some(row.id()),
        emphasis: Emphasis::Selected,
        style,
        drawing: Drawing::Steps,
        points,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::values;
    use crate::store::{RaceId, Store, fixture};
    use std::sync::Arc;

    #[test]
    fn rounds_of_the_winner() {
        let mut import = fixture::final_1500();
        let mut heat = import.races[0].clone();
        (heat.round, heat.heat) = (crate::model::Round::SemiFinal, Some(2));
        heat.date = crate::model::Date::parse("2021-08-05");
        import.races.push(heat);
        let copies: Vec<usize> = (0..import.rows.len()).collect();
        for row in copies {
            let passings = import.rows.passings(row);
            let copy = crate::read::import::Row {
                race: 1,
                athlete: import.rows.athlete[row],
                mark: import.rows.packed_mark(row),
                ..Default::default()
            };
            import.rows.push(copy, passings);
        }
        let store = Store::new(1, vec![Arc::new(import)]);
        let race = store.race(RaceId(0));
        let splits = RaceSplits::new(race);
        let chart = rounds(&Subject::new(race, &splits), &Options::default()).expect("two rounds");
        let names: Vec<&str> = chart.series.iter().map(|s| s.short.as_str()).collect();
        assert_eq!(names, ["semi-final 2", "final"], "by date");
        // 400 m pace of 56.2, 55.8, 55.5 over 400 m, 27.2 over 200 m, 13.62 over 100 m
        assert_eq!(
            values(&chart.series[1]),
            ["400:56.2", "800:55.8", "1200:55.5", "1400:54.4", "1500:54.5"]
        );
        assert_eq!(
            values(&chart.series[0]),
            values(&chart.series[1]),
            "the same passings in this test"
        );
    }
}
