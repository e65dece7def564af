//! The competition model of the W3C OpenTrack group, which World Athletics takes results in: athletes, teams and venues by
//! id, then `units` of `rounds` of `races` of `results`. Split times are cumulative by its definition.

use super::code;
use super::race::round;
use crate::model::{Date, Event, Qualification, Round, Severity, Sex, Status, Str};
use crate::read::header;
use crate::read::import::{Extra, Meet, Origin, Race, Row};
use crate::read::json::{Filler, Person, RaceRow, Split, Value, joined};
use hashbrown::HashMap;

/// What results point to by id.
struct Lists<'d> {
    athletes: HashMap<String, Value<'d>>,
    teams: HashMap<String, Value<'d>>,
}

pub fn read(document: Value<'_>, filler: &mut Filler<'_>) {
    let by_id = |key: &str| {
        document
            .get(key)
            .all()
            .map(|v| (v.get("id").text().into_owned(), v))
            .collect()
    };
    let lists = Lists {
        athletes: by_id("athletes"),
        teams: by_id("relayTeams"),
    };
    let meet = meet(document, filler);
    for unit in document.get("units").all() {
        let title = unit.get("title").text();
        let named = code::event(&title);
        if named.is_none() {
            let expected = "a title that names an event, such as Women's 100m";
            filler.report(
                Severity::Warning,
                "unknown-event",
                unit,
                format!("\"{title}\""),
                expected,
            );
        }
        for stage in unit.get("rounds").all() {
            let stage_type = stage.get("type");
            let (round, heat) = round(&stage_type.text());
            if round == Round::Unknown && !stage_type.is_missing() {
                filler.unreadable("unknown-round", stage_type, "a round such as Final or Semifinal");
            }
            let count = stage.get("races").all().count();
            for value in stage.get("races").all() {
                let number = value.get("number").whole().and_then(|n| u16::try_from(n).ok());
                let race = Race {
                    meet,
                    event: named.unwrap_or_default(),
                    title: filler.builder.intern(if named.is_some() { "" } else { &title }),
                    age_group: age_group(unit, filler),
                    round,
                    heat: heat.or(number.filter(|_| count > 1 || round != Round::Final)),
                    date: filler.date(value.get("date")),
                    start_time: filler.text(value.get("startTime")),
                    origin: Origin {
                        line: value.line(),
                        citation: Str::EMPTY,
                    },
                    ..Race::default()
                };
                read_race(value, race, &lists, filler);
            }
        }
    }
}

/// `18-22`, `U23` and so on are not stated as such, only the ages.
fn age_group(unit: Value<'_>, filler: &mut Filler<'_>) -> Str {
    let (min, max) = (unit.get("minAge").text(), unit.get("maxAge").text());
    let text = match (min.is_empty(), max.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("{min} and over"),
        (true, false) => format!("up to {max}"),
        (false, false) => format!("{min} to {max}"),
    };
    filler.builder.intern(&text)
}

fn meet(document: Value<'_>, filler: &mut Filler<'_>) -> Option<u32> {
    let venue = document.get("venues").all().next();
    let races = document.get("units").all().flat_map(|u| u.get("rounds").all());
    let races = races.flat_map(|r| r.get("races").all());
    let dates: Vec<Date> = races.filter_map(|r| Date::parse(&r.get("date").text())).collect();
    let meet = Meet {
        name: filler.text(document.first_stated(&["name", "title"])),
        venue: venue.map(|v| filler.text(v.get("name"))).unwrap_or_default(),
        nation: venue.map(|v| filler.text(v.get("country"))).unwrap_or_default(),
        start: dates.iter().min().copied(),
        end: dates.iter().max().copied(),
        ..Meet::default()
    };
    if meet == Meet::default() {
        return None;
    }
    let origin = Origin {
        line: document.line(),
        citation: Str::EMPTY,
    };
    Some(filler.builder.meet(Meet { origin, ..meet }))
}

fn read_race(value: Value<'_>, race: Race, lists: &Lists<'_>, filler: &mut Filler<'_>) {
    let event = race.event;
    let number = filler.builder.race(race);
    let wind = value.get("wind");
    let mut rows = Vec::new();
    for result in value.get("results").all() {
        if filler.is_cancelled() {
            return;
        }
        let achieved = filler.mark(result.get("result"), event);
        let (place, in_place) = filler.place(result.get("placeInRace"));
        let achieved = achieved.or_status(in_place);
        let mut status = achieved.status;
        if status == Status::None && result.get("outOfCompetition").bool() == Some(true) {
            status = Status::Exhibition;
        }
        let splits = splits(result.get("detail"), event, filler);
        let own_wind = result.get("wind");
        let (rule, rest) = achieved.rule_and_note();
        let extra = Extra {
            place_in_round: filler.place(result.get("placeInRound")).0,
            wind_tenths: filler.wind(if own_wind.is_missing() { wind } else { own_wind }),
            rule: filler.builder.intern(rule),
            series: series(result.get("detail"), event, filler),
            note: filler.builder.intern(&joined(&[rest, &legs(result, lists)])),
            ..Extra::default()
        };
        let qualified = result.get("qualified");
        let qualification = Qualification::parse(&qualified.text());
        if qualification.is_none() && !qualified.is_missing() && qualified.bool().is_none() {
            filler.unreadable("unknown-qualification", qualified, "Q, q, qR, qJ or qD");
        }
        let row = Row {
            race: number,
            athlete: athlete(result, number, event, lists, filler),
            mark: achieved.mark,
            status,
            qualification: qualification.unwrap_or(achieved.qualification),
            place,
            flags: filler.builder.flags(&achieved.flags),
            bib: filler.text(result.get("bib")),
            extra: filler.builder.extra(extra),
            line: result.line(),
            ..Row::default()
        };
        rows.push(RaceRow { row, splits });
    }
    filler.race_rows(number, value.line(), rows);
}

