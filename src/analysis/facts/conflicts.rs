//! Where sources disagree: on a passing, on the leader's time, on a mark or a place (terms.md 18: all readings are kept).

use super::leads::marker;
use super::subject::Subject;
use super::wording::{Person, listed, ordinal};
use super::{Certainty, Fact, Kind, Unusual};
use crate::analysis::splits::{Line, Point, Told};
use crate::model::{Reading, Time};
use crate::store::{RowView, times_agree};

pub const KIND: Kind = Kind {
    name: "conflict",
    formula: "two sources whose times differ by at least one unit of the coarser precision, or that give different places",
    section: "Missing and doubtful data",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let leaders = (0..subject.splits.leader.len()).filter_map(|at| of_leader(subject, at));
    let lines = subject.lines().flat_map(|line| of_line(subject, line));
    let rows = subject.race.row_views().filter_map(of_row);
    leaders.chain(lines).chain(rows).collect()
}

/// The readings that contradict the preferred time, each once.
fn against(own: Time, others: &[(Reading, Told)]) -> (Vec<Time>, Vec<Told>) {
    let differs = |(reading, told): &(Reading, Told)| {
        let time = reading.time().filter(|t| !times_agree(own, *t))?;
        Some((time, *told))
    };
    let (mut times, told): (Vec<Time>, Vec<Told>) = others.iter().filter_map(differs).unzip();
    times.sort();
    times.dedup();
    (times, told)
}

/// A fact about a value and those against it; house: one race in ten has a conflict.
fn conflict(sentence: String, values: &[String]) -> Fact {
    let fact = Fact::new(&KIND, sentence)
        .unusual(Unusual::one_in(10))
        .certainty(Certainty::Disputed);
    let fact = values
        .iter()
        .skip(1)
        .fold(fact.with("shown", &values[0]), |fact, v| fact.with("other", v));
    fact.scope("the sources of this race that are loaded".to_owned())
}

fn texts(own: Time, others: &[Time]) -> Vec<String> {
    std::iter::once(&own).chain(others).map(|t| t.to_string()).collect()
}

fn of_leader(subject: &Subject<'_>, at: usize) -> Option<Fact> {
    let point = subject.splits.leader[at].as_ref()?;
    let (others, told) = against(point.time, &point.alternatives);
    let values = texts(point.time, &others);
    let place = marker(subject, subject.splits.markers[at].mm);
    if others.is_empty() {
        return None;
    }
    let sentence = format!("Sources disagree on the leader’s time at {place}: {}.", listed(&values));
    let mut fact = conflict(sentence, &values).with("marker", place);
    if let Some(line) = subject.splits.lines.iter().find(|l| Some(l.athlete) == point.athlete) {
        fact = fact.row(subject.store.row(line.row)).passing(&subject.splits, line, at);
    }
    point.told.into_iter().chain(told).for_each(|told| fact.source(told));
    Some(fact)
}

fn of_line(subject: &Subject<'_>, line: &Line) -> Vec<Fact> {
    let splits = &subject.splits;
    let leads = |at: usize| splits.leader[at].as_ref().and_then(|p| p.athlete) == Some(line.athlete);
    let one = |(at, point): (usize, &Point)| {
        let own = point.time.filter(|_| splits.markers[at].mm != splits.distance_mm)?;
        let (others, told) = against(own, &point.alternatives);
        if others.is_empty() || (leads(at) && of_leader(subject, at).is_some()) {
            return None;
        }
        let (values, place) = (texts(own, &others), marker(subject, splits.markers[at].mm));
        let row = subject.store.row(line.row);
        let who = Person::of(row).named();
        let sentence = format!("Sources disagree on {who}’s time at {place}: {}.", listed(&values));
        let mut fact = conflict(sentence, &values)
            .with("marker", place)
            .row(row)
            .passing(splits, line, at);
        told.into_iter().for_each(|told| fact.source(told));
        Some(fact)
    };
    line.points.iter().enumerate().filter_map(one).collect()
}

/// The same result in other files, with another mark, status or place.
fn of_row(row: RowView<'_>) -> Option<Fact> {
    let (what, text): (_, fn(RowView<'_>) -> String) = match () {
        () if row.is_mark_disputed() => ("mark", mark_of_file),
        () if row.is_place_disputed() => ("place", place_of_file),
        () => return None,
    };
    let mut values: Vec<String> = std::iter::once(row).chain(row.repeats()).map(text).collect();
    let own = values.remove(0);
    values.sort();
    values.dedup();
    values.retain(|v| *v != own && !v.is_empty());
    values.insert(0, own);
    let who = Person::of(row).named();
    let sentence = format!("Files disagree on {who}’s {what}: {}.", listed(&values));
    let fact = conflict(sentence, &values).row(row);
    // another file's row is a source, and no further result of the race
    let fact = row.repeats().fold(fact, |mut fact, other| {
        fact.source(Told {
            race: other.race().id(),
            origin: other.origin(),
        });
        fact
    });
    Some(fact)
}

fn mark_of_file(row: RowView<'_>) -> String {
    match row.own_mark().mark() {
        Some(_) if row.status() == crate::model::Status::None => row.own_mark().to_string(),
        _ => row.status().code().to_owned(),
    }
}

fn place_of_file(row: RowView<'_>) -> String {
    row.place().map_or(String::new(), |p| ordinal(p as usize))
}
