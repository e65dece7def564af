//! Orienteering results in delimited text: own fixtures, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md; HOMESTRAIGHT_SHARED names the folder that holds `data`,
//! otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Sex, Status};
use homestraight::read::format::{HEAD_BYTES, Head, recognise};
use homestraight::read::open::read_bytes;
use homestraight::read::{Folders, Import, Progress, open};
use real_files::real_file;
use std::path::{Path, PathBuf};

fn read(text: &str) -> Import {
    read_bytes("splits.csv", text.as_bytes(), &Progress::default()).expect("a result file")
}

/// A real file, or nothing when it is not beside the project.
fn shared(name: &str) -> Option<Import> {
    let path = real_file(Path::new("data/oe-csv").join(name))?;
    let import = open(&path, &Folders::default(), &Progress::default())
        .expect("a result file")
        .remove(0);
    assert_eq!(import.source.format, "oe-csv", "{name}: {}", import.source.reason);
    Some(import)
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

fn row_of(import: &Import, named: &str) -> usize {
    (0..import.rows.len())
        .find(|r| name(import, *r) == named)
        .expect("a row of that name")
}

/// The row's race: title, course length in metres, note and number of controls.
fn race(import: &Import, row: usize) -> (&str, u32, &str, usize) {
    let race = &import.races[import.rows.race[row] as usize];
    let controls = import.markers[race.markers as usize].len();
    (
        import.text(race.title),
        race.event.distance_mm / 1000,
        import.text(race.note),
        controls,
    )
}

/// The row's passings as `number of the control: time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    of_row
        .filter_map(|p| Some(format!("{}: {}", markers[p.marker()], p.time()?)))
        .collect()
}

fn counted(import: &Import, code: &str) -> u64 {
    import
        .findings
        .counts()
        .iter()
        .filter(|(c, _)| *c == code)
        .map(|(_, n)| n)
        .sum()
}

fn with_status(import: &Import, status: Status) -> usize {
    import.rows.status.iter().filter(|s| **s == status).count()
}

/// An OE table of 46 columns before the controls, from rows of `name, nc, time, classifier, place, controls`.
fn oe_46(rows: &[(&str, &str, &str, &str, &str, &str)]) -> String {
    let mut captions = vec!["x".to_owned(); 46];
    captions.extend((1..=3).flat_map(|n| [format!("Kontroll{n}"), format!("Tid{n}")]));
    let mut text = captions.join(";") + ";(mer) ...\r\n";
    for (name, nc, time, classifier, place, controls) in rows {
        let mut cells = vec![""; 46];
        (cells[0], cells[3], cells[4], cells[8]) = ("7", name, "\"Ada\"", nc);
        (cells[9], cells[11], cells[12], cells[15]) = ("10:00:00", time, classifier, "\"OK Test\"");
        (cells[18], cells[39], cells[40], cells[41], cells[42]) = ("D21", "Lång", "5,2", "120", "3");
        cells[43] = place;
        text += &format!("{};{controls};\r\n", cells.join(";"));
    }
    text
}

const FULL: &str = "31;1:00;32; 2:10;31;65:00";

