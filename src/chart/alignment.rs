//! Where the lines of gaps meet at zero: at the start, as they were run, or at the bell or the finish, so that what was
//! gained and lost towards the finish or on the way to it is read directly.

use super::Refusal;
use crate::analysis::RaceSplits;

/// Where all gaps are zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    #[default]
    Start,
    /// One lap before the finish.
    Bell,
    Finish,
}

impl Alignment {
    pub const ALL: [Self; 3] = [Self::Start, Self::Bell, Self::Finish];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Bell => "bell",
            Self::Finish => "finish",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.word() == word)
    }

    /// The main marker at which gaps are zero; `None` for the start.
    pub fn marker(self, splits: &RaceSplits) -> Result<Option<usize>, Refusal> {
        let mm = match self {
            Self::Start => return Ok(None),
            Self::Bell => splits
                .distance_mm
                .checked_sub(splits.lap_mm)
                .filter(|_| splits.lap_mm > 0),
            Self::Finish => Some(splits.distance_mm),
        };
        let at = splits.main_markers().find(|(_, m)| Some(m.mm) == mm);
        at.map(|(at, _)| Some(at)).ok_or(Refusal::NoMarkerAt(self.word()))
    }

    /// What a caption adds.
    pub(super) const fn caption(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Bell => ", set to zero at the bell",
            Self::Finish => ", set to zero at the finish",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Options;
    use crate::chart::tests::{build_of_example, values};

    fn aligned(alignment: Alignment) -> Result<Vec<String>, Refusal> {
        let options = Options {
            alignment,
            ..Options::default()
        };
        build_of_example("gap", &options).map(|chart| values(&chart.series[1]))
    }

    #[test]
    fn gaps_are_zero_where_they_are_aligned() {
        // +0.2, 0.0, 0.0, +0.2, +0.69 less 0.69, shown to the coarser 0.1
        let of_second = ["400:−0.5", "800:−0.7", "1200:−0.7", "1400:−0.5", "1500:0.00"];
        assert_eq!(aligned(Alignment::Finish), Ok(of_second.map(str::to_owned).to_vec()));
        // most have no time at 1100 m
        assert_eq!(aligned(Alignment::Bell), Err(Refusal::NoMarkerAt("bell")));
    }
}
