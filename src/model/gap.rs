//! A signed difference of two times, shown with the coarser precision of its ends (terms.md 2.4, 6).
//!
//! Positive is behind. A gap is never shown as a [`Time`].

use super::time::{Precision, Time, write_clock};
use std::fmt;

/// A difference in ticks of 0.1 ms with the precision it may be shown with; positive is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    ticks: i64,
    precision: Precision,
}

impl Gap {
    /// `value - reference`: positive when `value` is the later time.
    pub fn between(value: Time, reference: Time) -> Self {
        Self {
            ticks: i64::from(value.ticks()) - i64::from(reference.ticks()),
            precision: value.precision().coarser(reference.precision()),
        }
    }

    pub const fn from_ticks(ticks: i64, precision: Precision) -> Self {
        Self { ticks, precision }
    }

    /// Ticks of 0.1 ms as stored, not rounded.
    pub const fn ticks(self) -> i64 {
        self.ticks
    }

    /// The gap as an estimate is shown: with at most one decimal (terms.md 2.6).
    #[must_use]
    pub fn as_estimate(self) -> Self {
        Self {
            precision: self.precision.coarser(Precision::Tenth),
            ..self
        }
    }

    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// The ticks as displayed: rounded half away from zero to the precision.
    pub const fn displayed_ticks(self) -> i64 {
        let unit = self.precision.ticks() as i64;
        let half = if self.ticks < 0 { -unit / 2 } else { unit / 2 };
        (self.ticks + half) / unit * unit
    }
}

/// `+0.69`, `−1.2`; a zero has no sign.
impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.displayed_ticks();
        match shown {
            0 => {}
            1.. => f.write_str("+")?,
            _ => f.write_str("−")?,
        }
        write_clock(f, shown.unsigned_abs(), self.precision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(value: &str, reference: &str) -> String {
        let (Some(value), Some(reference)) = (Time::parse(value), Time::parse(reference)) else {
            panic!("times")
        };
        Gap::between(value, reference).to_string()
    }

    #[test]
    fn margins_of_the_worked_example() {
        // terms.md 20: margins +0.69, +0.73, +1.24; 3:28.32 - 2:33.6 = 54.72 is shown to 0.1 (2.4)
        assert_eq!(gap("3:29.01", "3:28.32"), "+0.69");
        assert_eq!(gap("3:29.05", "3:28.32"), "+0.73");
        assert_eq!(gap("3:29.56", "3:28.32"), "+1.24");
        assert_eq!(gap("3:28.32", "2:33.6"), "+54.7");
        assert_eq!(gap("3:28.32", "3:28.32"), "0.00");
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(gap("0.15", "0.0"), "+0.2");
        assert_eq!(gap("0.0", "0.15"), "−0.2");
    }
}
