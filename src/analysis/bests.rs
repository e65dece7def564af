//! Bests of an athlete by event (terms.md 12): legal marks only; outdoor and short track apart. A mark that one source bars
//! is not legal, even if others do not say so, and a doubtful one is not until it is confirmed (terms.md 18).

use super::doubts;
use super::performances::{Performance, event_key};
use crate::model::{Discipline, Event, Mark, Method, Sex, Status, Suffixes};
use crate::store::{RowId, RowView, Store};

/// The best of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    pub event: Event,
    pub row: RowId,
    /// Performances in the event with a mark that counts.
    pub of: usize,
}

/// Legal for a best: a mark that is not annulled, not ratifiable, converted, en route, wind assisted, an estimate or
/// doubtful.
pub fn is_legal(store: &Store, row: RowView<'_>) -> bool {
    let out = [
        Suffixes::ANNULLED,
        Suffixes::NOT_RATIFIABLE,
        Suffixes::CONVERTED,
        Suffixes::EN_ROUTE,
        Suffixes::WIND,
        Suffixes::ESTIMATE,
    ];
    let wind = row.extra().and_then(|e| e.wind_tenths);
    let windy = takes_wind(row.race().event()) && wind.is_some_and(|w| w > 20);
    let marked = row.mark().mark().is_some() && row.status() == Status::None;
    let barred = out.into_iter().any(|s| row.mark().suffixes().contains(s));
    marked && !windy && !barred && !doubts(store).marks.contains_key(&row.id())
}

/// Whether wind is measured in an event (terms.md 13).
fn takes_wind(event: Event) -> bool {
    match event.discipline {
        Discipline::Track | Discipline::Hurdles => event.distance_mm <= 200_000,
        Discipline::LongJump | Discipline::TripleJump => true,
        _ => false,
    }
}

/// Orders better marks first. A hand time is compared with the addition of terms.md 2.5 and never ties an automatic one.
pub(super) fn order(row: RowView<'_>) -> (u64, bool) {
    let by_hand = matches!(row.mark().mark(), Some(Mark::Time(t)) if t.method() == Method::Hand);
    let addition = if by_hand { hand_addition(row.race().event()) } else { 0 };
    (row.mark().sort_key() + addition, by_hand)
}

/// Ticks: 0.24 s up to 200 m and in the 110 m hurdles, 0.14 s up to 400 m, nothing beyond (terms.md 2.5).
pub(super) fn hand_addition(event: Event) -> u64 {
    match event.distance_mm {
        1..=200_000 => 2_400,
        200_001..=400_000 => 1_400,
        _ => 0,
    }
}

/// The result with the best legal mark loaded in an event, of the event's sex where that is known.
pub fn fastest(store: &Store, event: Event) -> Option<RowId> {
    let races = store.shown_races().filter(|race| {
        let other = race.event();
        event_key(other) == event_key(event) && (other.sex == event.sex || event.sex == Sex::Unknown)
    });
    let legal = races
        .flat_map(|race| race.row_views())
        .filter(|row| is_legal(store, *row));
    legal.min_by_key(|row| (order(*row), row.id())).map(|row| row.id())
}

/// The best of each event, by discipline and distance; events that are not known are left out.
pub fn bests(store: &Store, performances: &[Performance]) -> Vec<Best> {
    let mut all: Vec<Best> = Vec::new();
    let legal = |p: &&Performance| p.rows().all(|row| is_legal(store, store.row(row)));
    for row in performances.iter().filter(legal).map(|p| store.row(p.row)) {
        let event = row.race().event();
        if event.discipline == Discipline::Unknown {
            continue;
        }
        match all.iter_mut().find(|b| event_key(b.event) == event_key(event)) {
            Some(best) => {
                best.of += 1;
                if order(row) < order(store.row(best.row)) {
                    best.row = row.id();
                }
            }
            None => all.push(Best {
                event,
                row: row.id(),
                of: 1,
            }),
        }
    }
    all.sort_by_key(|b| event_key(b.event));
    all
}