#[test]
fn statuses_missed_controls_and_extra_punches() {
    let import = read(&oe_46(&[
        ("One", "0", "70:05", "0", "1", "31;1:00;32;2:10;31;65:00;99;3:00"),
        ("Two", "0", "71:00", "3", "", "31;1:00;32;-----;31;65:00"),
        ("Three", "0", "-----", "2", "", "31;1:00;32;--:--;31;##"),
        ("Four", "0", "", "1", "", "31;;32;;31;"),
        ("Five", "0", "72:00", "4", "", FULL),
        ("Six", "0", "190:00", "5", "9", FULL),
        ("Seven", "X", "73:00", "0", "", FULL),
        ("Eight", "0", "74:00", "", "2", FULL),
        ("Nine", "0", "75:0x", "0", "3", FULL),
    ]));
    assert_eq!(import.source.format, "oe-csv", "{}", import.source.reason);
    assert_eq!(
        race(&import, 0),
        ("D21", 5200, "course Lång, climb 120 m, 3 controls: 31 32 31", 3)
    );
    assert_eq!((import.races.len(), import.races[0].event.sex), (1, Sex::Women));
    assert_eq!((name(&import, 0), mark(&import, 0)), ("Ada One", "1:10:05".into()));
    assert_eq!(passings(&import, 0), ["1: 1:00", "2: 2:10", "3: 1:05:00"]);
    assert_eq!(
        passings(&import, 1),
        ["1: 1:00", "3: 1:05:00"],
        "a missed control leaves a gap"
    );
    assert_eq!(passings(&import, 2), ["1: 1:00"]);
    let statuses = [
        Status::None,
        Status::Dq,
        Status::Dnf,
        Status::Dns,
        Status::Dq,
        Status::NotClassified,
        Status::Exhibition,
        Status::None,
        Status::None,
    ];
    assert_eq!(import.rows.status, statuses);
    let rule = |row| import.extra(row).map(|e| import.text(e.rule));
    assert_eq!([rule(1), rule(4)], [Some("mispunch"), None]);
    assert_eq!(import.extra(5).map(|e| import.text(e.note)), Some("over time"));
    assert_eq!(mark(&import, 1), "1:11:00", "a mispunch keeps its time");
    assert_eq!(
        (import.rows.place[0], import.rows.place[5], import.rows.line[8]),
        (1, 0, 10)
    );
    let findings: Vec<String> = import
        .findings
        .kept()
        .iter()
        .map(|f| format!("{} {f}", f.code))
        .collect();
    assert_eq!(
        findings,
        [
            "unreadable-time line 10, column 31: found \"75:0x\", expected a time such as 5:19 or 1:05:19, or -----",
            "place-with-status line 7: found place 9 with status NC, expected no place; it was left out",
        ]
    );
}

#[test]
fn runners_of_one_class_in_different_orders_are_races_of_their_own() {
    let import = read(&oe_46(&[
        ("One", "0", "70:00", "0", "1", "31;1:00;32;2:10;33;65:00"),
        ("Two", "0", "71:00", "0", "2", "32;1:10;31;2:10;33;65:01"),
        ("Three", "0", "72:00", "3", "", "31;1:00;33;65:01"),
        ("Four", "0", "", "1", "", ""),
    ]));
    let titles: Vec<&str> = (0..4).map(|r| race(&import, r).0).collect();
    let [first, second] = ["D21, order 1 of the controls", "D21, order 2 of the controls"];
    assert_eq!(titles, [first, second, first, first]);
    assert_eq!(
        passings(&import, 2),
        ["1: 1:00", "3: 1:05:01"],
        "the missed control is not listed"
    );
}

#[test]
fn times_come_from_the_punches_when_there_is_none() {
    let table = oe_46(&[("One", "0", "", "0", "1", FULL), ("Two", "0", "71:00", "0", "2", FULL)]);
    let punched = table.replacen(";1;;;31", ";1;10:00:10;11:10:05;31", 1);
    assert_ne!(punched, table);
    // 11:10:05 - 10:00:10 = 1:09:55
    let import = read(&punched);
    assert_eq!(
        (mark(&import, 0), counted(&import, "time-from-punches")),
        ("1:09:55".into(), 1)
    );
}

const LAPS: &str = "Long,2\nAda,One,\"AB\",10:00,01:00,02:00,00:30\nBo,Two,Club, the,12:00,01:10,-----,00:30\n\nShort,1\nCy,Three,x,00:00,02:00,01:00\n";

