use super::*;
use crate::model::{Event, Mark, PackedMark, Suffixes, Time};
use crate::read::ImportBuilder;
use crate::read::import::{Athlete, Race, Row};
use crate::store::Decision;
use std::sync::Arc;

/// An athlete in a race of men over 1500 m: name, nation, birth and mark.
type Entry = (&'static str, &'static str, &'static str, &'static str);

/// A file with one race on a day; the places are in the order given.
fn file(day: &str, entries: &[Entry]) -> Arc<crate::read::Import> {
    let mut b = ImportBuilder::new();
    let race = b.race(Race {
        event: Event::track(1_500_000, Sex::Men),
        date: Date::parse(day),
        ..Race::default()
    });
    for (nth, (name, nation, birth, mark)) in entries.iter().enumerate() {
        let athlete = Athlete {
            name: b.intern(name),
            nation: b.intern(nation),
            birth: Date::parse(birth),
            ..Athlete::default()
        };
        let athlete = b.athlete(athlete);
        b.row(
            Row {
                race,
                athlete,
                place: nth as u32 + 1,
                mark: PackedMark::new(Time::parse(mark).map(Mark::Time), Suffixes::NONE),
                ..Row::default()
            },
            &[],
        );
    }
    Arc::new(b.finish())
}

fn store(files: &[&[Entry]], decisions: Vec<Decision>) -> Store {
    let days = ["2021-05-01", "2021-06-01", "2021-07-01", "2021-08-01"];
    let files = files.iter().zip(days).map(|(entries, day)| file(day, entries));
    Store::with_decisions(1, files.collect(), decisions)
}

/// The pairs as `one | other: strength points`.
fn found(store: &Store) -> Vec<String> {
    let text = |c: &Candidate| {
        let [one, other] = c.athletes.map(|id| store.athlete(id).name());
        format!("{one} | {other}: {} {}", c.strength.word(), c.points)
    };
    store.candidates().iter().map(text).collect()
}

#[test]
fn names_written_otherwise_wait_in_the_queue() {
    let first: &[Entry] = &[
        ("Jakob Ingebrigtsen", "NOR", "2000-09-19", "3:30"),
        ("Cole Hocker", "USA", "2001", "3:31"),
        ("Kerr Josh", "GBR", "", "3:32"),
        ("Kåre Sørensen", "DEN", "1999-01-02", "3:33"),
        ("Nick Willis", "", "", "3:34"),
    ];
    let second: &[Entry] = &[
        ("J. Ingebrigtsen", "NOR", "", "3:29"),
        ("Cole Alan Hocker", "USA", "2001-06-06", "3:30"),
        ("Josh Kerr", "GBR", "1997-10-08", "3:31"),
        ("Kaare Soerensen", "", "1999-01-02", "3:32"),
        ("Nicholas Willis", "", "", "3:33"),
    ];
    let store = store(&[first, second], vec![]);
    assert_eq!(
        found(&store),
        [
            // 2 part, 2 birth year, 2 nation, 1 event
            "Cole Hocker | Cole Alan Hocker: likely 7",
            // 3 spelling, 3 birth date, 1 event
            "Kåre Sørensen | Kaare Soerensen: likely 7",
            // 3 order, 2 nation, 1 event
            "Kerr Josh | Josh Kerr: likely 6",
            // 2 initial, 2 nation, 1 event
            "Jakob Ingebrigtsen | J. Ingebrigtsen: likely 5",
            // a short form, an event and nothing else: 2 points are too few
        ]
    );
    let kerr = &store.candidates()[2];
    let texts = |texts: &mut dyn Iterator<Item = &str>| texts.map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        texts(&mut kerr.speaks_for()),
        ["same name in another order", "nation GBR", "both in 1500 m"]
    );
    assert_eq!(
        texts(&mut kerr.is_known()),
        [
            "birth 1997-10-08 is known of one only",
            "results of 2021 and 2021",
            "never both in one race"
        ]
    );
}

#[test]
fn contradictions_and_decisions_exclude() {
    let both: &[Entry] = &[("Josh Kerr", "GBR", "", "3:30"), ("Kerr Josh", "GBR", "", "3:31")];
    assert!(found(&store(&[both], vec![])).is_empty(), "both in one race");
    let born = [("Josh Kerr", "GBR", "1997", "3:30")];
    let later = [("Kerr Josh", "GBR", "1998-01-01", "3:30")];
    assert!(found(&store(&[&born, &later], vec![])).is_empty(), "two births");
    let other = [("Kerr Josh", "GBR", "", "3:30")];
    let open = store(&[&born, &other], vec![]);
    assert_eq!(found(&open), ["Josh Kerr | Kerr Josh: likely 6"]);
    let [one, two] = open.candidates()[0].athletes;
    let merge = open.merge(one, two).expect("two athletes");
    let apart = open.keep_apart(one, two).expect("two athletes");
    for decision in [merge, apart] {
        assert!(found(&store(&[&born, &other], vec![decision])).is_empty());
    }
}

