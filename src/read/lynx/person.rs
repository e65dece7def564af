//! Who started: id, names, affiliation and licence of a result row, a start list's entry or a line of the people.

use super::fields::Record;
use crate::model::Sex;
use crate::read::ImportBuilder;
use crate::read::import::{Athlete, AthleteDetails, Origin};

/// An athlete, or a team whose name stands as the last name; an empty text is not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Person {
    /// Bib, or a meet program's own id.
    pub id: String,
    pub last: String,
    pub first: String,
    pub affiliation: String,
    pub license: String,
}

impl Person {
    /// A row of a result: `place, ID, lane, last name, first name, affiliation, time, license`.
    pub fn of_result(record: &Record<'_>) -> Self {
        Self::of_fields(record, [2, 4, 5, 6, 8])
    }

    /// An entry of a start list, which has a time before the licence like a result or not.
    pub fn of_entry(record: &Record<'_>) -> Self {
        let is_time = record.field(7).contains([':', '.']);
        let license = if is_time || !record.field(8).is_empty() { 8 } else { 7 };
        Self::of_fields(record, [2, 4, 5, 6, license])
    }

    /// `ID, last name, first name, affiliation, license`.
    pub fn of_people(record: &Record<'_>) -> Self {
        Self::of_fields(record, [1, 2, 3, 4, 5])
    }

    fn of_fields(record: &Record<'_>, fields: [usize; 5]) -> Self {
        let [id, last, first, affiliation, license] = fields.map(|n| record.field(n).to_owned());
        Self {
            id,
            last,
            first,
            affiliation,
            license,
        }
    }

    pub fn is_named(&self) -> bool {
        !self.last.is_empty() || !self.first.is_empty()
    }

    /// Whether another list may have more of this person.
    pub fn is_incomplete(&self) -> bool {
        !self.is_named() || self.affiliation.is_empty()
    }

    /// Takes over what is missing; whether anything was.
    pub fn complete(&mut self, other: &Self) -> bool {
        let before = self.clone();
        if !self.is_named() {
            self.last.clone_from(&other.last);
            self.first.clone_from(&other.first);
        }
        let missing = |own: &mut String, other: &String| {
            if own.is_empty() {
                own.clone_from(other);
            }
        };
        missing(&mut self.id, &other.id);
        missing(&mut self.affiliation, &other.affiliation);
        missing(&mut self.license, &other.license);
        *self != before
    }

    /// Given name before the family name; a name in one field stays as it is written.
    pub fn name(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }

    /// Adds the athlete. Each call makes one of its own: two crews of one race may have one name.
    pub fn add_to(&self, builder: &mut ImportBuilder, event: Sex, origin: Origin) -> u32 {
        // `KING  Tupu`: two blanks part the names of a last-name field
        let (family, given) = match self.last.split_once("  ") {
            Some((family, given)) if self.first.is_empty() => (family, given),
            _ if self.first.is_empty() => ("", ""),
            _ => (self.last.as_str(), self.first.as_str()),
        };
        let details = AthleteDetails {
            id: builder.intern(&self.license),
            given: builder.intern(given),
            family: builder.intern(family),
            club: builder.intern(&self.affiliation),
            origin,
            ..AthleteDetails::default()
        };
        let athlete = Athlete {
            name: builder.intern(&self.name()),
            details: builder.details(details),
            sex: match event {
                Sex::Men | Sex::Women => event,
                Sex::Mixed | Sex::Unknown => Sex::Unknown,
            },
            ..Athlete::default()
        };
        builder.athlete(athlete)
    }
}
