//! Who made up time at the end on the athlete next ahead (terms.md 8).

use super::leads::has_distances;
use super::segments::supported;
use super::subject::Subject;
use super::wording::{Person, duration, size, time};
use super::{Fact, Kind, Unusual};
use crate::analysis::splits::Line;
use crate::model::Gap;
use crate::model::passing::marker_with_unit;

pub const KIND: Kind = Kind {
    name: "gain",
    formula: "closing time of the athlete ahead − closing time of the one behind, from the last recorded marker",
    section: "Closing measures",
    find,
};

/// Places whose gains are told (house rule).
const PLACES: u32 = 8;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let lines: Vec<&Line> = subject.lines().filter(|l| l.place <= Some(PLACES)).collect();
    if !has_distances(subject) || !subject.splits.has_times_on_the_way() {
        return Vec::new();
    }
    lines
        .windows(2)
        .filter_map(|pair| gain(subject, pair[0], pair[1]))
        .collect()
}

fn gain(subject: &Subject<'_>, ahead: &Line, behind: &Line) -> Option<Fact> {
    let splits = &subject.splits;
    let (finish, marker) = splits.main_markers().last()?;
    let [other, own] = [ahead, behind].map(|line| line.points[finish].segment.filter(|s| s.doubt.is_none()));
    let (other, own) = (other?, own?);
    let gain = Gap::between(other.time, own.time);
    if gain.displayed_ticks() <= 0 {
        return None;
    }
    let text = size(gain, own.estimate || other.estimate);
    let [passer, leading] = [behind, ahead].map(|line| Person::of(subject.store.row(line.row)).named());
    let length = marker_with_unit(marker.segment_mm, splits.distance_mm);
    let sentence = format!(
        "{passer} made up {} on {leading} over the last {length}.",
        duration(&text)
    );
    let closing = [own, other].map(|s| time(s.time, s.estimate));
    let [own, other] = closing;
    let fact = Fact::new(&KIND, sentence)
        .with("length", length)
        .with_duration("gained", text)
        .with_duration("own", own)
        .with_duration("ahead", other)
        // house: who is behind gains at the end in two cases of three
        .unusual(Unusual::share(2, 3));
    let fact = supported(subject, fact, behind, finish);
    Some(supported(subject, fact, ahead, finish))
}
