//! Why a recorded value is doubtful (terms.md 18): it is shown, flagged and kept out of minima.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Not later than the passing before.
    NotLater,
    /// Faster than 10.5 m/s or slower than 2 m/s in a race of 800 m and longer.
    Speed,
    /// More than 5 median absolute deviations from the field's segment, and not the athlete's own pace.
    Outlier,
    /// A finish time that contradicts the order of the places by more than one unit of precision.
    PlaceOrder,
}

impl Doubt {
    pub const fn text(self) -> &'static str {
        match self {
            Self::NotLater => "not later than the passing before",
            Self::Speed => "segment faster than 10.5 m/s or slower than 2 m/s",
            Self::Outlier => "segment more than 5 median absolute deviations from the field's",
            Self::PlaceOrder => "time that contradicts the order of the places",
        }
    }
}
