//! Champions before the race (terms.md 10): who in the field holds a title of another championship, and what became of the
//! champion of the edition before.

use super::first_since::edition;
use super::subject::Subject;
use super::wording::{Person, heat, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::championship::{is_medal_final, series};
use crate::store::{RaceView, RowView};
use std::collections::BTreeMap;

pub const KIND: Kind = Kind {
    name: "champions",
    formula: "winners of the last final before this race of every championship loaded, in the same event",
    section: "Place, rank, tie",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let Some(date) = subject.race.date().filter(|_| is_medal_final(subject.race)) else {
        return Vec::new();
    };
    let own = series(subject.race.meet_name());
    let mut latest: BTreeMap<String, RaceView<'_>> = BTreeMap::new();
    let earlier = subject
        .peers()
        .iter()
        .filter(|r| is_medal_final(**r) && r.date().is_some_and(|d| d < date));
    for race in earlier {
        let Some(name) = series(race.meet_name()) else { continue };
        let known = latest.entry(name).or_insert(*race);
        if race.date() > known.date() {
            *known = *race;
        }
    }
    let of_series = |(name, race): (String, RaceView<'_>)| {
        let champion = race.row_views().find(|r| r.place() == Some(1))?;
        match Some(&name) == own.as_ref() {
            true => defending(subject, champion),
            false => holder(subject, &name, champion),
        }
    };
    latest.into_iter().filter_map(of_series).collect()
}

/// The place here of the champion of another series.
fn holder(subject: &Subject<'_>, name: &str, champion: RowView<'_>) -> Option<Fact> {
    let row = subject
        .placed
        .iter()
        .find(|r| r.athlete_id() == champion.athlete_id())?;
    let person = Person::of(*row);
    let mark = match champion.mark().mark() {
        Some(mark) => format!(" in {mark}"),
        None => String::new(),
    };
    let sentence = format!(
        "{}, the winner of {}{mark}, finished {}.",
        person.named(),
        edition(champion.race()),
        ordinal(row.place()? as usize)
    );
    let fact = Fact::new(&KIND, sentence)
        .with("title", name)
        .with("won in", champion.mark())
        .with("place", row.place_text())
        .scope("the last final of each championship loaded".to_owned());
    Some(fact.row(*row).row(champion))
}

/// How far the champion of the last edition came.
fn defending(subject: &Subject<'_>, champion: RowView<'_>) -> Option<Fact> {
    if subject.placed.iter().any(|r| r.athlete_id() == champion.athlete_id()) {
        return None;
    }
    let last = subject
        .stages()
        .iter()
        .rev()
        .find_map(|stage| stage.row_of(champion.athlete_id()))?;
    let person = Person::of(last);
    let how = match last.place() {
        Some(place) => format!(
            "{} in {} in {}",
            ordinal(place as usize),
            heat(last.race()),
            last.mark()
        ),
        None => format!("{} in {}", last.mark_or_status(), heat(last.race())),
    };
    let year = champion.date().map_or(0, |d| d.year());
    let sentence = format!(
        "{}, the champion of {year} in {}, missed the final: {how}.",
        person.named(),
        champion.mark()
    );
    let fact = Fact::new(&KIND, sentence)
        .with("champion of", year)
        .with("won in", champion.mark())
        .with("mark", last.mark())
        .scope("the final before and the rounds of this competition".to_owned())
        // house: one champion in five does not come to the next final
        .unusual(Unusual::one_in(5));
    Some(fact.row(last).row(champion))
}
