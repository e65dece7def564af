//! odf-xml.md.

use super::{findings, races, rows};
use homestraight::read::Import;

/// A message of a unit, with what its infos and its competition hold.
fn read(code: &str, infos: &str, results: &str) -> Import {
    let text = format!(
        r#"<OdfBody CompetitionCode="OG" DocumentCode="{code}" DocumentType="DT_RESULT" ResultStatus="OFFICIAL" Date="2024-08-06">
        <Competition><ExtendedInfos>{infos}</ExtendedInfos>
        {results}</Competition></OdfBody>"#
    );
    super::read("x.xml", text.as_bytes(), "odf-xml")
}

fn athlete(code: &str, name: &str, more: &str) -> String {
    format!(
        r#"<Competitor Code="{code}" Type="A" Organisation="KEN"><Composition><Athlete Code="{code}" Bib="B{code}"><Description FamilyName="{name}"/>{more}</Athlete></Composition></Competitor>"#
    )
}

#[test]
fn statuses_bests_and_places_that_nobody_took() {
    let bests = r#"<EventUnitEntry Type="EUE" Code="PB" Value="3:30.59"/><EventUnitEntry Type="EUE" Code="SB" Value="3:31.00"/>"#;
    let results = [
        format!(
            r#"<Result Rank="1" ResultType="TIME" Result="3:27.65">{}</Result>"#,
            athlete("1", "ONE", bests)
        ),
        format!(
            r#"<Result ResultType="IRM" Result="DNF">{}</Result>"#,
            athlete("2", "TWO", "")
        ),
        format!(
            r#"<Result ResultType="IRM" Result="DQ"><ExtendedResults><ExtendedResult Code="RULE" Value="TR17.3"/></ExtendedResults>{}</Result>"#,
            athlete("3", "SIX", "")
        ),
        r#"<Result SortOrder="4"><Competitor Code="NOCOMP" Type="A"/></Result>"#.to_owned(),
    ];
    let import = read("ATHM1500M-------------FNL-000100--", "", &results.concat());
    assert_eq!(
        rows(&import),
        [
            "1 | ONE | of KEN | men | 3:27.65 | bib B1 | note PB 3:30.59, SB 3:31.00",
            "TWO | of KEN | men | DNF | bib B2",
            "SIX | of KEN | men | DQ | bib B3 | rule TR17.3",
        ]
    );
    assert!(findings(&import).is_empty(), "{:?}", findings(&import));
}

#[test]
fn one_event_of_a_combined_one_is_read_as_what_it_is() {
    let infos = r#"<SportDescription EventName="Men's Decathlon" SubEventName="1500m - Heat 2" Gender="M"/>"#;
    let points = r#"<ExtendedResults><ExtendedResult Code="INTERMEDIATE" Pos="1" Value="1:10.0"/><ExtendedResult Code="INTERMEDIATE" Pos="2" Value="2:22.1"/>
        <ExtendedResult Code="INTERMEDIATE" Pos="3" Value="3:36.5"/><ExtendedResult Code="PTS" Value="760"/></ExtendedResults>"#;
    let result = format!(
        r#"<Result Rank="1" Result="4:28.10">{points}{}</Result>"#,
        athlete("1", "ONE", "")
    );
    let import = read("ATHMDECATHLON---------1500000200--", infos, &result);
    assert_eq!(races(&import), ["men 1500 m, 2, 1500m - Heat 2"]);
    // the usual points of a 1500 m
    assert_eq!(
        rows(&import),
        ["1 | ONE | of KEN | men | 4:28.10 | bib B1 | note 760 points | 400 1:10.0, 800 2:22.1, 1200 3:36.5"]
    );
}

#[test]
fn attempts_keep_what_is_said_of_them() {
    let attempts = |first: &str, code: &str, value: &str| {
        format!(
            r#"<Result Rank="1" ResultType="DISTANCE" Result="2.31"><ExtendedResults><ExtendedResult Code="INTERMEDIATE" Pos="1" Value="{first}"/>
            <ExtendedResult Code="INTERMEDIATE" Pos="2" Value="2.31"><Extension Code="{code}" Value="{value}"/></ExtendedResult></ExtendedResults>{}</Result>"#,
            athlete("1", "ONE", "")
        )
    };
    let jump = read(
        "ATHMHJ----------------FNL-000100--",
        "",
        &attempts("2.25", "ATTEMPT", "xo"),
    );
    assert_eq!(
        rows(&jump),
        ["1 | ONE | of KEN | men | 2.31 | bib B1 | series 2.25, 2.31 xo"]
    );
    let long = read(
        "ATHMLJ----------------FNL-000100--",
        "",
        &attempts("x", "WIND_SPEED", "+0.4"),
    );
    assert_eq!(
        rows(&long),
        ["1 | ONE | of KEN | men | 2.31 | bib B1 | series x, 2.31 (+0.4)"]
    );
}
