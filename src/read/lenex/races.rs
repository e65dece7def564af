//! Results and events to races. The places of Lenex are those of age groups, and in a race there is one list of places: an
//! event is one race where one age group ranks everyone of it, else a race for each group. A result that stands in several
//! rankings is in the race of the largest group; the smallest is its category, with the place in a note.

use super::Reader;
use super::events::{Events, Ranking};
use super::swims::{Leg, Swim, Swimmer, Swims};
use crate::model::passing::MAX_MARKERS;
use crate::model::time::reaction_text;
use crate::model::{Mark, Method, PackedMark, Passing, Reading, Severity, Standing, Status, Str, Suffixes};
use crate::read::import::{Extra, Origin, Race, Row};
use hashbrown::HashMap;

/// What a race is made of: an event and one of its age groups.
type Key = (Option<usize>, Option<usize>);

#[derive(Default)]
struct Group {
    swims: Vec<usize>,
    /// Distances of all splits.
    markers: Vec<u32>,
}

pub(super) fn build(reader: &mut Reader<'_>, meet: u32, events: &Events<'_>, swims: Swims<'_>) {
    let mut groups: HashMap<Key, Group> = HashMap::new();
    let inclusive = inclusive(events, &swims);
    for (at, swim) in swims.all.iter().enumerate() {
        let event = swim.event.as_ref().and_then(|id| events.by_id.get(id).copied());
        if event.is_none() {
            let found = format!(
                "a result of event {}",
                swim.event.as_deref().unwrap_or("without a number")
            );
            let expected = "an event of the meet";
            reader.report(Severity::Warning, "unknown-event", swim.line, found, expected);
        }
        let own = rankings(events, swim)
            .iter()
            .max_by_key(|(g, _)| events.groups[*g].ranked);
        let key = (event, event.and_then(|e| inclusive[e]).or(own.map(|(g, _)| *g)));
        let group = groups.entry(key).or_default();
        group.swims.push(at);
        let course = event.map(|e| events.all[e].course).unwrap_or_default();
        let splits = swims.splits.get(swim.splits.clone()).unwrap_or_default();
        group.markers.extend(splits.iter().map(|s| course.mm(s.distance)));
    }
    if groups.is_empty() {
        let found = "a meet without results".to_owned();
        reader.report(
            Severity::Note,
            "no-results",
            0,
            found,
            "results; entries and programmes are not kept",
        );
    }
    // what is in no group or event comes behind what is
    let mut groups: Vec<(Key, Group)> = groups.into_iter().collect();
    groups.sort_by_key(|((event, group), _)| (event.is_none(), *event, group.is_none(), *group));
    for (key, mut group) in groups {
        group.markers.sort_unstable();
        group.markers.dedup();
        let race = race(reader, meet, events, key, &group.markers);
        for swim in group.swims.iter().filter_map(|at| swims.all.get(*at)) {
            add_row(reader, events, &swims, swim, (race, key), &group.markers);
        }
    }
}

fn rankings<'e>(events: &'e Events<'_>, swim: &Swim<'_>) -> &'e [Ranking] {
    let known = swim.id.as_deref().and_then(|id| events.rankings.get(id));
    known.map_or(&[], |r| r.as_slice())
}

/// Of each event the age group that ranks everyone whom any of them ranks.
fn inclusive(events: &Events<'_>, swims: &Swims<'_>) -> Vec<Option<usize>> {
    let mut found = vec![None; events.all.len()];
    for swim in &swims.all {
        let Some(event) = swim.event.as_ref().and_then(|id| events.by_id.get(id).copied()) else {
            continue;
        };
        if found[event].is_none() {
            let all = events.all[event].ranked;
            let of = rankings(events, swim)
                .iter()
                .find(|(g, _)| events.groups[*g].ranked == all);
            found[event] = of.map(|(g, _)| *g);
        }
    }
    found
}

fn race(reader: &mut Reader<'_>, meet: u32, events: &Events<'_>, (event, group): Key, markers: &[u32]) -> u32 {
    if markers.len() > MAX_MARKERS {
        let found = format!("splits at {} distances", markers.len());
        let expected = "splits at 4096 distances at most; the others were left out";
        reader.report(Severity::Warning, "too-many-markers", 0, found, expected);
    }
    let mut race = Race {
        meet: Some(meet),
        markers: reader.builder.markers(markers),
        age_group: group.map_or(Str::EMPTY, |g| events.groups[g].name),
        ..Race::default()
    };
    if let Some(event) = event.and_then(|e| events.all.get(e)) {
        race.event = event.event;
        race.title = event.title;
        race.round = event.round;
        race.date = event.date;
        race.start_time = event.start_time;
        race.origin.line = event.line;
        if !event.number.is_empty() {
            let note = format!("event {}", reader.builder.text(event.number));
            race.note = reader.builder.intern(&note);
        }
    }
    reader.builder.race(race)
}

