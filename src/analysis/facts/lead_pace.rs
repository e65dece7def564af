//! The pace of the race: the segments between the leader's passings (terms.md 3, 4).

use super::leads::has_distances;
use super::subject::Subject;
use super::wording::{listed, time};
use super::{Fact, Kind};
use crate::analysis::splits::LeaderPoint;
use crate::model::passing::stretch_name;

pub const KIND: Kind = Kind {
    name: "lead-pace",
    formula: "differences of the leader’s passings at the markers, whoever led",
    section: "Split, lap, passing",
    find,
};

/// Segments up to which each is told.
const MOST: usize = 30;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let splits = &subject.splits;
    let point = |at: usize| splits.leader.get(at)?.as_ref();
    let main: Vec<(usize, &LeaderPoint)> = splits
        .main_markers()
        .filter_map(|(at, _)| Some((at, point(at)?)))
        .collect();
    if !has_distances(subject) || !(2..=MOST).contains(&main.len()) {
        return Vec::new();
    }
    let segment = |(at, point): &(usize, &LeaderPoint)| {
        let marker = splits.markers[*at];
        let text = time(point.segment?, point.segment_estimate);
        Some((
            stretch_name(marker.mm - marker.segment_mm, marker.mm, splits.distance_mm),
            text,
        ))
    };
    let segments: Vec<(String, String)> = main.iter().filter_map(segment).collect();
    if segments.len() < main.len() {
        return Vec::new();
    }
    let told: Vec<String> = segments.iter().map(|(name, text)| format!("{text} ({name})")).collect();
    let sentence = format!("The pace at the front: {}.", listed(&told));
    let fact = Fact::new(&KIND, sentence);
    let fact = segments
        .into_iter()
        .fold(fact, |fact, (name, text)| fact.with_duration(name, text));
    let support = |mut fact: Fact, (at, point): (usize, &LeaderPoint)| {
        let mut lines = splits.lines.iter();
        if let Some(line) = lines.find(|l| Some(l.athlete) == point.athlete) {
            fact = fact.row(subject.store.row(line.row)).passing(splits, line, at);
        }
        fact.leader(point)
    };
    vec![main.into_iter().fold(fact, support)]
}
