//! A listing line by line: head, events, their sections and tables. The same athletes are printed in the sections and again in a
//! table that compiles them; they are one result, with the place of either.

use super::Line;
use super::captions::{Captions, is_ruler};
use super::event::Heading;
use super::meet::MeetHead;
use super::row::{Row, wind};
use super::write::write;
use crate::model::{Date, Finding, Round, Severity, fold};
use crate::read::format::Progress;
use crate::read::import::ImportBuilder;
use crate::read::title::date_in_title;
use crate::read::unplaced::Splits;

/// A row with what stands on the lines below it.
#[derive(Debug, Default)]
pub struct Result {
    pub row: Row,
    pub place_in_round: u32,
    pub legs: Vec<String>,
    pub series: Vec<String>,
    pub splits: Splits,
}

/// One race: a heat or section, or the whole of a round printed as one table.
#[derive(Debug, Default)]
pub struct Race {
    pub round: Round,
    pub heat: Option<u16>,
    pub wind_tenths: Option<i16>,
    pub results: Vec<Result>,
    pub line: u32,
    /// A list of seeds.
    pub is_start_list: bool,
}

/// One event of the listing.
#[derive(Debug, Default)]
pub struct EventBlock {
    pub heading: Heading,
    pub date: Option<Date>,
    pub start_time: String,
    pub records: Vec<String>,
    pub races: Vec<Race>,
}

/// Reads the lines into an import.
pub fn read(lines: &[Line], builder: &mut ImportBuilder, progress: &Progress) {
    let first = lines
        .iter()
        .position(|l| Heading::read(&l.text).is_some())
        .unwrap_or(lines.len());
    let meet = MeetHead::read(&lines[..first]);
    let mut reader = Reader::default();
    for line in &lines[first..] {
        if progress.is_cancelled() {
            break;
        }
        reader.line(line, builder);
    }
    reader.end_event();
    write(&meet, &reader.events, builder);
}

#[derive(Default)]
struct Reader {
    events: Vec<EventBlock>,
    event: Option<EventBlock>,
    captions: Option<Captions>,
    /// The captions and rulers of a table have begun, its rows not yet.
    in_head: bool,
    /// The table compiles the races printed before it.
    compiles: bool,
    /// What is under way is a ranking of teams.
    is_ranking: bool,
}

impl Reader {
    fn line(&mut self, line: &Line, builder: &mut ImportBuilder) {
        let text = line.text.trim();
        if text.is_empty() {
            return;
        }
        if let Some(heading) = Heading::read(&line.text) {
            return self.begin_event(heading);
        }
        if text.contains("Team Rankings") || text.contains("Events Scored") {
            self.end_event();
            self.is_ranking = true;
            return;
        }
        if self.is_ranking || self.event.is_none() {
            return;
        }
        if is_ruler(&line.text) {
            self.in_head = true;
            return;
        }
        if let Some(captions) = Captions::read(&line.text) {
            return self.begin_table(captions, line.number, builder);
        }
        if self.sub_heading(text, line.number) {
            self.in_head = false;
            return;
        }
        if self.row(line, builder) {
            self.in_head = false;
        } else if self.in_head {
            self.head_line(text);
        } else {
            self.line_below(line, text, builder);
        }
    }

    fn begin_event(&mut self, heading: Heading) {
        self.is_ranking = false;
        let is_same = self
            .event
            .as_ref()
            .is_some_and(|e| e.heading.number == heading.number && !heading.number.is_empty());
        if is_same && heading.continues {
            return;
        }
        self.end_event();
        self.event = Some(EventBlock {
            heading,
            ..EventBlock::default()
        });
    }

    fn end_event(&mut self) {
        self.captions = None;
        (self.compiles, self.in_head) = (false, false);
        self.events.extend(self.event.take());
    }

