//! Delimited tables: own fixtures, and the real files beside the project when they are there.
//!
//! Expected figures of real files are those of their SOURCES.md and of the facts' README; HOMESTRAIGHT_SHARED names the
//! folder that holds `data` and `facts`, otherwise it is `../shared`.

mod real_files;

use homestraight::model::{Method, Reading, Round, Sex, Standing, Status};
use homestraight::read::csv::{Preview, Reason};
use homestraight::read::header::Meaning;
use homestraight::read::import::RaceKind;
use homestraight::read::open::read_bytes;
use homestraight::read::{Folders, Import, Progress, open};
use real_files::real_file;

fn read(text: &str) -> Import {
    read_bytes("table.csv", text.as_bytes(), &Progress::default()).expect("a table")
}

/// A real file, or nothing when it is not beside the project.
fn shared(path: &str) -> Option<Import> {
    let path = real_file(path)?;
    open(&path, &Folders::default(), &Progress::default())
        .expect("a table")
        .pop()
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

/// The preferred times of a row as `metres time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    of_row
        .filter(|p| p.standing() == Standing::Preferred)
        .filter_map(|p| Some(format!("{} {}", markers[p.marker()] / 1000, p.time()?)))
        .collect()
}

fn row_of(import: &Import, named: &str) -> usize {
    (0..import.rows.len())
        .find(|r| name(import, *r) == named)
        .expect("a row of that name")
}

#[test]
fn segments_are_found_by_test_and_added_up() {
    let import = read(include_str!("fixtures/segments.csv"));
    // 60.1 + 61.2 = 121.3, + 62.3 = 183.6, + 46.4 = 230.0
    assert_eq!(
        passings(&import, 0),
        ["400 1:00.1", "800 2:01.3", "1200 3:03.6", "1500 3:50.0"]
    );
    assert_eq!(
        passings(&import, 2),
        ["400 1:00.3"],
        "behind a missing segment nothing is known"
    );
    assert!(import.findings.kept().iter().any(|f| f.code == "segments"));
}

#[test]
fn laps_of_a_slowing_race_are_no_passings() {
    let laps = "Place,Name,5k,10k,15k,Time\n1,A B,15:00,15:10,15:20,45:30\n2,C D,15:01,15:12,15:30,45:43\n";
    // 15:00 + 15:10 = 30:10, + 15:20 = 45:30
    assert_eq!(passings(&read(laps), 0), ["5000 15:00", "10000 30:10", "15000 45:30"]);
    // in a race of ten miles they do not sum to the result, and are not guessed
    let open = read(&laps.replace("45:30", "48:58").replace("45:43", "49:11"));
    assert!(open.passings.is_empty());
    assert_eq!(open.findings.counts(), [("neither-passings-nor-segments", 1)]);
    // an even race: 5 km and 10 km sum to 15 km, and are passings
    let even = read("Name,5k,10k,Time\nA B,15:00,30:00,45:00\nC D,15:10,30:20,45:30\n");
    assert_eq!(passings(&even, 0), ["5000 15:00", "10000 30:00"]);
}

#[test]
fn a_last_segment_is_no_result() {
    let import = read("Place,Name,400m,800m,1200m,1500m\n1,A B,60.1,61.2,62.3,46.4\n2,C D,60.1,61.2,62.3,46.5\n");
    assert_eq!((import.rows.len(), import.rows.mark[0]), (2, 0));
    assert!(import.passings.is_empty());
    assert_eq!(import.findings.counts(), [("neither-passings-nor-segments", 1)]);
    let import = read("Place,Name,400m,800m,1500m\n1,A B,60.1,2:01.2,3:46.4\n");
    assert_eq!((mark(&import, 0), passings(&import, 0).len()), ("3:46.4".into(), 2));
}

#[test]
fn laps_and_passings_mixed_in_one_table_are_told_apart_by_their_captions() {
    let table = "Place,Name,1st 5k,2nd 5k,3rd 5k,10k,9m,Last.3,Time\n\
                 1,A B,15:00,15:10,15:20,30:10,43:58,1:32,45:30\n\
                 2,C D,15:01,15:12,15:30,,44:10,1:33,45:43\n\
                 3,E F,15:05,15:40,,31:15,44:30,1:35,46:05\n";
    let import = read(table);
    // nine miles are 14,484 m; 15:00 + 15:10 = 30:10 and + 15:20 = 45:30, the result, so the race is one of 15 km
    assert_eq!(import.races[0].event.distance_mm, 15_000_000);
    assert_eq!(passings(&import, 0), ["5000 15:00", "10000 30:10", "14484 43:58"]);
    assert_eq!(passings(&import, 1)[1], "10000 30:13", "15:01 + 15:12");
    // 15:05 + 15:40 = 30:45 is not 31:15
    assert_eq!(passings(&import, 2)[1], "10000 31:15");
    assert_eq!(import.findings.counts(), [("stretch-disagrees", 1)]);
}

