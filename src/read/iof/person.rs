//! Persons, clubs and classes: who runs, and for whom a class is.

use super::{Reader, iso_date};
use crate::model::{Date, Sex, Str};
use crate::read::import::{Athlete, AthleteDetails, Origin};
use crate::read::xml::Element;
use hashbrown::HashMap;

/// A club or country that somebody runs for.
#[derive(Clone, Copy, Default)]
pub(super) struct Club {
    pub name: Str,
    pub nation: Str,
}

/// Persons by name and id or, without an id, by name, birth, and the club or the number of the team.
pub(super) type People = HashMap<(Str, Str, Option<Date>, Str, u32), u32>;

/// A person before the club is known.
#[derive(Clone, Copy, Default)]
pub(super) struct Person {
    pub athlete: Athlete,
    pub details: AthleteDetails,
}

impl<'t> Reader<'t> {
    pub(super) fn person(&mut self, element: &Element<'t>) -> Person {
        let mut person = Person::default();
        person.details.origin = Origin {
            line: self.xml.line_of(element),
            ..Origin::default()
        };
        let sex = element.attribute("sex");
        person.athlete.sex = sex.and_then(|s| Sex::parse(&s)).unwrap_or_default();
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "Id" | "PersonId" if person.details.id.is_empty() => person.details.id = self.text(&part),
                "Name" | "PersonName" => self.name(&part, &mut person),
                "BirthDate" => {
                    let text = self.xml.content(&part);
                    person.athlete.birth = birth(&text);
                }
                "Nationality" => person.athlete.nation = self.nation(&part),
                _ => {}
            }
        }
        person
    }

    fn name(&mut self, name: &Element<'t>, person: &mut Person) {
        let mut given = String::new();
        while let Some(part) = self.xml.child(name) {
            let text = self.xml.content(&part);
            match part.name {
                "Family" => person.details.family = self.builder.intern(&text),
                // the older version has one element a given name
                "Given" => {
                    given.push_str(if given.is_empty() { "" } else { " " });
                    given.push_str(&text);
                }
                _ => {}
            }
        }
        person.details.given = self.builder.intern(given.trim_end());
    }

    /// The country's code, as an attribute here or in a part of it.
    fn nation(&mut self, element: &Element<'t>) -> Str {
        let mut code = element.attribute("code");
        while let Some(part) = self.xml.child(element) {
            code = code.or(part.attribute("value")).or(part.attribute("code"));
        }
        let code = code.filter(|c| !c.eq_ignore_ascii_case("other"));
        code.map_or(Str::EMPTY, |c| self.builder.intern(&c))
    }

    pub(super) fn club(&mut self, element: &Element<'t>) -> Club {
        let mut club = Club::default();
        let mut short = Str::EMPTY;
        while let Some(part) = self.xml.child(element) {
            match part.name {
                "Name" => club.name = self.text(&part),
                "ShortName" => short = self.text(&part),
                "Country" => club.nation = self.nation(&part),
                "CountryId" => {
                    let code = part.attribute("value").filter(|c| !c.eq_ignore_ascii_case("other"));
                    club.nation = code.map_or(Str::EMPTY, |c| self.builder.intern(&c));
                }
                _ => {}
            }
        }
        if club.name.is_empty() {
            club.name = short;
        }
        club
    }

    /// The index of a person, who is one over all classes, legs and days; one without a name goes by the id. `team` is the
    /// number of the team of which the person is a member, 0 for none.
    pub(super) fn athlete(&mut self, person: Person, club: Club, class: Sex, team: u32) -> u32 {
        let Person { mut athlete, details } = person;
        let name = [details.given, details.family].map(|n| self.builder.text(n));
        athlete.name = match name.join(" ").trim() {
            "" => details.id,
            name => {
                let name = name.to_owned();
                self.builder.intern(&name)
            }
        };
        if athlete.nation.is_empty() {
            athlete.nation = club.nation;
        }
        if athlete.sex == Sex::Unknown && class != Sex::Mixed {
            athlete.sex = class;
        }
        let id = details.id;
        let known = if matches!(self.builder.text(id), "" | "0") {
            let team = if club.name.is_empty() { team } else { 0 };
            (athlete.name, Str::EMPTY, athlete.birth, club.name, team)
        } else {
            (athlete.name, id, None, Str::EMPTY, 0)
        };
        if let Some(known) = self.people.get(&known).filter(|_| !athlete.name.is_empty()) {
            return *known;
        }
        athlete.details = self.builder.details(details);
        let at = self.builder.other_athlete(athlete);
        self.people.insert(known, at);
        at
    }
}

/// A birth date; the first of January stands for a year of which no more is known (iof-xml.md).
fn birth(text: &str) -> Option<Date> {
    let date = iso_date(text)?;
    if (date.month(), date.day()) == (Some(1), Some(1)) {
        return Date::new(date.year(), None, None);
    }
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Progress;
    use crate::read::open::read_bytes;

    #[test]
    fn the_first_of_january_is_a_year() {
        assert_eq!(birth("1990-01-01"), Date::new(1990, None, None));
        assert_eq!(birth("1990-05-17"), Date::parse("1990-05-17"));
        assert_eq!(birth("17.5.1990"), None);
    }

    #[test]
    fn given_names_without_end_are_kept_once() {
        let given = "<Given>Ada</Given>".repeat(20_000);
        let document = format!(
            "<ResultList iofVersion=\"3.0\"><ClassResult><Class><Name>D21</Name></Class><PersonResult><Person><Name>\
             <Family>One</Family>{given}</Name></Person></PersonResult></ClassResult></ResultList>"
        );
        let import = read_bytes("x.xml", document.as_bytes(), &Progress::default()).expect("results");
        let name = import.text(import.athletes[0].name);
        assert_eq!(
            (name.len(), &name[..7]),
            ("Ada ".len() * 20_000 + "One".len(), "Ada Ada")
        );
        assert!(import.strings.len() < 20);
    }
}
