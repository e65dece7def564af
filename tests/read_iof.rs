//! IOF XML result lists: own fixtures, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md and of the files themselves; HOMESTRAIGHT_SHARED names the
//! folder that holds `data`, otherwise it is `../shared`.

mod real_files;

use homestraight::model::passing::order_number;
use homestraight::model::{Sex, Standing, Status};
use homestraight::read::format::{Head, Input};
use homestraight::read::iof::FORMAT;
use homestraight::read::open::read_bytes;
use homestraight::read::{Folder, Folders, Import, Progress, open};
use proptest::prelude::*;
use real_files::real_file;
use std::path::Path;

const INDIVIDUAL: &str = include_str!("fixtures/iof-3.xml");
const RELAY: &str = include_str!("fixtures/iof-3-relay.xml");
const OLDER: &str = include_str!("fixtures/iof-2.xml");

fn read(bytes: &[u8]) -> Import {
    let import = read_bytes("results.xml", bytes, &Progress::default()).expect("a result list");
    assert_eq!(import.source.format, "iof-xml", "{}", import.source.reason);
    import
}

/// A real file, or nothing when it is not beside the project.
fn shared(name: &str) -> Option<Import> {
    let path = real_file(Path::new("data/iof-xml").join(name))?;
    let import = open(&path, &Folders::default(), &Progress::default())
        .expect("a result list")
        .remove(0);
    assert_eq!(import.source.format, "iof-xml", "{name}: {}", import.source.reason);
    Some(import)
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn title(import: &Import, row: usize) -> &str {
    import.text(import.races[import.rows.race[row] as usize].title)
}

fn note(import: &Import, row: usize) -> &str {
    import.text(import.races[import.rows.race[row] as usize].note)
}

/// The row with the athlete of that name in the race of that title.
fn row_of(import: &Import, race: &str, named: &str) -> usize {
    (0..import.rows.len())
        .find(|r| name(import, *r) == named && title(import, *r) == race)
        .unwrap_or_else(|| panic!("{named} in {race}"))
}

/// `place name mark status, remark`, with the blanks that are left.
fn line(import: &Import, row: usize) -> String {
    let rows = &import.rows;
    let extra = import.extra(row);
    let remark = extra.map_or("", |e| import.text(if e.rule.is_empty() { e.note } else { e.rule }));
    let (place, status) = (rows.place[row], rows.status[row]);
    format!(
        "{place} {} {} {status} {remark}",
        name(import, row),
        rows.packed_mark(row)
    )
    .trim_end()
    .to_owned()
}

/// The row's passings as `number of the control: time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    of_row
        .filter_map(|p| {
            let other = if p.standing() == Standing::Alternative {
                " or"
            } else {
                ""
            };
            Some(format!("{}: {}{other}", order_number(markers[p.marker()]), p.time()?))
        })
        .collect()
}

fn with_status(import: &Import, status: Status) -> usize {
    import.rows.status.iter().filter(|s| **s == status).count()
}

fn codes(import: &Import) -> Vec<(&'static str, u64)> {
    import.findings.counts().to_vec()
}

