//! XML for readers: a pull reader over quick-xml that goes on behind what is broken and allocates next to nothing.
//!
//! A reader asks for the children of an element one after the other; what it does not look into is passed over. Namespace
//! prefixes are left out. No entity but the five of XML and numbers is replaced, so a document cannot grow by its DTD.
//! A tag that is not closed, closed twice or crossed with another is a finding, and so is the end of a text that was cut.

mod element;
mod text;

use crate::model::{Finding, Findings, Severity};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use text::{trimmed, unescape};

pub use element::Element;
pub use text::decode_xml;

/// Elements nested deeper are passed over; result files nest about ten deep.
const MAX_DEPTH: usize = 64;
/// How often, on average, a byte may be read again behind broken tags.
const MAX_REREADS: usize = 16;
/// Columns further on are not counted, nor those of more findings than this.
const MAX_COLUMN: usize = 1 << 20;
const MAX_COLUMNS: u64 = 2000;

enum Token<'t> {
    Start(Element<'t>),
    /// A piece of text with its entities.
    Text(&'t str),
    /// A piece of text as it is meant.
    Verbatim(&'t str),
    Other,
}

pub struct Xml<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// Where in the text the reader began.
    base: usize,
    /// Names of the elements that are open.
    open: Vec<&'t str>,
    /// How many more are open beyond [`MAX_DEPTH`].
    too_deep: usize,
    /// The innermost open element ends where it began.
    is_empty: bool,
    /// An element whose start ended others; it comes next.
    waiting: Option<Element<'t>>,
    /// Names of elements that never stand in one of the same name: the start of one ends another that was left open.
    apart: &'static [&'static str],
    reread: usize,
    counted_to: usize,
    line: u32,
    pub findings: Findings,
}

impl<'t> Xml<'t> {
    pub fn new(text: &'t str, apart: &'static [&'static str]) -> Self {
        Self {
            text,
            reader: reader(text),
            base: 0,
            open: Vec::new(),
            too_deep: 0,
            is_empty: false,
            waiting: None,
            apart,
            reread: 0,
            counted_to: 0,
            line: 1,
            findings: Findings::default(),
        }
    }

    /// The first element of the text.
    pub fn root(&mut self) -> Option<Element<'t>> {
        loop {
            if let Token::Start(element) = self.advance()? {
                return Some(element);
            }
        }
    }

