//! Titles, rounds and venues as World Athletics writes them.

use crate::model::{Discipline, Event, Round, fold};
use crate::read::json::Value;
use crate::read::title::event_in_title;

/// A stage such as `Heat 1`, `Round 1 - Heat 2`, `Final, wind: -0.4`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    pub round: Round,
    pub heat: Option<u16>,
    /// As written, behind `wind:`.
    pub wind: String,
    /// What is none of these.
    pub rest: String,
}

impl Stage {
    pub fn of(text: &str) -> Self {
        let text = text.replace('\u{a0}', " ");
        let mut stage = Self::default();
        let mut rest = Vec::new();
        for part in text.split(',').flat_map(|p| p.split(" - ")).map(str::trim) {
            if part.is_empty() {
                continue;
            }
            let wind = part
                .get(..4)
                .filter(|w| w.eq_ignore_ascii_case("wind"))
                .and(part.get(4..));
            if let Some(wind) = wind.filter(|w| !w.starts_with(char::is_alphabetic)) {
                stage.wind = wind.trim_start_matches(':').trim().to_owned();
                continue;
            }
            if let Some(round) = lettered(part) {
                stage.round = round;
                rest.push(part.to_owned());
                continue;
            }
            let is_second_chance = |part: &String| fold(part).contains("repechage");
            match Round::parse(part) {
                Some((Round::Round1, heat)) if rest.iter().any(is_second_chance) => stage.heat = heat.or(stage.heat),
                // `Heat 2` behind `Semi-Final` is a heat of that round
                Some((round, heat)) => {
                    if stage.round == Round::Unknown {
                        stage.round = round;
                    }
                    stage.heat = heat.or(stage.heat);
                }
                None => rest.push(part.to_owned()),
            }
        }
        stage.rest = rest.join(", ");
        stage
    }
}

/// The round of `Final B` or `B Final`; which of the finals it is stays in the title.
fn lettered(part: &str) -> Option<Round> {
    let lower = part.to_lowercase();
    let mut words = lower.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let is_letter = |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_final =
        words.next().is_none() && (first == "final" && is_letter(second) || second == "final" && is_letter(first));
    is_final.then_some(Round::Final)
}

/// Fields of an object that is looked into for what stands around results; a hostile one has more.
const MAX_FIELDS: usize = 64;

/// The value of a key among the first fields of an object.
pub fn early<'d>(value: Value<'d>, key: &str) -> Value<'d> {
    let found = value.fields().take(MAX_FIELDS).find(|(k, _)| k == key);
    found.map_or_else(|| value.nowhere(), |(_, v)| v)
}

/// The first field that is not empty whose key ends, in lower case, with one of these words; earlier words go first.
pub fn ending<'d>(value: Value<'d>, words: &[&str]) -> Value<'d> {
    ending_but(value, words, &[])
}

/// The same, but for keys with one of these longer endings: a `remark` is no `mark`.
pub fn ending_but<'d>(value: Value<'d>, words: &[&str], but: &[&str]) -> Value<'d> {
    let find = |word: &&str| {
        let mut fields = value.fields().take(MAX_FIELDS);
        fields.find(|(key, v)| {
            let key = key.to_lowercase();
            key.ends_with(*word) && !but.iter().any(|b| key.ends_with(b)) && !v.text().is_empty()
        })
    };
    let found = words.iter().find_map(find);
    found.map_or_else(|| value.nowhere(), |(_, v)| v)
}

/// Codes as a text or a list of texts.
pub fn codes(value: Value<'_>) -> String {
    if value.is_array() {
        let codes: Vec<String> = value.items().map(|c| c.text().into_owned()).collect();
        codes.join(" ")
    } else {
        value.text().into_owned()
    }
}

/// The class of a para event (`T54`, `F20`) or the age group (`U20`) that a title names.
pub fn class_of(title: &str) -> String {
    let is_class = |word: &&str| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let letter = &word[..word.len() - digits.len()];
        let number = digits.split(['/', '-']).next().unwrap_or_default();
        matches!(letter, "T" | "F" | "U") && number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit())
            || ["wheelchair", "ambulant"].contains(&word.to_lowercase().as_str())
    };
    let words = title.split_whitespace().map(|w| w.trim_matches(['(', ')', ',']));
    words.filter(is_class).collect::<Vec<_>>().join(" ")
}

