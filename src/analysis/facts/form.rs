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
              the middle half of the athlete’s races of the event in the 24 months before, at least five",
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

fn by(subject: &Subject<'_>, measure: Measure) -> Vec<Fact> {
    let mut form = Form::new(measure);
    let told = |row: RowView<'_>| {
        let (value, typical) = (form.value(row)?, form.typical(row)?);
        one(subject, row, measure, value, typical)
    };
    subject.history().filter_map(told).collect()
}

fn one(subject: &Subject<'_>, row: RowView<'_>, measure: Measure, value: i64, typical: Quartiles) -> Option<Fact> {
    let (word, is_far) = match value {
        v if v < typical.first => ("better", v < typical.low),
        // a slow time may be a slow race
        v if v > typical.third && measure == Measure::BehindMedian => ("worse", v > typical.high),
        _ => return None,
    };
    let precision = row.mark().time().map_or(Precision::Hundredth, Time::precision);
    let text = |value: i64| match measure {
        Measure::BehindMedian => format!("{} %", percent_text(value)),
        Measure::Time => time(Time::from_ticks(u32::try_from(value).unwrap_or(0), precision), false),
    };
    let (low, high) = (text(typical.first), text(typical.third));
    let measured = match measure {
        Measure::BehindMedian => format!("{} of the race’s median", text(value)),
        Measure::Time => text(value),
    };
    let races = before(row);
    let person = Person::of(row);
    let sentence = format!(
        "{} ran {word} than usual: {measured}; the middle half of {} {} of the 24 months before lies between {low} and {high}.",
        person.named(),
        person.pronoun.possessive(),
        counted(races.len(), "race"),
    );
    let fact = Fact::new(&KIND, sentence)
        .with("value", text(value))
        .with("typical from", low)
        .with("typical to", high)
        .with("races", races.len())
        .scope(format!(
            "{} of the athlete in the event loaded, of the 24 months before",
            counted(races.len(), "race")
        ))
        // a quarter of the races lies beyond each end of the middle half; beyond the whiskers less than one in a hundred
        // would in a normal distribution, of which a few races say one in twenty (house)
        .unusual(Unusual::one_in(if is_far { 20 } else { 4 }))
        .mark(subject.store, row);
    Some(races.into_iter().fold(fact, |fact, race| fact.row(race)))
}
