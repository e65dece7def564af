//! The marker that a column's caption names: a distance (`5K`, `Half`, `400 m`, a bare `400`), the stretch that ends there
//! (`2nd 5k`, `400-800 m`, `last 400m`) or the number of a lap or leg (`Lap 3`, `3. Runde`, `L3`, `Leg 2`).
//!
//! Whether the column holds passings or segments its caption does not tell: that is found by test (terms.md 3).

use super::header::scaled;
use crate::model::distance::{HALF_MARATHON_MM, MILE_MM};
use crate::model::passing::{DAYS, LAPS, LEGS, MAX_ORDER, is_order};
use serde::{Deserialize, Serialize};

/// The marker that a caption names, and the stretch of the way that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Distance from the start; of a last stretch its length, 0 when the caption does not say it; of a lap or a
    /// leg its order number from [`LAPS`] or [`LEGS`] on.
    pub distance_mm: u32,
    pub stretch: Stretch,
    /// A number without a unit, taken only when the column holds times.
    pub bare: bool,
}

impl Marker {
    /// Whether only the number of the lap or leg is known.
    pub const fn is_lap(&self) -> bool {
        is_order(self.distance_mm) && self.distance_mm > 0
    }
}

/// What a caption says of where its time begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stretch {
    /// `10k`: at the start, or at the marker before; found by test.
    Open,
    /// `2nd 5k`: this far from the start.
    From(u32),
    /// `last 5k`: as long before the finish.
    Last,
}

/// Words around a distance that say nothing of where it is.
const BEFORE: [&str; 20] = [
    "split ",
    "passing ",
    "at ",
    "@ ",
    "time at ",
    "time ",
    "intermediate ",
    "inter ",
    "zwischenzeit ",
    "zeit ",
    "passage ",
    "temps ",
    "paso ",
    "parcial ",
    "passaggio ",
    "intermedio ",
    "tussentijd ",
    "mellantid ",
    "mellomtid ",
    "väliaika ",
];
const BEHIND: [&str; 17] = [
    " czas",
    " temps",
    " tiempo",
    " tid",
    " tijd",
    " time",
    " split",
    " zeit",
    " passing",
    " lap",
    "-lap",
    " segment",
    " interval",
    " (cum)",
    " cum",
    " cumulative",
    " (s)",
];
/// What a lap is called.
const LAP: [&str; 13] = [
    "lap", "l", "runde", "rnd", "rd", "tour", "ronde", "varv", "kierros", "vuelta", "giro", "q", "split",
];
/// What a leg of a relay is called.
const LEG: [&str; 4] = ["leg", "etappe", "sträcka", "osuus"];

