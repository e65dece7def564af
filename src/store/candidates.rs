//! Athletes that are likely one and not surely: pairs with the evidence for and against, the strongest first, for the user
//! to merge or keep apart.
//!
//! The rule (house rule): a pair has points. The name gives 3 when it has the same words in any order, spacing or spelling,
//! 2 when one is part of the other or an initial, 1 when it is a short form or a letter apart, and takes 1 when only the given
//! name is common. One id gives 4, the same place and mark in a race of two files 4, the birth date 3, the birth year 2, the
//! nation 2, a club 1 and an event 1; another nation takes 2, more than fifteen years between the results 2, and a name cut
//! or varied that fits several takes 1. With 5 points or more the pair is likely, with 3 or 4 possible, with fewer none.
//! Another birth, another sex, both in one race (but for that same place and mark), and a decision exclude it.

mod blocks;
mod person;
mod sketch;

use super::{AthleteId, RaceId, RowId, RowView, Store};
use crate::model::likeness::{Likeness, likeness};
use crate::model::{Date, Sex};
use person::Person;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Pairs that are looked into; beyond them the weakest names are left out.
const MAX_PAIRS: usize = 20_000;

/// Years between the last result of one and the first of the other beyond which they speak against one athlete.
const MAX_PAUSE_YEARS: i16 = 15;

/// How sure it is that two athletes are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    Likely,
    Possible,
}

impl Strength {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }

    /// At the beginning of a line.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Likely => "Likely one",
            Self::Possible => "Possibly one",
        }
    }
}

/// One thing that speaks for a pair being one athlete (points above zero), against it (below), or that is only known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub points: i8,
    /// Without a point at the end: `birth date 1995-03-13`, `another nation, GBR and SCO`.
    pub text: String,
}

/// Two athletes that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The one first met first.
    pub athletes: [AthleteId; 2],
    pub likeness: Likeness,
    pub strength: Strength,
    /// The sum of the points.
    pub points: i8,
    /// For, then against, then what is only known.
    pub evidence: Vec<Evidence>,
}

impl Candidate {
    pub fn speaks_for(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().filter(|e| e.points > 0).map(|e| e.text.as_str())
    }

    pub fn speaks_against(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().filter(|e| e.points < 0).map(|e| e.text.as_str())
    }

    pub fn is_known(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().filter(|e| e.points == 0).map(|e| e.text.as_str())
    }
}

/// A pair as far as the names and what the files state of the two go.
struct Pair {
    of: [u32; 2],
    likeness: Likeness,
    points: i8,
}

impl Store {
    /// Pairs of athletes that may be one, the strongest first; of equal ones by name. Computed when first asked for.
    pub fn candidates(&self) -> &[Candidate] {
        self.candidates.get_or_init(|| candidates(self))
    }

    /// The same when they were computed already.
    pub fn known_candidates(&self) -> Option<&[Candidate]> {
        self.candidates.get().map(Vec::as_slice)
    }
}

fn candidates(store: &Store) -> Vec<Candidate> {
    let people: Vec<Person<'_>> = (0..store.athlete_count() as u32)
        .into_par_iter()
        .map(|id| Person::of(store, AthleteId(id)))
        .collect();
    let mut pairs: Vec<Pair> = blocks::pairs(&people)
        .into_par_iter()
        .filter_map(|of| pair(store, &people, of))
        .collect();
    pairs.sort_unstable_by_key(|pair| (-pair.points, pair.of));
    pairs.truncate(MAX_PAIRS);
    let careers = careers(store, &pairs);
    let fitting = fitting(&pairs);
    let weigh = |pair: &Pair| {
        let several = pair
            .of
            .map(|at| fitting.get(&at).copied().unwrap_or(0))
            .into_iter()
            .max();
        weigh(store, &people, &careers, (pair, several.unwrap_or(0)))
    };
    let mut found: Vec<Candidate> = pairs.par_iter().filter_map(weigh).collect();
    found.sort_by_cached_key(|c| {
        let names = c.athletes.map(|id| people[id.0 as usize].key());
        (c.strength, -c.points, names, c.athletes)
    });
    found
}

