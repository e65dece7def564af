//! One line of a fixed-column file: a two-character record code, and fields by their columns (swim-hy3-cl2.md).

use crate::model::{Date, Finding, Severity, Time};
use crate::read::csv::cell::is_missing;

#[derive(Clone, Copy)]
pub(super) struct Record<'t> {
    text: &'t str,
    /// Line in the file, from 1.
    pub line: u32,
}

impl<'t> Record<'t> {
    /// The records of a text; blank lines are none.
    pub fn all(text: &'t str) -> impl Iterator<Item = Record<'t>> {
        let lines = text.split('\n').zip(1..);
        let records = lines.map(|(text, line)| Record {
            text: text.strip_suffix('\r').unwrap_or(text),
            line,
        });
        records.filter(|r| !r.text.trim().is_empty())
    }

    /// The record code, such as `D1`.
    pub fn code(self) -> &'t str {
        self.text.get(..2).unwrap_or("")
    }

    /// A letter and a digit, as every record begins.
    pub fn has_code(self) -> bool {
        matches!(self.code().as_bytes(), [a, b] if a.is_ascii_uppercase() && b.is_ascii_digit())
    }

    pub fn width(self) -> usize {
        self.text.len()
    }

    /// The trimmed text from column `from` to column `to`, both counted from 1; empty behind the end of the line.
    pub fn field(self, from: usize, to: usize) -> &'t str {
        self.raw(from, to).trim()
    }

    fn raw(self, from: usize, to: usize) -> &'t str {
        if self.text.is_ascii() {
            return self.text.get(from - 1..to.min(self.text.len())).unwrap_or("");
        }
        // a byte of the file is one character here
        let offset = |columns: usize| {
            self.text
                .char_indices()
                .nth(columns)
                .map_or(self.text.len(), |(at, _)| at)
        };
        self.text.get(offset(from - 1)..offset(to)).unwrap_or("")
    }

    /// A whole number; `None` when it is blank or no number.
    pub fn number<N: std::str::FromStr>(self, from: usize, to: usize) -> Option<N> {
        self.field(from, to).parse().ok()
    }

    /// A date written `MMDDYYYY`.
    pub fn date(self, from: usize, to: usize) -> Option<Date> {
        let digits = self.field(from, to);
        let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u8>().ok();
        let year: i16 = digits.get(4..8)?.parse().ok()?;
        Date::new(year, Some(part(0..2)?), Some(part(2..4)?))
    }

    /// A time; `Ok(None)` when it is missing, an error for any other text.
    pub fn time(self, from: usize, to: usize) -> Result<Option<Time>, Finding> {
        let text = self.field(from, to);
        if is_missing(text.as_bytes()) {
            return Ok(None);
        }
        let time = Time::parse(text).map(Some);
        time.ok_or_else(|| self.finding(Severity::Error, "unreadable-time", from, text, "a time such as 1:12.56"))
    }

    pub fn finding(
        self,
        severity: Severity,
        code: &'static str,
        column: usize,
        found: &str,
        expected: &str,
    ) -> Finding {
        Finding {
            severity,
            code,
            line: self.line,
            column: column as u32,
            found: format!("\"{found}\""),
            expected: expected.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters_from_one() {
        let text = "D1FÅsa  \r\n\nG1P 2   27.54P 4    0.00\r\n";
        let records: Vec<Record<'_>> = Record::all(text).collect();
        assert_eq!([records[0].field(3, 3), records[0].field(4, 8)], ["F", "Åsa"]);
        assert_eq!((records[0].field(50, 60), records[1].line), ("", 3));
        assert_eq!((records[1].code(), records[1].number::<u32>(4, 5)), ("G1", Some(2)));
        let time = |from, to| records[1].time(from, to).map(|t| t.map(|t| t.to_string()));
        assert_eq!([time(6, 13), time(17, 24)], [Ok(Some("27.54".into())), Ok(None)]);
        assert!(records[1].time(3, 5).is_err());
    }

    #[test]
    fn dates_are_american() {
        let date = |text| Record { text, line: 1 }.date(1, 8).map(|d| d.to_string());
        assert_eq!(date("04072013").as_deref(), Some("2013-04-07"));
        assert_eq!([date("        "), date("13012013"), date("0407")], [None, None, None]);
    }
}
