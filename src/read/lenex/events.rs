//! The programme of a meet: sessions, events with their age groups, rankings and heats, and how an event is named.

use super::{Reader, iso_date, timed_by_hand};
use crate::model::{Date, Event, Round, Sex, Str};
use crate::read::xml::Element;
use hashbrown::HashMap;
use std::borrow::Cow;

/// Rankings of one result that are kept.
const MAX_RANKINGS: usize = 64;

/// The pool: its length, in yards or metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Course {
    yards: bool,
    /// 0 when not known.
    length: u32,
}

impl Course {
    /// `LCM`, `SCM`, `SCY`, `SCM33` and so on.
    pub fn parse(text: &str) -> Self {
        let length = match (text.get(..3).unwrap_or(""), text.get(3..)) {
            ("LCM", _) => 50,
            ("SCM" | "SCY", Some("")) => 25,
            ("SCM" | "SCY", Some(length)) => length.parse().unwrap_or(0),
            _ => 0,
        };
        Self {
            yards: text.starts_with("SCY"),
            length,
        }
    }

    /// Millimetres of a distance in the unit of the pool.
    pub fn mm(self, distance: u32) -> u32 {
        let tenths = if self.yards { 9_144 } else { 10_000 };
        u32::try_from(u64::from(distance) * tenths / 10).unwrap_or(0)
    }

    const fn unit(self) -> &'static str {
        if self.yards { "yd" } else { "m" }
    }
}

/// An event of the programme, which is one round of what is swum.
pub(super) struct SwimEvent {
    pub line: u32,
    pub number: Str,
    pub event: Event,
    pub course: Course,
    pub title: Str,
    pub round: Round,
    pub date: Option<Date>,
    pub start_time: Str,
    pub by_hand: bool,
    /// Results that stand in one ranking or more.
    pub ranked: u32,
}

/// A list of results by age.
pub(super) struct AgeGroup {
    pub name: Str,
    pub ranked: u32,
}

/// What stands in a ranking: the age group and the place there, 0 for none.
pub(super) type Ranking = (usize, u32);

pub(super) struct Events<'t> {
    course: Course,
    by_hand: bool,
    pub all: Vec<SwimEvent>,
    pub by_id: HashMap<Cow<'t, str>, usize>,
    pub groups: Vec<AgeGroup>,
    pub rankings: HashMap<Cow<'t, str>, Vec<Ranking>>,
    /// Name of each heat, such as `heat 3` or `final B, heat 1`.
    pub heats: HashMap<Cow<'t, str>, Str>,
}

impl Events<'_> {
    pub fn new(course: Course, by_hand: bool) -> Self {
        Self {
            course,
            by_hand,
            all: Vec::new(),
            by_id: HashMap::new(),
            groups: Vec::new(),
            rankings: HashMap::new(),
            heats: HashMap::new(),
        }
    }
}

impl<'t> Reader<'t> {
    pub(super) fn sessions(&mut self, element: &Element<'t>, events: &mut Events<'t>) {
        while let Some(session) = self.xml.child(element) {
            let date = session.attribute("date").and_then(|d| iso_date(&d));
            let course = session.attribute("course").map_or(events.course, |c| Course::parse(&c));
            let by_hand = timed_by_hand(&session).unwrap_or(events.by_hand);
            while let Some(part) = self.xml.child(&session) {
                while part.name == "EVENTS"
                    && let Some(event) = self.xml.child(&part)
                {
                    if event.name == "EVENT" {
                        self.event(&event, events, date, (course, by_hand));
                    }
                }
            }
        }
    }

    fn event(
        &mut self,
        element: &Element<'t>,
        events: &mut Events<'t>,
        date: Option<Date>,
        (course, by_hand): (Course, bool),
    ) {
        let word = element.attribute("round").unwrap_or_default();
        let (round, beside) = round(&word);
        let course = element.attribute("course").map_or(course, |c| Course::parse(&c));
        let at = events.all.len();
        if let Some(id) = element.attribute("eventid") {
            events.by_id.insert(id, at);
        }
        let event = SwimEvent {
            line: self.xml.line_of(element),
            number: self.attribute(element, "number"),
            event: Event {
                sex: sex(element),
                ..Event::default()
            },
            course,
            title: Str::EMPTY,
            round,
            date,
            start_time: self.attribute(element, "daytime"),
            by_hand: timed_by_hand(element).unwrap_or(by_hand),
            ranked: 0,
        };
        events.all.push(event);
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "SWIMSTYLE" => self.style(&part, &mut events.all[at], beside),
                "AGEGROUPS" => {
                    while let Some(group) = self.xml.child(&part) {
                        self.age_group(&group, events, at);
                    }
                }
                "HEATS" => {
                    while let Some(heat) = self.xml.child(&part) {
                        self.heat(&heat, events);
                    }
                }
                _ => {}
            }
        }
    }

    fn style(&mut self, style: &Element<'t>, event: &mut SwimEvent, beside: &str) {
        let distance: u32 = self.number(style, "distance").unwrap_or(0);
        let legs: u32 = self.number(style, "relaycount").unwrap_or(1);
        event.event.legs = u8::try_from(legs).ok().filter(|l| *l > 1).unwrap_or(0);
        event.event.distance_mm = event.course.mm(distance.saturating_mul(legs.max(1)));
        let own = style.attribute("name");
        let stroke = style.attribute("stroke").unwrap_or_default();
        let technique = style.attribute("technique").unwrap_or_default();
        let title = match own {
            Some(name) => name.into_owned(),
            None => title(
                event.course,
                (distance, event.event.legs),
                &stroke_name(&stroke),
                &technique,
            ),
        };
        let comma = if beside.is_empty() { "" } else { ", " };
        event.title = self.builder.intern(&format!("{title}{comma}{beside}"));
    }

    fn age_group(&mut self, element: &Element<'t>, events: &mut Events<'t>, event: usize) {
        let bound = |name| element.attribute(name).and_then(|a| a.parse::<u32>().ok());
        let name = match element.attribute("name") {
            Some(name) => name.into_owned(),
            None => ages(bound("agemin"), bound("agemax")),
        };
        let at = events.groups.len();
        events.groups.push(AgeGroup {
            name: self.builder.intern(&name),
            ranked: 0,
        });
        while let Some(part) = self.xml.child(element) {
            while part.name == "RANKINGS"
                && let Some(ranking) = self.xml.child(&part)
            {
                let Some(result) = ranking.attribute("resultid") else {
                    continue;
                };
                let place = self.number(&ranking, "place").unwrap_or(0);
                let known = events.rankings.entry(result).or_default();
                events.all[event].ranked += u32::from(known.is_empty());
                events.groups[at].ranked += 1;
                if known.len() < MAX_RANKINGS {
                    known.push((at, place));
                }
            }
        }
    }

    fn heat(&mut self, heat: &Element<'t>, events: &mut Events<'t>) {
        let (Some(id), Some(number)) = (heat.attribute("heatid"), heat.attribute("number")) else {
            return;
        };
        let name = match heat.attribute("final") {
            Some(letter) => format!("final {letter}, heat {number}"),
            None => format!("heat {number}"),
        };
        events.heats.insert(id, self.builder.intern(&name));
    }
}

