//! Which athletes a document lists, and how its results and leader passings name them so that the reader finds the same.

use super::build::{Named, sex_in};
use crate::model::{Sex, Str};
use crate::read::import::{Import, LeaderPassing};
use hashbrown::HashMap;

/// How one result or leader passing writes its athlete.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writing {
    pub named: Named,
    /// Number in the list of athletes; 0 where the name is enough.
    pub number: u32,
}

/// The athletes of an import that its document lists, in order.
pub struct Names<'a> {
    import: &'a Import,
    rows: &'a [Vec<usize>],
    listed: Vec<u32>,
    listed_by_name: HashMap<Str, Vec<usize>>,
}

impl<'a> Names<'a> {
    /// `rows` are the rows of each race.
    pub fn of(import: &'a Import, rows: &'a [Vec<usize>]) -> Self {
        let mut names = Self {
            import,
            rows,
            listed: Vec::new(),
            listed_by_name: HashMap::new(),
        };
        let mut named_elsewhere = vec![false; import.athletes.len()];
        for athlete in &import.rows.athlete {
            named_elsewhere[*athlete as usize] = true;
        }
        let mut list: Vec<bool> = import.athletes.iter().map(|a| a.details > 0).collect();
        for passing in &import.leader_passings {
            let Some(athlete) = passing.athlete else { continue };
            named_elsewhere[athlete as usize] = true;
            list[athlete as usize] |= names.in_race(passing).is_none() && !names.is_plain(passing);
        }
        for (list, named) in list.iter_mut().zip(named_elsewhere) {
            *list |= !named;
        }
        // one listed athlete of a name would catch the others of that name, so they are listed all
        let listed_names: Vec<Str> = (import.athletes.iter().zip(&list).filter(|(_, l)| **l))
            .map(|(a, _)| a.name)
            .collect();
        let listed_names: hashbrown::HashSet<Str> = listed_names.into_iter().collect();
        for (at, athlete) in import.athletes.iter().enumerate() {
            if listed_names.contains(&athlete.name) {
                let number = names.listed.len();
                names.listed_by_name.entry(athlete.name).or_default().push(number);
                names.listed.push(at as u32);
            }
        }
        names
    }

    /// Indices of the athletes that the document lists.
    pub fn listed(&self) -> &[u32] {
        &self.listed
    }

    /// How a result of an event writes its athlete.
    pub fn of_result(&self, athlete: u32, event: Sex) -> Writing {
        if let Some(writing) = self.of_listed(athlete) {
            return writing;
        }
        let own = self.import.athletes[athlete as usize];
        Writing {
            named: Named {
                name: own.name,
                nation: own.nation,
                birth: own.birth,
                sex: (own.sex != sex_in(event)).then_some(own.sex),
            },
            number: 0,
        }
    }

    /// How a leader passing writes its athlete.
    pub fn of_leader(&self, passing: &LeaderPassing) -> Writing {
        let Some(athlete) = passing.athlete else {
            return Writing::default();
        };
        if let Some(named) = self.in_race(passing) {
            return Writing { named, number: 0 };
        }
        let own = self.import.athletes[athlete as usize];
        let number = self.listed.iter().position(|a| *a == athlete).map_or(0, |n| n + 1);
        Writing {
            named: Named {
                name: own.name,
                nation: own.nation,
                ..Named::default()
            },
            number: number as u32,
        }
    }

    fn of_listed(&self, athlete: u32) -> Option<Writing> {
        let own = self.import.athletes[athlete as usize];
        let same_name = self.listed_by_name.get(&own.name)?;
        let number = same_name.iter().find(|n| self.listed[**n] == athlete)?;
        let name = Named {
            name: own.name,
            ..Named::default()
        };
        let with_nation = Named {
            nation: own.nation,
            ..name
        };
        let meant = |named: Named| {
            let first = same_name
                .iter()
                .find(|n| named.means(&self.import.athletes[self.listed[**n] as usize]));
            first == Some(number)
        };
        let (named, number) = if meant(name) {
            (name, 0)
        } else if meant(with_nation) {
            (with_nation, 0)
        } else {
            (with_nation, *number as u32 + 1)
        };
        Some(Writing { named, number })
    }

    /// The name, with the nation where it needs it, by which the reader finds the athlete among those of the race.
    fn in_race(&self, passing: &LeaderPassing) -> Option<Named> {
        let athlete = passing.athlete?;
        let own = self.import.athletes[athlete as usize];
        if own.name.is_empty() {
            return None;
        }
        let first = |named: Named| {
            let mut athletes = self.athletes_in(passing.race);
            athletes.find(|a| named.means(&self.import.athletes[*a as usize]))
        };
        let name = Named {
            name: own.name,
            ..Named::default()
        };
        let with_nation = Named {
            nation: own.nation,
            ..name
        };
        [name, with_nation].into_iter().find(|n| first(*n) == Some(athlete))
    }

    /// Whether name and nation say all of an athlete who is not in the race, and no one in it has them.
    fn is_plain(&self, passing: &LeaderPassing) -> bool {
        let Some(athlete) = passing.athlete else { return true };
        let own = self.import.athletes[athlete as usize];
        let named = Named {
            name: own.name,
            nation: own.nation,
            ..Named::default()
        };
        let event = self.import.races[passing.race as usize].event;
        let taken = self
            .athletes_in(passing.race)
            .any(|a| named.means(&self.import.athletes[a as usize]));
        !own.name.is_empty() && own.birth.is_none() && own.sex == sex_in(event.sex) && !taken
    }

    fn athletes_in(&self, race: u32) -> impl Iterator<Item = u32> {
        self.rows[race as usize]
            .iter()
            .map(|row| self.import.rows.athlete[*row])
    }
}
