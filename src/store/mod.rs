//! All imports together and the user's decisions: one read-only thing with a revision.
//!
//! Nothing here is edited. What depends on the set of imports (ids, rows by race, athletes across files) is rebuilt as
//! small tables over the immutable imports; what only sorting and searching need is computed when first asked for.

mod athlete;
mod best;
mod candidates;
mod decided;
mod decision;
mod described;
mod doubts;
mod find;
mod identity;
mod joined;
mod legal;
mod lexicon;
mod query;
mod race;
mod rare;
mod row;
mod tied;
mod why_joined;

pub use athlete::AthleteView;
pub use candidates::{Candidate, Evidence, Strength};
pub use decision::{Decision, Record, Unapplied};
use described::Described;
pub use described::{RaceRecord, RaceWords};
pub use doubts::Doubts;
pub(crate) use joined::times_agree;
pub use legal::{LegalMark, LegalMarks};
pub use query::{Cancel, Column, Direction, Query, Scope, SortKey};
pub use race::{LeaderReading, RaceView};
pub use row::RowView;

use crate::model::{Findings, Status, Time};
use crate::read::Import;
use identity::Identity;
use joined::Joined;
use lexicon::Lexicon;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A result row over all imports. Ids are valid for one revision of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// A race or list over all imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RaceId(pub u32);

/// An athlete, joined over all imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AthleteId(pub u32);

