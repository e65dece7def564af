//! What a column is, from its caption: the words of English result files and those of a few other languages.
//!
//! A caption that carries a distance (`5K`, `Half`, `400 m`, a bare `400`) is a column of passings or segments; which of
//! the two is found by test (terms.md 3), and a bare number counts only when its column holds times.

use crate::model::distance::{HALF_MARATHON_MM, MILE_MM};
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

/// The marker that a caption names, and the stretch of the way that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Distance from the start; of a last stretch its length, 0 when the caption does not say it.
    pub distance_mm: u32,
    pub stretch: Stretch,
    /// A bare number, taken as metres only when the column holds times.
    pub bare: bool,
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

fn words_meaning(caption: &str) -> Meaning {
    use Meaning as M;
    match caption {
        "place" | "pos" | "overall" | "overall place" | "pl" | "plc" | "miejsce" | "miejsce open" | "platz"
        | "rang" | "position overall" | "finish place" | "final place" | "ov" | "overall pl" => M::Place,
        "rank" | "rk" => M::Rank,
        "bib" | "start number" | "numer startowy" | "no" | "num" | "number" | "startnummer" | "bib number"
        | "bib no" | "stno" => M::Bib,
        "name" | "competitor" | "athlete" | "athletes" | "display name" | "runner" | "full name" | "naam" => M::Name,
        "firstname" | "first name" | "imię" | "given name" | "vorname" | "given" | "first" => M::Given,
        "lastname" | "last name" | "nazwisko" | "surname" | "family name" | "nachname" | "family" | "last" => M::Family,
        "nat" | "nation" | "country" | "ctz" | "kraj" | "nationality" | "noc" | "nationalität" => M::Nation,
        "club" | "team" | "team name" | "drużyna" | "affiliation" | "school" | "verein" | "klub" | "club team" => {
            M::Team
        }
        "gender" | "sex" | "s" | "gend" | "gen" | "płeć" | "geschlecht" => M::Sex,
        "age" | "ag" => M::Age,
        "birth date" | "date of birth" | "dob" | "birthdate" | "year of birth" | "birth year" | "yob" | "born"
        | "rocznik" | "jahrgang" | "birth" => M::Birth,
        "time" | "result" | "mark" | "official" | "official time" | "finish time" | "final" | "czas" | "guntime"
        | "gun time" | "gun" | "total time" | "finish" | "performance" | "zeit" | "perf" | "result time"
        | "czas brutto" => M::Mark,
        "net" | "net time" | "chip time" | "nettime" | "chip" | "chiptime" | "czas netto" | "netto" => M::Net,
        "seconds" => M::Seconds,
        "status" => M::Status,
        "note" | "notes" | "comment" | "remark" | "remarks" | "bemerkung" => M::Note,
        "flags" | "flag" | "records" => M::Flags,
        "qualified" | "qualification" | "qual" | "q" => M::Qualified,
        "wind" => M::Wind,
        "lane" | "ln" => M::Lane,
        "reaction" | "reaction time" | "reaction time s" | "rt" => M::Reaction,
        "round" | "stage" => M::Round,
        "heat" | "ht" => M::Heat,
        "date" | "datum" | "race date" => M::Date,
        "year" | "rok" | "race year" | "season" | "jahr" => M::Year,
        "meet" | "meeting" | "competition" | "competition name" => M::Meet,
        "event" | "discipline" | "event code" => M::Event,
        "venue" | "location" | "ort" => M::Venue,
        "city" => M::City,
        "state" | "st" | "town" | "hometown" | "canton" | "residence" | "latitude" | "longitude" | "miasto" => M::Home,
        "indoor" => M::Indoor,
        "category" | "class" | "div" | "age class" | "age group" | "agegroup" | "division name"
        | "kategoria wiekowa" | "klasse" | "cat" => M::Category,
        "record" => M::Record,
        "source" => M::Source,
        "coach" => M::Coach,
        "birthplace" => M::Birthplace,
        "distance m" | "distance" => M::Distance,
        "cumulative time" | "cumulative time s" | "cumulative" => M::Cumulative,
        "precision s" => M::PrecisionS,
        "position" => M::Position,
        "position basis" => M::PositionBasis,
        "kind" => M::Kind,
        "x m" | "y m" | "speed m s" | "distance run m" | "distance along lap m" | "time s" => M::Tracking,
        "pace"
        | "tempo"
        | "speed"
        | "genderdiv"
        | "gender result"
        | "płeć miejsce"
        | "division"
        | "division result"
        | "age class place"
        | "kategoria wiekowa miejsce"
        | "medal"
        | "sex/tot"
        | "div/tot"
        | "rate"
        | "avg pace"
        | "" => M::Ignored,
        "results score" | "points" => M::Ignored,
        _ => M::Unknown,
    }
}

/// What the caption says that its column holds.
pub fn meaning(caption: &str) -> Meaning {
    let lower = normal(caption);
    match words_meaning(&lower) {
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
    const WORDS: [&str; 4] = ["pos", "position", "place", "rank"];
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

/// Lower case, underscores, dots and repeated blanks as one blank.
fn normal(caption: &str) -> String {
    let lower = caption.trim().trim_start_matches('\u{feff}').to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | ':' | '#'))
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

/// The marker that a caption such as `5K`, `5 km Time`, `Half`, `400m`, `4M` (miles) or `2nd 5k` names.
pub fn marker(caption: &str) -> Option<Marker> {
    let caption = caption.trim();
    let lower = normal_keeping_dots(caption);
    let mut rest = lower.as_str();
    for word in [" czas", " time", " split", " zeit", " passing"] {
        rest = rest.strip_suffix(word).unwrap_or(rest);
    }
    let open = |distance_mm, bare| Marker {
        distance_mm,
        stretch: Stretch::Open,
        bare,
    };
    match rest {
        "half" | "halfway" | "half marathon" | "hm" | "split" => return Some(open(HALF_MARATHON_MM, false)),
        "mile" => return Some(open(MILE_MM, false)),
        _ => {}
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
    (distance_mm > 0 && (scale > 1000 || distance_mm <= 200_000_000)).then_some((distance_mm, word.is_empty()))
}

fn normal_keeping_dots(caption: &str) -> String {
    caption.trim_start_matches('\u{feff}').to_lowercase().replace('_', " ")
}

/// The number of a stretch such as `2nd 5k`, and its length.
fn ordinal(text: &str) -> (Option<u32>, &str) {
    let plain = (None, text);
    let Some((first, rest)) = text.split_once(' ') else {
        return plain;
    };
    let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !matches!(&first[digits.len()..], "st" | "nd" | "rd" | "th") {
        return plain;
    }
    let number = digits.parse().ok().filter(|n| (1..100).contains(n));
    number.map_or(plain, |n| (Some(n), rest))
}

/// A decimal number in thousandths.
pub fn thousandths(text: &str) -> Option<u64> {
    scaled(text, 3)
}

/// A decimal number times ten to the power of `places`; digits beyond are cut.
fn scaled(text: &str, places: usize) -> Option<u64> {
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
}
