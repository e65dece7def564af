//! The event of its name, which is free text in any language: `098 - J16 Women - W6 1000`, `60m Hürden MJB`, `4 x 100 Girls`.
//!
//! The name's distance goes before the header's, which is often a left-over of another race. The words are turned into
//! those of [`Event::parse`] and numbers that are no distance (ages, heats, the event's own number) are left out.

use crate::model::{Event, fold};

/// Folded words of other languages, and forms of English ones, with the word that [`Event::parse`] knows.
const WORDS: [(&str, &[&str]); 5] = [
    (
        "men",
        &[
            "boys",
            "male",
            "manner",
            "mannlich",
            "herren",
            "herrer",
            "herrar",
            "uomini",
            "maschile",
            "maschi",
            "hommes",
            "masculin",
            "garcons",
            "hombres",
            "masculino",
            "mezczyzn",
            "mezczyzni",
            "chlopcow",
            "chlopcy",
            "miehet",
            "pojat",
            "gutter",
            "pojkar",
        ],
    ),
    (
        "women",
        &[
            "girls",
            "female",
            "ladies",
            "frauen",
            "weiblich",
            "damen",
            "damer",
            "donne",
            "femminile",
            "femmes",
            "feminin",
            "filles",
            "dames",
            "mujeres",
            "femenino",
            "feminino",
            "kobiet",
            "kobiety",
            "dziewczat",
            "naiset",
            "tytot",
            "jenter",
            "flickor",
        ],
    ),
    (
        "hurdles",
        &[
            "hurdle",
            "hurden",
            "hu",
            "haies",
            "ostacoli",
            "hs",
            "vallas",
            "barreiras",
            "plotki",
            "ppl",
            "hack",
            "hekk",
            "horden",
            "aidat",
            "hdl",
            "hrd",
            "hh",
            "h",
            "mh",
            "mhs",
            "mhu",
        ],
    ),
    (
        "steeplechase",
        &[
            "hindernis",
            "siepi",
            "obstaculos",
            "przeszkody",
            "steeple",
            "sc",
            "msc",
            "mst",
        ],
    ),
    (
        "walk",
        &["gehen", "bahngehen", "marche", "marcia", "marcha", "chod", "rw", "mw"],
    ),
];

/// Units, with the millimetres of one.
const UNITS: [(u32, &[&str]); 4] = [
    (
        1000,
        &[
            "m", "mt", "mts", "mtr", "metri", "meter", "meters", "metre", "metres", "metros",
        ],
    ),
    (1_000_000, &["km", "k", "kilometer", "kilometers", "kilometres"]),
    (1_609_344, &["mile", "miles", "mi"]),
    (914, &["y", "yd", "yds", "yard", "yards"]),
];

/// Names of field and combined events, which are no part of a race's event: `Heptathlon 800m`.
const NOT_RACED: [&str; 14] = [
    "high",
    "pole",
    "long",
    "triple",
    "jump",
    "vault",
    "shot",
    "put",
    "discus",
    "hammer",
    "javelin",
    "pentathlon",
    "heptathlon",
    "decathlon",
];

/// The event of a name and of the header's distance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamedEvent {
    pub event: Event,
    /// The name states a distance that is not the header's.
    pub contradicts: bool,
}

/// The event of a header: `number` is that of the event, `header_mm` the stated distance in millimetres.
pub fn named_event(name: &str, number: &str, header_mm: Option<u32>) -> NamedEvent {
    let folded = fold(name).replace(['\'', '`'], "");
    let own = event_words(without_number(&folded, number), header_mm);
    let words = if own.distance.is_some() {
        own
    } else {
        event_words(&folded, header_mm)
    };
    let event = words.event(None);
    match (event, header_mm) {
        (Some(event), Some(header)) if event.distance_mm > 0 => {
            let leg = event.distance_mm / u32::from(event.legs.max(1));
            let contradicts = [event.distance_mm, leg].iter().all(|mm| mm.abs_diff(header) > 1000);
            NamedEvent { event, contradicts }
        }
        (_, Some(header)) => NamedEvent {
            event: words.event(Some(header)).unwrap_or_default(),
            contradicts: false,
        },
        (event, None) => NamedEvent {
            event: event.unwrap_or_default(),
            contradicts: false,
        },
    }
}

/// The name without the event's number at its start, when something that can be a distance is left.
fn without_number<'n>(name: &'n str, number: &str) -> &'n str {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (start, rest) = name.split_at(digits);
    let same = !start.is_empty() && start.trim_start_matches('0') == number.trim_start_matches('0');
    let parted = rest.starts_with([' ', '-', '.', ':', ')', '_']);
    if same && parted && rest.contains(|c: char| c.is_ascii_digit()) {
        rest
    } else {
        name
    }
}

