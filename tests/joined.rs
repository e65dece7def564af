//! A race that two files have is shown once, with what each of them says.

mod real_files;

use homestraight::analysis::RaceSplits;
use homestraight::read::open::read_bytes;
use homestraight::read::{Import, Progress};
use homestraight::sheet::{Sheet as _, SplitsSheet};
use homestraight::store::{Cancel, Column, Direction, Query, RaceId, SortKey, Store};
use real_files::real_file;
use std::sync::Arc;

const RESULTS: &str = "Meet,Event,Sex,Date,Round,Place,Name,Nation,Time\n\
    Night of Miles,mile,M,2024-06-01,final,1,Ada Berg,NOR,4:01.10\n\
    Night of Miles,mile,M,2024-06-01,final,2,Bo Cole,GBR,4:02.00\n\
    Night of Miles,mile,M,2024-06-01,final,3,Cy Dahl,KEN,4:03.50\n";
// another file: names in another order, a mark that contradicts, a fourth athlete, bibs and passings
const TIMING: &str = "Pos;Bib;Athlete;400m;800m;1200m;Event;Date;Time\n\
    1;11;BERG Ada;60,1;2:00,3;3:01,0;mile;2024-06-01;4:01,1\n\
    2;12;COLE Bo;60,3;2:00,6;3:01,4;mile;2024-06-01;4:02,0\n\
    3;13;DAHL Cy;60,5;2:00,9;3:01,9;mile;2024-06-01;4:03,9\n\
    4;14;EK Di;60,7;2:01,2;3:02,5;mile;2024-06-01;4:09,9\n";

fn read(name: &str, text: &str) -> Arc<Import> {
    Arc::new(read_bytes(name, text.as_bytes(), &Progress::default()).expect("a table"))
}

fn store(texts: &[(&str, &str)]) -> Store {
    Store::new(1, texts.iter().map(|(name, text)| read(name, text)).collect())
}

#[test]
fn it_stands_once_with_the_rows_and_passings_of_both() {
    for order in [
        [("a.csv", RESULTS), ("b.csv", TIMING)],
        [("b.csv", TIMING), ("a.csv", RESULTS)],
    ] {
        let store = store(&order);
        let shown: Vec<RaceId> = store.shown_races().map(|r| r.id()).collect();
        let [race] = shown.as_slice() else { panic!("{shown:?}") };
        assert_eq!((store.race_count(), store.row_count(), store.result_count()), (2, 7, 4));
        assert_eq!(store.find_races("mile"), [*race]);
        assert!(store.races().all(|r| store.shown(r.id()) == *race));
        assert_eq!(
            Query::default().run(&store, &Cancel::default()).map(|r| r.len()),
            Some(4)
        );
        let splits = RaceSplits::new(store.race(*race));
        let at_800: Vec<Option<String>> = splits
            .lines
            .iter()
            .map(|l| l.points[1].time.map(|t| t.to_string()))
            .collect();
        assert_eq!(
            at_800,
            ["2:00.3", "2:00.6", "2:00.9", "2:01.2"].map(|t| Some(t.to_owned()))
        );
        // the same result in the same race is the same athlete, however the name is written
        assert_eq!(store.athlete_count(), 4);
        let bibs: Vec<&str> = store.race(*race).row_views().map(|r| r.bib()).collect();
        assert_eq!(bibs, ["11", "12", "13", "14"]);
    }
}

#[test]
fn where_the_files_disagree_both_values_are_said() {
    let store = store(&[("a.csv", RESULTS), ("b.csv", TIMING)]);
    let race = store.race(store.find_races("mile")[0]);
    let disputed: Vec<(&str, bool)> = race.row_views().map(|r| (r.bib(), r.is_mark_disputed())).collect();
    // 4:01.10 and 4:01.1 are the same time at the coarser precision, 4:03.50 and 4:03.9 are not
    assert_eq!(disputed, [("11", false), ("12", false), ("13", true), ("14", false)]);
    let dahl = race.row_views().nth(2).expect("third");
    let said = dahl.sources_text();
    assert!(said.contains("4:03.50  a.csv, line 4"), "{said}");
    assert!(said.contains("4:03.9  b.csv, line 4"), "{said}");
}

