//! The RON format: our own documents, versioned, lossless for everything that an [`Import`] holds, written by hand or by
//! [`write`].
//!
//! ```ron
//! Homestraight(
//!     version: 1,
//!     source: "olympedia.org/results/19000422", // of all that has no source of its own
//!     athletes: [
//!         (name: "Jakob Ingebrigtsen", nation: "NOR", born: "2000-09-19", club: "Sandnes IL"),
//!     ],
//!     meets: [
//!         (
//!             name: "Olympic Games Tokyo 2020", venue: "National Stadium", city: "Tokyo", nation: "JPN",
//!             races: [
//!                 (
//!                     event: "men 1500 m", round: "final", date: "2021-08-07",
//!                     results: [
//!                         (place: 1, athlete: "Jakob Ingebrigtsen", time: "3:28.32", flags: "OR AR(ER) NR PB", passings: [
//!                             (at: 400, time: "56.2", position: 1),
//!                             (at: 1300, time: "≈3:01.2"),
//!                         ]),
//!                         (athlete: "Somebody Else", nation: "USA", status: "DNF"),
//!                     ],
//!                     leader: [
//!                         (at: 400, time: "56.1", athlete: "Jakob Ingebrigtsen"),
//!                         (at: 400, time: "56.4", alternative: true, source: "another report"),
//!                     ],
//!                 ),
//!             ],
//!         ),
//!     ],
//!     lists: [
//!         (title: "World all-time list", event: "men 1500 m", rows: [
//!             (rank: 1, athlete: "Hicham El Guerrouj", nation: "MAR", time: "3:26.00", date: "1998-07-14", place: 1),
//!         ]),
//!     ],
//! )
//! ```
//!
//! - Everything may be left out but `version` and a passing's `at`. Times, dates, events, rounds and codes are texts as the
//!   sport writes them (`values.rs` has the marks), distances are metres with up to three decimals.
//! - `races` and `lists` stand in a meet or beside the meets; `results` of a race and `rows` of a list have the same fields.
//! - A result means the athlete of the list `athletes` with its name, as far as nation, birth date and sex agree; where that
//!   is not enough it says `athlete_number`, counted from 1. An athlete has the sex of the event unless another is stated.
//! - `source` is the citation of what it stands in: a passing's own, else the race's `passings_source`, else its result's, else
//!   the race's, else the document's. A passing without `alternative` is the preferred one of its marker.
//! - A race's markers are those at which somebody has a passing; `markers` adds others.
//! - A field that is not known is an error with line and column, and so is a value that cannot be read; the rest loads.

mod build;
mod document;
pub mod json;
mod names;
mod outline;
mod results;
mod text;
mod token;
mod values;
mod write;

use super::format::{Format, Head, Input, Progress, Score};
use super::import::Import;
use crate::model::{Finding, Findings, Severity};
use ::ron::error::SpannedError;
use ::ron::extensions::Extensions;
use document::Document;
use outline::Outline;
use std::borrow::Cow;

pub use write::write;

/// The version of the format that is read and written.
pub const VERSION: u32 = 1;

/// Brackets nest six deep in a document; more than this many are refused.
const RECURSION_LIMIT: usize = 32;

/// Defects in the syntax of one file that are stepped over before reading stops; fewer in a large file, since the whole
/// text is read again behind each.
const MAX_REPAIRS: usize = 100;
const REPAIR_BYTES: usize = 64 << 20;

pub const FORMAT: Format = Format {
    name: "ron",
    label: "Homestraight document (RON)",
    extensions: &["ron"],
    score,
    read,
};

/// A document begins, behind comments and attributes, with a bracket (named or not) and soon says its version.
fn score(head: Head<'_>) -> Option<Score> {
    let text = utf8_start(head.bytes);
    let content = outline::skip_preamble(text);
    let (named, inside) = match content.strip_prefix("Homestraight") {
        Some(rest) => (true, rest.trim_start().strip_prefix('(')?),
        None => (false, content.strip_prefix('(')?),
    };
    let version = outline::version_near(inside);
    let (value, reason) = match (named, version) {
        (true, Some(version)) => (100, format!("RON document, version {version}")),
        (true, None) => (70, "RON document without a version".to_owned()),
        (false, Some(version)) => (90, format!("RON document without a name, version {version}")),
        (false, None) => return None,
    };
    Some(Score { value, reason })
}

/// The part of the bytes before the first that is not UTF-8, without a byte order mark.
fn utf8_start(bytes: &[u8]) -> &str {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    text.trim_start_matches('\u{feff}')
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let mut findings = Findings::default();
    let text = text_of(input.bytes, &mut findings);
    let import = read_text(Cow::Borrowed(&text), "ron-syntax", findings, progress);
    progress.advance(input.bytes.len() as u64);
    import
}

/// The text of a file, without a byte order mark.
fn text_of<'a>(bytes: &'a [u8], findings: &mut Findings) -> Cow<'a, str> {
    let text = match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    };
    if let Cow::Owned(_) = text {
        let valid = utf8_start(bytes);
        let line = 1 + valid.bytes().filter(|b| *b == b'\n').count();
        findings.push(Finding {
            severity: Severity::Warning,
            code: "not-utf-8",
            line: line as u32,
            column: 0,
            found: "bytes that are not UTF-8".to_owned(),
            expected: "UTF-8; other characters are shown as \u{fffd}".to_owned(),
        });
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()),
    }
}

