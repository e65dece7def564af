//! Championship pages: `phases` of `units` with `results` and `splits`. A split list holds one intermediate point, with the
//! athletes in their order there and cumulative times. Keys differ from page to page, so they are known by their ends.

use super::names::{self, Stage, ending, ending_but};
use crate::model::{Discipline, Event, Qualification, Severity, Sex, Str, fold};
use crate::read::import::{Extra, Meet, Origin, Race, Row};
use crate::read::json::{Filler, Person, RaceRow, Split, Value, joined};
use crate::read::marker_caption::marker;
use hashbrown::HashMap;

/// Whether an object has phases with units.
pub fn are_in(page: Value<'_>) -> bool {
    let units = |phase: Value<'_>| phase.get("units").items().any(|u| u.get("results").is_array());
    page.get("phases").all().any(units)
}

pub fn read(path: &[Value<'_>], filler: &mut Filler<'_>) {
    let Some(&page) = path.last() else { return };
    let around = |words: &[&str]| {
        let found = path.iter().rev().map(|v| ending(*v, words)).find(|v| !v.is_missing());
        found.map(|v| v.text().into_owned()).unwrap_or_default()
    };
    let title = around(&["eventname", "event", "disciplinename", "discipline"]);
    let mut event = names::event(&title).unwrap_or_default();
    if event.sex == Sex::Unknown {
        event.sex = Sex::parse(&around(&["gender", "sexname", "sex"])).unwrap_or_default();
    }
    if event.distance_mm == 0 && event.discipline.is_timed() {
        let found = format!("\"{title}\"");
        filler.report(
            Severity::Warning,
            "unknown-event",
            page,
            found,
            "an event such as Men's 1500 Metres",
        );
    }
    let name = filler.builder.intern(&around(&["competitionname", "competition"]));
    let line = page.line();
    let origin = Origin {
        line,
        citation: Str::EMPTY,
    };
    let meet = (!name.is_empty()).then(|| {
        filler.builder.meet(Meet {
            name,
            origin,
            ..Meet::default()
        })
    });
    for phase in page.get("phases").all() {
        let units = phase.get("units");
        let count = units.all().count();
        for unit in units.all() {
            if filler.is_cancelled() {
                return;
            }
            let phase_name = ending(phase, &["phasename", "name", "phase"]).text();
            let unit_name = ending(unit, &["unitname", "name", "unit"]).text();
            // one event of a combined one
            let own = names::event(&phase_name).filter(|_| event.discipline >= Discipline::Pentathlon);
            let event = own.map_or(event, |own| Event { sex: event.sex, ..own });
            let mut stage = match own.filter(|own| own.discipline < Discipline::Pentathlon) {
                None => Stage::of(&format!("{phase_name} - {unit_name}")),
                Some(_) => Stage::of(&unit_name),
            };
            if own.is_some() {
                stage.rest = joined(&[&title, &stage.rest]).replace("; ", ", ");
            }
            if count < 2 {
                stage.heat = None;
            }
            let race = Race {
                meet,
                event,
                title: filler
                    .builder
                    .intern(if event == Event::default() { &title } else { &stage.rest }),
                round: stage.round,
                heat: stage.heat,
                date: filler.date(ending(unit, &["startdate", "date"])),
                origin: Origin {
                    line: unit.line(),
                    citation: Str::EMPTY,
                },
                ..Race::default()
            };
            read_unit(unit, race, filler);
        }
    }
}

/// What tells an athlete of a unit.
fn key(value: Value<'_>) -> String {
    let (given, family) = names_of(value);
    let name = if family.is_empty() {
        value.first_stated(&["competitorName", "name"]).text().into_owned()
    } else {
        format!("{given} {family}")
    };
    fold(&name)
}

fn names_of(value: Value<'_>) -> (String, String) {
    let text = |words: &[&str]| ending(value, words).text().into_owned();
    (text(&["firstname", "givenname"]), text(&["lastname", "familyname"]))
}

fn read_unit(unit: Value<'_>, race: Race, filler: &mut Filler<'_>) {
    let event = race.event;
    let number = filler.builder.race(race);
    let mut passings = passings(unit.get("splits"), event, filler);
    let wind = filler.wind(ending(unit, &["wind"]));
    let mut rows = Vec::new();
    for result in unit.get("results").all().filter(|r| r.is_object()) {
        // the competitor may be an object of its own
        let inner = result.get("competitor");
        let person = if inner.is_object() { inner } else { result };
        let rank = ending_but(
            result,
            &["place", "rank", "position", "order"],
            &["startorder", "startposition"],
        );
        let (place, in_place) = filler.place(rank);
        let mark = ending_but(
            result,
            &["mark", "performance", "result", "time"],
            &["remark", "reactiontime", "starttime", "intermediatemark"],
        );
        let achieved = filler.mark(mark, event).or_status(in_place);
        let own_wind = result.get("wind");
        let (rule, note) = achieved.rule_and_note();
        let extra = Extra {
            wind_tenths: if own_wind.is_missing() {
                wind
            } else {
                filler.wind(own_wind)
            },
            lane: ending(result, &["lane"])
                .whole()
                .and_then(|l| u16::try_from(l).ok())
                .unwrap_or(0),
            reaction_ms: reaction_ms(&ending(result, &["reactiontime"]).text()),
            rule: filler
                .builder
                .intern(&joined(&[&ending(result, &["rule"]).text(), rule])),
            note: filler
                .builder
                .intern(&joined(&[&ending(result, &["remark"]).text(), note])),
            ..Extra::default()
        };
        let records = names::codes(result.first_stated(&["records", "record"]));
        let qualified = Qualification::parse(&ending(result, &["qualified", "qualification"]).text());
        let row = Row {
            race: number,
            athlete: athlete(person, result, number, event, filler),
            mark: achieved.mark,
            status: achieved.status,
            qualification: qualified.unwrap_or(achieved.qualification),
            place,
            flags: filler.flags(&achieved.flags, &records),
            bib: filler.text(ending(result, &["bib", "bibnumber"])),
            extra: filler.builder.extra(extra),
            line: result.line(),
            ..Row::default()
        };
        let splits = passings.remove(&key(person)).unwrap_or_default();
        rows.push(RaceRow { row, splits });
    }
    // in the order of the file
    let mut unknown: Vec<(String, u32)> = passings
        .into_iter()
        .filter_map(|(key, s)| Some((key, s.first()?.line)))
        .collect();
    unknown.sort_by_key(|(_, line)| *line);
    for (name, line) in unknown {
        filler.builder.findings().push(crate::model::Finding {
            severity: Severity::Warning,
            code: "passing-without-result",
            line,
            column: 0,
            found: format!("passings of {name}"),
            expected: "an athlete of the results".to_owned(),
        });
    }
    filler.race_rows(number, unit.line(), rows);
}

/// Milliseconds of seconds such as `0.146`.
fn reaction_ms(text: &str) -> Option<i16> {
    let digits = text.trim_start_matches(['+', '-']);
    let ms = i16::try_from(crate::read::header::thousandths(digits)?)
        .ok()
        .filter(|ms| *ms > 0)?;
    Some(if text.starts_with('-') { -ms } else { ms })
}

fn athlete(person: Value<'_>, result: Value<'_>, race: u32, event: Event, filler: &mut Filler<'_>) -> u32 {
    let (given, family) = names_of(person);
    let whole = person.first_stated(&["competitorName", "name", "athlete"]).text();
    let name = if whole.is_empty() || whole == family {
        format!("{given} {family}")
    } else {
        whole.into_owned()
    };
    let nation = ending(person, &["countrycode", "nationality", "country", "nat"]);
    let nation = if nation.is_missing() {
        ending(result, &["countrycode", "nationality"])
    } else {
        nation
    };
    let birth = filler.date(ending(person, &["birthdate", "dateofbirth"]));
    let person = Person {
        name: filler.builder.intern(&name),
        nation: filler.text(nation),
        birth,
        sex: if event.sex == Sex::Mixed {
            Sex::Unknown
        } else {
            event.sex
        },
        id: filler.text(person.first_stated(&["competitorId", "id", "iaafId"])),
        given: filler.builder.intern(&given),
        family: filler.builder.intern(&family),
    };
    filler.athlete(person, race, result.line())
}

/// The passings of a unit by athlete.
fn passings(splits: Value<'_>, event: Event, filler: &mut Filler<'_>) -> HashMap<String, Vec<Split>> {
    let mut by_athlete: HashMap<String, Vec<Split>> = HashMap::new();
    let points = splits.all().flat_map(|point| {
        if point.is_array() {
            point.items().collect()
        } else {
            vec![point]
        }
    });
    for split in points.filter(|s| s.is_object()) {
        let name = ending(split, &["intermediatename", "distance"]);
        // in small letters, as `100M` would be miles
        let point = name.text().to_lowercase();
        let is_finish = matches!(&*point, "finish" | "final" | "finish line");
        let marker = marker(&point).filter(|m| m.distance_mm > 0).map(|m| m.distance_mm);
        let Some(at_mm) = marker.or(Some(event.distance_mm).filter(|mm| is_finish && *mm > 0)) else {
            if is_finish {
                continue;
            }
            filler.unreadable(
                "unreadable-distance",
                if name.is_missing() { split } else { name },
                "a point such as 400m",
            );
            continue;
        };
        if let Some((time, suffixes)) = filler.time(ending(split, &["intermediatemark", "mark", "time"])) {
            by_athlete.entry(key(split)).or_default().push(Split {
                at_mm,
                time,
                suffixes,
                line: split.line(),
            });
        }
    }
    by_athlete
}
