//! The runners of a class to races: one race a day or leg, or several where its runners had other courses or the controls
//! in other orders, since only the same controls can be compared (iof-xml.md).
//!
//! A control's distance is not known, so the markers of a race are the order numbers of its controls, and a control that
//! comes twice is two markers. The codes stand in the race's note. A runner whose controls are some of those of a course,
//! as where missed ones are not listed, is matched by their codes.

use super::results::{Class, Entry, Stage};
use super::{Reader, finding};
use crate::model::{Event, Mark, PackedMark, Passing, Reading, Severity, Status, Str, Suffixes};
use crate::read::controls::{MAX_CONTROLS, MAX_ORDERS, course_note, is_part, matched};
use crate::read::import::{Extra, Origin, Race, Row};
use hashbrown::HashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a file says of a course.
#[derive(Clone, Copy, Default)]
pub(super) struct Course {
    pub id: Str,
    pub name: Str,
    /// 0 when unknown.
    pub length_mm: u32,
    /// Metres as written.
    pub climb: Str,
}

/// One order of controls.
struct Order {
    course: Option<u32>,
    codes: Vec<Str>,
    finishers: usize,
    /// The first runner's.
    line: u32,
    length_mm: u32,
    /// Once it stands for a race of its own.
    race: Option<u32>,
}

/// The orders of controls of one day or leg.
#[derive(Default)]
struct Orders {
    all: Vec<Order>,
    by_controls: HashMap<(Option<u32>, Vec<Str>), usize>,
    /// Those that are races of their own, the most common first, and the same by course.
    standing: Vec<usize>,
    of_course: HashMap<Option<u32>, Vec<usize>>,
}

pub(super) fn build(reader: &mut Reader<'_>, class: &Class) {
    let mut stages: BTreeMap<Stage, Orders> = BTreeMap::new();
    let mut order_of = Vec::with_capacity(class.entries.len());
    let mut codes = Vec::new();
    for entry in &class.entries {
        read_codes(class, entry, &mut codes);
        order_of.push(stages.entry(entry.stage).or_default().count(entry, &codes));
        if entry.splits.len() > MAX_CONTROLS {
            let found = format!("{} controls", entry.splits.len());
            let expected = format!("at most {MAX_CONTROLS} controls on a course; the others were left out");
            let finding = finding(Severity::Warning, "too-many-controls", entry.line, found, &expected);
            reader.xml.findings.push(finding);
        }
    }
    let many = stages.keys().any(|s| s.day > 1);
    for (stage, orders) in &mut stages {
        orders.stand();
        make_races(reader, class, *stage, many, orders);
    }
    for (entry, order) in class.entries.iter().zip(order_of) {
        read_codes(class, entry, &mut codes);
        let place = stages.get(&entry.stage).and_then(|o| o.place(entry, order, &codes));
        if let Some((race, markers)) = place {
            add_row(reader, class, entry, race, &markers);
        }
    }
}

fn read_codes(class: &Class, entry: &Entry, codes: &mut Vec<Str>) {
    let splits = class.splits.get(entry.splits.clone()).unwrap_or_default();
    codes.clear();
    codes.extend(splits.iter().take(MAX_CONTROLS).map(|s| s.code));
}

impl Orders {
    /// The index of the order that a runner had.
    fn count(&mut self, entry: &Entry, codes: &[Str]) -> usize {
        let key = (entry.course, codes.to_vec());
        let at = *self.by_controls.entry(key).or_insert_with_key(|(course, codes)| {
            self.all.push(Order {
                course: *course,
                codes: codes.clone(),
                finishers: 0,
                line: entry.line,
                length_mm: 0,
                race: None,
            });
            self.all.len() - 1
        });
        let order = &mut self.all[at];
        order.finishers += usize::from(entry.status == Status::None && entry.time.is_some());
        order.length_mm = order.length_mm.max(entry.length_mm);
        at
    }

