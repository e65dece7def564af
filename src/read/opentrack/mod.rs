//! Athletics data as OpenTrack, athlib and the W3C OpenTrack group write it, five families of JSON under one name:
//! races and competitions of athlib (`race.rs`), competitions of the OpenTrack site (`export.rs`), the competition model for sending results to World Athletics (`model.rs`)
//! and linked data (`linked.rs`). Event codes and categories are those of athlib (`code.rs`).

mod code;
mod declared;
mod export;
mod linked;
mod model;
mod race;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::Import;
use super::json::{self, Filler, Value};
use crate::model::Severity;

pub const FORMAT: Format = Format {
    name: "opentrack",
    label: "OpenTrack JSON",
    extensions: &["json", "jsonld"],
    score,
    read,
};

/// The shapes of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// One race: `positions` or `results` of people.
    Race,
    /// A competition: `results` of races.
    Races,
    /// An older competition: `event_results` with `finishers`.
    EventResults,
    /// `events` with `performances`.
    Events,
    /// One event: `performances`.
    Performances,
    /// A competition of the site: `competitors`, `events` with `units`.
    Export,
    /// The competition model: `athletes`, `units`.
    Model,
    /// Linked data: `@type`.
    Linked,
    /// Height or distance trials as linked data.
    Trials,
}

impl Shape {
    fn of(root: Value<'_>) -> Option<Self> {
        let first = |key: &str| root.get(key).all().find(|v| v.is_object());
        let has = |value: Option<Value<'_>>, keys: &[&str]| value.is_some_and(|v| !v.first_stated(keys).is_missing());
        let is_people = |value: Option<Value<'_>>| {
            has(value, &["perf", "rank"]) && has(value, &["givenName", "familyName", "athleteId", "bib"])
        };
        let kind = kind(root);
        let is_performance = |v: Value<'_>| !v.get("event").is_missing() && !v.get("performance").is_missing();
        if is_people(first("positions")) || is_people(first("results")) && !root.get("discipline").is_missing() {
            Some(Self::Race)
        } else if first("results").is_some_and(|race| Self::of(race) == Some(Self::Race)) {
            Some(Self::Races)
        } else if first("event_results").is_some_and(|e| e.get("finishers").is_array()) {
            Some(Self::EventResults)
        } else if has(first("performances"), &["performance"])
            || is_performance(root) && root.get("athlete").is_object()
        {
            Some(Self::Performances)
        } else if first("events").is_some_and(|e| Self::of(e) == Some(Self::Performances)) {
            Some(Self::Events)
        } else if root.get("events").all().any(export::is_event) {
            Some(Self::Export)
        } else if first("units").is_some_and(|u| u.get("rounds").is_array())
            || first("units").is_some_and(|u| u.get("rounds").is_object())
            || first("athletes").is_some_and(|a| has(Some(a), &["firstName"]) && has(Some(a), &["birthdate", "waId"]))
        {
            Some(Self::Model)
        } else if kind.ends_with("Performance") {
            Some(Self::Linked)
        } else if root.get("@context").text().contains("opentrack")
            || kind.starts_with("Unit") && kind.ends_with("Competition")
        {
            Some(Self::Trials)
        } else {
            None
        }
    }

    fn reason(self, root: Value<'_>) -> String {
        match self {
            Self::Race => format!("OpenTrack race, discipline \"{}\"", root.get("discipline").text()),
            Self::Races => "OpenTrack competition with races".to_owned(),
            Self::EventResults => "OpenTrack competition with event_results".to_owned(),
            Self::Events | Self::Performances => "OpenTrack event with performances".to_owned(),
            Self::Export => "OpenTrack competition with competitors and events".to_owned(),
            Self::Model => "OpenTrack competition model with athletes and units".to_owned(),
            Self::Linked | Self::Trials => format!("OpenTrack linked data, {}", kind(root)),
        }
    }
}

/// The types of linked data.
fn kind(value: Value<'_>) -> String {
    let kind = value.get("@type");
    let several: Vec<_> = kind.items().map(|k| k.text().into_owned()).collect();
    if several.is_empty() {
        kind.text().into_owned()
    } else {
        several.join(" ")
    }
}

/// How deep a document may stand inside what it was sent in, and among how many fields.
const MAX_WRAPPERS: usize = 3;
const MAX_FIELDS: usize = 100;

/// The documents in a value: itself, or those of a list or graph; else those in its fields.
fn documents(root: Value<'_>) -> Vec<Value<'_>> {
    let graph = root.get("@graph");
    let list = if root.is_array() { root } else { graph };
    if list.is_array() {
        return list.items().collect();
    }
    let mut inside = Vec::new();
    if Shape::of(root).is_none() {
        wrapped(root, 1, &mut inside);
    }
    if inside.is_empty() { vec![root] } else { inside }
}

fn wrapped<'d>(value: Value<'d>, depth: usize, found: &mut Vec<Value<'d>>) {
    let inner = value
        .fields()
        .map(|(_, v)| v)
        .filter(|v| v.is_object() || v.is_array())
        .take(MAX_FIELDS);
    for inner in inner.flat_map(|v| v.all()).filter(|v| v.is_object()) {
        if Shape::of(inner).is_some() {
            found.push(inner);
        } else if depth < MAX_WRAPPERS {
            wrapped(inner, depth + 1, found);
        }
    }
}

fn score(head: Head<'_>) -> Option<Score> {
    json::score(head, |root| {
        let first = documents(root).into_iter().next()?;
        let is_wrapped = root.is_object() && !first.is(root) && root.get("@graph").is_missing();
        Shape::of(first).map(|shape| Score {
            value: if is_wrapped { 70 } else { 90 },
            reason: shape.reason(first),
        })
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    json::with_document(input.bytes, progress, |document, findings| {
        let mut filler = Filler::new(findings, progress);
        let mut performances = linked::Performances::default();
        for document in document.roots().flat_map(documents) {
            if filler.is_cancelled() {
                break;
            }
            match Shape::of(document) {
                Some(Shape::Race) => race::read_race(document, None, &mut filler),
                Some(Shape::Races) => race::read_races(document, &mut filler),
                Some(Shape::EventResults) => race::read_event_results(document, &mut filler),
                Some(Shape::Events) => race::read_events(document, &mut filler),
                Some(Shape::Performances) => race::read_performances(document, None, &mut filler),
                Some(Shape::Export) => export::read(document, &mut filler),
                Some(Shape::Model) => model::read(document, &mut filler),
                Some(Shape::Linked) => performances.read(document, &mut filler),
                Some(Shape::Trials) => {
                    let found = format!("\"{}\" and no race", kind(document));
                    let expected = "the results of a race, or performances; it was not read";
                    filler.report(Severity::Note, "not-a-race", document, found, expected);
                }
                None => filler.report(
                    Severity::Warning,
                    "unknown-document",
                    document,
                    "a document of an unknown shape".to_owned(),
                    "positions, results, event_results, performances or units",
                ),
            }
        }
        filler.finish()
    })
}
