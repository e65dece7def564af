//! Hy-Tek listings and exports: own fixtures, and the real files beside the project when they are there. Expected figures of
//! real files are those of their SOURCES.md.

mod real_files;

use homestraight::model::{Round, Sex, Status};
use homestraight::read::open::read_bytes;
use homestraight::read::{Import, Progress};
use proptest::prelude::*;
use real_files::real_file;
use std::path::Path;

const LISTING: &str = "\
Licensed to A Club - Contractor License
                                        HY-TEK's Meet Manager 4/1/2024 10:28 AM
                     Spring Invitational - 3/29/2024
                           Porthaven Stadium
                                Results

Event 7  Boys 1500 Meter Run Junior
=================================================================================
 Meet Record: # 4:01.00  2019        Al Old, Harbour
    Name                    Year Team                    Finals  Points Alternate
=================================================================================
Section  1
  1 Adam, Jo                  06 Harbour                4:31.24
     43.992   1:58.749 (1:14.757)   3:15.306 (1:16.557)   4:31.240 (1:15.934)
 -- Berg, Al                  05 Hill                        DQ   163.3b
Section  2
  1 Cole, Di                  05 Hill                   4:00.45#   9
  2 Dahl, Ed                  06 Harbour                4:12.12    7
====================================================================================
    Name                    Year Team                    Finals  H# Points Alternate
====================================================================================
Finals
  1 Cole, Di                  05 Hill                   4:00.45#  2   9
  2 Dahl, Ed                  06 Harbour                4:12.12   2   7
  3 Adam, Jo                  06 Harbour                4:31.24   1
 -- Berg, Al                  05 Hill                        DQ   1  163.3b

Event 8  Girls 100 Meter Dash
==================================================================================
    Name                    Year Team                   Prelims  Wind H# Alternate
==================================================================================
Preliminaries
  1 Ek, Fia                   06 Hill                     12.11Q -1.0  2
  2 Falk, Ge                  06 Harbour                  12.11q  2.3  1 12.102

Event 9  Girls 4x100 Meter Relay
=================================================================================
    Team                                                 Finals  Points
=================================================================================
Finals
  1 Hill  'A'                                             51.71    9
     1) Ek, Fia 06                      2) Gran, Ha 06
     3) Holt, Io 05                     4) Ivar, Ju 05

Event 10  Boys High Jump
=================================================================================
    Name                    Year Team                    Finals  Points
=================================================================================
  1 Kent, Li                  06 Hill                    J1.85m    5
       1.75 1.80 1.85
          O  XO  XXO
 -- Lund, Mo                  06 Harbour                     NH

                    Women - Team Rankings - 1 Events Scored
===============================================================================
    1) Hill                        12        2) Harbour                      7
";

fn read(name: &str, text: &[u8]) -> Import {
    read_bytes(name, text, &Progress::default()).expect("a listing")
}

