//! FinishLynx files: own fixtures, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md; HOMESTRAIGHT_SHARED names the folder that holds `data`,
//! otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Method, Round, Sex, Status};
use homestraight::read::format::{Head, Input, recognise};
use homestraight::read::{Folder, Folders, Import, Progress, lynx, open};
use proptest::prelude::*;
use real_files::real_file;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const RESULT: &str = include_str!("fixtures/lynx/007-1-02.lif");
const START_LIST: &str = include_str!("fixtures/lynx/lynx.evt");
const PEOPLE: &str = include_str!("fixtures/lynx/lynx.ppl");

fn input<'a>(name: &'a str, bytes: &'a [u8], folder: &'a Folder) -> Input<'a> {
    Input {
        name,
        bytes,
        folder,
        mappings: &[],
    }
}

fn read_beside(name: &str, bytes: &[u8], folder: &Folder) -> Import {
    let (format, _) = recognise(Head { name, bytes }).expect("a format");
    (format.read)(input(name, bytes, folder), &Progress::default())
}

fn read(name: &str, text: &str) -> Import {
    read_beside(name, text.as_bytes(), &Folder::default())
}

fn folder() -> Folder {
    Folder::in_memory(
        [("lynx.evt", START_LIST), ("lynx.ppl", PEOPLE)]
            .map(|(name, text)| (name.to_owned(), Arc::from(text.as_bytes()))),
    )
}

/// A real file, or nothing when it is not beside the project.
fn shared(path: &str) -> Option<Import> {
    let path = real_file(Path::new("data/finishlynx").join(path))?;
    let import = open(&path, &Folders::default(), &Progress::default())
        .expect("a FinishLynx file")
        .remove(0);
    assert!(import.source.format.starts_with("lynx"), "{}", import.source.reason);
    Some(import)
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

fn lane(import: &Import, row: usize) -> u16 {
    import.extra(row).map_or(0, |e| e.lane)
}

fn codes(import: &Import) -> Vec<&'static str> {
    import.findings.counts().iter().map(|(code, _)| *code).collect()
}

/// The rows as `place bib lane name, affiliation, mark or status`.
fn rows(import: &Import) -> Vec<String> {
    let row = |r: usize| {
        let rows = &import.rows;
        let (bib, team) = (import.text(rows.bib[r]), import.text(rows.team[r]));
        let (lane, status) = (lane(import, r), rows.status[r].code());
        format!(
            "{} {bib} {lane} {}, {team}, {}{status}",
            rows.place[r],
            name(import, r),
            mark(import, r)
        )
    };
    (0..import.rows.len()).map(row).collect()
}

fn passings(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    of_row
        .filter_map(|p| Some(format!("{} {}", markers[p.marker()] / 1000, p.time()?)))
        .collect()
}

#[test]
fn a_result_is_completed_from_its_folder() {
    let import = read_beside("007-1-02.lif", RESULT.as_bytes(), &folder());
    let race = &import.races[0];
    // name and distance stand in the start list only
    assert_eq!(race.event.to_string(), "women 800 m");
    assert_eq!(import.text(race.title), "Girls 800m U18");
    assert_eq!((race.round, race.heat), (Round::Round1, Some(2)));
    assert_eq!(import.text(race.start_time), "14:05:09.1234");
    assert_eq!(
        rows(&import),
        [
            "1 21 5 Ada Berg, Northside, 2:09.48",
            "2 22 3 Bea \"Bee\" Cole, Hill Harriers, 2:11.20",
            "3 23 4 Cleo Dahl, Eastend, Runners, 2:12.03",
            "0 24 6 Dora Ek, Westend, DNF",
            "0 25 7 Eva Fors, Northside, DNS",
            "0 26 8 Fay Glenn, Hill Harriers, ",
        ]
    );
    // the fourth is in the people, the last only in the start list, where she stands on line 12
    assert_eq!(import.rows.line, [3, 4, 5, 6, 7, 0]);
    assert_eq!(import.text(import.row_origin(5).citation), "lynx.evt, line 12");
    assert_eq!(passings(&import, 0), ["400 1:03.21", "800 2:09.48"]);
    assert_eq!(passings(&import, 3), ["400 1:02.90"]);
    let reactions: Vec<_> = (0..3).map(|r| import.extra(r).and_then(|e| e.reaction_ms)).collect();
    assert_eq!(reactions, [Some(201), Some(-12), None]);
    assert_eq!(
        codes(&import),
        [
            "event-from-start-list",
            "names-from-start-list",
            "entry-without-result",
            "names-from-people",
            "placed-splits"
        ]
    );
}

