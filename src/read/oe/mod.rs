//! Orienteering results as delimited text: OE (SportSoftware) and BOF's triple columns (`columns.rs`), SplitsBrowser
//! (`blocks.rs`) and Emit (`emit.rs`); oe-csv.md. All give runners with the times of their controls, of which `courses.rs`
//! makes races. Addresses, telephones and e-mails in these files are not read.

mod blocks;
mod columns;
mod courses;
mod emit;
mod runner;
mod table;

use super::format::{Format, HEAD_BYTES, Head, Input, Progress, Score};
use super::import::{Import, ImportBuilder};
use super::text;
use crate::model::{Finding, Findings, Severity};
use columns::Layout;
use runner::Runner;
use table::Table;

pub const FORMAT: Format = Format {
    name: "oe-csv",
    label: "orienteering results",
    extensions: &["csv", "txt"],
    score,
    read,
};

/// Which of the family a text is.
enum Kind {
    Columns(&'static Layout, u8, String),
    Blocks(String, usize),
    Emit,
}

fn recognise(text: &str) -> Option<Kind> {
    if emit::is_emit(text) {
        return Some(Kind::Emit);
    }
    if let Some((layout, delimiter, evidence)) = columns::recognise(text) {
        return Some(Kind::Columns(layout, delimiter, evidence));
    }
    blocks::recognise(text).map(|(class, controls)| Kind::Blocks(class, controls))
}

fn score(head: Head<'_>) -> Option<Score> {
    let decoded = text::decode_by_letters(head.bytes);
    let text = std::str::from_utf8(&decoded.text).ok()?;
    let whole = match text.rfind('\n') {
        Some(end) if head.bytes.len() >= HEAD_BYTES => text.get(..end)?,
        _ => text,
    };
    let (value, reason) = match recognise(whole)? {
        Kind::Columns(layout, _, evidence) => (90, format!("{}, {evidence}", layout.name)),
        Kind::Blocks(class, number) => (
            88,
            format!("SplitsBrowser results: class {class} with {number} controls"),
        ),
        Kind::Emit => (
            90,
            "Emit results: Id, Name, time, class, place, course, splits".to_owned(),
        ),
    };
    Some(Score { value, reason })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let decoded = text::decode_by_letters(input.bytes);
    let mut builder = ImportBuilder::new();
    if decoded.encoding != "UTF-8" {
        let found = format!("text in {}, as its letters suggest", decoded.encoding);
        builder.findings().push(whole_file(
            Severity::Note,
            "encoding",
            found,
            "UTF-8; the text was converted",
        ));
    }
    let text = std::str::from_utf8(&decoded.text).unwrap_or("");
    let findings = builder.findings();
    let runners = match recognise(text) {
        Some(Kind::Blocks(..)) => blocks::read(text, findings),
        Some(Kind::Emit) => rows(Table::new(text, b','), progress, findings, emit::runner),
        Some(Kind::Columns(layout, delimiter, _)) => {
            rows(Table::new(text, delimiter), progress, findings, |row, findings| {
                layout.runner(row, findings)
            })
        }
        None => {
            let expected = "orienteering results of OE, SplitsBrowser, BOF or Emit";
            findings.push(whole_file(
                Severity::Error,
                "no-table",
                "another table".to_owned(),
                expected,
            ));
            Vec::new()
        }
    };
    progress.advance(input.bytes.len() as u64);
    courses::build(builder, &runners)
}

/// The runners of the records behind the header.
fn rows<'t>(
    mut table: Table<'t>,
    progress: &Progress,
    findings: &mut Findings,
    runner: impl Fn(&Table<'t>, &mut Findings) -> Runner<'t>,
) -> Vec<Runner<'t>> {
    let mut runners = Vec::new();
    table.advance(findings);
    while !progress.is_cancelled() && table.advance(findings) {
        runners.push(runner(&table, findings));
    }
    runners
}

fn whole_file(severity: Severity, code: &'static str, found: String, expected: &str) -> Finding {
    Finding {
        severity,
        code,
        line: 0,
        column: 0,
        found,
        expected: expected.into(),
    }
}
