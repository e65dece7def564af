//! `check`: the whole load of the files together, and what was found in each.

use super::print;
use crate::analysis::cross_checks;
use crate::model::{Finding, Findings, Severity};
use crate::read::wanted::folders_without;
use crate::read::{Folders, Import, OpenError, Progress, Wanted, files_in, open};
use crate::store::Store;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Findings printed for a file in plain text; JSON has all that are kept.
const PRINTED: usize = 20;

/// Among more results than this doubtful values are not searched for, so that a large load is as fast as the reading; the
/// window searches all of them in the background.
const MOST_SEARCHED: usize = 200_000;

/// What a file, or a part of it, holds: as read, and what is doubtful among all files loaded.
#[derive(Clone, Copy)]
struct Checked<'a> {
    import: &'a Import,
    doubts: &'a Findings,
}

impl<'a> Checked<'a> {
    fn findings(self) -> impl Iterator<Item = &'a Finding> {
        self.import.findings.kept().iter().chain(self.doubts.kept())
    }

    fn findings_total(self) -> u64 {
        self.import.findings.total() + self.doubts.total()
    }
}

/// What became of a file: its imports, the file itself first, or why there are none.
type Read<'a> = Result<Vec<Checked<'a>>, &'a OpenError>;

/// Prints a report on each file in the order given, of a folder on all files in it; fails when a file could not be read
/// at all that is not merely something else in a folder of results.
pub(super) fn check(paths: &[PathBuf], as_json: bool) -> ExitCode {
    let files = files_in(paths);
    let folders = Folders::default();
    let read = |file: &Wanted| open(&file.path, &folders, &Progress::default());
    let results: Vec<Result<Vec<Import>, OpenError>> = files.par_iter().map(read).collect();
    let (mut imports, mut ends) = (Vec::new(), Vec::with_capacity(files.len()));
    for result in results {
        ends.push(result.map(|of_file| {
            imports.extend(of_file.into_iter().map(Arc::new));
            imports.len()
        }));
    }
    let store = Store::new(1, imports);
    let doubtful = doubtful(&store);
    let reads = reads(&store, &doubtful, &ends);
    let (reports, outcomes): (Vec<Report>, Vec<Outcome>) = files
        .par_iter()
        .zip(&reads)
        .map(|(file, read)| {
            let report = match as_json {
                true => Report::Json(json_of(file, read)),
                false => Report::Text(text_of(file, read)),
            };
            (report, outcome(file, read))
        })
        .unzip();
    drop(reads);
    // the memory of large files takes longer to hand back than the process to end
    std::mem::forget(store);
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

/// Findings on doubtful values of each import, or one that says that they were not searched for.
fn doubtful(store: &Store) -> Cow<'_, [Findings]> {
    let results: usize = store.imports().iter().map(|i| i.rows.len()).sum();
    if results <= MOST_SEARCHED {
        return Cow::Borrowed(cross_checks(store));
    }
    let not_searched = |import: &Arc<Import>| {
        let mut findings = Findings::default();
        if !import.passings.is_empty() {
            let found = format!("{results} results in all; doubtful passings and places were not searched for");
            let expected = format!("at most {MOST_SEARCHED}; the window searches them all");
            findings.push(Finding::at(Severity::Note, "not-searched", (0, 0), found, expected));
        }
        findings
    };
    store.imports().iter().map(not_searched).collect()
}

/// The imports of each file, which end at `ends` among those of the store.
fn reads<'a>(store: &'a Store, doubtful: &'a [Findings], ends: &'a [Result<usize, OpenError>]) -> Vec<Read<'a>> {
    let both = store.imports().iter().zip(doubtful);
    let mut rest = both.map(|(import, doubts)| Checked { import, doubts });
    let mut taken = 0;
    let of_file = |end: &'a Result<usize, OpenError>| {
        let end = end.as_ref()?;
        let of_file = rest.by_ref().take(end - taken).collect();
        taken = *end;
        Ok(of_file)
    };
    ends.iter().map(of_file).collect()
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

fn outcome(file: &Wanted, read: &Read<'_>) -> Outcome {
    match read {
        Ok(all) => Outcome::Read([COUNTS[1], COUNTS[3], COUNTS[5]].map(|(_, count)| sum(all, count))),
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

type Count = fn(Checked<'_>) -> usize;

/// What is counted of a file, in the order of the report.
const COUNTS: [(&str, Count); 6] = [
    ("meets", |c| c.import.meets.len()),
    ("races", |c| c.import.races.len()),
    ("athletes", |c| c.import.athletes.len()),
    ("results", |c| c.import.rows.len()),
    ("passings", |c| c.import.passings.len()),
    ("findings", |c| c.findings_total() as usize),
];

fn sum(all: &[Checked<'_>], count: Count) -> usize {
    all.iter().map(|checked| count(*checked)).sum()
}

/// The object of a file, or of a part of it; numbers are those of all its imports together.
fn object(path: &str, format: Option<&str>, reason: &str, all: &[Checked<'_>]) -> Value {
    let mut object = json!({ "file": path, "format": format, "reason": reason });
    for (name, count) in &COUNTS[..5] {
        object[name] = json!(sum(all, *count));
    }
    let findings = all.iter().flat_map(|checked| {
        let source = &checked.import.source.path;
        let part = (source != path).then_some(source);
        checked.findings().map(move |f| {
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
    object["findings_total"] = json!(sum(all, COUNTS[5].1));
    object
}

fn json_of(file: &Wanted, read: &Read<'_>) -> Value {
    let path = file.path.display().to_string();
    match read {
        Ok(all) => {
            let Some((whole, parts)) = all.split_first() else {
                return object(&path, None, "", all);
            };
            let of_source = |path: &str, checked: &Checked<'_>, all: &[Checked<'_>]| {
                let source = &checked.import.source;
                object(path, Some(source.format), &source.reason, all)
            };
            let mut object = of_source(&path, whole, all);
            if !parts.is_empty() {
                let part = |part: &Checked<'_>| of_source(&part.import.source.path, part, std::slice::from_ref(part));
                object["parts"] = parts.iter().map(part).collect();
            }
            object
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

fn text_of(file: &Wanted, read: &Read<'_>) -> String {
    match read {
        Ok(all) => all.split_first().map_or_else(String::new, |(whole, parts)| {
            let mut text = text_of_one(*whole, all, "");
            parts
                .iter()
                .for_each(|part| text.push_str(&text_of_one(*part, std::slice::from_ref(part), "  ")));
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
fn text_of_one(checked: Checked<'_>, all: &[Checked<'_>], indent: &str) -> String {
    let mut text = String::new();
    let counts = COUNTS.map(|(name, count)| format!("{} {name}", sum(all, count)));
    let (source, counts) = (&checked.import.source, counts.join(", "));
    // writing to a String cannot fail
    let _ = writeln!(
        text,
        "{indent}{}: {} ({})\n{indent}  {counts}",
        source.path, source.format, source.reason
    );
    for finding in checked.findings().take(PRINTED) {
        let _ = writeln!(text, "{indent}  {}: {finding}", finding.severity.word());
    }
    let more = checked.findings_total().saturating_sub(PRINTED as u64);
    if more > 0 {
        let _ = writeln!(text, "{indent}  and {more} more; --json lists them");
    }
    text
}
