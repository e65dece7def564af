//! One cell to one value: numbers, and times in the ways that tables write them (terms.md 2.2, 11).

use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Event, Length, Mark, Precision, Status, Suffixes, Time};

/// How the plain decimal numbers of a file's time columns are meant; a text with a colon is always a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plain {
    #[default]
    Seconds,
    /// Minutes with decimals: `128.62` is 2:08:37.
    Minutes,
    /// A last group of three is a fraction of a second, by the whole file: `3.45.31` is 3:45.31.
    Hundredths,
    /// Whole numbers are thousandths of a second: `214000` is 3:34.000.
    Milliseconds,
    /// Points for colons, by the whole file: `2.08.37` is 2:08:37.
    Hours,
}

/// What a time cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    Missing,
    Time(Time, Suffixes),
    Status(Status),
    Unreadable,
}

/// Whether a cell holds nothing: blank, a dash, `nan`, or a zero time.
pub fn is_missing(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [b'0'..=b'9', ..] => bytes.iter().all(|b| matches!(b, b'0' | b':' | b'.')),
        [b'-', ..] => bytes.iter().all(|b| *b == b'-'),
        b"n/a" | b"N/A" | b"n.a." | b"N.A." | b"NULL" | b"null" | b"None" => true,
        // an en dash or an em dash
        [0xe2, 0x80, 0x93 | 0x94] => true,
        _ => bytes.eq_ignore_ascii_case(b"nan"),
    }
}

/// Reads a cell of a time column; `bytes` are trimmed.
pub fn time(bytes: &[u8], plain: Plain) -> Cell {
    match clock_seconds(bytes).filter(|_| plain != Plain::Hundredths) {
        Some(0) => return Cell::Missing,
        Some(seconds) => return Cell::Time(whole_seconds(seconds), Suffixes::NONE),
        None => {}
    }
    if is_missing(bytes) {
        return Cell::Missing;
    }
    written_time(bytes, plain)
}

/// A time of whole seconds; at most 100 h, so that it fits.
#[inline]
pub fn whole_seconds(seconds: u32) -> Time {
    Time::from_ticks(seconds * TICKS_PER_SECOND, Precision::Second)
}

/// The seconds of `h:mm:ss` and `mm:ss` without a fraction, the most common texts by far.
#[inline]
pub fn clock_seconds(bytes: &[u8]) -> Option<u32> {
    let digit = |b: u8| u32::from(b.wrapping_sub(b'0'));
    let (hours, m, n, s, t) = match *bytes {
        [h, b':', m, n, b':', s, t] => ([b'0', h], m, n, s, t),
        [g, h, b':', m, n, b':', s, t] => ([g, h], m, n, s, t),
        [m, n, b':', s, t] => ([b'0', b'0'], m, n, s, t),
        _ => return None,
    };
    let [g, h, m, n, s, t] = [hours[0], hours[1], m, n, s, t].map(digit);
    let digits = g < 10 && h < 10 && n < 10 && t < 10;
    // minutes alone may exceed 59, as in 84:55
    let minutes_most = if bytes.len() == 5 { 10 } else { 6 };
    (digits && m < minutes_most && s < 6).then(|| (g * 10 + h) * 3600 + (m * 10 + n) * 60 + s * 10 + t)
}

fn written_time(bytes: &[u8], plain: Plain) -> Cell {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Cell::Unreadable;
    };
    if let Some(status) = Status::parse(text) {
        return Cell::Status(status);
    }
    if let Some(time) = with_units(text) {
        return Cell::Time(time, Suffixes::NONE);
    }
    let (bare, suffixes) = Suffixes::split(text);
    if plain == Plain::Milliseconds && bare.bytes().all(|b| b.is_ascii_digit()) {
        let ticks = bare
            .parse()
            .ok()
            .and_then(|ms: u32| ms.checked_mul(TICKS_PER_SECOND / 1000));
        return ticks.map_or(Cell::Unreadable, |t| {
            Cell::Time(Time::from_ticks(t, Precision::Thousandth), suffixes)
        });
    }
    if plain == Plain::Minutes && !bare.contains(':') {
        return minutes(bare).map_or(Cell::Unreadable, |t| Cell::Time(t, suffixes));
    }
    let written = match plain {
        Plain::Hundredths | Plain::Hours => regrouped(bare, plain),
        Plain::Seconds | Plain::Minutes | Plain::Milliseconds => None,
    };
    match written.or_else(|| Time::parse(bare)).or_else(|| dotted(bare)) {
        Some(time) => Cell::Time(time, suffixes),
        None => Cell::Unreadable,
    }
}