#[test]
fn a_last_stretch_gives_the_passing_where_it_begins() {
    let import = read(
        "Event,Name,800m,1200m,Last 300m,Time\n1500m,A B,2:01.0,3:02.5,44.1,3:45.0\n1500m,C D,2:01.2,,43.0,3:45.2\n",
    );
    assert_eq!(passings(&import, 0), ["800 2:01.0", "1200 3:02.5"]);
    // the rows say that it begins at 1200 m: 3:02.5 + 44.1 = 3:46.6 would not be the result 3:45.0
    assert!(
        import
            .findings
            .counts()
            .iter()
            .any(|(code, _)| *code == "loose-stretch")
    );
    let import = read(
        "Event,Name,800m,1200m,Last 300m,Time\n1500m,A B,2:01.0,3:02.5,44.1,3:46.6\n1500m,C D,2:01.2,,43.0,3:45.2\n",
    );
    // 3:45.2 - 43.0 = 3:02.2
    assert_eq!(passings(&import, 1), ["800 2:01.2", "1200 3:02.2"]);
}

#[test]
fn lines_above_the_header_name_meet_and_event() {
    let import =
        read("Autumn Road Race 15 km\nTown, 2016-11-13\n\nPlace,Name,Sex,Time\n1,A B,M,45:23\n2,C D,W,46:00\n");
    assert_eq!(import.rows.line, [5, 6]);
    assert_eq!(import.text(import.meets[0].name), "Autumn Road Race 15 km");
    assert_eq!(import.races[0].event.distance_mm, 15_000_000);
    assert_eq!((mark(&import, 0), name(&import, 1)), ("45:23".into(), "C D"));
}

#[test]
fn columns_that_are_neither_are_reported_and_not_used() {
    let import = read("Name,400m,800m,Time\nA B,60.1,50.0,3:50.0\nC D,61,20,3:52\nE F,70,30,3:53\n");
    assert!(import.passings.is_empty());
    assert!(
        import
            .findings
            .kept()
            .iter()
            .any(|f| f.code == "neither-passings-nor-segments")
    );
    assert_eq!(mark(&import, 0), "3:50.0");
}

#[test]
fn odd_cells_are_findings_with_their_place_and_the_rest_loads() {
    let import = read(
        "Place,Name,Time,Nation\n1,\"Kerr, Josh\",3:29.05,GBR\n2,Bad Time,3:6x,NOR\n,No Show,DNS,KEN\n3,Hand Held,3:36.3h,\n",
    );
    assert_eq!(import.rows.len(), 4);
    assert_eq!(name(&import, 0), "Kerr, Josh");
    let findings: Vec<String> = import.findings.kept().iter().map(ToString::to_string).collect();
    assert_eq!(
        findings,
        ["line 3, column 12: found \"3:6x\", expected a time such as 3:28.32, a status such as DNF, or nothing"]
    );
    assert_eq!(import.rows.status[2], Status::Dns);
    assert_eq!(import.rows.line, [2, 3, 4, 5]);
    let hand = import.rows.packed_mark(3).time().map(|t| t.method());
    assert_eq!(hand, Some(Method::Hand));
}

#[test]
fn encodings_delimiters_and_line_ends_do_not_change_what_is_read() {
    let table = "Place,Name,Nation,Time\n1,Michał Rozmys,POL,3:32.67\n2,Jürgen Straub,GDR,3:38.80\n";
    let plain = read(table);
    let utf16 = |le: bool| -> Vec<u8> {
        let units = table.encode_utf16();
        units
            .flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() })
            .collect()
    };
    let variants = [
        table.replace('\n', "\r\n").into_bytes(),
        table.replace(',', ";").into_bytes(),
        table.replace(',', "\t").into_bytes(),
        table.replace(',', "|").into_bytes(),
        format!("\u{feff}{table}").into_bytes(),
        table.replace("Michał", "Mich\0ał").into_bytes(),
        utf16(true),
        utf16(false),
    ];
    for bytes in variants {
        let import = read_bytes("table", &bytes, &Progress::default()).expect("a table");
        assert_eq!(
            (import.rows, import.strings),
            (plain.rows.clone(), plain.strings.clone())
        );
    }
}

#[test]
fn many_blocks_make_the_same_import_as_their_parts() {
    // 9 MB: several blocks on several threads, quoted line ends and a bad quote among the rows
    let mut table = String::from("Year,Place,Name,Nation,5K,10K,Finish\n");
    for i in 0..150_000u32 {
        let name = match i % 1000 {
            7 => format!("\"Runner,\n{}\"", i % 5000),
            9 => format!("\"Open {}", i % 5000),
            _ => format!("Runner Number {}", i % 5000),
        };
        let second = i % 60;
        table += &format!(
            "{},{},{name},KEN,0:15:{second:02},0:31:{second:02},2:10:{second:02}\n",
            1990 + i / 25_000,
            i % 25_000 + 1
        );
    }
    let import = read(&table);
    assert_eq!((import.rows.len(), import.races.len()), (150_000, 6));
    assert_eq!(import.passings.len(), 300_000);
    assert_eq!(import.findings.counts(), [("bad-quotes", 150)]);
    // every thousandth row has one more line from its eighth on: row 149,999 stands behind 150 of them
    assert_eq!(import.rows.line.last(), Some(&(150_001 + 150)));
    assert_eq!(
        (import.rows.place[149_999], mark(&import, 149_999)),
        (25_000, "2:10:59".into())
    );
    assert_eq!(import, read(&table), "the same bytes make the same import");
}

