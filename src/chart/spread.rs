//! Segment spread (terms.md 19): pace of each segment over the field as a box (quartiles, whiskers 1.5 times their distance)
//! with a point for every athlete.

use super::pace::{pace_axis, step};
use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{Chart, Drawing, Range, Spread};
use crate::analysis::quartiles::Quartiles;

/// With fewer athletes a box would say nothing.
const LEAST: usize = 5;

/// The chart of the spread of pace in each segment.
pub fn spread(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let (unit_mm, unit) = options.units.pace.length(subject.splits.distance_mm);
    let main = subject.main();
    let steps = |at: usize| {
        let lines = subject.splits.lines.iter();
        lines.filter_map(move |line| step(subject, line, at, unit_mm))
    };
    let spreads: Vec<Spread> = main
        .iter()
        .filter_map(|at| spread_of(steps(*at).map(|p| (p.from, p.x, p.y))))
        .collect();
    if spreads.is_empty() {
        return Err(Refusal::FewAthletes(LEAST));
    }
    let series = subject.series(
        options,
        Drawing::Points,
        |line| main.iter().map(|at| step(subject, line, *at, unit_mm)).collect(),
        |_, last| last.text.clone(),
    );
    let y = pace_axis(
        unit,
        &series,
        spreads.iter().flat_map(|s| [s.quartiles.low, s.quartiles.high]),
    )?;
    let caption = format!(
        "Time per {unit} in each segment, faster is up. Box: the middle half of the field with its median; whiskers: the \
         furthest within 1.5 times the box."
    );
    let mut chart = subject.chart("spread", &format!("spread of pace per {unit}"), caption, y, series);
    chart.spreads = spreads;
    Ok(chart)
}

fn spread_of(steps: impl Iterator<Item = (i64, i64, i64)>) -> Option<Spread> {
    let steps: Vec<(i64, i64, i64)> = steps.collect();
    let (low, high, _) = *steps.get(LEAST - 1)?;
    let values: Vec<i64> = steps.iter().map(|(_, _, pace)| *pace).collect();
    Some(Spread {
        range: Range { low, high },
        quartiles: Quartiles::of(&values)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_hold_the_field() {
        let (store, race) = crate::chart::tests::tokyo();
        let race = store.race(race);
        let splits = crate::analysis::RaceSplits::new(race);
        let chart = spread(&Subject::new(race, &splits), &Options::default()).expect("thirteen athletes");
        assert_eq!(chart.spreads.len(), 5);
        for (at, spread) in chart.spreads.iter().enumerate() {
            let mut paces: Vec<i64> = chart.series.iter().map(|s| s.points[at].y).collect();
            paces.sort_unstable();
            // of thirteen values the 4th, 7th and 10th
            let q = spread.quartiles;
            assert_eq!((q.first, q.median, q.third), (paces[3], paces[6], paces[9]));
        }
        assert_eq!(
            crate::chart::tests::build_of_example("spread", &Options::default()),
            Err(Refusal::FewAthletes(5))
        );
    }
}