fn shared(path: &str) -> Option<Import> {
    let path = real_file(Path::new("data/hytek").join(path))?;
    let bytes = std::fs::read(&path).expect("a file");
    Some(read(path.file_name()?.to_str()?, &bytes))
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

/// Name, place in the race and in the round, mark or status.
fn result(import: &Import, named: &str) -> (u32, u32, String) {
    let row = (0..import.rows.len())
        .find(|r| name(import, *r) == named)
        .expect("a row of that name");
    let mark = import.rows.packed_mark(row).to_string();
    let shown = if mark.is_empty() {
        import.rows.status[row].code().to_owned()
    } else {
        mark
    };
    (
        import.rows.place[row],
        import.extra(row).map_or(0, |e| e.place_in_round),
        shown,
    )
}

#[test]
fn sections_and_the_table_that_compiles_them_are_one_result_each() {
    let import = read("meet.txt", LISTING.as_bytes());
    assert_eq!(import.source.format, "hytek");
    let meet = &import.meets[0];
    assert_eq!(
        (import.text(meet.name), import.text(meet.venue)),
        ("Spring Invitational", "Porthaven Stadium")
    );
    assert_eq!(meet.start.map(|d| d.to_string()).as_deref(), Some("2024-03-29"));
    let races: Vec<(String, Round, Option<u16>)> = import
        .races
        .iter()
        .map(|r| (r.event.to_string(), r.round, r.heat))
        .collect();
    assert_eq!(
        races,
        [
            ("men 1500 m".to_owned(), Round::Final, Some(1)),
            ("men 1500 m".to_owned(), Round::Final, Some(2)),
            ("women 100 m".to_owned(), Round::Round1, None),
            ("women 4 x 100 m relay".to_owned(), Round::Final, None),
            ("men high jump".to_owned(), Round::Final, None),
        ]
    );
    assert_eq!(import.rows.len(), 4 + 2 + 1 + 2);
    assert_eq!(result(&import, "Adam, Jo"), (1, 3, "4:31.24".into()));
    assert_eq!(result(&import, "Cole, Di"), (1, 1, "4:00.45".into()));
    assert_eq!(result(&import, "Berg, Al"), (0, 0, "DQ".into()));
    let rule = import.extra(1).map(|e| import.text(e.rule));
    assert_eq!(rule, Some("163.3b"));
    assert_eq!(import.text(import.races[0].age_group), "Junior");
    assert!(import.text(import.races[0].note).contains("Meet Record: # 4:01.00"));
    assert_eq!(import.athletes[0].birth.map(|d| d.to_string()).as_deref(), Some("2006"));
    assert!(
        import.findings.kept().iter().all(|f| f.code == "placed-splits"),
        "{:?}",
        import.findings.kept()
    );
}

#[test]
fn split_lines_are_passings_of_the_athlete_above() {
    let import = read("meet.txt", LISTING.as_bytes());
    let markers = &import.markers[import.races[0].markers as usize];
    // 44 s for the first stretch and about 75 s for each of the others: 300 m, then laps of 400 m
    assert_eq!(markers.as_ref(), [300_000, 700_000, 1_100_000, 1_500_000]);
    let row = &import.passings[import.rows.passings(0)];
    let times: Vec<String> = row.iter().filter_map(|p| p.time()).map(|t| t.to_string()).collect();
    assert_eq!(times, ["43.992", "1:58.749", "3:15.306", "4:31.240"]);
    assert_eq!(import.passing_origin(0, import.rows.passings(0).start).line, 14);
}

#[test]
fn heats_relays_and_field_events_keep_what_is_printed() {
    let import = read("meet.txt", LISTING.as_bytes());
    let of = |named: &str| {
        (0..import.rows.len())
            .find(|r| name(&import, *r) == named)
            .expect("a row")
    };
    let extra = |named: &str| *import.extra(of(named)).expect("more of the row");
    assert_eq!(
        (extra("Ek, Fia").wind_tenths, extra("Falk, Ge").wind_tenths),
        (Some(-10), Some(23))
    );
    assert_eq!(import.text(extra("Falk, Ge").note), "heat 1; 12.102");
    let qualified = ["Ek, Fia", "Falk, Ge"].map(|n| import.rows.qualification[of(n)].to_string());
    assert_eq!(qualified, ["Q", "q"]);
    assert!(
        import
            .text(extra("Hill 'A'").note)
            .starts_with("9 points; 1) Ek, Fia 06; 2) Gran, Ha 06; 3) Holt")
    );
    assert_eq!(import.text(extra("Kent, Li").series), "1.75 1.80 1.85 / O XO XXO");
    assert_eq!(result(&import, "Kent, Li"), (1, 0, "1.85".into()));
    assert_eq!(import.rows.status[of("Lund, Mo")], Status::NoMark);
}

const RULER: &str = "==================================================================================";

/// A listing of tables: captions between rulers below a heading, as the program prints them.
fn listing(parts: &[&str]) -> Import {
    let mut text = String::from("      HY-TEK's Meet Manager 4/1/2024 10:28 AM\n    Spring Invitational - 3/29/2024\n");
    for part in parts {
        let is_captions = part.trim_start().starts_with("Name ") || part.trim_start().starts_with("School ");
        if is_captions {
            text += &format!("{RULER}\n{part}\n{RULER}\n");
        } else {
            text += &format!("{part}\n");
        }
    }
    read("meet.txt", text.as_bytes())
}

/// `race place place-in-round name mark-or-status | note` of each row.
fn shown(import: &Import) -> Vec<String> {
    let row = |row: usize| {
        let (place, in_round, mark) = (
            import.rows.place[row],
            import.extra(row).map_or(0, |e| e.place_in_round),
            import.rows.packed_mark(row).to_string(),
        );
        let mark = if mark.is_empty() {
            import.rows.status[row].code().to_owned()
        } else {
            mark
        };
        let note = import.extra(row).map_or("", |e| import.text(e.note));
        format!(
            "{} {place} {in_round} {} {mark} | {note}",
            import.rows.race[row],
            name(import, row)
        )
    };
    (0..import.rows.len()).map(row).collect()
}

#[test]
fn a_final_behind_heats_is_a_race_of_its_own() {
    let import = listing(&[
        "Event 3  Women 100 Meter Dash",
        "    Name                    Year School                  Seed    Prelims",
        "Heat  1 Preliminaries   Wind: +1.1",
        "  1 Berg, Ann               SR Hill                     12.00      11.90Q",
        "Heat  2 Preliminaries   Wind: NWI",
        "  1 Cole, Bea               JR Hill                     12.10      12.05Q",
        "    Name                    Year School                  Seed    Prelims  H#",
        "Preliminaries",
        "  1 Berg, Ann               SR Hill                     12.00      11.90Q  1",
        "  2 Cole, Bea               JR Hill                     12.10      12.06Q  2",
        "Event 3  Women 100 Meter Dash",
        "    Name                    Year School                 Prelims     Finals  Wind Points",
        "Finals",
        "  1 Cole, Bea               JR Hill                      12.05      11.88   -0.3   10",
        " -- Berg, Ann               SR Hill                      11.90        DNS",
    ]);
    assert_eq!(
        shown(&import),
        [
            "0 1 1 Berg, Ann 11.90 | seed 12.00",
            "1 1 2 Cole, Bea 12.05 | seed 12.10",
            "2 1 0 Cole, Bea 11.88 | 10 points; prelims 12.05",
            "2 0 0 Berg, Ann DNS | prelims 11.90",
        ]
    );
    let rounds: Vec<_> = import.races.iter().map(|r| (r.round, r.heat)).collect();
    assert_eq!(
        rounds,
        [(Round::Round1, Some(1)), (Round::Round1, Some(2)), (Round::Final, None)]
    );
    let winds: Vec<_> = (0..4).map(|r| import.extra(r).and_then(|e| e.wind_tenths)).collect();
    assert_eq!(winds, [Some(11), None, Some(-3), None]);
    let grades: Vec<_> = (0..2)
        .filter_map(|r| Some(import.text(import.extra(r)?.category)))
        .collect();
    assert_eq!(grades, ["SR", "JR"]);
    // 12.05 in the heat and 12.06 in the table of both
    let findings: Vec<_> = import
        .findings
        .kept()
        .iter()
        .map(|f| (f.code, f.line, f.found.as_str()))
        .collect();
    assert_eq!(findings, [("differing-mark", 16, "\"12.06\"")]);
}

#[test]
fn what_stands_only_below_the_compiled_table_is_kept() {
    let import = listing(&[
        "Event 1  Men 800 Meter Run",
        "    Name                    Year School                  Finals",
        "Section  1",
        "  1 Adam, Jo                 9 Hill                     2:00.00",
        "Section  2",
        "  1 Adam, Jo                10 Bay                      1:58.00",
        "    Name                    Year School                  Finals  H# Points",
        "Finals",
        "  1 Adam, Jo                10 Bay                      1:58.00   2   10",
        "     58.500   1:58.000 (59.500)",
        "  2 Adam, Jo                 9 Hill                     2:00.00   1    8",
        "     (59.000)   (1:01.000)",
        "  3 Late, Al                 9 Hill                     2:10.00   2",
    ]);
    assert_eq!(
        shown(&import),
        [
            "0 1 2 Adam, Jo 2:00.00 | 8 points",
            "1 1 1 Adam, Jo 1:58.00 | 10 points",
            "1 0 3 Late, Al 2:10.00 | ",
        ]
    );
    let times = |row: usize| -> Vec<String> {
        let passings = &import.passings[import.rows.passings(row)];
        passings.iter().filter_map(|p| Some(p.time()?.to_string())).collect()
    };
    // 59.000 + 1:01.000 = 2:00.000
    assert_eq!(
        (times(0), times(1)),
        (
            vec!["59.000".into(), "2:00.000".into()],
            vec!["58.500".into(), "1:58.000".into()]
        )
    );
}

#[test]
fn a_page_break_neither_ends_a_race_nor_adds_to_it() {
    let captions = "    Name                    Year School                  Finals  Points";
    let import = listing(&[
        "Girls Shot Put",
        captions,
        "Finals",
        "  1 Berg, Ann                9 Hill                      10.10m   10",
        "      9.90m  FOUL  10.10m",
        "      HY-TEK's Meet Manager 4/1/2024 10:28 AM",
        "    Spring Invitational - 3/29/2024",
        "                 Results",
        "(Girls Shot Put)",
        captions,
        "  2 Cole, Bea               10 Hill                       9.80m    8",
        "      X  9.80m  PASS",
        " -- Dahl, Eva               10 Hill                        FOUL",
        "Girls Long Jump",
        "    Name                    Year School                  Finals  Wind Points",
        "  1 Cole, Bea               10 Hill                    17-10.25   1.2   5.44m   10",
        "     17-00.50(NWI)  17-10.25(+1.2)  ND",
        "Something else altogether",
    ]);
    assert_eq!(
        shown(&import),
        [
            "0 1 0 Berg, Ann 10.10 | 10 points",
            "0 2 0 Cole, Bea 9.80 | 8 points",
            "0 0 0 Dahl, Eva NM | ",
            "1 1 0 Cole, Bea 5.44 | 10 points; 17-10.25",
        ]
    );
    let series = [0, 1, 3].map(|r| import.extra(r).map(|e| import.text(e.series)));
    assert_eq!(
        series,
        ["9.90m FOUL 10.10m", "X 9.80m PASS", "17-00.50(NWI) 17-10.25(+1.2) ND"].map(Some)
    );
    let findings: Vec<_> = import
        .findings
        .kept()
        .iter()
        .map(|f| (f.code, f.found.as_str()))
        .collect();
    assert_eq!(findings, [("unread-line", "\"Something else altogether\"")]);
}

#[test]
fn the_parts_of_a_combined_event_are_races_of_their_own() {
    let export = "H;Spring Invitational;03/29/2024;03/30/2024;A Club;03/30/2024;\n\
        E;TM;30;;100;M;;0;;F;11.2h;M;1.5;1;1;1;;;850;1;Cole;Di\n\
        E;FM;30;;LJ;M;;0;;F;22'07.25;E;;1;1;1;;;740;2;Cole;Di\n\
        E;M;30;;DEC;M;;0;;F;7012;;;1;;;X;10;;;Cole;Di\n";
    let import = read("results.txt", export.as_bytes());
    let events: Vec<String> = import.races.iter().map(|r| r.event.to_string()).collect();
    assert_eq!(events, ["men 100 m", "men long jump", "men decathlon"]);
    assert_eq!(
        shown(&import),
        [
            "0 1 1 Cole, Di 11.2h | 850 points in the combined event",
            "1 1 1 Cole, Di 22-07.25 | 740 points in the combined event",
            "2 1 1 Cole, Di 7012 | 10 points",
        ]
    );
    assert_eq!(import.rows.status[2], Status::Exhibition);
}

#[test]
fn numbers_of_athletes_stand_before_their_names() {
    let import = listing(&[
        "Girls 2&U 100 Meter Dash",
        "    Name                    Year School                  Seed     Finals  H# Points",
        "  1 #  278 Berg, Ann           2 Hill                              17.41   6  10",
        " 38 #    3 Cole, Bea          PK Dell                              22.29   1",
        "Event 7  Girls Pole Vault",
        "    Comp# Name                    Year School                  Finals  Points",
        "  1   123 Ek, Fia                   12 Hill                   10-06.00    10",
        "      9-00 9-06 10-00 10-06",
        "         O    O     O   XXO",
    ]);
    let bibs: Vec<_> = import.rows.bib.iter().map(|b| import.text(*b)).collect();
    assert_eq!(bibs, ["278", "3", "123"]);
    assert_eq!(
        shown(&import),
        [
            "0 1 0 Berg, Ann 17.41 | heat 6; 10 points",
            "0 38 0 Cole, Bea 22.29 | heat 1",
            "1 1 0 Ek, Fia 10-06.00 | 10 points",
        ]
    );
    assert_eq!(import.text(import.races[0].age_group), "2&U");
}

#[test]
fn lines_of_a_head_that_begin_with_a_number_are_no_rows() {
    let table = [
        "Event 2  Women 100 Meter Dash (Invitational)",
        " 8 Advance:  Top 2 Each Heat plus Next 2 Best Times",
        "    Name                    Year School                 Prelims  Wind H#",
        "  1 Berg, Ann               SR Hill                     11.56Q  0.4  1",
        "Event 2  Women 100 Meter Dash (Invitational)",
        " 8 Advance:  Top 2 Each Heat plus Next 2 Best Times",
        "    Name                    Year School                  Finals  Wind Points",
        "  1 Berg, Ann               SR Hill                     11.50   0.4   10",
    ];
    let import = listing(&table);
    assert_eq!(
        shown(&import),
        ["0 1 0 Berg, Ann 11.56 | heat 1", "1 1 0 Berg, Ann 11.50 | 10 points"]
    );
    let race = &import.races[0];
    assert_eq!(
        import.text(race.note),
        "8 Advance: Top 2 Each Heat plus Next 2 Best Times"
    );
    assert_eq!(import.text(race.title), "Women 100 Meter Dash (Invitational)");
    assert_eq!(import.text(race.age_group), "Invitational");
    assert!(import.findings.kept().is_empty(), "{:?}", import.findings.kept());
}

#[test]
fn scores_of_cross_country_teams_are_no_rows() {
    let import = listing(&[
        "Event 1  Men 8k Run CC Varsity",
        "    Name                    Year School              Avg Mile     Finals  Points",
        "  1 Adam, Jo                SR Hill                  4:55.2   24:31.12    1",
        "  2 Alone, Al                  Unattached            4:57.2   24:38.12",
        "                                  Team Scores",
        RULER,
        "Rank Team                      Total    1    2    3    4    5   *6   *7   *8   *9",
        RULER,
        "Results - Men",
        "   1 Hill                        35     1    4    6   10   14   20   35",
        "      Total Time:  2:05:12.00",
        "         Average:    25:02.40",
        "Event 2  Women 6k Run CC",
        "    Name                    Year School              Avg Mile     Finals  Points",
        "  1 Berg, Ann               SR Hill                  5:55.2   21:31.1     1",
    ]);
    assert_eq!(
        shown(&import),
        [
            "0 1 0 Adam, Jo 24:31.12 | 1 point; avg mile 4:55.2",
            "0 2 0 Alone, Al 24:38.12 | avg mile 4:57.2",
            "1 1 0 Berg, Ann 21:31.1 | 1 point; avg mile 5:55.2",
        ]
    );
    assert!(import.findings.kept().is_empty(), "{:?}", import.findings.kept());
}

#[test]
fn gun_and_chip_times_are_the_mark_and_the_net_time() {
    let import = listing(&[
        "Mixed 5 Mile Run RR",
        "    Name                     Age Team                 Gun Time  Chip Time  Pace",
        "  1 ADAM, JO                 M25 Hill                 27:25.14    27:24.99  5:29",
    ]);
    assert_eq!(shown(&import), ["0 1 0 ADAM, JO 27:25.14 | pace 5:29"]);
    assert_eq!(import.extra(0).map(|e| e.net.to_string()).as_deref(), Some("27:24.99"));
}

#[test]
fn rows_without_a_place_and_words_behind_a_mark_are_kept() {
    let import = listing(&[
        "Event 9  Men 3000 Meter Run",
        "    Name                    Year School                  Finals  Points",
        "  1 Adam, Jo                SR Hill                   9:01.12    10",
        "    Berg, Al                JR Dell                   9:10.00",
        "    Cole, Di                JR Dell                       DNF",
        " -- Dahl, Ed                JR Dell                  10:00.00   DQ",
        "    a line of words that belongs to nobody",
    ]);
    assert_eq!(
        shown(&import),
        [
            "0 1 0 Adam, Jo 9:01.12 | 10 points",
            "0 0 0 Berg, Al 9:10.00 | ",
            "0 0 0 Cole, Di DNF | ",
            "0 0 0 Dahl, Ed 10:00.00 | ",
        ]
    );
    assert_eq!(import.rows.status[3], Status::Dq);
    assert_eq!(import.findings.counts(), [("unread-line", 1)]);
}

#[test]
fn series_hold_winds_of_fouls_and_parts_of_a_combined_event() {
    let import = listing(&[
        "Event 4  Boys Long Jump Varsity",
        "    Name                    Year School                  Finals  Wind           Points",
        "  1 Adam, Jo                SR Hill                     7.41m   1.2  24-03.75  10",
        "      FOUL(+0.0) 7.01m(-0.2) PASS 7.41m(1.2) 7.11m(NWI)",
        "Event 31  Men Decathlon",
        "    Name                    Year School                  Finals  Points",
        "  1 Adam, Jo                SR Hill                      7012   10",
        "      10.99(1.2)   6.95m(0.5)   12.01m   1.95m   49.99   4:40.12",
    ]);
    let series: Vec<_> = (0..2)
        .filter_map(|r| Some(import.text(import.extra(r)?.series)))
        .collect();
    assert_eq!(
        series,
        [
            "FOUL(+0.0) 7.01m(-0.2) PASS 7.41m(1.2) 7.11m(NWI)",
            "10.99(1.2) 6.95m(0.5) 12.01m 1.95m 49.99 4:40.12"
        ]
    );
    assert!(import.findings.kept().is_empty(), "{:?}", import.findings.kept());
}

#[test]
fn the_wind_of_a_heat_stands_among_other_words() {
    let import = listing(&[
        "Event 6  Men 200 Meter Dash",
        "    Name                    Year School                 Prelims",
        "Heat  1 of 2 Preliminaries   Wind: +1.2   (Start Time: 5:42 PM)",
        "  1 Adam, Jo                SR Hill                     21.12Q",
        "Heat  2 of 2 Preliminaries   Wind: (-0.3)",
        "  1 Berg, Al                SR Hill                     21.22Q",
    ]);
    let winds: Vec<_> = (0..2).map(|r| import.extra(r).and_then(|e| e.wind_tenths)).collect();
    assert_eq!((winds, import.races.len()), (vec![Some(12), Some(-3)], 2));
}

#[test]
fn every_form_of_a_page_and_of_its_blanks_reads_alike() {
    let plain = read("meet.txt", LISTING.as_bytes());
    let escaped = |line: &str| line.replace('&', "&amp;").replace("  ", "&nbsp; ");
    let paragraph = |line: &str| format!("<p class=X><span>{}</span></p>\r\n", escaped(line));
    // a word processor breaks the lines of the page at blanks
    let broken = |line: &str| {
        let whole = escaped(line);
        let at = whole.rfind(' ').filter(|at| *at > 60);
        let line = at.map_or(whole.clone(), |at| format!("{}\r\n{}", &whole[..at], &whole[at + 1..]));
        format!("<P>{line}</P>\r\n\r\n")
    };
    let page = |lines: String| format!("<html><body>\r\n{lines}</body></html>").into_bytes();
    for text in [
        page(LISTING.lines().map(paragraph).collect()),
        page(LISTING.lines().map(broken).collect()),
        page(LISTING.lines().map(|l| format!("{}<br>\n", escaped(l))).collect()),
        page(format!("<pre><b>{}</b></pre>", LISTING.replace('\n', "</b>\n<b>"))),
        LISTING.replace("  ", "\u{a0} ").into_bytes(),
        // a page may begin anywhere
        LISTING.replace("Event 8", "\u{c}Event 8").into_bytes(),
    ] {
        let import = read("meet.txt", &text);
        assert_eq!(shown(&import), shown(&plain));
        assert_eq!(import.passings, plain.passings);
        let titles = |import: &Import| {
            import
                .races
                .iter()
                .map(|r| import.text(r.title).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(titles(&import), titles(&plain));
    }
}

#[test]
fn files_of_a_meet_without_results_say_so() {
    for (name, text, code) in [
        (
            "index.htm",
            "<html><frameset cols=\"30%,70%\"><frame src=\"evtindex.htm\"></frameset></html>",
            "index-page",
        ),
        (
            "entries.txt",
            "I;Cole;Di;;M;05/01/2005;HIL;Hill\r\nD;Cole;Di;;M;05/01/2005;HIL;Hill;;;1500;4:01.00\r\n",
            "no-results",
        ),
        (
            "meet.hyv",
            "Spring;03/29/2024;03/29/2024;03/29/2024;Y;Hill;;Hy-Tek;1.0;CN;7A\n1;F;M;I;0;109;1500;A;;0\n",
            "no-results",
        ),
    ] {
        let import = read(name, text.as_bytes());
        assert_eq!(
            (import.rows.len(), import.findings.counts()),
            (0, &[(code, 1)][..]),
            "{name}"
        );
    }
    if let Some(import) = shared("../hy3-cl2/meet.hyv") {
        assert_eq!(
            (import.rows.len(), import.findings.counts()),
            (0, &[("no-results", 1)][..])
        );
    }
}

#[test]
fn the_semicolon_export_is_read_as_far_as_it_is_specified() {
    let export = "H;Spring Invitational;03/29/2024;03/29/2024;A Club;03/30/2024;\n\
        E;T;7;;1500;M;;0;;F;4:00.45;M;;1;1;2;;9;;;Cole;Di;;M;05/01/2005;HIL;Hill\n\
        E;F;10;;HJ;M;;0;;F;1.85;M;;1;1;1;;5;;;Kent;Li;;M;;HIL;Hill\n\
        R;T;9;;4X100;F;;0;;F;51.71;M;;1;1;1;;9;;;HIL;Hill\nZ;odd\n";
    let import = read("results.txt", export.as_bytes());
    assert_eq!(
        (import.source.format, import.rows.len(), import.races.len()),
        ("hytek-export", 3, 3)
    );
    assert_eq!(result(&import, "Cole, Di"), (1, 1, "4:00.45".into()));
    assert_eq!(result(&import, "Kent, Li"), (1, 1, "1.85".into()));
    assert_eq!(import.races[2].event.to_string(), "women 4 x 100 m relay");
    assert_eq!(import.findings.counts(), [("unknown-line", 1)]);
}

#[test]
fn lines_of_the_export_are_read_in_every_form_of_mark_and_team() {
    let export = "\
H;Spring Invitational;04/12/2024;04/13/2024;HY-TEK's MEET MANAGER;04/14/2024;
E;F;2;;HJ;F;30-34;;Masters;F;14'10;E;;1;1;1;;10;;;Cole;Di;;F;;DELL;Dell;;SR
E;F;2;;HJ;F;30-34;;Masters;F;11';E;;2;2;1;X;;;;Dole;Di;;F;;DELL;Dell;;SR
E;T;3;;2MI;M;;;;F;9:20.11;E;;1;1;1;;;;;Ek;;;M;;HILL;Hill High School
R;T;4;;1600R;F;;;;F;4:01.12;M;;1;1;1;;10;;;HILL;Hill;A;Adam;Jo;Berg;Al;Cole;Christopher;Dahl;Ed
";
    let import = read("results.csv", export.as_bytes());
    let events: Vec<_> = import.races.iter().map(|r| r.event.to_string()).collect();
    assert_eq!(events, ["women high jump", "men 2 miles", "women 4 x 400 m relay"]);
    assert_eq!(
        shown(&import),
        [
            "0 1 1 Cole, Di 14-10.00 | 10 points",
            "0 2 2 Dole, Di 11-00.00 | ",
            "1 1 1 Ek 9:20.11 | ",
            "2 1 1 Hill 4:01.12 | 10 points; Adam Jo Berg Al Cole Christopher Dahl Ed",
        ]
    );
    assert_eq!(import.text(import.races[0].age_group), "30-34 Masters");
    let teams: Vec<_> = import.rows.team.iter().map(|t| import.text(*t)).collect();
    assert_eq!(teams, ["Dell", "Dell", "Hill High School", "Hill"]);
    assert!(import.findings.kept().is_empty(), "{:?}", import.findings.kept());
}

#[test]
fn pages_of_a_championship_have_the_figures_of_their_sources() {
    type Expected = (&'static str, usize, usize, &'static str, (u32, u32, &'static str));
    let expected: [Expected; 10] = [
        ("170610/170610F013.htm", 18, 3, "Leger, Catherine", (1, 1, "56.26")),
        (
            "170610/170610F026.htm",
            21,
            2,
            "Perreault-Roberge, Julie",
            (1, 1, "4:11.45"),
        ),
        ("170610/170610F026.htm", 21, 2, "Otis, Marc-André", (9, 20, "4:57.96")),
        ("170610/170610F029.htm", 6, 1, "Perron, Charlotte", (6, 0, "12:51.67")),
        ("170610/170610F039.htm", 5, 1, "Dufour, Carolane", (1, 0, "8:39.81")),
        (
            "170610/170610F045.htm",
            13,
            2,
            "Laurentides-Lanaudiere 'A'",
            (1, 1, "51.71"),
        ),
        ("170610/170610F060.htm", 13, 1, "Stathis, Mackenzie", (1, 0, "13.76")),
        ("170610/170610F070.htm", 6, 1, "Carrier, Julien", (1, 0, "3.40")),
        ("170610/170610F080.htm", 23, 1, "Lavergne, Colin", (1, 0, "31.94")),
        (
            "170610/170610P004.htm",
            24,
            4,
            "Alcéna, Lutch Jarmannau",
            (1, 1, "11.55"),
        ),
    ];
    for (file, rows, races, athlete, (place, in_round, mark)) in expected {
        let Some(import) = shared(file) else { return };
        assert_eq!((import.rows.len(), import.races.len()), (rows, races), "{file}");
        assert_eq!(result(&import, athlete), (place, in_round, mark.to_owned()), "{file}");
        assert!(
            import.findings.kept().is_empty(),
            "{file}: {:?}",
            import.findings.kept()
        );
    }
    if let Some(import) = shared("170610/170610P004.htm") {
        let winds: Vec<_> = import.races.iter().map(|r| r.heat).collect();
        assert_eq!(winds, [Some(1), Some(2), Some(3), Some(4)]);
        let of = |named: &str| {
            (0..24)
                .find(|r| name(&import, *r) == named)
                .and_then(|r| import.extra(r))
                .expect("a row")
        };
        assert_eq!(of("Alcéna, Lutch Jarmannau").wind_tenths, Some(-18));
        assert_eq!(import.text(of("Carrier, Julien").note), "12.102");
    }
    if let Some(import) = shared("170610/170610F060.htm") {
        assert_eq!(
            import.extra(5).and_then(|e| e.wind_tenths),
            Some(0),
            "Landry, wind +0.0"
        );
    }
}

#[test]
fn a_start_list_has_entries_and_an_index_has_nothing() {
    if let Some(import) = shared("210731/210731F034.htm") {
        assert_eq!(import.rows.len(), 26);
        assert!(import.rows.mark.iter().all(|m| *m == 0) && import.rows.place.iter().all(|p| *p == 0));
        assert_eq!(import.races[0].event.to_string(), "men 1500 m");
        assert_eq!(
            import.races[0].date.map(|d| d.to_string()).as_deref(),
            Some("2021-08-01")
        );
    }
    if let Some(import) = shared("170610/evtindex.htm") {
        assert_eq!(
            (import.rows.len(), import.findings.counts()),
            (0, &[("index-page", 1)][..])
        );
    }
}

#[test]
fn a_whole_meet_and_a_road_race_have_the_figures_of_their_sources() {
    if let Some(import) = shared("zane-trace-2018/results.txt") {
        assert_eq!(import.races.len(), 31);
        assert_eq!(result(&import, "Taylor Flechtner"), (1, 0, "5:40.76".into()));
        assert_eq!(result(&import, "Brandtson Duffie"), (1, 0, "4:39.86".into()));
        assert_eq!(result(&import, "Leta Heigley"), (1, 0, "13.16".into()));
        let vault = import.races.len() as u32 - 1;
        let in_vault: Vec<usize> = (0..import.rows.len())
            .filter(|r| import.rows.race[*r] == vault)
            .collect();
        let without = in_vault
            .iter()
            .filter(|r| import.rows.status[**r] == Status::NoMark)
            .count();
        assert_eq!((in_vault.len(), without), (18, 10), "8 marks and 10 x NH");
        let winner = (
            name(&import, in_vault[0]),
            import.rows.packed_mark(in_vault[0]).to_string(),
        );
        assert_eq!(winner, ("Austin Goolsby", "14-00.00".to_owned()));
        assert!(import.findings.kept().is_empty(), "{:?}", import.findings.kept());
    }
    if let Some(import) = shared("roadrace/crrr_wilbur.shtml") {
        assert_eq!(import.rows.len(), 209);
        assert_eq!(result(&import, "BEAUVAIS, BRIAN"), (11, 0, "34:58.98".into()));
        let johnson = import.athletes[import.rows.athlete[0] as usize];
        assert_eq!(
            (import.text(johnson.name), johnson.sex, import.rows.age[0]),
            ("JOHNSON, KEVIN", Sex::Men, 25)
        );
    }
}

#[test]
fn a_listing_cut_at_any_byte_is_read_as_far_as_it_goes() {
    for end in 1..LISTING.len() {
        let _ = read_bytes("cut.txt", &LISTING.as_bytes()[..end], &Progress::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn odd_bytes_never_stop_the_reader(at in 0..LISTING.len(), byte: u8, page: bool) {
        let mut bytes = LISTING.as_bytes().to_vec();
        bytes[at] = byte;
        if page {
            bytes = [b"<html><pre>".as_slice(), &bytes, b"</pre>"].concat();
        }
        let _ = read_bytes("odd.txt", &bytes, &Progress::default());
    }
}
