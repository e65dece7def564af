//! A mistake in a RON document is a finding with its line and column, and the rest of the document loads.

use homestraight::read::Import;
use homestraight::read::open::{OpenError, read_bytes};
use homestraight::read::{FORMATS, Progress, format::Head};

fn read(text: &str) -> Import {
    let import = read_bytes("test.ron", text.as_bytes(), &Progress::default());
    import.unwrap_or_else(|error| panic!("{error}"))
}

/// Findings as `code line:column found expected`.
fn findings(import: &Import) -> Vec<String> {
    let mut kept = import.findings.kept().to_vec();
    kept.sort_by_key(|f| (f.line, f.column));
    kept.iter()
        .map(|f| format!("{} {}:{} {} | {}", f.code, f.line, f.column, f.found, f.expected))
        .collect()
}

fn names(import: &Import) -> Vec<&str> {
    let athletes = import.rows.athlete.iter();
    athletes
        .map(|a| import.text(import.athletes[*a as usize].name))
        .collect()
}

/// A race of three, the second row as given.
fn race(row: &str) -> String {
    format!(
        "// a race\nHomestraight(\n    version: 1,\n    races: [(event: \"men 1500 m\", results: [\n        \
         (place: 1, athlete: \"A\", time: \"3:28.32\"),\n        {row}\n        (place: 3, athlete: \"C\", time: \"3:29.05\"),\n    ])],\n)\n"
    )
}

#[test]
fn the_example_of_the_documentation_is_a_document() {
    let lines = include_str!("../src/read/ron/mod.rs").lines();
    let lines = lines
        .skip_while(|l| *l != "//! ```ron")
        .skip(1)
        .take_while(|l| *l != "//! ```");
    let example: Vec<&str> = lines.map(|l| l.trim_start_matches("//!")).collect();
    let import = read(&example.join("\n"));
    assert_eq!(findings(&import), [""; 0]);
    assert_eq!(
        (import.rows.len(), import.passings.len(), import.leader_passings.len()),
        (3, 3, 2)
    );
}

#[test]
fn an_unknown_field_is_told_and_the_row_stays() {
    let import = read(&race("(plaec: 2, athlete: \"B\", time: \"3:29.01\"),"));
    let told = findings(&import);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("ron-syntax 6:10 field `plaec` | one of rank, place, "),
        "{told:?}"
    );
    assert_eq!(names(&import), ["A", "B", "C"]);
    assert_eq!(
        (import.rows.place.as_slice(), import.rows.line.as_slice()),
        ([1, 0, 3].as_slice(), [5, 6, 7].as_slice())
    );
}

#[test]
fn a_wrong_type_costs_one_row() {
    let import = read(&race("(place: \"second\", athlete: \"B\"),"));
    assert_eq!(names(&import), ["A", "C"]);
    assert_eq!(import.rows.line, [5, 7]);
    let told = findings(&import);
    assert!(told.len() == 1 && told[0].starts_with("ron-syntax 6:"), "{told:?}");
}

#[test]
fn a_missing_comma_costs_one_row() {
    let import = read(&race("(place: 2 athlete: \"B\", time: \"3:29.01\"),"));
    assert_eq!(names(&import), ["A", "C"]);
    assert_eq!(
        findings(&import),
        ["ron-syntax 6:19 `athlete: \"B\", time: \"3:29.01\")` | comma"]
    );
}

#[test]
fn an_unreadable_value_is_told_with_its_place_and_left_out() {
    let import = read(&race(
        "(place: 2, athlete: \"B\",\n            time: \"3:6x\", born: \"tomorrow\", status: \"lazy\", qualified: \"Z\", passings: [(at: 400, time: \"fast\"), (at: 800.0001, position: 1)]),",
    ));
    assert_eq!(names(&import), ["A", "B", "C"]);
    assert_eq!(
        findings(&import),
        [
            "unreadable-distance 7:0 800.0001 | metres from 0, with at most three decimals",
            "unreadable-time 7:20 \"3:6x\" | a time such as \"3:28.32\"",
            "unreadable-date 7:34 \"tomorrow\" | a date such as \"2021-08-07\"",
            "unknown-status 7:54 \"lazy\" | a status such as DNF, DQ or DNS",
            "unknown-qualification 7:73 \"Z\" | Q, q, qR, qJ or qD",
            "unreadable-time 7:105 \"fast\" | a time such as \"56.1\"",
        ]
    );
    assert_eq!(import.rows.line, [5, 6, 8]);
}

