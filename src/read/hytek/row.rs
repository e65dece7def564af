//! One row of a table: place, name, year or age, team and the values behind them.

use super::captions::{Captions, Column, Field};
use crate::model::{Discipline, Event, Length, LengthUnit, Mark, PackedMark, Qualification, Sex, Status, Suffixes};
use crate::read::csv::cell::{self, Plain};

/// A result as printed; texts are those of the line.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// 0 for none, printed as `--`.
    pub place: u32,
    pub lane: u16,
    pub name: &'a str,
    /// Year of birth or school grade.
    pub year: &'a str,
    pub age: u8,
    /// From an age such as `M25`.
    pub sex: Sex,
    pub team: &'a str,
    pub bib: &'a str,
    pub seed: &'a str,
    pub points: &'a str,
    /// Thousandths that split a tie.
    pub alternate: &'a str,
    pub mark: PackedMark,
    /// The time from the start line.
    pub net: PackedMark,
    pub status: Status,
    pub qualification: Qualification,
    /// The signs behind the mark that record lines explain.
    pub flags: &'a str,
    pub wind_tenths: Option<i16>,
    pub heat: Option<u16>,
    /// Rule of a disqualification.
    pub rule: &'a str,
    /// What else stands in the row.
    pub note: String,
    pub line: u32,
    /// The value of the result column when it means nothing.
    pub unreadable: Option<&'a str>,
}

/// Characters that a word may begin before its caption.
const HANGING: usize = 3;

/// A line whose columns are counted in characters.
struct Columns<'a> {
    text: &'a str,
    is_ascii: bool,
}

impl<'a> Columns<'a> {
    /// The bytes before a column.
    fn offset(&self, column: usize) -> usize {
        if self.is_ascii {
            return column.min(self.text.len());
        }
        let found = self.text.char_indices().nth(column);
        found.map_or(self.text.len(), |(at, _)| at)
    }

    /// The column at which a field begins, moved out of a word that begins a little before its caption or ends behind it.
    fn start_of(&self, column: usize) -> usize {
        let (before, behind) = self.text.split_at(self.offset(column));
        let is_within = !before.ends_with(char::is_whitespace) && !behind.starts_with(char::is_whitespace);
        if !is_within || before.is_empty() || behind.is_empty() {
            return column;
        }
        let early = before.chars().rev().take_while(|c| !c.is_whitespace()).count();
        if early <= HANGING {
            return column - early;
        }
        column + behind.chars().take_while(|c| !c.is_whitespace()).count()
    }

    fn field(&self, from: usize, to: usize) -> &'a str {
        let (from, to) = (self.offset(from), self.offset(to));
        self.text.get(from..to).unwrap_or("").trim_ascii()
    }

    /// The words from a column on, each with the columns that it begins and ends at.
    fn words(&self, from: usize) -> impl Iterator<Item = (usize, usize, &'a str)> {
        let mut rest = self.text.get(self.offset(from)..).unwrap_or("");
        let is_ascii = self.is_ascii;
        let width = move |text: &str| if is_ascii { text.len() } else { text.chars().count() };
        let mut at = from;
        std::iter::from_fn(move || {
            let word = behind_blanks(rest);
            let start = at + rest.len() - word.len();
            let (word, behind) = word.split_at(first_word(word));
            rest = behind;
            at = start + width(word);
            (!word.is_empty()).then_some((start, at, word))
        })
    }
}

/// The text behind the blanks at its start. Words are short: this is faster than a search.
fn behind_blanks(text: &str) -> &str {
    let blanks = text.bytes().take_while(|b| *b == b' ').count();
    &text[blanks..]
}

/// Bytes of the first word of a text.
fn first_word(text: &str) -> usize {
    text.bytes().take_while(|b| *b != b' ').count()
}

