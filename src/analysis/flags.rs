//! Records, leads and bests of a race, computed from what is loaded, beside those that its sources tell (terms.md 12): strictly
//! better than every earlier legal mark loaded, or equal; how many marks that is the best of is said with it.
//!
//! House rule: a record or lead that is the best of fewer than [`LEAST`] marks, or of those of fewer than [`LEAST_DAYS`] days,
//! is none, since one meeting is no year and no history. A flag that a loaded mark contradicts
//! is a finding; that a source does not tell a flag is none, since it may know of more marks than are loaded.

use super::best_before::BestBefore;
use super::bests::order;
use super::championship::series;
use super::legal_marks::legal_marks;
use crate::model::{Finding, Severity};
use crate::store::{RaceView, RowId, RowView, Store};
use hashbrown::HashSet;

/// Marks of which a record or lead is at least the best.
pub const LEAST: usize = 10;

/// Days, that of the mark among them, on which those marks were made at least.
pub const LEAST_DAYS: usize = 5;

/// What a flag is the best of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    World,
    Area,
    Nation,
    /// Of a championship: `OR` of the Olympic Games, else `CR`.
    Championship,
    WorldLead,
    AreaLead,
    NationLead,
    Personal,
    Season,
}

/// A mark against the best before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    Better,
    Equal,
    /// Not as good as an earlier one, or as one of the same race.
    Behind,
    /// The first one loaded.
    First,
}

/// How a result stands by one flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Computed {
    pub flag: Flag,
    pub against: Against,
    /// The best before it, or the better one of the same race.
    pub other: Option<RowId>,
    /// Legal marks loaded up to this one, each once.
    pub of: usize,
    /// Days on which they were made.
    pub days: usize,
}

/// A legal result of the race with what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFlags {
    pub row: RowId,
    /// One for each flag that the result could have.
    pub computed: Vec<Computed>,
}

impl Flag {
    /// The code as sources write it.
    pub fn code(self, row: RowView<'_>) -> &'static str {
        match self {
            Self::World => "WR",
            Self::Area => "AR",
            Self::Nation => "NR",
            Self::Championship if series(row.meet_name()).as_deref() == Some("Olympic Games") => "OR",
            Self::Championship => "CR",
            Self::WorldLead => "WL",
            Self::AreaLead => "AL",
            Self::NationLead => "NL",
            Self::Personal => "PB",
            Self::Season => "SB",
        }
    }

    /// All codes that tell it.
    fn codes(self) -> &'static [&'static str] {
        match self {
            Self::World => &["WR"],
            Self::Area => &["AR", "ER"],
            Self::Nation => &["NR"],
            Self::Championship => &["CR", "OR"],
            Self::WorldLead => &["WL"],
            Self::AreaLead => &["AL", "EL"],
            Self::NationLead => &["NL"],
            Self::Personal => &["PB"],
            Self::Season => &["SB"],
        }
    }

    fn is_of_athlete(self) -> bool {
        matches!(self, Self::Personal | Self::Season)
    }

    /// The flag that says it, too, and more.
    fn implied_by(self) -> Option<Self> {
        match self {
            Self::WorldLead => Some(Self::World),
            Self::AreaLead => Some(Self::Area),
            Self::NationLead => Some(Self::Nation),
            Self::Season => Some(Self::Personal),
            _ => None,
        }
    }
}

impl Computed {
    fn holds(&self) -> bool {
        let has_base = self.flag.is_of_athlete() || self.of >= LEAST && self.days >= LEAST_DAYS;
        matches!(self.against, Against::Better | Against::Equal) && has_base
    }
}

impl RowFlags {
    pub fn of(&self, flag: Flag) -> Option<&Computed> {
        self.computed.iter().find(|c| c.flag == flag)
    }

    /// The athlete's best legal mark before the race.
    pub fn personal_before(&self) -> Option<RowId> {
        let personal = self.of(Flag::Personal).filter(|c| c.against != Against::First);
        personal.and_then(|c| c.other)
    }

    /// The flags that hold, without those that another of them implies.
    pub fn held(&self) -> impl Iterator<Item = &Computed> {
        let holds = |flag| self.of(flag).is_some_and(Computed::holds);
        let is_said = move |c: &&Computed| c.holds() && !c.flag.implied_by().is_some_and(holds);
        self.computed.iter().filter(is_said)
    }

    /// `OR, best of 81 loaded; =PB, best of 12 loaded`
    pub fn text(&self, store: &Store) -> String {
        let row = store.row(self.row);
        let told = |c: &Computed| {
            let equals = if c.against == Against::Equal { "=" } else { "" };
            format!("{equals}{}, best of {} loaded", c.flag.code(row), c.of)
        };
        self.held().map(told).collect::<Vec<_>>().join("; ")
    }

    /// The flags of the source, each with what contradicts it: an earlier better mark, or for one without `=` an equal one.
    pub fn contradicted<'a>(&'a self, store: &'a Store) -> Vec<(&'a str, &'a Computed)> {
        let mut all = Vec::new();
        for told in store.row(self.row).flags() {
            let code = told.trim_start_matches('=').trim_end_matches('*');
            let code = code.split('(').next().unwrap_or_default();
            let Some(own) = self.computed.iter().find(|c| c.flag.codes().contains(&code)) else {
                continue;
            };
            let is_wrong = match own.against {
                Against::Behind => true,
                Against::Equal => !told.starts_with('='),
                _ => false,
            };
            if is_wrong {
                all.push((told, own));
            }
        }
        all
    }
}

