//! The results of a message: marks, statuses and competitors, and what the extended results add. They are kept as written
//! until the event is known, since intermediates are times in a race and attempts in a field event.

use super::Reader;
use super::extended::{Intermediate, best, extended, milliseconds};
use super::unit::{Points, Unit, day};
use crate::model::{
    Discipline, Length, Mark, PackedMark, Passing, Qualification, Reading, Severity, Sex, Status, Str, Suffixes, Time,
};
use crate::read::csv::cell;
use crate::read::import::{Athlete, AthleteDetails, Extra, Origin, Row};
use crate::read::xml::Element;
use std::borrow::Cow;

/// An athlete, or a member of a team.
struct Person<'t> {
    element: Element<'t>,
    given: Cow<'t, str>,
    family: Cow<'t, str>,
    nation: Cow<'t, str>,
    birth: Cow<'t, str>,
    sex: Sex,
    leg: Cow<'t, str>,
}

pub(super) struct Entry<'t> {
    element: Element<'t>,
    /// Code of the competitor.
    pub code: Cow<'t, str>,
    is_team: bool,
    team_name: Cow<'t, str>,
    nation: Cow<'t, str>,
    people: Vec<Person<'t>>,
    pub intermediates: Vec<Intermediate<'t>>,
    /// The athlete's bests before the event, `PB 3:30.59`.
    bests: Vec<String>,
    /// Other extended results, by code.
    pub others: Vec<(Cow<'t, str>, Cow<'t, str>)>,
    flags: String,
}

impl Entry<'_> {
    pub fn has_legs(&self) -> bool {
        self.people.iter().any(|p| !p.leg.is_empty())
    }
}

