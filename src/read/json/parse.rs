//! A JSON text to its nodes, byte by byte and without recursion; what is not JSON is reported and read around.

use super::{Document, Kind, MAX_DEPTH, Node, Places};
use crate::model::{Finding, Findings, Severity};
use crate::read::format::Progress;

/// Bytes between two looks at whether to stop.
const STEP: usize = 1 << 20;

/// What stands before a document that is the argument of a call or the value of a variable is shorter than this.
const MAX_WRAPPER: usize = 300;

/// What may come next in the innermost container.
#[derive(Clone, Copy, PartialEq)]
enum Expect {
    /// A value of a list, or its end.
    Element,
    /// A key of an object, or its end.
    Key,
    Colon,
    /// The value of a key.
    Value,
    /// A comma, or the end of the container.
    Comma,
}

struct Parser<'a, 'f> {
    places: Places<'a>,
    bytes: &'a [u8],
    at: usize,
    line: u32,
    nodes: Vec<Node>,
    /// Numbers of the containers that are open.
    open: Vec<u32>,
    expect: Expect,
    commented: bool,
    findings: &'f mut Findings,
}

/// Where the document begins: at its first bracket, behind comments, or behind the start of a call or an assignment. `None`
/// when the text does not look like JSON.
pub(super) fn body_start(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let comment = match rest.as_bytes() {
            [b'/', b'/', ..] => rest.find('\n')?,
            [b'/', b'*', ..] => rest.find("*/")? + 2,
            _ => break,
        };
        rest = &rest[comment..];
    }
    let before = text.len() - rest.len();
    let bracket = rest.find(['{', '['])?;
    let wrapper = rest[..bracket].trim_end();
    // `)]}',` keeps other pages from running the document as a script
    let is_wrapper = wrapper.ends_with(['(', '=']) || wrapper.starts_with(")]}");
    let fits = wrapper.is_empty() || wrapper.len() < MAX_WRAPPER && is_wrapper;
    fits.then_some(before + bracket)
}

pub(super) fn read<'a>(text: &'a str, findings: &mut Findings, progress: &Progress) -> Document<'a> {
    let limit = (u32::MAX - 1) as usize;
    let bytes = &text.as_bytes()[..text.len().min(limit)];
    let start = body_start(text).unwrap_or(0).min(bytes.len());
    let mut parser = Parser {
        places: Places::new(text),
        bytes,
        at: start,
        line: 1 + memchr::memchr_iter(b'\n', &bytes[..start]).count() as u32,
        nodes: Vec::with_capacity(bytes.len() / 16),
        open: Vec::new(),
        expect: Expect::Element,
        commented: false,
        findings,
    };
    progress.advance(start as u64);
    let mut told = start;
    while parser.token() {
        if parser.at - told >= STEP {
            progress.advance((parser.at - told) as u64);
            told = parser.at;
            if progress.is_cancelled() {
                break;
            }
        }
    }
    parser.end();
    progress.advance((bytes.len() - told) as u64);
    Document {
        places: parser.places,
        nodes: parser.nodes,
    }
}