#[test]
fn an_individual_race_with_every_status() {
    let import = read(INDIVIDUAL.as_bytes());
    assert_eq!(codes(&import), [("unknown-status", 1), ("place-with-status", 1)]);
    let lines: Vec<String> = (0..import.rows.len()).map(|r| line(&import, r)).collect();
    assert_eq!(
        lines,
        [
            "1 Ada One 12:14.7",          // 734.7 s
            "0 Bo Two 14:12 DQ mispunch", // 852 s
            "0 Cy Three 13:32 DQ",
            "0 Di Four  DNF",
            "0 Ed Five  DNS",
            "0 Flo Six 1:03:20 NC over time", // 3800 s
            "0 Gil Seven 12:20 EXH not competing",
            "0 Hal Eight  r sporting withdrawal",
            "0 Ida Nine 13:20  finished, not yet validated",
            "0 Jo Ten   on course",
            "0 Kim Eleven  SCR moved to another class",
            "0 Lou Twelve 15:00",
        ]
    );
    let race = &import.races[0];
    assert_eq!(
        (import.races.len(), race.event.sex, race.event.distance_mm),
        (1, Sex::Women, 4_100_000)
    );
    assert_eq!(title(&import, 0), "W21");
    assert_eq!(note(&import, 0), "course Long, climb 35 m, 3 controls: 31 32 31");
    assert_eq!(race.date.map(|d| d.to_string()).as_deref(), Some("2024-05-04"));
    let meet = &import.meets[race.meet.expect("a meet") as usize];
    assert_eq!(import.text(meet.name), "Spring & Autumn");
    // the additional punch is left out, the missed control leaves a gap, the control of unknown time too
    assert_eq!(passings(&import, 0), ["1: 1:48.2", "2: 6:14.9", "3: 8:43.6"]);
    assert_eq!(passings(&import, 1), ["1: 3:37", "3: 10:32"]);
    assert_eq!(passings(&import, 11), ["1: 1:00"]);
    let ada = import.athletes[import.rows.athlete[0] as usize];
    let details = import
        .athlete_details(import.rows.athlete[0] as usize)
        .expect("details");
    assert_eq!(
        [
            ada.nation,
            details.id,
            details.given,
            details.family,
            import.rows.team[0],
            import.rows.bib[0]
        ]
        .map(|s| import.text(s)),
        ["NOR", "X77", "Ada", "One", "OK \"Test\"", "101"]
    );
    assert_eq!(
        ada.birth.map(|b| b.to_string()).as_deref(),
        Some("1990"),
        "the first of January is a year"
    );
    // where the result and its first control stand in the fixture
    let in_file = |text: &str| {
        INDIVIDUAL
            .lines()
            .position(|l| l.contains(text))
            .expect("in the fixture") as u32
            + 1
    };
    assert_eq!(import.rows.line[0], in_file("<BibNumber>101") - 1);
    let first = import.rows.passings(0).start;
    assert_eq!(import.passing_origin(0, first).line, in_file("<Time>108.2") - 2);
}

#[test]
fn prefixes_encodings_and_entities_do_not_matter() {
    let plain = read(INDIVIDUAL.as_bytes());
    let prefixed = INDIVIDUAL
        .replace("</", "</i:")
        .replace('<', "<i:")
        .replace("<i:/i:", "</i:");
    let prefixed = prefixed
        .replace("<i:?", "<?")
        .replace("<i:!", "<!")
        .replace("xmlns=", "xmlns:i=");
    let other = read(prefixed.as_bytes());
    assert_eq!((&plain.rows, &plain.passings), (&other.rows, &other.passings));
    let utf16: Vec<u8> = INDIVIDUAL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(plain.strings, read(&utf16).strings);
    let latin = INDIVIDUAL.replace("UTF-8", "ISO-8859-1").replace("Flo", "Flör");
    let latin: Vec<u8> = latin.chars().map(|c| c as u8).collect();
    assert_eq!(name(&read(&latin), 5), "Flör Six");
    let bomb = INDIVIDUAL.replacen(
        "<ResultList",
        "<!DOCTYPE ResultList SYSTEM \"absent.dtd\" [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<ResultList",
        1,
    );
    assert_eq!(name(&read(bomb.replace("Ada", "&b;").as_bytes()), 0), "&b; One");
}

#[test]
fn runners_of_other_courses_are_races_of_their_own() {
    let course = |text: &str, id: u32| {
        text.replace(
            "<Status>",
            &format!("<Course><Id>{id}</Id><Name>Loop {id}</Name><Length>4{id}00</Length></Course><Status>"),
        )
    };
    let (one, two) = INDIVIDUAL.split_at(INDIVIDUAL.find("<Given>Bo").expect("the second"));
    let import = read(format!("{}{}", course(one, 1), course(two, 2)).as_bytes());
    assert_eq!(title(&import, 0), "W21, course Loop 1");
    assert_eq!(title(&import, 1), "W21, course Loop 2");
    let lengths: Vec<u32> = import.races.iter().map(|r| r.event.distance_mm).collect();
    assert_eq!((import.rows.len(), lengths), (12, vec![4_200_000, 4_100_000]));
}

