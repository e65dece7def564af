//! Where each athlete was at the recorded markers (terms.md 10: a position at a marker is a rank of the times, or what a
//! source reports).

use super::leads::marker;
use super::subject::Subject;
use super::wording::{Person, listed, number, ordinal};
use super::{Fact, Kind};
use crate::analysis::splits::Line;

pub const KIND: Kind = Kind {
    name: "positions",
    formula: "rank of the passing among the recorded ones, or the position that a source reports",
    section: "Place, rank, tie",
    find,
};

/// The position of a line at the marker of an index.
pub struct Position {
    /// Index of the marker.
    pub at: usize,
    pub position: u32,
    tied: bool,
    basis: Basis,
    /// The number of recorded passings where some are missing.
    pub of: Option<u32>,
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
    pub fn text(&self) -> String {
        let (estimate, tied) = (
            if self.basis == Basis::Estimates { "≈" } else { "" },
            if self.tied { "=" } else { "" },
        );
        let of = self.of.map_or(String::new(), |of| format!(" of {of}"));
        format!("{estimate}{tied}{}{of}", self.position)
    }

    /// Adds the passing to what a fact rests on.
    pub fn support(&self, subject: &Subject<'_>, fact: Fact, line: &Line) -> Fact {
        match self.basis {
            Basis::Report => fact.report(&subject.splits, line, self.at),
            _ => fact.passing(&subject.splits, line, self.at),
        }
    }

    /// `equal seventh`, `third`.
    pub fn words(&self) -> String {
        let tied = if self.tied { "equal " } else { "" };
        let of = self
            .of
            .map_or(String::new(), |of| format!(" of {} recorded", number(of as usize)));
        format!("{tied}{}{of}", ordinal(self.position as usize))
    }
}

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    subject.lines().filter_map(|line| all(subject, line)).collect()
}

/// The positions before the finish.
pub fn positions(subject: &Subject<'_>, line: &Line) -> Vec<Position> {
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
    let mut told: Vec<String> = positions.iter().map(told).collect();
    told.push(format!("{} at the finish", ordinal(place as usize)));
    let sentence = format!("{} was {}.", Person::of(row).named(), listed(&told));
    let mut fact = Fact::new(&KIND, sentence).row(row);
    for position in &positions {
        let mm = subject.splits.markers[position.at].mm;
        fact = fact.with(marker(subject, mm), position.text());
        fact = position.support(subject, fact, line);
    }
    Some(fact.with("the finish", row.place_text()))
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
