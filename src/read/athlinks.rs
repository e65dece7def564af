//! Athlinks: the results of an event, `data` of race groups whose `intervals` have results, or one athlete with the intervals
//! beside. An interval is the whole course (`full`) or a point on it; times are in milliseconds and count from the start.
//!
//! The result is the time by which the source ranks, chip or gun; the other one stands beside it.

use super::format::{Format, Head, Input, Progress, Score};
use super::header::thousandths;
use super::import::{Extra, Import, Meet, Origin, Race, Row};
use super::json::{self, Filler, Person, RaceRow, Split, Value};
use crate::model::{Discipline, Event, Mark, PackedMark, Precision, Severity, Sex, Status, Str, Suffixes, Time};
use hashbrown::HashMap;

pub const FORMAT: Format = Format {
    name: "athlinks",
    label: "Athlinks results (JSON)",
    extensions: &["json"],
    score,
    read,
};

/// The race groups of a document.
fn groups(root: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let list = if root.is_array() { root } else { root.get("data") };
    list.all().filter(|g| is_group(*g))
}

fn is_group(value: Value<'_>) -> bool {
    value
        .get("intervals")
        .all()
        .any(|i| i.get("results").all().next().is_some() && !i.get("distance").is_missing())
        || value
            .get("intervals")
            .all()
            .any(|i| i.get("results").all().any(has_time))
}

fn has_time(value: Value<'_>) -> bool {
    !value
        .first_stated(&["chipTimeInMillis", "gunTimeInMillis"])
        .is_missing()
}

/// Whether this is one athlete with the intervals of the race.
fn is_athlete(value: Value<'_>) -> bool {
    !value.get("displayName").is_missing() && value.get("intervals").all().any(has_time)
}

