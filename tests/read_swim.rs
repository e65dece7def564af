//! Swimming results in fixed columns: own fixtures, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md; HOMESTRAIGHT_SHARED names the folder that holds `data`,
//! otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Round, Sex, Status};
use homestraight::read::format::{HEAD_BYTES, Head, recognise};
use homestraight::read::open::read_bytes;
use homestraight::read::{Folders, Import, Progress, open};
use real_files::real_file;
use std::path::{Path, PathBuf};

fn read(text: &str) -> Import {
    let import = read_bytes("meet.txt", text.as_bytes(), &Progress::default()).expect("a result file");
    assert_eq!(import.source.format, "swim", "{}", import.source.reason);
    import
}

/// A real file, or nothing when it is not beside the project.
fn shared(name: &str) -> Option<Import> {
    let path = real_file(Path::new("data/hy3-cl2").join(name))?;
    let import = open(&path, &Folders::default(), &Progress::default())
        .expect("a result file")
        .remove(0);
    assert_eq!(import.source.format, "swim", "{name}: {}", import.source.reason);
    Some(import)
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

fn title(import: &Import, row: usize) -> &str {
    import.text(import.races[import.rows.race[row] as usize].title)
}

fn row_of(import: &Import, named: &str, event: &str) -> usize {
    (0..import.rows.len())
        .find(|r| name(import, *r) == named && title(import, *r) == event)
        .expect("a row of that name and event")
}

/// The row's passings as `metres time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    let written =
        |p: &homestraight::model::Passing| Some(format!("{} {}", markers[p.marker()] as f64 / 1000.0, p.time()?));
    of_row.filter_map(written).collect()
}

fn note(import: &Import, row: usize) -> &str {
    import.extra(row).map_or("", |e| import.text(e.note))
}

fn rule(import: &Import, row: usize) -> &str {
    import.extra(row).map_or("", |e| import.text(e.rule))
}

fn counts(import: &Import) -> Vec<(&'static str, u64)> {
    import.findings.counts().to_vec()
}

/// A line from fields with the column at which each begins.
fn line(fields: &[(usize, &str)]) -> String {
    let mut columns = vec![' '; 130];
    for (from, text) in fields {
        let end = from + text.chars().count();
        columns.resize(columns.len().max(end), ' ');
        columns.splice(from - 1..end - 1, text.chars());
    }
    columns.into_iter().collect::<String>() + "\r\n"
}

fn hy3(records: &[String]) -> String {
    let mut text = line(&[(1, "A107Results"), (59, "04072013")]);
    text += &line(&[(1, "B1Spring Meet"), (48, "Town Pool"), (93, "0403201304062013")]);
    text += &line(&[(1, "B2"), (99, "Y")]);
    text += &line(&[(1, "C1ABC  A Best Club")]);
    text += &line(&[
        (1, "D1F    1One"),
        (29, "Ada"),
        (89, "02031999"),
        (98, "14"),
        (113, "GBR"),
    ]);
    text += &line(&[(1, "D1M    2Two"), (29, "Bo"), (98, "15")]);
    text + &records.concat()
}

/// An entry of swimmer `number`: sex of the event, distance right-aligned in six columns, stroke.
fn entry(number: u8, sex: &str, distance: &str, stroke: &str) -> String {
    line(&[
        (1, &format!("E1F    {number}OneooF{sex}{distance:>6}{stroke} 13 14")),
        (39, "7A"),
        (44, "  60.00Y"),
    ])
}

fn result(code: &str, time: &str, status: &str) -> String {
    line(&[
        (1, code),
        (5, &format!("{time:>7}Y{status}")),
        (21, "  3  4  1   9"),
        (88, "04042013"),
    ])
}

