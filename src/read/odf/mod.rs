//! ODF XML: a result message (DT_RESULT) of the Olympic Data Feed, one unit (race, heat) a message (odf-xml.md).
//!
//! Written from the data dictionary alone. Every message is a full snapshot, so a message is a race; its version and status
//! stand in the race's note. `unit.rs` reads what the unit is and its intermediate points, `results.rs` the results, with
//! `extended.rs`.

mod extended;
mod results;
mod unit;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::{Import, ImportBuilder, LeaderPassing, Origin};
use super::xml::{Element, Xml, decode_xml};
use crate::model::{Finding, Passing, Reading, Severity, Str, Time};
use results::Entry;
use unit::{Points, Unit};

pub const FORMAT: Format = Format {
    name: "odf-xml",
    label: "Olympic Data Feed result message",
    extensions: &["xml"],
    score,
    read,
};

/// Elements whose start ends an earlier one of the same name that was left open.
const APART: &[&str] = &["Result", "Competitor", "Athlete", "ExtendedResult", "ExtendedInfo"];

fn score(head: Head<'_>) -> Option<Score> {
    let decoded = decode_xml(head.bytes);
    let text = std::str::from_utf8(&decoded.text).ok()?;
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let root = Xml::new(text, &[]).root().filter(|r| r.name == "OdfBody")?;
    let kind = root.attribute("DocumentType").filter(|t| t.starts_with("DT_RESULT"))?;
    let code = root.attribute("DocumentCode").unwrap_or_default();
    Some(Score {
        value: 97,
        reason: format!("ODF message {kind} of {}", code.trim_end_matches('-')),
    })
}

struct Reader<'t> {
    xml: Xml<'t>,
    builder: ImportBuilder,
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let decoded = decode_xml(input.bytes);
    let text = std::str::from_utf8(&decoded.text).unwrap_or("");
    let mut reader = Reader {
        xml: Xml::new(text, APART),
        builder: ImportBuilder::new(),
    };
    if let Some(root) = reader.xml.root() {
        reader.message(&root, progress);
    }
    progress.advance(input.bytes.len() as u64);
    let findings = std::mem::take(&mut reader.xml.findings);
    reader.builder.findings().extend(findings);
    reader.builder.finish()
}

impl<'t> Reader<'t> {
    fn message(&mut self, root: &Element<'t>, progress: &Progress) {
        let mut unit = Unit::of_message(root);
        unit.line = self.xml.line_of(root);
        if !matches!(&*unit.feed_status, "" | "OFFICIAL") {
            let found = format!("results with status {}", unit.feed_status);
            let expected = "OFFICIAL; others may change";
            self.xml.report(root, Severity::Note, "not-official", found, expected);
        }
        let mut entries = Vec::new();
        while !progress.is_cancelled()
            && let Some(part) = self.xml.child(root)
        {
            match part.name {
                "Competition" => {
                    while let Some(part) = self.xml.child(&part) {
                        match part.name {
                            "ExtendedInfos" => self.infos(&part, &mut unit),
                            "Result" => entries.push(self.entry(&part)),
                            _ => {}
                        }
                    }
                }
                "Result" => entries.push(self.entry(&part)),
                _ => {}
            }
        }
        self.finish(&mut unit, &entries);
    }

    /// Makes the race and its rows, now that the whole message is known.
    fn finish(&mut self, unit: &mut Unit<'t>, entries: &[Entry<'t>]) {
        unit.settle();
        let most = entries.iter().map(|e| e.intermediates.len()).max().unwrap_or(0);
        let points = Points::new(unit, most, entries.iter().any(Entry::has_legs));
        if most > 0 && points.markers.is_empty() && unit.event.discipline.is_timed() {
            let found = format!("{most} intermediate times");
            let expected = "the points that they were taken at; the times were left out";
            self.note(Severity::Warning, "unknown-points", unit.line, found, expected);
        }
        let race = unit.race(&mut self.builder, &points.markers);
        let race = self.builder.race(race);
        let mut athletes: Vec<(&str, u32)> = Vec::new();
        // a place that nobody took
        for entry in entries.iter().filter(|e| e.code != "NOCOMP") {
            let athlete = self.row(race, unit, &points, entry);
            athletes.push((&entry.code, athlete));
        }
        for point in &unit.points {
            let Some(marker) = points.marker(point.number) else {
                continue;
            };
            let Some(time) = point.time else { continue };
            let athlete = athletes
                .iter()
                .find(|(code, _)| *code == point.leader && !code.is_empty());
            let passing = Passing::new(marker, Reading::Time(time));
            if let Some(passing) = passing {
                self.builder.leader_passing(LeaderPassing {
                    race,
                    passing,
                    athlete: athlete.map(|(_, a)| *a),
                    origin: Origin {
                        line: point.line,
                        ..Origin::default()
                    },
                });
            }
        }
    }

    /// A time as `9.79`, `1:43.21`, `2:08:01`; one that cannot be read is a finding.
    fn time(&mut self, element: &Element<'t>, text: &str) -> Option<Time> {
        let time = Time::parse(text);
        if time.is_none() && !text.is_empty() && !text.bytes().all(|b| b"0:.-".contains(&b)) {
            let found = format!("\"{text}\"");
            let expected = "a time such as 1:43.21";
            self.xml
                .report(element, Severity::Error, "unreadable-time", found, expected);
        }
        time.filter(|t| t.ticks() > 0)
    }

    fn note(&mut self, severity: Severity, code: &'static str, line: u32, found: String, expected: &str) {
        self.xml.findings.push(Finding {
            severity,
            code,
            line,
            column: 0,
            found,
            expected: expected.to_owned(),
        });
    }

    fn intern(&mut self, element: &Element<'t>, name: &str) -> Str {
        let value = element.attribute(name);
        value.map_or(Str::EMPTY, |v| self.builder.intern(&v))
    }
}
