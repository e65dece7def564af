//! Wins in a row: a run that the winner made longer, and runs that ended (terms.md 10: a place is official).

use super::subject::Subject;
use super::wording::{Person, counted, event, number, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::chronology::sort_by_time;
use crate::analysis::performances::{event_key, performances};
use crate::model::{Round, Status};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "streak",
    formula: "finals and races without rounds of the event that the athlete has a place in, in the order of time; a run of n wins \
              is one race in n",
    section: "Place, rank, tie",
    find,
};

/// Wins from which on a row of them is a run (house rule).
const RUN: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    if !is_final(subject.race.round()) {
        return Vec::new();
    }
    subject.history().filter_map(|row| streak(subject, row)).collect()
}

fn is_final(round: Round) -> bool {
    matches!(round, Round::Final | Round::Unknown)
}

/// The places of the athlete in finals of the event up to this race, the last one being this one.
fn finals<'a>(subject: &Subject<'a>, row: RowView<'a>) -> Vec<RowView<'a>> {
    let own = performances(subject.store, row.athlete_id());
    let mut rows: Vec<RowView<'a>> = own.iter().map(|p| subject.store.row(p.row)).collect();
    rows.retain(|r| {
        let is_placed = r.status() == Status::None && r.place().is_some() && r.date().is_some();
        let is_race = !r.race().is_list() && is_final(r.race().round());
        is_placed && is_race && event_key(r.race().event()) == event_key(row.race().event())
    });
    sort_by_time(&mut rows, |r| *r);
    let at = rows.iter().position(|r| r.shown_race().id() == subject.race.id());
    rows.truncate(at.map_or(0, |at| at + 1));
    rows
}

fn streak<'a>(subject: &Subject<'a>, row: RowView<'a>) -> Option<Fact> {
    let finals = finals(subject, row);
    let (last, before) = finals.split_last()?;
    let has_won = last.place() == Some(1);
    let run = before.iter().rev().take_while(|r| r.place() == Some(1)).count();
    let wins = run + usize::from(has_won);
    if wins < RUN {
        return None;
    }
    let (person, event) = (Person::of(row), event(subject.race));
    let sentence = match has_won {
        true => format!(
            "Of the finals loaded, it was {}’s {} {event} win in a row.",
            person.name,
            ordinal(wins)
        ),
        false => format!(
            "Of the finals loaded, it ended {}’s run of {} {event} wins.",
            person.name,
            number(run)
        ),
    };
    let rows = before.iter().rev().take(run);
    let fact = Fact::new(&KIND, sentence)
        .with("wins in a row", wins)
        .with("ended", if has_won { "no" } else { "yes" })
        .scope(format!(
            "{} of the athlete in finals loaded, up to this one",
            counted(finals.len(), "place")
        ))
        .unusual(Unusual::one_in(wins))
        .row(row);
    Some(rows.fold(fact, |fact, r| fact.row(*r)))
}