#[test]
fn laps_of_blocks_are_added_up() {
    let import = read(LAPS);
    assert_eq!(
        import.source.reason,
        "SplitsBrowser results: class Long with 2 controls"
    );
    // 1:00 + 2:00 = 3:00, + 0:30 = 3:30
    assert_eq!(
        (passings(&import, 0).join(" "), mark(&import, 0)),
        ("1: 1:00 2: 3:00".into(), "3:30".into())
    );
    assert_eq!(import.text(import.rows.team[1]), "Club, the");
    assert_eq!((passings(&import, 1).len(), import.rows.status[1]), (1, Status::Dq));
    assert_eq!(
        counted(&import, "lap-missing"),
        1,
        "nothing is known behind the missing lap"
    );
    assert_eq!(
        (name(&import, 2), race(&import, 2).0, mark(&import, 2)),
        ("Cy Three", "Short", "3:00".into())
    );
    assert!(import.rows.team[2].is_empty(), "x stands for no club");
}

#[test]
fn rising_times_of_blocks_are_passings() {
    // here the number of controls counts the finish too
    let rows = "Ada,One,AB,10:00,01:00,03:00,03:30\nBo,Two,AB,0:12,01:10,-----,04:00\n";
    let import = read(&format!("Open,3,4100\n{rows}"));
    assert_eq!(race(&import, 0), ("Open", 4100, "2 controls", 2));
    assert_eq!(
        (passings(&import, 0).join(" "), mark(&import, 0)),
        ("1: 1:00 2: 3:00".into(), "3:30".into())
    );
    assert_eq!(
        (passings(&import, 1).join(" "), mark(&import, 1)),
        ("1: 1:10".into(), "4:00".into())
    );
    assert_eq!(import.rows.status[1], Status::Dq);
}

#[test]
fn odd_numbers_of_times_in_blocks() {
    let rows =
        "Ada,One,AB,10:00,01:00,03:00,03:30\nBo,Two,AB,10:00,01:10,01:20,03:10,04:00\nCy,Three,AB,10:00,01:10,04:00\n";
    let import = read(&format!(
        "Open, 3,,,,\n{rows},,,,\nOther,3\nDi,Four,AB,10:00,01:00,03:00,03:20,,,\nEd,Five,AB,:,00:00,00:00,00:00\n"
    ));
    assert_eq!((race(&import, 0).3, import.races.len()), (2, 2));
    // one time too many: the last is the finish; one too few: it is not known which control was missed
    let marks: Vec<String> = (0..5).map(|r| mark(&import, r)).collect();
    assert_eq!(marks, ["3:30", "4:00", "", "3:20", ""]);
    let statuses = [Status::None, Status::None, Status::Dq, Status::None, Status::Dns];
    assert_eq!(import.rows.status, statuses);
    assert_eq!(
        (passings(&import, 1).len(), counted(&import, "controls-not-matched")),
        (0, 2)
    );
}

#[test]
fn words_in_place_of_a_classifier() {
    let table = oe_46(&[
        ("One", "0", "70:05", "", "1", FULL),
        ("Two", "0", "71:00", "", "dsq", "31;1:00;32;;31;65:00"),
        ("Three", "0", "72:00", "", "nc", FULL),
        ("Four ret", "0", "73:00", "", "", "31;1:00;32;;31;"),
        ("", "0", "74:00", "", "2", FULL),
    ]);
    let import = read(
        &table
            .replace("7;;;;\"Ada\"", "7;9876;;;")
            .replace("\"OK Test\"", "\"- - -\""),
    );
    let statuses = [
        Status::None,
        Status::Dq,
        Status::Exhibition,
        Status::Retired,
        Status::None,
    ];
    assert_eq!(import.rows.status, statuses);
    assert_eq!(import.extra(1).map(|e| import.text(e.rule)), Some("mispunch"));
    assert_eq!([name(&import, 3), name(&import, 4)], ["Ada Four", "chip 9876"]);
    assert!(import.rows.team.iter().all(|t| t.is_empty()));
}

