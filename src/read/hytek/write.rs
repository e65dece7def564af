//! What was read of a listing to an import.

use super::listing::{EventBlock, Race, Result};
use super::meet::MeetHead;
use super::row::Row;
use crate::model::{Date, Sex};
use crate::read::import::{self, Athlete, Extra, ImportBuilder, Meet, Origin};
use crate::read::unplaced::{self, Splits};

/// Writes meet, races and results.
pub fn write(meet: &MeetHead, events: &[EventBlock], builder: &mut ImportBuilder) {
    let rows = events
        .iter()
        .flat_map(|e| &e.races)
        .flat_map(|r| &r.results)
        .map(|r| &r.row);
    let years_are_births = years_are_births(rows);
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
        for race in event.races.iter().filter(|r| !r.results.is_empty()) {
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

/// Two digits are years of birth unless all can be school grades, 6 to 13.
fn years_are_births<'a>(rows: impl Iterator<Item = &'a Row>) -> bool {
    let mut years = rows.filter_map(|r| r.year.parse::<u16>().ok());
    years.any(|year| !(6..=13).contains(&year))
}

struct Writing<'a> {
    event: &'a EventBlock,
    race: &'a Race,
    date: Option<Date>,
    /// The day of the meet, when the years are of birth.
    births: Option<Date>,
}

impl Writing<'_> {
    fn write(&self, meet: Option<u32>, builder: &mut ImportBuilder) {
        let (event, race) = (self.event, self.race);
        let mut splits: Vec<Splits> = race.results.iter().map(|r| self.splits(r)).collect();
        let markers = unplaced::place(&mut splits, event.heading.event.distance_mm, builder.findings());
        let race_id = import::Race {
            meet,
            event: event.heading.event,
            title: builder.intern(&event.heading.title),
            age_group: builder.intern(&event.heading.division),
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
        for (result, splits) in race.results.iter().zip(&splits) {
            self.write_result(race_id, result, splits, builder);
        }
    }

    /// The splits with the row's own time, by which they are told from laps.
    fn splits(&self, result: &Result) -> Splits {
        let mut splits = result.splits.clone();
        (splits.finish, splits.status) = (result.row.mark.time(), result.row.status);
        splits
    }

    fn write_result(&self, race: u32, result: &Result, splits: &Splits, builder: &mut ImportBuilder) {
        let row = &result.row;
        let sex = match self.event.heading.event.sex {
            Sex::Mixed | Sex::Unknown => row.sex,
            known => known,
        };
        let athlete = Athlete {
            name: builder.intern(&row.name),
            birth: self.birth(&row.year),
            sex,
            ..Athlete::default()
        };
        let athlete = builder.athlete(athlete);
        let mut note = row.note.clone();
        for part in result
            .legs
            .iter()
            .chain((splits.values.is_empty()).then_some(&splits.text))
            .filter(|p| !p.is_empty())
        {
            if !note.is_empty() {
                note.push_str("; ");
            }
            note.push_str(part);
        }
        if let Some(heat) = row.heat.filter(|_| self.race.heat.is_none()) {
            note = format!("heat {heat}{}{note}", if note.is_empty() { "" } else { "; " });
        }
        let extra = Extra {
            place_in_round: result.place_in_round,
            wind_tenths: row.wind_tenths.or(self.race.wind_tenths),
            rule: builder.intern(&row.rule),
            series: builder.intern(&result.series.join(" / ")),
            note: builder.intern(&note),
            ..Extra::default()
        };
        let written = import::Row {
            race,
            athlete,
            mark: row.mark,
            status: row.status,
            qualification: row.qualification,
            place: if self.race.is_start_list { 0 } else { row.place },
            flags: builder.flags(&row.flags),
            age: row.age,
            bib: builder.intern(&row.bib),
            team: builder.intern(&row.team),
            extra: builder.extra(extra),
            line: row.line,
        };
        let of_splits = Some(origin(splits.place.0)).filter(|o| o.line > 0);
        let passings: Vec<_> = splits.passings().map(|p| (p, of_splits)).collect();
        builder.row(written, &passings);
    }

    /// The latest such year in which the athlete was five before the meet.
    fn birth(&self, year: &str) -> Option<Date> {
        let digits: i16 = year.parse().ok()?;
        let day = self.births?;
        if year.len() == 4 {
            return Date::new(digits, None, None);
        }
        let latest = day.year() - 5;
        (year.len() == 2).then(|| Date::new(latest - (latest - digits).rem_euclid(100), None, None))?
    }
}