/// Groups of ids: the members of group `g` are `members[starts[g]..starts[g + 1]]`.
#[derive(Debug, Default)]
struct Groups {
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl Groups {
    /// Groups the indices of `group_of` by its values, each below `groups`; members keep their order.
    fn new(groups: usize, group_of: impl Iterator<Item = u32> + Clone) -> Self {
        let mut starts = vec![0u32; groups + 1];
        for group in group_of.clone() {
            starts[group as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut members = vec![0u32; starts.last().map_or(0, |n| *n as usize)];
        for (member, group) in group_of.enumerate() {
            let slot = &mut next[group as usize];
            members[*slot as usize] = member as u32;
            *slot += 1;
        }
        Self { starts, members }
    }

    fn of(&self, group: usize) -> &[u32] {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(&from), Some(&to)) => &self.members[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// Where the local ids of one import begin among the global ones.
#[derive(Clone, Copy, Debug, Default)]
struct Base {
    row: u32,
    race: u32,
    athlete: u32,
}

/// The immutable imports with the tables that join them.
#[derive(Debug)]
pub struct Store {
    revision: u64,
    imports: Vec<Arc<Import>>,
    decisions: Vec<Decision>,
    described: BTreeMap<u32, Described>,
    /// One more than there are imports; the last holds the totals.
    bases: Vec<Base>,
    joined: OnceLock<Joined>,
    rows_of_race: OnceLock<Groups>,
    first_times: OnceLock<Vec<[Option<Time>; 2]>>,
    identity: OnceLock<Identity>,
    candidates: OnceLock<Vec<Candidate>>,
    lexicon: OnceLock<Lexicon>,
    doubts: OnceLock<Doubts>,
    cross_checks: OnceLock<Vec<Findings>>,
    legal_marks: OnceLock<LegalMarks>,
    tied: OnceLock<Vec<RowId>>,
}

impl Default for Store {
    fn default() -> Self {
        Self::new(0, Vec::new())
    }
}

impl Store {
    /// A store of the imports in the order opened. `revision` must differ from that of every other store of the process,
    /// since results are cached by it.
    pub fn new(revision: u64, imports: Vec<Arc<Import>>) -> Self {
        Self::with_decisions(revision, imports, Vec::new())
    }

    /// The same with what the user decided, applied in order.
    pub fn with_decisions(revision: u64, imports: Vec<Arc<Import>>, decisions: Vec<Decision>) -> Self {
        let mut bases = vec![Base::default()];
        let mut last = Base::default();
        for import in &imports {
            last.row += import.rows.len() as u32;
            last.race += import.races.len() as u32;
            last.athlete += import.athletes.len() as u32;
            bases.push(last);
        }
        Self {
            revision,
            described: described::described(&imports, &decisions),
            imports,
            decisions,
            bases,
            joined: OnceLock::new(),
            rows_of_race: OnceLock::new(),
            first_times: OnceLock::new(),
            identity: OnceLock::new(),
            candidates: OnceLock::new(),
            lexicon: OnceLock::new(),
            doubts: OnceLock::new(),
            cross_checks: OnceLock::new(),
            legal_marks: OnceLock::new(),
            tied: OnceLock::new(),
        }
    }

    /// Computes what would otherwise be computed at first use; for a job that hands the store to the window.
    pub fn warm(&self) {
        self.groups();
        self.first_times();
        self.tied();
        self.identity();
        self.lexicon();
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn imports(&self) -> &[Arc<Import>] {
        &self.imports
    }

    fn totals(&self) -> Base {
        self.bases.last().copied().unwrap_or_default()
    }

    pub fn row_count(&self) -> usize {
        self.totals().row as usize
    }

    /// Results, each once, whatever number of files has it.
    pub fn result_count(&self) -> usize {
        self.row_count() - self.joined().repeated.len()
    }

    pub fn race_count(&self) -> usize {
        self.totals().race as usize
    }

    pub fn athlete_count(&self) -> usize {
        self.identity().len()
    }

    pub fn passing_count(&self) -> usize {
        self.imports.iter().map(|i| i.passings.len()).sum()
    }

    /// Every result, each once, in the order opened.
    pub fn results(&self) -> impl Iterator<Item = RowId> {
        let repeated = &self.joined().repeated;
        let all = (0..self.row_count() as u32).map(RowId);
        all.filter(move |row| repeated.is_empty() || !repeated.contains_key(row))
    }

    /// Every race and list of every file, in the order opened.
    pub fn races(&self) -> impl ExactSizeIterator<Item = RaceView<'_>> + Clone {
        (0..self.totals().race).map(|id| self.race(RaceId(id)))
    }

    /// Every athlete, in the order first met.
    pub fn athletes(&self) -> impl ExactSizeIterator<Item = AthleteView<'_>> + Clone {
        (0..self.identity().len() as u32).map(|id| self.athlete(AthleteId(id)))
    }

    /// The row of an id of this store; panics for one of another store.
    pub fn row(&self, id: RowId) -> RowView<'_> {
        let at = self.bases.partition_point(|b| b.row <= id.0) - 1;
        RowView::new(self, at, id, (id.0 - self.bases[at].row) as usize)
    }

    /// The race of an id of this store; panics for one of another store.
    pub fn race(&self, id: RaceId) -> RaceView<'_> {
        let at = self.bases.partition_point(|b| b.race <= id.0) - 1;
        RaceView::new(self, at, id, (id.0 - self.bases[at].race) as usize)
    }

    /// The athlete of an id of this store; panics for one of another store.
    pub fn athlete(&self, id: AthleteId) -> AthleteView<'_> {
        AthleteView::new(self, id)
    }

    /// The row that `id` names in another store, when its import is in this one, too.
    pub fn same_row(&self, other: &Store, id: RowId) -> Option<RowId> {
        let at = other.bases.partition_point(|b| b.row <= id.0) - 1;
        let here = self.position_of(other.imports.get(at)?)?;
        Some(RowId(id.0 - other.bases[at].row + self.bases[here].row))
    }

    /// The race that `id` names in another store, when its import is in this one, too.
    pub fn same_race(&self, other: &Store, id: RaceId) -> Option<RaceId> {
        let at = other.bases.partition_point(|b| b.race <= id.0) - 1;
        let here = self.position_of(other.imports.get(at)?)?;
        Some(RaceId(id.0 - other.bases[at].race + self.bases[here].race))
    }

    fn position_of(&self, import: &Arc<Import>) -> Option<usize> {
        self.imports.iter().position(|i| Arc::ptr_eq(i, import))
    }

    fn import(&self, at: usize) -> &Import {
        &self.imports[at]
    }

    fn base(&self, at: usize) -> Base {
        self.bases[at]
    }

    /// Rows by race; those that another file adds to a race stand behind its own.
    fn groups(&self) -> &Groups {
        self.rows_of_race.get_or_init(|| {
            let added = &self.joined().added;
            let race_of = (0..self.imports.len()).flat_map(|at| {
                let (rows, base) = (&self.imports[at].rows.race, self.bases[at]);
                rows.iter().zip(base.row..).map(move |(race, row)| {
                    let shown = added.get(&RowId(row)).filter(|_| !added.is_empty());
                    shown.map_or(race + base.race, |shown| shown.0)
                })
            });
            Groups::new(self.race_count(), race_of)
        })
    }

    fn joined(&self) -> &Joined {
        self.joined.get_or_init(|| Joined::new(self))
    }

    /// The race that is shown in place of one that several files have; otherwise the race itself.
    pub fn shown(&self, race: RaceId) -> RaceId {
        self.joined().shown.get(&race).copied().unwrap_or(race)
    }

    /// Every race and list, each once, whatever number of files has it.
    pub fn shown_races(&self) -> impl Iterator<Item = RaceView<'_>> + Clone {
        self.races()
            .filter(|race| !self.joined().shown.contains_key(&race.id()))
    }

