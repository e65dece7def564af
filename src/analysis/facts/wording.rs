//! Words of the sentences: names, numbers, dates, what an event is called, and the pronoun that fits.

use crate::analysis::doubts::who;
use crate::model::name::family;
use crate::model::{Date, Discipline, Gap, LengthUnit, Mark, PackedMark, Round, Sex, Time};
use crate::store::{RaceView, RowView};

/// An athlete in a sentence.
pub struct Person {
    pub name: String,
    pub nation: String,
    pub pronoun: Pronoun,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
    /// A relay team, or somebody of whom the files do not say it.
    They,
}

impl Pronoun {
    /// `he`
    pub const fn subject(self) -> &'static str {
        match self {
            Self::He => "he",
            Self::She => "she",
            Self::They => "they",
        }
    }

    /// `his`
    pub const fn possessive(self) -> &'static str {
        match self {
            Self::He => "his",
            Self::She => "her",
            Self::They => "their",
        }
    }
}

impl Person {
    pub fn of(row: RowView<'_>) -> Self {
        let event = row.race().event();
        let sex = match event.sex {
            Sex::Men | Sex::Women => event.sex,
            _ => row.athlete().sex(),
        };
        let pronoun = match (event.discipline, sex) {
            (Discipline::Relay, _) => Pronoun::They,
            (_, Sex::Men) => Pronoun::He,
            (_, Sex::Women) => Pronoun::She,
            _ => Pronoun::They,
        };
        Self {
            name: single_spaced(&who(row)),
            nation: row.nation().to_owned(),
            pronoun,
        }
    }

    /// `him`; the family name where the pronoun would be that of several.
    pub fn object(&self) -> String {
        match self.pronoun {
            Pronoun::He => "him".to_owned(),
            Pronoun::She => "her".to_owned(),
            Pronoun::They => family(&self.name),
        }
    }

    /// `Josh Kerr (GBR)`
    pub fn named(&self) -> String {
        match self.nation.as_str() {
            "" => self.name.clone(),
            nation => format!("{} ({nation})", self.name),
        }
    }
}

