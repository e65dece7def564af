//! Performances as linked data: each stands alone and names athlete, event and competition by address. They make one list an
//! event.

use super::code;
use crate::model::{Event, Sex, Str};
use crate::read::import::{Extra, Origin, Race, RaceKind, Row};
use crate::read::json::{Filler, Person, Value};
use hashbrown::HashMap;

/// The lists of the performances read, by event.
#[derive(Default)]
pub struct Performances {
    lists: HashMap<(Event, String), u32>,
}

/// The name of something that has one or only an address: `1500m` of `http://…/discipline/1500m.jsonld`.
fn name_of(value: Value<'_>) -> String {
    let name = value.first_stated(&["name", "title"]);
    if !name.is_missing() {
        return name.text().into_owned();
    }
    let text = if value.is_object() {
        value.get("@id").text()
    } else {
        value.text()
    };
    let last = text.rsplit(['/', '#', ':']).next().unwrap_or_default();
    last.trim_end_matches(".jsonld").trim_end_matches(".json").to_owned()
}

impl Performances {
    pub fn read(&mut self, performance: Value<'_>, filler: &mut Filler<'_>) {
        let discipline = name_of(performance.first_stated(&["sportsDiscipline", "discipline"]));
        let event = code::event(&discipline).unwrap_or_default();
        let key = (
            event,
            if event == Event::default() {
                discipline
            } else {
                String::new()
            },
        );
        let line = performance.line();
        let list = *self.lists.entry(key).or_insert_with_key(|(event, title)| {
            let title = if title.is_empty() { "Performances" } else { title };
            let title = filler.builder.intern(title);
            filler.builder.race(Race {
                kind: RaceKind::List,
                event: *event,
                title,
                origin: Origin {
                    line,
                    citation: Str::EMPTY,
                },
                ..Race::default()
            })
        });
        let agent = performance.first_stated(&["agent", "competitor", "athlete"]);
        let person = Person {
            name: filler.builder.intern(&name_of(agent)),
            id: filler.text(agent.get("@id")),
            sex: Sex::parse(&agent.get("gender").text()).unwrap_or_default(),
            ..Person::default()
        };
        let value = performance.first_stated(&["time", "distance", "height", "points", "result"]);
        let achieved = filler.mark(if value.is_object() { value.get("value") } else { value }, event);
        let date = filler.date(performance.first_stated(&["date", "datePublished", "startDate"]));
        let (rule, note) = achieved.rule_and_note();
        let extra = Extra {
            date,
            rule: filler.builder.intern(rule),
            note: filler.builder.intern(note),
            meet: filler.builder.intern(&name_of(performance.get("inCompetition"))),
            ..Extra::default()
        };
        let records = performance.get("recordOrBest");
        let records: Vec<String> = match records.is_array() {
            true => records.items().map(name_of).collect(),
            false => vec![name_of(records)],
        };
        let row = Row {
            race: list,
            // the same athlete may stand in a list many times
            athlete: filler.athlete_of_list(person, line),
            mark: achieved.mark,
            status: achieved.status,
            flags: filler.flags(&achieved.flags, &records.join(" ")),
            extra: filler.builder.extra(extra),
            line,
            ..Row::default()
        };
        filler.builder.row(row, &[]);
    }
}
