//! JSON as a tree of values that know their line and column (RFC 8259), for the readers of all JSON formats.
//!
//! Numbers stay text, since a time must never become a float. Texts are borrowed where they hold no escape. Whatever is not
//! JSON is a finding, and the rest is read on: comments, missing commas and brackets, a text that ends early, the
//! JavaScript call around a document (`name( ... );`). The values stand in one flat list, a container before what is in it.

mod achieved;
mod filler;
mod parse;
mod splits;
mod text;

pub use achieved::{Achieved, joined};
pub use filler::{Filler, Person, wind};
pub use splits::{RaceRow, Split};
pub use text::unescaped;

use super::format::{Head, Progress, Score};
use super::text::{cut_at_character, decode};
use crate::model::{Finding, Findings, Severity};
use std::borrow::Cow;
use text::Places;

/// Documents of results nest some ten deep; deeper ones are read to here.
const MAX_DEPTH: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Null,
    True,
    False,
    Number,
    /// A text without escapes.
    Plain,
    Escaped,
    Array,
    /// Keys and values in turn.
    Object,
}

/// One value in 16 bytes.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Place of a scalar's text, without quotes; of a container its bracket.
    start: u32,
    /// End of a scalar's text; of a container the number of the first node behind it.
    end: u32,
    line: u32,
    kind: Kind,
}

/// A whole text. It has several roots when documents follow one another.
#[derive(Debug)]
pub struct Document<'a> {
    places: Places<'a>,
    nodes: Vec<Node>,
}

/// A value of a document; one that is not there reads as null, so that paths need no checks on the way.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    document: &'d Document<'d>,
    at: u32,
}

/// No node has this number, since a document of 4 GiB has fewer.
const ABSENT: u32 = u32::MAX;

impl<'a> Document<'a> {
    /// Reads a text; what is not JSON is reported, and the rest read on.
    pub fn read(text: &'a str, findings: &mut Findings, progress: &Progress) -> Self {
        parse::read(text, findings, progress)
    }

    /// The value of the text; the outermost values, if there are several.
    pub fn roots(&self) -> Items<'_> {
        Items {
            document: self,
            at: 0,
            end: self.nodes.len() as u32,
        }
    }
}

