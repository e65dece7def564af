//! OpenTrack JSON: own documents, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md; HOMESTRAIGHT_SHARED names the folder that holds `data`,
//! otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Qualification, Round, Sex, Status};
use homestraight::read::format::Input;
use homestraight::read::import::RaceKind;
use homestraight::read::open::read_bytes;
use homestraight::read::{FORMATS, Folder, Folders, Import, Progress, open};
use proptest::prelude::*;
use real_files::real_file;
use std::path::Path;

fn read(text: &str) -> Import {
    let import = read_bytes("race.json", text.as_bytes(), &Progress::default()).expect("a document");
    assert_eq!(import.source.format, "opentrack", "{}", import.source.reason);
    import
}

/// A real file, or nothing when it is not beside the project.
fn shared(name: &str) -> Option<Import> {
    let path = real_file(Path::new("data/openathletics-json").join(name))?;
    let import = open(&path, &Folders::default(), &Progress::default())
        .expect("a document")
        .remove(0);
    assert_eq!(import.source.format, "opentrack", "{name}: {}", import.source.reason);
    Some(import)
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn sex(import: &Import, row: usize) -> Sex {
    import.athletes[import.rows.athlete[row] as usize].sex
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

/// The row's passings as `metres time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    let shown = of_row.filter_map(|p| Some(format!("{} {}", markers[p.marker()] / 1000, p.time()?)));
    shown.collect()
}

/// Reads without a look at whether it is of this format.
fn read_as_it_is(bytes: &[u8]) -> Import {
    let format = FORMATS.iter().find(|f| f.name == "opentrack").expect("the format");
    let input = Input {
        name: "x.json",
        bytes,
        folder: &Folder::default(),
        mappings: &[],
    };
    (format.read)(input, &Progress::default())
}

/// The findings as `line:column code`.
fn findings(import: &Import) -> Vec<String> {
    let kept = import.findings.kept().iter();
    kept.map(|f| format!("{}:{} {}", f.line, f.column, f.code)).collect()
}

const RACE: &str = r#"{
  "fullName": "Town Mile 2024 - mile - B Race", "discipline": "1M", "venue": "Town Track", "country": "GBR",
  "startDate": "2024-07-20", "wind": false,
  "positions": [
    {"givenName": "Ada", "familyName": "One", "gender": "F", "nationality": "EST", "birthDate": "2001-02-03",
     "bib": "7", "club": "Town AC", "category": "SW", "rank": 1, "perf": "4:50.12"},
    null,
    {"givenName": "Bo", "familyName": "Two", "ageGender": "U17B", "rank": 2, "perf": "4:55.3h", "nonScorer": true},
    {"givenName": "Cy", "familyName": "Three", "ageGender": "M50", "perf": "DNF"},
    {"givenName": "Di", "familyName": "Four", "perf": null},
    {"givenName": "Ed", "familyName": "Five", "perf": "4:6x"}
  ]
}"#;

const MODEL: &str = r#"{
  "waId": 5,
  "athletes": [
    {"id": 1, "waId": 11, "firstName": "Ada", "lastName": "One", "birthdate": "2000-08-24", "country": "SLO", "sex": "female"},
    {"id": 2, "firstName": "Bea", "lastName": "Two", "birthdate": "2001-08-24", "country": "CRO"}
  ],
  "relayTeams": [{"id": 9, "name": "Slovenia", "country": "SLO"}],
  "venues": [{"id": 1, "name": "Town Stadium", "country": "CRO"}],
  "units": [
    {"waEventId": 1, "title": "Women's 800m", "rounds": [
      {"type": "Semifinal", "races": [
        {"number": 2, "wind": "NWI", "date": "2024-08-24", "startTime": "10:00", "results": [
          {"athleteId": 1, "result": "02:01.23", "placeInRace": 1, "placeInRound": 3, "qualified": "Q",
           "detail": [{"distance": "400", "result": "58.90"},
                      {"distance": "600", "result": "01:29.81"}]},
          {"athleteId": 2, "result": "DQ"},
          {"athleteId": 3, "result": "02:02.0h", "qualified": "maybe"}
        ]}
      ]}
    ]},
    {"title": "Women's 4x400m", "rounds": [{"type": "Final", "races": [
      {"number": 1, "date": "2024-08-25", "results": [{"relayTeamId": 9, "legs": [2, 1], "result": "03:31.00", "placeInRace": 1}]}
    ]}]},
    {"title": "Women's Long Jump", "rounds": [{"type": "Final", "races": [
      {"number": 1, "date": "2024-08-25", "results": [
        {"athleteId": 1, "result": "6.43", "wind": "+1.2", "placeInRace": 1,
         "detail": [{"result": "x", "wind": "+1.1"}, {"result": "6.43", "wind": "+1.2"}]}]}
    ]}]}
  ]
}"#;

