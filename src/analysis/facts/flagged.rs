//! Personal bests and season bests as the sources flag them, and their number (terms.md 12).

use super::subject::Subject;
use super::wording::{Person, counted, listed, number};
use super::{Fact, Kind, Unusual};
use crate::model::Status;
use crate::model::text::capitalised;
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "bests",
    formula: "number of results with the flag PB, and with SB and no PB, as the sources have them",
    section: "Records and bests",
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let finishers = subject
        .race
        .row_views()
        .filter(|r| r.status() == Status::None && r.mark().mark().is_some());
    let finishers: Vec<RowView<'_>> = finishers.collect();
    let has = |row: &RowView<'_>, flag: &str| row.flags().any(|f| f == flag);
    let personal: Vec<RowView<'_>> = finishers.iter().copied().filter(|r| has(r, "PB")).collect();
    let season = finishers
        .iter()
        .copied()
        .filter(|r| has(r, "SB") && !has(r, "PB"))
        .collect();
    let facts = [("personal best", personal), ("season best", season)];
    facts
        .into_iter()
        .filter_map(|(what, rows)| flagged(subject, what, rows, finishers.len()))
        .collect()
}

/// Names up to which all are told.
const NAMES: usize = 12;

fn flagged(subject: &Subject<'_>, what: &str, mut rows: Vec<RowView<'_>>, of: usize) -> Option<Fact> {
    rows.sort_by_key(|r| r.place().unwrap_or(u32::MAX));
    let names: Vec<String> = rows.iter().map(|r| Person::of(*r).named()).collect();
    let people = match names.len() {
        0 => return None,
        1..=NAMES => format!(": {}", listed(&names)),
        _ => String::new(),
    };
    let count = capitalised(&number(rows.len()));
    let each = if rows.len() == 1 {
        format!("a {what}")
    } else {
        counted(2, what).replacen("two ", "", 1)
    };
    let sentence = format!("{count} of the {} set {each}{people}.", counted(of, "finisher"));
    let fact = Fact::new(&KIND, sentence)
        .with(counted(2, what).replacen("two ", "", 1), rows.len())
        .with("finishers", of)
        .scope("this race, as the sources flag it".to_owned())
        // house: one finisher in four is flagged, so that n of them are n times as rare
        .unusual(Unusual::share(of, of + 4 * rows.len()));
    Some(fact.marks(subject.store, rows.iter().copied()))
}
