//! The table of chart kinds of a race: key, title, what it shows, and the function that builds it or says why not.

use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{
    Chart, distribution, duel, form, gap, halves, heat, kick, ladder, loss, pace, passing, percent, position,
    reference, rounds, segment_rank, shape, speed, spread, trace,
};

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
    /// Whether [`Options::alignment`] changes the chart.
    pub takes_alignment: bool,
    /// Whether it can be drawn of a race of which nothing but finish times is known.
    pub of_finish_times: bool,
    build: fn(&Subject<'_>, &Options) -> Result<Chart, Refusal>,
}

impl Kind {
    /// Title and meaning, for a tooltip.
    pub fn sentence(&self) -> String {
        format!("{}. {}", self.title, self.about)
    }

    /// The chart of a race, or the reason why it cannot be drawn.
    pub fn build(&self, subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
        let mut chart = (self.build)(subject, options)?;
        options.own.draw_on(&mut chart, subject, options);
        Ok(chart.with_decimal(options.units.decimal))
    }
}

pub const KINDS: [Kind; 20] = [
    Kind {
        key: "gap",
        title: "Gap to the leader",
        word: "Gap",
        about: "Seconds behind whoever leads at each marker",
        takes_reference: false,
        takes_alignment: true,
        of_finish_times: false,
        build: gap::gap,
    },
    Kind {
        key: "pace",
        title: "Pace",
        word: "Pace",
        about: "Pace of each segment, faster is up",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: pace::pace,
    },
    Kind {
        key: "reference",
        title: "Gap to a reference",
        word: "Reference",
        about: "Seconds behind or ahead of the winner, an athlete or a target time",
        takes_reference: true,
        takes_alignment: true,
        of_finish_times: false,
        build: reference::reference,
    },
    Kind {
        key: "trace",
        title: "Race trace",
        word: "Trace",
        about: "Every athlete against the winner’s even pace; the distance between two lines is their gap",
        takes_reference: false,
        takes_alignment: true,
        of_finish_times: false,
        build: trace::trace,
    },
    Kind {
        key: "position",
        title: "Positions",
        word: "Position",
        about: "Rank at each marker",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: position::position,
    },
    Kind {
        key: "duel",
        title: "Duel",
        word: "Duel",
        about: "Two athletes segment by segment; select the two",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: duel::duel,
    },
    Kind {
        key: "speed",
        title: "Speed",
        word: "Speed",
        about: "Metres per second in each segment, faster is up",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: speed::speed,
    },
    Kind {
        key: "percent",
        title: "Per cent behind",
        word: "Per cent",
        about: "Each segment against that of a reference, in per cent",
        takes_reference: true,
        takes_alignment: false,
        of_finish_times: false,
        build: percent::percent,
    },
    Kind {
        key: "segment-rank",
        title: "Segment ranks",
        word: "Segment rank",
        about: "Rank of each segment time",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: segment_rank::segment_rank,
    },
    Kind {
        key: "heat",
        title: "Heat map",
        word: "Heat map",
        about: "Every segment of every athlete against the field’s median",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: heat::heat,
    },
    Kind {
        key: "spread",
        title: "Spread of pace",
        word: "Spread",
        about: "Quartiles of the field’s pace in each segment",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: spread::spread,
    },
    Kind {
        key: "halves",
        title: "Halves",
        word: "Halves",
        about: "First half against second half, one point an athlete",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: halves::halves,
    },
    Kind {
        key: "kick",
        title: "Kick",
        word: "Kick",
        about: "Closing time against finish time, one point an athlete",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: kick::kick,
    },
    Kind {
        key: "loss",
        title: "Time lost",
        word: "Loss",
        about: "Where one athlete lost time against the own level of the day",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: loss::loss,
    },
    Kind {
        key: "passing",
        title: "Passing times",
        word: "Passings",
        about: "Time since the start at each marker",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: passing::passing,
    },
    Kind {
        key: "distribution",
        title: "Finishing times",
        word: "Distribution",
        about: "How many finished in which time, with the selected athletes marked",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: true,
        build: distribution::distribution,
    },
    Kind {
        key: "rounds",
        title: "Rounds",
        word: "Rounds",
        about: "The pace of one athlete in heat, semi-final and final",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: rounds::rounds,
    },
    Kind {
        key: "shape",
        title: "Shape of the race",
        word: "Shape",
        about: "Speed against the own mean over the part of the distance; one athlete’s other races of any length with it",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: false,
        build: shape::shape,
    },
    Kind {
        key: "form",
        title: "Form",
        word: "Form",
        about: "Each result against the range that is typical for the athlete",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: true,
        build: form::form,
    },
    Kind {
        key: "ladder",
        title: "Ladder",
        word: "Ladder",
        about: "The marks of a race by place, or of an all-time or season list by rank",
        takes_reference: false,
        takes_alignment: false,
        of_finish_times: true,
        build: ladder::ladder,
    },
];

/// The kind of a key.
pub fn kind(key: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.key == key)
}
