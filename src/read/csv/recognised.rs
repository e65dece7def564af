//! What each column of a table is taken for without a word of the user: by its caption, else by its cells.

use super::cell::{self, Cell, Plain};
use super::plan::{Plan, Reason};
use super::sample::{Sample, is_clock};
use crate::model::{Finding, Findings, Severity};
use crate::read::header::{self, Meaning};
use crate::read::mapping::label;

/// What the captions say, and the content where a name or the results have no known caption.
pub(super) fn recognised(plan: &Plan, sample: &Sample, findings: &mut Findings) -> Vec<(Meaning, Reason)> {
    let mut columns: Vec<(Meaning, Reason)> = (0..sample.width)
        .map(|at| match plan.captions.get(at).map(|c| header::meaning(c)) {
            Some(Meaning::Unknown) => (Meaning::Unknown, Reason::None),
            Some(known) => (known, Reason::Caption),
            None => (Meaning::Ignored, Reason::None),
        })
        .collect();
    if plan.header_line == 0 {
        findings.push(Finding {
            severity: Severity::Warning,
            code: "no-header",
            line: 1,
            column: 0,
            found: "data in the first line".into(),
            expected: "a header; place, name and time were found by their content, other columns are not used".into(),
        });
    }
    let paired = super::pairs::pairs(&plan.captions).len() > 1;
    if !paired {
        fill_by_content(&mut columns, sample);
    }
    let guessed = columns
        .iter()
        .zip(&plan.captions)
        .filter(|((_, reason), _)| *reason == Reason::Content);
    let guessed: Vec<String> = guessed
        .map(|((meaning, _), caption)| format!("\"{caption}\" as {}", label(*meaning)))
        .collect();
    if !guessed.is_empty() {
        findings.push(Finding {
            severity: Severity::Warning,
            code: "guessed-columns",
            line: plan.header_line,
            column: 0,
            found: "captions that are not known".into(),
            expected: format!(
                "known ones; by their cells the columns were taken for this: {}",
                guessed.join(", ")
            ),
        });
    }
    columns
}

/// The longest time of a column, in ticks: of several columns of times the result is the longest.
fn longest(sample: &Sample, column: usize) -> Option<u32> {
    let ticks = |text: &str| match cell::time(text.as_bytes(), Plain::Seconds) {
        Cell::Time(time, _) => Some(time.ticks()),
        _ => None,
    };
    sample.column(column).filter_map(ticks).max()
}

/// Finds results, names and places that no caption names, from the cells alone.
fn fill_by_content(columns: &mut [(Meaning, Reason)], sample: &Sample) {
    use Meaning as M;
    let small = |c: &str| c.parse::<u32>().is_ok_and(|n| n > 0 && n < 100_000);
    let worded = |c: &str| c.contains(' ') && c.chars().all(|c| c.is_alphabetic() || " .,'-’".contains(c));
    let has = |columns: &[(M, Reason)], of: &[M]| columns.iter().any(|(m, _)| of.contains(m));
    let open = |columns: &[(M, Reason)], at: usize| columns[at].1 == Reason::None;
    let results = [M::Mark, M::Net, M::Seconds, M::Cumulative, M::Position, M::Tracking];
    let marker = columns.iter().any(|(m, _)| matches!(m, M::Marker(_)));
    let all = 0..columns.len();
    if !has(columns, &results)
        && !marker
        && let Some(at) = all
            .clone()
            .filter(|at| open(columns, *at) && sample.column(*at).any(is_clock))
            .max_by_key(|at| longest(sample, *at))
    {
        columns[at] = (M::Mark, Reason::Content);
    }
    if !has(columns, &[M::Name, M::Family])
        && let Some(at) = all.clone().find(|at| open(columns, *at) && sample.mostly(*at, worded))
    {
        columns[at] = (M::Name, Reason::Content);
    }
    if !has(columns, &[M::Place, M::Rank]) && !columns.is_empty() && open(columns, 0) && sample.mostly(0, small) {
        columns[0] = (M::Place, Reason::Content);
    }
}