/// Reads a document. What serde refuses is reported under a code, left out of the text, and the rest is read again.
fn read_text(mut text: Cow<'_, str>, code: &'static str, mut findings: Findings, progress: &Progress) -> Import {
    let mut import = Import::default();
    let repairs = (REPAIR_BYTES / text.len().max(1)).clamp(1, MAX_REPAIRS);
    for repair in 0..=repairs {
        if progress.is_cancelled() {
            break;
        }
        let outline = Outline::of(&text, progress);
        if repair == 0
            && let Err(finding) = version(&outline)
        {
            findings.push(finding);
            break;
        }
        match options().from_str::<Document<'_>>(&text) {
            Ok(document) => {
                import = build::build(document, outline);
                break;
            }
            Err(error) => {
                let at = outline.offset(error.span.start.line, error.span.start.col);
                findings.push(syntax_finding(&error, code, &outline, &text, at));
                let Some(rest) = without_defect(&error, &outline, &text, at) else {
                    break;
                };
                text = Cow::Owned(rest);
            }
        }
    }
    with_findings(import, findings)
}

/// An import with the findings of its text before its own.
fn with_findings(mut import: Import, mut findings: Findings) -> Import {
    findings.extend(std::mem::take(&mut import.findings));
    import.findings = findings;
    import
}

fn options() -> ::ron::Options {
    ::ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_recursion_limit(RECURSION_LIMIT)
}

fn version(outline: &Outline<'_>) -> Result<(), Finding> {
    let version = outline.version();
    if version.and_then(|(v, _)| v.parse().ok()) == Some(VERSION) {
        return Ok(());
    }
    let (line, column) = version.map_or((1, 1), |(_, at)| outline.place(at));
    Err(Finding {
        severity: Severity::Error,
        code: "unknown-version",
        line,
        column,
        found: version.map_or("no version".to_owned(), |(v, _)| format!("version {v}")),
        expected: format!("version {VERSION}; a newer document needs a newer Homestraight"),
    })
}

fn syntax_finding(error: &SpannedError, code: &'static str, outline: &Outline<'_>, text: &str, at: usize) -> Finding {
    use ::ron::Error;
    let (line, column) = outline.place(at);
    let here = || {
        let snippet: String = text[at..].chars().take_while(|c| *c != '\n').take(30).collect();
        if snippet.is_empty() {
            "the end of the text".to_owned()
        } else {
            format!("`{}`", snippet.trim_end())
        }
    };
    let (found, expected) = match &error.code {
        Error::NoSuchStructField { expected, found, .. } => {
            (format!("field `{found}`"), format!("one of {}", expected.join(", ")))
        }
        Error::InvalidValueForType { expected, found } => (found.clone(), expected.clone()),
        Error::MissingStructField { field, .. } => (here(), format!("also the field `{field}`")),
        Error::DuplicateStructField { field, .. } => (format!("field `{field}` again"), "each field once".to_owned()),
        Error::ExceededRecursionLimit => (
            "brackets nested too deeply".to_owned(),
            format!("at most {RECURSION_LIMIT} levels"),
        ),
        other => {
            let message = other.to_string();
            match message.strip_prefix("Expected ") {
                Some(expected) => (here(), expected.to_owned()),
                None => (format!("{}: {message}", here()), "a document of its format".to_owned()),
            }
        }
    };
    Finding {
        severity: Severity::Error,
        code,
        line,
        column,
        found,
        expected,
    }
}

/// The text without a defect: without an unknown field, otherwise without the innermost element of a list that is open there.
/// What stands before it in the lists around it is kept; where a bracket is missing, what follows in them is not.
/// `None` when nothing can be kept.
fn without_defect(error: &SpannedError, outline: &Outline<'_>, text: &str, at: usize) -> Option<String> {
    if let ::ron::Error::NoSuchStructField { .. } | ::ron::Error::DuplicateStructField { .. } = error.code {
        let end = outline::field_end(text, at);
        if end < text.len() {
            return Some(replaced(text, (at, end), ""));
        }
    }
    // where the text ends inside every element around the defect, all that is open is closed at its end
    let ends = text[at..].bytes().all(|b| b",)] \r\n\t".contains(&b));
    let at = if ends { text.len() } else { at };
    let around = outline.element_around(at).filter(|(start, end)| start < end);
    let (start, end) = around.unwrap_or((0, text.len()));
    if around.is_none() && matches!(error.code, ::ron::Error::ExceededRecursionLimit) {
        return None;
    }
    Some(match (outline::closed(&text[start..at.max(start)]), around) {
        (Some((kept, closing)), None) => replaced(text, (kept, end), &closing),
        (Some((kept, closing)), Some(_)) => replaced(text, (start + kept, end), &(closing + ",")),
        (None, Some(_)) => replaced(text, (start, end), ""),
        (None, None) => return None,
    })
}

/// The text with a range of it replaced, and blanks for what stood there; its lines stay where they are.
fn replaced(text: &str, (start, end): (usize, usize), by: &str) -> String {
    let blank = text[start..end].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' });
    let mut out = String::with_capacity(text.len() + by.len());
    out.push_str(&text[..start]);
    out.push_str(by);
    out.extend(blank);
    out.push_str(&text[end..]);
    out
}
