//! The list of an event as of any day (terms.md 10, 12): the legal marks loaded, of races and of lists, the best of each
//! athlete or all of them, in standard competition ranking. A performance that several files tell of is one mark, and one
//! that any of them bars is none.

use super::legal_marks::legal_marks;
use super::performances::{event_key, is_same};
use super::rank::Rank;
use crate::model::area::Area;
use crate::model::{Date, Event, Sex};
use crate::store::{AthleteId, LegalMark, RowId, RowView, Store};
use hashbrown::HashMap;
use std::borrow::Cow;

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
        for race in store
            .shown_races()
            .filter(|race| of.has_event(race.event()) && race.rows().len() > 0)
        {
            match race.is_list() {
                true => coverage.lists += 1,
                false => coverage.races += 1,
            }
        }
        let judge = Judge::new(store, of);
        let mut kept: Vec<LegalMark> = Vec::new();
        let mut is_listed = vec![false; store.athlete_count()];
        for mark in of.marks_in_order(store).iter() {
            match judge.admits(mark) {
                Some(true) => {}
                Some(false) => continue,
                None => {
                    coverage.left_out += 1;
                    continue;
                }
            }
            coverage.add(mark);
            let is_known = std::mem::replace(&mut is_listed[mark.athlete.0 as usize], true);
            if !is_known || of.marks == Marks::All {
                kept.push(*mark);
            }
        }
        if of.marks == Marks::All {
            kept = once_each(store, &kept);
        }
        Self {
            listed: ranked(&kept),
            coverage,
        }
    }
}

impl Coverage {
    fn add(&mut self, mark: &LegalMark) {
        self.marks += 1;
        if let Some(date) = mark.date {
            self.first = Some(self.first.map_or(date, |first| first.min(date)));
            self.last = Some(self.last.map_or(date, |last| last.max(date)));
        }
    }
}

/// Lines of marks in order.
fn ranked(marks: &[LegalMark]) -> Vec<Listed> {
    let mut listed = Vec::with_capacity(marks.len());
    for equal in marks.chunk_by(|a, b| a.order == b.order) {
        let rank = Rank {
            rank: listed.len() as u32 + 1,
            tied: equal.len() > 1,
            of: marks.len() as u32,
            estimate: false,
        };
        listed.extend(equal.iter().map(|mark| Listed {
            rank,
            row: mark.row,
            athlete: mark.athlete,
        }));
    }
    listed
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
/// of a second, at index 0 stands none. Short of places that nobody had.
pub fn best_for_place(store: &Store, event: Event, until: Until) -> Vec<Option<RowId>> {
    let of = ListOf {
        event,
        until,
        ..ListOf::default()
    };
    let judge = Judge::new(store, &of);
    let mut best: Vec<Option<RowId>> = Vec::new();
    for mark in of.marks_in_order(store).iter() {
        let place = usize::from(mark.place);
        let is_new = (1..=MOST_PLACES).contains(&place) && best.get(place).is_none_or(Option::is_none);
        if is_new && judge.admits(mark) == Some(true) {
            best.resize(best.len().max(place + 1), None);
            best[place] = Some(mark.row);
        }
    }
    best
}

/// Places beyond are no race's story.
const MOST_PLACES: usize = 30;

impl ListOf {
    pub(super) fn has_event(&self, event: Event) -> bool {
        let same = match self.tracks {
            Tracks::Apart => event_key(event) == event_key(self.event),
            Tracks::Joined => (event.discipline, event.distance_mm) == (self.event.discipline, self.event.distance_mm),
        };
        same && (event.sex == self.event.sex || self.event.sex == Sex::Unknown)
    }

    /// The legal marks of the event, the best first.
    pub(super) fn marks_in_order<'a>(&self, store: &'a Store) -> Cow<'a, [LegalMark]> {
        let all = legal_marks(store)
            .events
            .iter()
            .filter(|(event, _)| self.has_event(**event));
        let all: Vec<&Vec<LegalMark>> = all.map(|(_, marks)| marks).collect();
        if let [one] = all.as_slice() {
            return Cow::Borrowed(one);
        }
        let mut merged: Vec<LegalMark> = all.into_iter().flatten().copied().collect();
        // stable, since it merges what is in order already
        merged.sort_by_key(|m| (m.order, m.says_less, m.date.map_or(u64::MAX, Date::sort_key), m.row));
        Cow::Owned(merged)
    }
}

/// What tells whether a mark is of a list, worked out once for the list.
pub(super) struct Judge<'a> {
    store: &'a Store,
    of: &'a ListOf,
    /// By number of the nation, whether it is asked for; `None` where it is no nation of an area.
    nations: Vec<Option<bool>>,
}

impl<'a> Judge<'a> {
    pub fn new(store: &'a Store, of: &'a ListOf) -> Self {
        let is_from = |code: &String| match &of.from {
            From::World => Some(true),
            From::Nation(wanted) => Some(code).filter(|c| !c.is_empty()).map(|code| code == wanted),
            From::Area(area) => Area::of(code).map(|own| own == *area),
        };
        Self {
            store,
            of,
            nations: legal_marks(store).nations.iter().map(is_from).collect(),
        }
    }

    /// Whether a mark is of the list; `None` when what the list asks for is not known of it.
    pub fn admits(&self, mark: &LegalMark) -> Option<bool> {
        let date = mark.date;
        let in_year = match self.of.year {
            Some(year) => date?.year() == year,
            None => true,
        };
        let in_time = match self.of.until {
            Until::Now => true,
            Until::Through(day) => is_by(date?, day)?,
            Until::Before(day) => date? != day && is_by(date?, day)?,
        };
        if !in_year || !in_time {
            return Some(false);
        }
        let from = self.nations.get(usize::from(mark.nation)).copied().flatten()?;
        let birth = || self.store.athlete(mark.athlete).birth();
        let old = match self.of.age {
            None => true,
            Some(AgeGroup::Under(age)) => date?.year() - birth()?.year() < i16::from(age),
            Some(AgeGroup::From(age)) => is_at_least(self.store.row(mark.row), age)?,
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
    let ages = row.athlete().birth()?.ages_on(row.date()?)?;
    let age = u16::from(age);
    match *ages.start() >= age {
        true => Some(true),
        false => (*ages.end() < age).then_some(false),
    }
}

/// Rows of races before those of lists, and those before lists that do not say where.
pub(super) fn says_less(row: RowView<'_>) -> u8 {
    match row.race().is_list() {
        false => 0,
        true => 1 + u8::from(row.meet_name().is_empty() && row.venue().is_empty()),
    }
}

/// Marks in order, each performance once.
fn once_each(store: &Store, marks: &[LegalMark]) -> Vec<LegalMark> {
    let mut kept: Vec<LegalMark> = Vec::with_capacity(marks.len());
    for equal in marks.chunk_by(|a, b| a.order == b.order) {
        if let [one] = equal {
            kept.push(*one);
            continue;
        }
        let mut by_athlete = equal.to_vec();
        by_athlete.sort_unstable_by_key(|m| (m.athlete, m.says_less, m.row));
        for own in by_athlete.chunk_by(|a, b| a.athlete == b.athlete) {
            let first = kept.len();
            for mark in own {
                let is_known = |known: &LegalMark| is_same(store.row(known.row), store.row(mark.row));
                if !kept[first..].iter().any(is_known) {
                    kept.push(*mark);
                }
            }
        }
    }
    kept
}
