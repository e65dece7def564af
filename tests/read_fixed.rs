//! Space-aligned text results: own fixtures, and the real files beside the project when they are there. Expected figures of
//! real files are those of their SOURCES.md.

mod real_files;

use homestraight::model::Status;
use homestraight::read::open::read_bytes;
use homestraight::read::{Import, Progress};
use proptest::prelude::*;
use real_files::real_file;
use std::path::Path;

const TEXT: &str = "\
                     HARBOUR MILE AND 15 KM
          Porthaven, XX     Sunday, June 2, 2024     9:00 AM
Place Bib   Name                   Age S 1st 5k  2nd 5k  3rd 5k  10k     Guntime Nettime
    1   489 Al Berg                 31 M   16:49   15:56   15:02   32:45   47:47   47:46
    2     3 Bea van Cole             7 F   17:00   16:00   15:10   33:00   48:10   48:01
    3  1470 Cy Dahl                 30 M                   15:59             49:05   49:05

                                        Page 2
Place Bib   Name                   Age S 1st 5k  2nd 5k  3rd 5k  10k     Guntime Nettime
    4     5 Di Ek                   31 F   17:49   17:20   17:11   35:09   52:20   52:20
   DQ    77 Ed Falk                    M                                     DQ
";

fn read(name: &str, text: &[u8]) -> Import {
    read_bytes(name, text, &Progress::default()).expect("a table")
}

fn shared(name: &str) -> Option<Import> {
    let path = real_file(Path::new("data/fixed-width-text").join(name))?;
    let bytes = std::fs::read(&path).expect("a file");
    Some(read(name, &bytes))
}

fn name(import: &Import, row: usize) -> &str {
    import.text(import.athletes[import.rows.athlete[row] as usize].name)
}

fn mark(import: &Import, row: usize) -> String {
    import.rows.packed_mark(row).to_string()
}

/// The passings of a row as `metres time`.
fn passings(import: &Import, row: usize) -> Vec<String> {
    let markers = &import.markers[import.races[import.rows.race[row] as usize].markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    of_row
        .filter_map(|p| Some(format!("{} {}", markers[p.marker()] / 1000, p.time()?)))
        .collect()
}

#[test]
fn columns_are_read_with_their_holes_and_pages() {
    let import = read("mile.txt", TEXT.as_bytes());
    assert_eq!(import.source.format, "fixed");
    assert_eq!((import.races.len(), import.rows.len()), (1, 5));
    assert_eq!(import.races[0].event.distance_mm, 15_000_000);
    assert_eq!(
        import.races[0].date.map(|d| d.to_string()).as_deref(),
        Some("2024-06-02")
    );
    assert_eq!(import.rows.line, [4, 5, 6, 10, 11]);
    assert_eq!(
        (name(&import, 1), mark(&import, 1), import.rows.age[1]),
        ("Bea van Cole", "48:10".into(), 7)
    );
    // 16:49 + 15:56 = 32:45
    assert_eq!(passings(&import, 0), ["5000 16:49", "10000 32:45"]);
    assert!(
        passings(&import, 2).is_empty(),
        "a hole moves nothing: the last 5 km are no passing"
    );
    assert_eq!(import.rows.status[4], Status::Dq);
}

#[test]
fn the_same_table_in_a_page_has_the_lines_of_the_page() {
    let page = format!("<HTML><HEAD><TITLE>Results</TITLE></HEAD>\n<BODY>\n<PRE>\n{TEXT}</PRE></BODY></HTML>\n");
    let import = read("mile.htm", page.as_bytes());
    assert_eq!(import.rows.line, [7, 8, 9, 13, 14]);
    assert_eq!((import.rows.len(), name(&import, 3)), (5, "Di Ek"));
}

#[test]
fn lines_without_captions_are_places_names_and_times() {
    let text = "FUN RUN\n\n 1. Al Berg (1)            48:43\n 1. Bea Cole (1)           48:43\n 3. Cy Dahl                50:01\n";
    let import = read("fun.txt", text.as_bytes());
    assert_eq!((import.rows.len(), import.rows.place.as_slice()), (3, &[1, 1, 3][..]));
    assert_eq!((mark(&import, 2), import.rows.line[2]), ("50:01".into(), 5));
    assert!(
        import
            .findings
            .kept()
            .iter()
            .any(|f| f.code == "no-header" && f.line == 3)
    );
}

#[test]
fn a_road_race_with_laps_and_passings() {
    let Some(import) = shared("2017stockade.txt") else {
        return;
    };
    assert_eq!(import.rows.len(), 1482);
    // 9 miles are 14,484.096 m; the finish is that of the last 5 km
    assert_eq!(passings(&import, 0), ["5000 16:49", "10000 32:44", "14484 46:24"]);
    assert_eq!(
        (mark(&import, 0), import.races[0].event.distance_mm),
        ("47:47".into(), 15_000_000)
    );
    let of_place = |place: u32| import.rows.place.iter().position(|p| *p == place).expect("a row");
    // rows with holes: only the values that stand there
    assert_eq!(passings(&import, of_place(20)), ["10000 36:56", "14484 53:08"]);
    assert!(passings(&import, of_place(221)).is_empty() && passings(&import, of_place(1161)).is_empty());
    assert_eq!(passings(&import, of_place(1406)), ["10000 1:00:19", "14484 1:48:58"]);
    assert!(
        import
            .findings
            .counts()
            .iter()
            .all(|(code, _)| *code != "stretch-disagrees")
    );
}

#[test]
fn other_lists_have_the_figures_of_their_sources() {
    let expected: [(&str, usize, &str, &str, &str, &str); 3] = [
        (
            "LaborDay5k.txt",
            108,
            "Ramon Dominguez",
            "17:10",
            "Nancy Johnston",
            "49:45",
        ),
        (
            "Mar2_BlackC_set1.shtml",
            682,
            "COLMAN HATTON",
            "52:16.2",
            "CAREY DOUGLAS",
            "3:26:32.4",
        ),
        ("baystate.shtml", 10, "Dan Chebot", "15:57", "Benjamin Pollak", "18:23"),
    ];
    for (file, rows, first, first_mark, last, last_mark) in expected {
        let Some(import) = shared(file) else { continue };
        assert_eq!((import.races.len(), import.rows.len()), (1, rows), "{file}");
        assert_eq!(
            (name(&import, 0), mark(&import, 0).as_str()),
            (first, first_mark),
            "{file}"
        );
        let last_row = (0..rows).rfind(|r| import.rows.place[*r] > 0).expect("a place");
        assert_eq!(
            (name(&import, last_row), mark(&import, last_row).as_str()),
            (last, last_mark),
            "{file}"
        );
    }
    if let Some(import) = shared("Mar2_BlackC_set1.shtml") {
        // 679 placed and three disqualified
        let disqualified = import.rows.status.iter().filter(|s| **s == Status::Dq).count();
        assert_eq!(
            (disqualified, import.races[0].event.to_string().as_str()),
            (3, "10 miles")
        );
    }
}

#[test]
fn a_text_cut_at_any_byte_is_read_as_far_as_it_goes() {
    for end in 1..TEXT.len() {
        let _ = read_bytes("cut.txt", &TEXT.as_bytes()[..end], &Progress::default());
    }
}

#[test]
fn a_bare_number_among_the_captions_is_no_stretch_of_itself() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes[137] = b'1';
    // a caption of the second page is damaged: the list goes on
    let import = read("odd.txt", &bytes);
    assert_eq!((import.races.len(), import.rows.len()), (1, 5));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn odd_bytes_never_stop_the_reader(at in 0..TEXT.len(), byte: u8, page: bool) {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes[at] = byte;
        if page {
            bytes = [b"<html><pre>".as_slice(), &bytes, b"</pre>"].concat();
        }
        let _ = read_bytes("odd.txt", &bytes, &Progress::default());
    }
}

