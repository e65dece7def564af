//! Who of the race had qualified for it by time alone, and by what margin; and who by decision (terms.md 11).

use super::subject::Subject;
use super::wording::{Person, duration, heat, number, ordinal, round, size};
use super::{Fact, Kind, Unusual};
use crate::analysis::rounds::Qualifiers;
use crate::model::{Gap, Qualification};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "fastest-loser",
    formula: "result with q in an earlier round: its rank among those with q, its time − that of the last by place in the heat, \
              and the time of the fastest who went out − its time; unusual as few of the field came so and finished as high",
    section: "Codes",
    find,
};

/// Somebody's result in an earlier round, with the result in this race.
struct Came<'a> {
    row: RowView<'a>,
    before: RowView<'a>,
    stage: usize,
}

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let stages = subject.stages();
    let before = || {
        stages
            .iter()
            .enumerate()
            .filter(|(_, s)| s.round < subject.race.round())
    };
    let qualifiers: Vec<Option<Qualifiers<'_>>> = before().map(|(_, s)| s.qualifiers()).collect();
    let came = |row: &RowView<'_>| {
        let of = |(stage, s): (usize, &crate::analysis::rounds::Stage<'_>)| {
            let before = s.row_of(row.athlete_id())?.id();
            Some((stage, before))
        };
        before().filter_map(of).collect::<Vec<_>>()
    };
    let all = subject.field().iter().flat_map(|row| {
        let results = came(row).into_iter();
        results.map(|(stage, before)| Came {
            row: *row,
            before: subject.store.row(before),
            stage,
        })
    });
    let all: Vec<Came<'_>> = all.collect();
    let so = |code: fn(Qualification) -> bool, came: &Came<'_>| {
        let as_high = |c: &&Came<'_>| code(c.before.qualification()) && c.row.place() <= came.row.place();
        Unusual::share(all.iter().filter(as_high).count(), subject.placed.len())
    };
    let fact = |came: &Came<'_>| match came.before.qualification() {
        Qualification::ByTime => {
            let of = qualifiers.get(came.stage)?.as_ref()?;
            Some(by_time(subject, came, of).unusual(so(|q| q == Qualification::ByTime, came)))
        }
        Qualification::None | Qualification::ByPlace => None,
        _ => Some(by_decision(subject, came).unusual(so(is_decision, came))),
    };
    all.iter().filter_map(fact).collect()
}

fn is_decision(code: Qualification) -> bool {
    !matches!(
        code,
        Qualification::None | Qualification::ByPlace | Qualification::ByTime
    )
}

fn by_time(subject: &Subject<'_>, came: &Came<'_>, of: &Qualifiers<'_>) -> Fact {
    let row = came.before;
    let faster = of
        .by_time
        .iter()
        .filter(|r| r.mark().sort_key() < row.mark().sort_key())
        .count();
    let rank = if faster == 0 {
        "the fastest".to_owned()
    } else {
        format!("the {} fastest", ordinal(faster + 1))
    };
    let mut sentence = format!(
        "{} got through {} only as a fastest loser: {} in {} in {}, {rank} of the {} who did",
        Person::of(came.row).named(),
        round(row.shown_race()),
        row.place().map_or("unplaced".to_owned(), |p| ordinal(p as usize)),
        heat(row.shown_race()),
        row.mark(),
        number(of.by_time.len()),
    );
    let mut fact = Fact::new(&KIND, String::new())
        .with("round", row.shown_race().round_text())
        .with("place", row.place_text())
        .with("time", row.mark())
        .with("rank by time", faster + 1)
        .with("by time", of.by_time.len())
        .mark(subject.store, came.row)
        .mark(subject.store, row);
    let beside = [
        (
            of.last_by_place(row),
            "from a place that qualified",
            "to an automatic place",
        ),
        (of.first_out(), "ahead of the fastest who went out", "to spare"),
    ];
    let mut clauses = Vec::new();
    for (other, words, figure) in beside {
        let Some((other, gap)) = other.and_then(|o| Some((o, Gap::between(o.mark().time()?, row.mark().time()?))))
        else {
            continue;
        };
        let text = size(gap, row.mark().is_estimate() || other.mark().is_estimate());
        clauses.push(format!("{} {words}", duration(&text)));
        fact = fact.with_duration(figure, text).mark(subject.store, other);
    }
    if !clauses.is_empty() {
        sentence = format!("{sentence}, {}", clauses.join(" and "));
    }
    let fact = fact.says(format!("{sentence}."));
    fact.scope("the rounds of the competition that are loaded".to_owned())
}

fn by_decision(subject: &Subject<'_>, came: &Came<'_>) -> Fact {
    let row = came.before;
    let words = match row.qualification() {
        Qualification::ByReferee => "by decision of the referee",
        Qualification::ByJury => "by decision of the jury of appeal",
        _ => "by draw",
    };
    let place = row.place().map_or("unplaced".to_owned(), |p| ordinal(p as usize));
    let sentence = format!(
        "{} got through {} {words}, {place} in {} in {}.",
        Person::of(came.row).named(),
        round(row.shown_race()),
        heat(row.shown_race()),
        row.mark_or_status(),
    );
    Fact::new(&KIND, sentence)
        .with("round", row.shown_race().round_text())
        .with("place", row.place_text())
        .with("code", row.qualification())
        .mark(subject.store, came.row)
        .mark(subject.store, row)
}
