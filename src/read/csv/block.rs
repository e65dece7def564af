//! What one stretch of whole records holds. Everything in a [`Block`] is local to it: strings, races, people and lines are
//! numbered from its start, in the order of their first use, and [`super::assemble`] gives them the import's numbers.

use crate::model::{Date, Event, Findings, Passing, Sex, Str, Time};
use crate::read::import::{Extra, Rows};
use std::borrow::Cow;

/// Set in the number of a [`Rows::bib`] of a block that is not a string but the bib itself.
pub const IS_NUMBER: u32 = 1 << 31;

/// What tells races of one file apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RaceKey {
    pub meet: Str,
    pub event: Str,
    pub venue: Str,
    pub round: Str,
    pub heat: Str,
    /// Prefix of the category, or the record of a progression.
    pub class: Str,
    pub sex: Sex,
    pub date: Option<Date>,
    pub indoor: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct BlockRace {
    pub key: RaceKey,
    pub event: Event,
    /// Line of the first row, counted in the block from 0.
    pub line: u32,
    /// The marker columns that somebody has a value in.
    pub used: u128,
}

/// The athlete of one row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Person {
    pub name: Str,
    pub nation: Str,
    pub birth: Option<Date>,
    pub sex: Sex,
    /// Index into [`Block::details`] plus one; 0 for none.
    pub details: u32,
}

/// Coach and birthplace, which few files have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Details {
    pub club: Str,
    pub coach: Str,
    pub birthplace: Str,
}

/// How the marker columns did in the tests of terms.md 3, in rows.
#[derive(Clone, Debug, Default)]
pub struct Tests {
    /// Rows with two values or more, and those in which they fall, or the last is above the mark.
    pub rising: u64,
    pub falling: u64,
    /// Rows with every value and a mark, and those whose values sum to the mark within a unit each.
    pub complete: u64,
    pub summing: u64,
    /// Of the rows with every value, the sums of the first and of the last, in ticks.
    pub first: u64,
    pub last: u64,
    /// The first rows that fall: line in the block, with the two values.
    pub fallen: Vec<(u32, Time, Time)>,
    /// The first complete rows that do not sum to the mark: line in the block, sum in ticks and mark.
    pub unsummed: Vec<(u32, u64, Time)>,
}

#[derive(Default)]
pub struct Block<'a> {
    pub rows: Rows,
    pub people: Vec<Person>,
    pub details: Vec<Details>,
    /// Strings with their hashes; the first is number 1.
    pub strings: Vec<(u32, Cow<'a, str>)>,
    pub races: Vec<BlockRace>,
    /// Flags as written, numbered from 1; [`Rows::flags`] points here.
    pub flags: Vec<Str>,
    pub passings: Vec<Passing>,
    pub extras: Vec<Extra>,
    pub findings: Findings,
    pub tests: Tests,
    /// Lines and bytes that the block takes.
    pub lines: u32,
    pub bytes: u64,
}
