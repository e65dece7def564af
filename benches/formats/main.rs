//! How fast each format is read, in bytes of made-up files, and a folder of 2,000 small files: `cargo bench --bench formats`.
//! The reader of tables uses all cores that it may: `taskset -c 0` shows one.

mod people;
mod texts;
mod trees;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use flate2::Compression;
use flate2::write::GzEncoder;
use homestraight::model::Severity;
use homestraight::read::format::{FORMATS, Head, Input, recognise};
use homestraight::read::open::read_bytes;
use homestraight::read::wanted::files_in;
use homestraight::read::{Folder, Folders, Import, Progress, open, ron};
use rayon::prelude::*;
use rust_xlsxwriter::Workbook;
use std::hint::black_box;
use std::io::{Cursor, Write as _};
use std::path::Path;

/// What a text is made of, so that its parser alone can be measured beside the reader.
#[derive(Clone, Copy, PartialEq)]
enum Made {
    Lines,
    Xml,
    Json,
}

/// A format, the name of a file of it, what that is made of, and what writes it.
type File = (&'static str, &'static str, Made, fn() -> String);

const FILES: [File; 20] = [
    ("csv", "results.csv", Made::Lines, texts::csv),
    ("fixed", "results.txt", Made::Lines, texts::fixed),
    ("html-table", "results.html", Made::Lines, texts::html_table),
    ("hytek", "results.htm", Made::Lines, texts::hytek),
    ("hytek-export", "results.txt", Made::Lines, texts::hytek_export),
    ("lynx", "007-1-02.lif", Made::Lines, texts::lynx),
    ("lynx-start-list", "lynx.evt", Made::Lines, texts::lynx_start_list),
    ("lynx-people", "lynx.ppl", Made::Lines, texts::lynx_people),
    ("oe-csv", "splits.csv", Made::Lines, texts::oe),
    ("swim", "meet.hy3", Made::Lines, texts::hy3),
    ("swim", "meet.cl2", Made::Lines, texts::cl2),
    ("iof-xml", "results.xml", Made::Xml, trees::iof),
    ("lenex", "meet.lef", Made::Xml, trees::lenex),
    ("odf-xml", "message.xml", Made::Xml, trees::odf),
    ("opentrack", "race.json", Made::Json, trees::opentrack),
    ("world-athletics", "2021_1.json", Made::Json, trees::world_athletics),
    ("race-result", "list.json", Made::Json, trees::race_result),
    ("athlinks", "results.json", Made::Json, trees::athlinks),
    ("ron", "meet.ron", Made::Lines, || ron::write(&table())),
    ("json", "meet.json", Made::Json, || ron::json::write(&table())),
];

/// The made-up table as an import.
fn table() -> Import {
    read_bytes("results.csv", texts::csv().as_bytes(), &Progress::default()).expect("a table")
}

fn read_every_format(c: &mut Criterion) {
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread");
    for (name, file, made, write) in FILES {
        let text = write();
        let bytes = text.as_bytes();
        let format = FORMATS.iter().find(|f| f.name == name).expect("a format");
        let head = Head {
            name: file,
            bytes: &bytes[..bytes.len().min(64 << 10)],
        };
        assert_eq!(recognise(head).map(|(f, _)| f.name), Some(name), "{file}");
        let folder = Folder::default();
        let input = Input {
            name: file,
            bytes,
            folder: &folder,
            mappings: &[],
        };
        let import = (format.read)(input, &Progress::default());
        let read = import.rows.len() + import.passings.len() + import.athletes.len();
        assert!(read > bytes.len() / 1000, "{file}: {read} rows, passings and athletes");
        let defect = import.findings.kept().iter().find(|f| f.severity != Severity::Note);
        assert!(defect.is_none(), "{file}: {defect:?}");
        let mut group = c.benchmark_group("read");
        measured(&mut group, bytes.len());
        group.bench_function(format!("{name} {file}"), |b| {
            b.iter(|| one.install(|| black_box((format.read)(input, &Progress::default()))));
        });
        match made {
            Made::Lines => {}
            Made::Xml => {
                group.bench_function(format!("{name} {file}, quick-xml alone"), |b| {
                    b.iter(|| xml_events(&text))
                });
            }
            Made::Json => {
                group.bench_function(format!("{name} {file}, serde_json alone"), |b| {
                    b.iter(|| black_box(serde_json::from_str::<serde_json::Value>(&text).is_ok()));
                });
            }
        }
        group.finish();
    }
}

