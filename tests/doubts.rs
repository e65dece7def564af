//! Doubtful values (terms.md 18) are marked in every table and are findings with file and line.

use homestraight::analysis::{RaceSplits, bests::bests, doubts, performances::performances};
use homestraight::page::table;
use homestraight::read::open::read_bytes;
use homestraight::read::{Import, Progress};
use homestraight::sheet::{FindingsSheet, Listing, Sheet as _, SplitsSheet, findings};
use homestraight::store::{RowId, Store};
use std::process::Command;
use std::sync::Arc;

/// Name, passings at 400, 800 and 1200 m, and the result, in the order of the places.
type Told<'a> = (&'a str, [&'a str; 3], &'a str);

// 400 m in 37.0 s is 10.81 m/s, above 10.5; 2:07.5 at 800 m is not later than 2:08.0 at 400 m; 3:59.90 in fifth place is
// ahead of four places before it
const RACE: [Told<'_>; 7] = [
    ("Ann Able", ["64.0", "2:08.0", "3:12.0"], "4:00.00"),
    ("Bea Baker", ["37.0", "2:08.2", "3:12.4"], "4:01.50"),
    ("Cat Coe", ["2:08.0", "2:07.5", "3:12.8"], "4:02.00"),
    ("Dee Dow", ["64.4", "2:08.6", "3:13.0"], "4:02.50"),
    ("Eve Ede", ["64.6", "2:08.8", "3:13.2"], "3:59.90"),
    ("Fay Fox", ["64.8", "2:09.0", "3:13.4"], "4:03.50"),
    ("Gia Gee", ["65.0", "2:09.2", "3:13.6"], "4:04.00"),
];

