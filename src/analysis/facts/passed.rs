//! Who was still ahead at a marker of the one next behind at the finish: the last marker before the pass (terms.md 6).

use super::leads::{has_distances, marker};
use super::subject::Subject;
use super::wording::{Person, duration, size};
use super::{Fact, Kind, Unusual};
use crate::analysis::splits::Line;
use crate::model::Gap;

pub const KIND: Kind = Kind {
    name: "passed",
    formula: "difference of two athletes’ passings at the last recorded marker at which the one behind at the finish was ahead; \
              unusual as few segments were left",
    section: "Gaps and references",
    find,
};

/// Places whose passes are told (house rule).
const PLACES: u32 = 8;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let lines: Vec<&Line> = subject.lines().filter(|l| l.place <= Some(PLACES)).collect();
    if !has_distances(subject) {
        return Vec::new();
    }
    lines
        .windows(2)
        .filter_map(|pair| passed(subject, pair[0], pair[1]))
        .collect()
}

fn passed(subject: &Subject<'_>, ahead: &Line, behind: &Line) -> Option<Fact> {
    let splits = &subject.splits;
    let time = |line: &Line, at: usize| line.points[at].time.filter(|_| line.points[at].doubt.is_none());
    let gap = |at: usize| Some(Gap::between(time(ahead, at)?, time(behind, at)?));
    let main: Vec<usize> = splits.main_markers().map(|(at, _)| at).collect();
    let (finish, before) = main.split_last()?;
    let was_behind = |at: &&usize| gap(**at).is_some_and(|g| g.displayed_ticks() > 0);
    let at = *before.iter().rev().find(was_behind)?;
    let (was, is) = (gap(at)?, gap(*finish).filter(|g| g.ticks() <= 0)?);
    let is_estimate = |at: usize| ahead.points[at].estimate || behind.points[at].estimate;
    let (was, is) = (size(was, is_estimate(at)), size(is, is_estimate(*finish)));
    let (first, second) = (subject.store.row(ahead.row), subject.store.row(behind.row));
    let (passer, other) = (Person::of(first), Person::of(second));
    let mm = splits.markers[at].mm;
    let sentence = format!(
        "{} was {} behind {} at {} and finished {} ahead of {}.",
        passer.named(),
        duration(&was),
        other.named(),
        marker(subject, mm),
        duration(&is),
        other.object()
    );
    let left = main.iter().filter(|other| **other > at).count();
    let fact = Fact::new(&KIND, sentence)
        .with("marker", marker(subject, mm))
        .with_duration("behind", was)
        .with_duration("ahead at the finish", is)
        .unusual(Unusual::share(left, main.len()))
        .mark(subject.store, first)
        .mark(subject.store, second)
        .passing(splits, ahead, at)
        .passing(splits, behind, at);
    Some(fact)
}
