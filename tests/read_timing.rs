//! JSON of timing companies (RaceResult, Athlinks): own documents, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md; HOMESTRAIGHT_SHARED names the folder that holds `data`,
//! otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Sex, Status};
use homestraight::read::format::Input;
use homestraight::read::open::read_bytes;
use homestraight::read::{FORMATS, Folder, Folders, Import, Progress, open};
use proptest::prelude::*;
use real_files::real_file;
use std::path::Path;

fn read(text: &str, format: &str) -> Import {
    let import = read_bytes("list.json", text.as_bytes(), &Progress::default()).expect("a document");
    assert_eq!(import.source.format, format, "{}", import.source.reason);
    import
}

/// A real file, or nothing when it is not beside the project.
fn shared(name: &str, format: &str) -> Option<Import> {
    let path = real_file(Path::new("data/timing-json").join(name))?;
    let import = open(&path, &Folders::default(), &Progress::default())
        .expect("a document")
        .remove(0);
    assert_eq!(import.source.format, format, "{name}: {}", import.source.reason);
    Some(import)
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

fn net(import: &Import, row: usize) -> String {
    import.extra(row).map(|e| e.net.to_string()).unwrap_or_default()
}

fn note(import: &Import, row: usize) -> &str {
    import.extra(row).map_or("", |e| import.text(e.note))
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
fn read_as_it_is(bytes: &[u8], format: &str) -> Import {
    let format = FORMATS.iter().find(|f| f.name == format).expect("the format");
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

/// Fields without DataFields; groups by contest and sex.
const BY_SEX: &str = r##"jQuery({"list": {"ListName": "Lists|Gender", "HeadLine1": "[EventName]", "Fields": [
  {"Expression": "WithStatus([GenderRankp])", "Label": "Place"}, {"Expression": "BIB", "Label": "Bib"},
  {"Expression": "COUNTRY.FLAG", "Label": ""}, {"Expression": "DisplayName", "Label": "Name"},
  {"Expression": "RANK3", "Label": "AG Place"}, {"Expression": "AGEGROUPNAMESHORT1", "Label": "AG"},
  {"Expression": "Split1", "Label": "10 km"}, {"Expression": "Split2", "Label": "Bridge"},
  {"Expression": "Chip Time", "Label": "Chip Time"}, {"Expression": "TIMETEXT", "Label": "Gun Time"},
  {"Expression": "GapTimeTop(1;2;\"-\")", "Label": ""}]},
 "data": {"#1_Maraton": {"#1_Female": [
   [680, "1.", 680, "[img:flags\/KE.gif]", "Ada &quot;A&quot; ONE", 1, "F 35", "38:59.1", "1:10:00", "2:49:11.00", "2:49:13.70", "-"],
   [334, "2.", 334, "[img:flags\/RO.gif]", "Bea TWO", 2, "F 35", "", "", "2:50:42.33", "2:50:44.58", "+01:30.88"],
   [510, "3.", 510, "", "Cia THREE", 3, "F U35", "39:00.0", "", "", "1:54:44.37", "-2 LAP"]],
  "#2_Male": [
   [679, "1.", 679, "", "Dan FOUR", 1, "M U35", "36:10.0", "", "2:24:17.38", "2:24:19.68", "-"],
   [12, "DNF", 12, "", "Eli FIVE", "", "M U35", "36:11.0", "", "", "", ""]]}}});
"##;

const ATHLINKS: &str = r#"{"data": [{"division": {"name": "Overall", "rankType": "chip", "totalAthletes": 3, "type": "overall"},
  "intervals": [
    {"distance": {"meters": 5000, "metersFromStart": 5000}, "full": true, "name": "Full Course", "raceType": "run", "results": [
      {"id": 1, "age": 36, "bib": "84", "displayName": "ADA ONE", "gender": "F", "chipTimeInMillis": 1135120, "gunTimeInMillis": 1140000,
       "location": {"country": "PY"}, "rankings": {"gender": 1, "overall": 1}, "status": "CONF"},
      {"id": 2, "bib": "85", "displayName": "BO TWO", "gender": "M", "chipTimeInMillis": 0, "gunTimeInMillis": null, "status": "DNF"}]},
    {"distance": {"meters": 2000, "metersFromStart": 2000}, "full": false, "name": "2K", "results": [
      {"id": 2, "chipTimeInMillis": 446100}, {"id": 1, "chipTimeInMillis": 445000}]}],
  "race": {"id": 9, "name": "5 km (Wave 1)"}}]}"#;

