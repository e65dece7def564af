//! Clubs, swimmers and relays with their results, kept until the events are known.

use super::Reader;
use super::events::sex;
use super::iso_date;
use crate::model::{Date, Severity, Status, Str, Time};
use crate::read::Progress;
use crate::read::import::{Athlete, AthleteDetails, Origin};
use crate::read::xml::Element;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::ops::Range;

/// One `RESULT`.
pub(super) struct Swim<'t> {
    pub line: u32,
    pub athlete: u32,
    pub team: Str,
    pub event: Option<Cow<'t, str>>,
    pub heat: Option<Cow<'t, str>>,
    pub id: Option<Cow<'t, str>>,
    pub lane: u16,
    pub time: Option<Time>,
    pub status: Status,
    /// What the status was, in words, and the comment.
    pub remarks: String,
    pub points: Str,
    pub reaction_ms: Option<i16>,
    pub splits: Range<usize>,
    /// Swimmers of a relay.
    pub legs: Vec<Leg<'t>>,
}

pub(super) struct Leg<'t> {
    /// From 1; none for a reserve, who is written as -1.
    pub number: Option<u32>,
    pub swimmer: Swimmer<'t>,
    /// At the start, of a later leg at the exchange.
    pub reaction_ms: Option<i16>,
    pub status: Status,
}

pub(super) enum Swimmer<'t> {
    /// One of the meet's, by the id.
    Known(Cow<'t, str>),
    Named(Str),
}

/// Cumulative within the swim.
#[derive(Clone, Copy)]
pub(super) struct Split {
    /// In the unit of the pool.
    pub distance: u32,
    pub time: Time,
    pub line: u32,
}

#[derive(Default)]
pub(super) struct Swims<'t> {
    pub all: Vec<Swim<'t>>,
    pub splits: Vec<Split>,
    /// Names of the swimmers by their ids.
    pub names: HashMap<Cow<'t, str>, Str>,
}

#[derive(Clone, Copy)]
struct Club {
    name: Str,
    nation: Str,
}

impl<'t> Reader<'t> {
    pub(super) fn clubs(&mut self, element: &Element<'t>, swims: &mut Swims<'t>, progress: &Progress) {
        while !progress.is_cancelled()
            && let Some(club) = self.xml.child(element)
        {
            if club.name != "CLUB" {
                continue;
            }
            let of = Club {
                name: self.attribute(&club, "name"),
                nation: self.attribute(&club, "nation"),
            };
            while let Some(part) = self.xml.child(&club) {
                while matches!(part.name, "ATHLETES" | "RELAYS")
                    && let Some(who) = self.xml.child(&part)
                {
                    match who.name {
                        "ATHLETE" => self.swimmer(&who, swims, of),
                        "RELAY" => self.relay(&who, swims, of),
                        _ => {}
                    }
                }
            }
        }
    }

    fn swimmer(&mut self, element: &Element<'t>, swims: &mut Swims<'t>, club: Club) {
        let (name, family) = self.names(element);
        let id = element.attribute("athleteid");
        let nation = self.attribute(element, "nation");
        let details = AthleteDetails {
            id: match element.attribute("license").filter(|l| l != "0") {
                Some(license) => self.builder.intern(&license),
                None => id.as_deref().map_or(Str::EMPTY, |id| self.builder.intern(id)),
            },
            given: self.attribute(element, "firstname"),
            family,
            club: club.name,
            origin: Origin {
                line: self.xml.line_of(element),
                ..Origin::default()
            },
            ..AthleteDetails::default()
        };
        let athlete = Athlete {
            name,
            nation: if nation.is_empty() { club.nation } else { nation },
            birth: element.attribute("birthdate").and_then(|b| birth(&b)),
            details: self.builder.details(details),
            sex: sex(element),
        };
        let athlete = self.builder.athlete(athlete);
        if let Some(id) = id {
            swims.names.insert(id, name);
        }
        self.results(element, swims, athlete, club.name);
    }

    /// A relay is a club's, with the name or number of the team.
    fn relay(&mut self, element: &Element<'t>, swims: &mut Swims<'t>, club: Club) {
        let own = element.attribute("name").or(element.attribute("number"));
        let name = format!("{} {}", self.builder.text(club.name), own.unwrap_or_default());
        let athlete = Athlete {
            name: self.builder.intern(&name),
            nation: club.nation,
            sex: sex(element),
            ..Athlete::default()
        };
        let athlete = self.builder.athlete(athlete);
        self.results(element, swims, athlete, club.name);
    }

    fn results(&mut self, element: &Element<'t>, swims: &mut Swims<'t>, athlete: u32, team: Str) {
        while let Some(part) = self.xml.child(element) {
            while part.name == "RESULTS"
                && let Some(result) = self.xml.child(&part)
            {
                if result.name == "RESULT" {
                    self.result(&result, swims, athlete, team);
                }
            }
        }
    }

