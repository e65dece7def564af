//! Athletes over all imports: which records of which files are one person.
//!
//! Two records are joined when their names are equal (folded, in the order that capitals or a comma tell), nothing that both
//! state contradicts (birth date or year, nation, sex), and the birth date or the nation agrees or no record of that name
//! states either; or when files of one format give them one id and the names are alike. Records that could join two
//! different athletes stay apart, and so do two of one race. The same result of one race in two files is one athlete's,
//! however written. What is likely and not sure waits in [`super::candidates`].

use super::{AthleteId, Groups, RowId, Store, decision};
use crate::model::likeness::{Likeness, NameForm, likeness, name_key};
use crate::model::{Date, Sex};
use crate::read::Import;
use crate::read::import::Athlete;
use hashbrown::HashMap;
use rayon::prelude::*;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Identity {
    /// Athlete of each record, by the record's global index.
    athlete_of: Vec<u32>,
    /// Records by athlete, and rows by athlete.
    pub(super) records: Groups,
    pub(super) rows: Groups,
    pub(super) outcome: decision::Outcome,
}

impl Identity {
    pub(super) fn new(store: &Store) -> Self {
        let (athlete_of, outcome) = join(store);
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
            outcome,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.records.starts.len().saturating_sub(1)
    }

    /// Whether a decision says that two athletes are not one.
    pub(super) fn are_kept_apart(&self, one: AthleteId, other: AthleteId) -> bool {
        let has = |records: &[u32], athlete: AthleteId| records.iter().any(|g| self.of(*g) == athlete);
        let is_of = |(a, b): &(Vec<u32>, Vec<u32>)| (has(a, one) && has(b, other)) || (has(a, other) && has(b, one));
        self.outcome.apart.iter().any(is_of)
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
pub(super) fn import_of(store: &Store, global: u32) -> usize {
    store.bases.partition_point(|b| b.athlete <= global) - 1
}

pub(super) fn record(store: &Store, global: u32) -> (&Import, &Athlete) {
    let at = import_of(store, global);
    let import = store.import(at);
    (import, &import.athletes[(global - store.bases[at].athlete) as usize])
}

/// The athlete of each record, athletes numbered in the order first met.
fn join(store: &Store) -> (Vec<u32>, decision::Outcome) {
    let total = store.totals().athlete;
    let folded: Vec<String> = (0..total)
        .into_par_iter()
        .map(|g| {
            let (import, athlete) = record(store, g);
            name_key(import.text(athlete.name))
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
    join_pairs(store, same_ids(store), &mut representative);
    keep_rivals_apart(store, &mut representative);
    join_repeated(store, &mut representative);
    let outcome = match store.decisions.is_empty() {
        true => decision::Outcome::default(),
        false => decision::apply(store, &folded, &mut representative),
    };
    let mut numbers = vec![u32::MAX; folded.len()];
    let mut count = 0;
    let number = |r: &u32| {
        let number = &mut numbers[*r as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *number
    };
    (representative.iter().map(number).collect(), outcome)
}

/// Takes apart records of one file that have results in one race: nobody runs a race against himself or herself.
fn keep_rivals_apart(store: &Store, representative: &mut [u32]) {
    // by athlete and file, the records that were joined
    let mut joined: BTreeMap<(u32, usize), Vec<u32>> = BTreeMap::new();
    for (g, r) in representative.iter().enumerate() {
        let g = g as u32;
        if *r != g {
            let import = import_of(store, g);
            let first = || Some(*r).filter(|r| import_of(store, *r) == import);
            let records = joined
                .entry((*r, import))
                .or_insert_with(|| first().into_iter().collect());
            records.push(g);
        }
    }
    joined.retain(|_, records| records.len() > 1);
    if joined.is_empty() {
        return;
    }
    let mut races: HashMap<u32, Vec<u32>> = HashMap::new();
    for records in joined.values() {
        races.extend(records.iter().map(|g| (*g, Vec::new())));
    }
    for (import, base) in store.imports.iter().zip(&store.bases) {
        for (athlete, race) in import.rows.athlete.iter().zip(&import.rows.race) {
            if let Some(races) = races.get_mut(&(athlete + base.athlete)) {
                races.push(*race);
            }
        }
    }
    let met = |a: u32, b: u32| races[&a].iter().any(|race| races[&b].contains(race));
    for records in joined.values() {
        let mut kept: Vec<u32> = Vec::new();
        for g in records {
            if kept.iter().any(|other| met(*other, *g)) {
                representative[*g as usize] = *g;
            } else {
                kept.push(*g);
            }
        }
    }
}

/// Joins the records behind one result that two files have.
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
    join_pairs(store, pairs, representative);
}

/// Records to which files of one format give one id, by pairs, when the names are alike.
fn same_ids(store: &Store) -> Vec<(u32, u32)> {
    let mut by_id: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for (import, base) in store.imports.iter().zip(&store.bases) {
        if import.details.iter().all(|d| d.id.is_empty()) {
            continue;
        }
        for at in 0..import.athletes.len() {
            if let Some(id) = import
                .athlete_details(at)
                .map(|d| import.text(d.id))
                .filter(|id| !id.is_empty())
            {
                let records = by_id.entry((import.source.format, id)).or_default();
                records.push(at as u32 + base.athlete);
            }
        }
    }
    let form = |g: u32| {
        let (import, athlete) = record(store, g);
        NameForm::new(import.text(athlete.name))
    };
    let mut pairs = Vec::new();
    for records in by_id.values().filter(|records| records.len() > 1) {
        let first = form(records[0]);
        for other in &records[1..] {
            // a given name alone is what two strangers with a small number have in common, too
            if likeness(&first, &form(*other)).is_some_and(|l| l < Likeness::Given) {
                pairs.push((records[0], *other));
            }
        }
    }
    pairs
}

/// Joins the athletes of pairs of records, unless something that both state contradicts.
fn join_pairs(store: &Store, pairs: Vec<(u32, u32)>, representative: &mut [u32]) {
    if pairs.is_empty() {
        return;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ImportBuilder;
    use crate::read::import::{AthleteDetails, Race, Row};
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
    fn capitals_and_commas_tell_the_order_of_a_name() {
        let files: &[&[_]] = &[
            &[("KERR Josh", "GBR", "")],
            &[("Josh Kerr", "GBR", "")],
            &[("Kerr, Josh", "GBR", "")],
            &[("Kerr Josh", "GBR", "")],
        ];
        assert_eq!(athletes_of(files), [0, 0, 0, 1], "without either it is not sure");
    }

    #[test]
    fn one_id_of_one_format_joins_names_that_are_alike() {
        let file = |name: &str, format: &'static str| {
            let mut b = ImportBuilder::new();
            let details = AthleteDetails {
                id: b.intern("14564446"),
                ..AthleteDetails::default()
            };
            let (name, race, details) = (b.intern(name), b.race(Race::default()), b.details(details));
            let athlete = b.athlete(Athlete {
                name,
                details,
                ..Athlete::default()
            });
            b.row(
                Row {
                    race,
                    athlete,
                    ..Row::default()
                },
                &[],
            );
            let mut import = b.finish();
            import.source.format = format;
            Arc::new(import)
        };
        let files = [
            file("Jakob Ingebrigtsen", "opentrack"),
            file("J. INGEBRIGTSEN", "opentrack"),
            file("Josh Kerr", "opentrack"),
            file("Jakob Asserson Ingebrigtsen", "odf"),
        ];
        let store = Store::new(1, files.to_vec());
        let athletes: Vec<u32> = (0..4).map(|r| store.row(RowId(r)).athlete_id().0).collect();
        assert_eq!(athletes, [0, 0, 1, 2], "another format has ids of its own");
    }

    #[test]
    fn namesakes_stay_apart() {
        let first: &[_] = &[("John Smith", "USA", "1990-01-01"), ("John Smith", "GBR", "1991-01-01")];
        let second: &[_] = &[("John Smith", "", ""), ("John Smith", "USA", "1980-05-05")];
        assert_eq!(athletes_of(&[first, second]), [0, 1, 2, 3]);
    }

    #[test]
    fn two_of_one_race_are_two() {
        let file: &[_] = &[("José Núñez", "ESP", ""), ("Jose Nunez", "ESP", "")];
        assert_eq!(athletes_of(&[file]), [0, 1]);
        assert_eq!(athletes_of(&[file, &[("JOSE NUNEZ", "ESP", "")]]), [0, 1, 0]);
    }

    #[test]
    fn a_name_alone_joins_where_no_file_says_more() {
        assert_eq!(
            athletes_of(&[&[("Louis Serafini", "", "")], &[("Louis Serafini", "", "")]]),
            [0, 0]
        );
    }
}