#[test]
fn a_race_has_everything_that_the_schema_knows() {
    let import = read(RACE);
    let race = &import.races[0];
    assert_eq!(
        (race.event.name().as_str(), import.text(race.title)),
        ("mile", "B Race")
    );
    assert_eq!(race.date.map(|d| d.to_string()).as_deref(), Some("2024-07-20"));
    let meet = &import.meets[0];
    let texts = [meet.name, meet.venue, meet.nation].map(|s| import.text(s));
    assert_eq!(texts, ["Town Mile 2024", "Town Track", "GBR"]);
    let marks: Vec<String> = (0..import.rows.len()).map(|r| mark(&import, r)).collect();
    assert_eq!(marks, ["4:50.12", "4:55.3h", "", "", ""]);
    assert_eq!(import.rows.place, [1, 2, 0, 0, 0]);
    assert_eq!(import.rows.status[2], Status::Dnf);
    assert_eq!(import.rows.line, [5, 8, 9, 10, 11]);
    assert_eq!(
        [0, 1, 2, 3].map(|r| sex(&import, r)),
        [Sex::Women, Sex::Men, Sex::Men, Sex::Unknown]
    );
    let ada = &import.athletes[0];
    assert_eq!((name(&import, 0), import.text(ada.nation)), ("Ada One", "EST"));
    assert_eq!(ada.birth.map(|d| d.to_string()).as_deref(), Some("2001-02-03"));
    let extra = [0, 1].map(|r| import.extra(r).map(|e| (import.text(e.category), import.text(e.note))));
    assert_eq!(extra, [Some(("SW", "")), Some(("U17B", "non-scorer"))]);
    assert_eq!(
        (import.text(import.rows.bib[0]), import.text(import.rows.team[0])),
        ("7", "Town AC")
    );
    assert_eq!(findings(&import), ["11:55 unreadable-mark"]);
}

#[test]
fn races_of_a_competition_share_its_meet() {
    let import = read(
        r#"{"fullName": "Match 4", "series": "League", "startDate": "2017-02-11", "locationText": "The Common",
  "results": [{"discipline": "5MXC", "positions": [{"givenName": "A", "familyName": "B", "perf": "27:42", "bib": 1066, "rank": 1}]},
    {"discipline": "400", "wind": true, "results": [{"familyName": "C", "perf": "50.1", "athleteId": "x1"}]}]}"#,
    );
    let events: Vec<String> = import.races.iter().map(|r| r.event.name()).collect();
    assert_eq!(events, ["5 miles cross country", "400 m"]);
    assert_eq!(import.meets.len(), 1);
    assert_eq!(import.text(import.meets[0].name), "League, Match 4");
    assert_eq!((mark(&import, 0), mark(&import, 1)), ("27:42".into(), "50.1w".into()));
    assert_eq!(import.text(import.rows.bib[0]), "1066");
}

#[test]
fn the_competition_model_has_splits_rounds_and_teams() {
    let import = read(MODEL);
    let race = &import.races[0];
    assert_eq!(
        (race.event.to_string().as_str(), race.round, race.heat),
        ("women 800 m", Round::SemiFinal, Some(2))
    );
    assert_eq!(passings(&import, 0), ["400 58.90", "600 1:29.81"]);
    let origin = import.passing_origin(0, import.rows.passings(0).start + 1);
    assert_eq!(
        (import.rows.line[0], origin.line),
        (13, 15),
        "a passing has its own line"
    );
    assert_eq!(import.rows.qualification[0], Qualification::ByPlace);
    assert_eq!(import.extra(0).map(|e| e.place_in_round), Some(3));
    assert_eq!(
        (import.rows.status[1], mark(&import, 2)),
        (Status::Dq, "2:02.0h".into())
    );
    assert_eq!((name(&import, 3), mark(&import, 3)), ("Slovenia", "3:31.00".into()));
    assert_eq!(import.extra(3).map(|e| import.text(e.note)), Some("Bea Two, Ada One"));
    let jump = import.extra(4).expect("a series");
    assert_eq!(
        (mark(&import, 4), import.text(jump.series)),
        ("6.43".into(), "x (+1.1), 6.43 (+1.2)")
    );
    assert_eq!(jump.wind_tenths, Some(12));
    assert_eq!(
        import.meets[0].start.map(|d| d.to_string()).as_deref(),
        Some("2024-08-24")
    );
    assert_eq!(
        findings(&import),
        ["17:63 unknown-qualification", "17:25 unknown-athlete"]
    );
}

#[test]
fn splits_that_are_segments_are_added_up() {
    // 58.9 + 62.3 = 121.2
    let segments = MODEL.replace("\"600\"", "\"800\"").replace("01:29.81", "62.33");
    let import = read(&segments);
    assert_eq!(passings(&import, 0), ["400 58.90", "800 2:01.23"]);
    assert!(findings(&import).contains(&"12:0 segments".to_owned()));
}

