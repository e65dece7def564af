//! The fastest mark ever for a place among the races loaded (terms.md 10).

use super::subject::Subject;
use super::wording::{Person, event, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::ranking::{Until, best_for_place};
use crate::model::Mark;

pub const KIND: Kind = Kind {
    name: "best-for-place",
    formula: "best legal mark of everybody who had that place in a race of the event up to the day; unusual as one of those races",
    section: "Place, rank, tie",
    find,
};

/// Races without which the best of them says nothing (house rule).
const LEAST: usize = 10;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let Some(day) = subject.race.date().filter(|_| subject.peers().len() >= LEAST) else {
        return Vec::new();
    };
    let best = best_for_place(subject.store, subject.race.event(), Until::Through(day));
    let before = best_for_place(subject.store, subject.race.event(), Until::Before(day));
    let placed = subject.field().iter().filter(|r| r.place().is_some_and(|p| p > 1));
    let facts = placed.filter_map(|row| {
        let place = row.place()? as usize;
        best.get(place)
            .copied()
            .flatten()
            .filter(|best| *best == row.id() || *best == row.shown())?;
        let previous = subject.store.row(before.get(place).copied().flatten()?);
        let races = subject
            .peers()
            .iter()
            .filter(|race| race.date().is_some_and(|d| d <= day))
            .filter(|race| {
                race.row_views()
                    .any(|r| r.place() == Some(place as u32) && r.mark().mark().is_some())
            })
            .count();
        let word = if matches!(row.mark().mark(), Some(Mark::Time(_))) {
            "fastest"
        } else {
            "best"
        };
        let sentence = format!(
            "{} is the {word} mark for {} place in {} races loaded; before it was {} by {}.",
            row.mark(),
            ordinal(place),
            event(subject.race),
            previous.mark(),
            Person::of(previous).named()
        );
        let fact = Fact::new(
            &KIND,
            format!("{} finished {}: {sentence}", Person::of(*row).named(), ordinal(place)),
        )
        .with("place", place)
        .with("mark", row.mark())
        .with("before", previous.mark())
        .scope(format!(
            "{races} {} races loaded with that place, up to the day",
            event(subject.race)
        ))
        .unusual(Unusual::one_in(races))
        .mark(subject.store, *row)
        .row(previous);
        (races >= LEAST).then_some(fact)
    });
    facts.collect()
}
