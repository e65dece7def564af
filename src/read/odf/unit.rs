//! What a message is about: the event, round and heat of its code, the day, and the intermediate points.

use super::Reader;
use crate::model::distance::HALF_MARATHON_MM;
use crate::model::{Date, Discipline, Event, Round, Sex, Time};
use crate::read::import::{ImportBuilder, Meet, Origin, Race};
use crate::read::xml::Element;
use std::borrow::Cow;

/// Intermediate points that are told apart; a 10,000 m with every lap has 25.
const MAX_POINTS: u32 = 200;

/// A point as the message names it, with the leader's time there.
pub(super) struct Point<'t> {
    /// From 1.
    pub number: u32,
    /// `400`, `Half`, `Finish`.
    name: Cow<'t, str>,
    pub time: Option<Time>,
    /// Code of the leader.
    pub leader: Cow<'t, str>,
    pub line: u32,
}

#[derive(Default)]
pub(super) struct Unit<'t> {
    pub line: u32,
    competition: Cow<'t, str>,
    code: Cow<'t, str>,
    pub feed_status: Cow<'t, str>,
    version: Cow<'t, str>,
    event_name: Cow<'t, str>,
    unit_name: Cow<'t, str>,
    sex: Sex,
    start: Cow<'t, str>,
    date: Option<Date>,
    venue: Cow<'t, str>,
    city: Cow<'t, str>,
    pub wind: Cow<'t, str>,
    pub points: Vec<Point<'t>>,
    pub event: Event,
}

impl<'t> Unit<'t> {
    pub fn of_message(root: &Element<'t>) -> Self {
        let value = |name| root.attribute(name).unwrap_or_default();
        let date = root.attribute("LogicalDate").or(root.attribute("Date"));
        Self {
            competition: value("CompetitionCode"),
            code: value("DocumentCode"),
            feed_status: value("ResultStatus"),
            version: value("Version"),
            date: date.and_then(|d| day(&d)),
            ..Self::default()
        }
    }

    /// A part of the document code without its dashes: of 34 characters 3 are the discipline's, 1 the sex, 18 the event, 4
    /// the phase and 8 the unit.
    fn part(&self, from: usize, to: usize) -> &str {
        let code = self.code.get(from..to.min(self.code.len())).unwrap_or("");
        code.trim_end_matches('-')
    }

    /// The event, from its name or from the code.
    pub fn settle(&mut self) {
        let named = Event::parse(&self.event_name).or_else(|| event_of_code(self.part(4, 22)));
        // of a combined event the phase is the one of its events
        let of_combined = named.filter(|e| e.discipline >= Discipline::Pentathlon);
        let named = of_combined.and_then(|_| event_of_phase(self.part(22, 26))).or(named);
        let is_athletics = self.part(0, 3).is_empty() || self.part(0, 3) == "ATH";
        self.event = named.filter(|_| is_athletics).unwrap_or_default();
        let of_code = Sex::parse(self.part(3, 4)).unwrap_or_default();
        if self.event.sex == Sex::Unknown {
            self.event.sex = if self.sex == Sex::Unknown { of_code } else { self.sex };
        }
    }

    /// The round and, but for a final, the heat.
    fn round(&self) -> (Round, Option<u16>) {
        let phase = self.part(22, 26);
        let heat = self.part(26, 30).parse().ok().filter(|n| *n > 0);
        let named = Round::parse(&self.unit_name);
        match phase {
            "FNL" => (Round::Final, None),
            "SFNL" | "SF" => (Round::SemiFinal, heat),
            "QFNL" | "QF" => (Round::QuarterFinal, heat),
            "QUAL" | "Q" => (Round::Qualification, heat),
            "PREL" => (Round::Preliminary, heat),
            "RND1" | "R1" | "HEAT" => (Round::Round1, heat),
            "RND2" | "R2" => (Round::Round2, heat),
            _ => named.unwrap_or((Round::Unknown, heat)),
        }
    }

    pub fn race(&self, builder: &mut ImportBuilder, markers: &[u32]) -> Race {
        let (round, heat) = self.round();
        let date = day(&self.start).or(self.date);
        let origin = Origin {
            line: self.line,
            ..Origin::default()
        };
        let meet = Meet {
            name: builder.intern(self.competition.trim_end_matches('-')),
            venue: builder.intern(&self.venue),
            city: builder.intern(&self.city),
            origin,
            ..Meet::default()
        };
        // the round that has no name of ours, such as a repechage, stays in the title
        let title = match (self.event == Event::default(), round) {
            (true, _) => format!("{} {}", self.event_name, self.unit_name),
            (false, Round::Unknown) => self.unit_name.to_string(),
            (false, _) => String::new(),
        };
        let version = match &*self.version {
            "" => String::new(),
            version => format!(", version {version}"),
        };
        Race {
            meet: Some(builder.meet(meet)),
            event: self.event,
            title: builder.intern(&title),
            round,
            heat,
            date,
            start_time: builder.intern(self.start.get(11..16).unwrap_or("")),
            markers: builder.markers(markers),
            note: builder.intern(&format!("{}{version}", self.feed_status)),
            origin,
            ..Race::default()
        }
    }

