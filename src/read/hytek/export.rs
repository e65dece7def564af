//! The semicolon export of results: `H;` the meet, `E;` a result of an athlete, `R;` of a relay. Rule: the vendor's page on the
//! export names the fields up to the twentieth; those of athlete and team behind them are told by what they look like.

use crate::model::{Date, Event, Finding, Mark, PackedMark, Qualification, Round, Severity, Sex, Status};
use crate::read::csv::cell::{self, Plain};
use crate::read::format::{Format, Head, Input, Progress, Score};
use crate::read::import::{Athlete, Extra, Import, ImportBuilder, Meet, Origin, Race, Row};
use crate::read::text;
use crate::read::title::date_in_title;
use hashbrown::HashMap;

pub const FORMAT: Format = Format {
    name: "hytek-export",
    label: "Hy-Tek semicolon export",
    extensions: &["txt", "csv"],
    score,
    read,
};

fn score(head: Head<'_>) -> Option<Score> {
    let decoded = text::decode(head.bytes);
    let body = String::from_utf8_lossy(&decoded.text);
    if let Some(what) = without_results(&body) {
        return Some(Score {
            value: 80,
            reason: what.to_owned(),
        });
    }
    let mut lines = body.lines().filter(|l| !l.trim().is_empty());
    let first: Vec<&str> = lines.next()?.split(';').collect();
    if first[0] != "H" || first.get(2).and_then(|d| date_in_title(d)).is_none() {
        return None;
    }
    let is_result = |line: &&str| {
        let mut fields = line.split(';');
        matches!(fields.next(), Some("E" | "R")) && matches!(fields.next(), Some("T" | "F" | "M" | "TM" | "FM"))
    };
    let results = lines.filter(is_result).count();
    (results > 0).then(|| Score {
        value: 92,
        reason: format!("H; line of a meet and {results} E; and R; lines of results in its first part"),
    })
}

/// What a file of the program without results is: entries, or a list of events.
fn without_results(body: &str) -> Option<&'static str> {
    let mut lines = body.lines().filter(|l| !l.trim().is_empty()).take(20);
    let first: Vec<&str> = lines.next()?.split(';').collect();
    let is_sex = |field: Option<&&str>| field.is_some_and(|f| matches!(f.trim(), "M" | "F"));
    let is_entry = |line: &str| {
        let known = matches!(line.as_bytes(), [b'I' | b'D' | b'E' | b'Q' | b'R', b';', ..]);
        known && line.split(';').count() >= 5
    };
    if matches!(first[0], "I" | "D") && is_sex(first.get(4)) && lines.clone().all(is_entry) {
        return Some("entries for Hy-Tek's Meet Manager");
    }
    let days = first.get(1..4)?.iter().filter(|d| date_in_title(d).is_some()).count();
    let is_event = |line: &str| {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        fields.len() >= 8 && matches!(fields[3], "I" | "R") && matches!(fields[1], "P" | "Q" | "S" | "F")
    };
    let events = lines.clone().count();
    (first.len() >= 9 && days >= 2 && events > 0 && lines.all(is_event)).then_some("list of events of a Hy-Tek meet")
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let decoded = text::decode(input.bytes);
    let body = String::from_utf8_lossy(&decoded.text);
    let mut reader = Reader::default();
    if let Some(what) = without_results(&body) {
        let finding = Finding::at(
            Severity::Note,
            "no-results",
            (0, 0),
            what,
            "results, of which it holds none",
        );
        reader.builder.findings().push(finding);
        return reader.builder.finish();
    }
    for (line, number) in body.lines().zip(1..) {
        if progress.is_cancelled() {
            break;
        }
        reader.line(line.trim_end(), number);
    }
    progress.advance(input.bytes.len() as u64);
    reader.builder.finish()
}

/// What tells the races of an export apart: the numbers of event and part of a combined event, code, sex, round and heat.
type RaceKey = [String; 6];

#[derive(Default)]
struct Reader {
    builder: ImportBuilder,
    meet: Option<u32>,
    day: Option<Date>,
    races: HashMap<RaceKey, (u32, Event)>,
}

/// A line's fields by their number, from 1.
struct Fields<'a>(Vec<&'a str>);

