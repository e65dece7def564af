//! Lenex meets: an own fixture, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md and of the files themselves; HOMESTRAIGHT_SHARED names the
//! folder that holds `data`, otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Round, Sex, Status};
use homestraight::read::format::{Head, Input};
use homestraight::read::lenex::FORMAT;
use homestraight::read::open::read_bytes;
use homestraight::read::{Folder, Folders, Import, Progress, open};
use proptest::prelude::*;
use real_files::real_file;
use std::path::Path;

const MEET: &str = include_str!("fixtures/lenex.lef");

fn read(bytes: &[u8]) -> Import {
    let import = read_bytes("meet.lef", bytes, &Progress::default()).expect("a meet");
    assert_eq!(import.source.format, "lenex", "{}", import.source.reason);
    import
}

/// A real file, or nothing when it is not beside the project.
fn shared(name: &str) -> Option<Import> {
    let path = real_file(Path::new("data/lenex").join(name))?;
    // of an archive the file within it
    open(&path, &Folders::default(), &Progress::default())
        .expect("a meet")
        .pop()
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

/// The row's race: title, age group and note.
fn race(import: &Import, row: usize) -> [&str; 3] {
    let race = &import.races[import.rows.race[row] as usize];
    [race.title, race.age_group, race.note].map(|s| import.text(s))
}

/// `place name mark status; rule; note`, with the blanks that are left.
fn line(import: &Import, row: usize) -> String {
    let rows = &import.rows;
    let [rule, note] = import
        .extra(row)
        .map_or(["", ""], |e| [e.rule, e.note].map(|s| import.text(s)));
    let (place, mark, status) = (rows.place[row], rows.packed_mark(row), rows.status[row]);
    format!("{place} {} {mark} {status}; {rule}; {note}", name(import, row))
}

/// The row's passings as `metres time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    of_row
        .filter_map(|p| Some(format!("{} {}", f64::from(markers[p.marker()]) / 1000.0, p.time()?)))
        .collect()
}

fn row_of(import: &Import, title: &str, named: &str) -> usize {
    (0..import.rows.len())
        .find(|r| name(import, *r) == named && race(import, *r)[0] == title)
        .unwrap_or_else(|| panic!("{named} in {title}"))
}

fn with_status(import: &Import, status: Status) -> usize {
    import.rows.status.iter().filter(|s| **s == status).count()
}

#[test]
fn a_meet() {
    let import = read(MEET.as_bytes());
    let free = "200 m freestyle, 25 m pool";
    let of = |title: &str, name: &str| line(&import, row_of(&import, title, name));
    assert_eq!(
        of(free, "Ada One"),
        "1 Ada One 2:05.10 ; ; heat 2, 712 points, Club record"
    );
    assert_eq!(
        of(free, "Bea van Two"),
        "2 Bea van Two 12:06.00 ; ; heat 1, place 1 in the category"
    );
    assert_eq!(of(free, "Cat Three"), "0 Cat Three  DQ; 203 - moved; heat 1");
    // times taken by hand carry it
    assert_eq!(of("50m Brust", "Dan Four"), "1 Dan Four 40.5h ; ; final B, heat 1");
    assert_eq!(of("50m Brust", "Eli Five"), "1 Eli Five 39.00h ; ; final B, heat 1");
    let relay = row_of(&import, "4 x 50 yd medley relay, 25 yd pool", "Club & Co 1");
    assert_eq!(line(&import, relay), "0 Club & Co 1 2:30.14 ; ; 1 Ada One, 2 Dan Four");
    // 50 yd = 45.72 m
    assert_eq!(passings(&import, relay), ["45.72 36.18", "91.44 1:11.54"]);
    let statuses =
        [Status::Scratched, Status::Dns, Status::Exhibition, Status::NoTime].map(|s| with_status(&import, s));
    assert_eq!((import.rows.len(), statuses), (11, [1, 1, 1, 1]));
    let mut codes: Vec<_> = import.findings.counts().to_vec();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [("unknown-event", 1), ("unknown-status", 1), ("unreadable-time", 1)]
    );
    // every race with its age group, round, sex and length
    let races: Vec<(&str, Round, Sex, u32)> = import
        .races
        .iter()
        .map(|r| (import.text(r.age_group), r.round, r.event.sex, r.event.distance_mm))
        .collect();
    assert_eq!(
        races,
        [
            ("By time", Round::Final, Sex::Women, 200_000),
            ("12", Round::Preliminary, Sex::Men, 50_000),
            ("13", Round::Preliminary, Sex::Men, 50_000),
            ("", Round::Preliminary, Sex::Men, 50_000),
            ("", Round::Final, Sex::Mixed, 182_880), // 4 x 45.72 m
            ("", Round::Unknown, Sex::Unknown, 0),
        ]
    );
}

