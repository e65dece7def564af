//! A listing line by line: head, events, their sections and tables. The same athletes are printed in the sections and again in a
//! table that compiles them; they are one result, with the place of either.

use super::Line;
use super::below::Below;
use super::captions::{Captions, is_ruler};
use super::compile::{Waiting, compile};
use super::event::Heading;
use super::meet::{MeetHead, says_something};
use super::row::Row;
use super::write::write;
use crate::model::{Date, Finding, Round, Severity, Sex, fold};
use crate::read::csv::cell::tenths;
use crate::read::format::Progress;
use crate::read::import::ImportBuilder;
use crate::read::title::date_in_title;

/// A row with what stands on the lines below it.
#[derive(Debug, Default)]
pub struct Entry<'a> {
    pub row: Row<'a>,
    pub place_in_round: u32,
    /// It stood in a table that compiles heats.
    pub is_compiled: bool,
    /// `None` where there is nothing below, as for most rows.
    pub below: Option<Box<Below<'a>>>,
}

/// One race: a heat or section, or the whole of a round printed as one table.
#[derive(Debug, Default)]
pub struct Race<'a> {
    pub round: Round,
    pub heat: Option<u16>,
    /// Who is in it when the event is for all: `Results - Women`.
    pub group: &'a str,
    pub wind_tenths: Option<i16>,
    pub entries: Vec<Entry<'a>>,
    pub line: u32,
    /// A list of seeds.
    pub is_start_list: bool,
}

impl Race<'_> {
    /// Whether it is one of a round; an unknown round is every round.
    pub fn is_of(&self, round: Round) -> bool {
        self.round == round || self.round == Round::Unknown || round == Round::Unknown
    }

    /// The sex that its group names.
    pub fn sex(&self) -> Sex {
        Sex::parse(self.group).unwrap_or_default()
    }
}

/// One event of the listing.
#[derive(Debug, Default)]
pub struct EventBlock<'a> {
    pub heading: Heading,
    pub date: Option<Date>,
    pub start_time: String,
    pub records: Vec<String>,
    pub races: Vec<Race<'a>>,
}

