//! What the cell of a result holds beside its mark: `1:54.00 PB`, `10.52 Q`, `6.90 (+1.1)`, `DQ TR17.3.1`, `6500 pts`.

use crate::model::flag::is_flag;
use crate::model::{Discipline, Event, PackedMark, Qualification, Status};
use crate::read::csv::cell::{self, Plain};

/// A mark or status and what is written behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Achieved {
    pub mark: PackedMark,
    pub status: Status,
    pub qualification: Qualification,
    /// Codes of records and bests, with blanks between.
    pub flags: String,
    /// What else stands there: behind a disqualification its rule; the whole text when it could not be read.
    pub rest: String,
}

impl Achieved {
    /// `None` when the text does not begin with a mark or a status.
    pub(super) fn read(text: &str, event: Event) -> Option<Self> {
        if let Some(achieved) = Self::of_word(text, event) {
            return Some(achieved);
        }
        let end = text.char_indices().skip(1);
        let end = end
            .into_iter()
            .find(|(_, c)| c.is_whitespace() || matches!(c, '(' | '['));
        let (first, behind) = text.split_at(end.map_or(text.len(), |(at, _)| at));
        let mut achieved = Self::of_word(first, event).or_else(|| {
            let (bare, code) = first.split_at_checked(first.len().checked_sub(1)?)?;
            let qualification = Qualification::parse(code)?;
            let achieved = Self::of_word(bare, event)?;
            Some(Self {
                qualification,
                ..achieved
            })
        })?;
        let nothing = achieved.mark == PackedMark::NONE && achieved.status == Status::None;
        if nothing {
            return None;
        }
        let mut rest = Vec::new();
        for word in behind.split_whitespace() {
            match Qualification::parse(word) {
                Some(code) if achieved.qualification == Qualification::None => achieved.qualification = code,
                _ if is_flag(word) => achieved.flags = format!("{} {word}", achieved.flags).trim_start().to_owned(),
                _ if achieved.mark.time().is_some() && is_unit(word) => {}
                _ if is_combined(event) && matches!(word.to_ascii_lowercase().as_str(), "pts" | "points" | "p") => {}
                _ => rest.push(word),
            }
        }
        achieved.rest = rest.join(" ");
        Some(achieved)
    }

    fn of_word(word: &str, event: Event) -> Option<Self> {
        let points = is_combined(event).then(|| whole_points(word)).flatten();
        let (mark, suffixes, status) =
            cell::mark(points.as_deref().unwrap_or(word).as_bytes(), event, Plain::Seconds).ok()?;
        Some(Self {
            mark: mark.map_or(PackedMark::NONE, |m| PackedMark::new(Some(m), suffixes)),
            status,
            ..Self::default()
        })
    }

    /// With the status of another field where the mark's own says none.
    #[must_use]
    pub fn or_status(mut self, other: Status) -> Self {
        if self.status == Status::None {
            self.status = other;
        }
        self
    }

    /// The rest as the rule of a disqualification, and as a note behind anything else.
    pub fn rule_and_note(&self) -> (&str, &str) {
        match self.status {
            Status::Dq | Status::FalseStart => (&self.rest, ""),
            _ => ("", &self.rest),
        }
    }
}

/// Words behind a time that its form says already.
fn is_unit(word: &str) -> bool {
    const UNITS: [&str; 8] = ["min", "min.", "h", "hrs", "std", "std.", "s", "sec"];
    UNITS.contains(&word.to_ascii_lowercase().as_str())
}

fn is_combined(event: Event) -> bool {
    event.discipline >= Discipline::Pentathlon
}

/// `6500` of `6,500` and of `6500.00`; `None` when it is written so.
fn whole_points(word: &str) -> Option<String> {
    let bare = word.trim_end_matches('0').strip_suffix('.').unwrap_or(word);
    let points = match bare.split_once([',', '.']) {
        Some((thousands, rest)) if rest.len() == 3 => format!("{thousands}{rest}"),
        _ => bare.to_owned(),
    };
    (points != word).then_some(points)
}

/// Texts with semicolons between, without those that are empty.
pub fn joined(parts: &[&str]) -> String {
    let stated: Vec<&str> = parts.iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect();
    stated.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, event: &str) -> Option<String> {
        let event = Event::parse(event).unwrap_or_default();
        let a = Achieved::read(text, event)?;
        Some(format!(
            "{}|{}|{}|{}|{}",
            a.mark, a.status, a.qualification, a.flags, a.rest
        ))
    }

    #[test]
    fn a_mark_is_read_with_what_stands_behind_it() {
        for (text, event, expected) in [
            ("1:54.00", "800m", "1:54.00||||"),
            ("1:54.00 PB", "800m", "1:54.00|||PB|"),
            ("3:35.10 Q SB", "1500m", "3:35.10||Q|SB|"),
            ("3:35.10q", "1500m", "3:35.10||q||"),
            ("40:12 min", "10 km", "40:12||||"),
            ("9.79 (.784)", "100m", "9.79||||(.784)"),
            ("6.90(+1.1)", "Long Jump", "6.90||||(+1.1)"),
            ("DQ TR17.3.1", "800m", "|DQ|||TR17.3.1"),
            ("6500 pts", "Heptathlon", "6500||||"),
            ("6,500", "Heptathlon", "6500||||"),
            ("6500.00", "Heptathlon", "6500||||"),
            ("6500", "Heptathlon", "6500||||"),
            ("", "800m", "||||"),
            ("-", "800m", "||||"),
        ] {
            assert_eq!(shown(text, event).as_deref(), Some(expected), "{text}");
        }
        for text in ["3:6x", "- Q", "about 4:10"] {
            assert_eq!(shown(text, "800m"), None, "{text}");
        }
    }
}
