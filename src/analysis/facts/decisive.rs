//! Where the race was decided: the segment in which the gap between two places grew most (terms.md 8), of the first two and
//! of the last medal and the place behind it.

use super::leads::has_distances;
use super::segments::supported;
use super::subject::Subject;
use super::wording::{Person, duration, size};
use super::{Fact, Kind, Unusual};
use crate::analysis::championship::is_medal_final;
use crate::analysis::splits::{Line, Segment};
use crate::model::Gap;
use crate::model::passing::stretch_name;

pub const KIND: Kind = Kind {
    name: "decisive",
    formula: "the segment in which the gap between the two places grew most, a tie going to the later one; unusual as it \
              comes late",
    section: "Closing measures",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    if !has_distances(subject) {
        return Vec::new();
    }
    let lines: Vec<&Line> = subject.lines().take(4).collect();
    let pair = |at: usize, what| decisive(subject, lines.get(at)?, lines.get(at + 1)?, what);
    let medal = if is_medal_final(subject.race) {
        "The bronze medal"
    } else {
        "Third place"
    };
    [pair(0, "The race"), pair(2, medal)].into_iter().flatten().collect()
}

fn decisive(subject: &Subject<'_>, ahead: &Line, behind: &Line, what: &str) -> Option<Fact> {
    let splits = &subject.splits;
    let (place, next) = ahead.place.zip(behind.place)?;
    let main: Vec<usize> = splits.main_markers().map(|(at, _)| at).collect();
    if next != place + 1 || main.len() < 3 {
        return None;
    }
    let sound = |line: &Line, at: usize| line.points[at].segment.filter(|s| s.doubt.is_none());
    let grown = |at: usize| -> Option<(Gap, Segment, Segment)> {
        let (own, other) = (sound(ahead, at)?, sound(behind, at)?);
        Some((Gap::between(other.time, own.time), own, other))
    };
    let all: Option<Vec<_>> = main.iter().map(|at| Some((*at, grown(*at)?))).collect();
    // the last of equal ones
    let (at, (gain, own, other)) = all?.into_iter().max_by_key(|(_, (gain, ..))| gain.displayed_ticks())?;
    if gain.displayed_ticks() <= 0 {
        return None;
    }
    let left = main.iter().filter(|other| **other >= at).count();
    let marker = splits.markers[at];
    let from = marker.mm - marker.segment_mm;
    let stretch = stretch_name(from, marker.mm, splits.distance_mm);
    let gained = size(gain, own.estimate || other.estimate);
    let [winner, loser] = [ahead, behind].map(|line| Person::of(subject.store.row(line.row)).named());
    let sentence = format!(
        "{what} was decided over {stretch}, where {winner} gained {} on {loser}.",
        duration(&gained)
    );
    let fact = Fact::new(&KIND, sentence)
        .with("segment", stretch)
        .with_duration("gained", gained)
        .unusual(Unusual::share(left, main.len()));
    let fact = supported(subject, fact, ahead, at);
    Some(supported(subject, fact, behind, at))
}