/// The marker that a caption such as `5K`, `5 km Time`, `Half`, `400m`, `4M` (miles), `2nd 5k`, `400-800` or `Lap 3` names.
pub fn marker(caption: &str) -> Option<Marker> {
    let caption = caption.trim();
    let lower = caption.trim_start_matches('\u{feff}').to_lowercase().replace('_', " ");
    if lower == "split" {
        return Some(open(HALF_MARATHON_MM, false));
    }
    let mut rest = lower.as_str();
    for word in BEHIND {
        rest = rest.strip_suffix(word).unwrap_or(rest).trim_end();
    }
    for word in BEFORE {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    if let Some(inner) = bracketed(rest) {
        rest = inner;
    }
    let reversed = rest.strip_prefix("km ").map(|number| format!("{} km", number.trim()));
    let rest = reversed.as_deref().unwrap_or(rest);
    match rest {
        "half" | "halfway" | "half marathon" | "hm" => return Some(open(HALF_MARATHON_MM, false)),
        "mile" => return Some(open(MILE_MM, false)),
        _ => {}
    }
    if let Some(lap) = numbered(&lower, &LAP).or_else(|| numbered(rest, &LAP)) {
        return Some(open(LAPS + lap, true));
    }
    if let Some(leg) = numbered(&lower, &LEG).or_else(|| numbered(rest, &LEG)) {
        return Some(open(LEGS + leg, true));
    }
    let starts_a_length = |l: &&str| l.starts_with(|c: char| c == ' ' || c == '.' || c.is_ascii_digit());
    if let Some(length) = rest.strip_prefix("last").filter(starts_a_length) {
        let known = distance(length.trim(), caption).map_or(0, |(mm, _)| mm);
        return length.contains(|c: char| c.is_ascii_digit()).then_some(Marker {
            distance_mm: known,
            stretch: Stretch::Last,
            bare: known == 0,
        });
    }
    if let Some(range) = range(rest, caption) {
        return Some(range);
    }
    let rest = rest.strip_prefix("first").map_or(rest, str::trim_start);
    let (ordinal, rest) = ordinal(rest);
    let (length, bare) = distance(rest, caption)?;
    let Some(ordinal) = ordinal else {
        return Some(open(length, bare));
    };
    Some(Marker {
        distance_mm: length.checked_mul(ordinal)?,
        stretch: Stretch::From(length * (ordinal - 1)),
        bare,
    })
}

/// The distance in `split 1 (5k)` or `1 (5 km)`, of which the number before is but the count.
fn bracketed(text: &str) -> Option<&str> {
    let (before, inner) = text.strip_suffix(')')?.split_once('(')?;
    let before = before.trim();
    let is_count = before.bytes().all(|b| b.is_ascii_digit()) || numbered(before, &LAP).is_some();
    let is_distance = inner.starts_with(|c: char| c.is_ascii_digit()) && inner.ends_with(|c: char| c.is_alphabetic());
    (is_count && is_distance).then_some(inner)
}

fn open(distance_mm: u32, bare: bool) -> Marker {
    Marker {
        distance_mm,
        stretch: Stretch::Open,
        bare,
    }
}

/// The number of `lap 3`, `l3`, `3. runde` or `3rd lap`, behind or before one of the words.
fn numbered(text: &str, words: &[&str]) -> Option<u32> {
    let number = |text: &str| {
        let digits = text.trim().trim_end_matches('.');
        let number = digits.parse().ok().filter(|n| (1..DAYS - LEGS).contains(n));
        number.filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
    };
    words.iter().find_map(|word| {
        if let Some(behind) = text.strip_prefix(word) {
            return number(behind);
        }
        // `3l` is no lap
        let before = text.strip_suffix(word).filter(|_| word.len() > 2)?.trim_end();
        number(before.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
    })
}

/// `400-800`, `0–400 m`, `5 to 10 km`: from the first distance to the second.
fn range(text: &str, caption: &str) -> Option<Marker> {
    let parts = text.split_once(['-', '–', '—']).or_else(|| text.split_once(" to "));
    let (from, to) = parts?;
    let (to_mm, bare) = distance(to.trim(), caption)?;
    let unit = to.trim().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let from = from.trim();
    let from_mm = match from {
        "0" | "0m" | "0 m" | "0k" | "0km" | "0 km" | "start" => 0,
        _ if from.ends_with(|c: char| c.is_ascii_digit()) => distance(&format!("{from}{unit}"), caption)?.0,
        _ => distance(from, caption)?.0,
    };
    (from_mm < to_mm).then_some(Marker {
        distance_mm: to_mm,
        stretch: Stretch::From(from_mm),
        bare,
    })
}

/// Millimetres of `5k`, `13.1M` (miles) or `400`, and whether the number stands alone, which is metres.
fn distance(text: &str, caption: &str) -> Option<(u32, bool)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, word) = text.split_at(digits);
    let miles = caption.trim_end().ends_with('M') && scaled(number, 0).is_some_and(|n| n <= 100);
    let scale = match word.trim() {
        "k" | "km" => 1_000_000,
        "mi" | "mile" | "miles" => MILE_MM,
        "m" if miles => MILE_MM,
        "m" | "metres" | "meters" | "" => 1000,
        _ => return None,
    };
    let distance_mm = scaled(number, 4)?
        .checked_mul(u64::from(scale))
        .and_then(|mm| u32::try_from(mm / 10_000).ok())?;
    // what is within a metre of the start would be an order number
    (distance_mm > MAX_ORDER && (scale > 1000 || distance_mm <= 200_000_000)).then_some((distance_mm, word.is_empty()))
}

