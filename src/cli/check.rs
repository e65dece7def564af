//! `check`: the whole load of each file, and what was found in it.

use super::print;
use crate::read::wanted::folders_without;
use crate::read::{Folders, Import, OpenError, Progress, Wanted, files_in, open};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Findings printed for a file in plain text; JSON has all that are kept.
const PRINTED: usize = 20;

/// Prints a report on each file in the order given, of a folder on all files in it; fails when a file could not be read
/// at all that is not merely something else in a folder of results.
pub(super) fn check(paths: &[PathBuf], as_json: bool) -> ExitCode {
    let files = files_in(paths);
    let folders = Folders::default();
    let single = files.len() == 1;
    let read = |file: &Wanted| {
        let result = open(&file.path, &folders, &Progress::default());
        let report = if as_json {
            Report::Json(json_of(file, &result))
        } else {
            Report::Text(text_of(file, &result))
        };
        let outcome = outcome(file, &result);
        if single {
            // the memory of a large file takes longer to hand back than the process to end
            std::mem::forget(result);
        }
        (report, outcome)
    };
    let (reports, outcomes): (Vec<Report>, Vec<Outcome>) = files.par_iter().map(read).collect();
    let mut failures: Vec<&str> = outcomes.iter().filter_map(Outcome::failure).collect();
    let of_folders = failures_of_folders(paths, &files, &outcomes);
    failures.extend(of_folders.iter().map(String::as_str));
    for failure in &failures {
        eprintln!("homestraight: {failure}");
    }
    match print(&report(reports, &outcomes, as_json)) {
        Ok(()) if failures.is_empty() => ExitCode::SUCCESS,
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

/// How it went with a file.
enum Outcome {
    /// Races, results and findings.
    Read([usize; 3]),
    /// No result file, in a folder.
    PassedOver,
    Failed(String),
}

impl Outcome {
    fn failure(&self) -> Option<&str> {
        match self {
            Self::Failed(error) => Some(error),
            _ => None,
        }
    }
}

fn outcome(file: &Wanted, result: &Result<Vec<Import>, OpenError>) -> Outcome {
    match result {
        Ok(imports) => Outcome::Read([COUNTS[1], COUNTS[3], COUNTS[5]].map(|(_, count)| sum(imports, count))),
        Err(error) if file.may_be_passed_over(error) => Outcome::PassedOver,
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

/// A line for each folder named of which nothing could be read.
fn failures_of_folders(paths: &[PathBuf], files: &[Wanted], outcomes: &[Outcome]) -> Vec<String> {
    let both = files.iter().zip(outcomes);
    let read: Vec<&Wanted> = both
        .filter_map(|(file, outcome)| matches!(outcome, Outcome::Read(_)).then_some(file))
        .collect();
    let line = |folder: &std::path::Path| format!("{}: holds no result file that can be read", folder.display());
    folders_without(paths, &read).into_iter().map(line).collect()
}

/// The whole output; for several files plain text ends with what they make together.
fn report(reports: Vec<Report>, outcomes: &[Outcome], as_json: bool) -> String {
    let mut text = String::new();
    let mut objects = Vec::new();
    for report in reports {
        match report {
            Report::Json(value) => objects.push(value),
            Report::Text(report) => text.push_str(&report),
        }
    }
    if as_json {
        return format!("{:#}\n", Value::Array(objects));
    }
    if outcomes.len() > 1 {
        let (mut read, mut passed_over, mut failed, mut total) = (0, 0, 0, [0; 3]);
        for outcome in outcomes {
            match outcome {
                Outcome::Read(counts) => {
                    read += 1;
                    (0..3).for_each(|at| total[at] += counts[at]);
                }
                Outcome::PassedOver => passed_over += 1,
                Outcome::Failed(_) => failed += 1,
            }
        }
        let [races, results, findings] = total;
        // writing to a String cannot fail
        let _ = writeln!(
            text,
            "{read} files read, {passed_over} no result files, {failed} failed: {races} races, {results} results, {findings} findings"
        );
    }
    text
}

type Count = fn(&Import) -> usize;

/// What is counted of a file, in the order of the report.
const COUNTS: [(&str, Count); 6] = [
    ("meets", |i| i.meets.len()),
    ("races", |i| i.races.len()),
    ("athletes", |i| i.athletes.len()),
    ("results", |i| i.rows.len()),
    ("passings", |i| i.passings.len()),
    ("findings", |i| i.findings.total() as usize),
];

fn sum(imports: &[Import], count: Count) -> usize {
    imports.iter().map(count).sum()
}

/// The object of a file, or of a part of it; numbers are those of all its imports together.
fn object(path: &str, format: Option<&str>, reason: &str, imports: &[Import]) -> Value {
    let mut object = json!({ "file": path, "format": format, "reason": reason });
    for (name, count) in &COUNTS[..5] {
        object[name] = json!(sum(imports, *count));
    }
    let findings = imports.iter().flat_map(|import| {
        let is_other = import.source.path != path;
        let part = is_other.then_some(import.source.path.as_str());
        import.findings.kept().iter().map(move |f| {
            let mut finding = json!({
                "severity": f.severity.word(), "code": f.code, "line": f.line, "column": f.column,
                "found": f.found, "expected": f.expected,
            });
            if let Some(part) = part {
                finding["part"] = json!(part);
            }
            finding
        })
    });
    object["findings"] = findings.collect();
    object["findings_total"] = json!(sum(imports, COUNTS[5].1));
    object
}

fn json_of(file: &Wanted, result: &Result<Vec<Import>, OpenError>) -> Value {
    let path = file.path.display().to_string();
    match result {
        Ok(imports) => {
            let Some((whole, parts)) = imports.split_first() else {
                return object(&path, None, "", imports);
            };
            let source = &whole.source;
            let mut all = object(&path, Some(source.format), &source.reason, imports);
            if !parts.is_empty() {
                let part = |part: &Import| {
                    let source = &part.source;
                    object(
                        &source.path,
                        Some(source.format),
                        &source.reason,
                        std::slice::from_ref(part),
                    )
                };
                all["parts"] = parts.iter().map(part).collect();
            }
            all
        }
        Err(error) => {
            let mut nothing = object(&path, None, &reason(file, error), &[]);
            if !file.may_be_passed_over(error) {
                nothing["error"] = json!(error.to_string());
            }
            nothing
        }
    }
}

/// Why a file was not read, without its path.
fn reason(file: &Wanted, error: &OpenError) -> String {
    if file.may_be_passed_over(error) {
        return match error {
            OpenError::Empty { .. } => "empty".to_owned(),
            _ => "not recognised as a result file".to_owned(),
        };
    }
    let (path, sentence) = (file.path.display().to_string(), error.to_string());
    let reason = sentence.strip_prefix(&path).unwrap_or(&sentence);
    reason.trim_start_matches([':', ' ']).to_owned()
}

fn text_of(file: &Wanted, result: &Result<Vec<Import>, OpenError>) -> String {
    match result {
        Ok(imports) => imports.split_first().map_or_else(String::new, |(whole, parts)| {
            let mut text = text_of_one(whole, imports, "");
            parts
                .iter()
                .for_each(|part| text.push_str(&text_of_one(part, std::slice::from_ref(part), "  ")));
            text
        }),
        // what failed stands in standard error
        Err(error) if file.may_be_passed_over(error) => {
            format!("{}: {}\n", file.path.display(), reason(file, error))
        }
        Err(_) => String::new(),
    }
}

/// A file or a part with its own findings, and the counts of all imports given.
fn text_of_one(import: &Import, imports: &[Import], indent: &str) -> String {
    let mut text = String::new();
    let counts = COUNTS.map(|(name, count)| format!("{} {name}", sum(imports, count)));
    let (source, counts) = (&import.source, counts.join(", "));
    // writing to a String cannot fail
    let _ = writeln!(
        text,
        "{indent}{}: {} ({})\n{indent}  {counts}",
        source.path, source.format, source.reason
    );
    for finding in import.findings.kept().iter().take(PRINTED) {
        let _ = writeln!(text, "{indent}  {}: {finding}", finding.severity.word());
    }
    let more = import.findings.total().saturating_sub(PRINTED as u64);
    if more > 0 {
        let _ = writeln!(text, "{indent}  and {more} more; --json lists them");
    }
    text
}
