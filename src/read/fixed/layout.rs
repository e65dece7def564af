//! Lines to one table: finds the captions, the rows below them and what stands above.

use super::columns::{self, Column, words};
use super::list;
use crate::model::{Finding, Findings, Severity, Status};
use crate::read::csv::is_clock;
use crate::read::header::{self, Meaning};

/// Columns that one table can have, and characters of a line that are looked at.
const MAX_WIDTH: usize = 1_000;
/// Title lines that are kept.
const MAX_TITLES: usize = 6;

/// A line of the file with its number.
#[derive(Clone, Debug)]
pub struct SourceLine {
    pub chars: Vec<char>,
    pub line: u32,
}

impl SourceLine {
    /// Tabs reach to the next multiple of eight.
    pub fn new(text: &str, line: u32) -> Self {
        let mut chars = Vec::with_capacity(text.len());
        for c in text.trim_end().chars() {
            if c == '\t' {
                chars.resize(chars.len() / 8 * 8 + 8, ' ');
            } else {
                chars.push(c);
            }
            if chars.len() >= MAX_WIDTH {
                break;
            }
        }
        Self { chars, line }
    }

    fn text(&self) -> String {
        self.chars.iter().collect::<String>().trim().to_owned()
    }
}

/// A table found in a text.
#[derive(Debug, Default)]
pub struct Layout {
    pub titles: Vec<String>,
    pub has_header: bool,
    pub captions: Vec<String>,
    /// Line of the captions; 0 without.
    pub header_line: u32,
    pub rows: Vec<(u32, Vec<String>)>,
    pub findings: Findings,
}

impl Layout {
    /// The longest table of a text, or its lines of place, name and time; `None` when there is neither.
    pub fn new(lines: &[SourceLine]) -> Option<Self> {
        let tables = tables(lines);
        let Some(longest) = tables.iter().rev().max_by_key(|t| t.rows.len()) else {
            return list::list(lines);
        };
        let mut layout = longest.layout(lines);
        let others: usize = tables
            .iter()
            .filter(|t| t.header != longest.header)
            .map(|t| t.rows.len())
            .sum();
        if others > 0 {
            layout.findings.push(Finding {
                severity: Severity::Note,
                code: "further-lists",
                line: layout.header_line,
                column: 0,
                found: format!("{} lists with {others} further rows", tables.len() - 1),
                expected: "one list; the longest is read".into(),
            });
        }
        Some(layout)
    }

    pub fn known_captions(&self) -> Vec<&str> {
        let known = |c: &&String| !matches!(header::meaning(c), Meaning::Unknown | Meaning::Ignored);
        self.captions.iter().filter(known).map(String::as_str).collect()
    }

    /// The table with a tab between cells, titles first, and by its line the line of the file.
    pub fn table(&self) -> (String, Vec<u32>) {
        let mut text = String::new();
        let mut lines = Vec::new();
        for title in self.titles.iter().take(MAX_TITLES) {
            text.push_str(&cell(title));
            text.push('\n');
            lines.push(self.header_line);
        }
        let rows = self.rows.iter().map(|(line, cells)| (*line, cells));
        for (line, cells) in std::iter::once((self.header_line, &self.captions)).chain(rows) {
            let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
            text.push_str(&cells.join("\t"));
            text.push('\n');
            lines.push(line);
        }
        (text, lines)
    }
}