/// `2h 8m 37s`, `2h09'12"`, `3'28"32`, `14 min 20 s`: two numbers or more, each but the last with its unit behind it, the
/// lower ones of two digits where no blank stands before them.
fn with_units(text: &str) -> Option<Time> {
    let marked = |b: u8| matches!(b, b'h' | b'H' | b'm' | b'M' | b'\'' | b'"') || b >= 0x80;
    if !text.bytes().skip(1).any(marked)
        || !text.ends_with(|c: char| c.is_ascii_digit() || c.is_alphabetic() || "'\"′″”".contains(c))
    {
        return None;
    }
    let mut clock = String::new();
    let mut rest = text;
    let mut below = "";
    let mut count = 0;
    while !rest.is_empty() {
        let digits = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
                .len();
        let (number, behind) = rest.split_at(digits);
        let next = behind.trim_start().trim_start_matches(|c: char| !c.is_ascii_digit());
        let unit = behind[..behind.len() - next.len()].trim();
        let separator = match unit.to_lowercase().as_str() {
            "h" | "hr" | "hrs" | "std" if count == 0 => ":",
            "m" | "min" | "min." | "mn" | "'" | "′" | "’" if matches!(below, "" | ":") => ":",
            "s" | "sec" | "sec." | "\"" | "''" | "″" | "”" | "’’" if below == ":" => ".",
            "" if count > 0 && next.is_empty() => "",
            _ => return None,
        };
        let is_part = number.bytes().all(|b| b.is_ascii_digit()) || next.is_empty() && separator != ":";
        if number.is_empty() || !is_part {
            return None;
        }
        let is_fraction = below == ".";
        let short = count > 0 && number.len() == 1 && !is_fraction;
        if short && !text.contains(['h', 'm', 's']) {
            return None;
        }
        clock.push_str(below);
        clock.push_str(if short { "0" } else { "" });
        clock.push_str(number);
        if unit.starts_with(['h', 'H']) && next.is_empty() {
            return None;
        }
        (below, rest) = (separator, next);
        count += 1;
    }
    // `2h 8m` and `2h08` end with minutes
    let hours = text.contains(['h', 'H', 'd']);
    if hours && clock.matches(':').count() < 2 {
        clock.push_str(":00");
    }
    (count > 1).then(|| Time::parse(&clock)).flatten()
}

/// `128.62` minutes; the precision of a hundredth of a minute is stated as a second.
fn minutes(text: &str) -> Option<Time> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if fraction.len() > 4 || whole.is_empty() || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return None;
    }
    let mut units: u64 = whole.parse().ok().filter(|w| *w < 100_000)?;
    for place in 0..4 {
        let digit = fraction
            .as_bytes()
            .get(place)
            .map_or(Some(0), |b| b.checked_sub(b'0'))?;
        units = units * 10 + u64::from(digit);
    }
    let ticks = u32::try_from(units * 60 * u64::from(TICKS_PER_SECOND) / 10_000).ok()?;
    Some(Time::from_ticks(ticks, Precision::Second))
}

