//! Standings over several legs or days: of a relay's teams, and of persons with results of several races. Each is a race of
//! its own, in which the markers are the ends of the legs or days but the last, which is the finish.
//!
//! Of runners side by side on a leg the one counts whom the next leg continues, else the fastest; the others are kept as
//! alternative passings.

use super::Reader;
use super::courses::{placed, stage_title};
use super::results::{Class, Entry, Stage};
use crate::model::passing::{DAYS, LEGS, Standing as Preference};
use crate::model::{Event, Mark, PackedMark, Passing, Reading, Status, Str, Suffixes, Time};
use crate::read::import::{Extra, Origin, Race, Row};
use std::ops::Range;

/// Legs and days that are read.
const MAX_STAGES: u32 = DAYS - LEGS - 1;
/// Runners side by side on a leg of whom the next one is looked for.
const MAX_BESIDE: usize = 16;

/// A time, place and status after a leg or day.
#[derive(Clone, Copy, Default)]
pub(super) struct Standing {
    pub line: u32,
    pub time: Option<Time>,
    pub place: u32,
    pub status: Status,
    pub reason: &'static str,
}

/// A team, or a person with results of several races, and its entries of the class.
#[derive(Default)]
pub(super) struct Team {
    pub line: u32,
    pub athlete: u32,
    /// The club's name.
    pub name: Str,
    pub bib: Str,
    pub is_person: bool,
    /// From 1 in the file; 0 for a person.
    pub number: u32,
    /// How many runners were met; one whose leg is not said has that of this number.
    pub members: u32,
    pub entries: Range<usize>,
    /// The team's own result, where the file has one.
    pub result: Option<Standing>,
}

pub(super) fn build(reader: &mut Reader<'_>, class: &Class, teams: &[Team]) {
    let days = class.entries.iter().any(|e| e.stage.day > 1);
    for is_person in [true, false] {
        let of_kind = || teams.iter().filter(|t| t.is_person == is_person);
        if of_kind().next().is_none() || is_person && !days {
            continue;
        }
        let stages = of_kind().flat_map(|t| numbers(class, t));
        let last = stages.max().unwrap_or(0).clamp(1, MAX_STAGES);
        let race = race(reader, class, is_person, last);
        for team in of_kind() {
            add_row(reader, class, team, race, last);
        }
    }
}

/// The number of an entry's leg or day.
fn number(entry: &Entry, is_person: bool) -> u32 {
    if is_person {
        entry.stage.day.max(1)
    } else {
        entry.stage.leg
    }
}

fn entries<'c>(class: &'c Class, team: &Team) -> &'c [Entry] {
    class.entries.get(team.entries.clone()).unwrap_or_default()
}

fn numbers<'c>(class: &'c Class, team: &Team) -> impl Iterator<Item = u32> + use<'c> {
    let is_person = team.is_person;
    entries(class, team).iter().map(move |e| number(e, is_person))
}

fn race(reader: &mut Reader<'_>, class: &Class, is_person: bool, last: u32) -> u32 {
    let title = stage_title(reader, class, Stage::default(), false);
    let (title, note) = if is_person {
        (format!("{title}, overall"), format!("{last} races"))
    } else {
        (
            format!("{title}, teams"),
            format!("{last} legs; the markers are their ends"),
        )
    };
    let before = if is_person { DAYS } else { LEGS };
    let markers: Vec<u32> = (before + 1..before + last).collect();
    let race = Race {
        meet: reader.meet,
        event: Event {
            sex: class.sex,
            legs: if is_person { 0 } else { u8::try_from(last).unwrap_or(0) },
            ..Event::default()
        },
        date: reader.date,
        title: reader.builder.intern(&title),
        markers: reader.builder.markers(&markers),
        note: reader.builder.intern(&note),
        origin: Origin {
            line: class.line,
            ..Origin::default()
        },
        ..Race::default()
    };
    reader.builder.race(race)
}

