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

/// Hashes texts the same way wherever one copy of it goes, so that readers on several threads can hash ahead.
#[derive(Clone, Default)]
pub struct TextHasher(DefaultHashBuilder);

impl TextHasher {
    pub fn hash(&self, text: &str) -> u32 {
        let hash = self.0.hash_one(text);
        (hash ^ hash >> 32) as u32
    }

    /// A hash spread over 64 bits, as hash tables want it.
    pub const fn spread(hash: u32) -> u64 {
        (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Builds [`Strings`].
#[derive(Default)]
pub struct Interner {
    strings: Strings,
    /// Hash and id, so that the table grows without reading the texts again.
    table: HashTable<(u32, u32)>,
    hasher: TextHasher,
}

impl Interner {
    /// An interner for texts hashed by copies of `hasher`.
    pub fn with_hasher(hasher: TextHasher) -> Self {
        Self {
            hasher,
            ..Self::default()
        }
    }

    /// The id of a text, added when it is new. When the table is full (4 GiB of text) the empty string's.
    pub fn intern(&mut self, text: &str) -> Str {
        self.intern_hashed(text, self.hasher.hash(text))
    }

    /// [`Self::intern`] of a text whose hash is known.
    pub fn intern_hashed(&mut self, text: &str, hash: u32) -> Str {
        if text.is_empty() {
            return Str::EMPTY;
        }
        let same = |(h, id): &(u32, u32)| *h == hash && self.strings.text(Str(*id)) == text;
        if let Some((_, id)) = self.table.find(TextHasher::spread(hash), same) {
            return Str(*id);
        }
        let Some(id) = self.strings.push(text) else {
            return Str::EMPTY;
        };
        self.table
            .insert_unique(TextHasher::spread(hash), (hash, id.0), |(h, _)| TextHasher::spread(*h));
        id
    }

    /// Number of distinct strings, the empty one included.
    pub fn len(&self) -> usize {
        self.strings.len()
    }

    /// Always false: the empty string is there from the start.
    pub fn is_empty(&self) -> bool {
        self.strings.is_empty()
    }

    pub fn text(&self, id: Str) -> &str {
        self.strings.text(id)
    }

    pub fn finish(self) -> Strings {
        self.strings
    }
}
