//! Championships: the meets whose finals award medals (terms.md 10), and the series that a meet is an edition of.

use crate::model::Round;
use crate::model::text::fold;
use crate::store::RaceView;

/// What the name of a meet has in it that awards medals (house rule).
const CHAMPIONSHIPS: [&[&str]; 12] = [
    &["championship"],
    &["championships"],
    &["olympic", "games"],
    &["olympics"],
    &["paralympic", "games"],
    &["commonwealth", "games"],
    &["asian", "games"],
    &["african", "games"],
    &["pan", "american", "games"],
    &["european", "games"],
    &["mediterranean", "games"],
    &["intercalated", "games"],
];

/// The series of a championship, without edition, place and year: `Olympic Games` of `Olympic Games Tokyo 2020`, `European
/// Athletics Indoor Championships` of `36th European Athletics Indoor Championships`. `None` for another meet.
pub fn series(meet_name: &str) -> Option<String> {
    let words: Vec<&str> = meet_name
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| !w.is_empty())
        .collect();
    let folded: Vec<String> = words.iter().map(|w| fold(w)).collect();
    let end = (0..words.len()).find_map(|at| {
        let starts = |words: &&&[&str]| {
            folded[at..]
                .iter()
                .zip(words.iter())
                .filter(|(own, w)| own == w)
                .count()
                == words.len()
        };
        CHAMPIONSHIPS.iter().find(starts).map(|words| at + words.len())
    })?;
    let is_edition = |w: &&&str| w.starts_with(|c: char| c.is_ascii_digit());
    let first = words[..end].iter().take_while(is_edition).count();
    Some(words[first..end].join(" "))
}

/// A final that is no section of several.
pub fn is_final(race: RaceView<'_>) -> bool {
    race.round() == Round::Final && race.heat().is_none()
}

/// Whether places 1, 2 and 3 of a race are medals.
pub fn is_medal_final(race: RaceView<'_>) -> bool {
    is_final(race) && series(race.meet_name()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_without_edition_place_and_year() {
        for (meet, expected) in [
            ("Olympic Games Tokyo 2020", Some("Olympic Games")),
            (
                "36th European Athletics Indoor Championships",
                Some("European Athletics Indoor Championships"),
            ),
            ("World Championships Doha 2019", Some("World Championships")),
            ("2023 NCAA Championships, Austin", Some("NCAA Championships")),
            ("US Olympic Trials", None),
            ("Diamond League Monaco", None),
        ] {
            assert_eq!(series(meet).as_deref(), expected, "{meet}");
        }
    }
}
