//! SplitsBrowser's own files: a class and its number of controls, then its runners with the times of their controls and
//! finish (oe-csv.md). Whether the times are laps or passings is found by test over all rows (terms.md 3); whether the
//! number counts the finish shows in the rows.

use super::runner::{Course, MISPUNCH, Punch, Runner};
use super::table::{Table, is_missing, looks_like_clock};
use crate::model::{Finding, Findings, Severity, Status, Time};
use crate::read::controls::MAX_CONTROLS;
use crate::read::csv::cell::leading_number;
use std::borrow::Cow;

/// Fields before the first that can be the start: given name, surname, club.
const START_FROM: usize = 3;
/// Times of one runner beyond the number of controls: the finish, and punches that are not of the course.
const SPARE: usize = 3;

/// What the times of a file are.
struct Meaning {
    are_laps: bool,
    number_counts_finish: bool,
}

struct Class<'t> {
    name: Cow<'t, str>,
    number: usize,
    length_mm: u32,
    rows: Vec<Row<'t>>,
}

struct Row<'t> {
    runner: Runner<'t>,
    times: Vec<Option<Time>>,
}

/// The first class of a text of this format, with its number of controls.
pub(super) fn recognise(text: &str) -> Option<(String, usize)> {
    let mut ignored = Findings::default();
    let mut table = Table::new(text, b',');
    if !table.advance(&mut ignored) {
        return None;
    }
    let class = class_of(&table)?;
    let mut rows = 0;
    while rows < 3 && table.advance(&mut ignored) && class_of(&table).is_none() {
        let first = start_column(&table)? + 1;
        let times = (first..table.len()).filter(|c| !table.cell(*c).is_empty());
        let is_time = |column: usize| looks_like_clock(&table.cell(column)) || is_missing(&table.cell(column));
        let count = times.clone().count();
        if count == 0 || count > class.number + SPARE || !times.clone().all(is_time) {
            return None;
        }
        rows += 1;
    }
    (rows > 0).then(|| (class.name.into_owned(), class.number))
}

/// `class,controls` or `class,controls,metres`.
fn class_of<'t>(table: &Table<'t>) -> Option<Class<'t>> {
    let number = table.cell(1).parse().ok().filter(|n| *n <= MAX_CONTROLS)?;
    let metres = table.cell(2);
    let is_short = (START_FROM..table.len()).all(|c| table.cell(c).is_empty());
    let is_class = is_short && metres.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (is_class && !table.cell(0).is_empty()).then(|| Class {
        name: table.cell(0),
        number,
        length_mm: metres
            .parse::<u32>()
            .ok()
            .and_then(|m| m.checked_mul(1000))
            .unwrap_or(0),
        rows: Vec::new(),
    })
}

/// A club may hold commas, so the start is the first field behind the names that is written like a time.
fn start_column(table: &Table<'_>) -> Option<usize> {
    (START_FROM..table.len()).find(|c| looks_like_clock(&table.cell(*c)))
}

/// All runners of the text.
pub(super) fn read<'t>(text: &'t str, findings: &mut Findings) -> Vec<Runner<'t>> {
    let mut classes: Vec<Class<'t>> = Vec::new();
    let mut table = Table::new(text, b',');
    while table.advance(findings) {
        if let Some(class) = class_of(&table) {
            classes.push(class);
            continue;
        }
        let row = row(&table, findings);
        match (classes.last_mut(), row) {
            (Some(class), Some(row)) => class.rows.push(row),
            _ => {
                let found = format!("\"{}\"", table.cell(0));
                let expected = "a class and its number of controls, or a runner with a start and times";
                findings.push(table.finding(Severity::Error, "unreadable-line", None, found, expected));
            }
        }
    }
    let rows = || classes.iter().flat_map(|c| &c.rows);
    let are_laps = rows().filter(|r| falls(&r.times)).count() * 2 > rows().filter(|r| r.times.len() > 2).count();
    findings.push(Finding {
        severity: Severity::Note,
        code: if are_laps { "segments" } else { "passings" },
        line: 0,
        column: 0,
        found: format!(
            "times that {}",
            if are_laps {
                "fall as well as rise"
            } else {
                "rise from control to control"
            }
        ),
        expected: format!(
            "laps or passings; taken as {}",
            if are_laps { "laps and added up" } else { "passings" }
        ),
    });
    let with = |more: usize| -> usize {
        let fits = |c: &Class<'_>| c.rows.iter().filter(|r| r.times.len() == c.number + more).count();
        classes.iter().map(fits).sum()
    };
    let meaning = Meaning {
        are_laps,
        number_counts_finish: with(0) > with(1),
    };
    classes
        .into_iter()
        .flat_map(|class| finish_class(class, &meaning, findings))
        .collect()
}

