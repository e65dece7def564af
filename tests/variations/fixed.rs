//! fixed-width-text.md.

use super::{findings, races, rows};
use homestraight::read::Import;

fn read(text: &str) -> Import {
    super::read("results.txt", text.as_bytes(), "fixed")
}

const TABLE: &str = "\
              Town 10k Road Race
              Town, NY  July 4, 2019
                                                   Total             NET
PLACE BIB  NAME                    AGE SEX  5k      TIME     PACE    TIME
===== ==== ======================= === ===  ======= ======== ======= =======
  1/30 243  Ramon One               44  M    15:10     31:10   5:02    31:08
  2/30 2886 Chuck Two               39  M              32:11   5:12    32:10
  2/30 244  Anthony Three           42  M    15:30     32:11   5:12    32:10
       245  Bo Five                 32  M    16:10      DNF
       246  Cy Six                  33  F
  5/30 247  Di Seven                34  F    17:00   1:02:16  10:05  1:02:10
            Ed Eight                34  F               DNS
Page 1
                                                   Total             NET
PLACE BIB  NAME                    AGE SEX  5k      TIME     PACE    TIME
===== ==== ======================= === ===  ======= ======== ======= =======
  6/30 249  Fi Nine                 35  F    18:00   1:03:00  10:06  1:02:50
";

#[test]
fn who_has_no_time_stays_in_the_list() {
    let expected = [
        "1 | Ramon One | men | 31:10 | age 44 | bib 243 | net 31:08 | 5000 15:10",
        "2 | Chuck Two | men | 32:11 | age 39 | bib 2886 | net 32:10",
        "2 | Anthony Three | men | 32:11 | age 42 | bib 244 | net 32:10 | 5000 15:30",
        "Bo Five | men | DNF | age 32 | bib 245 | 5000 16:10",
        "Cy Six | women | age 33 | bib 246",
        "5 | Di Seven | women | 1:02:16 | age 34 | bib 247 | net 1:02:10 | 5000 17:00",
        "Ed Eight | women | DNS | age 34",
        "6 | Fi Nine | women | 1:03:00 | age 35 | bib 249 | net 1:02:50 | 5000 18:00",
    ];
    let utf16: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let page = format!("<html><body><h1>x</h1><PRE>\n{TABLE}</PRE></body></html>");
    for bytes in [
        TABLE.as_bytes(),
        &utf16,
        TABLE.replace('\n', "\r\n").as_bytes(),
        page.as_bytes(),
    ] {
        let import = super::read("results.txt", bytes, "fixed");
        assert_eq!(races(&import), ["10 km"]);
        assert_eq!(rows(&import), expected);
    }
}

#[test]
fn surnames_first_and_statuses_in_any_column() {
    let import = read(concat!(
        "PL  NAME                 CLUB          5KM     10KM    FINISH   STATUS\n",
        "--- -------------------- ------------- ------- ------- -------- ------\n",
        "  1 LEE Ann              Town AC       16:00   32:10   33:50.2\n",
        "  2 ROE Bea                            16:10   32:30   34:10.0\n",
        "    POE Cia              City          16:20                    DNF\n",
        "    GOE Dia              City                                   DSQ\n",
    ));
    assert_eq!(
        rows(&import),
        [
            "1 | LEE Ann | 33:50.2 | team Town AC | 5000 16:00, 10000 32:10",
            "2 | ROE Bea | 34:10.0 | 5000 16:10, 10000 32:30",
            "POE Cia | DNF | team City | 5000 16:20",
            "GOE Dia | DQ | team City",
        ]
    );
}

#[test]
fn lists_without_captions_keep_what_stands_between_name_and_time() {
    let import = read(
        "Old Five Mile Run\nMay 1, 1977\n\n1. Mark One (1)            28:43\n1. Jim Two (2)              28:43\n3. Al Three                   29:01.5\n\
         4. Bo Four III, 25, Albany    29:30  5:54\n5 Cy Five 31 M Troy 1:02:03 12:24\n6. Di Six                     DNF\n7 4 x nothing\n8. Ed Eight   1:03:00\n",
    );
    assert_eq!(races(&import), ["5 miles"]);
    assert_eq!(
        rows(&import),
        [
            "1 | Mark One | 28:43 | note 1",
            "1 | Jim Two | 28:43 | note 2",
            "3 | Al Three | 29:01.5",
            "4 | Bo Four III | 29:30 | note 25, Albany 5:54",
            "5 | Cy Five | 1:02:03 | note 31 M Troy 12:24",
            "6 | Di Six | DNF",
            "8 | Ed Eight | 1:03:00",
        ]
    );
    assert!(
        findings(&import).contains(&"10 unread-line".to_owned()),
        "{:?}",
        findings(&import)
    );
}

#[test]
fn captions_of_german_and_american_timers() {
    let import = read(concat!(
        "Lauf 10 km\n",
        "Platz Startnr Name                     Jg   Verein               AK     Zeit\n",
        "  1.     12   MÜLLER Hans              1980 TV Dorf              M40    31:10,5\n",
        "  2.    A13   Weiß Jörg                1990 LG Stadt             M30    32:00,0\n",
        "  -     14    Öz Ali                   1991                      M30    aufgegeben\n",
    ));
    assert_eq!(
        rows(&import),
        [
            "1 | MÜLLER Hans | born 1980 | 31:10.5 | bib 12 | team TV Dorf | in M40",
            "2 | Weiß Jörg | born 1990 | 32:00.0 | bib A13 | team LG Stadt | in M30",
            "Öz Ali | born 1991 | DNF | bib 14 | in M30",
        ]
    );
    let import = read(concat!(
        "                    SPRING CLASSIC 5 MILER\n",
        "Place Div/Tot  Num   Name                   Ag S Hometown           Guntim  Nettim  Pace\n",
        "===== ======== ===== ====================== == = ================== ======= ======= =====\n",
        "    1   1/12     123 John Smith             34 M Boston MA            25:10*  25:09  5:02\n",
        "    2   1/5       77 Ann Van Der Berg       29 F Troy NY              25:59   25:50  5:10\n",
    ));
    assert_eq!(races(&import), ["5 miles"]);
    assert_eq!(
        rows(&import),
        [
            "1 | John Smith | men | 25:10 | age 34 | bib 123 | net 25:09 | note *",
            "2 | Ann Van Der Berg | women | 25:59 | age 29 | bib 77 | net 25:50",
        ]
    );
}

#[test]
fn a_title_above_captions_is_no_part_of_them() {
    let list =
        |title: &str, rows: &str| format!("{title}\nPlace Name                 Age  City            Time\n{rows}\n");
    let import = read(&format!(
        "Winter 5K\n{}{}",
        list(
            "Overall Male",
            "1     John Smith           34   Boston          16:10\n2     Bob Roe              36   Troy            16:40\n"
        ),
        list(
            "Overall Female",
            "1     Ann Smith            34   Boston          18:10\n2     Bea Roe              36   Troy            18:40\n"
        ),
    ));
    assert_eq!(races(&import), ["men 5 km, Overall Male", "women 5 km, Overall Female"]);
}
