//! Races by words: of the meet, the year, the venue, the event, the sex, the round and the heat, and of the title where a
//! file has one.
//!
//! A number behind `heat`, `round` or a round's name is that number and no other of the race: `heat 2` is no heat 1 of round 2.

use super::{AthleteId, RaceId, RaceView, RowId, Store};
use crate::model::Round;
use crate::model::text::{fold, words};
use std::collections::BTreeSet;

impl Store {
    /// Races and lists that every word of `text` names, as a whole word.
    pub fn find_races(&self, text: &str) -> Vec<RaceId> {
        let wanted = Wanted::all(text);
        let matches = |race: &RaceView<'_>| {
            let words = race.words();
            wanted.iter().all(|wanted| wanted.is_of(*race, &words))
        };
        let found: BTreeSet<RaceId> = self.races().filter(matches).map(|r| self.shown(r.id())).collect();
        found.into_iter().collect()
    }

    /// Athletes with results, each word of `text` being the beginning of one of their names; when it is the whole name of
    /// one, that one alone.
    pub fn find_athletes(&self, text: &str) -> Vec<AthleteId> {
        let text = fold(text);
        let wanted = words(&text);
        let begins = |names: &[String]| wanted.iter().all(|w| names.iter().any(|n| n.starts_with(w.as_str())));
        let with_results = self.athletes().filter(|a| a.rows().len() > 0);
        let found: Vec<(AthleteId, usize)> = with_results
            .map(|a| (a.id(), words(a.name())))
            .filter(|(_, names)| begins(names))
            .map(|(id, names)| (id, names.len()))
            .collect();
        let whole: Vec<AthleteId> = found
            .iter()
            .filter(|(_, n)| *n == wanted.len())
            .map(|(id, _)| *id)
            .collect();
        match whole.as_slice() {
            [_] => whole,
            _ => found.into_iter().map(|(id, _)| id).collect(),
        }
    }

    /// Results in races that every word of `text` names: a word of the race, or the beginning of one of the athlete's names.
    /// A race's words alone name all its results.
    pub fn find_efforts(&self, text: &str) -> Vec<RowId> {
        let wanted = Wanted::all(text);
        let mut found = Vec::new();
        for race in self.shown_races().filter(|r| !r.is_list()) {
            let of_race = race.words();
            let left: Vec<&Wanted> = wanted.iter().filter(|w| !w.is_of(race, &of_race)).collect();
            let is_named = |row: &RowId| {
                let names = words(self.row(*row).name());
                left.iter().all(|wanted| wanted.begins_one_of(&names))
            };
            found.extend(race.rows().filter(|row| left.is_empty() || is_named(row)));
        }
        found
    }
}

/// What a part of the text asks for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// One of these words.
    Word(Vec<String>),
    Heat(u16),
    Round(Round),
}

impl Wanted {
    fn all(text: &str) -> Vec<Self> {
        let text = fold(text)
            .replace("semi final", "semi-final")
            .replace("quarter final", "quarter-final");
        let tokens: Vec<&str> = text.split_whitespace().collect();
        let mut all = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let number = tokens.get(at + 1).and_then(|next| trimmed(next).parse::<u16>().ok());
            // final 10 km
            let is_unit = tokens
                .get(at + 2)
                .is_some_and(|unit| matches!(trimmed(unit), "km" | "k" | "miles"));
            at += 1;
            match (trimmed(token), number) {
                ("heat" | "heats", Some(heat)) => all.push(Self::Heat(heat)),
                ("round", Some(1)) => all.push(Self::Round(Round::Round1)),
                ("round", Some(2)) => all.push(Self::Round(Round::Round2)),
                (word, Some(heat))
                    if heat < 100
                        && !is_unit
                        && let Some(round) = round_word(word) =>
                {
                    all.extend([Self::Word(vec![round.to_owned()]), Self::Heat(heat)]);
                }
                (word, _) => {
                    all.extend(spellings(word).into_iter().map(Self::Word));
                    continue;
                }
            }
            at += 1;
        }
        all
    }

    fn is_of(&self, race: RaceView<'_>, words: &[String]) -> bool {
        match self {
            Self::Word(spellings) => spellings.iter().any(|s| words.contains(s)),
            Self::Heat(heat) => race.heat() == Some(*heat),
            Self::Round(round) => race.round() == *round,
        }
    }

    fn begins_one_of(&self, names: &[String]) -> bool {
        let begins = |word: &String| names.iter().any(|name| name.starts_with(word.as_str()));
        matches!(self, Self::Word(spellings) if spellings.iter().any(begins))
    }
}

/// Without commas and the like around it.
fn trimmed(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_ascii_alphanumeric())
}

/// The round that a word other than `heat` and `round` names, as races have it.
fn round_word(word: &str) -> Option<&'static str> {
    match word {
        "semi-final" | "semi-finals" | "semifinal" | "semifinals" | "semi" | "semis" => Some(Round::SemiFinal.word()),
        "quarter-final" | "quarter-finals" | "quarterfinal" | "quarterfinals" => Some(Round::QuarterFinal.word()),
        "final" | "finals" => Some(Round::Final.word()),
        _ => None,
    }
}

