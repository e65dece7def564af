//! Document to [`Import`]: resolves names to athletes, texts to values; a value that cannot be read is a finding and left
//! out, and the rest loads.

use super::document::{AthleteEntry, Document, MeetEntry, PassingEntry, RaceEntry, ResultEntry, Text};
use super::outline::{Outline, ROOT};
use super::values;
use crate::model::passing::MAX_MARKERS;
use crate::model::{
    Date, Event, Finding, Mark, PackedMark, Passing, Qualification, Reading, Round, Severity, Sex, Standing, Status,
    Str, Suffixes,
};
use crate::read::import::{
    Athlete, AthleteDetails, Extra, Import, ImportBuilder, LeaderPassing, Meet, Origin, Race, RaceKind, Row,
};
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

struct Build<'a> {
    builder: ImportBuilder,
    outline: Outline<'a>,
    /// The citation of what has none of its own.
    source: Str,
    /// The athletes of the document's list with their index in the import.
    declared: Vec<(Athlete, u32)>,
    declared_by_name: HashMap<Str, Vec<usize>>,
}

/// The lists of one race in the outline, its line, its markers and what its results share.
struct RaceContext {
    race: u32,
    kind: RaceKind,
    sex: Sex,
    citation: Str,
    passings_citation: Str,
    markers: Vec<u32>,
    results: Option<usize>,
    passings: Option<usize>,
    /// The athletes of its results, whom its leader passings may name.
    athletes: Vec<(Athlete, u32)>,
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
    fn finding(&mut self, code: &'static str, line: u32, text: &Text<'_>, expected: &str) {
        let place = match &text.0 {
            Cow::Borrowed(borrowed) => self.outline.offset_of(borrowed).map(|at| self.outline.place(at)),
            Cow::Owned(_) => None,
        };
        let (line, column) = place.unwrap_or((line, 0));
        self.builder.findings().push(Finding {
            severity: Severity::Error,
            code,
            line,
            column,
            found: format!("\"{}\"", text.get()),
            expected: expected.to_owned(),
        });
    }

