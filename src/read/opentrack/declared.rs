//! Athletes that a race or a competition lists apart from its results.

use crate::read::json::Value;
use hashbrown::HashMap;

/// The athletes whom a race lists apart from its results, which then hold no more than their id or bib.
#[derive(Default)]
pub struct Declared<'d> {
    by_key: HashMap<String, Value<'d>>,
}

/// What tells an athlete of such a list.
fn keys(person: Value<'_>) -> impl Iterator<Item = String> {
    let keys = [
        ("id", person.first_stated(&["athleteId", "competitorId"])),
        ("bib", person.first_stated(&["bib", "vest_number", "sortBib"])),
    ];
    let stated = keys.into_iter().filter(|(_, v)| !v.is_missing());
    // bibs to sort by have zeros before them
    stated.map(|(kind, v)| format!("{kind} {}", v.text().trim_start_matches('0')))
}

impl<'d> Declared<'d> {
    pub fn of(list: Value<'d>) -> Self {
        let mut declared = Self::default();
        for person in list.all().filter(|a| a.is_object()) {
            keys(person).for_each(|key| _ = declared.by_key.entry(key).or_insert(person));
        }
        declared
    }

    /// The athlete of a result that names nobody.
    pub fn find(&self, result: Value<'d>) -> Value<'d> {
        let is_named = !result
            .first_stated(&[
                "name",
                "familyName",
                "givenName",
                "last_name",
                "lastName",
                "first_name",
                "firstName",
            ])
            .is_missing();
        let found = keys(result).find_map(|key| self.by_key.get(&key).copied());
        found.filter(|_| !is_named).unwrap_or(result)
    }
}
