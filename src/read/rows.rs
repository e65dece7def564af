//! Result rows as columns. A row takes at most 48 bytes and a passing 8, beside the interned strings; what few rows have
//! stands in [`Extra`].

use crate::model::{Date, PackedMark, Passing, Qualification, Status, Str};
use std::ops::Range;

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
    /// Index into [`super::Import::flags`]; 0 is no flag.
    pub flags: u16,
    /// Age in years as the source states it; 0 for none.
    pub age: u8,
    pub bib: Str,
    pub team: Str,
    /// Index into [`super::Import::extras`] plus one; 0 for none.
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

    /// The row's range in [`super::Import::passings`].
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
