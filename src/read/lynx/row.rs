//! The cells of one result row: place, lane, time, reaction time, and the words that stand for a result.

use super::fields::Record;
use crate::model::{
    Finding, Findings, Mark, Method, PackedMark, Precision, Qualification, Severity, Status, Suffixes, Time,
};
use crate::read::header::thousandths;

/// What the cells say; what could not be read is a finding.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// 0 for none.
    pub place: u32,
    pub status: Status,
    pub time: Option<Time>,
    pub suffixes: Suffixes,
    pub qualification: Qualification,
    /// Behind a disqualification, verbatim.
    pub rule: String,
    /// 0 for none.
    pub lane: u16,
    pub reaction_ms: Option<i16>,
    /// Words of place and time that mean nothing known.
    pub note: String,
}

const PLACE: usize = 1;
const LANE: usize = 3;
const TIME: usize = 7;
const DELTA: usize = 9;
const REACTION: usize = 10;

impl Cells {
    pub fn read(record: &Record<'_>, findings: &mut Findings) -> Self {
        let mut cells = Self::default();
        cells.read_time(record, findings);
        cells.read_place(record, findings);
        cells.lane = lane(record, findings);
        let written = record.field(LANE);
        if cells.lane == 0 && written.contains(char::is_alphabetic) {
            cells.add_note(&format!("lane {written}"));
        }
        cells.reaction_ms = reaction(record, findings);
        if cells.place > 0 && cells.time.is_none() && cells.status == Status::None {
            let found = match record.field(DELTA) {
                "" => format!("place {} without a time", cells.place),
                delta => format!("place {} without a time, and a gap of {delta}", cells.place),
            };
            let expected = "a time; the race may still have been read";
            findings.push(Finding::at(
                Severity::Warning,
                "place-without-time",
                record.place(TIME),
                found,
                expected,
            ));
            let gap = record.field(DELTA);
            if !gap.is_empty() {
                cells.add_note(&format!("gap {gap}"));
            }
        }
        cells
    }

    pub fn mark(&self) -> PackedMark {
        PackedMark::new(self.time.map(Mark::Time), self.suffixes)
    }

    /// A time, with what may stand behind it: `10.52`, `10.52 Q`, `DNF`.
    fn read_time(&mut self, record: &Record<'_>, findings: &mut Findings) {
        let text = record.field(TIME);
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let (bare, suffixes) = Suffixes::split(word);
        if let Some(time) = Time::parse(bare) {
            let read_from_image = time.precision() >= Precision::Hundredth && time.method() == Method::Unknown;
            let time = if read_from_image {
                time.with_method(Method::Fat)
            } else {
                time
            };
            // a time of zero stands for none
            self.time = Some(time).filter(|t| t.ticks() > 0);
            self.suffixes = if self.time.is_some() { suffixes } else { Suffixes::NONE };
            self.read_rest(rest);
        } else if !text.is_empty() && !self.read_status(record, TIME, findings) {
            let expected = "a time such as 1:52.34, a status such as DNF, or nothing";
            let found = format!("\"{text}\"");
            findings.push(Finding::at(
                Severity::Error,
                "unreadable-time",
                record.place(TIME),
                found,
                expected,
            ));
            self.add_note(text);
        }
    }

    /// A place, with what may stand around it: `3`, `T3`, `3Q`, `DQ 162.7`.
    fn read_place(&mut self, record: &Record<'_>, findings: &mut Findings) {
        let text = record.field(PLACE);
        let number = text.trim_start_matches(['=', 'T']);
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        if let Ok(place) = number[..end].parse() {
            self.place = place;
            self.read_rest(number[end..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')')));
        } else if !text.is_empty() && !self.read_status(record, PLACE, findings) {
            let expected = "a place, a status such as DNF, or nothing";
            let found = format!("\"{text}\"");
            findings.push(Finding::at(
                Severity::Warning,
                "unreadable-place",
                record.place(PLACE),
                found,
                expected,
            ));
            self.add_note(text);
        }
    }

    /// Reads a field as a status, which a known one is not overwritten by.
    fn read_status(&mut self, record: &Record<'_>, field: usize, findings: &mut Findings) -> bool {
        let text = record.field(field);
        let (word, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()));
        let Some(status) = status(word) else { return false };
        if is_local(word) {
            self.add_note(word);
            let expected = "DNS, DNF or DQ; it was read as did not start";
            let found = format!("\"{word}\"");
            findings.push(Finding::at(
                Severity::Note,
                "status-word",
                record.place(field),
                found,
                expected,
            ));
        }
        if self.status == Status::None {
            self.status = status;
        }
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':' | '-' | '.'));
        if self.rule.is_empty() {
            self.rule = rest.to_owned();
        }
        true
    }

    fn read_rest(&mut self, rest: &str) {
        match Qualification::parse(rest) {
            Some(qualification) => self.qualification = qualification,
            None => self.add_note(rest),
        }
    }

    pub fn add_note(&mut self, text: &str) {
        if !self.note.is_empty() && !text.is_empty() {
            self.note.push_str("; ");
        }
        self.note.push_str(text);
    }
}

