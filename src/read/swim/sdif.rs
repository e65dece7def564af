//! SDIF, .cl2 and .sd3: 160 columns. A team (C1) is followed by its swims (D0), each with a time for each round, and its
//! relays (E0) with their legs (F0); splits (G0) follow what they belong to. Columns: swim-hy3-cl2.md, and for relays the
//! SDIF standard v3.

use super::event::{Course, SwimEvent, event_sex};
use super::races::{Split, Swim};
use super::record::Record;
use crate::model::{Precision, Severity, Sex, Status, Str, Time};
use crate::read::csv::cell::is_missing;
use crate::read::import::{Athlete, AthleteDetails, ImportBuilder, Meet, Origin};
use hashbrown::HashMap;

/// Where a record has the result of one round; 0 for what it has not.
struct Columns {
    round: &'static str,
    /// A time of eight columns, and the letter of the course behind it.
    time: usize,
    heat: usize,
    lane: usize,
    place: usize,
    points: usize,
}

const SWIM: [Columns; 3] = [
    Columns {
        round: "P",
        time: 98,
        heat: 125,
        lane: 127,
        place: 133,
        points: 0,
    },
    Columns {
        round: "S",
        time: 107,
        heat: 0,
        lane: 0,
        place: 0,
        points: 0,
    },
    Columns {
        round: "F",
        time: 116,
        heat: 129,
        lane: 131,
        place: 136,
        points: 139,
    },
];
const RELAY: [Columns; 3] = [
    Columns {
        round: "P",
        time: 55,
        heat: 82,
        lane: 84,
        place: 90,
        points: 0,
    },
    Columns {
        round: "S",
        time: 64,
        heat: 0,
        lane: 0,
        place: 0,
        points: 0,
    },
    Columns {
        round: "F",
        time: 73,
        heat: 86,
        lane: 88,
        place: 93,
        points: 96,
    },
];

/// Splits of one line, and the columns of one.
const SPLITS: usize = 10;
const SPLIT: usize = 8;

/// Whom the lines behind a swim or a relay belong to.
struct Current {
    /// Where its results begin.
    from: usize,
    is_relay: bool,
    /// Of a relay: legs whose splits were met, by the leg that comes next.
    next_leg: u32,
}

pub(super) struct Reader<'b, 't> {
    builder: &'b mut ImportBuilder,
    pub meet: Option<u32>,
    meet_course: Course,
    team: Str,
    athletes: HashMap<(&'t str, &'t str, Str), u32>,
    current: Option<Current>,
    pub swims: Vec<Swim<'t>>,
}

impl<'b, 't> Reader<'b, 't> {
    pub fn new(builder: &'b mut ImportBuilder) -> Self {
        Self {
            builder,
            meet: None,
            meet_course: Course::Unknown,
            team: Str::EMPTY,
            athletes: HashMap::new(),
            current: None,
            swims: Vec::new(),
        }
    }

    pub fn record(&mut self, record: Record<'t>) {
        match record.code() {
            "B1" => self.read_meet(record),
            "C1" => self.team = self.builder.intern(record.field(18, 47)),
            "D0" => self.swim(record),
            "E0" => self.relay(record),
            "F0" => self.leg(record),
            "G0" => self.splits(record),
            _ => {}
        }
    }

    fn read_meet(&mut self, record: Record<'t>) {
        let state = record.field(106, 107);
        let city = match record.field(86, 105) {
            city if state.is_empty() => city.to_owned(),
            city => format!("{city}, {state}"),
        };
        let meet = Meet {
            name: self.builder.intern(record.field(12, 41)),
            city: self.builder.intern(&city),
            nation: self.builder.intern(record.field(118, 120)),
            start: record.date(122, 129),
            end: record.date(130, 137),
            origin: Origin {
                line: record.line,
                ..Origin::default()
            },
            ..Meet::default()
        };
        self.meet = Some(self.builder.meet(meet));
        self.meet_course = Course::parse(record.field(150, 150));
    }

    fn swim(&mut self, record: Record<'t>) {
        let event = SwimEvent {
            number: record.field(73, 76),
            distance: record.number(68, 71).unwrap_or(0),
            course: self.course(record, &SWIM, 97),
            stroke: stroke(record.field(72, 72)),
            sex: event_sex(record.field(67, 67)),
            ages: ages(record.field(77, 80)),
            legs: 0,
        };
        let athlete = self.athlete(record);
        let age = record.number(64, 65).unwrap_or(0);
        self.begin(false);
        for columns in &SWIM {
            if let Some(mut swim) = self.result(record, columns, event, athlete) {
                (swim.age, swim.date) = (age, record.date(81, 88));
                self.swims.push(swim);
            }
        }
        let is_entry = event.distance > 0 || !event.number.is_empty();
        self.report_entry(record, is_entry, event);
    }