/// The number of a stretch such as `2nd 5k` or `second 400m`, and its length.
fn ordinal(text: &str) -> (Option<u32>, &str) {
    const WORDS: [&str; 9] = [
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    let plain = (None, text);
    let Some((first, rest)) = text.split_once(' ') else {
        return plain;
    };
    if let Some(at) = WORDS.iter().position(|w| *w == first) {
        return (u32::try_from(at + 2).ok(), rest);
    }
    let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !matches!(&first[digits.len()..], "st" | "nd" | "rd" | "th") {
        return plain;
    }
    let number = digits.parse().ok().filter(|n| (1..100).contains(n));
    number.map_or(plain, |n| (Some(n), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_carry_distances() {
        for (caption, metres_times_1000, bare) in [
            ("5K", 5_000_000, false),
            ("5 km Czas", 5_000_000, false),
            ("Half", 21_097_500, false),
            ("400", 400_000, true),
            ("400m", 400_000, false),
            ("4M", 4 * 1_609_344, false),
            ("2nd 5k", 10_000_000, false),
            ("21.0975k", 21_097_500, false),
            ("17.4M", 28_002_585, false), // 17.4 * 1,609,344 mm = 28,002,585.6
            ("FIRST13.1M", 21_082_406, false),
            ("LAST 5K", 5_000_000, false),
            ("Last.3", 0, true),
        ] {
            let marker = marker(caption).map(|m| (m.distance_mm, m.bare));
            assert_eq!(marker, Some((metres_times_1000, bare)), "{caption}");
        }
        for caption in [
            "Finish",
            "pb_800m_date",
            "",
            "k",
            "1e5",
            "0",
            "Last name",
            "first",
            "last",
        ] {
            assert_eq!(marker(caption), None, "{caption}");
        }
        let stretches = ["1st 5k", "3rd 5k", "10k", "last 400m"].map(|c| marker(c).map(|m| m.stretch));
        let expected = [
            Stretch::From(0),
            Stretch::From(10_000_000),
            Stretch::Open,
            Stretch::Last,
        ];
        assert_eq!(stretches, expected.map(Some));
    }

    #[test]
    fn captions_name_laps_and_stretches() {
        for caption in [
            "Lap 3",
            "lap3",
            "L3",
            "Runde 3",
            "3. Runde",
            "3rd lap",
            "Lap 3 time",
            "Q3",
        ] {
            assert_eq!(marker(caption).map(|m| m.distance_mm), Some(LAPS + 3), "{caption}");
        }
        for caption in ["Lap", "Laps", "Q", "L", "3l", "Tour de France", "lap 0", "rd 1000"] {
            assert_eq!(marker(caption), None, "{caption}");
        }
        for (caption, from, to) in [
            ("0-400", 0, 400),
            ("400–800 m", 400, 800),
            ("700 - 1100", 700, 1100),
            ("5 to 10 km", 5000, 10_000),
            ("5km-10km", 5000, 10_000),
            ("Second 400m", 400, 800),
        ] {
            let marker = marker(caption).map(|m| (m.stretch, m.distance_mm));
            assert_eq!(marker, Some((Stretch::From(from * 1000), to * 1000)), "{caption}");
        }
        for caption in ["800-400", "M-35", "half-time", "-5"] {
            assert_eq!(marker(caption), None, "{caption}");
        }
        for caption in [
            "400 lap",
            "400-lap",
            "400m split",
            "Split 400m",
            "400m (cum)",
            "at 400 m",
            "First 400m",
        ] {
            let marker = marker(caption).map(|m| (m.stretch, m.distance_mm));
            assert_eq!(marker, Some((Stretch::Open, 400_000)), "{caption}");
        }
    }
}
