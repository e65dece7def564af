//! Data of World Athletics as JSON: own documents, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md; HOMESTRAIGHT_SHARED names the folder that holds `data`,
//! otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Discipline, Qualification, Round, Sex, Status};
use homestraight::read::format::Input;
use homestraight::read::open::read_bytes;
use homestraight::read::{FORMATS, Folder, Folders, Import, Progress, open};
use proptest::prelude::*;
use real_files::real_file;
use std::path::Path;

fn read(text: &str) -> Import {
    let import = read_bytes("2010_9.json", text.as_bytes(), &Progress::default()).expect("a document");
    assert_eq!(import.source.format, "world-athletics", "{}", import.source.reason);
    import
}

/// A real file, or nothing when it is not beside the project.
fn shared(name: &str) -> Option<Import> {
    let path = real_file(Path::new("data/worldathletics-json").join(name))?;
    let import = open(&path, &Folders::default(), &Progress::default())
        .expect("a document")
        .remove(0);
    assert_eq!(
        import.source.format, "world-athletics",
        "{name}: {}",
        import.source.reason
    );
    Some(import)
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

/// The race of an event and round, by the start of its title.
fn race(import: &Import, event: &str, round: Round, title: &str) -> u32 {
    let fits = |r: &homestraight::read::import::Race| {
        r.event.to_string() == event && r.round == round && import.text(r.title).starts_with(title)
    };
    import.races.iter().position(fits).expect("a race") as u32
}

fn rows_of(import: &Import, race: u32) -> Vec<usize> {
    (0..import.rows.len())
        .filter(|r| import.rows.race[*r] == race)
        .collect()
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
    let format = FORMATS
        .iter()
        .find(|f| f.name == "world-athletics")
        .expect("the format");
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

fn statuses(import: &Import, status: Status) -> usize {
    import.rows.status.iter().filter(|s| **s == status).count()
}

const MEETING: &str = r#"{
  "Diamond Discipline": [
    {"title": "Men's Mile - 14.08.2010", "detail": "Final", "data": [
      {"place": "1.", "athlete": "Abe ONE", "id": "1", "nat": "USA", "birthYear": 1982, "mark": "3:50.14", "doping": ""},
      {"place": "2.", "athlete": "Ben TWO", "id": "2", "nat": "KEN", "birthYear": 1900, "mark": "3:51.00", "doping": ""},
      {"place": " - ", "athlete": "Cem THREE", "id": "3", "nat": "TUR", "birthYear": 1990, "mark": "", "doping": "DOP"},
      {"place": "", "athlete": "Dan FOUR", "id": "4", "nat": "GBR", "birthYear": 1991, "mark": "DNF", "doping": ""}]},
    {"title": "Women's 100m - 13.08.2010", "detail": "Heat 2, wind: -0.4", "category": "Diamond Discipline", "data": [
      {"place": "1.", "athlete": "Eva FIVE", "id": "5", "nat": "FRA", "birthYear": 1992, "mark": "11.20", "doping": ""}]}
  ],
  "Split times": [
    {"title": "Men's 1500m - 14.08.2010", "detail": "Final", "data": [
      {"place": "", "athlete": "Abe ONE", "id": "1", "nat": "USA", "birthYear": 1982, "mark": "3:35.53", "doping": ""},
      {"place": "", "athlete": "Ben TWO", "id": "2", "nat": "KEN", "birthYear": 1982, "mark": "3:36,1,", "doping": ""},
      {"place": "", "athlete": "Zed NONE", "id": "9", "nat": "KEN", "birthYear": 1982, "mark": "3:37.00", "doping": ""}]}
  ],
  "U20 Events": [
    {"title": "Men's 4x100m - 14.08.2010", "detail": "Final", "data": [
      {"place": "1.", "athlete": "Town U20", "id": "", "nat": "GBR", "birthYear": 1900, "mark": "41.67", "doping": ""}]},
    {"title": "Men's 800m T54 - 14.08.2010", "detail": "", "data": []}
  ]
}"#;

const COMPETITION: &str = r#"{"data": {"getCalendarCompetitionResults": {
  "competition": {"name": "Town Games", "venue": "Town Stadium, Town (NOR)", "startDate": "2021-08-06", "endDate": "2021-08-07"},
  "eventTitles": [{"eventTitle": null, "rankingCategory": "GW", "events": [
    {"event": "Men's 1500 Metres", "gender": "M", "isRelay": false, "races": [
      {"date": "06 AUG 2021", "race": "Semifinal", "raceNumber": 2, "wind": null, "results": [
        {"place": "1.", "mark": "3:35.10", "nationality": "NOR", "records": "PB", "remark": null, "qualified": "Q", "wind": null,
         "competitor": {"name": "Abe ONE", "birthDate": "19 SEP 2000", "iaafId": 77, "teamMembers": null}},
        {"place": null, "mark": "DQ", "nationality": "KEN", "remark": "TR17.1.2", "competitor": {"name": "Ben TWO"}}]},
      {"date": "06 AUG 2021", "race": "Semifinal", "raceNumber": 1, "results": []}]},
    {"event": "Men's 4x400 Metres Relay", "isRelay": true, "races": [
      {"date": "07 AUG 2021", "race": "Final", "raceNumber": 1, "results": [
        {"place": "1.", "mark": "3:00.01", "nationality": "NOR", "competitor": {"name": "Norway", "teamMembers": [{"name": "Abe ONE"}, {"name": "Cai TWO"}]}}]}]},
    {"event": "Women's Long Jump", "races": [
      {"race": "Final", "results": [{"place": "1.", "mark": "6.43", "wind": "+2.1", "competitor": {"name": "Eva FIVE"}}]}]}
  ]}]
}}}"#;

