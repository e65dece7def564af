//! What every file is: its format, why it was taken for it, and what was read from it. Files that could not be opened stand
//! first, those of the sample and those that are no results last; under a file with several parts stands each of them.

use super::findings::Unread;
use super::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::analysis::cross_checks;
use crate::model::Findings;
use crate::model::text::grouped;
use crate::read::Import;
use crate::store::{RowId, Store};
use std::sync::Arc;

const FILE: usize = 0;
const COUNTS_FROM: usize = 2;
const FINDINGS: usize = 6;

/// Whether a path is of a document of the embedded sample.
pub fn is_sample(path: &str) -> bool {
    path.starts_with("sample/")
}

/// A row of the report.
#[derive(Clone, Copy)]
pub enum Entry<'a> {
    Unread(&'a Unread),
    /// A file with all its parts, or one part: index of the import, and how many stand together.
    Read {
        at: usize,
        count: usize,
    },
}

/// How many files were read, were passed over, and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub read: usize,
    pub passed_over: usize,
    pub failed: usize,
}

impl Outcome {
    pub fn new(store: &Store, unread: &[Unread]) -> Self {
        let passed_over = unread.iter().filter(|u| u.is_passed_over).count();
        Self {
            read: store.imports().iter().filter(|i| !i.is_part()).count(),
            passed_over,
            failed: unread.len() - passed_over,
        }
    }
}

/// A row for every file, and for every part of a file that has several.
pub struct ReportSheet<'a> {
    imports: &'a [Arc<Import>],
    /// By import, what is doubtful among all files loaded.
    doubts: &'a [Findings],
    entries: Vec<Entry<'a>>,
    columns: Vec<Column>,
}

impl<'a> ReportSheet<'a> {
    pub fn new(store: &'a Store, unread: &'a [Unread]) -> Self {
        let imports = store.imports();
        let of_sample =
            |entry: &Entry<'_>| matches!(entry, Entry::Read { at, .. } if is_sample(&imports[*at].source.path));
        let (passed_over, failed): (Vec<&Unread>, Vec<&Unread>) = unread.iter().partition(|u| u.is_passed_over);
        let (sample, read): (Vec<Entry<'_>>, Vec<Entry<'_>>) = read_entries(imports).into_iter().partition(of_sample);
        let mut entries: Vec<Entry<'_>> = failed.into_iter().map(Entry::Unread).collect();
        entries.extend(read);
        entries.extend(sample);
        entries.extend(passed_over.into_iter().map(Entry::Unread));
        Self {
            imports,
            doubts: cross_checks(store),
            entries,
            columns: columns(),
        }
    }

    pub fn entry(&self, row: usize) -> Option<Entry<'a>> {
        self.entries.get(row).copied()
    }

    fn counts(&self, at: usize, count: usize) -> [usize; 5] {
        let mut sums = [0; 5];
        let both = self.imports.iter().zip(self.doubts);
        for (import, doubts) in both.skip(at).take(count) {
            let of_one = [
                import.races.len(),
                import.athletes.len(),
                import.rows.len(),
                import.passings.len(),
                (import.findings.total() + doubts.total()) as usize,
            ];
            sums.iter_mut().zip(of_one).for_each(|(sum, one)| *sum += one);
        }
        sums
    }

    fn read_cell(&self, at: usize, count: usize, column: usize) -> Cell {
        let import = &self.imports[at];
        // an archive of one file is what that file is
        let only = (count == 2).then(|| &self.imports[at + 1]);
        match column {
            FILE => {
                let name = match import.is_part() {
                    true => format!("    {}", part_name(import)),
                    false => file_name(&import.source.path).to_owned(),
                };
                with_reason(
                    Value::plain(name),
                    &only.unwrap_or(import).source.reason,
                    Emphasis::Quiet,
                )
            }
            1 => Cell::plain(only.map_or(import.source.format.to_owned(), |part| {
                format!("{} in {}", part.source.format, import.source.format)
            })),
            _ => match self.counts(at, count)[column - COUNTS_FROM] {
                0 => Cell::plain("0"),
                findings if column == FINDINGS => emphasised(grouped(findings), Emphasis::Caution),
                number => Cell::plain(grouped(number)),
            },
        }
    }
}

/// Each file with its parts, and where a file has several, each of them behind it.
fn read_entries<'a>(imports: &[Arc<Import>]) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    let files = (0..imports.len()).filter(|at| !imports[*at].is_part());
    for at in files {
        let parts = imports[at + 1..].iter().take_while(|i| i.is_part()).count();
        entries.push(Entry::Read { at, count: parts + 1 });
        if parts > 1 {
            entries.extend((at + 1..=at + parts).map(|at| Entry::Read { at, count: 1 }));
        }
    }
    entries
}

