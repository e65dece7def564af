//! Which pairs are worth comparing: those that share a word of the name with the first letter of another, all letters, a
//! word with the birth date, or an id. Of a hundred thousand athletes these are few; all pairs would be five billion.

use super::person::Person;
use super::sketch::could_be_one;
use rayon::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Athletes with one key beyond which it says nothing, once with the nation beside it.
const MAX_BLOCK: usize = 48;

/// Pairs of indices, each once, the smaller index first.
pub(super) fn pairs(people: &[Person<'_>]) -> Vec<[u32; 2]> {
    let alone = words_alone(people);
    let mut keys: Vec<(u64, u32)> = people
        .par_iter()
        .zip(0u32..people.len() as u32)
        .flat_map_iter(|(person, at)| keys(person, &alone).into_iter().map(move |key| (key, at)))
        .collect();
    keys.par_sort_unstable();
    keys.dedup();
    let blocks: Vec<&[(u64, u32)]> = keys.chunk_by(|a, b| a.0 == b.0).filter(|b| b.len() > 1).collect();
    let in_block = |block: &&[(u64, u32)]| -> Vec<[u32; 2]> {
        let members: Vec<u32> = block.iter().map(|(_, at)| *at).collect();
        if members.len() <= MAX_BLOCK {
            return combined(people, &members);
        }
        let mut by_nation: Vec<(Option<&str>, u32)> =
            members.iter().map(|at| (people[*at as usize].nation(), *at)).collect();
        by_nation.sort_unstable();
        let nations = by_nation.chunk_by(|a, b| a.0 == b.0).filter(|of| of.len() <= MAX_BLOCK);
        let ats = |of: &[(Option<&str>, u32)]| of.iter().map(|(_, at)| *at).collect::<Vec<u32>>();
        nations.flat_map(|of| combined(people, &ats(of))).collect()
    };
    let mut pairs: Vec<[u32; 2]> = blocks.par_iter().flat_map_iter(in_block).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The pairs among some that birth, sex and a glance at the names leave open.
fn combined(people: &[Person<'_>], members: &[u32]) -> Vec<[u32; 2]> {
    let open = |a: u32, b: u32| {
        let (a, b) = (&people[a as usize], &people[b as usize]);
        !a.contradicts(b) && could_be_one(a, b)
    };
    let with_later = |(nth, a): (usize, &u32)| {
        let (a, later) = (*a, &members[nth + 1..]);
        later
            .iter()
            .filter(move |b| open(a, **b))
            .map(move |b| [a, *b])
            .collect::<Vec<_>>()
    };
    members.iter().enumerate().flat_map(with_later).collect()
}

/// The sounds of names that are one word, sorted.
fn words_alone<'a>(people: &'a [Person<'_>]) -> Vec<&'a str> {
    let forms = people.iter().flat_map(|p| &p.forms).filter(|f| f.words.len() == 1);
    let mut alone: Vec<&str> = forms.map(|f| f.words[0].sound.as_str()).collect();
    alone.sort_unstable();
    alone.dedup();
    alone
}

fn keys(person: &Person<'_>, alone: &[&str]) -> Vec<u64> {
    let mut keys = Vec::new();
    let day = person.birth.filter(|d| d.day().is_some());
    for form in &person.forms {
        let mut letters: Vec<u8> = form.words.iter().flat_map(|w| w.sound.bytes()).collect();
        letters.sort_unstable();
        keys.push(hashed((0, letters)));
        for (at, word) in form.words.iter().enumerate().filter(|(_, w)| w.folded.len() >= 3) {
            let others = form.words.iter().enumerate().filter(|(other, _)| *other != at);
            for initial in others.filter_map(|(_, other)| other.sound.bytes().next()) {
                keys.push(hashed((1, &word.sound, initial)));
            }
            if let Some(day) = day {
                keys.push(hashed((2, &word.sound, day.sort_key())));
            }
            if alone.binary_search(&word.sound.as_str()).is_ok() {
                keys.push(hashed((3, &word.sound)));
            }
        }
    }
    keys.extend(person.ids.iter().map(|id| hashed((4, id))));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Without a random seed, so that every run finds the same.
fn hashed(key: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
