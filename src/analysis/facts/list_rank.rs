//! Where the race put its athletes on the lists of the world and of their nations, before and after its day (terms.md 10, 12).

use super::subject::Subject;
use super::wording::{Person, counted, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::ranking::{Coverage, From, List, ListOf, Listed, Move, Until, moves};
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "list-rank",
    formula: "rank of the athlete’s best legal mark among the bests of all athletes loaded, before the day of the race and with it; \
              unusual as few of the list are ranked so high",
    section: "Place, rank, tie",
    find,
};

/// Athletes without which a list is none, and ranks up to which it is told (house rules).
const LEAST: usize = 20;
const RANKS: u32 = 100;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let Some(day) = subject.race.date().filter(|d| d.day().is_some()) else {
        return Vec::new();
    };
    let rows: Vec<RowView<'_>> = subject.history().collect();
    let mut nations: Vec<&str> = rows.iter().map(|r| r.nation()).filter(|n| !n.is_empty()).collect();
    nations.sort_unstable();
    nations.dedup();
    let nations = nations.into_iter().map(|n| From::Nation(n.to_owned()));
    let lists = std::iter::once(From::World).chain(nations);
    let of_list = |from: From| {
        let of = ListOf {
            event: subject.race.event(),
            from,
            until: Until::Through(day),
            ..ListOf::default()
        };
        let list = List::new(subject.store, &of);
        let moved = if list.listed.len() < LEAST {
            Vec::new()
        } else {
            moves(subject.store, &of, day)
        };
        let told = moved.iter().filter_map(|m| {
            let row = rows
                .iter()
                .find(|r| r.id() == m.after.row || r.shown() == m.after.row)?;
            (m.after.rank.rank <= RANKS).then(|| fact(subject, *row, m, (&of.from, &list)))
        });
        told.collect::<Vec<_>>()
    };
    lists.flat_map(of_list).collect()
}

fn fact(subject: &Subject<'_>, row: RowView<'_>, moved: &Move, (from, list): (&From, &List)) -> Fact {
    let person = Person::of(row);
    let name = match from {
        From::Nation(code) => format!("the {code} list"),
        _ => "the world list".to_owned(),
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
    let ahead = list.listed.iter().rfind(|l| l.rank.rank < moved.after.rank.rank);
    let behind = match ahead {
        Some(ahead) if moved.after.rank.rank <= 3 => {
            let other = subject.store.row(ahead.row);
            format!(", behind {}, {}", Person::of(other).named(), other.mark())
        }
        _ => String::new(),
    };
    let mut fact = Fact::new(&KIND, format!("{} {change}{behind}.", person.named()))
        .with("rank", moved.after.rank)
        .with("mark", row.mark())
        .scope(scope(list))
        .unusual(Unusual::share(moved.after.rank.rank as usize, list.listed.len()))
        .mark(subject.store, row);
    if let (Some(before), Some((_, mark))) = (moved.before, before) {
        fact = fact
            .with("rank before", before.rank)
            .with("mark before", mark)
            .row(subject.store.row(before.row));
    }
    match ahead {
        Some(ahead) => fact.row(subject.store.row(ahead.row)),
        None => fact,
    }
}

/// `300 athletes in 90 races and three lists loaded`
pub fn scope(list: &List) -> String {
    let Coverage { races, lists, .. } = list.coverage;
    let athletes = counted(list.listed.len(), "athlete");
    format!(
        "{athletes} in {} and {} loaded",
        counted(races, "race"),
        counted(lists, "list")
    )
}
