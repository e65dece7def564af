//! Time values: whole ticks of 0.1 ms with the precision that was stated and the method of timing (terms.md 2).
//!
//! There is no constructor from a float and no default: a missing time is `Option::None`.

use std::fmt;

/// Ticks in one second; one tick is 0.1 ms.
pub const TICKS_PER_SECOND: u32 = 10_000;

/// The number of decimals that a reading states: `3:29.5` is [`Precision::Tenth`], not hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Precision {
    Second = 0,
    Tenth = 1,
    Hundredth = 2,
    Thousandth = 3,
}

impl Precision {
    pub const ALL: [Precision; 4] = [Self::Second, Self::Tenth, Self::Hundredth, Self::Thousandth];

    /// Ticks in one unit of this precision.
    pub const fn ticks(self) -> u32 {
        match self {
            Self::Second => 10_000,
            Self::Tenth => 1_000,
            Self::Hundredth => 100,
            Self::Thousandth => 10,
        }
    }

    /// Number of decimals written.
    pub const fn decimals(self) -> usize {
        self as usize
    }

    /// The precision with `decimals` decimals; more than three are kept as thousandths.
    pub const fn from_decimals(decimals: usize) -> Self {
        match decimals {
            0 => Self::Second,
            1 => Self::Tenth,
            2 => Self::Hundredth,
            _ => Self::Thousandth,
        }
    }

    /// The coarser of two precisions, which a difference is shown with (terms.md 2.4).
    pub fn coarser(self, other: Self) -> Self {
        self.min(other)
    }
}

/// How a time was taken (terms.md 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Method {
    Unknown = 0,
    /// Photo-finish (fully automatic timing).
    Fat = 1,
    Transponder = 2,
    Hand = 3,
    Video = 4,
}

impl Method {
    pub const ALL: [Method; 5] = [Self::Unknown, Self::Fat, Self::Transponder, Self::Hand, Self::Video];

    /// The word used in files and tooltips.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Fat => "fat",
            Self::Transponder => "transponder",
            Self::Hand => "hand",
            Self::Video => "video",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }
}

/// An elapsed time: ticks of 0.1 ms (up to 119 h), the stated precision and the method.
///
/// Equality and order are by ticks alone, so `3:29.5` equals `3:29.50`; the precision says how the value is shown.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    ticks: u32,
    precision: Precision,
    method: Method,
}

impl PartialEq for Time {
    fn eq(&self, other: &Self) -> bool {
        self.ticks == other.ticks
    }
}
impl Eq for Time {}
impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Time {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.ticks.cmp(&other.ticks)
    }
}

impl Time {
    pub const fn from_ticks(ticks: u32, precision: Precision) -> Self {
        Self {
            ticks,
            precision,
            method: Method::Unknown,
        }
    }

    pub const fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    pub const fn with_precision(self, precision: Precision) -> Self {
        Self { precision, ..self }
    }

    /// The time as an estimate is shown: with at most one decimal (terms.md 2.6).
    pub fn as_estimate(self) -> Self {
        self.with_precision(self.precision.coarser(Precision::Tenth))
    }

    /// Ticks of 0.1 ms.
    pub const fn ticks(self) -> u32 {
        self.ticks
    }

    pub const fn precision(self) -> Precision {
        self.precision
    }

    pub const fn method(self) -> Method {
        self.method
    }

    /// The ticks of the value as it is displayed: rounded half up to the stated precision.
    pub const fn displayed_ticks(self) -> u32 {
        let unit = self.precision.ticks();
        self.ticks.saturating_add(unit / 2) / unit * unit
    }

    /// Reads one time as the sport writes it (terms.md 2.2): `ss`, `ss.f`, `m:ss(.f)`, `h:mm:ss(.f)`, seconds above 60,
    /// a decimal comma, brackets around it, a trailing `h` for hand timing (also in the hundredths place).
    /// `None` for anything else, and for times above 119 h.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = strip_brackets(text);
        let (text, hand) = match text.strip_suffix(['h', 'H']) {
            Some(rest) => (rest.trim_end(), true),
            None => (text, false),
        };
        let mut parsed = parse_clock(text.as_bytes())?;
        if hand {
            parsed = parsed.with_method(Method::Hand);
        }
        Some(parsed)
    }
}

/// A reaction time in milliseconds as seconds, with the thousandth where there is one: `0.145`, `0.71`, `-0.04`.
pub fn reaction_text(reaction_ms: i16) -> String {
    let sign = if reaction_ms < 0 { "-" } else { "" };
    let ms = reaction_ms.unsigned_abs();
    match ms % 10 {
        0 => format!("{sign}{}.{:02}", ms / 1000, ms % 1000 / 10),
        _ => format!("{sign}{}.{:03}", ms / 1000, ms % 1000),
    }
}

