//! Where the winning time stands among those of the other races loaded (terms.md 10: a rank is computed).

use super::subject::Subject;
use super::wording::{Person, number, ordinal, race, races};
use super::{Fact, Kind, Unusual};

pub const KIND: Kind = Kind {
    name: "winning-time",
    formula: "rank of the winner’s time among the winners’ times of the races loaded, from the fastest and from the slowest",
    section: "Place, rank, tie",
    find,
};

/// Races without which a rank says nothing (house rule).
const LEAST: usize = 5;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let Some(winner) = subject.winners().first() else {
        return Vec::new();
    };
    let Some(own) = winner.mark().time() else {
        return Vec::new();
    };
    let times: Vec<_> = subject.peers().iter().filter_map(|r| r.winner_time()).collect();
    if times.len() < LEAST {
        return Vec::new();
    }
    let faster = times.iter().filter(|t| **t < own).count();
    let slower = times.iter().filter(|t| **t > own).count();
    let (rank, word) = match faster <= slower {
        true => (faster + 1, "fastest"),
        false => (slower + 1, "slowest"),
    };
    let nth = if rank == 1 {
        String::new()
    } else {
        format!("{} ", ordinal(rank))
    };
    let races = races(subject.race);
    let sentence = format!(
        "{} won {} in {own}, the {nth}{word} winning time of the {} {races} loaded.",
        Person::of(*winner).named(),
        race(subject.race),
        number(times.len())
    );
    let fact = Fact::new(&KIND, sentence)
        .with("time", own)
        .with("rank", rank)
        .with("of", times.len())
        .with("from", word)
        .scope(format!("{} {races} loaded with the winner’s time", times.len()))
        .unusual(Unusual::share(2 * rank, times.len()))
        .mark(subject.store, *winner);
    vec![fact]
}
