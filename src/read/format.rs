//! The table of formats: each scores the beginning of a file by its content and says why; the best score reads it.

use super::folder::Folder;
use super::import::Import;
use super::mapping::Mapping;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How sure a format is of a file, 1 to 100, with the reason that the user sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub value: u8,
    pub reason: String,
}

/// What a format looks at to score: the name (weak evidence) and the first bytes, at most [`HEAD_BYTES`].
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

pub const HEAD_BYTES: usize = 64 * 1024;

/// A file as its reader gets it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its name without the folder, a title of last resort.
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub folder: &'a Folder,
    /// What the user said of the columns of tables.
    pub mappings: &'a [Mapping],
}

/// One row of the table of formats.
pub struct Format {
    /// Short name, as `check` prints it.
    pub name: &'static str,
    /// What the file dialog calls it.
    pub label: &'static str,
    pub extensions: &'static [&'static str],
    /// `None` when the content cannot be of this format.
    pub score: fn(Head<'_>) -> Option<Score>,
    /// Never fails on content: what cannot be read is a finding. Returns early, with what it has, when cancelled.
    pub read: fn(Input<'_>, &Progress) -> Import,
}

/// Shared by a reader and whoever waits for it: bytes done, and the wish to stop.
#[derive(Debug, Default)]
pub struct Progress {
    cancelled: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub fn set_total(&self, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
    }

    pub fn advance(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Part done, 0 to 1; `None` while the whole is unknown.
    pub fn fraction(&self) -> Option<f32> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.done.load(Ordering::Relaxed) as f32 / total as f32).min(1.0))
    }
}

/// Every format that can be read.
pub const FORMATS: &[Format] = &[
    super::ron::FORMAT,
    super::csv::FORMAT,
    super::fixed::FORMAT,
    super::lynx::RESULT,
    super::lynx::START_LIST,
    super::lynx::PEOPLE,
    super::lynx::SCHEDULE,
    super::lynx::UNSUPPORTED,
    super::oe::FORMAT,
    super::swim::FORMAT,
];

/// The format that fits best, with its score.
pub fn recognise(head: Head<'_>) -> Option<(&'static Format, Score)> {
    let scored = FORMATS
        .iter()
        .filter_map(|format| Some((format, (format.score)(head)?)));
    scored.max_by_key(|(_, score)| score.value)
}
