//! First medals and titles of nations and athletes in the series of a championship, and since when (terms.md 10).

use super::subject::Subject;
use super::wording::{Person, counted, day, event, ordinal};
use super::{Fact, Kind, Unusual};
use crate::analysis::championship::{is_medal_final, series};
use crate::store::{RaceView, RowView};

pub const KIND: Kind = Kind {
    name: "first-since",
    formula: "the last medal, or title, of the nation or the athlete in the earlier finals of the series; unusual as one final of \
              those since then",
    section: "Place, rank, tie",
    find,
};

/// Finals of a series without which a first says nothing (house rule).
const LEAST: usize = 3;

fn find(subject: &Subject<'_>) -> Vec<Fact> {
    let (race, Some(date)) = (subject.race, subject.race.date()) else {
        return Vec::new();
    };
    let Some(series) = series(race.meet_name()).filter(|_| is_medal_final(race)) else {
        return Vec::new();
    };
    let mut finals: Vec<RaceView<'_>> = subject
        .peers()
        .iter()
        .copied()
        .filter(|other| is_medal_final(*other) && self::series(other.meet_name()).as_ref() == Some(&series))
        .filter(|other| other.date().is_some_and(|d| d < date && d.year() < date.year()))
        .collect();
    finals.sort_by_key(|r| r.date());
    if finals.len() < LEAST {
        return Vec::new();
    }
    let told = Told {
        subject,
        series: &series,
        finals: &finals,
    };
    let medals = subject.placed.iter().filter(|r| r.place().is_some_and(|p| p <= 3));
    let mut nations: Vec<&str> = Vec::new();
    let mut facts = Vec::new();
    for row in medals {
        let is_title = row.place() == Some(1);
        if is_title {
            facts.extend(told.of_athlete(*row));
        }
        if nations.contains(&row.nation()) || row.nation().is_empty() {
            continue;
        }
        nations.push(row.nation());
        let medal = told.of_nation(*row, Award::Medal);
        let title = if is_title {
            told.of_nation(*row, Award::Title)
        } else {
            None
        };
        // the first medal of all is the first title, too, and one of them is told
        facts.extend(match (medal, title) {
            (Some(medal), Some(title)) if medal.figure("before") == title.figure("before") => vec![title],
            (medal, title) => medal.into_iter().chain(title).collect(),
        });
    }
    facts
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Award {
    Medal,
    Title,
}

impl Award {
    fn holds(self, row: RowView<'_>) -> bool {
        row.place()
            .is_some_and(|p| p <= if self == Self::Medal { 3 } else { 1 })
    }
}

struct Told<'a, 'b> {
    subject: &'b Subject<'a>,
    series: &'b str,
    /// The earlier finals of the series, the first one first.
    finals: &'b [RaceView<'a>],
}

impl<'a> Told<'a, '_> {
    fn scope(&self) -> String {
        let years = self
            .finals
            .first()
            .and_then(|r| r.date())
            .zip(self.finals.last().and_then(|r| r.date()));
        let years = years.map_or(String::new(), |(a, b)| format!(", {} to {}", a.year(), b.year()));
        format!(
            "{} of the {} loaded{years}",
            counted(self.finals.len(), "earlier final"),
            self.series
        )
    }

    /// The first medal or title of the nation, or the first since one that is not of the edition before.
    fn of_nation(&self, row: RowView<'a>, award: Award) -> Option<Fact> {
        let nation = row.nation();
        let earlier = self.finals.iter().rev().enumerate().find_map(|(since, race)| {
            let held = race.row_views().find(|r| r.nation() == nation && award.holds(*r));
            Some((since, held?))
        });
        let word = match award {
            Award::Medal => "medal",
            Award::Title => "title",
        };
        let what = format!(
            "first {nation} {word} in the {} at the {}",
            event(self.subject.race),
            self.series
        );
        let (sentence, since) = match earlier {
            Some((0, _)) => return None,
            Some((since, held)) => {
                let of = match held.place() {
                    Some(1) => "gold",
                    Some(2) => "silver",
                    _ => "bronze",
                };
                let before = format!(
                    "{} by {} in {}",
                    of,
                    Person::of(held).name,
                    held.date().map_or(0, |d| d.year())
                );
                (format!("{what} since {before}"), since + 1)
            }
            None => (format!("{what} in the finals loaded"), self.finals.len() + 1),
        };
        let person = Person::of(row);
        let fact = Fact::new(&KIND, format!("{} won the {sentence}.", person.name))
            .with("nation", nation)
            .with("award", word)
            .with(
                "before",
                earlier
                    .and_then(|(_, held)| held.date())
                    .map_or(String::new(), |d| d.year().to_string()),
            )
            .scope(self.scope())
            .unusual(Unusual::one_in(since))
            .mark(self.subject.store, row);
        Some(match earlier {
            Some((_, held)) => fact.row(held),
            None => fact,
        })
    }

    /// The winner's first title in the series, or the first since an earlier one; a title defended.
    fn of_athlete(&self, row: RowView<'a>) -> Option<Fact> {
        let person = Person::of(row);
        let own = |race: &RaceView<'a>| race.row_views().find(|r| r.athlete_id() == row.athlete_id());
        let taken: Vec<RowView<'a>> = self.finals.iter().filter_map(own).collect();
        let titles: Vec<RowView<'a>> = taken.iter().copied().filter(|r| r.place() == Some(1)).collect();
        let (sentence, unusual) = match titles.last() {
            Some(last) => {
                let before = last.date().map_or(0, |d| d.year());
                let is_defended = self.finals.last().is_some_and(|race| race.id() == last.race().id());
                let verb = if is_defended { "defended" } else { "regained" };
                (
                    format!("{verb} the title of {before}"),
                    Unusual::one_in(self.finals.len()),
                )
            }
            None => {
                let taken = taken.last().and_then(|r| Some((r.place()?, r.date()?)));
                let before = match taken {
                    Some((place, date)) => format!(
                        "; {} had been {} in {}",
                        person.pronoun.subject(),
                        ordinal(place as usize),
                        date.year()
                    ),
                    None => String::new(),
                };
                (
                    format!("won a first title at the {}{before}", self.series),
                    Unusual::one_in(2),
                )
            }
        };
        let fact = Fact::new(&KIND, format!("{} {sentence}.", person.named()))
            .with("athlete", person.named())
            .with("titles before", titles.len())
            .with("finals before", taken.len())
            .scope(self.scope())
            .unusual(unusual)
            .mark(self.subject.store, row);
        Some(taken.into_iter().fold(fact, |fact, row| fact.row(row)))
    }
}

/// `Doha 2019` of a meet's date and place, for sentences about holders of titles.
pub fn edition(race: RaceView<'_>) -> String {
    let name = race.meet_name();
    match race.date() {
        Some(date) if !name.contains(&date.year().to_string()) => format!("{name} on {}", day(date)),
        _ => name.to_owned(),
    }
}
