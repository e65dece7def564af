//! Delimited lines to fields: quotes, doubled quotes, line ends inside quotes, and the delimiter itself.
//!
//! A quoted field that does not close properly is not repaired: its line is cut at every delimiter and reported.

use memchr::{memchr, memchr_iter};
use std::borrow::Cow;

/// Fields beyond this number on one line are not read.
pub const MAX_COLUMNS: usize = 4096;
/// The longest record; a longer one is no result and is passed over.
pub const MAX_RECORD_BYTES: usize = 1 << 20;
pub const TOO_LONG: &str = "a record of at most 1 MiB; it was passed over";
/// The longest quoted field; a quote that stays open longer was no quote.
const MAX_QUOTED_BYTES: usize = 64 * 1024;

/// Where a field stands in the text, without its quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
    /// Has doubled quotes inside.
    pub escaped: bool,
}

impl Span {
    fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
            escaped: false,
        }
    }

    /// The field's bytes without white space around them; doubled quotes stay.
    pub fn bytes(self, text: &[u8]) -> &[u8] {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
            .trim_ascii()
    }

    /// The field's text.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        let mut raw = text.get(self.start as usize..self.end as usize).unwrap_or("");
        let plain = |b: Option<&u8>| b.is_some_and(u8::is_ascii_graphic);
        if !plain(raw.as_bytes().first()) || !plain(raw.as_bytes().last()) {
            raw = raw.trim();
        }
        if self.escaped {
            Cow::Owned(raw.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(raw)
        }
    }
}

/// What was met while one record was cut into fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Offset behind the record and its line end.
    pub end: usize,
    /// Lines that the record takes.
    pub lines: u32,
    /// Fields met, those beyond the wanted ones included.
    pub count: usize,
    pub badly_quoted: bool,
    /// More than [`MAX_RECORD_BYTES`]: no field is kept.
    pub too_long: bool,
}

/// Bytes that [`Scan`] looks at together, one a bit.
const WINDOW: usize = 64;

/// The places of the delimiter, of quotes and of line ends.
struct Scan<'t> {
    text: &'t [u8],
    delimiter: u8,
    /// Where the window starts, and a bit for each of its bytes that was found and not yet told.
    window: usize,
    found: u64,
}

impl<'t> Scan<'t> {
    fn new(text: &'t [u8], at: usize, delimiter: u8) -> Self {
        let mut scan = Self {
            text,
            delimiter,
            window: at,
            found: 0,
        };
        scan.found = scan.look();
        scan
    }

    /// Goes on at an offset that is not before the window.
    #[inline]
    fn seek(&mut self, at: usize) {
        if at - self.window < WINDOW {
            self.found &= u64::MAX << (at - self.window);
        } else {
            self.window = at;
            self.found = self.look();
        }
    }

    #[inline]
    fn look(&self) -> u64 {
        let rest = self.text.get(self.window..).unwrap_or_default();
        match rest.first_chunk() {
            Some(bytes) => found_in(bytes, self.delimiter),
            None => {
                // NUL is neither delimiter, quote nor line end
                let mut bytes = [0; WINDOW];
                bytes[..rest.len()].copy_from_slice(rest);
                found_in(&bytes, self.delimiter)
            }
        }
    }

    /// The next place; the end of the text when there is none.
    #[inline]
    fn next(&mut self) -> usize {
        while self.found == 0 {
            self.window += WINDOW;
            if self.window >= self.text.len() {
                return self.text.len();
            }
            self.found = self.look();
        }
        let at = self.window + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        at
    }
}

/// A bit for each byte that is a delimiter, a quote or a line end. Written so that the compiler compares many bytes at
/// once.
#[inline]
fn found_in(bytes: &[u8; WINDOW], delimiter: u8) -> u64 {
    let mut hits = [0u8; WINDOW];
    for (hit, b) in hits.iter_mut().zip(bytes) {
        *hit = u8::from(*b == delimiter) | u8::from(*b == b'"') | u8::from(*b == b'\n');
    }
    let (words, _) = hits.as_chunks();
    let mut found = 0;
    for (i, word) in words.iter().enumerate() {
        // the product gathers the lowest bits of eight bytes in its highest byte
        found |= (u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (i * 8);
    }
    found
}

/// Whether a record is the line below the header of a Markdown table: `|---|:---:|`. A row of missing values has a cell
/// without one.
pub fn is_rule<'a>(mut fields: impl Iterator<Item = &'a [u8]>) -> bool {
    let mut dashed = 0;
    let all = fields.all(|field| {
        let field = field.trim_ascii();
        let dashes = field.iter().filter(|b| **b == b'-').count();
        dashed += usize::from(dashes > 2);
        field.is_empty() || dashes > 2 && field.iter().all(|b| matches!(b, b'-' | b':'))
    });
    all && dashed > 1
}