#[test]
fn an_initial_that_fits_two_is_less_sure() {
    let first: &[Entry] = &[
        ("Jakob Ingebrigtsen", "NOR", "", "3:30"),
        ("Jonas Ingebrigtsen", "NOR", "", "3:40"),
    ];
    let second = [("J. Ingebrigtsen", "NOR", "", "3:30")];
    let store = store(&[first, &second], vec![]);
    assert_eq!(
        found(&store),
        [
            "Jakob Ingebrigtsen | J. Ingebrigtsen: possible 4",
            "Jonas Ingebrigtsen | J. Ingebrigtsen: possible 4"
        ]
    );
    let against: Vec<&str> = store.candidates()[0].speaks_against().collect();
    assert_eq!(against, ["the name fits 1 other, too"]);
}

#[test]
fn one_result_of_two_files_is_evidence_for() {
    let field = |first: &'static str| {
        [
            (first, "", "", "3:28.32"),
            ("Timothy Cheruiyot", "", "", "3:29.01"),
            ("Abel Kipsang", "", "", "3:29.56"),
        ]
    };
    let files = ["Jakob Ingebrigtsen", "J. Ingebrigtsen"].map(|name| file("2021-08-07", &field(name)));
    let store = Store::new(1, files.to_vec());
    // 2 initial, 4 the result, 1 event
    assert_eq!(found(&store), ["Jakob Ingebrigtsen | J. Ingebrigtsen: likely 7"]);
}

#[test]
fn a_given_name_needs_the_birth_date() {
    let files = [
        file("2021-08-01", &[("Freweyni Gebreezibeher", "ETH", "2001-02-12", "3:57")]),
        file("2023-08-01", &[("Freweyni Hailu", "ETH", "2001-02-12", "3:55")]),
        file("2023-09-01", &[("Freweyni Abebe", "ETH", "2001", "3:58")]),
    ];
    // -1 the given name alone, 3 birth date, 2 nation, 1 event
    let store = Store::new(1, files.to_vec());
    assert_eq!(found(&store), ["Freweyni Gebreezibeher | Freweyni Hailu: likely 5"]);
}

/// A hundred thousand athletes, a million rows: run with `--release` and `--ignored`.
#[test]
#[ignore = "a measurement"]
fn a_million_rows_are_searched_in_less_than_a_second() {
    let syllables = [
        "ka", "ri", "mo", "le", "ta", "su", "ne", "vo", "di", "pa", "chi", "ro", "ber", "lin", "sen", "mar",
    ];
    let mut state = 1u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let nations = ["NOR", "KEN", "GBR", "USA", "ETH", "FRA", "ESP", "ITA", "POL", "GER"];
    let mut b = ImportBuilder::new();
    let races: Vec<u32> = (0..20_000)
        .map(|nth| {
            b.race(Race {
                event: Event::track(1_500_000, Sex::Men),
                date: Date::new(2000 + (nth % 25) as i16, Some(1 + (nth % 12) as u8), Some(1)),
                heat: Some(nth as u16),
                ..Race::default()
            })
        })
        .collect();
    let word = |count: usize, next: &mut dyn FnMut(usize) -> usize| -> String {
        (0..count).map(|_| syllables[next(syllables.len())]).collect()
    };
    for _ in 0..100_000 {
        let name = format!("{} {}", word(2, &mut next), word(3, &mut next));
        let athlete = Athlete {
            name: b.intern(&name),
            nation: b.intern(nations[next(10)]),
            birth: Date::new(1970 + next(30) as i16, None, None).filter(|_| next(2) == 0),
            ..Athlete::default()
        };
        let athlete = b.other_athlete(athlete);
        for _ in 0..10 {
            let race = races[next(races.len())];
            b.row(
                Row {
                    race,
                    athlete,
                    ..Row::default()
                },
                &[],
            );
        }
    }
    let store = Store::new(1, vec![Arc::new(b.finish())]);
    store.warm();
    let started = std::time::Instant::now();
    let found = store.candidates().len();
    println!(
        "{found} candidates among {} athletes in {:?}",
        store.athlete_count(),
        started.elapsed()
    );
    assert!(started.elapsed().as_millis() < 1000);
}
