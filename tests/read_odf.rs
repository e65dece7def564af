//! Result messages of the Olympic Data Feed: own fixtures written from the data dictionary (odf-xml.md), as no real
//! message could be had.

use homestraight::model::{Qualification, Reading, Round, Sex};
use homestraight::read::format::{Head, Input};
use homestraight::read::odf::FORMAT;
use homestraight::read::open::read_bytes;
use homestraight::read::{Folder, Import, Progress};
use proptest::prelude::*;

const FINAL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<OdfBody CompetitionCode="XG2024" DocumentCode="ATHM1500M-------------SFNL000200--" DocumentType="DT_RESULT" Version="12"
  FeedFlag="P" ResultStatus="OFFICIAL" Date="2024-08-06" Time="205000000" LogicalDate="2024-08-06">
  <Competition Code="XG2024">
    <ExtendedInfos>
      <UnitDateTime StartDate="2024-08-06T20:50:00+02:00" />
      <ExtendedInfo Type="UI" Code="INTERMEDIATES_TOTAL" Value="3" />
      <ExtendedInfo Type="UI" Code="INTERMEDIATE" Pos="1" Value="400">
        <Extension Code="TIME" Pos="1" Value="54.82" /><Extension Code="LEADER" Pos="1" Value="12" />
      </ExtendedInfo>
      <ExtendedInfo Type="UI" Code="INTERMEDIATE" Pos="2" Value="800" />
      <ExtendedInfo Type="UI" Code="INTERMEDIATE" Pos="3" Value="Finish" />
      <SportDescription DisciplineName="Athletics" EventName="Men's 1500m" SubEventName="Semi-Final 2" Gender="M" />
      <VenueDescription Venue="STA" VenueName="Big Stadium" LocationName="Somewhere" />
    </ExtendedInfos>
    <Result Rank="1" Result="3:30.65" ResultType="TIME" SortOrder="1" StartOrder="4" QualificationMark="Q">
      <RecordIndicators><RecordIndicator Order="1" RecordType="OR" /><RecordIndicator RecordType="NR" Equalled="Y" /></RecordIndicators>
      <ExtendedResults>
        <ExtendedResult Type="ER" Code="INTERMEDIATE" Pos="1" Value="54.93" Rank="2" Diff="+0.11" />
        <ExtendedResult Type="ER" Code="INTERMEDIATE" Pos="2" Value="1:51.40" Rank="1" />
        <ExtendedResult Type="ER" Code="INTERMEDIATE" Pos="3" Value="3:30.65" Rank="1" />
        <ExtendedResult Type="ER" Code="REACT_TIME" Value="0.146" />
        <ExtendedResult Type="ER" Code="MS" Value=".648" />
      </ExtendedResults>
      <Competitor Code="11" Type="A" Organisation="NOR">
        <Composition><Athlete Code="11" Order="1" Bib="301">
          <Description FamilyName="ONE" GivenName="Åge" Gender="M" Organisation="NOR" BirthDate="2000-01-01" />
          <EventUnitEntry Type="EUE" Code="PB" Value="3:29.00" />
        </Athlete></Composition>
      </Competitor>
    </Result>
    <Result Rank="2" RankEqual="Y" Result="3:31.00" ResultType="TIME" SortOrder="2">
      <ExtendedResults><ExtendedResult Type="ER" Code="INTERMEDIATE" Pos="1" Value="54.82" Rank="1" /></ExtendedResults>
      <Competitor Code="12" Type="A" Organisation="KEN"><Composition><Athlete Code="12" Order="1" Bib="302">
        <Description FamilyName="TWO" GivenName="Bo" Gender="M" />
      </Athlete></Composition></Competitor>
    </Result>
    <Result IRM="DQ" ResultType="IRM" SortOrder="3">
      <ExtendedResults><ExtendedResult Type="ER" Code="RULE" Value="TR17.2.3" /></ExtendedResults>
      <Competitor Code="13" Type="A" Organisation="USA"><Composition><Athlete Code="13" Order="1">
        <Description FamilyName="THREE" GivenName="Cy" Gender="M" />
      </Athlete></Composition></Competitor>
    </Result>
    <Result IRM="DNS" ResultType="IRM" SortOrder="4"><Competitor Code="14" Type="A" Organisation="GBR" /></Result>
  </Competition>
</OdfBody>
"#;

fn read(text: &str) -> Import {
    let import = read_bytes("message.xml", text.as_bytes(), &Progress::default()).expect("a message");
    assert_eq!(import.source.format, "odf-xml", "{}", import.source.reason);
    import
}

