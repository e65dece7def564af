//! Blocks, in the order of the file, to one import: local numbers become the import's own.

use super::block::{Block, BlockRace, Details, IS_NUMBER, Person, RaceKey, Tests};
use super::plan::Plan;
use crate::model::{Date, Findings, Round, Str};
use crate::read::import::{Athlete, AthleteDetails, Extra, Import, Meet, Origin, Race};
use crate::read::strings::{Interner, TextHasher};
use hashbrown::HashMap;

/// People of a block that are looked up at a time.
const LOOK_AHEAD: usize = 24;

/// An import under construction.
pub struct Assembly<'p> {
    plan: &'p Plan,
    pub import: Import,
    pub interner: Interner,
    pub tests: Tests,
    /// Of each race, the marker columns in use.
    pub used: Vec<u128>,
    races: HashMap<RaceKey, u32>,
    meets: HashMap<(Str, Str), u32>,
    flags: HashMap<Str, u16>,
    extras: HashMap<Extra, u32>,
    /// By name: the first athlete of that name plus one, and by athlete: the next of the same name plus one.
    first_of_name: Vec<u32>,
    next_of_name: Vec<u32>,
    /// Lines before the next block.
    line: u32,
}

impl<'p> Assembly<'p> {
    pub fn new(plan: &'p Plan, hasher: TextHasher, findings: Findings, first_line: u32) -> Self {
        Self {
            plan,
            import: Import {
                findings,
                ..Import::default()
            },
            interner: Interner::with_hasher(hasher),
            tests: Tests::default(),
            used: Vec::new(),
            races: HashMap::new(),
            meets: HashMap::new(),
            flags: HashMap::new(),
            extras: HashMap::new(),
            first_of_name: Vec::new(),
            next_of_name: Vec::new(),
            line: first_line,
        }
    }

    /// Makes room for about this many rows; room that stays unused costs address space and no memory.
    pub fn reserve(&mut self, rows: usize) {
        let rows_columns = &mut self.import.rows;
        rows_columns.reserve(rows);
        self.import.passings.reserve(rows * self.plan.markers.len());
        self.import.athletes.reserve(rows);
        self.next_of_name.reserve(rows);
        self.first_of_name.reserve(rows);
    }

    pub fn append(&mut self, mut block: Block<'_>) {
        let mut map = Vec::with_capacity(block.strings.len() + 1);
        map.push(Str::EMPTY);
        self.interner.intern_block(&block.strings, &mut map);
        let text = |s: Str| map.get(s.0 as usize).copied().unwrap_or_default();
        let races: Vec<u32> = block.races.iter().map(|r| self.race(r, &text)).collect();
        let flags: Vec<u16> = std::iter::once(0)
            .chain(block.flags.iter().map(|f| self.flag_set(text(*f))))
            .collect();
        let extras: Vec<u32> = std::iter::once(0)
            .chain(block.extras.iter().map(|e| self.extra(e, &text)))
            .collect();
        self.first_of_name.resize(self.interner.len(), 0);
        self.append_athletes(&block, &text);
        self.append_rows(&block, &text, &races, &flags, &extras);
        block.findings.move_places(|f| f.line += self.line);
        self.import.findings.extend(block.findings);
        self.tests.add(&block.tests, self.line);
        self.line += block.lines;
    }

