//! Records that the sources tell of, with the best marks loaded before them and how long they had stood (terms.md 12), also
//! across the rounds of one competition.

use super::subject::Subject;
use super::wording::{Person, counted, day, heat};
use super::{Fact, Kind, Unusual};
use crate::analysis::records::{Record, RecordMark, RecordOf, records};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "record",
    formula: "a result that its source calls a record, against the best legal marks loaded before it in order of time; how long \
              one stood is the days between the two",
    section: "Records and bests",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let told = |row: RowView<'_>| {
        let all = records(subject.store, row).into_iter().filter(|r| r.is_told);
        all.map(move |record| fact(subject, row, &record)).collect::<Vec<_>>()
    };
    let flagged = subject
        .history()
        .filter(|row| RecordOf::all(*row).iter().any(|of| of.is_told_by(*row)));
    flagged.flat_map(told).collect()
}

fn fact(subject: &Subject<'_>, row: RowView<'_>, record: &Record) -> Fact {
    let person = Person::of(row);
    let name = record.of.name();
    let article = if name.starts_with(['A', 'O']) { "an" } else { "a" };
    let verb = if record.mark.equals { "equalled" } else { "set" };
    let article = match (&record.of, record.mark.equals) {
        (RecordOf::World | RecordOf::Championship(_), true) | (RecordOf::World, false) => "the",
        _ => article,
    };
    let mut sentence = format!("{} {verb} {article} {name} with {}", person.named(), row.mark());
    let mut fact = Fact::new(&KIND, String::new())
        .with("record", &name)
        .with("mark", row.mark());
    if let Some(before) = record.before.first().filter(|_| !record.mark.equals) {
        sentence += &format!(
            "; the one before, {}, had stood for {}",
            said(subject, row, before),
            stood(before, &record.mark)
        );
        fact = fact
            .with("before", subject.store.row(before.row).mark())
            .with("set on", before.date)
            .with_unit(
                "stood",
                record.mark.date.day_number() - before.date.day_number(),
                "days",
            );
        let earlier = record.before.iter().skip(1).find(|m| !m.equals);
        // set and broken within one competition: the one before tells what it was worth
        let is_young = record.mark.date.day_number() - before.date.day_number() < 22;
        if let Some(earlier) = earlier.filter(|_| is_young) {
            sentence += &format!(
                " and had replaced {}, which had stood for {}",
                said(subject, row, earlier),
                stood(earlier, before)
            );
            fact = fact.with("earlier", subject.store.row(earlier.row).mark()).with_unit(
                "earlier stood",
                before.date.day_number() - earlier.date.day_number(),
                "days",
            );
        }
    }
    fact.sentence = sentence + ".";
    let fact = fact
        .scope(format!(
            "the word of its source, and {} loaded before it",
            counted(record.before.len(), "best mark")
        ))
        .unusual(rarity(&record.of))
        .mark(subject.store, row);
    record
        .before
        .iter()
        .take(2)
        .fold(fact, |fact, m| fact.row(subject.store.row(m.row)))
}

/// House: a world record falls in one of 1000 races that could see it, an area's or a championship's in one of 200, a
/// nation's in one of 100.
fn rarity(of: &RecordOf) -> Unusual {
    Unusual::one_in(match of {
        RecordOf::World => 1000,
        RecordOf::Area(_) | RecordOf::Championship(_) => 200,
        RecordOf::Nation(_) => 100,
    })
}

/// `3:31.65 by Abel Kipsang (KEN) in semi-final 2 on 5 August 2021`, `his own 3:28.68 of 14 August 2020`.
fn said(subject: &Subject<'_>, row: RowView<'_>, mark: &RecordMark) -> String {
    let other = subject.store.row(mark.row);
    if other.athlete_id() == row.athlete_id() {
        let whose = Person::of(row).pronoun.possessive();
        return format!("{whose} own {} of {}", other.mark(), day(mark.date));
    }
    let is_here = !other.race().is_list() && other.race().meet_name() == row.race().meet_name();
    let place = if is_here {
        format!(" in {}", heat(other.race()))
    } else {
        String::new()
    };
    format!(
        "{} by {}{place} on {}",
        other.mark(),
        Person::of(other).named(),
        day(mark.date)
    )
}

/// `two days`, `20 years 310 days`.
fn stood(from: &RecordMark, until: &RecordMark) -> String {
    match from.date.age_on(until.date) {
        Some((0, days)) => counted(usize::from(days), "day"),
        Some((years, 0)) => counted(usize::from(years), "year"),
        Some((years, days)) => format!(
            "{} {}",
            counted(usize::from(years), "year"),
            counted(usize::from(days), "day")
        ),
        None => format!("{} years", i32::from(until.date.year()) - i32::from(from.date.year())),
    }
}
