//! Calendar dates of which the day, or the day and the month, may be unknown.

use std::fmt;
use std::num::NonZeroI16;
use std::ops::RangeInclusive;

/// A year with an optional month and an optional day of the month, in four bytes. Ordered as a calendar does, an
/// unknown month or day before the known ones of the same year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: NonZeroI16, // never zero, so that Option<Date> also takes four bytes
    month: u8,
    day: u8,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

impl Date {
    /// `None` unless the parts name a day (or month, or year) of the calendar.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        match (month, day) {
            (None, None) => {
                let year = NonZeroI16::new(year).filter(|y| (1..=9999).contains(&y.get()))?;
                Some(Self { year, month: 0, day: 0 })
            }
            (Some(m), d) => {
                jiff::civil::Date::new(year, i8::try_from(m).ok()?, i8::try_from(d.unwrap_or(1)).ok()?).ok()?;
                let year = NonZeroI16::new(year).filter(|y| y.get() >= 1)?;
                Some(Self {
                    year,
                    month: m,
                    day: d.unwrap_or(0),
                })
            }
            (None, Some(_)) => None,
        }
    }

    pub const fn year(self) -> i16 {
        self.year.get()
    }

    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Equal as far as both are known.
    pub fn agrees_with(self, other: Self) -> bool {
        let part = |a: u8, b: u8| a == 0 || b == 0 || a == b;
        self.year == other.year && part(self.month, other.month) && part(self.day, other.day)
    }

    /// A key that sorts like the calendar.
    pub const fn sort_key(self) -> u64 {
        (self.year.get() as u64) << 16 | (self.month as u64) << 8 | self.day as u64
    }

    fn civil(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year.get(), self.month as i8, self.day as i8).ok()
    }

    /// Whole years and remaining days from `self` (a birth date) to `on`; `None` unless both are full dates in order.
    pub fn age_on(self, on: Date) -> Option<(u16, u16)> {
        let (from, to) = (self.civil()?, on.civil()?);
        let span = from.until((jiff::Unit::Year, to)).ok()?;
        let birthday = from.checked_add(jiff::Span::new().years(span.get_years())).ok()?;
        let days = birthday.until((jiff::Unit::Day, to)).ok()?.get_days();
        Some((u16::try_from(span.get_years()).ok()?, u16::try_from(days).ok()?))
    }

    /// The ages in whole years that a birth date, or what is known of it, leaves open on a day: one where it settles the
    /// question, else two. `None` for a day before the birth.
    pub fn ages_on(self, on: Date) -> Option<RangeInclusive<u16>> {
        let (oldest, _) = self.first_day().age_on(on.last_day())?;
        let youngest = self.last_day().age_on(on.first_day()).map_or(0, |(years, _)| years);
        Some(youngest..=oldest)
    }

    /// `20`, or `20 or 21` where the birth date is not known well enough; empty when nothing can be said.
    pub fn age_text_on(self, on: Date) -> String {
        match self.ages_on(on).map(RangeInclusive::into_inner) {
            None => String::new(),
            Some((least, most)) if least == most => least.to_string(),
            Some((least, most)) => format!("{least} or {most}"),
        }
    }

    fn first_day(self) -> Self {
        Self {
            month: self.month.max(1),
            day: self.day.max(1),
            ..self
        }
    }

    fn last_day(self) -> Self {
        let month = if self.month > 0 { self.month } else { 12 };
        let first = Self { month, day: 1, ..self };
        let last = first.civil().map_or(1, |d| d.days_in_month() as u8);
        let day = if self.day > 0 { self.day } else { last };
        Self { month, day, ..self }
    }

    /// Days since 1970-01-01; an unknown month or day counts as the first.
    pub fn day_number(self) -> i32 {
        let first = Self {
            year: self.year,
            month: self.month.max(1),
            day: self.day.max(1),
        };
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        first
            .civil()
            .and_then(|d| d.since((jiff::Unit::Day, epoch)).ok())
            .map_or(0, |s| s.get_days())
    }

    /// Reads `2021-08-07`, `2021-08`, `2021`, `07.08.2021`, `7 AUG 2021`, `7 Aug 21`, `Aug 7, 2021`; a number pair with slashes only
    /// when it starts with the year. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | ','))
            .filter(|p| !p.is_empty())
            .collect();
        let number = |p: &str| p.parse::<u16>().ok();
        let month_name = |p: &str| {
            let p = p.to_ascii_lowercase();
            let at = MONTHS.iter().position(|m| p.len() >= 3 && p.starts_with(m))?;
            u8::try_from(at + 1).ok()
        };
        let small = |p: &str| p.parse::<u8>().ok();
        let is_year = |p: &str| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit());
        match parts.as_slice() {
            [y] if is_year(y) => Self::new(number(y)? as i16, None, None),
            [y, m] if is_year(y) => Self::new(number(y)? as i16, small(m), None).filter(|d| d.month > 0),
            [y, m, d] if is_year(y) => Self::new(number(y)? as i16, Some(small(m)?), Some(small(d)?)),
            [d, m, y] if is_year(y) => {
                let year = number(y)? as i16;
                match (month_name(m), month_name(d)) {
                    (Some(month), _) => Self::new(year, Some(month), Some(small(d)?)),
                    (None, Some(month)) => Self::new(year, Some(month), Some(small(m)?)),
                    (None, None) if text.contains('.') => Self::new(year, Some(small(m)?), Some(small(d)?)),
                    _ => None,
                }
            }
            // with the month in letters and between them there is no doubt which number is the year
            [d, m, y] if y.len() == 2 && d.len() <= 2 => {
                let year = i16::from(small(y)?);
                Self::new(full_year(year), Some(month_name(m)?), Some(small(d)?))
            }
            _ => None,
        }
    }
}

