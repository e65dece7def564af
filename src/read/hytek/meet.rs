//! The head of a listing: licence holder, print date, meet with its dates, venue.

use super::Line;
use crate::model::{Date, fold};
use crate::read::title::date_in_title;

/// What the lines before the first event say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetHead {
    pub name: String,
    pub venue: String,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub line: u32,
}

impl MeetHead {
    pub fn read(lines: &[Line<'_>]) -> Self {
        let mut meet = Self::default();
        // the holder of the licence stands above the program's name
        let is_signed = |l: &Line<'_>| fold(&l.text).contains("hy-tek");
        let behind = lines.iter().position(is_signed).map_or(0, |at| at + 1);
        let named = lines.get(behind..).unwrap_or_default();
        let named = match named.iter().any(|l| says_something(l.text.trim())) {
            true => named,
            false => lines,
        };
        for line in named {
            let text = line.text.trim();
            if !says_something(text) {
                continue;
            }
            let (name, dates) = match text.rsplit_once(" - ") {
                Some((name, rest)) if dates(rest).0.is_some() => (name.trim(), dates(rest)),
                _ => ("", dates(text)),
            };
            // a line that is dates alone
            let is_dates = dates.0.is_some() && name.is_empty() && text.len() < 30;
            match dates {
                (Some(start), end) if meet.start.is_none() => {
                    (meet.start, meet.end) = (Some(start), end.or(Some(start)))
                }
                _ => {}
            }
            let name = if name.is_empty() { text } else { name };
            if is_dates || name == meet.name {
                continue;
            }
            if meet.name.is_empty() {
                (meet.name, meet.line) = (name.to_owned(), line.number);
            } else if meet.venue.is_empty() {
                name.clone_into(&mut meet.venue);
            }
        }
        meet
    }
}

/// The licence, the time of printing and the kind of report say nothing of the meet.
pub fn says_something(text: &str) -> bool {
    let folded = fold(text);
    let folded = without_page(&folded);
    let is_printed = folded.contains("hy-tek")
        || folded.contains("licensed to")
        || folded.ends_with(" license")
        || folded.ends_with(" am")
        || folded.ends_with(" pm")
        || ends_with_clock(folded);
    let kinds = [
        "results",
        "resultats",
        "performance list",
        "liste des performances",
        "last completed event",
        "complete results",
    ];
    let is_report = kinds.iter().any(|kind| folded.starts_with(kind)) || folded.starts_with("page ");
    !text.is_empty() && !is_printed && !is_report && !text.bytes().all(|b| b == b'=')
}

/// Without the number of the page behind the rest of a line.
fn without_page(text: &str) -> &str {
    match text.rsplit_once("page ") {
        Some((before, number)) if number.bytes().all(|b| b.is_ascii_digit()) && !before.is_empty() => before.trim_end(),
        _ => text,
    }
}

/// A day and a time of 24 hours: `2021-12-06 - 11:21`.
fn ends_with_clock(text: &str) -> bool {
    let clock = text.rsplit_once(" - ").map_or("", |(_, clock)| clock);
    matches!(clock.split_once(':'), Some((h, m)) if h.len() <= 2 && m.len() == 2 && h.parse::<u8>().is_ok() && m.parse::<u8>().is_ok())
}

/// One date, or the two of `2021-07-31 to 2021-08-01`.
fn dates(text: &str) -> (Option<Date>, Option<Date>) {
    let day = |text: &str| date_in_title(text).or_else(|| Date::parse(text).filter(|d| d.day().is_some()));
    match text.split_once(" to ").or_else(|| text.split_once(" au ")) {
        Some((start, end)) => (day(start), day(end)),
        None => (day(text), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(lines: &[&str]) -> (String, String, String, String) {
        let lines: Vec<Line<'_>> = lines
            .iter()
            .zip(1..)
            .map(|(text, number)| Line {
                text: (*text).into(),
                number,
            })
            .collect();
        let meet = MeetHead::read(&lines);
        let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
        (meet.name, meet.venue, day(meet.start), day(meet.end))
    }

    #[test]
    fn the_meet_is_told_from_licence_and_print_date() {
        let own = |a: &str, b: &str, c: &str, d: &str| (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned());
        assert_eq!(
            head(&[
                "Licensed to A Club - Contractor License",
                "                HY-TEK's Meet Manager 4/1/2018 10:28 AM",
                "          Spring Invitational - 3/29/2018",
                "               High School",
                "                 Results",
            ]),
            own("Spring Invitational", "High School", "2018-03-29", "2018-03-29")
        );
        assert_eq!(
            head(&[
                " Some University            2021-12-06 - 11:21 AM",
                "   Championnats scolaires 2016-2017",
                "   2017-06-10"
            ]),
            own("Championnats scolaires 2016-2017", "", "2017-06-10", "2017-06-10")
        );
        assert_eq!(
            head(&[
                "  Championnat Jun 2021 - 2021-07-31 to 2021-08-01",
                "  Championnat Jun 2021",
                "  2021-07-31 to 2021-08-01"
            ]),
            own("Championnat Jun 2021", "", "2021-07-31", "2021-08-01")
        );
    }
}
