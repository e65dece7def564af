//! What a column is, from its caption: the words of English result files and those of a few other languages.
//!
//! A caption that carries a distance or the number of a lap ([`super::marker_caption`]) is a column of passings or segments.

use super::caption_words::meaning_of_words;
use super::marker_caption::{Marker, Stretch, marker};
use crate::model::fold;
use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// Place in the race or, of a list, in it.
    Place,
    /// Rank in a list.
    Rank,
    Bib,
    Name,
    Given,
    Family,
    Nation,
    Team,
    Sex,
    Age,
    Birth,
    /// The result: a time, a length, points or a status word.
    Mark,
    /// A second time column: net (chip) time.
    Net,
    /// Result in plain seconds beside a written one.
    Seconds,
    Status,
    Note,
    Flags,
    Qualified,
    Wind,
    Lane,
    Reaction,
    Round,
    Heat,
    Date,
    Year,
    Meet,
    Event,
    Venue,
    /// A venue, or the athlete's home when the file has other columns of a home.
    City,
    /// A part of an athlete's home address, which is not kept.
    Home,
    Indoor,
    Category,
    Record,
    Source,
    Coach,
    Birthplace,
    Distance,
    /// The number of a lap, of one row a lap.
    Lap,
    Cumulative,
    PrecisionS,
    Position,
    PositionBasis,
    Kind,
    /// Columns of position tracking.
    Tracking,
    Marker(Marker),
    /// Known and not needed: paces, class places, row numbers.
    Ignored,
    Unknown,
}

/// What the caption says that its column holds.
pub fn meaning(caption: &str) -> Meaning {
    let lower = normal(caption);
    let folded = fold(&lower);
    let said = match meaning_of_words(&folded) {
        // `Verein/Ort`
        Meaning::Unknown if folded.contains('/') => meaning_of_words(&folded.replace('/', " ")),
        said => said,
    };
    match said {
        Meaning::Unknown => marker(caption).map_or_else(|| sundry(&lower), Meaning::Marker),
        known => known,
    }
}

fn sundry(lower: &str) -> Meaning {
    let other_of_a_marker = [" tempo", " pace", " place", " miejsce", " miejsce open", " rank"];
    let of_a_marker = other_of_a_marker
        .iter()
        .find_map(|word| lower.strip_suffix(word))
        .is_some_and(|start| marker(start).is_some());
    if of_a_marker || position_marker(lower).is_some() || lower.starts_with("unnamed") {
        Meaning::Ignored
    } else {
        Meaning::Unknown
    }
}

/// The distance in millimetres of a caption such as `Pos 800m`, `800m position` or `place at 400`: the place there.
pub fn position_marker(caption: &str) -> Option<u32> {
    const WORDS: [&str; 7] = ["pos", "position", "place", "rank", "platz", "rang", "clt"];
    let words = normal(caption);
    let words: Vec<&str> = words.split(' ').filter(|w| !matches!(*w, "at" | "after")).collect();
    let (first, last) = (words.first()?, words.last()?);
    let rest = match (WORDS.contains(first), WORDS.contains(last)) {
        (true, false) => &words[1..],
        (false, true) => &words[..words.len() - 1],
        _ => return None,
    };
    marker(&rest.join(" "))
        .filter(|m| m.stretch == Stretch::Open)
        .map(|m| m.distance_mm)
}

/// Lower case, underscores, dots, brackets and repeated blanks as one blank; without a unit in brackets.
fn normal(caption: &str) -> String {
    let lower = caption.trim().trim_start_matches('\u{feff}').to_lowercase();
    let unit = lower.strip_suffix([')', ']']).and_then(|l| l.rsplit_once(['(', '[']));
    let lower = match unit {
        Some((before, "s" | "sec" | "seconds" | "min" | "h" | "mm:ss" | "h:mm:ss" | "hh:mm:ss" | "m" | "m/s")) => {
            before
        }
        _ => lower.as_str(),
    };
    let words: Vec<&str> = lower
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '_' | '.' | ':' | '#' | ',' | '(' | ')' | '[' | ']' | '°' | 'º')
        })
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

/// A decimal number in thousandths.
pub fn thousandths(text: &str) -> Option<u64> {
    scaled(text, 3)
}

/// A decimal number times ten to the power of `places`; digits beyond are cut.
pub(super) fn scaled(text: &str, places: usize) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || whole.len() > 9 || fraction.len() > 9 {
        return None;
    }
    let mut value: u64 = whole.parse().ok()?;
    for place in 0..places {
        let digit = fraction
            .as_bytes()
            .get(place)
            .map_or(Some(0), |b| b.checked_sub(b'0'))?;
        value = value * 10 + u64::from(Some(digit).filter(|d| *d < 10)?);
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_say_what_a_column_is() {
        for (caption, expected) in [
            ("Pos", Meaning::Place),
            (" Start Number", Meaning::Bib),
            ("club_team", Meaning::Team),
            ("Chip Time", Meaning::Net),
            ("Imię", Meaning::Given),
            ("5 km Miejsce Open", Meaning::Ignored),
            ("5 km Tempo", Meaning::Ignored),
            ("rank_on_2021_08_06", Meaning::Unknown),
            ("Unnamed: 6", Meaning::Ignored),
        ] {
            assert_eq!(meaning(caption), expected, "{caption}");
        }
    }

    #[test]
    fn captions_of_positions_carry_distances() {
        for (caption, metres) in [
            ("Pos 800m", Some(800)),
            ("400 pos", Some(400)),
            ("position_1200m", Some(1200)),
            ("Place at 5k", Some(5000)),
            ("Pos", None),
            ("Pos place", None),
            ("800m", None),
        ] {
            assert_eq!(position_marker(caption), metres.map(|m| m * 1000), "{caption}");
        }
    }
}