#[test]
fn what_stands_beside_a_result() {
    let import = read(MEET.as_bytes());
    let ada = row_of(&import, "200 m freestyle, 25 m pool", "Ada One");
    assert_eq!(passings(&import, ada), ["50 30.09", "100 1:01.50"]);
    let extra = import.extra(ada).expect("more");
    assert_eq!(
        (extra.lane, extra.reaction_ms, import.text(extra.category)),
        (3, Some(780), "")
    );
    assert_eq!(
        import.extra(ada + 1).map(|e| (e.reaction_ms, import.text(e.category))),
        Some((Some(-30), "25-29"))
    );
    let athlete = import.rows.athlete[ada] as usize;
    let details = import.athlete_details(athlete).expect("details");
    let known = import.athletes[athlete];
    assert_eq!(
        [known.nation, details.id, details.given, details.family, details.club].map(|s| import.text(s)),
        ["SWE", "L7", "Ada", "One", "Club & Co"]
    );
    assert_eq!(
        known.birth.map(|b| b.to_string()).as_deref(),
        Some("1990"),
        "the first of January is a year"
    );
    let race = &import.races[import.rows.race[ada] as usize];
    assert_eq!(
        (
            race.date.map(|d| d.to_string()).as_deref(),
            import.text(race.start_time),
            import.text(race.note)
        ),
        (Some("2024-05-04"), "13:00", "event 1")
    );
    let meet = &import.meets[0];
    assert_eq!(
        [meet.name, meet.venue, meet.city].map(|s| import.text(s)),
        ["Spring Cup", "Bath", "Nowhere"]
    );
    assert_eq!(
        [meet.start, meet.end].map(|d| d.map(|d| d.to_string())),
        ["2024-05-04", "2024-05-05"].map(|d| Some(d.into()))
    );
    let in_file = |text: &str| MEET.lines().position(|l| l.contains(text)).expect("in the fixture") as u32 + 1;
    assert_eq!(import.rows.line[ada], in_file("resultid=\"11\" heatid"));
    let first = import.rows.passings(ada).start;
    assert_eq!(import.passing_origin(ada, first).line, in_file("00:00:30.09"));
    let strings: Vec<&str> = (0..import.strings.len() as u32)
        .map(|s| import.text(homestraight::model::Str(s)))
        .collect();
    assert!(!strings.iter().any(|s| s.contains("nobody")), "addresses are not read");
}

#[test]
fn the_order_of_clubs_and_sessions_does_not_matter() {
    let (start, rest) = MEET.split_at(MEET.find("      <SESSIONS>").expect("sessions"));
    let (sessions, rest) = rest.split_at(rest.find("      <CLUBS>").expect("clubs"));
    let (clubs, end) = rest.split_at(rest.find("    </MEET>").expect("the end"));
    let swapped = read(format!("{start}{clubs}{sessions}{end}").as_bytes());
    let import = read(MEET.as_bytes());
    let lines = |import: &Import| (0..import.rows.len()).map(|r| line(import, r)).collect::<Vec<_>>();
    assert_eq!(lines(&import), lines(&swapped));
}