#[test]
fn emit_gives_seconds() {
    let import = read(concat!(
        "Id,Name,time,class,place,course,teams,Split1...SPLITn\n\n",
        "1,\"Ada One\",\"  :02:00\",\"S21\",1,\"A\",3,\"AB\",50,70,120,\n",
        "2,\"Bo Two\",\" 1:01:40\",\"V21\",1,\"A\",3,\"CD\",60,90,3701,\n",
        "3,\"Cy Three\",\"  :03:00\",\"V21\",0,\"D\",3,\"CD\",60,90,180,\n"
    ));
    assert_eq!(
        (passings(&import, 0).join(" "), mark(&import, 0)),
        ("1: 50 2: 1:10".into(), "2:00".into())
    );
    assert_eq!(
        (mark(&import, 1), import.text(import.rows.team[1])),
        ("1:01:40".into(), "CD")
    );
    assert_eq!(counted(&import, "finish-differs"), 1);
    let cut = read(
        "Id,Name,time,class,place,course,teams,Split1,Split2,Split3\n\n\
         1,\"Ada One\",\"  :02:00\",\"S21\",1,\"A\",3,\"AB\",50,70,120,\n\
         2,\"Eva Two\",\"  :03:00\",\"S21\",2,\"A\",3,\"AB\",60,80,,\n",
    );
    assert_eq!(
        passings(&cut, 1),
        ["1: 1:00", "2: 1:20"],
        "the time of the finish is left out"
    );
    assert_eq!((mark(&cut, 1), counted(&cut, "finish-missing")), ("3:00".into(), 1));
    assert_eq!(
        import.races.iter().map(|r| r.event.sex).collect::<Vec<_>>(),
        [Sex::Women, Sex::Men]
    );
}

#[test]
fn oe_with_one_name_column() {
    let Some(import) = shared("siresults2.csv") else { return };
    assert_eq!((import.races.len(), import.rows.len()), (1, 54));
    let (title, metres, note, controls) = race(&import, 0);
    assert_eq!((title, metres, controls), ("M", 18_400, 15));
    assert!(
        note.starts_with("Men; course Men, climb 535 m, 15 controls: 41 43 46"),
        "{note}"
    );
    assert_eq!(
        (name(&import, 0), mark(&import, 0), import.rows.place[0]),
        ("Lanki Jukka", "1:24:55".into(), 1)
    );
    let of_winner = passings(&import, 0);
    assert_eq!(of_winner[..2], ["1: 5:19", "2: 8:50"]);
    assert_eq!((of_winner.len(), of_winner[14].as_str()), (15, "15: 1:24:38")); // 84:38
    assert_eq!(
        [with_status(&import, Status::None), with_status(&import, Status::Dq)],
        [53, 1]
    );
    assert_eq!(import.rows.mark.iter().filter(|m| **m == 0).count(), 1);
}

#[test]
fn oe_in_swedish() {
    let Some(import) = shared("swedish.txt") else { return };
    assert_eq!((import.races.len(), import.rows.len()), (11, 105));
    let of_h10 = (0..105).filter(|r| race(&import, *r).0 == "H10").count();
    assert_eq!((of_h10, race(&import, 0).3), (3, 9));
    assert_eq!(
        (name(&import, 0), mark(&import, 0), import.rows.place[0]),
        ("Erik Ögren", "13:59".into(), 1)
    );
    let of_first = passings(&import, 0);
    assert_eq!((of_first[0].as_str(), of_first[8].as_str()), ("1: 33", "9: 13:45"));
    assert!(race(&import, 0).2.ends_with("9 controls: 31 32 34 35 36 37 38 39 40"));
    let disqualified: Vec<usize> = (0..105).filter(|r| import.rows.status[*r] == Status::Dq).collect();
    assert_eq!(disqualified.len(), 2);
    assert!(
        disqualified
            .iter()
            .all(|r| import.rows.mark[*r] > 0 && import.rows.place[*r] == 0)
    );
}