/// The sex of an event, a swimmer or a relay; `A` is for all.
pub(super) fn sex(element: &Element<'_>) -> Sex {
    let gender = element.attribute("gender");
    gender.and_then(|g| Sex::parse(&g)).unwrap_or_default()
}

/// The round of a code, timed finals where there is none, and a word for what is none of ours.
fn round(code: &str) -> (Round, &'static str) {
    match code {
        "PRE" => (Round::Preliminary, ""),
        "QUA" => (Round::QuarterFinal, ""),
        "SEM" => (Round::SemiFinal, ""),
        "FIN" | "TIM" | "FHT" | "" => (Round::Final, ""),
        "SOP" | "SOS" | "SOQ" => (Round::Unknown, "swim-off"),
        "TIMETRIAL" => (Round::Unknown, "time trial"),
        _ => (Round::Unknown, ""),
    }
}

/// Strokes of fin swimming and the like have the name of their code.
fn stroke_name(code: &str) -> Cow<'static, str> {
    Cow::Borrowed(match code {
        "FREE" => "freestyle",
        "BACK" => "backstroke",
        "BREAST" => "breaststroke",
        "FLY" => "butterfly",
        "MEDLEY" | "IMRELAY" => "medley",
        "" | "UNKNOWN" => "swim",
        code => return code.to_lowercase().replace('_', " ").into(),
    })
}

/// `100 m freestyle, 50 m pool`, `4 x 50 m medley relay, 25 m pool`, `50 yd butterfly kick, 25 yd pool`.
fn title(course: Course, (distance, legs): (u32, u8), stroke: &str, technique: &str) -> String {
    let unit = course.unit();
    let mut title = match legs {
        0 => format!("{distance} {unit} {stroke}"),
        legs => format!("{legs} x {distance} {unit} {stroke} relay"),
    };
    if !technique.is_empty() {
        title.push_str(&format!(" {}", technique.to_lowercase()));
    }
    if course.length > 0 {
        title.push_str(&format!(", {} {unit} pool", course.length));
    }
    title
}

/// `25-29`, `10 and under`, `80 and over`; empty for all ages.
fn ages(youngest: Option<u32>, oldest: Option<u32>) -> String {
    match (youngest.filter(|a| *a > 0), oldest) {
        (None, None) => String::new(),
        (None, Some(oldest)) => format!("{oldest} and under"),
        (Some(youngest), None) => format!("{youngest} and over"),
        (Some(youngest), Some(oldest)) if youngest == oldest => youngest.to_string(),
        (Some(youngest), Some(oldest)) => format!("{youngest}-{oldest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_named_by_distance_stroke_and_pool() {
        let course = Course::parse;
        assert_eq!(
            title(course("LCM"), (100, 0), &stroke_name("FREE"), ""),
            "100 m freestyle, 50 m pool"
        );
        assert_eq!(
            title(course("SCM"), (50, 4), &stroke_name("MEDLEY"), ""),
            "4 x 50 m medley relay, 25 m pool"
        );
        assert_eq!(
            title(course("SCY"), (50, 0), &stroke_name("FLY"), "KICK"),
            "50 yd butterfly kick, 25 yd pool"
        );
        assert_eq!(
            title(course("OPEN"), (5000, 0), &stroke_name("FREE"), ""),
            "5000 m freestyle"
        );
        assert_eq!(
            [stroke_name("SPEED_APNEA"), stroke_name("UNKNOWN")],
            ["speed apnea", "swim"]
        );
        assert_eq!(
            [round("").0, round("SOP").0, round("PRE").0],
            [Round::Final, Round::Unknown, Round::Preliminary]
        );
        // 100 yd = 91.44 m
        assert_eq!((course("SCY").mm(100), course("LCM").mm(1500)), (91_440, 1_500_000));
        assert_eq!((course("SCM33").length, course("é").length), (33, 0));
    }

    #[test]
    fn ages_without_bounds_are_for_all() {
        let of = |youngest: i32, oldest: i32| ages(u32::try_from(youngest).ok(), u32::try_from(oldest).ok());
        assert_eq!(
            [of(25, 29), of(-1, 18), of(19, -1), of(-1, -1), of(0, 10), of(12, 12)],
            ["25-29", "18 and under", "19 and over", "", "10 and under", "12"]
        );
    }
}
