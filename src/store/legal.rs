//! The legal marks of all events, each event in the order of its marks; [`crate::analysis`] finds them, the store keeps them
//! for its revision.

use super::{AthleteId, RowId, Store};
use crate::model::{Date, Event};
use std::collections::BTreeMap;

/// One legal mark in 24 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalMark {
    /// Better marks are smaller.
    pub order: u64,
    pub date: Option<Date>,
    pub athlete: AthleteId,
    /// The result that is shown for it.
    pub row: RowId,
    /// Index of the nation's code among [`LegalMarks::nations`].
    pub nation: u16,
    /// The place in a race up to 255; 0 without one, and in a list.
    pub place: u8,
    /// How little the row says of the mark: 0 in a race, more in a list. Of equal marks those that say most stand first.
    pub says_less: u8,
}

/// All legal marks.
#[derive(Debug, Default)]
pub struct LegalMarks {
    /// Codes of nations; the first is empty, for those without.
    pub nations: Vec<String>,
    /// By event, the best first.
    pub events: BTreeMap<Event, Vec<LegalMark>>,
}

impl LegalMarks {
    /// The marks of an event, the best first.
    pub fn of(&self, event: Event) -> &[LegalMark] {
        self.events.get(&event).map_or(&[], Vec::as_slice)
    }
}

impl Store {
    /// What `search` finds, asked once.
    pub fn legal_marks_by(&self, search: impl FnOnce(&Self) -> LegalMarks) -> &LegalMarks {
        self.legal_marks.get_or_init(|| search(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_mark_takes_24_bytes() {
        assert_eq!(size_of::<LegalMark>(), 24);
    }
}
