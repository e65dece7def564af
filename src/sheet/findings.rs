//! What could not be read or is doubtful, with file and line: first the files that could not be opened, then of each file
//! what its reader found and what the search over its races did.

use super::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::analysis::cross_checks;
use crate::model::{Finding, Findings, Severity};
use crate::read::Import;
use crate::read::import::Source;
use crate::store::{RowId, Store};
use std::path::PathBuf;

const FILE: usize = 1;
const FOUND: usize = 2;

/// A file that could not be opened.
pub struct Unread {
    pub path: PathBuf,
    /// The whole sentence, which begins with the path.
    pub reason: String,
    /// Whether it merely lies in a folder of results.
    pub is_passed_over: bool,
}

impl Unread {
    /// Why it could not be opened, without its path.
    pub fn cause(&self) -> String {
        let path = self.path.display().to_string();
        let cause = self.reason.strip_prefix(&path).unwrap_or(&self.reason);
        cause.trim_start_matches([':', ' ']).to_owned()
    }
}

/// Findings of all files, those beyond the ones kept included, and the files that could not be opened.
pub fn total(store: &Store, unread: &[Unread]) -> u64 {
    let read = store.imports().iter().map(|i| &i.findings);
    let all = read.chain(cross_checks(store)).map(Findings::total);
    unread.len() as u64 + all.sum::<u64>()
}

/// Which findings are listed, worked out once for a revision: of every file those kept, of one severity or of all.
#[derive(Debug, Default)]
pub struct Listed {
    /// Index of the import and of the finding among those kept; files that could not be opened have no import.
    rows: Vec<(Option<u32>, u32)>,
    /// Of errors, warnings and notes.
    pub counts: [usize; 3],
}

impl Listed {
    pub fn new(store: &Store, unread: &[Unread], only: Option<Severity>) -> Self {
        let mut listed = Self::default();
        let of_unread = |u: &Unread| {
            if u.is_passed_over {
                Severity::Note
            } else {
                Severity::Error
            }
        };
        for (at, severity) in unread.iter().map(of_unread).enumerate() {
            listed.add((None, at), severity, only);
        }
        for (import, (own, doubts)) in store.imports().iter().zip(cross_checks(store)).enumerate() {
            for (at, finding) in own.findings.kept().iter().chain(doubts.kept()).enumerate() {
                listed.add((u32::try_from(import).ok(), at), finding.severity, only);
            }
        }
        listed
    }

    fn add(&mut self, (import, at): (Option<u32>, usize), severity: Severity, only: Option<Severity>) {
        self.counts[severity as usize] += 1;
        if only.is_none_or(|only| only == severity) {
            self.rows.push((import, at as u32));
        }
    }
}

/// The findings listed.
pub struct FindingsSheet<'a> {
    store: &'a Store,
    doubts: &'a [Findings],
    unread: &'a [Unread],
    listed: &'a Listed,
    columns: [Column; 3],
}

/// What a row is about.
enum Entry<'a> {
    Unread(&'a Unread),
    Finding(&'a Import, &'a Finding),
}

impl<'a> FindingsSheet<'a> {
    pub fn new(store: &'a Store, unread: &'a [Unread], listed: &'a Listed) -> Self {
        let mut columns = [
            Column::new(
                "severity",
                "Severity",
                "Error: not read; warning: read and doubtful; note: read in one of several meanings",
                Align::Left,
            ),
            Column::new("file", "File", "Name of the file, and the line in it", Align::Left).cut_to(150.0),
            Column::new(
                "found",
                "Found",
                "What stands there, and what is read without a finding",
                Align::Left,
            )
            .cut_to(420.0),
        ];
        columns[FILE].second_title = Some("Line".to_owned());
        columns[FOUND].second_title = Some("Expected".to_owned());
        Self {
            store,
            doubts: cross_checks(store),
            unread,
            listed,
            columns,
        }
    }

    /// A finding and the file that it is about, by number in the store; `None` for a file that could not be opened.
    pub fn finding(&self, row: usize) -> Option<(usize, &'a Source, &'a Finding)> {
        let import = self.listed.rows.get(row)?.0? as usize;
        match self.entry(row)? {
            Entry::Unread(_) => None,
            Entry::Finding(file, finding) => Some((import, &file.source, finding)),
        }
    }

