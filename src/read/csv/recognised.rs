//! What each column of a table is taken for without a word of the user: by its caption, else by its cells.

use super::cell::{self, Cell, Plain};
use super::plan::{Plan, Reason};
use super::sample::{Sample, is_clock, is_time};
use super::slashed::dotted;
use crate::model::area::Area;
use crate::model::{Date, Discipline, Event, Finding, Findings, Severity, fold};
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
    settle_words(&mut columns, &plan.captions, sample);
    settle_combined(&mut columns, &plan.captions);
    if plan.header_line == 0 {
        findings.push(Finding {
            severity: Severity::Warning,
            code: "no-header",
            line: 1,
            column: 0,
            found: "data in the first line".into(),
            expected: "a header; columns were taken for what their cells look like, others are not used".into(),
        });
    }
    let paired = super::pairs::pairs(&plan.captions).len() > 1;
    if !paired {
        fill_by_content(&mut columns, sample);
    }
    if plan.header_line == 0 {
        fill_without_captions(&mut columns, sample);
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

/// Captions that mean one thing or another by what stands beside and below them: `Tempo` is a pace where there is a time, and
/// `Race` the number of one where it is no name.
fn settle_words(columns: &mut [(Meaning, Reason)], captions: &[String], sample: &Sample) {
    use Meaning as M;
    let is_name = |cell: &str| cell.chars().any(char::is_alphabetic);
    for (at, caption) in captions.iter().enumerate().take(columns.len()) {
        let has = |of: &[M]| columns.iter().any(|(m, _)| of.contains(m));
        let meaning = match caption.trim().to_lowercase().as_str() {
            "tempo" if !has(&[M::Mark, M::Net, M::Cumulative]) && sample.mostly(at, is_time) => M::Mark,
            "race" if !has(&[M::Event, M::Meet]) && sample.mostly(at, is_name) => M::Event,
            _ => continue,
        };
        columns[at] = (meaning, Reason::Caption);
    }
}

/// In a table of a combined event the points are the result, and the columns of its events are no passings.
fn settle_combined(columns: &mut [(Meaning, Reason)], captions: &[String]) {
    let total = captions
        .iter()
        .position(|c| matches!(fold(c.trim()).as_str(), "points" | "pts" | "punkte" | "score"));
    let (Some(total), true) = (total, combined_event(captions).is_some()) else {
        return;
    };
    for (meaning, reason) in columns.iter_mut() {
        if matches!(meaning, Meaning::Marker(_)) {
            (*meaning, *reason) = (Meaning::Unknown, Reason::None);
        }
    }
    columns[total] = (Meaning::Mark, Reason::Caption);
}

/// The combined event whose events captions name: two field events at least, and as many columns as it has.
pub(super) fn combined_event(captions: &[String]) -> Option<Discipline> {
    let events = captions
        .iter()
        .filter_map(|caption| Event::parse(caption))
        .map(|event| event.discipline);
    let (timed, others): (Vec<Discipline>, Vec<Discipline>) = events.partition(|discipline| discipline.is_timed());
    if others.len() < 2 {
        return None;
    }
    match timed.len() + others.len() {
        10 => Some(Discipline::Decathlon),
        7 => Some(Discipline::Heptathlon),
        5 => Some(Discipline::Pentathlon),
        _ => None,
    }
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

/// Finds what else the cells of a table without captions tell: nations, dates, of two the earlier of birth, and words beside
/// the date as the venue, others as the team.
fn fill_without_captions(columns: &mut [(Meaning, Reason)], sample: &Sample) {
    use Meaning as M;
    let is_taken = |columns: &[(M, Reason)], of: M| columns.iter().any(|(m, _)| *m == of);
    if !is_taken(columns, M::Name) || !is_taken(columns, M::Mark) {
        return;
    }
    let date = |cell: &str| Date::parse(cell).filter(|d| d.day().is_some()).or_else(|| dotted(cell));
    let is_nation = |cell: &str| Area::of(cell).is_some();
    let is_words = |cell: &str| cell.chars().any(char::is_alphabetic) && !cell.contains(':');
    let open = |columns: &[(M, Reason)]| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns[*at].1 == Reason::None).collect()
    };
    if let Some(at) = open(columns).into_iter().find(|at| sample.mostly(*at, is_nation)) {
        columns[at] = (M::Nation, Reason::Content);
    }
    let dated = open(columns)
        .into_iter()
        .filter(|at| sample.mostly(*at, |cell| date(cell).is_some()));
    let first = |at: &usize| sample.column(*at).filter_map(date).min();
    match dated.collect::<Vec<_>>().as_slice() {
        [only] => columns[*only] = (M::Date, Reason::Content),
        [a, b] => {
            let (birth, day) = if first(a) <= first(b) { (*a, *b) } else { (*b, *a) };
            columns[birth] = (M::Birth, Reason::Content);
            columns[day] = (M::Date, Reason::Content);
        }
        _ => {}
    }
    let day = columns.iter().position(|(m, _)| *m == M::Date);
    for at in open(columns).into_iter().filter(|at| sample.mostly(*at, is_words)) {
        let meaning = match day {
            Some(day) if day.abs_diff(at) == 1 => M::Venue,
            _ => M::Team,
        };
        if !is_taken(columns, meaning) {
            columns[at] = (meaning, Reason::Content);
        }
    }
}
