//! What readers of orienteering share: orders of controls, how a course is noted, and whom a class is for.

use crate::model::passing::LAPS;
use crate::model::{Sex, Str};

/// Controls of a course that are read; the finish has the order number behind the last.
pub const MAX_CONTROLS: usize = LAPS as usize - 2;

/// Orders of controls that are looked through for one runner or class.
pub const MAX_ORDERS: usize = 64;

/// Whether the codes come in this sequence within the order. Controls without codes are only part of as many.
pub fn is_part(order: &[Str], codes: &[Str]) -> bool {
    let mut rest = order.iter();
    let unnamed = codes.iter().any(|c| c.is_empty());
    (!unnamed || order.len() == codes.len()) && codes.iter().all(|code| rest.any(|c| c == code))
}

/// By punch the place in the order, each behind the one before it; `None` for a control that does not come there.
pub fn matched(order: &[Str], codes: &[Str]) -> Vec<Option<usize>> {
    let mut from = 0;
    let unnamed = codes.len() != order.len() && codes.iter().any(|c| c.is_empty());
    let mut place = |code: &Str| {
        let at = order.get(from..)?.iter().position(|c| c == code).filter(|_| !unnamed)? + from;
        from = at + 1;
        Some(at)
    };
    codes.iter().map(&mut place).collect()
}

/// `course H10, climb 35 m, 9 controls: 31 32 34 ...`; codes that are not known are empty.
pub fn course_note(name: &str, climb: &str, codes: &[&str]) -> String {
    let mut parts = Vec::new();
    if !name.is_empty() {
        parts.push(format!("course {name}"));
    }
    if !matches!(climb, "" | "0") {
        parts.push(format!("climb {climb} m"));
    }
    if !codes.is_empty() {
        let known: Vec<&str> = codes.iter().copied().filter(|c| !c.is_empty()).collect();
        let colon = if known.is_empty() { "" } else { ": " };
        parts.push(format!("{} controls{colon}{}", codes.len(), known.join(" ")));
    }
    parts.join(", ")
}

/// Whom a class is for, from its name: a word, or the letter before an age (`H21`, `W-35`, `DE`). `men_are_v` tells the
/// Baltic classes, where V stands for men and M or S for women.
pub fn class_sex(name: &str, men_are_v: bool) -> Sex {
    let lower = name.trim().to_lowercase();
    let word: String = lower.chars().take_while(|c| c.is_alphabetic()).collect();
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        match word {
            "men" | "mens" | "herrar" | "herren" | "herrer" | "hommes" | "miehet" => return Sex::Men,
            "women" | "womens" | "damer" | "damen" | "dames" | "naiset" => return Sex::Women,
            "mixed" => return Sex::Mixed,
            _ => {}
        }
    }
    if men_are_v && word.len() == 2 && lower == word {
        return class_sex(word.get(..1).unwrap_or(""), true);
    }
    let rest = lower[word.len()..].trim_start_matches(['-', ' ']);
    let is_age = rest.starts_with(|c: char| c.is_ascii_digit()) || lower.len() == word.len();
    match word.trim_end_matches('e') {
        _ if !is_age => Sex::Unknown,
        "m" if men_are_v => Sex::Women,
        "h" | "m" | "v" => Sex::Men,
        "d" | "w" | "f" | "k" | "s" | "n" => Sex::Women,
        _ => Sex::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_say_whom_they_are_for() {
        for (name, sex) in [
            ("H10", Sex::Men),
            ("D-12", Sex::Women),
            ("M21E", Sex::Men),
            ("DE", Sex::Women),
            ("W 35", Sex::Women),
            ("Mens", Sex::Men),
            ("Herrar 10", Sex::Men),
            ("GRE", Sex::Unknown),
            ("Ö1", Sex::Unknown),
            ("Class 1", Sex::Unknown),
            ("A - Hommes", Sex::Men),
            ("Open", Sex::Unknown),
            ("", Sex::Unknown),
        ] {
            assert_eq!(class_sex(name, false), sex, "{name}");
        }
        assert_eq!([class_sex("M21", true), class_sex("VA", true)], [Sex::Women, Sex::Men]);
    }

    #[test]
    fn courses_are_noted() {
        assert_eq!(
            course_note("H10", "35", &["31", "32"]),
            "course H10, climb 35 m, 2 controls: 31 32"
        );
        assert_eq!(course_note("", "0", &["", ""]), "2 controls");
        assert_eq!(course_note("", "", &[]), "");
    }

    #[test]
    fn a_runner_who_missed_controls_has_a_part_of_the_order() {
        let codes = |numbers: &[u32]| numbers.iter().map(|n| Str(*n)).collect::<Vec<_>>();
        let order = codes(&[31, 32, 31, 33]);
        assert!(is_part(&order, &codes(&[31, 31, 33])) && !is_part(&order, &codes(&[33, 31])));
        assert_eq!(matched(&order, &codes(&[32, 33, 31])), [Some(1), Some(3), None]);
    }
}
