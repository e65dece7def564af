//! An athlete's results without repetitions: what an all-time list, a record list or another file says of a result in a
//! race is joined to that result.
//!
//! Two rows are one performance when athlete, event and mark are equal and the dates agree as far as both are known; two
//! rows of races must agree in round and heat, too.

use crate::model::{Date, Discipline, Event, Status};
use crate::store::{AthleteId, RowId, RowView, Store};

/// One performance: the row that says most of it, and the rows that repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performance {
    pub row: RowId,
    pub repeats: Vec<RowId>,
}

/// Discipline, distance and indoors: what marks must share to be compared.
pub fn event_key(event: Event) -> (Discipline, u32, bool) {
    (event.discipline, event.distance_mm, event.indoor)
}

/// All performances, the newest first, those without date last.
pub fn performances(store: &Store, athlete: AthleteId) -> Vec<Performance> {
    let mut rows: Vec<RowView<'_>> = store.athlete(athlete).rows().map(|r| store.row(r)).collect();
    // races before lists and full dates before partial ones, so that the fullest row stands for the performance
    rows.sort_by_key(|r| (r.race().is_list(), r.date().is_none_or(|d| d.day().is_none()), r.id()));
    let mut all: Vec<Performance> = Vec::new();
    for row in rows {
        match all.iter_mut().find(|p| is_same(store.row(p.row), row)) {
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

fn is_same(known: RowView<'_>, row: RowView<'_>) -> bool {
    let (race, other) = (known.race(), row.race());
    let is_marked = row.mark().mark().is_some() && row.status() == Status::None && known.status() == Status::None;
    let same_mark = known.mark().sort_key() == row.mark().sort_key();
    let same_date = match (known.date(), row.date()) {
        (Some(a), Some(b)) => a.agrees_with(b),
        _ => race.is_list() || other.is_list(),
    };
    let same_round =
        race.is_list() || other.is_list() || (race.round() == other.round() && race.heat() == other.heat());
    is_marked && same_mark && same_date && same_round && event_key(race.event()) == event_key(other.event())
}
