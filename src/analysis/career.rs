//! An athlete's marks in one event in the order of time, with those that were the best so far (terms.md 12): strictly better
//! than every earlier legal mark loaded. A performance that several files tell of is one mark.

use super::bests::{is_legal, order};
use super::chronology::sort_by_time;
use super::performances::{Performance, event_key, performances};
use crate::model::{Date, Event};
use crate::store::{AthleteId, RowId, Store};

/// One dated mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CareerMark {
    pub row: RowId,
    pub date: Date,
    /// Better than every legal mark before it, and legal.
    pub is_best: bool,
}

/// All dated marks in `event` (discipline, distance and indoors count), of a calendar year or of all.
pub fn career(store: &Store, athlete: AthleteId, event: Event, year: Option<i16>) -> Vec<CareerMark> {
    let is_of_event = |p: &Performance| {
        let row = store.row(p.row);
        event_key(row.race().event()) == event_key(event) && row.mark().mark().is_some()
    };
    let mut all: Vec<Performance> = performances(store, athlete).into_iter().filter(is_of_event).collect();
    sort_by_time(&mut all, |p| store.row(p.row));
    let mut best = None;
    let marks = all.iter().filter_map(|performance| {
        let row = store.row(performance.row);
        let date = row.date().filter(|d| year.is_none_or(|y| d.year() == y))?;
        let mark = order(row);
        let is_better = best.is_none_or(|best| mark < best);
        let is_best = is_better && performance.rows().all(|r| is_legal(store, store.row(r)));
        if is_best {
            best = Some(mark);
        }
        Some(CareerMark {
            row: row.id(),
            date,
            is_best,
        })
    });
    marks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Discipline, PackedMark, Round, Sex, Suffixes, Time};
    use crate::model::{Mark, Status};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Extra, Race, Row};
    use std::sync::Arc;

    /// Date, start time, round, mark and wind in tenths of one athlete's races over a distance.
    type Told<'a> = (&'a str, &'a str, Round, &'a str, Option<i16>);

    /// The marks in the order of time, bests with a star.
    fn told(distance_mm: u32, races: &[Told<'_>]) -> Vec<String> {
        let mut b = ImportBuilder::new();
        let name = b.intern("Ann Able");
        let athlete = b.athlete(Athlete {
            name,
            ..Athlete::default()
        });
        let event = Event::track(distance_mm, Sex::Women);
        for (date, start, round, mark, wind_tenths) in races {
            let start_time = b.intern(start);
            let race = b.race(Race {
                event,
                round: *round,
                date: Date::parse(date),
                start_time,
                ..Race::default()
            });
            let (bare, suffixes) = Suffixes::split(mark);
            let mark = PackedMark::new(Time::parse(bare).map(Mark::Time), suffixes);
            let extra = b.extra(Extra {
                wind_tenths: *wind_tenths,
                ..Extra::default()
            });
            b.row(
                Row {
                    race,
                    athlete,
                    mark,
                    status: Status::None,
                    extra,
                    ..Row::default()
                },
                &[],
            );
        }
        let store = Store::new(1, vec![Arc::new(b.finish())]);
        let told = |m: &CareerMark| format!("{}{}", store.row(m.row).mark(), if m.is_best { "*" } else { "" });
        let athlete = store.row(RowId(0)).athlete_id();
        career(&store, athlete, event, None).iter().map(told).collect()
    }

    #[test]
    fn on_one_day_the_rounds_are_in_order_and_a_best_can_be_broken_twice() {
        let races = [
            ("2021-08-07", "", Round::Final, "3:28.32", None),
            ("2021-08-07", "", Round::SemiFinal, "3:32.13", None),
            ("2021-08-07", "", Round::Round1, "3:36.49", None),
            ("2020-08-14", "", Round::Final, "3:33.00", None),
        ];
        assert_eq!(told(1_500_000, &races), ["3:33.00*", "3:36.49", "3:32.13*", "3:28.32*"]);
    }

    #[test]
    fn the_time_of_day_comes_before_the_round() {
        let races = [
            ("2021-06-01", "20:40", Round::Unknown, "4:10.0", None),
            ("2021-06-01", "9:05 PM", Round::Round1, "4:09.0", None),
            ("2021-06-01", "10:00", Round::Final, "4:11.0", None),
        ];
        assert_eq!(told(1_500_000, &races), ["4:11.0*", "4:10.0*", "4:09.0*"]);
    }

    #[test]
    fn a_hand_time_is_compared_with_its_addition_and_never_ties() {
        // terms.md 2.5: 12.4 + 0.24 = 12.64 by hand; 12.60 is better, and 12.64 after 12.4h is so, too, since no hand time
        // ties an automatic one
        let races = [
            ("2021-06-01", "", Round::Final, "12.4h", None),
            ("2021-06-02", "", Round::Final, "12.64", None),
            ("2021-06-03", "", Round::Final, "12.4h", None),
            ("2021-06-04", "", Round::Final, "12.60", None),
        ];
        assert_eq!(told(100_000, &races), ["12.4h*", "12.64*", "12.4h", "12.60*"]);
        // nothing is added beyond 400 m
        let long = [
            ("2021-06-01", "", Round::Final, "2:02.1", None),
            ("2021-06-02", "", Round::Final, "2:02.0h", None),
        ];
        assert_eq!(told(800_000, &long), ["2:02.1*", "2:02.0h*"]);
    }

    #[test]
    fn wind_bars_a_sprint_and_says_nothing_of_a_long_race() {
        // terms.md 13: at most +2.0; no wind in races of 400 m and more
        let sprint = [
            ("2021-06-01", "", Round::Final, "11.50", Some(20)),
            ("2021-06-02", "", Round::Final, "11.40", Some(21)),
        ];
        assert_eq!(told(100_000, &sprint), ["11.50*", "11.40"]);
        let long = [("2021-06-01", "", Round::Final, "4:10.0", Some(35))];
        assert_eq!(told(1_500_000, &long), ["4:10.0*"]);
        assert_eq!(Event::track(1_500_000, Sex::Women).discipline, Discipline::Track);
    }
}
