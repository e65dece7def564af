//! What a number format of a workbook shows (ECMA-376 part 1, 18.8.31): a date, a clock, or decimals.

/// What a cell's number is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    General,
    /// Decimals that are always there, and those there may be.
    Number {
        least: u8,
        most: u8,
    },
    Percent {
        least: u8,
        most: u8,
    },
    Date {
        /// Whether the time of day is shown, too.
        time: bool,
    },
    Clock {
        hours: bool,
        seconds: bool,
        decimals: u8,
        /// `[h]`, `[m]`, `[s]`: a duration, and not a time of day.
        elapsed: bool,
    },
}

/// What the letters of a format ask for.
#[derive(Default)]
struct Letters {
    date: bool,
    months_or_minutes: bool,
    hours: bool,
    seconds: bool,
    elapsed: bool,
    percent: bool,
    exponent: bool,
    digits: bool,
    point: bool,
    least: u8,
    most: u8,
}

/// Reads a format; of several sections the first counts, which is that of positive numbers.
pub fn shown(format: &str) -> Shown {
    let mut letters = Letters::default();
    let mut chars = format.chars();
    while let Some(letter) = chars.next() {
        match letter {
            ';' => break,
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            '\\' => take_point(chars.next(), &mut letters),
            ',' => take_point(Some(','), &mut letters),
            '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                take_bracket(&inside, &mut letters);
            }
            other => take_letter(other.to_ascii_lowercase(), &mut letters),
        }
    }
    let Letters { least, most, .. } = letters;
    let (is_clock, decimals) = (letters.hours || letters.seconds, least);
    if letters.date || letters.months_or_minutes && !is_clock && !letters.elapsed {
        Shown::Date { time: is_clock }
    } else if is_clock || letters.elapsed {
        Shown::Clock {
            hours: letters.hours,
            seconds: letters.seconds,
            decimals,
            elapsed: letters.elapsed,
        }
    } else if letters.percent {
        Shown::Percent { least, most }
    } else if letters.digits && !letters.exponent {
        Shown::Number { least, most }
    } else {
        Shown::General
    }
}

/// `[h]`, `[mm]` or `[ss]`; anything else in brackets is a colour, a condition or a language.
fn take_bracket(inside: &str, letters: &mut Letters) {
    let inside = inside.to_ascii_lowercase();
    let is_all = |letter: char| !inside.is_empty() && inside.chars().all(|c| c == letter);
    letters.hours |= is_all('h');
    letters.seconds |= is_all('s');
    letters.elapsed |= is_all('h') || is_all('m') || is_all('s');
}

/// A literal comma or point behind seconds, as sheets of other languages write the point of a fraction.
fn take_point(literal: Option<char>, letters: &mut Letters) {
    letters.point |= letters.seconds && matches!(literal, Some(',' | '.'));
}

fn take_letter(letter: char, letters: &mut Letters) {
    match letter {
        'y' | 'd' => letters.date = true,
        'm' => letters.months_or_minutes = true,
        'h' => letters.hours = true,
        's' => letters.seconds = true,
        '%' => letters.percent = true,
        'e' => letters.exponent = true,
        '.' => letters.point = true,
        '0' | '#' | '?' => {
            letters.digits = true;
            if letters.point && letters.most < 9 {
                letters.most += 1;
                letters.least += u8::from(letter == '0');
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_read() {
        let clock = |hours, seconds, decimals, elapsed| Shown::Clock {
            hours,
            seconds,
            decimals,
            elapsed,
        };
        for (format, expected) in [
            ("General", Shown::General),
            ("@", Shown::General),
            ("0.00E+00", Shown::General),
            ("0", Shown::Number { least: 0, most: 0 }),
            ("#,##0.00;[Red]-#,##0.00", Shown::Number { least: 2, most: 2 }),
            ("0.0## \"m\"", Shown::Number { least: 1, most: 3 }),
            ("0%", Shown::Percent { least: 0, most: 0 }),
            ("d-mmm-yy", Shown::Date { time: false }),
            ("mmm", Shown::Date { time: false }),
            ("[$-409]m/d/yy h:mm AM/PM;@", Shown::Date { time: true }),
            ("h:mm", clock(true, false, 0, false)),
            ("mm:ss", clock(false, true, 0, false)),
            ("mm:ss.0", clock(false, true, 1, false)),
            ("mmss.0", clock(false, true, 1, false)),
            ("[h]:mm:ss", clock(true, true, 0, true)),
            ("[mm]:ss.00", clock(false, true, 2, true)),
            ("[Red][s].000", clock(false, true, 3, true)),
            ("mm:ss\\,00", clock(false, true, 2, false)),
            ("h\"h \"mm", clock(true, false, 0, false)),
        ] {
            assert_eq!(shown(format), expected, "{format}");
        }
    }
}