/// The place at the start of a line, 0 for `--`, and the bytes to its end.
fn place(line: &str) -> Option<(u32, usize, usize)> {
    let start = line.bytes().take_while(|b| matches!(b, b' ' | b'*' | b'=')).count();
    let end = start + first_word(&line[start..]);
    let word = &line[start..end];
    let digits = word.trim_end_matches(['.', '*']);
    match digits.parse::<u32>() {
        Ok(place) if place > 0 && digits.len() <= 5 && word.starts_with(|c: char| c.is_ascii_digit()) => {
            Some((place, start, end))
        }
        _ => word.starts_with("--").then_some((0, start, end)),
    }
}

/// Where the name of a row without a place begins: in its column, behind blanks alone.
fn unplaced(line: &str, captions: &Captions) -> Option<usize> {
    let start = line.len() - behind_blanks(line).len();
    let begins = line[start..].starts_with(char::is_alphabetic);
    (begins && start > 0 && start == captions.name && !captions.has_lanes).then_some(start)
}

/// The number of an athlete between place and name, `#  278`, and the bytes to its end.
fn bib(text: &str) -> Option<(&str, usize)> {
    let behind = behind_blanks(behind_blanks(text).strip_prefix('#')?);
    let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (digits > 0).then(|| (&behind[..digits], text.len() - behind.len() + digits))
}

impl<'a> Row<'a> {
    /// `None` for a line that is no row: it does not begin with a place or `--` before the column of names, nor with a name in
    /// its column and a result behind it.
    pub fn read(line: &'a str, number: u32, captions: &Captions, event: Event) -> Option<Self> {
        let placed = place(line).filter(|(_, start, end)| *start < captions.name.max(1) && *end <= captions.name + 2);
        let (place, behind) = match placed {
            Some((place, _, behind)) => (place, behind),
            None => (0, unplaced(line, captions)?),
        };
        let columns = Columns {
            text: line,
            is_ascii: line.is_ascii(),
        };
        let mut row = Self {
            place,
            line: number,
            ..Self::default()
        };
        if captions.has_lanes {
            (row.place, row.lane) = (0, u16::try_from(place).unwrap_or(0));
        }
        let name_start = match bib(&line[behind..]) {
            Some((bib, length)) => {
                row.bib = bib;
                behind + length
            }
            None => captions.bib_end.map_or(behind, |end| end.max(behind)),
        };
        if captions.bib_end.is_some() && row.bib.is_empty() {
            row.bib = columns.field(behind, name_start);
        }
        let year = captions.year.map(|(at, is_age)| (columns.start_of(at), is_age));
        let team = captions.team.map(|at| columns.start_of(at));
        let last = team.or(year.map(|(at, _)| at));
        let values = columns
            .words(last.unwrap_or(name_start))
            .filter(|(_, end, _)| *end > captions.values_start());
        let mut values = values.peekable();
        let values_start = values.peek().map_or(usize::MAX, |(start, ..)| *start);
        let team_start = team.unwrap_or(values_start).min(values_start);
        let year_start = year.map_or(team_start, |(at, _)| at);
        row.name = columns.field(name_start, year_start);
        if let Some((_, is_age)) = year {
            row.take_year(columns.field(year_start, team_start), is_age);
        }
        row.team = columns.field(team_start, values_start);
        let mut previous: Option<&Column> = None;
        for (start, end, text) in values {
            // a second value of a column stands under no caption of its own, or a little before the next
            let column = match captions.column_of(start, end) {
                Some(column) if previous == Some(column) => captions.column_close_behind(column, end),
                found => found,
            };
            match column.filter(|c| row.take_value(c, text, event)) {
                Some(column) => previous = Some(column),
                None => row.take_other(text),
            }
        }
        let has_result = row.mark != PackedMark::NONE || row.status != Status::None;
        (!row.name.is_empty() && (placed.is_some() || has_result)).then_some(row)
    }

