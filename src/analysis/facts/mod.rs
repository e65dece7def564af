//! The facts of a race: what can be said of it in a sentence, with the figures, the formula, the scope and the rows that it
//! rests on, the most unusual first. A fact that the loaded data cannot carry is not stated.
//!
//! [`KINDS`] is the table of kinds: one kind of fact is one file here and one line there.

mod age;
mod best_for_place;
mod best_loaded;
mod champions;
mod closing;
mod conflicts;
mod decisive;
mod depth;
mod fact;
mod fastest_loser;
mod first_since;
mod flagged;
mod form;
mod gains;
mod halves;
mod head_to_head;
mod lead_changes;
mod lead_pace;
mod leader;
mod leads;
mod list_rank;
mod margin;
mod medals;
mod moves;
mod order;
mod passed;
mod place;
mod positions;
mod qualifying;
mod record;
mod rounds;
mod season;
mod segments;
mod streak;
mod subject;
mod unplaced;
mod unusual;
mod winner;
mod winning_time;
mod wording;

pub use fact::{Certainty, Fact, Figure, Passed};
pub use unusual::Unusual;

use crate::store::{RaceId, Store};
use std::cmp::Reverse;
use subject::Subject;

/// One kind of fact.
pub struct Kind {
    /// Stable: saved files and scripts may name it.
    pub name: &'static str,
    /// How its figures come about, in words.
    pub formula: &'static str,
    /// The section of the product's terms that defines it.
    pub section: &'static str,
    find: fn(&Subject<'_>) -> Vec<Fact>,
}

/// All kinds; of equally unusual facts those of an earlier line stand first.
pub const KINDS: &[Kind] = &[
    winner::KIND,
    margin::KIND,
    medals::KIND,
    record::KIND,
    list_rank::KIND,
    best_for_place::KIND,
    first_since::KIND,
    champions::KIND,
    season::KIND,
    winning_time::KIND,
    place::KIND,
    flagged::KIND,
    best_loaded::KIND,
    depth::KIND,
    head_to_head::KIND,
    streak::KIND,
    rounds::KIND,
    fastest_loser::KIND,
    qualifying::KIND,
    leader::KIND,
    lead_changes::KIND,
    lead_pace::KIND,
    order::KIND,
    positions::KIND,
    moves::KIND,
    passed::KIND,
    decisive::KIND,
    gains::KIND,
    segments::KIND,
    closing::KIND,
    halves::KIND,
    age::KIND,
    form::KIND,
    unplaced::KIND,
    conflicts::KIND,
];

/// Everything that can be said of a race, the most unusual first; nothing of a list.
pub fn facts(store: &Store, race: RaceId) -> Vec<Fact> {
    let race = store.race(store.shown(race));
    if race.is_list() {
        return Vec::new();
    }
    let subject = Subject::new(store, race);
    let mut all: Vec<Fact> = KINDS.iter().flat_map(|kind| (kind.find)(&subject)).collect();
    all.sort_by_key(|fact| Reverse(fact.unusual));
    all
}
