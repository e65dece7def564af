//! What can be decided about athletes, in the words of their files, and which decisions say nothing of what is open.

use super::decision::{Naming, Unapplied, club_of, file_of};
use super::identity::record;
use super::{AthleteId, Decision, RaceRecord, Record, RowId, Store};

impl Store {
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// That two athletes are one; `None` when the files state one of them as they do a third.
    pub fn merge(&self, one: AthleteId, other: AthleteId) -> Option<Decision> {
        let (one, other) = self.records_of_both(one, other)?;
        Some(Decision::Join(one, other))
    }

    /// That two athletes, not joined, are not one; `None` when the files state one of them as they do a third.
    pub fn keep_apart(&self, one: AthleteId, other: AthleteId) -> Option<Decision> {
        let (one, other) = self.records_of_both(one, other)?;
        Some(Decision::KeepApart(one, other))
    }

    /// That the athlete of a row's file is not the one that he or she was joined with; `None` when nothing in the files
    /// tells the two apart.
    pub fn split(&self, row: RowId) -> Option<Decision> {
        let at = self.bases.partition_point(|b| b.row <= row.0) - 1;
        let local = (row.0 - self.bases[at].row) as usize;
        let own = self.imports[at].rows.athlete[local] + self.bases[at].athlete;
        let records = self.identity().records.of(self.identity().of(own).0 as usize);
        let named = |wanted: &Record| -> Vec<u32> { self.named(wanted, records) };
        for apart in self.forms(own) {
            let moved = named(&apart);
            let others = records.iter().filter(|g| !moved.contains(g));
            let told = |form: &Record| !named(form).iter().any(|g| moved.contains(g));
            if let Some(other) = others.flat_map(|g| self.forms(*g)).find(told) {
                return Some(Decision::KeepApart(apart, other));
            }
        }
        None
    }

    /// The decisions that change nothing in what is open, in the order decided, with the reason.
    pub fn unapplied(&self) -> Vec<Unapplied> {
        let described = self
            .decisions
            .iter()
            .enumerate()
            .filter_map(|(at, decision)| match decision {
                Decision::Describe(race, _) => Some((at, self.why_not_described(race)?)),
                _ => None,
            });
        let described = described.map(|(decision, reason)| Unapplied { decision, reason });
        let mut all: Vec<Unapplied> = self.identity().outcome.unapplied.clone();
        all.extend(described);
        all.sort_by_key(|u| u.decision);
        all
    }

    /// The imports that have what a decision is about, by index.
    pub fn imports_of(&self, decision: &Decision) -> Vec<usize> {
        let (Decision::Join(one, other) | Decision::KeepApart(one, other)) = decision else {
            let Decision::Describe(race, _) = decision else {
                return Vec::new();
            };
            return (0..self.imports.len())
                .filter(|at| self.imports[*at].source.path == race.path)
                .collect();
        };
        let has = |at: &usize| {
            let import = &self.imports[*at];
            let names = |record: &Record| import.athletes.iter().any(|a| record.names(import, a, Naming::Exactly));
            names(one) || names(other)
        };
        (0..self.imports.len()).filter(has).collect()
    }

    fn why_not_described(&self, race: &RaceRecord) -> Option<String> {
        let files: Vec<_> = self.imports.iter().filter(|i| i.source.path == race.path).collect();
        if files.is_empty() {
            return Some(format!("{} is not open", race.path));
        }
        let has = files
            .iter()
            .any(|i| i.races.iter().any(|r| RaceRecord::of(i, r) == *race));
        (!has).then(|| format!("{} has no race {}", race.path, race.words))
    }

    /// A record that names the first athlete alone, and one that names the second alone.
    fn records_of_both(&self, one: AthleteId, other: AthleteId) -> Option<(Record, Record)> {
        let mut both = [one, other].map(|athlete| self.record_alone_of(athlete)).into_iter();
        Some((both.next()??, both.next()??)).filter(|_| one != other)
    }

    /// A record that names an athlete and nobody else, with club or file only where it takes them.
    fn record_alone_of(&self, athlete: AthleteId) -> Option<Record> {
        let own = self.identity().records.of(athlete.0 as usize);
        let name = |g: u32| {
            let (import, athlete) = record(self, g);
            import.text(athlete.name)
        };
        let names: Vec<&str> = own.iter().map(|g| name(*g)).collect();
        let namesakes: Vec<u32> = (0..self.totals().athlete)
            .filter(|g| names.contains(&name(*g)))
            .collect();
        let is_alone = |form: &Record| self.named(form, &namesakes).iter().all(|g| own.contains(g));
        let forms: Vec<Vec<Record>> = own.iter().map(|g| self.forms(*g)).collect();
        let mut widest = (0..4).flat_map(|form| forms.iter().filter_map(move |of| of.get(form)));
        widest.find(|form| is_alone(form)).cloned()
    }

    /// Those of the records that a record names as it stands.
    fn named(&self, wanted: &Record, records: &[u32]) -> Vec<u32> {
        let is_named = |g: &&u32| {
            let (import, athlete) = record(self, **g);
            wanted.names(import, athlete, Naming::Exactly)
        };
        records.iter().filter(is_named).copied().collect()
    }

