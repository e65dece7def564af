//! Files that are no results, or broken ones: a clear message or findings, never a panic.

mod fixtures;

mod real_files;

use fixtures::Sample;
use homestraight::read::container::CONTAINERS;
use homestraight::read::format::FORMATS;
use homestraight::read::open::read_bytes;
use homestraight::read::{Folder, Folders, Import, OpenError, Progress, open};
use proptest::prelude::*;
use proptest::sample::Index;
use real_files::real_file;
use std::fs::File;
use std::path::Path;
use std::sync::LazyLock;

fn read(bytes: &[u8]) -> Result<Import, OpenError> {
    read_bytes("file", bytes, &Progress::default())
}

fn refused(bytes: &[u8]) -> bool {
    matches!(read(bytes), Err(OpenError::NotRecognised { .. }))
}

#[test]
fn what_is_no_table_is_refused() {
    let noise: Vec<u8> = (0..200_000u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    assert!(refused(&noise), "noise");
    assert!(
        refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"),
        "a picture"
    );
    for text in [
        "<html><body><table><tr><td>Name,Time</td></tr></table></body></html>",
        "<?xml version=\"1.0\"?><ResultList><Name>a,b</Name></ResultList>",
        "{\"name\": \"a\", \"time\": \"3:28.32\"}",
        "[{\"name\": \"a\", \"time\": \"3:28.32\"}]",
        "The race was fast, and the time was good.\nKerr, who was third, said so.\nNobody, he said, expected it.\n",
        "one word",
        "%PDF-1.7\nname,time\n",
    ] {
        assert!(refused(text.as_bytes()), "{text}");
    }
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let open_it = |path: &Path| open(path, &Folders::default(), &Progress::default()).map_err(|e| e.to_string());
    let message = |path: &Path| open_it(path).expect_err("not readable");
    assert!(message(folder.path()).contains("is a folder"));
    assert!(message(&folder.path().join("none.csv")).contains("cannot be opened"));
    let empty = folder.path().join("empty.csv");
    File::create(&empty).expect("a file");
    assert!(message(&empty).contains("is empty"));
    let sparse = folder.path().join("sparse.csv");
    for (bytes, expected) in [(5u64 << 30, "up to 4 GiB"), (3 << 30, "not a result file")] {
        File::create(&sparse)
            .and_then(|f| f.set_len(bytes))
            .expect("a sparse file");
        assert!(message(&sparse).contains(expected));
    }
}

#[test]
fn endless_lines_and_columns_end() {
    let line = "a,".repeat(1 << 20);
    assert!(refused(line.as_bytes()));
    let wide = format!(
        "Name,Time,{}\nA B,3:50.0,{}\n",
        "x,".repeat(20_000),
        "1,".repeat(20_000)
    );
    let import = read(wide.as_bytes()).map(|i| i.rows.len());
    assert!(matches!(import, Ok(1) | Err(OpenError::NotRecognised { .. })));
    let long_row = format!("Name,Time\nA B,3:50.0\nC D,{}\nE F,3:51.0\n", "9".repeat(8 << 20));
    let import = read(long_row.as_bytes()).expect("a table");
    assert_eq!(import.rows.len(), 2, "a record of 8 MiB is passed over");
    assert_eq!(import.findings.counts(), [("record-too-long", 1)]);
    assert_eq!(import.rows.line, [2, 4]);
    let open_quote = format!("Name,Time\n\"A B,3:50.0\n{}", "C D,3:51.0\n".repeat(100_000));
    let import = read(open_quote.as_bytes()).expect("a table");
    assert_eq!(import.rows.len(), 100_001);
    assert_eq!(import.findings.counts(), [("bad-quotes", 1)]);
}

#[test]
fn a_cancelled_reading_says_so() {
    let table = format!("Name,Time\n{}", "C D,3:51.0\n".repeat(1000));
    let progress = Progress::default();
    progress.cancel();
    let cancelled = read_bytes("file", table.as_bytes(), &progress);
    assert!(matches!(cancelled, Err(OpenError::Cancelled { .. })));
}

/// Tables of kinds that the fixtures have not.
const TABLES: [(&str, &str); 3] = [
    (
        "splits.csv",
        "meet,event,sex,date,round,athlete,nation,distance_m,cumulative_time,precision_s,position,position_basis,kind,source\n\
         M,1500m,M,1980-08-01,final,A B,GBR,400,1:01.6,0.1,=1,as reported,measured,s\n\
         M,1500m,M,1980-08-01,final,A B,GBR,1500,3:38.40,0.01,1,official,measured,s\n",
    ),
    (
        "list.csv",
        "\"\",Rank,Mark,Competitor,DOB,Nat,Pos,Venue,Date\n0,1,3:26.00h,A B,14 SEP 1974,MAR,1f1,\"Roma, x\",14 JUL 1998\n",
    ),
    (
        "marathon.csv",
        "10k,name,half,official,bib,40k\n32.58,\"J, R\",69.47,138.95,F1,132.10\n17.37,Y,39.72,85.25,W1,80.43\n",
    ),
];

/// Everything that is changed: the fixtures, the tables and the beginnings of the real files.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let csv = FORMATS.iter().find(|f| f.name == "csv").expect("tables");
    let tables = TABLES.iter().map(|(name, text)| Sample {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        format: csv,
        folder: Folder::default(),
    });
    let made_up = fixtures::fixtures().into_iter().chain(tables);
    made_up.chain(real_files()).collect()
});