    fn append_rows(
        &mut self,
        block: &Block<'_>,
        text: &impl Fn(Str) -> Str,
        races: &[u32],
        flags: &[u16],
        extras: &[u32],
    ) {
        let (from, into) = (&block.rows, &mut self.import.rows);
        let base = self.import.passings.len() as u32;
        into.race.extend(from.race.iter().map(|r| races[*r as usize]));
        into.mark.extend_from_slice(&from.mark);
        into.mark_meta.extend_from_slice(&from.mark_meta);
        into.status.extend_from_slice(&from.status);
        into.qualification.extend_from_slice(&from.qualification);
        into.place.extend_from_slice(&from.place);
        into.flags.extend(from.flags.iter().map(|f| flags[usize::from(*f)]));
        into.age.extend_from_slice(&from.age);
        let interner = &mut self.interner;
        into.bib.extend(from.bib.iter().map(|s| match s.0 & IS_NUMBER {
            0 => text(*s),
            _ => interner.intern_number(s.0 & !IS_NUMBER),
        }));
        into.team.extend(from.team.iter().map(|s| text(*s)));
        into.passings_start.extend(from.passings_start.iter().map(|s| base + s));
        into.passings_len.extend_from_slice(&from.passings_len);
        into.extra.extend(from.extra.iter().map(|e| extras[*e as usize]));
        into.line.extend(from.line.iter().map(|l| self.line + l));
        self.import.passings.extend_from_slice(&block.passings);
    }

    fn append_athletes(&mut self, block: &Block<'_>, text: &impl Fn(Str) -> Str) {
        for (some, people) in block.people.chunks(LOOK_AHEAD).enumerate() {
            self.look_ahead(people, text);
            for (at, person) in people.iter().enumerate() {
                let (index, is_new) = self.athlete(person, text);
                if is_new && person.details != 0 {
                    let line = self.line + block.rows.line[some * LOOK_AHEAD + at];
                    self.add_details(index, &block.details[person.details as usize - 1], line, text);
                }
                self.import.rows.athlete.push(index);
            }
        }
    }

    /// Brings the known athletes of these names into the processor's cache together.
    fn look_ahead(&self, people: &[Person], text: &impl Fn(Str) -> Str) {
        let mut seen = 0;
        for person in people {
            let first = self.first_of_name[text(person.name).0 as usize];
            if let Some(known) = first.checked_sub(1) {
                seen ^= self.import.athletes[known as usize].nation.0 ^ self.next_of_name[known as usize];
            }
        }
        std::hint::black_box(seen);
    }

    fn add_details(&mut self, athlete: u32, details: &Details, line: u32, text: &impl Fn(Str) -> Str) {
        self.import.details.push(AthleteDetails {
            club: text(details.club),
            coach: text(details.coach),
            birthplace: text(details.birthplace),
            origin: Origin {
                line,
                citation: Str::EMPTY,
            },
            ..AthleteDetails::default()
        });
        self.import.athletes[athlete as usize].details = self.import.details.len() as u32;
    }

    /// The athlete's index, and whether he or she is new; equal name, nation, birth and sex are one.
    fn athlete(&mut self, person: &Person, text: &impl Fn(Str) -> Str) -> (u32, bool) {
        let athlete = Athlete {
            name: text(person.name),
            nation: text(person.nation),
            birth: person.birth,
            details: 0,
            sex: person.sex,
        };
        let first = self.first_of_name[athlete.name.0 as usize];
        let mut at = first;
        while let Some(index) = at.checked_sub(1) {
            let known = &self.import.athletes[index as usize];
            if (known.nation, known.birth, known.sex) == (athlete.nation, athlete.birth, athlete.sex) {
                return (index, false);
            }
            at = self.next_of_name[index as usize];
        }
        let index = self.import.athletes.len() as u32;
        self.import.athletes.push(athlete);
        self.next_of_name.push(first);
        self.first_of_name[athlete.name.0 as usize] = index + 1;
        (index, true)
    }