    fn take_year(&mut self, text: &'a str, is_age: bool) {
        if !is_age {
            self.year = text;
            return;
        }
        self.sex = match text.chars().next() {
            Some('M') => Sex::Men,
            Some('W' | 'F') => Sex::Women,
            _ => Sex::Unknown,
        };
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        self.age = digits.parse().unwrap_or(0);
    }

    /// `Rule 163.3` behind a disqualification, under whatever caption.
    fn take_rule(&mut self, text: &'a str) -> bool {
        let is_word = |text: &str| text.trim_end_matches([':', '.']).eq_ignore_ascii_case("rule");
        let is_number = is_word(self.rule) && text.contains(|c: char| c.is_ascii_digit());
        let is_rule = self.status == Status::Dq && (is_word(text) || is_number);
        if is_rule {
            self.rule = text;
        }
        is_rule
    }

    /// Takes the value of a column; false when it cannot be one.
    fn take_value(&mut self, column: &Column, text: &'a str, event: Event) -> bool {
        if self.take_rule(text) {
            return true;
        }
        match column.field {
            Field::Result => self.take_result(text, event),
            Field::Seed => self.seed = text,
            Field::Wind => {
                self.wind_tenths = cell::tenths(text.as_bytes());
                return self.wind_tenths.is_some();
            }
            Field::Heat => {
                self.heat = text.parse().ok();
                return self.heat.is_some();
            }
            Field::Alternate if self.status != Status::None => self.rule = text,
            Field::Alternate => self.alternate = text,
            // a rule hangs over the points, since no points are given
            Field::Points if self.status == Status::Dq => self.rule = text,
            Field::Points if is_points(text) => self.points = text,
            Field::Bib => self.bib = text,
            Field::Lane => self.lane = text.parse().unwrap_or(0),
            Field::Net => match cell::mark(text.as_bytes(), event, Plain::Seconds) {
                Ok((net @ Some(_), ..)) => self.net = PackedMark::new(net, Suffixes::NONE),
                _ => return false,
            },
            Field::Before | Field::Other => {
                let caption = column.caption.to_lowercase();
                self.add_note(&format!("{caption} {text}"));
            }
            _ => return false,
        }
        true
    }

    /// A value under no caption: a status behind a mark, the same length in the other unit, or what broke a tie.
    fn take_other(&mut self, text: &'a str) {
        if let Some(status) = status(text).filter(|_| self.status == Status::None && text.len() > 1) {
            self.status = status;
            return;
        }
        if self.take_rule(text) {
            return;
        }
        let own = match self.mark.mark() {
            Some(Mark::Length(own)) => Some(own),
            _ => None,
        };
        let other = Length::parse(text).filter(|_| text.ends_with('m'));
        match own.zip(other) {
            // metres go before feet
            Some((own, other)) if own.unit == LengthUnit::Imperial => {
                self.mark = PackedMark::new(Some(Mark::Length(other)), self.mark.suffixes());
                self.add_note(&own.to_string());
            }
            _ => self.add_note(text),
        }
    }

    pub fn add_note(&mut self, text: &str) {
        if !self.note.is_empty() {
            self.note.push_str("; ");
        }
        self.note.push_str(text);
    }