/// The beginnings of the real files; none where they are not beside the project.
fn real_files() -> Vec<Sample> {
    let folder = real_file("data");
    folder.map_or(Vec::new(), |folder| fixtures::samples(&folder, 8 << 10))
}

#[test]
fn every_format_has_a_fixture() {
    let samples = fixtures::fixtures();
    for format in FORMATS {
        let has_one = samples.iter().any(|s| s.format.name == format.name);
        assert!(has_one, "no file in tests/fixtures is {}", format.label);
    }
}

#[test]
fn every_format_has_a_fuzz_target() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml");
    let targets = std::fs::read_to_string(manifest).expect("the fuzz targets");
    let formats = FORMATS.iter().map(|f| f.name);
    for name in formats.chain(CONTAINERS.iter().map(|c| c.name)) {
        assert!(targets.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

#[test]
fn fixtures_cut_anywhere_do_no_harm() {
    for sample in fixtures::fixtures() {
        let whole = sample.read(&sample.bytes).rows.len();
        for end in 0..sample.bytes.len() {
            let rows = sample.read(&sample.bytes[..end]).rows.len();
            assert!(rows <= whole, "{} cut at {end}: {rows} of {whole} rows", sample.name);
        }
    }
}

#[test]
fn every_reader_bears_what_others_read() {
    for sample in SAMPLES.iter() {
        for format in FORMATS {
            let import = sample.read_as(format, &sample.bytes);
            assert!(
                import.rows.len() <= sample.bytes.len(),
                "{} as {}",
                sample.name,
                format.name
            );
        }
    }
}

#[test]
fn numbers_beyond_every_range_are_borne() {
    let numbers = [
        "18446744073709551616",
        "4294967295",
        "-32769",
        "0",
        "1e400",
        "0.00000000001",
    ];
    for sample in fixtures::fixtures() {
        let is_digit = |at: usize| sample.bytes.get(at).is_some_and(u8::is_ascii_digit);
        let starts = (0..sample.bytes.len()).filter(|at| is_digit(*at) && (*at == 0 || !is_digit(*at - 1)));
        for start in starts {
            let end = (start..).find(|at| !is_digit(*at)).unwrap_or(start);
            for number in numbers {
                sample.read(&[&sample.bytes[..start], number.as_bytes(), &sample.bytes[end..]].concat());
            }
        }
    }
}

/// What is put into a file: what some reader has a meaning for, and bytes that are no text.
const PIECES: [&[u8]; 24] = [
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xc3",
    b"\"",
    b"'",
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n\n",
    b"<",
    b"</",
    b"<!--",
    b"]]>",
    b"&#0;",
    b"{",
    b"[",
    b"(",
    b"}])",
    b"\\",
    b"99999999999999999999",
    b":-:",
    "\u{202e}\u{1f3c3}\u{301}".as_bytes(),
];

fn a_change() -> impl Strategy<Value = (Index, Index, Index, u8)> {
    (any::<Index>(), any::<Index>(), any::<Index>(), any::<u8>())
}

/// A byte, a piece put in or in the place of others, or a stretch repeated elsewhere.
fn change(bytes: &mut Vec<u8>, (at, to, piece, byte): (Index, Index, Index, u8)) {
    let [at, to] = [at, to].map(|i| i.index(bytes.len() + 1));
    match byte % 4 {
        0 => {
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
        }
        1 => drop(bytes.splice(at..at, piece.get(&PIECES).iter().copied())),
        2 => drop(bytes.splice(
            at..(at + usize::from(byte)).min(bytes.len()),
            piece.get(&PIECES).iter().copied(),
        )),
        _ => {
            let repeated = bytes[at.min(to)..at.max(to)].to_vec();
            let before = piece.index(bytes.len() + 1);
            bytes.splice(before..before, repeated);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_files_never_panic(
        sample in any::<Index>(),
        changes in prop::collection::vec(a_change(), 1..8),
        cut in any::<Index>(),
        truncate in any::<bool>(),
    ) {
        let sample = sample.get(&SAMPLES);
        let mut bytes = sample.bytes.clone();
        changes.into_iter().for_each(|c| change(&mut bytes, c));
        if truncate {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        let import = sample.read(&bytes);
        prop_assert!(import.rows.len() <= bytes.len());
        if let Ok(import) = read_bytes(&sample.name, &bytes, &Progress::default()) {
            prop_assert!(import.rows.len() <= bytes.len());
        }
    }
}
