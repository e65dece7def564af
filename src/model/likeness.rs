//! How alike two ways to write a name are: in other order, letters or spacing, with initials, short forms or a letter off.
//!
//! Names are compared word by word after folding; each word of the shorter name must find its own in the longer one. At
//! least one word of three letters or more must be the same, as written or as it sounds in another alphabet's spelling.

use super::fold;
use super::name::{family, is_capital};

/// How two names are alike, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same words in the same order.
    Same,
    /// `Kerr Josh` and `Josh Kerr`.
    Order,
    /// `El Guerrouj` and `Elguerrouj`.
    Spacing,
    /// `Sørensen` and `Soerensen`, `Aleksey` and `Alexej`.
    Transliteration,
    /// `Cole Hocker` and `Cole Alan Hocker`, `Stafford` and `Debues-Stafford`.
    Part,
    /// `J. Ingebrigtsen` and `Jakob Ingebrigtsen`.
    Initial,
    /// `Nick Willis` and `Nicholas Willis`.
    ShortForm,
    /// One letter more, less or another: `Abdalaati` and `Abdelaati`.
    OneLetter,
    /// The given name alone: `Freweyni Gebreezibeher` and `Freweyni Hailu`, a name changed by marriage or by custom.
    Given,
}

impl Likeness {
    /// What is said of two such names.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Same => "same name",
            Self::Order => "same name in another order",
            Self::Spacing => "same name with other spaces",
            Self::Transliteration => "same name in another spelling",
            Self::Part => "one name is part of the other",
            Self::Initial => "an initial for the name",
            Self::ShortForm => "a short form of the name",
            Self::OneLetter => "names one letter apart",
            Self::Given => "the given name alone in common",
        }
    }
}

/// A word of a name: folded, and as it sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameWord {
    pub folded: String,
    pub sound: String,
}

impl NameWord {
    fn is_initial(&self) -> bool {
        self.folded.len() == 1
    }
}

/// A name made ready for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForm {
    /// Given names first, where capitals or a comma tell which they are.
    pub words: Vec<NameWord>,
    /// The words of `words` that are surely, or by their place at the end, the family name.
    family: usize,
}

impl NameForm {
    pub fn new(full: &str) -> Self {
        let (given, last) = parts(full);
        let word = |folded: String| NameWord {
            sound: sound(&folded),
            folded,
        };
        let words: Vec<NameWord> = given.into_iter().chain(last.iter().cloned()).map(word).collect();
        let family = words.len() - last.len();
        Self { words, family }
    }

    /// The folded words with a space between: equal for `KERR Josh`, `Kerr, Josh` and `Josh Kerr`.
    pub fn key(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|w| w.folded.as_str()).collect();
        words.join(" ")
    }

    /// Whether a word is a given name, as far as the form of the name tells.
    fn is_given(&self, word: usize) -> bool {
        word < self.family
    }
}

/// [`NameForm::key`] of a full name, without the rest of the form.
pub fn name_key(full: &str) -> String {
    let is_plain = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_large = |w: &str| !w.bytes().any(|b| b.is_ascii_lowercase());
    let words = || full.split(' ');
    if words().all(is_plain) && (!words().any(is_capital) || words().all(is_large)) {
        return full.to_ascii_lowercase();
    }
    let (given, last) = parts(full);
    [given, last].concat().join(" ")
}

/// The folded given names and family names of a full name.
fn parts(full: &str) -> (Vec<String>, Vec<String>) {
    if let Some((family, given)) = full.split_once(',') {
        return (name_words(given), name_words(family));
    }
    let of = |wanted: &dyn Fn(&str) -> bool| {
        let words: Vec<&str> = full.split_whitespace().filter(|w| wanted(w)).collect();
        name_words(&words.join(" "))
    };
    let (small, large) = (of(&|w| !is_capital(w)), of(&is_capital));
    let is_initial = |w: &String| w.len() == 1;
    if !large.is_empty() && !small.iter().all(is_initial) {
        return (small, large);
    }
    let mut all = name_words(full);
    let last = name_words(&family(full)).len().min(all.len());
    let last = all.split_off(all.len() - last);
    (all, last)
}

