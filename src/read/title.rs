//! The event and the day that a title says: the name of a file, or the line above a table.

use super::csv::cell::tenths;
use crate::model::{Date, Discipline, Event, Round, fold};

/// The full date among the words of a title: `Boston, MA  November 28, 2013  9:00 AM`, `Wilbraham 11/29/2013`. Numbers alone are read as month,
/// day and year unless that cannot be.
pub fn date_in_title(title: &str) -> Option<Date> {
    let words: Vec<&str> = title
        .split_whitespace()
        .map(|w| w.trim_matches([',', '(', ')', ':', ';']))
        .collect();
    let full = |text: &str| {
        Date::parse(text)
            .or_else(|| american(text))
            .filter(|d| d.day().is_some())
    };
    let windows = (1..=3).rev().flat_map(|n| words.windows(n));
    windows.map(|w| w.join(" ")).find_map(|text| full(&text))
}

/// The round and the heat that a title names: `Women 800 m, Heat 2`, `1500m Semi-final 1`, `Final A` without its letter.
pub fn round_in_title(title: &str) -> Option<(Round, Option<u16>)> {
    let words: Vec<&str> = title
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'))
        .filter(|w| !w.is_empty())
        .collect();
    let windows = (1..=2).rev().flat_map(|n| words.windows(n));
    windows
        .map(|w| w.join(" "))
        .filter(|text| text.len() > 2 && !text.to_lowercase().starts_with("race"))
        .find_map(|text| Round::parse(&text))
}

/// The wind that a title tells of, in tenths of m/s: `(+1.2)`, `Wind: -0.3 m/s`, `Vent 1,1`.
pub fn wind_in_title(title: &str) -> Option<i16> {
    let mut is_behind_its_word = false;
    for word in title.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ':' | '=' | ';')) {
        let bare = word
            .trim_end_matches("m/s")
            .trim_end_matches([',', '.'])
            .replace('\u{2212}', "-");
        let is_signed = bare.starts_with(['+', '-']) && bare.contains(['.', ',']);
        match tenths(bare.as_bytes()) {
            Some(wind) if is_signed || is_behind_its_word => return Some(wind),
            _ if bare.is_empty() => {}
            _ => {
                is_behind_its_word =
                    ["wind", "vent", "vind", "viento", "vento", "rw", "w"].contains(&fold(&bare).as_str())
            }
        }
    }
    None
}

/// `11/29/2013`
fn american(text: &str) -> Option<Date> {
    let mut parts = text.split('/').map(|p| p.parse::<i16>().ok());
    let (first, second, year) = (parts.next()??, parts.next()??, parts.next()??);
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let day = u8::try_from(day).ok()?;
    Date::new(year, u8::try_from(month).ok(), Some(day)).filter(|_| year > 1800)
}

/// The event that a title or a file's name states with a unit (`1500m`, `1500-metres`, `one-mile`, `10M`, `marathon`); a bare
/// number may be a year. `None` also when it states two distances.
pub fn event_in_title(title: &str) -> Option<Event> {
    let spaced = spaced(title);
    let words: Vec<String> = spaced
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| in_miles(w).unwrap_or_else(|| w.to_lowercase()))
        .map(in_plain_words)
        .collect();
    let words: Vec<&str> = words.iter().flat_map(|w| w.split(' ')).collect();
    let mut stated = (0..words.len())
        .filter(|at| states_distance(&words, *at))
        .filter_map(|at| event_at(&words, at));
    let Some(first) = stated.next() else {
        return field_event(&words);
    };
    stated
        .all(|other| other.distance_mm == first.distance_mm)
        .then_some(first)
}

/// The field event that words name, `long jump` or `Weitsprung`; `None` also when they name two.
fn field_event(words: &[&str]) -> Option<Event> {
    let named = |n: usize| words.windows(n).filter_map(|w| Event::parse(&w.join(" ")));
    let mut named = named(2).chain(named(1)).filter(|event| !event.discipline.is_timed());
    let first = named.next().filter(|event| event.discipline != Discipline::Unknown)?;
    named.all(|other| other.discipline == first.discipline).then_some(first)
}

/// `10M` as `10 miles`, as in tables.
fn in_miles(word: &str) -> Option<String> {
    let number = word.strip_suffix('M')?;
    number
        .parse::<u32>()
        .ok()
        .filter(|n| *n <= 100)
        .map(|n| format!("{n} miles"))
}

