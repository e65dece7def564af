//! The rounds of one competition (terms.md 11): their heats, results compiled across heats, who qualified how, by how much the
//! others missed it, and `Q` and `q` checked against places and times.
//!
//! Rounds belong together when meet, event and age group are the same and their days lie within three weeks. House rule: so
//! many of each heat qualify by place as in most heats.

use super::rank::{Rank, ranks};
use crate::model::{Date, Discipline, Gap, Qualification, Round, Status, fold};
use crate::store::{AthleteId, RaceView, RowView, Store};
use std::collections::BTreeMap;

/// Days within which the rounds of one competition are held.
const DAYS: i32 = 21;

/// One round with its heats.
pub struct Stage<'a> {
    pub round: Round,
    /// By heat, those without number last.
    pub races: Vec<RaceView<'a>>,
}

/// The rounds of the competition that a race belongs to, the first one first; of a race without a round none.
pub fn stages<'a>(store: &'a Store, race: RaceView<'a>) -> Vec<Stage<'a>> {
    let mut stages: BTreeMap<Round, Vec<RaceView<'a>>> = BTreeMap::new();
    if race.is_list() || race.round() == Round::Unknown {
        return Vec::new();
    }
    let of_event = store
        .shown_races()
        .filter(|r| r.event() == race.event() && !r.is_list());
    for other in of_event.filter(|r| r.round() != Round::Unknown && is_one_competition(race, *r)) {
        stages.entry(other.round()).or_default().push(other);
    }
    let stage = |(round, mut races): (Round, Vec<RaceView<'a>>)| {
        races.sort_by_key(|r| (r.heat().is_none(), r.heat(), r.id()));
        Stage { round, races }
    };
    stages.into_iter().map(stage).collect()
}

/// Equal in meet and near in time.
pub(super) fn is_one_competition(race: RaceView<'_>, other: RaceView<'_>) -> bool {
    if race.id() == other.id() {
        return true;
    }
    let (name, of_other) = (race.meet_name(), other.meet_name());
    let is_one_meet = match name {
        "" => race.import_index() == other.import_index() && race.meet_index() == other.meet_index(),
        name => name == of_other || fold(name) == fold(of_other),
    };
    let days = race.date().zip(other.date());
    let is_near = days.is_none_or(|(a, b)| is_near(a, b));
    is_one_meet && is_near
}

/// Equal in event and age group, and in title where that alone says what the event is.
pub fn is_one_event(race: RaceView<'_>, other: RaceView<'_>) -> bool {
    let is_equal = |a: &str, b: &str| a == b || fold(a) == fold(b);
    race.event() == other.event()
        && is_equal(race.age_group(), other.age_group())
        && (race.event().discipline != Discipline::Unknown || is_equal(race.title(), other.title()))
}

fn is_near(a: Date, b: Date) -> bool {
    match a.day().zip(b.day()) {
        Some(_) => a.day_number().abs_diff(b.day_number()) <= DAYS.unsigned_abs(),
        None => a.year() == b.year(),
    }
}

impl<'a> Stage<'a> {
    pub fn rows(&self) -> impl Iterator<Item = RowView<'a>> {
        self.races.iter().flat_map(|race| race.row_views())
    }

    /// The result of an athlete in the round.
    pub fn row_of(&self, athlete: AthleteId) -> Option<RowView<'a>> {
        self.rows().find(|row| row.athlete_id() == athlete)
    }

    /// All finishers across the heats by mark, with their rank among them.
    pub fn compiled(&self) -> Vec<(Rank, RowView<'a>)> {
        let finished = |row: &RowView<'_>| row.status() == Status::None && row.mark().mark().is_some();
        let mut rows: Vec<RowView<'a>> = self.rows().filter(finished).collect();
        rows.sort_by_cached_key(|row| (row.mark().sort_key(), row.id()));
        let values = rows.iter().map(|r| Some((r.mark().sort_key(), r.mark().is_estimate())));
        let ranks = ranks(&values.collect::<Vec<_>>());
        ranks
            .into_iter()
            .zip(rows)
            .filter_map(|(rank, row)| Some((rank?, row)))
            .collect()
    }

    /// Who went on; `None` where the sources do not say it of anybody.
    pub fn qualifiers(&self) -> Option<Qualifiers<'a>> {
        let code = |row: &RowView<'_>| row.qualification();
        let of = |wanted: Qualification| {
            let rows = self.rows().filter(move |row| code(row) == wanted);
            let mut rows: Vec<RowView<'a>> = rows.collect();
            rows.sort_by_key(|row| (row.mark().mark().is_none(), row.mark().sort_key(), row.id()));
            rows
        };
        let (by_place, by_time) = (of(Qualification::ByPlace), of(Qualification::ByTime));
        if by_place.is_empty() && by_time.is_empty() {
            return None;
        }
        let compiled: Vec<RowView<'a>> = self.compiled().into_iter().map(|(_, row)| row).collect();
        let by_decision = |row: &RowView<'_>| {
            let decided = [Qualification::ByReferee, Qualification::ByJury, Qualification::ByDraw];
            decided.contains(&code(row))
        };
        Some(Qualifiers {
            places: self.places(),
            by_decision: self.rows().filter(by_decision).collect(),
            missed: compiled
                .into_iter()
                .filter(|row| code(row) == Qualification::None)
                .collect(),
            by_place,
            by_time,
        })
    }

    /// The last place of a heat with `Q`, as in most heats; the smaller of equally frequent ones. 0 without any.
    fn places(&self) -> u32 {
        let mut heats: BTreeMap<u32, usize> = BTreeMap::new();
        for race in &self.races {
            let by_place = race.row_views().filter(|r| r.qualification() == Qualification::ByPlace);
            if let Some(last) = by_place.filter_map(RowView::place).max() {
                *heats.entry(last).or_default() += 1;
            }
        }
        let most = heats.values().copied().max().unwrap_or(0);
        heats.into_iter().find(|(_, n)| *n == most).map_or(0, |(last, _)| last)
    }
}

