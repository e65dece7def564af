//! Delimited lines to fields: quotes, doubled quotes, line ends inside quotes, and the delimiter itself.
//!
//! A quoted field that does not close properly is not repaired: its line is split plainly and reported.

use memchr::{memchr, memchr_iter};
use std::borrow::Cow;

/// Fields beyond this number on one line are not read.
pub const MAX_COLUMNS: usize = 4096;
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
    /// The field's bytes without white space around them; doubled quotes stay.
    pub fn bytes(self, text: &[u8]) -> &[u8] {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
            .trim_ascii()
    }

    /// The field's text.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        let raw = text.get(self.start as usize..self.end as usize).unwrap_or("").trim();
        if self.escaped {
            Cow::Owned(raw.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(raw)
        }
    }
}

/// What was met while one record was split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Offset behind the record and its line end.
    pub end: usize,
    /// Lines that the record takes.
    pub lines: u32,
    /// Fields met, those beyond the wanted ones included.
    pub count: usize,
    pub badly_quoted: bool,
}

/// Splits the record that starts at `at` into its first `wanted` fields.
pub fn split(text: &[u8], at: usize, delimiter: u8, wanted: usize, fields: &mut Vec<Span>) -> Split {
    let line_end = memchr(b'\n', &text[at..]).map_or(text.len(), |i| at + i);
    fields.clear();
    if memchr(b'"', &text[at..line_end]).is_some() {
        if let Some(split) = split_quoted(text, at, line_end, delimiter, wanted, fields) {
            return split;
        }
        fields.clear();
        return Split {
            badly_quoted: true,
            ..split_plainly(text, at, line_end, delimiter, wanted, fields)
        };
    }
    split_plainly(text, at, line_end, delimiter, wanted, fields)
}

fn without_cr(text: &[u8], at: usize, end: usize) -> usize {
    if end > at && text[end - 1] == b'\r' {
        end - 1
    } else {
        end
    }
}

/// The high bit of every byte of eight that is `wanted`.
fn equal_bytes(word: u64, wanted: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let other = word ^ u64::from_le_bytes([wanted; 8]);
    !(((other & LOW) + LOW) | other | LOW)
}

fn split_plainly(
    text: &[u8],
    at: usize,
    line_end: usize,
    delimiter: u8,
    wanted: usize,
    fields: &mut Vec<Span>,
) -> Split {
    let stop = without_cr(text, at, line_end);
    let mut start = at;
    let mut count = 0;
    let mut end_field = |end: usize| {
        if count < wanted {
            fields.push(Span {
                start: start as u32,
                end: end as u32,
                escaped: false,
            });
        }
        count += 1;
        start = end + 1;
    };
    let (words, rest) = text[at..stop].as_chunks();
    for (i, word) in words.iter().enumerate() {
        let mut found = equal_bytes(u64::from_le_bytes(*word), delimiter);
        while found != 0 {
            end_field(at + i * 8 + found.trailing_zeros() as usize / 8);
            found &= found - 1;
        }
    }
    for (i, _) in rest.iter().enumerate().filter(|(_, b)| **b == delimiter) {
        end_field(at + words.len() * 8 + i);
    }
    if count < wanted {
        fields.push(Span {
            start: start as u32,
            end: stop as u32,
            escaped: false,
        });
    }
    Split {
        end: (line_end + 1).min(text.len()),
        lines: 1,
        count: count + 1,
        badly_quoted: false,
    }
}

