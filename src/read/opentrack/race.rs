//! Races, competitions and events of athlib: one object a result, with the same fields under newer and older names.

use super::code;
use crate::model::{Event, PackedMark, Round, Severity, Sex, Status, Str, Suffixes};
use crate::read::csv::cell;
use crate::read::import::{Extra, Meet, Origin, Race, Row};
use crate::read::json::{Filler, Person, Value};

/// The wind of a race.
#[derive(Clone, Copy, Default)]
struct Wind {
    tenths: Option<i16>,
    /// Over 2.0 m/s, without the reading.
    is_over: bool,
}

fn origin(value: Value<'_>) -> Origin {
    Origin {
        line: value.line(),
        citation: Str::EMPTY,
    }
}

/// The meet of a race or competition; `name` without what names the race.
fn meet(document: Value<'_>, name: &str, filler: &mut Filler<'_>) -> Option<u32> {
    let start = filler.date(document.first_stated(&["startDate", "start_date", "date"]));
    let end = filler.date(document.first_stated(&["finishDate", "endDate", "finish_date", "end_date"]));
    let meet = Meet {
        name: filler.builder.intern(name),
        venue: filler.text(document.first_stated(&["venue", "locationText"])),
        nation: filler.text(document.get("country")),
        start,
        end,
        ..Meet::default()
    };
    if meet == Meet::default() {
        return None;
    }
    let origin = origin(document);
    Some(filler.builder.meet(Meet { origin, ..meet }))
}

/// `Iffley Miles 2016` and `A Race` of `Iffley Miles 2016 - mile - A Race`: meet and race, without the part that names the event.
fn meet_and_title(name: &str) -> (&str, &str) {
    let mut parts = name.split(" - ").map(str::trim);
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    match rest[..] {
        [event, title] if code::event(event).is_some() => (first, title),
        [event] if code::event(event).is_some() => (first, ""),
        _ => (name, ""),
    }
}

/// One race: `positions` in order, `results` in any.
pub fn read_race(document: Value<'_>, within: Option<u32>, filler: &mut Filler<'_>) {
    let full = document
        .first_stated(&["fullName", "full_name", "shortName", "short_name"])
        .text();
    let (name, title) = if within.is_some() {
        ("", &*full)
    } else {
        meet_and_title(&full)
    };
    let meet = within.or_else(|| meet(document, name, filler));
    let discipline = document.get("discipline");
    let mut event = event(discipline, filler);
    event.indoor |= document.get("indoor").bool() == Some(true);
    let date = filler.date(document.first_stated(&["date", "startDate", "start_date"]));
    let wind = wind(document.get("wind"), filler);
    let positions = document.get("positions");
    let list = if positions.is_array() {
        positions
    } else {
        document.get("results")
    };
    if event.sex == Sex::Unknown {
        event.sex = sex_of_all(list);
    }
    let race = Race {
        meet,
        event,
        title: filler.builder.intern(title),
        age_group: filler.text(document.get("ageGroup")),
        date,
        origin: origin(document),
        ..Race::default()
    };
    rows(list, race, wind, filler);
}

/// A competition whose `results` are races.
pub fn read_races(document: Value<'_>, filler: &mut Filler<'_>) {
    let name = document.first_stated(&["fullName", "full_name", "shortName"]).text();
    let series = document.get("series").text();
    let name = if series.is_empty() {
        name.into_owned()
    } else {
        format!("{series}, {name}")
    };
    let meet = meet(document, &name, filler);
    for race in document.get("results").items() {
        read_race(race, meet, filler);
    }
}

/// An older competition: `event_results` with `finishers`.
pub fn read_event_results(document: Value<'_>, filler: &mut Filler<'_>) {
    let name = document.first_stated(&["full_name", "short_name"]).text();
    let meet = meet(document, &name, filler);
    let date = filler.date(document.first_stated(&["start_date", "date"]));
    for result in document.get("event_results").items() {
        let name = result.get("name").text();
        let (named, title) = name.split_once(" - ").unwrap_or((&name, ""));
        let named = code::event(named);
        let mut event = named.unwrap_or_default();
        let list = result.get("finishers");
        event.sex = sex_of_all(list);
        let race = Race {
            meet,
            event,
            title: filler.builder.intern(if named.is_some() { title } else { &name }),
            date,
            origin: origin(result),
            ..Race::default()
        };
        rows(list, race, Wind::default(), filler);
    }
}

/// A competition whose `events` have `performances`.
pub fn read_events(document: Value<'_>, filler: &mut Filler<'_>) {
    let name = document.first_stated(&["fullName", "name"]).text();
    let meet = meet(document, &name, filler);
    for event in document.get("events").items() {
        read_performances(event, meet, filler);
    }
}

/// One event: `performances` with an athlete and the performance beside each other.
pub fn read_performances(document: Value<'_>, meet: Option<u32>, filler: &mut Filler<'_>) {
    let list = document.get("performances");
    let performance = |v: Value<'_>| v.get("performance").get("event").is_missing();
    let first = list.items().find(|v| !performance(*v)).map(|v| v.get("performance"));
    let mut event = first.map(|f| event(f.get("event"), filler)).unwrap_or_default();
    let is_indoor = |v: Value<'_>| v.get("performance").first_stated(&["indoors", "indoor"]).bool() == Some(true);
    event.indoor |= list.items().any(is_indoor);
    let race = Race {
        meet,
        event,
        title: filler.text(document.get("name")),
        origin: origin(document),
        ..Race::default()
    };
    rows(list, race, Wind::default(), filler);
}

