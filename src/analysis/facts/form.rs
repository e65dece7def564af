//! Results outside what is typical for the athlete (terms.md 17). By the time alone only better ones are told.

use super::subject::Subject;
use super::wording::{Person, counted, time};
use super::{Fact, Kind, Unusual};
use crate::analysis::form::{Form, Measure, before};
use crate::analysis::percent::percent_text;
use crate::analysis::quartiles::Quartiles;
use crate::model::{Discipline, Precision, Time};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "form",
    formula: "per cent behind the median of the race’s finishers (with too few finishers in the races loaded, the time) against \
              the middle half of the athlete’s races of the event in the 24 months before, at least five; unusual as few of them are as far out",
    section: "Comparing across races",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    // where a title alone says what the event is, equal distances may be different events
    if subject.race.event().discipline == Discipline::Unknown {
        return Vec::new();
    }
    let by_median = by(subject, Measure::BehindMedian);
    if by_median.is_empty() {
        by(subject, Measure::Time)
    } else {
        by_median
    }
}

/// The athlete's other races by the measure.
type Others<'a> = Vec<(RowView<'a>, i64)>;

fn by(subject: &Subject<'_>, measure: Measure) -> Vec<Fact> {
    let mut form = Form::new(measure);
    let told = |row: RowView<'_>| {
        let (value, typical) = (form.value(row)?, form.typical(row)?);
        let races = before(row).into_iter();
        let others: Others<'_> = races.filter_map(|other| Some((other, form.value(other)?))).collect();
        let (word, as_far) = match value {
            v if v < typical.first => ("better", others.iter().filter(|(_, other)| *other <= v).count()),
            // a slow time may be a slow race
            v if v > typical.third && measure == Measure::BehindMedian => {
                ("worse", others.iter().filter(|(_, other)| *other >= v).count())
            }
            _ => return None,
        };
        let fact = one(row, &others, &in_words(row, measure, word, (value, typical)));
        Some(
            fact.unusual(Unusual::share(as_far + 1, others.len() + 1))
                .mark(subject.store, row),
        )
    };
    let facts = subject.history().filter_map(told);
    facts.collect()
}

/// The texts of a deviation.
struct Words {
    word: &'static str,
    measured: String,
    low: String,
    high: String,
}

fn in_words(row: RowView<'_>, measure: Measure, word: &'static str, (value, typical): (i64, Quartiles)) -> Words {
    let precision = row.mark().time().map_or(Precision::Hundredth, Time::precision);
    let text = |value: i64| match (measure, value) {
        (Measure::BehindMedian, 0..) => format!("{} % behind", percent_text(value).trim_start_matches('+')),
        (Measure::BehindMedian, _) => format!("{} % ahead of", percent_text(-value).trim_start_matches('+')),
        (Measure::Time, _) => time(Time::from_ticks(u32::try_from(value).unwrap_or(0), precision), false),
    };
    let of_median = if measure == Measure::BehindMedian {
        " the race’s median"
    } else {
        ""
    };
    Words {
        word,
        measured: format!("{}{of_median}", text(value)),
        low: format!("{}{of_median}", text(typical.first)),
        high: format!("{}{of_median}", text(typical.third)),
    }
}

fn one(row: RowView<'_>, others: &Others<'_>, words: &Words) -> Fact {
    let (person, races) = (Person::of(row), counted(others.len(), "race"));
    let sentence = format!(
        "{} ran {} than usual, {}; the middle half of {} {races} of the 24 months before lies between {} and {}.",
        person.named(),
        words.word,
        words.measured,
        person.pronoun.possessive(),
        words.low,
        words.high
    );
    let fact = Fact::new(&KIND, sentence)
        .with("value", &words.measured)
        .with("typical from", &words.low)
        .with("typical to", &words.high)
        .with("races", others.len())
        .scope(format!(
            "{races} of the athlete in the event loaded, of the 24 months before"
        ));
    let fact = fact.row(row);
    others.iter().fold(fact, |fact, (race, _)| fact.row(*race))
}
