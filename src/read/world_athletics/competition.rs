//! The results of a competition of the calendar: `eventTitles` of `events` of `races` of `results`.

use super::names::{self, Stage};
use crate::model::{Discipline, Event, Qualification, Round, Severity, Sex, Status, Str};
use crate::read::import::{Extra, Meet, Origin, Race, Row};
use crate::read::json::{Filler, Person, Value, joined};

/// Reads the innermost object of a path; the competition may be described in it or around it.
pub fn read(path: &[Value<'_>], filler: &mut Filler<'_>) {
    let Some(&answer) = path.last() else { return };
    let competition = path
        .iter()
        .rev()
        .map(|v| names::early(*v, "competition"))
        .find(|c| c.is_object());
    let meet = meet(competition.unwrap_or(answer), filler);
    for title in answer.get("eventTitles").all() {
        let category = title.first_stated(&["eventTitle", "rankingCategory"]);
        for event in title.get("events").all() {
            let of_event = OfEvent::read(event, filler);
            for race in event.get("races").all() {
                if filler.is_cancelled() {
                    return;
                }
                read_race(race, &of_event, category, meet, filler);
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

/// What the races of an event have in common.
struct OfEvent {
    event: Event,
    title: String,
    races: usize,
}

impl OfEvent {
    fn read(value: Value<'_>, filler: &mut Filler<'_>) -> Self {
        Self {
            event: event_of(value, filler),
            title: value.get("event").text().into_owned(),
            races: value.get("races").all().count(),
        }
    }
}

fn read_race(value: Value<'_>, of_event: &OfEvent, category: Value<'_>, meet: Option<u32>, filler: &mut Filler<'_>) {
    let event = of_event.event;
    let stage = Stage::of(&value.get("race").text());
    let number = value.get("raceNumber").whole().and_then(|n| u16::try_from(n).ok());
    let number = number.filter(|n| *n > 0 && of_event.races > 1 && stage.round != Round::Final);
    let title = &*of_event.title;
    let category = category.text();
    let mut titles = vec![&*category, &*stage.rest];
    let class = names::class_of(title);
    if event == Event::default() || !class.is_empty() {
        titles.push(title);
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
    let wind = filler.wind(value.get("wind"));
    for result in value.get("results").all().filter(|r| r.is_object()) {
        let row = row(result, wind, race, event, filler);
        filler.builder.row(row, &[]);
    }
}

fn row(result: Value<'_>, race_wind: Option<i16>, race: u32, event: Event, filler: &mut Filler<'_>) -> Row {
    let achieved = filler.mark(result.get("mark"), event);
    let (place, in_place) = filler.place(result.get("place"));
    let achieved = achieved.or_status(in_place);
    let own_wind = result.get("wind");
    let remark = result.get("remark").text();
    let is_rule = matches!(achieved.status, Status::Dq | Status::FalseStart);
    let (rule, remark) = if is_rule { (&*remark, "") } else { ("", &*remark) };
    let qualified = result.get("qualified").text();
    let qualification = Qualification::parse(&qualified);
    // what is no code of ours is kept as written
    let other = if qualification.is_none() { &*qualified } else { "" };
    let (behind_dq, behind_mark) = achieved.rule_and_note();
    let extra = Extra {
        wind_tenths: if own_wind.is_missing() {
            race_wind
        } else {
            filler.wind(own_wind)
        },
        rule: filler.builder.intern(&joined(&[rule, behind_dq])),
        series: details(result.get("details"), filler),
        note: filler
            .builder
            .intern(&joined(&[remark, behind_mark, other, &runners(result)])),
        ..Extra::default()
    };
    Row {
        race,
        athlete: athlete(result, race, event, filler),
        mark: achieved.mark,
        status: achieved.status,
        qualification: qualification.unwrap_or(achieved.qualification),
        place,
        flags: filler.flags(&achieved.flags, &names::codes(result.get("records"))),
        bib: filler.text(result.get("bib")),
        extra: filler.builder.extra(extra),
        line: result.line(),
        ..Row::default()
    }
}

/// The runners of a relay team.
fn runners(result: Value<'_>) -> String {
    let members = result.get("competitor").get("teamMembers").all();
    let name = |m: Value<'_>| if m.is_object() { m.get("name") } else { m }.text().into_owned();
    let names = members.map(name).filter(|n| !n.is_empty());
    names.collect::<Vec<_>>().join(", ")
}

/// The events of a combined event: `100mH 13.10 (+0.2) 1100`.
fn details(value: Value<'_>, filler: &mut Filler<'_>) -> Str {
    let of_event = |item: Value<'_>| {
        let wind = item.get("wind").text();
        let wind = if wind.is_empty() {
            String::new()
        } else {
            format!("({wind})")
        };
        let texts = [
            item.first_stated(&["event", "eventName", "discipline"]).text(),
            item.get("mark").text(),
            wind.into(),
            item.get("points").text(),
        ];
        let stated: Vec<&str> = texts.iter().map(|t| &**t).filter(|t| !t.is_empty()).collect();
        stated.join(" ")
    };
    let events: Vec<String> = value.all().map(of_event).collect();
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