/// A message of one result with these attributes of the event and the result.
fn message(code: &str, event: &str, infos: &str, result: &str) -> Import {
    read(&format!(
        "<OdfBody DocumentType=\"DT_RESULT\" DocumentCode=\"{code}\" ResultStatus=\"OFFICIAL\"><Competition><ExtendedInfos>\
         <SportDescription EventName=\"{event}\"/>{infos}</ExtendedInfos>{result}</Competition></OdfBody>"
    ))
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

/// The row's times as `metres time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let markers = &import.markers[import.races[0].markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    of_row
        .filter_map(|p| Some(format!("{} {}", markers[p.marker()] / 1000, p.time()?)))
        .collect()
}

fn intermediates(values: &[&str]) -> String {
    let items = values.iter().zip(1..);
    let items: String = items
        .map(|(value, pos)| {
            format!("<ExtendedResult Type=\"ER\" Code=\"INTERMEDIATE\" Pos=\"{pos}\" Value=\"{value}\"/>")
        })
        .collect();
    format!("<ExtendedResults>{items}</ExtendedResults>")
}

#[test]
fn a_semi_final_with_intermediate_times() {
    let import = read(FINAL);
    assert!(import.findings.kept().is_empty());
    let race = &import.races[0];
    assert_eq!(
        (race.event.to_string(), race.round, race.heat),
        ("men 1500 m".into(), Round::SemiFinal, Some(2))
    );
    assert_eq!(race.date.map(|d| d.to_string()).as_deref(), Some("2024-08-06"));
    assert_eq!(
        [race.start_time, race.note, race.title].map(|s| import.text(s)),
        ["20:50", "OFFICIAL, version 12", ""]
    );
    let meet = &import.meets[0];
    assert_eq!(
        [meet.name, meet.venue, meet.city].map(|s| import.text(s)),
        ["XG2024", "Big Stadium", "Somewhere"]
    );
    let rows = &import.rows;
    let lines: Vec<String> = (0..4)
        .map(|r| {
            format!(
                "{} {} {} {}",
                rows.place[r],
                name(&import, r),
                rows.packed_mark(r),
                rows.status[r]
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "1 Åge ONE 3:30.65 ",
            "2 Bo TWO 3:31.00 ",
            "0 Cy THREE  DQ",
            "0 GBR  DNS"
        ]
    );
    assert_eq!(passings(&import, 0), ["400 54.93", "800 1:51.40", "1500 3:30.65"]);
    let positions: Vec<u32> = import.passings[rows.passings(0)]
        .iter()
        .filter_map(|p| match p.reading() {
            Reading::Position { position, .. } => Some(position),
            Reading::Time(_) => None,
        })
        .collect();
    assert_eq!(positions, [2, 1, 1]);
    assert_eq!(passings(&import, 1), ["400 54.82"]);
    let leader = import.leader_passings_of(0);
    assert_eq!((leader.len(), leader[0].athlete), (1, Some(rows.athlete[1])));
    assert_eq!(
        leader[0].passing.time().map(|t| t.to_string()).as_deref(),
        Some("54.82")
    );
    let extra = import.extra(0).expect("more");
    assert_eq!(
        (extra.lane, extra.reaction_ms, import.text(extra.note)),
        (4, Some(146), "thousandths .648, PB 3:29.00")
    );
    assert_eq!(import.extra(2).map(|e| import.text(e.rule)), Some("TR17.2.3"));
    assert_eq!(
        (rows.qualification[0], import.text(rows.bib[0])),
        (Qualification::ByPlace, "301")
    );
    let flags: Vec<&str> = import.flags[rows.flags[0] as usize]
        .iter()
        .map(|f| import.text(*f))
        .collect();
    assert_eq!(flags, ["OR", "=NR"]);
    let first = import.athletes[rows.athlete[0] as usize];
    assert_eq!((import.text(first.nation), first.sex), ("NOR", Sex::Men));
    let line = FINAL.lines().position(|l| l.contains("54.93")).expect("in the fixture") as u32 + 1;
    let at = import.passing_origin(0, import.rows.passings(0).start);
    assert_eq!(at.line, line);
}

#[test]
fn points_that_the_message_does_not_name() {
    let times = intermediates(&[
        "14:50", "29:40", "44:30", "59:20", "1:02:35", "1:14:10", "1:29:00", "1:43:50", "1:58:40",
    ]);
    let result = format!("<Result Rank=\"1\" Result=\"2:05:12\">{times}<Competitor Code=\"1\"/></Result>");
    let import = message("ATHWMARATHON----------FNL-000100--", "Women's Marathon", "", &result);
    assert_eq!(import.races[0].event.sex, Sex::Women);
    assert_eq!(passings(&import, 0)[4..6], ["21097 1:02:35", "25000 1:14:10"]);
    let result = format!(
        "<Result Result=\"3:40.00\">{}<Competitor Code=\"1\"/></Result>",
        intermediates(&["29.0", "58.0"])
    );
    let import = message("ATHM1500M-------------FNL-000100--", "", "", &result);
    assert_eq!((import.rows.len(), import.passings.len()), (1, 0));
    assert_eq!(import.findings.counts(), [("unknown-points", 1)]);
}

#[test]
fn field_events_have_attempts_and_sprints_a_wind() {
    let attempts = intermediates(&["x", "8.12", "-"]);
    let result = format!(
        "<Result Rank=\"1\" Result=\"8.12\" ResultType=\"DISTANCE\">{attempts}<Competitor Code=\"1\"/></Result>"
    );
    let import = message("ATHMLJ----------------FNL-000100--", "Men's Long Jump", "", &result);
    assert_eq!(import.rows.packed_mark(0).to_string(), "8.12");
    assert_eq!(import.extra(0).map(|e| import.text(e.series)), Some("x 8.12 -"));
    assert!(import.passings.is_empty() && import.findings.kept().is_empty());
    let wind = "<ExtendedInfo Type=\"UI\" Code=\"WIND_SPEED\" Value=\"+1.5\"/>";
    let result = "<Result Rank=\"1\" Result=\"9.79\"><Competitor Code=\"1\"/></Result>";
    let import = message("ATHM100M--------------FNL-000100--", "Men's 100m", wind, result);
    assert_eq!(import.extra(0).and_then(|e| e.wind_tenths), Some(15));
}

#[test]
fn relays_are_teams_with_legs() {
    let member = |name: &str, leg: &str| {
        format!(
            "<Athlete><Description FamilyName=\"{name}\" GivenName=\"A\"/><ExtendedResults>\
             <ExtendedResult Type=\"ER\" Code=\"LEG_SPLIT\" Value=\"{leg}\"/></ExtendedResults></Athlete>"
        )
    };
    let team: String = [("B", "44.0"), ("C", "43.5"), ("D", "44.25"), ("E", "43.25")]
        .map(|(n, l)| member(n, l))
        .concat();
    let result = format!(
        "<Result Rank=\"1\" Result=\"2:55.00\"><Competitor Code=\"1\" Type=\"T\" Organisation=\"NOR\">\
         <Description TeamName=\"Norway\"/><Composition>{team}</Composition></Competitor></Result>"
    );
    let import = message(
        "ATHM4X400M------------FNL-000100--",
        "Men's 4 x 400m Relay",
        "",
        &result,
    );
    assert_eq!((name(&import, 0), import.races[0].event.legs), ("Norway", 4));
    // 44.0 + 43.5 = 87.5, + 44.25 = 131.75, of which the first two are known to a tenth
    assert_eq!(passings(&import, 0), ["400 44.0", "800 1:27.5", "1200 2:11.8"]);
    assert_eq!(
        import.extra(0).map(|e| import.text(e.note)),
        Some("1 A B, 2 A C, 3 A D, 4 A E")
    );
}

#[test]
fn other_messages_are_not_results() {
    let bytes = FINAL.replace("DT_RESULT", "DT_PARTIC");
    let head = Head {
        name: "message.xml",
        bytes: bytes.as_bytes(),
    };
    assert_eq!((FORMAT.score)(head), None);
    let live = read(&FINAL.replace("OFFICIAL", "LIVE"));
    assert_eq!(live.findings.counts(), [("not-official", 1)]);
    assert!(
        read(&FINAL.replace(" ResultStatus=\"OFFICIAL\"", ""))
            .findings
            .kept()
            .is_empty()
    );
}

/// Has the reader alone read something, whatever it is.
fn attempt(bytes: &[u8]) {
    let folder = Folder::default();
    let name = "message.xml";
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
    fn flipped_bytes_never_stop_the_reader(at in 0..FINAL.len(), with: u8) {
        let mut bytes = FINAL.as_bytes().to_vec();
        bytes[at] = with;
        attempt(&bytes);
    }
}

#[test]
fn every_cut_can_be_read() {
    for end in 1..FINAL.len() {
        attempt(&FINAL.as_bytes()[..end]);
    }
}