/// Reads the lines into an import.
pub fn read(lines: &[Line<'_>], builder: &mut ImportBuilder, progress: &Progress) {
    let first = (0..lines.len())
        .find(|at| heading(lines, *at).is_some())
        .unwrap_or(lines.len());
    let (head, body) = lines.split_at(first);
    let meet = MeetHead::read(head);
    let mut reader = Reader {
        head: head
            .iter()
            .map(|l| l.text.trim())
            .filter(|t| !t.is_empty())
            .take(20)
            .collect(),
        ..Reader::default()
    };
    for (at, line) in body.iter().enumerate() {
        if progress.is_cancelled() {
            break;
        }
        match heading(body, at) {
            Some(heading) => reader.begin_event(heading),
            None => reader.line(&line.text, line.number, builder),
        }
    }
    reader.end_event();
    write(&meet, &reader.events, builder);
}

/// The heading that a line is. One without a number of the event has a ruler below it.
pub fn heading(lines: &[Line<'_>], at: usize) -> Option<Heading> {
    let heading = Heading::read(&lines.get(at)?.text)?;
    let mut below = lines
        .get(at + 1..)?
        .iter()
        .take(4)
        .filter(|l| !l.text.trim().is_empty());
    (!heading.number.is_empty() || below.next().is_some_and(|l| is_ruler(&l.text))).then_some(heading)
}

/// Where the rows of a table go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Section<'a> {
    round: Round,
    heat: Option<u16>,
    group: &'a str,
    wind_tenths: Option<i16>,
    line: u32,
}

#[derive(Default)]
struct Reader<'a> {
    /// The lines of the head, which pages repeat.
    head: Vec<&'a str>,
    events: Vec<EventBlock<'a>>,
    event: Option<EventBlock<'a>>,
    captions: Option<Captions>,
    /// The same as printed, which pages repeat.
    printed: Option<Captions>,
    section: Section<'a>,
    /// The race of the section is the last one of the event.
    has_begun: bool,
    /// Between heading or ruler and captions, where records and the day stand.
    in_head: bool,
    /// Behind captions, before the first row below them.
    awaits_rows: bool,
    /// The table compiles the heats printed before it.
    compiles: bool,
    /// The rows that such a table is to repeat.
    waiting: Waiting<'a>,
    /// The row that lines below belong to, as race and row.
    last: Option<(usize, usize)>,
    /// What is under way is a ranking of teams.
    is_ranking: bool,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str, number: u32, builder: &mut ImportBuilder) {
        let text = line.trim_start();
        let Some(first) = text.chars().next() else { return };
        if first == '=' && is_ruler(line) {
            self.in_head = !self.awaits_rows;
            return;
        }
        if first.is_alphabetic() || first == '(' {
            if is_ranking(text) {
                self.end_event();
                self.is_ranking = true;
            }
            if self.is_ranking || self.event.is_none() {
                return;
            }
            if let Some(captions) = Captions::read(line, self.in_head) {
                return self.begin_table(captions, number, builder);
            }
            if self.sub_heading(text, number) {
                self.in_head = false;
                return;
            }
        } else if self.is_ranking || self.event.is_none() {
            return;
        }
        // between heading and captions a number begins a line of records or `8 Advance: Top 2 Each Heat`
        if !self.in_head && self.row(line, number, builder) {
            self.awaits_rows = false;
            return;
        }
        if self.in_head || self.awaits_rows {
            self.head_line(text);
        } else if !self.line_below(line, number) && says_something(text) && !self.head.contains(&text) {
            let found = format!("\"{}\"", text.chars().take(60).collect::<String>());
            let expected = "a result, a heading or a line that belongs to the result above";
            let finding = Finding::at(Severity::Warning, "unread-line", (number, 1), found, expected);
            builder.findings().push(finding);
        }
    }

    /// The heading is printed again where a page begins.
    fn begin_event(&mut self, heading: Heading) {
        self.is_ranking = false;
        (self.in_head, self.awaits_rows, self.last) = (true, false, None);
        let known = self.event.as_ref().map(|e| &e.heading);
        let is_same = known
            .is_some_and(|known| known.number == heading.number && (heading.continues || known.title == heading.title));
        if !is_same {
            self.end_event();
            self.in_head = true;
            self.event = Some(EventBlock {
                heading,
                ..EventBlock::default()
            });
        }
    }

    fn end_event(&mut self) {
        (self.captions, self.printed, self.last) = (None, None, None);
        (self.compiles, self.waiting, self.has_begun) = (false, Waiting::default(), false);
        (self.section, self.in_head, self.awaits_rows) = (Section::default(), false, false);
        self.events.extend(self.event.take());
    }

    fn begin_table(&mut self, captions: Captions, line: u32, builder: &mut ImportBuilder) {
        (self.in_head, self.awaits_rows) = (false, true);
        // captions that repeat on a new page go on with the table
        if self.printed.as_ref() == Some(&captions) {
            return;
        }
        self.printed = Some(captions.clone());
        if !captions.has_results() {
            let (found, expected) = ("seeds without results", "results; the entries are kept without a mark");
            let finding = Finding::at(Severity::Note, "start-list", (line, 0), found, expected);
            builder.findings().push(finding);
        }
        let round = round(&captions.result);
        // heats go on below captions that are aligned anew, unless they compile them
        if self.section.heat.is_none() || captions.has_heats() || round != self.section.round {
            let section = Section {
                round,
                line,
                ..Section::default()
            };
            let compiles = captions.has_heats() || self.compiles;
            self.begin_section(section, compiles);
        }
        self.captions = Some(captions);
    }

    /// Rows go to a section from here on, or, if it is that of a whole round whose heats were printed, to those heats.
    fn begin_section(&mut self, section: Section<'a>, may_compile: bool) {
        self.last = None;
        let Some(event) = &self.event else { return };
        let is_heat = |r: &Race<'_>| r.heat.is_some() && r.round == section.round && !r.entries.is_empty();
        self.compiles = may_compile && section.heat.is_none() && event.races.iter().any(is_heat);
        if self.compiles {
            self.waiting.update(event);
        }
        (self.section, self.has_begun) = (section, false);
    }

    /// `Section  1`, `Heat  1 Preliminaries   Wind: -1.8`, `Finals`, `Results - Mixed`, `Wind: 1.2`.
    fn sub_heading(&mut self, text: &'a str, line: u32) -> bool {
        let text = text.trim_start_matches('(').trim_end_matches(')');
        if text.len() > 80 {
            return false;
        }
        let folded = fold(text);
        let mut words = folded.split([' ', ':', '-', '(']).filter(|w| !w.is_empty());
        let first = words.next().unwrap_or("");
        let wind = wind(text);
        if matches!(first, "wind" | "vent") && wind.is_some() {
            self.section.wind_tenths = wind;
            return true;
        }
        let (mut heat, mut group) = (None, "");
        match first {
            "section" | "heat" | "serie" | "series" | "vague" | "flight" | "race" => {
                heat = words.next().and_then(|n| n.parse().ok());
                if heat.is_none() {
                    return false;
                }
            }
            "results" | "resultats" if text.contains(" - ") => {
                group = text.split_once(" - ").map_or("", |(_, group)| group.trim());
            }
            _ if round_at(&folded) != Round::Unknown && folded.split_whitespace().count() <= 5 => {}
            _ => return false,
        }
        let said = folded.split_whitespace().map(round).find(|r| *r != Round::Unknown);
        if let Some((said, captions)) = said.zip(self.captions.as_mut()) {
            captions.turn_to(|caption| round(caption) == said);
        }
        let caption = self.captions.as_ref().map_or("", |c| c.result.as_str());
        let section = Section {
            round: said.unwrap_or_else(|| round(caption)),
            heat,
            group,
            wind_tenths: wind,
            line,
        };
        self.begin_section(section, true);
        true
    }

    fn row(&mut self, line: &'a str, number: u32, builder: &mut ImportBuilder) -> bool {
        let (Some(captions), Some(event)) = (&self.captions, &mut self.event) else {
            return false;
        };
        let Some(row) = Row::read(line, number, captions, event.heading.event) else {
            return false;
        };
        let mut find = |code, severity, found: &str, expected: &str| {
            let finding = Finding::at(severity, code, (number, 0), format!("\"{found}\""), expected);
            builder.findings().push(finding);
        };
        if let Some(text) = row.unreadable {
            let expected = "a mark such as 4:31.24 or 13.76m, or a status such as DNF";
            find("unreadable-mark", Severity::Error, text, expected);
        }
        if self.compiles {
            let (at, differing) = compile(event, &mut self.waiting, self.section.round, row);
            if let Some(text) = differing {
                let expected = "the mark of the heat, which is kept";
                find("differing-mark", Severity::Warning, &text, expected);
            }
            // what stands below is printed again, unless the heats did not say it
            let entry = event.races.get(at.0).and_then(|r| r.entries.get(at.1));
            self.last = entry.is_some_and(|e| e.below.is_none()).then_some(at);
            return true;
        }
        if !self.has_begun {
            let section = self.section;
            let same = |r: &Race<'_>| (r.round, r.heat, r.group) == (section.round, section.heat, section.group);
            if !event.races.last().is_some_and(same) {
                event.races.push(Race {
                    round: section.round,
                    heat: section.heat,
                    group: section.group,
                    wind_tenths: section.wind_tenths,
                    line: section.line,
                    is_start_list: !captions.has_results(),
                    ..Race::default()
                });
            }
            self.has_begun = true;
        }
        let race_at = event.races.len() - 1;
        if let Some(race) = event.races.last_mut() {
            race.entries.push(Entry {
                row,
                ..Entry::default()
            });
            self.last = Some((race_at, race.entries.len() - 1));
        }
        true
    }

    /// A line between heading and captions: a date with a time of day, or records.
    fn head_line(&mut self, text: &str) {
        let Some(event) = &mut self.event else { return };
        let words = || text.split_whitespace().collect::<Vec<_>>().join(" ");
        // `Meet: M 4:12.30  5/3/2015  Ann Old`: words and a colon before the first number
        let before = text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let is_record = text.contains("ecord") || before.contains(':');
        match date_in_title(text).filter(|_| !is_record) {
            Some(date) if event.date.is_none() => {
                event.date = Some(date);
                if let Some((_, time)) = text.rsplit_once(" - ") {
                    time.trim().clone_into(&mut event.start_time);
                }
            }
            Some(_) => {}
            _ if event.records.len() < 50 && !self.head.contains(&text) => {
                let record = words();
                if !event.records.contains(&record) {
                    event.records.push(record);
                }
            }
            _ => {}
        }
    }

    /// A line below a row; false when it does not belong to it.
    fn line_below(&mut self, text: &'a str, line: u32) -> bool {
        let Some(event) = &mut self.event else { return false };
        let is_timed = event.heading.event.discipline.is_timed();
        if self.compiles && self.last.is_none() {
            return Below::default().take(text, line, is_timed);
        }
        let entry = self
            .last
            .and_then(|(race, at)| event.races.get_mut(race)?.entries.get_mut(at));
        let Some(entry) = entry else { return false };
        let mut below = entry.below.take().unwrap_or_default();
        let taken = below.take(text, line, is_timed);
        entry.below = Some(below).filter(|b| !b.is_empty());
        taken
    }
}

