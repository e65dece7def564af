//! Races that several files have: recognised by what they say, shown once, with what each of them says.
//!
//! Two races of different files, or of different sources that one file cites, are one when event, sex, date, round and heat agree as far as both are known, most athletes
//! of the smaller one stand in the other with a mark that agrees, and day or meet or more than two marks are the same. Of such races the one with the most results is
//! shown; the others' rows repeat its rows, or are added to them.

use super::{RaceId, RowId, Store};
use crate::model::text::words;
use crate::model::{Round, Sex, Time};
use crate::read::Import;
use crate::read::import::{Race, RaceKind};
use hashbrown::HashMap;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

/// Rows of one name beyond which a name says nothing.
const MAX_NAMESAKES: usize = 64;

/// What is joined; empty for files that have no race in common.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The race shown in place of another.
    pub shown: HashMap<RaceId, RaceId>,
    /// The other races of one that is shown.
    pub others: HashMap<RaceId, Vec<RaceId>>,
    /// The row that a row of another file repeats.
    pub repeated: HashMap<RowId, RowId>,
    /// The rows that repeat a row, in the order opened.
    pub repeats: HashMap<RowId, Vec<RowId>>,
    /// Rows of another file that a race shown does not have itself, by row.
    pub added: BTreeMap<RowId, RaceId>,
}

/// Rows of two races with the same name.
type Matches = BTreeMap<(u32, u32), Vec<(u32, u32)>>;

impl Joined {
    pub(super) fn new(store: &Store) -> Self {
        let files = store.imports.iter().filter(|i| !i.rows.is_empty()).count();
        if files < 2 && !store.imports.iter().any(|i| cites_several(i)) {
            return Self::default();
        }
        let matches = matches(store);
        let mut groups: Vec<u32> = (0..store.totals().race).collect();
        for ((a, b), rows) in &matches {
            if is_one(store, *a, *b, rows) {
                unite(store, &mut groups, *a, *b);
            }
        }
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for race in 0..store.totals().race {
            members.entry(groups[race as usize]).or_default().push(race);
        }
        let mut joined = Self::default();
        let rows = rows_of(store, members.values().filter(|m| m.len() > 1).flatten());
        for races in members.values().filter(|m| m.len() > 1) {
            joined.add(store, races, &rows);
        }
        joined
    }

    fn add(&mut self, store: &Store, races: &[u32], rows: &HashMap<u32, Vec<u32>>) {
        let of = |race: &u32| rows.get(race).map_or(&[][..], Vec::as_slice);
        let passings = |race: &u32| {
            of(race)
                .iter()
                .map(|r| store.row(RowId(*r)).passings().len())
                .sum::<usize>()
        };
        let marked = |race: &u32| {
            of(race)
                .iter()
                .filter(|r| store.row(RowId(**r)).own_mark().mark().is_some())
                .count()
        };
        // the earliest of equals
        let fullest = |race: &u32| (marked(race), of(race).len(), passings(race));
        let Some(shown) = races.iter().rev().copied().max_by_key(fullest) else {
            return;
        };
        let mut known: HashMap<u64, u32> = HashMap::new();
        for row in of(&shown).iter().rev() {
            known.insert(name_key(store.row(RowId(*row)).name()), *row);
        }
        for race in races.iter().filter(|r| **r != shown) {
            self.shown.insert(RaceId(*race), RaceId(shown));
            self.others.entry(RaceId(shown)).or_default().push(RaceId(*race));
            for row in of(race) {
                let name = name_key(store.row(RowId(*row)).name());
                match known.get(&name) {
                    Some(first) => {
                        self.repeated.insert(RowId(*row), RowId(*first));
                        self.repeats.entry(RowId(*first)).or_default().push(RowId(*row));
                    }
                    None => {
                        self.added.insert(RowId(*row), RaceId(shown));
                        known.insert(name, *row);
                    }
                }
            }
        }
    }
}

/// A number for the folded words of a name in one order, so that `KERR Josh` is `Josh Kerr`; 0 for no name.
fn name_key(name: &str) -> u64 {
    let mut words = words(name);
    words.sort();
    // without a random seed, so that every run joins the same
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    if words.is_empty() { 0 } else { hasher.finish().max(1) }
}

/// The rows of some races.
fn rows_of<'a>(store: &Store, races: impl Iterator<Item = &'a u32>) -> HashMap<u32, Vec<u32>> {
    let mut rows: HashMap<u32, Vec<u32>> = races.map(|r| (*r, Vec::new())).collect();
    for (import, base) in store.imports.iter().zip(&store.bases) {
        let has = (0..import.races.len() as u32).any(|race| rows.contains_key(&(race + base.race)));
        if !has {
            continue;
        }
        for (row, race) in import.rows.race.iter().enumerate() {
            if let Some(of_race) = rows.get_mut(&(race + base.race)) {
                of_race.push(row as u32 + base.row);
            }
        }
    }
    rows
}

/// For pairs of races of different files that could be one, their rows with the same name.
fn matches(store: &Store) -> Matches {
    let in_file = |(import, base): (&Arc<Import>, &super::Base)| -> Vec<(u64, u32, u32)> {
        let keys: Vec<u64> = import.athletes.iter().map(|a| name_key(import.text(a.name))).collect();
        let rows = import.rows.race.iter().zip(&import.rows.athlete).enumerate();
        let in_races = rows.filter(|(_, (race, _))| import.races[**race as usize].kind == RaceKind::Race);
        in_races
            .map(|(row, (race, athlete))| (keys[*athlete as usize], row as u32 + base.row, race + base.race))
            .collect()
    };
    // name, row and race
    let mut entries: Vec<(u64, u32, u32)> = store
        .imports
        .par_iter()
        .zip(&store.bases)
        .flat_map_iter(in_file)
        .collect();
    entries.retain(|(name, ..)| *name != 0);
    entries.par_sort_unstable();
    let mut matches = Matches::new();
    let namesakes = entries.chunk_by(|a, b| a.0 == b.0);
    for rows in namesakes.filter(|rows| rows.len() <= MAX_NAMESAKES) {
        for (at, (_, row, race)) in rows.iter().enumerate() {
            for (_, other, other_race) in &rows[at + 1..] {
                if could_be_one(store, *race, *other_race) {
                    matches.entry((*race, *other_race)).or_default().push((*row, *other));
                }
            }
        }
    }
    matches
}