    fn entry(&self, row: usize) -> Option<Entry<'a>> {
        let (import, at) = *self.listed.rows.get(row)?;
        let Some(import) = import else {
            return self.unread.get(at as usize).map(Entry::Unread);
        };
        let file = self.store.imports().get(import as usize)?;
        let mut kept = file
            .findings
            .kept()
            .iter()
            .chain(self.doubts.get(import as usize)?.kept());
        Some(Entry::Finding(file, kept.nth(at as usize)?))
    }
}

fn severity_cell(severity: Severity) -> Cell {
    Cell {
        first: Value {
            text: severity.word().to_owned(),
            rank: String::new(),
            emphasis: match severity {
                Severity::Error => Emphasis::Error,
                Severity::Warning => Emphasis::Caution,
                Severity::Note => Emphasis::Quiet,
            },
        },
        second: None,
    }
}

/// A text, and a quiet one below it.
fn two_lines(first: &str, second: &str) -> Cell {
    Cell {
        first: Value::plain(first),
        second: Some(Value {
            text: second.to_owned(),
            rank: String::new(),
            emphasis: Emphasis::Quiet,
        }),
    }
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

impl Sheet for FindingsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.listed.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        match (self.entry(row), column) {
            (None, _) => Cell::default(),
            (Some(Entry::Unread(unread)), 0) if unread.is_passed_over => severity_cell(Severity::Note),
            (Some(Entry::Unread(_)), 0) => severity_cell(Severity::Error),
            (Some(Entry::Unread(unread)), FILE) => two_lines(file_name(&unread.path.to_string_lossy()), ""),
            (Some(Entry::Unread(unread)), _) => two_lines(&unread.cause(), ""),
            (Some(Entry::Finding(_, finding)), 0) => severity_cell(finding.severity),
            (Some(Entry::Finding(import, finding)), FILE) => {
                let line = match finding.line {
                    0 => String::new(),
                    line => line.to_string(),
                };
                two_lines(file_name(&import.source.path), &line)
            }
            (Some(Entry::Finding(_, finding)), _) => two_lines(&finding.found, &finding.expected),
        }
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        match (self.entry(row), column) {
            (Some(Entry::Unread(unread)), FILE) => unread.path.display().to_string(),
            (Some(Entry::Finding(import, _)), FILE) => import.source.path.clone(),
            _ => String::new(),
        }
    }

    fn row_id(&self, _row: usize) -> Option<RowId> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;
    use std::sync::Arc;

    #[test]
    fn files_that_could_not_be_opened_stand_first_and_files_go_by_their_names() {
        let mut import = fixture::final_1500();
        import.source.path = "/results/tokyo.csv".to_owned();
        import.findings.push(Finding {
            severity: Severity::Warning,
            code: "unreadable-time",
            line: 12,
            column: 3,
            found: "3:6x".to_owned(),
            expected: "a time such as 3:28.32".to_owned(),
        });
        let store = Store::new(1, vec![Arc::new(import)]);
        let unread = [Unread {
            path: PathBuf::from("/results/gone.csv"),
            reason: "/results/gone.csv: there is no such file".to_owned(),
            is_passed_over: false,
        }];
        let listed = Listed::new(&store, &unread, None);
        let sheet = FindingsSheet::new(&store, &unread, &listed);
        let texts = |sheet: &FindingsSheet<'_>, row| {
            let cells = (0..3).map(|c| sheet.cell(row, c)).collect::<Vec<_>>();
            let both = cells
                .into_iter()
                .flat_map(|c| [Some(c.first.text), c.second.map(|v| v.text)]);
            both.flatten().collect::<Vec<_>>()
        };
        assert_eq!((sheet.row_count(), total(&store, &unread)), (2, 2));
        assert_eq!(texts(&sheet, 0), ["error", "gone.csv", "", "there is no such file", ""]);
        let second = ["warning", "tokyo.csv", "12", "3:6x", "a time such as 3:28.32"];
        assert_eq!(texts(&sheet, 1), second);
        assert_eq!(listed.counts, [1, 1, 0]);
        let warnings = Listed::new(&store, &unread, Some(Severity::Warning));
        assert_eq!(texts(&FindingsSheet::new(&store, &unread, &warnings), 0), second);
        assert_eq!(sheet.tooltip(1, FILE), "/results/tokyo.csv");
    }
}