impl<'d> Value<'d> {
    fn node(self) -> Option<&'d Node> {
        self.document.nodes.get(self.at as usize)
    }

    fn kind(self) -> Kind {
        self.node().map_or(Kind::Null, |n| n.kind)
    }

    fn text_of(self, node: &Node) -> &'d str {
        let text = self.document.places.text();
        text.get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    pub fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// Whether it is a text, which may be empty.
    pub fn is_text(self) -> bool {
        matches!(self.kind(), Kind::Plain | Kind::Escaped)
    }

    /// Whether it is null, not there, or an empty text.
    pub fn is_missing(self) -> bool {
        match self.node() {
            None => true,
            Some(node) => match node.kind {
                Kind::Null => true,
                Kind::Plain | Kind::Escaped => self.text_of(node).trim().is_empty(),
                _ => false,
            },
        }
    }

    pub fn bool(self) -> Option<bool> {
        match self.kind() {
            Kind::True => Some(true),
            Kind::False => Some(false),
            _ => None,
        }
    }

    /// A text, or a number as it is written, without blanks around it; empty for everything else.
    pub fn text(self) -> Cow<'d, str> {
        let Some(node) = self.node() else {
            return Cow::Borrowed("");
        };
        match node.kind {
            Kind::Plain | Kind::Number => Cow::Borrowed(self.text_of(node).trim()),
            Kind::Escaped => match text::unescaped(self.text_of(node)) {
                text if text.trim().len() == text.len() => Cow::Owned(text),
                text => Cow::Owned(text.trim().to_owned()),
            },
            _ => Cow::Borrowed(""),
        }
    }

    /// A whole number, also one in quotes.
    pub fn whole(self) -> Option<u64> {
        self.text().parse().ok()
    }

    /// Line from 1; 0 when it is not there.
    pub fn line(self) -> u32 {
        self.node().map_or(0, |n| n.line)
    }

    /// Line and column (in characters), from 1; 0 when it is not there.
    pub fn place(self) -> (u32, u32) {
        let Some(node) = self.node() else { return (0, 0) };
        let quote = matches!(node.kind, Kind::Plain | Kind::Escaped);
        let start = (node.start as usize).saturating_sub(usize::from(quote));
        (node.line, self.document.places.column(start))
    }

    /// Its number in the order of the document.
    pub fn number(self) -> u32 {
        self.at
    }

    /// Whether it is this very value, and not one that is equal.
    pub fn is(self, other: Self) -> bool {
        self.at == other.at && std::ptr::eq(self.document, other.document)
    }

    /// The value of a key; of equal keys the last, as in other programs.
    pub fn get(self, key: &str) -> Value<'d> {
        let mut found = ABSENT;
        if self.is_object() {
            let mut inside = self.inside();
            while let Some((name, value)) = inside.next().zip(inside.next()) {
                let same = name.node().is_some_and(|node| match node.kind {
                    Kind::Escaped => text::unescaped(name.text_of(node)) == key,
                    _ => (node.end - node.start) as usize == key.len() && name.text_of(node) == key,
                });
                if same {
                    found = value.at;
                }
            }
        }
        Value { at: found, ..self }
    }

    /// A value that is not there.
    pub fn nowhere(self) -> Value<'d> {
        Value { at: ABSENT, ..self }
    }

    /// The value of the first of these keys that is there and not null.
    pub fn first_stated(self, keys: &[&str]) -> Value<'d> {
        let found = keys.iter().map(|key| self.get(key)).find(|v| !v.is_missing());
        found.unwrap_or(self.nowhere())
    }

    /// The values of a list; nothing for everything else.
    pub fn items(self) -> Items<'d> {
        if self.is_array() { self.inside() } else { self.nothing() }
    }

    /// The values of a list; of a single object, as programs write a list of one, that object.
    pub fn all(self) -> Items<'d> {
        if self.is_object() {
            let end = self.at.saturating_add(1);
            return Items {
                document: self.document,
                at: self.at,
                end,
            };
        }
        self.items()
    }

    /// Keys and values of an object; nothing for everything else.
    pub fn fields(self) -> impl Iterator<Item = (Cow<'d, str>, Value<'d>)> {
        let mut inside = if self.is_object() {
            self.inside()
        } else {
            self.nothing()
        };
        std::iter::from_fn(move || {
            let (key, value) = inside.next().zip(inside.next())?;
            Some((key.text(), value))
        })
    }

    fn nothing(self) -> Items<'d> {
        Items {
            document: self.document,
            at: 0,
            end: 0,
        }
    }

    fn inside(self) -> Items<'d> {
        Items {
            document: self.document,
            at: self.at.saturating_add(1),
            end: self.node().map_or(0, |n| n.end),
        }
    }
}

/// Values one behind the other.
#[derive(Clone)]
pub struct Items<'d> {
    document: &'d Document<'d>,
    at: u32,
    end: u32,
}

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        if self.at >= self.end {
            return None;
        }
        let value = Value {
            document: self.document,
            at: self.at,
        };
        self.at = match value.node()? {
            node if matches!(node.kind, Kind::Array | Kind::Object) => node.end.max(self.at + 1),
            _ => self.at + 1,
        };
        Some(value)
    }
}

/// Decodes the bytes of a file and hands the document in them over; the findings are those of its text.
pub fn with_document<T>(bytes: &[u8], progress: &Progress, use_it: impl FnOnce(&Document<'_>, Findings) -> T) -> T {
    let mut findings = Findings::default();
    let decoded = decode(bytes);
    if decoded.encoding != "UTF-8" {
        findings.push(Finding {
            severity: Severity::Note,
            code: "encoding",
            line: 0,
            column: 0,
            found: format!("text in {}", decoded.encoding),
            expected: "UTF-8; the text was converted".to_owned(),
        });
    }
    let text = String::from_utf8_lossy(&decoded.text);
    let document = Document::read(&text, &mut findings, progress);
    use_it(&document, findings)
}

/// Scores the beginning of a file by the document in it; `None` when it is not JSON.
pub fn score(head: Head<'_>, judge: impl Fn(Value<'_>) -> Option<Score>) -> Option<Score> {
    let decoded = decode(cut_at_character(head.bytes));
    let text = std::str::from_utf8(&decoded.text).ok()?;
    parse::body_start(text)?;
    let document = Document::read(text, &mut Findings::default(), &Progress::default());
    document.roots().next().and_then(judge)
}

#[cfg(test)]
mod tests;