/// The points of the names, ids, births and nations; `None` when the names are not alike or something excludes the pair.
fn pair(store: &Store, people: &[Person<'_>], of: [u32; 2]) -> Option<Pair> {
    let [one, other] = of.map(|at| &people[at as usize]);
    if one.contradicts(other) {
        return None;
    }
    let forms = one.forms.iter().flat_map(|a| other.forms.iter().map(move |b| (a, b)));
    let likeness = forms.filter_map(|(a, b)| likeness(a, b)).min()?;
    let is_one_birth = one.birth.is_some_and(|b| b.day().is_some() && Some(b) == other.birth);
    let is_one_id = one.has_id_of(other);
    // a given name is common to thousands; with one birthday or one id it tells of another family name
    if likeness == Likeness::Given && !is_one_birth && !is_one_id {
        return None;
    }
    let birth = match one.birth.zip(other.birth) {
        None => 0,
        Some(_) if is_one_birth => 3,
        Some(_) => 2,
    };
    let nation = match one.nation_with(other) {
        None => 0,
        Some(true) => 2,
        Some(false) => -2,
    };
    let points = name_points(likeness) + birth + nation + if is_one_id { 4 } else { 0 };
    let [a, b] = of.map(AthleteId);
    (!store.identity().are_kept_apart(a, b)).then_some(Pair { of, likeness, points })
}

const fn name_points(likeness: Likeness) -> i8 {
    match likeness {
        Likeness::Same | Likeness::Order | Likeness::Spacing | Likeness::Transliteration => 3,
        Likeness::Part | Likeness::Initial => 2,
        Likeness::ShortForm | Likeness::OneLetter => 1,
        Likeness::Given => -1,
    }
}

/// For each athlete with a name that is cut or varied, how many others it fits that are not one with each other by name.
fn fitting(pairs: &[Pair]) -> BTreeMap<u32, usize> {
    let mut count = BTreeMap::new();
    let is_vague = |pair: &&Pair| (Likeness::Part..=Likeness::OneLetter).contains(&pair.likeness);
    for at in pairs.iter().filter(is_vague).flat_map(|pair| pair.of) {
        *count.entry(at).or_insert(0) += 1;
    }
    count
}

/// What the results of an athlete say.
struct Career {
    /// The rows in races, not lists, by the race shown.
    races: BTreeMap<RaceId, Vec<RowId>>,
    /// Names of events with their sex.
    events: Vec<String>,
    sexes: Vec<Sex>,
    clubs: Vec<String>,
    years: Option<(i16, i16)>,
}

/// The careers of all those in pairs.
fn careers(store: &Store, pairs: &[Pair]) -> BTreeMap<u32, Career> {
    let mut wanted: Vec<u32> = pairs.iter().flat_map(|pair| pair.of).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
        .into_par_iter()
        .map(|at| (at, Career::of(store, AthleteId(at))))
        .collect()
}

impl Career {
    fn of(store: &Store, athlete: AthleteId) -> Self {
        let view = store.athlete(athlete);
        let mut career = Self {
            races: BTreeMap::new(),
            events: Vec::new(),
            sexes: Vec::new(),
            clubs: view.clubs().map(str::to_owned).collect(),
            years: None,
        };
        for row in view.row_views() {
            let race = row.race();
            if !race.is_list() {
                let shown = row.shown_race().id();
                career.races.entry(shown).or_default().push(row.id());
            }
            let event = race.event();
            career.events.push(event.name());
            career
                .sexes
                .extend(Some(event.sex).filter(|sex| matches!(sex, Sex::Men | Sex::Women)));
            if !row.team().is_empty() {
                career.clubs.push(row.team().to_owned());
            }
            if let Some(year) = row.date().map(Date::year) {
                let (first, last) = career.years.unwrap_or((year, year));
                career.years = Some((first.min(year), last.max(year)));
            }
        }
        for texts in [&mut career.events, &mut career.clubs] {
            texts.retain(|t| !t.is_empty());
            texts.sort();
            texts.dedup();
        }
        career.sexes.sort();
        career.sexes.dedup();
        career
    }

    fn common<'a>(own: &'a [String], other: &[String]) -> Vec<&'a str> {
        let is_common = |text: &&String| other.binary_search(text).is_ok();
        own.iter().filter(is_common).map(String::as_str).collect()
    }
}

/// Whether two athletes met in a race.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    Never,
    /// In races that two files have, always with the same place and mark: one result, written otherwise.
    AsOne,
    AsTwo,
}

fn met(store: &Store, one: &Career, other: &Career) -> Met {
    let mut met = Met::Never;
    for (race, rows) in &one.races {
        let Some(others) = other.races.get(race) else {
            continue;
        };
        let pairs = || {
            rows.iter()
                .flat_map(|a| others.iter().map(|b| (store.row(*a), store.row(*b))))
        };
        let is_one_file = pairs().any(|(a, b)| a.race().id() == b.race().id());
        let said = |r: RowView<'_>| (r.place(), r.mark_or_status());
        if is_one_file || !pairs().any(|(a, b)| a.place().is_some() && said(a) == said(b)) {
            return Met::AsTwo;
        }
        met = Met::AsOne;
    }
    met
}

