//! What was read of a listing to an import.

use super::listing::{Entry, EventBlock, Race};
use super::meet::MeetHead;
use super::row::Row;
use crate::model::{Date, Event, Sex};
use crate::read::import::{self, Athlete, Extra, ImportBuilder, Meet, Origin};
use crate::read::unplaced::{self, Splits};

/// Writes meet, races and results.
pub fn write(meet: &MeetHead, events: &[EventBlock<'_>], builder: &mut ImportBuilder) {
    let entries = events.iter().flat_map(|e| &e.races).flat_map(|r| &r.entries);
    let years_are_births = years_are_births(entries.map(|e| &e.row));
    let meet_id = (!meet.name.is_empty()).then(|| {
        let own = Meet {
            name: builder.intern(&meet.name),
            venue: builder.intern(&meet.venue),
            start: meet.start,
            end: meet.end,
            origin: origin(meet.line),
            ..Meet::default()
        };
        builder.meet(own)
    });
    for event in events {
        for race in event.races.iter().filter(|r| !r.entries.is_empty()) {
            let date = event.date.or(meet.start.filter(|_| meet.start == meet.end));
            let writing = Writing {
                event,
                race,
                date,
                births: years_are_births.then_some(meet.start.or(event.date)).flatten(),
            };
            writing.write(meet_id, builder);
        }
    }
}

fn origin(line: u32) -> Origin {
    Origin {
        line,
        ..Origin::default()
    }
}

/// Two digits are years of birth when more of them are none of a school grade (`06`, `98`) than are one (`9`); a few such
/// among many grades are errors of the file.
fn years_are_births<'a>(rows: impl Iterator<Item = &'a Row<'a>>) -> bool {
    let (mut all, mut births, mut grades) = (0, 0, 0);
    for year in rows.map(|r| r.year.as_bytes()) {
        if !year.is_empty() && year.len() <= 2 && year.iter().all(u8::is_ascii_digit) {
            all += 1;
            grades += usize::from(year.len() == 1);
            births += usize::from(year.len() == 2 && (year[0] == b'0' || year > b"13".as_slice()));
        }
    }
    births > grades && births * 10 >= all
}

struct Writing<'a> {
    event: &'a EventBlock<'a>,
    race: &'a Race<'a>,
    date: Option<Date>,
    /// The day of the meet, when the years are of birth.
    births: Option<Date>,
}

