//! Data of World Athletics as JSON: Diamond League meetings scraped by category (`meeting.rs`), answers of the calendar's
//! results (`competition.rs`) and of championship pages with intermediate times (`phases.rs`), bare or inside an answer.

mod competition;
mod meeting;
mod names;
mod phases;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::Import;
use super::json::{self, Filler, Value};
use crate::model::Severity;

pub const FORMAT: Format = Format {
    name: "world-athletics",
    label: "World Athletics and Diamond League JSON",
    extensions: &["json"],
    score,
    read,
};

/// How deep an answer may stand inside what it is an answer to.
const MAX_WRAPPERS: usize = 6;

/// The objects in a value that have a list of objects under a key, with what encloses each, the outermost first.
fn objects_with<'d>(value: Value<'d>, key: &str, path: &mut Vec<Value<'d>>, found: &mut Vec<Vec<Value<'d>>>) {
    path.push(value);
    if value.get(key).items().any(Value::is_object) {
        found.push(path.clone());
    } else if path.len() <= MAX_WRAPPERS {
        for (_, inner) in value.fields().filter(|(_, v)| v.is_object() || v.is_array()) {
            objects_with(inner, key, path, found);
        }
        for inner in value.items().filter(|v| v.is_object()) {
            objects_with(inner, key, path, found);
        }
    }
    path.pop();
}

fn found<'d>(root: Value<'d>, key: &str) -> Vec<Vec<Value<'d>>> {
    let mut found = Vec::new();
    objects_with(root, key, &mut Vec::new(), &mut found);
    found
}

fn score(head: Head<'_>) -> Option<Score> {
    json::score(head, |root| {
        let claim = |value, reason: String| Some(Score { value, reason });
        if let Some(category) = meeting::first_category(root) {
            return claim(90, format!("Diamond League results by category, \"{category}\" first"));
        }
        let is_competition = |path: &Vec<Value<'_>>| {
            let titles = path.last().map(|o| o.get("eventTitles"));
            titles.is_some_and(|t| t.items().any(|t| t.get("events").is_array()))
        };
        if found(root, "eventTitles").iter().any(is_competition) {
            return claim(90, "World Athletics competition with eventTitles".to_owned());
        }
        let is_phases = |path: &Vec<Value<'_>>| path.last().is_some_and(|o| phases::are_in(*o));
        if found(root, "phases").iter().any(is_phases) {
            return claim(85, "World Athletics championship page with phases and units".to_owned());
        }
        let is_empty = root.is_object() && root.fields().next().is_none() && head.bytes.len() < 16;
        is_empty
            .then(|| {
                claim(
                    10,
                    "an empty JSON object, as scrapes of cancelled meetings are".to_owned(),
                )
            })
            .flatten()
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    json::with_document(input.bytes, progress, |document, findings| {
        let mut filler = Filler::new(findings, progress);
        for root in document.roots() {
            if meeting::first_category(root).is_some() {
                meeting::read(root, input.name, &mut filler);
                continue;
            }
            let (competitions, pages) = (found(root, "eventTitles"), found(root, "phases"));
            for path in &competitions {
                competition::read(path, &mut filler);
            }
            for path in &pages {
                phases::read(path, &mut filler);
            }
            if competitions.is_empty() && pages.is_empty() {
                let expected = "categories of events, eventTitles or phases";
                filler.report(Severity::Warning, "no-results", root, "no results".to_owned(), expected);
            }
        }
        filler.finish()
    })
}