    /// Finds the orders that are races of their own: somebody finished on them and they are no part of a longer one of the
    /// course; the most common comes first.
    fn stand(&mut self) {
        let mut candidates: Vec<usize> = (0..self.all.len()).collect();
        candidates.sort_by_key(|at| {
            let order = &self.all[*at];
            let length = Reverse(order.codes.len());
            (order.finishers == 0, order.course.is_none(), length, order.line)
        });
        for at in candidates {
            let order = &self.all[at];
            let mut others = self.fitting(order.course).iter().map(|o| &self.all[*o]);
            let stands = match order.finishers {
                0 => others.next().is_none(),
                _ => !others.take(MAX_ORDERS).any(|o| is_part(&o.codes, &order.codes)),
            };
            if stands {
                self.standing.push(at);
                self.of_course.entry(order.course).or_default().push(at);
            }
        }
        let all = &self.all;
        let commonness = |at: &usize| (Reverse(all[*at].finishers), all[*at].line);
        self.standing.sort_by_key(commonness);
        for of_course in self.of_course.values_mut() {
            of_course.sort_by_key(commonness);
        }
    }

    /// The standing orders that a runner can have run on: those of the course, or all where it is not known.
    fn fitting(&self, course: Option<u32>) -> &[usize] {
        match course {
            None => &self.standing,
            known => self.of_course.get(&known).map_or(&[], |o| o.as_slice()),
        }
    }

    /// The race of a runner and, by control, the marker that it is.
    fn place(&self, entry: &Entry, order: usize, codes: &[Str]) -> Option<(u32, Vec<Option<usize>>)> {
        if let Some(race) = self.all.get(order).and_then(|o| o.race) {
            return Some((race, (0..codes.len()).map(Some).collect()));
        }
        let fitting = self.fitting(entry.course).iter().chain(&self.standing);
        let mut candidates = fitting.take(MAX_ORDERS).filter_map(|at| self.all.get(*at));
        let first = candidates.next()?;
        let found = std::iter::once(first)
            .chain(candidates)
            .find(|o| is_part(&o.codes, codes));
        let found = found.unwrap_or(first);
        Some((found.race?, matched(&found.codes, codes)))
    }
}

fn make_races(reader: &mut Reader<'_>, class: &Class, stage: Stage, many: bool, orders: &mut Orders) {
    let of_class = class.courses.iter().find(|(day, _)| *day == 0 || *day == stage.day);
    let of_class = of_class.map(|(_, course)| *course);
    let day = reader.days.iter().find(|d| d.number == stage.day.max(1));
    let of_starts = || {
        let of_stage = class.entries.iter().filter(|e| e.stage == stage);
        of_stage.filter_map(|e| e.date).min()
    };
    // the date of the event is that of its first day
    let date = match stage.day {
        0 | 1 => day.and_then(|d| d.date).or(reader.date).or_else(of_starts),
        _ => day.and_then(|d| d.date).or_else(of_starts).or(reader.date),
    };
    let stage = stage_title(reader, class, stage, many);
    let mut seen: HashMap<Option<u32>, usize> = HashMap::new();
    for at in orders.standing.clone() {
        let order = &orders.all[at];
        let same_course = orders.fitting(order.course).len();
        let own = order.course.and_then(|c| class.own_courses.get(c as usize)).copied();
        let course = own.map(|own| class.completed(own)).or(of_class).unwrap_or_default();
        let mut title = stage.clone();
        if let Some(own) = own.filter(|_| orders.standing.len() > same_course) {
            let name = if own.name.is_empty() { own.id } else { own.name };
            title.push_str(&format!(", course {}", reader.builder.text(name)));
        }
        let nth = seen.entry(order.course).or_default();
        *nth += 1;
        if same_course > 1 {
            title.push_str(&format!(", order {nth} of the controls"));
        }
        let length_mm = match course.length_mm {
            0 => order.length_mm,
            known => known,
        };
        let codes: Vec<&str> = order.codes.iter().map(|c| reader.builder.text(*c)).collect();
        let [name, climb] = [course.name, course.climb].map(|t| reader.builder.text(t));
        let note = course_note(name, climb, &codes);
        let markers: Vec<u32> = (1..=order.codes.len() as u32).collect();
        let race = Race {
            meet: reader.meet,
            event: Event {
                distance_mm: length_mm,
                sex: class.sex,
                ..Event::default()
            },
            date,
            title: reader.builder.intern(&title),
            markers: reader.builder.markers(&markers),
            note: reader.builder.intern(&note),
            origin: Origin {
                line: class.line,
                ..Origin::default()
            },
            ..Race::default()
        };
        orders.all[at].race = Some(reader.builder.race(race));
    }
}