#[test]
fn entries_are_found_by_id_name_or_lane() {
    let list = "1,1,1,100m\n,7,1,Berg,Ada,North\n,,2,Team A,,West\n,,3,Team B,,East\n,8,4,Cole,Bea,Hill\n";
    let folder = Folder::in_memory([("lynx.evt".to_owned(), Arc::from(list.as_bytes()))]);
    // by id in another lane; by name; by lane without a name; another id in the lane of the fourth
    let text = "1,1,1,100m\n1,7,5,,,,12.0\n2,,6,Team A,,,12.1\n3,,3,,,,12.2\n4,9,4,,,Own,12.3\n";
    let import = read_beside("1.lif", text.as_bytes(), &folder);
    assert_eq!(
        rows(&import),
        [
            "1 7 5 Ada Berg, North, 12.0",
            "2  6 Team A, West, 12.1",
            "3  3 Team B, East, 12.2",
            "4 9 4 , Own, 12.3",
            "0 8 4 Bea Cole, Hill, ",
        ]
    );
}

#[test]
fn the_wind_and_its_kind_of_race() {
    let race = |header: &str| {
        read(
            "1.lif",
            &format!("{header}\n1,5,4,Berg,Ada,Club,24.10\n,6,5,Cole,Bea,Club,\n"),
        )
    };
    let import = race("3,1,1,200m Women,-1.3,m/s,,,,200,10:00:00.0000");
    let winds: Vec<_> = (0..2).map(|r| import.extra(r).and_then(|e| e.wind_tenths)).collect();
    assert_eq!(winds, [Some(-13), None]);
    for header in ["3,1,1,800m,1.1,m/s,,,,800", "3,1,1,200m,NWI,,,,,200"] {
        let import = race(header);
        assert_eq!(import.extra(0).and_then(|e| e.wind_tenths), None);
        assert!(import.text(import.races[0].note).contains("wind"));
    }
}

#[test]
fn a_start_list_opens_as_races_without_marks() {
    let import = read_beside("lynx.evt", START_LIST.as_bytes(), &folder());
    assert_eq!((import.races.len(), import.rows.len()), (3, 8));
    assert!(import.rows.mark.iter().all(|m| *m == 0));
    let events: Vec<_> = import.races.iter().map(|r| r.event.to_string()).collect();
    assert_eq!(events, ["men 100 m", "women 800 m", "4 x 100 m relay"]);
    assert_eq!(name(&import, 5), "Dora Ek", "from the people");
    assert_eq!(rows(&import)[7], "0  2 Northside A, Northside, ", "a team without id");
    assert_eq!(import.rows.line, [3, 4, 8, 9, 10, 11, 12, 14]);
}

#[test]
fn lists_and_files_that_hold_no_result_say_so() {
    let people = read("lynx.ppl", PEOPLE);
    assert_eq!(
        (people.athletes.len(), people.rows.len(), codes(&people)),
        (2, 0, vec!["no-results"])
    );
    let order = read("lynx.sch", "; order\n1,1,1\n1,1,2\n");
    assert_eq!((order.races.len(), codes(&order)), (0, vec!["no-results"]));
    for name in ["long.lff", "start.RIF"] {
        assert_eq!(codes(&read(name, "1,2,3\n")), ["not-supported"]);
    }
}

