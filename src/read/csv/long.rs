//! Tables with one row an athlete and marker: `athlete, distance_m, cumulative_time, precision_s, position, kind, source`.
//!
//! The row at the event's distance (without an event: the largest) is the result; every other row is a passing with its
//! own origin. Several readings of one athlete at one marker are all kept, the first preferred (terms.md 18). A reading
//! that `kind` calls derived is an estimate. What a report says of whoever led is a leader's passing too (terms.md 3).

use super::cell::{self, Cell, Plain};
use super::long_race::{Entry, LongRace, Runner, build};
use super::plan::Plan;
use super::record::{self, Span};
use super::track::Track;
use crate::model::passing::{LAPS, LEGS, MAX_ORDER};
use crate::model::{Date, Finding, Findings, Precision, Severity, Suffixes, Time};
use crate::read::header;
use crate::read::import::{Import, ImportBuilder};
use crate::read::marker_caption::{Stretch, marker};
use hashbrown::HashMap;
use std::borrow::Cow;

struct Reader<'a, 'p> {
    text: &'a str,
    plan: &'p Plan,
    fields: Vec<Span>,
    start: usize,
    line: u32,
    findings: Findings,
    races: Vec<LongRace<'a>>,
    by_key: HashMap<Vec<String>, usize>,
    /// The columns of time and distance of positions.
    track: (Option<usize>, Option<usize>),
}

/// Reads the data behind the header, which starts at line `first_line`.
pub fn read(data: &str, first_line: u32, plan: &Plan, findings: Findings) -> Import {
    let mut reader = Reader {
        text: data,
        plan,
        fields: Vec::new(),
        start: 0,
        line: first_line,
        findings,
        races: Vec::new(),
        by_key: HashMap::new(),
        track: (plan.track_time(), plan.track_distance()),
    };
    let mut at = 0;
    while at < data.len() {
        let record = record::cut(data.as_bytes(), at, plan.delimiter, plan.width, &mut reader.fields);
        reader.start = at;
        if record.too_long {
            let found = format!("{} bytes", record.end - at);
            reader.report(Severity::Error, "record-too-long", None, found, record::TOO_LONG);
        } else if reader.fields.iter().any(|f| !f.bytes(data.as_bytes()).is_empty()) {
            if record.badly_quoted || record.count != plan.width {
                let found = format!("{} fields", record.count);
                let expected = format!("{} fields as in the header, with quotes closed", plan.width);
                reader.report(Severity::Warning, "field-count", None, found, &expected);
            }
            reader.entry();
        }
        reader.line += record.lines;
        at = record.end;
    }
    if plan.is_tracking() {
        reader.take_tracks();
    }
    let mut builder = ImportBuilder::new();
    *builder.findings() = std::mem::take(&mut reader.findings);
    for race in &mut reader.races {
        if plan.has_row_a_segment {
            race.add_up(builder.findings());
        }
        build(race, &mut builder);
    }
    builder.finish()
}

