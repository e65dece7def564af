//! Files that hold files: zip, gzip and workbooks made here, hostile ones among them, and the real ones beside the project.

mod real_files;

use flate2::Compression;
use flate2::write::GzEncoder;
use homestraight::model::{Severity, Status};
use homestraight::read::{Folders, Import, OpenError, Progress, open};
use proptest::prelude::*;
use real_files::real_file;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const HEAT: &str = "Place,Name,Nation,Time\n1,Ada Quick,GBR,4:10.25\n2,Bea Steady,IRL,4:12.50\n";

fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(files, CompressionMethod::Deflated)
}

fn zip_with(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in files {
        writer.start_file(*name, options).expect("an entry");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzip_of(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("written");
    encoder.finish().expect("a member")
}

/// Writes a file and opens it.
fn opened(name: &str, content: &[u8]) -> (PathBuf, Result<Vec<Import>, OpenError>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("written");
    let result = open(&path, &Folders::default(), &Progress::default());
    (path, result)
}

fn read(name: &str, content: &[u8]) -> Vec<Import> {
    opened(name, content).1.expect("a file that can be read")
}

fn refused(name: &str, content: &[u8]) -> String {
    opened(name, content).1.expect_err("nothing to read").to_string()
}

fn codes(import: &Import) -> Vec<&str> {
    import.findings.counts().iter().map(|(code, _)| *code).collect()
}

/// The part of the path behind the file.
fn inside(import: &Import) -> &str {
    import.source.path.strip_prefix(&import.source.file).unwrap_or_default()
}

fn marks(import: &Import) -> Vec<String> {
    (0..import.rows.len())
        .map(|row| import.rows.packed_mark(row).to_string())
        .collect()
}

#[test]
fn the_files_of_a_zip_are_read_as_files() {
    let archive = zip_of(&[
        ("day 1/", b""),
        ("day 1/heat 1 1500m women.csv", HEAT.as_bytes()),
        ("../../heat2.csv", HEAT.as_bytes()),
        ("readme.txt", b"The meet was held in the rain.\n"),
        ("__MACOSX/._heat2.csv", b"\0\x05\x16\x07"),
    ]);
    let (path, result) = opened("meet.zip", &archive);
    let imports = result.expect("an archive");
    let (whole, parts) = imports.split_first().expect("the file itself");
    assert_eq!((whole.source.format, whole.rows.len()), ("zip", 0));
    assert_eq!(whole.source.reason, "zip archive of 3 files");
    assert_eq!(whole.source.bytes, archive.len() as u64);
    assert_eq!(codes(whole), ["part-not-recognised"]);
    let note = &whole.findings.kept()[0];
    assert_eq!((note.severity, note.found.as_str()), (Severity::Note, "\"readme.txt\""));
    let names: Vec<&str> = parts.iter().map(inside).collect();
    assert_eq!(names, ["/day 1/heat 1 1500m women.csv", "/heat2.csv"]);
    for part in parts {
        assert_eq!(Path::new(&part.source.file), path);
        assert!(part.is_part() && part.source.format == "csv");
        assert_eq!(marks(part), ["4:10.25", "4:12.50"]);
    }
    assert_eq!(
        parts[0].races[0].event.to_string(),
        "women 1500 m",
        "from the part's name"
    );
}

#[test]
fn a_part_has_the_event_that_its_file_names() {
    let imports = read("women 1500m.zip", &zip_of(&[("heat.csv", HEAT.as_bytes())]));
    assert_eq!(imports[1].races[0].event.to_string(), "women 1500 m");
}

#[test]
fn archives_lie_in_archives_three_deep() {
    let heat = gzip_of(HEAT.as_bytes());
    let second = zip_of(&[("heat.csv.gz", &heat)]);
    let first = zip_of(&[("2.zip", &second)]);
    let imports = read("1.zip", &first);
    assert_eq!(inside(&imports[1]), "/2.zip/heat.csv.gz/heat.csv");
    assert_eq!(imports[1].rows.len(), 2);
    let deeper = zip_of(&[("1.zip", &first), ("heat.csv", HEAT.as_bytes())]);
    let imports = read("0.zip", &deeper);
    assert_eq!(codes(&imports[0]), ["nested-too-deep"]);
    assert_eq!(imports.len(), 2, "the other part is read");
}

#[test]
fn an_archive_without_results_is_not_recognised() {
    let message = refused("pictures.zip", &zip_of(&[("a.png", b"\x89PNG\r\n\x1a\n")]));
    assert!(message.contains("is not a result file"), "{message}");
    assert!(refused("empty.zip", &zip_of(&[])).contains("is not a result file"));
}

#[test]
fn bombs_are_refused() {
    // zeros deflate to about 1/1030 of their size
    let zeros = vec![0u8; 100 << 20];
    let bomb = zip_of(&[("zeros.csv", &zeros)]);
    assert!((bomb.len() as u64) < zeros.len() as u64 / 1000);
    assert!(refused("bomb.zip", &bomb).contains("unpacks to more"));
    let gzip = gzip_of(&zeros);
    assert!(refused("bomb.csv.gz", &gzip).contains("unpacks to more"));
    let nested = zip_of(&[("bomb.zip", &bomb)]);
    assert!(refused("nested.zip", &nested).contains("unpacks to more"));
    let with_heat = zip_of(&[("bomb.zip", &bomb), ("heat.csv", HEAT.as_bytes())]);
    assert_eq!(opened("both.zip", &with_heat).1.map(|i| i.len()).unwrap_or(0), 0);
    let heat_first = zip_of(&[("heat.csv", HEAT.as_bytes()), ("bomb.zip", &bomb)]);
    let imports = read("both.zip", &heat_first);
    assert_eq!((imports.len(), codes(&imports[0])), (2, vec!["unpacks-to-too-much"]));
}

/// An archive with one stored file that its directory lists several times.
fn overlapping(times: u16) -> Vec<u8> {
    let archive = zip_with(&[("a.csv", HEAT.as_bytes())], CompressionMethod::Stored);
    let find = |magic: &[u8]| archive.windows(4).position(|w| w == magic).expect("a record");
    let (directory, end) = (find(b"PK\x01\x02"), find(b"PK\x05\x06"));
    let entry = &archive[directory..end];
    let mut out = archive[..directory].to_vec();
    for at in 0..times {
        let mut entry = entry.to_vec();
        entry[46] = b'a' + at as u8;
        out.extend(entry);
    }
    let mut tail = archive[end..].to_vec();
    tail[8..10].copy_from_slice(&times.to_le_bytes());
    tail[10..12].copy_from_slice(&times.to_le_bytes());
    tail[12..16].copy_from_slice(&((entry.len() as u32) * u32::from(times)).to_le_bytes());
    out.extend(tail);
    out
}

#[test]
fn files_that_overlap_are_refused() {
    assert_eq!(read("one.zip", &overlapping(1)).len(), 2);
    assert!(refused("overlap.zip", &overlapping(3)).contains("overlap"));
}

#[test]
fn an_encrypted_part_is_named() {
    let mut archive = zip_with(
        &[("a.csv", HEAT.as_bytes()), ("b.csv", HEAT.as_bytes())],
        CompressionMethod::Stored,
    );
    // bit 0 of the flags, in the file's own header and in the directory
    let directory = archive
        .windows(4)
        .position(|w| w == b"PK\x01\x02")
        .expect("a directory");
    archive[6] |= 1;
    archive[directory + 8] |= 1;
    let imports = read("meet.zip", &archive);
    assert_eq!(codes(&imports[0]), ["part-encrypted"]);
    assert!(imports[0].findings.kept()[0].found.contains("a.csv"));
    assert_eq!(inside(&imports[1]), "/b.csv");
}

#[test]
fn a_damaged_part_is_read_up_to_the_damage() {
    let mut archive = zip_with(&[("a.csv", HEAT.as_bytes())], CompressionMethod::Stored);
    let at = archive.windows(3).position(|w| w == b"Bea").expect("a name");
    archive[at] = b'T';
    let imports = read("meet.zip", &archive);
    assert_eq!(codes(&imports[0]), ["part-damaged"]);
    assert_eq!(imports[1].rows.len(), 2);
}

#[test]
fn archives_cut_anywhere_do_no_harm() {
    let archive = zip_of(&[("a.csv", HEAT.as_bytes()), ("b.csv", HEAT.as_bytes())]);
    let gzip = gzip_of(HEAT.as_bytes());
    for end in 0..archive.len() {
        assert!(opened("a.zip", &archive[..end]).1.is_err(), "cut at {end}");
    }
    assert!(refused("a.zip", &archive[..archive.len() - 30]).contains("cut short or damaged"));
    let mut read = 0;
    for end in 0..gzip.len() {
        if let Ok(imports) = opened("a.csv.gz", &gzip[..end]).1 {
            assert_eq!(codes(&imports[0]), ["part-damaged"], "cut at {end}");
            read += 1;
        }
    }
    assert!(read > 0, "what comes before the cut is read");
}

#[test]
fn a_gzip_file_is_the_file_in_it() {
    let (first, second) = HEAT.split_at(40);
    let members = [gzip_of(first.as_bytes()), gzip_of(second.as_bytes())].concat();
    let imports = read("heat.csv.gz", &members);
    assert_eq!(imports[0].source.format, "gzip");
    assert_eq!(inside(&imports[1]), "/heat.csv");
    assert_eq!(marks(&imports[1]), ["4:10.25", "4:12.50"]);
    assert!(codes(&imports[0]).is_empty());
    let junk = [members.clone(), b"junk".to_vec()].concat();
    assert_eq!(codes(&read("heat.csv.gz", &junk)[0]), ["trailing-bytes"]);
    let padded = [members, vec![0; 512]].concat();
    assert!(codes(&read("heat.csv.gz", &padded)[0]).is_empty());
}

#[test]
fn cancelling_ends_the_reading_of_an_archive() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("meet.zip");
    std::fs::write(&path, zip_of(&[("a.csv", HEAT.as_bytes())])).expect("written");
    let progress = Progress::default();
    progress.expect(1, path.metadata().expect("a file").len());
    progress.cancel();
    let result = open(&path, &Folders::default(), &progress);
    assert!(matches!(result, Err(OpenError::Cancelled { .. })));
}

/// A workbook with a heading in row 3 of its first sheet and results below, an empty sheet and a hidden one.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let long = Format::new().set_num_format("[h]:mm:ss");
    let short = Format::new().set_num_format("mm:ss.00");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet().set_name("Marathon 2024").expect("a name");
    for (column, caption) in ["Place", "Bib", "Name", "Time", "400m", "Date of birth"]
        .into_iter()
        .enumerate()
    {
        sheet.write(2, column as u16, caption).expect("written");
    }
    let rows = [
        (1, "Quick, \"Ada\"", 0.0931, 60.8, 36_526.0),
        (2, "Bea\tSteady", 0.0932, 61.25, 33_000.0),
    ];
    for (at, (place, name, time, lap, birth)) in rows.into_iter().enumerate() {
        let row = 3 + at as u32;
        sheet.write(row, 0, place).expect("written");
        sheet.write(row, 1, 100.0 + f64::from(place)).expect("written");
        sheet.write(row, 2, name).expect("written");
        sheet.write_with_format(row, 3, time, &long).expect("written");
        sheet
            .write_with_format(row, 4, lap / 86_400.0, &short)
            .expect("written");
        let date = ExcelDateTime::from_serial_datetime(birth).expect("a date");
        sheet.write_with_format(row, 5, &date, &day).expect("written");
    }
    book.add_worksheet().set_name("Empty").expect("a name");
    let hidden = book.add_worksheet().set_name("Raw").expect("a name");
    hidden.write(0, 0, "Name").expect("written");
    hidden.set_hidden(true);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn the_sheets_of_a_workbook_are_tables() {
    let imports = read("club.xlsx", &workbook());
    let (whole, parts) = imports.split_first().expect("the file itself");
    assert_eq!((whole.source.format, codes(whole)), ("xlsx", vec!["hidden-sheet"]));
    assert_eq!(parts.len(), 1);
    let sheet = &parts[0];
    assert_eq!((inside(sheet), sheet.source.format), ("/Marathon 2024", "csv"));
    // 0.0931 d = 8043.84 s = 2:14:03.84, shown [h]:mm:ss as 2:14:04; 0.0932 d = 8052.48 s
    assert_eq!(marks(sheet), ["2:14:04", "2:14:12"]);
    assert_eq!(sheet.rows.line, [4, 5], "lines are rows of the sheet");
    let athlete = |row: usize| &sheet.athletes[sheet.rows.athlete[row] as usize];
    assert_eq!(sheet.text(athlete(0).name), "Quick, \"Ada\"");
    // serial 36526 is 2000-01-01
    let births: Vec<String> = (0..2).filter_map(|row| Some(athlete(row).birth?.to_string())).collect();
    assert_eq!(births, ["2000-01-01", "1990-05-07"]);
    let bibs: Vec<&str> = sheet.rows.bib.iter().map(|bib| sheet.text(*bib)).collect();
    assert_eq!(bibs, ["101", "102"], "whole numbers");
    let laps: Vec<String> = sheet.passings.iter().map(|p| format!("{:?}", p.reading())).collect();
    assert_eq!(laps.len(), 2, "{laps:?}");
}

#[test]
fn a_sheet_with_one_cell_far_away_is_small() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in HEAT.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet.write(row as u32, column as u16, cell).expect("written");
        }
    }
    sheet.write(1_048_575, 16_383, "x").expect("written");
    let imports = read("far.xlsx", &book.save_to_buffer().expect("a workbook"));
    assert_eq!(imports[1].rows.line[..2], [2, 3]);
}

