//! Several tables below each other in one text or sheet: captions that repeat or change, and lines such as `WOMEN` between rows.

use super::cell;
use super::plan::Plan;
use super::record::{self, MAX_COLUMNS, Span};
use super::sample::{self, is_clock};
use crate::model::Status;
use crate::read::header::{self, Meaning};
use crate::read::lists::{self, List};

/// A longer text is one table.
pub const LONGEST: usize = 8 << 20;
const MAX_TITLES: usize = 6;

struct Line<'t> {
    text: &'t str,
    cells: Vec<&'t str>,
    number: u32,
}

impl Line<'_> {
    fn filled(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().copied().filter(|c| !c.is_empty())
    }

    /// A line of captions: a name, a place or result, no time.
    fn is_header(&self) -> bool {
        let known = |cell: &str| !matches!(header::meaning(cell), Meaning::Unknown | Meaning::Ignored);
        let Some(first) = self.filled().next() else {
            return false;
        };
        if !known(first) || self.filled().any(is_clock) {
            return false;
        }
        let meanings: Vec<Meaning> = self.filled().map(header::meaning).collect();
        let named = |m: &Meaning| matches!(m, Meaning::Name | Meaning::Family | Meaning::Given);
        let ranked = |m: &Meaning| {
            matches!(
                m,
                Meaning::Place | Meaning::Rank | Meaning::Mark | Meaning::Net | Meaning::Bib
            )
        };
        let all = meanings.len();
        let known = meanings.iter().filter(|m| **m != Meaning::Unknown).count();
        meanings.iter().any(named) && meanings.iter().any(ranked) && known > 2 && known * 2 >= all
    }

    fn title(&self) -> String {
        self.filled().collect::<Vec<_>>().join(", ")
    }

    fn begins_with_one(&self) -> bool {
        let first = self.filled().next();
        first.is_some_and(|c| cell::leading_number(c.as_bytes()) == Some(1))
    }
}

/// The tables of a text whose first one the plan is of; `None` when it is the only one.
pub fn tables(text: &str, plan: &Plan) -> Option<Vec<List>> {
    if plan.header_line == 0 || plan.width < 3 {
        return None;
    }
    let lines = lines(text, plan.delimiter);
    let start = lines.iter().position(|l| l.number == plan.header_line)?;
    let is_title = |line: &Line<'_>| {
        let filled = line.filled().count();
        let few =
            filled <= (plan.width / 4).max(1) || sample::is_title(line.cells.iter().copied()) && !line.is_header();
        filled > 0 && few && line.filled().any(|c| c.chars().any(char::is_alphabetic))
    };
    let mut header = &lines[start];
    let mut titles: Vec<String> = lines[..start].iter().map(Line::title).collect();
    let mut lists: Vec<List> = Vec::new();
    let mut repeated = false;
    let mut begins = true;
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        if line.is_header() {
            repeated = true;
            begins |= line.text != header.text || !titles.is_empty();
            begins |= lines.get(at + 1).is_some_and(Line::begins_with_one);
            header = line;
        } else if is_title(line) && opens_table(line, &lines[at + 1..], is_title) {
            titles.push(line.title());
            begins = true;
        } else {
            if std::mem::take(&mut begins) && lists.len() < lists::MOST {
                let keep = titles.len().saturating_sub(MAX_TITLES);
                lists.push(List {
                    titles: titles.split_off(keep),
                    table: format!("{}\n", header.text),
                    lines: vec![header.number],
                });
                titles.clear();
            }
            if let Some(list) = lists.last_mut() {
                list.table.push_str(line.text);
                list.table.push('\n');
                let span = line.text.split('\n').count() as u32;
                list.lines.extend((0..span).map(|n| line.number + n));
            }
        }
    }
    (lists.len() > 1 || repeated && !lists.is_empty()).then_some(lists)
}

/// Whether captions follow a line, or a row in the first place one that is no row itself, with no more than titles between.
fn opens_table(line: &Line<'_>, behind: &[Line<'_>], is_title: impl Fn(&Line<'_>) -> bool) -> bool {
    let next = behind.iter().take(MAX_TITLES).find(|l| l.is_header() || !is_title(l));
    let first = line
        .cells
        .first()
        .is_some_and(|c| !c.is_empty() && Status::parse(c).is_none());
    next.is_some_and(|l| l.is_header() || first && l.begins_with_one())
}

/// The records that are not blank.
fn lines(text: &str, delimiter: u8) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let (mut at, mut number) = (0, 1);
    while at < text.len() {
        let record = record::cut(text.as_bytes(), at, delimiter, MAX_COLUMNS, &mut spans);
        let cells: Vec<&str> = spans
            .iter()
            .map(|s| text.get(s.start as usize..s.end as usize).unwrap_or("").trim())
            .collect();
        if cells.iter().any(|c| !c.is_empty()) || record.too_long {
            let text = text.get(at..record.end).unwrap_or("").trim_end_matches(['\n', '\r']);
            lines.push(Line { text, cells, number });
        }
        (at, number) = (record.end, number + record.lines);
    }
    lines
}