#[test]
fn other_orders_of_controls_are_races_of_their_own() {
    let list = |runners: &[(&str, &str, &[u32])]| {
        let mut text = "<ResultList iofVersion=\"3.0\"><ClassResult><Class><Name>Open</Name></Class>".to_owned();
        for (name, status, controls) in runners {
            text +=
                &format!("<PersonResult><Person><Name><Family>{name}</Family></Name></Person><Result><Time>900</Time>");
            text += &format!("<Status>{status}</Status>");
            for (at, code) in controls.iter().enumerate() {
                text += &format!(
                    "<SplitTime><ControlCode>{code}</ControlCode><Time>{}</Time></SplitTime>",
                    60 * (at + 1)
                );
            }
            text += "</Result></PersonResult>";
        }
        read((text + "</ClassResult></ResultList>").as_bytes())
    };
    let import = list(&[
        ("One", "OK", &[31, 32, 33]),
        ("Two", "OK", &[32, 31, 33]),
        ("Three", "OK", &[31, 32, 33]),
        ("Four", "MissingPunch", &[32, 33]),
        ("Five", "DidNotFinish", &[39]),
        ("Six", "DidNotStart", &[]),
    ]);
    let titles: Vec<&str> = (0..6).map(|r| title(&import, r)).collect();
    let [first, second] = ["Open, order 1 of the controls", "Open, order 2 of the controls"];
    assert_eq!(titles, [first, second, first, first, first, first]);
    assert_eq!(
        passings(&import, 3),
        ["2: 1:00", "3: 2:00"],
        "a missed control that is not listed"
    );
    assert_eq!(passings(&import, 4), [""; 0]);
    assert_eq!(codes(&import), [("controls-not-matched", 1)]);
}

#[test]
fn a_relay_has_its_legs_and_its_teams() {
    let import = read(RELAY.as_bytes());
    let of_team = |name| line(&import, row_of(&import, "Mixed relay, teams", name));
    assert_eq!(of_team("Club A 1"), "1 Club A 1 1:00:00"); // 3600 s
    assert_eq!(of_team("Club B 1"), "0 Club B 1  DNF");
    let team = row_of(&import, "Mixed relay, teams", "Club A 1");
    // leg 3 began at 3600 - 1000 = 2600, with the runner who was second on leg 2
    assert_eq!(passings(&import, team), ["1: 20:00", "2: 43:20", "2: 40:00 or"]);
    assert_eq!(
        line(&import, row_of(&import, "Mixed relay, leg 1", "Ann A")),
        "2 Ann A 20:00"
    );
    let second = row_of(&import, "Mixed relay, leg 2", "Bob A");
    assert_eq!(line(&import, second), "3 Bob A 20:00  runner 1 of the leg");
    assert_eq!(import.text(import.rows.team[second]), "Club A 1");
    assert_eq!(passings(&import, second), ["1: 10:00"]);
    assert_eq!((import.races.len(), import.rows.len()), (4, 9));
    let sexes: Vec<Sex> = import.races.iter().map(|r| r.event.sex).collect();
    assert_eq!(sexes, [Sex::Mixed; 4]);
    // without standings the legs are added up, as far as one runner after the other is known
    let sums: String = RELAY.lines().filter(|l| !l.contains("OverallResult")).collect();
    let import = read(sums.as_bytes());
    let team = row_of(&import, "Mixed relay, teams", "Club A 1");
    assert_eq!(
        (passings(&import, team), line(&import, team)),
        (vec!["1: 20:00".into()], "0 Club A 1".into())
    );
}