fn add_row(reader: &mut Reader<'_>, class: &Class, team: &Team, race: u32, last: u32) {
    let entries = entries(class, team);
    let mut standings: Vec<(u32, Standing)> = entries
        .iter()
        .filter_map(|e| Some((number(e, team.is_person), e.overall?)))
        .filter(|(n, _)| (1..=last).contains(n))
        .collect();
    if standings.is_empty() {
        standings = sums(entries, last);
    }
    standings.sort_by_key(|(n, _)| *n);
    let mut passings = Vec::new();
    let mut finish = team.result;
    for group in standings.chunk_by(|a, b| a.0 == b.0) {
        let Some((n, _)) = group.first().copied() else { continue };
        let counting = counting(group, entries, team.is_person);
        if n == last {
            finish = finish.or(Some(counting));
            continue;
        }
        for (_, standing) in group {
            let Some(time) = standing.time else { continue };
            let preference = if standing.line == counting.line {
                Preference::Preferred
            } else {
                Preference::Alternative
            };
            let origin = Origin {
                line: standing.line,
                ..Origin::default()
            };
            let passing = Passing::new(n as usize - 1, Reading::Time(time));
            passings.extend(passing.map(|p| (p.with_standing(preference), Some(origin))));
        }
    }
    let finish = finish.unwrap_or_else(|| unfinished(entries));
    let is_dq = finish.status == Status::Dq;
    let reason = reader.builder.intern(finish.reason);
    let extra = Extra {
        rule: if is_dq { reason } else { Str::EMPTY },
        note: if is_dq { Str::EMPTY } else { reason },
        ..Extra::default()
    };
    let row = Row {
        race,
        athlete: team.athlete,
        mark: PackedMark::new(finish.time.map(Mark::Time), Suffixes::NONE),
        status: finish.status,
        place: placed(reader, finish.place, finish.status, team.line),
        bib: team.bib,
        team: team.name,
        extra: reader.builder.extra(extra),
        line: team.line,
        ..Row::default()
    };
    reader.builder.row(row, &passings);
}

/// Of standings after the same leg the one that counts.
fn counting(group: &[(u32, Standing)], entries: &[Entry], is_person: bool) -> Standing {
    let number_of = |e: &&Entry| group.first().is_some_and(|(n, _)| number(e, is_person) == n + 1);
    let continued = |standing: &Standing| {
        let mut next = entries.iter().filter(number_of);
        next.any(|e| {
            let before = e.overall.and_then(|o| o.time).zip(e.time);
            before
                .zip(standing.time)
                .is_some_and(|((over, own), time)| over.ticks().checked_sub(own.ticks()) == Some(time.ticks()))
        })
    };
    let standings = || group.iter().map(|(_, s)| *s);
    let fastest = || standings().min_by_key(|s| s.time.map_or(u32::MAX, Time::ticks));
    let found = standings().take(MAX_BESIDE).find(continued).or_else(fastest);
    found.unwrap_or_default()
}

/// The sums of the times of legs or days, as far as each has one and one only.
fn sums(entries: &[Entry], last: u32) -> Vec<(u32, Standing)> {
    let mut sums = Vec::new();
    let mut sum: Option<Time> = None;
    for n in 1..=last {
        let mut of_leg = entries.iter().filter(|e| number(e, false) == n);
        let (Some(entry), None) = (of_leg.next(), of_leg.next()) else {
            break;
        };
        let Some(own) = entry.time.filter(|_| entry.status == Status::None) else {
            break;
        };
        let total = match sum {
            None => Some(own),
            Some(before) => before
                .ticks()
                .checked_add(own.ticks())
                .map(|ticks| Time::from_ticks(ticks, before.precision().coarser(own.precision()))),
        };
        let Some(total) = total else { break };
        sum = Some(total);
        let standing = Standing {
            line: entry.line,
            time: sum,
            ..Standing::default()
        };
        sums.push((n, standing));
    }
    sums
}

/// The status of a team without a result at the end: that of the first runner who has one. A team of which somebody ran
/// has started.
fn unfinished(entries: &[Entry]) -> Standing {
    let failed = entries.iter().find(|e| e.status != Status::None);
    let has_started = entries.iter().any(|e| e.time.is_some());
    failed.map_or(Standing::default(), |e| Standing {
        status: if e.status == Status::Dns && has_started {
            Status::Dnf
        } else {
            e.status
        },
        reason: e.reason,
        ..Standing::default()
    })
}