/// Whether scores of teams begin here, which look like rows: `Women - Team Rankings - 15 Events Scored`, and below a cross-country
/// race `Team Scores`.
fn is_ranking(text: &str) -> bool {
    let words = [
        "Rankings",
        "Events Scored",
        "Team Scores",
        "TEAM SCORES",
        "Rank Team",
        "Classement",
    ];
    words.iter().any(|word| text.contains(word))
}

/// The wind behind its word, in tenths.
fn wind(text: &str) -> Option<i16> {
    let mut parts = text.split(':');
    let mut before = fold(parts.next()?);
    for part in parts {
        if ["wind", "vent"].iter().any(|w| before.trim_end().ends_with(w)) {
            let value = part.split_whitespace().next()?;
            return tenths(value.trim_matches(['(', ')']).as_bytes());
        }
        before = fold(part);
    }
    None
}

/// The round that a line begins with.
fn round_at(folded: &str) -> Round {
    folded.split_whitespace().next().map_or(Round::Unknown, round)
}

/// The round of a caption or heading.
fn round(word: &str) -> Round {
    match fold(word).trim_end_matches(['.', ')']) {
        "finals" | "final" | "finale" | "finales" => Round::Final,
        "prelims" | "prelim" | "preliminaries" | "preliminaires" | "preliminary" => Round::Round1,
        "semis" | "semi" | "semi-finals" | "semi-final" | "demi-finales" | "semifinals" => Round::SemiFinal,
        "quarters" | "quarter-finals" | "quarter-final" | "quarterfinals" => Round::QuarterFinal,
        _ => Round::Unknown,
    }
}