#[test]
fn tokyo_results_have_rounds_heats_flags_and_statuses() {
    let Some(import) = shared("facts/tokyo2020_1500m_results.csv") else {
        return;
    };
    assert_eq!(import.rows.len(), 87);
    let finals = import
        .races
        .iter()
        .position(|r| r.round == Round::Final)
        .expect("the final");
    assert_eq!(import.rows.race.iter().filter(|r| **r as usize == finals).count(), 13);
    assert_eq!(
        (name(&import, 0), mark(&import, 0)),
        ("Jakob Ingebrigtsen", "3:28.32".into())
    );
    let flags: Vec<&str> = import.flags[import.rows.flags[0] as usize]
        .iter()
        .map(|f| import.text(*f))
        .collect();
    assert_eq!(flags, ["OR", "AR(ER)", "NR", "PB"]);
    // 47 starters and one who did not start
    assert_eq!(import.athletes.len(), 48);
}

#[test]
fn tokyo_splits_keep_every_reading_and_the_leader() {
    let Some(import) = shared("facts/tokyo2020_1500m_final_splits.csv") else {
        return;
    };
    assert_eq!((import.rows.len(), import.races[0].event.distance_mm), (13, 1_500_000));
    let winner = row_of(&import, "Jakob Ingebrigtsen");
    assert_eq!(mark(&import, winner), "3:28.32");
    assert_eq!(
        passings(&import, winner),
        ["400 56.2", "800 1:52.0", "1200 2:47.5", "1300 3:01.2", "1400 3:14.7"]
    );
    let markers = &import.markers[import.races[0].markers as usize];
    let at_400: Vec<String> = import
        .leader_passings_of(0)
        .iter()
        .filter(|l| markers[l.passing.marker()] == 400_000)
        .filter_map(|l| Some(l.passing.time()?.to_string()))
        .collect();
    assert!(
        ["56.1", "56.2", "56.4"].iter().all(|t| at_400.iter().any(|a| a == t)),
        "the conflict is kept: {at_400:?}"
    );
    let kerr = row_of(&import, "Josh Kerr");
    let seventh = import.passings[import.rows.passings(kerr)].iter().any(|p| {
        markers[p.marker()] == 800_000
            && p.reading()
                == Reading::Position {
                    position: 7,
                    tied: true,
                }
    });
    assert!(seventh, "equal seventh at 800 m");
}

#[test]
fn every_facts_file_loads_its_rows() {
    // rows as the facts' README counts them; a duel is two results, splits are one row an athlete of a race
    for (file, rows) in [
        ("all_time_1500m", Some(300)),
        // every personal best of the 13 athletes is a row of a list: 13, 13, 9, 11, 9 and 13
        ("athletes", Some(68)),
        ("championship_placings_to_2021", Some(50)),
        ("head_to_head", Some(26)),
        ("olympic_medallists_1500m", Some(90)),
        ("other_races_results", Some(1413)),
        ("other_races_splits", None),
        ("records_progression", Some(74)),
        ("rome2024_1500m_men_final_tracking", Some(16)),
        ("season_2021", Some(196)),
        ("tokyo2020_1500m_final_splits", Some(13)),
        ("tokyo2020_1500m_results", Some(87)),
        ("uk_all_time_1500m", Some(60)),
    ] {
        let Some(import) = shared(&format!("facts/{file}.csv")) else {
            return;
        };
        assert!(
            rows.is_none_or(|n| n == import.rows.len()),
            "{file}: {}",
            import.rows.len()
        );
        let errors = import
            .findings
            .kept()
            .iter()
            .filter(|f| f.severity == homestraight::model::Severity::Error);
        assert_eq!(errors.count(), 0, "{file}");
    }
}

#[test]
fn lists_keep_date_venue_and_place_of_each_row() {
    let Some(import) = shared("data/tables/worldathletics-men-1500-metres.csv") else {
        return;
    };
    assert_eq!((import.rows.len(), import.races[0].kind), (9107, RaceKind::List));
    assert_eq!(
        (name(&import, 0), mark(&import, 0)),
        ("Hicham EL GUERROUJ", "3:26.00".into())
    );
    let extra = import.extra(0).expect("an occasion");
    assert_eq!(extra.date.map(|d| d.to_string()).as_deref(), Some("1998-07-14"));
    assert_eq!(import.text(extra.venue), "Stadio Olimpico, Roma (ITA)");
    assert_eq!(import.races[0].event.to_string(), "men 1500 m");
}

