//! Numbers of a workbook as a results table writes them: durations, dates and plain numbers.
//!
//! A workbook keeps a time as a fraction of a day and the precision in the number format alone, so the text has the
//! decimals that the format shows. A format with a fraction of a second shows more of it where the cell has more: a
//! program that is given 3:30.86 keeps it and shows tenths.

use super::number_format::Shown;

/// A cell's text, and the decimals of its seconds where others of its column may have more.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    pub fraction: u8,
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self { text, fraction: 0 }
    }
}

/// Thousandths are the finest that a timing system writes.
const FINEST: u8 = 3;

/// A duration or time of day of so many seconds.
pub fn clock(seconds: f64, hours: bool, minutes_only: bool, decimals: u8) -> Written {
    let fraction = if decimals == 0 {
        0
    } else {
        decimals.max(needed(seconds)).min(FINEST)
    };
    let scale = 10_u64.pow(u32::from(fraction));
    let total = (seconds.abs() * scale as f64).round() as u64;
    let sign = if seconds < 0.0 && total > 0 { "-" } else { "" };
    let (whole, rest) = (total / scale, total % scale);
    let (h, m, s) = (whole / 3600, whole / 60 % 60, whole % 60);
    let mut text = match (hours || h > 0, minutes_only && s == 0) {
        (true, true) => format!("{sign}{h}:{m:02}"),
        (true, false) => format!("{sign}{h}:{m:02}:{s:02}"),
        (false, _) => format!("{sign}{m}:{s:02}"),
    };
    if fraction > 0 {
        text.push_str(&format!(".{rest:0width$}", width = usize::from(fraction)));
    }
    Written { text, fraction }
}

/// The decimals of a second, at most thousandths, that a value has beyond the error of its fraction of a day.
fn needed(seconds: f64) -> u8 {
    let is_whole = |d: &u8| {
        let scaled = seconds.abs() * 10_f64.powi(i32::from(*d));
        (scaled - scaled.round()).abs() < 1e-3
    };
    (0..=FINEST).find(is_whole).unwrap_or(FINEST)
}

/// A plain number with the decimals that its format shows.
pub fn number(value: f64, shown: Shown) -> String {
    let (value, least, most, sign) = match shown {
        Shown::Number { least, most } => (value, least, most, ""),
        Shown::Percent { least, most } => (value * 100.0, least, most, "%"),
        _ => return general(value),
    };
    let mut text = format!("{value:.most$}", most = usize::from(most));
    if text.contains('.') {
        let kept = text.len() - usize::from(most - least);
        let end = text.trim_end_matches('0').len().max(kept);
        text.truncate(end);
        text.truncate(text.trim_end_matches('.').len());
    }
    text + sign
}

/// A number without a format: as short as it can be, without the last digits in which computed values differ.
fn general(value: f64) -> String {
    let shortest = value.to_string();
    if shortest.len() <= 15 || !shortest.contains('.') {
        return shortest;
    }
    let rounded = format!("{value:.9}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The text of a cell that holds a point in time or a duration, by its format. `date` is the day of the calendar.
pub fn moment(days: f64, shown: Shown, date: impl FnOnce() -> (u16, u8, u8)) -> Written {
    /// A longer value is a day of the calendar of which only the time is shown.
    const LONGEST_DAYS: f64 = 100.0;
    match shown {
        Shown::Date { time } => {
            let (year, month, day) = date();
            let day = format!("{year:04}-{month:02}-{day:02}");
            let seconds = days.rem_euclid(1.0) * 86_400.0;
            match time && seconds >= 1.0 {
                true => format!("{day} {}", clock(seconds, true, true, 0).text).into(),
                false => day.into(),
            }
        }
        Shown::Clock {
            hours,
            seconds,
            decimals,
            elapsed,
        } => {
            let days = match elapsed || days.abs() < LONGEST_DAYS {
                true => days,
                false => days.rem_euclid(1.0),
            };
            clock(days * 86_400.0, hours, !seconds, decimals)
        }
        _ => number(days, shown).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::number_format::shown;
    use super::*;

    fn of(days: f64, format: &str) -> String {
        moment(days, shown(format), || (2024, 5, 1)).text
    }

    #[test]
    fn durations_have_the_decimals_of_their_format() {
        // 0.0931 d = 8043.84 s = 2 h 14 min 3.84 s
        assert_eq!(of(0.0931, "[h]:mm:ss"), "2:14:04");
        assert_eq!(of(0.0931, "h:mm:ss.00"), "2:14:03.84");
        // 210.86 s = 3 min 30.86 s
        assert_eq!(
            of(210.86 / 86_400.0, "mm:ss.0"),
            "3:30.86",
            "more than the format shows"
        );
        assert_eq!(of(210.8 / 86_400.0, "mm:ss.00"), "3:30.80");
        assert_eq!(of(50.86 / 86_400.0, "[s].00"), "0:50.86");
        assert_eq!(of(877.0 / 86_400.0, "[h]:mm:ss"), "0:14:37");
        assert_eq!(of(26.0 / 24.0, "h:mm:ss"), "26:00:00", "longer than a day");
        assert_eq!(of(1.5 / 24.0, "mm:ss"), "1:30:00", "no hour is lost");
        assert_eq!(of(14.5 / 24.0, "h:mm"), "14:30");
        assert_eq!(of(45_413.75, "h:mm"), "18:00", "a time of a day with its date");
        assert_eq!(of(0.0, "h:mm:ss"), "0:00:00");
    }

    #[test]
    fn dates_are_written_by_the_calendar() {
        assert_eq!(of(45_413.0, "d-mmm-yy"), "2024-05-01");
        assert_eq!(of(45_413.75, "m/d/yy h:mm"), "2024-05-01 18:00");
    }

    #[test]
    fn numbers_have_the_decimals_of_their_format() {
        for (value, format, text) in [
            (12.0, "General", "12"),
            (12.5, "General", "12.5"),
            (0.1 + 0.2, "General", "0.3"),
            (1234.0, "#,##0", "1234"),
            (12.3, "0.00", "12.30"),
            (12.3, "0.0##", "12.3"),
            (12.0, "#.##", "12"),
            (0.5, "0%", "50%"),
            (10_000_000_000.0, "General", "10000000000"),
            (-1.5, "General", "-1.5"),
        ] {
            assert_eq!(number(value, shown(format)), text, "{value} as {format}");
        }
    }
}
