//! `.ppl`: the people of a meet, `ID, last name, first name, affiliation[, license]`, one a line.
//!
//! Opened alone it gives the athletes, without results.

use super::fields::{self, records};
use super::has_extension;
use super::person::Person;
use crate::model::{Finding, Findings, Severity, Sex};
use crate::read::format::{Format, Head, Input, Progress, Score};
use crate::read::import::Origin;
use crate::read::{Import, ImportBuilder};

pub(super) const FORMAT: Format = Format {
    name: "lynx-people",
    label: "FinishLynx people",
    extensions: &["ppl"],
    score,
    read,
};

/// Five fields could be anything, so the name has to agree.
fn score(head: Head<'_>) -> Option<Score> {
    if !has_extension(head.name, "ppl") {
        return None;
    }
    let text = fields::decode_part(head.bytes);
    let (mut people, mut odd) = (0, 0);
    for record in records(&text, 1) {
        let fits = (3..=8).contains(&record.len()) && !record.field(1).is_empty() && !record.field(2).is_empty();
        people += usize::from(fits);
        odd += usize::from(!fits);
    }
    (people > 0 && odd * 5 <= people).then(|| Score {
        value: 85,
        reason: format!(
            "FinishLynx people: {}, no results",
            super::counted(people, "line", "lines")
        ),
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let mut builder = ImportBuilder::new();
    let mut findings = Findings::default();
    let text = fields::decode(input.bytes, &mut findings);
    let mut people = 0;
    for record in records(&text, 1) {
        if progress.is_cancelled() {
            break;
        }
        record.report_quotes(&mut findings);
        let person = Person::of_people(&record);
        if !person.is_named() {
            let found = super::counted(record.len(), "field", "fields");
            let expected = "an id and names";
            findings.push(Finding::at(
                Severity::Warning,
                "no-name",
                (record.line, 0),
                found,
                expected,
            ));
            continue;
        }
        let origin = Origin {
            line: record.line,
            ..Origin::default()
        };
        person.add_to(&mut builder, Sex::Unknown, origin);
        people += 1;
    }
    let found = super::counted(people, "athlete", "athletes") + " without results";
    let expected = "results; open the folder's .lif files, which take their missing names from here";
    findings.push(Finding::at(Severity::Note, "no-results", (0, 0), found, expected));
    builder.findings().extend(findings);
    progress.advance(input.bytes.len() as u64);
    builder.finish()
}
