//! Efforts of any races that the user set side by side.

use crate::store::RowId;

/// So many efforts are compared at most: as many as a chart draws lines.
const MOST: usize = crate::chart::subject::MOST_LINES;

#[derive(Clone, Debug, Default)]
pub struct Comparison {
    efforts: Vec<RowId>,
    /// Counted up with every change.
    changes: u64,
    /// Whether splits, plot and track show the efforts and not the race on show.
    is_shown: bool,
}

impl Comparison {
    /// In the order added.
    pub fn efforts(&self) -> &[RowId] {
        &self.efforts
    }

    /// A number that is another one after every change.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    pub fn is_shown(&self) -> bool {
        self.is_shown && !self.efforts.is_empty()
    }

    pub fn show(&mut self, is_shown: bool) {
        self.is_shown = is_shown;
    }

    /// Adds efforts that are not compared yet, as far as there is room, and shows them; says how many had none.
    pub fn add(&mut self, rows: impl IntoIterator<Item = RowId>) -> usize {
        let mut left_out = 0;
        for row in rows {
            match self.efforts.contains(&row) {
                true => {}
                false if self.efforts.len() < MOST => self.efforts.push(row),
                false => left_out += 1,
            }
        }
        self.changes += 1;
        self.is_shown = true;
        left_out
    }

    pub fn retain(&mut self, is_kept: impl Fn(RowId) -> bool) {
        self.efforts.retain(|row| is_kept(*row));
        self.changes += 1;
    }

    /// The same efforts in terms of another store.
    pub fn translated(&self, same: impl Fn(RowId) -> Option<RowId>) -> Self {
        Self {
            efforts: self.efforts.iter().filter_map(|row| same(*row)).collect(),
            changes: self.changes + 1,
            is_shown: self.is_shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn efforts_are_added_once_and_as_many_as_can_be_drawn() {
        let mut comparison = Comparison::default();
        assert_eq!(comparison.add([3, 1, 3].map(RowId)), 0);
        assert_eq!(comparison.efforts(), [3, 1].map(RowId));
        assert_eq!(comparison.add((0..MOST as u32 + 5).map(RowId)), 5);
        comparison.retain(|row| row == RowId(1));
        assert_eq!((comparison.efforts(), comparison.is_shown()), (&[RowId(1)][..], true));
        comparison.retain(|_| false);
        assert!(!comparison.is_shown());
    }
}
