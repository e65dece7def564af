//! Questions to the store: filter and sort, answered with row numbers. Runs on any thread and can be cancelled.
//!
//! Sorting is stable (equal rows keep the order opened) and takes several keys. A missing value and a status stand behind
//! all others in both directions (terms.md 10).

use super::{AthleteId, RaceId, RowId, RowView, Store};
use crate::model::{Gap, Status, Str, fold};
use crate::read::Import;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set to make a running query stop.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What rows can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Column {
    Place,
    Bib,
    Athlete,
    Nation,
    Team,
    Mark,
    Gap,
    Qualification,
    Flags,
    Date,
    Meet,
    Event,
    Round,
    Age,
    Class,
    Lane,
    Reaction,
    Wind,
    Net,
    PlaceInRound,
    PlaceAt,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Direction {
    /// Smallest, earliest, best or alphabetically first on top.
    Up,
    Down,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct SortKey {
    pub column: Column,
    pub direction: Direction,
}

/// Which rows a query is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    #[default]
    All,
    Race(RaceId),
    Athlete(AthleteId),
    /// Rows found before, such as an athlete's performances.
    Rows(Vec<RowId>),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    pub scope: Scope,
    /// Every word must occur, folded, as a part of the athlete's name, nation, team, bib, class or meet.
    pub text: String,
    /// The first key decides, the next among equals; empty keeps the order opened.
    pub sort: Vec<SortKey>,
}

impl Query {
    /// The rows that match, in order; `None` when cancelled.
    pub fn run(&self, store: &Store, cancel: &Cancel) -> Option<Vec<RowId>> {
        let mut rows: Vec<u32> = match &self.scope {
            Scope::All => store.results().map(|r| r.0).collect(),
            Scope::Race(race) => store.race(*race).rows().map(|r| r.0).collect(),
            Scope::Athlete(athlete) => store.athlete(*athlete).rows().map(|r| r.0).collect(),
            Scope::Rows(rows) => rows.iter().map(|r| r.0).collect(),
        };
        for word in fold(&self.text).split_whitespace() {
            if cancel.is_cancelled() {
                return None;
            }
            retain_containing(store, &mut rows, word);
        }
        if cancel.is_cancelled() {
            return None;
        }
        sort(store, &mut rows, &self.sort, cancel)?;
        Some(rows.into_iter().map(RowId).collect())
    }
}

fn retain_containing(store: &Store, rows: &mut Vec<u32>, word: &str) {
    let hits: Vec<Vec<bool>> = (0..store.imports.len())
        .map(|at| store.lexicon().containing(at, word))
        .collect();
    let meets: Vec<Vec<bool>> = store
        .imports
        .iter()
        .zip(&hits)
        .map(|(i, hit)| meet_hits(i, hit))
        .collect();
    let matches = |row: &u32| {
        let at = store.bases.partition_point(|b| b.row <= *row) - 1;
        let (import, hit) = (&store.imports[at], &hits[at]);
        let local = (*row - store.bases[at].row) as usize;
        let view = store.row(RowId(*row));
        let name = import.athletes[import.rows.athlete[local] as usize].name;
        hit[name.0 as usize]
            || [view.shown_nation(), view.shown_team(), view.shown_bib()]
                .into_iter()
                .any(|(at, text)| hits[at][text.0 as usize])
            || meets[at][import.rows.race[local] as usize]
            || import
                .extra(local)
                .is_some_and(|e| hit[e.meet.0 as usize] || hit[e.category.0 as usize])
    };
    *rows = std::mem::take(rows)
        .into_par_iter()
        .with_min_len(4096)
        .filter(matches)
        .collect();
}

/// For each race whether its meet's name or its title is a hit.
fn meet_hits(import: &Import, hit: &[bool]) -> Vec<bool> {
    let meet = |m: Option<u32>| {
        m.and_then(|m| import.meets.get(m as usize))
            .map_or(Str::EMPTY, |m| m.name)
    };
    import
        .races
        .iter()
        .map(|r| hit[meet(r.meet).0 as usize] || hit[r.title.0 as usize])
        .collect()
}

/// Behind every value, in both directions.
const MISSING: u64 = u64::MAX;
/// Statuses stand behind all values and before what is missing, in their own order ([`status_key`]).
const STATUS: u64 = 1 << 62;

fn sort(store: &Store, rows: &mut Vec<u32>, keys: &[SortKey], cancel: &Cancel) -> Option<()> {
    if keys.is_empty() {
        return Some(());
    }
    let key = |row: u32, key: SortKey| {
        let value = ascending_key(store.row(RowId(row)), key.column);
        match key.direction {
            Direction::Down if value < STATUS => STATUS - 1 - value,
            _ => value,
        }
    };
    if let [only] = keys {
        let mut keyed: Vec<(u64, u32)> = rows.par_iter().map(|r| (key(*r, *only), *r)).collect();
        if cancel.is_cancelled() {
            return None;
        }
        keyed.par_sort_by_key(|(k, _)| *k);
        *rows = keyed.into_iter().map(|(_, r)| r).collect();
        return Some(());
    }
    let columns: Vec<Vec<u64>> = keys
        .iter()
        .map(|k| rows.par_iter().map(|r| key(*r, *k)).collect())
        .collect();
    if cancel.is_cancelled() {
        return None;
    }
    let (first, rest) = columns.split_first()?;
    let mut order: Vec<(u64, u32)> = first.iter().zip(0..).map(|(k, at)| (*k, at)).collect();
    order.par_sort_by(|a, b| {
        let later = || {
            rest.iter()
                .map(|c| c[a.1 as usize].cmp(&c[b.1 as usize]))
                .find(|o| o.is_ne())
        };
        a.0.cmp(&b.0).then_with(|| later().unwrap_or(std::cmp::Ordering::Equal))
    });
    *rows = order.into_iter().map(|(_, at)| rows[at as usize]).collect();
    Some(())
}

/// The key of a row, below [`STATUS`] for a value.
fn ascending_key(row: RowView<'_>, column: Column) -> u64 {
    let status = || match row.status() {
        Status::None => MISSING,
        status => status_key(row, status),
    };
    let present = |value: Option<u32>| value.map_or(MISSING, u64::from);
    match column {
        // without a place the better mark is ahead; who was disqualified has no place, whatever the file says
        Column::Place => match (row.status(), row.place(), row.mark().mark()) {
            (Status::None, Some(place), _) => u64::from(place),
            (Status::None, None, Some(_)) => (1 << 48) + row.mark().sort_key(),
            _ => status(),
        },
        Column::Mark => match (row.status(), row.mark().mark()) {
            (Status::None, Some(_)) => row.mark().sort_key(),
            _ => status(),
        },
        Column::Gap => match (row.status(), row.mark().time(), row.shown_race().winner_time()) {
            // from the middle, since a net time can be ahead of the winner
            (Status::None, Some(time), Some(winner)) => {
                (1u64 << 33).saturating_add_signed(Gap::between(time, winner).ticks())
            }
            _ => status(),
        },
        Column::Athlete => present(row.name_rank()),
        Column::Nation => present(row.nation_rank()),
        Column::Team => present(row.team_rank()),
        Column::Meet => present(row.meet_rank()),
        Column::Bib => row.bib_key(),
        Column::Qualification => present(Some(row.qualification() as u32).filter(|q| *q > 0)),
        Column::Flags => present(row.first_flag_rank()),
        Column::Date => row.date().map_or(MISSING, |d| d.sort_key()),
        Column::Event => row.race().event_key(),
        Column::Round => (row.race().round() as u64) << 16 | row.race().heat().map_or(0, u64::from),
        Column::Age => present(
            row.age_on_day()
                .map(|(y, _)| u32::from(y))
                .or(row.stated_age().map(u32::from)),
        ),
        Column::Class => present(row.class_rank()),
        Column::Lane => present(row.lane().map(u32::from)),
        Column::Reaction => signed(row.reaction_ms()),
        Column::Wind => signed(row.wind_tenths()),
        Column::Net => row.net().map_or(MISSING, |net| net.sort_key()),
        Column::PlaceInRound => present(row.place_in_round()),
        Column::PlaceAt => present(row.place_at()),
    }
}

fn signed(value: Option<i16>) -> u64 {
    value.map_or(MISSING, |v| (1u64 << 16).saturating_add_signed(i64::from(v)))
}

/// Orders statuses, and rows of one status by the last marker with a time, the furthest first, and the time there
/// (terms.md 10). Markers and times are told apart to 16 mm and 0.8 ms, finer than any that is recorded.
fn status_key(row: RowView<'_>, status: Status) -> u64 {
    let of = |said: RowView<'_>| {
        let markers = said.race().markers();
        let timed = said
            .passings()
            .iter()
            .filter_map(|p| Some((*markers.get(p.marker())?, p.time()?)));
        timed.collect::<Vec<_>>()
    };
    let all = std::iter::once(row).chain(row.repeats()).flat_map(of);
    let last = all.max_by_key(|(mm, time)| (*mm, std::cmp::Reverse(*time)));
    let (mm, ticks) = last.map_or((0, u32::MAX), |(mm, time)| (mm, time.ticks()));
    STATUS | (status as u64) << 57 | u64::from((u32::MAX - mm) >> 4) << 29 | u64::from(ticks >> 3)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::model::{Mark, PackedMark, Passing, Reading, Suffixes, Time};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Race, Row};
    use std::sync::Arc;

    fn names(store: &Store, query: &Query) -> Vec<String> {
        let rows = query.run(store, &Cancel::default()).unwrap();
        rows.iter().map(|r| store.row(*r).name().to_owned()).collect()
    }

    fn field() -> Store {
        let mut b = ImportBuilder::new();
        let race = b.race(Race::default());
        let rows = [
            ("Çelik", "2:00.0", Status::None),
            ("Aldo", "", Status::Dns),
            ("Berg", "1:59.0", Status::None),
            ("Dahl", "", Status::Dnf),
            ("cole", "2:00.0", Status::None),
        ];
        for (name, time, status) in rows {
            let athlete = b.intern(name);
            let athlete = b.athlete(Athlete {
                name: athlete,
                ..Athlete::default()
            });
            let mark = PackedMark::new(Time::parse(time).map(Mark::Time), Suffixes::NONE);
            b.row(
                Row {
                    race,
                    athlete,
                    mark,
                    status,
                    ..Row::default()
                },
                &[],
            );
        }
        Store::new(1, vec![Arc::new(b.finish())])
    }

    fn by(keys: &[(Column, Direction)]) -> Query {
        let sort = keys
            .iter()
            .map(|(column, direction)| SortKey {
                column: *column,
                direction: *direction,
            })
            .collect();
        Query {
            sort,
            ..Query::default()
        }
    }

    #[test]
    fn statuses_stand_last_in_both_directions() {
        let store = field();
        assert_eq!(
            names(&store, &by(&[(Column::Mark, Direction::Up)])),
            ["Berg", "Çelik", "cole", "Dahl", "Aldo"]
        );
        assert_eq!(
            names(&store, &by(&[(Column::Mark, Direction::Down)])),
            ["Çelik", "cole", "Berg", "Dahl", "Aldo"]
        );
    }

    #[test]
    fn without_places_the_better_mark_is_ahead() {
        let store = field();
        assert_eq!(
            names(&store, &by(&[(Column::Place, Direction::Up)])),
            ["Berg", "Çelik", "cole", "Dahl", "Aldo"]
        );
    }

    #[test]
    fn who_did_not_finish_stands_by_the_furthest_marker_and_the_disqualified_behind() {
        let mut b = ImportBuilder::new();
        let markers = b.markers(&[400_000, 800_000, 1_200_000]);
        let race = b.race(Race {
            markers,
            ..Race::default()
        });
        let rows: [(&str, &str, u32, Status, &[&str]); 7] = [
            ("Ann", "", 0, Status::Dns, &[]),
            ("Bea", "4:00.0", 1, Status::Dq, &["62.0", "2:04.0", "3:06.0"]),
            ("Cat", "", 0, Status::Dnf, &["64.0"]),
            ("Dee", "", 0, Status::Dnf, &["64.5", "2:10.2"]),
            ("Eve", "", 0, Status::Dnf, &[]),
            ("Fay", "4:02.0", 2, Status::None, &["63.0", "2:06.0", "3:09.0"]),
            ("Gia", "", 0, Status::Dnf, &["65.0", "2:10.1"]),
        ];
        for (name, mark, place, status, passings) in rows {
            let name = b.intern(name);
            let athlete = b.athlete(Athlete {
                name,
                ..Athlete::default()
            });
            let passing = |(m, text): (usize, &&str)| Passing::new(m, Reading::Time(Time::parse(text)?));
            let passings: Vec<_> = passings
                .iter()
                .enumerate()
                .filter_map(passing)
                .map(|p| (p, None))
                .collect();
            let row = Row {
                race,
                athlete,
                mark: fixture::packed(mark),
                status,
                place,
                ..Row::default()
            };
            b.row(row, &passings);
        }
        let store = Store::new(1, vec![Arc::new(b.finish())]);
        // terms.md 10: placed; DNF by last marker, then time there; DQ; DNS
        let expected = ["Fay", "Gia", "Dee", "Cat", "Eve", "Bea", "Ann"];
        for column in [Column::Place, Column::Mark] {
            for direction in [Direction::Up, Direction::Down] {
                assert_eq!(names(&store, &by(&[(column, direction)])), expected);
            }
        }
    }

    #[test]
    fn names_sort_folded_and_further_keys_decide_among_equals() {
        let store = field();
        assert_eq!(
            names(&store, &by(&[(Column::Athlete, Direction::Up)])),
            ["Aldo", "Berg", "Çelik", "cole", "Dahl"]
        );
        let keys = [(Column::Mark, Direction::Up), (Column::Athlete, Direction::Down)];
        assert_eq!(names(&store, &by(&keys)), ["Berg", "cole", "Çelik", "Dahl", "Aldo"]);
    }

    #[test]
    fn text_filters_by_part_of_a_name_or_nation_or_meet() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let filter = |text: &str| {
            names(
                &store,
                &Query {
                    text: text.to_owned(),
                    ..Query::default()
                },
            )
        };
        assert_eq!(filter("kip"), ["Abel Kipsang"]);
        assert_eq!(filter("KEN kip"), ["Abel Kipsang"]);
        assert_eq!(filter("tokyo").len(), 4);
        assert!(filter("xyz").is_empty());
    }
}