    fn relay(&mut self, record: Record<'t>) {
        let event = SwimEvent {
            number: record.field(27, 30),
            distance: record.number(22, 25).unwrap_or(0),
            course: self.course(record, &RELAY, 54),
            stroke: stroke(record.field(26, 26)),
            sex: event_sex(record.field(21, 21)),
            ages: ages(record.field(31, 34)),
            legs: 4,
        };
        let name = format!("{} {}", self.builder.text(self.team), record.field(12, 12));
        let athlete = Athlete {
            name: self.builder.intern(&name),
            sex: event.sex,
            ..Athlete::default()
        };
        let athlete = self.builder.athlete(athlete);
        self.begin(true);
        for columns in &RELAY {
            if let Some(mut swim) = self.result(record, columns, event, athlete) {
                swim.date = record.date(38, 45);
                self.swims.push(swim);
            }
        }
        self.report_entry(record, true, event);
    }

    fn begin(&mut self, is_relay: bool) {
        self.current = Some(Current {
            from: self.swims.len(),
            is_relay,
            next_leg: 0,
        });
    }

    fn report_entry(&mut self, record: Record<'t>, is_entry: bool, event: SwimEvent<'_>) {
        let has_result = self.current.as_ref().is_some_and(|c| c.from < self.swims.len());
        if is_entry && !has_result {
            let found = format!("event {}, {}", event.number, event.title());
            let expected = "a time or status in a round; entries are not kept";
            let finding = record.finding(Severity::Note, "entry-without-result", 1, &found, expected);
            self.builder.findings().push(finding);
        }
    }

    /// The course of a result, else of the meet, else of the time of the entry.
    fn course(&self, record: Record<'_>, rounds: &[Columns], entry: usize) -> Course {
        let letter = |column: usize| Course::parse(record.field(column, column));
        let of_rounds = rounds.iter().rev().map(|r| letter(r.time + SPLIT));
        let mut all = of_rounds.chain([self.meet_course, letter(entry)]);
        all.find(|c| *c != Course::Unknown).unwrap_or_default()
    }

    /// One athlete for all swims of the same number, name and team.
    fn athlete(&mut self, record: Record<'t>) -> u32 {
        let (written, id) = (record.field(12, 39), record.field(40, 51));
        if let Some(known) = self.athletes.get(&(id, written, self.team)) {
            return *known;
        }
        let (family, given) = written.split_once(',').unwrap_or((written, ""));
        let details = AthleteDetails {
            id: self.builder.intern(id),
            given: self.builder.intern(given),
            family: self.builder.intern(family),
            club: self.team,
            origin: Origin {
                line: record.line,
                ..Origin::default()
            },
            ..AthleteDetails::default()
        };
        let athlete = Athlete {
            name: self.builder.intern(&format!("{} {}", given.trim(), family.trim())),
            nation: self.builder.intern(record.field(53, 55)),
            birth: record.date(56, 63),
            details: self.builder.details(details),
            sex: Sex::parse(record.field(66, 66)).unwrap_or_default(),
        };
        let athlete = self.builder.athlete(athlete);
        self.athletes.insert((id, written, self.team), athlete);
        athlete
    }