    fn result(&mut self, element: &Element<'t>, swims: &mut Swims<'t>, athlete: u32, team: Str) {
        let (status, word) = self.status(element);
        let comment = element.attribute("comment").unwrap_or_default();
        let comma = if word.is_empty() || comment.is_empty() {
            ""
        } else {
            ", "
        };
        let from = swims.splits.len();
        let mut swim = Swim {
            line: self.xml.line_of(element),
            athlete,
            team,
            event: element.attribute("eventid"),
            heat: element.attribute("heatid"),
            id: element.attribute("resultid"),
            lane: self.number(element, "lane").unwrap_or(0),
            time: self.time(element),
            status,
            remarks: format!("{word}{comma}{comment}"),
            points: self.attribute(element, "points"),
            reaction_ms: self.reaction(element),
            splits: from..from,
            legs: Vec::new(),
        };
        while let Some(part) = self.xml.child(element) {
            while let Some(item) = self.xml.child(&part) {
                match item.name {
                    "SPLIT" => self.split(&item, swims),
                    "RELAYPOSITION" => swim.legs.extend(self.leg(&item)),
                    _ => {}
                }
            }
        }
        swim.splits.end = swims.splits.len();
        swim.legs.sort_by_key(|l| l.number.unwrap_or(u32::MAX));
        // the relay starts with its first leg, and is out with any of them
        let first = swim.legs.first().filter(|l| l.number == Some(1));
        swim.reaction_ms = swim.reaction_ms.or(first.and_then(|l| l.reaction_ms));
        let out = |l: &&Leg<'_>| matches!(l.status, Status::Dq | Status::Dnf);
        if let Some(leg) = swim.legs.iter().find(out).filter(|_| swim.status == Status::None) {
            swim.status = leg.status;
        }
        swims.all.push(swim);
    }

    /// Who swam a leg; `None` where nobody is named.
    fn leg(&mut self, element: &Element<'t>) -> Option<Leg<'t>> {
        let number = self.number(element, "number");
        let id = element.attribute("athleteid").filter(|id| !matches!(&**id, "0" | "-1"));
        let (status, _) = self.status(element);
        let reaction_ms = self.reaction(element);
        let mut named = None;
        while let Some(part) = self.xml.child(element) {
            if part.name == "ATHLETE" {
                named = Some(Swimmer::Named(self.names(&part).0));
            }
        }
        Some(Leg {
            number,
            swimmer: id.map(Swimmer::Known).or(named)?,
            reaction_ms,
            status,
        })
    }

    /// The whole name and the family name of a swimmer.
    fn names(&mut self, element: &Element<'t>) -> (Str, Str) {
        let part = |name| element.attribute(name).unwrap_or_default();
        let family = format!("{} {}", part("nameprefix"), part("lastname"));
        let name = format!("{} {}", part("firstname"), family.trim());
        (self.builder.intern(&name), self.builder.intern(&family))
    }

    fn split(&mut self, element: &Element<'t>, swims: &mut Swims<'t>) {
        let Some(time) = self.time(element) else { return };
        match self.number(element, "distance").filter(|d| *d > 0) {
            Some(distance) => swims.splits.push(Split {
                distance,
                time,
                line: self.xml.line_of(element),
            }),
            None => {
                let found = format!("a split of {time} without a distance");
                self.xml.report(
                    element,
                    Severity::Error,
                    "split-without-distance",
                    found,
                    "the distance in metres",
                );
            }
        }
    }

    /// Hundredths of a second with a sign, as milliseconds; 0 is a time too.
    fn reaction(&mut self, element: &Element<'t>) -> Option<i16> {
        let text = element.attribute("reactiontime").filter(|r| !r.is_empty())?;
        let hundredths: Option<i16> = text.parse().ok();
        if hundredths.is_none() {
            let found = format!("\"{text}\"");
            let expected = "hundredths of a second such as +78";
            self.xml
                .report(element, Severity::Warning, "unreadable-reaction", found, expected);
        }
        hundredths?.checked_mul(10)
    }

    fn status(&mut self, element: &Element<'t>) -> (Status, &'static str) {
        let Some(word) = element.attribute("status") else {
            return (Status::None, "");
        };
        status(&word).unwrap_or_else(|| {
            let found = format!("\"{word}\"");
            let expected = "a status such as DSQ or DNS; the result is taken as regular";
            self.xml
                .report(element, Severity::Warning, "unknown-status", found, expected);
            (Status::None, "")
        })
    }
}

fn status(word: &str) -> Option<(Status, &'static str)> {
    Some(match word {
        "WDR" => (Status::Scratched, "withdrawn"),
        "SICK" => (Status::Dns, "sick"),
        "RJC" => (Status::NotClassified, "rejected"),
        _ => (Status::parse(word)?, ""),
    })
}

/// A birth date; the first of January stands for a year of which no more is known (lenex.md).
fn birth(text: &str) -> Option<Date> {
    let date = iso_date(text)?;
    if (date.month(), date.day()) == (Some(1), Some(1)) {
        return Date::new(date.year(), None, None);
    }
    Some(date)
}