/// Quoted where a quote at its start would mean more than itself.
fn cell(text: &str) -> String {
    match text.starts_with('"') {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

/// Captions with the rows below them, as indices of lines.
struct Table {
    header: String,
    header_at: usize,
    ruler_at: Option<usize>,
    rows: Vec<usize>,
}

/// The tables of a text; captions that repeat continue a table.
fn tables(lines: &[SourceLine]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut current: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text();
        if is_header(line) {
            let known = tables.iter().position(|t| t.header == text);
            current = Some(known.unwrap_or_else(|| {
                let is_ruler = |i: &usize| lines.get(*i).is_some_and(|l| is_ruler(&l.chars));
                tables.push(Table {
                    header: text,
                    header_at: at,
                    ruler_at: Some(at + 1).filter(is_ruler),
                    rows: Vec::new(),
                });
                tables.len() - 1
            }));
        } else if let Some(table) = current.filter(|_| is_row(&text)) {
            tables[table].rows.push(at);
        }
    }
    tables.retain(|t| !t.rows.is_empty());
    tables
}

impl Table {
    fn layout(&self, lines: &[SourceLine]) -> Layout {
        let header = &lines[self.header_at];
        let rows: Vec<Vec<char>> = self.rows.iter().map(|at| lines[*at].chars.clone()).collect();
        let columns = match self.ruler_at {
            Some(ruler) => columns::ruled(&header.chars, &lines[ruler].chars),
            None => columns::aligned(&header.chars, &rows),
        };
        let mut above = &lines[..self.header_at];
        if let [rest @ .., last] = above
            && is_upper_caption(&last.chars, &header.chars)
        {
            above = rest;
        }
        let mut titles: Vec<String> = above.iter().map(SourceLine::text).filter(|t| is_title(t)).collect();
        titles.drain(..titles.len().saturating_sub(MAX_TITLES));
        Layout {
            titles,
            has_header: true,
            captions: columns.iter().map(|c: &Column| c.caption.clone()).collect(),
            header_line: header.line,
            rows: self
                .rows
                .iter()
                .zip(&rows)
                .map(|(at, row)| (lines[*at].line, columns::cells(row, &columns)))
                .collect(),
            findings: Findings::default(),
        }
    }
}

fn is_ruler(chars: &[char]) -> bool {
    chars.iter().filter(|c| **c == '=' || **c == '-').count() > 8 && chars.iter().all(|c| matches!(c, '=' | '-' | ' '))
}

/// The upper line of captions in two lines: every word of it stands above a caption, and there are fewer of them.
fn is_upper_caption(upper: &[char], header: &[char]) -> bool {
    let (upper, captions) = (words(upper), words(header));
    let stands_above = |w: &columns::Word| captions.iter().any(|c| w.start < c.end + 2 && c.start < w.end + 2);
    upper.len() * 2 < captions.len() && upper.iter().all(stands_above)
}

/// A line of captions: a name and a result or place among its words, no time, few words that mean nothing.
fn is_header(line: &SourceLine) -> bool {
    let words = words(&line.chars);
    if words.len() < 3 || words.iter().any(|w| is_clock(&w.text)) {
        return false;
    }
    let has = |test: fn(Meaning) -> bool| words.iter().any(|w| test(header::meaning(&w.text)));
    let named = has(|m| matches!(m, Meaning::Name | Meaning::Family | Meaning::Given));
    let ranked = has(|m| matches!(m, Meaning::Place | Meaning::Mark | Meaning::Net | Meaning::Bib));
    let known = words
        .iter()
        .filter(|w| header::meaning(&w.text) != Meaning::Unknown)
        .count();
    named && ranked && known * 2 >= words.len()
}

/// A line of results: a time or a status word, and a word that is a name or number beside it.
fn is_row(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    let starts_like_one = words.peek().is_some_and(|w| {
        w.starts_with(|c: char| c.is_ascii_digit())
            || Status::parse(w).is_some()
            || w.chars().all(|c| c == '-' || c == '*')
    });
    let timed = text
        .split_whitespace()
        .any(|w| is_clock(w.trim_end_matches("/M").trim_end_matches('*')));
    let named = text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    named && (timed || starts_like_one && text.split_whitespace().any(|w| Status::parse(w).is_some()))
}

/// A line above a table that says something of it.
pub fn is_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let says_nothing = [
        "result", "page ", "sorted", "http", "www.", "licensed", "click", "|", "[", "timed by",
    ];
    text.chars().filter(|c| c.is_alphanumeric()).count() > 3
        && text.len() < 100
        && !says_nothing.iter().any(|w| lower.contains(w))
}