fn columns() -> Vec<Column> {
    let (left, right) = (Align::Left, Align::Right);
    let mut columns = vec![
        Column::new(
            "file",
            "File",
            "Name of the file, or of a part of it, and why it was read as it was",
            left,
        )
        .cut_to(240.0),
        Column::new("format", "Format", "What the file was read as", left),
    ];
    let counts = [
        ("races", "Races", "Races and lists in the file"),
        (
            "athletes",
            "Athletes",
            "Athletes in the file, before they are joined with those of others",
        ),
        ("results", "Results", "Results in the file"),
        ("passings", "Passings", "Passings read from the file"),
        (
            "findings",
            "Findings",
            "What could not be read or is doubtful; the panel Findings lists it",
        ),
    ];
    columns.extend(counts.map(|(key, title, about)| Column::new(key, title, about, right)));
    columns[FILE].second_title = Some("Because".to_owned());
    columns
}

fn emphasised(text: String, emphasis: Emphasis) -> Cell {
    Cell {
        first: Value {
            text,
            rank: String::new(),
            emphasis,
        },
        second: None,
    }
}

/// A file with why it was read as it was, or was not read, below it.
fn with_reason(first: Value, reason: &str, emphasis: Emphasis) -> Cell {
    let second = Some(Value {
        text: reason.to_owned(),
        rank: String::new(),
        emphasis,
    });
    Cell { first, second }
}

fn unread_cell(unread: &Unread, column: usize) -> Cell {
    let emphasis = if unread.is_passed_over {
        Emphasis::Quiet
    } else {
        Emphasis::Error
    };
    match column {
        FILE => {
            let name = emphasised(file_name(&unread.path.to_string_lossy()).to_owned(), emphasis);
            with_reason(name.first, &unread.cause(), emphasis)
        }
        _ => Cell::default(),
    }
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// The path of a part inside its file.
pub fn part_name(import: &Import) -> &str {
    let inside = import.source.path.strip_prefix(&import.source.file);
    inside.unwrap_or(&import.source.path).trim_start_matches('/')
}

impl Sheet for ReportSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.entries.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        match self.entry(row) {
            Some(Entry::Read { at, count }) => self.read_cell(at, count, column),
            Some(Entry::Unread(unread)) => unread_cell(unread, column),
            None => Cell::default(),
        }
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        match (self.entry(row), column) {
            (Some(Entry::Unread(unread)), FILE) => unread.path.display().to_string(),
            (Some(Entry::Read { at, .. }), FILE) => self.imports[at].source.path.clone(),
            _ => String::new(),
        }
    }

    fn row_id(&self, _row: usize) -> Option<RowId> {
        None
    }

    fn sticky_columns(&self) -> usize {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture;
    use std::path::PathBuf;

    fn texts(sheet: &ReportSheet<'_>) -> Vec<Vec<String>> {
        let row = |row| {
            [FILE, 1, 2, 4, FINDINGS]
                .map(|c| sheet.cell(row, c).first.text)
                .to_vec()
        };
        (0..sheet.row_count()).map(row).collect()
    }

    /// An import of a file, or of a part of it.
    fn import(file: &str, path: &str, format: &'static str) -> Arc<Import> {
        let mut import = fixture::final_1500();
        (import.source.file, import.source.path) = (file.to_owned(), path.to_owned());
        import.source.format = format;
        Arc::new(import)
    }

    #[test]
    fn every_file_has_a_line_and_an_archive_one_for_each_of_its_parts() {
        let imports = vec![
            import("sample/a.ron", "sample/a.ron", "ron"),
            import("/m.zip", "/m.zip", "zip"),
            import("/m.zip", "/m.zip/heat 1.csv", "csv"),
            import("/m.zip", "/m.zip/heat 2.csv", "csv"),
            import("/o.gz", "/o.gz", "gzip"),
            import("/o.gz", "/o.gz/o.csv", "csv"),
        ];
        let rows = imports[0].rows.len();
        let store = Store::new(1, imports);
        let unread = |path: &str, is_passed_over| Unread {
            path: PathBuf::from(path),
            reason: format!("{path}: there is no such file"),
            is_passed_over,
        };
        let unread = [unread("/photo.png", true), unread("/gone.csv", false)];
        let sheet = ReportSheet::new(&store, &unread);
        let line = |file: &str, format: &str, files: usize| {
            let counts = [files, files * rows, 0].map(|n| n.to_string());
            [vec![file.to_owned(), format.to_owned()], counts.to_vec()].concat()
        };
        let none = |file: &str| {
            vec![
                file.to_owned(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            ]
        };
        assert_eq!(
            texts(&sheet),
            [
                none("gone.csv"),
                line("m.zip", "zip", 3),
                line("    heat 1.csv", "csv", 1),
                line("    heat 2.csv", "csv", 1),
                line("o.gz", "csv in gzip", 2),
                line("a.ron", "ron", 1),
                none("photo.png"),
            ]
        );
        let reason = sheet.cell(0, FILE).second.map(|v| v.text);
        assert_eq!(reason.as_deref(), Some("there is no such file"));
        let outcome = Outcome {
            read: 3,
            passed_over: 1,
            failed: 1,
        };
        assert_eq!(Outcome::new(&store, &unread), outcome);
    }
}