/// Who went on from a round, and who did not.
pub struct Qualifiers<'a> {
    /// The first so many of each heat qualify by place.
    pub places: u32,
    pub by_place: Vec<RowView<'a>>,
    /// The fastest first; the last one is the last qualifier.
    pub by_time: Vec<RowView<'a>>,
    /// By referee, jury or draw.
    pub by_decision: Vec<RowView<'a>>,
    /// Finishers without a code, the fastest first.
    pub missed: Vec<RowView<'a>>,
}

/// A code that places or times contradict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// `Q` behind the places that qualify.
    PlaceTooLow,
    /// A place that qualifies, without a code.
    PlaceWithoutCode,
    /// `q` although somebody who is out was faster.
    Slower,
}

impl<'a> Qualifiers<'a> {
    /// The slowest who qualified by time.
    pub fn last_by_time(&self) -> Option<RowView<'a>> {
        self.by_time.iter().copied().rfind(|row| row.mark().time().is_some())
    }

    /// The last who qualified by place in the heat of a row, with a time.
    pub fn last_by_place(&self, row: RowView<'_>) -> Option<RowView<'a>> {
        let heat = row.shown_race().id();
        let of_heat = self.by_place.iter().copied().filter(|r| r.shown_race().id() == heat);
        of_heat.filter(|r| r.mark().time().is_some()).max_by_key(|r| r.place())
    }

    /// The fastest who went out.
    pub fn first_out(&self) -> Option<RowView<'a>> {
        self.missed.iter().copied().find(|row| row.mark().time().is_some())
    }

    /// By how much somebody missed it: behind the last by time; where nobody qualifies so, behind the last by place in the
    /// heat. The second is that qualifier.
    pub fn missed_by(&self, row: RowView<'_>) -> Option<(Gap, RowView<'a>)> {
        let last = self.last_by_time().or_else(|| self.last_by_place(row))?;
        Some((Gap::between(row.mark().time()?, last.mark().time()?), last))
    }

    /// Codes that places or times contradict.
    pub fn contradictions(&self) -> Vec<(RowView<'a>, Contradiction)> {
        let too_low = self
            .by_place
            .iter()
            .filter(|r| r.place().is_some_and(|p| p > self.places));
        let too_low = too_low.map(|row| (*row, Contradiction::PlaceTooLow));
        let within = |row: &&RowView<'_>| row.place().is_some_and(|p| p <= self.places);
        let in_place = self.missed.iter().chain(&self.by_time).filter(within);
        let in_place = in_place.map(|row| (*row, Contradiction::PlaceWithoutCode));
        let best_out = self.first_out().and_then(|row| row.mark().time());
        let slower = |row: &&RowView<'_>| row.mark().time().zip(best_out).is_some_and(|(own, out)| own > out);
        let slower = self
            .by_time
            .iter()
            .filter(slower)
            .map(|row| (*row, Contradiction::Slower));
        too_low.chain(in_place).chain(slower).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Sex};
    use crate::read::ImportBuilder;
    use crate::read::import::{Athlete, Meet, Race, Row};
    use crate::store::{RaceId, fixture};
    use std::sync::Arc;

    /// Name, place, time and code.
    type Told<'a> = (&'a str, u32, &'a str, &'a str);

    /// Two heats and a final of one meet, and a heat of another one.
    fn store(heats: [&[Told<'_>]; 2]) -> Store {
        let mut b = ImportBuilder::new();
        let meets = ["City Games", "Other Games"].map(|name| {
            let name = b.intern(name);
            b.meet(Meet {
                name,
                ..Meet::default()
            })
        });
        let mut race = |meet, round, heat, day: &str, rows: &[Told<'_>]| {
            let race = b.race(Race {
                meet: Some(meet),
                event: Event::track(1_500_000, Sex::Women),
                round,
                heat,
                date: Date::parse(day),
                ..Race::default()
            });
            for (name, place, time, code) in rows {
                let name = b.intern(name);
                let athlete = b.athlete(Athlete {
                    name,
                    ..Athlete::default()
                });
                let row = Row {
                    race,
                    athlete,
                    place: *place,
                    mark: fixture::packed(time),
                    qualification: Qualification::parse(code).unwrap_or_default(),
                    ..Row::default()
                };
                b.row(row, &[]);
            }
        };
        race(meets[0], Round::Round1, Some(2), "2024-06-01", heats[1]);
        race(meets[0], Round::Round1, Some(1), "2024-06-01", heats[0]);
        race(meets[0], Round::Final, None, "2024-06-02", &[("Ann", 1, "4:05.0", "")]);
        race(
            meets[1],
            Round::Round1,
            Some(1),
            "2024-06-01",
            &[("Una", 1, "4:00.0", "Q")],
        );
        Store::new(1, vec![Arc::new(b.finish())])
    }

    #[test]
    fn the_last_qualifier_and_who_missed_by_how_much() {
        let first: &[Told<'_>] = &[
            ("Ann", 1, "4:10.0", "Q"),
            ("Bea", 2, "4:11.0", "Q"),
            ("Cat", 3, "4:11.2", "q"),
        ];
        let second: &[Told<'_>] = &[
            ("Dee", 1, "4:12.0", "Q"),
            ("Eve", 2, "4:12.5", "Q"),
            ("Fay", 3, "4:12.9", "q"),
            ("Gia", 4, "4:13.4", ""),
        ];
        let store = store([first, second]);
        let stages = stages(&store, store.race(RaceId(2)));
        let rounds: Vec<(Round, usize)> = stages.iter().map(|s| (s.round, s.races.len())).collect();
        assert_eq!(rounds, [(Round::Round1, 2), (Round::Final, 1)]);
        let compiled: Vec<String> = stages[0]
            .compiled()
            .iter()
            .map(|(r, row)| format!("{r} {}", row.name()))
            .collect();
        assert_eq!(
            compiled,
            ["1 Ann", "2 Bea", "3 Cat", "4 Dee", "5 Eve", "6 Fay", "7 Gia"]
        );
        let all = stages[0].qualifiers().expect("codes");
        assert_eq!((all.places, all.by_time.len(), all.missed.len()), (2, 2, 1));
        // 4:13.4 - 4:12.9
        let missed = all
            .missed_by(all.missed[0])
            .map(|(gap, last)| (gap.to_string(), last.name().to_owned()));
        assert_eq!(missed, Some(("+0.5".to_owned(), "Fay".to_owned())));
        assert!(all.contradictions().is_empty());
        assert!(stages[1].qualifiers().is_none());
    }

    #[test]
    fn codes_that_contradict_places_and_times() {
        let first: &[Told<'_>] = &[
            ("Ann", 1, "4:10.0", "Q"),
            ("Bea", 2, "4:11.0", ""),
            ("Cat", 3, "4:11.2", ""),
        ];
        let second: &[Told<'_>] = &[
            ("Dee", 1, "4:12.0", "Q"),
            ("Eve", 2, "4:12.5", "Q"),
            ("Fay", 3, "4:12.9", "q"),
        ];
        let store = store([first, second]);
        let stages = stages(&store, store.race(RaceId(2)));
        let all = stages[0].qualifiers().expect("codes");
        // one heat has one by place, the other two: the smaller; so Eve has Q in vain, and Bea and Cat were faster than Fay
        let found: Vec<(&str, Contradiction)> = all.contradictions().iter().map(|(r, c)| (r.name(), *c)).collect();
        assert_eq!(
            found,
            [("Eve", Contradiction::PlaceTooLow), ("Fay", Contradiction::Slower)]
        );
    }
}
