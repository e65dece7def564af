//! What the extended results and the entries of athletes add to a result: intermediates, codes and bests.

use super::results::Entry;
use crate::read::header::thousandths;
use crate::read::xml::Element;
use std::borrow::Cow;

/// A time at a point, or an attempt.
pub(super) struct Intermediate<'t> {
    pub element: Element<'t>,
    pub number: u32,
    pub value: Cow<'t, str>,
    pub rank: u32,
    /// Attempts at a height, the wind of a jump.
    pub extensions: Vec<(Element<'t>, Cow<'t, str>)>,
}

impl Intermediate<'_> {
    /// `xxo`, `2.31 xo`, `8.12 (+0.4)`.
    pub fn attempt(&self) -> String {
        let mut text = self.value.to_string();
        for (extension, value) in &self.extensions {
            match extension.attribute("Code").as_deref() {
                Some("WIND_SPEED") => text.push_str(&format!(" ({value})")),
                Some(code) if code.contains("ATTEMPT") || code.contains("TRIAL") || code == "RESULT" => {
                    text.push_str(&format!(" {value}"));
                }
                _ => {}
            }
        }
        text.trim().to_owned()
    }
}

/// `PB 3:30.59` of an entry.
pub(super) fn best(entry: &Element<'_>) -> Option<String> {
    let code = entry.attribute("Code").filter(|c| matches!(&**c, "PB" | "SB"))?;
    let value = entry.attribute("Value")?;
    Some(format!("{code} {value}"))
}

/// Takes an extended result; whether it is a time at a point or an attempt.
pub(super) fn extended<'t>(element: &Element<'t>, entry: &mut Entry<'t>) -> bool {
    let value = element.attribute("Value").unwrap_or_default();
    let Some(code) = element.attribute("Code") else {
        return false;
    };
    if code == "INTERMEDIATE" {
        let number = |name| element.attribute(name).and_then(|n| n.parse().ok()).unwrap_or(0);
        entry.intermediates.push(Intermediate {
            element: *element,
            number: number("Pos"),
            value,
            rank: number("Rank"),
            extensions: Vec::new(),
        });
        return true;
    }
    if !value.is_empty() {
        entry.others.push((code, value));
    }
    false
}

/// Whole milliseconds of seconds with a sign, such as `0.146`.
pub(super) fn milliseconds(text: &str) -> Option<i16> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.trim_start_matches('+')),
    };
    Some(sign * i16::try_from(thousandths(digits)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reaction_times() {
        let read = ["0.146", "-0.02", "+.1", "", "x"].map(milliseconds);
        assert_eq!(read[..2], [Some(146), Some(-20)]);
        assert_eq!(read[4], None);
    }
}