/// The words that a token stands for, each in the spellings that a race may have.
fn spellings(token: &str) -> Vec<Vec<String>> {
    if let Some(round) = round_word(token) {
        return vec![vec![round.to_owned(), token.to_owned()]];
    }
    if let Some(metres) = without_thousands_commas(token) {
        return vec![vec![metres]];
    }
    match token {
        "metre" | "metres" | "meter" | "meters" => return vec![vec!["m".to_owned(), token.to_owned()]],
        "heats" => return vec![vec!["heat".to_owned()]],
        _ => {}
    }
    // men's is written mens as well, and the King's Cup has two words
    match token.split_once('\'') {
        Some((owner, "s")) if matches!(owner, "men" | "women") => vec![vec![owner.to_owned()]],
        _ => words(token).into_iter().map(|word| vec![word]).collect(),
    }
}

/// `1500` of `1,500`, `10000m` of `10,000m`.
fn without_thousands_commas(token: &str) -> Option<String> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let mut groups = digits.split(',');
    let is_number = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().filter(|g| (1..=3).contains(&g.len()) && is_number(g))?;
    let rest: Vec<&str> = groups.collect();
    let is_thousands = !rest.is_empty() && rest.iter().all(|g| g.len() == 3 && is_number(g));
    is_thousands.then(|| format!("{first}{}{}", rest.concat(), &token[digits.len()..]))
}

impl RaceView<'_> {
    /// Folded words of meet, year, venue, event, sex, round, heat and title.
    fn words(self) -> Vec<String> {
        let event = self.event();
        let (name, sex) = (event.name(), event.sex.word());
        let mut all = words(&format!(
            "{} {} {} {} {name} {sex} {}",
            self.meet_name(),
            self.venue(),
            self.title(),
            self.age_group(),
            self.round_text()
        ));
        if !sex.is_empty() {
            all.push(format!("{sex}s"));
        }
        if event.indoor {
            all.extend(["indoor", "short", "track"].map(str::to_owned));
        }
        all.push(fold(&name).replace(' ', ""));
        if event.distance_mm > 0 {
            all.push((event.distance_mm / 1000).to_string());
            all.push(format!("{}m", event.distance_mm / 1000));
        }
        if self.heat().is_some() {
            all.push("heat".to_owned());
        }
        let dates = [self.date(), self.meet().and_then(|m| m.start)];
        all.extend(dates.into_iter().flatten().map(|d| d.year().to_string()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::model::{Event, Sex};
    use crate::read::ImportBuilder;
    use crate::read::import::{Meet, Race};
    use std::sync::Arc;

    #[test]
    fn a_race_is_found_by_its_words() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let found = [
            "Tokyo 2020 men 1500m final",
            "1500 men",
            "2021 olympic",
            "men's 1500 m",
            "Men’s 1,500m finals",
            "mens 1500 metres, final",
            "",
        ];
        for text in found {
            assert_eq!(store.find_races(text), [RaceId(0)], "{text}");
        }
        for text in [
            "women",
            "women's",
            "semi-final",
            "toky",
            "15",
            "heat 1",
            "final 2",
            "Ingebrigtsen",
        ] {
            assert!(store.find_races(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_effort_is_found_by_its_athlete_and_race() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let names = |text: &str| -> Vec<&str> {
            let rows = store.find_efforts(text);
            rows.into_iter().map(|r| store.row(r).name()).collect()
        };
        let winner = store
            .race(RaceId(0))
            .row_views()
            .next()
            .map(|r| r.name())
            .into_iter()
            .collect::<Vec<_>>();
        for text in [
            "Ingebrigtsen",
            "jakob ingebr final",
            "Ingebrigtsen Tokyo 2020 men 1500m",
        ] {
            assert_eq!(names(text), winner, "{text}");
        }
        assert_eq!(names("tokyo final").len(), store.row_count());
        assert!(names("Ingebrigtsen semi-final").is_empty());
    }

    #[test]
    fn a_heat_is_its_number_and_no_other_of_the_race() {
        let mut b = ImportBuilder::new();
        let name = b.intern("King's Cup 2");
        let meet = b.meet(Meet {
            name,
            ..Meet::default()
        });
        let races = [
            (Round::Round1, Some(1)),
            (Round::Round1, Some(2)),
            (Round::Round2, Some(1)),
            (Round::SemiFinal, Some(1)),
            (Round::SemiFinal, Some(2)),
            (Round::Final, None),
        ];
        for (round, heat) in races {
            b.race(Race {
                meet: Some(meet),
                event: Event::track(10_000_000, Sex::Women),
                round,
                heat,
                ..Race::default()
            });
        }
        let store = Store::new(1, vec![Arc::new(b.finish())]);
        let found = |text: &str| store.find_races(text).iter().map(|r| r.0).collect::<Vec<_>>();
        // the second semi-final is heat 2 of its round
        assert_eq!(found("heat 2"), [1, 4]);
        assert_eq!(found("round 1 heat 2"), [1]);
        assert_eq!(found("round 2"), [2]);
        for text in ["semi-final 2", "semi final 2", "Semifinal 2", "semis heat 2"] {
            assert_eq!(found(text), [4], "{text}");
        }
        assert_eq!(found("king's cup final"), [5]);
        assert_eq!(found("10,000m final"), found("10000 m final"));
        assert_eq!(found("women's 10,000 metres final"), [5]);
    }
}
