//! The place, the mark and the gaps to those beside, of everybody behind the winner (terms.md 6, 10).

use super::subject::Subject;
use super::wording::{Person, achieved, duration, ordinal, size};
use super::{Fact, Kind};
use crate::model::Gap;
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "place",
    formula: "the official place; gaps are differences of the times",
    section: "Gaps and references",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let field = subject.field();
    let behind_winner = (0..field.len()).filter(|at| field[*at].place() != Some(1));
    behind_winner.map(|at| one(subject, at)).collect()
}

fn one(subject: &Subject<'_>, at: usize) -> Fact {
    let row = subject.placed[at];
    let (winner, ahead) = (subject.placed.first(), at.checked_sub(1).map(|at| subject.placed[at]));
    let next = subject.placed.get(at + 1).copied();
    let finished = if row.place_text().starts_with('=') {
        "tied for"
    } else {
        "finished"
    };
    let place = ordinal(row.place().unwrap_or_default() as usize);
    let mut clauses = Vec::new();
    let beside = [(ahead, "behind"), (next, "ahead of")];
    let mut fact = Fact::new(&KIND, String::new())
        .with("place", row.place_text())
        .with("mark", row.mark());
    fact = fact.mark(subject.store, row);
    for (other, word) in beside {
        let Some((other, gap)) = other.and_then(|other| Some((other, gap(row, other)?))) else {
            continue;
        };
        let other_name = Person::of(other).named();
        clauses.push(match row.mark().sort_key() == other.mark().sort_key() {
            true => format!("in the same time as {other_name}"),
            false => format!("{} {word} {other_name}", duration(&gap)),
        });
        fact = fact.with_duration(word, gap).mark(subject.store, other);
    }
    if let Some((winner, gap)) = winner.and_then(|winner| Some((winner, gap(row, *winner)?))) {
        fact = fact
            .with_duration("behind the winner", gap)
            .mark(subject.store, *winner);
    }
    let gaps = if clauses.is_empty() {
        String::new()
    } else {
        format!(", {}", clauses.join(" and "))
    };
    let person = Person::of(row).named();
    fact.says(format!("{person} {finished} {place} {}{gaps}.", achieved(row.mark())))
}

/// The size of the gap between two results.
fn gap(row: RowView<'_>, other: RowView<'_>) -> Option<String> {
    let (own, of_other) = (row.mark(), other.mark());
    let gap = Gap::between(own.time()?, of_other.time()?);
    Some(size(gap, own.is_estimate() || of_other.is_estimate()))
}
