//! Who won, in which mark (terms.md 10: the place is official).

use super::subject::Subject;
use super::wording::{Person, achieved, listed, race, weekday, when};
use super::{Fact, Kind};

pub const KIND: Kind = Kind {
    name: "winner",
    formula: "the official first place and its mark",
    section: "Place, rank, tie",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let winners = subject.winners();
    let Some(first) = winners.first() else {
        return Vec::new();
    };
    let people: Vec<Person> = winners.iter().map(|r| Person::of(*r)).collect();
    let names: Vec<String> = people.iter().map(Person::named).collect();
    let won = if winners.len() > 1 {
        "tied for first place in"
    } else {
        "won"
    };
    let mark = first.mark();
    let (race, mark_text) = (race(subject.race), achieved(mark));
    let sentence = format!("{} {won} {race} {mark_text}{}.", listed(&names), when(subject.race));
    let fact = Fact::new(&KIND, sentence)
        .with("winner", listed(&names))
        .with("mark", mark);
    let fact = match subject.race.date() {
        Some(day) => fact.with("date", weekday(day)),
        None => fact,
    };
    vec![winners.iter().fold(fact, |fact, row| fact.mark(subject.store, *row))]
}
