//! Lines to one table: finds the captions, the rows below them and what stands above.

use super::columns::{self, Column, Word, words};
use super::list;
use crate::model::{Findings, Status};
use crate::read::csv::is_clock;
use crate::read::header::{self, Meaning};
use crate::read::lists::{self, List};
use hashbrown::HashSet;
use std::borrow::Cow;

/// Columns that one table can have, and characters of a line that are looked at.
const MAX_WIDTH: usize = 1_000;
/// Title lines that are kept.
const MAX_TITLES: usize = 6;

/// A line of the file with its number.
#[derive(Clone, Debug)]
pub struct SourceLine<'a> {
    pub text: Cow<'a, str>,
    pub line: u32,
}

impl<'a> SourceLine<'a> {
    /// Tabs reach to the next multiple of eight.
    pub fn new(text: &'a str, line: u32) -> Self {
        let text = text.trim_end();
        if text.len() <= MAX_WIDTH && memchr::memchr(b'\t', text.as_bytes()).is_none() {
            let text = Cow::Borrowed(text);
            return Self { text, line };
        }
        let mut wide = String::with_capacity(text.len().min(MAX_WIDTH * 4));
        let mut width = 0;
        for c in text.chars() {
            let filled = if c == '\t' { 8 - width % 8 } else { 1 };
            let c = if c == '\t' { ' ' } else { c };
            wide.extend(std::iter::repeat_n(c, filled));
            width += filled;
            if width >= MAX_WIDTH {
                break;
            }
        }
        let text = Cow::Owned(wide);
        Self { text, line }
    }
}

/// A table found in a text.
#[derive(Debug, Default)]
pub struct Layout {
    /// With a tab between cells.
    pub list: List,
    pub has_header: bool,
    pub captions: Vec<String>,
    pub findings: Findings,
}

impl Layout {
    /// The tables of a text in their order, or its lines of place, name and time; none when there is neither.
    pub fn all(lines: &[SourceLine<'_>]) -> Vec<Self> {
        let tables = tables(lines);
        if tables.is_empty() {
            return list::list(lines).into_iter().collect();
        }
        let groups = tables.iter().map(|t| t.group).max().map_or(0, |g| g + 1);
        let columns: Vec<Vec<Column>> = (0..groups).map(|g| columns_of(&tables, g, lines)).collect();
        tables.iter().map(|t| t.layout(&columns[t.group], lines)).collect()
    }

    pub fn known_captions(&self) -> Vec<&str> {
        let known = |c: &&String| !matches!(header::meaning(c), Meaning::Unknown | Meaning::Ignored);
        self.captions.iter().filter(known).map(String::as_str).collect()
    }

    /// Rows below the captions.
    pub fn rows(&self) -> usize {
        self.list.lines.len().saturating_sub(1)
    }

    /// Adds the captions, then each row.
    pub fn push(&mut self, line: u32, cells: &[impl AsRef<str>]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.list.table.push('\t');
            }
            self.list.table.push_str(&quoted(cell.as_ref()));
        }
        self.list.table.push('\n');
        self.list.lines.push(line);
    }
}

/// Quoted where a quote at its start would mean more than itself.
pub fn quoted(text: &str) -> Cow<'_, str> {
    match text.starts_with('"') {
        true => Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))),
        false => Cow::Borrowed(text),
    }
}

/// Captions with the rows below them, as indices of lines.
struct Table {
    /// Tables of one group have the same captions, but for a few that are damaged.
    group: usize,
    header_at: usize,
    /// The upper line of captions in two lines.
    upper_at: Option<usize>,
    ruler_at: Option<usize>,
    titles: Vec<String>,
    rows: Vec<usize>,
    /// The numbers that the first and the last row begin with.
    first: Option<u32>,
    last: Option<u32>,
}

