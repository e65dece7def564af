//! The records of a text one after the other, and what their cells hold in orienteering files (oe-csv.md).

use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Date, Finding, Findings, Precision, Severity, Time};
use crate::read::csv::record::{self, Span};
use crate::read::header::thousandths;
use std::borrow::Cow;

/// Walks over the records; blank ones are passed over, and counted as lines.
pub(super) struct Table<'t> {
    text: &'t str,
    delimiter: u8,
    next: usize,
    next_line: u32,
    start: usize,
    fields: Vec<Span>,
    /// Line of the record at hand, from 1.
    pub line: u32,
}

impl<'t> Table<'t> {
    pub fn new(text: &'t str, delimiter: u8) -> Self {
        Self {
            text,
            delimiter,
            next: 0,
            next_line: 1,
            start: 0,
            fields: Vec::new(),
            line: 0,
        }
    }

    /// Goes to the next record that is not blank; `false` at the end.
    pub fn advance(&mut self, findings: &mut Findings) -> bool {
        while self.next < self.text.len() {
            let bytes = self.text.as_bytes();
            let record = record::cut(bytes, self.next, self.delimiter, record::MAX_COLUMNS, &mut self.fields);
            (self.start, self.line) = (self.next, self.next_line);
            self.next = record.end;
            self.next_line = self.next_line.saturating_add(record.lines);
            if record.too_long {
                let found = format!("{} bytes", record.end - self.start);
                findings.push(self.finding(Severity::Error, "record-too-long", None, found, record::TOO_LONG));
            } else if record.badly_quoted {
                let expected = "quotes that close before the next delimiter; the line was cut at every delimiter";
                findings.push(self.finding(Severity::Warning, "bad-quotes", None, "an open quote".into(), expected));
            }
            if self.fields.iter().any(|f| !f.bytes(bytes).is_empty()) {
                return true;
            }
        }
        false
    }

    /// Number of fields of the record at hand.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// The trimmed text of a field; empty where the record has none.
    pub fn cell(&self, column: usize) -> Cow<'t, str> {
        self.fields.get(column).map_or(Cow::Borrowed(""), |f| f.text(self.text))
    }

    /// A time of a field; `None` when it is missing, and with a finding when it cannot be read.
    pub fn time(&self, column: usize, findings: &mut Findings) -> Option<Time> {
        let cell = self.cell(column);
        let time = clock(&cell);
        if time.is_none() && !is_missing(&cell) {
            let expected = "a time such as 5:19 or 1:05:19, or -----";
            findings.push(self.cell_finding(Severity::Error, "unreadable-time", column, expected));
        }
        time
    }

    /// A defect of a field.
    pub fn cell_finding(&self, severity: Severity, code: &'static str, column: usize, expected: &str) -> Finding {
        let found = format!("\"{}\"", self.cell(column));
        self.finding(severity, code, Some(column), found, expected)
    }

    /// A defect of the record, or of one field of it.
    pub fn finding(
        &self,
        severity: Severity,
        code: &'static str,
        column: Option<usize>,
        found: String,
        expected: &str,
    ) -> Finding {
        let field = column.and_then(|c| self.fields.get(c));
        let before = field.and_then(|f| self.text.get(self.start..f.start as usize));
        Finding {
            severity,
            code,
            line: self.line,
            column: before.map_or(0, |b| b.chars().count() as u32 + 1),
            found,
            expected: expected.into(),
        }
    }
}

/// Whether a time is not there: blank, zero, or made of dashes and the like (`-----`, `--:--`, `##`).
pub(super) fn is_missing(cell: &str) -> bool {
    let only = |set: &str| cell.chars().all(|c| set.contains(c));
    only("-:.# ") || only("0:.,")
}

/// A time with a colon, of which the first group may exceed 59 and be blank padded or empty, as in `  :32:58`.
pub(super) fn clock(cell: &str) -> Option<Time> {
    let text = cell.trim().trim_start_matches(':');
    if is_missing(text) || !text.contains(':') {
        return None;
    }
    Time::parse(text)
}

/// Whether a text is written like a time of day or a duration: digits around a colon, or a colon alone for none.
pub(super) fn looks_like_clock(cell: &str) -> bool {
    let fits = |b: u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b',' | b' ' | b'-');
    cell.contains(':') && cell.bytes().all(fits)
}

/// A time of whole seconds; `None` beyond 100 h.
pub(super) fn seconds(cell: &str) -> Option<Time> {
    let whole: u32 = cell.trim().parse().ok().filter(|s| *s < 360_000)?;
    Some(Time::from_ticks(whole * TICKS_PER_SECOND, Precision::Second))
}

/// A course's length in millimetres from kilometres with a point or a comma; a number above 200 is metres.
pub(super) fn length_mm(cell: &str) -> u32 {
    let Some(number) = thousandths(&cell.trim().replace(',', ".")) else {
        return 0;
    };
    let mm = if number > 200_000 { number } else { number * 1000 };
    u32::try_from(mm).unwrap_or(0)
}

/// A year of birth; two digits from 30 on are of the last century, since no file says when the race was.
pub(super) fn birth(cell: &str) -> Option<Date> {
    let year: i16 = cell.trim().parse().ok().filter(|y| *y >= 0)?;
    let year = match (cell.trim().len(), year) {
        (2, 30..) => 1900 + year,
        (2, _) => 2000 + year,
        (4, 1850..=2150) => year,
        _ => return None,
    };
    Date::new(year, None, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_the_programs_write_them() {
        // oe-csv.md: minutes may exceed 59, an empty hour is blank padded, fractions with a point or a comma
        for (text, shown) in [
            ("84:38", Some("1:24:38")),
            ("277:45", Some("4:37:45")),
            ("  :32:58", Some("32:58")),
            (" 1:03:35", Some("1:03:35")),
            ("5:19,4", Some("5:19.4")),
            ("-----", None),
            ("--:--", None),
            ("##", None),
            ("00:00", None),
            ("", None),
            ("31", None),
        ] {
            assert_eq!(clock(text).map(|t| t.to_string()).as_deref(), shown, "{text}");
        }
        assert!(is_missing("-----") && is_missing("--:--") && is_missing("##") && !is_missing("5:1x"));
        assert!(
            looks_like_clock("050:9")
                && looks_like_clock(":")
                && !looks_like_clock("S:t Erik")
                && !looks_like_clock("-----")
        );
    }

    #[test]
    fn lengths_and_years() {
        assert_eq!([length_mm("18.400"), length_mm("1,6")], [18_400_000, 1_600_000]);
        assert_eq!([length_mm("2480"), length_mm(""), length_mm("x")], [2_480_000, 0, 0]);
        let year = |text| birth(text).map(|d| d.year());
        assert_eq!(
            [year("84"), year("05"), year("1984"), year("0"), year("x")],
            [Some(1984), Some(2005), Some(1984), None, None]
        );
    }
}
