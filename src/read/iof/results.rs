//! The results of a class: runners and teams with what each `Result` says, kept until the class ends.

use super::courses::{self, Course};
use super::overall::{self, Standing, Team};
use super::person::{Club, Person};
use super::{MAX_DAYS, Reader, clock};
use crate::model::{Date, Severity, Sex, Status, Str, Time};
use crate::read::Progress;
use crate::read::controls::class_sex;
use crate::read::xml::Element;
use hashbrown::HashMap;
use std::ops::Range;

/// What a class is called and what its races share.
#[derive(Default)]
pub(super) struct Class {
    pub name: Str,
    pub sex: Sex,
    pub line: u32,
    /// Courses of the class by the number of the race, 0 for all.
    pub courses: Vec<(u32, Course)>,
    pub entries: Vec<Entry>,
    pub splits: Vec<Split>,
    /// Courses of single runners.
    pub own_courses: Vec<Course>,
    by_course: HashMap<(Str, Str), u32>,
    pub teams: Vec<Team>,
}

/// A race of a class: of a day, of a leg, or the only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Stage {
    /// Number of the race; 0 where there is one.
    pub day: u32,
    /// 0 for an individual race.
    pub leg: u32,
}

/// One `Result`.
#[derive(Default)]
pub(super) struct Entry {
    pub line: u32,
    pub athlete: u32,
    pub stage: Stage,
    /// Order among runners of the same leg; 0 for none.
    pub leg_order: u32,
    pub team: Str,
    pub bib: Str,
    pub place: u32,
    pub status: Status,
    /// Why the status was given, in words.
    pub reason: &'static str,
    pub score: Str,
    pub time: Option<Time>,
    /// Of the start.
    pub date: Option<Date>,
    /// The runner's own course, by its index.
    pub course: Option<u32>,
    /// Of the own course where the file gives nothing else of it, in millimetres.
    pub length_mm: u32,
    pub splits: Range<usize>,
    pub overall: Option<Standing>,
}

/// A control in the order of the course.
pub(super) struct Split {
    pub code: Str,
    pub time: Option<Time>,
    pub line: u32,
    /// As numbered in the file; 0 for none.
    sequence: u32,
}

impl<'t> Reader<'t> {
    pub(super) fn class_result(&mut self, element: &Element<'t>, progress: &Progress) {
        let mut class = Class {
            line: self.xml.line_of(element),
            ..Class::default()
        };
        while !progress.is_cancelled()
            && let Some(part) = self.xml.child(element)
        {
            match part.name {
                // some programs name it as the older standard does in other messages
                "Class" | "EventClass" => self.class(&part, &mut class),
                "ClassShortName" => {
                    class.name = self.text(&part);
                    class.sex = class_sex(self.builder.text(class.name), false);
                }
                "ClassId" if class.name.is_empty() => class.name = self.text(&part),
                "Course" => {
                    let day = part.attribute("raceNumber").and_then(|n| n.parse().ok());
                    let course = self.course(&part);
                    if class.courses.len() < MAX_DAYS {
                        class.courses.push((day.unwrap_or(0), course));
                    }
                }
                "PersonResult" => self.person_result(&part, &mut class, None),
                "TeamResult" => self.team_result(&part, &mut class),
                _ => {}
            }
        }
        let teams = std::mem::take(&mut class.teams);
        courses::build(self, &class);
        overall::build(self, &class, &teams);
    }

