//! timing-json.md.

use super::{findings, races, row, rows};
use homestraight::read::Import;

fn read(text: &str) -> Import {
    super::read("list.json", text.as_bytes(), "race-result")
}

const LIST: &str = r##"{"DataFields": ["BIB", "ID", "WithStatus([OverallRank.p])", "LFNAME", "YEAR", "CLUB", "Organisation", "TIMETEXT", "Chip Time"],
 "list": {"HeadLine1": "Town run 10km 2024"}, "data": {"#1_": [
["A12", "1", "1.", "Roe, Ann", "1990", "Town AC", "School", "0:40:01,4", "0:39:59,2"],
["13", "2", "a.K.", "Poe, Cy", "1991", "", "", "0:41:00", "0:40:50"],
["14", "3", "o.W.", "Gee, Di", "", "", "", "41:10 min", ""],
["15", "4", "late", "Gee, Ed", "", "", "", "", ""],
null]}}"##;

#[test]
fn statuses_in_place_of_places_and_words_beside_times() {
    let expected = [
        "1 | Roe, Ann | born 1990 | 40:01.4 | bib A12 | team Town AC | net 39:59.2 | note School",
        "Poe, Cy | born 1991 | 41:00 | EXH | bib 13 | net 40:50",
        "Gee, Di | 41:10 | NC | bib 14",
        "Gee, Ed | bib 15 | note late",
    ];
    // alone, in a call behind a comment, with a mark and other line ends, inside an answer, in a list
    let utf16: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let texts = [
        LIST.as_bytes().to_vec(),
        format!("/**/cb_12(\n{LIST}\n)").into_bytes(),
        format!("\u{feff}{LIST}").replace('\n', "\r\n").into_bytes(),
        format!(r#"{{"status": "ok", "data": {LIST}}}"#).into_bytes(),
        format!("[{LIST}]").into_bytes(),
        utf16,
    ];
    for text in texts {
        let import = super::read("list.jsonp", &text, "race-result");
        assert_eq!(races(&import), ["10 km"]);
        assert_eq!(rows(&import), expected);
    }
}

#[test]
fn times_after_laps_are_placed_where_nothing_else_is() {
    let fields = r#""list": {"HeadLine1": "Town 6 km", "Fields": [{"Expression": "BIB", "Label": "Bib"}, {"Expression": "DisplayName", "Label": "Name"},
      {"Expression": "AfterLap1", "Label": "Runde 1"}, {"Expression": "AfterLap2", "Label": "Runde 2"}, {"Expression": "AfterLap3", "Label": ""},
      {"Expression": "NumberOfLaps", "Label": "Laps"}, {"Expression": "TIME", "Label": "Time"}, {"Expression": "STATUSTEXT", "Label": "Status"}]}"#;
    let data = r#"["1", "1", "1", "Ann", "8:00", "16:10", "24:30", "3", "24:30", "OK"], ["2", "2", "2", "Bob", "8:30,5", "", "", "1", "", "DNF"]"#;
    let import = read(&format!(r#"{{{fields}, "data": [{data}]}}"#));
    assert_eq!(
        rows(&import),
        [
            "Ann | 24:30 | bib 1 | 2000 8:00, 4000 16:10, 6000 24:30",
            "Bob | DNF | bib 2 | note 1 lap | 2000 8:30.5",
        ]
    );
    // without a distance they are noted
    let import = read(&format!(r#"{{{fields}, "data": [{data}]}}"#).replace("Town 6 km", "Town"));
    assert_eq!(
        row(&import, 0),
        "Ann | 24:30 | bib 1 | note 3 laps; Runde 1 8:00; Runde 2 16:10; 24:30"
    );
}

#[test]
fn a_race_over_a_time_keeps_how_far_each_came() {
    let import = read(
        r##"{"DataFields": ["BIB", "ID", "TotalRankp", "DisplayName", "DistanceFinal & \"m\"", "NumberOfLaps", "TIME"],
        "data": {"#1_6 hours": [["1", "1", "1.", "Ann", "52310m", "41", "6:00:00"]]}}"##,
    );
    assert_eq!(rows(&import), ["1 | Ann | 6:00:00 | bib 1 | note 52310m; 41 laps"]);
}

#[test]
fn columns_beyond_those_that_are_read_are_reported() {
    let fields: Vec<String> = (0..600).map(|n| format!("\"X{n}\"")).collect();
    let text = format!(
        r#"{{"DataFields": ["BIB", "ID", "DisplayName", {}], "data": [["1", "1", "Ann"]]}}"#,
        fields.join(",")
    );
    let import = read(&text);
    assert_eq!(
        (rows(&import), findings(&import)),
        (vec!["Ann | bib 1".to_owned()], vec!["1 too-many-columns".to_owned()])
    );
}

#[test]
fn numbers_in_quotes_and_single_groups_of_athlinks() {
    let text = r#"{"data": {"division": {"name": "Overall", "rankType": "gun", "type": "overall"}, "race": {"id": 1, "name": "10 km"}, "intervals": [
        {"full": true, "distance": {"meters": "10000"}, "results": [
          {"id": 1, "displayName": "A B", "bib": "F12", "age": "30", "gender": "f", "chipTimeInMillis": "2400500.0", "gunTimeInMillis": 2410120, "rankings": {"overall": "1"}, "status": "CONF"},
          {"id": 2, "displayName": "C D", "status": "DNF", "chipTimeInMillis": null, "rankings": null}]},
        {"full": false, "distance": {"meters": 5000, "metersFromStart": 5000.0}, "results": {"id": 2, "chipTimeInMillis": 1200000, "gunTimeInMillis": 1201000}}]}}"#;
    let import = super::read("x.json", text.as_bytes(), "athlinks");
    // precision of the finest of the document's times: hundredths
    assert_eq!(
        rows(&import),
        [
            "1 | A B | women | 40:10.12 | age 30 | bib F12 | net 40:00.50",
            "C D | DNF | 5000 20:01.00"
        ]
    );
}

#[test]
fn columns_that_no_word_tells_are_taken_by_what_is_in_them() {
    let import = read(
        r##"{"DataFields": ["BIB", "ID", "PLATZIERUNG", "[Nachname] & \", \" & [Vorname]", "iif([x];1;2)", "ZielX", "\"Details ...\""],
        "data": {"#1_10 km": [["1", "1", "1", "Roe, Ann", "a", "40:01", "Details ..."], ["2", "2", "2", "Poe, Bea", "b", "DNF", "Details ..."]]}}"##,
    );
    assert_eq!(rows(&import), ["Roe, Ann | 40:01 | bib 1", "Poe, Bea | DNF | bib 2"]);
    assert_eq!(findings(&import), ["1 columns-by-content"]);
}
