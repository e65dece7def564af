//! What a reader makes of one file: columns of result rows, passings, the tables that they point into, and findings.
//!
//! All ids are local to the import and are indices into its tables. A row takes at most 48 bytes and a passing 8, beside
//! the interned strings; what few rows have stands in [`Extra`].

use super::strings::{Interner, Strings};
use crate::model::{Date, Event, Findings, Markers, PackedMark, Passing, Qualification, Round, Sex, Status, Str};
use hashbrown::HashMap;
use std::ops::Range;

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

/// What few rows have: the occasion of a list's row, and rarer columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extra {
    pub date: Option<Date>,
    pub meet: Str,
    pub venue: Str,
    /// Place in the compiled round, beside the place in the race; 0 for none.
    pub place_in_round: u32,
    /// Of a list's row: place in the race in which the mark was set; 0 for none.
    pub place_at: u32,
    /// Lane or order at the start; 0 for none.
    pub lane: u16,
    /// Reaction time in milliseconds.
    pub reaction_ms: Option<i16>,
    /// Wind in tenths of m/s, positive assisting (terms.md 13).
    pub wind_tenths: Option<i16>,
    /// Net (chip) time beside the official one.
    pub net: PackedMark,
    /// Class or category, as written.
    pub category: Str,
    /// Rule of a disqualification, verbatim.
    pub rule: Str,
    /// Attempts of a field event, verbatim.
    pub series: Str,
    pub note: Str,
    pub citation: Str,
}

impl Default for Extra {
    fn default() -> Self {
        Self {
            date: None,
            meet: Str::EMPTY,
            venue: Str::EMPTY,
            place_in_round: 0,
            place_at: 0,
            lane: 0,
            reaction_ms: None,
            wind_tenths: None,
            net: PackedMark::NONE,
            category: Str::EMPTY,
            rule: Str::EMPTY,
            series: Str::EMPTY,
            note: Str::EMPTY,
            citation: Str::EMPTY,
        }
    }
}

/// One result as a reader hands it over; the columns hold the same fields.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub race: u32,
    pub athlete: u32,
    pub mark: PackedMark,
    pub status: Status,
    pub qualification: Qualification,
    /// Official place in the race (of a list: the rank in it); 0 for none.
    pub place: u32,
    /// Index into [`Import::flags`]; 0 is no flag.
    pub flags: u16,
    /// Age in years as the source states it; 0 for none.
    pub age: u8,
    pub bib: Str,
    pub team: Str,
    /// Index into [`Import::extras`] plus one; 0 for none.
    pub extra: u32,
    pub line: u32,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            race: 0,
            athlete: 0,
            mark: PackedMark::NONE,
            status: Status::None,
            qualification: Qualification::None,
            place: 0,
            flags: 0,
            age: 0,
            bib: Str::EMPTY,
            team: Str::EMPTY,
            extra: 0,
            line: 0,
        }
    }
}

/// The result rows as columns of equal length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    pub race: Vec<u32>,
    pub athlete: Vec<u32>,
    pub mark: Vec<u32>,
    pub mark_meta: Vec<u16>,
    pub status: Vec<Status>,
    pub qualification: Vec<Qualification>,
    pub place: Vec<u32>,
    pub flags: Vec<u16>,
    pub age: Vec<u8>,
    pub bib: Vec<Str>,
    pub team: Vec<Str>,
    pub passings_start: Vec<u32>,
    pub passings_len: Vec<u16>,
    pub extra: Vec<u32>,
    pub line: Vec<u32>,
}

/// Bytes of one row over all columns; at most 48.
pub const ROW_BYTES: usize = 9 * size_of::<u32>() // race, athlete, mark, place, bib, team, passings_start, extra, line
    + 3 * size_of::<u16>() // mark_meta, flags, passings_len
    + size_of::<u8>() // age
    + size_of::<Status>()
    + size_of::<Qualification>();
const _: () = assert!(ROW_BYTES <= 48);
const _: () = assert!(size_of::<Passing>() <= 8);

impl Rows {
    pub fn len(&self) -> usize {
        self.race.len()
    }

    pub fn is_empty(&self) -> bool {
        self.race.is_empty()
    }

    pub fn packed_mark(&self, row: usize) -> PackedMark {
        PackedMark {
            value: self.mark[row],
            meta: self.mark_meta[row],
        }
    }

    /// The row's range in [`Import::passings`].
    pub fn passings(&self, row: usize) -> Range<usize> {
        let start = self.passings_start[row] as usize;
        start..start + usize::from(self.passings_len[row])
    }

    /// Makes room for rows to come.
    pub fn reserve(&mut self, rows: usize) {
        self.race.reserve(rows);
        self.athlete.reserve(rows);
        self.mark.reserve(rows);
        self.mark_meta.reserve(rows);
        self.status.reserve(rows);
        self.qualification.reserve(rows);
        self.place.reserve(rows);
        self.flags.reserve(rows);
        self.age.reserve(rows);
        self.bib.reserve(rows);
        self.team.reserve(rows);
        self.passings_start.reserve(rows);
        self.passings_len.reserve(rows);
        self.extra.reserve(rows);
        self.line.reserve(rows);
    }

    /// Adds a row whose passings stand at `passings` of the arena.
    pub fn push(&mut self, row: Row, passings: Range<usize>) {
        self.race.push(row.race);
        self.athlete.push(row.athlete);
        self.mark.push(row.mark.value);
        self.mark_meta.push(row.mark.meta);
        self.status.push(row.status);
        self.qualification.push(row.qualification);
        self.place.push(row.place);
        self.flags.push(row.flags);
        self.age.push(row.age);
        self.bib.push(row.bib);
        self.team.push(row.team);
        self.passings_start.push(passings.start as u32);
        self.passings_len.push(passings.len() as u16);
        self.extra.push(row.extra);
        self.line.push(row.line);
    }
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

/// Builds an [`Import`] row by row: interns strings, joins equal athletes, meets, marker lists and flag sets.
///
/// It suits every reader whose files are small; the reader of million-row tables fills the columns itself.
#[derive(Default)]
pub struct ImportBuilder {
    strings: Interner,
    import: Import,
    athletes: HashMap<Athlete, u32>,
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

    /// The value for [`Athlete::details`].
    pub fn details(&mut self, details: AthleteDetails) -> u32 {
        self.import.details.push(details);
        self.import.details.len() as u32
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