fn race_of(store: &Store, race: u32) -> (usize, &Race) {
    let at = store.bases.partition_point(|b| b.race <= race) - 1;
    let own = &store.imports[at].races[(race - store.bases[at].race) as usize];
    (at, store.described.get(&race).map_or(own, |d| &d.race))
}

/// Whether the races of a file come from several sources.
fn cites_several(import: &Import) -> bool {
    let mut cited = import.races.iter().map(|r| r.origin.citation).filter(|c| !c.is_empty());
    cited.next().is_some_and(|first| cited.any(|other| other != first))
}

/// Whether two races are of different files, or one file cites different sources for them.
fn have_own_sources((file, race): (usize, &Race), (other_file, other): (usize, &Race)) -> bool {
    let (cited, other_cited) = (race.origin.citation, other.origin.citation);
    file != other_file || !cited.is_empty() && !other_cited.is_empty() && cited != other_cited
}

/// Whether two races are of different sources and nothing known of both contradicts.
fn could_be_one(store: &Store, a: u32, b: u32) -> bool {
    let (own, others) = (race_of(store, a), race_of(store, b));
    if !have_own_sources(own, others) {
        return false;
    }
    let (race, other) = (own.1, others.1);
    let (e, o) = (race.event, other.event);
    let sexes = e.sex == o.sex || e.sex == Sex::Unknown || o.sex == Sex::Unknown;
    let rounds = race.round == other.round || race.round == Round::Unknown || other.round == Round::Unknown;
    let heats = race.heat.zip(other.heat).is_none_or(|(a, b)| a == b);
    let dates = store.race(RaceId(a)).date().zip(store.race(RaceId(b)).date());
    (e.discipline, e.distance_mm, e.indoor) == (o.discipline, o.distance_mm, o.indoor)
        && sexes
        && rounds
        && heats
        && dates.is_none_or(|(a, b)| a.agrees_with(b))
}

/// Whether the rows in common make two races one.
fn is_one(store: &Store, a: u32, b: u32, rows: &[(u32, u32)]) -> bool {
    let size = |race: u32| {
        let (at, _) = race_of(store, race);
        let local = race - store.bases[at].race;
        store.imports[at].rows.race.iter().filter(|r| **r == local).count()
    };
    let smaller = size(a).min(size(b));
    // namesakes in one race are one name, which agrees when some pair of them does
    let distinct = |rows: &mut dyn Iterator<Item = &(u32, u32)>| rows.map(|(x, _)| x).collect::<BTreeSet<_>>().len();
    let common = distinct(&mut rows.iter());
    let agreeing = distinct(&mut rows.iter().filter(|(x, y)| marks_agree(store, *x, *y)));
    let has_mark = |row: u32| store.row(RowId(row)).own_mark().mark().is_some();
    let marked = |(x, y): &&(u32, u32)| has_mark(*x) && has_mark(*y) && marks_agree(store, *x, *y);
    let equal_marks = distinct(&mut rows.iter().filter(marked));
    let day = |race: u32| store.race(RaceId(race)).date().filter(|d| d.day().is_some());
    let same_day = day(a).is_some() && day(a) == day(b);
    let meet = |race: u32| words(store.race(RaceId(race)).meet_name());
    let same_meet = !meet(a).is_empty() && meet(a) == meet(b);
    common * 2 > smaller && agreeing * 2 > common && (same_day || same_meet || equal_marks > 2)
}

/// Whether two rows say the same as far as both say anything: equal marks at the coarser precision.
fn marks_agree(store: &Store, a: u32, b: u32) -> bool {
    let (a, b) = (store.row(RowId(a)), store.row(RowId(b)));
    let (mark, other) = (a.own_mark(), b.own_mark());
    match (mark.mark(), other.mark()) {
        (Some(_), Some(_)) => match mark.time().zip(other.time()) {
            Some((a, b)) => times_agree(a, b),
            None => mark.sort_key() == other.sort_key(),
        },
        // an entry without a result says nothing against one
        _ => a.status() == b.status() || mark.mark().is_some() != other.mark().is_some(),
    }
}

/// Within one unit of the coarser precision.
pub(crate) fn times_agree(a: Time, b: Time) -> bool {
    let unit = a.precision().coarser(b.precision()).ticks();
    a.ticks().abs_diff(b.ticks()) < unit
}

/// Puts two races in one group, unless that would hold two races of one source.
fn unite(store: &Store, groups: &mut [u32], a: u32, b: u32) {
    let (into, from) = (
        groups[a as usize].min(groups[b as usize]),
        groups[a as usize].max(groups[b as usize]),
    );
    let races = |group: u32| -> Vec<(usize, &Race)> {
        let members = groups.iter().zip(0u32..).filter(|(g, _)| **g == group);
        members.map(|(_, race)| race_of(store, race)).collect()
    };
    let (first, second) = (races(into), races(from));
    let shares_a_source = |race: &(usize, &Race)| second.iter().any(|other| !have_own_sources(*race, *other));
    if into == from || first.iter().any(shares_a_source) {
        return;
    }
    for group in groups.iter_mut().filter(|g| **g == from) {
        *group = into;
    }
}