    /// The distance of a point in millimetres: metres on the track, kilometres on the road.
    fn distance(&self, name: &str) -> Option<u32> {
        let lower = name.trim().to_lowercase();
        let distance_mm = self.event.distance_mm;
        match lower.as_str() {
            "half" if distance_mm == crate::model::distance::MARATHON_MM => return Some(HALF_MARATHON_MM),
            "half" if distance_mm > 0 => return Some(distance_mm / 2),
            "finish" | "fin" if distance_mm > 0 => return Some(distance_mm),
            _ => {}
        }
        let digits = lower.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
        let is_road = matches!(self.event.discipline, Discipline::Road | Discipline::RoadWalk);
        let unit = match lower[digits.len()..].trim() {
            "km" | "k" => 1000,
            "" if is_road => 1000,
            "" | "m" => 1,
            _ => return None,
        };
        let mm = crate::read::header::thousandths(digits)?.checked_mul(unit)?;
        u32::try_from(mm).ok().filter(|mm| *mm > 0)
    }
}

impl<'t> Reader<'t> {
    pub(super) fn infos(&mut self, element: &Element<'t>, unit: &mut Unit<'t>) {
        while let Some(part) = self.xml.child(element) {
            let value = |name| part.attribute(name).unwrap_or_default();
            match part.name {
                "UnitDateTime" => unit.start = value("StartDate"),
                "SportDescription" => {
                    unit.event_name = value("EventName");
                    unit.unit_name = value("SubEventName");
                    unit.sex = Sex::parse(&value("Gender")).unwrap_or_default();
                }
                "VenueDescription" => {
                    unit.venue = value("VenueName");
                    unit.city = value("LocationName");
                }
                "ExtendedInfo" if value("Code") == "WIND_SPEED" => unit.wind = value("Value"),
                "ExtendedInfo" if value("Code") == "INTERMEDIATE" => self.point(&part, unit),
                _ => {}
            }
        }
    }

    fn point(&mut self, element: &Element<'t>, unit: &mut Unit<'t>) {
        let mut point = Point {
            number: element.attribute("Pos").and_then(|p| p.parse().ok()).unwrap_or(0),
            name: element.attribute("Value").unwrap_or_default(),
            time: None,
            leader: Cow::Borrowed(""),
            line: self.xml.line_of(element),
        };
        while let Some(part) = self.xml.child(element) {
            let value = part.attribute("Value").unwrap_or_default();
            match part.attribute("Code").as_deref() {
                Some("TIME") => point.time = self.time(&part, &value),
                Some("LEADER") => point.leader = value,
                _ => {}
            }
        }
        if (1..=MAX_POINTS).contains(&point.number) && unit.points.len() < MAX_POINTS as usize {
            unit.points.push(point);
        }
    }
}

/// The intermediate points of a unit and the markers that they are.
pub(super) struct Points {
    /// Of each point, from 1, its distance.
    distances: Vec<(u32, u32)>,
    pub markers: Vec<u32>,
}

impl Points {
    /// The points that the message names, else those that are usual for the event when there are `count` of them, or one
    /// more with the finish. Of a relay with times of legs the ends of the legs.
    pub fn new(unit: &Unit<'_>, count: usize, has_legs: bool) -> Self {
        let named = unit.points.iter();
        let mut distances: Vec<(u32, u32)> = named
            .filter_map(|p| Some((p.number, unit.distance(&p.name)?)))
            .collect();
        let legs = unit.event.legs;
        if has_legs && legs > 0 && count == 0 {
            let leg_mm = unit.event.distance_mm / u32::from(legs);
            distances = (1..u32::from(legs)).map(|leg| (leg, leg * leg_mm)).collect();
        } else if unit.points.is_empty() {
            let mut usual = usual(unit.event);
            let is_known = !usual.is_empty();
            usual.push(unit.event.distance_mm);
            if is_known && (count == usual.len() || count + 1 == usual.len()) {
                distances = (1..).zip(usual).take(count).collect();
            }
        }
        if !unit.event.discipline.is_timed() {
            distances.clear();
        }
        let mut markers: Vec<u32> = distances.iter().map(|(_, mm)| *mm).collect();
        markers.sort_unstable();
        markers.dedup();
        Self { distances, markers }
    }