/// The event of a title; `Metres` may be `M`.
pub fn event(title: &str) -> Option<Event> {
    let title = title.replace('\u{a0}', " ");
    let number = |word: &str| match word.to_ascii_lowercase().as_str() {
        "two" => "2".to_owned(),
        "three" => "3".to_owned(),
        _ => word.to_owned(),
    };
    let event = match title.to_lowercase().contains("miles") {
        true => Event::parse(&title.split_whitespace().map(number).collect::<Vec<_>>().join(" ")),
        false => Event::parse(&title),
    }?;
    // one of the events of a combined one
    let one_of = || {
        let words = title
            .split_whitespace()
            .filter(|w| !w.to_lowercase().ends_with("athlon"));
        let rest = words.collect::<Vec<_>>().join(" ");
        let raced = event_in_title(&rest).and_then(|_| Event::parse(&rest));
        raced.or_else(|| Event::parse(&rest).filter(|e| !e.discipline.is_timed()))
    };
    match event.discipline >= Discipline::Pentathlon {
        true => Some(one_of().unwrap_or(event)),
        false => Some(event),
    }
}

/// Stadium, city and nation of `Olympic Stadium, Tokyo (JPN)`.
pub fn venue(text: &str) -> (&str, &str, &str) {
    let text = text.trim();
    let (place, nation) = match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((place, nation)) if nation.len() == 3 => (place.trim(), nation),
        _ => (text, ""),
    };
    match place.rsplit_once(',') {
        Some((stadium, city)) => (stadium.trim(), city.trim(), nation),
        None => ("", place, nation),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_have_round_heat_and_wind() {
        let stage = |text| {
            let s = Stage::of(text);
            (s.round, s.heat, s.wind, s.rest)
        };
        let of = |round, heat, wind: &str, rest: &str| (round, heat, wind.to_owned(), rest.to_owned());
        assert_eq!(stage("Final, wind: -0.4"), of(Round::Final, None, "-0.4", ""));
        assert_eq!(stage("Heat\u{a0}1, wind: +3.1"), of(Round::Round1, Some(1), "+3.1", ""));
        assert_eq!(stage("Semi-Final - Heat 2"), of(Round::SemiFinal, Some(2), "", ""));
        assert_eq!(stage("Round 1 - Heat 3"), of(Round::Round1, Some(3), "", ""));
        assert_eq!(stage("Guest race"), of(Round::Unknown, None, "", "Guest race"));
    }

    #[test]
    fn titles_name_events_and_classes() {
        for (title, name) in [
            ("Men's 1500 Metres", "men 1500 m"),
            ("Women's 10,000 Metres", "women 10000 m"),
            ("Men's 4x400 Metres Relay", "men 4 x 400 m relay"),
            ("Women's 100 Metres Hurdles", "women 100 m hurdles"),
            ("Men's 3000 Metres Steeplechase", "men 3000 m steeplechase"),
            ("Men's 20 Kilometres Race Walk", "men 20 km walk"),
            ("Men's One Mile", "men mile"),
            ("Women's Half Marathon", "women half marathon"),
        ] {
            assert_eq!(event(title).map(|e| e.to_string()).as_deref(), Some(name), "{title}");
        }
        assert_eq!(class_of("Men's 100m T44/62"), "T44/62");
        assert_eq!(
            (class_of("U20 Events"), class_of("Women's Wheelchair 800m")),
            ("U20".into(), "Wheelchair".into())
        );
        assert_eq!(class_of("Men's 100m"), "");
    }

    #[test]
    fn venues_come_apart() {
        assert_eq!(
            venue("Olympic Stadium, Tokyo (JPN)"),
            ("Olympic Stadium", "Tokyo", "JPN")
        );
        assert_eq!(
            venue("Hayward Field, Eugene, OR (USA)"),
            ("Hayward Field, Eugene", "OR", "USA")
        );
        assert_eq!(venue("Oslo"), ("", "Oslo", ""));
    }
}
