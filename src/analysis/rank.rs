//! Standard competition ranking, 1, 2, 2, 4 (terms.md 10): a rank is computed, a place is official. A rank rests on every
//! value ranked: where one of them is an estimate, it is one too (terms.md 18).

use std::fmt;

/// A computed rank among the recorded values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    pub rank: u32,
    /// Whether another value is equal.
    pub tied: bool,
    /// Number of values recorded.
    pub of: u32,
    /// Some of the values is an estimate.
    pub estimate: bool,
}

impl Rank {
    /// `2`, `=2`, and `4 of 11` when fewer values are recorded than athletes `passed` there.
    pub fn text(self, passed: u32) -> String {
        match self.of {
            of if of < passed => format!("{self} of {of}"),
            _ => self.to_string(),
        }
    }
}

/// `3`, `=2`, `≈3`.
impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let estimate = if self.estimate { "≈" } else { "" };
        write!(f, "{estimate}{}{}", if self.tied { "=" } else { "" }, self.rank)
    }
}

/// Ranks of the values, the smallest first; a missing value has no rank. Each value is with whether it is an estimate.
pub fn ranks<T: Ord + Copy>(values: &[Option<(T, bool)>]) -> Vec<Option<Rank>> {
    let mut sorted: Vec<T> = values.iter().flatten().map(|(value, _)| *value).collect();
    sorted.sort_unstable();
    let estimate = values.iter().flatten().any(|(_, is_estimate)| *is_estimate);
    let rank = |value: T| {
        let before = sorted.partition_point(|v| *v < value);
        let equal = sorted[before..].partition_point(|v| *v == value);
        Rank {
            rank: before as u32 + 1,
            tied: equal > 1,
            of: sorted.len() as u32,
            estimate,
        }
    };
    values.iter().map(|v| v.map(|(value, _)| rank(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_share_a_rank_and_the_next_is_skipped() {
        assert_eq!(
            shown(&[Some(11), Some(10), None, Some(11), Some(12)], false),
            ["=2", "1", "", "=2", "4"]
        );
    }

    #[test]
    fn ranks_among_estimates_are_estimates_and_the_number_recorded_stands_with_them() {
        assert_eq!(shown(&[Some(11), Some(10), Some(11)], true), ["≈=2", "≈1", "≈=2"]);
        let ranks = ranks(&[Some((11, false)), Some((10, true)), None]);
        // two of three who passed; both of two
        let text = |passed| ranks[0].map_or(String::new(), |r| r.text(passed));
        assert_eq!([text(3), text(2)], ["≈2 of 2", "≈2"]);
    }

    fn shown(values: &[Option<u32>], estimates: bool) -> Vec<String> {
        let values: Vec<Option<(u32, bool)>> = values.iter().map(|v| v.map(|v| (v, estimates))).collect();
        let text = |rank: &Option<Rank>| rank.map_or(String::new(), |r| r.to_string());
        ranks(&values).iter().map(text).collect()
    }

    proptest! {
        #[test]
        fn a_rank_is_one_more_than_the_number_of_better_values(values in proptest::collection::vec(proptest::option::of(0u8..20), 0..40)) {
            let computed = ranks(&values.iter().map(|v| v.map(|v| (v, false))).collect::<Vec<_>>());
            for (value, rank) in values.iter().zip(&computed) {
                let expected = value.map(|v| 1 + values.iter().flatten().filter(|o| **o < v).count() as u32);
                prop_assert_eq!(rank.map(|r| r.rank), expected);
            }
        }
    }
}