impl<'t> Reader<'t> {
    pub(super) fn entry(&mut self, element: &Element<'t>) -> Entry<'t> {
        let mut entry = Entry {
            element: *element,
            code: Cow::Borrowed(""),
            is_team: false,
            team_name: Cow::Borrowed(""),
            nation: Cow::Borrowed(""),
            people: Vec::new(),
            intermediates: Vec::new(),
            bests: Vec::new(),
            others: Vec::new(),
            flags: String::new(),
        };
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "ExtendedResults" => {
                    while let Some(result) = self.xml.child(&part) {
                        let is_intermediate = extended(&result, &mut entry);
                        let mut more = Vec::new();
                        while let Some(extension) = self.xml.child(&result) {
                            more.extend(extension.attribute("Value").map(|v| (extension, v)));
                        }
                        if let Some(last) = entry.intermediates.last_mut().filter(|_| is_intermediate) {
                            last.extensions = more;
                        }
                    }
                }
                "RecordIndicators" => {
                    while let Some(record) = self.xml.child(&part) {
                        let equal = record.attribute("Equalled").is_some_and(|e| e == "Y");
                        let kind = record.attribute("RecordType").unwrap_or_default();
                        entry
                            .flags
                            .push_str(&format!("{}{kind} ", if equal { "=" } else { "" }));
                    }
                }
                "Competitor" => self.competitor(&part, &mut entry),
                _ => {}
            }
        }
        entry
    }

    fn competitor(&mut self, element: &Element<'t>, entry: &mut Entry<'t>) {
        entry.code = element.attribute("Code").unwrap_or_default();
        entry.is_team = element.attribute("Type").is_some_and(|t| t == "T");
        entry.nation = element.attribute("Organisation").unwrap_or_default();
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "Description" => entry.team_name = part.attribute("TeamName").unwrap_or_default(),
                "EventUnitEntry" => entry.bests.extend(best(&part)),
                "Composition" => {
                    while let Some(athlete) = self.xml.child(&part) {
                        let person = self.person(&athlete, &mut entry.bests);
                        entry.people.push(person);
                    }
                }
                _ => {}
            }
        }
    }

    fn person(&mut self, element: &Element<'t>, bests: &mut Vec<String>) -> Person<'t> {
        let mut person = Person {
            element: *element,
            given: Cow::Borrowed(""),
            family: Cow::Borrowed(""),
            nation: Cow::Borrowed(""),
            birth: Cow::Borrowed(""),
            sex: Sex::Unknown,
            leg: Cow::Borrowed(""),
        };
        while let Some(part) = self.xml.child(element) {
            let value = |name| part.attribute(name).unwrap_or_default();
            match part.name {
                "Description" => {
                    person.given = value("GivenName");
                    person.family = value("FamilyName");
                    person.nation = value("Organisation");
                    person.birth = value("BirthDate");
                    person.sex = Sex::parse(&value("Gender")).unwrap_or_default();
                }
                "EventUnitEntry" => bests.extend(best(&part)),
                "ExtendedResults" => {
                    while let Some(result) = self.xml.child(&part) {
                        if result.attribute("Code").is_some_and(|c| c == "LEG_SPLIT") {
                            person.leg = result.attribute("Value").unwrap_or_default();
                        }
                    }
                }
                _ => {}
            }
        }
        person
    }

    /// Adds the row of a result; gives the index of its athlete or team.
    pub(super) fn row(&mut self, race: u32, unit: &Unit<'t>, points: &Points, entry: &Entry<'t>) -> u32 {
        let of = |name| entry.element.attribute(name).unwrap_or_default();
        let athlete = self.athlete(unit, entry);
        let status = self.status(entry);
        let passings = self.passings(unit, points, entry);
        let extra = self.extra(unit, entry, status);
        let row = Row {
            race,
            athlete,
            mark: PackedMark::new(self.mark(unit, entry), Suffixes::NONE),
            status,
            qualification: Qualification::parse(&of("QualificationMark")).unwrap_or_default(),
            place: of("Rank").parse().unwrap_or(0),
            flags: self.builder.flags(&entry.flags),
            bib: match entry.people.first() {
                Some(person) if !entry.is_team => self.intern(&person.element, "Bib"),
                _ => Str::EMPTY,
            },
            extra: self.builder.extra(extra),
            line: self.xml.line_of(&entry.element),
            ..Row::default()
        };
        self.builder.row(row, &passings);
        athlete
    }

    fn athlete(&mut self, unit: &Unit<'t>, entry: &Entry<'t>) -> u32 {
        let race_sex = if unit.event.sex == Sex::Mixed {
            Sex::Unknown
        } else {
            unit.event.sex
        };
        let nation = self.builder.intern(&entry.nation);
        let person = entry.people.first().filter(|_| !entry.is_team);
        let Some(person) = person else {
            let name = [&entry.team_name, &entry.nation, &entry.code]
                .into_iter()
                .find(|n| !n.is_empty());
            let athlete = Athlete {
                name: name.map_or(Str::EMPTY, |n| self.builder.intern(n)),
                nation,
                sex: unit.event.sex,
                ..Athlete::default()
            };
            return self.builder.athlete(athlete);
        };
        let details = AthleteDetails {
            id: self.intern(&person.element, "Code"),
            given: self.builder.intern(&person.given),
            family: self.builder.intern(&person.family),
            origin: Origin {
                line: self.xml.line_of(&person.element),
                ..Origin::default()
            },
            ..AthleteDetails::default()
        };
        let own = self.builder.intern(&person.nation);
        let athlete = Athlete {
            name: self.builder.intern(&format!("{} {}", person.given, person.family)),
            nation: if own.is_empty() { nation } else { own },
            birth: day(&person.birth),
            details: self.builder.details(details),
            sex: if person.sex == Sex::Unknown {
                race_sex
            } else {
                person.sex
            },
        };
        self.builder.athlete(athlete)
    }

    fn status(&mut self, entry: &Entry<'t>) -> Status {
        let Some(word) = entry.element.attribute("IRM") else {
            // some producers write it as the result alone
            let result = entry.element.attribute("Result").unwrap_or_default();
            return Status::parse(&result).unwrap_or_default();
        };
        Status::parse(&word).unwrap_or_else(|| {
            let expected = "an invalid result mark such as DNF, DNS or DQ";
            let found = format!("\"{word}\"");
            self.xml
                .report(&entry.element, Severity::Warning, "unknown-status", found, expected);
            Status::None
        })
    }

    /// A time, a distance or points, as the result says or the event has it.
    fn mark(&mut self, unit: &Unit<'t>, entry: &Entry<'t>) -> Option<Mark> {
        let text = entry.element.attribute("Result")?;
        if Status::parse(&text).is_some() {
            return None;
        }
        let discipline = unit.event.discipline;
        let mark = match entry.element.attribute("ResultType").as_deref() {
            Some("DISTANCE") => Length::parse(&text).map(Mark::Length),
            Some("POINTS") => text.parse().ok().map(Mark::Points),
            Some("TIME") => return self.time(&entry.element, &text).map(Mark::Time),
            _ if discipline.is_timed() => return self.time(&entry.element, &text).map(Mark::Time),
            _ if discipline >= Discipline::Pentathlon => text.parse().ok().map(Mark::Points),
            _ => Length::parse(&text).map(Mark::Length),
        };
        if mark.is_none() {
            let found = format!("\"{text}\"");
            let expected = "metres or points";
            self.xml
                .report(&entry.element, Severity::Error, "unreadable-mark", found, expected);
        }
        mark
    }

    /// Times and positions at the points, and the ends of a relay's legs.
    fn passings(&mut self, unit: &Unit<'t>, points: &Points, entry: &Entry<'t>) -> Vec<(Passing, Option<Origin>)> {
        let mut passings = Vec::new();
        for at in &entry.intermediates {
            let Some(marker) = points.marker(at.number) else {
                continue;
            };
            let origin = Origin {
                line: self.xml.line_of(&at.element),
                ..Origin::default()
            };
            let time = self.time(&at.element, &at.value).map(Reading::Time);
            let position = Reading::Position {
                position: at.rank,
                tied: at.element.attribute("RankEqual").is_some_and(|e| e == "Y"),
            };
            let readings = time.into_iter().chain(Some(position).filter(|_| at.rank > 0));
            passings.extend(readings.filter_map(|r| Some((Passing::new(marker, r)?, Some(origin)))));
        }
        if passings.is_empty() {
            passings = self.legs(unit, points, entry);
        }
        passings
    }

    /// The times of a relay's legs, added up as far as they are known.
    fn legs(&mut self, unit: &Unit<'t>, points: &Points, entry: &Entry<'t>) -> Vec<(Passing, Option<Origin>)> {
        let mut passings = Vec::new();
        let mut sum: Option<Time> = None;
        let leg_mm = unit.event.distance_mm / u32::from(unit.event.legs).max(1);
        for (person, leg) in entry.people.iter().zip(1..unit.event.legs.max(1)) {
            let Some(own) = self.time(&person.element, &person.leg) else {
                break;
            };
            let total = sum.map_or(Some(own), |before| {
                let ticks = before.ticks().checked_add(own.ticks())?;
                Some(Time::from_ticks(ticks, before.precision().coarser(own.precision())))
            });
            let Some(total) = total else { break };
            sum = Some(total);
            let marker = points.markers.binary_search(&(leg_mm * u32::from(leg)));
            let passing = marker.ok().and_then(|m| Passing::new(m, Reading::Time(total)));
            let origin = Origin {
                line: self.xml.line_of(&person.element),
                ..Origin::default()
            };
            passings.extend(passing.map(|p| (p, Some(origin))));
        }
        passings
    }

    fn extra(&mut self, unit: &Unit<'t>, entry: &Entry<'t>, status: Status) -> Extra {
        let of = |code: &str| entry.others.iter().find(|(c, _)| c == code).map(|(_, v)| &**v);
        let mut remarks: Vec<String> = Vec::new();
        if let Some(ms) = of("MS") {
            remarks.push(format!("thousandths {ms}"));
        }
        if let Some(points) = of("PTS") {
            remarks.push(format!("{points} points"));
        }
        for (code, word) in [("FALSE_START", "false start"), ("LANE_INFRINGE", "lane infringement")] {
            remarks.extend(of(code).filter(|v| *v != "N").map(|_| word.to_owned()));
        }
        let rule = of("RULE").unwrap_or("");
        if status != Status::Dq && !rule.is_empty() {
            remarks.push(format!("rule {rule}"));
        }
        if !entry.is_team {
            remarks.extend(entry.bests.iter().cloned());
        }
        if entry.is_team {
            let members = entry.people.iter().zip(1..);
            remarks.extend(members.map(|(p, n)| format!("{n} {} {}", p.given, p.family)));
        }
        let attempts: Vec<String> = match unit.event.discipline.is_timed() {
            true => Vec::new(),
            false => entry.intermediates.iter().map(Intermediate::attempt).collect(),
        };
        // what has a blank in it needs more than one between
        let between = if attempts.iter().any(|a| a.contains(' ')) {
            ", "
        } else {
            " "
        };
        let wind = of("WIND_SPEED").unwrap_or(&unit.wind);
        Extra {
            lane: entry
                .element
                .attribute("StartOrder")
                .and_then(|l| l.parse().ok())
                .unwrap_or(0),
            reaction_ms: of("REACT_TIME").and_then(milliseconds),
            wind_tenths: cell::tenths(wind.as_bytes()),
            rule: self.builder.intern(if status == Status::Dq { rule } else { "" }),
            series: self.builder.intern(&attempts.join(between)),
            note: self.builder.intern(&remarks.join(", ")),
            ..Extra::default()
        }
    }
}