/// The words of French installations: `NP` did not start, `AB` absent.
fn is_local(word: &str) -> bool {
    ["NP", "AB", "ABS"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// The status that a word of a place or time field means.
pub(super) fn status(word: &str) -> Option<Status> {
    if is_local(word) {
        Some(Status::Dns)
    } else {
        Status::parse(word)
    }
}

fn lane(record: &Record<'_>, findings: &mut Findings) -> u16 {
    let text = record.field(LANE);
    let lane = text.parse().ok();
    if lane.is_none() && !text.is_empty() {
        let found = format!("\"{text}\"");
        let expected = "the number of a lane";
        findings.push(Finding::at(
            Severity::Warning,
            "unreadable-lane",
            record.place(LANE),
            found,
            expected,
        ));
    }
    lane.unwrap_or(0)
}

/// Seconds, which are negative when somebody started before the gun; a zero stands for nothing.
fn reaction(record: &Record<'_>, findings: &mut Findings) -> Option<i16> {
    let text = record.field(REACTION);
    let digits = text.trim_start_matches(['+', '-']);
    let whole = if digits.starts_with('.') {
        format!("0{digits}")
    } else {
        digits.replace(',', ".")
    };
    let value = thousandths(&whole).and_then(|ms| i16::try_from(ms).ok());
    if value.is_none() && !text.is_empty() {
        let found = format!("\"{text}\"");
        let expected = "seconds such as 0.142";
        let at = record.place(REACTION);
        findings.push(Finding::at(
            Severity::Warning,
            "unreadable-reaction-time",
            at,
            found,
            expected,
        ));
    }
    let value = value.filter(|ms| *ms > 0)?;
    Some(if text.starts_with('-') { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::super::fields::records;
    use super::*;

    fn read(line: &str) -> (Cells, Vec<&'static str>) {
        let mut findings = Findings::default();
        let record = records(line, 1).next().expect("a row");
        let cells = Cells::read(&record, &mut findings);
        (cells, findings.counts().iter().map(|(code, _)| *code).collect())
    }

    #[test]
    fn status_words_stand_in_place_or_time() {
        for (line, status, rule) in [
            ("DNS,1,2,A,B,C,", Status::Dns, ""),
            ("DSQ,1,2,A,B,C,", Status::Dq, ""),
            ("DQ 162.7,1,2,A,B,C,10.20", Status::Dq, "162.7"),
            ("DQ (TR16.8),1,2,A,B,C,", Status::Dq, "TR16.8"),
            ("DQ-162.7,1,2,A,B,C,", Status::Dq, "162.7"),
            ("FS1,1,2,A,B,C,", Status::FalseStart, "1"),
            (",1,2,A,B,C,DNF", Status::Dnf, ""),
            ("FS,1,2,A,B,C,", Status::FalseStart, ""),
            ("SCR,1,2,A,B,C,", Status::Scratched, ""),
            ("NP,1,2,A,B,C,", Status::Dns, ""),
            ("AB,1,2,A,B,C,", Status::Dns, ""),
            ("DNF,1,2,A,B,C,DNS", Status::Dns, ""), // the time's word was read first
            (",1,2,A,B,C,", Status::None, ""),
        ] {
            let (cells, _) = read(line);
            assert_eq!(
                (cells.place, cells.status, cells.rule.as_str()),
                (0, status, rule),
                "{line}"
            );
        }
        assert_eq!(read("AB,1,2,A,B,C,").1, ["status-word"]);
    }

    #[test]
    fn times_places_and_reactions() {
        let (cells, findings) = read("3Q,1,4,A,B,C,10.234,,0.01,0.142");
        assert_eq!((cells.place, cells.lane, cells.reaction_ms), (3, 4, Some(142)));
        assert_eq!(cells.qualification, Qualification::ByPlace);
        assert_eq!(cells.mark().to_string(), "10.234");
        assert_eq!(cells.time.map(Time::method), Some(Method::Fat));
        assert!(findings.is_empty());
        assert_eq!(read(",1,4,A,B,C,1:02:03.45 q").0.qualification, Qualification::ByTime);
        assert_eq!(read("1,1,4,A,B,C,10.2,,,-0.05").0.reaction_ms, Some(-50));
        assert_eq!(read("1,1,4,A,B,C,10.2,,,0.000").0.reaction_ms, None);
        assert_eq!(read("1,1,4,A,B,C,0.00").0.time, None);
    }

    #[test]
    fn odd_cells_are_findings() {
        assert_eq!(read("1,,1,,,,,,9.232").1, ["place-without-time"]);
        let (cells, findings) = read("x,1,L4,A,B,C,10.2x4,,,abc");
        let expected = [
            "unreadable-time",
            "unreadable-place",
            "unreadable-lane",
            "unreadable-reaction-time",
        ];
        assert_eq!(findings, expected);
        assert_eq!(cells.note, "10.2x4; x; lane L4");
    }
}
