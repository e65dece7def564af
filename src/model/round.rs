//! Rounds of a competition and the numbers of their heats.

/// A round of a competition; heats are races inside a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Round {
    #[default]
    Unknown = 0,
    Preliminary,
    Qualification,
    Round1,
    Round2,
    QuarterFinal,
    SemiFinal,
    Final,
}

impl Round {
    pub const ALL: [Round; 8] = [
        Self::Unknown,
        Self::Preliminary,
        Self::Qualification,
        Self::Round1,
        Self::Round2,
        Self::QuarterFinal,
        Self::SemiFinal,
        Self::Final,
    ];

    /// `preliminary`, `round 1`, `semi-final`, `final`; empty when unknown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "",
            Self::Preliminary => "preliminary",
            Self::Qualification => "qualification",
            Self::Round1 => "round 1",
            Self::Round2 => "round 2",
            Self::QuarterFinal => "quarter-final",
            Self::SemiFinal => "semi-final",
            Self::Final => "final",
        }
    }

    /// Reads a round and the number of the heat behind it: `final`, `Semi-Final 2`, `heat 3` (round 1), `race 1` (a
    /// section of a final). `None` when nothing is recognised.
    pub fn parse(text: &str) -> Option<(Self, Option<u16>)> {
        let lower = text.trim().to_lowercase();
        let name = lower.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        let number: Option<u16> = lower[lower.trim_end_matches(|c: char| c.is_ascii_digit()).len()..]
            .parse()
            .ok();
        Some(match name {
            "final" | "finals" | "f" | "a final" => (Self::Final, number),
            "semi-final" | "semifinal" | "semi final" | "semi-finals" | "semifinals" | "semi" | "semis" | "sf" => {
                (Self::SemiFinal, number)
            }
            "quarter-final" | "quarterfinal" | "quarter final" | "quarter-finals" | "quarterfinals"
            | "quarter finals" | "qf" => (Self::QuarterFinal, number),
            "heat" | "heats" | "h" | "prelims" => (Self::Round1, number),
            "round" if number == Some(1) => (Self::Round1, None),
            "round" if number == Some(2) => (Self::Round2, None),
            "round" | "first round" | "1st round" => (Self::Round1, None),
            "second round" | "2nd round" => (Self::Round2, None),
            "preliminary" | "preliminary round" | "prelim" => (Self::Preliminary, number),
            "qualification" | "qualifying" => (Self::Qualification, number),
            "race" | "section" => (Self::Final, number),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_and_heats() {
        assert_eq!(Round::parse("final"), Some((Round::Final, None)));
        assert_eq!(Round::parse("semi-final 2"), Some((Round::SemiFinal, Some(2))));
        assert_eq!(Round::parse("heat 3"), Some((Round::Round1, Some(3))));
        assert_eq!(Round::parse("round 1"), Some((Round::Round1, None)));
        assert_eq!(Round::parse("lap"), None);
    }
}
