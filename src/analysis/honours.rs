//! The championship medals of an athlete or a nation, and which was the first since when (terms.md 10): places 1, 2 and 3 of
//! finals loaded, each once.
//!
//! House rule: a championship is global when its name has "Olympic" or "World" in it.

use super::championship::{is_medal_final, series};
use super::performances::performances;
use super::rounds::is_one_event;
use crate::model::text::words;
use crate::model::{Date, Status};
use crate::store::{AthleteId, RaceView, RowId, RowView, Store};

/// Whose medals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    Athlete(AthleteId),
    /// A nation's code.
    Nation(&'a str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Award {
    /// Place 1.
    Title,
    /// Places 1 to 3.
    Medal,
}

/// Which medals an earlier one is looked for among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// The same event of the same championship.
    Event,
    /// Any event of the same championship.
    Championship,
    /// Any event of any global championship.
    Global,
    /// Any event of any championship.
    All,
}

/// A medal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Honour {
    pub row: RowId,
    /// 1, 2 or 3.
    pub place: u32,
    /// The championship without edition, place and year.
    pub series: String,
}

/// The place of a medal that a result is.
pub(super) fn medal_place(row: RowView<'_>) -> Option<u32> {
    let place = row.place().filter(|p| (1..=3).contains(p))?;
    (row.status() == Status::None && is_medal_final(row.race())).then_some(place)
}

/// Gold, silver and bronze of a final, or the first three of any race: two tied firsts are two golds and no silver.
pub fn medallists(race: RaceView<'_>) -> [Vec<RowId>; 3] {
    let of_place = |place: u32| {
        let has = |row: &RowView<'_>| row.place() == Some(place) && row.status() == Status::None;
        race.row_views().filter(has).map(|r| r.id()).collect()
    };
    [1, 2, 3].map(of_place)
}

/// The medals loaded, the first one first.
pub fn honours(store: &Store, whose: Whose<'_>) -> Vec<Honour> {
    let mut rows: Vec<RowView<'_>> = match whose {
        Whose::Athlete(athlete) => {
            let all = performances(store, athlete);
            all.iter().map(|p| store.row(p.row)).collect()
        }
        Whose::Nation(code) => {
            let finals = store.shown_races().filter(|race| is_medal_final(*race));
            let rows = finals.flat_map(|race| race.row_views());
            rows.filter(|row| row.nation() == code).collect()
        }
    };
    rows.sort_by_key(|row| (row.date().is_none(), row.date(), row.id()));
    let honour = |row: RowView<'_>| {
        Some(Honour {
            row: row.id(),
            place: medal_place(row)?,
            series: series(row.race().meet_name())?,
        })
    };
    rows.into_iter().filter_map(honour).collect()
}

impl Honour {
    pub fn is(&self, award: Award) -> bool {
        self.place <= if award == Award::Title { 1 } else { 3 }
    }

    /// `gold`, `silver` or `bronze`.
    pub fn medal(&self) -> &'static str {
        match self.place {
            1 => "gold",
            2 => "silver",
            _ => "bronze",
        }
    }

    pub fn is_global(&self) -> bool {
        let global = |word: &String| ["olympic", "olympics", "world"].contains(&word.as_str());
        words(&self.series).iter().any(global)
    }

    /// The last medal or title before this one; `None` for the first one loaded.
    pub fn last_before<'a>(
        &self,
        store: &Store,
        all: &'a [Honour],
        (award, among): (Award, Among),
    ) -> Option<&'a Self> {
        let own = store.row(self.row);
        let date = own.date()?;
        let is_among = |other: &Honour| match among {
            Among::Event => other.series == self.series && is_one_event(own.race(), store.row(other.row).race()),
            Among::Championship => other.series == self.series,
            Among::Global => other.is_global(),
            Among::All => true,
        };
        let is_earlier = |other: &&Honour| store.row(other.row).date().is_some_and(|d| is_before(d, date));
        let earlier = all.iter().rev().filter(is_earlier);
        earlier.into_iter().find(|other| other.is(award) && is_among(other))
    }
}

/// Earlier, and not merely less well known.
fn is_before(date: Date, other: Date) -> bool {
    date < other && !date.agrees_with(other)
}
