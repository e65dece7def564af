//! Why a result is not regular, in the words of both versions of the standard.

use super::Reader;
use crate::model::{Severity, Status};
use crate::read::xml::Element;

impl<'t> Reader<'t> {
    /// The status of an element, and what its name says beyond the code; an unknown one is a finding.
    pub(super) fn status(&mut self, element: &Element<'t>) -> (Status, &'static str) {
        let value = element.attribute("value");
        let text = self.xml.content(element);
        let word = value.unwrap_or(text);
        status(&word).unwrap_or_else(|| {
            if !word.is_empty() {
                let found = format!("\"{word}\"");
                let expected = "a status of the standard such as OK or MissingPunch; the result is taken as regular";
                self.xml
                    .report(element, Severity::Warning, "unknown-status", found, expected);
            }
            (Status::None, "")
        })
    }
}

/// A status of either version of the standard, and what its name says beyond the code.
fn status(word: &str) -> Option<(Status, &'static str)> {
    Some(match word.to_ascii_lowercase().as_str() {
        "ok" => (Status::None, ""),
        "finished" => (Status::None, "finished, not yet validated"),
        "active" => (Status::None, "on course"),
        "inactive" => (Status::None, "not started yet"),
        "missingpunch" | "mispunch" => (Status::Dq, "mispunch"),
        "disqualified" => (Status::Dq, ""),
        "didnotfinish" => (Status::Dnf, ""),
        "sportingwithdrawal" | "sportwithdr" => (Status::Retired, "sporting withdrawal"),
        "overtime" => (Status::NotClassified, "over time"),
        "notcompeting" => (Status::Exhibition, "not competing"),
        "didnotstart" => (Status::Dns, ""),
        "didnotenter" => (Status::Scratched, "did not enter"),
        "moved" => (Status::Scratched, "moved to another class"),
        "movedup" => (Status::Scratched, "moved up to another class"),
        "cancelled" => (Status::Scratched, "cancelled"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_of_both_versions() {
        for (word, expected) in [
            ("OK", Status::None),
            ("MissingPunch", Status::Dq),
            ("MisPunch", Status::Dq),
            ("Disqualified", Status::Dq),
            ("DidNotFinish", Status::Dnf),
            ("DidNotStart", Status::Dns),
            ("OverTime", Status::NotClassified),
            ("NotCompeting", Status::Exhibition),
            ("Cancelled", Status::Scratched),
        ] {
            assert_eq!(status(word).map(|(s, _)| s), Some(expected), "{word}");
        }
        assert_eq!(status("Lost"), None);
    }
}