/// Cuts the record that starts at `at` into its first `wanted` fields.
pub fn cut(text: &[u8], at: usize, delimiter: u8, wanted: usize, fields: &mut Vec<Span>) -> Record {
    let record = cut_quoted(text, at, delimiter, wanted, fields).unwrap_or_else(|| {
        let line_end = memchr(b'\n', &text[at..]).map_or(text.len(), |i| at + i);
        cut_plainly(text, at, line_end, delimiter, wanted, fields)
    });
    if record.end - at > MAX_RECORD_BYTES {
        fields.clear();
        return Record {
            too_long: true,
            ..record
        };
    }
    record
}

fn without_cr(text: &[u8], at: usize, end: usize) -> usize {
    if end > at && text[end - 1] == b'\r' {
        end - 1
    } else {
        end
    }
}

/// Cuts at every delimiter of a line.
fn cut_plainly(
    text: &[u8],
    at: usize,
    line_end: usize,
    delimiter: u8,
    wanted: usize,
    fields: &mut Vec<Span>,
) -> Record {
    fields.clear();
    let stop = without_cr(text, at, line_end);
    let mut start = at;
    let mut count = 0;
    for end in memchr_iter(delimiter, &text[at..stop]).map(|i| at + i).chain([stop]) {
        if count < wanted {
            fields.push(Span::new(start, end));
        }
        count += 1;
        start = end + 1;
    }
    Record {
        end: (line_end + 1).min(text.len()),
        lines: 1,
        count,
        badly_quoted: true,
        too_long: false,
    }
}

/// `None` when a quoted field does not close before the next delimiter.
fn cut_quoted(text: &[u8], at: usize, delimiter: u8, wanted: usize, fields: &mut Vec<Span>) -> Option<Record> {
    fields.clear();
    let mut scan = Scan::new(text, at, delimiter);
    let (mut start, mut lines, mut count) = (at, 1, 0);
    loop {
        let mut end = scan.next();
        let mut span = Span::new(start, end);
        if end == start && text.get(end) == Some(&b'"') {
            let (close, escaped) = closing_quote(text, start + 1)?;
            lines += memchr_iter(b'\n', &text[start..close]).count() as u32;
            span = Span {
                escaped,
                ..Span::new(start + 1, close)
            };
            end = behind_quote(text, close + 1, delimiter)?;
            scan.seek(end);
            scan.next();
        } else if text.get(end) == Some(&b'"') {
            // a quote inside a field is text
            while text.get(end) == Some(&b'"') {
                end = scan.next();
            }
            span = Span::new(start, end);
        }
        let is_last = text.get(end) != Some(&delimiter);
        if is_last && !span.escaped && span.end as usize == end {
            span.end = without_cr(text, start, end) as u32;
        }
        if count < wanted {
            fields.push(span);
        }
        count += 1;
        if is_last {
            return Some(Record {
                end: (end + 1).min(text.len()),
                lines,
                count,
                ..Record::default()
            });
        }
        start = end + 1;
    }
}

/// The delimiter or line end behind a closed quote and blanks.
fn behind_quote(text: &[u8], from: usize, delimiter: u8) -> Option<usize> {
    let after = from + text[from..].iter().take_while(|b| **b == b' ').count();
    match text[after..] {
        [] | [b'\n', ..] => Some(after),
        [b'\r'] | [b'\r', b'\n', ..] => Some(after + 1),
        [b, ..] => (b == delimiter).then_some(after),
    }
}