fn event(code: Value<'_>, filler: &mut Filler<'_>) -> Event {
    let event = code::event(&code.text());
    if event.is_none() && !code.is_missing() {
        let found = format!("\"{}\"", code.text());
        filler.report(
            Severity::Warning,
            "unknown-event",
            code,
            found,
            "an event code such as 1500 or 110H",
        );
    }
    event.unwrap_or_default()
}

/// The wind of a race: m/s as text or number, or true for over 2.0.
fn wind(value: Value<'_>, filler: &mut Filler<'_>) -> Wind {
    let text = value.text();
    let tenths = cell::tenths(text.as_bytes());
    if tenths.is_none() && !text.is_empty() && !text.eq_ignore_ascii_case("nwi") {
        filler.unreadable("unreadable-wind", value, "m/s such as +1.3, or NWI");
    }
    Wind {
        tenths,
        is_over: value.bool() == Some(true),
    }
}

/// The sex of everybody, when it is one.
fn sex_of_all(list: Value<'_>) -> Sex {
    let mut all = list.items().filter(|r| r.is_object()).map(sex);
    let first = all.next().unwrap_or_default();
    if all.all(|s| s == first) { first } else { Sex::Unknown }
}

fn sex(person: Value<'_>) -> Sex {
    let stated = Sex::parse(&person.first_stated(&["gender", "sex"]).text());
    stated.unwrap_or_else(|| code::sex(&person.first_stated(&["ageGender", "category", "ageGroup"]).text()))
}

fn rows(list: Value<'_>, race: Race, wind: Wind, filler: &mut Filler<'_>) {
    let event = race.event;
    let race = filler.builder.race(race);
    // a position that nobody took is null
    for result in list.items().filter(|r| r.is_object()) {
        if filler.is_cancelled() {
            return;
        }
        // a performance has the athlete beside it, a result is the athlete
        let inner = result.get("performance");
        let (person, performance) = if inner.is_object() {
            (result.get("athlete"), inner)
        } else {
            (result, result)
        };
        let (mark, status) = mark(performance, event, wind, filler);
        let person_text = |keys: &[&str]| match person.first_stated(keys).text() {
            text if text == "?" => "".into(),
            text => text,
        };
        let category = person_text(&["category", "ageGender", "ageGroup"]);
        let team = person_text(&["club", "team"]);
        let extra = Extra {
            wind_tenths: wind.tenths,
            category: filler.builder.intern(&category),
            series: attempts(performance, filler),
            note: note(result, filler),
            ..Extra::default()
        };
        let row = Row {
            race,
            athlete: athlete(person, race, event, filler),
            mark,
            status,
            place: cell::leading_number(result.first_stated(&["rank", "pos", "place"]).text().as_bytes()).unwrap_or(0),
            bib: filler.text(person.first_stated(&["bib", "vest_number"])),
            team: filler.builder.intern(&team),
            extra: filler.builder.extra(extra),
            line: result.line(),
            ..Row::default()
        };
        filler.builder.row(row, &[]);
    }
}

fn mark(performance: Value<'_>, event: Event, wind: Wind, filler: &mut Filler<'_>) -> (PackedMark, Status) {
    let (mut mark, status) = filler.mark(performance.first_stated(&["perf", "time", "performance"]), event);
    if wind.is_over
        && let Some(time) = mark.mark()
    {
        mark = PackedMark::new(Some(time), mark.suffixes().with(Suffixes::WIND));
    }
    (mark, status)
}

fn note(result: Value<'_>, filler: &mut Filler<'_>) -> Str {
    let mut note = result.first_stated(&["note", "notes"]).text().into_owned();
    if result.first_stated(&["nonScorer", "nonscorer"]).bool() == Some(true) {
        note += if note.is_empty() { "non-scorer" } else { ", non-scorer" };
    }
    filler.builder.intern(&note)
}

fn attempts(performance: Value<'_>, filler: &mut Filler<'_>) -> Str {
    let attempts: Vec<String> = performance
        .get("attempts")
        .items()
        .map(|a| a.text().into_owned())
        .collect();
    filler.builder.intern(&attempts.join(" "))
}

fn athlete(person: Value<'_>, race: u32, event: Event, filler: &mut Filler<'_>) -> u32 {
    let given = person.first_stated(&["givenName", "first_name", "firstName"]).text();
    let family = person.first_stated(&["familyName", "last_name", "lastName"]).text();
    let whole = person.get("name").text();
    let name = if whole.is_empty() {
        format!("{given} {family}")
    } else {
        whole.into_owned()
    };
    let birth = filler.date(person.first_stated(&["birthDate", "dateOfBirth", "date_of_birth"]));
    let person_of_row = Person {
        name: filler.builder.intern(&name),
        nation: filler.text(person.get("nationality")),
        birth,
        sex: match sex(person) {
            Sex::Unknown if event.sex != Sex::Mixed => event.sex,
            known => known,
        },
        id: filler.text(person.get("athleteId")),
        given: filler.builder.intern(&given),
        family: filler.builder.intern(&family),
    };
    filler.athlete(person_of_row, race, person.line())
}

/// The round that a title of a race says.
pub fn round(text: &str) -> (Round, Option<u16>) {
    Round::parse(text).unwrap_or_default()
}