/// The digits of a text before its first separator, and each separator with the digits behind it; `None` when there is
/// anything else. A trailing `h` is that of a hand time.
pub fn groups(text: &str) -> Option<(&str, Vec<(u8, &str)>)> {
    let text = text.trim_end_matches(['h', 'H']);
    let mut groups = text.split(['.', ':', ',']);
    let digits = |g: &&str| (1..=4).contains(&g.len()) && g.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().filter(digits)?;
    let mut at = first.len();
    let mut rest = Vec::new();
    for group in groups {
        rest.push((*text.as_bytes().get(at)?, Some(group).filter(digits)?));
        at += group.len() + 1;
    }
    (rest.len() < 4).then_some((first, rest))
}

/// A time of three groups or four in the way of its file.
fn regrouped(text: &str, plain: Plain) -> Option<Time> {
    let (first, rest) = groups(text)?;
    let rest: Vec<&str> = rest.iter().map(|(_, group)| *group).collect();
    let clock = match (rest.as_slice(), plain) {
        ([seconds, fraction], Plain::Hundredths) => format!("{first}:{seconds}.{fraction}"),
        ([minutes, seconds], _) => format!("{first}:{minutes}:{seconds}"),
        ([minutes, seconds, fraction], _) => format!("{first}:{minutes}:{seconds}.{fraction}"),
        ([seconds], Plain::Hours) => format!("{first}:{seconds}"),
        _ => return None,
    };
    let hand = if text.ends_with(['h', 'H']) { "h" } else { "" };
    Time::parse(&(clock + hand))
}

/// `2:40.32,4` (hours, minutes, seconds) and `56.17,6` (minutes, seconds): a point before whole seconds, a decimal comma.
fn dotted(text: &str) -> Option<Time> {
    let (clock, fraction) = text.split_once(',')?;
    let (_, seconds) = clock.rsplit_once('.')?;
    (seconds.len() == 2 && !fraction.is_empty())
        .then(|| Time::parse(&format!("{}.{fraction}", clock.replace('.', ":"))))
        .flatten()
}

/// The mark of a result: a time, and in field and combined events a length or points.
pub fn mark(bytes: &[u8], event: Event, plain: Plain) -> Result<(Option<Mark>, Suffixes, Status), ()> {
    let timed = event.discipline.is_timed();
    if !timed && !is_missing(bytes) {
        let text = std::str::from_utf8(bytes).map_err(|_| ())?;
        if let Some(status) = Status::parse(text) {
            return Ok((None, Suffixes::NONE, status));
        }
        let (bare, suffixes) = Suffixes::split(text);
        let points = || bare.parse().ok().map(Mark::Points);
        let combined = event.discipline >= crate::model::Discipline::Pentathlon;
        let found = if combined {
            points()
        } else {
            Length::parse(bare).map(Mark::Length)
        };
        return found.map(|m| (Some(m), suffixes, Status::None)).ok_or(());
    }
    match time(bytes, plain) {
        Cell::Missing => Ok((None, Suffixes::NONE, Status::None)),
        Cell::Time(time, suffixes) => Ok((Some(Mark::Time(time)), suffixes, Status::None)),
        Cell::Status(status) => Ok((None, Suffixes::NONE, status)),
        // without an event `1.86m` says itself that it is a length
        Cell::Unreadable => match std::str::from_utf8(bytes) {
            Ok(text) if bytes.ends_with(b"m") || text.contains(['-', '\'']) => Length::parse(text)
                .map(|l| (Some(Mark::Length(l)), Suffixes::NONE, Status::None))
                .ok_or(()),
            _ => Err(()),
        },
    }
}

/// A place as tables write it: a number at the start, or behind the `T` of a tie, as in `T3`.
pub fn place(bytes: &[u8]) -> Option<u32> {
    let tied = bytes.strip_prefix(b"T").or_else(|| bytes.strip_prefix(b"t"));
    leading_number(tied.map_or(bytes, |b| b.strip_prefix(b"-").unwrap_or(b).trim_ascii_start()))
}

/// Whether a place or position is written as one shared: `=3`, `3=`, `T3`, `3T`.
pub fn is_tied(bytes: &[u8]) -> bool {
    matches!(bytes, [b'=' | b'T' | b't', ..] | [.., b'=' | b'T' | b't'])
}