#[test]
fn a_field_where_it_means_nothing_is_told() {
    let import = read(&race(
        "(rank: 2, athlete: \"B\", athlete_number: 7, passings: [(at: 400, athlete: \"A\")]),",
    ));
    assert_eq!(
        findings(&import),
        [
            "unknown-athlete 6:0 athlete_number: 7 | a number from 1 to 0, of the list athletes",
            "misplaced-field 6:0 rank: 2 | place in a race; rank belongs to the rows of a list",
            "misplaced-field 6:83 \"A\" | no athlete in a result's passing; it belongs to the race's leader",
        ]
    );
    assert_eq!(names(&import), ["A", "B", "C"]);
}

#[test]
fn an_open_bracket_or_string_is_told() {
    let whole = race("(place: 2, athlete: \"B\"),");
    for cut in [whole.len() - 3, whole.len() - 30, whole.len() / 2] {
        let import = read(&whole[..cut]);
        assert!(!import.findings.kept().is_empty(), "cut at {cut}");
    }
}

#[test]
fn another_version_is_told() {
    let import = read("Homestraight(\n  version: 2,\n  races: [],\n  novelty: 3,\n)");
    assert_eq!(
        findings(&import),
        ["unknown-version 2:12 version 2 | version 1; a newer document needs a newer Homestraight"]
    );
    let import = read("Homestraight(races: [])");
    assert_eq!(
        findings(&import),
        ["unknown-version 1:1 no version | version 1; a newer document needs a newer Homestraight"]
    );
}

#[test]
fn deep_nesting_is_refused() {
    for inside in ["[".repeat(100_000), "(a:".repeat(100_000), "/*".repeat(100_000)] {
        let import = read(&format!("Homestraight(version: 1, athletes: {inside}"));
        assert_eq!(import.findings.total(), 1);
    }
}

#[test]
fn lines_are_right_behind_comments_strings_and_fields_in_any_order() {
    let import = read(
        "#![enable(implicit_some)]\n/* (races: [(\n /* nested */ */\nHomestraight(\n  races: [ // (\n    (leader: [\n      (time: \"56.1\", at: 400)],\n     results: [\n      \
         (note: \"a \\\" ) ] \\\\\", athlete: \"A\"), (athlete: r#\"raw \" ( \"#,\n      passings: [\n       (at: 400, position: 1),\n       (at: 800, position: 2)]),\n      (\n       athlete: \"C\")]),\n  ],\n  version: 1,\n  athletes: [\n    (name: \"A\"),\n    (name: \"Z\")],\n)",
    );
    assert_eq!(findings(&import), [""; 0]);
    assert_eq!(names(&import), ["A", "raw \" (", "C"]);
    assert_eq!(import.rows.line, [9, 9, 13]);
    assert_eq!(import.races[0].origin.line, 6);
    assert_eq!(import.leader_passings[0].origin.line, 7);
    let own: Vec<u32> = import.passing_origins.iter().map(|(_, o)| o.line).collect();
    assert_eq!(own, [11, 12]);
    let details: Vec<u32> = import.details.iter().map(|d| d.origin.line).collect();
    assert_eq!(details, [18, 19]);
}