#[test]
fn several_days_have_an_overall_standing() {
    let result = |day: u32, time: u32, all: u32| {
        format!(
            "<Result raceNumber=\"{day}\"><Time>{time}</Time><Position>{day}</Position><Status>OK</Status>\
             <OverallResult><Time>{all}</Time><Position>1</Position><Status>OK</Status></OverallResult></Result>"
        )
    };
    let text = format!(
        "<ResultList iofVersion=\"3.0\"><Event><Name>Days</Name>\
         <Race><RaceNumber>1</RaceNumber><Name>Sprint</Name><StartTime><Date>2024-05-04</Date></StartTime></Race>\
         <Race><RaceNumber>2</RaceNumber><StartTime><Date>2024-05-05</Date></StartTime></Race></Event>\
         <ClassResult><Class><Name>M21</Name></Class><Course raceNumber=\"2\"><Length>5000</Length></Course>\
         <PersonResult><Person><Name><Given>A</Given><Family>B</Family></Name></Person>{}{}</PersonResult>\
         </ClassResult></ResultList>",
        result(1, 900, 900),
        result(2, 1800, 2700)
    );
    let import = read(text.as_bytes());
    let rows: Vec<(&str, String)> = (0..3).map(|r| (title(&import, r), line(&import, r))).collect();
    assert_eq!(
        rows,
        [
            ("M21, Sprint", "1 A B 15:00".to_owned()),
            ("M21, race 2", "2 A B 30:00".to_owned()),
            ("M21, overall", "1 A B 45:00".to_owned()),
        ]
    );
    assert_eq!(passings(&import, 2), ["1: 15:00"]);
    let days: Vec<String> = import.races.iter().filter_map(|r| Some(r.date?.to_string())).collect();
    assert_eq!(days, ["2024-05-04", "2024-05-05"]);
    assert_eq!(import.races[1].event.distance_mm, 5_000_000);
}

#[test]
fn the_older_version() {
    let import = read(OLDER.as_bytes());
    assert!(import.findings.kept().is_empty());
    let lines: Vec<String> = (0..import.rows.len()).map(|r| line(&import, r)).collect();
    assert_eq!(
        lines,
        [
            "1 Per Anders One 27:52.5",
            "0 16817 1:00:00 DQ mispunch",
            "0 Eva Three  DNS"
        ]
    );
    assert_eq!(
        (title(&import, 0), note(&import, 0)),
        ("H21", "3 controls: 184 187 194")
    );
    assert_eq!(passings(&import, 0), ["1: 1:45", "2: 2:44.5", "3: 1:04:31"]);
    assert_eq!(passings(&import, 1), ["1: 2:00", "3: 30:00"]);
    assert_eq!((import.races.len(), import.races[0].event.distance_mm), (1, 4_370_000));
    assert_eq!(import.text(import.athletes[0].nation), "SWE");
    assert_eq!(
        import.races[0].date.map(|d| d.to_string()).as_deref(),
        Some("2003-06-25")
    );
}

#[test]
fn broken_documents_keep_what_can_be_read() {
    let crossed = INDIVIDUAL
        .replacen("</Result>", "", 1)
        .replacen("<Class>", "<Class note=\"stray>", 1);
    let import = read(crossed.as_bytes());
    assert_eq!(import.rows.len(), 12);
    let found: Vec<String> = import
        .findings
        .kept()
        .iter()
        .map(|f| format!("{} {}", f.code, f.line))
        .collect();
    let of = |text: &str, nth: usize| {
        let lines = crossed.lines().enumerate().filter(|(_, l)| l.contains(text));
        lines.map(|(at, _)| at + 1).nth(nth).expect("in the fixture")
    };
    assert_eq!(found[0], format!("xml-broken-tag {}", of("stray", 0)));
    assert_eq!(found[1], format!("xml-wrong-end {}", of("</PersonResult>", 0)));
    let cut = &INDIVIDUAL[..INDIVIDUAL.find("<Given>Di").expect("the fourth")];
    let import = read(cut.as_bytes());
    assert_eq!(
        (import.rows.len(), codes(&import).last().copied()),
        (4, Some(("xml-cut-off", 1)))
    );
}