impl<'a> Fields<'a> {
    fn get(&self, number: usize) -> &'a str {
        self.0.get(number - 1).map_or("", |f| f.trim())
    }

    /// The fields behind a number that are not empty, with their own numbers.
    fn behind(&self, number: usize) -> impl Iterator<Item = (usize, &'a str)> + '_ {
        let fields = (1..).zip(self.0.iter().map(|f| f.trim()));
        fields.skip(number).filter(|(_, f)| !f.is_empty())
    }
}

impl Reader {
    fn line(&mut self, line: &str, number: u32) {
        let fields = Fields(line.split(';').collect());
        match fields.get(1) {
            "H" => self.meet(&fields, number),
            "E" | "R" => self.result(&fields, number),
            "" => {}
            other => {
                let found = format!(
                    "a line that begins with \"{}\"",
                    other.chars().take(20).collect::<String>()
                );
                let expected = "H, E or R before the first semicolon";
                let finding = Finding::at(Severity::Warning, "unknown-line", (number, 1), found, expected);
                self.builder.findings().push(finding);
            }
        }
    }

    fn meet(&mut self, fields: &Fields<'_>, line: u32) {
        let (start, end) = (date_in_title(fields.get(3)), date_in_title(fields.get(4)));
        self.day = start.filter(|_| end.is_none() || end == start);
        let meet = Meet {
            name: self.builder.intern(fields.get(2)),
            start,
            end: end.or(start),
            origin: Origin {
                line,
                ..Origin::default()
            },
            ..Meet::default()
        };
        self.meet = Some(self.builder.meet(meet));
    }

    fn race(&mut self, fields: &Fields<'_>, line: u32) -> (u32, Event) {
        let key = [3, 20, 5, 6, 10, 16].map(|number| fields.get(number).to_owned());
        if let Some(known) = self.races.get(&key) {
            return *known;
        }
        let event = event(fields);
        let race = Race {
            meet: self.meet,
            event,
            title: if event == Event::default() {
                self.builder.intern(fields.get(5))
            } else {
                Default::default()
            },
            age_group: self
                .builder
                .intern(format!("{} {}", fields.get(7), fields.get(9)).trim()),
            round: match fields.get(10) {
                "P" => Round::Round1,
                "Q" => Round::QuarterFinal,
                "S" => Round::SemiFinal,
                "F" => Round::Final,
                _ => Round::Unknown,
            },
            heat: fields.get(16).parse().ok().filter(|h| *h > 0),
            date: self.day,
            origin: Origin {
                line,
                ..Origin::default()
            },
            ..Race::default()
        };
        let known = (self.builder.race(race), event);
        self.races.insert(key, known);
        known
    }

    fn result(&mut self, fields: &Fields<'_>, line: u32) {
        let (race, event) = self.race(fields, line);
        let written = fields.get(11);
        let (mark, status) = match mark(written, event) {
            Some(found) => found,
            None => {
                let expected = "a mark such as 4:31.24, 12.33 or 12'10.25, or a status such as DNF";
                let found = format!("\"{written}\"");
                let finding = Finding::at(Severity::Error, "unreadable-mark", (line, 0), found, expected);
                self.builder.findings().push(finding);
                (PackedMark::NONE, Status::None)
            }
        };
        let status = if fields.get(17) == "X" && status == Status::None {
            Status::Exhibition
        } else {
            status
        };
        let number = |at: usize| fields.get(at).parse().unwrap_or(0);
        let person = Person::of(fields);
        let points = [(18, "points"), (19, "points in the combined event")].map(|(at, what)| (fields.get(at), what));
        let points = points.iter().filter(|(value, _)| !matches!(*value, "" | "0"));
        let points = points.map(|(value, what)| format!("{value} {what}"));
        let runners = Some(person.runners.clone()).filter(|names| !names.is_empty());
        let note = points.chain(runners).collect::<Vec<_>>().join("; ");
        let athlete = Athlete {
            name: self.builder.intern(&person.name),
            birth: person.birth,
            sex: event.sex,
            ..Athlete::default()
        };
        let extra = Extra {
            place_in_round: number(14),
            wind_tenths: cell::tenths(fields.get(13).as_bytes()),
            note: self.builder.intern(&note),
            ..Extra::default()
        };
        let (heat_place, overall) = (number(15), number(14));
        let row = Row {
            race,
            athlete: self.builder.athlete(athlete),
            mark,
            status,
            qualification: Qualification::None,
            place: if heat_place > 0 { heat_place } else { overall },
            team: self.builder.intern(&person.team),
            extra: self.builder.extra(extra),
            line,
            ..Row::default()
        };
        self.builder.row(row, &[]);
    }
}

