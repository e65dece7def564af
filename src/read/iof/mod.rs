//! IOF XML: orienteering result lists of the IOF Data Standard, versions 3.0 and 2.0.3 (iof-xml.md).
//!
//! One reader for both, since the elements differ in name more than in meaning. `results.rs` reads the runners of a class
//! and `team.rs` its teams, `courses.rs` makes races of them and `overall.rs` the standings over legs or days. Start lists
//! and other messages of the standard are not result lists.

mod clock;
mod courses;
mod overall;
mod person;
mod results;
mod status;
mod team;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::{Import, ImportBuilder, Meet, Origin};
use super::xml::{Element, Xml, decode_xml};
use crate::model::{Date, Finding, Severity, Str};
use person::People;

pub const FORMAT: Format = Format {
    name: "iof-xml",
    label: "IOF XML (orienteering)",
    extensions: &["xml"],
    score,
    read,
};

/// Elements whose start ends an earlier one of the same name that was left open.
const APART: &[&str] = &[
    "ClassResult",
    "TeamResult",
    "PersonResult",
    "TeamMemberResult",
    "SplitTime",
];

/// Races of an event, and courses of a class, that are told apart.
const MAX_DAYS: usize = 200;

fn score(head: Head<'_>) -> Option<Score> {
    let decoded = decode_xml(head.bytes);
    let text = std::str::from_utf8(&decoded.text).ok()?;
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let root = Xml::new(text, &[]).root().filter(|r| r.name == "ResultList")?;
    let version = match root.attribute("iofVersion") {
        Some(version) => version,
        None if root.attribute("xmlns").is_some_and(|x| x.contains("orienteering.org")) => "3.0".into(),
        None if text.contains("<IOFVersion") => "2.0".into(),
        None if text.contains("ClassResult") => "without a version".into(),
        None => return None,
    };
    let creator = root.attribute("creator").map(|c| format!(" by {c}"));
    Some(Score {
        value: 96,
        reason: format!("IOF XML {version}, result list{}", creator.unwrap_or_default()),
    })
}

/// A race (day) of the event, by its number.
struct Day {
    number: u32,
    name: Str,
    date: Option<Date>,
}

/// What is read of a file: the text, what was made of it, and the event.
struct Reader<'t> {
    xml: Xml<'t>,
    builder: ImportBuilder,
    meet: Option<u32>,
    date: Option<Date>,
    days: Vec<Day>,
    people: People,
    /// How many were met.
    teams: u32,
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let decoded = decode_xml(input.bytes);
    let text = std::str::from_utf8(&decoded.text).unwrap_or("");
    let mut reader = Reader {
        xml: Xml::new(text, APART),
        builder: ImportBuilder::new(),
        meet: None,
        date: None,
        days: Vec::new(),
        people: People::default(),
        teams: 0,
    };
    let mut done = 0;
    if let Some(root) = reader.xml.root() {
        reader.check_status(&root);
        while !progress.is_cancelled()
            && let Some(part) = reader.xml.child(&root)
        {
            match part.name {
                "Event" => reader.event(&part),
                "ClassResult" => reader.class_result(&part, progress),
                _ => {}
            }
            progress.advance(reader.xml.offset().saturating_sub(done) as u64);
            done = reader.xml.offset();
        }
    }
    let findings = std::mem::take(&mut reader.xml.findings);
    reader.builder.findings().extend(findings);
    reader.builder.finish()
}

impl<'t> Reader<'t> {
    /// A list that holds what changed, or is of a race that goes on, says so.
    fn check_status(&mut self, root: &Element<'t>) {
        let status = root.attribute("status").filter(|s| !s.eq_ignore_ascii_case("complete"));
        if let Some(status) = status {
            let expected = "a complete result list; others hold a part of the results, or are not final";
            let found = format!("a result list with status {status}");
            self.xml.report(root, Severity::Note, "not-complete", found, expected);
        }
    }

    fn event(&mut self, event: &Element<'t>) {
        let mut meet = Meet {
            origin: Origin {
                line: self.xml.line_of(event),
                ..Origin::default()
            },
            ..Meet::default()
        };
        while let Some(part) = self.xml.child(event) {
            match part.name {
                "Name" => meet.name = self.text(&part),
                "StartTime" | "StartDate" => meet.start = self.date(&part),
                "EndTime" | "FinishDate" => meet.end = self.date(&part),
                "Race" | "EventRace" => self.day(&part),
                _ => {}
            }
        }
        self.date = meet.start;
        self.meet = Some(self.builder.meet(meet));
    }

    fn day(&mut self, race: &Element<'t>) {
        let mut day = Day {
            number: self.days.len() as u32 + 1,
            name: Str::EMPTY,
            date: None,
        };
        while let Some(part) = self.xml.child(race) {
            match part.name {
                "RaceNumber" => day.number = self.number(&part).unwrap_or(day.number),
                "Name" => day.name = self.text(&part),
                "StartTime" | "RaceDate" => day.date = self.date(&part),
                _ => {}
            }
        }
        if self.days.len() < MAX_DAYS {
            self.days.push(day);
        }
    }

    /// The date in an element, or in its part `Date`; a time of day beside it is passed over.
    fn date(&mut self, element: &Element<'t>) -> Option<Date> {
        let text = self.xml.content(element);
        iso_date(&text)
    }

    fn text(&mut self, element: &Element<'t>) -> Str {
        let text = self.xml.content(element);
        self.builder.intern(&text)
    }

    /// A whole number; one that cannot be read is a finding.
    fn number(&mut self, element: &Element<'t>) -> Option<u32> {
        let text = self.xml.content(element);
        let number = text.parse().ok();
        if number.is_none() && !text.is_empty() {
            let found = format!("\"{text}\"");
            self.xml
                .report(element, Severity::Warning, "unreadable-number", found, "a whole number");
        }
        number
    }
}

/// `2023-08-05` at the start of a text, such as that of a date and a time.
fn iso_date(text: &str) -> Option<Date> {
    Date::parse(text.get(..10)?).filter(|d| d.day().is_some())
}

/// A defect of a result.
fn finding(severity: Severity, code: &'static str, line: u32, found: String, expected: &str) -> Finding {
    Finding {
        severity,
        code,
        line,
        column: 0,
        found,
        expected: expected.to_owned(),
    }
}