/// Has the reader alone read something, whatever it is.
fn attempt(bytes: &[u8]) {
    let folder = Folder::default();
    let name = "results.xml";
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
    fn flipped_bytes_never_stop_the_reader(at in 0..INDIVIDUAL.len(), with: u8, relay: bool) {
        let mut bytes = if relay { RELAY } else { INDIVIDUAL }.as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] = with;
        attempt(&bytes);
    }
}

#[test]
fn every_cut_can_be_read() {
    for text in [INDIVIDUAL, RELAY, OLDER] {
        for end in 1..text.len() {
            attempt(&text.as_bytes()[..end]);
        }
    }
}

#[test]
fn the_world_cup_middle_distance() {
    let Some(import) = shared("wc2023_middle_results.xml") else {
        return;
    };
    let of = |race: &str| (0..import.rows.len()).filter(|r| title(&import, *r) == race).count();
    assert_eq!((import.rows.len(), of("Men"), of("Women")), (257, 132, 125));
    assert_eq!(import.races.len(), 2);
    let statuses = [Status::None, Status::Dq, Status::Dnf].map(|s| with_status(&import, s));
    assert_eq!((statuses, import.passings.len()), ([252, 4, 1], 5348));
    let bonek = row_of(&import, "Men", "Jannis Bonek");
    assert_eq!(line(&import, bonek), "1 Jannis Bonek 37:04");
    assert!(note(&import, bonek).starts_with("climb 350 m, 22 controls: 31 35 41 "));
    assert_eq!(passings(&import, bonek)[..3], ["1: 1:49", "2: 3:45", "3: 7:06"]); // 109 s, 225 s, 426 s
    let lengths: Vec<u32> = import.races.iter().map(|r| r.event.distance_mm).collect();
    assert_eq!(lengths, [5_140_000, 4_230_000]);
    let women = row_of(&import, "Women", "Tove Alexandersson");
    assert_eq!(
        (line(&import, women), passings(&import, women).len()),
        ("1 Tove Alexandersson 34:19".into(), 20)
    );
}

#[test]
fn the_examples_of_the_standard() {
    if let Some(import) = shared("ResultList1.xml") {
        let lines: Vec<String> = (0..3).map(|r| line(&import, r)).collect();
        assert_eq!(
            lines,
            [
                "1 George Wood 33:21",
                "0 Edgar Martin 36:42 DQ mispunch",
                "0 Toni Lawson  DNS"
            ]
        );
        // 501, 720, 818, 1136 and 1593 s; the control 31 comes three times
        assert_eq!(
            passings(&import, 0),
            ["1: 8:21", "2: 12:00", "3: 13:38", "4: 18:56", "5: 26:33"]
        );
        assert_eq!(passings(&import, 1).len(), 3, "neither missing nor additional ones");
        assert_eq!(title(&import, 1), "Men Elite, course Men Elite-2");
    }
    if let Some(import) = shared("ResultList2.xml") {
        let teams: Vec<usize> = (0..import.rows.len())
            .filter(|r| title(&import, *r) == "Open, teams")
            .collect();
        assert_eq!((teams.len(), import.rows.len()), (3, 3 + 11));
        // 1438 s after leg 1; 2663 s after leg 2, of which 2813 and 3541 s ran beside; 3741 s in all
        assert_eq!(line(&import, teams[0]), "1 Forest Vagabonds 1 1:02:21");
        assert_eq!(
            passings(&import, teams[0]),
            ["1: 23:58", "2: 44:23", "2: 46:53 or", "2: 59:01 or"]
        );
    }
}

