//! Hy-Tek's .hy3: 128 columns and a checksum of two, which is not looked at. A team (C1) is followed by its swimmers (D1);
//! an entry (E1, of a relay F1) by a result for each round (E2, F2), its splits (G1) and why it was disqualified (H1).
//! Columns: swim-hy3-cl2.md.

use super::event::{Course, SwimEvent, event_sex};
use super::races::{Split, Swim};
use super::record::Record;
use crate::model::time::reaction_text;
use crate::model::{Severity, Sex, Status, Str, Time};
use crate::read::header::thousandths;
use crate::read::import::{Athlete, AthleteDetails, ImportBuilder, Meet, Origin};
use hashbrown::HashMap;

/// Columns of one split and of one leg of a relay.
const SPLIT: usize = 11;
const LEG: usize = 13;
/// Results of one entry that splits are looked up in.
const MOST_ROUNDS: usize = 32;
/// The age that stands for no limit.
const OLDEST: u16 = 109;

/// A swimmer as D1 gives him or her.
#[derive(Clone, Copy)]
struct Swimmer<'t> {
    athlete: u32,
    team: Str,
    age: u8,
    given: &'t str,
    family: &'t str,
}

/// The entry at hand: whose it is, and what its results share.
struct Entry<'t> {
    line: u32,
    event: SwimEvent<'t>,
    athlete: u32,
    team: Str,
    age: u8,
    /// Where its results begin.
    from: usize,
}

/// A split as written: the counter of pool lengths instead of a distance.
struct Lap {
    swim: usize,
    counter: u32,
    time: Time,
    line: u32,
}

pub(super) struct Reader<'b, 't> {
    builder: &'b mut ImportBuilder,
    pub meet: Option<u32>,
    meet_course: Course,
    team: Str,
    teams: HashMap<&'t str, Str>,
    swimmers: HashMap<&'t str, Swimmer<'t>>,
    entry: Option<Entry<'t>>,
    pub swims: Vec<Swim<'t>>,
    laps: Vec<Lap>,
}

impl<'b, 't> Reader<'b, 't> {
    pub fn new(builder: &'b mut ImportBuilder) -> Self {
        Self {
            builder,
            meet: None,
            meet_course: Course::Unknown,
            team: Str::EMPTY,
            teams: HashMap::new(),
            swimmers: HashMap::new(),
            entry: None,
            swims: Vec::new(),
            laps: Vec::new(),
        }
    }

