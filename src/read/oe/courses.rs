//! Runners to races: one race a class and course, or several where its runners had the controls in different orders.
//!
//! A control's distance is not known, so the markers of a race are the order numbers of its controls (model/passing.rs).
//! A runner whose controls are some of those of the course, as when a missed one is not listed, is matched by their codes.

use super::runner::{Course, Runner};
use crate::model::{Event, Finding, Mark, PackedMark, Passing, Reading, Severity, Sex, Status, Str, Suffixes};
use crate::read::controls::{MAX_CONTROLS, MAX_ORDERS, class_sex, course_note, is_part, matched};
use crate::read::import::{Athlete, AthleteDetails, Extra, Import, ImportBuilder, Origin, Race, Row};
use hashbrown::HashMap;

/// One order of controls of a class.
struct Order {
    codes: Vec<Str>,
    /// Runners who punched just these and finished.
    finishers: usize,
    first_line: u32,
}

/// A class on a course.
struct Class<'t> {
    name: Str,
    long: Str,
    course: Course<'t>,
    orders: Vec<Order>,
    by_codes: HashMap<Vec<Str>, usize>,
    /// The races of the orders that stand, once they are made.
    races: Vec<(Vec<Str>, u32)>,
    sex: Sex,
}

pub(super) fn build(mut builder: ImportBuilder, runners: &[Runner<'_>]) -> Import {
    let men_are_v = runners.iter().any(|r| {
        let mut chars = r.class.chars();
        matches!(chars.next(), Some('V' | 'v')) && chars.next().is_some_and(|c| c.is_ascii_digit())
    });
    let mut classes: Vec<Class<'_>> = Vec::new();
    let mut by_key: HashMap<(Str, Str, u32), usize> = HashMap::new();
    let mut class_of = Vec::with_capacity(runners.len());
    let mut codes_of = Vec::with_capacity(runners.len());
    let stated = stated_courses(runners);
    for runner in runners {
        let name = builder.intern(&runner.class);
        let course = match stated.get(&*runner.class) {
            Some(stated) if is_unknown(&runner.course) => stated,
            _ => &runner.course,
        };
        let key = (name, builder.intern(&course.name), course.length_mm);
        let at = *by_key.entry(key).or_insert(classes.len());
        if at == classes.len() {
            classes.push(Class {
                name,
                long: builder.intern(&runner.class_long),
                course: course.clone(),
                orders: Vec::new(),
                by_codes: HashMap::new(),
                races: Vec::new(),
                sex: match class_sex(&runner.class, men_are_v) {
                    Sex::Unknown => class_sex(&runner.class_long, men_are_v),
                    sex => sex,
                },
            });
        }
        let punches = runner.punches.iter().take(MAX_CONTROLS);
        let codes: Vec<Str> = punches.map(|p| builder.intern(&p.code)).collect();
        if let Some(class) = classes.get_mut(at) {
            class.count(&codes, runner);
        }
        class_of.push(at);
        codes_of.push(codes);
    }
    make_races(&mut builder, &mut classes);
    for ((runner, at), codes) in runners.iter().zip(class_of).zip(codes_of) {
        if let Some(class) = classes.get(at) {
            add_row(&mut builder, class, runner, &codes);
        }
    }
    builder.finish()
}

/// The first course that is stated for each class; of who did not start it may not be.
fn stated_courses<'r, 't>(runners: &'r [Runner<'t>]) -> HashMap<&'r str, &'r Course<'t>> {
    let mut stated = HashMap::new();
    for runner in runners.iter().filter(|r| !is_unknown(&r.course)) {
        stated.entry(&*runner.class).or_insert(&runner.course);
    }
    stated
}

fn is_unknown(course: &Course<'_>) -> bool {
    course.name.is_empty() && course.length_mm == 0
}

impl Class<'_> {
    fn count(&mut self, codes: &[Str], runner: &Runner<'_>) {
        let orders = &mut self.orders;
        let at = *self.by_codes.entry_ref(codes).or_insert_with(|| {
            orders.push(Order {
                codes: codes.to_vec(),
                finishers: 0,
                first_line: runner.line,
            });
            orders.len() - 1
        });
        if let Some(order) = orders.get_mut(at) {
            order.finishers += usize::from(runner.status == Status::None);
        }
    }

    /// The orders that are courses of their own: someone finished on them, and they are no part of a longer one. The most
    /// common comes first.
    fn standing(&self) -> Vec<&Order> {
        let mut longest_first: Vec<&Order> = self.orders.iter().collect();
        longest_first.sort_by_key(|o| (o.finishers == 0, std::cmp::Reverse(o.codes.len()), o.first_line));
        let mut standing: Vec<&Order> = Vec::new();
        for order in longest_first {
            let is_new = standing.is_empty() || order.finishers > 0 && !has_part(&standing, &order.codes);
            if is_new {
                standing.push(order);
            }
        }
        standing.sort_by_key(|o| (std::cmp::Reverse(o.finishers), o.first_line));
        standing
    }

    /// The race of a runner and, by punch, the marker that it stands for.
    fn place(&self, codes: &[Str]) -> Option<(u32, Vec<Option<usize>>)> {
        let fits = |(order, _): &&(Vec<Str>, u32)| is_part(order, codes);
        let exact = self.races.iter().find(|(order, _)| order == codes);
        let part = || self.races.iter().take(MAX_ORDERS).find(fits);
        let (order, race) = exact.or_else(part).or(self.races.first())?;
        Some((*race, matched(order, codes)))
    }
}

