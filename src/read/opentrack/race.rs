//! Races, competitions and events of athlib: one object a result, with the same fields under newer and older names.

use super::code;
use super::declared::Declared;
use crate::model::{Event, PackedMark, Qualification, Round, Severity, Sex, Str, Suffixes};
use crate::read::import::{Extra, Meet, Origin, Race, Row};
use crate::read::json::{Filler, Person, Value, joined};
use hashbrown::HashMap;

/// The wind of a race.
#[derive(Clone, Copy, Default)]
pub struct Wind {
    tenths: Option<i16>,
    /// Over 2.0 m/s, without the reading.
    is_over: bool,
}

pub fn origin(value: Value<'_>) -> Origin {
    Origin {
        line: value.line(),
        citation: Str::EMPTY,
    }
}

/// The meet of a race or competition; `name` without what names the race.
pub fn meet(document: Value<'_>, name: &str, filler: &mut Filler<'_>) -> Option<u32> {
    let start = filler.date(document.first_stated(&["startDate", "start_date", "date"]));
    let end = filler.date(document.first_stated(&["finishDate", "endDate", "finish_date", "end_date"]));
    let meet = Meet {
        name: filler.builder.intern(name),
        venue: filler.text(document.first_stated(&["venue", "locationText", "address"])),
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
    event.indoor |= document.first_stated(&["indoor", "indoors"]).bool() == Some(true);
    let date = filler.date(document.first_stated(&["date", "startDate", "start_date"]));
    let wind = wind(document.get("wind"), filler);
    let positions = document.get("positions");
    let list = if positions.is_array() || positions.is_object() {
        positions
    } else {
        document.get("results")
    };
    if event.sex == Sex::Unknown {
        event.sex = sex_of_all(list);
    }
    if event.sex == Sex::Unknown {
        event.sex = sex_of_all(document.get("athletes"));
    }
    let (round, heat, title) = stage(title);
    let race = Race {
        meet,
        event,
        title: filler.builder.intern(title),
        round,
        heat,
        age_group: filler.text(document.get("ageGroup")),
        date,
        origin: origin(document),
        ..Race::default()
    };
    let declared = Declared::of(document.get("athletes"));
    let of_race = OfRace {
        wind,
        ..OfRace::plain(race, &declared)
    };
    rows(list.all(), of_race, filler);
}

/// Round and heat of a title such as `Heat 2`; another title stays one.
fn stage(title: &str) -> (Round, Option<u16>, &str) {
    match Round::parse(title) {
        Some((round, heat)) => (round, heat, ""),
        None => (Round::Unknown, None, title),
    }
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
    for race in document.get("results").all() {
        read_race(race, meet, filler);
    }
}

/// An older competition: `event_results` with `finishers`.
pub fn read_event_results(document: Value<'_>, filler: &mut Filler<'_>) {
    let name = document.first_stated(&["full_name", "short_name"]).text();
    let meet = meet(document, &name, filler);
    let date = filler.date(document.first_stated(&["start_date", "date"]));
    for result in document.get("event_results").all() {
        let name = result.get("name").text();
        let (named, title) = name.split_once(" - ").unwrap_or((&name, ""));
        let named = code::event(named);
        let mut event = named.unwrap_or_default();
        let list = result.get("finishers");
        event.sex = sex_of_all(list);
        let (round, heat, title) = stage(if named.is_some() { title } else { &name });
        let race = Race {
            meet,
            event,
            title: filler.builder.intern(title),
            round,
            heat,
            date,
            origin: origin(result),
            ..Race::default()
        };
        rows(list.all(), OfRace::plain(race, &Declared::default()), filler);
    }
}

/// A competition whose `events` have `performances`.
pub fn read_events(document: Value<'_>, filler: &mut Filler<'_>) {
    let name = document.first_stated(&["fullName", "name"]).text();
    let meet = meet(document, &name, filler);
    for event in document.get("events").all() {
        read_performances(event, meet, filler);
    }
}

/// `performances`, each with an athlete and the performance beside each other, or one performance alone: a race an event.
pub fn read_performances(document: Value<'_>, meet: Option<u32>, filler: &mut Filler<'_>) {
    let stated = document.get("performances");
    let list = if stated.is_missing() && document.is_object() {
        document
    } else {
        stated
    };
    let mut codes: Vec<Value<'_>> = Vec::new();
    let mut by_code: HashMap<String, Vec<Value<'_>>> = HashMap::new();
    let mut unnamed = Vec::new();
    for result in list.all().filter(|r| r.is_object()) {
        let code = parts(result).1.get("event");
        if code.is_missing() {
            unnamed.push(result);
            continue;
        }
        let of_code = by_code.entry(code.text().into_owned()).or_default();
        if of_code.is_empty() {
            codes.push(code);
        }
        of_code.push(result);
    }
    if codes.is_empty() {
        codes.push(document.get(""));
    }
    for (at, code) in codes.into_iter().enumerate() {
        let mut results = by_code.remove(&*code.text()).unwrap_or_default();
        if at == 0 {
            // who has no event of his own is in that of the others
            results.append(&mut unnamed);
            results.sort_by_key(|r| r.number());
        }
        let mut event = event(code, filler);
        let is_indoor = |r: &Value<'_>| parts(*r).1.first_stated(&["indoors", "indoor"]).bool() == Some(true);
        event.indoor |= results.iter().any(is_indoor);
        let race = Race {
            meet,
            event,
            title: filler.text(document.get("name")),
            origin: origin(results.first().copied().filter(|_| at > 0).unwrap_or(document)),
            ..Race::default()
        };
        rows(results.into_iter(), OfRace::plain(race, &Declared::default()), filler);
    }
}

/// The athlete and the performance of a result: beside each other, one in the other, or one object.
fn parts(result: Value<'_>) -> (Value<'_>, Value<'_>) {
    let inner = result.get("performance");
    let performance = if inner.is_object() { inner } else { result };
    let person = [result.get("athlete"), performance.get("athlete")];
    let person = person.into_iter().find(|p| p.is_object());
    (person.unwrap_or(result), performance)
}

pub fn event(code: Value<'_>, filler: &mut Filler<'_>) -> Event {
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

/// A wind: m/s as text or number, or true for over 2.0.
pub fn wind(value: Value<'_>, filler: &mut Filler<'_>) -> Wind {
    Wind {
        tenths: filler.wind(value),
        is_over: value.bool() == Some(true),
    }
}

/// The sex of everybody, when it is one.
fn sex_of_all(list: Value<'_>) -> Sex {
    let mut all = list.all().filter(|r| r.is_object()).map(sex);
    let first = all.next().unwrap_or_default();
    if all.all(|s| s == first) { first } else { Sex::Unknown }
}

fn sex(person: Value<'_>) -> Sex {
    let stated = Sex::parse(&person.first_stated(&["gender", "sex"]).text());
    stated.unwrap_or_else(|| code::sex(&person.first_stated(&["ageGender", "category", "ageGroup"]).text()))
}

/// A race, and what its results have in common.
pub struct OfRace<'d, 'a> {
    pub race: Race,
    pub wind: Wind,
    pub declared: &'a Declared<'d>,
    /// Attempts of a field event by bib, where they stand apart from the results.
    pub series: HashMap<String, String>,
}

impl<'d, 'a> OfRace<'d, 'a> {
    fn plain(race: Race, declared: &'a Declared<'d>) -> Self {
        Self {
            race,
            wind: Wind::default(),
            declared,
            series: HashMap::new(),
        }
    }
}

/// Adds a race with its results.
pub fn rows<'d>(list: impl Iterator<Item = Value<'d>>, of_race: OfRace<'d, '_>, filler: &mut Filler<'_>) {
    let OfRace {
        race,
        wind: wind_of_race,
        declared,
        series,
    } = of_race;
    let event = race.event;
    let race = filler.builder.race(race);
    // a position that nobody took is null
    for result in list.filter(|r| r.is_object()) {
        if filler.is_cancelled() {
            return;
        }
        let (person, performance) = parts(result);
        let person = declared.find(person);
        let own_wind = performance.get("wind");
        let wind = match own_wind.bool().is_some() || !own_wind.is_missing() {
            true => wind(own_wind, filler),
            false => wind_of_race,
        };
        let achieved = filler.mark(
            performance.first_stated(&["perf", "time", "performance", "result", "mark"]),
            event,
        );
        let (place, in_place) = filler.place(result.first_stated(&["rank", "pos", "place"]));
        let achieved = achieved.or_status(in_place);
        let person_text = |keys: &[&str]| match person.first_stated(keys).text() {
            text if text == "?" => "".into(),
            text => text,
        };
        let category = person_text(&["category", "ageGender", "ageGroup", "age_group"]);
        let team = person_text(&["club", "team", "teamName", "teamId"]);
        let qualified = result.first_stated(&["qualified", "qualifier"]).text();
        let (rule, rest) = achieved.rule_and_note();
        let records = performance.first_stated(&["records", "record"]).text();
        let extra = Extra {
            lane: result
                .get("lane")
                .whole()
                .and_then(|l| u16::try_from(l).ok())
                .unwrap_or(0),
            wind_tenths: wind.tenths,
            category: filler.builder.intern(&category),
            rule: filler.builder.intern(rule),
            series: match series.get(&*result.get("bib").text()) {
                Some(series) => filler.builder.intern(series),
                None => attempts(performance, filler),
            },
            note: note(result, rest, filler),
            ..Extra::default()
        };
        let row = Row {
            race,
            athlete: athlete(person, race, event, filler),
            mark: with_wind(achieved.mark, wind),
            status: achieved.status,
            qualification: Qualification::parse(&qualified).unwrap_or(achieved.qualification),
            place,
            flags: filler.flags(&achieved.flags, &records),
            bib: match result.get("bib") {
                bib if bib.is_missing() => filler.text(person.first_stated(&["bib", "vest_number"])),
                bib => filler.text(bib),
            },
            team: filler.builder.intern(&team),
            extra: filler.builder.extra(extra),
            line: result.line(),
            ..Row::default()
        };
        filler.builder.row(row, &[]);
    }
}

fn with_wind(mark: PackedMark, wind: Wind) -> PackedMark {
    match mark.mark().filter(|_| wind.is_over) {
        Some(value) => PackedMark::new(Some(value), mark.suffixes().with(Suffixes::WIND)),
        None => mark,
    }
}

fn note(result: Value<'_>, behind_mark: &str, filler: &mut Filler<'_>) -> Str {
    let note = result.first_stated(&["note", "notes"]).text();
    let non_scorer = result.first_stated(&["nonScorer", "nonscorer"]);
    let is_non_scorer = non_scorer.bool() == Some(true) || non_scorer.text().eq_ignore_ascii_case("true");
    let non_scorer = if is_non_scorer { "non-scorer" } else { "" };
    filler.builder.intern(&joined(&[behind_mark, &note, non_scorer]))
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
        id: filler.text(person.first_stated(&["athleteId", "otAthleteId"])),
        given: filler.builder.intern(&given),
        family: filler.builder.intern(&family),
    };
    filler.athlete(person_of_row, race, person.line())
}

/// The round that a title of a race says.
pub fn round(text: &str) -> (Round, Option<u16>) {
    Round::parse(text).unwrap_or_default()
}