fn split_quoted(
    text: &[u8],
    at: usize,
    mut line_end: usize,
    delimiter: u8,
    wanted: usize,
    fields: &mut Vec<Span>,
) -> Option<Split> {
    let mut lines = 1;
    let mut count = 0;
    let mut start = at;
    loop {
        let mut span = Span {
            start: start as u32,
            end: 0,
            escaped: false,
        };
        let after = if text.get(start) == Some(&b'"') {
            let (close, escaped) = closing_quote(text, start + 1)?;
            if close > line_end {
                lines += memchr_iter(b'\n', &text[line_end..close]).count() as u32;
                line_end = memchr(b'\n', &text[close..]).map_or(text.len(), |i| close + i);
            }
            (span.start, span.end, span.escaped) = (start as u32 + 1, close as u32, escaped);
            let stop = without_cr(text, close + 1, line_end);
            let after = close + 1 + text[close + 1..stop].iter().take_while(|b| **b == b' ').count();
            if after < stop && text[after] != delimiter {
                return None;
            }
            after.min(stop)
        } else {
            let stop = without_cr(text, start, line_end);
            let after = memchr(delimiter, &text[start..stop]).map_or(stop, |i| start + i);
            span.end = after as u32;
            after
        };
        if count < wanted {
            fields.push(span);
        }
        count += 1;
        if text.get(after) != Some(&delimiter) || after >= line_end {
            return Some(Split {
                end: (line_end + 1).min(text.len()),
                lines,
                count,
                badly_quoted: false,
            });
        }
        start = after + 1;
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

/// The delimiters that are recognised, and how a person calls them.
pub const DELIMITERS: [(u8, &str); 4] = [(b',', "comma"), (b';', "semicolon"), (b'\t', "tab"), (b'|', "pipe")];

/// How well a delimiter explains the first lines of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub delimiter: u8,
    /// Fields in most lines, at least 2.
    pub columns: usize,
    /// Lines looked at, and those that have that many fields.
    pub lines: usize,
    pub agreeing: usize,
}

impl Shape {
    pub fn delimiter_name(self) -> &'static str {
        DELIMITERS
            .iter()
            .find(|(d, _)| *d == self.delimiter)
            .map_or("", |(_, name)| name)
    }
}

/// Finds the delimiter by counting fields, outside quotes, over the first lines: most lines with one same number of
/// fields, and the most fields among equals.
pub fn shape(text: &[u8]) -> Option<Shape> {
    let shapes = DELIMITERS.iter().filter_map(|(d, _)| shape_with(text, *d));
    shapes.max_by_key(|s| (s.agreeing * 10 / s.lines.max(1), s.columns, s.agreeing))
}

fn shape_with(text: &[u8], delimiter: u8) -> Option<Shape> {
    let mut counts = Vec::new();
    let mut fields = Vec::new();
    let mut at = 0;
    while at < text.len() && counts.len() < 40 {
        let record = split(text, at, delimiter, 1, &mut fields);
        if !text[at..record.end].trim_ascii().is_empty() {
            counts.push(record.count);
        }
        at = record.end;
    }
    let agreeing = |n: usize| counts.iter().filter(|c| **c == n).count();
    let columns = counts
        .iter()
        .copied()
        .filter(|c| *c > 1)
        .max_by_key(|c| (agreeing(*c), *c))?;
    Some(Shape {
        delimiter,
        columns,
        lines: counts.len(),
        agreeing: agreeing(columns),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str, delimiter: u8) -> (Vec<String>, Split) {
        let mut spans = Vec::new();
        let split = split(text.as_bytes(), 0, delimiter, 99, &mut spans);
        (spans.iter().map(|s| s.text(text).into_owned()).collect(), split)
    }

    #[test]
    fn quotes_hold_delimiters_quotes_and_line_ends() {
        let (found, split) = fields("1,\"Kerr, Josh\",\"a \"\"b\"\"\",\"x\ny\",z\r\nnext", b',');
        assert_eq!(found, ["1", "Kerr, Josh", "a \"b\"", "x\ny", "z"]);
        assert_eq!((split.lines, split.badly_quoted), (2, false));
        // SOURCES.md of the tables: a quoted field with doubled inch signs and a tab inside
        let (found, _) = fields("2\t\"0-10 20\"\"\tFemale, 20\"\" Wheel\"\tFemale", b'\t');
        assert_eq!(found, ["2", "0-10 20\"\tFemale, 20\" Wheel", "Female"]);
    }

    #[test]
    fn bad_quotes_are_split_plainly() {
        for text in ["1,\"open,2\n3,4", "1,\"a\"b,2\n"] {
            let (found, split) = fields(text, b',');
            assert!(split.badly_quoted, "{text}");
            assert_eq!(found.len(), 3);
            assert_eq!(split.lines, 1);
        }
        let (found, split) = fields("5'10\",b", b',');
        assert_eq!(
            (found.len(), split.badly_quoted),
            (2, false),
            "a quote inside a field is text"
        );
    }

    #[test]
    fn finds_the_delimiter() {
        let found = |text: &str| shape(text.as_bytes()).map(|s| (s.delimiter, s.columns));
        assert_eq!(found("a,b\n1,2\n"), Some((b',', 2)));
        assert_eq!(found("a;b;c\n1,5;2;3\n2,5;3;4\n"), Some((b';', 3)));
        assert_eq!(found("a\tb\n\"x\ty\"\tz\n"), Some((b'\t', 2)));
        assert_eq!(found("one word\n"), None);
    }
}
