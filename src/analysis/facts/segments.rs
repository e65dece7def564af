//! The fastest of each segment and of the whole race, the slowest of the lead, and who owns them (terms.md 4, 9).

use super::leads::has_distances;
use super::subject::Subject;
use super::wording::{Person, duration, listed, time};
use super::{Fact, Kind};
use crate::analysis::pace::pace_over;
use crate::analysis::splits::{Line, Segment};
use crate::model::Time;
use crate::model::passing::stretch_name;

pub const KIND: Kind = Kind {
    name: "segments",
    formula: "difference of two passings in a row; segments of different length are compared by their time for 400 m",
    section: "Pace and speed",
    find,
};

/// Segments up to which each is told of.
const MOST: usize = 16;
/// Athletes without whom the fastest segment is no comparison.
const LEAST: usize = 2;

/// The segments that end at one marker.
struct Stretch<'a> {
    at: usize,
    name: String,
    length_mm: u32,
    all: Vec<(&'a Line, Segment)>,
}

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let splits = &subject.splits;
    if !has_distances(subject) || splits.main_markers().count() < 2 {
        return Vec::new();
    }
    let stretch = |(at, marker): (usize, crate::analysis::splits::Marker)| {
        let sound = |line: &'_ Line| Some((line.row, line.points[at].segment.filter(|s| s.doubt.is_none())?));
        let all = splits
            .lines
            .iter()
            .filter_map(|l| sound(l).map(|(_, s)| (l, s)))
            .collect();
        let from = marker.mm - marker.segment_mm;
        Stretch {
            at,
            name: stretch_name(from, marker.mm, splits.distance_mm),
            length_mm: marker.segment_mm,
            all,
        }
    };
    let stretches: Vec<Stretch<'_>> = splits
        .main_markers()
        .map(stretch)
        .filter(|s| s.all.len() >= LEAST)
        .collect();
    let mut facts: Vec<Fact> = fastest_of_all(subject, &stretches).into_iter().collect();
    if stretches.len() <= MOST {
        facts.extend(stretches.iter().filter_map(|s| fastest(subject, s)));
    }
    facts
}

/// The time of a segment for 400 m.
fn per_400(stretch: &Stretch<'_>, segment: Segment) -> Option<Time> {
    pace_over(400_000, segment.time, stretch.length_mm)
}

fn fastest(subject: &Subject<'_>, stretch: &Stretch<'_>) -> Option<Fact> {
    let best = stretch.all.iter().map(|(_, s)| s.time.displayed_ticks()).min()?;
    let owners: Vec<&(&Line, Segment)> = stretch
        .all
        .iter()
        .filter(|(_, s)| s.time.displayed_ticks() == best)
        .collect();
    let segment = owners.first()?.1;
    let named = |(line, _): &&(&Line, Segment)| Person::of(subject.store.row(line.row)).named();
    let names: Vec<String> = owners.iter().map(named).collect();
    let text = time(segment.time, segment.estimate);
    let sentence = format!(
        "{} ran {} fastest, in {}.",
        listed(&names),
        stretch.name,
        duration(&text)
    );
    let pace = per_400(stretch, segment).map(|t| time(t, segment.estimate))?;
    let fact = Fact::new(&KIND, sentence)
        .with("segment", &stretch.name)
        .with("owner", listed(&names))
        .with_duration("time", text)
        .with_duration("per 400 m", pace)
        .scope(format!(
            "the {} athletes with a time for {}",
            stretch.all.len(),
            stretch.name
        ));
    let support = |fact: Fact, (line, _): &(&Line, Segment)| supported(subject, fact, line, stretch.at);
    Some(owners.into_iter().fold(fact, support))
}

/// Adds both ends of the segment that ends at a marker.
pub fn supported(subject: &Subject<'_>, fact: Fact, line: &Line, at: usize) -> Fact {
    let splits = &subject.splits;
    let before = splits
        .main_markers()
        .map(|(at, _)| at)
        .take_while(|before| *before < at)
        .last();
    let fact = fact.row(subject.store.row(line.row));
    let ends = before.into_iter().chain([at]);
    ends.fold(fact, |fact, at| fact.passing(splits, line, at))
}

/// The fastest and the slowest segment of the race by the time for 400 m: the slowest of the winner, since the slowest of all
/// is that of whoever was dropped.
fn fastest_of_all(subject: &Subject<'_>, stretches: &[Stretch<'_>]) -> Option<Fact> {
    let all = stretches
        .iter()
        .flat_map(|s| s.all.iter().map(move |(l, segment)| (s, *l, *segment)));
    let paced = all.filter_map(|(s, l, segment)| Some((per_400(s, segment)?, s, l, segment)));
    let paced: Vec<_> = paced.collect();
    let fastest = paced.iter().min_by_key(|(pace, ..)| *pace)?;
    let slowest = paced
        .iter()
        .filter(|(_, _, l, _)| l.place == Some(1))
        .max_by_key(|(pace, ..)| *pace)?;
    let told = |(_, stretch, line, segment): &(Time, &Stretch<'_>, &Line, Segment)| {
        let name = Person::of(subject.store.row(line.row)).name;
        (name, stretch.name.clone(), time(segment.time, segment.estimate))
    };
    let per = |(pace, _, _, segment): &(Time, &Stretch<'_>, &Line, Segment)| time(*pace, segment.estimate);
    let ((owner, stretch, text), (winner, slow, slow_text)) = (told(fastest), told(slowest));
    // where all are equally long the times say it
    let is_even = stretches.iter().all(|s| s.length_mm == stretches[0].length_mm);
    let pace = |of: &(Time, &Stretch<'_>, &Line, Segment)| match is_even {
        true => String::new(),
        false => format!(", {} per 400 m", duration(&per(of))),
    };
    let sentence = format!(
        "The fastest segment of the race was {owner}’s {} for {stretch}{}; the winner {winner}’s slowest was {} for {slow}{}.",
        duration(&text),
        pace(fastest),
        duration(&slow_text),
        pace(slowest),
    );
    let fact = Fact::new(&KIND, sentence)
        .with("fastest", stretch)
        .with("owner", owner)
        .with_duration("fastest time", text)
        .with_duration("fastest per 400 m", per(fastest))
        .with("winner’s slowest", slow)
        .with_duration("winner’s slowest time", slow_text)
        .with_duration("winner’s slowest per 400 m", per(slowest));
    let fact = supported(subject, fact, fastest.2, fastest.1.at);
    Some(supported(subject, fact, slowest.2, slowest.1.at))
}