    fn race(&mut self, found: &BlockRace, text: &impl Fn(Str) -> Str) -> u32 {
        let key = RaceKey {
            meet: text(found.key.meet),
            event: text(found.key.event),
            venue: text(found.key.venue),
            round: text(found.key.round),
            heat: text(found.key.heat),
            class: text(found.key.class),
            ..found.key
        };
        if let Some(&known) = self.races.get(&key) {
            self.used[known as usize] |= found.used;
            return known;
        }
        let index = self.import.races.len() as u32;
        let origin = Origin {
            line: self.line + found.line,
            citation: Str::EMPTY,
        };
        let mut race = Race {
            kind: self.plan.kind,
            event: found.event,
            title: self.class_title(key.class),
            date: key.date,
            origin,
            ..Race::default()
        };
        let round_text = self.interner.text(key.round);
        match Round::parse(round_text) {
            Some((round, heat)) => (race.round, race.heat) = (round, heat),
            None => race.note = key.round,
        }
        if let Some(heat) = super::cell::leading_number(self.interner.text(key.heat).as_bytes()) {
            race.heat = u16::try_from(heat).ok();
        }
        if race.event.discipline == crate::model::Discipline::Unknown && !key.event.is_empty() {
            race.title = key.event;
        }
        let meet = match key.meet {
            Str::EMPTY => self.interner.intern(&self.plan.title),
            named => named,
        };
        if !meet.is_empty() || !key.venue.is_empty() {
            race.meet = Some(self.meet(meet, key.venue, key.date, origin));
        }
        self.import.races.push(race);
        self.used.push(found.used);
        self.races.insert(key, index);
        index
    }

    /// The title of a class of the file; a code of a record is said in words, since no race is called `OR`.
    fn class_title(&mut self, class: Str) -> Str {
        if self.plan.at.record.or(self.plan.at.event).is_none() {
            return class;
        }
        let words = match self.interner.text(class) {
            "WR" => "World record",
            "ER" => "European record",
            "OR" => "Olympic record",
            "NR" => "National record",
            "AR" => "Area record",
            "CR" => "Championship record",
            "MR" => "Meeting record",
            _ => return class,
        };
        self.interner.intern(&format!("{words} progression"))
    }

    fn meet(&mut self, name: Str, venue: Str, date: Option<Date>, origin: Origin) -> u32 {
        let meets = &mut self.import.meets;
        let index = *self.meets.entry((name, venue)).or_insert_with(|| {
            meets.push(Meet {
                name,
                venue,
                start: date,
                end: date,
                origin,
                ..Meet::default()
            });
            meets.len() as u32 - 1
        });
        let meet = &mut meets[index as usize];
        meet.start = match (meet.start, date) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        meet.end = meet.end.max(date);
        index
    }

    fn flag_set(&mut self, text: Str) -> u16 {
        if let Some(&known) = self.flags.get(&text) {
            return known;
        }
        let words: Vec<String> = crate::model::flag::split_flags(self.interner.text(text))
            .map(str::to_owned)
            .collect();
        let set: Box<[Str]> = words.iter().map(|w| self.interner.intern(w)).collect();
        let same = self.import.flags.iter().position(|f| *f == set);
        let index = same.unwrap_or_else(|| {
            self.import.flags.push(set);
            self.import.flags.len() - 1
        });
        let index = u16::try_from(index).unwrap_or(0);
        self.flags.insert(text, index);
        index
    }

    fn extra(&mut self, extra: &Extra, text: &impl Fn(Str) -> Str) -> u32 {
        let extra = Extra {
            meet: text(extra.meet),
            venue: text(extra.venue),
            category: text(extra.category),
            rule: text(extra.rule),
            series: text(extra.series),
            note: text(extra.note),
            citation: text(extra.citation),
            ..*extra
        };
        let extras = &mut self.import.extras;
        *self.extras.entry(extra).or_insert_with(|| {
            extras.push(extra);
            extras.len() as u32
        })
    }
}

impl Tests {
    fn add(&mut self, other: &Tests, line: u32) {
        self.rising += other.rising;
        self.falling += other.falling;
        self.complete += other.complete;
        self.summing += other.summing;
        self.first += other.first;
        self.last += other.last;
        let room = (Findings::KEPT_PER_CODE as usize).saturating_sub(self.fallen.len());
        self.fallen
            .extend(other.fallen.iter().take(room).map(|(l, a, b)| (line + l, *a, *b)));
        let room = (Findings::KEPT_PER_CODE as usize).saturating_sub(self.unsummed.len());
        let unsummed = other.unsummed.iter().take(room);
        self.unsummed
            .extend(unsummed.map(|(l, sum, mark)| (line + l, *sum, *mark)));
    }
}