#[test]
fn performances_make_lists() {
    let import = read(
        r#"[{"@type": "TimePerformance", "agent": {"@id": "http://x.org/athlete/1Abc.jsonld", "name": "A Bc"},
  "sportsDiscipline": {"@id": "http://x.org/discipline/HMarathon.jsonld"}, "datePublished": "2015-03-22",
  "inCompetition": {"@id": "http://x.org/competition/TownHM.jsonld"}, "time": "00:59:32", "recordOrBest": ["best:AR", "best:NR"]},
 {"@type": "DistancePerformance", "agent": {"@id": "http://x.org/athlete/1Abc.jsonld", "name": "A Bc"},
  "sportsDiscipline": "LJ", "distance": {"value": "7.01", "unitCode": "MTR"}}]"#,
    );
    assert_eq!((import.races.len(), import.athletes.len()), (2, 1));
    assert_eq!(import.races[0].kind, RaceKind::List);
    assert_eq!((mark(&import, 0), mark(&import, 1)), ("59:32".into(), "7.01".into()));
    let flags: Vec<&str> = import.flags[usize::from(import.rows.flags[0])]
        .iter()
        .map(|f| import.text(*f))
        .collect();
    assert_eq!(flags, ["AR", "NR"]);
    assert_eq!(import.extra(0).map(|e| import.text(e.meet)), Some("TownHM"));
}

#[test]
fn the_real_races() {
    let Some(import) = shared("race_iffleymiles_2016_mileA.json") else {
        return;
    };
    assert_eq!(import.races[0].event.name(), "mile");
    assert_eq!(
        (import.rows.len(), import.athletes.len()),
        (5, 5),
        "five athletes without names"
    );
    assert_eq!(
        [0, 1].map(|r| (import.rows.place[r], mark(&import, r))),
        [(1, "4:37.89".into()), (2, "4:37.97".into())]
    );
    let Some(import) = shared("race_iffleymiles_2016_600mA.json") else {
        return;
    };
    let rows = [0, 1, 2].map(|r| (name(&import, r), mark(&import, r), sex(&import, r)));
    assert_eq!(
        rows,
        [
            ("Clark Roberts", "1:29.60".into(), Sex::Men),
            ("Harrison Reed", "1:33.68".into(), Sex::Men),
            ("Kate Anderson", "1:34.30".into(), Sex::Women)
        ]
    );
    assert_eq!(
        (import.races[0].event.to_string().as_str(), import.rows.len()),
        ("600 m", 7)
    );
    assert!(import.findings.kept().is_empty());
}

#[test]
fn the_real_competitions() {
    let Some(import) = shared("results_iffleymiles_2016.json") else {
        return;
    };
    // seven races, counted in the file with grep '"pos"'
    assert_eq!((import.races.len(), import.rows.len()), (7, 56));
    assert_eq!(
        (name(&import, 0), mark(&import, 0), import.rows.place[0]),
        ("Clark Roberts", "1:29.60".into(), 1)
    );
    assert_eq!(import.text(import.meets[0].name), "Iffley Miles 2016");
    assert!(import.findings.kept().is_empty());
    let Some(import) = shared("competition.json") else {
        return;
    };
    assert_eq!(import.rows.len(), 8);
    assert_eq!((mark(&import, 1), mark(&import, 5)), ("11.11".into(), "13.11".into()));
    assert_eq!(import.extra(1).map(|e| import.text(e.series)), Some("NT 11.11 7.10"));
}

#[test]
fn the_real_illustrations_say_what_is_wrong() {
    let Some(import) = shared("wa-100-final-DQ.json") else {
        return;
    };
    assert_eq!(findings(&import), ["2:16 json-syntax"], "comments are no JSON");
    assert_eq!((name(&import, 0), import.rows.status[0]), ("Jane Doe", Status::Dq));
    let Some(import) = shared("wa-hj-qualification.json") else {
        return;
    };
    assert_eq!(findings(&import), ["2:15 json-syntax"]);
    assert_eq!(
        (mark(&import, 0), import.rows.qualification[0]),
        ("2.20".into(), Qualification::ByTime)
    );
    let Some(import) = shared("U15PoleVault.jsonld") else {
        return;
    };
    assert_eq!(findings(&import), ["1:1 not-a-race"]);
    let Some(import) = shared("001Farah.jsonld") else {
        return;
    };
    let marks: Vec<String> = (0..import.rows.len()).map(|r| mark(&import, r)).collect();
    assert_eq!(marks, ["59:32", "3:28.810", "7:32.620"]);
    assert_eq!(import.races[0].event.name(), "half marathon");
}

#[test]
fn broken_documents_give_what_is_left() {
    for text in [RACE, MODEL] {
        for end in 0..text.len() {
            let import = read_as_it_is(&text.as_bytes()[..end]);
            assert!(import.rows.len() <= 5);
        }
    }
    let import = read(&RACE[..RACE.find("null,").expect("a null")]);
    assert_eq!(
        (mark(&import, 0).as_str(), findings(&import)),
        ("4:50.12", vec!["7:5 json-cut-off".to_owned()])
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_stop_reading(changes in prop::collection::vec((0..MODEL.len(), any::<u8>()), 1..8), race: bool) {
        let mut bytes = if race { RACE } else { MODEL }.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        read_as_it_is(&bytes);
    }
}