#[test]
fn boston_2014_is_in_decimal_minutes() {
    let Some(import) = shared("data/tables/boston-2014-results.csv") else {
        return;
    };
    assert_eq!(import.rows.len(), 31_984);
    let winner = row_of(&import, "Keflezighi, Meb");
    // 128.62, 64.35 and 121.82 minutes; 64.35 * 60 = 3861 s, 121.82 * 60 = 7309.2 s
    assert_eq!(mark(&import, winner), "2:08:37");
    let of_winner = passings(&import, winner);
    assert!(of_winner.contains(&"21097 1:04:21".to_owned()) && of_winner.contains(&"40000 2:01:49".to_owned()));
    let wheelchairs = import
        .rows
        .bib
        .iter()
        .filter(|b| import.text(**b).starts_with('W'))
        .count();
    assert_eq!(wheelchairs, 53);
    let at_5k = import.passings.iter().filter(|p| p.marker() == 0).count();
    assert_eq!(at_5k, 31_984 - 52, "a missing passing is `-` and absent");
    let men = (0..import.rows.len()).filter(|r| {
        import.athletes[import.rows.athlete[*r] as usize].sex == Sex::Men
            && !import.text(import.rows.bib[*r]).starts_with('W')
    });
    assert_eq!(men.count(), 17_575);
    assert!(import.findings.kept().iter().all(|f| f.code != "falling-passing"));
}

#[test]
fn race_analyses_keep_the_markers_of_each_race() {
    let Some(import) = shared("data/race-analysis/1500m.csv") else {
        return;
    };
    assert_eq!((import.rows.len(), import.races.len()), (143, 14));
    let muir = row_of(&import, "MUIR Laura");
    assert_eq!(mark(&import, muir), "3:58.49");
    let times = passings(&import, muir);
    assert!(
        ["400 1:03.0", "800 2:07.5", "1200 3:13.3"]
            .iter()
            .all(|t| times.iter().any(|p| p == t)),
        "{times:?}"
    );
    let sparse = import
        .races
        .iter()
        .filter(|r| *import.markers[r.markers as usize] == [300_000, 700_000, 1_100_000]);
    // rome 2017, stockholm 2016, prefontaine 2017, 2018, 2019
    assert_eq!(sparse.count(), 5);
}

#[test]
fn other_tables_have_the_figures_of_their_sources() {
    let Some(berlin) = shared("data/tables/BM_results.ssv") else {
        return;
    };
    assert_eq!(berlin.rows.len(), 1140);
    let best = berlin.rows.mark.iter().filter(|m| **m > 0).min();
    assert_eq!(best, Some(&(7_377 * 10_000)), "2:02:57 = 7377 s");
    let short = berlin
        .findings
        .kept()
        .iter()
        .filter(|f| f.code == "field-count")
        .map(|f| f.line);
    assert_eq!(short.collect::<Vec<_>>(), [779, 780, 781]);
    if let Some(swiss) = shared("data/tables/swiss_heat_with_dq.tsv") {
        assert_eq!(
            (swiss.rows.len(), name(&swiss, 0), mark(&swiss, 0)),
            (3, "Monika Sveistrup", "13.973".into())
        );
        assert_eq!(swiss.rows.status[2], Status::Dnf, "gestürzt");
    }
    if let Some(stockade) = shared("data/tables/stockade-2016.csv") {
        assert_eq!((stockade.rows.len(), mark(&stockade, 0)), (1450, "45:23".into()));
    }
    if let Some(college) = shared("data/tables/tfrrs-lehigh_athletes.csv") {
        assert_eq!((college.rows.len(), college.athletes.len()), (1803, 58));
        let count = |status| college.rows.status.iter().filter(|s| **s == status).count();
        assert_eq!((count(Status::Dns), count(Status::Dnf), count(Status::Dq)), (61, 24, 2));
        assert_eq!(count(Status::NoMark), 30 + 21 + 8, "NH, NM and FOUL");
    }
}

#[test]
fn a_table_in_another_language_is_read_by_its_content() {
    let import = read("Sija;Kilpailija;Kaupunki;Tulos\n1;Aino Niemi;Oulu;4:10,2\n2;Eeva Laine;Turku;4:12,9\n");
    assert_eq!((name(&import, 1), mark(&import, 1)), ("Eeva Laine", "4:12.9".into()));
    assert_eq!(import.rows.place, [1, 2]);
    // what was guessed is said
    assert_eq!(
        import.findings.counts(),
        [("guessed-columns", 1), ("unknown-column", 1)]
    );
}

#[test]
fn a_mapping_overrules_what_is_recognised() {
    let table = b"Name,Result,Extra\nA B,3:50.1,3:49.8\nC D,3:51.0,\n";
    let recognised = Preview::new(table, None).expect("a table");
    let taken: Vec<_> = recognised.columns.iter().map(|c| (c.meaning, c.reason)).collect();
    assert_eq!(
        taken,
        [
            (Meaning::Name, Reason::Caption),
            (Meaning::Mark, Reason::Caption),
            (Meaning::Unknown, Reason::None)
        ]
    );
    let mut mapping = recognised.mapping();
    mapping.meanings[1] = Meaning::Ignored;
    mapping.meanings[2] = Meaning::Mark;
    let changed = Preview::new(table, Some(&mapping)).expect("a table");
    assert_eq!(mark(&changed.import, 0), "3:49.8");
    assert_eq!(changed.rows[0], ["A B", "3:50.1", "3:49.8"]);
    let reasons: Vec<Reason> = changed.columns.iter().map(|c| c.reason).collect();
    assert_eq!(
        reasons,
        [Reason::Caption, Reason::User, Reason::User],
        "chosen where it differs"
    );
}

