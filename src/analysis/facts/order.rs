//! The order at each recorded marker, with the gaps (terms.md 6, 10).

use super::leads::marker;
use super::subject::Subject;
use super::wording::{Person, time};
use super::{Fact, Kind};
use crate::analysis::splits::Line;
use crate::model::{Gap, Time};

pub const KIND: Kind = Kind {
    name: "order",
    formula: "rank of the recorded passings at the marker; gaps are to the first of them",
    section: "Gaps and references",
    find,
};

/// Athletes told of at a marker (house rule).
const MOST: usize = 6;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let splits = &subject.splits;
    let before_finish = splits.main_markers().filter(|(_, m)| m.mm != splits.distance_mm);
    before_finish.filter_map(|(at, _)| order(subject, at)).collect()
}

fn order(subject: &Subject<'_>, at: usize) -> Option<Fact> {
    let splits = &subject.splits;
    let ranked = |line| {
        let line: &Line = line;
        let rank = line.points[at].rank.filter(|rank| rank.rank as usize <= MOST)?;
        Some((rank, line.points[at].time?, line))
    };
    let mut all: Vec<_> = splits.lines.iter().filter_map(ranked).collect();
    all.sort_by_key(|(rank, _, line)| (rank.rank, line.place.unwrap_or(u32::MAX)));
    let first: Time = all.first().filter(|_| all.len() >= 2)?.1;
    let place = marker(subject, splits.markers[at].mm);
    let mut fact = Fact::new(&KIND, String::new()).with("marker", &place);
    let mut told = Vec::new();
    for (rank, passing, line) in all.iter().take(MOST) {
        let row = subject.store.row(line.row);
        let (name, estimate) = (Person::of(row).named(), line.points[at].estimate);
        let behind = Gap::between(*passing, first);
        let text = match behind.displayed_ticks() {
            0 => time(*passing, estimate),
            _ if estimate => format!("≈{}", behind.as_estimate()),
            _ => behind.to_string(),
        };
        told.push(format!("{rank} {name} {text}"));
        let position = format!("{rank} {}", time(*passing, estimate));
        fact = fact
            .with(line.name.clone(), position)
            .row(row)
            .passing(splits, line, at);
    }
    let fact = fact.says(format!("The order at {place}: {}.", told.join(", ")));
    Some(fact.scope(format!("the {} recorded passings at {place}", all[0].0.of)))
}