/// The words of a name that matter, and its distance.
#[derive(Default)]
struct EventWords {
    words: Vec<&'static str>,
    /// As [`Event::parse`] reads it.
    distance: Option<String>,
}

impl EventWords {
    /// The event, with a distance for a name without one.
    fn event(&self, other_mm: Option<u32>) -> Option<Event> {
        let other = other_mm.map(|mm| metres(u64::from(mm)));
        let distance = self.distance.as_ref().or(other.as_ref());
        let words = self
            .words
            .iter()
            .filter(|w| distance.is_none() || !NOT_RACED.contains(w));
        let mut text: Vec<&str> = words.copied().collect();
        // before the words, so that the number takes `hurdles` as its own and none of them as its unit
        text.splice(0..0, distance.map(String::as_str));
        Event::parse(&text.join(" "))
    }
}

fn metres(mm: u64) -> String {
    match mm % 1000 {
        0 => format!("{}m", mm / 1000),
        rest => format!("{}.{rest:03}m", mm / 1000),
    }
}

/// A number of a name that may be its distance.
struct Number {
    text: String,
    /// Millimetres of one unit, when the name has a unit behind the number.
    unit: Option<u32>,
    word: usize,
}

fn event_words(folded: &str, header_mm: Option<u32>) -> EventWords {
    let raw: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '/' | '(' | ')' | '"' | ':' | ';'))
        .filter(|w| !w.is_empty() && !is_ages(w))
        .collect();
    let joined = raw.join(" ").replace(" x ", "x").replace(" x", "x");
    let parts: Vec<&str> = joined.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let mut found = EventWords::default();
    let mut numbers = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let next = parts.get(at + 1).copied().unwrap_or("");
        if let Some(relay) = relay(part, next) {
            found.distance = found.distance.or(Some(relay));
            continue;
        }
        let digits = part.len()
            - part
                .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
                .len();
        let (number, suffix) = part.split_at(digits);
        if number.is_empty() {
            found.words.extend(known_word(part));
            continue;
        }
        let kind = known_word(suffix);
        found.words.extend(kind);
        let unit = unit(suffix).or(kind.map(|_| 1000));
        let unit = unit.or_else(|| unit_behind(next).filter(|_| suffix.is_empty()));
        if suffix.is_empty() || unit.is_some() {
            let text = number.trim_end_matches(['.', ',']).replace(',', "");
            numbers.push(Number { text, unit, word: at });
        }
    }
    found.distance = found.distance.or_else(|| distance(&numbers, header_mm));
    let number = numbers.first().map(|n| n.word);
    found.words.extend(sex_letter(&parts, number, &found));
    found
}

/// `13-14`, `40+`: ages.
fn is_ages(word: &str) -> bool {
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    word.strip_suffix('+').is_some_and(digits) || word.split_once('-').is_some_and(|(a, b)| digits(a) && digits(b))
}

/// `4x100m`, `4x100`, `4x1 mile`: legs and their length as [`Event::parse`] reads them.
fn relay(word: &str, next: &str) -> Option<String> {
    let (legs, leg) = word.split_once('x')?;
    let end = leg.find(|c: char| !c.is_ascii_digit()).unwrap_or(leg.len());
    let (legs, leg): (u8, u32) = (legs.parse().ok()?, leg[..end].parse().ok()?);
    if legs > 1 && (1..=10).contains(&leg) && matches!(next, "mile" | "miles") {
        return Some(format!("{legs}x{leg} mile"));
    }
    (legs > 1 && (30..=10_000).contains(&leg)).then(|| format!("{legs}x{leg}m"))
}

fn known_word(word: &str) -> Option<&'static str> {
    const SAME: [&str; 11] = [
        "men", "mens", "women", "womens", "mixed", "indoor", "mile", "marathon", "half", "cross", "relay",
    ];
    let listed = WORDS
        .iter()
        .find(|(english, others)| word == *english || others.contains(&word));
    if let Some((english, _)) = listed {
        return Some(english);
    }
    if matches!(word, "cc" | "xc") {
        return Some("cross");
    }
    // German youth classes, `MJB` and `WJ U18`
    match word.get(..2) {
        Some("mj") => Some("men"),
        Some("wj") => Some("women"),
        _ => SAME.iter().chain(&NOT_RACED).find(|w| **w == word).copied(),
    }
}

fn unit(word: &str) -> Option<u32> {
    UNITS.iter().find(|(_, words)| words.contains(&word)).map(|(mm, _)| *mm)
}

/// The unit that a word behind a number gives it; hurdles and the like are over metres.
fn unit_behind(word: &str) -> Option<u32> {
    let over_metres = matches!(known_word(word), Some("hurdles" | "steeplechase" | "walk"));
    unit(word).or(over_metres.then_some(1000))
}