    fn begin_table(&mut self, captions: Captions, line: u32, builder: &mut ImportBuilder) {
        let Some(event) = &mut self.event else { return };
        let had_heats = event.races.iter().any(|r| r.heat.is_some() && !r.results.is_empty());
        // captions that repeat on a new page go on with the table
        self.compiles = had_heats && (captions.has_heats() || self.compiles);
        if !captions.has_results() {
            let (found, expected) = ("seeds without results", "results; the entries are kept without a mark");
            builder
                .findings()
                .push(Finding::at(Severity::Note, "start-list", (line, 0), found, expected));
        }
        if event.races.last().is_none_or(|r| !r.results.is_empty()) && !self.compiles {
            let known = self.captions.as_ref().is_some_and(|c| c.result == captions.result);
            if !known {
                event.races.push(Race {
                    round: round(&captions.result),
                    line,
                    is_start_list: !captions.has_results(),
                    ..Race::default()
                });
            }
        }
        self.captions = Some(captions);
    }

    /// `Section  1`, `Heat  1 Preliminaries   Wind: -1.8`, `Finals`, `Results - Mixed`.
    fn sub_heading(&mut self, text: &str, line: u32) -> bool {
        let folded = fold(text);
        let mut words = folded.split_whitespace();
        let Some(first) = words.next() else { return false };
        let Some(event) = &mut self.event else { return false };
        let named = round(first);
        let heat: Option<u16> = match first {
            "section" | "heat" | "serie" | "vague" | "flight" => match words.next().and_then(|n| n.parse().ok()) {
                Some(heat) => Some(heat),
                None => return false,
            },
            "results" | "resultats" if folded.starts_with("results -") => None,
            _ if named != Round::Unknown
                && folded.split_whitespace().count() <= 5
                && !text.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                None
            }
            _ => return false,
        };
        let wind = text
            .split_once(':')
            .filter(|(before, _)| fold(before).trim_end().ends_with("wind") || fold(before).ends_with("vent"));
        let caption = self.captions.as_ref().map_or("", |c| c.result.as_str());
        let said = folded.split_whitespace().map(round).find(|r| *r != Round::Unknown);
        let own = said.unwrap_or_else(|| round(caption));
        if heat.is_none()
            && event
                .races
                .iter()
                .any(|r| r.heat.is_some() && r.round == own && !r.results.is_empty())
        {
            self.compiles = true;
            return true;
        }
        self.compiles = false;
        let race = Race {
            round: own,
            heat,
            wind_tenths: wind.and_then(|(_, value)| value.split_whitespace().next().and_then(self::wind)),
            line,
            ..Race::default()
        };
        match event.races.last_mut() {
            Some(open) if open.results.is_empty() => {
                *open = Race {
                    is_start_list: open.is_start_list,
                    ..race
                }
            }
            // a heat goes on behind a page's end
            Some(same) if (same.round, same.heat) == (race.round, race.heat) => {}
            _ => event.races.push(race),
        }
        true
    }

    fn row(&mut self, line: &Line, builder: &mut ImportBuilder) -> bool {
        let (Some(captions), Some(event)) = (&self.captions, &mut self.event) else {
            return false;
        };
        let Some(row) = Row::read(&line.text, line.number, captions, event.heading.event) else {
            return false;
        };
        if let Some(text) = &row.unreadable {
            let found = format!("\"{text}\"");
            let expected = "a mark such as 4:31.24 or 13.76m, or a status such as DNF";
            builder.findings().push(Finding::at(
                Severity::Error,
                "unreadable-mark",
                (line.number, 0),
                found,
                expected,
            ));
        }
        if self.compiles {
            compile(event, row);
            return true;
        }
        if event.races.is_empty() {
            event.races.push(Race {
                round: round(&captions.result),
                line: line.number,
                is_start_list: !captions.has_results(),
                ..Race::default()
            });
        }
        if let Some(race) = event.races.last_mut() {
            race.results.push(Result {
                row,
                ..Result::default()
            });
        }
        true
    }

    /// A line between heading and captions: a date with a time of day, or records.
    fn head_line(&mut self, text: &str) {
        let Some(event) = &mut self.event else { return };
        match date_in_title(text) {
            Some(date) if event.date.is_none() && !text.contains("ecord") => {
                event.date = Some(date);
                if let Some((_, time)) = text.rsplit_once(" - ") {
                    time.trim().clone_into(&mut event.start_time);
                }
            }
            _ => event
                .records
                .push(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }

    /// A line below a row: legs of a relay, splits, or a series of attempts.
    fn line_below(&mut self, line: &Line, text: &str, builder: &mut ImportBuilder) {
        let Some(event) = &mut self.event else { return };
        let is_timed = event.heading.event.discipline.is_timed();
        // below a compiled row the same lines are printed again
        let Some(result) = event
            .races
            .last_mut()
            .and_then(|r| r.results.last_mut())
            .filter(|_| !self.compiles)
        else {
            return;
        };
        if text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(')') && text.contains(char::is_alphabetic) {
            result.legs.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        } else if let Some(splits) = splits(text).filter(|_| is_timed) {
            let so_far = if result.splits.text.is_empty() {
                splits
            } else {
                format!("{},{splits}", result.splits.text)
            };
            result.splits = Splits::read(&so_far, (line.number, 0), builder.findings());
        } else if is_series(text) {
            result
                .series
                .push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// Puts a row of a compiled table to the one of its heat; one that is in none is added.
fn compile(event: &mut EventBlock, row: Row) {
    let key = |r: &Row| (fold(&r.name), fold(&r.team));
    let wanted = key(&row);
    let heats = event
        .races
        .iter_mut()
        .filter(|r| row.heat.is_none() || r.heat == row.heat);
    let known = heats
        .flat_map(|r| &mut r.results)
        .find(|r| key(&r.row) == wanted && r.place_in_round == 0);
    match known {
        Some(result) => {
            result.place_in_round = row.place;
            let own = &mut result.row;
            own.wind_tenths = own.wind_tenths.or(row.wind_tenths);
            if own.rule.is_empty() {
                own.rule = row.rule;
            }
            if own.note.is_empty() {
                own.note = row.note;
            }
            if own.qualification == Default::default() {
                own.qualification = row.qualification;
            }
        }
        None => {
            let heat = event.races.iter().position(|r| r.heat.is_some() && r.heat == row.heat);
            let at = heat.unwrap_or(event.races.len() - 1);
            let place_in_round = row.place;
            let row = Row { place: 0, ..row };
            event.races[at].results.push(Result {
                row,
                place_in_round,
                ..Result::default()
            });
        }
    }
}

/// The round of a caption or heading.
fn round(word: &str) -> Round {
    match fold(word).trim_end_matches('.') {
        "finals" | "final" | "finale" | "finales" => Round::Final,
        "prelims" | "prelim" | "preliminaries" | "preliminaires" | "preliminary" => Round::Round1,
        "semis" | "semi" | "semi-finals" | "demi-finales" | "semifinals" => Round::SemiFinal,
        "quarters" | "quarter-finals" | "quarterfinals" => Round::QuarterFinal,
        _ => Round::Unknown,
    }
}

/// The times of a line of splits with commas between; `None` for a line with anything but times, laps in brackets and
/// reaction times.
fn splits(text: &str) -> Option<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_start_matches('(').trim_end_matches(')');
        let is_time = bare.contains('.') && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':'));
        match (word.starts_with('('), is_time, pieces.last_mut()) {
            (false, true, _) => pieces.push(word.to_owned()),
            (true, true, Some(last)) => {
                last.push(' ');
                last.push_str(word);
            }
            _ if fold(word).starts_with("r:") => {}
            _ => return None,
        }
    }
    (!pieces.is_empty()).then(|| pieces.join(","))
}

/// A line of marks, fouls and passes.
fn is_series(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        let folded = fold(word);
        matches!(folded.as_str(), "foul" | "pass" | "p" | "x" | "nd" | "-")
            || folded.bytes().all(|b| matches!(b, b'x' | b'o' | b'-' | b'p'))
            || word.starts_with(|c: char| c.is_ascii_digit())
                && word
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'm' | b'(' | b')' | b'+' | b'w'))
    })
}