#[test]
fn rounds_splits_and_disqualifications() {
    let import = read(&hy3(&[
        entry(1, "W", "200", "E"),
        result("E2P", "151.25", ""),
        line(&[(1, "G1P 2   35.00P 4   75.10P 6    0.00P 8  151.25")]),
        result("E2F", "150.00", "Q3A"),
        line(&[(1, "H13AAlternating kick")]),
        line(&[(1, "G1F 4   34.00F 8   74.00F12  112.00F16  150.00")]),
        entry(2, "M", "50", "A"),
        result("E2F", "0.00", "R"),
        entry(2, "M", "100", "A"),
        result("E2F", "59.0x", "Z"),
        entry(3, "M", "100", "B"),
        result("E2F", "61.00", "S"),
        entry(2, "M", "100", "B"),
    ]));
    let of_first = (
        name(&import, 0),
        title(&import, 0),
        mark(&import, 0),
        import.rows.place[0],
    );
    assert_eq!(of_first, ("Ada One", "200 yd medley", "2:31.25".into(), 9));
    // lengths of 25 yd: 50 yd = 45.72 m, 100 yd = 91.44 m, 200 yd = 182.88 m
    assert_eq!(passings(&import, 0), ["45.72 35.00", "91.44 1:15.10", "182.88 2:31.25"]);
    let rounds: Vec<Round> = import.races.iter().map(|r| r.round).collect();
    assert_eq!(rounds[..2], [Round::Preliminary, Round::Final]);
    assert_eq!(
        (import.rows.status[1], mark(&import, 1), rule(&import, 1)),
        (Status::Dq, "2:30.00".into(), "3A Alternating kick")
    );
    // counters up to 16 would lie at 400 yd: they count halves
    assert_eq!(
        passings(&import, 1),
        ["45.72 34.00", "91.44 1:14.00", "137.16 1:52.00", "182.88 2:30.00"]
    );
    assert_eq!(
        (note(&import, 0), import.extra(0).map(|e| e.lane)),
        ("heat 3, place 1 in it", Some(4))
    );
    let race = &import.races[0];
    assert_eq!(
        (race.event.sex, import.text(race.age_group), import.text(race.note)),
        (Sex::Women, "13-14", "event 7A")
    );
    assert_eq!(race.date.map(|d| d.to_string()).as_deref(), Some("2013-04-04"));
    let meet = &import.meets[0];
    assert_eq!(
        (import.text(meet.name), import.text(meet.venue)),
        ("Spring Meet", "Town Pool")
    );
    assert_eq!(
        (import.rows.status[2], mark(&import, 2), name(&import, 2)),
        (Status::Dns, String::new(), "Bo Two")
    );
    assert_eq!(
        (import.rows.status[3], import.rows.status[4]),
        (Status::NoTime, Status::Exhibition)
    );
    assert_eq!((name(&import, 4), import.rows.line[0]), ("Oneoo", 8));
    assert_eq!(
        import.passing_origin(0, import.rows.passings(0).start).line,
        9,
        "splits have their own line"
    );
    assert_eq!(
        counts(&import),
        [
            ("unreadable-time", 1),
            ("unknown-status", 1),
            ("unknown-swimmer", 1),
            ("entry-without-result", 1),
            ("place-with-status", 3)
        ]
    );
    // of the disqualified, of who did not come, and of the exhibition
    assert_eq!(import.rows.place, [9, 0, 0, 9, 0]);
    let athlete = &import.athletes[import.rows.athlete[0] as usize];
    assert_eq!(
        (import.text(athlete.nation), athlete.sex, import.rows.age[0]),
        ("GBR", Sex::Women, 14)
    );
    assert_eq!(import.rows.athlete[0], import.rows.athlete[1], "one swimmer, two swims");
}

#[test]
fn relays_name_their_legs() {
    let import = read(&hy3(&[
        line(&[(1, "F1ABC  A   0FFX   200E  0109"), (39, "9")]),
        line(&[
            (1, "F2F  111.38Y"),
            (21, "  2  6  3  56"),
            (83, " 0.71-0.04+0.00"),
            (103, "04032013"),
        ]),
        line(&[(1, "G1F 2   27.54F 4   58.97F 7  111.38")]),
        line(&[(1, "F3F    1One  F1M    2Two  F2F    3ThreeF3")]),
    ]));
    let row = (
        name(&import, 0),
        title(&import, 0),
        mark(&import, 0),
        import.rows.place[0],
    );
    assert_eq!(row, ("A Best Club A", "200 yd medley relay", "1:51.38".into(), 56));
    assert_eq!(
        note(&import, 0),
        "heat 2, place 3 in it, 1 Ada One (0.71), 2 Bo Two (-0.04), 3 Three"
    );
    assert_eq!(
        passings(&import, 0)[2],
        "182.88 1:51.38",
        "the last split is the result, so it stands at the finish"
    );
    assert_eq!(import.extra(0).and_then(|e| e.reaction_ms), Some(710));
    assert_eq!((import.races[0].event.legs, import.races[0].event.sex), (4, Sex::Mixed));
}

fn sdif(records: &[String]) -> String {
    let mut text = line(&[(1, "A01V3      02Meet Results"), (106, "05102026")]);
    text += &line(&[
        (1, "B11"),
        (12, "Spring Meet"),
        (86, "Reno"),
        (106, "NV"),
        (118, "USA"),
        (122, "0510202605112026"),
        (150, "S"),
    ]);
    text += &line(&[(1, "C11PC"), (12, "PCABC"), (18, "A Best Club")]);
    text + &records.concat()
}

fn swim(event: &str, results: &[(usize, &str)]) -> String {
    let mut fields = vec![
        (1, "D01PC"),
        (12, "One, Ada L"),
        (40, "404D210BC644AGBR"),
        (64, "17F"),
        (67, event),
    ];
    fields.extend(results);
    line(&fields)
}

