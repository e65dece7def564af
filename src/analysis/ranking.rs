//! The list of an event as of any day (terms.md 10, 12): the legal marks loaded, of races and of lists, the best of each
//! athlete or all of them, in standard competition ranking. A performance that several files tell of is one mark, and one
//! that any of them bars is none.

use super::bests::{is_legal, order};
use super::performances::{event_key, is_same};
use super::rank::{Rank, ranks};
use crate::model::area::Area;
use crate::model::{Date, Event, Sex};
use crate::store::{AthleteId, RaceView, RowId, RowView, Store};
use hashbrown::{HashMap, HashSet};

/// Which marks a list is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOf {
    /// Discipline, distance and sex; where `tracks` joins them indoors does not count.
    pub event: Event,
    pub tracks: Tracks,
    pub from: From,
    pub age: Option<AgeGroup>,
    /// A calendar year; `None` for all time.
    pub year: Option<i16>,
    pub until: Until,
    pub marks: Marks,
}

/// Outdoor and short-track marks: apart unless joined by choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tracks {
    #[default]
    Apart,
    Joined,
}

/// Where the athletes are from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum From {
    #[default]
    World,
    Area(Area),
    /// A nation's code.
    Nation(String),
}

/// By the year of birth, as the sport groups its young (`U20` is 19 or younger on 31 December), or by the age on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeGroup {
    Under(u8),
    /// Masters: this old or older.
    From(u8),
}

/// The last day of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Until {
    /// Everything loaded, marks without a date among them.
    #[default]
    Now,
    /// With the marks of that day.
    Through(Date),
    /// Without the marks of that day.
    Before(Date),
}

/// One mark of each athlete, or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    #[default]
    Best,
    All,
}

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub rank: Rank,
    /// The result that says most of the mark.
    pub row: RowId,
    pub athlete: AthleteId,
}

/// What a list rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Races and lists with a mark of the event.
    pub races: usize,
    pub lists: usize,
    /// Legal marks that were looked at.
    pub marks: usize,
    /// Marks without the date, the birth date or the nation that the list asks for.
    pub left_out: usize,
    pub first: Option<Date>,
    pub last: Option<Date>,
}

/// A list and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The best first.
    pub listed: Vec<Listed>,
    pub coverage: Coverage,
}

/// An athlete whose line changed from one day to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub athlete: AthleteId,
    pub before: Option<Listed>,
    pub after: Listed,
}

impl List {
    pub fn new(store: &Store, of: &ListOf) -> Self {
        let mut coverage = Coverage::default();
        let mut found: Vec<Found> = Vec::new();
        let mut barred: HashSet<(AthleteId, u64)> = HashSet::new();
        for race in store.races().filter(|race| of.has_event(*race)) {
            let before = found.len();
            for row in race.row_views().filter(|row| row.mark().mark().is_some()) {
                if !is_legal(store, row) {
                    barred.insert((row.athlete_id(), row.mark().sort_key()));
                    continue;
                }
                match of.admits(row) {
                    Some(true) => found.push(Found::of(row)),
                    Some(false) => {}
                    None => coverage.left_out += 1,
                }
            }
            let counts = usize::from(found.len() > before);
            match race.is_list() {
                true => coverage.lists += counts,
                false => coverage.races += counts,
            }
        }
        found.retain(|f| !barred.contains(&(f.athlete, f.mark)));
        coverage.marks = found.len();
        let dates = || found.iter().filter_map(|f| f.date);
        (coverage.first, coverage.last) = (dates().min(), dates().max());
        let mut kept = match of.marks {
            Marks::Best => best_of_each(found),
            Marks::All => once_each(store, found),
        };
        kept.sort_unstable_by_key(|f| (f.order, f.date, f.row));
        let values: Vec<Option<((u64, bool), bool)>> = kept.iter().map(|f| Some((f.order, false))).collect();
        let listed = kept.iter().zip(ranks(&values)).filter_map(|(found, rank)| {
            Some(Listed {
                rank: rank?,
                row: found.row,
                athlete: found.athlete,
            })
        });
        Self {
            listed: listed.collect(),
            coverage,
        }
    }

    /// The line of an athlete, the best of several.
    pub fn of_athlete(&self, athlete: AthleteId) -> Option<Listed> {
        self.listed.iter().find(|l| l.athlete == athlete).copied()
    }

    /// Depth: how many lines are better than a mark, given as the order of a legal result.
    pub fn better_than(&self, store: &Store, row: RowId) -> usize {
        let own = order(store.row(row));
        self.listed.partition_point(|l| order(store.row(l.row)) < own)
    }
}

/// The athletes whose line a day changed: the list before that day against the one with it, by their line after.
pub fn moves(store: &Store, of: &ListOf, day: Date) -> Vec<Move> {
    let list = |until| List::new(store, &ListOf { until, ..of.clone() });
    let (before, after) = (list(Until::Before(day)), list(Until::Through(day)));
    let known: HashMap<AthleteId, Listed> = before.listed.iter().rev().map(|l| (l.athlete, *l)).collect();
    let of_day = after.listed.iter().filter(|l| store.row(l.row).date() == Some(day));
    let moved = of_day.map(|line| Move {
        athlete: line.athlete,
        before: known.get(&line.athlete).copied(),
        after: *line,
    });
    moved.collect()
}