fn has_part(orders: &[&Order], codes: &[Str]) -> bool {
    orders.iter().take(MAX_ORDERS).any(|o| is_part(&o.codes, codes))
}

fn make_races(builder: &mut ImportBuilder, classes: &mut [Class<'_>]) {
    let mut courses_of: HashMap<Str, usize> = HashMap::new();
    for class in classes.iter() {
        *courses_of.entry(class.name).or_default() += 1;
    }
    for class in classes {
        let has_courses = courses_of.get(&class.name).is_some_and(|n| *n > 1);
        let orders: Vec<(Vec<Str>, u32)> = class
            .standing()
            .iter()
            .map(|o| (o.codes.clone(), o.first_line))
            .collect();
        for (nth, (codes, line)) in orders.iter().enumerate() {
            let mut title = match builder.text(class.name) {
                "" => class.course.name.to_string(),
                name => name.to_owned(),
            };
            if has_courses && !class.name.is_empty() && !class.course.name.is_empty() {
                title.push_str(&format!(", course {}", class.course.name));
            }
            if orders.len() > 1 {
                title.push_str(&format!(", order {} of the controls", nth + 1));
            }
            let note = note(builder, class, codes);
            let markers: Vec<u32> = (1..=codes.len() as u32).collect();
            let race = Race {
                event: Event {
                    distance_mm: class.course.length_mm,
                    sex: class.sex,
                    ..Event::default()
                },
                title: builder.intern(&title),
                markers: builder.markers(&markers),
                note: builder.intern(&note),
                origin: Origin {
                    line: *line,
                    ..Origin::default()
                },
                ..Race::default()
            };
            let race = builder.race(race);
            class.races.push((codes.clone(), race));
        }
    }
}

/// `Herrar 10; course H10, climb 35 m, 9 controls: 31 32 34 ...`
fn note(builder: &ImportBuilder, class: &Class<'_>, codes: &[Str]) -> String {
    let long = builder.text(class.long);
    let codes: Vec<&str> = codes.iter().map(|c| builder.text(*c)).collect();
    let course = course_note(&class.course.name, &class.course.climb, &codes);
    let own = if class.long == class.name { "" } else { long };
    [own, &course]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

fn add_row(builder: &mut ImportBuilder, class: &Class<'_>, runner: &Runner<'_>, codes: &[Str]) {
    let Some((race, markers)) = class.place(codes) else {
        return;
    };
    let finding = |severity, code, found, expected: &str| Finding {
        severity,
        code,
        line: runner.line,
        column: 0,
        found,
        expected: expected.into(),
    };
    if runner.punches.len() > MAX_CONTROLS {
        let found = format!("{} controls", runner.punches.len());
        let expected = format!("at most {MAX_CONTROLS} controls on a course; the others were left out");
        builder
            .findings()
            .push(finding(Severity::Warning, "too-many-controls", found, &expected));
    }
    let unmatched = markers.iter().filter(|m| m.is_none()).count();
    if unmatched > 0 {
        let found = format!(
            "{unmatched} of {} controls in another order than the course",
            codes.len()
        );
        let expected = "the controls of the course; the times of the others were left out";
        builder
            .findings()
            .push(finding(Severity::Warning, "controls-not-matched", found, expected));
    }
    let place_counts = runner.place == 0 || runner.status == Status::None;
    if !place_counts {
        let found = format!("place {} with status {}", runner.place, runner.status);
        let expected = "no place; it was left out";
        builder
            .findings()
            .push(finding(Severity::Note, "place-with-status", found, expected));
    }
    let passing = |(marker, time): (&Option<usize>, _)| Some((Passing::new((*marker)?, Reading::Time(time?))?, None));
    let times = runner.punches.iter().map(|p| p.time);
    let passings: Vec<_> = markers.iter().zip(times).filter_map(passing).collect();
    let reason = builder.intern(runner.reason);
    let is_dq = runner.status == Status::Dq;
    let extra = Extra {
        rule: if is_dq { reason } else { Str::EMPTY },
        note: if is_dq { Str::EMPTY } else { reason },
        ..Extra::default()
    };
    let row = Row {
        race,
        athlete: athlete(builder, class, runner),
        mark: PackedMark::new(runner.time.map(Mark::Time), Suffixes::NONE),
        status: runner.status,
        place: if place_counts { runner.place } else { 0 },
        bib: builder.intern(&runner.bib),
        team: builder.intern(&runner.team),
        extra: builder.extra(extra),
        line: runner.line,
        ..Row::default()
    };
    builder.row(row, &passings);
}

fn athlete(builder: &mut ImportBuilder, class: &Class<'_>, runner: &Runner<'_>) -> u32 {
    let details = AthleteDetails {
        given: builder.intern(&runner.given),
        family: builder.intern(&runner.family),
        // of two of one name the club tells who is who
        club: builder.intern(&runner.team),
        ..AthleteDetails::default()
    };
    let has_details = details != AthleteDetails::default();
    let athlete = Athlete {
        name: builder.intern(&runner.name),
        nation: builder.intern(&runner.nation),
        birth: runner.birth,
        // no man runs in a class for women, whatever a column holds by default
        sex: match (runner.sex, class.sex) {
            (Sex::Men | Sex::Unknown, Sex::Women) | (Sex::Unknown, Sex::Men) => class.sex,
            (own, _) => own,
        },
        details: if has_details { builder.details(details) } else { 0 },
    };
    builder.athlete(athlete)
}