/// The parts of a workbook with one of them changed.
fn changed(workbook: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let own = file.name().expect("a name").into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).expect("text");
        let text = if own == name { change(text) } else { text };
        files.push((own, text));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    zip_of(&files)
}

#[test]
fn hostile_workbooks_are_refused() {
    let strings = "xl/sharedStrings.xml";
    for claim in ["9999999999999", "18446744073709551615", "100000000"] {
        let many = changed(&workbook(), strings, |text| {
            let at = text.find("uniqueCount=\"").expect("a count") + 13;
            let end = at + text[at..].find('"').expect("its end");
            format!("{}{claim}{}", &text[..at], &text[end..])
        });
        assert!(refused("many.xlsx", &many).contains("claims to have"), "{claim}");
    }
    let long = changed(&workbook(), strings, |text| {
        text.replace("</sst>", &format!("<si><t>{}</t></si></sst>", " ".repeat(70 << 20)))
    });
    // packed once more it is so small that 64 MiB is all it may unpack to
    assert!(refused("long.zip", &zip_of(&[("long.xlsx", &long)])).contains("unpacks to more"));
    let styles = changed(&workbook(), "xl/styles.xml", |text| {
        text.replace("</cellXfs>", &format!("{}</cellXfs>", "<xf/>".repeat(2 << 20)))
    });
    assert!(refused("styles.xlsx", &styles).contains("unpacks to more"));
    let broken = changed(&workbook(), "xl/workbook.xml", |text| text[..text.len() / 2].to_owned());
    assert!(refused("broken.xlsx", &broken).contains("cannot be read"));
    // the first sheet ends in the middle of a row
    let cut = changed(&workbook(), "xl/worksheets/sheet1.xml", |text| {
        text[..text.find("r=\"C5\"").expect("a cell")].to_owned()
    });
    let imports = read("cut.xlsx", &cut);
    assert_eq!(codes(&imports[0]), ["hidden-sheet", "part-damaged"]);
    assert_eq!(marks(&imports[1])[0], "2:14:04");
}

