//! Document to [`Import`]: resolves names to athletes, texts to values; a value that cannot be read is a finding and left
//! out, and the rest loads.

use super::document::{AthleteEntry, Document, MeetEntry, RaceEntry, Text};
use super::outline::{Outline, ROOT};
use super::values;
use crate::model::passing::MAX_MARKERS;
use crate::model::{Date, Event, Finding, Round, Severity, Sex, Str};
use crate::read::import::{Athlete, AthleteDetails, Import, ImportBuilder, Meet, Origin, Race, RaceKind};
use hashbrown::HashMap;
use std::borrow::Cow;

/// How a result or a leader's passing names an athlete.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named {
    pub name: Str,
    pub nation: Str,
    pub birth: Option<Date>,
    pub sex: Option<Sex>,
}

impl Named {
    /// Whether an athlete of the document's list is the one that is named: nothing that is said contradicts.
    pub fn means(self, athlete: &Athlete) -> bool {
        self.name == athlete.name
            && (self.nation.is_empty() || self.nation == athlete.nation)
            && (self.birth.is_none() || self.birth == athlete.birth)
            && self.sex.is_none_or(|sex| sex == athlete.sex)
    }
}

/// The sex of an athlete of an event for whom none is stated.
pub fn sex_in(event: Sex) -> Sex {
    match event {
        Sex::Men | Sex::Women => event,
        Sex::Mixed | Sex::Unknown => Sex::Unknown,
    }
}

pub(super) struct Build<'a> {
    pub(super) builder: ImportBuilder,
    pub(super) outline: Outline<'a>,
    /// The citation of what has none of its own.
    pub(super) source: Str,
    /// The athletes of the document's list with their index in the import.
    pub(super) declared: Vec<(Athlete, u32)>,
    pub(super) declared_by_name: HashMap<Str, Vec<usize>>,
}

/// The lists of one race in the outline, its line, its markers and what its results share.
pub(super) struct RaceContext {
    pub(super) race: u32,
    pub(super) kind: RaceKind,
    pub(super) sex: Sex,
    pub(super) citation: Str,
    pub(super) passings_citation: Str,
    pub(super) markers: Vec<u32>,
    pub(super) results: Option<usize>,
    pub(super) passings: Option<usize>,
    /// The athletes of its results, whom its leader passings may name.
    pub(super) athletes: Vec<(Athlete, u32)>,
}

pub fn build(document: Document<'_>, outline: Outline<'_>) -> Import {
    let mut build = Build {
        builder: ImportBuilder::new(),
        outline,
        source: Str::EMPTY,
        declared: Vec::new(),
        declared_by_name: HashMap::new(),
    };
    build.source = build.builder.intern(document.source.get());
    let athletes = build.outline.list(ROOT, "athletes");
    for entry in &document.athletes {
        build.declare(entry, athletes);
    }
    let meets = build.outline.list(ROOT, "meets");
    for entry in document.meets {
        build.meet(entry, meets);
    }
    build.races(document.races, RaceKind::Race, None, ROOT);
    let lists = document.lists.into_iter().map(RaceEntry::from).collect();
    build.races(lists, RaceKind::List, None, ROOT);
    build.builder.finish()
}