/// A race as JSON: the first result in line 2, then one a line.
fn document(race: &[Told<'_>]) -> String {
    let result = |(at, (name, passings, mark)): (usize, &Told<'_>)| {
        let passing = |(n, time): (usize, &&str)| format!("{{\"at\": {}, \"time\": \"{time}\"}}", (n + 1) * 400);
        let passings: Vec<String> = passings.iter().enumerate().map(passing).collect();
        format!(
            "{{\"place\": {}, \"athlete\": \"{name}\", \"time\": \"{mark}\", \"passings\": [{}]}}",
            at + 1,
            passings.join(", ")
        )
    };
    let results: Vec<String> = race.iter().enumerate().map(result).collect();
    let head = "{\"homestraight\": 1, \"races\": [{\"event\": \"women 1500 m\", \"results\": [";
    format!("{head}\n{}\n]}}]}}\n", results.join(",\n"))
}

fn read(name: &str, text: &str) -> Arc<Import> {
    Arc::new(read_bytes(name, text.as_bytes(), &Progress::default()).expect("a result file"))
}

fn store(race: &[Told<'_>]) -> Store {
    Store::new(1, vec![read("club.json", &document(race))])
}

/// Line, found and expected of each finding of the search.
fn found(store: &Store) -> Vec<(u32, String, String)> {
    let all = doubts(store).findings.iter().flat_map(|f| f.kept());
    all.map(|f| (f.line, f.found.clone(), f.expected.clone())).collect()
}

#[test]
fn each_doubtful_value_is_a_finding_with_its_line() {
    let store = store(&RACE);
    let expected = [
        (
            3,
            "Bea Baker: 37.0 for 0–400 m, 10.8 m/s",
            "2 to 10.5 m/s in a race of 800 m and longer",
        ),
        (4, "Cat Coe: 2:07.5 at 800 m", "a time after 2:08.0 at 400 m"),
        (6, "Eve Ede: place 5 in 3:59.90", "times in the order of the places"),
    ];
    let expected = expected.map(|(line, found, expected)| (line, found.to_owned(), expected.to_owned()));
    let found = found(&store);
    // 2:08.0 for 400 m is slow too, but the first doubt of an athlete stands for all of his or hers
    assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [3, 4, 6], "{found:?}");
    assert_eq!([&found[0], &found[2]], [&expected[0], &expected[2]]);
    let listed = findings::Listed::new(&store, &[], None);
    let sheet = FindingsSheet::new(&store, &[], &listed);
    assert_eq!((sheet.row_count(), findings::total(&store, &[])), (3, 3));
    let place = sheet
        .finding(0)
        .map(|(_, source, finding)| (source.path.as_str(), finding.line));
    assert_eq!(place, Some(("club.json", 3)));
}

#[test]
fn doubtful_values_are_marked_in_every_text() {
    let store = store(&RACE);
    let race = store.races().next().expect("a race");
    let splits = RaceSplits::new(race);
    let sheet = SplitsSheet::new(&store, &splits);
    let rows: Vec<usize> = (0..sheet.row_count()).collect();
    for text in [table::csv(&sheet), table::tsv(&sheet, &rows), table::plain(&sheet)] {
        for marked in ["37.0?", "2:07.5?", "3:59.90?"] {
            assert!(text.contains(marked), "{marked} in\n{text}");
        }
        assert!(text.contains("1:04.4") && !text.contains("1:04.4?"), "{text}");
    }
    let results: Vec<RowId> = race.rows().collect();
    let listed = table::csv(&Listing::new(&store, results));
    assert_eq!(listed.matches('?').count(), 1, "{listed}");
    assert!(listed.contains("3:59.90?"), "{listed}");
}

#[test]
fn a_doubtful_mark_is_no_best() {
    let store = store(&RACE);
    let of = |name: &str| {
        let athlete = store.athletes().find(|a| a.name() == name).expect("loaded").id();
        bests(&store, &performances(&store, athlete)).len()
    };
    assert_eq!((of("Eve Ede"), of("Dee Dow")), (0, 1));
}

#[test]
fn of_one_race_three_are_listed_and_the_others_counted() {
    // every second 800 m is not later than the 400 m
    let told = |at: usize| {
        let at_800 = if at % 2 == 1 { "1:04.0" } else { "2:08.0" };
        (
            format!("Athlete {at}"),
            ["1:04.5", at_800, "3:12.0"],
            format!("4:{at:02}.00"),
        )
    };
    let race: Vec<(String, [&str; 3], String)> = (0..12).map(told).collect();
    let race: Vec<Told<'_>> = race.iter().map(|(n, p, m)| (n.as_str(), *p, m.as_str())).collect();
    let found = found(&store(&race));
    let lines: Vec<u32> = found.iter().map(|f| f.0).collect();
    assert_eq!(lines, [3, 5, 7, 9]);
    assert_eq!(found[3].1, "3 more results with doubtful values in Women 1500 m");
}

#[test]
fn a_result_far_from_the_others_is_no_doubtful_segment() {
    // no passings; the last is 20 s behind a field within a second
    let times = ["4:00.0", "4:00.2", "4:00.4", "4:00.6", "4:00.8", "4:01.0", "4:21.0"];
    let rows = times.iter().enumerate();
    let rows: String = rows
        .map(|(at, time)| format!("1500m,W,{},Athlete {at},{time}\n", at + 1))
        .collect();
    let store = Store::new(1, vec![read("club.csv", &format!("Event,Sex,Place,Name,Time\n{rows}"))]);
    assert_eq!(found(&store), []);
}

#[test]
fn who_walks_all_the_way_is_slow_and_not_doubtful() {
    // 1500 m at 1.9 m/s: 400 m in 3:30.5
    let mut walks = RACE;
    walks[6] = ("Gia Gee", ["3:30.5", "7:01.0", "10:31.5"], "13:09.4");
    let store = store(&walks);
    assert!(
        found(&store).iter().all(|f| !f.1.contains("Gia Gee")),
        "{:?}",
        found(&store)
    );
}

#[test]
fn check_reports_them_as_text_and_as_json() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("club.json");
    std::fs::write(&path, document(&RACE)).expect("written");
    let check = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_homestraight"));
        let output = command
            .arg("check")
            .args(arguments)
            .arg(&path)
            .output()
            .expect("the binary runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let text = check(&[]);
    assert!(text.contains("3 findings"), "{text}");
    assert!(
        text.contains("warning: line 3: found Bea Baker: 37.0 for 0–400 m, 10.8 m/s, expected 2 to 10.5 m/s"),
        "{text}"
    );
    let reports: serde_json::Value = serde_json::from_str(&check(&["--json"])).expect("JSON");
    let report = &reports[0];
    assert_eq!(report["findings_total"], 3);
    let codes: Vec<&str> = (0..3)
        .filter_map(|at| report["findings"][at]["code"].as_str())
        .collect();
    assert_eq!(codes, ["doubtful-passing", "doubtful-passing", "place-against-time"]);
    assert_eq!(report["findings"][1]["line"], 4);
}
