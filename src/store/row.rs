//! One result row of the store, with everything that can be said of it.

use super::decision::club_of;
use super::joined::times_agree;
use super::{AthleteId, AthleteView, RaceId, RaceView, Record, RowId, Store};
use crate::model::{Date, Mark, PackedMark, Passing, Qualification, Status, Str, Time};
use crate::read::import::{Extra, Origin};

/// A cheap handle to a result row.
#[derive(Clone, Copy)]
pub struct RowView<'a> {
    store: &'a Store,
    at: usize,
    id: RowId,
    local: usize,
}

impl<'a> RowView<'a> {
    pub(super) fn new(store: &'a Store, at: usize, id: RowId, local: usize) -> Self {
        Self { store, at, id, local }
    }

    fn import(self) -> &'a crate::read::Import {
        self.import_at(self.at)
    }

    pub(super) fn import_at(self, at: usize) -> &'a crate::read::Import {
        self.store.import(at)
    }

    pub fn id(self) -> RowId {
        self.id
    }

    pub fn race(self) -> RaceView<'a> {
        let local = self.import().rows.race[self.local];
        RaceView::new(
            self.store,
            self.at,
            RaceId(local + self.store.base(self.at).race),
            local as usize,
        )
    }

    /// The race as it is shown, which may be another file's.
    pub fn shown_race(self) -> RaceView<'a> {
        self.store.race(self.store.shown(self.race().id()))
    }

    pub fn athlete(self) -> AthleteView<'a> {
        self.store.athlete(self.athlete_id())
    }

    pub fn athlete_id(self) -> AthleteId {
        self.store
            .identity()
            .of(self.store.base(self.at).athlete + self.import().rows.athlete[self.local])
    }

    fn local_athlete(self) -> &'a crate::read::import::Athlete {
        let import = self.import();
        &import.athletes[import.rows.athlete[self.local] as usize]
    }

    /// The athlete as this row's file states him or her.
    pub(super) fn record(self) -> Record {
        Record::of(self.import(), self.local_athlete())
    }

    /// Name as this row's file writes it.
    pub fn name(self) -> &'a str {
        self.import().text(self.local_athlete().name)
    }

    /// Nation code as this row's file has it, else as another file knows the athlete; empty when none does.
    pub fn nation(self) -> &'a str {
        let (at, nation) = self.shown_nation();
        self.store.import(at).text(nation)
    }

    pub fn bib(self) -> &'a str {
        let (at, bib) = self.shown_bib();
        self.store.import(at).text(bib)
    }

    pub fn team(self) -> &'a str {
        let (at, team) = self.shown_team();
        self.store.import(at).text(team)
    }

    /// The club that the row's own file states of the result, else of the athlete; empty when it states none.
    pub fn stated_club(self) -> &'a str {
        let team = self.import().text(self.import().rows.team[self.local]);
        let nation = self.import().text(self.local_athlete().nation);
        match team {
            // a national team is no club
            team if !team.is_empty() && team != nation => team,
            _ => club_of(self.import(), self.local_athlete()),
        }
    }

    pub(super) fn shown_nation(self) -> (usize, Str) {
        match self.local_athlete().nation {
            Str::EMPTY => self.athlete().shown_nation().unwrap_or((self.at, Str::EMPTY)),
            own => (self.at, own),
        }
    }

    pub(super) fn shown_bib(self) -> (usize, Str) {
        self.own_or_repeated(|row| row.import().rows.bib[row.local])
    }

    pub(super) fn shown_team(self) -> (usize, Str) {
        self.own_or_repeated(|row| row.import().rows.team[row.local])
    }

    /// The text of this row's file, else the first that another file of the same result has, with its import.
    pub(super) fn own_or_repeated(self, text: impl Fn(Self) -> Str) -> (usize, Str) {
        let with_import = |row: Self| (row.at, text(row));
        match with_import(self) {
            (_, Str::EMPTY) => {
                let mut others = self.repeats().map(with_import);
                others.find(|(_, t)| !t.is_empty()).unwrap_or((self.at, Str::EMPTY))
            }
            own => own,
        }
    }

    /// The mark as this row's file has it.
    pub fn own_mark(self) -> PackedMark {
        self.import().rows.packed_mark(self.local)
    }

    /// The mark of this row's file, or the finest that another file has of the same time: 3:28.32 rather than 3:28.3.
    pub fn mark(self) -> PackedMark {
        let own = self.own_mark();
        let Some(time) = own.time().filter(|_| !own.is_estimate()) else {
            return own;
        };
        let finer = |mark: &PackedMark| {
            mark.suffixes() == own.suffixes()
                && mark
                    .time()
                    .is_some_and(|t| t.precision() > time.precision() && times_agree(t, time))
        };
        let others = self.repeats().map(Self::own_mark).filter(finer);
        let precision = |mark: &PackedMark| mark.time().map(Time::precision);
        // the first opened of equally fine ones
        others.fold(own, |finest, other| match precision(&other) > precision(&finest) {
            true => other,
            false => finest,
        })
    }

    pub fn status(self) -> Status {
        self.import().rows.status[self.local]
    }

    /// The mark as the sport writes it, else the status code, else empty.
    pub fn mark_or_status(self) -> String {
        match self.status() {
            Status::None => self.mark().to_string(),
            status => status.code().to_owned(),
        }
    }

    pub fn qualification(self) -> Qualification {
        let of = |row: Self| row.import().rows.qualification[row.local];
        let all = std::iter::once(self).chain(self.repeats()).map(of);
        all.into_iter().find(|q| *q != Qualification::None).unwrap_or_default()
    }

    /// Official place in the race; in a list, the rank that the list states.
    pub fn place(self) -> Option<u32> {
        Some(self.import().rows.place[self.local]).filter(|p| *p > 0)
    }

    /// The place as the sport writes it: `2`, `=2` for a tied one; empty when there is none.
    pub fn place_text(self) -> String {
        match self.place() {
            Some(place) if self.store.is_tied(self.id) => format!("={place}"),
            Some(place) => place.to_string(),
            None => String::new(),
        }
    }

    /// Record flags in the order written.
    pub fn flags(self) -> impl Iterator<Item = &'a str> {
        let (at, set) = self.shown_flags();
        set.iter().map(move |f| self.store.import(at).text(*f))
    }

    /// The flags of this row's file, else of the first other file that has some.
    fn shown_flags(self) -> (usize, &'a [Str]) {
        let flagged = |row: &Self| row.import().rows.flags[row.local] > 0;
        let row = std::iter::once(self)
            .chain(self.repeats())
            .find(flagged)
            .unwrap_or(self);
        let import = row.import();
        let set = import.flags.get(usize::from(import.rows.flags[row.local]));
        (row.at, set.map_or(&[], |set| set))
    }

    /// Record flags separated by spaces.
    pub fn flags_text(self) -> String {
        self.flags().collect::<Vec<_>>().join(" ")
    }

    /// The age that the source states, in years.
    pub fn stated_age(self) -> Option<u8> {
        Some(self.import().rows.age[self.local]).filter(|a| *a > 0)
    }

    /// Whole years and days on the day, from the birth date; `None` unless both dates are full.
    pub fn age_on_day(self) -> Option<(u16, u16)> {
        self.athlete().birth()?.age_on(self.date()?)
    }

    /// The row's own date (in a list), else the race's.
    pub fn date(self) -> Option<Date> {
        self.extra().and_then(|e| e.date).or_else(|| self.race().date())
    }

    /// The row's own meet (in a list), else the race's; empty when unknown.
    pub fn meet_name(self) -> &'a str {
        self.own_or(|e| e.meet, |race| race.meet_name())
    }

    /// The row's own venue (in a list), else the race's; empty when unknown.
    pub fn venue(self) -> String {
        match self.extra().map(|e| self.import().text(e.venue)) {
            Some(own) if !own.is_empty() => own.to_owned(),
            _ => self.race().venue(),
        }
    }

    /// `Tokyo 2021`: the town, else the meet, with the year.
    pub fn place_and_year(self) -> String {
        let race = self.race();
        let town = race.meet().map_or("", |meet| self.import().text(meet.city));
        let venue = self.venue();
        let own = venue.split(" (").next().unwrap_or_default();
        let place = match (town, own) {
            ("", "") => self.meet_name(),
            ("", own) => own,
            (town, _) => town,
        };
        let year = self.date().map_or(String::new(), |d| d.year().to_string());
        if place.contains(&year) {
            return place.to_owned();
        }
        format!("{place} {year}").trim_start().to_owned()
    }

    fn own_or(self, own: fn(&Extra) -> Str, race: fn(RaceView<'a>) -> &'a str) -> &'a str {
        match self.extra().map(|e| self.import().text(own(e))) {
            Some(text) if !text.is_empty() => text,
            _ => race(self.race()),
        }
    }

    /// The source that the row cites, or its race; empty when there is none.
    pub fn citation(self) -> &'a str {
        self.import().text(self.origin().citation)
    }

    pub fn extra(self) -> Option<&'a Extra> {
        self.import().extra(self.local)
    }

    /// The recorded passings, by marker, preferred records first; the finish is the mark and not among them.
    pub fn passings(self) -> &'a [Passing] {
        let import = self.import();
        &import.passings[import.rows.passings(self.local)]
    }

    /// Citation and line of the `nth` of [`RowView::passings`].
    pub fn passing_origin(self, nth: usize) -> Origin {
        let import = self.import();
        import.passing_origin(self.local, import.rows.passings(self.local).start + nth)
    }

    pub fn origin(self) -> Origin {
        self.import().row_origin(self.local)
    }

    /// The row that is shown in place of this one: itself, or that of another file which it repeats.
    pub fn shown(self) -> RowId {
        self.store.joined().repeated.get(&self.id).copied().unwrap_or(self.id)
    }

    /// The rows of other files that repeat this result, in the order opened.
    pub fn repeats(self) -> impl Iterator<Item = RowView<'a>> {
        let store = self.store;
        let repeats = store.joined().repeats.get(&self.id);
        repeats.into_iter().flatten().map(move |id| store.row(*id))
    }

    /// Whether another file contradicts: another mark beyond the precision, or another status.
    pub fn is_mark_disputed(self) -> bool {
        let own = self.own_mark();
        self.repeats().any(|row| {
            let other = row.own_mark();
            match (own.mark(), other.mark()) {
                (Some(Mark::Time(a)), Some(Mark::Time(b))) if !times_agree(a, b) => true,
                (Some(Mark::Time(_)), Some(Mark::Time(_))) => self.status() != row.status(),
                (Some(_), Some(_)) => own.sort_key() != other.sort_key() || self.status() != row.status(),
                (None, None) => self.status() != row.status(),
                _ => false,
            }
        })
    }

    /// Whether another file has the athlete in another place.
    pub fn is_place_disputed(self) -> bool {
        let contradicts = |other: Self| self.place().zip(other.place()).is_some_and(|(a, b)| a != b);
        self.repeats().any(contradicts)
    }

    /// What each file says of the result, one a line.
    pub fn sources_text(self) -> String {
        let said = |row: RowView<'_>| {
            let place = row.place().map(|p| format!("{p}. ")).unwrap_or_default();
            let mark = match row.status() {
                Status::None => row.own_mark().to_string(),
                status => status.code().to_owned(),
            };
            format!("{place}{mark}  {}", row.origin_text())
        };
        if self.repeats().next().is_none() {
            return self.origin_text();
        }
        let lines: Vec<String> = std::iter::once(self).chain(self.repeats()).map(said).collect();
        lines.join("\n")
    }

    /// The file that the row came from.
    pub fn path(self) -> &'a str {
        &self.import().source.path
    }

    /// `results.csv, line 12`, with the citation where there is one.
    pub fn origin_text(self) -> String {
        self.race().describe(self.origin())
    }
}

