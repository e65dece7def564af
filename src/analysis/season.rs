//! An athlete's season before a race, in all events (terms.md 12): the calendar year, and of short track the winter that ends
//! in it.

use super::bests::{Best, bests};
use super::chronology::sort_by_time;
use super::performances::{Performance, event_key, performances};
use super::rounds::is_one_competition;
use crate::model::text::words;
use crate::model::{Date, Round, Status, Suffixes};
use crate::store::{AthleteId, RaceView, RowId, RowView, Store};

/// The month in which a winter's short-track season begins (house rule).
const WINTER: u8 = 11;

/// Results of one name beyond which they cannot be one person's (house rule).
const MOST_RESULTS: usize = 1000;

/// What an athlete did in a season, or in it before a day, each performance once, the earliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Season {
    /// Started, as a race loaded tells, with a mark, a place or a status; what only a list tells is none.
    pub races: Vec<RowId>,
    /// Not started.
    pub absences: Vec<RowId>,
}

/// The season that a result is of; `None` without a date.
pub fn season_year(row: RowView<'_>) -> Option<i16> {
    let date = row.date()?;
    let in_winter = row.race().event().indoor && date.month().is_some_and(|m| m >= WINTER);
    Some(date.year() + i16::from(in_winter))
}

impl Season {
    /// The whole season, named by its year.
    pub fn of(store: &Store, athlete: AthleteId, year: i16) -> Self {
        Self::new(store, athlete, |row| season_year(row) == Some(year))
    }

    /// The season up to the day before; what may have been later, since its day is not known, is left out.
    pub fn before(store: &Store, athlete: AthleteId, day: Date) -> Self {
        let is_before = |date: Date| !date.agrees_with(day) && date < day;
        Self::new(store, athlete, |row| {
            season_year(row) == Some(day.year()) && row.date().is_some_and(is_before)
        })
    }

    fn new(store: &Store, athlete: AthleteId, is_wanted: impl Fn(RowView<'_>) -> bool) -> Self {
        let mut all = performances(store, athlete);
        all.retain(|p| is_wanted(store.row(p.row)));
        sort_by_time(&mut all, |p| store.row(p.row));
        let mut season = Self::default();
        for row in all.iter().map(|p| store.row(p.row)) {
            let en_route = row.mark().suffixes().contains(Suffixes::EN_ROUTE);
            match row.status() {
                Status::Dns | Status::Scratched => season.absences.push(row.id()),
                _ if en_route || row.race().is_list() => {}
                _ => season.races.push(row.id()),
            }
        }
        season
    }

    /// Without what was run at the competition of a race.
    #[must_use]
    pub fn without_competition(mut self, store: &Store, race: RaceView<'_>) -> Self {
        let is_other = |row: &RowId| !is_one_competition(race, store.row(*row).race());
        self.races.retain(is_other);
        self.absences.retain(is_other);
        self
    }

    /// Races and absences, the earliest first.
    pub fn rows<'a>(&self, store: &'a Store) -> Vec<RowView<'a>> {
        let both = self.races.iter().chain(&self.absences);
        let mut rows: Vec<RowView<'a>> = both.map(|r| store.row(*r)).collect();
        sort_by_time(&mut rows, |r| *r);
        rows
    }

    pub fn last<'a>(&self, store: &'a Store) -> Option<RowView<'a>> {
        self.races.last().map(|r| store.row(*r))
    }

    /// The best legal mark of each event, the first of equal ones, and of how many.
    pub fn bests(&self, store: &Store) -> Vec<Best> {
        let Some(last) = self.last(store) else {
            return Vec::new();
        };
        let mut own: Vec<Performance> = performances(store, last.athlete_id());
        own.retain(|p| self.races.contains(&p.row));
        sort_by_time(&mut own, |p| store.row(p.row));
        bests(store, &own)
    }

    /// Races and absences at the meets whose name and venue have all these words, as `Monaco` or `Olympic Trials`.
    pub fn at_meet<'a>(&self, store: &'a Store, meet: &str) -> Vec<RowView<'a>> {
        let wanted = words(meet);
        let mut rows = self.rows(store);
        rows.retain(|row| {
            let own = words(&format!("{} {}", row.meet_name(), row.venue()));
            wanted.iter().all(|w| own.contains(w))
        });
        rows
    }

    /// Races won, without those of rounds before the final.
    pub fn wins<'a>(&self, store: &'a Store) -> Vec<RowView<'a>> {
        let is_win = |row: &RowView<'_>| {
            let is_last = matches!(row.race().round(), Round::Final | Round::Unknown);
            is_last && !row.race().is_list() && row.place() == Some(1) && row.status() == Status::None
        };
        self.races.iter().map(|r| store.row(*r)).filter(is_win).collect()
    }

    /// Races that were started and not finished, or ended in a disqualification.
    pub fn unfinished<'a>(&self, store: &'a Store) -> Vec<RowView<'a>> {
        let is_out = |r: &RowView<'_>| matches!(r.status(), Status::Dnf | Status::Dq | Status::Retired);
        self.races.iter().map(|r| store.row(*r)).filter(is_out).collect()
    }

    /// How many races were in meets whose name has these words next to each other, as `Diamond League`.
    pub fn in_meets(&self, store: &Store, words: &str) -> usize {
        let wanted = words.to_lowercase();
        let has = |row: &&RowId| store.row(**row).meet_name().to_lowercase().contains(&wanted);
        self.races.iter().filter(has).count()
    }
}

