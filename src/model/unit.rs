//! How the user has numbers written: the unit of paces and of speeds, and the decimal mark (terms.md 4).

use super::distance::MILE_MM;
use serde::{Deserialize, Serialize};

/// One choice for all panels and charts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Units {
    pub pace: PaceUnit,
    pub speed: SpeedUnit,
    pub decimal: DecimalMark,
}

/// The length that a pace is given for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaceUnit {
    /// As the sport has it for the distance: 100 m up to 400 m, 400 m up to 10,000 m, a kilometre beyond.
    #[default]
    Usual,
    Per100m,
    Per400m,
    PerKilometre,
    PerMile,
}

impl PaceUnit {
    pub const ALL: [Self; 5] = [
        Self::Usual,
        Self::Per100m,
        Self::Per400m,
        Self::PerKilometre,
        Self::PerMile,
    ];

    /// Word of the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Per100m => "100m",
            Self::Per400m => "400m",
            Self::PerKilometre => "km",
            Self::PerMile => "mile",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.word() == word)
    }

    /// `s/400 m`, as the menu has it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Usual => "Pace usual for the distance",
            Self::Per100m => "s/100 m",
            Self::Per400m => "s/400 m",
            Self::PerKilometre => "min/km",
            Self::PerMile => "min/mile",
        }
    }

    /// The length in millimetres in a race over a distance, with its words.
    pub const fn length(self, distance_mm: u32) -> (u32, &'static str) {
        match (self, distance_mm) {
            (Self::Per100m, _) | (Self::Usual, 0..400_000) => (100_000, "100 m"),
            (Self::Per400m, _) | (Self::Usual, 400_000..=10_000_000) => (400_000, "400 m"),
            (Self::PerKilometre | Self::Usual, _) => (1_000_000, "km"),
            (Self::PerMile, _) => (MILE_MM, "mile"),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpeedUnit {
    #[default]
    MetresPerSecond,
    KilometresPerHour,
    MilesPerHour,
}

impl SpeedUnit {
    pub const ALL: [Self; 3] = [Self::MetresPerSecond, Self::KilometresPerHour, Self::MilesPerHour];

    /// `km/h`, also the word of the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::MetresPerSecond => "m/s",
            Self::KilometresPerHour => "km/h",
            Self::MilesPerHour => "mph",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.word() == word)
    }

    /// `Kilometres per hour`, for an axis.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MetresPerSecond => "Metres per second",
            Self::KilometresPerHour => "Kilometres per hour",
            Self::MilesPerHour => "Miles per hour",
        }
    }

    /// Thousandths of the unit for one millimetre a second, as a fraction: 3600 s an hour, 1609.344 m a mile.
    pub const fn per_mm_per_s(self) -> (u64, u64) {
        match self {
            Self::MetresPerSecond => (1, 1),
            Self::KilometresPerHour => (36, 10),
            Self::MilesPerHour => (3_600_000, MILE_MM as u64),
        }
    }
}

/// The mark before decimals. Inside the program it is a point; numbers are given the other mark where they leave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecimalMark {
    #[default]
    Point,
    Comma,
}

impl DecimalMark {
    pub const ALL: [Self; 2] = [Self::Point, Self::Comma];

    /// Word of the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.word() == word)
    }

    /// A text with this mark in its numbers: every point between two digits.
    pub fn write(self, text: &str) -> String {
        if self == Self::Point || !text.contains('.') {
            return text.to_owned();
        }
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut written = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        let mut before = None;
        while let Some(c) = chars.next() {
            let is_decimal = c == '.' && digit(before) && digit(chars.peek().copied());
            written.push(if is_decimal { ',' } else { c });
            before = Some(c);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_points_between_digits_are_decimal() {
        let comma = |text: &str| DecimalMark::Comma.write(text);
        assert_eq!(
            comma("3:28.32 ahead of A. Kipsang, +0.69 s."),
            "3:28,32 ahead of A. Kipsang, +0,69 s."
        );
        assert_eq!(DecimalMark::Point.write("3:28.32"), "3:28.32");
    }

    #[test]
    fn words_lead_back() {
        for unit in PaceUnit::ALL {
            assert_eq!(PaceUnit::from_word(unit.word()), Some(unit));
        }
        for unit in SpeedUnit::ALL {
            assert_eq!(SpeedUnit::from_word(unit.word()), Some(unit));
        }
        assert_eq!(DecimalMark::from_word("comma"), Some(DecimalMark::Comma));
    }
}
