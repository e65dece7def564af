//! Where the race put its athletes on the lists of the world and of their nations, before and after its day (terms.md 10, 12).

use super::subject::Subject;
use super::wording::{Person, counted, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::ranking::{Listed, Move};
use crate::analysis::standing::{Standing, StandingOf};
use crate::model::Discipline;
use crate::store::{AthleteId, RowId, RowView};

pub const KIND: Kind = Kind {
    name: "list-rank",
    formula: "rank of the athlete’s best legal mark among the bests of all athletes loaded, before the day of the race and with it; \
              unusual as few of the list are ranked so high",
    section: "Place, rank, tie",
    find,
};

/// Athletes before the day without which a list is none, and ranks up to which it is told (house rules).
const LEAST: usize = 20;
const RANKS: u32 = 100;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    // where a title alone says what the event is, equal distances may be different events
    let is_known = subject.race.event().discipline != Discipline::Unknown;
    let Some(day) = subject.race.date().filter(|d| d.day().is_some() && is_known) else {
        return Vec::new();
    };
    let rows: Vec<RowView<'_>> = subject.history().collect();
    let mut nations: Vec<&str> = rows.iter().map(|r| r.nation()).filter(|n| !n.is_empty()).collect();
    nations.sort_unstable();
    nations.dedup();
    let athletes: Vec<AthleteId> = rows.iter().map(|r| r.athlete_id()).collect();
    let of_list = |nation: Option<&str>| {
        let of = StandingOf {
            event: subject.race.event(),
            nation,
            day,
            athletes: &athletes,
        };
        let standing = Standing::new(subject.store, &of);
        let is_list = standing.athletes_before >= LEAST;
        let told = |moved: &&Move| is_list && moved.after.rank.rank <= RANKS;
        let row = |row: RowId| rows.iter().find(|r| r.id() == row || r.shown() == row);
        let moves = standing.moves.iter().filter(told);
        let facts = moves.filter_map(|m| Some(fact(subject, *row(m.after.row)?, m, (nation, &standing))));
        facts.collect::<Vec<_>>()
    };
    std::iter::once(None)
        .chain(nations.into_iter().map(Some))
        .flat_map(of_list)
        .collect()
}

fn fact(subject: &Subject<'_>, row: RowView<'_>, moved: &Move, (nation, standing): (Option<&str>, &Standing)) -> Fact {
    let person = Person::of(row);
    let name = match (nation, standing.has_list) {
        (None, true) => "the world list".to_owned(),
        (Some(code), true) => format!("the {code} list"),
        (None, false) => "the list of all loaded".to_owned(),
        (Some(code), false) => format!("the list of all {code} athletes loaded"),
    };
    let rank = |l: &Listed| ordinal(l.rank.rank as usize);
    let before = moved.before.map(|l| (rank(&l), subject.store.row(l.row).mark()));
    let change = match &before {
        Some((rank_before, mark)) if *rank_before == rank(&moved.after) => {
            format!(
                "stays {rank_before} on {name}, now with {} instead of {mark}",
                row.mark()
            )
        }
        Some((rank_before, mark)) => {
            format!(
                "moved from {rank_before} ({mark}) to {} on {name} with {}",
                rank(&moved.after),
                row.mark()
            )
        }
        None => format!("entered {name} as {} with {}", rank(&moved.after), row.mark()),
    };
    let ahead = standing.ahead_of(moved.after).map(|row| subject.store.row(row));
    let behind = match ahead {
        Some(ahead) if moved.after.rank.rank <= 3 => {
            format!(", behind {}, {}", Person::of(ahead).named(), ahead.mark())
        }
        _ => String::new(),
    };
    let mut fact = Fact::new(&KIND, format!("{} {change}{behind}.", person.named()))
        .with("rank", moved.after.rank)
        .with("mark", row.mark())
        .scope(format!(
            "{} with a legal mark loaded, up to the day",
            counted(standing.athletes(), "athlete")
        ))
        .unusual(Unusual::share(moved.after.rank.rank as usize, standing.athletes()))
        .mark(subject.store, row);
    if let (Some(before), Some((_, mark))) = (moved.before, before) {
        fact = fact
            .with("rank before", before.rank)
            .with("mark before", mark)
            .row(subject.store.row(before.row));
    }
    match ahead {
        Some(ahead) => fact.row(ahead),
        None => fact,
    }
}
