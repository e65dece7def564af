//! What a column is, from its caption: the words of English result files and those of a few other languages.
//!
//! A caption that carries a distance or the number of a lap ([`super::marker_caption`]) is a column of passings or segments.

use super::marker_caption::{Marker, Stretch, marker};
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

fn words_meaning(caption: &str) -> Meaning {
    use Meaning as M;
    match caption {
        "place" | "pos" | "overall" | "overall place" | "pl" | "plc" | "miejsce" | "miejsce open" | "platz"
        | "rang" | "position overall" | "finish place" | "final place" | "ov" | "overall pl" => M::Place,
        "rank" | "rk" => M::Rank,
        "bib" | "start number" | "numer startowy" | "no" | "num" | "number" | "startnummer" | "bib number"
        | "bib no" | "stno" | "startnr" | "st nr" | "stnr" | "start no" | "start nr" => M::Bib,
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
        | "rocznik" | "jahrgang" | "jg" | "jahrg" | "birth" => M::Birth,
        "time" | "result" | "mark" | "official" | "official time" | "finish time" | "final" | "czas" | "guntime"
        | "gun time" | "gun" | "total time" | "finish" | "performance" | "zeit" | "perf" | "result time"
        | "czas brutto" | "brutto" | "bruttozeit" | "best" | "total" | "time ms" | "guntim" | "gun tim" => M::Mark,
        "net" | "net time" | "chip time" | "nettime" | "chip" | "chiptime" | "czas netto" | "netto" | "nettozeit"
        | "nettim" | "net tim" => M::Net,
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
        "category" | "class" | "div" | "age class" | "age group" | "age cat" | "age category" | "agecat"
        | "agegroup" | "division name" | "kategoria wiekowa" | "klasse" | "cat" | "ak" | "altersklasse" => M::Category,
        "record" => M::Record,
        "source" => M::Source,
        "coach" => M::Coach,
        "birthplace" => M::Birthplace,
        "distance m" | "distance" => M::Distance,
        "lap" | "lap number" | "lap no" | "runde" | "round number" => M::Lap,
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
        | "rückstand"
        | "gap"
        | "behind"
        | "diff"
        | "abstand"
        | "strata"
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

/// Lower case, underscores, dots and repeated blanks as one blank; without a unit in brackets.
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
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | ':' | '#'))
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
