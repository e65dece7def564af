//! What a reader makes of one file: columns of result rows, passings, the tables that they point into, and findings.
//!
//! All ids are local to the import and are indices into its tables.

use super::strings::Strings;
use crate::model::{Date, Event, Findings, Markers, Passing, Round, Sex, Str};

pub use super::build::ImportBuilder;
pub use super::rows::{Extra, ROW_BYTES, Row, Rows};

/// Where a value came from: a line of the import's file (from 1; 0 unknown) and the source that the file cites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    pub line: u32,
    pub citation: Str,
}

/// The file itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The path as opened, or the name of a part of the sample; of a part of a container `meet.zip/heat1.lif`.
    pub path: String,
    /// The path of the file on the disk: the same, or that of the container.
    pub file: String,
    /// Name of the format in the table of formats, and why it was chosen.
    pub format: &'static str,
    pub reason: String,
    /// Size of the file in bytes.
    pub bytes: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Meet {
    pub name: Str,
    pub venue: Str,
    pub city: Str,
    pub nation: Str,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub origin: Origin,
}

/// What holds result rows: one race (heat), or a list such as an all-time list, whose rows have their own date and venue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RaceKind {
    #[default]
    Race,
    List,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Race {
    pub kind: RaceKind,
    pub meet: Option<u32>,
    pub event: Event,
    /// The source's own title: of a list its name, of a race what the event and round do not say.
    pub title: Str,
    pub age_group: Str,
    pub round: Round,
    pub heat: Option<u16>,
    pub date: Option<Date>,
    /// Start time of day as written.
    pub start_time: Str,
    /// Index into [`Import::markers`]; 0 is the empty list.
    pub markers: u32,
    pub note: Str,
    pub origin: Origin,
}

/// A reading of the race's leader at a marker, whoever led; `athlete` when the source names him or her.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaderPassing {
    pub race: u32,
    pub passing: Passing,
    pub athlete: Option<u32>,
    pub origin: Origin,
}

/// One athlete as this file knows him or her.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Athlete {
    pub name: Str,
    pub nation: Str,
    pub birth: Option<Date>,
    /// Index into [`Import::details`] plus one; 0 for none.
    pub details: u32,
    pub sex: Sex,
}

/// What few files say of an athlete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AthleteDetails {
    /// The athlete's id in the source, when it has one.
    pub id: Str,
    pub given: Str,
    pub family: Str,
    pub club: Str,
    pub coach: Str,
    pub birthplace: Str,
    pub origin: Origin,
}

/// Everything read from one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub source: Source,
    pub strings: Strings,
    pub meets: Vec<Meet>,
    pub races: Vec<Race>,
    /// Distinct marker lists; the first is empty.
    pub markers: Vec<Markers>,
    /// Distinct sets of record flags, in the order written; the first is empty.
    pub flags: Vec<Box<[Str]>>,
    pub athletes: Vec<Athlete>,
    pub details: Vec<AthleteDetails>,
    pub rows: Rows,
    /// The arena of all rows' passings, a row's together, by marker.
    pub passings: Vec<Passing>,
    /// Origins of passings that have one of their own, by index into `passings`, ascending; others have their row's.
    pub passing_origins: Vec<(u32, Origin)>,
    /// By race, then marker, the preferred reading of a marker first.
    pub leader_passings: Vec<LeaderPassing>,
    pub extras: Vec<Extra>,
    pub findings: Findings,
}

impl Default for Import {
    fn default() -> Self {
        Self {
            source: Source::default(),
            strings: Strings::default(),
            meets: Vec::new(),
            races: Vec::new(),
            markers: vec![Markers::default()],
            flags: vec![Box::default()],
            athletes: Vec::new(),
            details: Vec::new(),
            rows: Rows::default(),
            passings: Vec::new(),
            passing_origins: Vec::new(),
            leader_passings: Vec::new(),
            extras: Vec::new(),
            findings: Findings::default(),
        }
    }
}

impl Import {
    /// Whether it was read from a part of a file, and not from the file itself.
    pub fn is_part(&self) -> bool {
        self.source.path != self.source.file
    }

    pub fn text(&self, id: Str) -> &str {
        self.strings.text(id)
    }

    /// Origin of a passing of a row, by its index in the arena: its own, or the row's.
    pub fn passing_origin(&self, row: usize, passing: usize) -> Origin {
        match self
            .passing_origins
            .binary_search_by_key(&passing, |(at, _)| *at as usize)
        {
            Ok(found) => self.passing_origins[found].1,
            Err(_) => self.row_origin(row),
        }
    }

    /// Gives every line the number that it has in the file, where what was read is a text made from it.
    pub fn renumber(&mut self, line_of: impl Fn(u32) -> u32) {
        let own = |line: &mut u32| {
            if *line > 0 {
                *line = line_of(*line);
            }
        };
        self.rows.line.iter_mut().for_each(own);
        self.meets.iter_mut().for_each(|m| own(&mut m.origin.line));
        self.races.iter_mut().for_each(|r| own(&mut r.origin.line));
        self.details.iter_mut().for_each(|d| own(&mut d.origin.line));
        self.passing_origins.iter_mut().for_each(|(_, o)| own(&mut o.line));
        self.leader_passings.iter_mut().for_each(|p| own(&mut p.origin.line));
        self.findings.move_places(|f| {
            own(&mut f.line);
            f.column = 0;
        });
    }

    /// Gives the wind, in tenths of m/s, to the results that state none.
    pub fn give_wind(&mut self, tenths: i16) {
        for extra in &mut self.extras {
            extra.wind_tenths = extra.wind_tenths.or(Some(tenths));
        }
        if self.rows.extra.contains(&0) {
            self.extras.push(Extra {
                wind_tenths: Some(tenths),
                ..Extra::default()
            });
            let last = self.extras.len() as u32;
            self.rows
                .extra
                .iter_mut()
                .filter(|extra| **extra == 0)
                .for_each(|extra| *extra = last);
        }
    }

    /// Line of a row and the citation of its own, else of its race.
    pub fn row_origin(&self, row: usize) -> Origin {
        let own = self.extra(row).map_or(Str::EMPTY, |e| e.citation);
        let citation = if own.is_empty() {
            self.races[self.rows.race[row] as usize].origin.citation
        } else {
            own
        };
        Origin {
            line: self.rows.line[row],
            citation,
        }
    }

    pub fn extra(&self, row: usize) -> Option<&Extra> {
        self.extras.get((self.rows.extra[row] as usize).checked_sub(1)?)
    }

    pub fn athlete_details(&self, athlete: usize) -> Option<&AthleteDetails> {
        self.details
            .get((self.athletes[athlete].details as usize).checked_sub(1)?)
    }

    /// The race's leader passings, by marker, the preferred reading first.
    pub fn leader_passings_of(&self, race: u32) -> &[LeaderPassing] {
        let start = self.leader_passings.partition_point(|p| p.race < race);
        let len = self.leader_passings[start..].partition_point(|p| p.race == race);
        &self.leader_passings[start..start + len]
    }
}
