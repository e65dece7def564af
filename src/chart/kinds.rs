//! The table of chart kinds of a race: key, title, what it shows, and the function that builds it or says why not.

use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{Chart, duel, gap, pace, position, reference, trace};

/// One kind of chart.
pub struct Kind {
    /// Word of the command line.
    pub key: &'static str,
    pub title: &'static str,
    /// One word for a button.
    pub word: &'static str,
    /// One sentence for a tooltip.
    pub about: &'static str,
    /// Whether [`Options::reference`] changes the chart.
    pub takes_reference: bool,
    build: fn(&Subject<'_>, &Options) -> Result<Chart, Refusal>,
}

impl Kind {
    /// The chart of a race, or the reason why it cannot be drawn.
    pub fn build(&self, subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
        (self.build)(subject, options)
    }
}

pub const KINDS: [Kind; 6] = [
    Kind {
        key: "gap",
        title: "Gap to the leader",
        word: "Gap",
        about: "Seconds behind whoever leads at each marker",
        takes_reference: false,
        build: gap::gap,
    },
    Kind {
        key: "pace",
        title: "Pace",
        word: "Pace",
        about: "Pace of each segment, faster is up",
        takes_reference: false,
        build: pace::pace,
    },
    Kind {
        key: "reference",
        title: "Gap to a reference",
        word: "Reference",
        about: "Seconds behind or ahead of the winner, an athlete or a target time",
        takes_reference: true,
        build: reference::reference,
    },
    Kind {
        key: "trace",
        title: "Race trace",
        word: "Trace",
        about: "Every athlete against the winner’s even pace; the distance between two lines is their gap",
        takes_reference: false,
        build: trace::trace,
    },
    Kind {
        key: "position",
        title: "Positions",
        word: "Position",
        about: "Rank at each marker",
        takes_reference: false,
        build: position::position,
    },
    Kind {
        key: "duel",
        title: "Duel",
        word: "Duel",
        about: "Two athletes segment by segment; select the two",
        takes_reference: false,
        build: duel::duel,
    },
];

/// The kind of a key.
pub fn kind(key: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.key == key)
}
