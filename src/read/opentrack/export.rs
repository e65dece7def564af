//! What the OpenTrack site itself gives: a competition with `competitors`, and `events` of `units` (heats) whose `results` name
//! competitors by their bib.

use super::declared::Declared;
use super::race::{self, OfRace};
use crate::model::{Date, Event, Round, Sex};
use crate::read::import::Race;
use crate::read::json::{Filler, Value};
use hashbrown::HashMap;

/// Whether an event has heats with results.
pub fn is_event(event: Value<'_>) -> bool {
    let has_results = |unit: Value<'_>| unit.get("results").is_array();
    !event.get("eventCode").is_missing() && event.get("units").all().any(has_results)
}

pub fn read(document: Value<'_>, filler: &mut Filler<'_>) {
    let name = document.first_stated(&["fullName", "englishName", "shortName"]).text();
    let meet = race::meet(document, &name, filler);
    let declared = Declared::of(document.get("competitors"));
    let first_day = document.first_stated(&["date", "startDate"]);
    let first_day = Date::parse(&first_day.text());
    for value in document.get("events").all() {
        let mut event = race::event(value.get("eventCode"), filler);
        event.sex = Sex::parse(&value.get("genders").text()).unwrap_or_default();
        let units = value.get("units");
        let mut of_round: HashMap<u64, usize> = HashMap::new();
        for unit in units.all() {
            *of_round.entry(round_number(unit)).or_default() += 1;
        }
        let last = of_round.keys().max().copied().unwrap_or(1);
        for unit in units.all() {
            if filler.is_cancelled() {
                return;
            }
            let number = round_number(unit);
            let heat = unit.get("heat").whole().and_then(|h| u16::try_from(h).ok());
            let heats = of_round.get(&number).copied().unwrap_or(0);
            let names = [value.get("name"), unit.get("heatName")].map(|v| v.text());
            let race = Race {
                meet,
                event,
                title: filler.builder.intern(names.join(" ").trim()),
                age_group: filler.text(value.get("category")),
                round: round(number, last),
                heat: heat.filter(|_| heats > 1),
                date: day_of(value, first_day),
                start_time: filler.text(unit.first_stated(&["actualStartTime", "scheduledStartTime"])),
                origin: race::origin(unit),
                ..Race::default()
            };
            read_unit(unit, race, event, &declared, filler);
        }
    }
}

fn read_unit<'d>(unit: Value<'d>, race: Race, event: Event, declared: &Declared<'d>, filler: &mut Filler<'_>) {
    let wind = race::wind(unit.first_stated(&["windAssistance", "wind"]), filler);
    let series = if event.discipline.is_timed() {
        HashMap::new()
    } else {
        series(unit.get("trials"))
    };
    let of_race = OfRace {
        race,
        wind,
        declared,
        series,
    };
    race::rows(unit.get("results").all(), of_race, filler);
}

/// The attempts of each bib, in their order.
fn series(trials: Value<'_>) -> HashMap<String, String> {
    let mut by_bib: HashMap<String, String> = HashMap::new();
    for trial in trials.all() {
        let texts = ["height", "result"].map(|key| trial.get(key).text());
        let series = by_bib.entry(trial.get("bib").text().into_owned()).or_default();
        if !series.is_empty() {
            series.push_str(", ");
        }
        series.push_str(texts.join(" ").trim());
    }
    by_bib
}

fn round_number(unit: Value<'_>) -> u64 {
    unit.get("round").whole().unwrap_or(1)
}

/// The last round is the final, the first of several round 1.
fn round(number: u64, last: u64) -> Round {
    match number {
        n if n == last => Round::Final,
        1 => Round::Round1,
        n if n + 1 == last => Round::SemiFinal,
        2 => Round::Round2,
        _ => Round::Unknown,
    }
}

/// The day of an event, counted from the first, where that is in the same month.
fn day_of(event: Value<'_>, first_day: Option<Date>) -> Option<Date> {
    let first = first_day?;
    let later = u8::try_from(event.get("day").whole().unwrap_or(1))
        .ok()?
        .checked_sub(1)?;
    Date::new(first.year(), first.month(), Some(first.day()?.checked_add(later)?))
}
