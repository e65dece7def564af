//! Marks that are the best of all loaded of the athlete, and of the year (terms.md 12): computed, and said of how many marks.

use super::subject::Subject;
use super::wording::{Person, counted, duration, event, number, on_day, size};
use super::{Fact, Kind, Unusual};
use crate::analysis::career::{CareerMark, career};
use crate::model::{Discipline, Gap};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "best-loaded",
    formula: "a legal mark strictly better than every earlier legal one loaded of the athlete in the event; unusual as one of \
              all those marks",
    section: "Records and bests",
    find,
};

/// Marks without which the best of them says nothing (house rule).
const LEAST: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    // where a title alone says what the event is, equal distances may be different events
    let is_known = subject.race.event().discipline != Discipline::Unknown;
    let rows = subject.history().filter(|_| is_known);
    rows.filter_map(|row| best(subject, row)).collect()
}

fn best(subject: &Subject<'_>, row: RowView<'_>) -> Option<Fact> {
    let marks = career(subject.store, row.athlete_id(), row.race().event(), None);
    let is_this = |m: &CareerMark| subject.store.row(m.row).shown_race().id() == subject.race.id();
    let at = marks
        .iter()
        .position(is_this)
        .filter(|at| *at + 1 >= LEAST && marks[*at].is_best)?;
    let before = marks[..at].iter().rev().find(|m| m.is_best)?;
    let previous = subject.store.row(before.row);
    let gain = row
        .mark()
        .time()
        .zip(previous.mark().time())
        .map(|(now, then)| Gap::between(then, now));
    let is_estimate = row.mark().is_estimate() || previous.mark().is_estimate();
    let gain = gain.map(|g| size(g, is_estimate));
    let better = match &gain {
        Some(gain) => format!("{} better than", duration(gain)),
        None => "better than".to_owned(),
    };
    let named = Some(event(subject.race))
        .filter(|e| !e.is_empty())
        .map_or(String::new(), |e| e + " ");
    let sentence = format!(
        "{} is the best of the {} {}marks of {} loaded, {better} {} {}.",
        row.mark(),
        number(at + 1),
        named,
        Person::of(row).named(),
        previous.mark(),
        on_day(before.date)
    );
    let fact = Fact::new(&KIND, sentence)
        .with("mark", row.mark())
        .with("before", previous.mark())
        .with("set on", before.date)
        .with("marks", at + 1);
    let fact = gain
        .into_iter()
        .fold(fact, |fact, gain| fact.with_duration("better by", gain));
    let fact = fact
        .scope(format!(
            "{} of the athlete loaded, up to this one",
            counted(at + 1, "mark")
        ))
        .unusual(Unusual::one_in(at + 1))
        .mark(subject.store, row)
        .mark(subject.store, previous);
    Some(fact)
}