fn strip_brackets(text: &str) -> &str {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(inner) = text.strip_prefix(open).and_then(|t| t.strip_suffix(close)) {
            return inner.trim();
        }
    }
    text
}

/// `[[h:]m:]s[.f]`, every group digits only; minutes and seconds below a larger group stay under 60.
fn parse_clock(bytes: &[u8]) -> Option<Time> {
    let mut groups = [0u64; 3];
    let mut count = 0;
    let mut digits = 0;
    let mut rest = bytes;
    loop {
        match rest.split_first() {
            Some((&b, tail)) if b.is_ascii_digit() => {
                groups[count] = groups[count] * 10 + u64::from(b - b'0');
                digits += 1;
                if digits > 9 {
                    return None;
                }
                rest = tail;
            }
            Some((b':', tail)) if digits > 0 && count < 2 => {
                count += 1;
                digits = 0;
                rest = tail;
            }
            Some((b'.' | b',', tail)) if digits > 0 => {
                rest = tail;
                break;
            }
            None if digits > 0 => break,
            _ => return None,
        }
        if rest.is_empty() && digits == 0 {
            return None;
        }
    }
    if bytes.last().is_some_and(|b| !b.is_ascii_digit()) || (count > 0 && digits != 2) {
        return None;
    }
    let mut fraction = 0u64;
    for (place, &b) in rest.iter().enumerate() {
        if !b.is_ascii_digit() {
            return None;
        }
        if place < 4 {
            fraction = fraction * 10 + u64::from(b - b'0');
        }
    }
    let places = rest.len().min(4);
    for _ in places..4 {
        fraction *= 10;
    }
    let seconds = match count {
        0 => groups[0],
        1 if groups[1] < 60 => groups[0] * 60 + groups[1],
        2 if groups[1] < 60 && groups[2] < 60 => groups[0] * 3600 + groups[1] * 60 + groups[2],
        _ => return None,
    };
    let ticks = u32::try_from(seconds * u64::from(TICKS_PER_SECOND) + fraction).ok()?;
    Some(Time::from_ticks(ticks, Precision::from_decimals(rest.len())))
}

/// Writes `ticks` as `ss.ff`, `m:ss.ff` or `h:mm:ss.ff` with the decimals of `precision`, rounded half up.
pub(super) fn write_clock(f: &mut fmt::Formatter<'_>, ticks: u64, precision: Precision) -> fmt::Result {
    let unit = u64::from(precision.ticks());
    let units = (ticks + unit / 2) / unit;
    let per_second = u64::from(TICKS_PER_SECOND) / unit;
    let (seconds, fraction) = (units / per_second, units % per_second);
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (h, m) {
        (0, 0) => write!(f, "{s}")?,
        (0, m) => write!(f, "{m}:{s:02}")?,
        (h, m) => write!(f, "{h}:{m:02}:{s:02}")?,
    }
    match precision.decimals() {
        0 => Ok(()),
        width => write!(f, ".{fraction:0width$}"),
    }
}

/// `12.34`, `3:28.32`, `2:04:55` with the stated precision; a trailing `h` when hand timed (terms.md 2.6).
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_clock(f, u64::from(self.ticks), self.precision)?;
        if self.method == Method::Hand {
            f.write_str("h")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (u32, Precision) {
        let t = Time::parse(text).unwrap_or_else(|| panic!("{text} is a time"));
        (t.ticks(), t.precision())
    }

    #[test]
    fn reads_what_terms_2_2_lists() {
        assert_eq!(read("56"), (560_000, Precision::Second));
        assert_eq!(read("56.1"), (561_000, Precision::Tenth));
        assert_eq!(read("3:28.32"), (2_083_200, Precision::Hundredth));
        assert_eq!(read("208.32"), (2_083_200, Precision::Hundredth));
        assert_eq!(read("2:04:55"), (74_950_000, Precision::Second));
        assert_eq!(read("3:28,311"), (2_083_110, Precision::Thousandth));
        assert_eq!(read("(54.7)"), (547_000, Precision::Tenth));
        assert_eq!(read("84:55"), (50_950_000, Precision::Second));
        assert_eq!(Time::parse("12.8h").map(Time::method), Some(Method::Hand));
        assert_eq!(
            Time::parse("1:45.8h").map(|t| t.to_string()).as_deref(),
            Some("1:45.8h")
        );
    }

    #[test]
    fn refuses_what_is_not_a_time() {
        for text in [
            "",
            "DNF",
            ":",
            "3:",
            "3:6",
            "1:60",
            "1:61:00",
            "1.2.3",
            "-5",
            "3:28.",
            "9999999999",
            "1:2:3:4",
            "5-04.00",
            "1.86m",
        ] {
            assert!(Time::parse(text).is_none(), "{text}");
        }
    }
}
