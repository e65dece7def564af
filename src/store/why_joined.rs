//! Why records of files are one athlete: what they have in common, in words.

use super::identity::{import_of, record};
use super::{AthleteId, Store};
use crate::model::Date;
use crate::model::likeness::name_key;
use std::collections::BTreeSet;

impl Store {
    /// `name, nation and birth date in 3 files`; empty for an athlete whom one record states.
    pub fn why_joined(&self, athlete: AthleteId) -> String {
        let records = self.identity().records.of(athlete.0 as usize);
        if records.len() < 2 {
            return String::new();
        }
        let mut common: Vec<&str> = Vec::new();
        let stated = |text: fn(&crate::read::Import, &crate::read::import::Athlete) -> String| -> Vec<String> {
            let texts = records.iter().map(|g| record(self, *g)).map(|(i, a)| text(i, a));
            texts.filter(|t| !t.is_empty()).collect()
        };
        let names = stated(|i, a| name_key(i.text(a.name)));
        common.extend(is_shared(&names).then_some("name"));
        common.extend(is_shared(&stated(|i, a| i.text(a.nation).to_owned())).then_some("nation"));
        common.extend(self.common_birth(records));
        let mut ids: Vec<(&str, &str)> = self.athlete(athlete).ids().collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        common.extend((ids.len() < count).then_some("id"));
        if !names.iter().all(|n| *n == names[0]) && self.repeats_of(athlete) {
            common.push("one result");
        }
        let pairs = &self.identity().outcome.joined;
        if pairs.iter().any(|(a, b)| records.contains(a) && records.contains(b)) {
            common.push("your decision");
        }
        let files: BTreeSet<usize> = records.iter().map(|g| import_of(self, *g)).collect();
        let files = match files.len() {
            1 => "1 file".to_owned(),
            n => format!("{n} files"),
        };
        match common.as_slice() {
            [] => format!("found in {files}"),
            [only] => format!("{only} in {files}"),
            [most @ .., last] => format!("{} and {last} in {files}", most.join(", ")),
        }
    }

    /// The birth as far as several records have it in common.
    fn common_birth(&self, records: &[u32]) -> Option<&'static str> {
        let births: Vec<Date> = records.iter().filter_map(|g| record(self, *g).1.birth).collect();
        let full: Vec<String> = births
            .iter()
            .filter(|d| d.day().is_some())
            .map(Date::to_string)
            .collect();
        let agree = births.iter().all(|d| d.agrees_with(births[0]));
        match births.len() {
            _ if is_shared(&full) => Some("birth date"),
            2.. if agree => Some("birth year"),
            _ => None,
        }
    }

    fn repeats_of(&self, athlete: AthleteId) -> bool {
        self.athlete(athlete)
            .row_views()
            .any(|row| row.repeats().next().is_some())
    }
}

/// Whether a text is stated more than once and no other is.
fn is_shared(texts: &[String]) -> bool {
    texts.len() > 1 && texts.iter().all(|t| *t == texts[0])
}
