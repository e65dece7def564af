//! Names and words: interned strings and the folded form that searching and matching compare.

/// The id of an interned string of one import; [`Str::EMPTY`] is the empty string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str(pub u32);

impl Str {
    pub const EMPTY: Str = Str(0);

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Lower case without diacritics, letters of other alphabets transliterated: `Michał` and `MICHAL` fold to `michal`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        deunicode::deunicode(text).to_ascii_lowercase()
    }
}

/// The folded words of a text: runs of letters, digits and inner hyphens, so that `semi-final` is one word.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .map(|w| w.trim_matches('-').to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}

/// `1,000,000`
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// With the first letter large.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(fold("Michał Rozmys"), "michal rozmys");
        assert_eq!(fold("Ødegård"), "odegard");
        assert_eq!(
            words("Tokyo 2020, semi-final – Heat 2"),
            ["tokyo", "2020", "semi-final", "heat", "2"]
        );
    }
}
