//! Records, leads and bests of a race, computed from what is loaded, beside those that its sources tell (terms.md 12): strictly
//! better than every earlier legal mark loaded, or equal; how many marks that is the best of is said with it.
//!
//! House rule: a record or lead that is the best of fewer than [`LEAST`] marks, or of those of fewer than [`LEAST_DAYS`] days,
//! is none, since one meeting is no year and no history. A flag that a loaded mark contradicts
//! is a finding; that a source does not tell a flag is none, since it may know of more marks than are loaded.

use super::bests::order;
use super::championship::series;
use super::chronology::sort_by_time;
use super::legal_marks::legal_marks;
use super::ranking::is_by;
use super::records::RecordOf;
use super::season::season_year;
use crate::model::area::Area;
use crate::model::{Date, Finding, Severity};
use crate::store::{AthleteId, LegalMark, RaceId, RaceView, RowId, RowView, Store};
use hashbrown::{HashMap, HashSet};

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
    let bests = Bests::new(store, race, &own);
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

/// How many marks, on which days, and the best of them.
#[derive(Default)]
struct Tally {
    count: usize,
    days: HashSet<Date>,
    best: Option<RowId>,
}

impl Tally {
    /// The marks come the best first.
    fn add(&mut self, mark: &LegalMark) {
        self.count += 1;
        self.days.extend(mark.date);
        self.best.get_or_insert(mark.row);
    }
}

/// The best of all marks before a race, and of the race, by what flags are the best of.
struct Bests<'a> {
    store: &'a Store,
    before: HashMap<Key<'a>, Tally>,
    in_race: HashMap<Key<'a>, RowView<'a>>,
}

/// A flag with whose it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    World(Flag),
    Area(Flag, Area),
    Nation(Flag, &'a str),
    Athlete(Flag, AthleteId),
}

impl Key<'_> {
    fn flag(self) -> Flag {
        match self {
            Self::World(flag) | Self::Area(flag, _) | Self::Nation(flag, _) | Self::Athlete(flag, _) => flag,
        }
    }
}

/// What a result could be the best of.
fn keys(row: RowView<'_>) -> Vec<Key<'_>> {
    let nation = Some(row.nation()).filter(|n| !n.is_empty());
    let area = nation.and_then(Area::of);
    let is_championship = series(row.meet_name()).is_some();
    let athlete = row.athlete_id();
    let keys = [
        Some(Key::World(Flag::World)),
        is_championship.then_some(Key::World(Flag::Championship)),
        area.map(|a| Key::Area(Flag::Area, a)),
        nation.map(|n| Key::Nation(Flag::Nation, n)),
        Some(Key::World(Flag::WorldLead)),
        area.map(|a| Key::Area(Flag::AreaLead, a)),
        nation.map(|n| Key::Nation(Flag::NationLead, n)),
        Some(Key::Athlete(Flag::Personal, athlete)),
        Some(Key::Athlete(Flag::Season, athlete)),
    ];
    keys.into_iter().flatten().collect()
}

impl<'a> Bests<'a> {
    /// `own` are the legal results of the race, the best first.
    fn new(store: &'a Store, race: RaceView<'a>, own: &[RowView<'a>]) -> Self {
        let mut bests = Self {
            store,
            before: HashMap::new(),
            in_race: HashMap::new(),
        };
        for row in own {
            for key in keys(*row) {
                bests.before.entry(key).or_default();
                bests.in_race.entry(key).or_insert(*row);
            }
        }
        if let (Some(day), Some(first)) = (race.date(), own.first()) {
            bests.count(race, day, *first);
        }
        bests
    }

    fn count(&mut self, race: RaceView<'a>, day: Date, first: RowView<'a>) {
        let all = legal_marks(self.store);
        let marks = all.of(race.event());
        let areas: Vec<Option<Area>> = all.nations.iter().map(|code| Area::of(code)).collect();
        let mut of_series = OfSeries::new(race);
        let season = season_year(first);
        let earlier = Earlier::new(self.store, first, day, marks);
        for mark in each_once(marks, |mark| earlier.holds(mark)) {
            let at = usize::from(mark.nation);
            let (nation, area) = (all.nations[at].as_str(), areas[at]);
            let row = self.store.row(mark.row);
            let mut add = |key: Key<'a>| {
                // only what somebody in the race could have is counted
                if let Some(tally) = self.before.get_mut(&key) {
                    tally.add(mark);
                    return true;
                }
                false
            };
            let mut add_all = |world: Flag, of_area: Flag, of_nation: Flag| {
                add(Key::World(world));
                if let Some(area) = area {
                    add(Key::Area(of_area, area));
                }
                add(Key::Nation(of_nation, nation));
            };
            add_all(Flag::World, Flag::Area, Flag::Nation);
            if mark.date.is_some_and(|d| d.year() == day.year()) {
                add_all(Flag::WorldLead, Flag::AreaLead, Flag::NationLead);
            }
            if of_series.holds(row) {
                add(Key::World(Flag::Championship));
            }
            if add(Key::Athlete(Flag::Personal, mark.athlete)) && season_year(row) == season {
                add(Key::Athlete(Flag::Season, mark.athlete));
            }
        }
    }

    fn computed(&self, row: RowView<'a>) -> Vec<Computed> {
        let mark = order(row);
        let one = |key: Key<'a>| {
            let tally = self.before.get(&key);
            let before = tally.and_then(|t| t.best).map(|id| (order(self.store.row(id)), id));
            let ahead = self.in_race.get(&key).map(|r| (order(*r), r.id()));
            let better = [before, ahead].into_iter().flatten().find(|(other, _)| *other < mark);
            let (against, other) = match (better, before) {
                (Some((_, better)), _) => (Against::Behind, Some(better)),
                (None, None) => (Against::First, None),
                (None, Some((best, id))) if best == mark => (Against::Equal, Some(id)),
                (None, Some((_, id))) => (Against::Better, Some(id)),
            };
            Computed {
                flag: key.flag(),
                against,
                other,
                of: tally.map_or(0, |t| t.count) + 1,
                days: tally.map_or(0, |t| t.days.len()) + 1,
            }
        };
        keys(row).into_iter().map(one).collect()
    }
}

