//! `.lff` (series of field events) and `.rif` (reaction times of the false-start system): recognised and not read. No layout of
//! either is published.

use super::{fields, has_extension};
use crate::model::{Finding, Severity};
use crate::read::format::{Format, Head, Input, Progress, Score};
use crate::read::{Import, ImportBuilder};

pub(super) const FORMAT: Format = Format {
    name: "lynx-other",
    label: "FinishLynx field or reaction file (not read)",
    extensions: &["lff", "rif"],
    score,
    read,
};

/// What files of the two names hold.
fn content(name: &str) -> Option<&'static str> {
    if has_extension(name, "lff") {
        Some("series of a field event")
    } else {
        has_extension(name, "rif").then_some("reaction times of a false-start system")
    }
}

/// Only the name tells, and that the content is lines with commas.
fn score(head: Head<'_>) -> Option<Score> {
    let content = content(head.name)?;
    let text = fields::decode_part(head.bytes);
    let lines_with_commas = text.contains(',') && !text.trim_start().starts_with(['<', '{', '[', '(']);
    lines_with_commas.then(|| Score {
        value: 75,
        reason: format!("FinishLynx file by its name: {content}"),
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let mut builder = ImportBuilder::new();
    let found = content(input.name).unwrap_or("a file that is not read");
    let expected = "race results (.lif) or start lists (.evt); nothing was read from this file";
    let finding = Finding::at(Severity::Error, "not-supported", (0, 0), found, expected);
    builder.findings().push(finding);
    progress.advance(input.bytes.len() as u64);
    builder.finish()
}
