//! Times of day of a start and a finish, for results that say no more.

use crate::model::{Precision, Time};
use jiff::{Timestamp, civil};

/// Ticks of 0.1 ms in a millisecond.
const TICKS_PER_MS: u128 = 10;

/// The time between two moments, both `2024-05-04T23:50:00.5+02:00`, both without a zone, or both a clock's `10:27:35`.
/// `None` when they are not alike, or the later is not later.
pub(super) fn elapsed(start: &str, finish: &str) -> Option<Time> {
    let [start, finish] = [start, finish].map(moment);
    let precision = precision(&start).coarser(precision(&finish));
    if let (Some(from), Some(to)) = (Time::parse(&start), Time::parse(&finish)) {
        let ticks = to.ticks().checked_sub(from.ticks()).filter(|t| *t > 0)?;
        return Some(Time::from_ticks(ticks, precision));
    }
    let between = match (start.parse::<Timestamp>(), finish.parse::<Timestamp>()) {
        (Ok(start), Ok(finish)) => finish.duration_since(start),
        (Err(_), Err(_)) => {
            let [start, finish] = [&start, &finish].map(|text| text.parse::<civil::DateTime>().ok());
            finish?.duration_since(start?)
        }
        _ => return None,
    };
    let between = std::time::Duration::try_from(between).ok().filter(|b| !b.is_zero())?;
    let ticks = u32::try_from(between.as_millis() * TICKS_PER_MS).ok()?;
    Some(Time::from_ticks(ticks, precision))
}

/// The text with a `T` where the older version has a date and a clock in elements of their own.
fn moment(text: &str) -> String {
    let text = text.trim();
    match text.split_at_checked(10) {
        Some((date, clock)) if date.contains('-') && clock.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{date}T{clock}")
        }
        _ => text.to_owned(),
    }
}

/// The decimals of the seconds.
fn precision(text: &str) -> Precision {
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    Precision::from_decimals(text.split_once('.').map_or(0, |(_, rest)| digits(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_between_start_and_finish() {
        let between = |start, finish| elapsed(start, finish).map(|t| t.to_string());
        for (start, finish, time) in [
            ("2024-05-04T10:00:00", "2024-05-04T10:27:35", Some("27:35")),
            // 23:50:00.5 at +02:00 is 21:50:00.5 of Greenwich
            ("2024-05-04T23:50:00.5+02:00", "2024-05-04T22:30:00.7Z", Some("40:00.2")),
            ("2024-05-04T23:50:00", "2024-05-05T00:30:00", Some("40:00")),
            ("10:00:00", "11:27:35", Some("1:27:35")),
            ("2003-06-2523:50:00", "2003-06-2600:30:00", Some("40:00")),
            ("2024-05-04T10:00:00", "2024-05-04T10:00:00", None),
            ("2024-05-04T10:00:00", "2024-05-04T10:27:35Z", None),
            ("2024-05-04T10:00:00", "2034-05-04T10:27:35", None),
            ("", "10:00:00", None),
        ] {
            assert_eq!(between(start, finish).as_deref(), time, "{start} {finish}");
        }
    }
}