#[test]
fn one_line_holds_several_rounds() {
    let import = read(&sdif(&[
        swim(
            "F 2001  8 1314",
            &[(98, " 2:09.53L"), (116, " 2:09.68L"), (125, " 1 2 1 4  5  2 7.")],
        ),
        line(&[(1, "G0"), (56, "1 4  50C   29.85 1:03.57         2:09.68"), (144, "F")]),
        line(&[(1, "G0"), (56, "1 4  50I   30.00   31.00           33.00"), (144, "P")]),
        swim("F  501 24 13OV", &[(116, "      NS")]),
        swim("F  502 25 UN10", &[(116, "   30.10X")]),
        swim("F  503 26 UNOV", &[(116, "  X31.10S")]),
        swim("F  504 27 UNOV", &[(89, "   31.10S")]),
    ]));
    let rounds: Vec<(Round, String)> = (0..2)
        .map(|r| (import.races[import.rows.race[r] as usize].round, mark(&import, r)))
        .collect();
    assert_eq!(
        rounds,
        [(Round::Preliminary, "2:09.53".into()), (Round::Final, "2:09.68".into())]
    );
    assert_eq!(
        (title(&import, 1), name(&import, 1)),
        ("200 m freestyle, 50 m pool", "Ada L One")
    );
    assert_eq!(
        passings(&import, 1),
        ["50 29.85", "100 1:03.57", "200 2:09.68"],
        "a blank split is no zero"
    );
    assert_eq!(
        passings(&import, 0),
        ["50 30.00", "100 1:01.00"],
        "nothing is known behind a missing interval"
    );
    assert_eq!((import.rows.place[0], import.rows.place[1]), (5, 2));
    assert_eq!(note(&import, 1), "heat 1, 7 points");
    assert_eq!(import.rows.status[2..], [Status::Dns, Status::Dq, Status::Exhibition]);
    assert_eq!(
        (title(&import, 3), mark(&import, 3)),
        ("50 m backstroke, 25 m pool", "30.10".into())
    );
    let ages: Vec<&str> = import.races.iter().map(|r| import.text(r.age_group)).collect();
    assert_eq!(ages, ["13-14", "13-14", "13 and over", "10 and under", ""]);
    assert_eq!(
        (import.athletes.len(), counts(&import)),
        (1, vec![("entry-without-result", 1)])
    );
}

#[test]
fn a_relay_has_a_line_of_splits_for_each_leg() {
    let leg = |order: &str, name: &str| line(&[(1, "F0"), (23, name), (76, "F"), (79, order)]);
    let splits = |times: &str| line(&[(1, "G0"), (56, &format!("1 4  50C{times}")), (144, "F")]);
    let import = read(&sdif(&[
        line(&[
            (1, "E0"),
            (12, "BPCABC"),
            (21, "X 2007  3 UNOV  005092026"),
            (73, " 2:20.02Y"),
            (86, " 1 3"),
            (93, "  2"),
        ]),
        leg("1", "One, Ada"),
        splits("   32.39"),
        leg("2", "Two, Bo"),
        splits("        "),
        leg("3", "Three, Cy"),
        splits(" 1:50.95"),
        leg("4", "Four, Di"),
        splits(" 2:20.02"),
        leg("A", "Five, Ed"),
    ]));
    assert_eq!(
        (name(&import, 0), title(&import, 0)),
        ("A Best Club B", "200 yd medley relay")
    );
    assert_eq!(
        passings(&import, 0),
        ["45.72 32.39", "137.16 1:50.95", "182.88 2:20.02"]
    );
    assert_eq!(
        note(&import, 0),
        "heat 1, 1 Ada One, 2 Bo Two, 3 Cy Three, 4 Di Four, reserve Ed Five"
    );
    assert_eq!((import.rows.place[0], counts(&import)), (2, vec![]));
}

#[test]
fn hy3_of_a_championship() {
    let Some(import) = shared("mm4_ymca_col92_division_citizenship.hy3") else {
        return;
    };
    let relays = import.races.iter().filter(|r| r.event.legs == 4).count();
    assert_eq!((import.rows.len(), relays), (7, 1)); // 6 swims and a relay
    let relay = (0..7).find(|r| title(&import, *r).ends_with("relay")).expect("a relay");
    assert_eq!(mark(&import, relay), "1:51.38"); // 111.38 s
    let times: Vec<String> = passings(&import, relay)
        .iter()
        .filter_map(|p| Some(p.split_once(' ')?.1.to_owned()))
        .collect();
    assert_eq!(times, ["27.54", "58.97", "1:26.27", "1:51.38"]); // 86.27 and 111.38 s
    let butterfly = (0..7)
        .find(|r| title(&import, *r) == "100 yd butterfly")
        .expect("a swim");
    assert_eq!(passings(&import, butterfly), ["45.72 27.65", "91.44 59.56"]);
    assert_eq!(import.text(import.meets[0].name), "2013 YMCA Nationals Short Course");
    assert!(counts(&import).is_empty());
}

