//! The race of one record: the cells of the columns that tell races apart.

use super::block::{BlockRace, RaceKey};
use super::plan::SexOf;
use super::results::sex;
use super::rows::Reader;
use crate::model::{Event, Severity, Sex};
use crate::read::import::RaceKind;
use std::borrow::Cow;

impl Reader<'_, '_> {
    /// The race of the row: the one of the row before when its cells are the same.
    pub(super) fn find_race(&mut self) -> u32 {
        let mut key = std::mem::take(&mut self.race_key);
        let mut same = self.race != u32::MAX;
        let mut at = 0;
        for column in &self.plan.race_columns {
            let cell = self.bytes(Some(*column));
            let end = at + cell.len();
            if same && (key.get(at..end) != Some(cell) || key.get(end) != Some(&0x1f)) {
                same = false;
            }
            if !same {
                key.truncate(at);
                key.extend_from_slice(cell);
                key.push(0x1f);
            }
            at = end + 1;
        }
        if !same {
            self.race = match self.races.get(&key) {
                Some(race) => *race,
                None => self.new_race(&key),
            };
        }
        self.race_key = key;
        self.race
    }

    fn new_race(&mut self, cells: &[u8]) -> u32 {
        let at = &self.plan.at;
        let list = self.plan.kind == RaceKind::List;
        let occasion = |column: Option<usize>| if list { None } else { column };
        let mut key = RaceKey {
            event: self.word(at.event),
            meet: self.word(occasion(at.meet)),
            venue: self.word(occasion(at.venue)),
            round: self.word(at.round),
            heat: self.word(at.heat),
            class: self.word(at.record),
            date: self
                .date(occasion(at.date.or(at.year)))
                .or(self.plan.date.filter(|_| !list)),
            sex: Sex::Unknown,
            indoor: matches!(self.bytes(at.indoor), b"yes" | b"true" | b"1" | b"i" | b"Y" | b"y"),
        };
        let mut event = self.plan.event;
        let named = self.cell(at.event);
        if let Some(parsed) = Event::parse(&named) {
            event = parsed;
        } else if !named.is_empty() {
            let expected = "an event such as 1500m; the race keeps the word as its title";
            self.report_cell(Severity::Note, "unknown-event", at.event, expected);
            event = Event::default();
        }
        // `WR` in a column of events says a record and no event
        if event == Event::default() && crate::model::flag::is_flag(&named) {
            key.class = key.event;
            key.event = crate::model::Str::EMPTY;
        }
        if self.plan.sex_of == SexOf::Race && at.sex.is_some() {
            event.sex = sex(self.bytes(at.sex));
        }
        event.indoor |= key.indoor;
        key.sex = event.sex;
        if self.plan.category_names_race {
            let class = match self.cell(at.category) {
                Cow::Borrowed(text) => Cow::Borrowed(text.split('-').next().unwrap_or("")),
                Cow::Owned(text) => Cow::Owned(text.split('-').next().unwrap_or("").to_owned()),
            };
            key.class = self.intern(class);
        }
        let known = self.block.races.iter().position(|r| r.key == key);
        let race = known.unwrap_or_else(|| {
            self.block.races.push(BlockRace {
                key,
                event,
                line: self.line,
                used: 0,
            });
            self.block.races.len() - 1
        }) as u32;
        self.races.insert(cells.to_vec(), race);
        race
    }
}