/// A name as files write it, without the spaces that fill a column.
pub fn single_spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `one` to `nine`, then digits.
pub fn number(n: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `first` to `ninth`, then `10th`.
pub fn ordinal(n: usize) -> String {
    const WORDS: [&str; 10] = [
        "last", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    ];
    match (WORDS.get(n), n % 100, n % 10) {
        (Some(word), ..) => (*word).to_owned(),
        (_, 11..=13, _) => format!("{n}th"),
        (.., 1) => format!("{n}st"),
        (.., 2) => format!("{n}nd"),
        (.., 3) => format!("{n}rd"),
        _ => format!("{n}th"),
    }
}

/// `one race`, `two races`: a noun with its number.
pub fn counted(n: usize, noun: &str) -> String {
    let plural = match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    };
    match n {
        1 => format!("one {noun}"),
        n => format!("{} {plural}", number(n)),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The size of a gap as recorded or as an estimate: `0.69`, `≈0.7`; from a minute on `1:04.2`.
pub fn size(gap: Gap, estimate: bool) -> String {
    let ticks = u32::try_from(gap.ticks().unsigned_abs()).unwrap_or(u32::MAX);
    let shown = Gap::from_ticks(i64::from(ticks), gap.precision()).displayed_ticks();
    let shown = Time::from_ticks(u32::try_from(shown).unwrap_or(u32::MAX), gap.precision());
    time(shown, estimate)
}

/// A time, an estimate with `≈` and at most one decimal (terms.md 2.6).
pub fn time(time: Time, estimate: bool) -> String {
    if estimate {
        format!("≈{}", time.as_estimate())
    } else {
        time.to_string()
    }
}

/// A duration with its unit where it has no colon: `0.69 s`, `1:04.2`.
pub fn duration(text: &str) -> String {
    if text.contains(':') {
        text.to_owned()
    } else {
        format!("{text} s")
    }
}

/// `in 3:28.32`, `with 18.56 m`, `with 8012 points`: a mark behind what somebody did with it.
pub fn achieved(mark: PackedMark) -> String {
    match mark.mark() {
        Some(Mark::Length(length)) if length.unit == LengthUnit::Metric => format!("with {mark} m"),
        Some(Mark::Length(_)) => format!("with {mark}"),
        Some(Mark::Points(_)) => format!("with {mark} points"),
        _ => format!("in {mark}"),
    }
}

/// `on 7 August 2021`, `in August 2021`, `in 1896`.
pub fn on_day(date: Date) -> String {
    let word = if date.day().is_some() { "on" } else { "in" };
    format!("{word} {}", day(date))
}

/// `men's`, `women's`, `mixed`; empty when unknown.
fn whose(sex: Sex) -> &'static str {
    match sex {
        Sex::Men => "men’s",
        Sex::Women => "women’s",
        Sex::Mixed => "mixed",
        Sex::Unknown => "",
    }
}

/// The parts that are not empty, with spaces between.
pub fn spaced(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

/// `men’s 1500 m`, `U20 women’s short-track mile`; the title where the event is not known.
pub fn event(race: RaceView<'_>) -> String {
    let event = race.event();
    let name = event.name();
    if name.is_empty() || event.discipline == Discipline::Unknown {
        return spaced(&[race.age_group(), race.title()]);
    }
    let track = if event.indoor { "short-track" } else { "" };
    spaced(&[race.age_group(), whose(event.sex), track, &name])
}

/// `men’s 1500 m races`, `races` of an event that is not known.
pub fn races(race: RaceView<'_>) -> String {
    spaced(&[&event(race), "races"])
}

/// `the men’s 1500 m final`, `semi-final 2 of the men’s 1500 m`, `heat 1 of the men’s 1500 m`, `the men’s 1500 m`.
pub fn race(race: RaceView<'_>) -> String {
    let (event, word) = (event(race), race.round().word());
    match (race.round(), race.heat()) {
        // a title alone may be that of a class
        (Round::Unknown, None) if event.is_empty() || race.event().discipline == Discipline::Unknown => {
            spaced(&["the", &event, "race"])
        }
        _ if event.is_empty() => heat(race),
        (Round::Unknown, None) => format!("the {event}"),
        (Round::Unknown | Round::Round1, Some(heat)) => format!("heat {heat} of the {event}"),
        (Round::SemiFinal | Round::QuarterFinal, Some(heat)) => format!("{word} {heat} of the {event}"),
        (Round::Final, Some(heat)) => format!("race {heat} of the {event} final"),
        (Round::Final | Round::SemiFinal | Round::QuarterFinal, None) => format!("the {event} {word}"),
        (_, Some(heat)) => format!("heat {heat} of {word} of the {event}"),
        (_, None) => format!("{word} of the {event}"),
    }
}

/// `heat 1`, `semi-final 2`, `the final`, `round 1`: a race of a competition of which the sentence speaks.
pub fn heat(race: RaceView<'_>) -> String {
    let word = race.round().word();
    match (race.round(), race.heat()) {
        (Round::SemiFinal | Round::QuarterFinal, Some(heat)) => format!("{word} {heat}"),
        (Round::Final, Some(heat)) => format!("race {heat} of the final"),
        (_, Some(heat)) => format!("heat {heat}"),
        (Round::Final | Round::SemiFinal | Round::QuarterFinal, None) => format!("the {word}"),
        _ => word.to_owned(),
    }
}

/// `round 1`, `the semi-finals`, `the final`: all races of a round.
pub fn round(race: RaceView<'_>) -> String {
    let word = race.round().word();
    match race.round() {
        Round::SemiFinal | Round::QuarterFinal => format!("the {word}s"),
        Round::Final | Round::Preliminary | Round::Qualification => format!("the {word}"),
        _ => word.to_owned(),
    }
}

/// `Saturday 7 August 2021`, `August 2021`, `2021`.
pub fn weekday(date: Date) -> String {
    const DAYS: [&str; 7] = [
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
    ];
    // day 0 was a Thursday
    let weekday = DAYS[usize::try_from(date.day_number().rem_euclid(7)).unwrap_or(0)];
    match date.day() {
        Some(_) => format!("{weekday} {}", day(date)),
        None => day(date),
    }
}

/// `7 August 2021`, `August 2021`, `2021`.
pub fn day(date: Date) -> String {
    let year = date.year();
    match (date.month().map(month), date.day()) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => year.to_string(),
    }
}

/// The name of a month from 1 to 12.
fn month(month: u8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.get(usize::from(month.saturating_sub(1))).copied().unwrap_or("")
}

/// ` on Saturday 7 August 2021`, ` in 1896`; empty when unknown.
pub fn when(race: RaceView<'_>) -> String {
    match race.date() {
        Some(date) if date.day().is_some() => format!(" on {}", weekday(date)),
        Some(date) => format!(" in {}", day(date)),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists() {
        let ordinals = [1, 2, 9, 10, 11, 12, 21, 22, 113].map(ordinal);
        assert_eq!(
            ordinals,
            [
                "first", "second", "ninth", "10th", "11th", "12th", "21st", "22nd", "113th"
            ]
        );
        assert_eq!(
            [counted(1, "race"), counted(2, "day"), counted(12, "country")],
            ["one race", "two days", "12 countries"]
        );
        let list = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(
            [listed(&list), listed(&list[..2]), listed(&list[..1])],
            ["a, b and c", "a and b", "a"]
        );
    }

    #[test]
    fn days_of_the_week() {
        // facts/seed_claims.md 2: the final was on a Saturday
        let text = |day: &str| Date::parse(day).map(weekday).unwrap_or_default();
        assert_eq!(
            [text("2021-08-07"), text("1969-12-31"), text("1968-10"), text("1896")],
            [
                "Saturday 7 August 2021",
                "Wednesday 31 December 1969",
                "October 1968",
                "1896"
            ]
        );
    }

    #[test]
    fn sizes_of_gaps() {
        let gap = |ticks, precision| Gap::from_ticks(ticks, precision);
        use crate::model::Precision::{Hundredth, Tenth};
        assert_eq!(
            [
                size(gap(-6_900, Hundredth), false),
                size(gap(7_200, Tenth), true),
                duration(&size(gap(642_000, Tenth), false)),
                duration("0.69")
            ],
            ["0.69", "≈0.7", "1:04.2", "0.69 s"]
        );
    }
}