#[test]
fn hy3_of_many_teams() {
    let Some(import) = shared("mm2_2_0fg_relay_multi_team.hy3") else {
        return;
    };
    assert_eq!(import.rows.len(), 71 + 6); // E2 and F2 records
    assert!(counts(&import).is_empty());
    let teams: Vec<&str> = (0..77)
        .filter(|r| title(&import, *r).ends_with("relay"))
        .map(|r| name(&import, r))
        .collect();
    assert_eq!(teams.len(), 6);
    assert!(teams.contains(&"Bruin Swim Club A"), "{teams:?}");
    // of the results 16 swims and 3 relays carry a Q, one swim an R
    let with = |status| import.rows.status.iter().filter(|s| **s == status).count();
    assert_eq!([with(Status::Dq), with(Status::Dns)], [19, 1]);
}

#[test]
fn hy3_with_divisions() {
    let Some(import) = shared("mm_col77_division.hy3") else {
        return;
    };
    assert_eq!((import.rows.len(), import.passings.len()), (4, 2));
    let row = (0..4)
        .find(|r| !passings(&import, *r).is_empty())
        .expect("a swim with splits");
    assert_eq!(
        (mark(&import, row), passings(&import, row)),
        ("1:29.75".into(), vec!["45.72 42.43".into(), "91.44 1:29.75".into()])
    );
}

#[test]
fn cl2_of_a_meet() {
    let Some(import) = shared("reno_walk_on_meet.cl2") else {
        return;
    };
    assert_eq!(
        (import.athletes.len(), import.rows.len(), import.passings.len()),
        (24, 53, 161)
    );
    let sprint = row_of(&import, "Angelo L Aramini", "50 yd freestyle");
    assert_eq!(
        (
            mark(&import, sprint),
            import.rows.place[sprint],
            import.rows.age[sprint]
        ),
        ("21.41".into(), 1, 17)
    );
    let hundred = row_of(&import, "Angelo L Aramini", "100 yd freestyle");
    assert_eq!(passings(&import, hundred), ["45.72 23.42", "91.44 48.47"]);
    let butterfly = row_of(&import, "Aram Artashesyan", "200 yd butterfly");
    assert_eq!(mark(&import, butterfly), "2:33.94");
    assert_eq!(
        passings(&import, butterfly),
        ["45.72 33.90", "91.44 1:12.56", "137.16 1:52.43", "182.88 2:33.94"]
    );
    let meet = &import.meets[0];
    assert_eq!(
        (import.text(meet.name), import.text(meet.city)),
        ("Reno Aquatic Club Post NIAA Wa", "Reno, NV")
    );
    assert!(counts(&import).is_empty());
}

/// Every file below a folder.
fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            files(&entry.path(), all);
        } else {
            all.push(entry.path());
        }
    }
}

#[test]
fn only_swimming_files_are_claimed() {
    let mut all = Vec::new();
    for folder in ["data", "facts"].into_iter().filter_map(real_file) {
        files(&folder, &mut all);
    }
    for path in all {
        let bytes = std::fs::read(&path).expect("readable");
        let name = path.to_string_lossy();
        let head = Head {
            name: &name,
            bytes: &bytes[..bytes.len().min(HEAD_BYTES)],
        };
        let claimed = recognise(head).is_some_and(|(format, _)| format.name == "swim");
        assert_eq!(claimed, name.ends_with(".hy3") || name.ends_with(".cl2"), "{name}");
    }
}

fn fixtures() -> [String; 2] {
    let of_hy3 = hy3(&[
        entry(1, "W", "200", "E"),
        result("E2P", "151.25", "Q1A"),
        line(&[(1, "G1P 2   35.00P 8  151.25")]),
    ]);
    let of_sdif = sdif(&[
        swim("F 2001  8 1314", &[(98, " 2:09.53L"), (116, " 2:09.68L")]),
        line(&[(1, "G0"), (56, "1 4  50C   29.85 1:03.57         2:09.68"), (144, "F")]),
    ]);
    [of_hy3, of_sdif]
}

#[test]
fn cut_files_are_read_as_far_as_they_go() {
    for text in fixtures() {
        for end in 1..text.len() {
            let _ = read_bytes("cut.hy3", &text.as_bytes()[..end], &Progress::default());
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn damaged_files_never_stop_the_reader(flips in proptest::collection::vec((0usize..4000, 0u8..=255), 1..8), which in 0usize..2) {
        let mut bytes = fixtures()[which].clone().into_bytes();
        for (at, value) in flips {
            let length = bytes.len();
            bytes[at % length] = value;
        }
        let _ = read_bytes("damaged.hy3", &bytes, &Progress::default());
    }
}