#[test]
fn the_content_is_recognised_whatever_the_name() {
    let ron = FORMATS.iter().find(|f| f.name == "ron").map(|f| f.score);
    let Some(score) = ron else {
        panic!("the table has the format")
    };
    let score = |text: &str| {
        let head = Head {
            name: "x.txt",
            bytes: text.as_bytes(),
        };
        score(head).map(|s| s.reason)
    };
    let reason = Some("RON document, version 1".to_owned());
    assert_eq!(score("Homestraight(version: 1)"), reason);
    assert_eq!(
        score("\u{feff}// note\n#![enable(implicit_some)]\n\nHomestraight (\n source: \"x\", version: 1, "),
        reason
    );
    assert_eq!(
        score("(version: 1)").as_deref(),
        Some("RON document without a name, version 1")
    );
    for other in [
        "",
        "place,athlete,time\n1,A,3:28.32",
        "(1,2,3)",
        "[1]",
        "{\"version\": 1}",
        "#",
        "#![",
    ] {
        assert_eq!(score(other), None, "{other}");
    }
    let refused = read_bytes("x.ron", b"\x00\x01", &Progress::default());
    assert!(matches!(refused, Err(OpenError::NotRecognised { .. })));
}

/// The rows that the first part of a document holds whole, counted in a text with one row a line.
fn rows_before(text: &str, end: usize) -> usize {
    let whole = text[..end].lines().filter(|l| l.trim_start().starts_with("(place:"));
    whole.filter(|l| l.trim_end().ends_with("),")).count()
}

#[test]
fn a_cut_off_document_loads_what_stands_complete_before_the_cut() {
    let text = race(
        "(place: 2, athlete: \"B\", time: \"3:29.01\", passings: [(at: 400, time: \"56.1\"), (at: 800, time: \"1:52.0\")]),",
    );
    for end in text.find("races").expect("a race")..text.len() - 3 {
        let import = read(&text[..end]);
        assert!(
            import.rows.len() >= rows_before(&text, end),
            "cut at {end}: {:?}",
            names(&import)
        );
        let syntax: Vec<_> = import
            .findings
            .kept()
            .iter()
            .filter(|f| f.code == "ron-syntax")
            .collect();
        assert!(
            syntax.len() == 1 && syntax[0].line > 0 && syntax[0].column > 0,
            "cut at {end}: {:?}",
            findings(&import)
        );
    }
    // a row that is cut among its passings stands with those before the cut
    let cut = &text[..text.find("(at: 800, ti").expect("a passing") + 12];
    let import = read(cut);
    assert_eq!((names(&import), import.passings.len()), (vec!["A", "B"], 1));
}

#[test]
fn a_missing_bracket_or_quote_costs_nothing_before_it() {
    let text = race("(place: 2, athlete: \"B\", time: \"3:29.01\"),");
    let body = text.find("version").expect("a version");
    let marks = text
        .char_indices()
        .filter(|(at, c)| *at > body && "()[]\",:".contains(*c));
    for (at, mark) in marks {
        let broken = format!("{}{}", &text[..at], &text[at + 1..]);
        let import = read(&broken);
        let before = rows_before(&text, at);
        assert!(
            import.rows.len() >= before.min(2),
            "without {mark} at {at}: {:?}",
            findings(&import)
        );
    }
}

#[test]
fn the_sample_cut_off_keeps_its_rows() {
    for (name, text) in homestraight::read::sample::SAMPLE {
        let whole = read(text);
        for cut in [5_000, 20_000].into_iter().filter(|cut| *cut < text.len()) {
            let end = (cut..).find(|at| text.is_char_boundary(*at)).expect("an end");
            let import = read(&text[..end]);
            let lines = text[..end].lines().count() as u32;
            let before = whole.rows.line.iter().filter(|l| **l + 40 < lines).count();
            assert!(
                import.rows.len() >= before,
                "{name} cut at {cut}: {} of {before}",
                import.rows.len()
            );
            assert_eq!(
                import.findings.counts(),
                [("ron-syntax", 1)],
                "{name} cut at {cut} {:?}",
                findings(&import)
            );
        }
    }
}

#[test]
fn a_cut_off_json_document_is_told_as_json() {
    let text = "{\"homestraight\": 1, \"races\": [{\"event\": \"men 1500 m\", \"results\": [\n{\"place\": 1, \"athlete\": \"A\"},\n{\"place\": 2, \"athl";
    let import = read_bytes("test.json", text.as_bytes(), &Progress::default()).expect("a document");
    assert_eq!(names(&import), ["A"]);
    assert!(
        findings(&import)[0].starts_with("json-syntax 3:"),
        "{:?}",
        findings(&import)
    );
}
