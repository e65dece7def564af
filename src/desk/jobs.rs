//! Work beside the window: threads and one channel, no async. A job says what it does, can be cancelled, is caught if it
//! panics, and wakes the window when it is done.

use super::cache::{For, Shown};
use super::panels::facts::{self, FactsOf};
use super::panels::lists;
use super::panels::profile::Figures;
use super::panels::results::Question;
use super::panels::source::Lines;
use crate::analysis::{cross_checks, legal_marks};
use crate::model::text::grouped;
use crate::read::mapping::Mapping;
use crate::read::wanted::{bytes_of, folders_without};
use crate::read::{Folders, Import, OpenError, Progress, Wanted, files_in, open};
use crate::sheet::results::ResultsColumns;
use crate::store::{Decision, RowId, Store};
use eframe::egui::{ColorImage, Context};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// What a job hands back.
pub enum Done {
    Read {
        file: Wanted,
        /// The file itself, then its parts.
        result: Result<Vec<Import>, OpenError>,
        /// Whether it is the first of those asked for together that can be read.
        is_first: bool,
    },
    Store(Arc<Store>),
    Answer(Answer),
    /// Reading was cancelled: files read, and all that were asked for.
    Stopped {
        read: usize,
        of: usize,
    },
    /// Files or folders chosen in the dialog.
    Picked(Vec<PathBuf>),
    /// Text for the clipboard.
    Copied(String),
    /// A picture for the clipboard.
    Picture(Box<ColorImage>),
    /// The lines of a file around a place.
    Source(Box<Lines>),
    /// A table whose columns are to be chosen: its file, what it is called, and its beginning.
    Table {
        file: PathBuf,
        title: String,
        head: Vec<u8>,
    },
    /// What was read of text from the clipboard.
    Pasted(Box<Result<Import, OpenError>>),
    /// A file was written, or why not.
    Saved(Result<PathBuf, String>),
    /// A job of ours went wrong; the text says which.
    Failed(String),
}

/// What was found in the store.
pub enum Answer {
    Results {
        question: Question,
        rows: Vec<RowId>,
        columns: ResultsColumns,
    },
    Shown(For, Shown),
    /// Of a revision, with the words that they were found by.
    Efforts(u64, String, Vec<RowId>),
    Profile(Box<Figures>),
    Facts(FactsOf, Box<facts::Found>),
    List(Box<(lists::Wanted, lists::Found)>),
}

/// A running job.
pub struct Job {
    id: u64,
    pub label: String,
    pub progress: Arc<Progress>,
}

impl Job {
    /// What it does and, of several files, how far it is.
    pub fn text(&self) -> String {
        match self.progress.files() {
            (_, 0 | 1) => self.label.clone(),
            (done, all) => {
                let (done, all) = (grouped(done as usize), grouped(all as usize));
                format!("{}, {done} of {all} files", self.label)
            }
        }
    }
}

/// Starts jobs and collects what they hand back.
pub struct Jobs {
    ctx: Context,
    /// The id of a job that has ended, and what it hands back.
    sender: Sender<(Option<u64>, Option<Done>)>,
    receiver: Receiver<(Option<u64>, Option<Done>)>,
    running: Vec<Job>,
    next: u64,
}

/// The label of a job that builds a store.
const JOINING: &str = "Joining the files";

static REVISION: AtomicU64 = AtomicU64::new(1);

/// A revision that no store of this process has had.
pub fn next_revision() -> u64 {
    REVISION.fetch_add(1, Ordering::Relaxed)
}

