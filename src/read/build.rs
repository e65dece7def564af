//! Makes an import from the rows of a file that a reader walks through.

use super::import::{Athlete, AthleteDetails, Import, LeaderPassing, Meet, Origin, Race};
use super::rows::{Extra, Row};
use super::strings::Interner;
use crate::model::{Findings, Markers, Passing, Str};
use hashbrown::HashMap;

/// Builds an [`Import`] row by row: interns strings, joins equal athletes, meets, marker lists and flag sets.
///
/// It suits every reader whose files are small; the reader of million-row tables fills the columns itself.
#[derive(Default)]
pub struct ImportBuilder {
    strings: Interner,
    import: Import,
    athletes: HashMap<Athlete, u32>,
    details: HashMap<AthleteDetails, u32>,
    meets: HashMap<Meet, u32>,
    markers: HashMap<Markers, u32>,
    flags: HashMap<Box<[Str]>, u16>,
    extras: HashMap<Extra, u32>,
}

impl ImportBuilder {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn intern(&mut self, text: &str) -> Str {
        self.strings.intern(text.trim())
    }

    /// The text of a string interned before.
    pub fn text(&self, id: Str) -> &str {
        self.strings.text(id)
    }

    /// The index of an athlete; equal ones are one.
    pub fn athlete(&mut self, athlete: Athlete) -> u32 {
        let athletes = &mut self.import.athletes;
        *self.athletes.entry(athlete).or_insert_with(|| {
            athletes.push(athlete);
            athletes.len() as u32 - 1
        })
    }

    /// The index of an athlete who is none of those before, were they equal: a team of a club, one whose name is not known.
    pub fn other_athlete(&mut self, athlete: Athlete) -> u32 {
        self.import.athletes.push(athlete);
        self.import.athletes.len() as u32 - 1
    }

    /// The value for [`Athlete::details`]; equal ones are one.
    pub fn details(&mut self, details: AthleteDetails) -> u32 {
        let known = &mut self.import.details;
        *self.details.entry(details).or_insert_with(|| {
            known.push(details);
            known.len() as u32
        })
    }

    /// The index of a meet; equal ones (their origin apart) are one.
    pub fn meet(&mut self, meet: Meet) -> u32 {
        let meets = &mut self.import.meets;
        *self
            .meets
            .entry(Meet {
                origin: Origin::default(),
                ..meet.clone()
            })
            .or_insert_with(|| {
                meets.push(meet);
                meets.len() as u32 - 1
            })
    }

    pub fn race(&mut self, race: Race) -> u32 {
        self.import.races.push(race);
        self.import.races.len() as u32 - 1
    }

    /// The race's own record, to complete it later.
    pub fn race_mut(&mut self, race: u32) -> Option<&mut Race> {
        self.import.races.get_mut(race as usize)
    }

    /// The index of a marker list (rising distances in millimetres).
    pub fn markers(&mut self, markers: &[u32]) -> u32 {
        if markers.is_empty() {
            return 0;
        }
        let lists = &mut self.import.markers;
        *self.markers.entry(markers.into()).or_insert_with_key(|list| {
            lists.push(list.clone());
            lists.len() as u32 - 1
        })
    }

    /// The index of a flag set, from the text that holds the flags; 0 when it holds none or 65,535 sets are known.
    pub fn flags(&mut self, text: &str) -> u16 {
        let set: Box<[Str]> = crate::model::flag::split_flags(text)
            .map(|f| self.strings.intern(f))
            .collect();
        if set.is_empty() {
            return 0;
        }
        if let Some(&known) = self.flags.get(&set) {
            return known;
        }
        let Ok(index) = u16::try_from(self.import.flags.len()) else {
            return 0;
        };
        self.import.flags.push(set.clone());
        self.flags.insert(set, index);
        index
    }

    /// The value for [`Row::extra`]; 0 for an empty one, equal ones are one.
    pub fn extra(&mut self, extra: Extra) -> u32 {
        if extra == Extra::default() {
            return 0;
        }
        let extras = &mut self.import.extras;
        *self.extras.entry(extra).or_insert_with(|| {
            extras.push(extra);
            extras.len() as u32
        })
    }

    /// Adds a result with its passings, which are sorted by marker, preferred records first.
    pub fn row(&mut self, row: Row, passings: &[(Passing, Option<Origin>)]) {
        let mut sorted: Vec<_> = passings.to_vec();
        sorted.sort_by_key(|(p, _)| (p.marker(), p.standing() as u8));
        sorted.truncate(usize::from(u16::MAX));
        let start = self.import.passings.len();
        for (passing, origin) in sorted {
            if let Some(origin) = origin {
                self.import
                    .passing_origins
                    .push((self.import.passings.len() as u32, origin));
            }
            self.import.passings.push(passing);
        }
        let end = self.import.passings.len();
        self.import.rows.push(row, start..end);
    }

    pub fn leader_passing(&mut self, passing: LeaderPassing) {
        self.import.leader_passings.push(passing);
    }

    pub fn findings(&mut self) -> &mut Findings {
        &mut self.import.findings
    }

    pub fn finish(mut self) -> Import {
        self.import
            .leader_passings
            .sort_by_key(|p| (p.race, p.passing.marker(), p.passing.standing() as u8));
        self.import.strings = self.strings.finish();
        self.import
    }
}