/// Which marks were made before a race.
struct Earlier {
    day: Date,
    /// Results of the day whose time or round is before the race's.
    on_day: HashSet<RowId>,
}

impl Earlier {
    fn new(store: &Store, first: RowView<'_>, day: Date, marks: &[LegalMark]) -> Self {
        let race = first.shown_race().id();
        // a list does not say when on a day a mark was made
        let of_day = marks.iter().filter(|m| m.date == Some(day) && !m.of_list);
        let mut of_day: Vec<RowView<'_>> = of_day.map(|m| store.row(m.row)).collect();
        of_day.retain(|row| row.shown_race().id() != race);
        of_day.push(first);
        sort_by_time(&mut of_day, |row| *row);
        let before = of_day.iter().take_while(|row| row.id() != first.id());
        Self {
            day,
            on_day: before.map(|row| row.id()).collect(),
        }
    }

    fn holds(&self, mark: &LegalMark) -> bool {
        match mark.date {
            None => false,
            Some(date) if date == self.day => self.on_day.contains(&mark.row),
            Some(date) => is_by(date, self.day) == Some(true),
        }
    }
}

/// The marks that are wanted, in order, each performance once: a list repeats what a race tells, and files what others do.
fn each_once(marks: &[LegalMark], is_wanted: impl Fn(&LegalMark) -> bool) -> Vec<&LegalMark> {
    let mut all: Vec<&LegalMark> = Vec::with_capacity(marks.len());
    for equal in marks.chunk_by(|a, b| a.order == b.order) {
        let first = all.len();
        for mark in equal.iter().filter(|mark| is_wanted(mark)) {
            let repeats = |known: &&LegalMark| {
                let dates_agree = || known.date.zip(mark.date).is_some_and(|(a, b)| a.agrees_with(b));
                known.row == mark.row || known.athlete == mark.athlete && mark.of_list && dates_agree()
            };
            if !all[first..].iter().any(repeats) {
                all.push(mark);
            }
        }
    }
    all
}

/// Which results are of the championship of a race, by race.
struct OfSeries {
    record: Option<RecordOf>,
    known: HashMap<RaceId, bool>,
}

impl OfSeries {
    fn new(race: RaceView<'_>) -> Self {
        Self {
            record: series(race.meet_name()).map(RecordOf::Championship),
            known: HashMap::new(),
        }
    }

    fn holds(&mut self, row: RowView<'_>) -> bool {
        let Some(record) = &self.record else { return false };
        let race = row.race();
        // the rows of a list may have meets of their own
        if race.is_list() {
            return record.is_of(row);
        }
        *self.known.entry(race.id()).or_insert_with(|| record.is_of(row))
    }
}
