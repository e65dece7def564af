//! Dates with slashes: whether the day or the month comes first is told by the whole file, by a number above twelve.

use crate::model::Date;
use crate::model::date::full_year;

/// Which number of a date such as `13/05/2024` comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slashed {
    DayFirst,
    MonthFirst,
}

impl Slashed {
    /// The order that some date of the columns tells, by a number above twelve; `None` where none does or they disagree.
    pub fn told_by<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut told = None;
        for (first, second, _) in dates.filter_map(slashed) {
            let order = match (first > 12, second > 12) {
                (true, false) => Self::DayFirst,
                (false, true) => Self::MonthFirst,
                _ => continue,
            };
            if told.is_some_and(|known| known != order) {
                return None;
            }
            told = Some(order);
        }
        told
    }

    /// The date of `13/05/2024`.
    pub fn date(self, text: &str) -> Option<Date> {
        let (first, second, year) = slashed(text)?;
        let (day, month) = match self {
            Self::DayFirst => (first, second),
            Self::MonthFirst => (second, first),
        };
        Date::new(year, Some(month), Some(day)).filter(|_| year > 1800)
    }
}

/// `14.09.74`: dates with dots have the day first and the year last.
pub fn dotted(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = year.len() == 2 && parts.next().is_none();
    Date::new(
        full_year(year.parse().ok()?),
        Some(month.parse().ok()?),
        Some(day.parse().ok()?),
    )
    .filter(|_| is_short)
}

/// The numbers of a date with slashes and the year behind them.
fn slashed(text: &str) -> Option<(u8, u8, i16)> {
    let mut parts = text.trim().split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let numbers = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    parts.next().is_none().then_some(numbers)
}
