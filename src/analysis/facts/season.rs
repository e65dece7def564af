//! The season before the race (terms.md 12): races and wins, absences, and the last meeting before.

use super::subject::Subject;
use super::wording::{Person, counted, day, event, number, ordinal};
use super::{Fact, Kind};
use crate::analysis::season::Season;
use crate::model::Date;
use crate::store::RowView;

pub const KIND: Kind = Kind {
    name: "season",
    formula: "races of the season before the competition, in all events, each once; wins without rounds before a final",
    section: "Records and bests",
    find,
};

/// Places up to which it is told, and the series that is asked for by name (house rules).
const PLACES: usize = 8;
const SERIES: &str = "Diamond League";

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let Some(date) = subject.race.date().filter(|d| d.day().is_some()) else {
        return Vec::new();
    };
    let rows: Vec<RowView<'_>> = subject.history().take(PLACES).collect();
    let season = |row: &RowView<'_>| {
        Season::before(subject.store, row.athlete_id(), date).without_competition(subject.store, subject.race)
    };
    let seasons: Vec<Season> = rows.iter().map(season).collect();
    // that nobody ran in the series says nothing of one
    let is_series_loaded = seasons.iter().any(|s| s.in_meets(subject.store, SERIES) > 0);
    rows.iter()
        .zip(&seasons)
        .filter_map(|(row, season)| fact(subject, (*row, date), season, is_series_loaded))
        .collect()
}

fn fact(subject: &Subject<'_>, (row, date): (RowView<'_>, Date), season: &Season, with_series: bool) -> Option<Fact> {
    let store = subject.store;
    let last = store.row(*season.races.last()?);
    let person = Person::of(row);
    let (wins, unfinished) = (season.wins(store), season.unfinished(store));
    let count = season.races.len();
    let won = match wins.len() {
        0 => String::new(),
        1 if count == 1 => ", a win".to_owned(),
        n if n == count => ", all of them wins".to_owned(),
        n => format!(", {} of them {}", number(n), if n == 1 { "a win" } else { "wins" }),
    };
    let in_series = season.in_meets(store, SERIES);
    let series = if with_series && in_series == 0 {
        let none = if count == 1 { "not" } else { "none of them" };
        format!(", {none} in the {SERIES}")
    } else {
        String::new()
    };
    let days = date.day_number() - last.date()?.day_number();
    let (are, last_one) = if count == 1 {
        ("is", "that race")
    } else {
        ("are", "the last")
    };
    let mut sentence = format!(
        "Before the competition {} had run {} of {} that {are} loaded{won}{series}; {last_one}, the {} {}, {} before, ended {}",
        person.named(),
        counted(count, "race"),
        date.year(),
        last.race().event().name(),
        at(last),
        counted(usize::try_from(days).ok()?, "day"),
        ended(last),
    );
    for (rows, verb) in [
        (unfinished, "did not finish"),
        (season.absences.iter().map(|r| store.row(*r)).collect(), "did not start"),
    ] {
        let note = |r: RowView<'_>| {
            if r.note().is_empty() {
                String::new()
            } else {
                format!(" ({})", r.note())
            }
        };
        let told: Vec<String> = rows.iter().map(|r| at(*r) + &note(*r)).collect();
        if !told.is_empty() {
            sentence += &format!(
                "; {} {verb} {}",
                person.pronoun.subject(),
                super::wording::listed(&told)
            );
        }
    }
    let mut fact = Fact::new(&KIND, sentence + ".")
        .with("races", count)
        .with("wins", wins.len())
        .with(format!("in the {SERIES}"), in_series)
        .with("absences", season.absences.len())
        .with_unit("days since", days, "days")
        .with("last", last.mark_or_status())
        .scope(format!("the races of {} loaded", date.year()))
        .row(row);
    for race in season.races.iter().map(|r| store.row(*r)) {
        fact = fact.with("race", format!("{}: {} {}", event(race.race()), ended(race), at(race)));
    }
    let rest = season.races.iter().chain(&season.absences);
    Some(rest.fold(fact, |fact, r| fact.row(store.row(*r))))
}

/// `first in 3:36.27`, `DNF`
fn ended(row: RowView<'_>) -> String {
    let place = row.place().map(|p| ordinal(p as usize));
    match (place, row.mark_or_status()) {
        (Some(place), mark) if mark.is_empty() => place,
        (Some(place), mark) => format!("{place} in {mark}"),
        (None, mark) if mark.is_empty() => "without a place".to_owned(),
        (None, mark) => mark,
    }
}

/// `in Herculis, Monaco on 9 July 2021`
fn at(row: RowView<'_>) -> String {
    let date = row.date().map_or(String::new(), |d| format!(" on {}", day(d)));
    match row.meet_name() {
        "" => format!("elsewhere{date}"),
        name => format!("at the {name}{date}"),
    }
}
