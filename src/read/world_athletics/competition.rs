//! The results of a competition of the calendar: `eventTitles` of `events` of `races` of `results`.

use super::names::{self, Stage};
use crate::model::{Discipline, Event, Qualification, Round, Severity, Sex, Status, Str};
use crate::read::csv::cell;
use crate::read::import::{Extra, Meet, Origin, Race, Row};
use crate::read::json::{Filler, Person, Value};

/// Reads the innermost object of a path; the competition may be described in it or around it.
pub fn read(path: &[Value<'_>], filler: &mut Filler<'_>) {
    let Some(&answer) = path.last() else { return };
    let competition = path.iter().rev().map(|v| v.get("competition")).find(|c| c.is_object());
    let meet = meet(competition.unwrap_or(answer), filler);
    for title in answer.get("eventTitles").items() {
        let category = title.first_stated(&["eventTitle", "rankingCategory"]);
        for event in title.get("events").items() {
            for race in event.get("races").items() {
                if filler.is_cancelled() {
                    return;
                }
                read_race(race, event, category, meet, filler);
            }
        }
    }
}

fn meet(value: Value<'_>, filler: &mut Filler<'_>) -> Option<u32> {
    let place = value.get("venue").text();
    let (venue, city, nation) = names::venue(&place);
    let start = filler.date(value.get("startDate"));
    let end = filler.date(value.get("endDate"));
    let meet = Meet {
        name: filler.text(value.get("name")),
        venue: filler.builder.intern(venue),
        city: filler.builder.intern(city),
        nation: filler.builder.intern(nation),
        start,
        end,
        ..Meet::default()
    };
    if meet == Meet::default() {
        return None;
    }
    let origin = Origin {
        line: value.line(),
        citation: Str::EMPTY,
    };
    Some(filler.builder.meet(Meet { origin, ..meet }))
}

fn event_of(value: Value<'_>, filler: &mut Filler<'_>) -> Event {
    let title = value.get("event");
    let mut event = names::event(&title.text()).unwrap_or_default();
    if event == Event::default() {
        let found = format!("\"{}\"", title.text());
        let expected = "an event such as Men's 1500 Metres; the race keeps it";
        filler.report(Severity::Warning, "unknown-event", value, found, expected);
    }
    if event.sex == Sex::Unknown {
        event.sex = Sex::parse(&value.get("gender").text()).unwrap_or_default();
    }
    event
}

fn read_race(value: Value<'_>, of_event: Value<'_>, category: Value<'_>, meet: Option<u32>, filler: &mut Filler<'_>) {
    let event = event_of(of_event, filler);
    let stage = Stage::of(&value.get("race").text());
    let races = of_event.get("races").items().count();
    let number = value.get("raceNumber").whole().and_then(|n| u16::try_from(n).ok());
    let number = number.filter(|n| *n > 0 && (races > 1 && stage.round != Round::Final));
    let title = of_event.get("event").text();
    let category = category.text();
    let mut titles = vec![&*category, &*stage.rest];
    let class = names::class_of(&title);
    if event == Event::default() || !class.is_empty() {
        titles.push(&title);
    }
    titles.retain(|t| !t.is_empty());
    let race = Race {
        meet,
        event,
        title: filler.builder.intern(&titles.join(", ")),
        age_group: filler.builder.intern(&class),
        round: stage.round,
        heat: stage.heat.or(number),
        date: filler.date(value.get("date")),
        origin: Origin {
            line: value.line(),
            citation: Str::EMPTY,
        },
        ..Race::default()
    };
    let race = filler.builder.race(race);
    for result in value.get("results").items().filter(|r| r.is_object()) {
        let row = row(result, value.get("wind"), race, event, filler);
        filler.builder.row(row, &[]);
    }
}

fn row(result: Value<'_>, race_wind: Value<'_>, race: u32, event: Event, filler: &mut Filler<'_>) -> Row {
    let (mark, status) = filler.mark(result.get("mark"), event);
    let own_wind = result.get("wind");
    let wind = cell::tenths(
        if own_wind.is_missing() { race_wind } else { own_wind }
            .text()
            .as_bytes(),
    );
    let remark = filler.text(result.get("remark"));
    let is_rule = matches!(status, Status::Dq | Status::FalseStart);
    let qualified = result.get("qualified").text();
    let records = records(result.get("records"));
    let extra = Extra {
        wind_tenths: wind,
        rule: if is_rule { remark } else { Str::EMPTY },
        series: details(result.get("details"), filler),
        note: if is_rule { Str::EMPTY } else { note(result, filler) },
        ..Extra::default()
    };
    Row {
        race,
        athlete: athlete(result, race, event, filler),
        mark,
        status,
        qualification: Qualification::parse(&qualified).unwrap_or_default(),
        place: cell::leading_number(result.get("place").text().as_bytes()).unwrap_or(0),
        flags: filler.builder.flags(&records),
        bib: filler.text(result.get("bib")),
        extra: filler.builder.extra(extra),
        line: result.line(),
        ..Row::default()
    }
}

/// Codes as a text or a list of texts.
fn records(value: Value<'_>) -> String {
    if value.is_array() {
        let codes: Vec<String> = value.items().map(|c| c.text().into_owned()).collect();
        codes.join(" ")
    } else {
        value.text().into_owned()
    }
}

/// The remark, and the runners of a relay team.
fn note(result: Value<'_>, filler: &mut Filler<'_>) -> Str {
    let members = result.get("competitor").get("teamMembers").items();
    let names = members
        .map(|m| m.get("name").text().into_owned())
        .filter(|n| !n.is_empty());
    let runners = names.collect::<Vec<_>>().join(", ");
    let remark = result.get("remark").text().into_owned();
    let parts: Vec<String> = [remark, runners].into_iter().filter(|p| !p.is_empty()).collect();
    filler.builder.intern(&parts.join("; "))
}

/// The events of a combined event: their texts one behind the other.
fn details(value: Value<'_>, filler: &mut Filler<'_>) -> Str {
    let of_event = |item: Value<'_>| {
        let texts = item
            .fields()
            .filter(|(key, _)| !key.starts_with("__") && !key.ends_with("Id"));
        let texts: Vec<String> = texts
            .map(|(_, v)| v.text().into_owned())
            .filter(|t| !t.is_empty())
            .collect();
        texts.join(" ")
    };
    let events: Vec<String> = value.items().map(of_event).collect();
    filler.builder.intern(&events.join(", "))
}

fn athlete(result: Value<'_>, race: u32, event: Event, filler: &mut Filler<'_>) -> u32 {
    let competitor = result.get("competitor");
    let name = if competitor.is_object() {
        competitor.get("name")
    } else {
        competitor
    };
    let birth = filler.date(competitor.get("birthDate"));
    let is_team = event.discipline == Discipline::Relay;
    let person = Person {
        name: filler.text(name),
        nation: filler.text(result.first_stated(&["nationality", "nat"])),
        birth: birth.filter(|_| !is_team),
        sex: if event.sex == Sex::Mixed {
            Sex::Unknown
        } else {
            event.sex
        },
        id: filler.text(competitor.first_stated(&["iaafId", "id", "urlSlug"])),
        ..Person::default()
    };
    filler.athlete(person, race, result.line())
}
