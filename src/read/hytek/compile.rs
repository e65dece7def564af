//! The table that compiles the heats of an event: each of its rows is put to that of the athlete's heat, so that nobody is
//! counted twice.

use super::listing::{Entry, EventBlock, Race};
use super::row::Row;
use crate::model::{Qualification, Round, Status};
use hashbrown::HashMap;
use std::collections::VecDeque;

/// Rows of one name that are compared with a compiled one.
const COMPARED: usize = 64;

/// The rows of an event's heats that no compiled row was put to yet, by name, as race and row.
#[derive(Debug, Default)]
pub struct Waiting<'a> {
    by_name: HashMap<&'a str, VecDeque<(usize, usize)>>,
    /// Race and row that come next.
    next: (usize, usize),
}

impl<'a> Waiting<'a> {
    /// Adds the rows that came behind those known.
    pub fn update(&mut self, event: &EventBlock<'a>) {
        for (race_at, race) in event.races.iter().enumerate().skip(self.next.0) {
            if race_at > self.next.0 {
                self.next = (race_at, 0);
            }
            for (at, entry) in race.entries.iter().enumerate().skip(self.next.1) {
                if !entry.is_compiled {
                    self.by_name.entry(entry.row.name).or_default().push_back((race_at, at));
                }
            }
            self.next.1 = race.entries.len();
        }
    }

    /// Takes the row that a compiled one repeats: of the same name, and if there are several the one that agrees most. A row
    /// of another heat with another mark is another athlete's.
    fn take(&mut self, event: &EventBlock<'a>, round: Round, row: &Row<'a>) -> Option<(usize, usize)> {
        let waiting = self.by_name.get_mut(row.name)?;
        let agreement = |(race_at, at): (usize, usize)| {
            let race = event.races.get(race_at).filter(|r| r.is_of(round))?;
            let own = &race.entries.get(at)?.row;
            let same_mark = own.mark.value == row.mark.value && own.status == row.status;
            let same_heat = row.heat.is_none() || race.heat == row.heat;
            let score = 4 * u8::from(same_heat) + 2 * u8::from(same_mark) + u8::from(own.team == row.team);
            (same_heat || same_mark).then_some(score)
        };
        let compared = waiting.iter().take(COMPARED).enumerate();
        let (best, _) = compared
            .filter_map(|(at, place)| Some((at, agreement(*place)?)))
            .max_by_key(|(at, score)| (*score, usize::MAX - at))?;
        waiting.remove(best)
    }
}

/// Puts a compiled row to that of its heat and returns where it is; one that is in no heat is added. The second value is the
/// text of a mark that is not the heat's.
pub fn compile<'a>(
    event: &mut EventBlock<'a>,
    waiting: &mut Waiting<'a>,
    round: Round,
    row: Row<'a>,
) -> ((usize, usize), Option<String>) {
    let Some((race_at, at)) = waiting.take(event, round, &row) else {
        return (add(event, round, row), None);
    };
    let known = event.races.get_mut(race_at).and_then(|r| r.entries.get_mut(at));
    let differing = known.and_then(|entry| join(entry, row));
    ((race_at, at), differing)
}

/// Adds a row that is in no heat to the race of the heat that it names.
fn add<'a>(event: &mut EventBlock<'a>, round: Round, row: Row<'a>) -> (usize, usize) {
    let race_at = event.races.iter().position(|r| r.is_of(round) && r.heat == row.heat);
    let race_at = race_at.unwrap_or_else(|| {
        event.races.push(Race {
            round,
            heat: row.heat,
            line: row.line,
            ..Race::default()
        });
        event.races.len() - 1
    });
    let place_in_round = row.place;
    let Some(race) = event.races.get_mut(race_at) else {
        return (0, 0);
    };
    race.entries.push(Entry {
        row: Row { place: 0, ..row },
        place_in_round,
        is_compiled: true,
        ..Entry::default()
    });
    (race_at, race.entries.len() - 1)
}

/// Gives the row of a heat what the compiled one has more.
fn join<'a>(entry: &mut Entry<'a>, row: Row<'a>) -> Option<String> {
    entry.place_in_round = row.place;
    entry.is_compiled = true;
    let own = &mut entry.row;
    let shown = |row: &Row<'_>| match row.status {
        Status::None => row.mark.to_string(),
        status => format!("{status} {}", row.mark).trim_end().to_owned(),
    };
    let differing = (own.mark.value != row.mark.value || own.status != row.status).then(|| shown(&row));
    for (own, other) in [
        (&mut own.rule, row.rule),
        (&mut own.alternate, row.alternate),
        (&mut own.points, row.points),
        (&mut own.seed, row.seed),
        (&mut own.bib, row.bib),
    ] {
        if own.is_empty() {
            *own = other;
        }
    }
    own.wind_tenths = own.wind_tenths.or(row.wind_tenths);
    if own.flags.is_empty() {
        own.flags = row.flags;
    }
    if own.note.is_empty() {
        own.note = row.note;
    }
    if own.qualification == Qualification::None {
        own.qualification = row.qualification;
    }
    differing.filter(|text| !text.is_empty())
}