fn athlete(result: Value<'_>, race: u32, event: Event, lists: &Lists<'_>, filler: &mut Filler<'_>) -> u32 {
    let team = result.first_stated(&["relayTeamId", "teamId"]);
    let (id, list) = if team.is_missing() {
        (result.get("athleteId"), &lists.athletes)
    } else {
        (team, &lists.teams)
    };
    let Some(known) = list.get(&*id.text()).copied() else {
        filler.unreadable(
            "unknown-athlete",
            if id.is_missing() { result } else { id },
            "the id of an athlete or team of the lists",
        );
        return filler.athlete(Person::default(), race, result.line());
    };
    let (given, family) = (known.get("firstName").text(), known.get("lastName").text());
    let whole = known.get("name").text();
    let name = if whole.is_empty() {
        format!("{given} {family}")
    } else {
        whole.into_owned()
    };
    let sex = Sex::parse(&known.get("sex").text()).unwrap_or(event.sex);
    let birth = filler.date(known.get("birthdate"));
    let person = Person {
        name: filler.builder.intern(&name),
        nation: filler.text(known.get("country")),
        birth,
        sex: if sex == Sex::Mixed { Sex::Unknown } else { sex },
        id: filler.text(known.first_stated(&["waId", "id"])),
        given: filler.builder.intern(&given),
        family: filler.builder.intern(&family),
    };
    filler.athlete(person, race, known.line())
}

/// The runners of a relay team, in their order; without them those whom the team names.
fn legs(result: Value<'_>, lists: &Lists<'_>) -> String {
    let runner = |runner: Value<'_>| {
        let id = if runner.is_object() {
            runner.first_stated(&["athleteId", "id"])
        } else {
            runner
        };
        let known = lists.athletes.get(&*id.text()).copied().unwrap_or(runner);
        let name = format!("{} {}", known.get("firstName").text(), known.get("lastName").text());
        Some(name.trim().to_owned()).filter(|n| !n.is_empty())
    };
    let team = lists
        .teams
        .get(&*result.first_stated(&["relayTeamId", "teamId"]).text());
    let of_team = team.map(|t| t.first_stated(&["athletes", "members", "legs"]));
    let stated = result.get("legs");
    let list = of_team.filter(|_| stated.is_missing()).unwrap_or(stated);
    list.items().filter_map(runner).collect::<Vec<_>>().join(", ")
}

/// Metres, `400` or `400m`, or a distance with another unit, in millimetres.
fn distance(text: &str) -> Option<u32> {
    let metres = header::thousandths(text.trim_end_matches('m').trim_end()).and_then(|mm| u32::try_from(mm).ok());
    let named = || {
        crate::read::marker_caption::marker(text)
            .filter(|m| !m.bare)
            .map(|m| m.distance_mm)
    };
    metres.or_else(named).filter(|mm| *mm > 0)
}

/// Times at distances of a race.
fn splits(detail: Value<'_>, event: Event, filler: &mut Filler<'_>) -> Vec<Split> {
    if !event.discipline.is_timed() {
        return Vec::new();
    }
    let mut splits = Vec::new();
    for item in detail.all() {
        let stated = item.get("distance");
        let Some(at_mm) = distance(&stated.text()) else {
            let what = if stated.is_missing() { item } else { stated };
            filler.unreadable("unreadable-distance", what, "metres such as \"400\"");
            continue;
        };
        if let Some((time, suffixes)) = filler.time(item.get("result")) {
            splits.push(Split {
                at_mm,
                time,
                suffixes,
                line: item.line(),
            });
        }
    }
    splits
}

/// Attempts of a field event, `1.75 o, 1.80 xxo` and `x, 13.00 (+1.1)`, and the events of a combined one,
/// `100mH 13.50 (+0.1) 1050`.
fn series(detail: Value<'_>, event: Event, filler: &mut Filler<'_>) -> Str {
    if event.discipline.is_timed() {
        return Str::EMPTY;
    }
    let attempt = |item: Value<'_>| {
        if !item.is_object() {
            return item.text().into_owned();
        }
        let wind = item.get("wind").text();
        let wind = if wind.is_empty() {
            String::new()
        } else {
            format!("({wind})")
        };
        let texts = [
            item.first_stated(&["event", "discipline", "title"]).text(),
            item.get("height").text(),
            item.first_stated(&["attempts", "result"]).text(),
            wind.into(),
            item.get("points").text(),
        ];
        let stated: Vec<&str> = texts.iter().map(|t| &**t).filter(|t| !t.is_empty()).collect();
        stated.join(" ")
    };
    let attempts: Vec<String> = detail.all().map(attempt).collect();
    filler.builder.intern(&attempts.join(", "))
}
