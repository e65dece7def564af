//! The text of an HTML page: tags taken out, entities decoded, each line with the line of the page that it begins on.
//!
//! No document tree is built: result pages keep their tables in a `<pre>`, as text with breaks or in rows of cells, and one
//! pass over the bytes is safe whatever they hold. Scripts, styles, comments and the head but its title are left out.

mod entity;
mod row;

use super::text;
use encoding_rs::Encoding;
pub use entity::decoded;
use memchr::{memchr, memchr_iter, memchr2};
use row::{Row, Spans};
use std::borrow::Cow;

/// A page as text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page<'a> {
    pub title: String,
    pub lines: Vec<Line<'a>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line<'a> {
    /// That of the page where nothing had to be taken out of it.
    pub text: Cow<'a, str>,
    /// Line of the page, from 1.
    pub line: u32,
    /// It stands within a `<pre>`, so its blanks align columns.
    pub is_preformatted: bool,
    /// A heading, or the caption of a table.
    pub is_heading: bool,
    /// Of a row with its cells divided by tabs, the number of its table, from 1.
    pub table: Option<u32>,
}

/// Whether a text begins like a page: a tag of one within its first bytes.
pub fn is_page(text: &[u8]) -> bool {
    let start = &text[..text.len().min(4096)];
    let lower = start.to_ascii_lowercase();
    let has = |tag: &[u8]| memchr::memmem::find(&lower, tag).is_some();
    lower.trim_ascii_start().starts_with(b"<")
        && (has(b"<html") || has(b"<!doctype html") || has(b"<pre") || has(b"<body"))
}

/// The characters of a page, in the encoding that it declares unless it is UTF-8.
pub fn body(bytes: &[u8]) -> Cow<'_, str> {
    let decoded = match declared(bytes).filter(|_| simdutf8::basic::from_utf8(bytes).is_err()) {
        Some(encoding) if !text::is_utf16(bytes) => text::decode_in(bytes, encoding),
        _ => text::decode(bytes),
    };
    match decoded.text {
        Cow::Borrowed(text) => match simdutf8::basic::from_utf8(text) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(text),
        },
        Cow::Owned(text) => Cow::Owned(String::from_utf8_lossy(&text).into_owned()),
    }
}

/// The encoding behind the first `charset=`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let behind = head.get(memchr::memmem::find(head, b"charset=")? + 8..)?;
    let label = behind.trim_ascii_start().strip_prefix(b"\"").unwrap_or(behind);
    let end = label
        .iter()
        .position(|b| matches!(b, b'"' | b'\'' | b'>' | b' ' | b';' | b'/'))?;
    Encoding::for_label(&label[..end])
}

/// Bytes up to which a paragraph is one line of a listing; a longer one may hold a whole listing.
const SHORT_PARAGRAPH: usize = 600;

