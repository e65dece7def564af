//! Medals of the finals of a championship, by nation (terms.md 10): two tied firsts are two golds and no silver, as the places
//! say.

use super::championship::{is_medal_final, series};
use super::honours::medal_place;
use crate::model::{Event, Sex};
use crate::store::{RaceView, RowId, Store};
use hashbrown::HashMap;
use std::cmp::Reverse;

/// The medals of one nation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NationMedals {
    pub nation: String,
    /// Gold, silver, bronze.
    pub medals: [u32; 3],
    /// The results, by date.
    pub rows: Vec<RowId>,
}

impl NationMedals {
    pub fn total(&self) -> u32 {
        self.medals.iter().sum()
    }
}

/// The championships loaded with medal finals, with their number, most finals first.
pub fn championships(store: &Store) -> Vec<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for race in store.shown_races().filter(|race| is_medal_final(*race)) {
        if let Some(name) = series(race.meet_name()) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut all: Vec<(String, usize)> = counts.into_iter().collect();
    all.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    all
}

/// The finals of a championship, the first one first; of one event, or of all when its distance and discipline are unknown.
pub fn finals<'a>(store: &'a Store, championship: &str, event: Option<Event>) -> Vec<RaceView<'a>> {
    let is_event = |race: &RaceView<'_>| {
        event.is_none_or(|event| {
            let own = race.event();
            let same =
                (own.discipline, own.distance_mm, own.indoor) == (event.discipline, event.distance_mm, event.indoor);
            same && (own.sex == event.sex || event.sex == Sex::Unknown)
        })
    };
    let mut finals: Vec<RaceView<'a>> = store
        .shown_races()
        .filter(|race| is_medal_final(*race) && is_event(race))
        .filter(|race| series(race.meet_name()).as_deref() == Some(championship))
        .collect();
    finals.sort_by_key(|race| (race.date(), race.id()));
    finals
}

/// The medals by nation: most golds first, then silvers, then bronzes, then by code.
pub fn medal_table(store: &Store, championship: &str, event: Option<Event>) -> Vec<NationMedals> {
    let mut by_nation: HashMap<&str, NationMedals> = HashMap::new();
    for row in finals(store, championship, event)
        .into_iter()
        .flat_map(|race| race.row_views())
    {
        let Some(place) = medal_place(row).filter(|_| !row.nation().is_empty()) else {
            continue;
        };
        let nation = by_nation.entry(row.nation()).or_default();
        nation.medals[place as usize - 1] += 1;
        nation.rows.push(row.id());
    }
    let mut table: Vec<NationMedals> = by_nation
        .into_iter()
        .map(|(nation, medals)| NationMedals {
            nation: nation.to_owned(),
            ..medals
        })
        .collect();
    table.sort_by(|a, b| (Reverse(a.medals), &a.nation).cmp(&(Reverse(b.medals), &b.nation)));
    table
}