#[test]
fn winsplits_writes_the_older_version() {
    let Some(import) = shared("v2/iofxmlWinSplits.xml") else {
        return;
    };
    let statuses = [Status::None, Status::Dq, Status::Dns].map(|s| with_status(&import, s));
    assert_eq!((import.rows.len(), statuses), (66, [62, 2, 2]));
    assert_eq!(import.passings.len(), 988 - 33, "33 of the 988 splits have no time");
    let classes: std::collections::BTreeSet<&str> =
        (0..66).filter_map(|r| title(&import, r).split(',').next()).collect();
    assert_eq!(classes.len(), 6);
    let per = row_of(&import, "H21", "Per Magnusson");
    assert_eq!(import.rows.packed_mark(per).to_string(), "27:35");
    assert_eq!(passings(&import, per)[..3], ["1: 1:45", "2: 2:44", "3: 4:31"]);
    assert!(note(&import, per).contains("184 187 194"));
}

#[test]
fn edge_cases_of_other_programs() {
    if let Some(import) = shared("fixtures/iof-xml-3-fractional.xml") {
        assert_eq!(line(&import, 0), "0 First Runner 12:14.7");
        assert_eq!(passings(&import, 0)[0], "1: 1:48.2");
    }
    if let Some(import) = shared("fixtures/iof-xml-3-okdmt-mp-dns-dnf-dsq-nc-omt.xml") {
        assert_eq!(import.races.len(), 1);
        for status in [Status::Dns, Status::Dnf, Status::Exhibition, Status::NotClassified] {
            assert_eq!(with_status(&import, status), 1, "{status}");
        }
        assert_eq!(with_status(&import, Status::Dq), 2);
    }
}

fn list(classes: &str) -> Import {
    read(format!("<ResultList iofVersion=\"3.0\">{classes}</ResultList>").as_bytes())
}

#[test]
fn a_person_is_one_athlete_and_each_team_is_one() {
    let member = |id: &str, name: &str, result: &str| {
        format!(
            "<TeamMemberResult><Person>{id}<Name><Family>{name}</Family></Name></Person>{result}</TeamMemberResult>"
        )
    };
    let leg = |leg: u32| {
        format!(
            "<Result><Leg>{leg}</Leg><Time>{}</Time><Status>OK</Status></Result>",
            leg * 100
        )
    };
    let team = |members: String| format!("<TeamResult><Name>OK Test</Name>{members}</TeamResult>");
    let id = "<Id>13</Id>";
    let import = list(&format!(
        "<ClassResult><Class><Name>Relay</Name></Class>{}{}{}</ClassResult>",
        team(member(id, "One", &leg(1)) + &member("", "Two", "") + &member(id, "One", &leg(3))),
        team(member("", "Three", &leg(1)) + &member("", "Four", &leg(2)) + &member("", "Three", &leg(3))),
        team(
            member("", "Three", &leg(1))
                + "<TeamMemberResult><Result><Leg>2</Leg><Status>DidNotStart</Status></Result></TeamMemberResult><TeamMemberResult/>"
        ),
    ));
    // three teams; One and Three run twice in a team, another Three in another; two places are vacant
    assert_eq!((import.athletes.len(), import.rows.len()), (3 + 2 + 2 + 3, 9 + 3));
    // who has no result has the leg of his or her turn
    assert_eq!(line(&import, row_of(&import, "Relay, leg 2", "Two")), "0 Two");
    let teams: Vec<String> = (9..12).map(|r| line(&import, r)).collect();
    // 100 s + 200 s + 300 s; without the second leg nothing is known behind the first
    assert_eq!(teams, ["0 OK Test", "0 OK Test 10:00", "0 OK Test  DNF"]);
    assert_eq!(
        (passings(&import, 9), passings(&import, 10).len()),
        (vec!["1: 1:40".into()], 2)
    );
    assert_eq!((import.races[3].event.legs, title(&import, 9)), (3, "Relay, teams"));
}