    /// Reads a text that may be empty; one that cannot be read is a finding.
    fn value<T>(
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

    fn date(&mut self, text: &Text<'_>, line: u32) -> Option<Date> {
        self.value(
            (text, line),
            ("unreadable-date", "a date such as \"2021-08-07\""),
            Date::parse,
        )
    }

    fn sex(&mut self, text: &Text<'_>, line: u32) -> Option<Sex> {
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

    fn distance(&mut self, metres: f64, line: u32) -> Option<u32> {
        let mm = values::millimetres(metres);
        if mm.is_none() {
            self.builder.findings().push(Finding {
                severity: Severity::Error,
                code: "unreadable-distance",
                line,
                column: 0,
                found: metres.to_string(),
                expected: "metres from 0, with at most three decimals".to_owned(),
            });
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
            self.builder.findings().push(Finding {
                severity: Severity::Error,
                code: "too-many-markers",
                line,
                column: 0,
                found: format!("{} markers", markers.len()),
                expected: format!("at most {MAX_MARKERS} markers in a race"),
            });
        }
        markers
    }

    fn result(&mut self, entry: &ResultEntry<'_>, context: &mut RaceContext) {
        let line = self.outline.next_line(context.results);
        let (athlete, index) = self.athlete_of(entry, context.sex, line);
        context.athletes.push((athlete, index));
        let (mark, status) = self.mark(entry, line);
        let qualification = self.value(
            (&entry.qualified, line),
            ("unknown-qualification", "Q, q, qR, qJ or qD"),
            Qualification::parse,
        );
        let extra = self.extra(entry, context.kind, line);
        let citation = if extra.citation.is_empty() {
            context.citation
        } else {
            extra.citation
        };
        let mut passings = Vec::new();
        for passing in &entry.passings {
            let at = self.outline.next_line(context.passings);
            let own = [self.builder.intern(passing.source.get()), context.passings_citation];
            let origin = Origin {
                line: at,
                citation: own.into_iter().find(|c| !c.is_empty()).unwrap_or(citation),
            };
            let apart = origin != Origin { line, citation };
            let records = self.passing(passing, &context.markers, at);
            passings.extend(records.into_iter().flatten().map(|p| (p, apart.then_some(origin))));
        }
        let row = Row {
            race: context.race,
            athlete: index,
            mark,
            status,
            qualification: qualification.unwrap_or_default(),
            place: match context.kind {
                RaceKind::Race => entry.place,
                RaceKind::List => entry.rank,
            },
            flags: self.builder.flags(entry.flags.get()),
            age: entry.age,
            bib: self.builder.intern(entry.bib.0.get()),
            team: self.builder.intern(entry.team.get()),
            extra: self.builder.extra(extra),
            line,
        };
        self.builder.row(row, &passings);
    }

    fn athlete_of(&mut self, entry: &ResultEntry<'_>, event: Sex, line: u32) -> (Athlete, u32) {
        let named = Named {
            name: self.builder.intern(entry.athlete.get()),
            nation: self.builder.intern(entry.nation.get()),
            birth: self.date(&entry.born, line),
            sex: self.sex(&entry.sex, line),
        };
        self.athlete(named, entry.athlete_number, event, line)
    }

    /// The athlete of the document's list that is meant, by number or by name, or one known by this name only.
    fn athlete(&mut self, named: Named, number: u32, event: Sex, line: u32) -> (Athlete, u32) {
        if number > 0 {
            if let Some(declared) = self.declared.get(number as usize - 1) {
                return *declared;
            }
            let known = self.declared.len();
            self.builder.findings().push(Finding {
                severity: Severity::Error,
                code: "unknown-athlete",
                line,
                column: 0,
                found: format!("athlete_number: {number}"),
                expected: format!("a number from 1 to {known}, of the list athletes"),
            });
        }
        let candidates = self.declared_by_name.get(&named.name).into_iter().flatten();
        let mut candidates = candidates.map(|at| self.declared[*at]);
        if let Some(declared) = candidates.find(|(athlete, _)| named.means(athlete)) {
            return declared;
        }
        let athlete = Athlete {
            name: named.name,
            nation: named.nation,
            birth: named.birth,
            details: 0,
            sex: named.sex.unwrap_or(sex_in(event)),
        };
        (athlete, self.builder.athlete(athlete))
    }

    /// The mark and the status; a status code that stands as the time is a status.
    fn mark(&mut self, entry: &ResultEntry<'_>, line: u32) -> (PackedMark, Status) {
        let mut status = self.value(
            (&entry.status, line),
            ("unknown-status", "a status such as DNF, DQ or DNS"),
            Status::parse,
        );
        let in_time = Status::parse(entry.time.get()).filter(|_| status.is_none());
        status = status.or(in_time);
        let mut mark = None;
        if in_time.is_none() {
            let read = self.value(
                (&entry.time, line),
                ("unreadable-time", "a time such as \"3:28.32\""),
                values::time,
            );
            mark = read.map(|(time, suffixes)| (Mark::Time(time), suffixes));
        }
        let length = self.value(
            (&entry.length, line),
            ("unreadable-length", "a length such as \"8.95\""),
            |text| values::length(text, entry.imperial),
        );
        let points = self.value(
            (&entry.points.0, line),
            ("unreadable-points", "whole points"),
            values::points,
        );
        let mark = mark
            .or(length.map(|(length, suffixes)| (Mark::Length(length), suffixes)))
            .or(points.map(|(points, suffixes)| (Mark::Points(points), suffixes)));
        let packed = mark.map_or(PackedMark::NONE, |(mark, suffixes)| {
            PackedMark::new(Some(mark), suffixes)
        });
        (packed, status.unwrap_or_default())
    }

    fn extra(&mut self, entry: &ResultEntry<'_>, kind: RaceKind, line: u32) -> Extra {
        let net = self.value(
            (&entry.net, line),
            ("unreadable-time", "a time such as \"2:04:55\""),
            values::time,
        );
        Extra {
            date: self.date(&entry.date, line),
            meet: self.builder.intern(entry.meet.get()),
            venue: self.builder.intern(entry.venue.get()),
            place_in_round: entry.place_in_round,
            place_at: match kind {
                RaceKind::Race => 0,
                RaceKind::List => entry.place,
            },
            lane: entry.lane,
            reaction_ms: entry.reaction_ms,
            wind_tenths: self.value(
                (&entry.wind, line),
                ("unreadable-wind", "m/s with one decimal, such as \"+1.3\""),
                values::wind,
            ),
            net: net.map_or(PackedMark::NONE, |(time, suffixes)| {
                PackedMark::new(Some(Mark::Time(time)), suffixes)
            }),
            category: self.builder.intern(entry.category.get()),
            rule: self.builder.intern(entry.rule.get()),
            series: self.builder.intern(entry.series.get()),
            note: self.builder.intern(entry.note.get()),
            citation: self.builder.intern(entry.source.get()),
        }
    }

    /// The records of a passing: of its time and of its position, where it has them.
    fn passing(&mut self, entry: &PassingEntry<'_>, markers: &[u32], line: u32) -> [Option<Passing>; 2] {
        let time = self.value(
            (&entry.time, line),
            ("unreadable-time", "a time such as \"56.1\""),
            values::time,
        );
        let position = self.value(
            (&entry.position.0, line),
            ("unreadable-position", "a position such as 2 or \"=2\""),
            values::position,
        );
        let marker = self
            .distance(entry.at, line)
            .and_then(|at| markers.binary_search(&at).ok());
        let Some(marker) = marker else { return [None; 2] };
        let estimate = entry.estimate || time.is_some_and(|(_, suffixes)| suffixes.contains(Suffixes::ESTIMATE));
        let standing = if entry.alternative {
            Standing::Alternative
        } else {
            Standing::Preferred
        };
        [time.map(|(time, _)| Reading::Time(time)), position].map(|reading| {
            let passing = Passing::new(marker, reading?)?.with_standing(standing);
            Some(if estimate { passing.as_estimate() } else { passing })
        })
    }

    fn leader_passing(&mut self, entry: &PassingEntry<'_>, context: &RaceContext, line: u32) {
        let records = self.passing(entry, &context.markers, line);
        let named = Named {
            name: self.builder.intern(entry.athlete.get()),
            nation: self.builder.intern(entry.nation.get()),
            ..Named::default()
        };
        let in_race = context.athletes.iter().find(|(athlete, _)| named.means(athlete));
        let athlete = match in_race {
            _ if named.name.is_empty() && entry.athlete_number == 0 => None,
            Some((_, index)) if entry.athlete_number == 0 => Some(*index),
            _ => Some(self.athlete(named, entry.athlete_number, context.sex, line).1),
        };
        let own = [self.builder.intern(entry.source.get()), context.passings_citation];
        let citation = own.into_iter().find(|c| !c.is_empty()).unwrap_or(context.citation);
        for passing in records.into_iter().flatten() {
            self.builder.leader_passing(LeaderPassing {
                race: context.race,
                passing,
                athlete,
                origin: Origin { line, citation },
            });
        }
    }
}
