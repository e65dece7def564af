//! One row of a table: place, name, year or age, team and the values behind them.

use super::captions::{Captions, Field};
use crate::model::{Event, PackedMark, Qualification, Sex, Status, Time, fold};
use crate::read::csv::cell::{self, Plain};
use crate::read::fixed::words;

/// A result as printed.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// 0 for none, printed as `--`.
    pub place: u32,
    pub name: String,
    /// Year of birth or school grade, as printed.
    pub year: String,
    pub age: u8,
    /// From an age such as `M25`.
    pub sex: Sex,
    pub team: String,
    pub bib: String,
    pub mark: PackedMark,
    pub status: Status,
    pub qualification: Qualification,
    pub flags: String,
    pub wind_tenths: Option<i16>,
    pub heat: Option<u16>,
    /// Rule of a disqualification.
    pub rule: String,
    /// Thousandths that split a tie, and what else stands there.
    pub note: String,
    pub line: u32,
    /// The value of the result column when it means nothing.
    pub unreadable: Option<String>,
}

impl Row {
    /// `None` for a line that is no row: it does not begin with a place or `--`.
    pub fn read(line: &str, number: u32, captions: &Captions, event: Event) -> Option<Self> {
        let chars: Vec<char> = line.chars().collect();
        let start = line.trim_start_matches([' ', '*']);
        let first = start.split_whitespace().next()?;
        let digits = first.trim_end_matches(['.', '*']);
        let place = match digits.parse::<u32>() {
            Ok(place) if place > 0 && digits.len() <= 5 => place,
            _ if first.starts_with("--") => 0,
            _ => return None,
        };
        let behind_place = chars.len() - start.chars().count() + first.chars().count();
        if behind_place > captions.name + 2 {
            return None;
        }
        let mut row = Self {
            place,
            line: number,
            ..Self::default()
        };
        let field = |from: usize, to: usize| -> String {
            let (from, to) = (from.min(chars.len()), to.min(chars.len()));
            chars[from.min(to)..to].iter().collect::<String>().trim().to_owned()
        };
        let values_start = captions.values_start();
        let team_start = captions.team.unwrap_or(usize::MAX).min(values_start);
        let year_start = captions.year.map_or(team_start, |(at, _)| at);
        // a number of the athlete stands before the name
        let name_start = captions
            .bib
            .filter(|(start, _)| *start < captions.name)
            .map_or(behind_place, |(_, end)| end);
        if name_start > behind_place {
            row.bib = field(behind_place, name_start);
        }
        row.name = field(name_start, year_start)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if let Some((_, is_age)) = captions.year {
            row.take_year(&field(year_start, team_start), is_age);
        }
        row.team = field(team_start, values_start);
        let words = words(&chars);
        for word in words.iter().filter(|w| w.start >= values_start) {
            if let Some(field) = captions.column_of(word) {
                row.take_value(field, &word.text, event);
            }
        }
        (!row.name.is_empty()).then_some(row)
    }

    fn take_year(&mut self, text: &str, is_age: bool) {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if !is_age {
            text.clone_into(&mut self.year);
            return;
        }
        self.sex = match text.chars().next() {
            Some('M') => Sex::Men,
            Some('W' | 'F') => Sex::Women,
            _ => Sex::Unknown,
        };
        self.age = digits.parse().unwrap_or(0);
    }

    fn take_value(&mut self, field: Field, text: &str, event: Event) {
        match field {
            Field::Result => self.take_result(text, event),
            Field::Wind => self.wind_tenths = wind(text),
            Field::Heat => self.heat = text.parse().ok(),
            Field::Alternate if self.status != Status::None => text.clone_into(&mut self.rule),
            Field::Alternate => self.add_note(text),
            // a rule hangs over the points when no points are given
            Field::Points if self.status == Status::Dq && text.contains('.') => text.clone_into(&mut self.rule),
            Field::Points if text.len() > 4 && Time::parse(text).is_some() => self.add_note(text),
            _ => {}
        }
    }

    fn add_note(&mut self, text: &str) {
        if !self.note.is_empty() {
            self.note.push(' ');
        }
        self.note.push_str(text);
    }

    /// `16.90`, `12.11Q`, `13.76m`, `5-04.00`, `98-07`, `J1.80m`, `x2:04.11`, `DQ`.
    fn take_result(&mut self, text: &str, event: Event) {
        if let Some(status) = status(text) {
            self.status = status;
            return;
        }
        let bare = match text.strip_prefix(['J', 'x', 'X']) {
            Some(bare) if text.starts_with('J') => {
                self.add_note("tie broken");
                bare
            }
            Some(bare) => {
                self.status = Status::Exhibition;
                bare
            }
            None => text,
        };
        let mark = bare.trim_end_matches(|c: char| !c.is_ascii_digit() && !matches!(c, 'm' | 'h'));
        for sign in bare[mark.len()..].chars() {
            match sign {
                'Q' => self.qualification = Qualification::parse("Q").unwrap_or_default(),
                'q' => self.qualification = Qualification::parse("q").unwrap_or_default(),
                sign => {
                    if !self.flags.is_empty() {
                        self.flags.push(' ');
                    }
                    self.flags.push(sign);
                }
            }
        }
        match cell::mark(mark.as_bytes(), event, Plain::Seconds) {
            Ok((Some(mark), suffixes, _)) => self.mark = PackedMark::new(Some(mark), suffixes),
            _ => self.unreadable = Some(text.to_owned()),
        }
    }
}

fn status(text: &str) -> Option<Status> {
    match fold(text).as_str() {
        "nh" | "nm" | "foul" | "nd" => Some(Status::NoMark),
        _ => Status::parse(text),
    }
}

/// `1.7`, `+0.0`, `-1.8`, in tenths; `NWI` is none.
pub fn wind(text: &str) -> Option<i16> {
    cell::tenths(text.as_bytes())
}