    fn class(&mut self, element: &Element<'t>, class: &mut Class) {
        let (mut short, mut id) = (Str::EMPTY, Str::EMPTY);
        let sex = element.attribute("sex");
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "Name" => class.name = self.text(&part),
                "ShortName" | "ClassShortName" => short = self.text(&part),
                "Id" | "ClassId" => id = self.text(&part),
                _ => {}
            }
        }
        let names = [class.name, short, id];
        class.name = names.into_iter().find(|n| !n.is_empty()).unwrap_or_default();
        class.sex = match sex.as_deref() {
            Some("B" | "b") => Sex::Mixed,
            Some(sex) => Sex::parse(sex).unwrap_or_default(),
            None => class_sex(self.builder.text(class.name), false),
        };
    }

    fn course(&mut self, element: &Element<'t>) -> Course {
        let mut course = Course::default();
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "Id" => course.id = self.text(&part),
                "Name" => course.name = self.text(&part),
                "Length" | "CourseLength" => course.length_mm = self.length(&part),
                "Climb" | "CourseClimb" => course.climb = self.text(&part),
                _ => {}
            }
        }
        course
    }

    /// Metres, which may have a fraction, or the older version's unit, as millimetres.
    fn length(&mut self, element: &Element<'t>) -> u32 {
        let tenths = match element.attribute("unit").as_deref() {
            Some("km") => 10_000_000,
            Some("ft") => 3_048,
            _ => 10_000,
        };
        let text = self.xml.content(element);
        let thousandths = crate::read::header::thousandths(&text);
        let mm = thousandths.and_then(|n| n.checked_mul(tenths)).map(|n| n / 10_000);
        mm.and_then(|mm| u32::try_from(mm).ok()).unwrap_or(0)
    }

    /// A person and the results of one or more races; `team` is the index of the team that he or she runs for.
    pub(super) fn person_result(&mut self, element: &Element<'t>, class: &mut Class, team: Option<usize>) {
        let (mut person, mut club) = (Person::default(), Club::default());
        let from = class.entries.len();
        let line = self.xml.line_of(element);
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "Person" => person = self.person(&part),
                "PersonId" => person.details.id = self.text(&part),
                "Organisation" | "Club" => club = self.club(&part),
                "CountryId" => {
                    let code = part.attribute("value");
                    club.nation = code.map_or(Str::EMPTY, |c| self.builder.intern(&c));
                }
                "Result" => self.result(&part, class, 0),
                "RaceResult" => self.race_result(&part, class),
                _ => {}
            }
        }
        if class.entries.len() == from {
            class.entries.push(Entry {
                line,
                ..Entry::default()
            });
        }
        let of_team = team.and_then(|t| class.teams.get_mut(t));
        let (number, member) = of_team.map_or((0, 0), |team| {
            team.members += 1;
            (team.number, team.members)
        });
        if person.details.origin.line == 0 {
            person.details.origin.line = line;
        }
        let athlete = self.athlete(person, club, class.sex, number);
        for entry in &mut class.entries[from..] {
            entry.athlete = athlete;
            entry.team = club.name;
            if entry.stage.leg == 0 {
                entry.stage.leg = member;
            }
        }
        match team.and_then(|t| class.teams.get_mut(t)) {
            Some(team) => team.entries.end = class.entries.len(),
            None if class.entries[from..].iter().any(|e| e.overall.is_some()) => class.teams.push(Team {
                line,
                athlete,
                name: club.name,
                is_person: true,
                entries: from..class.entries.len(),
                ..Team::default()
            }),
            None => {}
        }
    }

    /// The older version's result of one of several races.
    fn race_result(&mut self, element: &Element<'t>, class: &mut Class) {
        let mut day = 0;
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "EventRaceId" => day = self.number(&part).unwrap_or(0),
                "Result" => self.result(&part, class, day),
                _ => {}
            }
        }
    }

    fn result(&mut self, element: &Element<'t>, class: &mut Class, day: u32) {
        let number = element.attribute("raceNumber").and_then(|n| n.parse().ok());
        let mut entry = Entry {
            line: self.xml.line_of(element),
            stage: Stage {
                day: number.unwrap_or(day),
                leg: 0,
            },
            ..Entry::default()
        };
        let first = class.splits.len();
        let (mut start, mut finish) = (String::new(), String::new());
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "StartTime" => start = self.xml.content(&part).into_owned(),
                "FinishTime" => finish = self.xml.content(&part).into_owned(),
                "SplitTime" => self.split(&part, class),
                "Leg" | "TeamSequence" => entry.stage.leg = self.number(&part).unwrap_or(0),
                "LegOrder" | "LegSequence" => entry.leg_order = self.number(&part).unwrap_or(0),
                "BibNumber" => entry.bib = self.text(&part),
                "Time" => entry.time = self.time(&part),
                // of a runner of a relay: among those of the leg, or only those of the course
                "Position" | "ResultPosition" if part.attribute("type").is_none_or(|t| t != "Course") => {
                    entry.place = self.number(&part).unwrap_or(0);
                }
                "Status" | "CompetitorStatus" => (entry.status, entry.reason) = self.status(&part),
                "OverallResult" => entry.overall = Some(self.standing(&part)),
                "Course" | "CourseVariation" => {
                    let course = self.course(&part);
                    entry.length_mm = course.length_mm;
                    entry.course = class.own_course(course);
                }
                "CourseLength" => entry.length_mm = self.length(&part),
                "Score" => entry.score = self.text(&part),
                _ => {}
            }
        }
        entry.date = super::iso_date(&start);
        if entry.time.is_none() && entry.status == Status::None {
            entry.time = self.time_between(element, &start, &finish);
        }
        let splits = &mut class.splits[first..];
        if splits.iter().all(|s| s.sequence > 0) {
            splits.sort_by_key(|s| s.sequence);
        }
        entry.splits = first..class.splits.len();
        class.entries.push(entry);
    }

    /// The time from start to finish of a regular result that gives none.
    fn time_between(&mut self, result: &Element<'t>, start: &str, finish: &str) -> Option<Time> {
        let time = clock::elapsed(start, finish)?;
        let expected = "a time; it was taken from start and finish";
        let found = "no time".to_owned();
        self.xml
            .report(result, Severity::Note, "time-from-punches", found, expected);
        Some(time)
    }

    /// A control; an additional punch is not of the course and left out.
    fn split(&mut self, element: &Element<'t>, class: &mut Class) {
        let status = element.attribute("status");
        let is = |word: &str| status.as_deref().is_some_and(|s| s.eq_ignore_ascii_case(word));
        if is("Additional") {
            return;
        }
        let mut split = Split {
            code: Str::EMPTY,
            time: None,
            line: self.xml.line_of(element),
            sequence: element.attribute("sequence").and_then(|s| s.parse().ok()).unwrap_or(0),
        };
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "ControlCode" | "Control" => {
                    let attribute = part.attribute("code").or(part.attribute("value"));
                    let code = self.xml.content(&part);
                    split.code = match attribute {
                        Some(attribute) if code.is_empty() => self.builder.intern(&attribute),
                        _ => self.builder.intern(&code),
                    };
                }
                "Time" => split.time = self.time(&part),
                _ => {}
            }
        }
        if is("Missing") {
            split.time = None;
        }
        class.splits.push(split);
    }

    /// Seconds, which may have a fraction, or the older version's clock; blank, zero and dashes are missing.
    pub(super) fn time(&mut self, element: &Element<'t>) -> Option<Time> {
        let text = self.xml.content(element);
        let format = element.attribute("timeFormat").unwrap_or_default();
        let time = if format.eq_ignore_ascii_case("HH:MM") {
            Time::parse(&format!("{text}:00"))
        } else {
            Time::parse(&text)
        };
        let is_missing = text.chars().all(|c| "0:.,-".contains(c));
        if time.is_none() && !is_missing {
            let found = format!("\"{text}\"");
            let expected = "seconds such as 2224 or 734.7, or a time such as 00:27:35";
            self.xml
                .report(element, Severity::Error, "unreadable-time", found, expected);
        }
        time.filter(|t| t.ticks() > 0)
    }
}

impl Class {
    /// A runner's own course with what the class says of it.
    pub fn completed(&self, own: Course) -> Course {
        let is_same = |c: &Course| !own.id.is_empty() && c.id == own.id;
        let known = self.courses.iter().map(|(_, c)| *c).find(is_same).unwrap_or_default();
        let either = |own: Str, known: Str| if own.is_empty() { known } else { own };
        Course {
            id: own.id,
            name: either(own.name, known.name),
            length_mm: if own.length_mm > 0 {
                own.length_mm
            } else {
                known.length_mm
            },
            climb: either(own.climb, known.climb),
        }
    }

    /// The index of a course by its id and name; `None` for one that has neither.
    fn own_course(&mut self, course: Course) -> Option<u32> {
        let key = (course.id, if course.id.is_empty() { course.name } else { Str::EMPTY });
        if key == (Str::EMPTY, Str::EMPTY) {
            return None;
        }
        let courses = &mut self.own_courses;
        Some(*self.by_course.entry(key).or_insert_with(|| {
            courses.push(course);
            courses.len() as u32 - 1
        }))
    }
}