/// The legal results of a race with their flags, the best first; none of a list, and none where the day is not known.
pub fn race_flags(store: &Store, race: RaceView<'_>) -> Vec<RowFlags> {
    let race = store.race(store.shown(race.id()));
    let Some(day) = race.date().filter(|d| d.day().is_some() && !race.is_list()) else {
        return Vec::new();
    };
    let marks = legal_marks(store).of(race.event());
    let rows: HashSet<RowId> = race.rows().collect();
    let mut own: Vec<RowView<'_>> = Vec::new();
    for mark in marks.iter().filter(|m| m.date == Some(day) && rows.contains(&m.row)) {
        let row = store.row(mark.row);
        if own.iter().all(|known| known.id() != row.id()) {
            own.push(row);
        }
    }
    own.sort_by_key(|row| (order(*row), row.id()));
    let bests = BestBefore::new(store, race, &own);
    let flags = |row: &RowView<'_>| RowFlags {
        row: row.id(),
        computed: bests.computed(*row),
    };
    own.iter().map(flags).collect()
}

/// Flags of a race that loaded marks contradict, with the index of the import whose file tells them.
pub fn flag_findings(store: &Store, flags: &[RowFlags]) -> Vec<(usize, Finding)> {
    let mut findings = Vec::new();
    for own in flags {
        let row = store.row(own.row);
        for (told, computed) in own.contradicted(store) {
            let Some(other) = computed.other.map(|id| store.row(id)) else {
                continue;
            };
            let date = other.date().map_or(String::new(), |d| format!(" of {d}"));
            let how = if computed.against == Against::Equal {
                "an equal"
            } else {
                "a better"
            };
            let found = format!(
                "{}: {told} with {}, and {how} mark, {}{date}",
                row.name(),
                row.mark(),
                other.mark()
            );
            let expected = format!("no such mark before it; {} has one", other.origin_text());
            let at = (row.origin().line, 0);
            findings.push((
                row.race().import_index(),
                Finding::at(Severity::Warning, "flag-against-marks", at, found, expected),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Event, Mark, PackedMark, Round, Sex, Suffixes, Time};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Race, Row};
    use crate::store::RaceId;
    use std::sync::Arc;

    /// Races of one athlete: date, round, time and flags.
    fn store(races: &[(&str, Round, &str, &str)]) -> Store {
        let mut b = ImportBuilder::new();
        let name = b.intern("Ann Able");
        let athlete = b.athlete(Athlete {
            name,
            ..Athlete::default()
        });
        for (date, round, time, flags) in races {
            let race = b.race(Race {
                event: Event::track(1_500_000, Sex::Women),
                round: *round,
                date: Date::parse(date),
                ..Race::default()
            });
            let row = Row {
                race,
                athlete,
                mark: PackedMark::new(Time::parse(time).map(Mark::Time), Suffixes::NONE),
                flags: b.flags(flags),
                ..Row::default()
            };
            b.row(row, &[]);
        }
        Store::new(1, vec![Arc::new(b.finish())])
    }

    #[test]
    fn a_flag_that_an_earlier_mark_contradicts_is_a_finding() {
        let races = [
            ("2021-05-01", Round::Final, "4:10.00", "PB"),
            ("2021-06-01", Round::Final, "4:12.00", "PB"),
            ("2021-07-01", Round::Final, "4:10.00", "PB"),
            ("2021-07-02", Round::Final, "4:10.00", "=PB"),
            ("2022-05-01", Round::Final, "4:11.00", "SB"),
            ("2021", Round::Final, "4:00.00", "PB"),
        ];
        let store = store(&races);
        let found = |race: u32| -> Vec<String> {
            let flags = race_flags(&store, store.race(RaceId(race)));
            let findings = flag_findings(&store, &flags);
            findings.into_iter().map(|(_, finding)| finding.found).collect()
        };
        // the first one loaded contradicts nothing; of a year alone nobody knows what was before
        assert_eq!(found(0).len() + found(3).len() + found(4).len() + found(5).len(), 0);
        assert_eq!(
            found(1),
            ["Ann Able: PB with 4:12.00, and a better mark, 4:10.00 of 2021-05-01"]
        );
        assert_eq!(
            found(2),
            ["Ann Able: PB with 4:10.00, and an equal mark, 4:10.00 of 2021-05-01"]
        );
        let season = race_flags(&store, store.race(RaceId(4)));
        assert_eq!(
            season[0].of(Flag::Season).map(|c| (c.against, c.of)),
            Some((Against::First, 1))
        );
    }

    #[test]
    fn on_one_day_the_rounds_decide_what_was_before() {
        let races = [
            ("2021-05-01", Round::Final, "4:09.00", ""),
            ("2021-05-01", Round::Round1, "4:10.00", ""),
            ("2020-05-01", Round::Final, "4:11.00", ""),
        ];
        let store = store(&races);
        let text = |race: u32| race_flags(&store, store.race(RaceId(race)))[0].text(&store);
        assert_eq!(text(1), "PB, best of 2 loaded");
        assert_eq!(text(0), "PB, best of 3 loaded");
    }

    #[test]
    fn a_race_told_twice_contradicts_no_flag_of_its_own() {
        // the second file does not say which round it was
        let races = [
            ("2021-05-01", Round::SemiFinal, "4:10.00", "PB"),
            ("2021-05-01", Round::Unknown, "4:10.00", ""),
        ];
        let store = store(&races);
        let flags = race_flags(&store, store.race(RaceId(0)));
        assert_eq!(flag_findings(&store, &flags), []);
    }
}
