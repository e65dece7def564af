//! Passings: the time, or only the position, of an athlete at a marker (terms.md 3), and lists of markers.

use super::distance::MILE_MM;
use super::time::{Method, Precision, Time};

/// The markers of a race: rising distances from the start in millimetres, without the start and without the finish
/// unless the source lists it. Where no distance is known, as of the controls of orienteering, their order numbers.
pub type Markers = Box<[u32]>;

/// The largest number of markers that one race can have.
pub const MAX_MARKERS: usize = 1 << 12;

/// The largest order number that can stand in place of a distance: nothing is timed within a metre of the start.
pub const MAX_ORDER: u32 = 999;

/// From here on order numbers are the ends of laps, of a relay's legs, and of the days of an event of several.
pub const LAPS: u32 = 300;
pub const LEGS: u32 = 600;
pub const DAYS: u32 = 800;

/// The place in its order of a marker that is an order number, from 1: `3` of `control 3`, of `after lap 3` and of `after leg 3`.
pub const fn order_number(marker: u32) -> u32 {
    match marker {
        DAYS.. => marker - DAYS,
        LEGS.. => marker - LEGS,
        LAPS.. => marker - LAPS,
        _ => marker,
    }
}

/// Whether a marker is an order number and no distance.
pub const fn is_order(marker: u32) -> bool {
    marker <= MAX_ORDER
}

/// What a passing record holds. A source that gives both time and position makes two records of the same marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Elapsed time since the gun.
    Time(Time),
    /// Position at the marker; `tied` when the source writes it with `=`.
    Position { position: u32, tied: bool },
}

impl Reading {
    pub fn time(self) -> Option<Time> {
        match self {
            Self::Time(time) => Some(time),
            Self::Position { .. } => None,
        }
    }
}

/// Where a record stands among records of the same athlete and marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Preferred,
    /// A source that disagrees with, or repeats, the preferred one; kept and shown beside it.
    Alternative,
}

/// One record of a passing in eight bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Passing(u64);

// bits 0-31 ticks or position, 32-43 marker, 44-45 precision, 46-48 method, 49 estimate, 50 position, 51 tied, 52 alternative
const ESTIMATE: u64 = 1 << 49;
const IS_POSITION: u64 = 1 << 50;
const TIED: u64 = 1 << 51;
const ALTERNATIVE: u64 = 1 << 52;

impl Passing {
    /// `marker` is an index into the race's [`Markers`]; `None` when it is [`MAX_MARKERS`] or more.
    pub fn new(marker: usize, reading: Reading) -> Option<Self> {
        let marker = (u64::try_from(marker).ok().filter(|_| marker < MAX_MARKERS)?) << 32;
        Some(Self(match reading {
            Reading::Time(time) => {
                marker | u64::from(time.ticks()) | (time.precision() as u64) << 44 | (time.method() as u64) << 46
            }
            Reading::Position { position, tied } => {
                marker | u64::from(position) | IS_POSITION | if tied { TIED } else { 0 }
            }
        }))
    }

    /// Marks a value that was not recorded but derived or interpolated; it is shown with `≈` everywhere.
    #[must_use]
    pub const fn as_estimate(self) -> Self {
        Self(self.0 | ESTIMATE)
    }

    #[must_use]
    pub const fn with_standing(self, standing: Standing) -> Self {
        match standing {
            Standing::Preferred => Self(self.0 & !ALTERNATIVE),
            Standing::Alternative => Self(self.0 | ALTERNATIVE),
        }
    }

    /// Index into the race's markers.
    pub const fn marker(self) -> usize {
        (self.0 >> 32) as usize & (MAX_MARKERS - 1)
    }

    pub fn reading(self) -> Reading {
        let value = self.0 as u32;
        if self.0 & IS_POSITION != 0 {
            return Reading::Position {
                position: value,
                tied: self.0 & TIED != 0,
            };
        }
        let precision = Precision::ALL[(self.0 >> 44) as usize & 3];
        let method = Method::ALL
            .get((self.0 >> 46) as usize & 7)
            .copied()
            .unwrap_or(Method::Unknown);
        Reading::Time(Time::from_ticks(value, precision).with_method(method))
    }

    pub fn time(self) -> Option<Time> {
        self.reading().time()
    }

    pub const fn is_estimate(self) -> bool {
        self.0 & ESTIMATE != 0
    }

    pub const fn standing(self) -> Standing {
        if self.0 & ALTERNATIVE == 0 {
            Standing::Preferred
        } else {
            Standing::Alternative
        }
    }
}

impl std::fmt::Debug for Passing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "#{} {:?} {:?}{}",
            self.marker(),
            self.reading(),
            self.standing(),
            if self.is_estimate() { " estimate" } else { "" }
        )
    }
}

/// A race from here on is read in kilometres: 20 km, a marathon.
const KILOMETRES_FROM_MM: u32 = 15_000_000;
/// Half of a marathon.
const HALF_MM: u32 = 21_097_500;