/// Codes such as `100`, `5000S`, `10000W`, `110H`, `4x100`, `SP`, `HJ`, `DEC`.
fn event(fields: &Fields<'_>) -> Event {
    let sex = match fields.get(6) {
        "M" => Sex::Men,
        "F" | "W" => Sex::Women,
        "X" => Sex::Mixed,
        _ => Sex::Unknown,
    };
    let code = fields.get(5).to_uppercase();
    let digits = code.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let name = match (code.as_str(), &code[digits.len()..]) {
        ("SP", _) => "shot put".to_owned(),
        ("HJ", _) => "high jump".to_owned(),
        ("LJ", _) => "long jump".to_owned(),
        ("TJ", _) => "triple jump".to_owned(),
        ("PV", _) => "pole vault".to_owned(),
        ("DT" | "D" | "DISC", _) => "discus".to_owned(),
        ("JT" | "J" | "JAV", _) => "javelin".to_owned(),
        ("HT" | "HAM", _) => "hammer".to_owned(),
        ("WT", _) => "weight throw".to_owned(),
        ("DEC", _) => "decathlon".to_owned(),
        ("HEP", _) => "heptathlon".to_owned(),
        ("PEN", _) => "pentathlon".to_owned(),
        ("MILE", _) => "mile".to_owned(),
        (_, "S") => format!("{digits}m steeplechase"),
        (_, "W" | "RW") => format!("{digits}m walk"),
        (_, "MI" | "MILE") => format!("{digits} miles"),
        (_, "Y" | "YD") => format!("{digits} yards"),
        // the length of all four legs
        (_, "R") => format!("4x{}m relay", digits.parse::<u32>().unwrap_or(0) / 4),
        (_, "H") => format!("{digits}m hurdles"),
        _ => format!("{}m", code.to_lowercase()),
    };
    let event = Event::parse(&name).unwrap_or_default();
    if event == Event::default() {
        event
    } else {
        Event { sex, ..event }
    }
}

/// A mark and its status; `12'10.25` are feet and inches, `11'` feet. `None` when it is neither.
fn mark(written: &str, event: Event) -> Option<(PackedMark, Status)> {
    if written.is_empty() {
        return Some((PackedMark::NONE, Status::None));
    }
    let mut dashed = written.trim_end_matches('"').replace('\'', "-");
    if dashed.ends_with('-') {
        dashed.push('0');
    }
    let (mark, suffixes, status): (Option<Mark>, _, _) = cell::mark(dashed.as_bytes(), event, Plain::Seconds).ok()?;
    Some((PackedMark::new(mark, suffixes), status))
}

/// Athlete and team, told by what the fields look like.
#[derive(Default)]
struct Person {
    name: String,
    birth: Option<Date>,
    team: String,
    /// Names of those who ran a relay, as they stand in the line.
    runners: String,
}

impl Person {
    fn of(fields: &Fields<'_>) -> Self {
        let mut person = Self::default();
        let mut words: Vec<(usize, &str)> = Vec::new();
        for (number, field) in fields.behind(20) {
            if let Some(date) = date_in_title(field) {
                person.birth = person.birth.or(Some(date));
            } else if field.chars().any(char::is_alphabetic) && field.chars().count() > 1 {
                words.push((number, field));
            }
        }
        // the last name, the first name beside it, then code and name of the team
        let names = match words.as_slice() {
            _ if fields.get(1) == "R" => 0,
            [(family, _), (given, _), ..] if *given == family + 1 => 2,
            other => other.len().min(1),
        };
        let (names, team) = words.split_at(names);
        // a relay has only the team, perhaps with its runners behind it
        let (team, runners) = if names.is_empty() {
            team.split_at(team.len().min(2))
        } else {
            (team, &[][..])
        };
        person.runners = runners.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(" ");
        let longest = team.iter().map(|(_, t)| *t).max_by_key(|t| t.len()).unwrap_or_default();
        longest.clone_into(&mut person.team);
        person.name = match names {
            [] => longest.to_owned(),
            [(_, only)] => (*only).to_owned(),
            [(_, family), (_, given), ..] => format!("{family}, {given}"),
        };
        person
    }
}
