//! The best legal marks before a race, of the world, of areas, nations, athletes and the championship, with how many they are
//! the best of (terms.md 12): earlier by date, then by time of day, then by round, then by heat. A mark whose day is not
//! known well enough to tell is not earlier.

use super::bests::order;
use super::championship::series;
use super::chronology::sort_by_time;
use super::flags::{Against, Computed, Flag};
use super::legal_marks::legal_marks;
use super::ranking::is_by;
use super::records::RecordOf;
use super::season::season_year;
use crate::model::Date;
use crate::model::area::Area;
use crate::store::{AthleteId, LegalMark, RaceId, RaceView, RowId, RowView, Store};
use hashbrown::{HashMap, HashSet};

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
pub(super) struct BestBefore<'a> {
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

impl<'a> BestBefore<'a> {
    /// `own` are the legal results of the race, the best first.
    pub(super) fn new(store: &'a Store, race: RaceView<'a>, own: &[RowView<'a>]) -> Self {
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
            bests.count(race, day, *first, own);
        }
        bests
    }

    fn count(&mut self, race: RaceView<'a>, day: Date, first: RowView<'a>, own: &[RowView<'a>]) {
        let all = legal_marks(self.store);
        let marks = all.of(race.event());
        let areas: Vec<Option<Area>> = all.nations.iter().map(|code| Area::of(code)).collect();
        let mut of_series = OfSeries::new(race);
        let season = season_year(first);
        let earlier = Earlier::new(self.store, own, day, marks);
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

    pub(super) fn computed(&self, row: RowView<'a>) -> Vec<Computed> {
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
    /// `own` are the legal results of the race, the best first.
    fn new<'a>(store: &'a Store, own: &[RowView<'a>], day: Date, marks: &[LegalMark]) -> Self {
        let told = |row: &RowView<'_>| (row.athlete_id(), order(*row));
        let of_race: HashSet<(AthleteId, (u64, bool))> = own.iter().map(told).collect();
        // a list does not say when on a day a mark was made
        let of_day = marks.iter().filter(|m| m.date == Some(day) && m.says_less == 0);
        let mut of_day: Vec<RowView<'_>> = of_day.map(|m| store.row(m.row)).collect();
        // the same mark of the same athlete and day is the race once more, in a file that says too little to join the two
        of_day.retain(|row| !of_race.contains(&told(row)));
        of_day.extend(own.first());
        sort_by_time(&mut of_day, |row| *row);
        let before = of_day.iter().take_while(|row| !of_race.contains(&told(row)));
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
                known.row == mark.row || known.athlete == mark.athlete && mark.says_less > 0 && dates_agree()
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