/// Reads a page.
pub fn page(html: &str) -> Page<'_> {
    let mut reader = Reader {
        html,
        at: 0,
        line: 1,
        current: Line {
            line: 1,
            ..Line::default()
        },
        page: Page::default(),
        in_pre: false,
        row: None,
        spans: Spans::default(),
        table: 0,
        paragraph_end: 0,
        without_ends: false,
    };
    reader.read();
    reader.page
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    /// Line of `at`.
    line: u32,
    current: Line<'a>,
    page: Page<'a>,
    in_pre: bool,
    /// The row of a table that is being read.
    row: Option<Row>,
    spans: Spans,
    /// Number of tables begun.
    table: u32,
    /// Where a short paragraph ends, which is one line however it is broken; 0 outside of one.
    paragraph_end: usize,
    /// No tag ends behind `at`: every further `<` is text.
    without_ends: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        while self.at < self.html.len() {
            let rest = &self.html.as_bytes()[self.at..];
            match memchr2(b'<', b'\n', rest) {
                None => {
                    self.text(self.html.len());
                    break;
                }
                Some(found) => {
                    self.text(self.at + found);
                    if self.html.as_bytes()[self.at] == b'\n' {
                        self.newline();
                    } else {
                        self.tag();
                    }
                }
            }
        }
        self.end_row();
        self.end_line();
    }

    /// Adds the text up to an offset.
    fn text(&mut self, end: usize) {
        let text = self.html[self.at..end].trim_end_matches('\r');
        self.push(decoded(text));
        self.at = end;
    }

    /// Puts a text behind the line so far.
    fn push(&mut self, text: Cow<'a, str>) {
        if let Some(row) = &mut self.row {
            row.push(&text);
        } else if self.current.text.is_empty() {
            self.current.text = text;
        } else if !text.is_empty() {
            self.current.text.to_mut().push_str(&text);
        }
    }

    fn newline(&mut self) {
        self.at += 1;
        self.line += 1;
        if self.row.is_some() {
            self.push(Cow::Borrowed(" "));
        } else if self.at >= self.paragraph_end {
            self.end_line();
        } else if !self.current.text.is_empty() {
            self.push(Cow::Borrowed(" "));
        }
    }

    /// Ends the line; the next one begins here.
    fn end_line(&mut self) {
        let next = Line {
            line: self.line,
            is_preformatted: self.in_pre,
            ..Line::default()
        };
        let line = std::mem::replace(&mut self.current, next);
        self.page.lines.push(line);
    }

    /// Makes a line of the row that is being read; of one without text none.
    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        if let Some(cells) = row.end(&mut self.spans) {
            self.current.text = Cow::Owned(cells);
            self.current.table = Some(self.table);
            self.end_line();
        }
        self.end_if_begun();
    }

    /// Passes over what stands from `at` to an offset, counting lines.
    fn skip_to(&mut self, end: usize) {
        let end = end.min(self.html.len());
        self.line += memchr_iter(b'\n', &self.html.as_bytes()[self.at..end]).count() as u32;
        self.at = end;
    }

    /// A tag, comment or declaration; a `<` that begins none is text.
    fn tag(&mut self) {
        let rest = &self.html[self.at..];
        if rest.starts_with("<!--") {
            let end = memchr::memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |e| e + 3);
            return self.skip_to(self.at + end);
        }
        let mut name = [0; 16];
        let length = tag_name(rest.as_bytes(), &mut name);
        let name = std::str::from_utf8(&name[..length]).unwrap_or_default();
        let may_end = !name.is_empty() && !self.without_ends;
        let end = may_end.then(|| memchr(b'>', rest.as_bytes())).flatten();
        self.without_ends |= may_end && end.is_none();
        let Some(end) = end else {
            self.push(Cow::Borrowed("<"));
            self.at += 1;
            return;
        };
        let tag = &rest[..end];
        self.skip_to(self.at + end + 1);
        match name {
            "table" => {
                self.end_row();
                self.end_if_begun();
                self.table += 1;
                self.spans = Spans::default();
            }
            "/table" | "/tr" => {
                self.end_row();
                self.end_if_begun();
            }
            "tr" => {
                self.end_row();
                self.end_if_begun();
                self.row = Some(Row::default());
            }
            "td" | "th" if self.row.is_some() => {
                let spans = &mut self.spans;
                self.row.iter_mut().for_each(|row| row.begin_cell(tag, spans));
            }
            "pre" if self.row.is_some() => {
                self.end_row();
                self.in_pre = true;
                self.current.is_preformatted = true;
            }
            "script" | "style" => self.skip_element(name),
            "title" => {
                let start = self.at;
                self.skip_element(name);
                let inner = self.html[start..self.at]
                    .rsplit_once("</")
                    .map_or("", |(inner, _)| inner);
                if self.page.title.is_empty() {
                    self.page.title = decoded(inner).split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
            "pre" => {
                self.end_if_begun();
                self.in_pre = true;
                self.current.is_preformatted = true;
            }
            "/pre" => {
                self.in_pre = false;
                self.end_if_begun();
            }
            "br" | "br/" | "p" | "/p" | "div" | "/div" | "/li" | "hr" | "hr/" if self.row.is_some() => {
                self.push(Cow::Borrowed(" "));
            }
            "p" => {
                self.end_if_begun();
                let ahead = &self.html.as_bytes()[self.at..];
                let ahead = &ahead[..ahead.len().min(SHORT_PARAGRAPH)];
                let end = memchr_iter(b'/', ahead).find(|at| {
                    ahead[..*at].ends_with(b"<")
                        && ahead[at + 1..].first().is_some_and(|b| b.eq_ignore_ascii_case(&b'p'))
                });
                self.paragraph_end = end.filter(|_| !self.in_pre).map_or(0, |end| self.at + end);
            }
            "br" | "br/" | "/p" | "/div" | "/li" | "hr" | "hr/" => self.end_if_begun(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" if self.row.is_none() => {
                self.end_if_begun();
                self.current.is_heading = true;
            }
            "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" | "/caption" => self.end_if_begun(),
            _ => {}
        }
    }

    fn end_if_begun(&mut self) {
        if self.current.text.trim().is_empty() {
            self.current = Line {
                line: self.line,
                is_preformatted: self.in_pre,
                ..Line::default()
            };
        } else {
            self.end_line();
        }
    }

    /// Passes over the content of an element to behind its end tag.
    fn skip_element(&mut self, name: &str) {
        let end_tag = |part: &str| {
            part.get(2..2 + name.len())
                .is_some_and(|n| n.eq_ignore_ascii_case(name))
        };
        let mut from = self.at;
        while let Some(found) = memchr::memmem::find(&self.html.as_bytes()[from..], b"</") {
            from += found;
            if end_tag(&self.html[from..]) {
                let close = memchr(b'>', &self.html.as_bytes()[from..]).map_or(self.html.len(), |e| from + e + 1);
                return self.skip_to(close);
            }
            from += 2;
        }
        self.skip_to(self.html.len());
    }
}