#[test]
fn groups_are_races_with_gun_and_chip_time() {
    let import = read(BY_SEX, "race-result");
    let races: Vec<_> = import
        .races
        .iter()
        .map(|r| (r.event.to_string(), import.text(r.title)))
        .collect();
    assert_eq!(
        races,
        [("women marathon".into(), "Maraton"), ("men marathon".into(), "Maraton")]
    );
    assert_eq!(
        (name(&import, 0), mark(&import, 0), net(&import, 0)),
        ("Ada \"A\" ONE", "2:49:13.70".into(), "2:49:11.00".into())
    );
    assert_eq!(import.rows.place, [1, 2, 3, 1, 0]);
    assert_eq!(import.rows.status[4], Status::Dnf);
    let nations: Vec<&str> = import.athletes.iter().map(|a| import.text(a.nation)).collect();
    assert_eq!(nations, ["KE", "RO", "", "", ""]);
    let bibs: Vec<&str> = import.rows.bib.iter().map(|b| import.text(*b)).collect();
    assert_eq!(bibs, ["680", "334", "510", "679", "12"]);
    let categories: Vec<&str> = (0..5)
        .map(|r| import.extra(r).map_or("", |e| import.text(e.category)))
        .collect();
    assert_eq!(categories, ["F 35", "F 35", "F U35", "M U35", "M U35"]);
    assert_eq!(
        (passings(&import, 0), passings(&import, 1)),
        (vec!["10000 38:59.1".to_owned()], vec![])
    );
    assert_eq!((note(&import, 0), note(&import, 2)), ("Bridge 1:10:00", "-2 LAP"));
    assert_eq!(import.rows.line, [9, 10, 11, 13, 14]);
    assert_eq!(findings(&import), [""; 0]);
}

#[test]
fn pairs_name_their_times() {
    let text = r##"{"DataFields": ["BIB", "ID", "FLNAME", "CONTESTNAME", "\"Park\"", "AfterLap1", "\"21km\"", "AfterLap2", "\"Gun Time\"", "AfterLap4", "\"Chip Time\"", "Chip Time", "\"Gender Rank\"", "GenderRank"],
 "data": [[7, 1, "Ada ONE", "Maraton", "Park", "1:10:46.28", "21km", "1:22:18.37", "Gun Time", "2:49:13.70", "Chip Time", "2:49:11.00", "Gender Rank", 1]]}"##;
    let import = read(text, "race-result");
    assert_eq!(
        (mark(&import, 0), net(&import, 0)),
        ("2:49:13.70".into(), "2:49:11.00".into())
    );
    assert_eq!(
        (passings(&import, 0), note(&import, 0)),
        (vec!["21000 1:22:18.37".to_owned()], "Park 1:10:46.28")
    );
    assert_eq!(import.rows.place, [0], "a rank among women is no place in the race");
    assert_eq!(import.races[0].event.name(), "marathon");
}

#[test]
fn segments_are_found_by_test() {
    // 10:00 + 10:30 + 11:00 = 31:30
    let text = r##"{"DataFields": ["BIB", "ID", "RANK1p", "DisplayName", "5 km", "10 km", "15 km", "TIME1"], "list": {"HeadLine1": "15 km run"},
 "data": {"#1_15 km": [["1", "1", "1.", "Ada ONE", "10:00", "10:30", "11:00", "0:31:30"], ["2", "2", "2.", "Bea TWO", "10:10", "10:31", "11:09", "0:31:50"]]}}"##;
    let import = read(text, "race-result");
    assert_eq!(passings(&import, 0), ["5000 10:00", "10000 20:30", "15000 31:30"]);
    assert_eq!(findings(&import), ["2:0 segments"]);
    let odd = text.replace("\"11:00\"", "\"9:00\"").replace("\"11:09\"", "\"9:00\"");
    let import = read(&odd, "race-result");
    assert!(import.passings.is_empty());
    assert_eq!(findings(&import), ["2:0 neither-passings-nor-segments"]);
}

#[test]
fn athlinks_has_times_by_the_clock_that_ranks() {
    let import = read(ATHLINKS, "athlinks");
    assert_eq!(
        (
            import.races[0].event.name().as_str(),
            import.text(import.races[0].title)
        ),
        ("5 km", "5 km (Wave 1)")
    );
    // one time in hundredths, so all are: 1135120 ms = 18:55.12
    assert_eq!(
        (mark(&import, 0), note(&import, 0)),
        ("18:55.12".into(), "gun time 19:00.00")
    );
    assert_eq!(
        (passings(&import, 0), passings(&import, 1)),
        (vec!["2000 7:25.00".to_owned()], vec!["2000 7:26.10".to_owned()])
    );
    assert_eq!(
        (mark(&import, 1), import.rows.status[1], import.rows.place[0]),
        ("".into(), Status::Dnf, 1)
    );
    assert_eq!((import.rows.age[0], import.athletes[0].sex), (36, Sex::Women));
    assert_eq!(findings(&import), ["1:81 incomplete-list"]);
    let gun = read(
        &ATHLINKS.replace("\"rankType\": \"chip\"", "\"rankType\": \"gun\""),
        "athlinks",
    );
    assert_eq!(
        (mark(&gun, 0), net(&gun, 0), note(&gun, 0)),
        ("19:00.00".into(), "18:55.12".into(), "")
    );
    let line = read(&ATHLINKS.replace('\n', ""), "athlinks");
    assert_eq!(passings(&line, 0), passings(&import, 0), "one line or many");
}

