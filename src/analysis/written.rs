//! Under what name, for what nation and for what club an athlete is written, and when: each way with the first and the last
//! day, and the one that holds on a day.
//!
//! On a day that way holds which the last result not after it has; of several on that day the one that most results have.
//! Before the first result it is the first.

use crate::model::Date;
use crate::model::likeness::name_key;
use crate::store::{AthleteId, RowView, Store};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What of an athlete changes in the course of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    Name,
    Nation,
    Club,
}

impl Trait {
    pub const ALL: [Trait; 3] = [Self::Name, Self::Nation, Self::Club];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nation => "nation",
            Self::Club => "club",
        }
    }

    fn stated(self, row: RowView<'_>, store: &Store) -> String {
        match self {
            Self::Name => row.name().to_owned(),
            Self::Nation => store.record_of(row.id()).nation,
            Self::Club => row.stated_club().to_owned(),
        }
    }
}

/// One way in which results have a name, a nation or a club.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As most results have it, of equally many as the first has.
    pub text: String,
    /// Days of the results that have one, rising.
    pub days: Vec<Date>,
    /// Results that have it, those of several files included.
    pub results: usize,
}

impl Written {
    pub fn first(&self) -> Option<Date> {
        self.days.first().copied()
    }

    pub fn last(&self) -> Option<Date> {
        self.days.last().copied()
    }
}

/// What is equal but for letters and order: the texts with the number of results, and the days.
#[derive(Default)]
struct Way {
    texts: Vec<(String, usize)>,
    days: Vec<Date>,
}

/// The ways in which an athlete's results have it, by the first day; those without a day last. Names that differ in letters
/// and order only are one.
pub fn written(store: &Store, athlete: AthleteId, of: Trait) -> Vec<Written> {
    let mut ways: BTreeMap<String, Way> = BTreeMap::new();
    for row in store.athlete(athlete).row_views() {
        let text = of.stated(row, store);
        if text.is_empty() {
            continue;
        }
        let way = ways.entry(name_key(&text)).or_default();
        match way.texts.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => way.texts.push((text, 1)),
        }
        way.days.extend(row.date());
    }
    let way = |Way { texts, mut days }| {
        days.sort_unstable();
        let results = texts.iter().map(|(_, count)| count).sum();
        // of equal ones `min_by_key` takes the first
        let text = texts
            .into_iter()
            .min_by_key(|(_, count)| Reverse(*count))
            .unwrap_or_default()
            .0;
        Written { text, days, results }
    };
    let mut all: Vec<Written> = ways.into_values().map(way).collect();
    all.sort_by_key(|w| (w.first().is_none(), w.first(), w.last()));
    all
}

/// The way that holds on a day.
pub fn on_day(ways: &[Written], day: Date) -> Option<&Written> {
    let last_by = |w: &Written| w.days.iter().rev().find(|d| **d <= day).copied();
    let on = |w: &Written, at: Date| w.days.iter().filter(|d| **d == at).count();
    let latest = ways.iter().filter_map(last_by).max();
    match latest {
        // of equal ones `max_by_key` takes the last
        Some(at) => ways.iter().rev().filter(|w| on(w, at) > 0).max_by_key(|w| on(w, at)),
        None => ways.first(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Race, Row};
    use std::sync::Arc;

    #[test]
    fn name_nation_and_club_by_date() {
        let rows = [
            ("Gabriela Stafford", "CAN", "Toronto", "2017-08-05"),
            ("STAFFORD Gabriela", "CAN", "Toronto", "2018-06-01"),
            ("Gabriela Stafford", "CAN", "Bowerman", "2019-07-01"),
            ("Gabriela Debues-Stafford", "CAN", "", "2019-10-05"),
        ];
        let mut b = ImportBuilder::new();
        for (name, nation, team, day) in rows {
            let race = b.race(Race {
                date: Date::parse(day),
                ..Race::default()
            });
            let athlete = Athlete {
                name: b.intern(name),
                nation: b.intern(nation),
                birth: Date::parse("1995-09-13"),
                ..Athlete::default()
            };
            let (athlete, team) = (b.athlete(athlete), b.intern(team));
            b.row(
                Row {
                    race,
                    athlete,
                    team,
                    ..Row::default()
                },
                &[],
            );
        }
        let file = Arc::new(b.finish());
        let apart = Store::new(1, vec![file.clone()]);
        let merge = apart.merge(AthleteId(0), AthleteId(1)).expect("two names");
        let store = Store::with_decisions(2, vec![file], vec![merge]);
        let names = written(&store, AthleteId(0), Trait::Name);
        let day = |text: &str| Date::parse(text).expect("a day");
        let text = |w: &Written| (w.text.clone(), w.first(), w.last(), w.results);
        assert_eq!(
            names.iter().map(text).collect::<Vec<_>>(),
            [
                (
                    "Gabriela Stafford".to_owned(),
                    Some(day("2017-08-05")),
                    Some(day("2019-07-01")),
                    3
                ),
                (
                    "Gabriela Debues-Stafford".to_owned(),
                    Some(day("2019-10-05")),
                    Some(day("2019-10-05")),
                    1
                ),
            ]
        );
        let on = |ways: &[Written], at: &str| on_day(ways, day(at)).map(|w| w.text.clone()).unwrap_or_default();
        assert_eq!(on(&names, "2019-10-04"), "Gabriela Stafford");
        assert_eq!(on(&names, "2019-10-05"), "Gabriela Debues-Stafford");
        assert_eq!(on(&names, "2010-01-01"), "Gabriela Stafford", "before the first");
        assert_eq!(on(&names, "2024-01-01"), "Gabriela Debues-Stafford");
        let clubs = written(&store, AthleteId(0), Trait::Club);
        assert_eq!(on(&clubs, "2018-12-31"), "Toronto");
        assert_eq!(on(&clubs, "2021-01-01"), "Bowerman", "none is stated since");
        assert_eq!(written(&store, AthleteId(0), Trait::Nation).len(), 1);
        assert_eq!(on_day(&[], day("2021-01-01")), None);
    }
}
