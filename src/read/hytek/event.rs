//! The heading of an event: `Event 26  Boys 1500 Meter Run Juvénile`, `Épreuve 34  Hommes 1500 Mètres Demi-Fond Junior`, `Mixed 5 Mile Run RR`.

use crate::model::{Discipline, Event, Sex, fold};
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
const KINDS: [&str; 53] = [
    "cc",
    "xc",
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
    "steeple",
    "marche",
    "relais",
    "hauteur",
    "longueur",
    "saut",
    "perche",
    "poids",
    "disque",
    "marteau",
    "javelot",
    "marathon",
    "cross",
];

impl Heading {
    /// `None` for another line.
    pub fn read(line: &str) -> Option<Self> {
        let line = line.trim_start();
        let continues = line.starts_with('(');
        let line = match line.strip_prefix('(') {
            Some(within) => within.split(')').next().unwrap_or(within),
            None => line,
        };
        if !line.starts_with(|c: char| c.is_alphabetic() || c == '#') {
            return None;
        }
        let line = line.trim_end();
        let (first, rest) = match line.strip_prefix('#') {
            Some(rest) => ("event".into(), rest),
            None => line.split_once(' ').map(|(first, rest)| (fold(first), rest))?,
        };
        let (number, title) = match first.as_str() {
            "event" | "epreuve" => rest.trim_start().split_once(' ')?,
            word if SEXES.contains(&word) => ("", line),
            _ => return None,
        };
        let title = title.trim();
        let has_distance = title
            .split_whitespace()
            .skip(1)
            .take(2)
            .any(|w| w.starts_with(has_digit_char));
        let event = event(title);
        let is_event = if number.is_empty() {
            // a line of another kind may begin with such a word
            (has_distance || event.discipline != Discipline::Unknown)
                && !title.contains([':', '='])
                && !title.contains("  ")
        } else {
            number.starts_with(has_digit_char)
        };
        (is_event && title.len() < 120 && !title.contains("Rankings")).then(|| Self {
            number: number.to_owned(),
            title: title.to_owned(),
            event,
            division: division(title),
            continues,
        })
    }
}

fn has_digit_char(c: char) -> bool {
    c.is_ascii_digit()
}

fn event(title: &str) -> Event {
    let mut folded = fold(title).replace("mixte", "mixed");
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
    let title = without.join(" ");
    let named = named_event(&title, "", None).event;
    let event = match named.discipline {
        Discipline::Unknown => Event::parse(&title).unwrap_or_default(),
        _ => named,
    };
    // legs of several lengths are no event that has a name of its own
    let is_medley = ["medley", "dmr", "smr"].iter().any(|word| title.contains(word));
    if title.contains("relay") && event.discipline != Discipline::Relay || is_medley {
        let sex = title.split_whitespace().find_map(Sex::parse).unwrap_or_default();
        return Event {
            sex,
            ..Event::default()
        };
    }
    event
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
    let ages = words.get(1).filter(|w| behind > 2 && is_ages(w));
    let is_unit = |w: &str| matches!(w, "kg" | "g" | "lb");
    let rest = words.iter().enumerate().skip(behind).filter(|(at, w)| {
        let weighs = words.get(at + 1).is_some_and(|next| is_unit(next));
        !weighs && !is_unit(w) && !is_measure(w) && **w != "RR"
    });
    let rest = ages
        .into_iter()
        .chain(rest.map(|(_, w)| w))
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    let bare = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    bare.filter(|inner| !inner.contains(['(', ')']))
        .map_or(rest.clone(), str::to_owned)
}

/// `30-34`, `80+`, `2&U`, as they stand behind the sex.
fn is_ages(word: &str) -> bool {
    let digits = word.len() - word.trim_start_matches(has_digit_char).len();
    (1..=2).contains(&digits) && word[digits..].starts_with(['-', '+', '&'])
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
            ("Event 2  Men 4x1 Mile Relay", "2", "men 4 x 1 mile relay", ""),
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
            ("Women High Jump", "", "women high jump", ""),
            ("Event 4  Girls 9-10 Long Jump", "4", "women long jump", "9-10"),
            ("Event 5  Men 35 lb Weight Throw", "5", "men weight throw", ""),
            ("Événement 5  Men", "", "", ""),
            (
                "Event 6  Women High Jump Pentathlon",
                "6",
                "women high jump",
                "Pentathlon",
            ),
            ("Épreuve 7  Garçons Saut en hauteur", "7", "men high jump", ""),
            ("Event 8  Women Distance Medley Relay", "8", "women", ""),
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
            "Girls High School Invitational",
            "Women Record: 4:05.10  2019",
            "Results",
            "",
        ] {
            assert_eq!(Heading::read(other), None, "{other}");
        }
    }
}