const PHASES: &str = r#"{"eventName": "Women's 1500 Metres", "phases": [
  {"phaseName": "Final", "units": [
    {"unitName": "Final", "startDate": "2022-07-18T20:00:00",
     "results": [
       {"competitorFirstName": "Ada", "competitorLastName": "ONE", "competitorCountryCode": "KEN", "resultMark": "3:52.96", "resultOrder": 1},
       {"competitorFirstName": "Bea", "competitorLastName": "TWO", "competitorCountryCode": "ETH", "resultMark": "DNF"}],
     "splits": [
       [{"competitionIntermediateName": "400m", "intermediateMark": "58.82", "competitionIntermediateResultOrder": 1,
         "competitorFirstName": "Bea", "competitorLastName": "TWO", "competitorCountryCode": "ETH"},
        {"competitionIntermediateName": "400m", "intermediateMark": "58.93", "intermediateGap": "+0.11",
         "competitorFirstName": "Ada", "competitorLastName": "ONE", "competitorCountryCode": "KEN"}],
       [{"competitionIntermediateName": "800m", "intermediateMark": "2:03.18",
         "competitorFirstName": "Ada", "competitorLastName": "ONE", "competitorCountryCode": "KEN"}]]}]}]}"#;

#[test]
fn a_meeting_has_rounds_winds_and_statuses() {
    let import = read(MEETING);
    assert_eq!(import.rows.len(), 6, "three split times are no rows");
    assert_eq!(import.rows.place[..4], [1, 2, 0, 0]);
    assert_eq!(
        import.rows.status[..4],
        [Status::None, Status::None, Status::Dq, Status::Dnf]
    );
    assert_eq!(import.extra(2).map(|e| import.text(e.rule)), Some("DOP"));
    let births: Vec<_> = import.athletes.iter().map(|a| a.birth.map(|b| b.year())).collect();
    assert_eq!(births[..3], [Some(1982), None, Some(1990)]);
    let heat = &import.races[1];
    assert_eq!(
        (heat.round, heat.heat, heat.event.sex),
        (Round::Round1, Some(2), Sex::Women)
    );
    assert_eq!(import.extra(4).and_then(|e| e.wind_tenths), Some(-4));
    assert_eq!(import.athlete_details(4).map(|d| import.text(d.id)), Some("5"));
    let meet = &import.meets[0];
    let days = [meet.start, meet.end].map(|d| d.map(|d| d.to_string()).unwrap_or_default());
    assert_eq!(
        (import.text(meet.name), days),
        ("2010_9", ["2010-08-13".into(), "2010-08-14".into()])
    );
    let relay = &import.races[2];
    assert_eq!(
        (relay.event.discipline, import.text(relay.age_group)),
        (Discipline::Relay, "U20")
    );
    assert_eq!((name(&import, 5), import.rows.line[5]), ("Town U20", 19));
    assert_eq!(import.text(import.races[3].age_group), "T54");
}

