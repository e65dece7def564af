//! Files made to do harm: every reader gets every one of them, and takes memory in proportion to what it was given.
//!
//! One test only, as the memory of all threads of this program is counted.

mod fixtures;

use fixtures::Sample;
use homestraight::read::format::FORMATS;
use homestraight::read::open::read_bytes;
use homestraight::read::{OpenError, Progress};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's memory, counted.
struct Counting;

static USED: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: both calls are passed on as they are.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let used = USED.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(used, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static MEMORY: Counting = Counting;

/// The bytes that some work takes at most, beyond what there was.
fn peak(work: impl FnOnce()) -> usize {
    let before = USED.load(Relaxed);
    MOST.store(before, Relaxed);
    work();
    MOST.load(Relaxed).saturating_sub(before)
}

/// Bytes of each file, about.
const SIZE: usize = 64 << 10;
/// What any file may take, and what each byte of one may: lines of one letter are the worst, each a row with its cells.
const LEAST: usize = 8 << 20;
const PER_BYTE: usize = 512;

fn filled(piece: &str) -> Vec<u8> {
    piece.repeat(SIZE / piece.len()).into_bytes()
}

/// Contents that are of no format, or only begin as one.
fn contents() -> Vec<(&'static str, Vec<u8>)> {
    let noise = (0..SIZE as u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8);
    vec![
        ("noise", noise.collect()),
        ("zeros", vec![0; SIZE]),
        ("no UTF-8", vec![0xff; SIZE]),
        (
            "half a UTF-16",
            [b"\xff\xfe".to_vec(), b"<\0".repeat(SIZE / 2), vec![0xd8]].concat(),
        ),
        ("one number", filled("9")),
        ("one word", filled("a")),
        ("one line", filled("Name Time ")),
        ("empty lines", filled("\n")),
        ("short lines", filled("a\n")),
        ("columns of commas", filled(",")),
        ("columns of tabs", filled("a\t")),
        ("columns of semicolons", filled("1;")),
        ("quotes", filled("\"")),
        ("quoted quotes", filled("\"\"\"\n,")),
        ("arrays", filled("[")),
        ("objects", filled("{\"a\":")),
        ("arrays of empty objects", filled("[{},")),
        ("structs", filled("(a:")),
        ("options", filled("Some(")),
        ("comments", filled("/*")),
        ("elements", filled("<a>")),
        ("tables", filled("<table><tr><td>")),
        ("attributes", [b"<a ".to_vec(), filled("a=\"\" ")].concat()),
        ("entities", filled("&amp;")),
        ("rows of rules", filled("=====\n")),
        ("escapes", filled("\\u0022\\")),
    ]
}

/// What is put into the middle of a file.
fn insertions() -> Vec<(&'static str, Vec<u8>)> {
    let names = [
        "zeros",
        "no UTF-8",
        "one number",
        "one word",
        "one line",
        "short lines",
        "columns of commas",
        "columns of tabs",
        "columns of semicolons",
        "arrays",
        "objects",
        "structs",
        "options",
        "elements",
        "attributes",
        "escapes",
    ];
    contents()
        .into_iter()
        .filter(|(name, _)| names.contains(name))
        .collect()
}

/// Ten entities of ten, ten deep, and a use of the last in place of every number.
fn entity_bomb(sample: &Sample) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(&sample.bytes).ok()?;
    let (start, rest) = text.split_once("?>")?;
    let mut bomb = format!("{start}?>\n<!DOCTYPE x [<!ENTITY a0 \"aaaaaaaaaa\">");
    for depth in 1..=9 {
        let inner = format!("&a{};", depth - 1).repeat(10);
        bomb += &format!("<!ENTITY a{depth} \"{inner}\">");
    }
    bomb += "]>";
    for part in rest.split_inclusive(|c: char| c.is_ascii_digit()) {
        bomb += part.trim_end_matches(|c: char| c.is_ascii_digit());
        bomb += if part.ends_with(|c: char| c.is_ascii_digit()) {
            "&a9;"
        } else {
            ""
        };
    }
    Some(bomb.into_bytes())
}

/// Each line of a file many times over.
fn repetitions(sample: &Sample) -> Vec<Vec<u8>> {
    let lines: Vec<&[u8]> = sample.bytes.split_inclusive(|b| *b == b'\n').collect();
    let repeated = |at: usize| {
        let times = SIZE / 8 / lines[at].len();
        [
            lines[..at].concat(),
            lines[at].repeat(times.max(2)),
            lines[at..].concat(),
        ]
        .concat()
    };
    (0..lines.len()).map(repeated).collect()
}

