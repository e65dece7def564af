//! The teams of a relay, and standings as a `Result` or `OverallResult` gives them.

use super::Reader;
use super::overall::{Standing, Team};
use super::person::Club;
use super::results::Class;
use crate::model::{Status, Str};
use crate::read::import::{Athlete, AthleteDetails, Origin};
use crate::read::xml::Element;

impl<'t> Reader<'t> {
    /// A team with its runners; each is one of its own, since a club may have several of one name.
    pub(super) fn team_result(&mut self, element: &Element<'t>, class: &mut Class) {
        let at = class.teams.len();
        let from = class.entries.len();
        let line = self.xml.line_of(element);
        self.teams += 1;
        class.teams.push(Team {
            line,
            number: self.teams,
            entries: from..from,
            ..Team::default()
        });
        let (mut team, mut club, mut bib) = (Str::EMPTY, Club::default(), Str::EMPTY);
        let mut result = Standing {
            line,
            ..Standing::default()
        };
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "Name" | "TeamName" => team = self.text(&part),
                "BibNumber" => bib = self.text(&part),
                "Organisation" | "Club" if club.name.is_empty() => club = self.club(&part),
                "TeamMemberResult" | "PersonResult" => self.person_result(&part, class, Some(at)),
                "Result" => {
                    while let Some(part) = self.xml.child(&part) {
                        self.standing_part(&part, &mut result);
                    }
                }
                _ => self.standing_part(&part, &mut result),
            }
        }
        if team.is_empty() {
            team = club.name;
        }
        for entry in &mut class.entries[from..] {
            entry.team = team;
        }
        let details = AthleteDetails {
            club: club.name,
            origin: Origin {
                line,
                ..Origin::default()
            },
            ..AthleteDetails::default()
        };
        let athlete = Athlete {
            name: team,
            nation: club.nation,
            sex: class.sex,
            details: self.builder.details(details),
            ..Athlete::default()
        };
        let athlete = self.builder.other_athlete(athlete);
        let says_more = result.time.is_some() || result.place > 0 || result.status != Status::None;
        if let Some(known) = class.teams.get_mut(at) {
            (known.athlete, known.name, known.bib) = (athlete, club.name, bib);
            known.result = says_more.then_some(result);
        }
    }

    /// A time, place and status over several legs or days.
    pub(super) fn standing(&mut self, element: &Element<'t>) -> Standing {
        let mut standing = Standing {
            line: self.xml.line_of(element),
            ..Standing::default()
        };
        while let Some(part) = self.xml.child(element) {
            self.standing_part(&part, &mut standing);
        }
        standing
    }

    fn standing_part(&mut self, part: &Element<'t>, standing: &mut Standing) {
        match part.name {
            "Time" => standing.time = self.time(part),
            "Position" | "ResultPosition" => standing.place = self.number(part).unwrap_or(0),
            "Status" | "CompetitorStatus" | "TeamStatus" => {
                (standing.status, standing.reason) = self.status(part);
            }
            _ => {}
        }
    }
}
