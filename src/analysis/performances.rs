//! An athlete's results without repetitions: what an all-time list, a record list or another file says of a result in a
//! race is joined to that result.
//!
//! Rows are one performance when the store joined them, or when athlete, event, status and mark are equal, the dates agree as far as both are known, and
//! neither round nor heat of two races contradicts. Exception: two races of one file are never one.

use crate::model::{Date, Discipline, Event, Round, fold};
use crate::store::{AthleteId, RaceView, RowId, RowView, Store};

/// One performance: the row that says most of it, and the rows that repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performance {
    pub row: RowId,
    pub repeats: Vec<RowId>,
}

impl Performance {
    /// The row that says most, then those that repeat it.
    pub fn rows(&self) -> impl Iterator<Item = RowId> + '_ {
        std::iter::once(self.row).chain(self.repeats.iter().copied())
    }
}

/// Discipline, distance and indoors: what marks must share to be compared.
pub fn event_key(event: Event) -> (Discipline, u32, bool) {
    (event.discipline, event.distance_mm, event.indoor)
}

/// All performances, the newest first, those without date last.
pub fn performances(store: &Store, athlete: AthleteId) -> Vec<Performance> {
    let mut rows: Vec<RowView<'_>> = store.athlete(athlete).rows().map(|r| store.row(r)).collect();
    // races before lists, what is shown before what repeats it and full dates before partial ones, so that the fullest row
    // stands for the performance
    rows.sort_by_key(|r| {
        let is_vague = r.date().is_none_or(|d| d.day().is_none());
        (r.race().is_list(), r.shown() != r.id(), is_vague, r.id())
    });
    let mut all: Vec<Performance> = Vec::new();
    for row in rows {
        match all
            .iter_mut()
            .find(|p| p.rows().all(|known| is_same(store.row(known), row)))
        {
            Some(known) => known.repeats.push(row.id()),
            None => all.push(Performance {
                row: row.id(),
                repeats: Vec::new(),
            }),
        }
    }
    let newest = |p: &Performance| store.row(p.row).date().map_or(0, Date::sort_key);
    all.sort_by_key(|p| (std::cmp::Reverse(newest(p)), p.row));
    all
}

pub(super) fn is_same(known: RowView<'_>, row: RowView<'_>) -> bool {
    if known.shown() == row.shown() {
        return true;
    }
    if known.status() != row.status()
        || known.mark().sort_key() != row.mark().sort_key()
        || event_key(known.race().event()) != event_key(row.race().event())
    {
        return false;
    }
    let (race, other) = (known.race(), row.race());
    let of_list = race.is_list() || other.is_list();
    let dates_agree = match (known.date(), row.date()) {
        (Some(a), Some(b)) => a.agrees_with(b),
        _ if of_list => true,
        _ => !known.meet_name().is_empty() && fold(known.meet_name()) == fold(row.meet_name()),
    };
    match (of_list, known.mark().mark()) {
        // a list holds marks; one without says nothing of a race
        (true, None) => false,
        (true, Some(_)) => dates_agree,
        (false, _) => dates_agree && race.import_index() != other.import_index() && is_same_heat(race, other),
    }
}

/// Equal in round and heat as far as both are known.
fn is_same_heat(race: RaceView<'_>, other: RaceView<'_>) -> bool {
    let (a, b) = (race.round(), other.round());
    let rounds_agree = a == b || a == Round::Unknown || b == Round::Unknown;
    rounds_agree && race.heat().zip(other.heat()).is_none_or(|(h, k)| h == k)
}