/// Files of a format with one of its lists thirty thousand pieces long, each piece with its number for `%`: format, what
/// stands before, each piece, and what stands behind.
const LONG_LISTS: [(&str, &str, &str, &str); 14] = [
    (
        "opentrack",
        r#"{"discipline": "800", "positions": ["#,
        r#"{"rank": %, "perf": "1:50", "familyName": "A"},"#,
        "]}",
    ),
    (
        "opentrack",
        r#"{"performances": ["#,
        r#"{"athlete": {"name": "A"}, "performance": {"event": "%", "performance": "1"}},"#,
        "]}",
    ),
    (
        "opentrack",
        r#"{"discipline": "800", "positions": [{"rank": 1, "perf": "1:50", "bib": "1", "#,
        r#""k%": 1,"#,
        "}]}",
    ),
    (
        "world-athletics",
        r#"{"eventTitles": [{"events": [{"event": "800 Metres", "races": ["#,
        r#"{"results": [{"mark": "1:50"}]},"#,
        "]}]}]}",
    ),
    (
        "world-athletics",
        "{",
        r#""k%": {"phases": [{"units": [{"results": [{"mark": "1"}]}]}]},"#,
        "}",
    ),
    (
        "world-athletics",
        r#"{"Split times": ["#,
        r#"{"title": "Men's 50m", "detail": "", "data": [{"athlete": "A", "mark": "9"}]},"#,
        "]}",
    ),
    (
        "race-result",
        r##"{"data": {"#1_a": [["1"]]}, "DataFields": ["BIB", "##,
        r#""TIME%","#,
        "]}",
    ),
    (
        "race-result",
        r#"{"DataFields": ["BIB", "ID", "TIME1"], "data": {"#,
        r##""#1_%": [["1", "1", "1:00"]],"##,
        "}}",
    ),
    (
        "athlinks",
        r#"{"data": [{"intervals": [{"full": true, "distance": {"meters": 1}, "results": [{"id": 1, "chipTimeInMillis": 1}]},"#,
        r#"{"distance": {"metersFromStart": %}, "results": [{"id": %, "chipTimeInMillis": 1}]},"#,
        "]}]}",
    ),
    (
        "odf-xml",
        r#"<OdfBody DocumentType="DT_RESULT"><Competition><Result Result="9"><ExtendedResults>"#,
        r#"<ExtendedResult Code="INTERMEDIATE" Pos="%" Value="9"/>"#,
        "</ExtendedResults></Result></Competition></OdfBody>",
    ),
    ("lynx", "1,1,1,800m\n", "%,%,1,A,B,C,1:50.00\n", ""),
    ("fixed", "Place  Name         Time\n", "%      John Smith   17:10\n", ""),
    (
        "html-table",
        "<html><body><table><tr><th>Place<th>Name<th>Time",
        "<tr><td>%<td>John Smith<td>17:10",
        "</table>",
    ),
    (
        "html-table",
        "<html><body>",
        "<table><tr><th>Place<th>Name<th>Time<tr><td>%<td>John Smith<td>17:10</table>",
        "",
    ),
];

fn long_list((_, before, piece, behind): (&str, &str, &str, &str)) -> Vec<u8> {
    let pieces = (0..30_000).map(|n| piece.replace('%', &n.to_string()));
    [before.to_owned(), pieces.collect(), behind.to_owned()]
        .concat()
        .into_bytes()
}

/// Has a file read, and looks at the memory that this takes.
fn bounded(what: &str, sample: &Sample, bytes: &[u8]) {
    let mut rows = 0;
    let most = peak(|| rows = sample.read(bytes).rows.len());
    let (who, given) = (sample.format.name, bytes.len());
    assert!(rows <= given, "{what} as {who}: {rows} rows of {given} bytes");
    assert!(
        most <= LEAST + given * PER_BYTE,
        "{what} as {who}: {most} bytes of memory for {given}"
    );
}

#[test]
fn memory_is_in_proportion_to_the_file() {
    let samples = fixtures::fixtures();
    for (what, bytes) in contents() {
        for format in FORMATS {
            let sample = samples
                .iter()
                .find(|s| s.format.name == format.name)
                .expect("a fixture");
            bounded(what, sample, &bytes);
        }
    }
    for sample in &samples {
        for (what, piece) in insertions() {
            let (before, behind) = sample.bytes.split_at(sample.bytes.len() / 2);
            bounded(what, sample, &[before, &piece, behind].concat());
        }
        if let Some(bomb) = entity_bomb(sample) {
            bounded("entity bomb", sample, &bomb);
        }
        for repeated in repetitions(sample) {
            bounded("repeated line", sample, &repeated);
        }
    }
    for list in LONG_LISTS {
        let sample = samples.iter().find(|s| s.format.name == list.0).expect("a fixture");
        bounded("a long list", sample, &long_list(list));
    }
    a_line_of_200_mb_is_refused();
}

/// With and without a table above it.
fn a_line_of_200_mb_is_refused() {
    let mut line = vec![b'7'; 200 << 20];
    let refused = read_bytes("file", &line, &Progress::default());
    assert!(matches!(refused, Err(OpenError::NotRecognised { .. })));
    let table = b"Name,Time\nA B,3:50.0\nC D,";
    line[..table.len()].copy_from_slice(table);
    let mut rows = 0;
    let most = peak(|| rows = read_bytes("file", &line, &Progress::default()).map_or(0, |i| i.rows.len()));
    assert_eq!(rows, 1);
    assert!(most < 2 * line.len(), "{most} bytes of memory");
}