impl<'a> Parser<'a, '_> {
    fn report(&mut self, code: &'static str, at: usize, found: String, expected: &str) {
        self.findings.push(Finding {
            severity: Severity::Error,
            code,
            line: self.line,
            column: self.places.column(at),
            found,
            expected: expected.to_owned(),
        });
    }

    /// Reports what stands at a place.
    fn odd(&mut self, at: usize, expected: &str) {
        let rest = self.places.text().get(at..).unwrap_or_default();
        let shown: String = rest.chars().take_while(|c| *c != '\n').take(30).collect();
        let found = if shown.is_empty() {
            "the end of the text".to_owned()
        } else {
            format!("`{}`", shown.trim_end())
        };
        self.report("json-syntax", at, found, expected);
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        self.nodes.push(Node {
            start: start as u32,
            end: end as u32,
            line: self.line,
            kind,
        });
    }

    /// Reads one token; false at the end of the text, and when it nests too deeply.
    fn token(&mut self) -> bool {
        self.skip_blanks();
        let Some(&byte) = self.bytes.get(self.at) else {
            return false;
        };
        match byte {
            b'"' => self.string(),
            b',' => self.comma(),
            b':' => self.colon(),
            b'{' | b'[' => return self.open(byte),
            b'}' => self.close(Kind::Object),
            b']' => self.close(Kind::Array),
            _ => self.word(),
        }
        true
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                }
                b'/' => {
                    if !self.comment() {
                        return;
                    }
                }
                _ => return,
            }
        }
    }

    /// Steps over a comment, which JSON does not have; the first is reported.
    fn comment(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let len = match rest.get(1) {
            Some(b'/') => memchr::memchr(b'\n', rest),
            Some(b'*') => memchr::memmem::find(&rest[2..], b"*/").map(|end| end + 4),
            _ => return false,
        };
        let len = len.unwrap_or(rest.len());
        if !self.commented {
            self.commented = true;
            self.odd(self.at, "JSON, which has no comments; they are stepped over");
        }
        self.line += memchr::memchr_iter(b'\n', &rest[..len]).count() as u32;
        self.at += len;
        true
    }

    /// Makes room for a value at a place. A value where a key should be gets an empty one.
    fn before_value(&mut self, at: usize) {
        match self.expect {
            Expect::Element | Expect::Value => {}
            Expect::Comma if self.open.is_empty() => {}
            Expect::Comma => {
                self.odd(at, "a comma before it");
                if self.in_object() {
                    self.push(at, at, Kind::Plain);
                }
            }
            Expect::Key => {
                self.odd(at, "a key in quotes and a colon before it");
                self.push(at, at, Kind::Plain);
            }
            Expect::Colon => self.odd(at, "a colon before it"),
        }
    }

    fn in_object(&self) -> bool {
        let innermost = self.open.last().and_then(|at| self.nodes.get(*at as usize));
        innermost.is_some_and(|n| n.kind == Kind::Object)
    }

    fn open(&mut self, byte: u8) -> bool {
        if self.open.len() >= MAX_DEPTH {
            let found = format!("brackets more than {MAX_DEPTH} deep");
            self.report(
                "nested-too-deeply",
                self.at,
                found,
                "results; nothing behind it is read",
            );
            // what is open ends here without another word
            self.at = self.bytes.len();
            self.close_from(0);
            return false;
        }
        self.before_value(self.at);
        let (kind, inside) = if byte == b'{' {
            (Kind::Object, Expect::Key)
        } else {
            (Kind::Array, Expect::Element)
        };
        self.open.push(self.nodes.len() as u32);
        self.push(self.at, 0, kind);
        self.expect = inside;
        self.at += 1;
        true
    }

    fn close(&mut self, kind: Kind) {
        let at = self.at;
        let is_same = |index: &u32| self.nodes.get(*index as usize).is_some_and(|n| n.kind == kind);
        match self.open.iter().rposition(is_same) {
            Some(depth) => {
                if depth + 1 < self.open.len() {
                    self.odd(at, "the bracket that closes what is open");
                }
                self.close_from(depth);
            }
            None => self.odd(at, "no closing bracket, since none is open"),
        }
        self.at = at + 1;
    }

    /// Closes the containers from a depth on.
    fn close_from(&mut self, depth: usize) {
        while self.open.len() > depth {
            if matches!(self.expect, Expect::Colon | Expect::Value) {
                self.push(self.at, self.at, Kind::Null);
            }
            let end = self.nodes.len() as u32;
            if let Some(node) = self.open.pop().and_then(|at| self.nodes.get_mut(at as usize)) {
                node.end = end;
            }
            self.expect = Expect::Comma;
        }
    }

    fn comma(&mut self) {
        match self.expect {
            Expect::Comma => {}
            Expect::Colon | Expect::Value => {
                self.odd(self.at, "a value before it");
                self.push(self.at, self.at, Kind::Null);
            }
            Expect::Element | Expect::Key => self.odd(self.at, "a value before it"),
        }
        self.expect = if self.in_object() { Expect::Key } else { Expect::Element };
        self.at += 1;
    }

    fn colon(&mut self) {
        match self.expect {
            Expect::Colon => self.expect = Expect::Value,
            _ => self.odd(self.at, "a colon only between a key and its value"),
        }
        self.at += 1;
    }

    fn string(&mut self) {
        let start = self.at + 1;
        let mut kind = Kind::Plain;
        let mut end = start;
        loop {
            match self.bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    let newline = self.bytes.get(end + 1) == Some(&b'\n');
                    end += if newline { 1 } else { 2 };
                }
                // what follows a missing quote is read as if it were there
                Some(b'\n') => {
                    self.odd(self.at, "a closing quote on the same line");
                    let text = self.places.text().get(start..end).unwrap_or_default();
                    let text = text.trim_end().trim_end_matches([',', '\\']);
                    self.text(start, start + text.len(), kind);
                    self.at = end;
                    return;
                }
                Some(_) => end += 1,
                // a text that is cut off could read as another one: 3:2 of 3:28.32
                None => {
                    self.at = self.bytes.len();
                    return;
                }
            }
        }
        self.text(start, end, kind);
        self.at = end + 1;
    }

    /// Adds a text as a key or a value.
    fn text(&mut self, start: usize, end: usize, kind: Kind) {
        let quote = start.saturating_sub(1);
        let is_key = match self.expect {
            Expect::Key => true,
            Expect::Comma if self.in_object() => {
                self.odd(quote, "a comma before it");
                true
            }
            _ => false,
        };
        if !is_key {
            self.before_value(quote);
        }
        self.push(start, end, kind);
        self.expect = if is_key { Expect::Colon } else { Expect::Comma };
    }

    /// A number, `true`, `false`, `null`, or a word that is none of them.
    fn word(&mut self) {
        let start = self.at;
        let is_end = |b: &u8| {
            matches!(
                b,
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'"' | b'{' | b'}' | b'[' | b']'
            )
        };
        let rest = &self.bytes[start..];
        let len = rest.iter().position(is_end).unwrap_or(rest.len());
        let word = &rest[..len];
        self.at = start + len;
        if self.open.is_empty() && word.iter().all(|b| matches!(b, b')' | b';')) {
            return; // the end of a call
        }
        if self.at == self.bytes.len() && !self.open.is_empty() {
            return; // cut off, as a text may be
        }
        let kind = match word {
            b"null" | b"NaN" | b"undefined" | b"Infinity" | b"-Infinity" => Kind::Null,
            b"true" => Kind::True,
            b"false" => Kind::False,
            [b'0'..=b'9' | b'-' | b'+' | b'.', rest @ ..] if rest.iter().all(is_of_number) => Kind::Number,
            _ if self.expect == Expect::Key => {
                self.odd(start, "a key in quotes");
                return self.text(start, self.at, Kind::Plain);
            }
            _ => {
                self.odd(start, "a value; texts stand in quotes");
                if !matches!(self.expect, Expect::Element | Expect::Value) {
                    return;
                }
                Kind::Null
            }
        };
        self.before_value(start);
        self.push(start, self.at, kind);
        self.expect = Expect::Comma;
    }

    /// Closes what is open at the end of the text.
    fn end(&mut self) {
        if !self.open.is_empty() {
            let at = self.bytes.len();
            let found = "the end of the text".to_owned();
            let expected = format!("{} more closing brackets; what is complete was read", self.open.len());
            self.report("json-cut-off", at, found, &expected);
            self.at = at;
            self.close_from(0);
        }
    }
}

fn is_of_number(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E')
}
