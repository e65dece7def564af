//! Medals of a championship's final, with the gaps between them; elsewhere the podium (terms.md 10).

use super::subject::Subject;
use super::wording::{Person, duration, listed, race, size};
use super::{Fact, Kind, Unusual};
use crate::analysis::championship::{is_final, is_medal_final};
use crate::model::Gap;
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "medals",
    formula: "places 1, 2 and 3 of a championship’s final, two tied firsts being two golds and no silver; missed by = time of the fourth − time of the third",
    section: "Place, rank, tie",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let medallists: Vec<RowView<'_>> = subject
        .placed
        .iter()
        .copied()
        .take_while(|r| r.place() <= Some(3))
        .collect();
    if !is_final(subject.race) || medallists.len() < 3 {
        return Vec::new();
    }
    let is_championship = is_medal_final(subject.race);
    let one = |row: &RowView<'_>| {
        let medal = if is_championship { medal(row.place()) } else { "" };
        let told = format!("{}, {}", Person::of(*row).named(), row.mark());
        format!("{medal} {told}").trim().to_owned()
    };
    let of_all: Vec<String> = medallists.iter().map(one).collect();
    let what = if is_championship {
        "The medals in"
    } else {
        "The podium of"
    };
    let sentence = format!("{what} {}: {}.", race(subject.race), of_all.join("; "));
    let names = |place: u32| {
        let of_place = medallists.iter().filter(|r| r.place() == Some(place));
        let named: Vec<String> = of_place.map(|r| Person::of(*r).named()).collect();
        listed(&named)
    };
    let mut fact = Fact::new(&KIND, sentence);
    for (place, name) in [(1, "first"), (2, "second"), (3, "third")] {
        let named = names(place);
        if !named.is_empty() {
            fact = fact.with(name, named);
        }
    }
    let fact = medallists.iter().fold(fact, |fact, row| fact.mark(subject.store, *row));
    let nations = if is_championship {
        by_nation(&medallists)
    } else {
        Vec::new()
    };
    let fourth = subject.placed.get(3).filter(|_| is_championship);
    let missed = fourth.and_then(|fourth| missed(subject, medallists[2], *fourth));
    std::iter::once(fact).chain(nations).chain(missed).collect()
}

/// The fourth, and the gap to the bronze medal.
fn missed(subject: &Subject<'_>, bronze: RowView<'_>, fourth: RowView<'_>) -> Option<Fact> {
    let (own, medal) = (fourth.mark(), bronze.mark());
    let is_told = fourth.place() == Some(4) && bronze.place() == Some(3);
    let gap = Gap::between(own.time()?, medal.time()?);
    let gap = size(
        Some(gap).filter(|gap| is_told && gap.ticks() >= 0)?,
        own.is_estimate() || medal.is_estimate(),
    );
    let sentence = format!(
        "{} missed the bronze medal by {}.",
        Person::of(fourth).named(),
        duration(&gap)
    );
    let fact = Fact::new(&KIND, sentence).with_duration("missed by", gap);
    Some(fact.mark(subject.store, fourth).mark(subject.store, bronze))
}

/// Nations with more than one medal; house: a nation has two in one final of four, and all in one of twenty.
fn by_nation(medallists: &[RowView<'_>]) -> Vec<Fact> {
    let of = |nation: &str| {
        medallists
            .iter()
            .copied()
            .filter(|r| r.nation() == nation)
            .collect::<Vec<_>>()
    };
    let mut nations: Vec<&str> = medallists
        .iter()
        .map(|r| r.nation())
        .filter(|n| !n.is_empty())
        .collect();
    nations.sort_unstable();
    nations.dedup();
    let several = nations
        .into_iter()
        .map(|nation| (nation, of(nation)))
        .filter(|(_, rows)| rows.len() > 1);
    let fact = |(nation, rows): (&str, Vec<RowView<'_>>)| {
        let medals: Vec<String> = rows.iter().map(|r| medal(r.place()).to_owned()).collect();
        let is_all = rows.len() == medallists.len();
        let sentence = format!(
            "{nation} won {}{}.",
            if is_all { "all medals: " } else { "" },
            listed(&medals)
        );
        let fact = Fact::new(&KIND, sentence)
            .with("nation", nation)
            .with("medals", rows.len())
            .unusual(Unusual::one_in(if is_all { 20 } else { 4 }));
        rows.iter().fold(fact, |fact, row| fact.row(*row))
    };
    several.map(fact).collect()
}

fn medal(place: Option<u32>) -> &'static str {
    match place {
        Some(1) => "gold",
        Some(2) => "silver",
        Some(3) => "bronze",
        _ => "",
    }
}
