//! Results, their passings and the race's leader passings: document to rows of the import.

use super::build::{Build, Named, RaceContext, sex_in};
use super::document::{PassingEntry, ResultEntry};
use super::values;
use crate::model::{Mark, PackedMark, Passing, Qualification, Reading, Sex, Standing, Status, Suffixes};
use crate::read::import::{Athlete, Extra, LeaderPassing, Origin, RaceKind, Row};

impl Build<'_> {
    pub(super) fn result(&mut self, entry: &ResultEntry<'_>, context: &mut RaceContext) {
        let line = self.outline.next_line(context.results);
        let (athlete, index) = self.athlete_of(entry, context.sex, line);
        context.athletes.push((athlete, index));
        let (mark, status) = self.mark(entry, line);
        let qualification = self.value(
            (&entry.qualified, line),
            ("unknown-qualification", "Q, q, qR, qJ or qD"),
            Qualification::parse,
        );
        if context.kind == RaceKind::Race && entry.rank > 0 {
            let found = format!("rank: {}", entry.rank);
            let expected = "place in a race; rank belongs to the rows of a list".to_owned();
            self.finding_at("misplaced-field", (line, 0), found, expected);
        }
        let extra = self.extra(entry, context.kind, line);
        let citation = if extra.citation.is_empty() {
            context.citation
        } else {
            extra.citation
        };
        let mut passings = Vec::new();
        for passing in &entry.passings {
            let at = self.outline.next_line(context.passings);
            if !passing.athlete.is_empty() || passing.athlete_number > 0 {
                let expected = "no athlete in a result's passing; it belongs to the race's leader";
                self.finding("misplaced-field", at, &passing.athlete, expected);
            }
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
            let expected = format!("a number from 1 to {known}, of the list athletes");
            self.finding_at(
                "unknown-athlete",
                (line, 0),
                format!("athlete_number: {number}"),
                expected,
            );
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

    pub(super) fn leader_passing(&mut self, entry: &PassingEntry<'_>, context: &RaceContext, line: u32) {
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
