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
    /// A hash of the text; short numbers, which are found without one, have 0.
    pub fn hash(&self, text: &str) -> u32 {
        if short_number(text.as_bytes()).is_some() {
            return 0;
        }
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
    /// Of each short number its id, 0 when it is not known: bibs are many, and this fits the processor's cache.
    numbers: Vec<u32>,
}

/// Texts of a block that [`Interner::intern_block`] looks up at a time.
const LOOK_AHEAD: usize = 24;

/// The value of a whole number of at most six digits without leading zeros.
pub fn short_number(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 6 || bytes[0] == b'0' {
        return None;
    }
    let mut value = 0;
    for b in bytes {
        value = value * 10 + u32::from(Some(b.wrapping_sub(b'0')).filter(|d| *d < 10)?);
    }
    Some(value)
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
        if let Some(number) = short_number(text.as_bytes()) {
            return self.intern_number(number);
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

    /// The id of a number from 1 to 999,999 as text.
    pub fn intern_number(&mut self, number: u32) -> Str {
        let at = number as usize;
        if at >= self.numbers.len() {
            self.numbers.resize((at + 1).next_power_of_two(), 0);
        }
        if self.numbers[at] == 0 {
            self.numbers[at] = self.strings.push(&number.to_string()).unwrap_or(Str::EMPTY).0;
        }
        Str(self.numbers[at])
    }

    /// Interns many texts in their order. Looking ahead brings what the next texts need into the processor's cache
    /// together, which takes a third of the time of waiting for each.
    pub fn intern_block<T: AsRef<str>>(&mut self, texts: &[(u32, T)], ids: &mut Vec<Str>) {
        for some in texts.chunks(LOOK_AHEAD) {
            let mut seen = 0;
            for (hash, _) in some {
                let known = self.table.find(TextHasher::spread(*hash), |(h, _)| h == hash);
                seen ^= known.map_or(0, |(_, id)| self.strings.ends[*id as usize]);
            }
            std::hint::black_box(seen);
            ids.extend(some.iter().map(|(hash, text)| self.intern_hashed(text.as_ref(), *hash)));
        }
    }

    /// Makes room for strings to come.
    pub fn reserve(&mut self, strings: usize, bytes: usize) {
        self.table.reserve(strings, |(h, _)| TextHasher::spread(*h));
        self.strings.ends.reserve(strings);
        self.strings.bytes.reserve(bytes);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_id_however_they_come() {
        let hasher = TextHasher::default();
        let mut interner = Interner::with_hasher(hasher.clone());
        let texts = ["Kerr", "12", "012", "Kerr", "", "12", "1234567"];
        let hashed: Vec<_> = texts.iter().map(|t| (hasher.hash(t), *t)).collect();
        let mut ids = Vec::new();
        interner.intern_block(&hashed, &mut ids);
        assert_eq!(ids.iter().map(|s| s.0).collect::<Vec<_>>(), [1, 2, 3, 1, 0, 2, 4]);
        assert_eq!(interner.intern("12"), Str(2));
        assert_eq!(texts.map(|t| interner.intern(t)), *ids);
        let strings = interner.finish();
        assert_eq!(ids.iter().map(|s| strings.text(*s)).collect::<Vec<_>>(), texts);
    }
}
