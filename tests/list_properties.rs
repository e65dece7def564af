//! Lists of made-up results against the rules of ranking (terms.md 2.5, 10): ranks 1, 2, 2, 4, a hand time behind the equal
//! automatic one, one mark an athlete, as of any day, whatever the order of the file.

use homestraight::analysis::ranking::{List, ListOf, Marks, Until, moves};
use homestraight::model::{Date, Event, Mark, PackedMark, Sex, Suffixes, Time};
use homestraight::read::ImportBuilder;
use homestraight::read::import::{Athlete, Race, Row};
use homestraight::store::Store;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const EVENT: Event = Event::track(1_500_000, Sex::Women);

/// A result: number of the athlete, tenths of a second above 4:00, whether timed by hand, day of May 2021.
type Made = (u8, u8, bool, u8);

/// What a list tells of a line: rank, whether tied, athlete, tenths, by hand.
type Line = (u32, bool, String, u8, bool);

fn written((_, tenths, by_hand, _): Made) -> String {
    let method = if by_hand { "h" } else { "0" };
    format!("4:{:02}.{}{method}", tenths / 10, tenths % 10)
}

fn date(day: u8) -> Date {
    Date::parse(&format!("2021-05-{day:02}")).expect("a day of May")
}

/// A race a result.
fn store(results: &[Made]) -> Store {
    let mut b = ImportBuilder::new();
    let names: BTreeSet<u8> = results.iter().map(|r| r.0).collect();
    let athletes: BTreeMap<u8, u32> = names
        .into_iter()
        .map(|number| {
            let name = b.intern(&format!("Runner {}", char::from(b'A' + number)));
            let athlete = Athlete {
                name,
                ..Athlete::default()
            };
            (number, b.athlete(athlete))
        })
        .collect();
    for made in results {
        let race = b.race(Race {
            event: EVENT,
            date: Some(date(made.3)),
            ..Race::default()
        });
        let time = Time::parse(&written(*made)).expect("a time");
        let row = Row {
            race,
            athlete: athletes[&made.0],
            mark: PackedMark::new(Some(Mark::Time(time)), Suffixes::NONE),
            ..Row::default()
        };
        b.row(row, &[]);
    }
    Store::new(1, vec![Arc::new(b.finish())])
}

fn lines(store: &Store, until: Until, marks: Marks) -> Vec<Line> {
    let of = ListOf {
        event: EVENT,
        until,
        marks,
        ..ListOf::default()
    };
    let line = |l: &homestraight::analysis::ranking::Listed| {
        let row = store.row(l.row);
        let text = row.mark().to_string();
        let tenths = |at: usize| text.as_bytes()[at] - b'0';
        let value = tenths(2) * 100 + tenths(3) * 10 + tenths(5);
        (
            l.rank.rank,
            l.rank.tied,
            row.name().to_owned(),
            value,
            text.ends_with('h'),
        )
    };
    List::new(store, &of).listed.iter().map(line).collect()
}

/// The best of each athlete up to a day, by a plain loop: the smaller time, of equal ones the automatic one.
fn bests(results: &[Made], last_day: u8) -> BTreeMap<u8, (u8, bool)> {
    let mut bests = BTreeMap::new();
    for (athlete, tenths, by_hand, day) in results {
        let own = (*tenths, *by_hand);
        let best = bests.entry(*athlete).or_insert((u8::MAX, true));
        if *day <= last_day && own < *best {
            *best = own;
        }
    }
    bests.retain(|_, best| best.0 < u8::MAX);
    bests
}

fn results() -> impl Strategy<Value = Vec<Made>> {
    proptest::collection::vec((0u8..8, 0u8..30, any::<bool>(), 1u8..29), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_list_holds_the_best_of_each_athlete_at_one_more_than_the_better_ones(results in results(), last_day in 1u8..29) {
        let bests = bests(&results, last_day);
        let lines = lines(&store(&results), Until::Through(date(last_day)), Marks::Best);
        prop_assert_eq!(lines.len(), bests.len());
        for (athlete, best) in &bests {
            let name = format!("Runner {}", char::from(b'A' + athlete));
            let better = bests.values().filter(|other| *other < best).count() as u32;
            let tied = bests.values().filter(|other| *other == best).count() > 1;
            let line = (better + 1, tied, name, best.0, best.1);
            prop_assert!(lines.contains(&line), "{:?} in {:?}", line, lines);
        }
    }

    #[test]
    fn ranks_rise_with_the_times_and_skip_those_of_ties(results in results()) {
        let lines = lines(&store(&results), Until::Now, Marks::All);
        for (at, pair) in lines.windows(2).enumerate() {
            let [before, after] = [&pair[0], &pair[1]].map(|l| (l.3, l.4));
            prop_assert!(before <= after);
            let expected = if before == after { pair[0].0 } else { at as u32 + 2 };
            prop_assert_eq!(pair[1].0, expected);
        }
        // each race is a performance of its own, on one day too, as a heat and a final are
        prop_assert_eq!(lines.len(), results.len());
    }

    #[test]
    fn the_order_of_a_file_changes_no_list(results in results(), last_day in 1u8..29) {
        let reversed: Vec<Made> = results.iter().rev().copied().collect();
        for until in [Until::Now, Until::Before(date(last_day))] {
            let [mut one, mut other] = [&results, &reversed].map(|r| lines(&store(r), until, Marks::Best));
            one.sort();
            other.sort();
            prop_assert_eq!(one, other);
        }
    }

    #[test]
    fn a_day_moves_those_whose_best_it_made(results in results(), day in 1u8..29) {
        let store = store(&results);
        let of = ListOf { event: EVENT, ..ListOf::default() };
        let (before, after) = (bests(&results, day - 1), bests(&results, day));
        let improved = after.iter().filter(|(athlete, best)| before.get(athlete) != Some(best));
        let improved: BTreeSet<String> = improved.map(|(a, _)| format!("Runner {}", char::from(b'A' + a))).collect();
        let moved = moves(&store, &of, date(day));
        let moved: BTreeSet<String> = moved.iter().map(|m| store.athlete(m.athlete).name().to_owned()).collect();
        prop_assert_eq!(moved, improved);
    }
}