/// The season before a race of one who is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeasonBefore {
    /// The result in the race.
    pub row: RowId,
    pub season: Season,
    /// The best legal mark of the season in the event of the race, and of how many.
    pub best: Option<Best>,
    /// Days from the last race of the season to this one.
    pub days_since: Option<i32>,
}

/// The seasons of all in a race before its competition, in the order of its rows; none when its day is not known.
pub fn seasons_before(store: &Store, race: RaceView<'_>) -> Vec<SeasonBefore> {
    let Some(day) = race.date().filter(|d| d.day().is_some()) else {
        return Vec::new();
    };
    let before = |row: RowView<'_>| {
        let season = Season::before(store, row.athlete_id(), day).without_competition(store, race);
        let key = event_key(race.event());
        let best = season.bests(store).into_iter().find(|b| event_key(b.event) == key);
        let last = season.last(store).and_then(|r| r.date()).filter(|d| d.day().is_some());
        SeasonBefore {
            row: row.id(),
            best,
            days_since: last.map(|d| day.day_number() - d.day_number()),
            season,
        }
    };
    let is_one = |row: &RowView<'_>| row.athlete().rows().len() <= MOST_RESULTS;
    race.row_views().filter(is_one).map(before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Mark, PackedMark, Sex, Time};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Meet, Race, Row};
    use std::sync::Arc;

    /// Races of one athlete: meet, date, indoors and time.
    fn store(races: &[(&str, &str, bool, &str)]) -> Store {
        let mut b = ImportBuilder::new();
        let name = b.intern("Ann Able");
        let athlete = b.athlete(Athlete {
            name,
            ..Athlete::default()
        });
        for (meet, date, indoor, time) in races {
            let name = b.intern(meet);
            let meet = b.meet(Meet {
                name,
                ..Meet::default()
            });
            let race = b.race(Race {
                meet: Some(meet),
                event: Event {
                    indoor: *indoor,
                    ..Event::track(1_500_000, Sex::Women)
                },
                date: Date::parse(date),
                ..Race::default()
            });
            let row = Row {
                race,
                athlete,
                mark: PackedMark::new(Time::parse(time).map(Mark::Time), Suffixes::NONE),
                ..Row::default()
            };
            b.row(row, &[]);
        }
        Store::new(1, vec![Arc::new(b.finish())])
    }

    const RACES: [(&str, &str, bool, &str); 7] = [
        ("Winter Open", "2020-12-05", true, "4:15.00"),
        ("Road Sunday", "2020-12-06", false, "4:16.00"),
        ("Spring Open", "2021-05-01", false, "4:12.00"),
        ("Somewhere", "2021", false, "4:00.00"),
        ("Series", "2021-06-01", false, "4:10.00"),
        ("Series", "2021-08-01", false, "4:10.00"),
        ("Winter Open", "2021-11-20", true, "4:14.00"),
    ];

    fn times(season: &Season, store: &Store) -> Vec<String> {
        season.races.iter().map(|r| store.row(*r).mark().to_string()).collect()
    }

    #[test]
    fn a_winter_belongs_to_the_year_in_which_it_ends_and_an_unknown_day_to_no_time_before() {
        let store = store(&RACES);
        let athlete = store.row(RowId(0)).athlete_id();
        let day = Date::parse("2021-08-01").expect("a day");
        let before = Season::before(&store, athlete, day);
        assert_eq!(times(&before, &store), ["4:15.00", "4:12.00", "4:10.00"]);
        let whole = Season::of(&store, athlete, 2021);
        assert_eq!(
            times(&whole, &store),
            ["4:15.00", "4:00.00", "4:12.00", "4:10.00", "4:10.00"]
        );
        assert_eq!(times(&Season::of(&store, athlete, 2020), &store), ["4:16.00"]);
    }

    #[test]
    fn bests_are_the_first_of_equal_marks_and_other_meets_of_a_series_stay() {
        let store = store(&RACES);
        let seasons = seasons_before(&store, store.row(RowId(5)).race());
        let [own] = seasons.as_slice() else {
            panic!("one athlete")
        };
        // two months apart, the same name is another competition
        let best = own.best.as_ref().map(|b| (b.row, b.of));
        assert_eq!((best, own.days_since), (Some((RowId(4), 2)), Some(61)));
        assert_eq!(own.season.bests(&store).len(), 2, "short track apart");
        let late = Season::of(&store, store.row(RowId(0)).athlete_id(), 2021)
            .without_competition(&store, store.row(RowId(5)).race());
        assert_eq!(times(&late, &store), ["4:15.00", "4:00.00", "4:12.00", "4:10.00"]);
    }
}