/// What [`super::Query`] sorts by: ranks of the texts shown, so that only integers are compared.
impl RowView<'_> {
    fn rank(self, (at, text): (usize, Str)) -> Option<u32> {
        Some(self.store.lexicon().rank(at, text)).filter(|r| *r != u32::MAX)
    }

    pub(super) fn name_rank(self) -> Option<u32> {
        self.rank((self.at, self.local_athlete().name))
    }

    pub(super) fn nation_rank(self) -> Option<u32> {
        self.rank(self.shown_nation())
    }

    pub(super) fn team_rank(self) -> Option<u32> {
        self.rank(self.shown_team())
    }

    pub(super) fn class_rank(self) -> Option<u32> {
        self.rank(self.own_or_repeated(|row| row.extra().map_or(Str::EMPTY, |e| e.category)))
    }

    pub(super) fn meet_rank(self) -> Option<u32> {
        let own = self.extra().map(|e| e.meet).filter(|m| !m.is_empty());
        self.rank((self.at, own.or_else(|| self.race().meet().map(|m| m.name))?))
    }

    pub(super) fn first_flag_rank(self) -> Option<u32> {
        let (at, flags) = self.shown_flags();
        self.rank((at, *flags.first()?))
    }

    /// Numbers as numbers, then other bibs alphabetically.
    pub(super) fn bib_key(self) -> u64 {
        match (self.bib().parse::<u32>(), self.rank(self.shown_bib())) {
            (Ok(number), _) => u64::from(number),
            (Err(_), Some(rank)) => 1 << 32 | u64::from(rank),
            (Err(_), None) => u64::MAX,
        }
    }
}
