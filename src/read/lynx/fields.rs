//! Lines to fields. A quote counts only at the very start of a field, so that `Crew - "Name"` stays as it is; `;` starts a
//! comment line; blank lines and lines of commas hold nothing.

use crate::model::{Finding, Findings, Severity};
use crate::read::text;
use std::borrow::Cow;

/// Fields beyond this number on one line are not read; 19 are the most that is known.
const MAX_FIELDS: usize = 64;

/// Decodes a file; a guessed encoding is a finding.
pub(super) fn decode<'a>(bytes: &'a [u8], findings: &mut Findings) -> Cow<'a, str> {
    let decoded = text::decode(bytes);
    if decoded.encoding == "windows-1252" {
        let expected = "UTF-8; the text was read as windows-1252";
        findings.push(Finding::at(
            Severity::Note,
            "encoding",
            (0, 0),
            "text that is not UTF-8",
            expected,
        ));
    }
    as_text(decoded.text)
}

/// Decodes a part of a file.
pub(super) fn decode_part(bytes: &[u8]) -> Cow<'_, str> {
    as_text(text::decode(bytes).text)
}

fn as_text(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// One line that holds something, cut into fields.
#[derive(Clone, Debug)]
pub(super) struct Record<'t> {
    /// From 1.
    pub line: u32,
    /// A field that starts with a quote does not end with one; it was cut at the next comma.
    pub badly_quoted: bool,
    text: &'t str,
    /// Each field with its offset in the line.
    fields: Vec<(Cow<'t, str>, usize)>,
}

impl<'t> Record<'t> {
    fn new(line: u32, text: &'t str) -> Self {
        let mut record = Self {
            line,
            badly_quoted: false,
            text,
            fields: Vec::with_capacity(20),
        };
        let mut at = 0;
        while record.fields.len() < MAX_FIELDS {
            let rest = text.get(at..).unwrap_or("");
            let quoted = quoted(rest);
            record.badly_quoted |= quoted.is_none() && rest.starts_with('"');
            let (field, length) = quoted.unwrap_or_else(|| {
                let end = memchr::memchr(b',', rest.as_bytes()).unwrap_or(rest.len());
                (Cow::Borrowed(rest[..end].trim()), end)
            });
            record.fields.push((field, at));
            at += length + 1;
            if at > text.len() {
                break;
            }
        }
        record
    }

    /// Number of fields.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field by its number from 1, without blanks around it; empty when the line ends before it.
    pub fn field(&self, number: usize) -> &str {
        let field = number.checked_sub(1).and_then(|at| self.fields.get(at));
        field.map_or("", |(text, _)| text)
    }

    /// The column of a field in characters, from 1.
    pub fn column(&self, number: usize) -> u32 {
        let field = number.checked_sub(1).and_then(|at| self.fields.get(at));
        let before = field.and_then(|(_, at)| self.text.get(..*at)).unwrap_or("");
        before.chars().count() as u32 + 1
    }

    /// Line and column of a field.
    pub fn place(&self, number: usize) -> (u32, u32) {
        (self.line, self.column(number))
    }

    /// Whether the line starts with a blank, a tab or a comma, as entries of a start list do.
    pub fn is_indented(&self) -> bool {
        self.text.starts_with([' ', '\t', ','])
    }

    /// An entry that starts with blanks instead of an empty field gets one.
    pub fn into_entry(mut self) -> Self {
        if self.is_indented() && !self.field(1).is_empty() {
            self.fields.insert(0, (Cow::Borrowed(""), 0));
        }
        self
    }

    fn is_blank(&self) -> bool {
        self.fields.iter().all(|(text, _)| text.is_empty())
    }

    pub fn report_quotes(&self, findings: &mut Findings) {
        if self.badly_quoted {
            let found = format!("{:?}", self.text.chars().take(80).collect::<String>());
            let expected = "quotes closed before the next comma; the line was cut at every comma";
            findings.push(Finding::at(
                Severity::Warning,
                "bad-quotes",
                (self.line, 0),
                found,
                expected,
            ));
        }
    }
}

/// The field in quotes at the start of a text, and the length up to the comma behind it; `None` when it is not quoted.
fn quoted(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'"') {
        return None;
    }
    let mut at = 1;
    let mut doubled = false;
    loop {
        at += memchr::memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            break;
        }
        doubled = true;
        at += 2;
    }
    let behind = &text[at + 1..];
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let closed = matches!(behind.as_bytes().get(blanks), None | Some(b','));
    let inner = text[1..at].trim();
    let inner = if doubled {
        Cow::Owned(inner.replace("\"\"", "\""))
    } else {
        Cow::Borrowed(inner)
    };
    closed.then_some((inner, at + 1 + blanks))
}

/// The lines that hold something; the first is counted as `first_line`.
pub(super) fn records(text: &str, first_line: u32) -> impl Iterator<Item = Record<'_>> {
    (first_line..)
        .zip(text.split('\n'))
        .map(|(line, text)| (line, text.trim_end_matches('\r')))
        .filter(|(_, text)| !text.trim_start().starts_with(';') && !text.trim().is_empty())
        .map(|(line, text)| Record::new(line, text))
        .filter(|record| !record.is_blank())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<String> {
        let record = Record::new(1, line);
        (1..=record.len()).map(|n| record.field(n).to_owned()).collect()
    }

    #[test]
    fn quotes_count_only_at_the_start_of_a_field() {
        assert_eq!(cut("1,Crew - \"I Know\",,Club"), ["1", "Crew - \"I Know\"", "", "Club"]);
        assert_eq!(cut("1,\"Kerr, Josh\" ,x"), ["1", "Kerr, Josh", "x"]);
        assert_eq!(cut("\"a \"\"b\"\" c\",\"\""), ["a \"b\" c", ""]);
        assert_eq!(cut("1,\"Boys\" crew,x"), ["1", "\"Boys\" crew", "x"]);
        assert_eq!(cut("1,\"open,x"), ["1", "\"open", "x"]);
        assert!(Record::new(1, "1,\"open,x").badly_quoted);
        assert_eq!(cut("1, a ,"), ["1", "a", ""]);
    }

    #[test]
    fn comments_and_blank_lines_are_passed_over_and_counted() {
        let text = "; written by a program\r\n1,2\r\n\r\n,,,\n ; x\n3,4";
        let lines: Vec<_> = records(text, 1).map(|r| (r.line, r.field(1).to_owned())).collect();
        assert_eq!(lines, [(2, "1".to_owned()), (6, "3".to_owned())]);
        assert_eq!(Record::new(1, "é,b").column(2), 3);
    }
}
