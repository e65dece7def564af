//! How values are written inside the texts of a document, and read from them (terms.md 2, 10, 11, 13).
//!
//! A mark is written as the sport writes it, `≈1:39.2`, `3:36.3h`, `1:51.8+`; words behind it say what the sport leaves out:
//! the method (`3:28.32 fat`) and a precision other than the decimals' (`3:28.3111 to 0.1`).

use crate::model::{
    Discipline, Distance, Length, LengthUnit, Mark, Method, PackedMark, Precision, Reading, Suffixes, Time,
};

const PRECISIONS: [(Precision, &str); 4] = [
    (Precision::Second, "1"),
    (Precision::Tenth, "0.1"),
    (Precision::Hundredth, "0.01"),
    (Precision::Thousandth, "0.001"),
];

/// Names of the disciplines, where an event's own name does not say it.
const DISCIPLINES: [(Discipline, &str); 21] = [
    (Discipline::Unknown, "unknown"),
    (Discipline::Track, "track"),
    (Discipline::Hurdles, "hurdles"),
    (Discipline::Steeplechase, "steeplechase"),
    (Discipline::TrackWalk, "track walk"),
    (Discipline::Road, "road"),
    (Discipline::RoadWalk, "road walk"),
    (Discipline::CrossCountry, "cross country"),
    (Discipline::Relay, "relay"),
    (Discipline::HighJump, "high jump"),
    (Discipline::PoleVault, "pole vault"),
    (Discipline::LongJump, "long jump"),
    (Discipline::TripleJump, "triple jump"),
    (Discipline::ShotPut, "shot put"),
    (Discipline::Discus, "discus"),
    (Discipline::Hammer, "hammer"),
    (Discipline::Javelin, "javelin"),
    (Discipline::WeightThrow, "weight throw"),
    (Discipline::Pentathlon, "pentathlon"),
    (Discipline::Heptathlon, "heptathlon"),
    (Discipline::Decathlon, "decathlon"),
];

pub fn discipline(text: &str) -> Option<Discipline> {
    DISCIPLINES.iter().find(|(_, word)| *word == text).map(|(d, _)| *d)
}

pub fn discipline_word(discipline: Discipline) -> &'static str {
    DISCIPLINES
        .iter()
        .find(|(d, _)| *d == discipline)
        .map_or("unknown", |(_, word)| word)
}

/// Millimetres of a distance in metres; `None` when it is finer than a millimetre or out of range. A binary fraction is
/// nearer to the millimetre that was written than to any other, so rounding gives exactly that one.
pub fn millimetres(metres: f64) -> Option<u32> {
    let scaled = metres * 1000.0;
    let rounded = scaled.round();
    let fits = (0.0..=f64::from(u32::MAX)).contains(&rounded) && (scaled - rounded).abs() < 1e-3;
    fits.then_some(rounded as u32)
}

/// Metres with the decimals they need: `400`, `409.344`.
pub fn metres(mm: u32) -> String {
    Distance(mm).to_string().trim_end_matches(" m").to_owned()
}

/// Takes an estimate's `≈`, the words behind the mark and its suffixes off.
fn parts(text: &str) -> Option<(&str, Suffixes, impl Iterator<Item = &str>)> {
    let (text, estimate) = match text.trim().strip_prefix('≈') {
        Some(rest) => (rest, Suffixes::ESTIMATE),
        None => (text, Suffixes::NONE),
    };
    let mut words = text.split_whitespace();
    let (bare, suffixes) = Suffixes::split(words.next()?);
    Some((bare, suffixes.with(estimate), words))
}

/// Reads a time with its suffixes, method and precision; `None` for anything else.
pub fn time(text: &str) -> Option<(Time, Suffixes)> {
    let (bare, suffixes, mut words) = parts(text)?;
    let mut time = Time::parse(bare)?;
    while let Some(word) = words.next() {
        if word == "to" {
            let stated = words.next()?;
            let (precision, _) = PRECISIONS.iter().find(|(_, text)| *text == stated)?;
            time = time.with_precision(*precision);
        } else {
            time = time.with_method(Method::from_word(word)?);
        }
    }
    Some((time, suffixes))
}

