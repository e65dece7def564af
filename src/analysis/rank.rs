//! Standard competition ranking, 1, 2, 2, 4 (terms.md 10): a rank is computed, a place is official.

use std::fmt;

/// A computed rank among the recorded values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    pub rank: u32,
    /// Whether another value is equal.
    pub tied: bool,
    /// Number of values recorded.
    pub of: u32,
}

/// `3`, `=2`.
impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.tied { "=" } else { "" }, self.rank)
    }
}

/// Ranks of the values, the smallest first; a missing value has no rank.
pub fn ranks<T: Ord + Copy>(values: &[Option<T>]) -> Vec<Option<Rank>> {
    let mut sorted: Vec<T> = values.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let rank = |value: T| {
        let before = sorted.partition_point(|v| *v < value);
        let equal = sorted[before..].partition_point(|v| *v == value);
        Rank {
            rank: before as u32 + 1,
            tied: equal > 1,
            of: sorted.len() as u32,
        }
    };
    values.iter().map(|v| v.map(rank)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_share_a_rank_and_the_next_is_skipped() {
        let shown: Vec<String> = ranks(&[Some(11), Some(10), None, Some(11), Some(12)])
            .iter()
            .map(|r| r.map_or(String::new(), |r| r.to_string()))
            .collect();
        assert_eq!(shown, ["=2", "1", "", "=2", "4"]);
    }

    proptest! {
        #[test]
        fn a_rank_is_one_more_than_the_number_of_better_values(values in proptest::collection::vec(proptest::option::of(0u8..20), 0..40)) {
            let computed = ranks(&values);
            for (value, rank) in values.iter().zip(&computed) {
                let expected = value.map(|v| 1 + values.iter().flatten().filter(|o| **o < v).count() as u32);
                prop_assert_eq!(rank.map(|r| r.rank), expected);
            }
        }
    }
}
