//! openathletics-json.md.

use super::{findings, races, rows};
use homestraight::read::Import;

fn read(text: &str) -> Import {
    super::read("race.json", text.as_bytes(), "opentrack")
}

#[test]
fn marks_places_and_winds_as_they_are_written() {
    let import = read(
        r#"{"fullName": "Open - 200 - Heat 2", "discipline": "200", "indoor": true, "wind": true, "results": [
        {"rank": "1", "perf": "22.31 PB", "givenName": "Al", "familyName": "One", "records": "PB"},
        {"rank": 2, "perf": 22.5, "bib": 7, "givenName": "Bo", "familyName": "Two", "wind": -0.5},
        {"rank": "=3", "perf": "22.6h", "givenName": "Cy", "familyName": "Six", "nonScorer": "true"},
        {"rank": "DQ", "perf": "", "givenName": "Di", "familyName": "Ten"},
        {"rank": null, "perf": "DQ TR17.3", "givenName": "Ed", "familyName": "Ull"},
        {"rank": 5, "perf": "2x.1", "givenName": "Fy", "familyName": "Vee"}]}"#,
    );
    assert_eq!(races(&import), ["200 m short track, round 1 2"]);
    assert_eq!(
        rows(&import),
        [
            "1 | Al One | 22.31w | PB",
            "2 | Bo Two | 22.5 | bib 7 | wind -0.5",
            "3 | Cy Six | 22.6hw | note non-scorer",
            "Di Ten | DQ",
            "Ed Ull | DQ | rule TR17.3",
            "5 | Fy Vee | note 2x.1",
        ]
    );
    assert_eq!(findings(&import), ["7 unreadable-mark"]);
}

#[test]
fn a_single_object_is_a_list_of_one() {
    let import = read(
        r#"{"waId": 1, "athletes": {"id": 1, "firstName": "Ada", "lastName": "One", "birthdate": "20000824"}, "units":
        {"title": "Women's 800m", "rounds": {"type": "Final", "races": {"number": 1, "wind": "NW", "results":
        {"athleteId": 1, "result": "2:01.1h", "placeInRace": 1, "detail": {"distance": "0.4 km", "result": "59.0"}}}}}}"#,
    );
    assert_eq!(races(&import), ["women 800 m, final"]);
    assert_eq!(
        rows(&import),
        ["1 | Ada One | born 2000-08-24 | women | 2:01.1h | 400 59.0"]
    );
    assert!(findings(&import).is_empty(), "{:?}", findings(&import));
}

#[test]
fn combined_events_and_relays_keep_their_parts() {
    let import = read(
        r#"{"athletes": [{"id": 1, "firstName": "Ada", "lastName": "One", "birthdate": "2000"},
                         {"id": 2, "firstName": "Bea", "lastName": "Two", "birthdate": "2001"}],
        "relayTeams": [{"id": 9, "name": "Town", "athletes": [2, 1]}], "units": [
        {"title": "Women's Heptathlon", "rounds": [{"type": "Final", "races": [{"number": 1, "results": [
          {"athleteId": 1, "result": "6012.00", "detail": [{"event": "100mH", "result": "13.5", "wind": "+0.1", "points": 1050}]}]}]}]},
        {"title": "Women's 4x100m", "rounds": [{"type": "Final", "races": [{"number": 1, "results": [
          {"relayTeamId": 9, "result": "45.10"}]}]}]}]}"#,
    );
    assert_eq!(
        rows(&import),
        [
            "Ada One | born 2000 | women | 6012 | series 100mH 13.5 (+0.1) 1050",
            "Town | women | 45.10 | note Bea Two, Ada One",
        ]
    );
}

#[test]
fn performances_of_several_events_are_races_of_their_own() {
    let import = read(
        r#"{"performances": [
        {"athlete": {"name": "Ann Lee"}, "performance": {"event": "DT", "performance": 10.11}},
        {"athlete": {"name": "Bob Roe"}, "performance": {"event": "100", "performance": 11.2}},
        {"performance": {"athlete": {"name": "Cy Poe"}, "event": "DT", "performance": 12, "attempts": ["NT", 12]}}]}"#,
    );
    assert_eq!(races(&import), ["discus throw", "100 m"]);
    assert_eq!(
        rows(&import),
        ["Ann Lee | 10.11", "Cy Poe | 12.00 | series NT 12", "Bob Roe | 11.2"]
    );
    // one performance alone, and a race inside what it was sent in
    let one = read(r#"{"athlete": {"name": "Ann Lee"}, "event": "110H", "performance": "15.2"}"#);
    assert_eq!(
        (races(&one), rows(&one)),
        (vec!["110 m hurdles".into()], vec!["Ann Lee | 15.2".into()])
    );
    let sent = read(
        r#"{"data": {"discipline": "1M", "positions": {"rank": 1, "perf": "4:10.5", "givenName": "A", "familyName": "B"}}}"#,
    );
    assert_eq!(
        (races(&sent), rows(&sent)),
        (vec!["mile".into()], vec!["1 | A B | 4:10.5".into()])
    );
}