/// A whole number at the start of a cell: `12`, `=2`, `167.`, `1.0`, `1f1`, `1 / 27`.
pub fn leading_number(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"=").unwrap_or(bytes).trim_ascii_start();
    let mut value = 0u32;
    let mut count = 0;
    for b in digits.iter().take_while(|b| b.is_ascii_digit()) {
        value = value.checked_mul(10)?.checked_add(u32::from(b - b'0'))?;
        count += 1;
    }
    (count > 0).then_some(value)
}

/// A signed number with at most one decimal in tenths, such as a wind of `+0.9`.
pub fn tenths(bytes: &[u8]) -> Option<i16> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = crate::read::header::thousandths(&digits.replace(',', "."))? / 100;
    Some(sign * i16::try_from(value).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, plain: Plain) -> String {
        match time(text.as_bytes(), plain) {
            Cell::Time(time, suffixes) => format!("{time}{suffixes}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn reads_the_times_of_tables_md() {
        for (text, expected) in [
            ("2:08:37", "2:08:37"),
            ("02:08:51", "2:08:51"),
            ("0:16:59", "16:59"),
            ("00:14:37", "14:37"),
            ("4:07.28", "4:07.28"),
            ("15.4", "15.4"),
            ("32", "32"),
            ("03:59.06", "3:59.06"),
            ("7762", "2:09:22"), // 7762 = 2 * 3600 + 9 * 60 + 22
            ("2:40.32,4", "2:40:32.4"),
            ("56.17,6", "56:17.6"),
            ("0:12:28,4", "12:28.4"),
            ("84:55", "1:24:55"),
            ("3:26.0h", "3:26.0h"),
            ("1:52.0+", "1:52.0+"),
            ("0:00:00", "Missing"),
            ("nan", "Missing"),
            ("-", "Missing"),
            ("DSQ", "Status(Dq)"),
            ("gestürzt", "Status(Dnf)"),
            ("2h 8m 37s", "2:08:37"),
            ("2h09'12\"", "2:09:12"),
            ("2:11'33", "Unreadable"),
            ("3'28\"32", "3:28.32"),
            ("3′28″3", "3:28.3"),
            ("14 min 20 s", "14:20"),
            ("14 min 20.5 s", "14:20.5"),
            ("2h08", "2:08:00"),
            ("28'12", "28:12"),
            ("12.8h", "12.8h"),
            ("14 min", "Unreadable"),
            ("—", "Missing"),
            ("aufg.", "Status(Dnf)"),
            ("unbekannt", "Unreadable"),
            ("1:60", "Unreadable"),
        ] {
            assert_eq!(shown(text, Plain::Seconds), expected, "{text}");
        }
        // SOURCES.md: 128.62 = 2:08:37; 128.62 * 60 = 7717.2 s
        assert_eq!(shown("128.62", Plain::Minutes), "2:08:37");
        assert!(matches!(time(b"128.62", Plain::Minutes), Cell::Time(t, _) if t.ticks() == 77_172_000));
    }

    #[test]
    fn reads_places_and_winds() {
        for (text, place) in [
            ("12", 12),
            ("=2", 2),
            ("167.", 167),
            ("1.0", 1),
            ("1f1", 1),
            ("1    / 27", 1),
        ] {
            assert_eq!(leading_number(text.as_bytes()), Some(place));
        }
        for tied in ["=3", "3=", "T3", "T-3", "t3", "3T", "= 3"] {
            assert_eq!(
                (place(tied.as_bytes()), is_tied(tied.as_bytes())),
                (Some(3), true),
                "{tied}"
            );
        }
        assert_eq!((place(b"Tokyo"), is_tied(b"3")), (None, false));
        assert_eq!(leading_number(b"Athens"), None);
        assert_eq!(leading_number(b"99999999999"), None);
        assert_eq!(
            (tenths(b"+0.9"), tenths(b"-0.3"), tenths(b"NWI")),
            (Some(9), Some(-3), None)
        );
    }
}
