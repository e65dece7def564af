//! Athletes over all imports: which records of which files are one person.
//!
//! Two records are joined when their folded names are equal, nothing that both state contradicts (birth date or year,
//! nation, sex), and the birth date or the nation agrees or no record of that name states either. Records that could join
//! two different athletes stay apart. The same result of one race in two files is one athlete's, however written.

use super::{AthleteId, Groups, Record, RowId, Store, decision};
use crate::model::{Date, Sex, Str, fold};
use crate::read::Import;
use crate::read::import::{Athlete, AthleteDetails};
use hashbrown::HashMap;
use rayon::prelude::*;

#[derive(Debug, Default)]
pub(super) struct Identity {
    /// Athlete of each record, by the record's global index.
    athlete_of: Vec<u32>,
    /// Records by athlete, and rows by athlete.
    records: Groups,
    rows: Groups,
}

impl Identity {
    pub(super) fn new(store: &Store) -> Self {
        let athlete_of = join(store);
        let count = athlete_of.iter().max().map_or(0, |m| *m as usize + 1);
        let records = Groups::new(count, athlete_of.iter().copied());
        let rows = {
            let of = &athlete_of;
            let rows = store.imports.iter().zip(&store.bases);
            Groups::new(
                count,
                rows.flat_map(move |(i, b)| i.rows.athlete.iter().map(move |a| of[(a + b.athlete) as usize])),
            )
        };
        Self {
            athlete_of,
            records,
            rows,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.records.starts.len().saturating_sub(1)
    }

    pub(super) fn of(&self, record: u32) -> AthleteId {
        AthleteId(self.athlete_of[record as usize])
    }
}

/// What of a record decides whether it may be joined with another.
struct Evidence<'a> {
    nation: &'a str,
    birth: Option<Date>,
    sex: Sex,
}

impl<'a> Evidence<'a> {
    fn of(import: &'a Import, athlete: &Athlete) -> Self {
        Self {
            nation: import.text(athlete.nation),
            birth: athlete.birth,
            sex: athlete.sex,
        }
    }

    fn contradicts(&self, other: &Self) -> bool {
        let births = self.birth.zip(other.birth).is_some_and(|(a, b)| !a.agrees_with(b));
        let nations = !self.nation.is_empty() && !other.nation.is_empty() && self.nation != other.nation;
        let sexes = self.sex != Sex::Unknown && other.sex != Sex::Unknown && self.sex != other.sex;
        // a full birth date in common outweighs a changed nation
        let same_birth =
            self.birth.is_some() && self.birth == other.birth && self.birth.is_some_and(|d| d.day().is_some());
        births || sexes || (nations && !same_birth)
    }

    fn supports(&self, other: &Self) -> bool {
        let births = self.birth.zip(other.birth).is_some_and(|(a, b)| a.agrees_with(b));
        births || (!self.nation.is_empty() && self.nation == other.nation)
    }

    fn is_bare(&self) -> bool {
        self.nation.is_empty() && self.birth.is_none()
    }
}

/// Index of the import of a record.
fn import_of(store: &Store, global: u32) -> usize {
    store.bases.partition_point(|b| b.athlete <= global) - 1
}

fn record(store: &Store, global: u32) -> (&Import, &Athlete) {
    let at = import_of(store, global);
    let import = store.import(at);
    (import, &import.athletes[(global - store.bases[at].athlete) as usize])
}

/// The athlete of each record, athletes numbered in the order first met.
fn join(store: &Store) -> Vec<u32> {
    let total = store.totals().athlete;
    let folded: Vec<String> = (0..total)
        .into_par_iter()
        .map(|g| {
            let (import, athlete) = record(store, g);
            fold(import.text(athlete.name))
        })
        .collect();
    // next[g]: the next record of the same name, u32::MAX at the end; heads in the order first met
    let mut by_name: HashMap<&str, (u32, u32)> = HashMap::with_capacity(folded.len());
    let mut next = vec![u32::MAX; folded.len()];
    for (g, name) in folded.iter().enumerate() {
        let g = g as u32;
        by_name
            .entry(name)
            .and_modify(|(_, last)| {
                next[*last as usize] = g;
                *last = g;
            })
            .or_insert((g, g));
    }
    let mut representative: Vec<u32> = (0..total).collect();
    for (g, name) in folded.iter().enumerate() {
        let is_head = by_name.get(name.as_str()).is_some_and(|(head, _)| *head as usize == g);
        if is_head && next[g] != u32::MAX && !name.is_empty() {
            let members: Vec<u32> =
                std::iter::successors(Some(g as u32), |m| Some(next[*m as usize]).filter(|n| *n != u32::MAX)).collect();
            join_namesakes(store, &members, &mut representative);
        }
    }
    join_repeated(store, &mut representative);
    if !store.decisions.is_empty() {
        let records: Vec<Record> = (0..total)
            .map(|g| {
                let (import, athlete) = record(store, g);
                Record::of(import, athlete)
            })
            .collect();
        decision::apply(&store.decisions, &records, &mut representative);
    }
    let mut numbers = vec![u32::MAX; folded.len()];
    let mut count = 0;
    representative
        .iter()
        .map(|r| {
            let number = &mut numbers[*r as usize];
            if *number == u32::MAX {
                *number = count;
                count += 1;
            }
            *number
        })
        .collect()
}