    /// `16.90`, `12.11Q`, `13.76m`, `5-04.00`, `98-07`, `J1.80m`, `x2:04.11`, `DQ`.
    fn take_result(&mut self, text: &'a str, event: Event) {
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
                status(bare).inspect(|status| self.status = *status);
                bare
            }
            None => text,
        };
        let mark = bare.trim_end_matches(|c: char| !c.is_ascii_digit() && !matches!(c, 'm' | 'h'));
        let signs = &bare[mark.len()..];
        if let Some(code) = Qualification::parse(signs) {
            self.qualification = code;
        } else if signs.contains('Q') {
            self.qualification = Qualification::ByPlace;
        } else if signs.contains('q') {
            self.qualification = Qualification::ByTime;
        }
        let wind = if signs.contains(['w', 'W']) {
            Suffixes::WIND
        } else {
            Suffixes::NONE
        };
        self.flags = match Qualification::parse(signs) {
            Some(_) => "",
            None => signs.trim_matches(['Q', 'q', 'w', 'W']),
        };
        // `4,012` points
        let is_combined = matches!(
            event.discipline,
            Discipline::Pentathlon | Discipline::Heptathlon | Discipline::Decathlon
        );
        let number = if is_combined {
            mark.replace(',', "")
        } else {
            mark.to_owned()
        };
        match cell::mark(number.as_bytes(), event, Plain::Seconds) {
            Ok((Some(mark), suffixes, _)) => self.mark = PackedMark::new(Some(mark), suffixes.with(wind)),
            _ if matches!(self.status, Status::None | Status::Exhibition) => {
                self.unreadable = Some(text);
                self.flags = "";
                self.add_note(text);
            }
            _ => {}
        }
    }
}

/// `9`, `2.50` when shared; three decimals are those of a time that split a tie.
fn is_points(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    fraction.len() <= 2 && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit())
}

fn status(text: &str) -> Option<Status> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match text {
        "ND" => Some(Status::NoMark),
        // abandon, absent
        "ABD" => Some(Status::Dnf),
        "ABS" => Some(Status::Dns),
        _ => Status::parse(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: &str = "    Name                    Year School                  Finals  Wind Points";

    fn row<'a>(line: &'a str, captions: &str, event: &str) -> Row<'a> {
        let captions = Captions::read(captions, true).expect("captions");
        Row::read(line, 1, &captions, Event::parse(event).expect("an event")).expect("a row")
    }

    #[test]
    fn a_mark_in_metres_goes_before_its_twin_in_feet() {
        let metric = row(
            "  1 Adam, Jo                SR Hill                      6.10mR  1.2  20-00.25  10",
            FIELD,
            "men long jump",
        );
        let shown = (metric.mark.to_string(), metric.wind_tenths, metric.flags);
        assert_eq!(shown, ("6.10".to_owned(), Some(12), "R"));
        assert_eq!((metric.note.as_str(), metric.points), ("20-00.25", "10"));
        let captions = "    Name                    Year School                  Finals";
        let imperial = row(
            " -- Adam, Jo                   Hill                  x20-00.25    6.10m",
            captions,
            "men long jump",
        );
        assert_eq!(
            (imperial.mark.to_string(), imperial.note.as_str(), imperial.status),
            ("6.10".to_owned(), "20-00.25", Status::Exhibition)
        );
    }

    #[test]
    fn values_stand_under_their_captions() {
        let captions = "    Name                    Year School                 Prelims     Finals  H# Points";
        let own = row(
            "* 2 Ævar, Jo                  11 Hill                     12.11     12.04w  2   2.50",
            captions,
            "men 100 m",
        );
        assert_eq!(
            (own.place, own.name, own.year, own.team, own.points, own.heat),
            (2, "Ævar, Jo", "11", "Hill", "2.50", Some(2))
        );
        assert_eq!(
            (own.mark.to_string(), own.note.as_str()),
            ("12.04w".into(), "prelims 12.11")
        );
        // a seed longer than its caption, a team that begins before it
        let captions = "    Name                    Year School                  Seed     Finals";
        let own = row(
            " 10 Adam, Jo                 9 Hill                1:10:30.00       DQ",
            captions,
            "men 10000 m",
        );
        assert_eq!((own.team, own.seed, own.status), ("Hill", "1:10:30.00", Status::Dq));
    }

    #[test]
    fn what_is_no_mark_stays_in_the_note() {
        let own = row(
            "  1 Adam, Jo                SR Hill                        ?!x",
            FIELD,
            "men 100 m",
        );
        assert_eq!((own.unreadable, own.note.as_str()), (Some("?!x"), "?!x"));
    }
}
