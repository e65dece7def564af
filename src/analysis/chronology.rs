//! The order of results in time (terms.md 12): by date, then by time of day, then by round, then by heat; of one race the
//! better mark first.

use crate::model::Round;
use crate::store::RowView;

/// Sorts the earliest first. The time of day decides on a day of which all times are known, else the round does.
pub fn sort_by_time<'a, T>(results: &mut [T], row: impl Fn(&T) -> RowView<'a>) {
    let day = |r: &T| row(r).date().map_or(0, |d| d.sort_key());
    results.sort_by_key(|r| {
        let row = row(r);
        (day(r), round(row), row.race().heat(), row.mark().sort_key(), row.id())
    });
    for of_day in results.chunk_by_mut(|a, b| day(a) == day(b)) {
        let minute = |r: &T| minute_of_day(row(r).race().start_time());
        if of_day.iter().all(|r| minute(r).is_some()) {
            of_day.sort_by_key(minute);
        }
    }
}

/// A list does not say the round; what stands in one was the last of its day.
fn round(row: RowView<'_>) -> Round {
    match row.race().round() {
        Round::Unknown => Round::Final,
        round => round,
    }
}

/// Minutes since midnight of a time of day as files write it: `20:40`, `20:40:00`, `8.40 PM`.
fn minute_of_day(text: &str) -> Option<u32> {
    let text = text.trim().to_ascii_lowercase();
    let (clock, after_noon) = match (text.strip_suffix("pm"), text.strip_suffix("am")) {
        (Some(clock), _) => (clock, Some(true)),
        (_, Some(clock)) => (clock, Some(false)),
        _ => (text.as_str(), None),
    };
    let mut parts = clock.trim().split([':', '.']).map(str::parse::<u32>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let hour = match after_noon {
        None => hour,
        Some(after_noon) if (1..=12).contains(&hour) => hour % 12 + if after_noon { 12 } else { 0 },
        Some(_) => return None,
    };
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        let minutes = [
            "20:40", "20:40:00", "8.40 PM", "12:05 am", "0:05", "", "evening", "25:00",
        ]
        .map(minute_of_day);
        let evening = Some(20 * 60 + 40);
        assert_eq!(minutes, [evening, evening, evening, Some(5), Some(5), None, None, None]);
    }
}