/// The candidate with its evidence, unless the results exclude it or leave too few points.
fn weigh(
    store: &Store,
    people: &[Person<'_>],
    careers: &BTreeMap<u32, Career>,
    (pair, fitting): (&Pair, usize),
) -> Option<Candidate> {
    let [one, other] = pair.of.map(|at| &people[at as usize]);
    let (first, second) = (careers.get(&pair.of[0])?, careers.get(&pair.of[1])?);
    let met = met(store, first, second);
    if met == Met::AsTwo || are_of_two_sexes(first, second) {
        return None;
    }
    let mut evidence = stated_evidence(pair.likeness, one, other);
    let mut say = |points: i8, text: String| evidence.push(Evidence { points, text });
    if met == Met::AsOne {
        say(4, "the same place and mark in a race of two files".to_owned());
    }
    let clubs = Career::common(&first.clubs, &second.clubs);
    if let Some(club) = clubs.iter().find(|club| Some(**club) != one.nation()) {
        say(1, format!("club {club}"));
    }
    let events = Career::common(&first.events, &second.events);
    if !events.is_empty() {
        say(1, format!("both in {}", listed(&events)));
    }
    if let Some(text) = years_apart(first, second) {
        say(-2, text);
    }
    let is_vague = (Likeness::Part..=Likeness::OneLetter).contains(&pair.likeness);
    if is_vague && fitting > 1 {
        let others = if fitting == 2 {
            "1 other".to_owned()
        } else {
            format!("{} others", fitting - 1)
        };
        say(-1, format!("the name fits {others}, too"));
    }
    if let Some(((a, b), (c, d))) = first.years.zip(second.years) {
        say(0, format!("results of {} and {}", years(a, b), years(c, d)));
    }
    if met == Met::Never && !first.races.is_empty() && !second.races.is_empty() {
        say(0, "never both in one race".to_owned());
    }
    let points = evidence.iter().map(|e| e.points).sum();
    let strength = match points {
        5.. => Strength::Likely,
        3.. => Strength::Possible,
        _ => return None,
    };
    evidence.sort_by_key(|e| (e.points <= 0, e.points == 0, -e.points));
    Some(Candidate {
        athletes: pair.of.map(AthleteId),
        likeness: pair.likeness,
        strength,
        points,
        evidence,
    })
}

/// What name, id, birth, nation and sex say, as far as the files state them.
fn stated_evidence(likeness: Likeness, one: &Person<'_>, other: &Person<'_>) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    let mut say = |points: i8, text: String| evidence.push(Evidence { points, text });
    say(name_points(likeness), likeness.words().to_owned());
    if one.has_id_of(other) {
        say(4, "same id".to_owned());
    }
    match one.birth.zip(other.birth) {
        Some((a, b)) if a == b && a.day().is_some() => say(3, format!("birth date {a}")),
        Some((a, b)) => say(2, format!("birth {} agrees", a.min(b))),
        None => match one.birth.or(other.birth) {
            Some(birth) => say(0, format!("birth {birth} is known of one only")),
            None => say(0, "no birth is known".to_owned()),
        },
    }
    match one.nation_with(other) {
        Some(true) => say(2, format!("nation {}", one.common_nation(other).unwrap_or_default())),
        Some(false) => {
            let nations = [one, other].map(|p| p.nation().unwrap_or_default());
            say(-2, format!("another nation, {} and {}", nations[0], nations[1]));
        }
        None => match one.nation().or(other.nation()) {
            Some(nation) => say(0, format!("nation {nation} is known of one only")),
            None => say(0, "no nation is known".to_owned()),
        },
    }
    evidence
}

/// Whether all that the one ran is of one sex, and all that the other ran of the other.
fn are_of_two_sexes(one: &Career, other: &Career) -> bool {
    matches!(
        (one.sexes.as_slice(), other.sexes.as_slice()),
        ([Sex::Men], [Sex::Women]) | ([Sex::Women], [Sex::Men])
    )
}

fn years_apart(one: &Career, other: &Career) -> Option<String> {
    let ((a, b), (c, d)) = one.years.zip(other.years)?;
    let pause = (c - b).max(a - d);
    (pause > MAX_PAUSE_YEARS).then(|| format!("{pause} years between the results"))
}

fn years(first: i16, last: i16) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    }
}

/// The first three, and how many more.
fn listed(texts: &[&str]) -> String {
    let first: Vec<&str> = texts.iter().take(3).copied().collect();
    match texts.len() {
        0..=3 => first.join(", "),
        n => format!("{} and {} more", first.join(", "), n - 3),
    }
}

#[cfg(test)]
mod tests;
