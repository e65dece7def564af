//! What is kept between runs beside the layout: recently opened files, the byline of charts, and what the user decided about
//! athletes and the columns of tables.

use crate::model::Units;
use crate::read::mapping::Mapping;
use crate::store::Decision;
use std::path::{Path, PathBuf};

/// Number of files remembered.
const RECENT: usize = 12;

/// Saved by the window at its end; unknown and missing fields take their defaults.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Settings {
    pub version: u32,
    pub units: Units,
    /// The last opened first.
    pub recent: Vec<PathBuf>,
    /// In the order decided; undoing takes the last one away.
    pub decisions: Vec<Decision>,
    /// What columns mean, by the captions of their tables; of one header the last holds.
    pub mappings: Vec<Mapping>,
    /// Who made the charts that are exported.
    pub byline: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: 1,
            units: Units::default(),
            recent: Vec::new(),
            decisions: Vec::new(),
            mappings: Vec::new(),
            byline: String::new(),
        }
    }
}

impl Settings {
    /// Keeps a mapping in place of one known for the same header.
    pub fn keep(&mut self, mapping: Mapping) {
        self.mappings.retain(|m| m.captions != mapping.captions);
        self.mappings.push(mapping);
    }

    /// Puts a file on top of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|p| *p != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_opened_file_stands_first_and_once() {
        let mut settings = Settings::default();
        for name in ["/a.csv", "/b.csv", "/a.csv"] {
            settings.remember(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("/a.csv"), PathBuf::from("/b.csv")]);
    }
}
