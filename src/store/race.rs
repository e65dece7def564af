//! One race or list of the store.

use super::{AthleteId, RaceId, RaceRecord, RowId, Store};
use crate::model::text::capitalised;
use crate::model::{Date, Discipline, Event, Passing, Round};
use crate::read::import::{Meet, Origin, Race, RaceKind};

/// A cheap handle to a race or list.
#[derive(Clone, Copy)]
pub struct RaceView<'a> {
    store: &'a Store,
    at: usize,
    id: RaceId,
    local: usize,
}

/// A reading of the race's leader at a marker.
#[derive(Clone, Copy, Debug)]
pub struct LeaderReading {
    pub passing: Passing,
    /// Who led, when the source says so.
    pub athlete: Option<AthleteId>,
    pub origin: Origin,
}

impl<'a> RaceView<'a> {
    pub(super) fn new(store: &'a Store, at: usize, id: RaceId, local: usize) -> Self {
        Self { store, at, id, local }
    }

    fn race(self) -> &'a Race {
        match self.store.described.get(&self.id.0) {
            Some(described) => &described.race,
            None => &self.store.import(self.at).races[self.local],
        }
    }

    /// The race as its file states it, whatever the user said of it.
    pub fn record(self) -> RaceRecord {
        let import = self.store.import(self.at);
        RaceRecord::of(import, &import.races[self.local])
    }

    fn text(self, id: crate::model::Str) -> &'a str {
        self.store.import(self.at).text(id)
    }

    pub fn id(self) -> RaceId {
        self.id
    }

    /// Index of the import among [`Store::imports`].
    pub fn import_index(self) -> usize {
        self.at
    }

    /// Index among the races of its import.
    pub fn index_in_import(self) -> usize {
        self.local
    }

    pub fn is_list(self) -> bool {
        self.race().kind == RaceKind::List
    }

    pub fn event(self) -> Event {
        self.race().event
    }

    pub fn round(self) -> Round {
        self.race().round
    }

    pub fn heat(self) -> Option<u16> {
        self.race().heat
    }

    pub fn title(self) -> &'a str {
        self.text(self.race().title)
    }

    pub fn age_group(self) -> &'a str {
        self.text(self.race().age_group)
    }

    pub fn note(self) -> &'a str {
        self.text(self.race().note)
    }

    pub fn start_time(self) -> &'a str {
        self.text(self.race().start_time)
    }

    pub fn meet(self) -> Option<&'a Meet> {
        self.store.import(self.at).meets.get(self.race().meet? as usize)
    }

    /// Index of the meet in its import.
    pub fn meet_index(self) -> Option<u32> {
        self.race().meet
    }

    /// Name of the meet; empty when unknown.
    pub fn meet_name(self) -> &'a str {
        self.meet().map_or("", |m| self.text(m.name))
    }

    /// The race's date, else its meet's when that is one day.
    pub fn date(self) -> Option<Date> {
        self.race().date.or_else(|| {
            self.meet()
                .and_then(|m| m.start.filter(|s| m.end.is_none_or(|e| e == *s)))
        })
    }

    /// `National Stadium, Tokyo (JPN)`; empty when unknown.
    pub fn venue(self) -> String {
        let Some(meet) = self.meet() else { return String::new() };
        let place = [meet.venue, meet.city].map(|p| self.text(p));
        let place = place
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        match self.text(meet.nation) {
            "" => place,
            nation => format!("{place} ({nation})").trim_start().to_owned(),
        }
    }

    /// Distances of the markers in millimetres, rising; the finish is not among them unless the source lists it.
    pub fn markers(self) -> &'a [u32] {
        let described = self.store.described.get(&self.id.0);
        if let Some(markers) = described.and_then(|d| d.markers.as_ref()) {
            return markers;
        }
        self.store
            .import(self.at)
            .markers
            .get(self.race().markers as usize)
            .map_or(&[], |m| m)
    }

    /// The same race as other files have it, in the order opened.
    pub fn others(self) -> impl Iterator<Item = RaceView<'a>> {
        let store = self.store;
        let others = store.joined().others.get(&self.id);
        others.into_iter().flatten().map(move |id| store.race(*id))
    }

    /// The rows in file order, and behind them those that only another file has.
    pub fn rows(self) -> impl ExactSizeIterator<Item = RowId> + Clone + use<'a> {
        self.store.groups().of(self.id.0 as usize).iter().map(|row| RowId(*row))
    }

    /// Handles to the rows in file order.
    pub fn row_views(self) -> impl ExactSizeIterator<Item = super::RowView<'a>> + Clone + use<'a> {
        let store = self.store;
        self.rows().map(move |id| store.row(id))
    }

    /// The leader's passings that sources report, by marker, the preferred reading of a marker first.
    pub fn leader_readings(self) -> impl Iterator<Item = LeaderReading> + use<'a> {
        let base = self.store.base(self.at).athlete;
        self.store
            .import(self.at)
            .leader_passings_of(self.local as u32)
            .iter()
            .map(move |p| LeaderReading {
                passing: p.passing,
                athlete: p.athlete.map(|a| self.store.identity().of(base + a)),
                origin: p.origin,
            })
    }

    /// The time of the athlete in first place; `None` in a list, and when he or she is not loaded.
    pub fn winner_time(self) -> Option<crate::model::Time> {
        self.store.first_times().get(self.id.0 as usize)?[0]
    }

    /// The time of the athlete in second place, or in first place beside the winner.
    pub fn second_time(self) -> Option<crate::model::Time> {
        self.store.first_times().get(self.id.0 as usize)?[1]
    }

    pub fn origin(self) -> Origin {
        self.race().origin
    }

    /// The sources that the file cites for the race; empty when it cites none.
    pub fn citation(self) -> &'a str {
        self.text(self.race().origin.citation)
    }

    /// The sources that an origin in the race's file cites; empty when it cites none.
    pub fn cited(self, origin: Origin) -> &'a str {
        self.text(origin.citation)
    }

    /// An origin in the race's file as text: `results.csv, line 12`, with the citation where there is one.
    pub fn describe(self, origin: Origin) -> String {
        let line = match origin.line {
            0 => String::new(),
            line => format!(", line {line}"),
        };
        let citation = match self.cited(origin) {
            "" => String::new(),
            text => format!(" ({text})"),
        };
        format!("{}{line}{citation}", self.path())
    }

    pub fn path(self) -> &'a str {
        &self.store.import(self.at).source.path
    }

    /// `final`, `semi-final 2`, `round 1, heat 3`; empty when unknown.
    pub fn round_text(self) -> String {
        let (round, heat) = (self.round(), self.heat());
        match (round, heat) {
            (_, None) => round.word().to_owned(),
            (Round::Unknown, Some(heat)) => format!("heat {heat}"),
            (Round::SemiFinal | Round::QuarterFinal | Round::Final, Some(heat)) => format!("{} {heat}", round.word()),
            (_, Some(heat)) => format!("{}, heat {heat}", round.word()),
        }
    }

    /// `Men 1500 m, final`: event and round, or the title where the event is not known.
    pub fn event_text(self) -> String {
        let (class, round) = (self.class_text(), self.round_text());
        match (class.is_empty(), round.is_empty()) {
            (false, true) => class,
            (true, _) => capitalised(&round),
            (false, false) if self.is_list() && !self.title().is_empty() => class,
            (false, false) => format!("{class}, {round}"),
        }
    }

    /// `Men 1500 m`, `Women 400 m, U20`: the event text without the round.
    pub fn class_text(self) -> String {
        let (title, event) = (self.title(), self.event().to_string());
        if self.is_list() && !title.is_empty() {
            return capitalised(title);
        }
        // "women" alone would hide which of their classes it is
        let is_known = self.event().discipline != Discipline::Unknown && !event.is_empty();
        let name = if is_known || title.is_empty() { &event } else { title };
        let parts = [name, self.age_group()].into_iter().filter(|p| !p.is_empty());
        capitalised(&parts.collect::<Vec<_>>().join(", "))
    }

    /// `Olympic Games Tokyo 2020, men 1500 m, final`; the file's name when the file says nothing of it.
    pub fn label(self) -> String {
        let (meet, event) = (self.meet_name(), self.event_text());
        match (meet.is_empty(), event.is_empty()) {
            (true, true) => {
                let file = self.path().rsplit(['/', '\\']).next().unwrap_or_default();
                match self.date() {
                    Some(date) => format!("{file}, {date}"),
                    None => file.to_owned(),
                }
            }
            (true, false) => match self.date() {
                Some(date) if !self.is_list() => format!("{event}, {date}"),
                _ => event,
            },
            (false, true) => meet.to_owned(),
            (false, false) => format!("{meet}: {event}"),
        }
    }

    /// Orders events by discipline, distance, sex and indoors.
    pub(super) fn event_key(self) -> u64 {
        let e = self.event();
        (e.discipline as u64) << 40 | u64::from(e.distance_mm) << 8 | (e.sex as u64) << 1 | u64::from(e.indoor)
    }
}
