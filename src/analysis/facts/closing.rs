//! The closing 400, 300, 200 and 100 m: who ran them fastest, the winner, and the race (terms.md 3, 8).

use super::leads::has_distances;
use super::subject::Subject;
use super::wording::{Person, duration, listed, time};
use super::{Fact, Kind, Unusual};
use crate::analysis::splits::{Line, segment_time};
use crate::model::Time;
use crate::model::passing::marker_with_unit;

pub const KIND: Kind = Kind {
    name: "closing",
    formula: "finish time − passing at that distance before the finish, only where a passing is recorded there; the race’s \
              closing time is the winner’s time − the leader’s passing",
    section: "Closing measures",
    find,
};

const LENGTHS_MM: [u32; 4] = [400_000, 300_000, 200_000, 100_000];
/// Athletes without whom the fastest is no comparison.
const LEAST: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    if !has_distances(subject) {
        return Vec::new();
    }
    let found = LENGTHS_MM
        .into_iter()
        .flat_map(|mm| [fastest(subject, mm), of_race(subject, mm)]);
    found.flatten().collect()
}

/// The index of the marker `mm` before the finish.
fn marker_before(subject: &Subject<'_>, mm: u32) -> Option<usize> {
    let from = subject.splits.distance_mm.checked_sub(mm).filter(|from| *from > 0)?;
    subject.splits.markers.iter().position(|m| m.mm == from)
}

fn fastest(subject: &Subject<'_>, mm: u32) -> Option<Fact> {
    let splits = &subject.splits;
    let (from, finish) = (marker_before(subject, mm)?, splits.markers.len().checked_sub(1)?);
    let closing = |line: &Line| {
        let ends = [&line.points[from], &line.points[finish]];
        let is_sound = ends.iter().all(|p| p.doubt.is_none());
        let time = segment_time(ends[0].time?, ends[1].time?).filter(|_| is_sound)?;
        Some((time, ends.iter().any(|p| p.estimate)))
    };
    let mut all: Vec<(&Line, Time, bool)> = splits
        .lines
        .iter()
        .filter_map(|l| closing(l).map(|(t, estimate)| (l, t, estimate)))
        .collect();
    all.sort_by_key(|(_, t, _)| t.displayed_ticks());
    let (_, best, is_estimate) = *all.first().filter(|_| all.len() >= LEAST)?;
    let owners = all
        .iter()
        .take_while(|(_, t, _)| t.displayed_ticks() == best.displayed_ticks());
    let owners: Vec<&Line> = owners.map(|(l, ..)| *l).collect();
    let names: Vec<String> = owners
        .iter()
        .map(|l| Person::of(subject.store.row(l.row)).named())
        .collect();
    let (length, text) = (marker_with_unit(mm, splits.distance_mm), time(best, is_estimate));
    let ran = if owners.len() > 1 { "shared" } else { "ran" };
    let mut sentence = format!(
        "{} {ran} the fastest last {length}, {}",
        listed(&names),
        duration(&text)
    );
    let mut fact = Fact::new(&KIND, String::new())
        .with("length", &length)
        .with("owner", listed(&names))
        .with_duration("time", text)
        .scope(format!(
            "the {} athletes with a time {length} before the finish",
            all.len()
        ));
    for line in &owners {
        fact = supported(subject, fact, line, from);
    }
    let winner = all.iter().find(|(l, ..)| l.place == Some(1));
    let is_winner = owners.iter().any(|l| l.place == Some(1));
    if let Some((line, own, is_estimate)) = winner.filter(|_| !is_winner) {
        let text = time(*own, *is_estimate);
        sentence = format!("{sentence}; the winner took {}", duration(&text));
        fact = supported(subject, fact.with_duration("winner", text), line, from);
    }
    let fact = fact.says(format!("{sentence}."));
    // house: the winner has the fastest finish in two races of three
    Some(fact.unusual(if is_winner { Unusual::NOT } else { Unusual::one_in(3) }))
}

fn supported(subject: &Subject<'_>, fact: Fact, line: &Line, from: usize) -> Fact {
    let fact = fact.mark(subject.store, subject.store.row(line.row));
    fact.passing(&subject.splits, line, from)
}

/// From the leader's passing to the winner's finish, which may be two athletes.
fn of_race(subject: &Subject<'_>, mm: u32) -> Option<Fact> {
    let from = marker_before(subject, mm)?;
    let leader = subject.splits.leader.get(from)?.as_ref()?;
    let [winner] = subject.winners() else { return None };
    let finish = winner.mark();
    let is_estimate = leader.estimate || finish.is_estimate();
    let text = time(segment_time(leader.time, finish.time()?)?, is_estimate);
    let length = marker_with_unit(mm, subject.splits.distance_mm);
    let passing = time(leader.time, leader.estimate);
    let sentence = format!(
        "From the leader’s {passing} to the finish the race’s last {length} took {}.",
        duration(&text)
    );
    let mut fact = Fact::new(&KIND, sentence)
        .with("race’s last", length)
        .with_duration("time", text)
        .with("leader’s passing", passing)
        .mark(subject.store, *winner);
    let line = subject.splits.lines.iter().find(|l| Some(l.athlete) == leader.athlete);
    if let Some(line) = line {
        fact = fact
            .row(subject.store.row(line.row))
            .passing(&subject.splits, line, from);
    }
    Some(fact.leader(leader))
}
