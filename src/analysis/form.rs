//! Form (terms.md 17): a result by a measure, and an athlete's typical range of it, the middle half of the last 24 months.
//! The measure is per cent behind the median of the finishers of the race; where races are loaded with too few finishers
//! for a median it is the time (house rule).

use super::percent::percent_above;
use super::quartiles::Quartiles;
use crate::model::{Date, Status};
use crate::store::{RaceId, RaceView, RowView};
use hashbrown::HashMap;

/// Finishers without whom a race has no median to compare with.
const FINISHERS: usize = 5;
/// Races without which an athlete has no typical range.
const RACES: usize = 5;
/// 24 months.
const DAYS: i32 = 731;

/// What results are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// `100 * (T - median) / median` in hundredths of one per cent.
    BehindMedian,
    /// In ticks of 0.1 ms.
    Time,
}

/// Results by a measure, with the medians of races, each worked out once.
pub struct Form {
    measure: Measure,
    medians: HashMap<RaceId, Option<i64>>,
}

impl Form {
    pub fn new(measure: Measure) -> Self {
        Self {
            measure,
            medians: HashMap::new(),
        }
    }

    /// The median time of the finishers in ticks; `None` with fewer than five.
    fn median(&mut self, race: RaceView<'_>) -> Option<i64> {
        let median = || {
            let finishers = race.row_views().filter(|row| row.status() == Status::None);
            let times: Vec<i64> = finishers
                .filter_map(|row| Some(i64::from(row.mark().time()?.ticks())))
                .collect();
            let quartiles = Quartiles::of(&times).filter(|_| times.len() >= FINISHERS)?;
            Some(quartiles.median).filter(|median| *median > 0)
        };
        *self.medians.entry(race.id()).or_insert_with(median)
    }

    /// A result by the measure.
    pub fn value(&mut self, row: RowView<'_>) -> Option<i64> {
        let time = row.mark().time().filter(|_| row.status() == Status::None)?;
        let ticks = i64::from(time.ticks());
        match self.measure {
            Measure::Time => Some(ticks),
            Measure::BehindMedian => Some(percent_above(ticks, self.median(row.shown_race())?)),
        }
    }

    /// The quartiles over the athlete's other races of the event in the 24 months before; `None` with fewer than five.
    pub fn typical(&mut self, row: RowView<'_>) -> Option<Quartiles> {
        let others = before(row).into_iter();
        let values: Vec<i64> = others.filter_map(|other| self.value(other)).collect();
        Quartiles::of(&values).filter(|_| values.len() >= RACES)
    }
}

/// The athlete's other races of the event in the 24 months before.
pub fn before(row: RowView<'_>) -> Vec<RowView<'_>> {
    let event = row.race().event();
    let Some(day) = row.date().map(Date::day_number) else {
        return Vec::new();
    };
    let is_before = |other: &RowView<'_>| {
        let of = other.race().event();
        let days = other.date().map(|d| day - d.day_number());
        other.shown() == other.id()
            && !other.race().is_list()
            && (of.discipline, of.distance_mm) == (event.discipline, event.distance_mm)
            && days.is_some_and(|days| (0..=DAYS).contains(&days))
            && other.shown_race().id() != row.shown_race().id()
    };
    row.athlete().row_views().filter(is_before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Discipline, Event, Mark, PackedMark, Sex, Suffixes, Time};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Race, Row};
    use crate::store::Store;
    use std::sync::Arc;

    /// Races of five, all but the first athlete in 100 s; the first athlete's times by race, with the days.
    fn store(races: &[(&str, &str)]) -> Store {
        let mut b = ImportBuilder::new();
        let athletes: Vec<u32> = ["A One", "B Two", "C Three", "D Four", "E Five"]
            .iter()
            .map(|name| {
                let name = b.intern(name);
                b.athlete(Athlete {
                    name,
                    ..Athlete::default()
                })
            })
            .collect();
        for (day, first) in races {
            let race = b.race(Race {
                event: Event {
                    discipline: Discipline::Track,
                    distance_mm: 800_000,
                    sex: Sex::Men,
                    ..Event::default()
                },
                date: Date::parse(day),
                ..Race::default()
            });
            for (nth, athlete) in athletes.iter().enumerate() {
                let time = Time::parse(if nth == 0 { first } else { "1:40.00" }).expect("a time");
                let row = Row {
                    athlete: *athlete,
                    race,
                    mark: PackedMark::new(Some(Mark::Time(time)), Suffixes::default()),
                    ..Row::default()
                };
                b.row(row, &[]);
            }
        }
        Store::new(1, vec![Arc::new(b.finish())])
    }

    #[test]
    fn the_typical_range_is_of_the_races_before() {
        // 1, 2, 3, 4 and 5 % behind the median of 100 s; one race is too old and one is later
        let store = store(&[
            ("2019-01-01", "1:59.00"),
            ("2021-01-01", "1:41.00"),
            ("2021-02-01", "1:42.00"),
            ("2021-03-01", "1:43.00"),
            ("2021-04-01", "1:44.00"),
            ("2021-05-01", "1:45.00"),
            ("2021-08-07", "1:39.00"),
            ("2021-09-01", "1:58.00"),
        ]);
        let row = |race: u32| store.race(RaceId(race)).row_views().next().expect("a row");
        let mut form = Form::new(Measure::BehindMedian);
        assert_eq!(form.value(row(6)), Some(-100));
        let typical = form.typical(row(6)).expect("five races");
        assert_eq!((typical.first, typical.median, typical.third), (200, 300, 400));
        assert_eq!(form.typical(row(5)), None, "four races before");
        let typical = Form::new(Measure::Time).typical(row(6)).expect("five races");
        assert_eq!((typical.first, typical.third), (1_020_000, 1_040_000));
    }
}
