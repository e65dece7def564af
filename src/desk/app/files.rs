//! Files come and go: read, pasted, closed, and the store built anew from those that are open.

use super::App;
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::jobs::{Done, next_revision};
use crate::desk::panels::Pane;
use crate::desk::panels::columns::{self, HEAD_BYTES};
use crate::read::import::Source;
use crate::read::open::{content, read_bytes};
use crate::read::{Import, OpenError, Progress, Wanted, fixed, html_table, sample};
use crate::sheet::findings::Unread;
use crate::sheet::report::is_sample;
use crate::store::Store;
use hashbrown::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What text from the clipboard is called, with a number behind it.
const PASTED: &str = "Pasted text";

/// The race of the sample that is on show first.
const FIRST_RACE: &str = "Tokyo 2020 men 1500m final";

impl App {
    /// The sample is small, so that it is there in the first frame.
    pub(super) fn open_sample(&mut self) {
        if self.imports.iter().any(|i| is_sample(&i.source.path)) {
            return;
        }
        self.imports.extend(sample::sample().into_iter().map(Arc::new));
        let store = self.new_store();
        self.take_store(store);
        if let Some(race) = self.store.find_races(FIRST_RACE).first() {
            self.show_race(*race);
        }
    }

    /// Reads files with what the user said of the columns of tables.
    pub(super) fn read(&mut self, paths: Vec<PathBuf>) {
        if paths.len() > 1 || paths.iter().any(|path| path.is_dir()) {
            self.show_pane(Pane::Report);
        }
        self.jobs.read(paths, &self.settings.mappings);
    }

    /// Adds what was read, in place of what the same file held before; whether anything changed.
    pub(super) fn take_read(&mut self, file: &Wanted, result: Result<Vec<Import>, OpenError>, is_first: bool) -> bool {
        self.unread.retain(|u| u.path != file.path);
        match result {
            Ok(imports) => {
                let imports: Vec<Arc<Import>> = imports.into_iter().map(Arc::new).collect();
                self.settings.remember(&file.named);
                let decided = self
                    .decisions
                    .read_beside(imports.iter().map(|i| i.source.file.as_str()));
                if let Err(error) = decided {
                    self.notices.fail(error);
                }
                if is_first {
                    self.show_first_of = imports.iter().find(|i| !i.races.is_empty()).cloned();
                    // what is not sure of a file opened by hand is asked
                    let unsure = imports.iter().find(|i| columns::is_unsure(i));
                    if let Some(source) = unsure.filter(|_| file.path == file.named).map(|i| i.source.clone()) {
                        self.read_table_head(source);
                    }
                }
                self.replace(imports);
                true
            }
            // the user knows
            Err(OpenError::Cancelled { .. }) => false,
            Err(error) => {
                let is_passed_over = file.may_be_passed_over(&error);
                let text = error.to_string();
                self.unread.push(Unread {
                    path: file.path.clone(),
                    reason: text.clone(),
                    is_passed_over,
                });
                if !is_passed_over {
                    self.notices.fail(text);
                }
                false
            }
        }
    }

    /// Puts a file and its parts where those of the same file stood, else behind all others.
    fn replace(&mut self, imports: Vec<Arc<Import>>) {
        let Some(file) = imports.first().map(|i| i.source.file.clone()) else {
            return;
        };
        let is_same = |i: &Arc<Import>| i.source.file == file;
        let at = self.imports.iter().position(is_same).unwrap_or(self.imports.len());
        self.imports.retain(|i| !is_same(i));
        self.imports.splice(at..at, imports);
    }

    /// Reads text from the clipboard as a file would be read.
    pub(super) fn paste(&mut self, text: String) {
        let pasted = self
            .imports
            .iter()
            .filter(|i| i.source.path.starts_with(PASTED))
            .count();
        let name = format!("{PASTED} {}", pasted + 1);
        self.jobs.wait("Reading the clipboard", move || {
            let read = read_bytes(&name, text.as_bytes(), &Progress::default());
            Some(Done::Pasted(Box::new(read)))
        });
    }

    /// Adds what was pasted; whether anything changed.
    pub(super) fn take_pasted(&mut self, pasted: Result<Import, OpenError>) -> bool {
        match pasted {
            Ok(import) => {
                let import = Arc::new(import);
                self.show_first_of = Some(import.clone());
                self.imports.push(import);
                true
            }
            Err(error) => {
                self.notices.fail(error.to_string());
                false
            }
        }
    }

    /// The source of the race on show, when it is a table.
    pub(super) fn table_on_show(&self) -> Option<&Source> {
        let import = &self.store.imports()[self.store.race(self.session.race?).import_index()];
        matches!(import.source.format, "csv" | "fixed" | "html-table").then_some(&import.source)
    }

    pub(super) fn read_columns_of_race(&mut self) {
        if let Some(source) = self.table_on_show().cloned() {
            self.read_table_head(source);
        }
    }

    /// Reads the beginning of a table for the dialog.
    fn read_table_head(&mut self, source: Source) {
        self.jobs.wait("Reading the table", move || {
            let mut head = match content(&source) {
                Ok(bytes) => bytes,
                Err(error) => return Some(Done::Failed(error.to_string())),
            };
            match source.format {
                "fixed" => head = fixed::table_text(&head)?.into_bytes(),
                "html-table" => head = html_table::table_text(&head)?.into_bytes(),
                _ => {}
            }
            head.truncate(HEAD_BYTES);
            let title = source.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            Some(Done::Table {
                file: PathBuf::from(source.file),
                title,
                head,
            })
        });
    }

    pub(super) fn choose_columns(&mut self, file: PathBuf, title: String, head: Vec<u8>) {
        if !self.panels.columns.open(file, title, head, &self.settings.mappings) {
            self.notices.fail("The beginning of the file is not a table".to_owned());
        }
    }

    /// Closes the files that imports come from, with all their parts.
    pub(super) fn close_files(&mut self, imports: &[usize]) {
        let store = self.store.clone();
        let of = imports.iter().filter_map(|at| store.imports().get(*at));
        let files: HashSet<&str> = of.map(|import| import.source.file.as_str()).collect();
        self.close(|import| files.contains(import.source.file.as_str()));
    }

    pub(super) fn close_race_file(&mut self) {
        if let Some(race) = self.session.race {
            self.close_files(&[self.store.race(race).import_index()]);
        }
    }

    pub(super) fn close_all(&mut self) {
        self.unread.clear();
        self.close(|_| true);
    }

    pub(super) fn close(&mut self, is_closed: impl Fn(&Import) -> bool) {
        // what is being read and not on show yet stays
        let shown = self.store.imports();
        let closes = |i: &Arc<Import>| is_closed(i) && shown.iter().any(|s| Arc::ptr_eq(i, s));
        self.imports.retain(|i| !closes(i));
        self.rebuild();
    }

    /// Builds the store anew: at once when it is small, else in a job.
    pub(super) fn rebuild(&mut self) {
        if self.imports.iter().map(|i| i.rows.len()).sum::<usize>() <= IMMEDIATE_ROWS {
            self.take_store(self.new_store());
        } else {
            self.jobs.build(self.imports.clone(), self.decisions.list());
        }
    }

    fn new_store(&self) -> Arc<Store> {
        let decisions = self.decisions.list();
        Arc::new(Store::with_decisions(next_revision(), self.imports.clone(), decisions))
    }
}
