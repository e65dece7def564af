//! The fastest mark ever for a place among the races loaded (terms.md 10).

use super::subject::{FIELD, Subject};
use super::wording::{Person, ordinal, races as races_of};
use super::{Fact, Kind, Unusual};
use crate::analysis::legal_marks;
use crate::analysis::ranking::is_by;
use crate::model::{Date, Discipline, Mark};
use crate::store::{LegalMark, RowId, RowView};

pub const KIND: Kind = Kind {
    name: "best-for-place",
    formula: "best legal mark of everybody who had that place in a race of the event up to the day; unusual as one of those races",
    section: "Place, rank, tie",
    find,
};

/// Races without which the best of them says nothing (house rule).
const LEAST: usize = 10;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    // where a title alone says what the event is, equal distances may be different events
    let is_known = subject.race.event().discipline != Discipline::Unknown;
    let Some(day) = subject
        .race
        .date()
        .filter(|_| is_known && subject.peers().len() >= LEAST)
    else {
        return Vec::new();
    };
    let places = places(legal_marks(subject.store).of(subject.race.event()), day);
    let placed = subject.field().iter().filter(|r| r.place().is_some_and(|p| p > 1));
    let facts = placed.filter_map(|row| {
        let place = row.place()? as usize;
        let of = places.get(place).filter(|of| of.races >= LEAST)?;
        let is_best = of.best.is_some_and(|best| best == row.id() || best == row.shown());
        let before = of.before.filter(|_| is_best)?;
        Some(fact(subject, *row, of.races, subject.store.row(before)))
    });
    facts.collect()
}

/// What is known of a place.
#[derive(Clone, Copy, Default)]
struct OfPlace {
    best: Option<RowId>,
    /// Without the day.
    before: Option<RowId>,
    races: usize,
}

/// By place, from the marks of an event up to a day.
fn places(marks: &[LegalMark], day: Date) -> Vec<OfPlace> {
    let mut places = vec![OfPlace::default(); FIELD + 1];
    let mut last = None;
    let is_told = |mark: &&LegalMark| (1..=FIELD).contains(&usize::from(mark.place));
    for mark in marks.iter().filter(is_told) {
        // the same result in another file stands beside it
        let is_repeated = last.replace(mark.row) == Some(mark.row);
        let Some(date) = mark.date.filter(|d| is_by(*d, day) == Some(true) && !is_repeated) else {
            continue;
        };
        let of = &mut places[usize::from(mark.place)];
        of.races += 1;
        of.best.get_or_insert(mark.row);
        if date != day {
            of.before.get_or_insert(mark.row);
        }
    }
    places
}

fn fact(subject: &Subject<'_>, row: RowView<'_>, races: usize, previous: RowView<'_>) -> Fact {
    let is_time = matches!(row.mark().mark(), Some(Mark::Time(_)));
    let (word, place) = (
        if is_time { "fastest" } else { "best" },
        ordinal(row.place().unwrap_or(0) as usize),
    );
    let races_loaded = races_of(subject.race);
    let sentence = format!(
        "{} finished {place}: {} is the {word} mark for {place} place in {races_loaded} loaded; before it was {} by {}.",
        Person::of(row).named(),
        row.mark(),
        previous.mark(),
        Person::of(previous).named()
    );
    Fact::new(&KIND, sentence)
        .with("place", row.place().unwrap_or(0))
        .with("mark", row.mark())
        .with("before", previous.mark())
        .scope(format!("{races} {races_loaded} loaded with that place, up to the day"))
        .unusual(Unusual::one_in(races))
        .mark(subject.store, row)
        .row(previous)
}
