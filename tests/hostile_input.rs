//! Files that are no results, or broken ones: a clear message or findings, never a panic.

use homestraight::read::open::read_bytes;
use homestraight::read::{Folders, Import, OpenError, Progress, open};
use proptest::prelude::*;
use std::fs::File;
use std::path::Path;

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

const TABLES: [&str; 4] = [
    include_str!("fixtures/segments.csv"),
    "meet,event,sex,date,round,athlete,nation,distance_m,cumulative_time,precision_s,position,position_basis,kind,source\n\
     M,1500m,M,1980-08-01,final,A B,GBR,400,1:01.6,0.1,=1,as reported,measured,s\n\
     M,1500m,M,1980-08-01,final,A B,GBR,1500,3:38.40,0.01,1,official,measured,s\n",
    "\"\",Rank,Mark,Competitor,DOB,Nat,Pos,Venue,Date\n0,1,3:26.00h,A B,14 SEP 1974,MAR,1f1,\"Roma, x\",14 JUL 1998\n",
    "10k,name,half,official,bib,40k\n32.58,\"J, R\",69.47,138.95,F1,132.10\n17.37,Y,39.72,85.25,W1,80.43\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_bytes_never_panic(
        table in 0..TABLES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        truncate in any::<bool>(),
    ) {
        let mut bytes = TABLES[table].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if truncate {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(import) = read(&bytes) {
            prop_assert!(import.rows.len() <= bytes.len());
        }
    }
}
