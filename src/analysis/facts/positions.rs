//! Where each athlete was at the recorded markers, and the places gained and lost from there to the finish (terms.md 10:
//! a position at a marker is a rank of the times, or what a source reports).

use super::leads::marker;
use super::subject::Subject;
use super::wording::{Person, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::splits::Line;

pub const KIND: Kind = Kind {
    name: "positions",
    formula: "rank of the passing among the recorded ones, or the position that a source reports; places gained are the \
              position at the marker − the place",
    section: "Place, rank, tie",
    find,
};

/// Places gained or lost from which on it is a move (house rule).
const MOVE: u32 = 3;

/// The position of a line at the marker of an index.
struct Position {
    at: usize,
    position: u32,
    tied: bool,
    basis: Basis,
    /// The number of recorded passings where some are missing.
    of: Option<u32>,
}

/// What a position rests on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// The recorded times.
    Times,
    /// Times of which some are estimates.
    Estimates,
    /// A source reports it.
    Report,
}

impl Position {
    /// `=7`, `≈3`.
    fn text(&self) -> String {
        let (estimate, tied) = (
            if self.basis == Basis::Estimates { "≈" } else { "" },
            if self.tied { "=" } else { "" },
        );
        let of = self.of.map_or(String::new(), |of| format!(" of {of}"));
        format!("{estimate}{tied}{}{of}", self.position)
    }

    /// Adds the passing to what a fact rests on.
    fn support(&self, subject: &Subject<'_>, fact: Fact, line: &Line) -> Fact {
        match self.basis {
            Basis::Report => fact.report(&subject.splits, line, self.at),
            _ => fact.passing(&subject.splits, line, self.at),
        }
    }

    /// `equal seventh`, `third`.
    fn words(&self) -> String {
        let tied = if self.tied { "equal " } else { "" };
        let of = self.of.map_or(String::new(), |of| format!(" of {of} recorded"));
        format!("{tied}{}{of}", ordinal(self.position as usize))
    }
}

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let moves: Vec<u32> = subject.lines().map(|line| largest_move(subject, line)).collect();
    let facts = subject
        .lines()
        .flat_map(|line| [all(subject, line), moved(subject, line, &moves)]);
    facts.flatten().collect()
}

/// The positions before the finish.
fn positions(subject: &Subject<'_>, line: &Line) -> Vec<Position> {
    let splits = &subject.splits;
    let position = |at: usize| {
        let point = &line.points[at];
        let some = |of: u32| Some(of).filter(|of| *of < splits.passed[at]);
        let ranked = point.rank.map(|rank| Position {
            of: some(rank.of),
            at,
            position: rank.rank,
            tied: rank.tied,
            basis: if rank.estimate { Basis::Estimates } else { Basis::Times },
        });
        let reported = point.reported.map(|r| Position {
            of: None,
            at,
            position: r.position,
            tied: r.tied,
            basis: Basis::Report,
        });
        ranked.or(reported)
    };
    let before_finish = (0..splits.markers.len()).filter(|at| splits.markers[*at].mm != splits.distance_mm);
    before_finish.filter_map(position).collect()
}

fn all(subject: &Subject<'_>, line: &Line) -> Option<Fact> {
    let positions = positions(subject, line);
    let row = subject.store.row(line.row);
    let place = line.place.filter(|_| !positions.is_empty())?;
    let told = |p: &Position| format!("{} at {}", p.words(), marker(subject, subject.splits.markers[p.at].mm));
    let told: Vec<String> = positions.iter().map(told).collect();
    let person = Person::of(row).named();
    let sentence = format!(
        "{person} was {}, and {} at the finish.",
        told.join(", "),
        ordinal(place as usize)
    );
    let mut fact = Fact::new(&KIND, sentence).row(row);
    for position in &positions {
        let mm = subject.splits.markers[position.at].mm;
        fact = fact.with(marker(subject, mm), position.text());
        fact = position.support(subject, fact, line);
    }
    Some(fact.with("the finish", row.place_text()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_position() {
        let position = Position {
            at: 0,
            position: 7,
            tied: true,
            basis: Basis::Estimates,
            of: Some(11),
        };
        assert_eq!(
            [position.words(), position.text()],
            ["equal seventh of 11 recorded", "≈=7 of 11"]
        );
    }
}
