//! An athlete as a view: what the records of all files say of him or her.

use super::identity::{import_of, record};
use super::{AthleteId, RowId, Store};
use crate::model::{Date, Sex, Str};
use crate::read::Import;
use crate::read::import::{Athlete, AthleteDetails};

/// A cheap handle to an athlete: all records of him or her in all files.
#[derive(Clone, Copy)]
pub struct AthleteView<'a> {
    store: &'a Store,
    id: AthleteId,
}

impl<'a> AthleteView<'a> {
    pub(super) fn new(store: &'a Store, id: AthleteId) -> Self {
        Self { store, id }
    }

    pub fn id(self) -> AthleteId {
        self.id
    }

    fn records(self) -> impl Iterator<Item = (&'a Import, &'a Athlete)> {
        let store = self.store;
        store
            .identity()
            .records
            .of(self.id.0 as usize)
            .iter()
            .map(move |g| record(store, *g))
    }

    fn details(self) -> impl Iterator<Item = (&'a Import, &'a AthleteDetails)> {
        self.records()
            .filter_map(|(import, a)| Some((import, import.details.get((a.details as usize).checked_sub(1)?)?)))
    }

    /// The first text that is not empty.
    fn first_detail(self, field: fn(&AthleteDetails) -> Str) -> &'a str {
        self.details()
            .map(|(import, d)| import.text(field(d)))
            .find(|t| !t.is_empty())
            .unwrap_or("")
    }

    /// Name as the first file writes it.
    pub fn name(self) -> &'a str {
        self.names().next().unwrap_or("")
    }

    /// The names as the files write them, in the order opened; the same one more than once.
    pub fn names(self) -> impl Iterator<Item = &'a str> {
        self.records().map(|(import, a)| import.text(a.name))
    }

    /// The nations that the files state.
    pub(super) fn nations(self) -> impl Iterator<Item = &'a str> {
        let nations = self.records().map(|(import, a)| import.text(a.nation));
        nations.filter(|n| !n.is_empty())
    }

    /// The ids that the files state, with the format that gave them.
    pub(super) fn ids(self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let ids = self
            .details()
            .map(|(import, d)| (import.source.format, import.text(d.id)));
        ids.filter(|(_, id)| !id.is_empty())
    }

    /// The clubs that the files state of the athlete, beside those of single results.
    pub fn clubs(self) -> impl Iterator<Item = &'a str> {
        let clubs = self.details().map(|(import, d)| import.text(d.club));
        clubs.filter(|c| !c.is_empty())
    }

    /// Nation code; empty when no file states it.
    pub fn nation(self) -> &'a str {
        self.shown_nation()
            .map_or("", |(at, nation)| self.store.import(at).text(nation))
    }

    /// The first nation that a file states, with the index of its import.
    pub(super) fn shown_nation(self) -> Option<(usize, Str)> {
        let records = self.store.identity().records.of(self.id.0 as usize);
        let mut stated = records
            .iter()
            .map(|g| (import_of(self.store, *g), record(self.store, *g).1.nation));
        stated.find(|(_, nation)| !nation.is_empty())
    }

    /// The most complete birth date that a file states.
    pub fn birth(self) -> Option<Date> {
        let births = self.records().filter_map(|(_, a)| a.birth);
        births.max_by_key(|d| (d.day().is_some(), d.month().is_some()))
    }

    pub fn sex(self) -> Sex {
        self.records()
            .map(|(_, a)| a.sex)
            .find(|s| *s != Sex::Unknown)
            .unwrap_or_default()
    }

    pub fn club(self) -> &'a str {
        self.first_detail(|d| d.club)
    }

    pub fn coach(self) -> &'a str {
        self.first_detail(|d| d.coach)
    }

    pub fn birthplace(self) -> &'a str {
        self.first_detail(|d| d.birthplace)
    }

    /// Every row of the athlete, in the order opened.
    pub fn rows(self) -> impl ExactSizeIterator<Item = RowId> + Clone + use<'a> {
        self.store
            .identity()
            .rows
            .of(self.id.0 as usize)
            .iter()
            .map(|row| RowId(*row))
    }

    /// Handles to the rows, in the order opened.
    pub fn row_views(self) -> impl ExactSizeIterator<Item = super::RowView<'a>> + Clone + use<'a> {
        let store = self.store;
        self.rows().map(move |id| store.row(id))
    }
}