/// `five` of `Five Mile Run` as `5`, and `miler` as `mile`.
fn in_plain_words(word: String) -> String {
    const WORDS: [(&str, &str); 14] = [
        ("miler", "mile"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("twelve", "12"),
        ("fifteen", "15"),
        ("twenty", "20"),
        ("thirty", "30"),
    ];
    let found = WORDS.iter().find(|(name, _)| *name == word);
    found.map_or(word, |(_, plain)| (*plain).to_owned())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn states_distance(words: &[&str], at: usize) -> bool {
    const UNITS: [&str; 9] = [
        "m",
        "metres",
        "meters",
        "km",
        "k",
        "mile",
        "miles",
        "steeplechase",
        "hurdles",
    ];
    let word = words[at];
    // `4x400`
    let is_relay = word
        .split_once('x')
        .is_some_and(|(legs, way)| is_number(legs) && way.starts_with(|c: char| c.is_ascii_digit()));
    let has_unit = ["m", "km", "k", "mh", "msc"]
        .iter()
        .any(|u| word.strip_suffix(u).is_some_and(is_number));
    let before = at.checked_sub(1).map_or("", |b| words[b]);
    let next_is_unit = words.get(at + 1).is_some_and(|n| UNITS.contains(n));
    is_relay
        || has_unit
        || is_number(word) && next_is_unit
        || word == "mile" && !is_number(before) && !matches!(before, "half" | "quarter")
        || word == "marathon"
}

/// The event whose distance stands at a word, with the sex that any word says.
fn event_at(words: &[&str], at: usize) -> Option<Event> {
    const SEXES: [&str; 7] = ["men", "mens", "women", "womens", "male", "female", "indoor"];
    let half = at > 0 && words[at - 1] == "half";
    let rest = words[at - usize::from(half)..]
        .iter()
        .take(4)
        .filter(|w| !SEXES.contains(w));
    let named = words.iter().filter(|w| SEXES.contains(w)).chain(rest);
    Event::parse(&named.copied().collect::<Vec<_>>().join(" "))
}

/// With a blank between a letter and a number behind it: `LaborDay5k` as `LaborDay 5k`, but not in `4x400`.
fn spaced(title: &str) -> String {
    let mut spaced = String::with_capacity(title.len() + 4);
    let (mut before, mut earlier) = (' ', ' ');
    for c in title.chars() {
        let times = before == 'x' && earlier.is_ascii_digit();
        if before.is_alphabetic() && c.is_ascii_digit() && !times {
            spaced.push(' ');
        }
        spaced.push(c);
        (earlier, before) = (before, c);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_the_day() {
        for (title, day) in [
            (
                "BRIGHTON, MA     THURSDAY, NOVEMBER 28, 2013     9:00 AM",
                Some("2013-11-28"),
            ),
            ("Trot - 11/29/2013", Some("2013-11-29")),
            ("2016-11-13", Some("2016-11-13")),
            ("March 02, 2013", Some("2013-03-02")),
            ("Sunday, June 2, 2024", Some("2024-06-02")),
            ("Season 2021", None),
        ] {
            assert_eq!(date_in_title(title).map(|d| d.to_string()).as_deref(), day, "{title}");
        }
    }

    #[test]
    fn a_title_says_the_wind() {
        for (title, wind) in [
            ("Women 100m Heat 1 (+1.2)", Some(12)),
            ("100m Men Final  Wind: -0.3 m/s", Some(-3)),
            ("60 m, Vent 1,1", Some(11)),
            ("U20 1500 m 12-13 June 2021", None),
            ("Wind: NWI", None),
            ("Windy City 10.5 km", None),
        ] {
            assert_eq!(wind_in_title(title), wind, "{title}");
        }
    }

    #[test]
    fn a_name_of_a_field_event_names_it() {
        let of = |title: &str| event_in_title(title).map(|event| event.to_string());
        assert_eq!(of("Women Long Jump, final").as_deref(), Some("long jump"));
        assert_eq!(of("Results: Pole Vault Men").as_deref(), Some("pole vault"));
        assert_eq!(of("Long jump and triple jump"), None);
        assert_eq!(of("Midshire Open"), None);
    }

    #[test]
    fn a_name_with_a_unit_names_the_event() {
        for (stem, expected) in [
            ("worldathletics-men-1500-metres", Some("men 1500 m")),
            ("all_time_1500m", Some("1500 m")),
            ("women-one-mile", Some("women mile")),
            ("half marathon 2023", Some("half marathon")),
            ("boston-2014-results", None),
            ("season_2021", None),
            ("LaborDay5k", Some("5 km")),
            ("Event: Women 4x400 m relay", Some("women 4 x 400 m relay")),
            ("Winter Race 10 Mile", Some("10 miles")),
            ("Winter Race 10M", Some("10 miles")),
            ("Winter Race 10M & 20M", None),
        ] {
            assert_eq!(
                event_in_title(stem).map(|e| e.to_string()).as_deref(),
                expected,
                "{stem}"
            );
        }
    }
}