/// A spreadsheet of one visible and one hidden sheet.
fn spreadsheet(rows: &str) -> Vec<u8> {
    let table = |name: &str, style: &str, rows: &str| {
        format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
    };
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>\
         <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{}{}</office:spreadsheet></office:body>\
         </office:document-content>",
        table("Results", "ta1", rows),
        table("Raw", "ta2", "<table:table-row/>")
    );
    zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    format!(
        "<table:table-row>{}</table:table-row>",
        cells.iter().map(cell).collect::<String>()
    )
}

#[test]
fn a_spreadsheet_is_read_as_it_is_shown() {
    let time = |value: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"time\" office:time-value=\"{value}\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |name: &str, time: &str| {
        format!(
            "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>a remark\
             </text:p></office:annotation><text:p>{name}</text:p></table:table-cell>{time}\
             <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
        )
    };
    let rows = [
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>".to_owned(),
        ods_row(&["Name", "Time"]),
        row("Ada &amp; Quick", &time("PT02H14M03.84S", "02:14:04")),
        row("Bea<text:s/>Steady", &time("PT02H14M12.48S", "02:14:12")),
        "<table:table-row table:number-rows-repeated=\"1048571\"><table:table-cell/></table:table-row>".to_owned(),
    ];
    let imports = read("club.ods", &spreadsheet(&rows.concat()));
    assert_eq!(
        (imports[0].source.format, codes(&imports[0])),
        ("ods", vec!["hidden-sheet"])
    );
    let sheet = &imports[1];
    assert_eq!(inside(sheet), "/Results");
    assert_eq!(marks(sheet), ["2:14:04", "2:14:12"]);
    assert_eq!(sheet.rows.line, [4, 5]);
    let names: Vec<&str> = sheet.athletes.iter().map(|a| sheet.text(a.name)).collect();
    assert_eq!(names, ["Ada & Quick", "Bea Steady"]);
}

