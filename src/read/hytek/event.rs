//! The heading of an event: `Event 26  Boys 1500 Meter Run Juvénile`, `Épreuve 34  Hommes 1500 Mètres Demi-Fond Junior`, `Mixed 5 Mile Run RR`.

use crate::model::{Event, fold};
use crate::read::event_name::named_event;

/// What a heading says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    pub number: String,
    /// As printed, without the number.
    pub title: String,
    pub event: Event,
    /// The words behind the kind of event, such as a division.
    pub division: String,
    /// The heading is in brackets: the event goes on from the page before.
    pub continues: bool,
}

const SEXES: [&str; 13] = [
    "men", "women", "boys", "girls", "mixed", "hommes", "femmes", "garcons", "filles", "mixte", "male", "female",
    "coed",
];

/// French kinds of field events, folded, with the English name.
const FIELD: [(&str, &str); 10] = [
    ("saut en hauteur", "high jump"),
    ("saut a la perche", "pole vault"),
    ("saut en longueur", "long jump"),
    ("triple saut", "triple jump"),
    ("lancer du poids", "shot put"),
    ("lancer du disque", "discus throw"),
    ("lancer du marteau", "hammer throw"),
    ("lancer du javelot", "javelin throw"),
    ("perche", "pole vault"),
    ("poids", "shot put"),
];

/// Words of a running event that are no division.
const KINDS: [&str; 38] = [
    "meter",
    "meters",
    "metre",
    "metres",
    "m",
    "yard",
    "yards",
    "mile",
    "miles",
    "km",
    "kilometer",
    "dash",
    "run",
    "race",
    "walk",
    "hurdles",
    "hurdle",
    "steeplechase",
    "relay",
    "medley",
    "sprint",
    "distance",
    "throw",
    "jump",
    "vault",
    "put",
    "high",
    "long",
    "triple",
    "pole",
    "shot",
    "discus",
    "javelin",
    "hammer",
    "weight",
    "demi-fond",
    "fond",
    "haies",
];

pub fn is_heading(line: &str) -> bool {
    Heading::read(line).is_some()
}

impl Heading {
    /// `None` for another line.
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim();
        let (line, continues) = match line.strip_prefix('(') {
            Some(inner) => (inner.split(')').next().unwrap_or(inner).trim(), true),
            None => (line, false),
        };
        let folded = fold(line);
        let numbered = ["event ", "epreuve ", "#"].iter().any(|word| folded.starts_with(word));
        let (number, title) = if numbered {
            let rest = match line.strip_prefix('#') {
                Some(rest) => rest,
                None => line.split_once(char::is_whitespace)?.1,
            };
            let (number, title) = rest.trim_start().split_once(char::is_whitespace)?;
            (number, title.trim())
        } else {
            ("", line)
        };
        let has_digit = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
        let mut words = title.split_whitespace();
        let first = fold(words.next()?);
        let is_sexed = SEXES.contains(&first.as_str());
        // without a number the heading must say whom and how far
        let distance = title.split_whitespace().nth(1).is_some_and(has_digit);
        let known = !number.is_empty() && has_digit(number) && (is_sexed || title.contains(has_digit_char))
            || is_sexed && distance;
        let short = title.len() < 100 && !title.contains("  ");
        (known && short && !title.contains("Rankings")).then(|| Self {
            number: number.to_owned(),
            title: title.to_owned(),
            event: event(title),
            division: division(title),
            continues,
        })
    }
}

fn has_digit_char(c: char) -> bool {
    c.is_ascii_digit()
}

fn event(title: &str) -> Event {
    let mut folded = fold(title);
    for (french, english) in FIELD {
        if folded.contains(french) {
            folded = folded.replace(french, english);
            break;
        }
    }
    // `4x100`, and the height of hurdles or the weight of an implement, are not distances
    let words: Vec<&str> = folded.split_whitespace().filter(|w| !is_measure(w)).collect();
    let mut without: Vec<&str> = Vec::new();
    for word in &words {
        if matches!(*word, "kg" | "g" | "lb") {
            without.pop();
        } else {
            without.push(word);
        }
    }
    named_event(&without.join(" "), "", None).event
}

/// `33"`, `39"`, `750g`, `1.5kg`
fn is_measure(word: &str) -> bool {
    word.ends_with('"')
        || ["kg", "g", "lb", "cm"]
            .iter()
            .any(|u| word.strip_suffix(u).is_some_and(|n| n.parse::<f32>().is_ok()))
}

/// The words behind the last word of the kind of event, measures left out.
fn division(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let is_kind = |w: &&str| KINDS.contains(&fold(w).as_str());
    let behind = words.iter().rposition(is_kind).map_or(words.len(), |at| at + 1);
    let rest: Vec<&str> = words[behind..]
        .iter()
        .copied()
        .filter(|w| !w.starts_with(has_digit_char))
        .collect();
    let rest: Vec<&str> = rest
        .into_iter()
        .filter(|w| !matches!(*w, "kg" | "g" | "lb" | "RR"))
        .collect();
    rest.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_event_and_division() {
        for (line, number, event, division) in [
            ("Event 26  Boys 1500 Meter Run Juvénile", "26", "men 1500 m", "Juvénile"),
            (
                "Épreuve 34  Hommes 1500 Mètres Demi-Fond Junior",
                "34",
                "men 1500 m",
                "Junior",
            ),
            ("Event 1  Girls 4x800 Meter Relay", "1", "women 4 x 800 m relay", ""),
            ("Event 3  Girls 100 Meter Hurdles 33\"", "3", "women 100 m hurdles", ""),
            (
                "Event 39  Girls 1500 Meter Race Walk Cadet",
                "39",
                "women 1500 m walk",
                "Cadet",
            ),
            (
                "Event 80  Boys Discus Throw 750 g Benjamin",
                "80",
                "men discus throw",
                "Benjamin",
            ),
            (
                "Event 60  Boys Triple Jump Juvénile",
                "60",
                "men triple jump",
                "Juvénile",
            ),
            ("Mixed 5 Mile Run RR", "", "mixed 5 miles", ""),
            ("(Event 26  Boys 1500 Meter Run)", "26", "men 1500 m", ""),
        ] {
            let heading = Heading::read(line).unwrap_or_default();
            let found = (
                heading.number.as_str(),
                heading.event.to_string(),
                heading.division.as_str(),
            );
            assert_eq!(found, (number, event.to_owned(), division), "{line}");
        }
        for other in [
            "Women - Team Rankings - 15 Events Scored",
            "  1 Adam, Jo   00 AT   4:31.24",
            "Section  1",
            "Results",
            "",
        ] {
            assert_eq!(Heading::read(other), None, "{other}");
        }
    }
}