/// `Men`, `Men, day's name`, `Open, leg 2`.
pub(super) fn stage_title(reader: &Reader<'_>, class: &Class, stage: Stage, many: bool) -> String {
    let mut title = reader.builder.text(class.name).to_owned();
    if many {
        let named = reader.days.iter().find(|d| d.number == stage.day && !d.name.is_empty());
        match named {
            Some(day) => title.push_str(&format!(", {}", reader.builder.text(day.name))),
            None => title.push_str(&format!(", race {}", stage.day)),
        }
    }
    if stage.leg > 0 {
        title.push_str(&format!(", leg {}", stage.leg));
    }
    title
}

fn add_row(reader: &mut Reader<'_>, class: &Class, entry: &Entry, race: u32, markers: &[Option<usize>]) {
    let unmatched = markers.iter().filter(|m| m.is_none()).count();
    if unmatched > 0 {
        let found = format!("{unmatched} of {} controls that do not fit the course", markers.len());
        let expected = "the controls of the course in their order; the times of the others were left out";
        let finding = finding(Severity::Warning, "controls-not-matched", entry.line, found, expected);
        reader.xml.findings.push(finding);
    }
    let splits = class.splits.get(entry.splits.clone()).unwrap_or_default();
    let passing = |(split, marker): (&super::results::Split, &Option<usize>)| {
        let origin = Origin {
            line: split.line,
            ..Origin::default()
        };
        Some((Passing::new((*marker)?, Reading::Time(split.time?))?, Some(origin)))
    };
    let passings: Vec<_> = splits.iter().zip(markers).filter_map(passing).collect();
    let is_dq = entry.status == Status::Dq;
    let mut remarks = Vec::new();
    if !is_dq && !entry.reason.is_empty() {
        remarks.push(entry.reason.to_owned());
    }
    if entry.leg_order > 0 {
        remarks.push(format!("runner {} of the leg", entry.leg_order));
    }
    if !entry.score.is_empty() {
        remarks.push(format!("score {}", reader.builder.text(entry.score)));
    }
    let extra = Extra {
        rule: reader.builder.intern(if is_dq { entry.reason } else { "" }),
        note: reader.builder.intern(&remarks.join(", ")),
        ..Extra::default()
    };
    let row = Row {
        race,
        athlete: entry.athlete,
        mark: PackedMark::new(entry.time.map(Mark::Time), Suffixes::NONE),
        status: entry.status,
        place: placed(reader, entry.place, entry.status, entry.line),
        bib: entry.bib,
        team: entry.team,
        extra: reader.builder.extra(extra),
        line: entry.line,
        ..Row::default()
    };
    reader.builder.row(row, &passings);
}

/// The place of a result; one beside a status is none.
pub(super) fn placed(reader: &mut Reader<'_>, place: u32, status: Status, line: u32) -> u32 {
    if place == 0 || status == Status::None {
        return place;
    }
    let found = format!("place {place} with status {status}");
    let finding = finding(
        Severity::Note,
        "place-with-status",
        line,
        found,
        "no place; it was left out",
    );
    reader.xml.findings.push(finding);
    0
}