    /// Times of the first and the second place of each race, of two tied firsts those of both.
    fn first_times(&self) -> &[[Option<Time>; 2]] {
        self.first_times.get_or_init(|| {
            let first = |race: RaceView<'_>| {
                let rows = race
                    .row_views()
                    .filter(|r| !race.is_list() && r.status() == Status::None);
                let (mut first, mut second) = (None, None);
                for row in rows {
                    match row.place() {
                        Some(1) if first.is_none() => first = Some(row),
                        Some(1 | 2) if second.is_none() => second = Some(row),
                        _ => continue,
                    }
                    if first.is_some() && second.is_some() {
                        break;
                    }
                }
                [first, second].map(|row| row?.mark().time())
            };
            self.races().map(first).collect()
        })
    }

    fn identity(&self) -> &Identity {
        self.identity.get_or_init(|| Identity::new(self))
    }

    fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(&self.imports))
    }
}

#[cfg(test)]
pub(crate) mod fixture {
    use super::*;
    use crate::model::{Date, Event, Mark, PackedMark, Passing, Reading, Round, Sex, Suffixes, Time};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, LeaderPassing, Meet, Origin, Race, Row};

    pub fn time(text: &str) -> Time {
        Time::parse(text).unwrap()
    }

    pub fn packed(text: &str) -> PackedMark {
        PackedMark::new(Time::parse(text).map(Mark::Time), Suffixes::NONE)
    }

    /// The worked example of terms.md 20 with two athletes' passings of facts/tokyo2020_1500m_final_splits.csv.
    pub fn final_1500() -> Import {
        let mut b = ImportBuilder::new();
        let meet = Meet {
            name: b.intern("Olympic Games Tokyo 2020"),
            city: b.intern("Tokyo"),
            ..Meet::default()
        };
        let meet = b.meet(meet);
        let markers = b.markers(&[400_000, 800_000, 1_100_000, 1_200_000, 1_400_000]);
        let race = b.race(Race {
            meet: Some(meet),
            event: Event::track(1_500_000, Sex::Men),
            round: Round::Final,
            date: Date::parse("2021-08-07"),
            markers,
            ..Race::default()
        });
        let rows: [(&str, &str, &str, &str, &[&str]); 4] = [
            (
                "Jakob Ingebrigtsen",
                "NOR",
                "2000-09-19",
                "3:28.32",
                &["56.2", "1:52.0", "", "2:47.5", "3:14.7"],
            ),
            (
                "Timothy Cheruiyot",
                "KEN",
                "1995-11-20",
                "3:29.01",
                &["56.4", "1:51.8", "", "2:47.3", "3:14.9"],
            ),
            ("Josh Kerr", "GBR", "1997-10-08", "3:29.05", &[]),
            ("Abel Kipsang", "KEN", "1996-11-22", "3:29.56", &[]),
        ];
        for (place, (name, nation, birth, mark, passings)) in rows.into_iter().enumerate() {
            let athlete = Athlete {
                name: b.intern(name),
                nation: b.intern(nation),
                birth: Date::parse(birth),
                sex: Sex::Men,
                ..Athlete::default()
            };
            let athlete = b.athlete(athlete);
            let passings: Vec<_> = passings
                .iter()
                .enumerate()
                .filter_map(|(m, t)| Some((Passing::new(m, Reading::Time(Time::parse(t)?))?, None)))
                .collect();
            let row = Row {
                race,
                athlete,
                mark: packed(mark),
                place: place as u32 + 1,
                line: place as u32 + 2,
                ..Row::default()
            };
            b.row(row, &passings);
        }
        for (marker, text, athlete) in [(0, "56.1", 0), (1, "1:51.8", 1), (2, "2:33.6", 1)] {
            let passing = Passing::new(marker, Reading::Time(time(text))).unwrap();
            b.leader_passing(LeaderPassing {
                race,
                passing,
                athlete: Some(athlete),
                origin: Origin::default(),
            });
        }
        b.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_to_rows_races_and_files() {
        let import = Arc::new(fixture::final_1500());
        let store = Store::new(1, vec![import.clone(), import]);
        assert_eq!((store.row_count(), store.race_count()), (8, 2));
        let second = store.race(RaceId(1));
        let rows: Vec<RowId> = second.rows().collect();
        assert_eq!(rows, [RowId(4), RowId(5), RowId(6), RowId(7)]);
        let kerr = store.row(RowId(6));
        assert_eq!(
            (kerr.name(), kerr.mark().to_string().as_str(), kerr.place()),
            ("Josh Kerr", "3:29.05", Some(3))
        );
        assert_eq!(kerr.race().id(), RaceId(1));
    }
}