#[test]
fn a_spreadsheet_that_repeats_itself_is_refused() {
    let cell =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let message = refused("bomb.ods", &spreadsheet(&row));
    assert!(message.contains("unpacks to more"), "{message}");
}

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
}

/// The stream of an Excel 97 workbook (MS-XLS) of one sheet, whose cells are texts or, in format 46 (`[h]:mm:ss`), numbers.
fn old_stream(cells: &[(u16, u16, Result<f64, &str>)]) -> Vec<u8> {
    let start = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let format = |code: u8| record(0x00e0, &[&[0, 0, code][..], &[0; 17]].concat());
    let globals = |at: u32| {
        let sheet = [&at.to_le_bytes()[..], &[0, 0, 7, 0], b"Results"].concat();
        [
            start(5),
            format(0),
            format(46),
            record(0x0085, &sheet),
            record(0x000a, &[]),
        ]
        .concat()
    };
    let cell = |(row, column, value): &(u16, u16, Result<f64, &str>)| {
        let place = [row.to_le_bytes(), column.to_le_bytes()].concat();
        match value {
            Ok(number) => record(0x0203, &[&place[..], &[1, 0], &number.to_le_bytes()].concat()),
            Err(text) => {
                let length = (text.len() as u16).to_le_bytes();
                record(0x0204, &[&place[..], &[0, 0], &length, &[0], text.as_bytes()].concat())
            }
        }
    };
    let cells: Vec<u8> = cells.iter().flat_map(cell).collect();
    let globals = globals(globals(0).len() as u32);
    [globals, start(16), cells, record(0x000a, &[])].concat()
}

