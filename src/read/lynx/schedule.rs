//! `.sch`: the running order, `event, round, heat`, one race a line.
//!
//! Opened alone it gives nothing but a finding that says so: names of events and entries stand in the `.evt` beside it.

use super::fields::{self, Record, records};
use super::has_extension;
use crate::model::{Finding, Findings, Severity};
use crate::read::format::{Format, Head, Input, Progress, Score};
use crate::read::{Import, ImportBuilder};

pub(super) const FORMAT: Format = Format {
    name: "lynx-schedule",
    label: "FinishLynx schedule",
    extensions: &["sch"],
    score,
    read,
};

fn fits(record: &Record<'_>) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (3..=6).contains(&record.len()) && digits(record.field(1)) && digits(record.field(3))
}

/// Three fields could be anything, so the name has to agree.
fn score(head: Head<'_>) -> Option<Score> {
    if !has_extension(head.name, "sch") {
        return None;
    }
    let text = fields::decode_part(head.bytes);
    let (races, all) = records(&text, 1).fold((0, 0), |(races, all), r| (races + usize::from(fits(&r)), all + 1));
    (races > 0 && races * 5 >= all * 4).then(|| Score {
        value: 85,
        reason: format!(
            "FinishLynx schedule: {}, no results",
            super::counted(races, "race", "races")
        ),
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let mut findings = Findings::default();
    let text = fields::decode(input.bytes, &mut findings);
    let mut races = 0;
    for record in records(&text, 1) {
        if fits(&record) {
            races += 1;
            continue;
        }
        let found = super::counted(record.len(), "field", "fields");
        let expected = "event, round and heat";
        findings.push(Finding::at(
            Severity::Warning,
            "odd-event-line",
            (record.line, 0),
            found,
            expected,
        ));
    }
    let found = format!("the running order of {}", super::counted(races, "race", "races"));
    let expected = "entries or results; open the .evt or the .lif files of the folder";
    findings.push(Finding::at(Severity::Note, "no-results", (0, 0), found, expected));
    let mut builder = ImportBuilder::new();
    builder.findings().extend(findings);
    progress.advance(input.bytes.len() as u64);
    builder.finish()
}
