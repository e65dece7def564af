//! The event that a title says: the name of a file, or the line above a table.

use crate::model::Event;

/// The event that a title or a file's name states with a unit (`1500m`, `1500-metres`, `one-mile`, `marathon`); a bare number may be
/// a year.
pub fn event_in_title(title: &str) -> Option<Event> {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let number = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    let at = words.iter().enumerate().position(|(i, w)| {
        let unit = |u: &&str| w.strip_suffix(*u).is_some_and(number);
        let next_is_unit = words
            .get(i + 1)
            .is_some_and(|n| ["m", "metres", "meters", "km", "miles", "steeplechase", "hurdles"].contains(n));
        ["m", "km", "k", "mh", "msc"].iter().any(unit) || number(w) && next_is_unit || ["mile", "marathon"].contains(w)
    })?;
    let half = at > 0 && words[at - 1] == "half";
    let rest = words[at - usize::from(half)..].iter().take(4);
    let sexes = ["men", "mens", "women", "womens", "male", "female", "indoor"];
    let named = words
        .iter()
        .filter(|w| sexes.contains(w))
        .chain(rest.filter(|w| !sexes.contains(w)));
    Event::parse(&named.copied().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_unit_names_the_event() {
        for (stem, expected) in [
            ("worldathletics-men-1500-metres", Some("men 1500 m")),
            ("all_time_1500m", Some("1500 m")),
            ("women-one-mile", Some("women mile")),
            ("half marathon 2023", Some("half marathon")),
            ("boston-2014-results", None),
            ("season_2021", None),
        ] {
            assert_eq!(
                event_in_title(stem).map(|e| e.to_string()).as_deref(),
                expected,
                "{stem}"
            );
        }
    }
}