/// Joins the records behind one result that two files have, unless something that both state contradicts.
fn join_repeated(store: &Store, representative: &mut [u32]) {
    let record_of = |row: RowId| {
        let at = store.bases.partition_point(|b| b.row <= row.0) - 1;
        let local = (row.0 - store.bases[at].row) as usize;
        store.imports[at].rows.athlete[local] + store.bases[at].athlete
    };
    let repeated = &store.joined().repeated;
    if repeated.is_empty() {
        return;
    }
    let mut pairs: Vec<(u32, u32)> = repeated
        .iter()
        .map(|(row, first)| (record_of(*row), record_of(*first)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let evidence = |g: u32| {
        let (import, athlete) = record(store, g);
        Evidence::of(import, athlete)
    };
    // where a representative was joined to, followed to the end
    let mut into: HashMap<u32, u32> = HashMap::new();
    let end = |into: &HashMap<u32, u32>, mut r: u32| {
        while let Some(next) = into.get(&r) {
            r = *next;
        }
        r
    };
    for (a, b) in pairs {
        let (x, y) = (
            end(&into, representative[a as usize]),
            end(&into, representative[b as usize]),
        );
        let contradicts = evidence(a).contradicts(&evidence(b)) || evidence(x).contradicts(&evidence(y));
        if x != y && !contradicts {
            into.insert(x.max(y), x.min(y));
        }
    }
    for r in representative.iter_mut() {
        *r = end(&into, *r);
    }
}

/// Sets the representative (the earliest member) of each group of `members`, records of one folded name.
fn join_namesakes(store: &Store, members: &[u32], representative: &mut [u32]) {
    let evidence: Vec<Evidence<'_>> = members
        .iter()
        .map(|g| {
            let (import, athlete) = record(store, *g);
            Evidence::of(import, athlete)
        })
        .collect();
    let nothing_known = evidence.iter().all(Evidence::is_bare);
    // best-known records first, so that a vague one is compared with complete athletes
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|m| {
        let e = &evidence[*m];
        (e.birth.is_none_or(|b| b.day().is_none()), e.nation.is_empty(), *m)
    });
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for m in order {
        let e = &evidence[m];
        let fits = |group: &&mut Vec<usize>| {
            !group.iter().any(|o| evidence[*o].contradicts(e))
                && (nothing_known || group.iter().any(|o| evidence[*o].supports(e)))
        };
        let mut fitting: Vec<&mut Vec<usize>> = groups.iter_mut().filter(fits).collect();
        match fitting.as_mut_slice() {
            [only] => only.push(m),
            _ => groups.push(vec![m]),
        }
    }
    for group in groups {
        let first = group.iter().map(|m| members[*m]).min().unwrap_or_default();
        for m in group {
            representative[members[m] as usize] = first;
        }
    }
}

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
        self.records()
            .map(|(import, a)| import.text(a.name))
            .next()
            .unwrap_or("")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ImportBuilder;
    use crate::read::import::{Race, Row};
    use std::sync::Arc;

    /// One import of records `(name, nation, birth)` and the athlete number of each.
    fn athletes_of(records: &[&[(&str, &str, &str)]]) -> Vec<u32> {
        let imports = records.iter().map(|records| {
            let mut b = ImportBuilder::new();
            let race = b.race(Race::default());
            for (name, nation, birth) in *records {
                let athlete = Athlete {
                    name: b.intern(name),
                    nation: b.intern(nation),
                    birth: Date::parse(birth),
                    ..Athlete::default()
                };
                let athlete = b.athlete(athlete);
                b.row(
                    Row {
                        race,
                        athlete,
                        ..Row::default()
                    },
                    &[],
                );
            }
            Arc::new(b.finish())
        });
        let store = Store::new(1, imports.collect());
        (0..store.row_count() as u32)
            .map(|r| store.row(RowId(r)).athlete_id().0)
            .collect()
    }

    #[test]
    fn one_athlete_across_files() {
        let first: &[_] = &[("Michał Rozmys", "POL", "1995-03-13"), ("Jake Wightman", "GBR", "")];
        let second: &[_] = &[("MICHAL ROZMYS", "", "1995"), ("Jake Wightman", "GBR", "1994-07-11")];
        assert_eq!(athletes_of(&[first, second]), [0, 1, 0, 1]);
    }

    #[test]
    fn namesakes_stay_apart() {
        let first: &[_] = &[("John Smith", "USA", "1990-01-01"), ("John Smith", "GBR", "1991-01-01")];
        let second: &[_] = &[("John Smith", "", ""), ("John Smith", "USA", "1980-05-05")];
        assert_eq!(athletes_of(&[first, second]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_name_alone_joins_where_no_file_says_more() {
        assert_eq!(
            athletes_of(&[&[("Louis Serafini", "", "")], &[("Louis Serafini", "", "")]]),
            [0, 0]
        );
    }
}