impl Writing<'_> {
    fn write(&self, meet: Option<u32>, builder: &mut ImportBuilder) {
        let (event, race) = (self.event, self.race);
        let heading = event.heading.event;
        let sex = match (heading.sex, race.sex()) {
            (Sex::Mixed | Sex::Unknown, known @ (Sex::Men | Sex::Women)) => known,
            (stated, _) => stated,
        };
        // a race without splits needs no list of them
        let has_splits = race
            .entries
            .iter()
            .filter_map(|e| e.below.as_ref())
            .any(|b| !b.splits.is_empty());
        let mut splits: Vec<Splits> = race
            .entries
            .iter()
            .filter(|_| has_splits)
            .map(|e| splits(e, builder))
            .collect();
        let markers = unplaced::place(&mut splits, heading.distance_mm, builder.findings());
        let division = match race.sex() {
            Sex::Unknown if event.heading.division.is_empty() => race.group,
            _ => &event.heading.division,
        };
        let race_id = import::Race {
            meet,
            event: Event { sex, ..heading },
            title: builder.intern(&event.heading.title),
            age_group: builder.intern(division),
            round: race.round,
            heat: race.heat,
            date: self.date,
            start_time: builder.intern(&event.start_time),
            markers: builder.markers(&markers),
            note: builder.intern(&event.records.join("; ")),
            origin: origin(race.line),
            ..import::Race::default()
        };
        let race_id = builder.race(race_id);
        let mut note = String::new();
        for (at, entry) in race.entries.iter().enumerate() {
            self.note(entry, splits.get(at), &mut note);
            self.write_entry((race_id, sex), entry, splits.get(at), &note, builder);
        }
    }

    fn write_entry(
        &self,
        (race, sex): (u32, Sex),
        entry: &Entry<'_>,
        splits: Option<&Splits>,
        note: &str,
        builder: &mut ImportBuilder,
    ) {
        let row = &entry.row;
        let birth = self.birth(row.year);
        let athlete = Athlete {
            name: builder.intern(&single_blanks(row.name)),
            birth,
            sex: match sex {
                Sex::Mixed | Sex::Unknown => row.sex,
                known => known,
            },
            ..Athlete::default()
        };
        let athlete = builder.athlete(athlete);
        let extra = Extra {
            place_in_round: entry.place_in_round,
            lane: row.lane,
            net: row.net,
            wind_tenths: row.wind_tenths.or(self.race.wind_tenths),
            // a school grade such as `11` or `SR`
            category: builder.intern(if birth.is_none() { row.year } else { "" }),
            rule: builder.intern(row.rule),
            series: builder.intern(&entry.below.as_ref().map_or_else(String::new, |b| b.series_text())),
            note: builder.intern(note),
            ..Extra::default()
        };
        let written = import::Row {
            race,
            athlete,
            mark: row.mark,
            status: row.status,
            qualification: row.qualification,
            place: if self.race.is_start_list { 0 } else { row.place },
            flags: flags(row.flags, builder),
            age: row.age,
            bib: builder.intern(row.bib),
            team: builder.intern(row.team),
            extra: builder.extra(extra),
            line: row.line,
        };
        let passings: Vec<_> = match splits {
            Some(splits) => splits.passings().map(|p| (p, Some(origin(splits.place.0)))).collect(),
            None => Vec::new(),
        };
        builder.row(written, &passings);
    }

    /// What has no column of its own, in the order of the row and the lines below it.
    fn note(&self, entry: &Entry<'_>, splits: Option<&Splits>, note: &mut String) {
        note.clear();
        let row = &entry.row;
        let mut add = |parts: [&str; 2]| {
            if !note.is_empty() {
                note.push_str("; ");
            }
            parts.iter().for_each(|part| note.push_str(part));
        };
        if let Some(heat) = row.heat.filter(|_| self.race.heat.is_none()) {
            add(["heat ", &heat.to_string()]);
        }
        if !row.seed.is_empty() {
            add(["seed ", row.seed]);
        }
        if !row.points.is_empty() {
            let unit = if row.points == "1" { " point" } else { " points" };
            add([row.points, unit]);
        }
        let unplaced = splits.filter(|s| s.values.is_empty()).map_or("", |s| s.text.as_str());
        let single = [row.alternate, row.note.as_str()].into_iter();
        let legs = entry.below.iter().flat_map(|b| &b.legs).copied();
        let below = legs.chain([unplaced]);
        for text in single.chain(below).filter(|t| !t.is_empty()) {
            add([text, ""]);
        }
    }

    /// The latest such year in which the athlete was five before the meet.
    fn birth(&self, year: &str) -> Option<Date> {
        if year.is_empty() {
            return None;
        }
        let digits: i16 = year.parse().ok()?;
        if year.len() == 4 {
            return Date::new(digits, None, None);
        }
        let latest = self.births?.year() - 5;
        (year.len() == 2).then(|| Date::new(latest - (latest - digits).rem_euclid(100), None, None))?
    }
}

/// The splits with the row's own time, by which they are told from laps.
fn splits(entry: &Entry<'_>, builder: &mut ImportBuilder) -> Splits {
    let (text, line) = entry
        .below
        .as_ref()
        .map_or_else(Default::default, |b| (b.splits_text(), b.line));
    let mut splits = Splits::read(&text, (line, 0), builder.findings());
    (splits.finish, splits.status) = (entry.row.mark.time(), entry.row.status);
    splits
}

/// Each sign behind a mark is a flag of its own.
fn flags(signs: &str, builder: &mut ImportBuilder) -> u16 {
    if signs.is_empty() {
        return 0;
    }
    let apart: Vec<String> = signs.chars().map(String::from).collect();
    builder.flags(&apart.join(" "))
}

/// A name with one blank between its words.
fn single_blanks(name: &str) -> std::borrow::Cow<'_, str> {
    if name.contains("  ") {
        name.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        name.into()
    }
}
