//! Distances as the sport writes them, and the few that have a name.

use std::fmt;

/// One mile in millimetres.
pub const MILE_MM: u32 = 1_609_344;
/// A half marathon in millimetres.
pub const HALF_MARATHON_MM: u32 = 21_097_500;
/// A marathon in millimetres.
pub const MARATHON_MM: u32 = 42_195_000;

/// A distance in millimetres, written in metres with the decimals it needs: `1500 m`, `1609.344 m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Distance(pub u32);

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (metres, rest) = (self.0 / 1000, self.0 % 1000);
        match rest {
            0 => write!(f, "{metres} m"),
            _ => write!(f, "{metres}.{} m", format!("{rest:03}").trim_end_matches('0')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mile_marker_keeps_its_length() {
        assert_eq!(Distance(409_344).to_string(), "409.344 m");
        assert_eq!(Distance(21_097_500).to_string(), "21097.5 m");
    }
}