/// A compound file (MS-CFB) with one stream: a header, a sector of the table of sectors, one of the directory, the stream.
fn compound(name: &str, mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().next_multiple_of(512).max(4096), 0);
    let sectors = stream.len() as u32 / 512;
    let mut file = vec![0; 3 * 512];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let mut put = |at: usize, value: u32| file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    const END: u32 = 0xffff_fffe;
    // versions, order of bytes, sizes of sectors; one sector of the table, the directory in sector 1, no small streams
    for (at, value) in [
        (24, 0x0003_003e),
        (28, 0x0009_fffe),
        (32, 6),
        (44, 1),
        (48, 1),
        (56, 4096),
        (60, END),
        (68, END),
    ] {
        put(at, value);
    }
    (1..109).for_each(|at| put(76 + 4 * at, u32::MAX));
    // the table itself, the directory, the stream's chain
    put(512, 0xffff_fffd);
    put(516, END);
    (2..128).for_each(|at| put(512 + 4 * at as usize, if at < sectors + 1 { at + 1 } else { END }));
    for (at, (name, kind, start, length)) in [("Root Entry", 5, END, 0), (name, 2, 2, stream.len() as u32)]
        .into_iter()
        .enumerate()
    {
        let entry = 1024 + 128 * at;
        put(entry + 64, kind << 16 | (2 * name.len() as u32 + 2));
        put(entry + 116, start);
        put(entry + 120, length);
        for (letter, unit) in name.bytes().enumerate() {
            put(entry + 2 * letter, u32::from(unit));
        }
    }
    file.extend(stream);
    file
}

fn old_workbook() -> Vec<u8> {
    let cells = [
        (0, 0, Err("Name")),
        (0, 1, Err("Time")),
        (2, 0, Err("Ada Quick")),
        (2, 1, Ok(0.0931)),
        (3, 0, Err("Bea Steady")),
        (3, 1, Err("DNF")),
    ];
    compound("Workbook", old_stream(&cells))
}