/// Writes the name of a tag in small letters, `/td`, as far as there is room, and gives its length.
fn tag_name(tag: &[u8], name: &mut [u8; 16]) -> usize {
    let is_part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'!' | b'?');
    let letters = tag[1..].iter().take_while(is_part);
    let written = name
        .iter_mut()
        .zip(letters)
        .map(|(to, from)| *to = from.to_ascii_lowercase());
    written.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<(u32, String, bool)> {
        let lines = page(html).lines.into_iter().filter(|l| !l.text.trim().is_empty());
        lines
            .map(|l| (l.line, l.text.into_owned(), l.is_preformatted))
            .collect()
    }

    #[test]
    fn lines_keep_their_number_and_their_blanks() {
        let html = "<HTML><head><TITLE>A\n &amp; B</TITLE>\n<script>if (a<b) {\n}</script></head>\n<body><PRE>\n  <u>Place</u>  Name\r\n   1  M&uuml;ller &#233;\n</PRE><p>End<br>of it\n</body>";
        assert_eq!(page(html).title, "A & B");
        let expected = [
            (6, "  Place  Name".to_owned(), true),
            (7, "   1  Müller é".to_owned(), true),
            (8, "End".to_owned(), false),
            (8, "of it".to_owned(), false),
        ];
        assert_eq!(texts(html), expected);
    }

    #[test]
    fn what_is_no_tag_or_entity_is_text() {
        assert_eq!(
            texts("a < b & c &x; <").first().map(|l| l.1.clone()),
            Some("a < b & c &x; <".into())
        );
        assert!(texts("<script>never closed").is_empty());
        assert!(texts("<!-- never closed").is_empty());
    }

    #[test]
    fn many_tags_without_an_end_take_no_longer_than_their_length() {
        // a scan to the end of the text for each of a million would take minutes
        let tags = "<a".repeat(1_000_000);
        let page = page(&tags);
        assert_eq!(page.lines[0].text.len(), 2_000_000);
    }

    #[test]
    fn pages_are_told_from_other_texts() {
        assert!(is_page(b"\n<!DOCTYPE html><x>") && is_page(b"<HTML>") && is_page(b"<pre>\n 1"));
        assert!(!is_page(b"<?xml version=\"1.0\"?><ResultList>") && !is_page(b"Place Name"));
    }
}