#[test]
fn three_of_one_name_in_a_line_are_three_athletes() {
    let import = read(
        r#"{"discipline": "600", "positions": [{"rank": 1, "perf": "1:30.1", "givenName": "unknown", "familyName": "athlete"}, {"rank": 2, "perf": "1:30.2", "givenName": "unknown", "familyName": "athlete"}, {"rank": 3, "perf": "1:30.3", "givenName": "unknown", "familyName": "athlete"}]}"#,
    );
    let mut athletes = import.rows.athlete.clone();
    athletes.sort_unstable();
    athletes.dedup();
    assert_eq!(athletes.len(), 3);
}

#[test]
fn athletes_listed_apart_from_their_results() {
    let import = read(
        r#"{"discipline": "600", "athletes": [
        {"athleteId": "x1", "givenName": "Al", "familyName": "One", "ageGender": "U15B", "club": "Town", "bib": 74},
        {"givenName": "Bo", "familyName": "Two", "category": "SM", "bib": "A75"}],
        "results": [{"bib": "74", "rank": 1, "perf": "1:39.5"}, {"bib": "A75", "rank": 2, "perf": "1:40.0"}, {"bib": "9", "rank": 3, "perf": "1:41.0"}]}"#,
    );
    assert_eq!(
        rows(&import),
        [
            "1 | Al One | men | 1:39.5 | bib 74 | team Town | in U15B",
            "2 | Bo Two | men | 1:40.0 | bib A75 | in SM",
            "3 | men | 1:41.0 | bib 9",
        ]
    );
}

#[test]
fn a_competition_of_the_site() {
    let import = read(
        r#"{"fullName": "Open 2024", "date": "2024-06-01", "country": "GBR", "competitors": [
        {"competitorId": "1", "sortBib": "00012", "firstName": "Ann", "lastName": "One", "gender": "F", "dateOfBirth": "2001-02-03", "teamId": "TOWN", "category": "SW"},
        {"competitorId": "2", "sortBib": "A0007", "firstName": "Bea", "lastName": "Two", "gender": "F", "teamId": "CITY", "category": "U20W"}],
        "events": [
        {"eventId": "T1", "eventCode": "100", "category": "SW", "genders": "F", "day": 2, "units": [
          {"heat": 1, "round": 1, "windAssistance": "-4.1", "scheduledStartTime": "18:45", "results": [
            {"bib": "12", "performance": "12.52", "place": 1, "lane": 3, "qualified": "Q"}, {"bib": "A0007", "performance": "DNF", "lane": 4}]},
          {"heat": 2, "round": 1, "results": [{"bib": "99", "performance": "13.0", "place": 1}]},
          {"heat": 1, "round": 2, "heatName": "Final", "results": [{"bib": "12", "performance": "12.40", "place": 1}]}]},
        {"eventId": "F1", "eventCode": "HJ", "genders": "MF", "units": [{"heat": 1, "results": [{"bib": "12", "performance": "1.65", "place": 1}],
          "trials": [{"bib": "12", "height": "1.60", "result": "o"}, {"bib": "12", "height": "1.65", "result": "xo"}]}]}]}"#,
    );
    assert_eq!(
        races(&import),
        [
            "women 100 m, round 1 1",
            "women 100 m, round 1 2",
            "women 100 m, final, Final",
            "high jump, final"
        ]
    );
    let ann = "1 | Ann One | born 2001-02-03 | women";
    assert_eq!(
        rows(&import),
        [
            format!("{ann} | 12.52 | Q | bib 12 | team TOWN | lane 3 | wind -4.1 | in SW"),
            "Bea Two | women | DNF | bib A0007 | team CITY | lane 4 | wind -4.1 | in U20W".to_owned(),
            "1 | women | 13.0 | bib 99".to_owned(),
            format!("{ann} | 12.40 | bib 12 | team TOWN | in SW"),
            format!("{ann} | 1.65 | bib 12 | team TOWN | in SW | series 1.60 o, 1.65 xo"),
        ]
    );
    assert_eq!(
        import.races[0].date.map(|d| d.to_string()).as_deref(),
        Some("2024-06-02")
    );
}