    /// The ways to name a record, the widest first.
    fn forms(&self, g: u32) -> Vec<Record> {
        let (import, athlete) = record(self, g);
        let plain = Record::of(import, athlete);
        let (club, file) = (club_of(import, athlete).to_owned(), file_of(import).to_owned());
        let narrowed = |club: &str, file: &str| Record {
            club: club.to_owned(),
            file: file.to_owned(),
            ..plain.clone()
        };
        let mut forms = vec![
            plain.clone(),
            narrowed(&club, ""),
            narrowed("", &file),
            narrowed(&club, &file),
        ];
        forms.dedup();
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, AthleteDetails, Race, Row};
    use std::sync::Arc;

    /// A file with one race for each athlete `(name, nation, club)`.
    fn file(path: &str, athletes: &[(&str, &str, &str)]) -> Arc<crate::read::Import> {
        let mut b = ImportBuilder::new();
        for (name, nation, club) in athletes {
            let details = AthleteDetails {
                club: b.intern(club),
                ..AthleteDetails::default()
            };
            let (details, race) = (b.details(details), b.race(Race::default()));
            let athlete = Athlete {
                name: b.intern(name),
                nation: b.intern(nation),
                details,
                ..Athlete::default()
            };
            let athlete = b.athlete(athlete);
            b.row(
                Row {
                    race,
                    athlete,
                    ..Row::default()
                },
                &[],
            );
        }
        let mut import = b.finish();
        import.source.path = path.to_owned();
        Arc::new(import)
    }

    fn athletes(store: &Store) -> Vec<u32> {
        (0..store.row_count() as u32)
            .map(|r| store.row(RowId(r)).athlete_id().0)
            .collect()
    }

    #[test]
    fn namesakes_of_one_nation_are_told_apart_by_club_else_by_file() {
        let first = file(
            "in/a.csv",
            &[("John Smith", "GBR", "Belgrave"), ("John Smith", "GBR", "Bristol")],
        );
        let second = file("in/b.csv", &[("John Smith", "GBR", "Bristol")]);
        let files = vec![first, second];
        let store = Store::new(1, files.clone());
        assert_eq!(athletes(&store), [0, 0, 0], "one name and nation");
        let by_club = store.split(RowId(0)).expect("clubs differ");
        assert_eq!(
            by_club.to_string(),
            "John Smith GBR (Belgrave) is not John Smith GBR (Bristol)"
        );
        let store = Store::with_decisions(2, files.clone(), vec![by_club.clone()]);
        assert_eq!(athletes(&store), [0, 1, 1]);
        let by_file = store.split(RowId(2)).expect("files differ");
        assert_eq!(
            by_file.to_string(),
            "John Smith GBR (b.csv) is not John Smith GBR (a.csv)"
        );
        let store = Store::with_decisions(3, files.clone(), vec![by_club.clone(), by_file.clone()]);
        assert_eq!(athletes(&store), [0, 1, 2]);
        let merge = store.merge(AthleteId(0), AthleteId(2)).expect("each is named alone");
        let store = Store::with_decisions(4, files, vec![by_club, by_file, merge]);
        assert_eq!(athletes(&store), [0, 1, 0]);
        assert!(store.unapplied().is_empty());
    }

    #[test]
    fn a_decision_holds_after_the_data_changed_or_says_why_not() {
        let before = [
            file("a.csv", &[("Laura Muir", "GBR", "")]),
            file("b.csv", &[("Laura Muir", "SCO", "")]),
        ];
        let store = Store::new(1, before.to_vec());
        let merge = store.merge(AthleteId(0), AthleteId(1)).expect("told apart by nation");
        // the one file now writes the name in capitals and without nation
        let changed = vec![
            before[0].clone(),
            file("b.csv", &[("MUIR Laura", "", ""), ("Laura Muir", "NZL", "")]),
        ];
        let store = Store::with_decisions(2, changed, vec![merge.clone()]);
        assert_eq!(athletes(&store), [0, 0, 1]);
        let store = Store::with_decisions(3, vec![before[0].clone()], vec![merge.clone()]);
        let unapplied = store.unapplied();
        assert_eq!(unapplied[0].reason, "no open file has Laura Muir SCO");
        assert_eq!(store.decisions(), [merge]);
    }

    #[test]
    fn those_kept_apart_are_known_to_be() {
        let files = vec![
            file("a.csv", &[("Laura Muir", "GBR", "")]),
            file("b.csv", &[("Laura Muir", "SCO", "")]),
        ];
        let store = Store::new(1, files.clone());
        let apart = store.keep_apart(AthleteId(0), AthleteId(1)).expect("two athletes");
        assert_eq!(store.keep_apart(AthleteId(0), AthleteId(0)), None);
        let store = Store::with_decisions(2, files, vec![apart]);
        assert_eq!(athletes(&store), [0, 1]);
        assert!(store.identity().are_kept_apart(AthleteId(1), AthleteId(0)));
    }
}