#[test]
fn stretches_that_hang_on_nothing_are_not_used() {
    // the second lap starts where nothing ends, so the third hangs on nothing either
    let import = read(
        "Place,Name,2nd 5k,3rd 5k,20k,Time\n1,A B,15:10,15:20,1:01:00,1:10:00\n2,C D,15:12,15:30,1:01:30,1:11:00\n",
    );
    assert_eq!(passings(&import, 0), ["20000 1:01:00"]);
    assert_eq!(import.findings.counts(), [("loose-stretch", 2)]);
}

#[test]
fn tables_below_each_other_are_races_of_their_own() {
    let import = read(
        "Harbour Races,,,\n5 km Men,,,\nPlace,Name,Club,Time\n1,A B,Red,16:00\n2,C D,,16:10\n,,,\n5 km Women,,,\nPlace,Name,Club,Time\n1,E F,Red,17:00\n2,G H,,17:10\nRelay,,,\nPlace,Team,Name,Time\n1,Blue,I J,40:00\n",
    );
    let races: Vec<String> = import
        .races
        .iter()
        .map(|r| format!("{} | {}", r.event, import.text(r.title)))
        .collect();
    assert_eq!(races, ["men 5 km | 5 km Men", "women 5 km | 5 km Women", " | Relay"]);
    assert_eq!(import.rows.line, [4, 5, 9, 10, 13]);
    assert_eq!((name(&import, 4), import.text(import.rows.team[4])), ("I J", "Blue"));
    // who does not start twice is told twice
    let absent = read(
        "800 m,,,\nPlace,Name,Club,Time\n1,A B,Red,1:50.0\n,C D,,DNS\n1500 m,,,\nPlace,Name,Club,Time\n1,E F,Red,3:50.0\n,C D,,DNS\n",
    );
    assert_eq!((absent.races.len(), absent.rows.len()), (2, 4));
    // captions on every page
    let pages = read("Place;Name;Time\n1;A B;16:00\n2;C D;16:10\nPlace;Name;Time\n3;E F;17:00\n");
    assert_eq!((pages.races.len(), pages.rows.line.as_slice()), (1, &[2, 3, 5][..]));
    // a line of its own between rows
    let lines = read("Place,Name,Club,Time\nMEN,,,\n1,A B,Red,16:00\nWOMEN,,,\n1,E F,Red,17:00\n");
    let titles: Vec<&str> = lines.races.iter().map(|r| lines.text(r.title)).collect();
    assert_eq!((titles, lines.rows.len()), (vec!["MEN", "WOMEN"], 2));
}

#[test]
fn times_with_points_are_read_where_the_file_makes_them_clear() {
    let marks = |text: &str| {
        let import = read(text);
        (0..import.rows.len()).map(|row| mark(&import, row)).collect::<Vec<_>>()
    };
    // a last group above 59 is no seconds
    let table = "Place,Name,800,Time\n1,A B,2.01.5,3.45.31\n2,C D,2.01.9,3.45.71\n3,E F,,3.46.0h\n4,G H,,59.80\n";
    assert_eq!(marks(table), ["3:45.31", "3:45.71", "3:46.0h", "59.80"]);
    assert_eq!(passings(&read(table), 0), ["800 2:01.5"]);
    assert_eq!(
        read(table).findings.counts().iter().find(|c| c.0 == "written-times"),
        Some(&("written-times", 1))
    );
    assert_eq!(
        marks("Place,Name,Time\n1,A B,3:45:31\n2,C D,3:45:71\n"),
        ["3:45.31", "3:45.71"]
    );
    // the event says it: 42.195 km in 2 h 8 min, 1500 m in 3 min 45 s
    assert_eq!(
        marks("Event,Name,Time\nMarathon,A B,2.08.37\nMarathon,C D,2.09.01\n"),
        ["2:08:37", "2:09:01"]
    );
    assert_eq!(
        marks("Event,Name,Time\n1500m,A B,3.45.31\n1500m,C D,3.45.51\n"),
        ["3:45.31", "3:45.51"]
    );
    assert_eq!(
        marks("Event,Name,Time\n1500m,A B,3:45:31\n1500m,C D,3:45:51\n"),
        ["3:45.31", "3:45.51"]
    );
    // without either it is not guessed, and two colons are hours
    assert_eq!(marks("Place,Name,Time\n1,A B,3.45.31\n2,C D,3.45.51\n"), ["", ""]);
    assert_eq!(
        marks("Place,Name,Time\n1,A B,2:08:37\n2,C D,2:08:41\n"),
        ["2:08:37", "2:08:41"]
    );
    assert_eq!(marks("Place;Name;Time\n1;A B;3.45,3\n"), ["3:45.3"]);
}

