//! By how much the race was won (terms.md 6); a time against the winning margins of the other races loaded.

use super::subject::Subject;
use super::wording::{Person, races, size, spaced};
use super::{Fact, Kind, Unusual};
use crate::model::{Gap, Length, LengthUnit, Mark};
use crate::store::{RaceView, RowView};

pub const KIND: Kind = Kind {
    name: "margin",
    formula: "difference of the marks of second and first place; unusual is a margin that few of the races loaded reach, or undercut",
    section: "Gaps and references",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let [first, second, ..] = subject.placed[..] else {
        return Vec::new();
    };
    let is_estimate = first.mark().is_estimate() || second.mark().is_estimate();
    let Some(margin) = Margin::between(first, second).filter(|_| second.place() == Some(2)) else {
        return Vec::new();
    };
    let (winner, other) = (Person::of(first), Person::of(second));
    let (text, unit) = margin.text(is_estimate);
    let sentence = match margin {
        Margin::None => format!(
            "{} won from {} with equal marks, {}.",
            winner.name,
            other.named(),
            first.mark()
        ),
        _ => format!(
            "{} won by {} from {}.",
            winner.name,
            spaced(&[&text, unit]),
            other.named()
        ),
    };
    let fact = Fact::new(&KIND, sentence)
        .with_unit("margin", text, unit)
        .with("first", first.mark())
        .with("second", second.mark())
        .mark(subject.store, first)
        .mark(subject.store, second);
    let Margin::Time(own) = margin else { return vec![fact] };
    let margins: Vec<i64> = subject.peers().iter().filter_map(|r| margin_of(*r)).collect();
    let fact = fact.scope(format!(
        "{} {} loaded with two times",
        margins.len(),
        races(subject.race)
    ));
    vec![fact.unusual(rarity(own.ticks(), &margins))]
}

/// By how much a mark is better than another.
#[derive(Clone, Copy)]
enum Margin {
    Time(Gap),
    /// In hundredths of a millimetre.
    Length(u32),
    Points(u32),
    /// Equal marks.
    None,
}

impl Margin {
    /// `None` where the second mark is the better one, or of another kind.
    fn between(first: RowView<'_>, second: RowView<'_>) -> Option<Self> {
        Some(match (first.mark().mark()?, second.mark().mark()?) {
            _ if first.mark().sort_key() == second.mark().sort_key() => Self::None,
            (Mark::Time(own), Mark::Time(next)) if own < next => Self::Time(Gap::between(next, own)),
            (Mark::Length(own), Mark::Length(next)) if own.unit == LengthUnit::Metric && next.unit == own.unit => {
                Self::Length(own.hundredths_mm.checked_sub(next.hundredths_mm)?)
            }
            (Mark::Points(own), Mark::Points(next)) => Self::Points(own.checked_sub(next)?),
            _ => return None,
        })
    }

    /// The text with its unit.
    fn text(self, is_estimate: bool) -> (String, &'static str) {
        match self {
            Self::Time(gap) => {
                let text = size(gap, is_estimate);
                let unit = if text.contains(':') { "" } else { "s" };
                (text, unit)
            }
            Self::Length(hundredths_mm) => {
                let unit = LengthUnit::Metric;
                (Length { hundredths_mm, unit }.to_string(), "m")
            }
            Self::Points(points) => (points.to_string(), "points"),
            Self::None => ("0".to_owned(), ""),
        }
    }
}

/// Ticks between the first two of a race.
fn margin_of(race: RaceView<'_>) -> Option<i64> {
    let margin = Gap::between(race.second_time()?, race.winner_time()?).ticks();
    Some(margin).filter(|m| *m >= 0)
}

/// How few margins are at least as large, or at least as small.
fn rarity(own: i64, all: &[i64]) -> Unusual {
    let larger = all.iter().filter(|m| **m >= own).count();
    let smaller = all.iter().filter(|m| **m <= own).count();
    Unusual::share(2 * larger.min(smaller), all.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_margin_is_rare_at_either_end() {
        let all: Vec<i64> = (1..=20).collect();
        // the largest and the smallest: two of twenty are as far out at one end or the other
        let scores = [20, 1, 10].map(|own| rarity(own, &all).score());
        assert_eq!(scores, [90, 90, 0]);
    }
}