fn falls(times: &[Option<Time>]) -> bool {
    let known: Vec<Time> = times.iter().copied().flatten().collect();
    times.len() > 2 && known.windows(2).any(|pair| pair[1] < pair[0])
}

fn row<'t>(table: &Table<'t>, findings: &mut Findings) -> Option<Row<'t>> {
    let start = start_column(table)?;
    let place = table.cell(start - 1);
    let has_place = start > START_FROM && place.bytes().all(|b| b.is_ascii_digit()) && !place.is_empty();
    let club: Vec<_> = (2..start - usize::from(has_place)).map(|c| table.cell(c)).collect();
    let (given, family) = (table.cell(0), table.cell(1));
    let mut last = table.len();
    while last > start + 1 && table.cell(last - 1).is_empty() {
        last -= 1;
    }
    Some(Row {
        runner: Runner {
            line: table.line,
            name: format!("{given} {family}").trim().to_owned().into(),
            // the variant that gives places has the whole name in one field
            family: if given.is_empty() { Cow::Borrowed("") } else { family },
            given,
            team: match club.join(", ") {
                none if none == "x" => Cow::Borrowed(""),
                club => club.into(),
            },
            place: if has_place {
                leading_number(place.as_bytes()).unwrap_or(0)
            } else {
                0
            },
            ..Runner::default()
        },
        times: (start + 1..last).map(|c| table.time(c, findings)).collect(),
    })
}

/// Brings the times of a class behind its controls.
fn finish_class<'t>(class: Class<'t>, meaning: &Meaning, findings: &mut Findings) -> Vec<Runner<'t>> {
    let mut runners = Vec::new();
    let controls = class.number.saturating_sub(usize::from(meaning.number_counts_finish));
    let same_place = class.rows.len() > 1 && class.rows.windows(2).all(|w| w[0].runner.place == w[1].runner.place);
    for Row { mut runner, times } in class.rows {
        runner.class = class.name.clone();
        runner.course = Course {
            length_mm: class.length_mm,
            ..Course::default()
        };
        if same_place {
            runner.place = 0; // one number for all is no place
        }
        if let Some(missing) = times
            .iter()
            .position(Option::is_none)
            .filter(|at| meaning.are_laps && at + 1 < times.len())
        {
            findings.push(Finding {
                severity: Severity::Note,
                code: "lap-missing",
                line: runner.line,
                column: 0,
                found: format!("no lap {} of {}", missing + 1, times.len()),
                expected: "every lap; no passing is known behind a missing one".into(),
            });
        }
        let mut passings = if meaning.are_laps { sums(&times) } else { times };
        if passings.len() == controls + 1 {
            runner.time = passings.pop().flatten();
            runner.punches = passings.into_iter().map(punch).collect();
            runner.judge_by_punches();
            let finished = meaning.are_laps && runner.status == Status::Dnf;
            if finished && runner.punches.last().is_none_or(|p| p.time.is_none()) {
                (runner.status, runner.reason) = (Status::Dq, MISPUNCH);
            }
        } else {
            // too many times end with the finish all the same; with too few it is not known which are missing
            runner.punches = vec![punch(None); controls];
            if passings.len() > controls {
                runner.time = passings.last().copied().flatten();
            } else {
                (runner.status, runner.reason) = (Status::Dq, MISPUNCH);
            }
            findings.push(Finding {
                severity: Severity::Warning,
                code: "controls-not-matched",
                line: runner.line,
                column: 0,
                found: format!("{} times", passings.len()),
                expected: format!("{} of the controls and one of the finish; they were left out", controls),
            });
        }
        runners.push(runner);
    }
    runners
}

fn punch<'t>(time: Option<Time>) -> Punch<'t> {
    let code = Cow::Borrowed("");
    Punch { code, time }
}

/// Passings from laps; nothing is known behind a missing lap.
fn sums(laps: &[Option<Time>]) -> Vec<Option<Time>> {
    let mut sum = Some(Time::from_ticks(0, crate::model::Precision::Thousandth));
    laps.iter()
        .map(|lap| {
            sum = sum.zip(*lap).and_then(|(before, lap)| {
                let ticks = before.ticks().checked_add(lap.ticks())?;
                Some(Time::from_ticks(ticks, before.precision().coarser(lap.precision())))
            });
            sum
        })
        .collect()
}