#[test]
fn split_times_belong_to_the_longer_race() {
    let import = read(MEETING);
    assert_eq!(import.races.len(), 4);
    assert_eq!(passings(&import, 0), ["1500 3:35.53"]);
    assert!(passings(&import, 1).is_empty());
    let origin = import.passing_origin(0, import.rows.passings(0).start);
    assert_eq!(origin.line, 13);
    assert_eq!(
        findings(&import),
        ["14:95 unreadable-time", "15:7 passing-without-result"]
    );
    // without that race they are marks of en route, and not of a race over the distance
    let import = read(&MEETING.replace("Men's Mile", "Men's 800m"));
    assert_eq!(
        (import.races.len(), findings(&import)[0].as_str()),
        (5, "12:5 unplaced-splits")
    );
    let list = race(&import, "men 1500 m", Round::Final, "Split times");
    assert_eq!(mark(&import, rows_of(&import, list)[0]), "3:35.53+");
}

#[test]
fn a_competition_of_the_calendar() {
    let import = read(COMPETITION);
    let meet = &import.meets[0];
    let texts = [meet.name, meet.venue, meet.city, meet.nation].map(|s| import.text(s));
    assert_eq!(texts, ["Town Games", "Town Stadium", "Town", "NOR"]);
    let semi = &import.races[0];
    assert_eq!(
        (semi.event.to_string().as_str(), semi.round, semi.heat),
        ("men 1500 m", Round::SemiFinal, Some(2))
    );
    assert_eq!(semi.date.map(|d| d.to_string()).as_deref(), Some("2021-08-06"));
    assert_eq!(
        (mark(&import, 0), import.rows.qualification[0]),
        ("3:35.10".into(), Qualification::ByPlace)
    );
    let athlete = &import.athletes[0];
    assert_eq!(athlete.birth.map(|d| d.to_string()).as_deref(), Some("2000-09-19"));
    assert_eq!(
        import.flags[usize::from(import.rows.flags[0])]
            .iter()
            .map(|f| import.text(*f))
            .collect::<Vec<_>>(),
        ["PB"]
    );
    assert_eq!(
        (import.rows.status[1], import.extra(1).map(|e| import.text(e.rule))),
        (Status::Dq, Some("TR17.1.2"))
    );
    assert_eq!(
        (name(&import, 2), import.extra(2).map(|e| import.text(e.note))),
        ("Norway", Some("Abe ONE, Cai TWO"))
    );
    assert_eq!(
        (mark(&import, 3), import.extra(3).and_then(|e| e.wind_tenths)),
        ("6.43".into(), Some(21))
    );
    assert!(findings(&import).is_empty());
    // the same without what it is an answer to
    let bare = COMPETITION
        .trim_start_matches(r#"{"data": {"getCalendarCompetitionResults": "#)
        .trim_end_matches("}}");
    assert_eq!(read(bare).rows, import.rows);
}

#[test]
fn a_championship_page_has_passings() {
    let import = read(PHASES);
    assert_eq!(import.races[0].event.to_string(), "women 1500 m");
    assert_eq!(
        (name(&import, 0), mark(&import, 0), import.rows.place[0]),
        ("Ada ONE", "3:52.96".into(), 1)
    );
    assert_eq!(passings(&import, 0), ["400 58.93", "800 2:03.18"]);
    assert_eq!(
        (passings(&import, 1), import.rows.status[1]),
        (vec!["400 58.82".to_owned()], Status::Dnf)
    );
    assert!(findings(&import).is_empty());
    assert_eq!(read(&format!("{{\"data\": [{PHASES}]}}")).rows.mark, import.rows.mark);
}

#[test]
fn nothing_is_nothing() {
    let import = read("{}");
    assert_eq!(
        (import.rows.len(), findings(&import)),
        (0, vec!["1:1 no-results".to_owned()])
    );
}

#[test]
fn the_real_meeting_of_2010() {
    let Some(import) = shared("2010_24.json") else { return };
    // 448 rows, of which 13 are split times; 46 events, of which one is theirs
    assert_eq!((import.rows.len(), import.races.len()), (435, 45));
    let men = race(&import, "men 100 m", Round::Final, "Diamond");
    let first = rows_of(&import, men)[0];
    assert_eq!(
        (name(&import, first), mark(&import, first)),
        ("Tyson GAY", "9.78".into())
    );
    assert_eq!(import.extra(first).and_then(|e| e.wind_tenths), Some(-4));
    let mile = race(&import, "men mile", Round::Final, "Diamond");
    let mile = rows_of(&import, mile);
    assert_eq!(
        (name(&import, mile[0]), mark(&import, mile[0])),
        ("Augustine Kiprono CHOGE", "3:50.14".into())
    );
    assert_eq!(passings(&import, mile[0]), ["1500 3:35.53"]);
    assert_eq!(mile.iter().filter(|r| !passings(&import, **r).is_empty()).count(), 13);
    let women = race(&import, "women 800 m", Round::Final, "Diamond");
    let removed = rows_of(&import, women)[0];
    assert_eq!(
        (import.rows.place[removed], import.rows.status[removed]),
        (0, Status::Dq)
    );
    assert_eq!(findings(&import), [""; 0]);
}

#[test]
fn the_real_meeting_of_2022() {
    let Some(import) = shared("2022_24.json") else { return };
    assert_eq!((import.rows.len(), import.races.len()), (232, 25));
    let men = race(&import, "men 100 m", Round::Final, "Diamond");
    let first = rows_of(&import, men)[0];
    assert_eq!(
        (name(&import, first), mark(&import, first)),
        ("Aaron BROWN", "10.13".into())
    );
    assert_eq!(import.extra(first).and_then(|e| e.wind_tenths), Some(-2));
    let race = race(&import, "men 1500 m", Round::Final, "");
    let first = rows_of(&import, race)[0];
    assert_eq!(
        (name(&import, first), mark(&import, first)),
        ("Abel KIPSANG", "3:35.15".into())
    );
    // four written, and one relay removed for doping
    assert_eq!(
        [Status::Dq, Status::Dnf, Status::NoMark].map(|s| statuses(&import, s)),
        [5, 13, 2]
    );
    // 13 of the file's years are 1901 to 1905, as of Keely HODGKINSON, born in 2002
    let codes = findings(&import);
    assert_eq!(codes.len(), 13);
    assert!(codes.iter().all(|c| c.ends_with("birth-century")), "{codes:?}");
}

#[test]
fn broken_documents_give_what_is_left() {
    for text in [MEETING, COMPETITION, PHASES] {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let import = read_as_it_is(&text.as_bytes()[..end]);
            assert!(import.rows.len() <= 6);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_stop_reading(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8), which in 0..3usize) {
        let mut bytes = [MEETING, COMPETITION, PHASES][which].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        read_as_it_is(&bytes);
    }
}
