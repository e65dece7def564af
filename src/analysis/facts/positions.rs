//! Where each athlete was at the recorded markers, and the places gained and lost from there to the finish (terms.md 10:
//! a position at a marker is a rank of the times, or what a source reports).

use super::leads::marker;
use super::subject::Subject;
use super::wording::{Person, counted, ordinal};
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
    estimate: bool,
}

impl Position {
    /// `=7`, `≈3`.
    fn text(&self) -> String {
        let (estimate, tied) = (if self.estimate { "≈" } else { "" }, if self.tied { "=" } else { "" });
        format!("{estimate}{tied}{}", self.position)
    }

    /// `equal seventh`, `third`.
    fn words(&self) -> String {
        let tied = if self.tied { "equal " } else { "" };
        format!("{tied}{}", ordinal(self.position as usize))
    }
}

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let lines = subject.lines();
    lines
        .flat_map(|line| [all(subject, line), moved(subject, line)])
        .flatten()
        .collect()
}

/// The positions before the finish.
fn positions(subject: &Subject<'_>, line: &Line) -> Vec<Position> {
    let splits = &subject.splits;
    let position = |at: usize| {
        let point = &line.points[at];
        let ranked = point.rank.map(|rank| Position {
            at,
            position: rank.rank,
            tied: rank.tied,
            estimate: rank.estimate,
        });
        let reported = point.reported.map(|r| Position {
            at,
            position: r.position,
            tied: r.tied,
            estimate: false,
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
        fact = fact
            .with(marker(subject, mm), position.text())
            .passing(&subject.splits, line, position.at);
    }
    Some(fact.with("the finish", row.place_text()))
}

/// The largest change from a marker to the finish.
fn moved(subject: &Subject<'_>, line: &Line) -> Option<Fact> {
    let place = line.place?;
    let positions = positions(subject, line);
    let change = |p: &Position| p.position.abs_diff(place);
    // the latest of equally large ones
    let from = positions
        .iter()
        .max_by_key(|p| change(p))
        .filter(|p| change(p) >= MOVE)?;
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
        // house: to move by n places is one move in n
        .unusual(Unusual::one_in(change(from) as usize))
        .row(row)
        .passing(&subject.splits, line, from.at);
    Some(fact)
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
            estimate: true,
        };
        assert_eq!([position.words(), position.text()], ["equal seventh", "≈=7"]);
        assert_eq!(counted(2, "place"), "two places");
    }
}
