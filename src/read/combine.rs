//! Several imports as one, for writing them to one file: ids and strings become the common table's own.

use super::import::{Athlete, AthleteDetails, Extra, Import, ImportBuilder, LeaderPassing, Meet, Origin, Race, Row};
use crate::model::Str;

/// Everything of the imports, in their order. Equal meets and athletes are one; lines stay those of the files read.
pub fn combine(imports: &[Import]) -> Import {
    combine_rows(imports, |_, _| true)
}

/// The same with the rows alone that are kept, told by import and row, and without the races that lose all of theirs.
pub fn combine_rows(imports: &[Import], keep: impl Fn(usize, usize) -> bool) -> Import {
    let mut builder = ImportBuilder::new();
    for (at, import) in imports.iter().enumerate() {
        Copying {
            from: import,
            into: &mut builder,
        }
        .copy(|row| keep(at, row));
    }
    builder.finish()
}

struct Copying<'a> {
    from: &'a Import,
    into: &'a mut ImportBuilder,
}

impl Copying<'_> {
    fn copy(&mut self, keep: impl Fn(usize) -> bool) {
        let from = self.from;
        let rows: Vec<usize> = (0..from.rows.len()).filter(|row| keep(*row)).collect();
        let mut emptied = vec![false; from.races.len()];
        if rows.len() < from.rows.len() {
            from.rows.race.iter().for_each(|race| emptied[*race as usize] = true);
            rows.iter()
                .for_each(|row| emptied[from.rows.race[*row] as usize] = false);
        }
        let meets: Vec<u32> = from.meets.iter().map(|m| self.meet(m)).collect();
        let athletes: Vec<u32> = (0..from.athletes.len()).map(|a| self.athlete(a)).collect();
        let races: Vec<Option<u32>> = from
            .races
            .iter()
            .zip(&emptied)
            .map(|(race, emptied)| (!emptied).then(|| self.race(race, &meets)))
            .collect();
        for row in rows {
            if let Some(race) = races[from.rows.race[row] as usize] {
                self.row(row, race, &athletes);
            }
        }
        for passing in &from.leader_passings {
            let Some(race) = races[passing.race as usize] else {
                continue;
            };
            let passing = LeaderPassing {
                race,
                athlete: passing.athlete.map(|a| athletes[a as usize]),
                origin: self.origin(passing.origin),
                ..*passing
            };
            self.into.leader_passing(passing);
        }
        self.into.findings().extend(from.findings.clone());
    }

    fn text(&mut self, id: Str) -> Str {
        self.into.intern(self.from.text(id))
    }

    fn origin(&mut self, origin: Origin) -> Origin {
        Origin {
            line: origin.line,
            citation: self.text(origin.citation),
        }
    }

    fn meet(&mut self, meet: &Meet) -> u32 {
        let meet = Meet {
            name: self.text(meet.name),
            venue: self.text(meet.venue),
            city: self.text(meet.city),
            nation: self.text(meet.nation),
            start: meet.start,
            end: meet.end,
            origin: self.origin(meet.origin),
        };
        self.into.meet(meet)
    }

    fn athlete(&mut self, at: usize) -> u32 {
        let athlete = self.from.athletes[at];
        let details = self.from.athlete_details(at).copied().map(|d| AthleteDetails {
            id: self.text(d.id),
            given: self.text(d.given),
            family: self.text(d.family),
            club: self.text(d.club),
            coach: self.text(d.coach),
            birthplace: self.text(d.birthplace),
            origin: self.origin(d.origin),
        });
        let athlete = Athlete {
            name: self.text(athlete.name),
            nation: self.text(athlete.nation),
            details: details.map_or(0, |d| self.into.details(d)),
            ..athlete
        };
        self.into.athlete(athlete)
    }

    fn race(&mut self, race: &Race, meets: &[u32]) -> u32 {
        let race = Race {
            meet: race.meet.map(|m| meets[m as usize]),
            title: self.text(race.title),
            age_group: self.text(race.age_group),
            start_time: self.text(race.start_time),
            markers: self.into.markers(&self.from.markers[race.markers as usize]),
            note: self.text(race.note),
            origin: self.origin(race.origin),
            ..race.clone()
        };
        self.into.race(race)
    }

    fn row(&mut self, at: usize, race: u32, athletes: &[u32]) {
        let (from, rows) = (self.from, &self.from.rows);
        let flags: Vec<&str> = from.flags[usize::from(rows.flags[at])]
            .iter()
            .map(|f| from.text(*f))
            .collect();
        let row = Row {
            race,
            athlete: athletes[rows.athlete[at] as usize],
            mark: rows.packed_mark(at),
            status: rows.status[at],
            qualification: rows.qualification[at],
            place: rows.place[at],
            flags: self.into.flags(&flags.join(" ")),
            age: rows.age[at],
            bib: self.text(rows.bib[at]),
            team: self.text(rows.team[at]),
            extra: from.extra(at).copied().map_or(0, |e| self.extra(e)),
            line: rows.line[at],
        };
        let own = |index: usize| {
            let found = from.passing_origins.binary_search_by_key(&index, |(p, _)| *p as usize);
            found.ok().map(|found| from.passing_origins[found].1)
        };
        let passings: Vec<_> = rows
            .passings(at)
            .map(|index| (from.passings[index], own(index).map(|o| self.origin(o))))
            .collect();
        self.into.row(row, &passings);
    }

    fn extra(&mut self, extra: Extra) -> u32 {
        let extra = Extra {
            meet: self.text(extra.meet),
            venue: self.text(extra.venue),
            category: self.text(extra.category),
            rule: self.text(extra.rule),
            series: self.text(extra.series),
            note: self.text(extra.note),
            citation: self.text(extra.citation),
            ..extra
        };
        self.into.extra(extra)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ron, sample};

    #[test]
    fn the_sample_as_one_import_says_what_its_parts_say() {
        let parts = sample::sample();
        let one = combine(&parts);
        let sum = |count: fn(&Import) -> usize| parts.iter().map(count).sum::<usize>();
        assert_eq!(one.rows.len(), sum(|i| i.rows.len()));
        assert_eq!(one.passings.len(), sum(|i| i.passings.len()));
        assert_eq!(one.leader_passings.len(), sum(|i| i.leader_passings.len()));
        for part in &parts {
            assert_eq!(
                ron::write(&combine(std::slice::from_ref(part))),
                ron::write(part),
                "{}",
                part.source.path
            );
        }
    }
}