fn measured(group: &mut BenchmarkGroup<'_, WallTime>, bytes: usize) {
    group.sample_size(10);
    group.throughput(Throughput::Bytes(bytes as u64));
}

fn xml_events(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut events = 0;
    while !matches!(
        black_box(reader.read_event()),
        Ok(quick_xml::events::Event::Eof) | Err(_)
    ) {
        events += 1;
    }
    events
}

/// Tables in containers; the bytes are those of the table as text.
fn open_containers(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = texts::csv();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes()).expect("written");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("results.csv", zip::write::SimpleFileOptions::default())
        .expect("an entry");
    zip.write_all(text.as_bytes()).expect("written");
    let mut group = c.benchmark_group("open");
    measured(&mut group, text.len());
    for (name, content) in [
        ("results.csv", text.clone().into_bytes()),
        ("results.csv.gz", gzip.finish().expect("a file")),
        ("results.zip", zip.finish().expect("a file").into_inner()),
        ("results.xlsx", workbook(&text)),
        ("results.ods", spreadsheet(&text)),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("written");
        assert!(rows_of(&path) > 10_000, "{name}");
        group.bench_function(name, |b| b.iter(|| rows_of(&path)));
    }
    group.finish();
}

fn rows_of(path: &Path) -> usize {
    let imports = open(path, &Folders::default(), &Progress::default()).expect("results");
    imports.iter().map(|i| i.rows.len()).sum()
}

fn workbook(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell.trim_matches('"')).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn spreadsheet(text: &str) -> Vec<u8> {
    let mut rows = String::new();
    for line in text.lines() {
        rows += "<table:table-row>";
        for cell in line.split(',') {
            let cell = cell.trim_matches('"').replace('&', "&amp;");
            rows +=
                &format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>");
        }
        rows += "</table:table-row>";
    }
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Results\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    for (name, content) in [("mimetype", mimetype), ("content.xml", content.as_str())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}

/// A meet of 2,000 races, each in a file of its own, beside its start lists; on all cores.
fn open_a_folder(c: &mut Criterion) {
    const RACES: usize = 2000;
    let folder = tempfile::tempdir().expect("a folder");
    let rows = texts::lynx();
    let (_, rows) = rows.split_once('\n').expect("a header");
    let rows: Vec<&str> = rows.lines().collect();
    for (race, rows) in (1..=RACES).zip(rows.chunks(8).cycle()) {
        let text = format!("{race},1,1,Girls 1500m,,,,,,1500,14:05:09.1234\n{}\n", rows.join("\n"));
        std::fs::write(folder.path().join(format!("{race:04}-1-01.lif")), text).expect("written");
    }
    std::fs::write(folder.path().join("lynx.evt"), texts::lynx_start_list()).expect("written");
    let mut group = c.benchmark_group("folder");
    group.sample_size(10);
    group.bench_function("2,000 .lif", |b| {
        b.iter(|| {
            let folders = Folders::default();
            let files = files_in(&[folder.path().to_owned()]);
            let read = |file: &homestraight::read::Wanted| open(&file.path, &folders, &Progress::default());
            let imports: Vec<_> = files.par_iter().map(read).filter_map(Result::ok).collect();
            assert!(imports.len() > RACES);
        });
    });
    group.finish();
}

criterion_group!(benches, read_every_format, open_containers, open_a_folder);
criterion_main!(benches);
