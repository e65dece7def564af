//! Marks: what an athlete achieved, with the suffixes that qualify it (terms.md 11).

use super::time::{Method, Precision, Time};
use std::fmt;

/// A length in units of 0.01 mm (up to 42 km, exact for metres and for quarter inches) with the way it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length {
    pub hundredths_mm: u32,
    pub unit: LengthUnit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum LengthUnit {
    /// Metres with two decimals: `8.95`.
    Metric = 0,
    /// Feet and inches with two decimals: `5-04.00`.
    Imperial = 1,
}

const HUNDREDTHS_MM_PER_INCH: u64 = 2540;

impl Length {
    /// Reads `8.95`, `8.95m`, `8,95`, `68.61 m` as metres and `5-04.00`, `21-03.25` as feet and inches.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((feet, inches)) = text.split_once(['-', '\'']) {
            let inches = inches.trim().trim_end_matches(['"', '\'']);
            let feet: u64 = feet.parse().ok()?;
            let inches = decimal(inches, 2)?;
            let hundredths_mm =
                u32::try_from(feet * 12 * HUNDREDTHS_MM_PER_INCH + inches * HUNDREDTHS_MM_PER_INCH / 100).ok()?;
            return (inches < 1200).then_some(Self {
                hundredths_mm,
                unit: LengthUnit::Imperial,
            });
        }
        let metres = text.trim_end_matches(['m', 'M']).trim_end();
        let hundredths_mm = u32::try_from(decimal(metres, 5)?).ok()?;
        Some(Self {
            hundredths_mm,
            unit: LengthUnit::Metric,
        })
    }
}

/// A decimal number scaled by 10^`places`; digits beyond are cut.
fn decimal(text: &str, places: usize) -> Option<u64> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |t: &str| t.len() <= 9 && t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let mut value: u64 = whole.parse().ok()?;
    for place in 0..places {
        value = value * 10 + fraction.as_bytes().get(place).map_or(0, |b| u64::from(b - b'0'));
    }
    Some(value)
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = u64::from(self.hundredths_mm);
        match self.unit {
            LengthUnit::Metric => write!(f, "{}.{:02}", value / 100_000, value / 1000 % 100),
            LengthUnit::Imperial => {
                let inches = value * 100 / HUNDREDTHS_MM_PER_INCH;
                write!(f, "{}-{:02}.{:02}", inches / 1200, inches / 100 % 12, inches % 100)
            }
        }
    }
}

/// A result's value: a time, a length or points. A status stands beside it, never inside (terms.md 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Time(Time),
    Length(Length),
    Points(u32),
}

impl Mark {
    pub fn time(self) -> Option<Time> {
        match self {
            Self::Time(time) => Some(time),
            _ => None,
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => time.fmt(f),
            Self::Length(length) => length.fmt(f),
            Self::Points(points) => points.fmt(f),
        }
    }
}

/// A wind in tenths of m/s with its sign, as in `+1.3`.
pub fn wind_text(tenths: i16) -> String {
    let sign = if tenths < 0 { '-' } else { '+' };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}

/// Suffixes of a mark as a set of bits (terms.md 11); `h` is the time's method and `i` the event's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Suffixes(u8);

impl Suffixes {
    pub const NONE: Self = Self(0);
    /// `A`, altitude above 1000 m.
    pub const ALTITUDE: Self = Self(1);
    /// `w`, wind above +2.0 m/s.
    pub const WIND: Self = Self(2);
    /// `+`, en route.
    pub const EN_ROUTE: Self = Self(4);
    /// `c`, converted.
    pub const CONVERTED: Self = Self(8);
    /// `≈`, an estimate.
    pub const ESTIMATE: Self = Self(16);
    /// `mx`, mixed race.
    pub const MIXED: Self = Self(32);
    /// `x`, annulled.
    pub const ANNULLED: Self = Self(64);
    /// `#`, not ratifiable for another reason.
    pub const NOT_RATIFIABLE: Self = Self(128);

    const TEXTS: [(Self, &'static str); 7] = [
        (Self::ALTITUDE, "A"),
        (Self::WIND, "w"),
        (Self::EN_ROUTE, "+"),
        (Self::CONVERTED, "c"),
        (Self::MIXED, "mx"),
        (Self::ANNULLED, "x"),
        (Self::NOT_RATIFIABLE, "#"),
    ];

    pub const fn bits(self) -> u8 {
        self.0
    }

    pub const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Splits a written mark into the bare mark and its suffixes: `≈3:28.3`, `1:52.0+`, `9.58w`. A trailing `h` stays with
    /// the mark, since it belongs to the time.
    pub fn split(text: &str) -> (&str, Self) {
        let mut set = Self::NONE;
        let mut text = text.trim();
        if let Some(rest) = text.strip_prefix('≈') {
            set = set.with(Self::ESTIMATE);
            text = rest.trim_start();
        }
        while let Some((suffix, word)) = Self::TEXTS
            .into_iter()
            .find(|(_, word)| text.ends_with(word) && !(*word == "x" && text.ends_with("mx")))
        {
            set = set.with(suffix);
            text = text[..text.len() - word.len()].trim_end();
        }
        (text, set)
    }
}

/// The suffixes as written behind a mark; the estimate's `≈` stands before it and is not part of this text.
impl fmt::Display for Suffixes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Self::TEXTS
            .into_iter()
            .filter(|(s, _)| self.contains(*s))
            .try_for_each(|(_, text)| f.write_str(text))
    }
}