const LISTS: &str = "\
                 HARBOUR RACES
          Porthaven, XX     Sunday, June 2, 2024
                 5K OVERALL RUN
Place Bib   Name                   Age Time
    1   489 Al Berg                 31 16:49
    2     3 Bea van Cole            27 17:00
    3    14 Cy Dahl                 30 17:10

Plaec Bib   Name                   Age Time
    4     5 Di Ek                   31 17:49
    5    77 Ed Falk                 44 18:00

                 MALE 30-39
Place Bib   Name                   Age Time
    1   489 Al Berg                 31 16:49
    2    14 Cy Dahl                 30 17:10

                 10K WOMEN
Place Bib   Name             Team        Time
    1   801 Flo Gard         Harbour AC  36:49
    2   803 Ha Iver                      37:00

                 10K MEN
    1   802 Jo Kerr          Harbour AC  33:49
    2   803 Lo Mann          Town RC     34:00
";

#[test]
fn every_list_is_read_and_rows_that_repeat_are_counted_once() {
    let import = read("races.txt", LISTS.as_bytes());
    let races: Vec<String> = import
        .races
        .iter()
        .map(|r| format!("{} | {}", r.event, import.text(r.title)))
        .collect();
    assert_eq!(
        races,
        [
            "5 km | 5K OVERALL RUN",
            "women 10 km | 10K WOMEN",
            "men 10 km | 10K MEN"
        ]
    );
    assert_eq!(import.rows.race, [0, 0, 0, 0, 0, 1, 1, 2, 2]);
    assert_eq!(import.rows.place, [1, 2, 3, 4, 5, 1, 2, 1, 2]);
    assert_eq!(import.rows.line, [5, 6, 7, 10, 11, 20, 21, 24, 25]);
    assert_eq!(
        (name(&import, 6), mark(&import, 6), import.text(import.rows.team[8])),
        ("Ha Iver", "37:00".into(), "Town RC")
    );
    assert!(
        import.meets.iter().all(|m| import.text(m.name) == "HARBOUR RACES"),
        "{:?}",
        import.meets.len()
    );
    assert!(
        import
            .races
            .iter()
            .all(|r| r.date.map(|d| d.to_string()).as_deref() == Some("2024-06-02"))
    );
    assert_eq!(
        import.findings.counts().iter().find(|c| c.0 == "repeated-rows"),
        Some(&("repeated-rows", 1))
    );
}
