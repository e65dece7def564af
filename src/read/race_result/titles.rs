//! Groups and headings: contest, sex and age group from titles in the language of the race.

use crate::model::{Event, Sex, fold};
use crate::read::title::event_in_title;

/// What the titles around some rows say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub event: Event,
    /// The contest's name, where it says more than the event.
    pub title: String,
    pub age_group: String,
    /// Whether the rows are those of one sex, and of one age group.
    pub by_sex: bool,
    pub by_age: bool,
}

/// Whether a key is that of a group: `#1_Marathon`.
pub fn is_group(key: &str) -> bool {
    of_group(key).len() < key.len()
}

/// The title of a group.
pub fn of_group(key: &str) -> &str {
    let number = key.strip_prefix('#').and_then(|k| k.split_once('_'));
    match number {
        Some((number, title)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => title.trim(),
        _ => key.trim(),
    }
}

impl Group {
    /// From the titles of the groups, outermost first, a contest's name in the rows, and the headings of the list.
    pub fn of(path: &[String], contest: &str, headings: &[String]) -> Self {
        let mut group = Self::default();
        let mut titles = Vec::new();
        if !contest.is_empty() {
            titles.push(contest);
        }
        for title in path.iter().map(String::as_str).filter(|t| !t.is_empty()) {
            let sex = sex_in(title);
            if group.event == Event::default()
                && let Some(event) = event(title)
            {
                group.event = event;
                group.by_sex |= sex != Sex::Unknown;
                titles.push(title);
            } else if sex != Sex::Unknown || !titles.is_empty() {
                group.by_sex |= sex != Sex::Unknown;
                group.by_age |= title.contains(|c: char| c.is_ascii_digit());
                if fold(title).split(' ').any(|word| sex_of_word(word) == Sex::Unknown) {
                    group.age_group = title.to_owned();
                }
            } else {
                titles.push(title);
            }
            if sex != Sex::Unknown {
                group.event.sex = sex;
            }
        }
        if group.event.distance_mm == 0 {
            let stated = titles
                .iter()
                .copied()
                .chain(headings.iter().map(String::as_str))
                .find_map(event);
            if let Some(event) = stated {
                let sex = if group.event.sex == Sex::Unknown {
                    event.sex
                } else {
                    group.event.sex
                };
                group.event = Event { sex, ..event };
            }
        }
        titles.retain(|t| !t.eq_ignore_ascii_case(&group.event.name()));
        titles.dedup();
        group.title = titles.join(", ");
        group
    }
}

/// The event that a title names, in English or with the words for the marathon in other languages.
fn event(title: &str) -> Option<Event> {
    let words: Vec<String> = fold(title)
        .split_whitespace()
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            match bare {
                "maraton" | "maratona" | "maratonas" | "maratons" => "marathon".to_owned(),
                "semimaraton" | "polmaraton" | "halbmarathon" | "halfmarathon" | "halvmaraton" | "halvmarathon"
                | "semimarathon" | "puolimaraton" | "pusmaratonis" | "pusmaratons" | "felmaraton" | "pulmaraton" => {
                    "half marathon".to_owned()
                }
                "medio" | "mezza" | "meia" | "media" => "half".to_owned(),
                _ => word.to_owned(),
            }
        })
        .collect();
    let event = event_in_title(&words.join(" "))?;
    Some(Event {
        sex: sex_in(title),
        ..event
    })
}

fn sex_in(title: &str) -> Sex {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let found = words.map(sex_of_word).find(|s| *s != Sex::Unknown);
    found.unwrap_or_default()
}

fn sex_of_word(word: &str) -> Sex {
    match word {
        "male" | "males" | "men" | "mens" | "man" | "manner" | "mannlich" | "herren" | "hommes" | "masculin"
        | "uomini" | "maschile" | "hombres" | "masculino" | "mezczyzni" | "mezczyzn" | "muzi" | "ferfi" | "barbati"
        | "heren" | "herrar" | "herrer" | "boys" => Sex::Men,
        "female" | "females" | "women" | "womens" | "woman" | "frauen" | "weiblich" | "damen" | "femmes"
        | "feminin" | "donne" | "femminile" | "mujeres" | "femenino" | "feminino" | "kobiety" | "kobiet" | "zeny"
        | "noi" | "femei" | "dames" | "damer" | "ladies" | "girls" => Sex::Women,
        _ => Sex::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(path: &[&str], headings: &[&str]) -> (String, String, String) {
        let owned = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let group = Group::of(&owned(path), "", &owned(headings));
        (group.event.to_string(), group.title, group.age_group)
    }

    #[test]
    fn titles_name_contest_sex_and_age_group() {
        for (path, headings, event, title, age_group) in [
            (&["Maraton", "Female"][..], &[][..], "women marathon", "Maraton", ""),
            (&["10 km", "Female 35-44"], &[], "women 10 km", "", "Female 35-44"),
            (&["Cros 3K YoPro"], &[], "3 km", "Cros 3K YoPro", ""),
            (&["Frauen"], &["Internet-einzel - 5 km"], "women 5 km", "", ""),
            (
                &["Halbmarathon", "Männer"],
                &[],
                "men half marathon",
                "Halbmarathon",
                "",
            ),
            (&["Walking"], &[], "", "Walking", ""),
            (&[], &[], "", "", ""),
        ] {
            let expected = (event.to_owned(), title.to_owned(), age_group.to_owned());
            assert_eq!(group(path, headings), expected, "{path:?}");
        }
    }

    #[test]
    fn keys_of_groups() {
        assert_eq!(
            (of_group("#12_M 40"), of_group("#4_"), of_group("M40")),
            ("M 40", "", "M40")
        );
        assert!(is_group("#1_Marathon") && !is_group("Marathon") && !is_group("#x_y"));
    }
}