    /// The next child of an element whose end was not read yet; `None` when there are no more.
    pub fn child(&mut self, parent: &Element<'t>) -> Option<Element<'t>> {
        while self.open.len() >= parent.depth {
            if let Token::Start(element) = self.advance()?
                && element.depth == parent.depth + 1
            {
                return Some(element);
            }
        }
        None
    }

    /// The trimmed text in an element and in those within it, up to its end.
    pub fn content(&mut self, element: &Element<'t>) -> Cow<'t, str> {
        let mut content = Cow::Borrowed("");
        while self.open.len() >= element.depth {
            let piece = match self.advance() {
                Some(Token::Text(raw)) => unescape(raw),
                Some(Token::Verbatim(text)) => Cow::Borrowed(text),
                Some(_) => continue,
                None => break,
            };
            if content.is_empty() {
                content = piece;
            } else {
                content.to_mut().push_str(&piece);
            }
        }
        trimmed(content)
    }

    /// Bytes of the text that were read.
    pub fn offset(&self) -> usize {
        self.base + self.reader.buffer_position() as usize
    }

    /// The line of an element's start, from 1.
    pub fn line_of(&mut self, element: &Element<'_>) -> u32 {
        self.line_at(element.offset)
    }

    fn line_at(&mut self, offset: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let newlines = |range: std::ops::Range<usize>| {
            let range = bytes.get(range).unwrap_or_default();
            memchr::memchr_iter(b'\n', range).count() as u32
        };
        if offset >= self.counted_to {
            self.line += newlines(self.counted_to..offset);
        } else {
            self.line -= newlines(offset..self.counted_to);
        }
        self.counted_to = offset;
        self.line
    }

    /// Reports a value at the start of an element.
    pub fn report(
        &mut self,
        element: &Element<'_>,
        severity: Severity,
        code: &'static str,
        found: String,
        expected: &str,
    ) {
        self.report_at(element.offset, severity, code, found, expected.to_owned());
    }

    fn report_at(&mut self, offset: usize, severity: Severity, code: &'static str, found: String, expected: String) {
        let line = self.line_at(offset);
        let column = if self.findings.total() < MAX_COLUMNS {
            self.column_at(offset)
        } else {
            0
        };
        self.findings.push(Finding {
            severity,
            code,
            line,
            column,
            found,
            expected,
        });
    }

    /// The column in characters, from 1; 0 where it is too far to count.
    fn column_at(&self, offset: usize) -> u32 {
        let from = offset.saturating_sub(MAX_COLUMN);
        let before = self.text.as_bytes().get(from..offset).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before)
            .map(|at| at + 1)
            .or((from == 0).then_some(0));
        let line = start.and_then(|start| before.get(start..));
        let is_character = |b: &&u8| **b & 0xc0 != 0x80;
        line.map_or(0, |line| line.iter().filter(is_character).count() as u32 + 1)
    }

    /// The next piece; `None` at the end of the text, when everything is closed.
    fn advance(&mut self) -> Option<Token<'t>> {
        if let Some(element) = self.waiting.take() {
            return Some(self.begin(element, self.is_empty));
        }
        if std::mem::take(&mut self.is_empty) {
            self.open.pop();
            return Some(Token::Other);
        }
        let start = self.offset();
        let event = self.reader.read_event();
        let raw = self.text.get(start..self.offset()).unwrap_or("");
        if let Ok(Event::Text(_) | Event::GeneralRef(_)) = event {
            return Some(Token::Text(raw));
        }
        // blanks before a tag are no event of their own
        let start = start + raw.len();
        let raw = raw.trim_ascii_start();
        let start = start - raw.len();
        Some(match event {
            Ok(Event::Start(_)) => self.tag(start, raw, false),
            Ok(Event::Empty(_)) => self.tag(start, raw, true),
            Ok(Event::End(_)) => self.end(start, raw),
            Ok(Event::CData(_)) => Token::Verbatim(
                raw.strip_prefix("<![CDATA[")
                    .and_then(|r| r.strip_suffix("]]>"))
                    .unwrap_or(""),
            ),
            Ok(Event::Eof) => return self.finish(),
            Ok(_) | Err(quick_xml::Error::IllFormed(_)) => Token::Other,
            Err(_) => return self.recover(),
        })
    }

    fn tag(&mut self, start: usize, raw: &'t str, is_empty: bool) -> Token<'t> {
        let inside = raw.get(1..raw.len().saturating_sub(1)).unwrap_or("");
        if !inside.starts_with(is_name_start) {
            return self.stray(start);
        }
        // a quote that is not closed swallows the tags up to the next quote
        if let Some(inner) = memchr::memchr(b'<', inside.as_bytes()) {
            let end = memchr::memchr(b'>', &inside.as_bytes()[..inner]);
            let is_name = name_end(inside) > inner;
            if (end.is_some() || is_name) && self.reread_from(start + 1 + end.map_or(inner, |end| end + 1)) {
                let shown = raw.get(..1 + end.unwrap_or(inner)).unwrap_or("");
                self.report_broken(start, shown);
                return match end.and_then(|end| inside.get(..end)) {
                    Some(tag) => self.element(start, tag.trim_end_matches('/'), tag.ends_with('/')),
                    None => Token::Other,
                };
            }
        }
        let tag = if is_empty { inside.strip_suffix('/') } else { None };
        self.element(start, tag.unwrap_or(inside), is_empty)
    }

    /// A `<` that begins no tag is text.
    fn stray(&mut self, start: usize) -> Token<'t> {
        self.report_broken(start, "<");
        self.reread_from(start + 1);
        Token::Verbatim("<")
    }