/// Folded words: hyphens part words, apostrophes do not.
fn name_words(text: &str) -> Vec<String> {
    let folded: String = fold(text).chars().filter(|c| !matches!(c, '\'' | '`')).collect();
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Spellings of one sound in the alphabets that names are carried between, each brought to the shorter one.
const SOUNDS: [(&str, &str); 20] = [
    ("shch", "s"),
    ("sch", "s"),
    ("oe", "o"),
    ("ae", "a"),
    ("ue", "u"),
    ("aa", "a"),
    ("ph", "f"),
    ("kh", "h"),
    ("sh", "s"),
    ("sz", "s"),
    ("ch", "c"),
    ("cz", "c"),
    ("zh", "z"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("ks", "x"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
];

/// A folded word as it sounds: `soerensen` and `sorensen` are one, `yuriy`, `jurij` and `iuri` too.
fn sound(folded: &str) -> String {
    if is_number(folded) {
        return folded.to_owned();
    }
    let mut rest = folded;
    let mut text = String::with_capacity(folded.len());
    while let Some(first) = rest.chars().next() {
        let spelled = SOUNDS.iter().find(|(from, _)| rest.starts_with(from));
        let (taken, said) = match spelled {
            Some((from, to)) => (from.len(), *to),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        if !text.ends_with(said) {
            text.push_str(said);
        }
        rest = &rest[taken..];
    }
    text
}

/// Whether a word has a digit: `Team 12` is not `Team 1`.
fn is_number(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

/// How a word of one name finds its own in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Same,
    Sound,
    Initial,
    Short,
    Letter,
}

fn found(a: &NameWord, b: &NameWord) -> Option<Found> {
    let (short, long) = if a.folded.len() <= b.folded.len() {
        (a, b)
    } else {
        (b, a)
    };
    if a.folded == b.folded {
        return Some(Found::Same);
    }
    if is_number(&a.folded) || is_number(&b.folded) {
        return None;
    }
    if short.is_initial() {
        let begins = long.folded.starts_with(&short.folded) || long.sound.starts_with(&short.sound);
        return begins.then_some(Found::Initial);
    }
    if a.sound == b.sound && short.folded.len() > 1 {
        return Some(Found::Sound);
    }
    if short.folded.len() >= 4 && is_one_letter_apart(&short.folded, &long.folded) {
        return Some(Found::Letter);
    }
    let begins_alike = short
        .folded
        .get(..3)
        .is_some_and(|three| long.folded.starts_with(three));
    let is_short = short.folded.len() <= 5 && begins_alike;
    (is_short && short.folded.len() < long.folded.len()).then_some(Found::Short)
}

/// Whether one letter more, less, another, or two changed about make the words one; the shorter first.
fn is_one_letter_apart(short: &str, long: &str) -> bool {
    let (s, l) = (short.as_bytes(), long.as_bytes());
    let same = s.iter().zip(l).take_while(|(a, b)| a == b).count();
    match l.len() - s.len() {
        0 => {
            let swapped = same + 1 < s.len()
                && s[same] == l[same + 1]
                && s[same + 1] == l[same]
                && s[same + 2..] == l[same + 2..];
            same < s.len() && (s[same + 1..] == l[same + 1..] || swapped)
        }
        1 => s[same..] == l[same + 1..],
        _ => false,
    }
}

/// How alike two names are; `None` when they are not.
pub fn likeness(a: &NameForm, b: &NameForm) -> Option<Likeness> {
    if a.words.is_empty() || b.words.is_empty() {
        return None;
    }
    if a.words.len() == b.words.len() && texts(a).eq(texts(b)) {
        return Some(Likeness::Same);
    }
    if letters(a).eq(letters(b)) {
        return Some(Likeness::Spacing);
    }
    if letters(a).count() == letters(b).count() && is_reordered(a, b) {
        return Some(Likeness::Order);
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    matched(short, long).or_else(|| given_in_common(a, b))
}

fn texts(form: &NameForm) -> impl Iterator<Item = &str> {
    form.words.iter().map(|w| w.folded.as_str())
}

fn letters(form: &NameForm) -> impl Iterator<Item = u8> {
    texts(form).flat_map(str::bytes)
}

fn is_reordered(a: &NameForm, b: &NameForm) -> bool {
    let sorted = |form| {
        let mut words: Vec<&str> = texts(form).collect();
        words.sort_unstable();
        words
    };
    sorted(a) == sorted(b)
}

/// The likeness when each word of the shorter name has its own in the longer one, and at most one of them only nearly.
fn matched(short: &NameForm, long: &NameForm) -> Option<Likeness> {
    let has_one = |word: &NameWord| long.words.iter().any(|other| found(word, other).is_some());
    if !short.words.iter().all(has_one) {
        return None;
    }
    let mut is_taken = vec![false; long.words.len()];
    let mut at: Vec<Option<Found>> = vec![None; short.words.len()];
    // the surest pairs first, so that an initial takes no word that another needs
    for wanted in [Found::Same, Found::Sound, Found::Short, Found::Letter, Found::Initial] {
        for (s, word) in short.words.iter().enumerate() {
            let free = |l: &usize| !is_taken[*l] && found(word, &long.words[*l]) == Some(wanted);
            if at[s].is_none()
                && let Some(l) = (0..long.words.len()).find(free)
            {
                is_taken[l] = true;
                at[s] = Some(wanted);
            }
        }
    }
    let all: Vec<Found> = at.into_iter().collect::<Option<_>>()?;
    let is_sure = |(word, found): (&NameWord, &Found)| *found <= Found::Sound && word.folded.len() >= 3;
    let near = all.iter().filter(|f| matches!(f, Found::Short | Found::Letter)).count();
    let is_whole = short.words.len() == long.words.len();
    let worst = all.iter().max().copied()?;
    if !short.words.iter().zip(&all).any(is_sure) || near > 1 || (near == 1 && !is_whole) {
        return None;
    }
    // a name cut to one word is the family name
    let is_cut_to_given = short.words.len() == 1 && !is_whole && !is_family_of(&short.words[0], long);
    (!is_cut_to_given).then_some(match worst {
        Found::Letter => Likeness::OneLetter,
        Found::Short => Likeness::ShortForm,
        Found::Initial => Likeness::Initial,
        _ if !is_whole => Likeness::Part,
        _ => Likeness::Transliteration,
    })
}

fn is_family_of(word: &NameWord, name: &NameForm) -> bool {
    (0..name.words.len()).any(|at| !name.is_given(at) && name.words[at].sound == word.sound)
}

fn given_in_common(a: &NameForm, b: &NameForm) -> Option<Likeness> {
    // teams have their country in common, and not what tells them apart
    if [a, b].iter().any(|form| texts(form).any(is_number)) {
        return None;
    }
    let given = |form: &NameForm| (0..form.words.len()).find(|at| form.is_given(*at));
    let (x, y) = (&a.words[given(a)?], &b.words[given(b)?]);
    (x.sound == y.sound && x.folded.len() >= 3).then_some(Likeness::Given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(a: &str, b: &str) -> Option<Likeness> {
        let (a, b) = (NameForm::new(a), NameForm::new(b));
        assert_eq!(likeness(&a, &b), likeness(&b, &a), "either way round");
        likeness(&a, &b)
    }

    #[test]
    fn one_key_whatever_tells_the_family_name() {
        for name in ["Josh Kerr", "KERR Josh", "Kerr, Josh", "Josh KERR", "JOSH KERR"] {
            assert_eq!(name_key(name), "josh kerr", "{name}");
            assert_eq!(NameForm::new(name).key(), "josh kerr", "{name}");
        }
        assert_eq!(NameForm::new("VAN DER BERG Femke").key(), "femke van der berg");
        assert_eq!(NameForm::new("Chris O’Hare").key(), "chris ohare");
        assert_eq!(NameForm::new("J. INGEBRIGTSEN").key(), "j ingebrigtsen");
        assert_eq!(NameForm::new("").key(), "");
    }

    #[test]
    fn names_written_otherwise_are_alike() {
        use Likeness::*;
        for (a, b, how) in [
            ("Jakob Ingebrigtsen", "INGEBRIGTSEN Jakob", Same),
            ("Josh Kerr", "Kerr Josh", Order),
            ("Hicham El Guerrouj", "Hicham Elguerrouj", Spacing),
            ("Kåre Sørensen", "Kaare Soerensen", Transliteration),
            ("Aleksey Kuznetsov", "Alexej Kuznecov", Transliteration),
            ("Юрий Борзаковский", "Jurij Borzakovskij", Transliteration),
            ("Jürgen Straub", "Juergen Straub", Transliteration),
            ("Gideon Weiß", "Gideon Weiss", Same),
            ("Cole Hocker", "Cole Alan Hocker", Part),
            ("Gabriela Stafford", "Gabriela Debues-Stafford", Part),
            ("Kerr", "Josh Kerr", Part),
            ("J. Ingebrigtsen", "Jakob Ingebrigtsen", Initial),
            ("J. G. Walker", "John George Walker", Initial),
            ("J. Ingebrigtsen", "Jakob Asserson Ingebrigtsen", Initial),
            ("Nick Willis", "Nicholas Willis", ShortForm),
            ("Rod Dixon", "Rodney Dixon", ShortForm),
            ("Abdalaati Iguider", "Abdelaati Iguider", OneLetter),
            ("Elinor Purrier", "Ellinor Purrier", Transliteration),
            ("Timothy Cheruiyot", "Timothy Cheruyiot", Transliteration),
            ("Freweyni Gebreezibeher", "Freweyni Hailu", Given),
        ] {
            assert_eq!(like(a, b), Some(how), "{a} and {b}");
        }
    }

    #[test]
    fn others_are_not() {
        for (a, b) in [
            ("Jakob Ingebrigtsen", "Henrik Ingebrigtsen"),
            ("H. Ingebrigtsen", "Jakob Ingebrigtsen"),
            ("Josh", "Josh Kerr"),
            ("Kevin Borlée", "Jonathan Borlée"),
            ("J. K.", "Josh Kerr"),
            ("Kenya Team 155", "Kenya Team 135"),
            ("", ""),
        ] {
            assert_eq!(like(a, b), None, "{a} and {b}");
        }
    }
}