#[test]
fn the_real_lists_of_race_result() {
    if let Some(import) = shared("raceresult-nocategories.jsonp", "race-result") {
        assert_eq!(import.rows.len(), 63);
        assert_eq!(
            (name(&import, 0), mark(&import, 0), import.rows.place[0]),
            ("Stefan Ene", "12:28.4".into(), 1)
        );
        assert_eq!(
            (name(&import, 62), mark(&import, 62), import.rows.place[62]),
            ("Luminita Badea", "44:39.9".into(), 63)
        );
        assert_eq!(import.text(import.meets[0].name), "Semimaraton Gerar 2025");
        assert_eq!(
            (
                import.races[0].event.name().as_str(),
                import.text(import.races[0].title)
            ),
            ("3 km", "Cros 3K YoPro")
        );
        assert_eq!(
            [0, 8].map(|r| import.athletes[import.rows.athlete[r] as usize].sex),
            [Sex::Men, Sex::Women]
        );
        assert_eq!(findings(&import), [""; 0]);
    }
    if let Some(import) = shared("raceresult-lapdetails.jsonp", "race-result") {
        assert_eq!(
            (mark(&import, 0), net(&import, 0)),
            ("2:49:13.70".into(), "2:49:11.00".into())
        );
        assert_eq!(passings(&import, 0), ["21000 1:22:18.37"]);
        assert_eq!(note(&import, 0), "Babes Park 1 1:10:46.28; Babes Park 2 2:37:13.62");
        assert_eq!(
            (name(&import, 0), import.text(import.rows.bib[0])),
            ("Emily Jemutai CHERUIYOT", "680")
        );
        assert_eq!(import.races[0].event.name(), "marathon");
    }
}

#[test]
fn the_real_results_of_athlinks() {
    if let Some(import) = shared("athlinks-results.json", "athlinks") {
        assert_eq!((import.rows.len(), import.races.len()), (13, 2));
        // 535000 ms, all times being whole seconds
        assert_eq!(
            (name(&import, 0), mark(&import, 0)),
            ("LAURO FABIAN CABRERA BERNAL", "8:55".into())
        );
        assert_eq!(import.races[0].event.name(), "2 km");
        assert_eq!(import.findings.counts(), [("incomplete-list", 1)], "10 of 11");
    }
    if let Some(import) = shared("athlinks-detail.json", "athlinks") {
        assert_eq!((mark(&import, 0), import.rows.place[0]), ("8:55".into(), 1));
        // 266000 ms
        assert_eq!(passings(&import, 0), ["1000 4:26"]);
        assert_eq!(findings(&import), [""; 0]);
    }
}

#[test]
fn broken_documents_give_what_is_left() {
    for (text, format) in [(BY_SEX, "race-result"), (ATHLINKS, "athlinks")] {
        for end in 0..text.len() {
            let import = read_as_it_is(&text.as_bytes()[..end], format);
            assert!(import.rows.len() <= 5);
        }
    }
    let deep = format!(
        "{{\"DataFields\": [\"BIB\"], \"data\": {}",
        "{\"#1_a\": ".repeat(100_000)
    );
    let import = read(&deep, "race-result");
    assert_eq!(import.findings.counts(), [("nested-too-deeply", 1)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_stop_reading(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8), athlinks: bool) {
        let (text, format) = if athlinks { (ATHLINKS, "athlinks") } else { (BY_SEX, "race-result") };
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        read_as_it_is(&bytes, format);
    }
}

#[test]
fn who_does_not_reach_the_finish_stays_with_the_passings() {
    let import = read(
        r#"{"data":[{"race":{"name":"10 km"},"intervals":[
            {"name":"5K","full":false,"distance":{"metersFromStart":5000},"results":[
                {"displayName":"Ann Example","bib":"1","chipTimeInMillis":1200000},
                {"displayName":"Bea Example","bib":"2","chipTimeInMillis":1300000,"status":"DNF"}]},
            {"name":"Finish","full":true,"distance":{"meters":10000,"metersFromStart":10000},"results":[
                {"displayName":"Ann Example","bib":"1","chipTimeInMillis":2400000,"rankings":{"overall":1}}]}]}]}"#,
        "athlinks",
    );
    assert_eq!(import.rows.len(), 2);
    assert_eq!((name(&import, 1), mark(&import, 1).as_str()), ("Bea Example", ""));
    assert_eq!(import.rows.status[1], Status::Dnf);
    assert_eq!(passings(&import, 1).len(), 1);
}