#[test]
fn a_passing_of_another_file_names_that_file() {
    // more results in a.csv, so that its race is shown; the passings stand in lines 2 to 5 of b.csv
    let results = format!(
        "{RESULTS}Night of Miles,mile,M,2024-06-01,final,4,Di Ek,FIN,4:09.90\n\
         Night of Miles,mile,M,2024-06-01,final,5,Ed Falk,SWE,4:11.00\n"
    );
    let store = store(&[("a.csv", &results), ("b.csv", TIMING)]);
    let splits = RaceSplits::new(store.race(store.find_races("mile")[0]));
    let sheet = SplitsSheet::new(&store, &splits);
    let column = sheet
        .columns()
        .iter()
        .position(|c| c.title == "800 m")
        .expect("a column");
    assert_eq!(sheet.tooltip(2, column), "b.csv, line 3");
    assert_eq!(sheet.tooltip(2, sheet.columns().len() - 1), "a.csv, line 3");
}

#[test]
fn the_finer_mark_is_shown_and_what_is_shown_is_sorted_and_filtered() {
    let by = |column| Query {
        sort: vec![SortKey {
            column,
            direction: Direction::Up,
        }],
        ..Query::default()
    };
    let results = RESULTS
        .replace("Time\n", "Time,Team,Flags\n")
        .replace("4:01.10", "4:01.10,Zug,WL");
    let results = results
        .replace("4:02.00", "4:02.00,Aosta,PB")
        .replace("4:03.50", "4:03.50,,");
    for order in [
        [("a.csv", results.as_str()), ("b.csv", TIMING)],
        [("b.csv", TIMING), ("a.csv", &results)],
    ] {
        let store = store(&order);
        let race = store.race(store.find_races("mile")[0]);
        // 4:01.10 and 4:01,1 are one time, 4:03.50 and 4:03,9 are two: the shown file's stands
        let marks: Vec<String> = race.row_views().take(2).map(|r| r.mark().to_string()).collect();
        assert_eq!(marks, ["4:01.10", "4:02.00"]);
        let run = |query: Query| {
            let rows = query.run(&store, &Cancel::default()).expect("not cancelled");
            rows.iter().map(|r| store.row(*r).bib().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(run(by(Column::Team)), ["12", "11", "13", "14"], "Aosta, Zug, none");
        assert_eq!(run(by(Column::Flags)), ["12", "11", "13", "14"], "PB, WL, none");
        assert_eq!(run(by(Column::Nation)), ["12", "13", "11", "14"], "GBR, KEN, NOR, none");
        let filter = |text: &str| Query {
            text: text.to_owned(),
            ..Query::default()
        };
        assert_eq!(run(filter("zug")), ["11"]);
        assert_eq!(run(filter("ken")), ["13"]);
        assert_eq!(run(filter("12")), ["12"]);
    }
}

#[test]
fn another_round_day_or_field_is_another_race() {
    let semi = RESULTS.replace("final", "semi-final");
    let later = RESULTS.replace("2024-06-01", "2025-06-01");
    let others = RESULTS.replace("Ada Berg", "Fia Gran").replace("Bo Cole", "Gus Hult");
    let slower = RESULTS.replace("4:0", "4:1");
    for other in [semi, later, others, slower] {
        let store = store(&[("a.csv", RESULTS), ("b.csv", &other)]);
        assert_eq!(store.shown_races().count(), 2, "{other}");
    }
    // two races of one file are never one
    let twice = format!(
        "{RESULTS}{}",
        RESULTS
            .split_once('\n')
            .expect("a header")
            .1
            .replace("final", "semi-final")
    );
    assert_eq!(store(&[("a.csv", &twice)]).shown_races().count(), 2);
}

#[test]
fn results_and_splits_of_the_olympic_final_are_one_race() {
    let Some(facts) = real_file("facts") else { return };
    let named = ["tokyo2020_1500m_results.csv", "tokyo2020_1500m_final_splits.csv"];
    let imports = named.map(|name| {
        let bytes = std::fs::read(facts.join(name)).expect("readable");
        Arc::new(read_bytes(name, &bytes, &Progress::default()).expect("a table"))
    });
    let store = Store::new(1, imports.into());
    // final, two semi-finals, three heats and a race-off; the splits' race is the final
    assert_eq!((store.race_count(), store.shown_races().count()), (8, 7));
    let race = store.race(store.find_races("final 2021")[0]);
    let splits = RaceSplits::new(race);
    let winner = &splits.lines[0];
    let at_800 = splits.markers.iter().position(|m| m.mm == 800_000).expect("a marker");
    // facts: 1:52.0 at 800 m, second behind 1:51.8
    assert_eq!(
        winner.points[at_800].time.map(|t| t.to_string()).as_deref(),
        Some("1:52.0")
    );
    assert_eq!((winner.name.as_str(), splits.lines.len()), ("Jakob Ingebrigtsen", 13));
}
