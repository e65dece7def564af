//! A Diamond League meeting as scraped: `{ "<category>": [ { "title", "detail", "data": [ … ] } ] }`. The title holds event and
//! date, the detail round, heat and wind.
//!
//! The category "Split times" holds passing times of a longer race: they are given to the athletes of the race that most of
//! them ran in, and are no race of their own.

use super::names::{self, Stage};
use crate::model::{Date, Discipline, Event, PackedMark, Severity, Sex, Status, Str, Suffixes, fold};
use crate::read::import::{Extra, Meet, Origin, Race, Row};
use crate::read::json::{Filler, Person, RaceRow, Split, Value, joined, wind};
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeMap;

/// The first category that holds events.
pub fn first_category(root: Value<'_>) -> Option<String> {
    let is_event = |event: Value<'_>| {
        let first = event.get("data").all().next();
        (event.get("data").is_array() || event.get("data").is_object())
            && !event.first_stated(&["title", "detail"]).is_missing()
            && first.is_none_or(|row| ["athlete", "mark", "place"].iter().any(|key| row.get(key).is_text()))
    };
    let mut fields = root.fields();
    let found = fields.find(|(_, list)| list.all().next().is_some_and(is_event));
    found.map(|(category, _)| category.into_owned())
}

/// One event of a category.
struct Listed<'d> {
    category: String,
    value: Value<'d>,
    title: String,
    event: Event,
    date: Option<Date>,
}

impl<'d> Listed<'d> {
    fn of(category: &str, value: Value<'d>) -> Self {
        let text = value.get("title").text().replace('\u{a0}', " ");
        let dated = text
            .rsplit_once(" - ")
            .and_then(|(title, date)| Some((title, Date::parse(date)?)));
        let (title, date) = dated.map_or((text.as_str(), None), |(title, date)| (title, Some(date)));
        Self {
            category: category.to_owned(),
            value,
            event: names::event(title).unwrap_or_default(),
            title: title.trim().to_owned(),
            date,
        }
    }

    fn holds_splits(&self) -> bool {
        let category = fold(&self.category);
        category.contains("split") || category.contains("intermediate")
    }

    fn rows(&self) -> impl Iterator<Item = Value<'d>> {
        self.value.get("data").all().filter(|r| r.is_object())
    }
}

/// What tells an athlete of a meeting: the id, else the name.
fn key(row: Value<'_>) -> String {
    let id = row.get("id").text();
    if id.is_empty() {
        fold(&row.get("athlete").text())
    } else {
        id.into_owned()
    }
}

pub fn read(root: Value<'_>, file: &str, filler: &mut Filler<'_>) {
    let mut listed = Vec::new();
    for (category, list) in root.fields() {
        listed.extend(list.all().filter(|e| e.is_object()).map(|e| Listed::of(&category, e)));
    }
    let dates = || listed.iter().filter_map(|l| l.date);
    let (start, end) = (dates().min(), dates().max());
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let meet = filler.builder.intern(name);
    let meet = filler.builder.meet(Meet {
        name: meet,
        start,
        end,
        origin: Origin {
            line: root.line(),
            citation: Str::EMPTY,
        },
        ..Meet::default()
    });
    let events_of = events_by_athlete(&listed);
    let mut passings = Passings::default();
    for index in (0..listed.len()).filter(|i| listed[*i].holds_splits()) {
        if passings.add(&listed[index], &listed, &events_of, filler) {
            passings.placed.insert(index);
        }
    }
    for (index, event) in listed.iter().enumerate() {
        if filler.is_cancelled() {
            return;
        }
        if !passings.placed.contains(&index) {
            read_event(
                event,
                meet,
                passings.of_event.remove(&index).unwrap_or_default(),
                filler,
            );
        }
    }
}

/// The events of each athlete, by their number.
type EventsOf = HashMap<String, Vec<usize>>;

/// Nobody is in more events of a meeting.
const MAX_EVENTS: usize = 64;

