//! Tables of athletes with columns of their bests: `pb_800m_before_final, pb_800m_date, pb_800m_basis`. Each such column is a
//! list, whose rows are the marks with their dates, and what the column of its basis says as their note.

use super::plan::{Plan, Reason};
use super::record::{self, MAX_COLUMNS, Span};
use super::sample::{Sample, is_time};
use crate::read::header::Meaning;
use crate::read::lists::List;
use crate::read::title::event_in_title;
use std::borrow::Cow;

/// A column of bests.
struct Best {
    title: String,
    mark: usize,
    date: Option<usize>,
    basis: Option<usize>,
}

/// The lists of a table of athletes; `None` when it has a result of its own, or no column of bests.
pub fn tables(text: &str, plan: &Plan, sample: &Sample) -> Option<Vec<List>> {
    let has_result = |(meaning, reason): &(Meaning, Reason)| {
        *reason == Reason::User
            || *reason == Reason::Caption
                && matches!(
                    meaning,
                    Meaning::Mark | Meaning::Net | Meaning::Seconds | Meaning::Cumulative | Meaning::Marker(_)
                )
    };
    if plan.header_line == 0 || plan.at.name.is_none() || plan.columns.iter().any(has_result) {
        return None;
    }
    let bests = bests(plan, sample);
    if bests.is_empty() {
        return None;
    }
    let own: Vec<usize> = (0..plan.width)
        .filter(|at| plan.columns[*at].1 == Reason::Caption && !matches!(plan.columns[*at].0, Meaning::Ignored))
        .collect();
    let captions = own.iter().map(|at| plan.captions[*at].as_str());
    let header = line(captions.chain(["Time", "Date", "Note"]));
    let mut lists: Vec<List> = bests
        .iter()
        .map(|best| List {
            titles: vec![best.title.clone()],
            table: header.clone(),
            lines: vec![plan.header_line],
        })
        .collect();
    let mut fields: Vec<Span> = Vec::new();
    let (mut at, mut number) = (plan.data_start, plan.data_line);
    while at < text.len() {
        let record = record::cut(text.as_bytes(), at, plan.delimiter, MAX_COLUMNS, &mut fields);
        let cell = |column: usize| fields.get(column).map_or(Cow::Borrowed(""), |span| span.text(text));
        let mut has_best = false;
        for (best, list) in bests.iter().zip(&mut lists) {
            let marks = [Some(best.mark), best.date, best.basis].map(|c| c.map_or(Cow::Borrowed(""), cell));
            if !marks[0].is_empty() {
                has_best = true;
                list.add(own.iter().map(|at| cell(*at)).chain(marks), number);
            }
        }
        // an athlete without a best is one too
        if !has_best && fields.iter().any(|f| !f.bytes(text.as_bytes()).is_empty()) {
            lists[0].add(own.iter().map(|at| cell(*at)), number);
        }
        (at, number) = (record.end, number + record.lines);
    }
    Some(lists)
}

impl List {
    fn add<'c>(&mut self, cells: impl Iterator<Item = Cow<'c, str>>, number: u32) {
        let cells: Vec<Cow<'c, str>> = cells.collect();
        self.table.push_str(&line(cells.iter().map(|c| c.as_ref())));
        self.lines.push(number);
    }
}

/// Cells as a line of a table with semicolons.
fn line<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells: Vec<String> = cells
        .map(|c| format!("\"{}\"", c.replace('"', "\"\"").replace(['\n', '\r'], " ")))
        .collect();
    cells.join(";") + "\n"
}

/// The columns whose captions say that they hold bests at an event.
fn bests(plan: &Plan, sample: &Sample) -> Vec<Best> {
    let captions: Vec<String> = plan
        .captions
        .iter()
        .map(|c| c.replace('_', " ").trim().to_owned())
        .collect();
    let named = |wanted: String| captions.iter().position(|c| c.eq_ignore_ascii_case(&wanted));
    let mut bests = Vec::new();
    for (mark, caption) in captions.iter().enumerate() {
        let mut words = caption.split_whitespace();
        let (Some(kind), Some(event)) = (words.next(), words.next()) else {
            continue;
        };
        let of = match kind.to_ascii_lowercase().as_str() {
            "pb" | "best" => "personal bests",
            "sb" => "season bests",
            _ => continue,
        };
        if event_in_title(event).is_none() || !sample.mostly(mark, is_time) {
            continue;
        }
        let rest: Vec<&str> = words.collect();
        // a date of the event is that of its first column
        let first = bests.iter().all(|b: &Best| !b.title.starts_with(&format!("{event} ")));
        let beside = |word: &str| {
            let own = named(format!("{caption} {word}"));
            own.or_else(|| named(format!("{kind} {event} {word}")).filter(|_| first))
        };
        bests.push(Best {
            title: format!("{event} {of} {}", rest.join(" ")).trim_end().to_owned(),
            mark,
            date: beside("date"),
            basis: beside("basis"),
        });
    }
    bests
}
