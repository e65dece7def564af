//! The legal marks of all events in order (terms.md 10, 12): what ranks as of any day are read from without a search over all
//! results. A mark that one source bars is none, even if others do not say so.

use super::bests::{is_legal, order};
use super::ranking::says_less;
use crate::model::{Date, Event};
use crate::store::{AthleteId, LegalMark, LegalMarks, RaceView, RowView, Store};
use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The legal marks of a store, found when first asked for.
pub fn legal_marks(store: &Store) -> &LegalMarks {
    store.legal_marks_by(search)
}

fn search(store: &Store) -> LegalMarks {
    let mut races: BTreeMap<Event, Vec<RaceView<'_>>> = BTreeMap::new();
    for race in store.races() {
        races.entry(race.event()).or_default().push(race);
    }
    let mut all = LegalMarks {
        nations: vec![String::new()],
        ..LegalMarks::default()
    };
    let mut known: HashMap<&str, u16> = HashMap::from_iter([("", 0)]);
    for (event, races) in races {
        let marks = of_event(store, races);
        let with_nation = marks.into_iter().map(|(mark, nation)| {
            let nation = *known.entry(nation).or_insert_with(|| {
                all.nations.push(nation.to_owned());
                u16::try_from(all.nations.len() - 1).unwrap_or(0)
            });
            LegalMark { nation, ..mark }
        });
        let marks = with_nation.collect();
        all.events.insert(event, marks);
    }
    all
}

/// The legal marks of an event's races and lists, with the codes of the nations.
fn of_event<'a>(store: &'a Store, races: Vec<RaceView<'a>>) -> Vec<(LegalMark, &'a str)> {
    let marked = |race: RaceView<'a>| race.row_views().filter(|row| row.mark().mark().is_some());
    let judged = |row: RowView<'a>| (mark(row), row.nation(), is_legal(store, row));
    let all: Vec<(LegalMark, &str, bool)> = races
        .into_par_iter()
        .flat_map_iter(|race| marked(race).map(judged))
        .collect();
    let told = |mark: &LegalMark| (mark.athlete, mark.order);
    let barred: HashSet<(AthleteId, u64)> = all
        .iter()
        .filter(|(.., legal)| !legal)
        .map(|(mark, ..)| told(mark))
        .collect();
    let is_legal = |mark: &LegalMark| barred.is_empty() || !barred.contains(&told(mark));
    let all = all.into_iter().filter(|(mark, ..)| is_legal(mark));
    let mut legal: Vec<(LegalMark, &str)> = all.map(|(mark, nation, _)| (mark, nation)).collect();
    let date = |mark: &LegalMark| mark.date.map_or(u64::MAX, Date::sort_key);
    legal.par_sort_unstable_by_key(|(mark, _)| (mark.order, mark.says_less, date(mark), mark.row));
    legal
}

fn mark(row: RowView<'_>) -> LegalMark {
    let (order, by_hand) = order(row);
    let says_less = says_less(row);
    let place = row
        .place()
        .filter(|_| says_less == 0)
        .and_then(|p| u8::try_from(p).ok());
    LegalMark {
        order: order << 1 | u64::from(by_hand),
        date: row.date(),
        athlete: row.athlete_id(),
        row: row.shown(),
        nation: 0,
        place: place.unwrap_or(0),
        says_less,
    }
}