#[test]
fn oe_with_rows_longer_than_the_header() {
    let Some(import) = shared("cc.csv") else { return };
    assert_eq!((import.races.len(), import.rows.len()), (64, 710));
    let mispunched = (0..710).filter(|r| import.extra(*r).is_some_and(|e| import.text(e.rule) == "mispunch"));
    assert_eq!((mispunched.count(), with_status(&import, Status::Exhibition)), (28, 1));
    let first = row_of(&import, "Matthew Jones");
    assert_eq!(
        (race(&import, first).0, mark(&import, first), import.rows.place[first]),
        ("M10B", "18:45".into(), 1)
    );
    assert_eq!(
        counted(&import, "unreadable-time") + counted(&import, "controls-not-matched"),
        0
    );
}

#[test]
fn blocks_of_splitsbrowser() {
    let Some(import) = shared("815.csv") else { return };
    let controls = import
        .races
        .iter()
        .map(|r| (import.text(r.title), import.markers[r.markers as usize].len()));
    assert_eq!(controls.collect::<Vec<_>>(), [("Mens", 21), ("Womens", 18)]);
    assert_eq!(import.rows.len(), 187); // lines of the file less its two classes and blank lines
    assert_eq!(
        counted(&import, "controls-not-matched"),
        0,
        "every runner has the laps of the class"
    );
    assert_eq!(
        (name(&import, 0), import.text(import.rows.team[0])),
        ("Oli Johnson", "SYO")
    );
    // 35:23 in all, 2:45 to the first control, 24 s from the last: 35:23 - 0:24 = 34:59
    let of_first = passings(&import, 0);
    assert_eq!(
        (mark(&import, 0).as_str(), of_first[0].as_str(), of_first[20].as_str()),
        ("35:23", "1: 2:45", "21: 34:59")
    );
}

#[test]
fn blocks_with_lengths() {
    let Some(import) = shared("National8.csv") else { return };
    let (title, metres, _, controls) = race(&import, 0);
    assert_eq!((title, metres, controls), ("D-10", 2480, 9)); // ten with the finish
    assert_eq!((name(&import, 0), import.rows.len()), ("HENKES Julia", 330));
    // 2:37 + 2:23 + 12:30 + 5:51 + 2:51 + 3:26 + 2:58 + 1:44 + 0:46 + 0:25 = 35:31
    assert_eq!(mark(&import, 0), "35:31");
}

#[test]
fn emit_in_latvian() {
    let Some(import) = shared("EmitSplit1.csv") else { return };
    assert_eq!(
        (name(&import, 0), mark(&import, 0), import.rows.len()),
        ("Vieda Lūsa", "32:58".into(), 93)
    );
    assert_eq!(passings(&import, 0).last().map(String::as_str), Some("10: 32:29")); // 1949 s
    assert_eq!(counted(&import, "finish-differs"), 1);
    let odd = row_of(&import, "Jūlijs Čakšs");
    assert_eq!(mark(&import, odd), "46:39");
    assert!((0..93).any(|r| import.text(import.rows.team[r]) == "SK Brīvnieki"));
}

#[test]
fn made_up_files_of_the_variants() {
    let Some(import) = shared("fixtures/oe-60-columns") else {
        return;
    };
    assert_eq!(
        (name(&import, 0), race(&import, 0).0, race(&import, 0).1),
        ("First Runner", "Class 1", 4100)
    );
    assert_eq!(passings(&import, 2), ["1: 3:01", "2: 7:05", "3: 9:59"]);
    let Some(import) = shared("fixtures/triple-column") else {
        return;
    };
    assert_eq!(
        (name(&import, 0), mark(&import, 0), race(&import, 0).0),
        ("First Runner", "12:14".into(), "Class 1")
    );
    assert_eq!(passings(&import, 0), ["1: 1:48", "2: 6:14", "3: 8:43"]);
    let Some(import) = shared("fixtures/oe-okdmt-mp-dns-dnf-dsq-nc-omt") else {
        return;
    };
    let statuses = [
        Status::None,
        Status::None, // a classifier of 0 beside a missing punch
        Status::Dq,
        Status::Dq,
        Status::Dns,
        Status::Dnf,
        Status::Exhibition,
        Status::NotClassified,
    ];
    assert_eq!(import.rows.status, statuses);
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
fn only_files_of_the_family_are_claimed() {
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
        let claimed = recognise(head).is_some_and(|(format, _)| format.name == "oe-csv");
        let expected = name.contains("/oe-csv/") && !name.ends_with(".md");
        assert_eq!(claimed, expected, "{name}");
    }
}