    fn element(&mut self, offset: usize, tag: &'t str, is_empty: bool) -> Token<'t> {
        let (name, attributes) = tag.split_at_checked(name_end(tag)).unwrap_or((tag, ""));
        let name = local(name);
        if self.too_deep == 0
            && self.apart.contains(&name)
            && let Some(at) = self.open.iter().rposition(|open| *open == name)
        {
            let expected = format!("</{name}> before another <{name}>");
            self.report_at(
                offset,
                Severity::Warning,
                "xml-not-closed",
                format!("<{name}>"),
                expected,
            );
            self.open.truncate(at);
            let element = Element {
                name,
                attributes,
                offset,
                depth: at + 1,
            };
            (self.waiting, self.is_empty) = (Some(element), is_empty);
            return Token::Other;
        }
        let element = Element {
            name,
            attributes,
            offset,
            depth: self.open.len() + 1,
        };
        self.begin(element, is_empty)
    }

    fn begin(&mut self, element: Element<'t>, is_empty: bool) -> Token<'t> {
        if self.open.len() == MAX_DEPTH {
            if self.too_deep == 0 {
                let expected = format!("elements at most {MAX_DEPTH} deep; those within were passed over");
                self.report_at(
                    element.offset,
                    Severity::Error,
                    "xml-too-deep",
                    format!("<{}>", element.name),
                    expected,
                );
            }
            self.too_deep += usize::from(!is_empty);
            return Token::Other;
        }
        self.open.push(element.name);
        self.is_empty = is_empty;
        Token::Start(element)
    }

    fn end(&mut self, start: usize, raw: &'t str) -> Token<'t> {
        let name = raw.get(2..raw.len() - 1).unwrap_or("");
        let name = local(name.get(..name_end(name)).unwrap_or(""));
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return Token::Other;
        }
        match self.open.last() {
            Some(open) if *open == name => {
                self.open.pop();
            }
            innermost => {
                let expected = innermost.map_or("no more end tags".to_owned(), |open| format!("</{open}>"));
                self.report_at(
                    start,
                    Severity::Warning,
                    "xml-wrong-end",
                    format!("</{name}>"),
                    expected,
                );
                if let Some(at) = self.open.iter().rposition(|open| *open == name) {
                    self.open.truncate(at);
                }
            }
        }
        Token::Other
    }

    fn finish(&mut self) -> Option<Token<'t>> {
        if let Some(name) = self.open.last() {
            let expected = format!("</{name}>; what was read before stays");
            let end = self.text.len();
            self.report_at(
                end,
                Severity::Error,
                "xml-cut-off",
                "the end of the file".to_owned(),
                expected,
            );
        }
        self.open.clear();
        None
    }

    /// Goes on behind markup that has no end.
    fn recover(&mut self) -> Option<Token<'t>> {
        let start = self.base + self.reader.error_position() as usize;
        let rest = self.text.get(start..).unwrap_or("");
        if rest.starts_with("<!--") || rest.starts_with("<![CDATA[") {
            return self.finish();
        }
        let begun = rest.get(1..).unwrap_or("");
        if !begun.is_empty() && !begun.starts_with(|c| is_name_start(c) || matches!(c, '/' | '!' | '?')) {
            return Some(self.stray(start));
        }
        let tag_end = memchr::memchr2(b'>', b'<', begun.as_bytes());
        let Some(end) = tag_end.map(|at| at + 1) else {
            return self.finish();
        };
        let closed = rest.as_bytes().get(end) == Some(&b'>');
        if !self.reread_from(start + end + usize::from(closed)) {
            return self.finish();
        }
        let tag = rest.get(1..end).unwrap_or("");
        self.report_broken(start, rest.get(..end).unwrap_or(""));
        Some(match tag.as_bytes().first() {
            Some(b'/') => self.end(start, rest.get(..=end).unwrap_or("")),
            Some(b'!' | b'?') | None => Token::Other,
            Some(_) if !closed => Token::Other,
            Some(_) => self.element(start, tag.trim_end_matches('/'), tag.ends_with('/')),
        })
    }

    /// Has the text read again from there; `false` when that happened too often.
    fn reread_from(&mut self, offset: usize) -> bool {
        self.reread = self.reread.saturating_add(self.offset().saturating_sub(offset));
        let Some(rest) = self.text.get(offset..) else {
            return false;
        };
        if self.reread > MAX_REREADS.saturating_mul(self.text.len()) {
            return false;
        }
        self.base = offset;
        self.reader = reader(rest);
        true
    }

    fn report_broken(&mut self, offset: usize, tag: &str) {
        let shown: String = tag.chars().take(60).collect();
        let expected = "a tag with closed quotes and >".to_owned();
        self.report_at(offset, Severity::Warning, "xml-broken-tag", shown, expected);
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.trim_text_start = true;
    reader
}

fn name_end(tag: &str) -> usize {
    tag.bytes()
        .position(|b| b.is_ascii_whitespace() || b == b'/')
        .unwrap_or(tag.len())
}

fn is_name_start(first: char) -> bool {
    first.is_alphabetic() || first == '_' || first == ':'
}

fn local(name: &str) -> &str {
    let colon = name.bytes().rposition(|b| b == b':');
    colon.and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

#[cfg(test)]
mod tests;
