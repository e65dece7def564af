//! Swims to races: one race an event and round, with the distances of all its splits as markers.

use super::event::{SwimEvent, round};
use crate::model::{Date, Finding, Mark, PackedMark, Passing, Reading, Severity, Status, Str, Suffixes, Time};
use crate::read::import::{Extra, Import, ImportBuilder, Origin, Race, Row};
use hashbrown::HashMap;

/// A cumulative split.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    pub distance_mm: u32,
    pub time: Time,
    pub line: u32,
}

/// One result, of a swimmer or of a relay.
#[derive(Clone, Debug)]
pub(super) struct Swim<'t> {
    pub line: u32,
    pub event: SwimEvent<'t>,
    /// `P`, `F` or `S`.
    pub round: &'t str,
    /// Index in the import.
    pub athlete: u32,
    pub team: Str,
    pub age: u8,
    pub time: Option<Time>,
    pub status: Status,
    /// Why it was disqualified, verbatim.
    pub rule: String,
    /// Place in the round, over its heats.
    pub place: u32,
    pub heat: u16,
    pub lane: u16,
    /// Of a relay: the reaction at the start, and those at the exchanges.
    pub reactions_ms: [Option<i16>; 4],
    pub date: Option<Date>,
    pub note: String,
    pub splits: Vec<Split>,
}

impl<'t> Swim<'t> {
    pub fn new(event: SwimEvent<'t>, round: &'t str, line: u32, athlete: u32) -> Self {
        Self {
            line,
            event,
            round,
            athlete,
            team: Str::EMPTY,
            age: 0,
            time: None,
            status: Status::None,
            rule: String::new(),
            place: 0,
            heat: 0,
            lane: 0,
            reactions_ms: [None; 4],
            date: None,
            note: String::new(),
            splits: Vec::new(),
        }
    }
}

/// A race in the making.
struct Group<'s, 't> {
    markers: Vec<u32>,
    swims: Vec<&'s Swim<'t>>,
}

pub(super) fn build(mut builder: ImportBuilder, meet: Option<u32>, swims: &[Swim<'_>]) -> Import {
    let mut groups: Vec<Group<'_, '_>> = Vec::new();
    let mut by_event: HashMap<(SwimEvent<'_>, &str), usize> = HashMap::new();
    for swim in swims {
        let at = *by_event.entry((swim.event, swim.round)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group {
                markers: Vec::new(),
                swims: Vec::new(),
            });
        }
        if let Some(group) = groups.get_mut(at) {
            group.markers.extend(swim.splits.iter().map(|s| s.distance_mm));
            group.swims.push(swim);
        }
    }
    for mut group in groups {
        group.markers.sort_unstable();
        group.markers.dedup();
        let Some(first) = group.swims.first() else { continue };
        let race = race(&mut builder, meet, first, &group.markers);
        for swim in group.swims {
            add_row(&mut builder, race, swim, &group.markers);
        }
    }
    builder.finish()
}

fn race(builder: &mut ImportBuilder, meet: Option<u32>, first: &Swim<'_>, markers: &[u32]) -> u32 {
    let (round, swim_off) = round(first.round);
    let event = &first.event;
    let mut title = event.title();
    if !swim_off.is_empty() {
        title = format!("{title}, {swim_off}");
    }
    let note = if event.number.is_empty() {
        String::new()
    } else {
        format!("event {}", event.number)
    };
    let race = Race {
        meet,
        event: event.event(),
        title: builder.intern(&title),
        age_group: builder.intern(&event.age_group()),
        round,
        date: first.date,
        markers: builder.markers(markers),
        note: builder.intern(&note),
        origin: Origin {
            line: first.line,
            ..Origin::default()
        },
        ..Race::default()
    };
    builder.race(race)
}

/// The place of a swim; one beside a status is none.
fn placed(builder: &mut ImportBuilder, swim: &Swim<'_>) -> u32 {
    if swim.place == 0 || swim.status == Status::None {
        return swim.place;
    }
    builder.findings().push(Finding {
        severity: Severity::Note,
        code: "place-with-status",
        line: swim.line,
        column: 0,
        found: format!("place {} with status {}", swim.place, swim.status),
        expected: "no place; it was left out".into(),
    });
    0
}

fn add_row(builder: &mut ImportBuilder, race: u32, swim: &Swim<'_>, markers: &[u32]) {
    let heat = match swim.heat {
        0 => String::new(),
        heat => format!("heat {heat}"),
    };
    let note = [heat.as_str(), &swim.note]
        .into_iter()
        .filter(|n| !n.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let extra = Extra {
        lane: swim.lane,
        reaction_ms: swim.reactions_ms[0],
        rule: builder.intern(&swim.rule),
        note: builder.intern(&note),
        ..Extra::default()
    };
    let row = Row {
        race,
        athlete: swim.athlete,
        mark: PackedMark::new(swim.time.map(Mark::Time), Suffixes::NONE),
        // who has no time stays in the list with a status
        status: match swim.status {
            Status::None if swim.time.is_none() => Status::NoTime,
            status => status,
        },
        place: placed(builder, swim),
        age: swim.age,
        team: swim.team,
        extra: builder.extra(extra),
        line: swim.line,
        ..Row::default()
    };
    let passings: Vec<_> = swim
        .splits
        .iter()
        .filter_map(|split| {
            let marker = markers.binary_search(&split.distance_mm).ok()?;
            let origin = Origin {
                line: split.line,
                ..Origin::default()
            };
            Some((Passing::new(marker, Reading::Time(split.time))?, Some(origin)))
        })
        .collect();
    builder.row(row, &passings);
}
