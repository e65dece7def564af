//! What a search over all races found doubtful; [`crate::analysis`] searches, the store keeps it for its revision.

use super::{RowId, Store};
use crate::model::{Doubt, Findings};
use std::collections::BTreeMap;

/// Doubtful values of all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    /// By import: a few of each race with file and line, and a count of the others.
    pub findings: Vec<Findings>,
    /// Results whose mark is doubtful.
    pub marks: BTreeMap<RowId, Doubt>,
}

impl Store {
    /// What `search` finds, asked once.
    pub fn doubts_by(&self, search: impl FnOnce(&Self) -> Doubts) -> &Doubts {
        self.doubts.get_or_init(|| search(self))
    }

    /// The findings of a search over all files, by import, asked once.
    pub fn cross_checks_by(&self, search: impl FnOnce(&Self) -> Vec<Findings>) -> &[Findings] {
        self.cross_checks.get_or_init(|| search(self))
    }
}