/// The offset of the quote that closes a field, and whether doubled quotes were met.
fn closing_quote(text: &[u8], from: usize) -> Option<(usize, bool)> {
    let limit = text.len().min(from + MAX_QUOTED_BYTES);
    let mut at = from;
    let mut escaped = false;
    loop {
        at += memchr(b'"', &text[at..limit])?;
        if text.get(at + 1) != Some(&b'"') {
            return Some((at, escaped));
        }
        escaped = true;
        at += 2;
        if at >= limit {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str, delimiter: u8) -> (Vec<String>, Record) {
        let mut spans = Vec::new();
        let record = cut(text.as_bytes(), 0, delimiter, 99, &mut spans);
        (spans.iter().map(|s| s.text(text).into_owned()).collect(), record)
    }

    #[test]
    fn quotes_hold_delimiters_quotes_and_line_ends() {
        let (found, record) = fields("1,\"Kerr, Josh\",\"a \"\"b\"\"\",\"x\ny\",z\r\nnext", b',');
        assert_eq!(found, ["1", "Kerr, Josh", "a \"b\"", "x\ny", "z"]);
        assert_eq!((record.lines, record.badly_quoted), (2, false));
        // SOURCES.md of the tables: a quoted field with doubled inch signs and a tab inside
        let (found, _) = fields("2\t\"0-10 20\"\"\tFemale, 20\"\" Wheel\"\tFemale", b'\t');
        assert_eq!(found, ["2", "0-10 20\"\tFemale, 20\" Wheel", "Female"]);
    }

    #[test]
    fn bad_quotes_are_cut_at_every_delimiter() {
        for text in ["1,\"open,2\n3,4", "1,\"a\"b,2\n"] {
            let (found, record) = fields(text, b',');
            assert!(record.badly_quoted, "{text}");
            assert_eq!(found.len(), 3);
            assert_eq!(record.lines, 1);
        }
        let (found, record) = fields("5'10\",b", b',');
        assert_eq!(
            (found.len(), record.badly_quoted),
            (2, false),
            "a quote inside a field is text"
        );
    }

    /// The fields of the first record, byte by byte; `None` when it is badly quoted.
    fn plain_fields(text: &[u8]) -> Option<Vec<Vec<u8>>> {
        let (mut fields, mut at) = (Vec::new(), 0);
        loop {
            let mut field = Vec::new();
            let quoted = text.get(at) == Some(&b'"');
            if quoted {
                at += 1;
                loop {
                    match (text.get(at)?, text.get(at + 1)) {
                        (b'"', Some(b'"')) => at += 1,
                        (b'"', _) => break,
                        _ => {}
                    }
                    field.push(text[at]);
                    at += 1;
                }
                at += 1;
                while text.get(at) == Some(&b' ') {
                    at += 1;
                }
            }
            let rest = &text[at..];
            let length = rest
                .iter()
                .position(|b| matches!(b, b',' | b'\n'))
                .unwrap_or(rest.len());
            let is_last = rest.get(length) != Some(&b',');
            let mut tail = &rest[..length];
            if is_last {
                tail = tail.strip_suffix(b"\r").unwrap_or(tail);
            }
            if quoted && !tail.is_empty() {
                return None;
            }
            field.extend_from_slice(tail);
            fields.push(field.trim_ascii().to_vec());
            if is_last {
                return Some(fields);
            }
            at += length + 1;
        }
    }

    proptest::proptest! {
        #[test]
        fn windows_find_what_a_walk_over_every_byte_finds(text in "[ab, \"\n\r,]{0,40}[c, \"]{0,200}[ab, \"\n\r,]{0,40}") {
            let mut spans = Vec::new();
            let record = cut(text.as_bytes(), 0, b',', usize::MAX, &mut spans);
            let found: Vec<Vec<u8>> = spans.iter().map(|s| s.text(&text).trim_ascii().as_bytes().to_vec()).collect();
            match plain_fields(text.as_bytes()) {
                Some(expected) => {
                    proptest::prop_assert!(!record.badly_quoted);
                    proptest::prop_assert_eq!(&found, &expected);
                    proptest::prop_assert_eq!(record.count, expected.len());
                    let lines = text[..record.end].matches('\n').count().max(1) as u32;
                    proptest::prop_assert!(record.lines == lines || record.end == text.len());
                }
                None => proptest::prop_assert!(record.badly_quoted),
            }
        }
    }
}
