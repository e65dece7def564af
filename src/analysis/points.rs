//! World Athletics scoring points of a running mark (terms.md 14): `floor(c * (T_ref - T)^2)`, 0 from `T_ref` on, `T` in
//! seconds. The constants are those of the editions of 2022 and 2025, outdoor and short track apart.

use super::bests::hand_addition;
use crate::model::{Discipline, Event, Method, Sex, Suffixes, Time};
use crate::store::RowView;
use std::fmt;

/// A score with the table that it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points {
    pub points: u32,
    pub short_track: bool,
}

/// `1269, outdoor 2025`: edition and table stand with every score.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = if self.short_track { "short track" } else { "outdoor" };
        write!(f, "{}, {table} {EDITION}", self.points)
    }
}

/// The latest edition that has these constants.
pub const EDITION: &str = "2025";

/// `T_ref` in hundredths of a second and `c` in ten-millionths.
type Constants = (u64, u64);

/// Of one event: men outdoor, women outdoor, men short track, women short track.
struct Table {
    discipline: Discipline,
    distance_mm: u32,
    outdoor: [Constants; 2],
    short_track: Option<[Constants; 2]>,
}

const fn flat(distance_m: u32, outdoor: [Constants; 2], short_track: [Constants; 2]) -> Table {
    Table {
        discipline: Discipline::Track,
        distance_mm: distance_m * 1000,
        outdoor,
        short_track: Some(short_track),
    }
}

const fn steeple(distance_m: u32, outdoor: [Constants; 2]) -> Table {
    Table {
        discipline: Discipline::Steeplechase,
        distance_mm: distance_m * 1000,
        outdoor,
        short_track: None,
    }
}

const TABLES: [Table; 13] = [
    flat(
        400,
        [(7_900, 10_210_000), (11_000, 3_350_000)],
        [(8_060, 9_810_000), (11_200, 3_224_000)],
    ),
    flat(
        600,
        [(12_950, 3_857_000), (18_000, 1_290_000)],
        [(13_100, 3_900_000), (19_035, 1_063_000)],
    ),
    flat(
        800,
        [(18_200, 1_980_000), (25_000, 688_000)],
        [(18_400, 1_974_000), (26_400, 572_000)],
    ),
    flat(
        1000,
        [(23_750, 1_123_000), (33_000, 382_000)],
        [(24_000, 1_139_000), (34_040, 347_300)],
    ),
    flat(
        1500,
        [(38_500, 406_600), (54_000, 134_000)],
        [(38_600, 420_000), (54_000, 136_500)],
    ),
    Table {
        distance_mm: 1_609_344,
        ..flat(
            0,
            [(41_500, 351_000), (58_000, 116_500)],
            [(41_500, 369_000), (58_550, 115_400)],
        )
    },
    flat(
        2000,
        [(52_800, 218_100), (75_000, 67_660)],
        [(52_800, 226_000), (75_220, 68_500)],
    ),
    flat(
        3000,
        [(84_000, 81_500), (120_000, 25_390)],
        [(84_000, 83_220), (120_000, 25_900)],
    ),
    Table {
        distance_mm: 3_218_688,
        ..flat(
            0,
            [(90_480, 70_300), (129_630, 21_570)],
            [(90_700, 72_100), (129_630, 22_020)],
        )
    },
    flat(
        5000,
        [(144_000, 27_780), (210_000, 8_080)],
        [(144_000, 29_000), (210_000, 8_250)],
    ),
    Table {
        short_track: None,
        ..flat(10_000, [(315_000, 5_240), (450_000, 1_712)], [(0, 0), (0, 0)])
    },
    steeple(2000, [(66_000, 102_300), (93_200, 36_360)]),
    steeple(3000, [(102_000, 43_160), (151_000, 13_230)]),
];

/// The points of a result; `None` without a running time in an event of the tables, for estimates and for passings.
pub fn points(row: RowView<'_>) -> Option<Points> {
    let event = row.race().event();
    let barred = [Suffixes::EN_ROUTE, Suffixes::ESTIMATE, Suffixes::ANNULLED];
    let is_barred = barred.into_iter().any(|s| row.mark().suffixes().contains(s));
    let time = row.mark().time().filter(|_| !is_barred)?;
    score(event, time)
}

/// A hand time enters with the addition of terms.md 2.5.
fn score(event: Event, time: Time) -> Option<Points> {
    let table = TABLES
        .iter()
        .find(|t| (t.discipline, t.distance_mm) == (event.discipline, event.distance_mm))?;
    let constants = if event.indoor {
        table.short_track?
    } else {
        table.outdoor
    };
    let (reference, factor) = match event.sex {
        Sex::Men => constants[0],
        Sex::Women => constants[1],
        _ => return None,
    };
    let by_hand = time.method() == Method::Hand;
    let addition = if by_hand { hand_addition(event) } else { 0 };
    // hundredths to ticks
    let reference = reference * 100;
    let better_by = reference.saturating_sub(u64::from(time.displayed_ticks()) + addition);
    // ticks squared are 1e-8 of a second squared
    let points = u128::from(better_by).pow(2) * u128::from(factor) / 1_000_000_000_000_000;
    Some(Points {
        points: u32::try_from(points).ok()?,
        short_track: event.indoor,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(event: Event, time: &str) -> Option<u32> {
        score(event, Time::parse(time)?).map(|p| p.points)
    }

    #[test]
    fn the_check_values() {
        let men = Event::track(1_500_000, Sex::Men);
        // terms.md 14
        let checked = [
            ("3:28.32", 1269),
            ("3:29.01", 1259),
            ("3:29.05", 1258),
            ("3:29.56", 1251),
            ("3:30.00", 1245),
        ];
        for (time, points) in checked {
            assert_eq!(of(men, time), Some(points), "{time}");
        }
        assert_eq!(of(men, "6:25.00"), Some(0));
        assert_eq!(of(men, "7:00.00"), Some(0));
        // 0.042 * (386 - 208.32)^2 = 1325.9
        assert_eq!(of(Event { indoor: true, ..men }, "3:28.32"), Some(1325));
        // 0.0134 * (540 - 230)^2 = 1287.7
        let women = Event { sex: Sex::Women, ..men };
        assert_eq!(of(women, "3:50.00"), Some(1287));
        assert_eq!(
            of(
                Event {
                    sex: Sex::Unknown,
                    ..men
                },
                "3:28.32"
            ),
            None
        );
        assert_eq!(
            of(
                Event {
                    distance_mm: 1_234_000,
                    ..men
                },
                "3:28.32"
            ),
            None
        );
    }

    #[test]
    fn hand_times_enter_with_their_addition() {
        let men = Event::track(400_000, Sex::Men);
        // 1.021 * (79 - 45.14)^2 = 1170.6
        assert_eq!(of(men, "45.0h"), Some(1170));
        assert_eq!(of(men, "45.14"), Some(1170));
    }
}
