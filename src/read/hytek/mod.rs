//! Hy-Tek MEET MANAGER for track and field: result listings as text or in a web page (`listing.rs`), and the semicolon
//! export (`export.rs`). Rule: the printed reports of the program, whose columns stand where their captions say, and the
//! vendor's page on the export.

mod below;
mod captions;
mod compile;
mod event;
mod export;
mod listing;
mod meet;
mod row;
mod write;

use super::format::{Format, HEAD_BYTES, Head, Input, Progress, Score};
use super::html;
use super::import::{Import, ImportBuilder};
use super::text;
use crate::model::{Finding, Severity};
use std::borrow::Cow;

pub const LISTING: Format = Format {
    name: "hytek",
    label: "Hy-Tek MEET MANAGER listing",
    extensions: &["htm", "html", "shtml", "txt", "lis", "prn"],
    score,
    read,
};

pub const EXPORT: Format = export::FORMAT;

/// A line of a listing with its number.
pub struct Line<'a> {
    /// Without blanks at the end and without tabs.
    pub text: Cow<'a, str>,
    pub number: u32,
}

fn score(head: Head<'_>) -> Option<Score> {
    let decoded = text::decode(head.bytes);
    let body = String::from_utf8_lossy(&decoded.text);
    let signed = memchr::memmem::find(&decoded.text.to_ascii_lowercase(), b"hy-tek").is_some();
    if is_index(&body) {
        let reason = "index page of a Hy-Tek meet".to_owned();
        return Some(Score { value: 80, reason });
    }
    let lines = lines(&body);
    let events = (0..lines.len())
        .filter(|at| listing::heading(&lines, *at).is_some())
        .count();
    let tables = lines
        .iter()
        .filter(|l| captions::Captions::read(&l.text, true).is_some())
        .count();
    let ruled = lines.iter().any(|l| captions::is_ruler(&l.text));
    let value = match (signed, events > 0 && tables > 0 && ruled) {
        (true, true) => 90,
        (false, true) => 80,
        (true, false) if tables > 0 && ruled => 75,
        _ => return None,
    };
    let by = if signed {
        "signed by Hy-Tek's Meet Manager, "
    } else {
        ""
    };
    let events = if events == 1 {
        "1 event heading".to_owned()
    } else {
        format!("{events} event headings")
    };
    let reason = format!("{by}{events} and captions between rulers in its first part");
    Some(Score { value, reason })
}

/// A page of links to the pages of events, or the frames around it; it stands at the start of a text.
fn is_index(body: &str) -> bool {
    let head = body.len().min(HEAD_BYTES);
    let lower = String::from_utf8_lossy(&body.as_bytes()[..head]).to_ascii_lowercase();
    let links = lower.contains("<a href") && lower.contains("created by hy-tek");
    let frames = lower.contains("<frameset") && (lower.contains("evtindex") || lower.contains("hy-tek"));
    (links || frames) && !lower.contains("<pre")
}

/// The lines of a text, or those of a page's `<pre>`.
fn lines(body: &str) -> Vec<Line<'_>> {
    if !html::is_page(body.as_bytes()) {
        let lines = body.lines().zip(1..);
        return lines
            .map(|(text, number)| Line {
                text: expanded(text),
                number,
            })
            .collect();
    }
    let page = html::page(body);
    let has_pre = page
        .lines
        .iter()
        .any(|l| l.is_preformatted && !l.text.trim().is_empty());
    let wanted = page.lines.into_iter().filter(|l| l.is_preformatted == has_pre);
    wanted
        .map(|line| Line {
            text: match line.text {
                Cow::Borrowed(text) => expanded(text),
                Cow::Owned(text) => Cow::Owned(expanded(&text).into_owned()),
            },
            number: line.line,
        })
        .collect()
}

/// The first byte of a blank that does not break, in UTF-8.
const NO_BREAK_START: u8 = 0xc2;

/// Without blanks at the end, with blanks for those that do not break, and for tabs up to the next multiple of eight.
fn expanded(text: &str) -> Cow<'_, str> {
    let text = text.trim_end();
    if memchr::memchr2(b'\t', NO_BREAK_START, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut width = 0;
    for c in text.chars() {
        let blanks = if c == '\t' { 8 - width % 8 } else { 0 };
        out.extend(std::iter::repeat_n(' ', blanks));
        if c != '\t' {
            out.push(if c == '\u{a0}' { ' ' } else { c });
        }
        width += blanks.max(1);
    }
    Cow::Owned(out)
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let decoded = text::decode(input.bytes);
    let body =
        std::str::from_utf8(&decoded.text).map_or_else(|_| String::from_utf8_lossy(&decoded.text), Cow::Borrowed);
    let mut builder = ImportBuilder::new();
    if is_index(&body) {
        let (found, expected) = (
            "links to the pages of events",
            "results; open those pages, or their folder",
        );
        builder
            .findings()
            .push(Finding::at(Severity::Note, "index-page", (0, 0), found, expected));
        return builder.finish();
    }
    let lines = lines(&body);
    listing::read(&lines, &mut builder, progress);
    progress.advance(input.bytes.len() as u64);
    builder.finish()
}
