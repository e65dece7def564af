//! The document as serde sees it: the field names are the file format, so renaming one breaks old files.
//!
//! Every field may be left out except `version` and a passing's `at`; an unknown field is an error, so that a typing
//! mistake is reported and not lost.

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A text of the document, borrowed from it where it holds no escape, so that its place can be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'a>(pub Cow<'a, str>);

impl Text<'_> {
    pub fn get(&self) -> &str {
        self.0.trim()
    }

    pub fn is_empty(&self) -> bool {
        self.get().is_empty()
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text in quotes")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text)))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// A text, or a whole number that stands for its digits: `"=2"`, `2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word<'a>(pub Text<'a>);

struct WordVisitor;

impl<'de> Visitor<'de> for WordVisitor {
    type Value = Word<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a whole number, or a text in quotes")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Word<'de>, E> {
        TextVisitor.visit_borrowed_str(text).map(Word)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Word<'de>, E> {
        TextVisitor.visit_str(text).map(Word)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Word<'de>, E> {
        Ok(Word(Text(Cow::Owned(number.to_string()))))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Word<'de>, E> {
        Ok(Word(Text(Cow::Owned(number.to_string()))))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordVisitor)
    }
}

/// A whole document.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Homestraight", deny_unknown_fields)]
pub struct Document<'a> {
    /// Read by the outline before serde is asked, since another version may have other fields.
    #[serde(rename = "version")]
    pub _version: u32,
    /// Citation of every meet, race, list and athlete that has none of its own.
    #[serde(default, borrow)]
    pub source: Text<'a>,
    #[serde(default, borrow)]
    pub athletes: Vec<AthleteEntry<'a>>,
    #[serde(default, borrow)]
    pub meets: Vec<MeetEntry<'a>>,
    /// Races of no meet.
    #[serde(default, borrow)]
    pub races: Vec<RaceEntry<'a>>,
    /// Lists of no meet.
    #[serde(default, borrow)]
    pub lists: Vec<ListEntry<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "athlete", deny_unknown_fields)]
pub struct AthleteEntry<'a> {
    #[serde(borrow)]
    pub name: Text<'a>,
    pub nation: Text<'a>,
    pub born: Text<'a>,
    pub sex: Text<'a>,
    pub id: Word<'a>,
    pub given: Text<'a>,
    pub family: Text<'a>,
    pub club: Text<'a>,
    pub coach: Text<'a>,
    pub birthplace: Text<'a>,
    pub source: Text<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "meet", deny_unknown_fields)]
pub struct MeetEntry<'a> {
    #[serde(borrow)]
    pub name: Text<'a>,
    pub venue: Text<'a>,
    pub city: Text<'a>,
    pub nation: Text<'a>,
    pub start: Text<'a>,
    pub end: Text<'a>,
    pub source: Text<'a>,
    pub races: Vec<RaceEntry<'a>>,
    pub lists: Vec<ListEntry<'a>>,
}

/// What a race and a list have in common.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "race", deny_unknown_fields)]
pub struct RaceEntry<'a> {
    #[serde(borrow)]
    pub event: Text<'a>,
    pub discipline: Text<'a>,
    /// Metres.
    pub distance: Option<f64>,
    pub legs: Option<u8>,
    pub sex: Text<'a>,
    pub indoor: Option<bool>,
    pub title: Text<'a>,
    pub age_group: Text<'a>,
    pub round: Text<'a>,
    pub heat: Option<u16>,
    pub date: Text<'a>,
    pub start_time: Text<'a>,
    pub note: Text<'a>,
    pub source: Text<'a>,
    /// Citation of every passing that has none of its own, where it is not the result's.
    pub passings_source: Text<'a>,
    /// Metres from the start; needed only for markers at which nobody has a passing.
    pub markers: Vec<f64>,
    pub results: Vec<ResultEntry<'a>>,
    pub leader: Vec<PassingEntry<'a>>,
}

/// A list has the fields of a race; its results are called rows.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "list", deny_unknown_fields)]
pub struct ListEntry<'a> {
    #[serde(borrow)]
    pub event: Text<'a>,
    pub discipline: Text<'a>,
    pub distance: Option<f64>,
    pub legs: Option<u8>,
    pub sex: Text<'a>,
    pub indoor: Option<bool>,
    pub title: Text<'a>,
    pub age_group: Text<'a>,
    pub round: Text<'a>,
    pub heat: Option<u16>,
    pub date: Text<'a>,
    pub start_time: Text<'a>,
    pub note: Text<'a>,
    pub source: Text<'a>,
    pub passings_source: Text<'a>,
    pub markers: Vec<f64>,
    pub rows: Vec<ResultEntry<'a>>,
    pub leader: Vec<PassingEntry<'a>>,
}

impl<'a> From<ListEntry<'a>> for RaceEntry<'a> {
    fn from(list: ListEntry<'a>) -> Self {
        Self {
            event: list.event,
            discipline: list.discipline,
            distance: list.distance,
            legs: list.legs,
            sex: list.sex,
            indoor: list.indoor,
            title: list.title,
            age_group: list.age_group,
            round: list.round,
            heat: list.heat,
            date: list.date,
            start_time: list.start_time,
            note: list.note,
            source: list.source,
            passings_source: list.passings_source,
            markers: list.markers,
            results: list.rows,
            leader: list.leader,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "result", deny_unknown_fields)]
pub struct ResultEntry<'a> {
    /// Rank in a list.
    pub rank: u32,
    /// Place in the race; of a list's row the place in the race where the mark was set.
    pub place: u32,
    pub place_in_round: u32,
    #[serde(borrow)]
    pub athlete: Text<'a>,
    pub nation: Text<'a>,
    pub born: Text<'a>,
    pub sex: Text<'a>,
    /// Number of the athlete in the list `athletes`, from 1, where the name does not tell.
    pub athlete_number: u32,
    pub bib: Word<'a>,
    pub team: Text<'a>,
    pub age: u8,
    pub time: Text<'a>,
    pub length: Text<'a>,
    /// The length was measured in feet and inches, though it is written in metres.
    pub imperial: bool,
    pub points: Word<'a>,
    pub status: Text<'a>,
    pub rule: Text<'a>,
    pub qualified: Text<'a>,
    pub flags: Text<'a>,
    pub lane: u16,
    pub reaction_ms: Option<i16>,
    pub wind: Text<'a>,
    pub net: Text<'a>,
    pub category: Text<'a>,
    pub series: Text<'a>,
    pub date: Text<'a>,
    pub meet: Text<'a>,
    pub venue: Text<'a>,
    pub note: Text<'a>,
    pub source: Text<'a>,
    pub passings: Vec<PassingEntry<'a>>,
}

/// A reading at a marker; `athlete`, `nation` and `athlete_number` only among the race's leader passings.
#[derive(Debug, Deserialize)]
#[serde(rename = "passing", deny_unknown_fields)]
pub struct PassingEntry<'a> {
    /// Metres from the start.
    pub at: f64,
    #[serde(default, borrow)]
    pub time: Text<'a>,
    #[serde(default, borrow)]
    pub position: Word<'a>,
    #[serde(default)]
    pub estimate: bool,
    #[serde(default)]
    pub alternative: bool,
    #[serde(default, borrow)]
    pub athlete: Text<'a>,
    #[serde(default, borrow)]
    pub nation: Text<'a>,
    #[serde(default)]
    pub athlete_number: u32,
    #[serde(default, borrow)]
    pub source: Text<'a>,
}