impl Jobs {
    pub fn new(ctx: &Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            ctx: ctx.clone(),
            sender,
            receiver,
            running: Vec::new(),
            next: 0,
        }
    }

    /// Jobs that are running, the oldest first.
    pub fn running(&self) -> &[Job] {
        &self.running
    }

    /// Whether a store is being built.
    pub fn is_joining(&self) -> bool {
        self.running.iter().any(|j| j.label == JOINING)
    }

    /// What jobs have handed back since the last call.
    pub fn drain(&mut self) -> Vec<Done> {
        let mut all = Vec::new();
        while let Ok((finished, done)) = self.receiver.try_recv() {
            if let Some(id) = finished {
                self.running.retain(|j| j.id != id);
            }
            all.extend(done);
        }
        all
    }

    fn start(&mut self, label: String, work: impl FnOnce(&Progress, &dyn Fn(Done)) -> Option<Done> + Send + 'static) {
        let (id, progress) = (self.next, Arc::new(Progress::default()));
        self.next += 1;
        self.running.push(Job {
            id,
            label: label.clone(),
            progress: progress.clone(),
        });
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        std::thread::spawn(move || {
            let send = |finished: Option<u64>, done: Option<Done>| {
                // the window may be gone; then nobody waits
                let _ = sender.send((finished, done));
                ctx.request_repaint();
            };
            let between = |done: Done| send(None, Some(done));
            let result = catch_unwind(AssertUnwindSafe(|| work(&progress, &between)));
            let failed = |_| {
                Some(Done::Failed(format!(
                    "{label} failed by a mistake of the program; everything open is unchanged"
                )))
            };
            let last = result.unwrap_or_else(failed);
            send(Some(id), last);
        });
    }

    /// Reads files, and all files in folders, side by side; they are handed back in their order.
    pub fn read(&mut self, paths: Vec<PathBuf>, mappings: &[Mapping]) {
        let folders = Folders::with_mappings(mappings.to_vec());
        let label = match paths.as_slice() {
            [one] => format!("Opening {}", one.file_name().unwrap_or(one.as_os_str()).display()),
            _ => "Opening".to_owned(),
        };
        self.start(label, move |progress, hand_back| {
            let files = files_in(&paths);
            progress.expect(files.len() as u64, bytes_of(&files));
            let read = read_in_order(&files, &folders, progress, hand_back);
            if progress.is_cancelled() {
                let (read, of) = (read.len(), files.len());
                return Some(Done::Stopped { read, of });
            }
            let empty = folders_without(&paths, &read);
            let empty: Vec<String> = empty.iter().map(|folder| folder.display().to_string()).collect();
            (!empty.is_empty()).then(|| Done::Failed(format!("{}: holds no result file", empty.join(", "))))
        });
    }

    /// Joins imports to a store, with what sorting and searching need.
    pub fn build(&mut self, imports: Vec<Arc<Import>>, decisions: Vec<Decision>) {
        // taken here and not in the thread, so that of two builds the one started last has the higher revision
        let revision = next_revision();
        self.start(JOINING.to_owned(), move |_, _| {
            let store = Store::with_decisions(revision, imports, decisions);
            store.warm();
            cross_checks(&store);
            legal_marks(&store);
            Some(Done::Store(Arc::new(store)))
        });
    }

    /// Runs a question to the store.
    pub fn ask(&mut self, label: &str, question: impl FnOnce() -> Option<Answer> + Send + 'static) {
        self.start(label.to_owned(), move |_, _| question().map(Done::Answer));
    }

    /// Does what may block, such as waiting for a dialog; `None` when the user gave up.
    pub fn wait(&mut self, label: &str, work: impl FnOnce() -> Option<Done> + Send + 'static) {
        self.start(label.to_owned(), move |_, _| work());
    }
}

/// Reads files on all processors and hands them back in the order given, whichever is read first; the files read.
fn read_in_order<'f>(
    files: &'f [Wanted],
    folders: &Folders,
    progress: &Progress,
    hand_back: &dyn Fn(Done),
) -> Vec<&'f Wanted> {
    let (sender, receiver) = channel();
    let mut read = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            files
                .par_iter()
                .enumerate()
                .for_each_with(sender, |sender, (at, file)| {
                    if progress.is_cancelled() {
                        return;
                    }
                    let result = open(&file.path, folders, progress);
                    progress.file_done();
                    // the receiver lives as long as this scope
                    let _ = sender.send((at, file, result));
                });
        });
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (at, file, result) in receiver {
            waiting.insert(at, (file, result));
            while let Some((file, result)) = waiting.remove(&next) {
                next += 1;
                let is_first = read.is_empty() && result.is_ok();
                read.extend(result.is_ok().then_some(file));
                let file = file.clone();
                hand_back(Done::Read { file, result, is_first });
            }
        }
    });
    read
}
