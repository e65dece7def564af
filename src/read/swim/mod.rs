//! Swimming meets in fixed columns: Hy-Tek's .hy3 (`hy3.rs`) and SDIF's .cl2 and .sd3 (`sdif.rs`); swim-hy3-cl2.md. Both
//! give swims with their splits, of which `races.rs` makes races.

mod event;
mod hy3;
mod record;
mod sdif;
mod races;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::{Import, ImportBuilder};
use super::text;
use crate::model::{Finding, Severity};
use record::Record;

pub const FORMAT: Format = Format {
    name: "swim",
    label: "swimming results",
    extensions: &["hy3", "cl2", "sd3"],
    score,
    read,
};

/// The narrowest first line that is taken for one of these files.
const NARROWEST: usize = 60;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Hy3,
    Sdif,
}

/// The file record stands first and the meet behind it.
fn recognise(text: &str) -> Option<Kind> {
    let mut records = Record::all(text);
    let (file, meet) = (records.next()?, records.next()?);
    let kind = match file.code() {
        "A1" => Kind::Hy3,
        "A0" => Kind::Sdif,
        _ => return None,
    };
    let fits = meet.code() == "B1" && file.width() >= NARROWEST && meet.width() >= NARROWEST;
    fits.then_some(kind)
}

fn score(head: Head<'_>) -> Option<Score> {
    let decoded = text::decode(head.bytes);
    let text = std::str::from_utf8(&decoded.text).ok()?;
    let name = match recognise(text)? {
        Kind::Hy3 => "Hy-Tek swimming results",
        Kind::Sdif => "SDIF swimming results",
    };
    let codes: Vec<&str> = Record::all(text).take(2).map(Record::code).collect();
    Some(Score {
        value: 96,
        reason: format!("{name}: records {} in fixed columns", codes.join(", ")),
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let decoded = text::decode(input.bytes);
    let text = std::str::from_utf8(&decoded.text).unwrap_or("");
    let mut builder = ImportBuilder::new();
    if decoded.encoding != "UTF-8" {
        builder.findings().push(Finding {
            severity: Severity::Note,
            code: "encoding",
            line: 0,
            column: 0,
            found: format!("text in {}", decoded.encoding),
            expected: "UTF-8; the text was converted".into(),
        });
    }
    let mut findings = Vec::new();
    let records = Record::all(text)
        .take_while(|_| !progress.is_cancelled())
        .filter(|record| {
            if !record.has_code() {
                let expected = "a record code such as D1 at the start of the line";
                findings.push(record.finding(Severity::Error, "unreadable-line", 1, record.code(), expected));
            }
            record.has_code()
        });
    let (meet, swims) = if recognise(text) == Some(Kind::Sdif) {
        let mut reader = sdif::Reader::new(&mut builder);
        records.for_each(|record| reader.record(record));
        (reader.meet, reader.swims)
    } else {
        let mut reader = hy3::Reader::new(&mut builder);
        records.for_each(|record| reader.record(record));
        reader.finish();
        (reader.meet, reader.swims)
    };
    findings.into_iter().for_each(|f| builder.findings().push(f));
    progress.advance(input.bytes.len() as u64);
    races::build(builder, meet, &swims)
}
