//! Pace and speed of a segment (terms.md 4), in whole numbers.

use crate::model::{Precision, SpeedUnit, Time};

/// The time that `length_mm` would take at the pace of a segment, rounded half up to ticks: with 400 m the P400, with
/// 1000 m the pace per kilometre. `None` for a segment without length.
pub fn pace_over(length_mm: u32, segment: Time, segment_mm: u32) -> Option<Time> {
    let segment_mm = u64::from(segment_mm);
    let scaled = u64::from(segment.ticks()) * u64::from(length_mm);
    let ticks = (scaled + segment_mm / 2).checked_div(segment_mm)?;
    Some(Time::from_ticks(u32::try_from(ticks).ok()?, segment.precision()).with_method(segment.method()))
}

/// Mean speed of a segment in millimetres per second, rounded half up; `None` for a segment without duration.
pub fn speed_mm_per_s(segment: Time, segment_mm: u32) -> Option<u32> {
    speed(segment, segment_mm, SpeedUnit::MetresPerSecond)
}

/// Mean speed of a segment in thousandths of a unit, rounded half up; `None` for a segment without duration.
pub fn speed(segment: Time, segment_mm: u32, unit: SpeedUnit) -> Option<u32> {
    let (by, of) = unit.per_mm_per_s();
    let ticks = u64::from(segment.ticks()) * of;
    let scaled = u64::from(segment_mm) * u64::from(crate::model::time::TICKS_PER_SECOND) * by;
    u32::try_from((scaled + ticks / 2).checked_div(ticks)?).ok()
}

/// The passing of a constant pace, `T * d / D` (terms.md 4), rounded half up to ticks. It is exact by definition, so it
/// does not make a difference coarser.
pub fn even_pace(total: Time, marker_mm: u32, distance_mm: u32) -> Option<Time> {
    let share = u64::from(total.ticks()) * u64::from(marker_mm);
    let ticks = (share + u64::from(distance_mm) / 2).checked_div(u64::from(distance_mm))?;
    Some(Time::from_ticks(u32::try_from(ticks).ok()?, Precision::Thousandth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example() {
        // terms.md 20: 41.8 s over 300 m is 55.7 for 400 m; 3:28.32 is 55.55 for 400 m, 2:18.88 per km, 3:43.51 per mile, 7.200 m/s
        let time = |t: &str| Time::parse(t).expect("time");
        let pace = |length, t: &str, mm| pace_over(length, time(t), mm).map(|p| p.to_string());
        assert_eq!(pace(400_000, "41.8", 300_000).as_deref(), Some("55.7"));
        assert_eq!(pace(400_000, "3:28.32", 1_500_000).as_deref(), Some("55.55"));
        assert_eq!(pace(1_000_000, "3:28.32", 1_500_000).as_deref(), Some("2:18.88"));
        assert_eq!(pace(1_609_344, "3:28.32", 1_500_000).as_deref(), Some("3:43.51"));
        assert_eq!(speed_mm_per_s(time("3:28.32"), 1_500_000), Some(7200));
        assert_eq!(pace(400_000, "41.8", 0), None);
        // 25.92 km/h; 7.2005 * 2.236936 = 16.107 mph
        let speed = |unit| speed(time("3:28.32"), 1_500_000, unit);
        assert_eq!(speed(SpeedUnit::KilometresPerHour), Some(25_922));
        assert_eq!(speed(SpeedUnit::MilesPerHour), Some(16_107));
    }

    #[test]
    fn even_pace_of_the_worked_example() {
        // 208.32 * 400 / 1500 = 55.552, 208.32 * 1100 / 1500 = 152.768
        let at = |mm| even_pace(Time::parse("3:28.32")?, mm, 1_500_000).map(|t| t.to_string());
        assert_eq!(at(400_000).as_deref(), Some("55.552"));
        assert_eq!(at(1_100_000).as_deref(), Some("2:32.768"));
        assert_eq!(at(1_500_000).as_deref(), Some("3:28.320"));
    }
}