/// A mark (or none) with its suffixes in six bytes: the form in which columns hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PackedMark {
    pub value: u32,
    pub meta: u16,
}

impl PackedMark {
    pub const NONE: Self = Self { value: 0, meta: 0 };

    // meta: bits 0-1 kind (0 none, 1 time, 2 length, 3 points), 2-3 precision or unit, 4-6 method, 8-15 suffixes
    pub fn new(mark: Option<Mark>, suffixes: Suffixes) -> Self {
        let (value, low) = match mark {
            None => (0, 0),
            Some(Mark::Time(t)) => (t.ticks(), 1 | (t.precision() as u16) << 2 | (t.method() as u16) << 4),
            Some(Mark::Length(l)) => (l.hundredths_mm, 2 | (l.unit as u16) << 2),
            Some(Mark::Points(p)) => (p, 3),
        };
        Self {
            value,
            meta: low | u16::from(suffixes.bits()) << 8,
        }
    }

    pub fn mark(self) -> Option<Mark> {
        match self.meta & 3 {
            1 => Some(Mark::Time(self.time_value())),
            2 => Some(Mark::Length(Length {
                hundredths_mm: self.value,
                unit: if self.meta >> 2 & 1 == 0 {
                    LengthUnit::Metric
                } else {
                    LengthUnit::Imperial
                },
            })),
            3 => Some(Mark::Points(self.value)),
            _ => None,
        }
    }

    fn time_value(self) -> Time {
        let method = Method::ALL
            .get(usize::from(self.meta >> 4 & 7))
            .copied()
            .unwrap_or(Method::Unknown);
        Time::from_ticks(self.value, Precision::ALL[usize::from(self.meta >> 2 & 3)]).with_method(method)
    }

    pub fn time(self) -> Option<Time> {
        (self.meta & 3 == 1).then(|| self.time_value())
    }

    pub const fn suffixes(self) -> Suffixes {
        Suffixes::from_bits((self.meta >> 8) as u8)
    }

    /// Whether the mark was derived and not recorded.
    pub const fn is_estimate(self) -> bool {
        self.suffixes().contains(Suffixes::ESTIMATE)
    }

    /// A key that sorts better marks first: times ascending, then lengths and points descending.
    pub const fn sort_key(self) -> u64 {
        match self.meta & 3 {
            1 => self.value as u64,
            kind => (kind as u64) << 32 | (u32::MAX - self.value) as u64,
        }
    }
}

/// `3:28.32`, `≈1:52.0`, `1:51.8+`: the mark as the sport writes it, of an estimate at most one decimal (terms.md 2.6);
/// empty when there is none.
impl fmt::Display for PackedMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(mark) = self.mark() else { return Ok(()) };
        match mark {
            Mark::Time(time) if self.is_estimate() => write!(f, "≈{}", time.as_estimate())?,
            mark if self.is_estimate() => write!(f, "≈{mark}")?,
            mark => write!(f, "{mark}")?,
        }
        write!(f, "{}", self.suffixes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_keeps_everything() {
        for text in ["3:28.32", "3:36.3h", "2:04:55", "12.8h"] {
            let time = Time::parse(text).map(Mark::Time);
            let packed = PackedMark::new(time, Suffixes::EN_ROUTE.with(Suffixes::ALTITUDE));
            assert_eq!(packed.mark(), time);
            assert_eq!(packed.to_string(), format!("{text}A+"));
        }
        assert_eq!(PackedMark::new(None, Suffixes::NONE).to_string(), "");
    }

    #[test]
    fn an_estimate_has_at_most_one_decimal() {
        // terms.md 2.6; half a tenth is rounded up: 3:28.35 is shown 3:28.4
        let shown = |text: &str| {
            let (bare, suffixes) = Suffixes::split(text);
            PackedMark::new(Time::parse(bare).map(Mark::Time), suffixes).to_string()
        };
        let texts = ["≈3:28.32", "≈3:28.35+", "≈2:04:55", "3:28.32"].map(shown);
        assert_eq!(texts, ["≈3:28.3", "≈3:28.4+", "≈2:04:55", "3:28.32"]);
    }

    #[test]
    fn reads_lengths() {
        let length = |t: &str| Length::parse(t).map(|l| (l.hundredths_mm, l.to_string()));
        assert_eq!(length("8.95m"), Some((895_000, "8.95".into())));
        assert_eq!(length("5-04.00"), Some((162_560, "5-04.00".into()))); // 64 inches of 25.4 mm
        assert_eq!(length("21-03.25"), Some((647_700 + 635, "21-03.25".into())));
        assert_eq!(length("NH"), None);
    }

    #[test]
    fn splits_suffixes() {
        assert_eq!(Suffixes::split("1:52.0+"), ("1:52.0", Suffixes::EN_ROUTE));
        assert_eq!(Suffixes::split("≈1:52.0"), ("1:52.0", Suffixes::ESTIMATE));
        assert_eq!(Suffixes::split("3:40.1mx"), ("3:40.1", Suffixes::MIXED));
        assert_eq!(Suffixes::split("12.8h"), ("12.8h", Suffixes::NONE));
    }
}
