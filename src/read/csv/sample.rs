//! The first rows of a table, field by field, with the header and the title lines above it.

use super::caption_lines;
use super::cell::{self, Cell, Plain};
use super::delimiter::Shape;
use super::record::{self, MAX_COLUMNS, Span};
use crate::model::Status;
use crate::read::header::{self, Meaning};

const SAMPLE_ROWS: usize = 300;
/// Title lines that may stand above a header.
const MAX_TITLES: usize = 12;

/// What the beginning of a table holds.
#[derive(Debug, Default)]
pub struct Sample {
    /// Texts of the lines above the header.
    pub titles: Vec<String>,
    /// The header's fields; `None` when the first line is data.
    pub captions: Option<Vec<String>>,
    pub rows: Vec<Vec<String>>,
    /// Fields of the header, or of the first row.
    pub width: usize,
    /// Line of the header, from 1; 0 without one.
    pub header_line: u32,
    /// Where the first row of data starts: its offset and its line.
    pub data_start: usize,
    pub data_line: u32,
}

impl Sample {
    /// Reads the first rows of a text, which must hold whole characters.
    pub fn new(text: &str, shape: Shape) -> Self {
        let mut rows = Vec::new();
        // of each row: where it starts and its line
        let mut starts = Vec::new();
        // `sep=;` tells a spreadsheet program the delimiter
        let told = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
        let first = text.find('\n').filter(|end| told && *end < 8).map_or(0, |end| end + 1);
        let (mut at, mut line) = (first, 1 + u32::from(first > 0));
        while at < text.len() && rows.len() <= SAMPLE_ROWS {
            let (row, end, lines) = fields(text, at, shape.delimiter);
            let is_rule = record::is_rule(row.iter().map(|f| f.as_bytes()));
            if row.iter().any(|f| !f.is_empty()) && !is_rule {
                rows.push(row);
                starts.push((at, line));
            }
            (at, line) = (end, line + lines);
        }
        starts.push((at, line));
        let header = header_at(&rows, shape.columns);
        let mut above: Vec<Vec<String>> = rows.drain(..header).collect();
        if let (Some(upper), Some(lower)) = (above.last(), rows.first_mut())
            && let Some(captions) = caption_lines::joined(upper, lower)
        {
            *lower = captions;
            above.pop();
        }
        let titles = above.iter().map(|row| title(row)).collect();
        let first = rows.first().cloned().unwrap_or_default();
        let has_header = !rows.is_empty() && !is_data(&first);
        let (data_start, data_line) = starts[header + usize::from(has_header)];
        Self {
            titles,
            width: first.len(),
            header_line: if has_header { starts[header].1 } else { 0 },
            captions: has_header.then(|| rows.remove(0)),
            rows,
            data_start,
            data_line,
        }
    }

    /// The captions, blank where there are none.
    pub fn captions_or_blank(&self) -> Vec<String> {
        let captions = self.captions.as_deref().unwrap_or_default();
        (0..self.width)
            .map(|at| captions.get(at).cloned().unwrap_or_default())
            .collect()
    }

    pub fn column(&self, at: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |r| r.get(at));
        cells.map(String::as_str).filter(|c| !cell::is_missing(c.as_bytes()))
    }

    /// Whether a column has the same value in all rows, of which there are several.
    pub fn is_constant(&self, at: usize) -> bool {
        let mut values = self.column(at);
        let first = values.next();
        values.next() == first && first.is_some() && values.all(|value| Some(value) == first)
    }

    /// Whether a column has values and at least nine of ten are as `test` says.
    pub fn mostly(&self, at: usize, test: impl Fn(&str) -> bool) -> bool {
        let (all, good) = self
            .column(at)
            .fold((0, 0), |(all, good), c| (all + 1, good + usize::from(test(c))));
        all > 0 && good * 10 >= all * 9
    }
}

/// The fields of the record at an offset, the offset behind it and the lines that it takes.
fn fields(text: &str, at: usize, delimiter: u8) -> (Vec<String>, usize, u32) {
    let mut spans: Vec<Span> = Vec::new();
    let record = record::cut(text.as_bytes(), at, delimiter, MAX_COLUMNS, &mut spans);
    let texts = spans.iter().map(|s| s.text(text).into_owned()).collect();
    (texts, record.end, record.lines)
}

/// The number of rows above the header: those that say nothing that a column holds, before one with three known captions
/// and as many fields as the table has.
fn header_at(rows: &[Vec<String>], columns: usize) -> usize {
    let known = |row: &Vec<String>| {
        let meanings = row.iter().map(|c| header::meaning(c));
        let said = meanings.filter(|m| !matches!(m, Meaning::Unknown | Meaning::Ignored | Meaning::Marker(_)));
        said.count()
    };
    let first = rows.first().map_or(0, known);
    if first > 1 {
        return 0;
    }
    let fits = |row: &Vec<String>| row.len() >= columns && known(row) > 2 && !is_data(row);
    let titles = rows.iter().take(MAX_TITLES + 1).position(fits).unwrap_or(0);
    // rows of data above a header are no titles, nor is prose; one line of several cells may be
    let has_few = |row: &&Vec<String>| row.iter().filter(|f| !f.is_empty()).count() * 2 <= columns.max(2);
    let are_titles = rows[..titles].split_last().is_none_or(|(last, others)| {
        others.iter().all(|row| has_few(&row)) && (has_few(&last) || is_title(last.iter().map(String::as_str)))
    });
    if are_titles { titles } else { 0 }
}

/// Whether the cells of a line, the first of them filled, hold words and no value of their own.
pub fn is_title<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let is_value =
        |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '=' | '-')) && !cell.contains(' ');
    let mut cells = cells.peekable();
    cells.peek().is_some_and(|first| !first.is_empty()) && cells.all(|c| !is_value(c) && Status::parse(c).is_none())
}

fn title(row: &[String]) -> String {
    let words: Vec<&str> = row.iter().map(|f| f.trim()).filter(|f| !f.is_empty()).collect();
    words.join(", ")
}

/// Whether a first line is data: it holds a time, or nothing but numbers.
fn is_data(first: &[String]) -> bool {
    let number = |c: &String| c.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    first.iter().any(|c| is_clock(c)) || first.iter().all(number)
}

pub fn is_time(text: &str) -> bool {
    matches!(
        cell::time(text.as_bytes(), Plain::Seconds),
        Cell::Time(..) | Cell::Status(_)
    ) || cell::groups(text).is_some_and(|(_, rest)| rest.len() == 2)
}

pub fn is_clock(text: &str) -> bool {
    text.contains(':') && is_time(text)
}