/// Writes what [`time`] reads.
pub fn time_text(time: Time, suffixes: Suffixes) -> String {
    let (ticks, precision, method) = (time.ticks(), time.precision(), time.method());
    let plain = ticks % precision.ticks() == 0;
    let mut text = String::new();
    if suffixes.contains(Suffixes::ESTIMATE) {
        text.push('≈');
    }
    if plain {
        text += &Time::from_ticks(ticks, precision).to_string();
    } else {
        let fraction = ticks % crate::model::time::TICKS_PER_SECOND;
        text += &Time::from_ticks(ticks - fraction, Precision::Second).to_string();
        text += &format!(".{fraction:04}");
    }
    if method == Method::Hand {
        text.push('h');
    }
    text += &suffixes.to_string();
    if !matches!(method, Method::Hand | Method::Unknown) {
        text.push(' ');
        text += method.word();
    }
    if !plain && precision != Precision::Thousandth {
        let stated = PRECISIONS.iter().find(|(p, _)| *p == precision);
        text += &format!(" to {}", stated.map_or("0.001", |(_, text)| text));
    }
    text
}

pub fn length(text: &str, imperial: bool) -> Option<(Length, Suffixes)> {
    let (bare, suffixes, mut words) = parts(text)?;
    let mut length = Length::parse(bare)?;
    if imperial {
        length.unit = LengthUnit::Imperial;
    }
    words.next().is_none().then_some((length, suffixes))
}

/// Writes what [`length`] reads, and whether the text is in metres of a length measured in feet and inches.
pub fn length_text(value: Length, suffixes: Suffixes) -> (String, bool) {
    let shown = PackedMark::new(Some(Mark::Length(value)), suffixes).to_string();
    if length(&shown, false).is_some_and(|(read, _)| read == value) {
        return (shown, false);
    }
    let metres = format!("{}.{:05}", value.hundredths_mm / 100_000, value.hundredths_mm % 100_000);
    let estimate = if suffixes.contains(Suffixes::ESTIMATE) {
        "≈"
    } else {
        ""
    };
    (
        format!("{estimate}{metres}{suffixes}"),
        value.unit == LengthUnit::Imperial,
    )
}

pub fn points(text: &str) -> Option<(u32, Suffixes)> {
    let (bare, suffixes, mut words) = parts(text)?;
    let points = bare.parse().ok()?;
    words.next().is_none().then_some((points, suffixes))
}

/// A position: `2`, or `=2` when tied.
pub fn position(text: &str) -> Option<Reading> {
    let (text, tied) = match text.strip_prefix('=') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let position = text.trim().parse().ok()?;
    Some(Reading::Position { position, tied })
}

/// Wind in tenths of m/s: `+1.3`, `-0.2`.
pub fn wind(text: &str) -> Option<i16> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, tenth) = digits.split_once('.').unwrap_or((digits, "0"));
    if tenth.len() != 1 || !(whole.to_owned() + tenth).bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let tenths = whole.parse::<i32>().ok()?.checked_mul(10)? + tenth.parse::<i32>().ok()?;
    i16::try_from(if negative { -tenths } else { tenths }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mark::wind_text;

    #[test]
    fn a_time_keeps_its_method_and_precision() {
        for text in [
            "3:28.32",
            "56.1",
            "3:36.3h",
            "≈1:39.2",
            "1:51.8+",
            "3:28.3111",
            "3:28.32 fat",
            "2:33.6 video",
            "2:04:55h+",
            "3:28.3111 transponder to 0.1",
            "208.0500 to 1",
        ] {
            let (read, suffixes) = time(text).unwrap_or_else(|| panic!("{text} is a time"));
            let written = time_text(read, suffixes);
            let again = time(&written).map(|(t, s)| (t.ticks(), t.precision(), t.method(), s));
            assert_eq!(again, Some((read.ticks(), read.precision(), read.method(), suffixes)));
            assert!(written == text || text == "208.0500 to 1", "{text} became {written}");
        }
        assert!(time("3:6x").is_none() && time("3:28.32 by eye").is_none() && time("").is_none());
    }

    #[test]
    fn distances_are_exact_to_the_millimetre() {
        for (text, mm) in [("400", 400_000), ("409.344", 409_344), ("4294967.295", u32::MAX)] {
            assert_eq!(text.parse().ok().and_then(millimetres), Some(mm));
            assert_eq!(metres(mm), text);
        }
        for bad in [-1.0, f64::NAN, 0.0004, 5e9] {
            assert_eq!(millimetres(bad), None);
        }
    }

    #[test]
    fn wind_and_positions() {
        assert_eq!(wind("+1.3").map(wind_text).as_deref(), Some("+1.3"));
        assert_eq!(wind("-0.2").map(wind_text).as_deref(), Some("-0.2"));
        assert_eq!((wind("NWI"), wind("1.25")), (None, None));
        let tied = Reading::Position {
            position: 2,
            tied: true,
        };
        assert_eq!(position("=2"), Some(tied));
        assert_eq!(position("second"), None);
    }
}
