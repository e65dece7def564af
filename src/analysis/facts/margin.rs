//! By how much the race was won (terms.md 6), against the winning margins of the other races loaded.

use super::subject::Subject;
use super::wording::{Person, duration, event, size};
use super::{Fact, Kind, Unusual};
use crate::model::Gap;
use crate::store::RaceView;

pub const KIND: Kind = Kind {
    name: "margin",
    formula: "time of second place − time of first place; unusual is a margin that few of the races loaded reach, or undercut",
    section: "Gaps and references",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let [first, second, ..] = subject.placed[..] else {
        return Vec::new();
    };
    let (Some(own), Some(next)) = (first.mark().time(), second.mark().time()) else {
        return Vec::new();
    };
    if second.place() != Some(2) || next < own {
        return Vec::new();
    }
    let margin = Gap::between(next, own);
    let is_estimate = first.mark().is_estimate() || second.mark().is_estimate();
    let text = size(margin, is_estimate);
    let (winner, other) = (Person::of(first), Person::of(second));
    let sentence = match margin.displayed_ticks() {
        0 => format!("{} won from {} in the same time, {own}.", winner.name, other.named()),
        _ => format!("{} won by {} from {}.", winner.name, duration(&text), other.named()),
    };
    let margins: Vec<i64> = subject.peers().iter().filter_map(|r| margin_of(*r)).collect();
    let fact = Fact::new(&KIND, sentence)
        .with_duration("margin", text)
        .with("first", first.mark())
        .with("second", second.mark())
        .scope(format!(
            "{} {} races loaded with two times",
            margins.len(),
            event(subject.race)
        ))
        .unusual(rarity(margin.ticks(), &margins))
        .mark(subject.store, first)
        .mark(subject.store, second);
    vec![fact]
}

/// Ticks between the first two of a race.
fn margin_of(race: RaceView<'_>) -> Option<i64> {
    let margin = Gap::between(race.second_time()?, race.winner_time()?).ticks();
    Some(margin).filter(|m| *m >= 0)
}

/// How few margins are at least as large, or at least as small.
fn rarity(own: i64, all: &[i64]) -> Unusual {
    let larger = all.iter().filter(|m| **m >= own).count();
    let smaller = all.iter().filter(|m| **m <= own).count();
    Unusual::share(2 * larger.min(smaller), all.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_margin_is_rare_at_either_end() {
        let all: Vec<i64> = (1..=20).collect();
        // the largest and the smallest: two of twenty are as far out at one end or the other
        let scores = [20, 1, 10].map(|own| rarity(own, &all).score());
        assert_eq!(scores, [90, 90, 0]);
    }
}