impl<'a> Reader<'a, '_> {
    fn cell(&self, column: Option<usize>) -> Cow<'a, str> {
        let span = column.and_then(|c| self.fields.get(c).copied()).unwrap_or_default();
        span.text(self.text)
    }

    fn report(&mut self, severity: Severity, code: &'static str, column: Option<usize>, found: String, expected: &str) {
        let start = column.and_then(|c| self.fields.get(c)).map(|s| s.start as usize);
        let before = start.and_then(|s| self.text.get(self.start..s));
        self.findings.push(Finding {
            severity,
            code,
            line: self.line,
            column: before.map_or(0, |b| b.chars().count() as u32 + 1),
            found,
            expected: expected.to_owned(),
        });
    }

    fn report_cell(&mut self, code: &'static str, column: Option<usize>, expected: &str) {
        let found = format!("{:?}", self.cell(column).chars().take(80).collect::<String>());
        self.report(Severity::Error, code, column, found, expected);
    }

    /// The index of the race that the row belongs to.
    fn race(&mut self) -> usize {
        let at = &self.plan.at;
        let columns = [
            ("meet", at.meet),
            ("event", at.event),
            ("sex", at.sex),
            ("date", at.date.or(at.year)),
            ("round", at.round),
            ("heat", at.heat),
            ("venue", at.venue),
        ];
        let key: Vec<String> = columns.iter().map(|(_, c)| self.cell(*c).into_owned()).collect();
        if let Some(&known) = self.by_key.get(&key) {
            return known;
        }
        self.races.push(LongRace {
            cells: columns.iter().map(|(name, c)| (*name, self.cell(*c))).collect(),
            line: self.line,
            ..LongRace::default()
        });
        self.by_key.insert(key, self.races.len() - 1);
        self.races.len() - 1
    }

    fn entry(&mut self) {
        let at = &self.plan.at;
        let race = self.race();
        let (name, nation) = (self.cell(at.name), self.cell(at.nation));
        let birth = Date::parse(&self.cell(at.birth));
        let reaction_ms = match cell::time(self.cell(at.reaction).as_bytes(), Plain::Seconds) {
            Cell::Time(time, _) => i16::try_from(time.ticks() / 10).ok(),
            _ => None,
        };
        let line = self.line;
        let own = &mut self.races[race];
        let key = (name.clone().into_owned(), nation.clone().into_owned());
        let athlete = *own.by_name.entry(key).or_insert_with(|| {
            own.runners.push(Runner {
                name,
                nation,
                birth,
                reaction_ms,
                line,
            });
            own.runners.len() - 1
        });
        if self.plan.is_tracking() {
            let (time, distance) = (self.cell(self.track.0), self.cell(self.track.1));
            let tracks = &mut self.races[race].tracks;
            tracks.resize_with(tracks.len().max(athlete + 1), Track::default);
            return tracks[athlete].sample(&time, &distance, line);
        }
        let Some(distance_mm) = self.distance() else {
            let expected = "a distance in metres such as 400, or the number of a lap";
            return self.report_cell("unreadable-distance", at.distance.or(at.lap), expected);
        };
        let entry = Entry {
            athlete,
            distance_mm,
            time: self.time(),
            position: self.position(),
            basis: self.cell(at.basis),
            line,
            source: self.cell(at.source),
        };
        self.races[race].entries.push(entry);
    }

    /// Turns the samples of every runner into passings.
    fn take_tracks(&mut self) {
        let mut count = 0;
        for race in &mut self.races {
            for (athlete, track) in race.tracks.iter().enumerate() {
                count += track.passed.len();
                race.entries.extend(track.passed.iter().map(|passed| Entry {
                    athlete,
                    distance_mm: passed.distance_mm,
                    time: Some((passed.time, Suffixes::NONE.with(Suffixes::ESTIMATE))),
                    position: None,
                    basis: Cow::Borrowed(""),
                    line: passed.line,
                    source: Cow::Borrowed(""),
                }));
            }
        }
        let expected = match count {
            0 => "passings at markers; the athletes were read, their positions do not say the distance run",
            _ => "passings at markers; they are estimates at every 100 m, on a straight line between two positions",
        };
        let found = "positions many times a second".to_owned();
        self.line = 1;
        self.report(Severity::Warning, "tracking", None, found, expected);
    }

    /// The distance of the row's marker, or of the lap that ends there; the order number of a lap without a distance.
    fn distance(&self) -> Option<u32> {
        let at = &self.plan.at;
        let cell = self.cell(at.distance);
        let distance = || {
            let metres = header::thousandths(&cell).filter(|mm| *mm > u64::from(MAX_ORDER));
            let named = || marker(&cell).filter(|m| m.stretch == Stretch::Open && !m.is_lap());
            metres.or_else(|| named().map(|m| u64::from(m.distance_mm)))
        };
        let lap = || cell::leading_number(self.cell(at.lap).as_bytes()).filter(|n| (1..LEGS - LAPS).contains(n));
        match at.distance {
            Some(_) => distance().and_then(|mm| u32::try_from(mm).ok()),
            None => lap().map(|lap| LAPS + lap),
        }
    }

    fn time(&mut self) -> Option<(Time, Suffixes)> {
        let at = &self.plan.at;
        let column = at.cumulative;
        match cell::time(self.cell(column).as_bytes(), self.plan.plain) {
            Cell::Time(time, mut suffixes) => {
                if self.cell(at.kind).contains("derived") {
                    suffixes = suffixes.with(Suffixes::ESTIMATE);
                }
                Some((
                    precision(&self.cell(at.precision)).map_or(time, |p| time.with_precision(p)),
                    suffixes,
                ))
            }
            Cell::Missing | Cell::Status(_) => None,
            Cell::Unreadable => {
                self.report_cell("unreadable-time", column, "a time such as 56.2, or nothing");
                None
            }
        }
    }

    fn position(&mut self) -> Option<(u32, bool)> {
        let column = self.plan.at.position;
        let cell = self.cell(column);
        if cell::is_missing(cell.as_bytes()) {
            return None;
        }
        let position = cell::place(cell.as_bytes());
        if position.is_none() {
            self.report_cell("unreadable-position", column, "a position such as 2 or =2");
        }
        position.map(|p| (p, cell::is_tied(cell.as_bytes())))
    }
}

fn precision(seconds: &str) -> Option<Precision> {
    match seconds {
        "1" => Some(Precision::Second),
        "0.1" => Some(Precision::Tenth),
        "0.01" => Some(Precision::Hundredth),
        "0.001" => Some(Precision::Thousandth),
        _ => None,
    }
}