#[test]
fn cut_files_are_read_as_far_as_they_go() {
    let table = oe_46(&[
        ("One", "0", "70:05", "0", "1", FULL),
        ("Two", "0", "71:00", "3", "", "31;1:00;32;-----;31;65:00"),
    ]);
    for text in [table.as_str(), LAPS] {
        for end in 1..text.len() {
            let _ = read_bytes("cut.csv", &text.as_bytes()[..end], &Progress::default());
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn damaged_files_never_stop_the_reader(flips in proptest::collection::vec((0usize..4000, 0u8..=255), 1..8), blocks: bool) {
        let table = oe_46(&[("One", "0", "70:05", "0", "1", FULL), ("Two", "0", "71:00", "0", "2", FULL)]);
        let mut bytes = if blocks { LAPS.as_bytes().to_vec() } else { table.into_bytes() };
        for (at, value) in flips {
            let length = bytes.len();
            bytes[at % length] = value;
        }
        let _ = read_bytes("damaged.csv", &bytes, &Progress::default());
    }
}

/// The text with a cell of a data row, counted from 0 without the captions, replaced.
fn with_cell(text: &str, row: usize, column: usize, cell: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| {
        let mut cells: Vec<&str> = line.split(';').collect();
        if at == row + 1 {
            cells[column] = cell;
        }
        cells.join(";") + "\r\n"
    });
    lines.collect()
}

#[test]
fn people_courses_and_nights() {
    let mut text = oe_46(&[
        ("One", "0", "", "1", "", ""),
        ("One", "0", "70:05", "0", "1", FULL),
        ("Three", "0", "", "0", "2", FULL),
        ("Four", "0", "72:00", "missing punch", "", FULL),
    ]);
    // of who did not start no course is given; the second One is of another club
    for column in [39, 40, 41, 42] {
        text = with_cell(&text, 0, column, "");
    }
    text = with_cell(&text, 1, 15, "IK Test");
    // from 23:20 to 0:31:30 of the next day
    text = with_cell(&text, 2, 44, "23:20:00");
    text = with_cell(&text, 2, 45, "0:31:30");
    let import = read(&text);
    assert_eq!(
        (import.races.len(), import.rows.len(), import.athletes.len()),
        (1, 4, 4)
    );
    assert_eq!(mark(&import, 2), "1:11:30");
    let statuses = [Status::Dns, Status::None, Status::None, Status::Dq];
    assert_eq!(import.rows.status, statuses);
}

#[test]
fn emit_has_runners_who_did_not_come_to_the_finish() {
    let import = read(
        "Id,Name,time,class,place,course,teams,Split1,Split2,Split3\r\n\r\n\
         1,\"One\",\"  :32:58\",\"V21\",1,\"A\",3,\"Club\",100,200,1978,\r\n\
         2,\"Two\",\"        \",\"V21\",0,\"D\",3,\"Club\",100,200,\r\n\
         3,\"Three\",\"        \",\"V21\",0,\"D\",3,\"Club\",\r\n",
    );
    assert_eq!(import.rows.status, [Status::None, Status::Dnf, Status::Dns]);
    assert_eq!([mark(&import, 0), mark(&import, 1)], ["32:58", ""]); // 1978 s
    assert_eq!(passings(&import, 1), ["1: 1:40", "2: 3:20"]);
    assert_eq!(import.races.len(), 1);
}