fn events_by_athlete(listed: &[Listed<'_>]) -> EventsOf {
    let mut events_of = EventsOf::new();
    if !listed.iter().any(Listed::holds_splits) {
        return events_of;
    }
    for (index, event) in listed.iter().enumerate() {
        for row in event.rows() {
            let events = events_of.entry(key(row)).or_default();
            if events.len() < MAX_EVENTS && events.last() != Some(&index) {
                events.push(index);
            }
        }
    }
    events_of
}

/// Times of "Split times", by the event that they belong to and the athlete.
#[derive(Default)]
struct Passings {
    of_event: HashMap<usize, HashMap<String, Vec<Split>>>,
    /// Lists that belong to an event.
    placed: HashSet<usize>,
}

impl Passings {
    /// Gives a list of passings to the longer event that most of its athletes are in; false when there is none.
    fn add(
        &mut self,
        splits: &Listed<'_>,
        listed: &[Listed<'_>],
        events_of: &EventsOf,
        filler: &mut Filler<'_>,
    ) -> bool {
        let own: Vec<(String, Value<'_>)> = splits.rows().map(|row| (key(row), row)).collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for event in own.iter().filter_map(|(key, _)| events_of.get(key)).flatten() {
            *shared.entry(*event).or_default() += 1;
        }
        let is_longer = |other: &Listed<'_>| {
            !other.holds_splits()
                && other.event.discipline.is_timed()
                && other.event.sex == splits.event.sex
                && other.event.distance_mm > splits.event.distance_mm
        };
        let best = shared
            .into_iter()
            .filter_map(|(index, count)| {
                Some((
                    count,
                    listed.get(index).filter(|l| is_longer(l))?.date == splits.date,
                    index,
                ))
            })
            .filter(|(count, _, _)| *count * 2 >= own.len())
            .max_by_key(|(count, same_day, index)| (*count, *same_day, usize::MAX - index));
        let Some((_, _, index)) = best.filter(|_| splits.event.distance_mm > 0) else {
            let found = format!("{} split times of {}", own.len(), splits.title);
            let expected = "a longer race with these athletes; they are shown as a list of en route marks";
            filler.report(Severity::Warning, "unplaced-splits", splits.value, found, expected);
            return false;
        };
        let of_event = self.of_event.entry(index).or_default();
        for (key, row) in own {
            let Some((time, suffixes)) = filler.time(row.get("mark")) else {
                continue;
            };
            if !events_of.get(&key).is_some_and(|events| events.contains(&index)) {
                let found = format!("a passing of {}", row.get("athlete").text());
                let expected = format!("an athlete of {}", listed[index].title);
                filler.report(Severity::Warning, "passing-without-result", row, found, &expected);
                continue;
            }
            of_event.entry(key).or_default().push(Split {
                at_mm: splits.event.distance_mm,
                time,
                suffixes,
                line: row.line(),
            });
        }
        true
    }
}

fn read_event(listed: &Listed<'_>, meet: u32, mut passings: HashMap<String, Vec<Split>>, filler: &mut Filler<'_>) {
    let event = listed.event;
    let value = listed.value;
    if event == Event::default() {
        let found = format!("\"{}\"", listed.title);
        let expected = "a title such as Men's 1500m - 14.08.2010; the race keeps it";
        filler.report(Severity::Warning, "unknown-event", value, found, expected);
    }
    let stage = Stage::of(&value.get("detail").text());
    let is_split_list = listed.holds_splits();
    let mut titles = vec![listed.category.as_str()];
    let class = [names::class_of(&listed.title), names::class_of(&listed.category)];
    if event == Event::default() || !class[0].is_empty() {
        titles.push(&listed.title);
    }
    titles.push(&stage.rest);
    titles.retain(|t| !t.is_empty());
    let race = Race {
        meet: Some(meet),
        event,
        title: filler.builder.intern(&titles.join(", ")),
        age_group: filler
            .builder
            .intern(class.iter().find(|c| !c.is_empty()).map_or("", String::as_str)),
        round: stage.round,
        heat: stage.heat,
        date: listed.date,
        origin: Origin {
            line: value.line(),
            citation: Str::EMPTY,
        },
        ..Race::default()
    };
    let race = filler.builder.race(race);
    let wind_of_race = wind(&stage.wind);
    if wind_of_race.is_none() && !stage.wind.is_empty() && !stage.wind.eq_ignore_ascii_case("nwi") {
        filler.unreadable("unreadable-wind", value.get("detail"), "a wind such as +1.3, or NWI");
    }
    let mut rows = Vec::new();
    for row in listed.rows() {
        let (place, in_place) = filler.place(row.get("place"));
        let achieved = filler.mark(row.get("mark"), event).or_status(in_place);
        let (mut mark, mut status) = (achieved.mark, achieved.status);
        if is_split_list && let Some(time) = mark.mark() {
            mark = PackedMark::new(Some(time), mark.suffixes().with(Suffixes::EN_ROUTE));
        }
        let doping = row.get("doping").text();
        if status == Status::None && mark == PackedMark::NONE && !doping.is_empty() {
            status = Status::Dq;
        }
        let own_wind = row.get("wind");
        let (rule, note) = achieved.rule_and_note();
        let extra = Extra {
            wind_tenths: if own_wind.is_missing() {
                wind_of_race
            } else {
                filler.wind(own_wind)
            },
            rule: filler.builder.intern(&joined(&[rule, &doping])),
            note: filler.builder.intern(note),
            ..Extra::default()
        };
        let splits = passings.remove(&key(row)).unwrap_or_default();
        let row = Row {
            race,
            athlete: athlete(row, race, (event, listed.date), filler),
            mark,
            status,
            qualification: achieved.qualification,
            place,
            flags: filler.builder.flags(&achieved.flags),
            extra: filler.builder.extra(extra),
            line: row.line(),
            ..Row::default()
        };
        rows.push(RaceRow { row, splits });
    }
    filler.race_rows(race, value.line(), rows);
}

/// Nobody of a meeting is older, or younger.
const AGES: std::ops::RangeInclusive<u64> = 10..=100;

/// The year of birth. 1900 stands for one that is not known, and of a team; one of another century was two digits once.
fn birth_year(row: Value<'_>, date: Option<Date>, filler: &mut Filler<'_>) -> Option<u64> {
    let value = row.get("birthYear");
    let year = value.whole().filter(|y| *y > 1900)?;
    let Some(on) = date.and_then(|d| u64::try_from(d.year()).ok()) else {
        return Some(year);
    };
    let fits = |year: &u64| on.checked_sub(*year).is_some_and(|age| AGES.contains(&age));
    let found = [year, year + 100].into_iter().find(fits);
    if found != Some(year) {
        let expected = match found {
            Some(later) => format!("a year that fits the race; it was read as {later}"),
            None => "a year that fits the race; it was left out".to_owned(),
        };
        filler.report(Severity::Note, "birth-century", value, year.to_string(), &expected);
    }
    found
}

fn athlete(row: Value<'_>, race: u32, (event, date): (Event, Option<Date>), filler: &mut Filler<'_>) -> u32 {
    let year = birth_year(row, date, filler);
    let birth = year.and_then(|y| Date::new(i16::try_from(y).ok()?, None, None));
    let is_team = event.discipline == Discipline::Relay;
    let person = Person {
        name: filler.text(row.get("athlete")),
        nation: filler.text(row.get("nat")),
        birth: birth.filter(|_| !is_team),
        sex: if event.sex == Sex::Mixed {
            Sex::Unknown
        } else {
            event.sex
        },
        id: filler.text(row.get("id")),
        ..Person::default()
    };
    filler.athlete(person, race, row.line())
}