#[test]
fn what_is_not_said_is_taken_from_what_is() {
    let import = list(
        "<ClassResult><Class><Id>9</Id></Class><Course><Id>5</Id><Length>4200</Length></Course>\
         <Course><Id>6</Id><Name>Short</Name><Length>3000</Length></Course>\
         <PersonResult><Person><Name><Family>One</Family></Name></Person><Result>\
         <StartTime>2024-05-04T23:50:00+02:00</StartTime><FinishTime>2024-05-04T22:30:00Z</FinishTime>\
         <Status>OK</Status><Course><Id>6</Id></Course></Result></PersonResult>\
         <PersonResult><Person><Name><Family>Two</Family></Name></Person><Result>\
         <StartTime>2024-05-04T23:50:00+02:00</StartTime><FinishTime>2024-05-04T22:30:00Z</FinishTime>\
         <Status>DidNotFinish</Status><Course><Id>6</Id></Course></Result></PersonResult></ClassResult>\
         <ClassResult><Class><Name>Empty</Name></Class></ClassResult>",
    );
    // from 21:50 to 22:30 of Greenwich; who did not finish has no time
    assert_eq!([0, 1].map(|r| line(&import, r)), ["0 One 40:00", "0 Two  DNF"]);
    assert_eq!(codes(&import), [("time-from-punches", 1)]);
    assert_eq!(
        (title(&import, 0), note(&import, 0), import.races.len()),
        ("9", "course Short", 1)
    );
    let race = &import.races[0];
    assert_eq!(race.event.distance_mm, 3_000_000);
    assert_eq!(race.date.map(|d| d.to_string()).as_deref(), Some("2024-05-04"));
}

#[test]
fn units_and_teams_of_the_older_version() {
    let runner = |name: &str, result: &str| {
        format!(
            "<PersonResult><Person><PersonName><Family>{name}</Family></PersonName></Person><Result>{result}</Result></PersonResult>"
        )
    };
    let text = format!(
        "<ResultList><IOFVersion version=\"2.0.3\"/><ClassResult><ClassShortName>H21</ClassShortName>{}{}</ClassResult>\
         <ClassResult><ClassShortName>D21</ClassShortName><TeamResult><TeamName>A</TeamName>\
         <TeamStatus value=\"Disqualified\"/><Time>0:30:00</Time>{}{}</TeamResult></ClassResult></ResultList>",
        runner(
            "One",
            "<StartTime><Clock>10:00:00</Clock></StartTime><FinishTime><Clock>11:27:35</Clock></FinishTime>\
             <CompetitorStatus value=\"OK\"/><CourseLength unit=\"km\">4.37</CourseLength>\
             <SplitTime sequence=\"2\"><ControlCode>31</ControlCode><Time timeFormat=\"MM:SS\">84:38</Time></SplitTime>\
             <SplitTime sequence=\"1\"><Control><ControlCode>31</ControlCode></Control><Time>01:45</Time></SplitTime>"
        ),
        runner(
            "Two",
            "<Time timeFormat=\"HH:MM\">1:05</Time><CompetitorStatus value=\"OverTime\"/>"
        ),
        runner(
            "Three",
            "<TeamSequence>1</TeamSequence><Time>0:10:00</Time><CompetitorStatus value=\"OK\"/>"
        ),
        runner(
            "Four",
            "<TeamSequence>2</TeamSequence><Time>0:20:00</Time><CompetitorStatus value=\"OK\"/>"
        ),
    );
    let import = read(text.as_bytes());
    assert_eq!(
        [0, 1].map(|r| line(&import, r)),
        ["0 One 1:27:35", "0 Two 1:05:00 NC over time"]
    );
    assert_eq!(passings(&import, 0), ["1: 1:45", "2: 1:24:38"]);
    assert_eq!(import.races[0].event.distance_mm, 4_370_000);
    let team = row_of(&import, "D21, teams", "A");
    assert_eq!(
        (line(&import, team), passings(&import, team)),
        ("0 A 30:00 DQ".into(), vec!["1: 10:00".to_owned()])
    );
}