/// What is known before the next row.
#[derive(Default)]
struct Above<'a> {
    header_at: Option<usize>,
    /// Whether captions or a title that is new stand between the last row and the next.
    bounded: bool,
    titles: Vec<String>,
    met: HashSet<&'a str>,
    upper_at: Option<usize>,
    /// Where the name of the row on the line directly above begins.
    name_start: Option<usize>,
}

/// The tables of a text. Captions that repeat continue a table, unless its places begin again.
fn tables(lines: &[SourceLine<'_>]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut above = Above::default();
    let mut current = 0;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        let name_start = name_start(line);
        // who has no time stands below others, the name where theirs are
        let is_row = is_row(text) || name_start.is_some() && name_start == above.name_start && !is_ruler(text);
        above.name_start = name_start.filter(|_| is_row && above.header_at.is_some());
        if is_header(line) {
            above.name_start = None;
            above.header_at = Some(at);
            above.upper_at = None;
            above.bounded = true;
            if at > 0 && is_upper_caption(&lines[at - 1].text, &line.text) {
                let upper = lines[at - 1].text.trim();
                above.titles.retain(|t| *t != upper);
                above.upper_at = Some(at - 1);
            }
        } else if let Some(header_at) = above.header_at.filter(|_| is_row) {
            let number = first_number(text);
            let titled = !above.titles.is_empty();
            if (above.bounded || titled) && tables.len() < lists::MOST {
                let alike = |t: &Table| are_alike(&lines[t.header_at], &lines[header_at]);
                let known = tables.iter().rposition(alike);
                let before = tables.len();
                if known.is_none_or(|known| tables[known].is_restarted(number, titled)) {
                    let groups = tables.iter().map(|t| t.group + 1).max().unwrap_or(0);
                    let is_ruler = |i: &usize| lines.get(*i).is_some_and(|l| is_ruler(&l.text));
                    let keep = above.titles.len().saturating_sub(MAX_TITLES);
                    tables.push(Table {
                        group: known.map_or(groups, |k| tables[k].group),
                        header_at,
                        upper_at: above.upper_at,
                        ruler_at: Some(header_at + 1).filter(is_ruler),
                        titles: above.titles.split_off(keep),
                        rows: Vec::new(),
                        first: number,
                        last: None,
                    });
                }
                current = known.filter(|_| tables.len() == before).unwrap_or(tables.len() - 1);
            }
            if let Some(table) = tables.get_mut(current) {
                table.rows.push(at);
                table.last = number.or(table.last);
            }
            above.titles.clear();
            above.bounded = false;
        } else if is_title(text) && !is_ruler(text) && above.met.insert(text) {
            above.titles.push(text.to_owned());
        }
    }
    tables
}

/// Where the name of a row begins: the first word of letters that is no status.
fn name_start(line: &SourceLine<'_>) -> Option<usize> {
    let is_name = |w: &Word<'_>| {
        has_letters(w.text) && !w.text.contains(|c: char| c.is_ascii_digit()) && Status::parse(w.text).is_none()
    };
    words(&line.text).find(is_name).map(|w| w.start)
}

/// Whether there are at least two.
fn has_letters(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

/// The whole number that a line begins with, such as a place.
fn first_number(text: &str) -> Option<u32> {
    let word = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | ')'))
        .next()?;
    word.parse().ok()
}

/// Whether most captions of two lines are the same at the same place.
fn are_alike(one: &SourceLine<'_>, other: &SourceLine<'_>) -> bool {
    let [one, other] = [one, other].map(|l| words(&l.text).map(|w| (w.start, w.text)).collect::<Vec<_>>());
    let same = one.iter().filter(|w| other.contains(w)).count();
    same * 3 >= one.len().max(other.len()) * 2
}