#[test]
fn an_old_workbook_is_read() {
    let imports = read("club.xls", &old_workbook());
    assert_eq!((imports[0].source.format, codes(&imports[0])), ("xls", vec![]));
    let sheet = &imports[1];
    assert_eq!(inside(sheet), "/Results");
    // 0.0931 d = 8043.84 s; the library does not say how much of it the format shows
    assert_eq!(marks(sheet), ["2:14:03.84", ""]);
    assert_eq!(sheet.rows.status[1], Status::Dnf);
    assert_eq!(sheet.rows.line, [3, 4]);
}

#[test]
fn hostile_old_workbooks_are_refused() {
    let far = compound(
        "Workbook",
        old_stream(&[(65_535, 65_535, Ok(1.0)), (0, 0, Err("Name"))]),
    );
    assert!(refused("far.xls", &far).contains("more cells than can be read"));
    assert!(refused("locked.xlsx", &compound("EncryptedPackage", vec![0; 4096])).contains("password"));
    assert!(refused("letter.doc", &compound("WordDocument", vec![0; 4096])).contains("is not a result file"));
    let mut circle = old_workbook();
    // the chain of the directory leads back to itself
    circle[516..520].copy_from_slice(&1u32.to_le_bytes());
    assert!(refused("circle.xls", &circle).contains("cut short or damaged"));
    let whole = old_workbook();
    for end in (0..whole.len()).step_by(37) {
        let _ = opened("cut.xls", &whole[..end]);
    }
}

#[test]
fn what_only_looks_like_a_workbook_is_no_result() {
    let document = zip_of(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<office:document-content/>"),
    ]);
    assert!(refused("letter.odt", &document).contains("is not a result file"));
    let magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    assert!(refused("cut.xls", magic).contains("cut short or damaged"));
}

#[test]
fn the_half_marathon_of_wroclaw_is_read_from_its_workbook() {
    let Some(path) = real_file("data/tables/polmaraton_wroclaw_2023_2024.xlsx") else {
        return;
    };
    let imports = open(&path, &Folders::default(), &Progress::default()).expect("a workbook");
    let sheet = &imports[1];
    assert_eq!(inside(sheet), "/Statystyki");
    // SOURCES.md: 21,957 rows of two years, DNS 1332, DNF 120; times at 5, 10, 15 and 20 km
    assert_eq!(sheet.rows.len(), 21_957);
    assert_eq!(sheet.rows.line.last(), Some(&21_958), "the sheet is A1:AC21958");
    let count = |status| sheet.rows.status.iter().filter(|s| **s == status).count();
    assert_eq!((count(Status::Dns), count(Status::Dnf)), (1332, 120));
    let with = |year: &str| {
        let is_of = |race: &u32| {
            sheet.races[*race as usize]
                .date
                .is_some_and(|d| d.to_string().starts_with(year))
        };
        sheet.rows.race.iter().filter(|race| is_of(race)).count()
    };
    assert_eq!((with("2023"), with("2024")), (8950, 13_007));
    let of = |name: &str| {
        let is = |row: &usize| sheet.text(sheet.athletes[sheet.rows.athlete[*row] as usize].name) == name;
        (0..sheet.rows.len()).find(is).map(|row| marks(sheet).swap_remove(row))
    };
    assert_eq!(of("TOMASZ GRYCKO").as_deref(), Some("1:04:59"));
    assert_eq!(of("NIKODEM DWORCZAK").as_deref(), Some("1:04:03"));
}

static WHOLE: LazyLock<[(&str, Vec<u8>); 5]> = LazyLock::new(|| {
    [
        (
            "a.zip",
            zip_of(&[("a.csv", HEAT.as_bytes()), ("b/c.csv", HEAT.as_bytes())]),
        ),
        ("a.csv.gz", gzip_of(HEAT.as_bytes())),
        ("a.xlsx", workbook()),
        ("a.ods", spreadsheet(&ods_row(&["Name", "Time"]))),
        ("a.xls", old_workbook()),
    ]
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn changed_bytes_never_panic(
        which in 0..5usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let (name, bytes) = &WHOLE[which];
        let mut bytes = bytes.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = opened(name, &bytes);
    }
}