#[test]
fn shared_places_and_hand_times_are_read() {
    let import = read(
        "Place,Name,400,800,1500\n=1,A B,59.1h,2:01.0h,3:50.1h\n1=,C D,59.2h,2:01.2h,3:50.1h\nT3,E F,59.4,2:02.0,3:52.0\n3T,G H,59.4,2:02.0,3:52.0\n",
    );
    assert_eq!(import.rows.place, [1, 1, 3, 3]);
    assert_eq!(
        (passings(&import, 0), mark(&import, 0)),
        (vec!["400 59.1h".to_owned(), "800 2:01.0h".into()], "3:50.1h".into())
    );
    assert!(import.findings.kept().iter().all(|f| f.code != "unreadable-place"));
    // 59.1 h + 61.9 h = 2:01.0 h
    let laps = read("Place,Name,400,800,1000,Time\n1,A B,59.1h,61.9h,30.0h,2:31.0h\n2,C D,59.2h,62.0h,30.0h,2:31.2h\n");
    assert_eq!(passings(&laps, 0)[1], "800 2:01.0h");
}

#[test]
fn bests_of_athletes_are_lists() {
    let import = read(
        "athlete,nation,bib,coach,pb_800m,pb_800m_date,pb_mile,note\nA B,NOR,7,\"C, D\",1:46.44,2020-06-30,3:51.30,x\nE F,KEN,,,,,,\n",
    );
    let races: Vec<String> = import
        .races
        .iter()
        .map(|r| format!("{} | {}", r.event, import.text(r.title)))
        .collect();
    assert_eq!(races, ["800 m | 800m personal bests", "mile | mile personal bests"]);
    let dates: Vec<_> = (0..3)
        .map(|row| import.extra(row).and_then(|e| e.date).map(|d| d.to_string()))
        .collect();
    assert_eq!(
        (mark(&import, 0), dates),
        ("1:46.44".into(), vec![Some("2020-06-30".to_owned()), None, None])
    );
    assert_eq!(
        (import.rows.len(), import.athletes.len(), import.rows.line.as_slice()),
        (3, 2, &[2, 3, 2][..])
    );
    let details = import.athlete_details(0).expect("details");
    assert_eq!(import.text(details.coach), "C, D");
    // beside a result of its own a best is no result
    assert_eq!(
        read("Name,Time,PB 800m\nA B,1:47.00,1:46.44\nC D,1:47.10,1:46.54\n")
            .races
            .len(),
        1
    );
}

#[test]
fn positions_many_times_a_second_give_estimates() {
    // 100 m between 14.0 s at 98 m and 15.0 s at 104 m: 14 + 2 / 6 = 14.3; 200 m is the end, at the 7.5 m/s before it:
    // 28.0 + 2 / 7.5 = 28.3
    let import = read(
        "time_s,athlete,x_m,y_m,speed_m_s,distance_along_lap_m\n0.0,A B,0,0,0,0.0\n14.0,A B,1,1,6,98.0\n15.0,A B,1,1,6,104.0\n26.0,A B,1,1,7,183.0\n28.0,A B,1,1,7,198.0\n29.0,A B,1,1,7,200.0\n30.0,A B,1,1,0,200.0\n",
    );
    assert_eq!(
        (passings(&import, 0), mark(&import, 0)),
        (vec!["100 14.3".to_owned()], "≈28.3".into())
    );
    assert!(import.passings[0].is_estimate());
    assert_eq!(import.races[0].event.distance_mm, 200_000);
}