    /// The marker of a point, by its number.
    pub fn marker(&self, number: u32) -> Option<usize> {
        let (_, distance) = self.distances.iter().find(|(n, _)| *n == number)?;
        self.markers.binary_search(distance).ok()
    }
}

/// The intermediate points of an event in millimetres, without the finish.
fn usual(event: Event) -> Vec<u32> {
    let metres = |list: &[u32]| list.iter().map(|m| m * 1000).collect();
    match (event.discipline, event.distance_mm / 1000) {
        (Discipline::Track, 800) => metres(&[400]),
        (Discipline::Track, 1500) => metres(&[400, 800, 1200]),
        (Discipline::Steeplechase, 3000) => metres(&[1000, 2000]),
        (Discipline::Track, distance @ (5000 | 10_000)) => (1..distance / 1000).map(|km| km * 1_000_000).collect(),
        (Discipline::Road, 42_195) => {
            let mut points: Vec<u32> = (1..=8).map(|n| n * 5_000_000).collect();
            points.insert(4, HALF_MARATHON_MM);
            points
        }
        _ => Vec::new(),
    }
}

/// The event of a phase of a combined event: `100M`, `110H`, `1500`, `LJ`.
fn event_of_phase(phase: &str) -> Option<Event> {
    let is_distance = phase.starts_with(|c: char| c.is_ascii_digit()) && phase.len() > 2;
    let is_field = phase.len() == 2 && phase.bytes().all(|b| b.is_ascii_uppercase());
    let event = event_of_code(phase).filter(|_| is_distance || is_field);
    event.filter(|e| e.distance_mm >= 60_000 || !e.discipline.is_timed())
}

/// The event of the code that has no name: `1500M`, `110MH`, `3000MSC`, `20KMW`, `4X100M`, `MARATHON`.
fn event_of_code(code: &str) -> Option<Event> {
    let field = |discipline| {
        Some(Event {
            discipline,
            ..Event::default()
        })
    };
    match code {
        "HJ" => field(Discipline::HighJump),
        "PV" => field(Discipline::PoleVault),
        "LJ" => field(Discipline::LongJump),
        "TJ" => field(Discipline::TripleJump),
        "SP" => field(Discipline::ShotPut),
        "DT" => field(Discipline::Discus),
        "HT" => field(Discipline::Hammer),
        "JT" => field(Discipline::Javelin),
        "MAR" => Event::parse("marathon"),
        _ if code.starts_with("DEC") => field(Discipline::Decathlon),
        _ if code.starts_with("HEP") => field(Discipline::Heptathlon),
        _ => {
            let walk = code.strip_suffix('W').filter(|c| c.ends_with(['M', 'K']));
            let chase = code.strip_suffix("SC").map(|c| c.trim_end_matches('M'));
            let name = match (walk, chase) {
                (Some(distance), _) => format!("{} walk", distance.replace("KM", " km")),
                (_, Some(distance)) => format!("{distance} m steeplechase"),
                _ => code.to_owned(),
            };
            Event::parse(&name)
        }
    }
}

/// `2024-08-06` at the start of a text, or `20240806`.
pub(super) fn day(text: &str) -> Option<Date> {
    let plain = text.get(..8).filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
    match plain {
        Some(digits) => Date::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])),
        None => Date::parse(text.get(..10)?).filter(|d| d.day().is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_events() {
        for (code, name) in [
            ("1500M", "1500 m"),
            ("110MH", "110 m hurdles"),
            ("3000MSC", "3000 m steeplechase"),
            ("3000SC", "3000 m steeplechase"),
            ("20KMW", "20 km walk"),
            ("4X400M", "4 x 400 m relay"),
            ("MARATHON", "marathon"),
            ("LJ", "long jump"),
            ("DEC", "decathlon"),
        ] {
            assert_eq!(event_of_code(code).map(|e| e.name()).as_deref(), Some(name), "{code}");
        }
    }

    #[test]
    fn points_are_metres_on_the_track_and_kilometres_on_the_road() {
        let mut unit = Unit {
            event: Event::parse("1500m").expect("an event"),
            ..Unit::default()
        };
        assert_eq!(
            [unit.distance("400"), unit.distance("Finish")],
            [Some(400_000), Some(1_500_000)]
        );
        unit.event = Event::parse("marathon").expect("an event");
        let points = ["5", "Half", "30 km", "x"].map(|p| unit.distance(p));
        assert_eq!(points, [Some(5_000_000), Some(21_097_500), Some(30_000_000), None]);
        // 5, 10, 15, 20 km, half, 25, 30, 35, 40 km
        assert_eq!(Points::new(&unit, 9, false).markers.len(), 9);
        assert_eq!(Points::new(&unit, 10, false).markers.last(), Some(&42_195_000));
        assert!(Points::new(&unit, 5, false).markers.is_empty());
    }
}
