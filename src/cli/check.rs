//! `check`: the whole load of each file, and what was found in it.

use super::print;
use crate::read::{Import, OpenError, Progress, open};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Findings printed for a file in plain text; JSON has all that are kept.
const PRINTED: usize = 20;

/// Prints a report on each file in the order given; fails when one could not be read at all.
pub(super) fn check(files: &[PathBuf], as_json: bool) -> ExitCode {
    let read = |path: &PathBuf| {
        let result = open(path, &Progress::default());
        let report = if as_json {
            Report::Json(json_of(path, &result))
        } else {
            Report::Text(text_of(&result))
        };
        // the memory of a large file takes longer to hand back than the process to end
        let failed = result.as_ref().err().map(ToString::to_string);
        std::mem::forget(result);
        (report, failed)
    };
    let reports: Vec<(Report, Option<String>)> = files.par_iter().map(read).collect();
    for failed in reports.iter().filter_map(|(_, failed)| failed.as_ref()) {
        eprintln!("homestraight: {failed}");
    }
    let all_read = reports.iter().all(|(_, failed)| failed.is_none());
    let mut text = String::new();
    let mut objects = Vec::new();
    for (report, _) in reports {
        match report {
            Report::Json(value) => objects.push(value),
            Report::Text(report) => text.push_str(&report),
        }
    }
    if as_json {
        text = format!("{:#}\n", Value::Array(objects));
    }
    match print(&text) {
        Ok(()) if all_read => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("homestraight: {error}");
            ExitCode::FAILURE
        }
    }
}

enum Report {
    Json(Value),
    Text(String),
}

fn json_of(path: &Path, result: &Result<Import, OpenError>) -> Value {
    let import = match result {
        Ok(import) => import,
        Err(error) => return json!({ "file": path.display().to_string(), "error": error.to_string() }),
    };
    let findings: Vec<Value> = import
        .findings
        .kept()
        .iter()
        .map(|f| {
            json!({
                "severity": f.severity.word(), "code": f.code, "line": f.line, "column": f.column,
                "found": f.found, "expected": f.expected,
            })
        })
        .collect();
    json!({
        "file": import.source.path,
        "format": import.source.format,
        "reason": import.source.reason,
        "meets": import.meets.len(),
        "races": import.races.len(),
        "athletes": import.athletes.len(),
        "results": import.rows.len(),
        "passings": import.passings.len(),
        "findings": findings,
        "findings_total": import.findings.total(),
    })
}

fn text_of(result: &Result<Import, OpenError>) -> String {
    let mut text = String::new();
    let Ok(import) = result else { return text };
    let counts = [
        (import.meets.len(), "meets"),
        (import.races.len(), "races"),
        (import.athletes.len(), "athletes"),
        (import.rows.len(), "results"),
        (import.passings.len(), "passings"),
        (import.findings.total() as usize, "findings"),
    ];
    let counts = counts.map(|(n, what)| format!("{n} {what}")).join(", ");
    // writing to a String cannot fail
    let _ = writeln!(
        text,
        "{}: {} ({})\n  {counts}",
        import.source.path, import.source.format, import.source.reason
    );
    for finding in import.findings.kept().iter().take(PRINTED) {
        let _ = writeln!(text, "  {}: {finding}", finding.severity.word());
    }
    let more = import.findings.total().saturating_sub(PRINTED as u64);
    if more > 0 {
        let _ = writeln!(text, "  and {more} more; --json lists them");
    }
    text
}
