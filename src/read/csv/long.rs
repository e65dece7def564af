//! Tables with one row an athlete and marker: `athlete, distance_m, cumulative_time, precision_s, position, kind, source`.
//!
//! The row at the event's distance (without an event: the largest) is the result; every other row is a passing with its
//! own origin. Several readings of one athlete at one marker are all kept, the first preferred (terms.md 18). A reading
//! that `kind` calls derived is an estimate. What a report says of whoever led is a leader's passing too (terms.md 3).

use super::cell::{self, Cell, Plain};
use super::plan::Plan;
use super::record::{self, Span};
use super::track::Track;
use crate::model::{
    Date, Discipline, Event, Finding, Findings, Mark, PackedMark, Passing, Precision, Reading, Round, Severity, Sex,
    Standing, Str, Suffixes, Time,
};
use crate::read::header;
use crate::read::import::{Athlete, Extra, Import, ImportBuilder, LeaderPassing, Meet, Origin, Race, Row};
use hashbrown::HashMap;
use std::borrow::Cow;

/// One row of the table.
struct Entry<'a> {
    athlete: usize,
    distance_mm: u32,
    time: Option<(Time, Suffixes)>,
    position: Option<(u32, bool)>,
    basis: Cow<'a, str>,
    line: u32,
    source: Cow<'a, str>,
}

/// One athlete of a race, in the order met.
struct Runner<'a> {
    name: Cow<'a, str>,
    nation: Cow<'a, str>,
    birth: Option<Date>,
    reaction_ms: Option<i16>,
    line: u32,
}

