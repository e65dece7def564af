//! Round and heat of the event line: numbers, or words such as `Heat 1`, `Champ Final`, `Semi`.

use crate::model::{Round, fold};

/// Round and heat; `said` when the two say all that the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RoundAndHeat {
    pub round: Round,
    pub heat: Option<u16>,
    pub said: bool,
}

/// Last words of other languages, folded, and the English ones.
const WORDS: [(&str, &str); 19] = [
    ("finale", "final"),
    ("finali", "final"),
    ("endlauf", "final"),
    ("zeitendlauf", "final"),
    ("halbfinale", "semi"),
    ("semifinale", "semi"),
    ("semifinali", "semi"),
    ("demi-finale", "semi"),
    ("zwischenlauf", "semi"),
    ("polfinal", "semi"),
    ("vorlauf", "heat"),
    ("zeitlauf", "heat"),
    ("serie", "heat"),
    ("series", "heat"),
    ("batteria", "heat"),
    ("batterie", "heat"),
    ("eliminacje", "heat"),
    ("forsok", "heat"),
    ("quarter", "quarter-final"),
];

/// The round of its text, and the heat of the field behind it.
pub(super) fn round_and_heat(round: &str, heat: &str) -> RoundAndHeat {
    let heat = heat.parse().ok().filter(|h| *h > 0);
    let plain = |round, said| RoundAndHeat { round, heat, said };
    if round.bytes().all(|b| b.is_ascii_digit()) {
        return match round.trim_start_matches('0') {
            "" => plain(Round::Unknown, true),
            "1" => plain(Round::Round1, true),
            "2" => plain(Round::Round2, true),
            _ => plain(Round::Unknown, false),
        };
    }
    let Some((round, number, whole)) = words(round) else {
        return plain(Round::Unknown, false);
    };
    match (round, number, heat) {
        (Round::Round1, Some(number), Some(_)) => {
            // with a heat of its own, `Heat 2` is the second round of heats
            let round = if number == 2 { Round::Round2 } else { Round::Round1 };
            plain(round, whole && number <= 2)
        }
        // `Final 2` in its only heat is the second final
        (_, Some(_), None | Some(1)) => RoundAndHeat {
            round,
            heat: number,
            said: whole,
        },
        (_, number, _) => plain(round, whole && number.is_none()),
    }
}

/// The round that the last words name, the number behind them, and whether there are no words before them.
fn words(text: &str) -> Option<(Round, Option<u16>, bool)> {
    let folded = fold(text)
        .replace("quarter final", "quarter-final")
        .replace("semi final", "semi-final");
    let words: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | '_' | '(' | ')'))
        .filter(|w| !w.is_empty())
        .map(|w| {
            WORDS
                .iter()
                .find(|(other, _)| *other == w)
                .map_or(w, |(_, english)| english)
        })
        .collect();
    // `Final A`
    let words = match words.as_slice() {
        [start @ .., last] if start.len() == 1 && last.len() == 1 && last.starts_with(|c: char| c.is_alphabetic()) => {
            return Round::parse(start[0]).map(|(round, number)| (round, number, false));
        }
        all => all,
    };
    (0..words.len()).find_map(|from| {
        let (round, number) = Round::parse(&words[from..].join(" "))?;
        Some((round, number, from == 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_as_numbers_and_words() {
        for (text, heat_field, round, heat, said) in [
            ("1", "1", Round::Round1, Some(1), true),
            ("2", "01", Round::Round2, Some(1), true),
            ("3", "1", Round::Unknown, Some(1), false),
            ("0", "0", Round::Unknown, None, true),
            ("1000007", "1", Round::Unknown, Some(1), false),
            ("Heat", "2", Round::Round1, Some(2), true),
            ("Heat 1", "7", Round::Round1, Some(7), true),
            ("Heat 2", "7", Round::Round2, Some(7), true),
            ("Heat 3", "", Round::Round1, Some(3), true),
            ("Champ Final", "1", Round::Final, Some(1), false),
            ("St. Final", "1", Round::Final, Some(1), false),
            ("Plate Semi", "2", Round::SemiFinal, Some(2), false),
            ("Final 2", "1", Round::Final, Some(2), true),
            ("Final A", "1", Round::Final, Some(1), false),
            ("Semi Final", "2", Round::SemiFinal, Some(2), true),
            ("Quarter Final", "1", Round::QuarterFinal, Some(1), true),
            ("Vorlauf", "3", Round::Round1, Some(3), true),
            ("Repechage", "1", Round::Unknown, Some(1), false),
        ] {
            let expected = RoundAndHeat { round, heat, said };
            assert_eq!(round_and_heat(text, heat_field), expected, "{text}, {heat_field}");
        }
    }
}