/// Of each place the best mark loaded that was good for no more than it in a race: `best_for_place(...)[2]` is the best mark
/// of a third. Short of places that nobody had.
pub fn best_for_place(store: &Store, event: Event, until: Until) -> Vec<Option<RowId>> {
    let of = ListOf {
        event,
        until,
        ..ListOf::default()
    };
    let mut best: Vec<Option<((u64, bool), RowId)>> = Vec::new();
    let races = store.races().filter(|race| of.has_event(*race) && !race.is_list());
    for row in races.flat_map(|race| race.row_views()) {
        let Some(place) = row.place().map(|p| p as usize).filter(|p| *p <= MOST_PLACES) else {
            continue;
        };
        if of.admits(row) != Some(true) || !is_legal(store, row) {
            continue;
        }
        best.resize(best.len().max(place + 1), None);
        let own = (order(row), row.id());
        best[place] = Some(best[place].map_or(own, |known| known.min(own)));
    }
    best.into_iter().map(|b| b.map(|(_, row)| row)).collect()
}

/// Places beyond are no race's story.
const MOST_PLACES: usize = 30;

impl ListOf {
    pub(super) fn has_event(&self, race: RaceView<'_>) -> bool {
        let event = race.event();
        let same = match self.tracks {
            Tracks::Apart => event_key(event) == event_key(self.event),
            Tracks::Joined => (event.discipline, event.distance_mm) == (self.event.discipline, self.event.distance_mm),
        };
        same && (event.sex == self.event.sex || self.event.sex == Sex::Unknown)
    }

    /// Whether a result is of the list; `None` when what the list asks for is not known of it.
    pub(super) fn admits(&self, row: RowView<'_>) -> Option<bool> {
        let date = row.date();
        let in_year = match self.year {
            Some(year) => date?.year() == year,
            None => true,
        };
        let in_time = match self.until {
            Until::Now => true,
            Until::Through(day) => is_by(date?, day)?,
            Until::Before(day) => date? != day && is_by(date?, day)?,
        };
        if !in_year || !in_time {
            return Some(false);
        }
        let from = match &self.from {
            From::World => true,
            From::Nation(code) => Some(row.nation()).filter(|n| !n.is_empty())? == code,
            From::Area(area) => Area::of(row.nation())? == *area,
        };
        let old = match self.age {
            None => true,
            Some(AgeGroup::Under(age)) => date?.year() - row.athlete().birth()?.year() < i16::from(age),
            Some(AgeGroup::From(age)) => is_at_least(row, age)?,
        };
        Some(from && old)
    }
}

/// Whether a date is not after a day; `None` when what is known of it does not tell.
pub(super) fn is_by(date: Date, day: Date) -> Option<bool> {
    let (year, of) = (date.year(), day.year());
    match (date.month(), date.day()) {
        _ if year != of => Some(year < of),
        (None, _) => None,
        (Some(month), None) if Some(month) == day.month() => None,
        _ => Some(date <= day),
    }
}

/// Whether an athlete was of an age on the day; a year of birth is enough where it settles the question.
fn is_at_least(row: RowView<'_>, age: u8) -> Option<bool> {
    if let Some((years, _)) = row.age_on_day() {
        return Some(years >= u16::from(age));
    }
    let oldest = row.date()?.year() - row.athlete().birth()?.year();
    match oldest - i16::from(age) {
        ..0 => Some(false),
        0 => None,
        1.. => Some(true),
    }
}

/// A mark on its way into a list.
#[derive(Clone, Copy)]
struct Found {
    order: (u64, bool),
    mark: u64,
    date: Option<Date>,
    says_less: u8,
    row: RowId,
    athlete: AthleteId,
}

impl Found {
    fn of(row: RowView<'_>) -> Self {
        Self {
            order: order(row),
            mark: row.mark().sort_key(),
            date: row.date(),
            says_less: says_less(row),
            row: row.shown(),
            athlete: row.athlete_id(),
        }
    }
}

/// Rows of races before those of lists, and those before lists that do not say where.
pub(super) fn says_less(row: RowView<'_>) -> u8 {
    match row.race().is_list() {
        false => 0,
        true => 1 + u8::from(row.meet_name().is_empty() && row.venue().is_empty()),
    }
}

/// Of each athlete the best mark, the first day of it, told by a race rather than a list.
fn best_of_each(found: Vec<Found>) -> Vec<Found> {
    let key = |f: &Found| (f.order, f.says_less, f.date.map_or(u64::MAX, Date::sort_key), f.row);
    let mut best: HashMap<AthleteId, Found> = HashMap::with_capacity(found.len().min(1 << 16));
    for own in found {
        best.entry(own.athlete)
            .and_modify(|known| {
                if key(&own) < key(known) {
                    *known = own;
                }
            })
            .or_insert(own);
    }
    let mut kept: Vec<Found> = Vec::with_capacity(best.len());
    kept.extend(best.into_values());
    kept
}

/// All marks, each performance once.
fn once_each(store: &Store, mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable_by_key(|f| (f.athlete, f.mark, f.says_less, f.row));
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for alike in found.chunk_by(|a, b| (a.athlete, a.mark) == (b.athlete, b.mark)) {
        let first = kept.len();
        for own in alike {
            let is_known = |known: &Found| is_same(store.row(known.row), store.row(own.row));
            if !kept[first..].iter().any(is_known) {
                kept.push(*own);
            }
        }
    }
    kept
}