impl Build<'_> {
    pub(super) fn finding(&mut self, code: &'static str, line: u32, text: &Text<'_>, expected: &str) {
        let place = match &text.0 {
            Cow::Borrowed(borrowed) => self.outline.offset_of(borrowed).map(|at| self.outline.place(at)),
            Cow::Owned(_) => None,
        };
        let found = format!("\"{}\"", text.get());
        self.finding_at(code, place.unwrap_or((line, 0)), found, expected.to_owned());
    }

    pub(super) fn finding_at(
        &mut self,
        code: &'static str,
        (line, column): (u32, u32),
        found: String,
        expected: String,
    ) {
        self.builder.findings().push(Finding {
            severity: Severity::Error,
            code,
            line,
            column,
            found,
            expected,
        });
    }

    /// Reads a text that may be empty; one that cannot be read is a finding.
    pub(super) fn value<T>(
        &mut self,
        (text, line): (&Text<'_>, u32),
        (code, expected): (&'static str, &str),
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        let value = read(text.get());
        if value.is_none() {
            self.finding(code, line, text, expected);
        }
        value
    }

    pub(super) fn date(&mut self, text: &Text<'_>, line: u32) -> Option<Date> {
        self.value(
            (text, line),
            ("unreadable-date", "a date such as \"2021-08-07\""),
            Date::parse,
        )
    }

    pub(super) fn sex(&mut self, text: &Text<'_>, line: u32) -> Option<Sex> {
        self.value(
            (text, line),
            ("unreadable-sex", "\"men\", \"women\", \"mixed\" or \"unknown\""),
            |text| {
                if text == "unknown" {
                    Some(Sex::Unknown)
                } else {
                    Sex::parse(text)
                }
            },
        )
    }

    fn origin(&mut self, line: u32, source: &Text<'_>) -> Origin {
        let citation = self.builder.intern(source.get());
        Origin {
            line,
            citation: if citation.is_empty() { self.source } else { citation },
        }
    }

    fn declare(&mut self, entry: &AthleteEntry<'_>, list: Option<usize>) {
        let line = self.outline.next_line(list);
        let birth = self.date(&entry.born, line);
        let sex = self.sex(&entry.sex, line).unwrap_or_default();
        let origin = self.origin(line, &entry.source);
        let details = AthleteDetails {
            id: self.builder.intern(entry.id.0.get()),
            given: self.builder.intern(entry.given.get()),
            family: self.builder.intern(entry.family.get()),
            club: self.builder.intern(entry.club.get()),
            coach: self.builder.intern(entry.coach.get()),
            birthplace: self.builder.intern(entry.birthplace.get()),
            origin,
        };
        let athlete = Athlete {
            name: self.builder.intern(entry.name.get()),
            nation: self.builder.intern(entry.nation.get()),
            birth,
            details: self.builder.details(details),
            sex,
        };
        let index = self.builder.athlete(athlete);
        let number = self.declared.len();
        self.declared.push((athlete, index));
        self.declared_by_name.entry(athlete.name).or_default().push(number);
    }

    fn meet(&mut self, entry: MeetEntry<'_>, list: Option<usize>) {
        let line = self.outline.next_line(list);
        let meet = Meet {
            name: self.builder.intern(entry.name.get()),
            venue: self.builder.intern(entry.venue.get()),
            city: self.builder.intern(entry.city.get()),
            nation: self.builder.intern(entry.nation.get()),
            start: self.date(&entry.start, line),
            end: self.date(&entry.end, line),
            origin: Origin::default(),
        };
        let unnamed = meet == Meet::default();
        let origin = self.origin(line, &entry.source);
        let meet = (!unnamed).then(|| self.builder.meet(Meet { origin, ..meet }));
        let list = list.unwrap_or(usize::MAX);
        self.races(entry.races, RaceKind::Race, meet, list);
        let lists = entry.lists.into_iter().map(RaceEntry::from).collect();
        self.races(lists, RaceKind::List, meet, list);
    }

    fn races(&mut self, entries: Vec<RaceEntry<'_>>, kind: RaceKind, meet: Option<u32>, parent: usize) {
        let (name, results) = match kind {
            RaceKind::Race => ("races", "results"),
            RaceKind::List => ("lists", "rows"),
        };
        let under = |outline: &Outline<'_>, parent: Option<usize>, name| parent.and_then(|p| outline.list(p, name));
        let list = self.outline.list(parent, name);
        let results = under(&self.outline, list, results);
        let passings = under(&self.outline, results, "passings");
        let leader = under(&self.outline, list, "leader");
        for entry in entries {
            let line = self.outline.next_line(list);
            let mut context = self.race(&entry, kind, meet, line);
            (context.results, context.passings) = (results, passings);
            for result in &entry.results {
                self.result(result, &mut context);
            }
            for passing in &entry.leader {
                let line = self.outline.next_line(leader);
                self.leader_passing(passing, &context, line);
            }
        }
    }

    fn race(&mut self, entry: &RaceEntry<'_>, kind: RaceKind, meet: Option<u32>, line: u32) -> RaceContext {
        let event = self.event(entry, line);
        let unread = event.is_none() && !entry.event.is_empty() && entry.title.is_empty();
        let event = event.unwrap_or_default();
        let round = self.value(
            (&entry.round, line),
            ("unknown-round", "a round such as \"final\" or \"semi-final\""),
            Round::parse,
        );
        let markers = self.markers(entry, line);
        let date = self.date(&entry.date, line);
        let origin = self.origin(line, &entry.source);
        let race = Race {
            kind,
            meet,
            event,
            title: self
                .builder
                .intern(if unread { entry.event.get() } else { entry.title.get() }),
            age_group: self.builder.intern(entry.age_group.get()),
            round: round.map_or(Round::Unknown, |(round, _)| round),
            heat: entry.heat.or(round.and_then(|(_, heat)| heat)),
            date,
            start_time: self.builder.intern(entry.start_time.get()),
            markers: self.builder.markers(&markers),
            note: self.builder.intern(entry.note.get()),
            origin,
        };
        RaceContext {
            race: self.builder.race(race),
            kind,
            sex: event.sex,
            citation: origin.citation,
            passings_citation: self.builder.intern(entry.passings_source.get()),
            markers,
            results: None,
            passings: None,
            athletes: Vec::new(),
        }
    }

    /// The event of its name, corrected by the fields beside it; `None` when none of them says anything.
    fn event(&mut self, entry: &RaceEntry<'_>, line: u32) -> Option<Event> {
        let named = self.value(
            (&entry.event, line),
            ("unknown-event", "an event such as \"men 1500 m\""),
            Event::parse,
        );
        let discipline = self.value(
            (&entry.discipline, line),
            ("unknown-discipline", "a discipline such as \"relay\""),
            values::discipline,
        );
        let sex = self.sex(&entry.sex, line);
        let mut event = named.unwrap_or_default();
        event.discipline = discipline.unwrap_or(event.discipline);
        event.sex = sex.unwrap_or(event.sex);
        event.legs = entry.legs.unwrap_or(event.legs);
        event.indoor = entry.indoor.unwrap_or(event.indoor);
        if let Some(metres) = entry.distance {
            event.distance_mm = self.distance(metres, line).unwrap_or(event.distance_mm);
        }
        (named.is_some() || discipline.is_some() || event != Event::default()).then_some(event)
    }

    pub(super) fn distance(&mut self, metres: f64, line: u32) -> Option<u32> {
        let mm = values::millimetres(metres);
        if mm.is_none() {
            let expected = "metres from 0, with at most three decimals".to_owned();
            self.finding_at("unreadable-distance", (line, 0), metres.to_string(), expected);
        }
        mm
    }

    /// All markers of a race, rising: the ones listed and the ones at which somebody has a passing.
    fn markers(&mut self, entry: &RaceEntry<'_>, line: u32) -> Vec<u32> {
        let mut markers: Vec<u32> = Vec::new();
        for metres in &entry.markers {
            markers.extend(self.distance(*metres, line));
        }
        let passings = entry.results.iter().flat_map(|r| &r.passings).chain(&entry.leader);
        markers.extend(passings.filter_map(|p| values::millimetres(p.at)));
        markers.sort_unstable();
        markers.dedup();
        if markers.len() > MAX_MARKERS {
            let found = format!("{} markers", markers.len());
            let expected = format!("at most {MAX_MARKERS} markers in a race");
            self.finding_at("too-many-markers", (line, 0), found, expected);
        }
        markers
    }
}
