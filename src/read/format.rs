//! The table of formats: each scores the beginning of a file by its content and says why; the best score reads it.

use super::folder::Folder;
use super::import::Import;
use super::mapping::Mapping;
pub use super::progress::Progress;

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

/// Every format that can be read.
pub const FORMATS: &[Format] = &[
    super::ron::FORMAT,
    super::ron::json::FORMAT,
    super::csv::FORMAT,
    super::fixed::FORMAT,
    super::html_table::FORMAT,
    super::hytek::LISTING,
    super::hytek::EXPORT,
    super::iof::FORMAT,
    super::lenex::FORMAT,
    super::odf::FORMAT,
    super::lynx::RESULT,
    super::lynx::START_LIST,
    super::lynx::PEOPLE,
    super::lynx::SCHEDULE,
    super::lynx::UNSUPPORTED,
    super::oe::FORMAT,
    super::opentrack::FORMAT,
    super::swim::FORMAT,
    super::world_athletics::FORMAT,
    super::race_result::FORMAT,
    super::athlinks::FORMAT,
];

/// The format that fits best, with its score.
pub fn recognise(head: Head<'_>) -> Option<(&'static Format, Score)> {
    let scored = FORMATS
        .iter()
        .filter_map(|format| Some((format, (format.score)(head)?)));
    scored.max_by_key(|(_, score)| score.value)
}