#[test]
fn the_content_tells_the_files_apart() {
    let value = |name: &str, text: &str| {
        let found = recognise(Head {
            name,
            bytes: text.as_bytes(),
        });
        found.map(|(format, score)| (format.name, score.value, score.reason))
    };
    let (format, _, reason) = value("007-1-02.lif", RESULT).expect("a format");
    assert_eq!(
        (format, reason.as_str()),
        ("lynx", "FinishLynx result: 11-field header, 5 rows of 11 to 17 fields")
    );
    assert_eq!(value("x.txt", RESULT).map(|v| v.0), Some("lynx"));
    assert_eq!(value("x.txt", START_LIST).map(|v| v.0), Some("lynx-start-list"));
    // nobody has a result yet: nothing but empty places
    let unread = "1,1,1,Mile,,,,,,,\n,5,1,A,B,C,,,,,,,,,\n,6,2,A,B,C,,,,,,,,,\n";
    assert_eq!(value("1.lif", unread).map(|v| v.0), Some("lynx"));
    assert_ne!(value("x.lif", "{\"a\": 1}").map(|v| v.0), Some("lynx"));
}

#[test]
fn encodings_and_line_ends_do_not_change_what_is_read() {
    let text = "1,1,1,Mile,,,,,,,9:00:00.0000\n1,5,1,Åström,Zoë,Club,4:31.20\n";
    let plain = read("a.lif", text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cp1252: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let variants = [
        utf16,
        cp1252,
        text.replace('\n', "\r\n").into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        text.replace("Zoë", "Z\0oë").into_bytes(),
    ];
    for bytes in variants {
        let import = read_beside("a.lif", &bytes, &Folder::default());
        assert_eq!((&import.rows, &import.strings), (&plain.rows, &plain.strings));
    }
}

#[test]
fn cut_and_odd_files_load_as_far_as_they_go() {
    let cut = read(
        "a.lif",
        "1,1,1,Mile,,,,,,,9:00:00.0000\n1,5,1,A,B,Club,4:31.20,,4:31.20,,\n2,6,2,C,D,Cl",
    );
    assert_eq!(
        (cut.rows.len(), codes(&cut)),
        (2, vec!["cut-row", "place-without-time"])
    );
    let headless = read("a.lif", "1,5,1,A,B,Club,4:31.20\n2,6,2,C,D,Club,4:32.00\n");
    assert_eq!((headless.rows.len(), codes(&headless)), (2, vec!["no-event-line"]));
    let alone = read("race 7.lif", "7,1,1");
    assert_eq!((alone.rows.len(), alone.text(alone.races[0].title)), (0, "race 7"));
}

#[test]
fn splits_without_quotes_run_on_in_the_fields_behind() {
    let rows = "1,1,3,A,B,Hill,1:50.48,,1:50.475,0.142,55.21 (55.21),1:50.48 (55.27)\n\
                2,2,4,C,D,Dell,1:51.10,,0.62,0.155,55.50,1:51.10\n\
                3,3,5,E,F,Dell,1:52.10,,0.62,0.155,\"55.60,1:52.10\",14:05:11.13\n";
    let import = read("a.lif", &format!("13,1,1,800m Men,,,,,,800,14:10:11.1234\n{rows}"));
    assert_eq!(passings(&import, 0), ["400 55.21", "800 1:50.48"]);
    assert_eq!(passings(&import, 1), ["400 55.50", "800 1:51.10"]);
    // the start of a time trial is no split
    assert_eq!(passings(&import, 2), ["400 55.60", "800 1:52.10"]);
}

#[test]
fn heats_of_one_file_are_races_of_their_own() {
    let import = read(
        "all.lif",
        "25,1,1,100m Men,1.0,m/s,,,,100,10:00:00.0000\n1,1,1,A,B,C,11.00\n2,2,2,D,E,F,11.10\n\
         25,1,2,100m Men,0.5,m/s,,,,100,10:05:00.0000\n1,3,1,G,H,I,11.20\n1,,2,,,,,,9.232\n",
    );
    let heats: Vec<_> = import.races.iter().map(|r| (r.heat, r.origin.line)).collect();
    assert_eq!(heats, [(Some(1), 1), (Some(2), 4)]);
    assert_eq!(import.rows.race, [0, 0, 1, 1]);
    let winds: Vec<_> = (0..3).map(|r| import.extra(r).and_then(|e| e.wind_tenths)).collect();
    assert_eq!(winds, [Some(10), Some(10), Some(5)]);
}

#[test]
fn the_name_tells_a_result_without_event_line_or_rows() {
    let rows = "1,1,1,A,B,C,13.00,,\n2,2,2,D,E,F,13.10,,\n";
    let event = "21,1,1,100m\n";
    for (text, counts) in [(rows, (1, 2)), (event, (1, 0))] {
        let import = open::read_bytes("7.lif", text.as_bytes(), &Progress::default()).expect("a result");
        assert_eq!(import.source.format, "lynx");
        assert_eq!((import.races.len(), import.rows.len()), counts);
    }
}

#[test]
fn every_beginning_of_a_file_is_read() {
    for (name, text) in [
        ("a.lif", RESULT),
        ("a.evt", START_LIST),
        ("a.ppl", PEOPLE),
        ("a.sch", START_LIST),
    ] {
        let formats = [
            lynx::RESULT,
            lynx::START_LIST,
            lynx::PEOPLE,
            lynx::SCHEDULE,
            lynx::UNSUPPORTED,
        ];
        for end in 0..text.len() {
            let bytes = &text.as_bytes()[..end];
            for format in &formats {
                let _ = (format.score)(Head { name, bytes });
                (format.read)(input(name, bytes, &folder()), &Progress::default());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_files_are_read(changes in prop::collection::vec((0usize..2000, any::<u8>()), 1..20)) {
        for (name, text) in [("a.lif", RESULT), ("a.evt", START_LIST), ("a.ppl", PEOPLE)] {
            let mut bytes = text.as_bytes().to_vec();
            for (at, byte) in &changes {
                let at = at % bytes.len();
                bytes[at] = *byte;
            }
            let damaged: Arc<[u8]> = Arc::from(bytes.as_slice());
            let folder = Folder::in_memory([("a.evt".to_owned(), damaged.clone()), ("a.ppl".to_owned(), damaged)]);
            for format in [lynx::RESULT, lynx::START_LIST, lynx::PEOPLE] {
                let _ = (format.score)(Head { name, bytes: &bytes });
                let import = (format.read)(input(name, &bytes, &folder), &Progress::default());
                prop_assert!(import.rows.len() <= 200);
            }
            (lynx::RESULT.read)(input(name, RESULT.as_bytes(), &folder), &Progress::default());
        }
    }
}

/// File, event, round, heat, rows, rows with a time.
const NATIONALS: [(&str, &str, Round, u16, usize, usize); 12] = [
    ("001-Heat 1-01.lif", "men 250 m", Round::Round1, 1, 8, 8),
    ("004-Heat-01.lif", "women 250 m", Round::Round1, 1, 7, 7),
    ("022-Plate Semi-01.lif", "men 250 m", Round::SemiFinal, 1, 8, 7),
    ("039-Heat-05.lif", "men 500 m", Round::Round1, 5, 8, 7),
    ("046-Champ Final-01.lif", "men 250 m", Round::Final, 1, 8, 7),
    ("162-Heat-01.lif", "men 500 m", Round::Round1, 1, 9, 9),
    ("268-Heat-02.lif", "women 500 m", Round::Round1, 2, 7, 7),
    ("306-Heat-06.lif", "men 1500 m", Round::Round1, 6, 7, 7),
    ("361-St. Final-01.lif", "mixed 500 m", Round::Final, 1, 4, 4),
    ("370-Final-01.lif", "men 1500 m", Round::Final, 1, 8, 8),
    ("394-Final-01.lif", "men 500 m", Round::Final, 1, 8, 8),
    ("398-St. Final-01.lif", "men 250 m", Round::Final, 1, 13, 13),
];

#[test]
fn real_results_of_a_championship() {
    for (file, event, round, heat, count, timed) in NATIONALS {
        let Some(import) = shared(&format!("wakanats2017/{file}")) else {
            return;
        };
        let race = &import.races[0];
        assert_eq!(
            (race.event.to_string().as_str(), race.round, race.heat),
            (event, round, Some(heat)),
            "{file}"
        );
        let with_time = import.rows.mark.iter().filter(|m| **m > 0).count();
        assert_eq!((import.rows.len(), with_time), (count, timed), "{file}");
        assert!(import.rows.line.iter().copied().eq(2..2 + count as u32), "{file}");
        assert_eq!(import.text(import.meets[0].name), "wakanats2017");
        assert!(!import.text(race.start_time).is_empty());
        let odd = match file {
            "004-Heat-01.lif" => vec!["encoding", "distance-contradicts-name"],
            "398-St. Final-01.lif" => vec!["encoding"],
            _ => vec![],
        };
        assert_eq!(codes(&import), odd, "{file}");
    }
}

#[test]
fn real_rows_of_a_championship() {
    for (file, row, expected) in [
        (
            "001-Heat 1-01.lif",
            0,
            "1 56973 7 Horouta Hianga's, Horouta Waka Hoe Club Inc., 1:38.52",
        ),
        (
            "004-Heat-01.lif",
            2,
            "3 57092 1 Lil Tipani’s (Cookies/POCC), Auckland Region Outrigger Canoe, 1:46.15",
        ),
        (
            "022-Plate Semi-01.lif",
            7,
            "0 56518 8 Ruwhenua, Maraenui Rugby & Sports Associa, ",
        ),
        (
            "039-Heat-05.lif",
            7,
            "0 56351 4 Portage Crossing - \"I Dunno\", Portage Crossing, ",
        ),
        (
            "046-Champ Final-01.lif",
            0,
            "1 55106 1 Tamaki Acez Black, Tamaki Outrigger Canoe Club, 1:25.13",
        ),
        (
            "162-Heat-01.lif",
            4,
            "4 56829 6 DANIEL  Desmond, Cook Islands Outriggers Associa, 2:41.87",
        ),
        (
            "268-Heat-02.lif",
            6,
            "7 56999 1 Nga Hinewai, Te Aputa Tira Hoe, 2:48.18",
        ),
        (
            "306-Heat-06.lif",
            6,
            "7 57005 4 puta Toataua, Te Aputa Tira Hoe, 10:11.52",
        ),
        (
            "361-St. Final-01.lif",
            0,
            "1 57560 1 Te Tahuri, Te Puku O Te Ika, 2:42.31",
        ),
        (
            "370-Final-01.lif",
            7,
            "8 56670 8 Nekeneke, Whaingaroa Whanau Hoe Waka, 7:57.66",
        ),
        (
            "394-Final-01.lif",
            7,
            "8 55689 7 Team Ruamahunga, Wairarapa Waka Ama Canoe Club, 1:57.02",
        ),
        (
            "398-St. Final-01.lif",
            7,
            "8 56038 4 SCHERZER  Jörn, Hikoikoi Waka Club, 1:14.57",
        ),
    ] {
        let Some(import) = shared(&format!("wakanats2017/{file}")) else {
            return;
        };
        assert_eq!(rows(&import)[row], expected, "{file}");
    }
    let Some(dead_heat) = shared("wakanats2017/162-Heat-01.lif") else {
        return;
    };
    assert_eq!(dead_heat.rows.place, [1, 2, 3, 4, 4, 6, 7, 8, 9]);
    let details = dead_heat.athlete_details(4).expect("details");
    assert_eq!(
        (dead_heat.text(details.given), dead_heat.text(details.family)),
        ("Desmond", "DANIEL")
    );
    let first = dead_heat.rows.packed_mark(0).time();
    assert_eq!(first.map(|t| t.method()), Some(Method::Fat));
}

#[test]
fn real_results_without_names() {
    let Some(import) = shared("unicycling/800m14.lif") else {
        return;
    };
    let shown = rows(&import);
    assert_eq!(
        (shown[0].as_str(), shown[1].as_str()),
        ("1  1 , , 2:35.19", "2  2 , , 2:43.85")
    );
    assert_eq!((shown.len(), shown[7].as_str()), (8, "8  8 , , 3:04.36"));
    assert_eq!(import.athletes.len(), 8, "nobody is taken for another");
    assert_eq!(import.races[0].event.to_string(), "800 m");
    assert_eq!((import.races[0].round, import.races[0].heat), (Round::Unknown, None));
    assert!(codes(&import).is_empty());
    let Some(import) = shared("unicycling/heat_01.lif") else {
        return;
    };
    assert_eq!(import.rows.place, [1, 2, 3, 4, 3, 6, 7, 8]);
    let marks: Vec<_> = (0..8).map(|r| mark(&import, r)).collect();
    assert_eq!(
        marks,
        ["9.232", "9.340", "9.460", "9.508", "9.341", "10.420", "9.238", "9.618"]
    );
    assert_eq!(import.findings.counts(), [("place-contradicts-time", 3)]);
    assert_eq!(import.text(import.races[0].title), "heat_01");
}

#[test]
fn a_real_start_list() {
    let Some(import) = shared("startlists/lynx.evt") else {
        return;
    };
    assert_eq!((import.races.len(), import.rows.len()), (14, 95));
    let heats = |event: &str| import.races.iter().filter(|r| r.event.to_string() == event).count();
    assert_eq!([heats("men 100 m"), heats("men 200 m"), heats("men 400 m")], [6, 5, 1]);
    assert_eq!([heats("women 200 m"), heats("women 400 m")], [1, 1]);
    assert_eq!(
        rows(&import)[0],
        "0 110 2 DENIS FELICIAN BALINT, SAFATLETICA PIEMONTE ASD, "
    );
    assert_eq!(import.rows.race.iter().filter(|r| **r == 0).count(), 5);
    assert!(import.rows.mark.iter().all(|m| *m == 0) && import.rows.status.iter().all(|s| *s == Status::None));
}

#[test]
fn a_real_hurdles_heat_and_its_start_list() {
    let Some(import) = shared("transcribed/1000007-1000007-01.lif") else {
        return;
    };
    let shown = rows(&import);
    assert_eq!(shown[0], "1 449 4 Nico Hommer, TuS Montabaur, 8.92");
    assert_eq!(
        (shown.len(), shown[6].as_str()),
        (7, "7 183 2 Johannes Peter, TSV Eltingen, 10.25")
    );
    assert_eq!(import.races[0].event.to_string(), "men 60 m hurdles");
    assert_eq!(import.athletes[0].sex, Sex::Men);
    assert!(codes(&import).is_empty());
    let Some(list) = shared("transcribed/Lynx-excerpt.evt") else {
        return;
    };
    assert_eq!((list.races.len(), list.rows.len()), (1, 7));
}

#[test]
fn no_other_real_file_is_taken_for_finishlynx() {
    let mut folders: Vec<PathBuf> = real_file("data").into_iter().collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_default();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
            let head = Head {
                name,
                bytes: &bytes[..bytes.len().min(64 * 1024)],
            };
            let found = recognise(head).map(|(format, _)| format.name).unwrap_or("");
            let own = [".lif", ".evt"].iter().any(|e| name.ends_with(e));
            assert_eq!(found.starts_with("lynx"), own, "{}: {found}", path.display());
        }
    }
}