#[derive(Default)]
struct LongRace<'a> {
    cells: HashMap<&'static str, Cow<'a, str>>,
    runners: Vec<Runner<'a>>,
    by_name: HashMap<(String, String), usize>,
    entries: Vec<Entry<'a>>,
    /// Of each runner, where samples say so.
    tracks: Vec<Track>,
    line: u32,
}

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
    for race in &reader.races {
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
        let distance = header::thousandths(&self.cell(at.distance)).and_then(|d| u32::try_from(d).ok());
        let Some(distance_mm) = distance.filter(|d| *d > 0) else {
            return self.report_cell("unreadable-distance", at.distance, "a distance in metres such as 400");
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

/// What all results of one race share.
struct Frame {
    race: u32,
    finish_mm: u32,
    markers: Vec<u32>,
    sex: Sex,
}

fn build(race: &LongRace<'_>, builder: &mut ImportBuilder) {
    let frame = build_race(race, builder);
    for (number, runner) in race.runners.iter().enumerate() {
        let entries: Vec<&Entry> = race.entries.iter().filter(|e| e.athlete == number).collect();
        let named = !runner.name.is_empty() && !runner.name.contains("not named");
        let athlete = named.then(|| {
            let athlete = Athlete {
                name: builder.intern(&runner.name),
                nation: builder.intern(&runner.nation),
                birth: runner.birth,
                details: 0,
                sex: frame.sex,
            };
            builder.athlete(athlete)
        });
        if let Some(athlete) = athlete {
            build_row(&frame, runner, athlete, &entries, builder);
        }
        for entry in entries.iter().filter(|e| leads(e) && e.distance_mm != frame.finish_mm) {
            build_leader(&frame, entry, athlete, builder);
        }
    }
}

fn leads(entry: &Entry<'_>) -> bool {
    entry.position.is_some_and(|(p, tied)| p == 1 && !tied) && entry.basis == "as reported"
}

fn build_race(race: &LongRace<'_>, builder: &mut ImportBuilder) -> Frame {
    let cell = |name: &str| race.cells.get(name).map_or("", |c| c.as_ref());
    let farthest = race.entries.iter().map(|e| e.distance_mm).max().unwrap_or(0);
    let parsed = Event::parse(cell("event"));
    let mut event = parsed.unwrap_or(Event {
        discipline: if farthest > 0 {
            Discipline::Track
        } else {
            Discipline::Unknown
        },
        distance_mm: farthest,
        ..Event::default()
    });
    if event.distance_mm == 0 {
        event.distance_mm = farthest;
    }
    if let Some(sex) = Sex::parse(cell("sex")) {
        event.sex = sex;
    }
    let mut markers: Vec<u32> = race.entries.iter().map(|e| e.distance_mm).collect();
    markers.retain(|mm| *mm != event.distance_mm);
    markers.sort_unstable();
    markers.dedup();
    markers.truncate(crate::model::passing::MAX_MARKERS);
    let origin = Origin {
        line: race.line,
        citation: Str::EMPTY,
    };
    let date = Date::parse(cell("date"));
    let (name, venue) = (builder.intern(cell("meet")), builder.intern(cell("venue")));
    let meet = (!name.is_empty() || !venue.is_empty()).then(|| {
        builder.meet(Meet {
            name,
            venue,
            origin,
            ..Meet::default()
        })
    });
    let (round, heat) = Round::parse(cell("round")).unwrap_or_default();
    let number = cell::leading_number(cell("heat").as_bytes()).and_then(|h| u16::try_from(h).ok());
    let title = if parsed.is_none() {
        builder.intern(cell("event"))
    } else {
        Str::EMPTY
    };
    let marker_list = builder.markers(&markers);
    let race = builder.race(Race {
        meet,
        event,
        title,
        round,
        heat: number.or(heat),
        date,
        markers: marker_list,
        origin,
        ..Race::default()
    });
    Frame {
        race,
        finish_mm: event.distance_mm,
        markers,
        sex: event.sex,
    }
}

fn build_row(frame: &Frame, runner: &Runner<'_>, athlete: u32, entries: &[&Entry<'_>], builder: &mut ImportBuilder) {
    let finish = entries.iter().find(|e| e.distance_mm == frame.finish_mm);
    let mark = finish.and_then(|e| e.time);
    let place = finish
        .filter(|e| !e.basis.starts_with("computed"))
        .and_then(|e| e.position);
    let mut passings: Vec<(Passing, Option<Origin>)> = Vec::new();
    for entry in entries.iter().filter(|e| e.distance_mm != frame.finish_mm) {
        let Ok(marker) = frame.markers.binary_search(&entry.distance_mm) else {
            continue;
        };
        let citation = builder.intern(&entry.source);
        let origin = Some(Origin {
            line: entry.line,
            citation,
        });
        let time = entry
            .time
            .map(|(t, s)| (Reading::Time(t), s.contains(Suffixes::ESTIMATE)));
        let position = entry
            .position
            .map(|(position, tied)| (Reading::Position { position, tied }, false));
        for (reading, estimate) in time.into_iter().chain(position) {
            let repeated = passings
                .iter()
                .any(|(p, _)| p.marker() == marker && p.time().is_some() == matches!(reading, Reading::Time(_)));
            let standing = if repeated {
                Standing::Alternative
            } else {
                Standing::Preferred
            };
            if let Some(passing) = Passing::new(marker, reading) {
                let passing = if estimate { passing.as_estimate() } else { passing };
                passings.push((passing.with_standing(standing), origin));
            }
        }
    }
    let citation = finish.map_or(Str::EMPTY, |e| builder.intern(&e.source));
    let extra = builder.extra(Extra {
        reaction_ms: runner.reaction_ms,
        citation,
        ..Extra::default()
    });
    let row = Row {
        race: frame.race,
        athlete,
        mark: mark.map_or(PackedMark::NONE, |(t, s)| PackedMark::new(Some(Mark::Time(t)), s)),
        place: place.map_or(0, |(p, _)| p),
        extra,
        line: finish.map_or(runner.line, |e| e.line),
        ..Row::default()
    };
    builder.row(row, &passings);
}

fn build_leader(frame: &Frame, entry: &Entry<'_>, athlete: Option<u32>, builder: &mut ImportBuilder) {
    let Ok(marker) = frame.markers.binary_search(&entry.distance_mm) else {
        return;
    };
    let (reading, estimate) = match entry.time {
        Some((time, suffixes)) => (Reading::Time(time), suffixes.contains(Suffixes::ESTIMATE)),
        None => (
            Reading::Position {
                position: 1,
                tied: false,
            },
            false,
        ),
    };
    let Some(passing) = Passing::new(marker, reading) else {
        return;
    };
    let origin = Origin {
        line: entry.line,
        citation: builder.intern(&entry.source),
    };
    builder.leader_passing(LeaderPassing {
        race: frame.race,
        passing: if estimate { passing.as_estimate() } else { passing },
        athlete,
        origin,
    });
}