#[test]
fn the_tracking_of_a_final_agrees_with_its_splits() {
    let (Some(track), Some(splits)) = (
        shared("facts/rome2024_1500m_men_final_tracking.csv"),
        shared("facts/other_races_splits.csv"),
    ) else {
        return;
    };
    let race = splits.races.iter().position(|r| {
        let meet = r.meet.map_or("", |m| splits.text(splits.meets[m as usize].name));
        meet.ends_with("Rome 2024") && r.event.to_string() == "men 1500 m" && r.round == Round::Final
    });
    let race = race.expect("the final") as u32;
    let tenths = |import: &Import, row: usize| -> Vec<(u32, i64)> {
        let markers = &import.markers[import.races[import.rows.race[row] as usize].markers as usize];
        let own = import.passings[import.rows.passings(row)].iter();
        own.filter_map(|p| Some((markers[p.marker()], i64::from(p.time()?.ticks() / 1000))))
            .collect()
    };
    let mut compared = 0;
    for row in (0..splits.rows.len()).filter(|r| splits.rows.race[*r] == race) {
        let own = tenths(&track, row_of(&track, name(&splits, row)));
        for (marker, time) in tenths(&splits, row) {
            let Some((_, tracked)) = own.iter().find(|(m, _)| *m == marker) else {
                continue;
            };
            // from two positions a second instead of ten
            assert!(
                tracked.abs_diff(time) <= 2,
                "{} at {marker}: {tracked} or {time}",
                name(&splits, row)
            );
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn a_record_is_no_event() {
    let import = read("record,date,athlete,time\nOR,1900-07-15,A B,4:06.0\nWR,1912-06-08,C D,3:55.8\n");
    let titles: Vec<&str> = import.races.iter().map(|r| import.text(r.title)).collect();
    assert_eq!(titles, ["Olympic record progression", "World record progression"]);
    let import = read("event,date,athlete,time\n1500m,1900-07-15,A B,4:06.0\nWR,1912-06-08,C D,3:55.8\n");
    assert!(
        import
            .races
            .iter()
            .all(|r| !matches!(import.text(r.title), "WR" | "OR"))
    );
}

#[test]
fn positions_without_times_are_passings() {
    let import = read("Place,Name,Pos 400m,Pos 800m,Time\n1,A B,3,=2,3:40.1\n2,C D,1,2=,3:40.5\n3,E F,,1,3:41.0\n");
    let of = |row: usize| {
        import.passings[import.rows.passings(row)]
            .iter()
            .map(|p| p.reading())
            .collect::<Vec<_>>()
    };
    let at = |position, tied| Reading::Position { position, tied };
    assert_eq!(of(0), [at(3, false), at(2, true)]);
    assert_eq!((of(1), of(2)), (vec![at(1, false), at(2, true)], vec![at(1, false)]));
    assert_eq!(&*import.markers[import.races[0].markers as usize], &[400_000, 800_000]);
    assert_eq!(import.findings.counts(), []);
}

#[test]
fn places_that_repeat_are_told_once_a_race() {
    let import = read("Place,Name,Sex,Time\n1,A B,M,2:08:00\n2,C D,M,2:09:00\n1,E F,F,2:20:00\n2,G H,F,2:21:00\n");
    assert_eq!(
        (import.rows.len(), import.findings.counts()),
        (4, &[("repeated-places", 1)][..])
    );
    let told = import.findings.kept()[0].to_string();
    assert!(told.contains("place 1 at lines 2 and 4, 2 such pairs"), "{told}");
    // a tie shares place and time
    let net = read("Place,Name,Gun Time,Net Time\n1,A B,16:05,15:58\n2,C D,16:01,15:59\n2,E F,16:02,15:59\n");
    assert_eq!(net.findings.counts(), []);
}

#[test]
fn a_row_whose_segments_do_not_sum_is_told() {
    let rows: String = (1..40).map(|n| format!("{n},A {n},60.1,61.2,62.3,3:03.6\n")).collect();
    let import = read(&format!(
        "Place,Name,400,800,1200,Time\n{rows}40,Z,60.1,61.2,72.3,3:03.9\n"
    ));
    assert_eq!(import.findings.counts(), [("segments", 1), ("segments-do-not-sum", 1)]);
    assert_eq!(import.findings.kept()[1].line, 41);
}

#[test]
fn the_line_below_a_markdown_header_is_no_row() {
    let import =
        read("| Pos | Name | Time |\n|-----|:----:|------|\n| 1 | Ann One | 3:58.1 |\n| 2 | Bea Two | 3:59.0 |\n");
    assert_eq!((import.rows.len(), name(&import, 0)), (2, "Ann One"));
}

#[test]
fn a_time_beats_the_clock_at_the_finish() {
    let import =
        read("Place,Name,Start,Finish,Time\n1,Tom Ash,10:00:00,10:45:10,45:10\n2,Bob Bay,10:00:00,10:46:00,46:00\n");
    assert_eq!((mark(&import, 0), mark(&import, 1)), ("45:10".into(), "46:00".into()));
}

#[test]
fn tables_of_men_and_women_have_titles_of_their_own() {
    let table = |sex: &str, time: &str| {
        format!("{sex} 800m Final\nPos;Name;Club;Time\n1;Tom Ash;AC;{time}\n2;Eve Elm;AC;DNF\n")
    };
    let import = read(&format!("{}\n{}", table("Men", "1:50,12"), table("Women", "2:04,30")));
    let events: Vec<String> = import.races.iter().map(|r| r.event.to_string()).collect();
    assert_eq!(events, ["men 800 m", "women 800 m"]);
}

#[test]
fn what_stands_behind_a_mark_is_kept_as_a_note() {
    let import = read("Place,Name,Time\n1,A One,4:06.03 NR\n,B Two,DQ R163.3b\n,C Three,no watch\n");
    let note = |row: usize| {
        let extra = import.rows.extra[row]
            .checked_sub(1)
            .map(|at| import.extras[at as usize].note);
        extra.map_or("", |note| import.text(note))
    };
    assert_eq!((mark(&import, 0).as_str(), note(0)), ("4:06.03", "NR"));
    assert_eq!((import.rows.status[1], note(1)), (Status::Dq, "R163.3b"));
    assert_eq!((mark(&import, 2).as_str(), note(2)), ("", "no watch"));
    let unread = import.findings.kept().iter().filter(|f| f.code == "unreadable-time");
    assert_eq!(unread.count(), 1);
}

#[test]
fn a_table_of_a_field_event_keeps_its_series() {
    let import = read("Pos,Athlete,1,2,3,4,Best,Wind\n1,A B,6.50,x,6.71,-,6.71,+1.2\n2,C D,x,x,x,,NM,\n");
    assert_eq!(
        (mark(&import, 0).as_str(), import.rows.status[1]),
        ("6.71", Status::NoMark)
    );
    let series: Vec<&str> = (0..2)
        .filter_map(|r| Some(import.text(import.extra(r)?.series)))
        .collect();
    assert_eq!(series, ["6.50 x 6.71 -", "x x x"]);
}

#[test]
fn heats_below_each_other_are_heats() {
    let import = read(
        "Event 1;Men 100 m Heat 1;Wind +1,2\nPl;Name;Nat;Time\n1;A B;GBR;10,50\n2;C D;USA;10,60\n\
         Event 1;Men 100 m Heat 2;Wind -0,3\nPl;Name;Nat;Time\n1;E F;GBR;10,55\n2;G H;USA;10,61\n",
    );
    let races: Vec<_> = import
        .races
        .iter()
        .map(|r| (r.event.to_string(), r.round, r.heat))
        .collect();
    let heat = |number| ("men 100 m".to_owned(), Round::Round1, Some(number));
    assert_eq!(races, [heat(1), heat(2)]);
    let titled = "Men's 1500m - Heat 1,,,\nPlace,Name,Nat,Time\n1,A B,GBR,3:50.1\n\n\
                  Men's 1500m - Heat 2,,,\nPlace,Name,Nat,Time\n1,C D,GBR,3:51.1\n";
    let heats: Vec<_> = read(titled).races.iter().map(|r| r.heat).collect();
    assert_eq!(heats, [Some(1), Some(2)]);
}

#[test]
fn spreadsheet_marks_and_units_of_times_are_read() {
    let import = read("sep=;\nPlace;Name;Time\n1;A B;00:03:35,10\n2;C D;00:03:36,20\n");
    assert_eq!((import.races[0].meet, mark(&import, 0)), (None, "3:35.10".into()));
    // 214000 ms = 214 s = 3:34
    assert_eq!(
        mark(&read("rank,name,time_ms\n1,A B,214000\n2,C D,215120\n"), 0),
        "3:34.000"
    );
    let empty = read("Place,Name,Time\n");
    assert_eq!(empty.findings.counts(), [("no-rows", 1)]);
}

#[test]
fn dates_with_slashes_are_read_where_one_of_them_tells_the_order() {
    let dates = |second: &str| {
        let import = read(&format!("Name,Born,Time\nA B,05/12/1999,3:40.0\nC D,{second},3:41.0\n"));
        import
            .athletes
            .iter()
            .map(|a| a.birth.map(|b| b.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        dates("13/05/2001"),
        [Some("1999-12-05".into()), Some("2001-05-13".into())]
    );
    assert_eq!(
        dates("05/13/2001"),
        [Some("1999-05-12".into()), Some("2001-05-13".into())]
    );
    assert_eq!(dates("06/05/2001"), [None, None]);
}

#[test]
fn years_that_go_up_and_down_the_places_are_of_births() {
    let import =
        read("Place,Name,Year,Time\n1,A B,1999,3:40.0\n2,C D,2001,3:41.0\n3,E F,1995,3:42.0\n4,G H,2002,3:43.0\n");
    assert_eq!(
        (import.races.len(), import.athletes[2].birth.map(|b| b.to_string())),
        (1, Some("1995".into()))
    );
    // champions of one year after the other
    let import =
        read("Place,Name,Year,Time\n1,A B,1999,3:40.0\n1,C D,2000,3:41.0\n1,E F,2001,3:42.0\n1,G H,2002,3:43.0\n");
    assert_eq!(import.races.len(), 4);
}

#[test]
fn the_delimiter_and_the_kind_of_times_can_be_chosen_and_are_kept_for_the_header() {
    use homestraight::read::mapping::Times;
    // commas divide more evenly, yet the file means its semicolons
    let text = "Place;Name;5k;10k;Time\n1;A B;15:00;15:10;30:10\n2;C D;15:01;15:12;30:13\n";
    let own = Preview::new(text.as_bytes(), None).expect("a table");
    assert_eq!(own.delimiter, b';');
    let other = Preview::divided(text.as_bytes(), b',').map(|p| p.columns.len());
    assert_eq!(other, Some(1), "one column under commas");
    let odd = "Name, Club;Time\nA B, Red;3:40.1\nC D, Blue;3:41.2\n";
    let divided = Preview::divided(odd.as_bytes(), b';').expect("a table");
    assert_eq!(divided.columns.len(), 2);
    let kept = divided.mapping();
    assert_eq!(
        Preview::new(odd.as_bytes(), Some(&kept)).map(|p| p.delimiter),
        Some(b';')
    );
    // 15:00 and 15:10 rise, and are laps of a longer race when the user says so
    let longer = text.replace("30:10", "50:10").replace("30:13", "50:13");
    let mut mapping = Preview::new(longer.as_bytes(), None).expect("a table").mapping();
    mapping.times = Times::Segments;
    let chosen = Preview::new(longer.as_bytes(), Some(&mapping)).expect("a table");
    assert_eq!(passings(&chosen.import, 0), ["5000 15:00", "10000 30:10"]);
    assert!(
        chosen.columns.iter().all(|c| c.reason != Reason::User),
        "no meaning was changed"
    );
}
