//! Selected results in the order in which they were selected.

use crate::store::RowId;
use hashbrown::HashSet;

/// Results selected in any table, and the one from which a range extends.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    rows: Vec<RowId>,
    set: HashSet<RowId>,
    anchor: Option<RowId>,
    /// Where the keyboard stands.
    cursor: Option<RowId>,
    /// Counted up with every change, since a million rows cannot be compared in every frame.
    changes: u64,
}

impl Selection {
    pub fn rows(&self) -> &[RowId] {
        &self.rows
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn contains(&self, row: RowId) -> bool {
        self.set.contains(&row)
    }

    pub fn cursor(&self) -> Option<RowId> {
        self.cursor
    }

    /// A number that is another one after every change.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    pub fn clear(&mut self) {
        *self = Self {
            changes: self.changes + 1,
            ..Self::default()
        };
    }

    /// Selects one result alone.
    pub fn set(&mut self, row: RowId) {
        self.set_all([row]);
        (self.anchor, self.cursor) = (Some(row), Some(row));
    }

    pub fn set_all(&mut self, rows: impl IntoIterator<Item = RowId>) {
        self.changes += 1;
        self.rows.clear();
        self.set.clear();
        let rows = rows.into_iter();
        self.set.reserve(rows.size_hint().0);
        for row in rows {
            if self.set.insert(row) {
                self.rows.push(row);
            }
        }
    }

    /// Adds a result, or takes it out.
    pub fn toggle(&mut self, row: RowId) {
        self.changes += 1;
        if self.set.remove(&row) {
            self.rows.retain(|r| *r != row);
        } else {
            self.set.insert(row);
            self.rows.push(row);
        }
        (self.anchor, self.cursor) = (Some(row), Some(row));
    }

    /// Selects from the anchor to `row` in the order of a table.
    pub fn extend_to(&mut self, row: RowId, order: &[RowId]) {
        let at = |wanted: RowId| order.iter().position(|r| *r == wanted);
        let (Some(from), Some(to)) = (self.anchor.and_then(at), at(row)) else {
            return self.set(row);
        };
        let anchor = self.anchor;
        self.set_all(order[from.min(to)..=from.max(to)].iter().copied());
        (self.anchor, self.cursor) = (anchor, Some(row));
    }

    /// The same selection in terms of another store.
    pub fn translated(&self, same: impl Fn(RowId) -> Option<RowId>) -> Self {
        let mut new = Self {
            changes: self.changes,
            ..Self::default()
        };
        new.set_all(self.rows.iter().filter_map(|r| same(*r)));
        new.anchor = self.anchor.and_then(&same);
        new.cursor = self.cursor.and_then(&same);
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(selection: &Selection) -> Vec<u32> {
        selection.rows().iter().map(|r| r.0).collect()
    }

    #[test]
    fn click_ctrl_click_and_shift_click() {
        let order: Vec<RowId> = [4, 2, 7, 1].map(RowId).to_vec();
        let mut selection = Selection::default();
        selection.set(RowId(2));
        selection.extend_to(RowId(1), &order);
        assert_eq!(ids(&selection), [2, 7, 1]);
        selection.extend_to(RowId(4), &order);
        assert_eq!(ids(&selection), [4, 2], "a range runs from the same anchor");
        selection.toggle(RowId(1));
        selection.toggle(RowId(4));
        assert_eq!(ids(&selection), [2, 1]);
    }
}
