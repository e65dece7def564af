//! What the user said that the columns of a table mean; it holds for every table with the same header.

use super::header::Meaning;
use serde::{Deserialize, Serialize};

/// Meanings by column for the tables with one header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The header's captions; all empty for tables without a header.
    pub captions: Vec<String>,
    /// As many as there are captions.
    pub meanings: Vec<Meaning>,
}

impl Mapping {
    /// The mapping for a table with these captions, the one given last first.
    pub fn find<'m>(mappings: &'m [Self], captions: &[String]) -> Option<&'m Self> {
        mappings.iter().rev().find(|m| m.captions == captions)
    }
}
