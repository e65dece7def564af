//! Places gained and lost from a recorded marker to the finish (terms.md 10).

use super::leads::marker;
use super::positions::{Position, positions};
use super::subject::Subject;
use super::wording::{Person, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::splits::Line;

pub const KIND: Kind = Kind {
    name: "moves",
    formula: "position at the marker − place at the finish, at the marker where they differ most; unusual as few of the field \
              moved as far",
    section: "Place, rank, tie",
    find,
};

/// Places gained or lost from which on it is a move (house rule).
const MOVE: u32 = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let moves: Vec<u32> = subject.lines().map(|line| largest_move(subject, line)).collect();
    subject
        .lines()
        .filter_map(|line| moved(subject, line, &moves))
        .collect()
}

/// Places gained or lost at most, from a marker to the finish.
fn largest_move(subject: &Subject<'_>, line: &Line) -> u32 {
    let place = line.place.unwrap_or_default();
    let positions = positions(subject, line);
    let whole = positions.iter().filter(|p| p.of.is_none());
    whole.map(|p| p.position.abs_diff(place)).max().unwrap_or(0)
}

/// The largest change from a marker to the finish, unusual as few of the `moves` of the field are as large.
fn moved(subject: &Subject<'_>, line: &Line, moves: &[u32]) -> Option<Fact> {
    let place = line.place?;
    let positions = positions(subject, line);
    let change = |p: &Position| p.position.abs_diff(place);
    // the latest of equally large ones
    let from = positions
        .iter()
        .filter(|p| p.of.is_none())
        .max_by_key(|p| change(p))
        .filter(|p| change(p) >= MOVE)?;
    let as_far = moves.iter().filter(|m| **m >= change(from)).count();
    let row = subject.store.row(line.row);
    let (verb, figure) = match from.position > place {
        true => ("moved up from", "places gained"),
        false => ("fell back from", "places lost"),
    };
    let at = marker(subject, subject.splits.markers[from.at].mm);
    let sentence = format!(
        "{} {verb} {} at {at} to {} at the finish.",
        Person::of(row).named(),
        from.words(),
        ordinal(place as usize)
    );
    let fact = Fact::new(&KIND, sentence)
        .with(at, from.text())
        .with("the finish", row.place_text())
        .with(figure, change(from))
        .scope(format!("the {} placed athletes of this race", moves.len()))
        .unusual(Unusual::share(as_far, moves.len()))
        .row(row);
    Some(from.support(subject, fact, line))
}
