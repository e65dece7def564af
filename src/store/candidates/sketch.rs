//! A name in a few bytes, to tell most pairs apart without looking at their letters.

use super::person::Person;
use crate::model::likeness::{NameForm, NameWord};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

const MAX_WORDS: usize = 4;

/// A word: its sound as a number, the letters that occur in it, the first three, and the length.
#[derive(Clone, Copy, Default)]
struct Word {
    sound: u32,
    letters: u32,
    first: [u8; 3],
    length: u8,
}

/// The words of the only way in which a name is written; none for names that are long or written in several ways.
#[derive(Clone, Copy, Default)]
pub(super) struct Sketch {
    words: [Word; MAX_WORDS],
    count: u8,
}

impl Sketch {
    pub(super) fn of(forms: &[NameForm]) -> Self {
        let mut sketch = Self::default();
        if let [only] = forms
            && only.words.len() <= MAX_WORDS
        {
            sketch.count = only.words.len() as u8;
            for (place, word) in sketch.words.iter_mut().zip(&only.words) {
                *place = Word::of(word);
            }
        }
        sketch
    }

    fn words(&self) -> &[Word] {
        &self.words[..usize::from(self.count)]
    }

    fn letters(&self) -> u32 {
        self.words().iter().fold(0, |all, w| all | w.letters)
    }
}

impl Word {
    fn of(word: &NameWord) -> Self {
        // without a random seed, so that every run finds the same
        let mut hasher = DefaultHasher::new();
        word.sound.hash(&mut hasher);
        let mut first = [0; 3];
        first
            .iter_mut()
            .zip(word.folded.bytes())
            .for_each(|(place, b)| *place = b);
        let letters = word.folded.bytes().fold(0, |all, b| all | 1 << (b & 31));
        Self {
            sound: hasher.finish() as u32,
            letters,
            first,
            length: word.folded.len().min(255) as u8,
        }
    }

    /// Whether the words could be one; those with another first letter are none unless they sound the same.
    fn could_be(&self, other: &Self) -> bool {
        let (short, long) = (self.length.min(other.length), self.length.max(other.length));
        let is_one_letter_apart = short >= 4 && long - short <= 1 && (self.letters ^ other.letters).count_ones() <= 2;
        let is_short_form = (3..=5).contains(&short) && self.first == other.first;
        self.sound == other.sound || short == 1 || is_one_letter_apart || is_short_form
    }
}

/// Whether two athletes are worth comparing letter by letter.
pub(super) fn could_be_one(a: &Person<'_>, b: &Person<'_>) -> bool {
    let (x, y) = (&a.sketch, &b.sketch);
    let is_one_birth = a.birth.is_some() && a.birth == b.birth;
    if x.count == 0 || y.count == 0 || is_one_birth || a.has_id_of(b) || x.letters() == y.letters() {
        return true;
    }
    let (short, long) = if x.count <= y.count { (x, y) } else { (y, x) };
    short
        .words()
        .iter()
        .all(|w| long.words().iter().any(|other| w.could_be(other)))
}
