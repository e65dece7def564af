//! Emit (n3sport): `id, name, time, class, place, letter, number, club`, then cumulative whole seconds, the last of which
//! is the finish (oe-csv.md). Rows have one field more than the captions: the letter is A, or D for a runner without a
//! place, and the number is that of the course.

use super::runner::{Course, Punch, Runner};
use super::table::{Table, is_missing, seconds};
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Findings, Severity, Status};
use crate::read::csv::cell::leading_number;
use std::borrow::Cow;

const SPLITS: usize = 8;

/// Ticks by which the last split may be before the result and still be that of the finish: two seconds.
const FINISH_WITHIN: u32 = 2 * TICKS_PER_SECOND;

/// The beginning of the caption line, in lower case.
const CAPTIONS: &str = "id,name,time,class,place,course,teams,split1";

pub(super) fn is_emit(text: &str) -> bool {
    let header = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let plain: String = header
        .chars()
        .filter(|c| !matches!(c, ' ' | '"'))
        .take(CAPTIONS.len())
        .collect();
    plain.eq_ignore_ascii_case(CAPTIONS)
}

/// The runner of the record at hand.
pub(super) fn runner<'t>(row: &Table<'t>, findings: &mut Findings) -> Runner<'t> {
    let mut runner = Runner {
        line: row.line,
        bib: row.cell(0),
        name: row.cell(1),
        team: row.cell(7),
        class: row.cell(3),
        course: Course {
            name: row.cell(6),
            ..Course::default()
        },
        place: leading_number(row.cell(4).as_bytes()).unwrap_or(0),
        time: row.time(2, findings),
        ..Runner::default()
    };
    let mut last = row.len();
    while last > SPLITS && row.cell(last - 1).is_empty() {
        last -= 1;
    }
    for column in SPLITS..last {
        let cell = row.cell(column);
        let time = seconds(&cell).filter(|t| t.ticks() > 0);
        if time.is_none() && !is_missing(&cell) {
            let expected = "a number of seconds from the start";
            findings.push(row.cell_finding(Severity::Error, "unreadable-time", column, expected));
        }
        let code = Cow::Borrowed("");
        runner.punches.push(Punch { code, time });
    }
    // who has neither a time nor a place did not come to the finish
    if runner.time.is_none() && runner.place == 0 {
        runner.judge_by_punches();
        return runner;
    }
    let last_time = runner.punches.last().and_then(|p| p.time);
    if let (Some(time), Some(split)) = (runner.time, last_time)
        && split.ticks() + FINISH_WITHIN < time.ticks()
    {
        let expected = format!("the result {time}, at which the splits should end; it is taken for a control");
        findings.push(row.cell_finding(Severity::Warning, "finish-missing", last - 1, &expected));
        runner.judge_by_punches();
        return runner;
    }
    let finish = runner.punches.pop().and_then(|p| p.time);
    if let (Some(time), Some(finish)) = (runner.time, finish)
        && time != finish
    {
        let expected = format!("the result {time}, at which the splits should end; the result was kept");
        findings.push(row.cell_finding(Severity::Warning, "finish-differs", last - 1, &expected));
    }
    runner.time = runner.time.or(finish);
    runner.judge_by_punches();
    if runner.place == 0 && runner.time.is_some() && row.cell(5) == "D" {
        runner.status = Status::Dq;
    }
    runner
}
