//! Who of a heat went on and who missed it by how much, the round across its heats, and codes that places and times contradict
//! (terms.md 11).

use super::subject::Subject;
use super::wording::{Person, counted, duration, heat, listed, number, round, size};
use super::{Certainty, Fact, Kind, Unusual};
use crate::analysis::rounds::{Contradiction, Qualifiers, Stage};
use crate::model::text::capitalised;
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "qualifying",
    formula: "Q is checked against the places of the heat, q against the times of all heats; missed by = time − time of the last \
              who qualified by time, or else by place",
    section: "Codes",
    find,
};

/// Results across the heats that are told.
const FASTEST: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let Some(stage) = subject.stages().iter().find(|s| s.round == subject.race.round()) else {
        return Vec::new();
    };
    let mut facts: Vec<Fact> = compiled(subject, stage).into_iter().collect();
    if let Some(of) = stage.qualifiers() {
        facts.extend(who_went_on(subject, &of));
        let here = |row: &&RowView<'_>| row.shown_race().id() == subject.race.id();
        facts.extend(
            of.missed
                .iter()
                .filter(here)
                .filter_map(|row| missed(subject, &of, *row)),
        );
        let wrong = of.contradictions().into_iter().filter(|(row, _)| here(&row));
        facts.extend(wrong.map(|(row, how)| contradiction(subject, &of, row, how)));
    }
    facts
}

/// The fastest of the round, where it has several heats.
fn compiled(subject: &Subject<'_>, stage: &Stage<'_>) -> Option<Fact> {
    if stage.races.len() < 2 {
        return None;
    }
    let all = stage.compiled();
    all.get(FASTEST)?;
    let told = |(rank, row): &(_, RowView<'_>)| {
        let rank: &crate::analysis::Rank = rank;
        format!(
            "{rank} {} {} ({})",
            Person::of(*row).named(),
            row.mark(),
            heat(row.shown_race())
        )
    };
    let first: Vec<String> = all.iter().take(FASTEST).map(told).collect();
    let round = round(subject.race);
    let sentence = format!(
        "The best of {round} across its {}: {}.",
        counted(stage.races.len(), "race"),
        listed(&first)
    );
    let fact = Fact::new(&KIND, sentence).scope(format!("the {} results of {round} loaded", all.len()));
    let add = |fact: Fact, (rank, row): &(crate::analysis::Rank, RowView<'_>)| {
        fact.with(Person::of(*row).name, format!("{rank} {}", row.mark()))
            .mark(subject.store, *row)
    };
    Some(all.iter().take(FASTEST).fold(fact, add))
}

fn who_went_on(subject: &Subject<'_>, of: &Qualifiers<'_>) -> Option<Fact> {
    let fact = Fact::new(&KIND, String::new())
        .with("by place", of.places)
        .with("by time", of.by_time.len());
    let by_place = match of.places {
        0 => String::new(),
        1 => "the winner of each heat".to_owned(),
        n => format!("the first {} of each heat", number(n as usize)),
    };
    let by_time = match of.by_time.len() {
        0 => String::new(),
        1 => "the fastest loser".to_owned(),
        n => format!("the {} fastest losers", number(n)),
    };
    let by: Vec<String> = [by_place, by_time].into_iter().filter(|t| !t.is_empty()).collect();
    let mut sentence = format!("From {} {} went on", round(subject.race), listed(&by));
    let mut fact = fact.scope(format!("{} as loaded", round(subject.race)));
    if let (Some(last), Some(out)) = (of.last_by_time(), of.first_out()) {
        let gap = of.missed_by(out).map(|(gap, _)| size(gap, false))?;
        let (last_one, first_out) = (Person::of(last).named(), Person::of(out).named());
        let text = format!(
            "; the last was {last_one} in {}, {first_out} missed it by {}",
            last.mark(),
            duration(&gap)
        );
        sentence.push_str(&text);
        fact = fact
            .with("last by time", format!("{last_one} {}", last.mark()))
            .with("first out", format!("{first_out} {}", out.mark()))
            .with_duration("missed by", gap)
            .mark(subject.store, last)
            .mark(subject.store, out);
    }
    let fact = fact.says(format!("{sentence}."));
    Some(
        of.by_place
            .iter()
            .chain(&of.by_time)
            .fold(fact, |fact, row| fact.row(*row)),
    )
}

fn missed(subject: &Subject<'_>, of: &Qualifiers<'_>, row: RowView<'_>) -> Option<Fact> {
    let (gap, last) = of.missed_by(row).filter(|(gap, _)| gap.ticks() >= 0)?;
    let text = size(gap, row.mark().is_estimate() || last.mark().is_estimate());
    let next = subject.stages().iter().find(|s| s.round > subject.race.round());
    let what = next.map_or("the next round".to_owned(), |s| match s.races.as_slice() {
        [one] => heat(*one),
        _ => round(s.races[0]),
    });
    let sentence = format!(
        "{} missed {what} by {}: {} against the {} of {}, the last to qualify.",
        Person::of(row).named(),
        duration(&text),
        row.mark(),
        last.mark(),
        Person::of(last).named()
    );
    let faster = of
        .missed
        .iter()
        .filter(|r| r.mark().sort_key() <= row.mark().sort_key())
        .count();
    let fact = Fact::new(&KIND, sentence)
        .with_duration("missed by", text)
        .with("time", row.mark())
        .with(
            "last qualifier",
            format!("{} {}", Person::of(last).named(), last.mark()),
        )
        .scope(format!(
            "the {} who went out of {}",
            of.missed.len(),
            round(subject.race)
        ))
        .unusual(Unusual::share(faster, of.missed.len()))
        .mark(subject.store, row)
        .mark(subject.store, last);
    Some(fact)
}

/// A code against a place or a time; house: one heat in twenty has one.
fn contradiction(subject: &Subject<'_>, of: &Qualifiers<'_>, row: RowView<'_>, how: Contradiction) -> Fact {
    let (who, code, place) = (Person::of(row).named(), row.qualification(), row.place_text());
    let places = capitalised(&number(of.places as usize));
    let sentence = match how {
        Contradiction::PlaceTooLow => {
            format!("{who} has {code} in place {place}. {places} of each heat qualify by place, as most heats have it.")
        }
        Contradiction::PlaceWithoutCode => {
            format!("{who} has no Q in place {place}. {places} of each heat qualify by place, as most heats have it.")
        }
        Contradiction::Slower => match of.first_out() {
            Some(out) => format!(
                "{who} has {code} with {}, although {} went out with {}.",
                row.mark(),
                Person::of(out).named(),
                out.mark()
            ),
            None => format!(
                "{who} has {code} with {}, although somebody faster went out.",
                row.mark()
            ),
        },
    };
    let fact = Fact::new(&KIND, sentence)
        .with("code", code)
        .with("place", place)
        .with("mark", row.mark());
    let fact = fact
        .unusual(Unusual::one_in(20))
        .certainty(Certainty::Disputed)
        .mark(subject.store, row);
    match of.first_out().filter(|_| how == Contradiction::Slower) {
        Some(out) => fact.mark(subject.store, out),
        None => fact,
    }
}
