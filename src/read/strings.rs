//! Interned strings of one import: every distinct text once, addressed by [`Str`].

use crate::model::Str;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher as _;

/// The distinct strings of an import, without a way to look one up by its text (that is [`Interner`]'s).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strings {
    bytes: String,
    /// End of each string in `bytes`; the first is the empty string's.
    ends: Vec<u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Self {
            bytes: String::new(),
            ends: vec![0],
        }
    }
}

impl Strings {
    /// The text of an id; empty for an id of another import.
    pub fn text(&self, id: Str) -> &str {
        let at = id.0 as usize;
        let Some(&end) = self.ends.get(at) else { return "" };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.bytes.get(start as usize..end as usize).unwrap_or("")
    }

    /// Number of distinct strings, the empty one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Always false: the empty string is there from the start.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a text that is known to be new; `None` when the table is full (4 GiB of text).
    pub fn push(&mut self, text: &str) -> Option<Str> {
        let end = u32::try_from(self.bytes.len() + text.len()).ok()?;
        let id = u32::try_from(self.ends.len()).ok()?;
        self.bytes.push_str(text);
        self.ends.push(end);
        Some(Str(id))
    }
}

/// Builds [`Strings`].
#[derive(Default)]
pub struct Interner {
    strings: Strings,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// The id of a text, added when it is new. When the table is full (4 GiB of text) the empty string's.
    pub fn intern(&mut self, text: &str) -> Str {
        if text.is_empty() {
            return Str::EMPTY;
        }
        let hash = self.hasher.hash_one(text);
        if let Some(&id) = self.table.find(hash, |&id| self.strings.text(Str(id)) == text) {
            return Str(id);
        }
        let Some(id) = self.strings.push(text) else {
            return Str::EMPTY;
        };
        self.table
            .insert_unique(hash, id.0, |&id| self.hasher.hash_one(self.strings.text(Str(id))));
        id
    }

    pub fn text(&self, id: Str) -> &str {
        self.strings.text(id)
    }

    pub fn finish(self) -> Strings {
        self.strings
    }
}