/// The columns of a group, cut where nearly all rows of its tables are blank.
fn columns_of(tables: &[Table], group: usize, lines: &[SourceLine<'_>]) -> Vec<Column> {
    let mut own = tables.iter().filter(|t| t.group == group);
    let Some(first) = own.clone().next() else {
        return Vec::new();
    };
    let header = &lines[first.header_at].text;
    let upper = first.upper_at.map_or("", |at| &lines[at].text);
    let mut columns = match own.find_map(|t| t.ruler_at) {
        Some(ruler) => columns::ruled(header, &lines[ruler].text),
        None => {
            let own = tables.iter().filter(|t| t.group == group);
            let rows: Vec<&str> = own.flat_map(|t| &t.rows).map(|at| &*lines[*at].text).collect();
            columns::aligned(header, &rows)
        }
    };
    columns.iter_mut().for_each(|c| c.take_upper(upper));
    columns
}

impl Table {
    /// Whether a row with this number begins another list: places start at 1 again, or fall behind a title.
    fn is_restarted(&self, number: Option<u32>, titled: bool) -> bool {
        let Some(number) = number else { return false };
        number == 1 && self.first == Some(1) || titled && self.last.is_some_and(|last| number < last)
    }

    fn layout(&self, columns: &[Column], lines: &[SourceLine<'_>]) -> Layout {
        let mut layout = Layout {
            has_header: true,
            captions: columns.iter().map(|c| c.caption.clone()).collect(),
            ..Layout::default()
        };
        layout.list.titles = self.titles.iter().map(|t| quoted(t).into_owned()).collect();
        let captions: Vec<&str> = columns.iter().map(|c| c.caption.as_str()).collect();
        layout.push(lines[self.header_at].line, &captions);
        for row in self.rows.iter().map(|at| &lines[*at]) {
            let cells = columns::cells(&row.text, columns);
            let cells: Vec<Cow<'_, str>> = cells.into_iter().map(apart).collect();
            layout.push(row.line, &cells);
        }
        layout
    }
}

/// A sign behind a time, `25:10*`, as a word of its own.
fn apart(cell: Cow<'_, str>) -> Cow<'_, str> {
    let bare = cell.trim_end_matches(['*', '#', '@']);
    match bare.len() < cell.len() && is_clock(bare) {
        true => Cow::Owned(format!("{bare} {}", &cell[bare.len()..])),
        false => cell,
    }
}

fn is_ruler(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'=' | b'-' | b' ')) && text.bytes().filter(|b| *b != b' ').count() > 8
}

/// The upper line of captions in two lines: every word of it stands above a caption and means something with it, and there are
/// fewer of them.
fn is_upper_caption(upper: &str, header: &str) -> bool {
    let [upper, captions] = [upper, header].map(|line| words(line).collect::<Vec<Word<'_>>>());
    let means = |w: &Word<'_>, c: &Word<'_>| {
        let joined = header::meaning(&format!("{} {}", w.text, c.text));
        !matches!(joined, Meaning::Unknown | Meaning::Ignored)
    };
    let stands_above = |w: &Word<'_>| {
        let mut below = captions.iter().filter(|c| w.start < c.end + 2 && c.start < w.end + 2);
        below.any(|c| means(w, c))
    };
    upper.len() * 2 < captions.len() && upper.iter().all(stands_above)
}

/// A line of captions: a name and a result or place among its words, no time, few words that mean nothing.
fn is_header(line: &SourceLine<'_>) -> bool {
    let words: Vec<&str> = line.text.split_whitespace().collect();
    if words.len() < 3 || words.iter().any(|w| is_clock(w)) {
        return false;
    }
    let has = |test: fn(Meaning) -> bool| words.iter().any(|w| test(header::meaning(w)));
    let named = has(|m| matches!(m, Meaning::Name | Meaning::Family | Meaning::Given));
    let ranked = has(|m| matches!(m, Meaning::Place | Meaning::Mark | Meaning::Net | Meaning::Bib));
    let known = words.iter().filter(|w| header::meaning(w) != Meaning::Unknown).count();
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
        .any(|w| is_clock(w.strip_suffix("/M").unwrap_or(w).trim_end_matches('*')));
    has_letters(text) && (timed || starts_like_one && text.split_whitespace().any(|w| Status::parse(w).is_some()))
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
