//! Lenex 3: swimming meets in XML, as in a .lef and in the .lef of a zipped .lxf (lenex.md).
//!
//! A meet gives its events with heats and rankings in one place and the clubs with their swimmers and results in another, so
//! both are kept (`events.rs`, `swims.rs`) and made into races when the meet ends (`races.rs`). Addresses, entries, records
//! and time standards are not read.

mod events;
mod races;
mod swims;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::{Import, ImportBuilder, Meet, Origin};
use super::xml::{Element, Xml, decode_xml};
use crate::model::{Date, Finding, Severity, Str, Time};
use events::{Course, Events};
use swims::Swims;

pub const FORMAT: Format = Format {
    name: "lenex",
    label: "Lenex (swimming)",
    extensions: &["lef", "xml"],
    score,
    read,
};

/// Elements whose start ends an earlier one of the same name that was left open.
const APART: &[&str] = &[
    "MEET", "SESSION", "EVENT", "AGEGROUP", "HEAT", "CLUB", "ATHLETE", "RELAY", "RESULT", "SPLIT",
];

fn score(head: Head<'_>) -> Option<Score> {
    let decoded = decode_xml(head.bytes);
    let text = std::str::from_utf8(&decoded.text).ok()?;
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let mut xml = Xml::new(text, &[]);
    let root = xml.root().filter(|r| r.name.eq_ignore_ascii_case("LENEX"))?;
    let version = root.attribute("version").unwrap_or_default();
    let constructor = xml.child(&root).filter(|c| c.name == "CONSTRUCTOR");
    let creator = constructor
        .and_then(|c| c.attribute("name"))
        .map(|c| format!(" by {c}"));
    Some(Score {
        value: 97,
        reason: format!("Lenex {version}, swimming{}", creator.unwrap_or_default()),
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
        while let Some(part) = reader.xml.child(&root) {
            if part.name == "MEETS" {
                while !progress.is_cancelled()
                    && let Some(meet) = reader.xml.child(&part)
                {
                    if meet.name == "MEET" {
                        reader.meet(&meet, progress);
                    }
                }
            }
        }
    }
    progress.advance(input.bytes.len() as u64);
    let findings = std::mem::take(&mut reader.xml.findings);
    reader.builder.findings().extend(findings);
    reader.builder.finish()
}

impl<'t> Reader<'t> {
    fn meet(&mut self, element: &Element<'t>, progress: &Progress) {
        let mut meet = Meet {
            name: self.attribute(element, "name"),
            city: self.attribute(element, "city"),
            nation: self.attribute(element, "nation"),
            origin: Origin {
                line: self.xml.line_of(element),
                ..Origin::default()
            },
            ..Meet::default()
        };
        let course = Course::parse(&element.attribute("course").unwrap_or_default());
        let mut events = Events::new(course, timed_by_hand(element).unwrap_or(false));
        let mut swims = Swims::default();
        while !progress.is_cancelled()
            && let Some(part) = self.xml.child(element)
        {
            match part.name {
                "POOL" | "FACILITY" if meet.venue.is_empty() => meet.venue = self.attribute(&part, "name"),
                "SESSIONS" => self.sessions(&part, &mut events),
                "CLUBS" => self.clubs(&part, &mut swims, progress),
                _ => {}
            }
        }
        let dates = || events.all.iter().filter_map(|e| e.date);
        (meet.start, meet.end) = (dates().min(), dates().max());
        let meet = self.builder.meet(meet);
        races::build(self, meet, &events, swims);
    }

    fn attribute(&mut self, element: &Element<'t>, name: &str) -> Str {
        let value = element.attribute(name);
        value.map_or(Str::EMPTY, |v| self.builder.intern(&v))
    }

    /// The time of an attribute: blank, zero and `NT` are none.
    fn time(&mut self, element: &Element<'t>) -> Option<Time> {
        let text = element.attribute("swimtime")?;
        let time = Time::parse(&text);
        let is_missing = text == "NT" || text.chars().all(|c| "0:.,-".contains(c));
        if time.is_none() && !is_missing {
            let found = format!("\"{text}\"");
            let expected = "a time such as 00:16:54.68, or NT";
            self.xml
                .report(element, Severity::Error, "unreadable-time", found, expected);
        }
        time.filter(|t| t.ticks() > 0)
    }

    /// A number of an attribute; one that is not there or negative is none.
    fn number<N: std::str::FromStr>(&mut self, element: &Element<'t>, name: &str) -> Option<N> {
        element.attribute(name)?.parse().ok()
    }

    fn report(&mut self, severity: Severity, code: &'static str, line: u32, found: String, expected: &str) {
        self.xml.findings.push(Finding {
            severity,
            code,
            line,
            column: 0,
            found,
            expected: expected.to_owned(),
        });
    }
}

/// Whether times are taken with stop watches, where the meet or event says how.
fn timed_by_hand(element: &Element<'_>) -> Option<bool> {
    element.attribute("timing").map(|t| t.starts_with("MANUAL"))
}

fn iso_date(text: &str) -> Option<Date> {
    Date::parse(text.get(..10)?).filter(|d| d.day().is_some())
}