fn score(head: Head<'_>) -> Option<Score> {
    json::score(head, |root| {
        let race = |group: Value<'_>| group.get("race").get("name").text().into_owned();
        let reason = match groups(root).next() {
            Some(group) => format!("Athlinks results, intervals of \"{}\"", race(group)),
            None if is_athlete(root) => format!("Athlinks result of one athlete, \"{}\"", race(root)),
            None => return None,
        };
        Some(Score { value: 90, reason })
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    json::with_document(input.bytes, progress, |document, findings| {
        let mut filler = Filler::new(findings, progress);
        for root in document.roots() {
            let meet = meet(root, &mut filler);
            let precision = precision(root);
            let mut reader = Reader {
                meet,
                precision,
                filler: &mut filler,
            };
            if is_athlete(root) {
                reader.athlete(root);
            } else {
                groups(root).for_each(|group| reader.group(group));
            }
        }
        filler.finish()
    })
}

fn meet(root: Value<'_>, filler: &mut Filler<'_>) -> Option<u32> {
    let event = root.get("_meta").get("event").text();
    let name = event.split(" (").next().unwrap_or_default();
    if name.is_empty() {
        return None;
    }
    let name = filler.builder.intern(name);
    let origin = origin(root);
    Some(filler.builder.meet(Meet {
        name,
        origin,
        ..Meet::default()
    }))
}

fn origin(value: Value<'_>) -> Origin {
    Origin {
        line: value.line(),
        citation: Str::EMPTY,
    }
}

/// The precision of the document's times: that of the finest among them, since all are written in milliseconds.
fn precision(root: Value<'_>) -> Precision {
    let of_group = |group: Value<'_>| -> Vec<u64> {
        let intervals = group.get("intervals").all();
        let results = intervals.flat_map(|i| i.get("results").all().chain(std::iter::once(i)));
        let times = results.flat_map(|r| ["chipTimeInMillis", "gunTimeInMillis"].map(|key| milliseconds(r.get(key))));
        times.flatten().collect()
    };
    let all = groups(root).flat_map(of_group).chain(of_group(root));
    let finest = all.map(|ms| match ms {
        _ if ms.is_multiple_of(1000) => Precision::Second,
        _ if ms.is_multiple_of(100) => Precision::Tenth,
        _ if ms.is_multiple_of(10) => Precision::Hundredth,
        _ => Precision::Thousandth,
    });
    finest.max().unwrap_or(Precision::Second)
}

/// Whole milliseconds, which some programs write as `535000.0`.
fn milliseconds(value: Value<'_>) -> Option<u64> {
    let text = value.text();
    text.split_once('.').map_or(&*text, |(whole, _)| whole).parse().ok()
}

/// By which time the source ranks.
#[derive(Clone, Copy, PartialEq)]
enum Clock {
    Chip,
    Gun,
}

impl Clock {
    fn of(rank_type: &str) -> Self {
        if rank_type.eq_ignore_ascii_case("gun") {
            Self::Gun
        } else {
            Self::Chip
        }
    }
}

struct Reader<'f, 'p> {
    meet: Option<u32>,
    precision: Precision,
    filler: &'f mut Filler<'p>,
}

impl Reader<'_, '_> {
    /// One time of a result or interval; the clock's own, else the other.
    fn time(&mut self, value: Value<'_>, clock: Clock) -> Option<Time> {
        let keys = match clock {
            Clock::Chip => ["chipTimeInMillis", "gunTimeInMillis"],
            Clock::Gun => ["gunTimeInMillis", "chipTimeInMillis"],
        };
        let found = keys
            .map(|key| value.get(key))
            .into_iter()
            .find(|v| !v.is_missing() && milliseconds(*v) != Some(0))?;
        self.milliseconds(found)
    }

    fn milliseconds(&mut self, value: Value<'_>) -> Option<Time> {
        if value.is_missing() || milliseconds(value) == Some(0) {
            return None;
        }
        let ticks = milliseconds(value).and_then(|ms| u32::try_from(ms.checked_mul(10)?).ok());
        if ticks.is_none() {
            self.filler.unreadable("unreadable-time", value, "whole milliseconds");
        }
        Some(Time::from_ticks(ticks?, self.precision))
    }

    fn race(&mut self, value: Value<'_>, course: Value<'_>, division: Value<'_>) -> (u32, Event) {
        let name = value.get("race").get("name").text();
        let metres = course.get("distance").first_stated(&["metersFromStart", "meters"]);
        let mm = thousandths(&metres.text()).and_then(|mm| u32::try_from(mm).ok());
        let kind = course.get("raceType").text();
        let discipline = match &*kind {
            "" | "run" => Discipline::Road,
            "walk" => Discipline::RoadWalk,
            _ => Discipline::Unknown,
        };
        let event = Event {
            discipline: if mm.is_none() { Discipline::Unknown } else { discipline },
            distance_mm: mm.unwrap_or(0),
            ..Event::default()
        };
        let overall = division.get("type").text();
        let division = if matches!(&*overall, "" | "overall") {
            "".into()
        } else {
            division.get("name").text()
        };
        let title = if name.eq_ignore_ascii_case(&event.name()) {
            "".into()
        } else {
            name
        };
        let race = Race {
            meet: self.meet,
            event,
            title: self.filler.builder.intern(&title),
            age_group: self.filler.builder.intern(&division),
            origin: origin(value),
            ..Race::default()
        };
        (self.filler.builder.race(race), event)
    }

    /// A race group: the results of the whole course, with those of other points as passings.
    fn group(&mut self, group: Value<'_>) {
        let division = group.get("division");
        let clock = Clock::of(&division.get("rankType").text());
        let intervals = group.get("intervals");
        let course = course(intervals);
        let (race, event) = self.race(group, course, division);
        let mut passings: HashMap<String, Vec<Split>> = HashMap::new();
        for point in intervals.all().filter(|i| !i.is(course) && !is_full(*i)) {
            for result in point.get("results").all() {
                let split = self.split(point, result, event, clock);
                passings.entry(key(result)).or_default().extend(split);
            }
        }
        let mut rows = Vec::new();
        for result in course.get("results").all().filter(|r| r.is_object()) {
            if self.filler.is_cancelled() {
                return;
            }
            let place = result.get("rankings").get("overall");
            let row = self.row(result, result, place, race, clock);
            rows.push(RaceRow {
                row,
                splits: passings.remove(&key(result)).unwrap_or_default(),
            });
        }
        // who passed a point and is not in the results stays in the list, without a mark
        for point in intervals.all().filter(|i| !i.is(course) && !is_full(*i)) {
            for result in point.get("results").all() {
                if let Some(splits) = passings.remove(&key(result)).filter(|s| !s.is_empty()) {
                    let none = result.get("");
                    let row = self.row(result, none, none, race, clock);
                    rows.push(RaceRow { row, splits });
                }
            }
        }
        let total = division.get("totalAthletes");
        if total.whole().is_some_and(|n| n > rows.len() as u64) {
            let found = format!("{} of {} results", rows.len(), total.text());
            let expected = "all results of the race; the others are on another page of the source";
            self.filler
                .report(Severity::Note, "incomplete-list", total, found, expected);
        }
        self.filler.race_rows(race, group.line(), rows);
    }

    /// One athlete: the whole course is the result, the other intervals are passings.
    fn athlete(&mut self, value: Value<'_>) {
        let intervals = value.get("intervals");
        let course = course(intervals);
        let overall = |d: &Value<'_>| d.get("type").text() == "overall";
        let divisions = course.get("divisions");
        let division = divisions.all().find(overall).unwrap_or(divisions);
        let clock = Clock::of(&division.get("rankType").text());
        let (race, event) = self.race(value, course, division);
        let points = intervals.all().filter(|i| !is_full(*i) && !i.is(course));
        let splits = points
            .filter_map(|point| self.split(point, point, event, clock))
            .collect();
        let row = self.row(value, course, division.get("rank"), race, clock);
        self.filler.race_rows(race, value.line(), vec![RaceRow { row, splits }]);
    }

    /// The time of a result at a point of the course.
    fn split(&mut self, point: Value<'_>, result: Value<'_>, event: Event, clock: Clock) -> Option<Split> {
        let metres = point.get("distance").first_stated(&["metersFromStart", "meters"]);
        let at_mm = thousandths(&metres.text())
            .and_then(|mm| u32::try_from(mm).ok())
            .filter(|mm| *mm > 0);
        let Some(at_mm) = at_mm else {
            let found = format!("the point \"{}\" without a distance", point.get("name").text());
            self.filler.report(
                Severity::Warning,
                "unplaced-split",
                result,
                found,
                "metres from the start",
            );
            return None;
        };
        if at_mm > event.distance_mm && event.distance_mm > 0 {
            self.filler.unreadable(
                "unreadable-distance",
                metres,
                "metres from the start, before the finish",
            );
            return None;
        }
        Some(Split {
            at_mm,
            time: self.time(result, clock)?,
            suffixes: Suffixes::NONE,
            line: result.line(),
        })
    }

    /// The row of a person with the times of a result.
    fn row(&mut self, person: Value<'_>, result: Value<'_>, place: Value<'_>, race: u32, clock: Clock) -> Row {
        let time = self.time(result, clock);
        let chip = self.milliseconds(result.get("chipTimeInMillis"));
        let gun = self.milliseconds(result.get("gunTimeInMillis"));
        let packed = |time: Option<Time>| {
            time.map_or(PackedMark::NONE, |t| {
                PackedMark::new(Some(Mark::Time(t)), Suffixes::NONE)
            })
        };
        let word = person.get("status").text();
        let status = Status::parse(&word);
        let mut notes = Vec::new();
        if clock == Clock::Chip
            && chip.is_some()
            && let Some(gun) = gun
        {
            notes.push(format!("gun time {gun}"));
        }
        if status.is_none() && !matches!(&*word, "" | "CONF") {
            notes.push(word.into_owned());
        }
        let extra = Extra {
            net: packed(chip),
            note: self.filler.builder.intern(&notes.join("; ")),
            ..Extra::default()
        };
        let age = person.get("age").whole().and_then(|age| u8::try_from(age).ok());
        Row {
            race,
            athlete: self.person(person, race),
            mark: packed(time),
            status: status.unwrap_or_default(),
            place: place.whole().and_then(|p| u32::try_from(p).ok()).unwrap_or(0),
            age: age.unwrap_or(0),
            bib: self.filler.text(person.get("bib")),
            extra: self.filler.builder.extra(extra),
            line: person.line(),
            ..Row::default()
        }
    }

    fn person(&mut self, value: Value<'_>, race: u32) -> u32 {
        let person = Person {
            name: self.filler.text(value.get("displayName")),
            nation: self.filler.text(value.get("location").get("country")),
            sex: Sex::parse(&value.get("gender").text()).unwrap_or_default(),
            id: self.filler.text(value.get("id")),
            ..Person::default()
        };
        self.filler.athlete(person, race, value.line())
    }
}

fn is_full(interval: Value<'_>) -> bool {
    interval.get("full").bool() == Some(true)
}

/// The interval of the whole course; without one the longest.
fn course(intervals: Value<'_>) -> Value<'_> {
    let metres = |i: &Value<'_>| thousandths(&i.get("distance").get("metersFromStart").text()).unwrap_or(0);
    let full = intervals.all().find(|i| is_full(*i));
    full.or_else(|| intervals.all().max_by_key(metres)).unwrap_or(intervals)
}

/// What tells an athlete of a race.
fn key(result: Value<'_>) -> String {
    let id = result.get("id").text();
    if id.is_empty() {
        format!("{} {}", result.get("bib").text(), result.get("displayName").text())
    } else {
        id.into_owned()
    }
}
