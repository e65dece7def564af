//! The beginning of a table as the mapping dialog shows it: its first rows under what each column is taken for, and why.

use super::delimiter;
use super::plan::{self, Reason};
use crate::model::Findings;
use crate::read::format::{Input, Progress};
use crate::read::header::Meaning;
use crate::read::import::Import;
use crate::read::mapping::{Mapping, Times};
use crate::read::{Folder, text};

/// Bytes that the preview reads, and rows that it shows.
const BYTES: usize = 32 * 1024;
const ROWS: usize = 12;

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    pub caption: String,
    pub meaning: Meaning,
    pub reason: Reason,
}

/// The beginning of a table.
#[derive(Debug)]
pub struct Preview {
    pub columns: Vec<Column>,
    /// What divides the columns, and whether that is chosen.
    pub delimiter: u8,
    is_chosen: bool,
    pub times: Times,
    /// The first rows as written.
    pub rows: Vec<Vec<String>>,
    /// What is read from the beginning under these meanings.
    pub import: Import,
}

impl Preview {
    /// The beginning of a table's bytes, under a mapping or as recognised; `None` when it is no table.
    pub fn new(bytes: &[u8], mapping: Option<&Mapping>) -> Option<Self> {
        let whole = bytes.len() <= BYTES;
        let cut = &bytes[..bytes.len().min(BYTES)];
        let end = if whole {
            cut.len()
        } else {
            memchr::memrchr(b'\n', cut)? + 1
        };
        let head = text::decode(&cut[..end]);
        let body = std::str::from_utf8(&head.text).ok()?;
        let mappings: Vec<Mapping> = mapping.into_iter().cloned().collect();
        let shape = delimiter::shape(body.as_bytes())?;
        let (plan, sample) = plan::plan(body, shape, &mappings, &mut Findings::default());
        let columns = plan.columns.iter().enumerate().map(|(at, (meaning, reason))| Column {
            caption: plan.captions.get(at).cloned().unwrap_or_default(),
            meaning: *meaning,
            reason: *reason,
        });
        let input = Input {
            name: "",
            bytes: &cut[..end],
            folder: &Folder::default(),
            mappings: &mappings,
        };
        Some(Self {
            delimiter: plan.delimiter,
            is_chosen: plan.delimiter != shape.delimiter,
            times: plan.times,
            columns: columns.collect(),
            rows: sample.rows.into_iter().take(ROWS).collect(),
            import: super::read(input, &Progress::default()),
        })
    }

    /// The beginning as recognised under another sign between the columns.
    pub fn divided(bytes: &[u8], delimiter: u8) -> Option<Self> {
        let mapping = Mapping {
            captions: Vec::new(),
            meanings: Vec::new(),
            delimiter: Some(delimiter),
            times: Times::Tested,
        };
        Self::new(bytes, Some(&mapping))
    }

    /// The mapping that the columns make, for the user to change.
    pub fn mapping(&self) -> Mapping {
        Mapping {
            captions: self.columns.iter().map(|c| c.caption.clone()).collect(),
            meanings: self.columns.iter().map(|c| c.meaning).collect(),
            delimiter: self.is_chosen.then_some(self.delimiter),
            times: self.times,
        }
    }
}
