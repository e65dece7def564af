//! What the user said that the columns of a table mean; it holds for every table with the same header.

use super::header::Meaning;
use super::marker_caption::Marker;
use crate::model::Distance;
use serde::{Deserialize, Serialize};

/// Meanings by column for the tables with one header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The header's captions; all empty for tables without a header.
    pub captions: Vec<String>,
    /// As many as there are captions.
    pub meanings: Vec<Meaning>,
    /// What divides the columns, where that is another sign than the one that is recognised.
    #[serde(default)]
    pub delimiter: Option<u8>,
    #[serde(default)]
    pub times: Times,
}

/// What the times at markers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Times {
    /// Found by test (terms.md 3).
    #[default]
    Tested,
    Passings,
    Segments,
}

impl Mapping {
    /// The mapping for a table with these captions, the one given last first.
    pub fn find<'m>(mappings: &'m [Self], captions: &[String]) -> Option<&'m Self> {
        mappings.iter().rev().find(|m| m.captions == captions)
    }
}

/// The meanings that a user can choose, as the dialog calls them; a passing or segment names its distance beside it.
pub const CHOICES: &[(Meaning, &str)] = &[
    (Meaning::Ignored, "Not used"),
    (Meaning::Place, "Place"),
    (Meaning::Rank, "Rank in a list"),
    (Meaning::Bib, "Bib"),
    (Meaning::Name, "Name"),
    (Meaning::Given, "Given name"),
    (Meaning::Family, "Family name"),
    (Meaning::Nation, "Nation"),
    (Meaning::Team, "Team or club"),
    (Meaning::Sex, "Sex"),
    (Meaning::Age, "Age or year of birth"),
    (Meaning::Birth, "Birth date"),
    (Meaning::Mark, "Result"),
    (Meaning::Net, "Net (chip) time"),
    (Meaning::Seconds, "Result in seconds"),
    (Meaning::Status, "Status"),
    (Meaning::Qualified, "Qualification"),
    (Meaning::Flags, "Record flags"),
    (Meaning::Note, "Note"),
    (Meaning::Wind, "Wind"),
    (Meaning::Lane, "Lane"),
    (Meaning::Reaction, "Reaction time"),
    (Meaning::Meet, "Meet"),
    (Meaning::Venue, "Venue"),
    (Meaning::City, "City"),
    (Meaning::Date, "Date"),
    (Meaning::Year, "Year"),
    (Meaning::Event, "Event"),
    (Meaning::Indoor, "Indoors"),
    (Meaning::Round, "Round"),
    (Meaning::Heat, "Heat"),
    (Meaning::Category, "Category"),
    (Meaning::Record, "Record"),
    (Meaning::Source, "Source"),
    (Meaning::Coach, "Coach"),
    (Meaning::Birthplace, "Birthplace"),
    (Meaning::Distance, "Distance of a passing, m"),
    (Meaning::Lap, "Number of a lap"),
    (Meaning::Cumulative, "Time at that distance"),
    (Meaning::Position, "Position at that distance"),
];

/// The word for a meaning.
pub fn label(meaning: Meaning) -> String {
    match meaning {
        Meaning::Marker(Marker { distance_mm, .. }) => format!("Passing or segment at {}", Distance(distance_mm)),
        Meaning::Unknown => "Not known, not used".to_owned(),
        known => CHOICES
            .iter()
            .find(|(choice, _)| *choice == known)
            .map_or("Not used", |(_, word)| word)
            .to_owned(),
    }
}
