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
const SIZE: usize = 256 << 10;

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

/// What stands inside of a file of the format, at one place of it.
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

/// Each line of a file many times over, as a column of equal lines and as one line.
fn repetitions(sample: &Sample) -> Vec<Vec<u8>> {
    let lines: Vec<&[u8]> = sample.bytes.split_inclusive(|b| *b == b'\n').collect();
    let repeated = |at: usize, line: Vec<u8>| {
        let times = (SIZE / 8 / line.len().max(1)).max(2);
        [lines[..at].concat(), line.repeat(times), lines[at..].concat()].concat()
    };
    let whole = (0..lines.len()).map(|at| repeated(at, lines[at].to_vec()));
    let joined = (0..lines.len()).map(|at| repeated(at, lines[at].trim_ascii_end().to_vec()));
    whole.chain(joined).collect()
}

/// Reads a content and counts.
fn bounded(what: &str, sample: &Sample, bytes: &[u8]) {
    let mut rows = 0;
    let t = std::time::Instant::now();
    let most = peak(|| rows = sample.read(bytes).rows.len());
    let allowed = (32 << 20) + 512 * bytes.len();
    let who = sample.format.name;
    if std::env::var_os("SHOW").is_some() {
        println!(
            "{} {who} {what} {} {} {}",
            most / bytes.len().max(1),
            most,
            bytes.len(),
            t.elapsed().as_millis()
        );
    }
    assert!(rows <= bytes.len(), "{what} as {who}: {rows} rows");
    assert!(
        most <= allowed,
        "{what} as {who}: {most} bytes of memory for {}",
        bytes.len()
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
            for part in 1..4 {
                let at = sample.bytes.len() * part / 4;
                let (before, behind) = sample.bytes.split_at(at);
                bounded(what, sample, &[before, &piece, behind].concat());
            }
        }
        if let Some(bomb) = entity_bomb(sample) {
            bounded("entity bomb", sample, &bomb);
        }
        for repeated in repetitions(sample) {
            bounded("repeated line", sample, &repeated);
        }
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
    assert!(most < 32 << 20, "{most} bytes of memory");
}