/// The year that two digits mean: results are of 1930 or later, and so are nearly all births.
pub const fn full_year(two_digits: i16) -> i16 {
    two_digits + if two_digits < 30 { 2000 } else { 1900 }
}

/// ISO: `2021-08-07`, `2021-08` or `2021`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year.get())?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_agree_with_the_reported_ones() {
        // facts/README.md: Ingebrigtsen 20 years 322 days, Hocker 20 years 62 days on 2021-08-07
        let on = Date::parse("2021-08-07").expect("date");
        let age = |birth: &str| Date::parse(birth).and_then(|b| b.age_on(on));
        assert_eq!(age("2000-09-19"), Some((20, 322)));
        assert_eq!(age("2001-06-06"), Some((20, 62)));
        assert_eq!(age("2000"), None);
    }

    #[test]
    fn a_birth_year_is_enough_where_it_settles_the_age() {
        let age = |birth: &str, on: &str| {
            let (birth, on) = (Date::parse(birth).expect("date"), Date::parse(on).expect("date"));
            birth.age_text_on(on)
        };
        assert_eq!(age("2000-09-19", "2021-08-07"), "20");
        assert_eq!(age("2000", "2021-08-07"), "20 or 21");
        assert_eq!(age("2000-09", "2021-08-07"), "20", "his birthday is still to come");
        assert_eq!(age("2000-08", "2021-08-07"), "20 or 21");
        assert_eq!(age("2000", "2021-12-31"), "21", "every birthday of the year is over");
        assert_eq!(age("2000", "2021"), "20 or 21");
        assert_eq!(age("2022", "2021-08-07"), "");
    }

    #[test]
    fn reads_the_common_ways_to_write_a_date() {
        for text in ["2021-08-07", "07.08.2021", "7 AUG 2021", "Aug 7, 2021", "2021/08/07"] {
            assert_eq!(
                Date::parse(text).map(|d| d.to_string()).as_deref(),
                Some("2021-08-07"),
                "{text}"
            );
        }
        assert_eq!(Date::parse("08/07/2021"), None, "day and month cannot be told apart");
        assert_eq!(Date::parse("2021-02-30"), None);
        assert_eq!(
            Date::parse("12 Jun 21").map(|d| d.to_string()).as_deref(),
            Some("2021-06-12")
        );
        assert_eq!(Date::parse("12.06.21"), None, "no number says that it is the year");
        assert_eq!(Date::parse("1974").map(|d| d.to_string()).as_deref(), Some("1974"));
    }

    #[test]
    fn counts_days() {
        assert_eq!(Date::parse("1970-01-02").map(Date::day_number), Some(1));
        assert_eq!(Date::parse("2021-08-07").map(Date::day_number), Some(18_846));
    }
}