/// The number with a unit; else the one that the header states; else the first that can be metres.
fn distance(numbers: &[Number], header_mm: Option<u32>) -> Option<String> {
    let whole = |n: &Number| n.text.parse::<u32>().ok();
    let bare = || numbers.iter().filter(|n| n.unit.is_none());
    let stated = || bare().find(|n| whole(n).and_then(|m| m.checked_mul(1000)) == header_mm && header_mm.is_some());
    let likely = || bare().find(|n| whole(n).is_some_and(|m| (30..=100_000).contains(&m) && m % 5 == 0));
    let number = numbers
        .iter()
        .find(|n| n.unit.is_some())
        .or_else(stated)
        .or_else(likely)?;
    Some(match number.unit {
        Some(1_000_000) => format!("{}km", number.text),
        Some(1_609_344) => format!("{}mile", number.text),
        // a yard is 914.4 mm
        Some(914) => metres(whole(number).map(|yards| u64::from(yards) * 9144 / 10)?),
        _ => format!("{}m", number.text),
    })
}

/// The sex that a single letter names: `W 100m`, `100m F`. Behind 3000 m and more `W` is a walk.
fn sex_letter(parts: &[&str], number: Option<usize>, found: &EventWords) -> Option<&'static str> {
    if found.words.iter().any(|w| matches!(*w, "men" | "women" | "mixed")) {
        return None;
    }
    let metres = found
        .distance
        .as_ref()
        .and_then(|d| d.strip_suffix('m')?.parse::<u32>().ok());
    parts.iter().enumerate().find_map(|(at, part)| match *part {
        "m" if number.is_none_or(|n| n + 1 != at) => Some("men"),
        "f" => Some("women"),
        "w" if metres >= Some(3000) && number < Some(at) => Some("walk"),
        "w" => Some("women"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, number: &str, header: Option<u32>) -> String {
        named_event(name, number, header.map(|m| m * 1000)).event.to_string()
    }

    #[test]
    fn names_of_many_kinds() {
        for (name, expected) in [
            ("Mid Men - W6 250", "men 250 m"),
            ("Adaptive Mixed - W6 500 (Turn)", "mixed 500 m"),
            ("60m Hürden Zeitläufe MJB", "men 60 m hurdles"),
            ("400m Men - Open", "men 400 m"),
            ("800m 14", "800 m"),
            ("Girls 13-14 1500 Meter Run", "women 1500 m"),
            ("Boys' 4 x 100 Relay", "men 4 x 100 m relay"),
            ("U16 W 4x100m", "women 4 x 100 m relay"),
            ("110 Hurdles Boys", "men 110 m hurdles"),
            ("100mH W", "women 100 m hurdles"),
            ("3000m SC", "3000 m steeplechase"),
            ("3000 Hindernis Männer", "men 3000 m steeplechase"),
            ("W 100m", "women 100 m"),
            ("100 m", "100 m"),
            ("5000m W", "5000 m walk"),
            ("10,000m Men", "men 10000 m"),
            ("Mile", "mile"),
            ("2 Mile Run", "2 miles"),
            ("440 yards", "402.336 m"), // 440 * 0.9144 m
            ("5 km", "5 km"),
            ("Heptathlon 800m Women", "women 800 m"),
            ("Masters 40+ 200", "200 m"),
            ("200m haies garçons", "men 200 m hurdles"),
            ("Men's 1500m", "men 1500 m"),
            ("Final", ""),
            ("", ""),
        ] {
            assert_eq!(shown(name, "7", None), expected, "{name}");
        }
    }

    #[test]
    fn the_number_of_the_event_is_no_distance() {
        assert_eq!(shown("098 - J16 Women - W6 1000", "98", None), "women 1000 m");
        assert_eq!(shown("100 m Men", "100", None), "men 100 m");
        assert_eq!(shown("100 - Men U18", "100", None), "men 100 m");
        assert_eq!(shown("12 Girls 100m", "012", None), "women 100 m");
    }

    #[test]
    fn the_names_distance_goes_before_the_headers() {
        let event = named_event("Mid Women - W12 250", "4", Some(500_000));
        assert_eq!(
            (event.event.to_string().as_str(), event.contradicts),
            ("women 250 m", true)
        );
        assert_eq!(shown("Men Final", "4", Some(400)), "men 400 m");
        assert_eq!(shown("", "4", Some(1500)), "1500 m");
        assert_eq!(shown("Hurdles 2", "4", Some(300)), "300 m hurdles");
        for (name, header_mm) in [
            ("Mile", 1_609_000),
            ("4x400m", 1_600_000),
            ("4x400m", 400_000),
            ("800m", 800_000),
        ] {
            assert!(!named_event(name, "4", Some(header_mm)).contradicts, "{name}");
        }
    }
}
