//! worldathletics-json.md.

use super::{findings, races, rows};
use homestraight::read::Import;

fn read(text: &str) -> Import {
    super::read("2019_1.json", text.as_bytes(), "world-athletics")
}

#[test]
fn a_meeting_with_marks_winds_and_titles_of_other_forms() {
    let import = read(
        r#"{"Diamond Discipline": [
        {"title": "Men's Two Miles - 01.06.2019", "detail": "B Final", "data": [
          {"place": "1.", "athlete": "Tom LEE", "mark": "8:10.20 PB"}, {"place": "DQ", "athlete": "Tom ROE", "mark": "R163.3"},
          {"place": "", "athlete": "Tom POE", "mark": "DQ R162.7"}]},
        {"title": "Men's 110m Hurdles - 01.06.2019", "detail": "Heat 1, wind: +0.4 m/s", "data": {"place": "1.", "athlete": "Al GEE", "mark": "13.10"}},
        {"title": "Women's Long Jump - 01.06.2019", "detail": "Final", "data": [{"place": "1.", "athlete": "Bea COE", "mark": "6.90 (+1.1)", "wind": "+1.1"}]}]}"#,
    );
    assert_eq!(
        races(&import),
        [
            "men 2 miles, final, Diamond Discipline, B Final",
            "men 110 m hurdles, round 1 1, Diamond Discipline",
            "women long jump, final, Diamond Discipline",
        ]
    );
    assert_eq!(
        rows(&import),
        [
            "1 | Tom LEE | men | 8:10.20 | PB",
            "Tom ROE | men | DQ | rule R163.3",
            "Tom POE | men | DQ | rule R162.7",
            "1 | Al GEE | men | 13.10 | wind +0.4",
            "1 | Bea COE | women | 6.90 | wind +1.1 | note (+1.1)",
        ]
    );
    assert_eq!(findings(&import), ["3 unreadable-mark"]);
}

#[test]
fn stages_that_are_no_plain_round() {
    let race = |stage: &str| {
        format!(
            r#"{{"race": "{stage}", "results": [{{"place": "1.", "mark": "8:10.10", "competitor": {{"name": "W"}}}}]}}"#
        )
    };
    let stages = [
        "Final B",
        "Quarterfinals - Heat 3",
        "Repechage - Heat 1",
        "1st Round - Heat 2",
    ]
    .map(race);
    let text = format!(
        r#"{{"eventTitles": [{{"events": [{{"event": "Men's 3000 Metres Steeplechase", "races": [{}]}}]}}]}}"#,
        stages.join(", ")
    );
    assert_eq!(
        races(&read(&text)),
        [
            "men 3000 m steeplechase, final, Final B",
            "men 3000 m steeplechase, quarter-final 3",
            "men 3000 m steeplechase, 1, Repechage",
            "men 3000 m steeplechase, round 1 2",
        ]
    );
}

#[test]
fn fields_that_only_end_alike_are_not_taken_for_each_other() {
    // a remark is no mark, a reaction time no time, a start order no place
    let import = read(
        r#"{"eventName": "Women's 100 Metres", "phases": [{"phaseName": "Final", "units": [{"wind": "+0.3", "results": [
        {"remark": "TR16.8", "startOrder": 4, "mark": "DQ", "reactionTime": "0.085", "competitorName": "Ann LEE"},
        {"remark": "", "startOrder": 5, "mark": null, "reactionTime": "0.146", "competitorName": "Bo ROE", "records": ["SB"]},
        {"mark": "11.10", "place": 1, "competitorName": "Cy POE", "records": ["PB", "NR"]}]}]}]}"#,
    );
    assert_eq!(
        rows(&import),
        [
            "Ann LEE | women | DQ | reaction 85 | wind +0.3 | note TR16.8",
            "Bo ROE | women | SB | reaction 146 | wind +0.3",
            "1 | Cy POE | women | 11.10 | PB NR | wind +0.3",
        ]
    );
    assert!(findings(&import).is_empty(), "{:?}", findings(&import));
}

#[test]
fn the_events_of_a_combined_one_have_their_own_marks() {
    let import = read(
        r#"{"eventName": "Women's Heptathlon", "phases": [
        {"phaseName": "100 Metres Hurdles", "units": [{"unitName": "Heat 1", "results": [{"mark": "13.10", "competitorName": "Ann LEE"}]}]},
        {"phaseName": "High Jump", "units": [{"unitName": "Group A", "results": [{"mark": "1.80", "competitorName": "Ann LEE"}]}]},
        {"phaseName": "Final", "units": [{"results": [{"mark": "6,500 pts", "place": 1, "competitorName": "Ann LEE"}]}]}]}"#,
    );
    assert_eq!(
        races(&import),
        [
            "women 100 m hurdles, round 1, Women's Heptathlon",
            "women high jump, Women's Heptathlon, Group A",
            "women heptathlon, final"
        ]
    );
    assert_eq!(
        rows(&import),
        [
            "Ann LEE | women | 13.10",
            "Ann LEE | women | 1.80",
            "1 | Ann LEE | women | 6500"
        ]
    );
}

#[test]
fn a_passing_at_the_finish_is_one() {
    let import = read(
        r#"{"eventName": "Women's 1500 Metres", "phases": [{"units": [{"results": [{"mark": "4:01.11", "competitorName": "Ann LEE"}],
        "splits": [[{"competitionIntermediateName": "1000M", "intermediateMark": "2:42.00", "competitorName": "Ann LEE"}],
                   [{"competitionIntermediateName": "Finish", "intermediateMark": "4:01.11", "competitorName": "Ann LEE"}]]}]}]}"#,
    );
    assert_eq!(
        rows(&import),
        ["Ann LEE | women | 4:01.11 | 1000 2:42.00, 1500 4:01.11"]
    );
}

#[test]
fn years_of_birth_of_the_wrong_century() {
    // two digits that were read as those of the last century: 02 of who ran at 20
    let import = read(
        r#"{"U20 Events": [{"title": "Men's 800m - 08.06.2022", "detail": "Final", "data": [
        {"place": "1.", "athlete": "Al ONE", "birthYear": 1996, "mark": "1:49.78"},
        {"place": "2.", "athlete": "Bo TWO", "birthYear": 1900, "mark": "1:51.47"},
        {"place": "3.", "athlete": "Cy SIX", "birthYear": "1902", "mark": "1:54.35"},
        {"place": "4.", "athlete": "Di TEN", "birthYear": 1920, "mark": "1:55.00"}]}]}"#,
    );
    assert_eq!(
        rows(&import),
        [
            "1 | Al ONE | born 1996 | men | 1:49.78",
            "2 | Bo TWO | men | 1:51.47",
            "3 | Cy SIX | born 2002 | men | 1:54.35",
            "4 | Di TEN | men | 1:55.00",
        ]
    );
    assert_eq!(findings(&import), ["4 birth-century", "5 birth-century"]);
}

#[test]
fn the_details_of_a_combined_event() {
    let import = read(
        r#"{"eventTitles": [{"events": [{"event": "Women's Heptathlon", "races": [{"race": "Final", "results": [{"place": "1.", "mark": "6500",
        "competitor": {"name": "A"}, "details": [{"event": "100mH", "eventId": 9, "raceNumber": 2, "mark": "13.10", "wind": "+0.2", "points": 1100, "placeInRound": 3},
        {"event": "HJ", "mark": "1.80", "points": 978}]}]}]}]}]}"#,
    );
    assert_eq!(
        rows(&import),
        ["1 | A | women | 6500 | series 100mH 13.10 (+0.2) 1100, HJ 1.80 978"]
    );
}
