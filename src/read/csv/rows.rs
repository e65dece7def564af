//! One stretch of whole records to a [`Block`], on its own, so that stretches can be read at the same time.

use super::block::{Block, IS_NUMBER};
use super::plan::Plan;
use super::record::{self, Record, Span};
use crate::model::{Finding, Severity, Str};
use crate::read::import::Row;
use crate::read::strings::{TextHasher, short_number};
use hashbrown::{HashMap, HashTable};
use std::borrow::Cow;

pub struct Reader<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) plan: &'p Plan,
    pub(super) hasher: &'p TextHasher,
    pub(super) block: Block<'a>,
    pub(super) known: HashTable<u32>,
    /// Short words met, by a hash of their bytes; the empty word is right from the start.
    pub(super) recent: Box<[(u64, Str); 256]>,
    pub(super) races: HashMap<Vec<u8>, u32>,
    pub(super) race_key: Vec<u8>,
    pub(super) race: u32,
    /// The columns of place and mark, which change in a table of pairs.
    pub(super) place: Option<usize>,
    pub(super) mark: Option<usize>,
    /// What of the row's mark was not read; it goes into the note.
    pub(super) unread: String,
    pub(super) fields: Vec<Span>,
    pub(super) record_start: usize,
    pub(super) line: u32,
}

/// Reads the records of a stretch of text. Cancelling is left to the caller.
pub fn read<'a>(text: &'a str, plan: &Plan, hasher: &TextHasher) -> Block<'a> {
    let mut reader = Reader::new(text, plan, hasher);
    reader.each_record(|reader, record| {
        reader.check(record);
        reader.row(None);
    });
    reader.block
}

/// Reads records that hold several results: of each athlete named the columns of place and time.
pub fn read_pairs<'a>(text: &'a str, plan: &Plan, hasher: &TextHasher, pairs: &[(String, usize, usize)]) -> Block<'a> {
    let mut reader = Reader::new(text, plan, hasher);
    reader.each_record(|reader, record| {
        reader.check(record);
        for (name, place, mark) in pairs {
            reader.place = Some(*place);
            reader.mark = Some(*mark);
            reader.row(Some(name));
        }
    });
    reader.block
}

impl<'a, 'p> Reader<'a, 'p> {
    pub(super) fn new(text: &'a str, plan: &'p Plan, hasher: &'p TextHasher) -> Self {
        let mut reader = Self {
            text,
            plan,
            hasher,
            block: Block::default(),
            known: HashTable::new(),
            recent: Box::new([(0, Str::EMPTY); 256]),
            races: HashMap::new(),
            race_key: Vec::new(),
            race: u32::MAX,
            place: plan.at.place,
            mark: plan.at.mark,
            unread: String::new(),
            fields: Vec::with_capacity(plan.width),
            record_start: 0,
            line: 0,
        };
        reader.reserve();
        reader
    }

