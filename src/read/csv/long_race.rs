//! The races of a table with one row an athlete and marker, as they are put into the import.

use super::cell;
use super::track::Track;
use crate::model::passing::is_order;
use crate::model::{
    Date, Discipline, Event, Finding, Findings, Mark, PackedMark, Passing, Reading, Round, Severity, Sex, Standing,
    Str, Suffixes, Time,
};
use crate::read::import::{Athlete, Extra, ImportBuilder, LeaderPassing, Meet, Origin, Race, Row};
use hashbrown::HashMap;
use std::borrow::Cow;

/// One row of the table.
pub(super) struct Entry<'a> {
    pub athlete: usize,
    pub distance_mm: u32,
    pub time: Option<(Time, Suffixes)>,
    pub position: Option<(u32, bool)>,
    pub basis: Cow<'a, str>,
    pub line: u32,
    pub source: Cow<'a, str>,
}

/// One athlete of a race, in the order met.
pub(super) struct Runner<'a> {
    pub name: Cow<'a, str>,
    pub nation: Cow<'a, str>,
    pub birth: Option<Date>,
    pub reaction_ms: Option<i16>,
    pub line: u32,
}

#[derive(Default)]
pub(super) struct LongRace<'a> {
    pub cells: HashMap<&'static str, Cow<'a, str>>,
    pub runners: Vec<Runner<'a>>,
    pub by_name: HashMap<(String, String), usize>,
    pub entries: Vec<Entry<'a>>,
    /// Of each runner, where samples say so.
    pub tracks: Vec<Track>,
    pub line: u32,
}

impl LongRace<'_> {
    /// Distances that are all the same are lengths of laps, and times that do not grow with the way are segments (terms.md
    /// 3): both are added up, a runner's to the first that is missing.
    pub(super) fn add_up(&mut self, findings: &mut Findings) {
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); self.runners.len()];
        for (at, entry) in self.entries.iter().enumerate() {
            of[entry.athlete].push(at);
        }
        let several = || of.iter().filter(|rows| rows.len() > 1);
        let lengths = several().all(|rows| {
            let first = self.entries[rows[0]].distance_mm;
            !is_order(first) && rows.iter().all(|at| self.entries[*at].distance_mm == first)
        });
        let ticks = |at: &usize| self.entries[*at].time.map(|(time, _)| u64::from(time.ticks()));
        let grows = |rows: &&Vec<usize>| {
            let times: Vec<u64> = rows.iter().filter_map(ticks).collect();
            let ends = times.first().zip(times.last());
            times.is_sorted() && ends.is_some_and(|(first, last)| last * 2 >= first * 3)
        };
        let growing = several().filter(grows).count();
        let segments = growing * 2 < several().count();
        for rows in &of {
            let (mut way, mut sum) = (0u32, Some(0u32));
            for at in rows {
                let entry = &mut self.entries[*at];
                if lengths {
                    way = way.saturating_add(entry.distance_mm);
                    entry.distance_mm = way;
                }
                if segments {
                    sum = sum
                        .zip(entry.time)
                        .and_then(|(sum, (time, _))| sum.checked_add(time.ticks()));
                    entry.time = entry.time.zip(sum).map(|((time, suffixes), ticks)| {
                        let total = Time::from_ticks(ticks, time.precision()).with_method(time.method());
                        (total, suffixes)
                    });
                }
            }
        }
        if segments {
            findings.push(Finding::at(
                Severity::Note,
                "segments",
                (self.line, 0),
                "segments, one a row",
                "passings; the segments were added up, the last sum is the result",
            ));
        }
    }
}

/// What all results of one race share.
struct Frame {
    race: u32,
    finish_mm: u32,
    markers: Vec<u32>,
    sex: Sex,
}

pub(super) fn build(race: &LongRace<'_>, builder: &mut ImportBuilder) {
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
    let last = race.entries.iter().map(|e| e.distance_mm).max().unwrap_or(0);
    let farthest = if is_order(last) { 0 } else { last };
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
    // of laps without distances the last is the finish
    let finish_mm = if is_order(last) { last } else { event.distance_mm };
    let mut markers: Vec<u32> = race.entries.iter().map(|e| e.distance_mm).collect();
    markers.retain(|mm| *mm != finish_mm);
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
        finish_mm,
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
