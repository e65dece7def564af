//! Why a chart is not drawn, and what the person can do about it.

/// Why a chart is not drawn, in words for the person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This is a list of marks from many races")]
    List,
    #[error("No passing times are recorded for this race, only finish times")]
    NoPassings,
    #[error("Only positions are recorded at the markers of this race, no times; the position chart shows them")]
    PositionsOnly,
    #[error("The distance of this race or of its markers is not known")]
    NoDistance,
    #[error("No athlete has a finish time in this race, so there is no winner to compare with")]
    NoWinner,
    #[error("The reference athlete is not in this race; a gap is only taken inside one race")]
    OtherRace,
    #[error("{0} has no passing time at any marker of this race")]
    NoReference(String),
    #[error("Nobody has a passing at every marker, so there is no median to take proportions from")]
    NoMedian,
    #[error("{name} is over {theirs}, this race over {own}; only equal distances and kinds are compared")]
    OtherDistance { name: String, theirs: String, own: String },
    #[error("{0} has no marker in common with this race")]
    NoCommonMarker(String),
    #[error("A duel is between two athletes and {0} are selected")]
    TwoAthletes(usize),
    #[error("This chart is about one athlete and {0} are selected")]
    OneAthlete(usize),
    #[error("Fewer than two rounds of {0} with passings are loaded")]
    OneRound(String),
    #[error("{0} lacks the time of a segment, or has a doubtful one")]
    MissingSegment(String),
    #[error("No athlete has a passing near {0}")]
    NoPassingNear(&'static str),
    #[error("Fewer than {0} athletes have times here")]
    FewAthletes(usize),
    #[error("This chart is of one race, and efforts of several are compared")]
    Efforts,
    #[error("The efforts compared are over different distances or of different kinds; only their shapes compare")]
    MixedEvents,
    #[error("No passing times are recorded at the {0}, so the lines cannot be aligned there")]
    NoMarkerAt(&'static str),
    #[error("The efforts compared have no marker in common before the finish")]
    NothingInCommon,
    #[error("No athlete of this race has five earlier races of the last 24 months loaded")]
    NoForm,
    #[error("{0}")]
    NoMark(&'static str),
}

impl Refusal {
    /// The reason in few words.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::List => "A list has no chart",
            Self::NoPassings => "No passing times are recorded for this race",
            Self::PositionsOnly => "Only positions are recorded at the markers of this race",
            _ => "The plot shows no chart of this race",
        }
    }

    /// What the person can do about it.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::List => "Choose a race in the library; the marks of a list have no passings in common",
            Self::NoPassings => "Its results stand in the table; these charts need no more than them:",
            Self::NoDistance => "Say above the results what race this is, or choose another",
            Self::PositionsOnly => "Choose the position chart",
            Self::NoWinner | Self::OneRound(_) | Self::NoPassingNear(_) | Self::FewAthletes(_) => {
                "Choose another chart or another race"
            }
            Self::OneAthlete(_) | Self::MissingSegment(_) => "Select one athlete with a time at every marker",
            Self::OtherRace
            | Self::NoMedian
            | Self::NoReference(_)
            | Self::OtherDistance { .. }
            | Self::NoCommonMarker(_) => "Choose another reference",
            Self::Efforts => "Choose another chart, or show the race",
            Self::MixedEvents => "Choose the chart of shapes, or compare efforts over one distance",
            Self::NoMarkerAt(_) => "Align the lines at the start or the finish",
            Self::NothingInCommon => "Compare efforts whose races have passing times",
            Self::TwoAthletes(_) => "Select two athletes of this race in a table",
            Self::NoForm => "Open more results of these athletes",
            Self::NoMark(_) => "Choose another event or season",
        }
    }
}