    pub fn record(&mut self, record: Record<'t>) {
        match record.code() {
            "B1" => self.read_meet(record),
            "B2" => self.meet_course = Course::parse(record.field(99, 99)),
            "C1" => {
                self.team = self.builder.intern(record.field(8, 37));
                self.teams.insert(record.field(3, 7), self.team);
            }
            "D1" => self.swimmer(record),
            "E1" | "F1" => self.begin_entry(record),
            "E2" | "F2" => self.result(record),
            "F3" => self.legs(record),
            "G1" => self.splits(record),
            "H1" | "H2" => {
                let text = record.field(5, 128);
                if let Some(swim) = self.swims.last_mut() {
                    swim.rule.push_str(if swim.rule.is_empty() { "" } else { " " });
                    swim.rule.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// Gives the splits their distances, once all of them are known.
    pub fn finish(&mut self) {
        self.end_entry();
        for laps in self.laps.chunk_by(|a, b| a.swim == b.swim) {
            if let Some(swim) = laps.first().and_then(|lap| self.swims.get_mut(lap.swim)) {
                place_splits(swim, laps);
            }
        }
    }

    fn read_meet(&mut self, record: Record<'t>) {
        let meet = Meet {
            name: self.builder.intern(record.field(3, 47)),
            venue: self.builder.intern(record.field(48, 92)),
            start: record.date(93, 100),
            end: record.date(101, 108),
            origin: origin(record),
            ..Meet::default()
        };
        self.meet = Some(self.builder.meet(meet));
    }

    fn swimmer(&mut self, record: Record<'t>) {
        let (family, given) = (record.field(9, 28), record.field(29, 48));
        let details = AthleteDetails {
            given: self.builder.intern(given),
            family: self.builder.intern(family),
            club: self.team,
            origin: origin(record),
            ..AthleteDetails::default()
        };
        let athlete = Athlete {
            name: self.builder.intern(&format!("{given} {family}")),
            nation: self.builder.intern(record.field(113, 115)),
            birth: record.date(89, 96),
            details: self.builder.details(details),
            sex: Sex::parse(record.field(3, 3)).unwrap_or_default(),
        };
        let swimmer = Swimmer {
            athlete: self.builder.athlete(athlete),
            team: self.team,
            age: record.number(98, 99).unwrap_or(0),
            given,
            family,
        };
        self.swimmers.insert(record.field(4, 8), swimmer);
    }

    fn begin_entry(&mut self, record: Record<'t>) {
        self.end_entry();
        let is_relay = record.code() == "F1";
        let (athlete, team, age) = if is_relay {
            self.relay(record)
        } else {
            self.entered(record)
        };
        let courses = [51, 60].map(|column| Course::parse(record.field(column, column)));
        let known = courses.into_iter().find(|c| *c != Course::Unknown);
        let oldest = record.number(26, 28).unwrap_or(0);
        self.entry = Some(Entry {
            line: record.line,
            event: SwimEvent {
                number: record.field(39, 42),
                distance: record.number(16, 21).unwrap_or(0),
                course: known.unwrap_or(self.meet_course),
                stroke: stroke(record.field(22, 22)),
                sex: event_sex(record.field(15, 15)),
                ages: (
                    record.number(23, 25).unwrap_or(0),
                    if oldest == OLDEST { 0 } else { oldest },
                ),
                legs: if is_relay { 4 } else { 0 },
            },
            athlete,
            team,
            age,
            from: self.swims.len(),
        });
    }

    /// The swimmer of an entry; one who was not introduced has the five letters that the entry gives.
    fn entered(&mut self, record: Record<'t>) -> (u32, Str, u8) {
        let number = record.field(4, 8);
        if let Some(known) = self.swimmers.get(number) {
            return (known.athlete, known.team, known.age);
        }
        let expected = "the number of a swimmer given before (D1)";
        let finding = record.finding(Severity::Warning, "unknown-swimmer", 4, number, expected);
        self.builder.findings().push(finding);
        let athlete = Athlete {
            name: self.builder.intern(record.field(9, 13)),
            sex: Sex::parse(record.field(3, 3)).unwrap_or_default(),
            ..Athlete::default()
        };
        (self.builder.athlete(athlete), self.team, 0)
    }

    /// A relay is a team with a letter.
    fn relay(&mut self, record: Record<'t>) -> (u32, Str, u8) {
        let team = self.teams.get(record.field(3, 7)).copied().unwrap_or(self.team);
        let name = format!("{} {}", self.builder.text(team), record.field(8, 8));
        let athlete = Athlete {
            name: self.builder.intern(&name),
            sex: event_sex(record.field(15, 15)),
            ..Athlete::default()
        };
        (self.builder.athlete(athlete), team, 0)
    }

    fn end_entry(&mut self) {
        let Some(entry) = self.entry.take() else { return };
        if entry.from == self.swims.len() {
            let event = entry.event;
            let finding = crate::model::Finding {
                severity: Severity::Note,
                code: "entry-without-result",
                line: entry.line,
                column: 0,
                found: format!("an entry for event {}, {}", event.number, event.title()),
                expected: "a result behind it; entries are not kept".into(),
            };
            self.builder.findings().push(finding);
        }
    }

    fn result(&mut self, record: Record<'t>) {
        let Some(entry) = &self.entry else {
            let expected = "a result behind its entry (E1 or F1)";
            let finding = record.finding(Severity::Error, "result-without-entry", 1, record.code(), expected);
            return self.builder.findings().push(finding);
        };
        let mut event = entry.event;
        match Course::parse(record.field(12, 12)) {
            Course::Unknown => {}
            course => event.course = course,
        }
        let mut swim = Swim::new(event, record.field(3, 3), record.line, entry.athlete);
        (swim.team, swim.age) = (entry.team, entry.age);
        if event.stroke == DIVING {
            swim.note = format!("score {}", record.field(4, 11));
        } else {
            match record.time(4, 11) {
                Ok(time) => swim.time = time,
                Err(finding) => self.builder.findings().push(finding),
            }
        }
        let letter = record.field(13, 13);
        swim.status = status(letter).unwrap_or_else(|| {
            let expected = "blank, Q, D, F, R or S";
            let finding = record.finding(Severity::Warning, "unknown-status", 13, letter, expected);
            self.builder.findings().push(finding);
            Status::None
        });
        swim.rule = record.field(14, 15).to_owned();
        swim.heat = record.number(21, 23).unwrap_or(0);
        swim.lane = record.number(24, 26).unwrap_or(0);
        swim.place = record.number(30, 33).unwrap_or(0);
        if let Some(in_heat) = record.number::<u32>(27, 29).filter(|p| *p > 0 && swim.heat > 0) {
            swim.note = format!("place {in_heat} in it {}", swim.note).trim_end().to_owned();
        }
        if record.code() == "F2" {
            swim.date = record.date(103, 110);
            swim.reactions_ms = [83, 88, 93, 98].map(|column| reaction_ms(record.field(column, column + 4)));
        } else {
            swim.date = record.date(88, 95);
        }
        self.swims.push(swim);
    }

    /// The result of the entry at hand in a round; the last where the letter is of none.
    fn swim_of(&self, round: &str) -> Option<usize> {
        let from = self.entry.as_ref()?.from;
        // one entry has a handful of rounds; more are not searched again for every split
        let from = from.max(self.swims.len().saturating_sub(MOST_ROUNDS));
        let own = self.swims.get(from..)?;
        let at = own
            .iter()
            .rposition(|s| s.round == round)
            .or(own.len().checked_sub(1))?;
        Some(from + at)
    }

    fn legs(&mut self, record: Record<'t>) {
        for column in (3..3 + 8 * LEG).step_by(LEG) {
            let number = record.field(column + 1, column + 5);
            let leg = record.field(column + 12, column + 12);
            if number.is_empty() {
                continue;
            }
            let name = match self.swimmers.get(number) {
                Some(known) => format!("{} {}", known.given, known.family),
                None => record.field(column + 6, column + 10).to_owned(),
            };
            let (leg, nth) = match leg.parse::<usize>() {
                Ok(nth @ 1..=4) => (leg, nth),
                _ => ("reserve", 0),
            };
            let at = self.swim_of(record.field(column + 11, column + 11));
            if let Some(swim) = at.and_then(|at| self.swims.get_mut(at)) {
                let comma = if swim.note.is_empty() { "" } else { ", " };
                let reaction = nth.checked_sub(1).and_then(|at| swim.reactions_ms[at]);
                let reaction = reaction.map_or(String::new(), |ms| format!(" ({})", reaction_text(ms)));
                swim.note += &format!("{comma}{leg} {}{reaction}", name.trim());
            }
        }
    }

    fn splits(&mut self, record: Record<'t>) {
        for column in (3..=128 - SPLIT).step_by(SPLIT) {
            let (round, counter) = (record.field(column, column), record.field(column + 1, column + 2));
            if round.is_empty() && counter.is_empty() {
                continue;
            }
            let time = match record.time(column + 3, column + 10) {
                Ok(Some(time)) => time,
                Ok(None) => continue,
                Err(finding) => {
                    self.builder.findings().push(finding);
                    continue;
                }
            };
            match (self.swim_of(round), counter.parse().ok().filter(|c| *c > 0)) {
                (Some(swim), Some(counter)) => self.laps.push(Lap {
                    swim,
                    counter,
                    time,
                    line: record.line,
                }),
                _ => {
                    let expected = "a number of pool lengths behind a result";
                    let finding = record.finding(Severity::Error, "unreadable-distance", column, counter, expected);
                    self.builder.findings().push(finding);
                }
            }
        }
    }
}

/// A counter is a number of pool lengths, or of halves of them where the splits would lie beyond the finish. A last one
/// equal to the result is the finish, whatever its counter.
fn place_splits(swim: &mut Swim<'_>, laps: &[Lap]) {
    let distance = swim.event.course.mm(swim.event.distance);
    let furthest = laps.iter().map(|l| l.counter).max().unwrap_or(0);
    let mut unit = swim.event.course.pool_mm();
    while distance > 0 && unit > 1 && u64::from(furthest) * u64::from(unit) > u64::from(distance) {
        unit /= 2;
    }
    let last = laps.len() - 1;
    for (nth, lap) in laps.iter().enumerate() {
        let is_finish = nth == last && Some(lap.time) == swim.time && distance > 0;
        let distance_mm = if is_finish {
            distance
        } else {
            lap.counter.saturating_mul(unit)
        };
        swim.splits.push(Split {
            distance_mm,
            time: lap.time,
            line: lap.line,
        });
    }
}

/// Seconds with a sign, such as `+0.21`; a zero is none.
fn reaction_ms(text: &str) -> Option<i16> {
    let ms = thousandths(text.trim_start_matches(['+', '-']))?;
    let ms = i16::try_from(ms).ok().filter(|ms| *ms > 0)?;
    Some(if text.starts_with('-') { -ms } else { ms })
}

const DIVING: &str = "diving";

fn stroke(letter: &str) -> &'static str {
    match letter {
        "A" => "freestyle",
        "B" => "backstroke",
        "C" => "breaststroke",
        "D" => "butterfly",
        "E" => "medley",
        "F" | "G" => DIVING,
        _ => "swim",
    }
}

fn status(letter: &str) -> Option<Status> {
    Some(match letter {
        "" => Status::None,
        "Q" => Status::Dq,
        "D" => Status::Dnf,
        "F" | "R" => Status::Dns,
        "S" => Status::Exhibition,
        _ => return None,
    })
}

fn origin(record: Record<'_>) -> Origin {
    Origin {
        line: record.line,
        ..Origin::default()
    }
}