/// A marker of a race over `distance_mm` without its unit: `800`; in a long race `10` and, in a marathon, `half`; a whole
/// number of miles with theirs, `9 mi`.
pub fn marker_text(marker_mm: u32, distance_mm: u32) -> String {
    if marker_mm == HALF_MM && distance_mm > HALF_MM {
        return "half".to_owned();
    }
    if marker_mm.is_multiple_of(MILE_MM) && marker_mm > 0 && marker_mm != distance_mm {
        return format!("{} mi", marker_mm / MILE_MM);
    }
    let (unit, decimals) = match distance_mm {
        KILOMETRES_FROM_MM.. => (1_000_000, 6),
        _ => (1000, 3),
    };
    let text = format!("{}.{:0decimals$}", marker_mm / unit, marker_mm % unit);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The same with its unit: `800 m`, `10 km`, `half`.
pub fn marker_with_unit(marker_mm: u32, distance_mm: u32) -> String {
    let text = marker_text(marker_mm, distance_mm);
    match (text.as_str(), distance_mm) {
        ("half", _) => text,
        _ if text.ends_with(" mi") => text,
        (_, KILOMETRES_FROM_MM..) => text + " km",
        _ => text + " m",
    }
}

/// A stretch between two markers of a race over `distance_mm`: `400–800 m`, `10–20 km`, `20 km–half`.
pub fn stretch_name(from_mm: u32, to_mm: u32, distance_mm: u32) -> String {
    let to = marker_with_unit(to_mm, distance_mm);
    let from = match to.as_str() {
        "half" if from_mm > 0 => marker_with_unit(from_mm, distance_mm),
        _ => marker_text(from_mm, distance_mm),
    };
    format!("{from}–{to}")
}

/// `400 m`, `1100 m (bell)`, `control 3`, `after leg 1`: a marker of a race over `distance_mm` with laps of `lap_mm`.
pub fn marker_name(marker_mm: u32, distance_mm: u32, lap_mm: u32) -> String {
    let name = marker_with_unit(marker_mm, distance_mm);
    match marker_mm {
        m if m == distance_mm => "finish".to_owned(),
        m if is_order(m) => {
            let word = match m {
                DAYS.. => "after day",
                LEGS.. => "after leg",
                LAPS.. => "after lap",
                _ => "control",
            };
            format!("{word} {}", order_number(m))
        }
        m if distance_mm > lap_mm && m == distance_mm - lap_mm => format!("{name} (bell)"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_miles_are_written_as_miles() {
        let marathon = 42_195_000;
        assert_eq!(marker_with_unit(9 * MILE_MM, marathon), "9 mi");
        assert_eq!(stretch_name(5 * MILE_MM, 10 * MILE_MM, marathon), "5 mi–10 mi");
        assert_eq!(marker_with_unit(409_344, 1_609_344), "409.344 m");
    }

    #[test]
    fn a_record_takes_eight_bytes_and_keeps_everything() {
        assert_eq!(size_of::<Passing>(), 8);
        let time = Time::from_ticks(u32::MAX, Precision::Tenth).with_method(Method::Video);
        let p = Passing::new(4095, Reading::Time(time)).map(|p| p.as_estimate().with_standing(Standing::Alternative));
        let Some(p) = p else { panic!("in range") };
        assert_eq!(
            (p.marker(), p.time(), p.is_estimate(), p.standing()),
            (4095, Some(time), true, Standing::Alternative)
        );
        assert_eq!(
            p.time().map(|t| (t.precision(), t.method())),
            Some((Precision::Tenth, Method::Video))
        );
        let seventh = Reading::Position {
            position: 7,
            tied: true,
        };
        assert_eq!(Passing::new(1, seventh).map(Passing::reading), Some(seventh));
        assert_eq!(Passing::new(MAX_MARKERS, seventh), None);
    }

    #[test]
    fn markers_have_names() {
        let name = |marker, distance| marker_name(marker, distance, 400_000);
        assert_eq!(
            [
                name(400_000, 1_500_000),
                name(1_100_000, 1_500_000),
                name(1_500_000, 1_500_000)
            ],
            ["400 m", "1100 m (bell)", "finish"]
        );
        // the finish of a course with nine controls
        assert_eq!([name(9, 10), name(10, 10)], ["control 9", "finish"]);
        // of three legs and of two days
        assert_eq!(
            [name(602, 603), name(603, 603), name(801, 802)],
            ["after leg 2", "finish", "after day 1"]
        );
    }
    #[test]
    fn long_races_are_read_in_kilometres() {
        let marathon = 42_195_000;
        let name = |marker| marker_name(marker, marathon, 400_000);
        let markers = [5_000_000, 21_097_500, 41_100_000, marathon].map(name);
        assert_eq!(markers, ["5 km", "half", "41.1 km", "finish"]);
        let stretch = |from, to| stretch_name(from, to, marathon);
        assert_eq!(
            [
                stretch(0, 5_000_000),
                stretch(20_000_000, 21_097_500),
                stretch(21_097_500, 25_000_000),
                stretch(40_000_000, marathon)
            ],
            ["0–5 km", "20 km–half", "half–25 km", "40–42.195 km"]
        );
        assert_eq!(stretch_name(1_209_344, 1_609_344, 1_609_344), "1209.344–1609.344 m");
        assert_eq!(
            marker_with_unit(21_097_500, 21_097_500),
            "21.0975 km",
            "no half of itself"
        );
    }
}