/// Has the reader alone read something, whatever it is.
fn attempt(bytes: &[u8]) {
    let folder = Folder::default();
    let name = "meet.lef";
    let _ = (FORMAT.score)(Head { name, bytes });
    let input = Input {
        name,
        bytes,
        folder: &folder,
        mappings: &[],
    };
    (FORMAT.read)(input, &Progress::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn flipped_bytes_never_stop_the_reader(at in 0..MEET.len(), with: u8) {
        let mut bytes = MEET.as_bytes().to_vec();
        bytes[at] = with;
        attempt(&bytes);
    }
}

#[test]
fn every_cut_can_be_read() {
    for end in 1..MEET.len() {
        attempt(&MEET.as_bytes()[..end]);
    }
}

#[test]
fn the_swiss_masters() {
    let Some(import) = shared("swiss-masters-2009-example-results-REDACTED.lef") else {
        return;
    };
    assert_eq!(import.source.format, "lenex");
    assert_eq!(
        import.text(import.meets[0].name),
        "Schweizerische Masters Meisterschaften"
    );
    let statuses = [Status::None, Status::Scratched, Status::Dq, Status::Dns].map(|s| with_status(&import, s));
    assert_eq!((import.rows.len(), statuses), (537, [470, 43, 13, 11]));
    assert_eq!(import.passings.len(), 1015);
    assert_eq!(import.races.len(), 33, "35 events, two without results");
    // 136 athletes and 7 relays, less those without a result
    let people: std::collections::BTreeSet<u32> = import.rows.athlete.iter().copied().collect();
    assert!(
        people.len() <= 136 + 7 && import.athletes.len() <= 136 + 7,
        "{}",
        import.athletes.len()
    );
    let clubs: std::collections::BTreeSet<&str> = import.rows.team.iter().map(|t| import.text(*t)).collect();
    assert!(clubs.len() <= 44);
    let long = row_of(&import, "1500 m freestyle, 25 m pool", "Philippe Allegrini");
    assert_eq!(import.rows.packed_mark(long).to_string(), "16:54.68");
    let splits = passings(&import, long);
    assert_eq!(
        (splits.len(), &*splits[0], &*splits[28]),
        (29, "50 30.09", "1450 16:22.72")
    );
    let of_race = |r: &usize| {
        let race = &import.races[import.rows.race[*r] as usize];
        import.text(race.title) == "100 m breaststroke, 25 m pool" && race.event.sex == Sex::Men
    };
    let first = (0..537)
        .filter(of_race)
        .find(|r| import.rows.place[*r] == 1)
        .expect("a winner");
    assert_eq!(
        (name(&import, first), import.rows.packed_mark(first).to_string()),
        ("Jonathan Banville", "1:06.76".into())
    );
}

#[test]
fn the_meet_of_erlangen() {
    let Some(import) = shared("16032025_Erlangen_lenex3_results-REDACTED.lxf") else {
        return;
    };
    assert_eq!(import.source.format, "lenex");
    let statuses = [Status::None, Status::Dns, Status::Dq].map(|s| with_status(&import, s));
    assert_eq!((import.rows.len(), statuses), (3599, [3357, 200, 42]));
    assert_eq!(import.passings.len(), 4574);
    let events: std::collections::BTreeSet<&str> = import.races.iter().map(|r| import.text(r.note)).collect();
    assert_eq!(events.len(), 44);
    assert_eq!(import.athletes.len(), 609 + 3, "athletes and relays");
    let clubs: std::collections::BTreeSet<&str> = import.rows.team.iter().map(|t| import.text(*t)).collect();
    assert!(clubs.len() <= 26);
    let long = row_of(&import, "1500m Freistil Frauen", "Natalie Wöltinger");
    assert_eq!(import.rows.packed_mark(long).to_string(), "18:12.34");
    let splits = passings(&import, long);
    assert_eq!((splits.len(), &*splits[13]), (14, "1400 17:00.41"));
}

#[test]
fn the_legs_of_a_relay_have_reactions_and_statuses() {
    let legs = r#"<RELAYPOSITION athleteid="4" number="2" reactiontime="-04" />
        <RELAYPOSITION athleteid="1" number="1" reactiontime="+71" />
        <RELAYPOSITION athleteid="-1" number="3" reactiontime="" /><RELAYPOSITION athleteid="5" number="-1" />
        <RELAYPOSITION number="4" reactiontime="0"><ATHLETE firstname="Gil" lastname="Guest" /></RELAYPOSITION>"#;
    let position = r#"<RELAYPOSITION athleteid="1" number="1" /><RELAYPOSITION athleteid="4" number="2" />"#;
    assert!(MEET.contains(position));
    let relay = |legs: &str| {
        let import = read(MEET.replace(position, legs).as_bytes());
        let row = (0..import.rows.len()).find(|r| import.races[import.rows.race[*r] as usize].event.legs > 0);
        let row = row.expect("a relay");
        let reaction = import.extra(row).and_then(|e| e.reaction_ms);
        let note = line(&import, row).rsplit_once("; ").map(|(_, note)| note.to_owned());
        (
            import.rows.status[row],
            reaction,
            note.unwrap_or_default(),
            name(&import, row).to_owned(),
        )
    };
    let (status, reaction, plain, team) = relay(position);
    assert_eq!((status, reaction), (Status::None, None));
    // 71 hundredths are 710 ms; a leg of nobody is left out, the reserve comes last
    let (status, reaction, note, _) = relay(legs);
    let named = plain.replace(", 2", " (0.71), 2") + " (-0.04), 4 Gil Guest (0.00), reserve Eli Five";
    assert_eq!((status, reaction, note), (Status::None, Some(710), named));
    let (status, _, note, same) = relay(&legs.replace("number=\"2\"", "number=\"2\" status=\"DSQ\""));
    assert_eq!((status, same), (Status::Dq, team));
    assert!(note.contains("(-0.04, DQ)"), "{note}");
}