    /// Runs over the records that are not blank and counts lines and bytes.
    pub(super) fn each_record(&mut self, read: impl Fn(&mut Self, Record)) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let record = record::cut(bytes, at, self.plan.delimiter, self.plan.width, &mut self.fields);
            self.record_start = at;
            if record.too_long {
                let found = format!("{} bytes", record.end - at);
                self.report(
                    Severity::Error,
                    "record-too-long",
                    Span::default(),
                    &found,
                    record::TOO_LONG,
                );
            } else if self.fields.iter().any(|f| !f.bytes(bytes).is_empty())
                && !record::is_rule(self.fields.iter().map(|f| f.bytes(bytes)))
            {
                read(self, record);
            }
            self.line += record.lines;
            at = record.end;
        }
        self.block.lines = self.line;
        self.block.bytes = bytes.len() as u64;
    }

    pub(super) fn reserve(&mut self) {
        // a stretch that is longer than a block is one endless record, or its rows will ask for more
        let bytes = self.text.len().min(2 * super::BLOCK);
        let rows = bytes / (self.plan.width.max(1) * 6) + 16;
        self.block.rows.reserve(rows);
        self.block.people.reserve(rows);
        self.block.strings.reserve(rows * 2);
        self.block.passings.reserve(rows * self.plan.markers.len());
    }

    pub(super) fn span(&self, column: Option<usize>) -> Span {
        column.and_then(|c| self.fields.get(c).copied()).unwrap_or_default()
    }

    pub(super) fn bytes(&self, column: Option<usize>) -> &'a [u8] {
        self.span(column).bytes(self.text.as_bytes())
    }

    pub(super) fn cell(&self, column: Option<usize>) -> Cow<'a, str> {
        self.span(column).text(self.text)
    }

    /// Adds a text that is rarely repeated nearby.
    pub(super) fn add(&mut self, text: Cow<'a, str>) -> Str {
        if text.is_empty() {
            return Str::EMPTY;
        }
        self.block.strings.push((self.hasher.hash(&text), text));
        Str(self.block.strings.len() as u32)
    }

    pub(super) fn bib(&mut self) -> Str {
        let column = self.plan.at.bib;
        match short_number(self.bytes(column)) {
            Some(number) => Str(IS_NUMBER | number),
            None => self.add(self.cell(column)),
        }
    }

    /// Adds a text that is often repeated.
    pub(super) fn intern(&mut self, text: Cow<'a, str>) -> Str {
        if text.is_empty() {
            return Str::EMPTY;
        }
        let hash = self.hasher.hash(&text);
        if hash == 0 {
            return self.add(text);
        }
        let strings = &mut self.block.strings;
        let spread = TextHasher::spread(hash);
        let same = |at: &u32| {
            let (h, t) = &strings[*at as usize];
            *h == hash && *t == text
        };
        if let Some(at) = self.known.find(spread, same) {
            return Str(at + 1);
        }
        let at = strings.len() as u32;
        strings.push((hash, text));
        self.known
            .insert_unique(spread, at, |at| TextHasher::spread(strings[*at as usize].0));
        Str(at + 1)
    }

    pub(super) fn word(&mut self, column: Option<usize>) -> Str {
        if column.is_none() {
            return Str::EMPTY;
        }
        let bytes = self.bytes(column);
        if bytes.len() > 8 {
            return self.intern(self.cell(column));
        }
        let mut packed = [0; 8];
        packed[..bytes.len()].copy_from_slice(bytes);
        let packed = u64::from_le_bytes(packed);
        let slot = (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize;
        if self.recent[slot].0 != packed {
            self.recent[slot] = (packed, self.intern(self.cell(column)));
        }
        self.recent[slot].1
    }

    pub(super) fn report(&mut self, severity: Severity, code: &'static str, span: Span, found: &str, expected: &str) {
        let from = self.text.get(self.record_start..(span.start as usize)).unwrap_or("");
        self.block.findings.push(Finding {
            severity,
            code,
            line: self.line,
            column: from.chars().count() as u32 + 1,
            found: format!("{:?}", found.chars().take(80).collect::<String>()),
            expected: expected.to_owned(),
        });
    }

    pub(super) fn report_cell(
        &mut self,
        severity: Severity,
        code: &'static str,
        column: Option<usize>,
        expected: &str,
    ) {
        let cell = self.cell(column);
        self.report(severity, code, self.span(column), &cell, expected);
    }

    /// Reports a record of odd shape.
    pub(super) fn check(&mut self, record: Record) {
        if record.badly_quoted {
            let text = self.text.get(self.record_start..record.end).unwrap_or("").trim_end();
            let expected = "quotes closed before the next delimiter; the line was cut at every delimiter";
            self.report(Severity::Warning, "bad-quotes", Span::default(), text, expected);
        }
        if record.count != self.plan.width {
            let found = format!("{} fields", record.count);
            let expected = format!("{} fields as in the header", self.plan.width);
            let start = Span {
                start: self.record_start as u32,
                ..Span::default()
            };
            self.report(Severity::Warning, "field-count", start, &found, &expected);
        }
    }

    /// Reads the record as a result, of the athlete named here or in the record.
    pub(super) fn row(&mut self, name: Option<&str>) {
        let at = &self.plan.at;
        let race = self.find_race();
        let event = self.block.races[race as usize].event;
        let mut row = Row {
            race,
            line: self.line,
            ..Row::default()
        };
        self.read_mark(&mut row, event);
        self.read_place(&mut row);
        row.bib = self.bib();
        let person = self.person(name, event.sex);
        row.team = self.word(at.team);
        self.read_details(&mut row, person);
        if self.plan.needs_extra || !self.unread.is_empty() {
            row.extra = self.extra();
        }
        let start = self.block.passings.len();
        if !self.plan.markers.is_empty() {
            self.read_passings(&row);
        }
        let end = self.block.passings.len();
        self.block.rows.push(row, start..end);
    }
}