    /// The result of one round; `None` when its time is blank.
    fn result(&mut self, record: Record<'t>, at: &Columns, event: SwimEvent<'t>, athlete: u32) -> Option<Swim<'t>> {
        let text = record.field(at.time, at.time + SPLIT - 1);
        if text.is_empty() {
            return None;
        }
        let mut swim = Swim::new(event, at.round, record.line, athlete);
        swim.team = self.team;
        let bare = text.trim_start_matches(['X', 'x']);
        match (status(text), Time::parse(bare)) {
            (Some(status), _) => swim.status = status,
            (None, Some(time)) => {
                swim.time = Some(time).filter(|t| t.ticks() > 0);
                // the X of a course stands for a disqualification, before the time for an exhibition
                swim.status = match record.field(at.time + SPLIT, at.time + SPLIT) {
                    "X" => Status::Dq,
                    _ if bare.len() < text.len() => Status::Exhibition,
                    _ => Status::None,
                };
            }
            (None, None) if is_missing(text.as_bytes()) => return None,
            (None, None) => {
                let expected = "a time such as 1:12.56, or NT, NS, DNF, DQ or SCR";
                let finding = record.finding(Severity::Error, "unreadable-time", at.time, text, expected);
                self.builder.findings().push(finding);
            }
        }
        let number = |column: usize, width: usize| match column {
            0 => 0,
            _ => record.number::<u16>(column, column + width - 1).unwrap_or(0),
        };
        (swim.heat, swim.lane) = (number(at.heat, 2), number(at.lane, 2));
        swim.place = number(at.place, 3).into();
        if at.points > 0 {
            let points = record.field(at.points, at.points + 3).trim_end_matches('.');
            if !is_missing(points.as_bytes()) {
                swim.note = format!("{points} points");
            }
        }
        Some(swim)
    }

    /// The result of the swim or relay at hand in a round; the last where the letter is of none.
    fn swim_of(&mut self, round: &str) -> Option<&mut Swim<'t>> {
        let from = self.current.as_ref()?.from;
        let own = self.swims.get_mut(from..)?;
        let at = own
            .iter()
            .rposition(|s| s.round == round)
            .or(own.len().checked_sub(1))?;
        own.get_mut(at)
    }

    fn leg(&mut self, record: Record<'t>) {
        let (family, given) = record
            .field(23, 50)
            .split_once(',')
            .unwrap_or((record.field(23, 50), ""));
        let name = format!("{} {}", given.trim(), family.trim());
        for (column, round) in [(77, "P"), (78, "S"), (79, "F")] {
            let leg = record.field(column, column);
            let label = match leg {
                "1" | "2" | "3" | "4" => leg,
                "A" => "reserve",
                _ => continue,
            };
            if let Some(current) = self.current.as_mut().filter(|c| c.is_relay)
                && let Ok(leg) = leg.parse::<u32>()
            {
                current.next_leg = leg - 1;
            }
            if let Some(swim) = self.swim_of(round).filter(|s| s.round == round) {
                let comma = if swim.note.is_empty() { "" } else { ", " };
                swim.note += &format!("{comma}{label} {}", name.trim());
            }
        }
    }

    /// Splits of a swim, from its start; of a relay a line for each leg, the times from the start of the first.
    fn splits(&mut self, record: Record<'t>) {
        let line = record.number::<u32>(56, 56).unwrap_or(1).max(1);
        let every = record.number::<u32>(59, 62).unwrap_or(0);
        let is_interval = record.field(63, 63) == "I";
        let mut leg = 0;
        if let Some(current) = self.current.as_mut().filter(|c| c.is_relay) {
            leg = current.next_leg;
            current.next_leg = leg + u32::from(line == 1);
        }
        let times: Vec<_> = (0..SPLITS)
            .map(|n| record.time(64 + n * SPLIT, 71 + n * SPLIT))
            .collect();
        let round = record.field(144, 144);
        let Some(swim) = self.swim_of(round).filter(|_| every > 0) else {
            let expected = "splits behind a swim, with the distance between them";
            let finding = record.finding(
                Severity::Error,
                "unreadable-distance",
                59,
                record.field(59, 62),
                expected,
            );
            return self.builder.findings().push(finding);
        };
        // a file may have any number of lines behind one relay
        let before = leg.saturating_mul(swim.event.distance) / 4 + (line - 1) * SPLITS as u32 * every;
        let at = |nth: usize| {
            swim.event
                .course
                .mm(before.saturating_add(every.saturating_mul(nth as u32 + 1)))
        };
        let start = swim.event.course.mm(before);
        let mut sum = match swim.splits.last() {
            _ if start == 0 => Some(Time::from_ticks(0, Precision::Thousandth)),
            last => last.filter(|s| s.distance_mm == start).map(|s| s.time),
        };
        let mut splits = Vec::new();
        let mut findings = Vec::new();
        for (nth, time) in times.into_iter().enumerate() {
            let time = time.unwrap_or_else(|finding| {
                findings.push(finding);
                None
            });
            if is_interval {
                sum = sum.zip(time).and_then(|(sum, time)| add(sum, time));
            } else {
                sum = time;
            }
            if let Some(time) = sum {
                splits.push(Split {
                    distance_mm: at(nth),
                    time,
                    line: record.line,
                });
            }
        }
        swim.splits.extend(splits);
        findings.into_iter().for_each(|f| self.builder.findings().push(f));
    }
}

fn add(a: Time, b: Time) -> Option<Time> {
    let ticks = a.ticks().checked_add(b.ticks())?;
    Some(Time::from_ticks(ticks, a.precision().coarser(b.precision())))
}

fn stroke(digit: &str) -> &'static str {
    match digit {
        "1" | "6" => "freestyle",
        "2" => "backstroke",
        "3" => "breaststroke",
        "4" => "butterfly",
        "5" | "7" => "medley",
        _ => "swim",
    }
}

/// `UNOV`, `13OV`, `UN10`, `1112`.
fn ages(text: &str) -> (u16, u16) {
    let limit = |range: std::ops::Range<usize>| text.get(range).and_then(|t| t.trim().parse().ok()).unwrap_or(0);
    (limit(0..2), limit(2..4))
}

fn status(word: &str) -> Option<Status> {
    match word {
        "NS" | "DFS" => Some(Status::Dns),
        _ => Status::parse(word),
    }
}