fn add_row(
    reader: &mut Reader<'_>,
    events: &Events<'_>,
    swims: &Swims<'_>,
    swim: &Swim<'_>,
    (race, (event, group)): (u32, Key),
    markers: &[u32],
) {
    let rankings = rankings(events, swim);
    let place_in = |group: usize| rankings.iter().find(|(g, _)| *g == group).map_or(0, |(_, p)| *p);
    let place = group.map_or(0, place_in);
    let smallest = rankings
        .iter()
        .map(|(g, _)| *g)
        .min_by_key(|g| events.groups[*g].ranked);
    let smallest = smallest.filter(|g| Some(*g) != group);
    let by_hand = event.is_some_and(|e| events.all[e].by_hand);
    let timed = |time: crate::model::Time| if by_hand { time.with_method(Method::Hand) } else { time };
    let is_dq = swim.status == Status::Dq;
    let extra = Extra {
        lane: swim.lane,
        reaction_ms: swim.reaction_ms,
        category: smallest.map_or(Str::EMPTY, |g| events.groups[g].name),
        rule: reader.builder.intern(if is_dq { &swim.remarks } else { "" }),
        note: remarks(reader, events, swims, swim, smallest.map_or(0, place_in)),
        ..Extra::default()
    };
    let row = Row {
        race,
        athlete: swim.athlete,
        mark: PackedMark::new(swim.time.map(|t| Mark::Time(timed(t))), Suffixes::NONE),
        status: match swim.status {
            Status::None if swim.time.is_none() => Status::NoTime,
            status => status,
        },
        place: if swim.status == Status::None { place } else { 0 },
        team: swim.team,
        extra: reader.builder.extra(extra),
        line: swim.line,
        ..Row::default()
    };
    let course = event.map(|e| events.all[e].course).unwrap_or_default();
    let mut passings: Vec<(Passing, Option<Origin>)> = Vec::new();
    for split in swims.splits.get(swim.splits.clone()).unwrap_or_default() {
        let marker = markers.binary_search(&course.mm(split.distance));
        let Some(passing) = marker
            .ok()
            .and_then(|m| Passing::new(m, Reading::Time(timed(split.time))))
        else {
            continue;
        };
        let again = passings.iter().any(|(p, _)| p.marker() == passing.marker());
        let origin = Origin {
            line: split.line,
            ..Origin::default()
        };
        let standing = if again {
            Standing::Alternative
        } else {
            Standing::Preferred
        };
        passings.push((passing.with_standing(standing), Some(origin)));
    }
    reader.builder.row(row, &passings);
}

/// `heat 3, place 2 in the category, 712 points, ...`: what has no column of its own.
fn remarks(reader: &mut Reader<'_>, events: &Events<'_>, swims: &Swims<'_>, swim: &Swim<'_>, in_category: u32) -> Str {
    let text = |id: Str| reader.builder.text(id).to_owned();
    let mut parts = Vec::new();
    if let Some(heat) = swim.heat.as_ref().and_then(|id| events.heats.get(id)) {
        parts.push(text(*heat));
    }
    if in_category > 0 {
        parts.push(format!("place {in_category} in the category"));
    }
    if !matches!(&*text(swim.points), "" | "0") {
        parts.push(format!("{} points", text(swim.points)));
    }
    if swim.status != Status::Dq && !swim.remarks.is_empty() {
        parts.push(swim.remarks.clone());
    }
    for leg in &swim.legs {
        let name = match &leg.swimmer {
            Swimmer::Named(name) => text(*name),
            Swimmer::Known(id) => swims.names.get(id).map_or(id.to_string(), |n| text(*n)),
        };
        let number = leg.number.map_or("reserve".to_owned(), |n| n.to_string());
        parts.push(format!("{number} {name}{}", beside(leg)));
    }
    reader.builder.intern(&parts.join(", "))
}

/// ` (0.71)`, ` (-0.04, DQ)`: the reaction at the start or exchange and the status of a leg.
fn beside(leg: &Leg<'_>) -> String {
    let reaction = leg.reaction_ms.map(reaction_text);
    let status = Some(leg.status.code().to_owned()).filter(|s| !s.is_empty());
    match [reaction, status].into_iter().flatten().collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => none,
        both => format!(" ({both})"),
    }
}
