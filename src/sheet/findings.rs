//! What could not be read or is doubtful, with file and line: first the files that could not be opened, then of each file
//! what its reader found and what the search over its races did.

use super::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::analysis::doubts;
use crate::model::{Finding, Findings, Severity};
use crate::read::Import;
use crate::read::import::Source;
use crate::store::{RowId, Store};
use std::path::PathBuf;

const FILE: usize = 1;

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
    let all = read.chain(&doubts(store).findings).map(Findings::total);
    unread.len() as u64 + all.sum::<u64>()
}

/// The findings kept of every file.
pub struct FindingsSheet<'a> {
    store: &'a Store,
    doubts: &'a [Findings],
    unread: &'a [Unread],
    /// By import, the number of rows up to its last finding.
    ends: Vec<usize>,
    columns: [Column; 5],
}

/// What a row is about.
enum Entry<'a> {
    Unread(&'a Unread),
    Finding(&'a Import, &'a Finding),
}

impl<'a> FindingsSheet<'a> {
    pub fn new(store: &'a Store, unread: &'a [Unread]) -> Self {
        let doubts = &doubts(store).findings;
        let up_to = |end: &mut usize, (import, doubts): (&std::sync::Arc<Import>, &Findings)| {
            *end += import.findings.kept().len() + doubts.kept().len();
            Some(*end)
        };
        let both = store.imports().iter().zip(doubts);
        let ends = both.scan(unread.len(), up_to).collect();
        let (left, right) = (Align::Left, Align::Right);
        let columns = [
            Column::new(
                "severity",
                "Severity",
                "Error: not read; warning: read and doubtful; note: read in one of several meanings",
                left,
            ),
            Column::new("file", "File", "Name of the file", left).cut_to(140.0),
            Column::new("line", "Line", "Line in the file", right),
            Column::new("found", "Found", "What stands there", left).cut_to(240.0),
            Column::new("expected", "Expected", "What is read without a finding", left).cut_to(240.0),
        ];
        Self {
            store,
            doubts,
            unread,
            ends,
            columns,
        }
    }

    /// A finding and the file that it is about; `None` for a file that could not be opened.
    pub fn finding(&self, row: usize) -> Option<(&'a Source, &'a Finding)> {
        match self.entry(row)? {
            Entry::Unread(_) => None,
            Entry::Finding(import, finding) => Some((&import.source, finding)),
        }
    }

    fn entry(&self, row: usize) -> Option<Entry<'a>> {
        if let Some(unread) = self.unread.get(row) {
            return Some(Entry::Unread(unread));
        }
        let at = self.ends.partition_point(|end| *end <= row);
        let first = at.checked_sub(1).map_or(self.unread.len(), |before| self.ends[before]);
        let import = self.store.imports().get(at)?;
        let mut kept = import.findings.kept().iter().chain(self.doubts.get(at)?.kept());
        Some(Entry::Finding(import, kept.nth(row - first)?))
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

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

impl Sheet for FindingsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.ends.last().copied().unwrap_or(self.unread.len())
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        match (self.entry(row), column) {
            (None, _) => Cell::default(),
            (Some(Entry::Unread(unread)), 0) if unread.is_passed_over => severity_cell(Severity::Note),
            (Some(Entry::Unread(_)), 0) => severity_cell(Severity::Error),
            (Some(Entry::Unread(unread)), FILE) => Cell::plain(file_name(&unread.path.to_string_lossy())),
            (Some(Entry::Unread(unread)), 3) => Cell::plain(unread.cause()),
            (Some(Entry::Unread(_)), _) => Cell::default(),
            (Some(Entry::Finding(_, finding)), 0) => severity_cell(finding.severity),
            (Some(Entry::Finding(import, _)), FILE) => Cell::plain(file_name(&import.source.path)),
            (Some(Entry::Finding(_, finding)), 2) if finding.line > 0 => Cell::plain(finding.line.to_string()),
            (Some(Entry::Finding(_, finding)), 3) => Cell::plain(finding.found.clone()),
            (Some(Entry::Finding(_, finding)), 4) => Cell::plain(finding.expected.clone()),
            (Some(Entry::Finding(..)), _) => Cell::default(),
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
        let sheet = FindingsSheet::new(&store, &unread);
        let texts = |row| (0..5).map(|c| sheet.cell(row, c).first.text).collect::<Vec<_>>();
        assert_eq!((sheet.row_count(), total(&store, &unread)), (2, 2));
        assert_eq!(texts(0), ["error", "gone.csv", "", "there is no such file", ""]);
        assert_eq!(
            texts(1),
            ["warning", "tokyo.csv", "12", "3:6x", "a time such as 3:28.32"]
        );
        assert_eq!(sheet.tooltip(1, FILE), "/results/tokyo.csv");
    }
}
