//! hytek.md, listings.

use super::{findings, races, rows};
use homestraight::read::Import;

const RULER: &str = "===============================================================================";

/// A listing of blocks of a heading, lines of records, captions and rows, each behind the others.
fn listing(head: &str, blocks: &[(&str, &str, &str, &str)]) -> String {
    let block = |(heading, records, captions, rows): &(&str, &str, &str, &str)| {
        format!("\n{heading}\n{RULER}\n{records}{captions}\n{RULER}\n{rows}")
    };
    head.to_owned() + &blocks.iter().map(block).collect::<String>()
}

fn read(text: &str) -> Import {
    super::read("results.txt", text.as_bytes(), "hytek")
}

const HEAD: &str =
    "        Town Timing\n   HY-TEK's Meet Manager 5/3/2019\n   Town Classic - 5/2/2019\n   Town Stadium\n   Results\n";
const CAPTIONS: &str = "    Name                    Year School                  Finals  Points";

#[test]
fn records_are_no_days_and_the_licence_is_no_meet() {
    let records = "  Stadium: S 4:10.20  2001        Jane Doe, USA\n     Meet: M 4:12.30  5/3/2015    Ann Old, Town\n";
    let result = "  1 Lee, Ann                  SR Town                   4:11.40M  10\n";
    let import = read(&listing(
        HEAD,
        &[("Event 1  Women 1500 Meter Run", records, CAPTIONS, result)],
    ));
    let (meet, race) = (&import.meets[0], &import.races[0]);
    assert_eq!(
        [meet.name, meet.venue].map(|s| import.text(s)),
        ["Town Classic", "Town Stadium"]
    );
    assert_eq!(race.date.map(|d| d.to_string()).as_deref(), Some("2019-05-02"));
    assert_eq!(
        import.text(race.note),
        "Stadium: S 4:10.20 2001 Jane Doe, USA; Meet: M 4:12.30 5/3/2015 Ann Old, Town"
    );
    assert_eq!(
        rows(&import),
        ["Lee, Ann | women | 4:11.40 | M | team Town | in SR | note 10 points"].map(|r| format!("1 | {r}"))
    );
}

#[test]
fn preliminaries_below_finals_stand_in_their_own_column() {
    let captions = "    Name                    Year School                 Prelims     Finals  Wind H#";
    let results = "Finals\n\
        \x20 1 Al One                    10 Town                     15.00      14.90q  0.0  2\n\
        Preliminaries\n\
        \x20 1 Al One                    10 Town                     15.00Q            1.0  1\n\
        \x20-- Bo Two                     9 City                        DQ                  2\n";
    let import = read(&listing(
        HEAD,
        &[("Event 13  Men 110 Meter Hurdles", "", captions, results)],
    ));
    assert_eq!(
        races(&import),
        [
            "men 110 m hurdles, final, Men 110 Meter Hurdles",
            "men 110 m hurdles, round 1, Men 110 Meter Hurdles"
        ]
    );
    assert_eq!(
        rows(&import),
        [
            "1 | Al One | men | 14.90 | q | team Town | wind +0.0 | in 10 | note heat 2; prelims 15.00",
            "1 | Al One | men | 15.00 | Q | team Town | wind +1.0 | in 10 | note heat 1",
            "Bo Two | men | DQ | team City | in 9 | note heat 2",
        ]
    );
}

#[test]
fn words_of_the_french_program_in_any_encoding() {
    let captions = "    Nom                     Année Équipe                 Finale Points";
    let results = "  1 Côté, Émile                02 Saglac                3:59,12   9\n \
        -- Bédard, Félix              03 AT                        ABD\n -- Roy, Guy                   03 AT                        ABS\n";
    let head = "   Réseau\n   HY-TEK's MEET MANAGER 17:42 2019-05-03\n   Championnat - 2019-05-02 au 2019-05-03\n";
    let text = listing(
        head,
        &[("Épreuve 34  Hommes 1500 Mètres Demi-Fond Junior", "", captions, results)],
    );
    let utf16 = [
        b"\xff\xfe".to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
    .concat();
    let cp1252: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for bytes in [text.as_bytes(), &utf16, &cp1252, format!("\u{feff}{text}").as_bytes()] {
        let import = super::read("results.txt", bytes, "hytek");
        assert_eq!(
            rows(&import),
            [
                "1 | Côté, Émile | born 2002 | men | 3:59.12 | team Saglac | note 9 points",
                "Bédard, Félix | born 2003 | men | DNF | team AT",
                "Roy, Guy | born 2003 | men | DNS | team AT",
            ]
        );
    }
}

#[test]
fn splits_with_commas_and_a_race_across_country() {
    let results = "  1 Lee, Ann                  SR Town                   4:20.10   10\n     1:02.1, 2:08.3, 3:15.1\n";
    let import = read(&listing(
        HEAD,
        &[("Event 14  Girls 1600 Meter Run", "", CAPTIONS, results)],
    ));
    assert_eq!(
        rows(&import),
        ["1 | Lee, Ann | women | 4:20.10 | team Town | in SR | note 10 points | 400 1:02.1, 800 2:08.3, 1200 3:15.1"]
    );
    assert_eq!(findings(&import), ["12 placed-splits"]);
    let results = "  1 Lee, Ann                  SR Town                   17:04.3    1\n";
    let import = read(&listing(
        HEAD,
        &[("Event 2  Women 5k Run CC Varsity", "", CAPTIONS, results)],
    ));
    assert_eq!(
        races(&import),
        ["women 5 km cross country, final, Women 5k Run CC Varsity"]
    );
    assert_eq!(import.text(import.races[0].age_group), "Varsity");
}

#[test]
fn rules_and_codes_of_qualification() {
    let results = "  1 Al One                    SR Town                   8:36.46Q  10\n\
        \x20 2 Bo Two                    SR Town                   8:40.00qR\n\
        \x20-- Cy Six                    JR City                       DQ      Rule 163.3\n";
    let import = read(&listing(
        HEAD,
        &[("Event 6  Men 3000 Meter Steeplechase", "", CAPTIONS, results)],
    ));
    assert_eq!(
        rows(&import),
        [
            "1 | Al One | men | 8:36.46 | Q | team Town | in SR | note 10 points",
            "2 | Bo Two | men | 8:40.00 | qR | team Town | in SR",
            "Cy Six | men | DQ | team City | in JR | rule 163.3",
        ]
    );
    // under the captions of other columns
    let captions = "    Name                    Year School                 Prelims     Finals  Wind H#";
    let results = "Preliminaries\n -- Bo Two                     9 City                        DQ      Rule 163.3\n";
    let import = read(&listing(
        HEAD,
        &[("Event 13  Men 110 Meter Hurdles", "", captions, results)],
    ));
    assert_eq!(rows(&import), ["Bo Two | men | DQ | team City | in 9 | rule 163.3"]);
}
