//! Quartiles of a field: linear interpolation between the two nearest ranks, the common definition (R, type 7).

/// The three quartiles of some values and the ends of the whiskers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quartiles {
    pub first: i64,
    pub median: i64,
    pub third: i64,
    /// The lowest and the highest value within 1.5 times the distance of the quartiles from them (terms.md 19).
    pub low: i64,
    pub high: i64,
}

impl Quartiles {
    /// `None` without a value.
    pub fn of(values: &[i64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();
        let (first, median, third) = (quantile(&sorted, 1)?, quantile(&sorted, 2)?, quantile(&sorted, 3)?);
        let reach = (third - first) * 3 / 2;
        let within = || {
            sorted
                .iter()
                .copied()
                .filter(|v| (first - reach..=third + reach).contains(v))
        };
        Some(Self {
            first,
            median,
            third,
            low: within().next()?,
            high: within().next_back()?,
        })
    }
}

/// The value that `quarters` quarters of the sorted values are below.
fn quantile(sorted: &[i64], quarters: usize) -> Option<i64> {
    let at = sorted.len().checked_sub(1)? * quarters;
    let (below, rest) = (sorted[at / 4], (at % 4) as i64);
    let above = sorted.get(at / 4 + 1).copied().unwrap_or(below);
    Some(below + (above - below) * rest / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between_ranks() {
        // of 1, 2, 3, 4: positions 0.75, 1.5, 2.25 from the lowest; in tenths 17.5, 25, 32.5
        let four = Quartiles::of(&[400, 100, 300, 200]).expect("values");
        assert_eq!((four.first, four.median, four.third), (175, 250, 325));
        // 1000 is more than 1.5 * 15 above 32
        let one_out = Quartiles::of(&[10, 20, 30, 40, 1000]).expect("values");
        assert_eq!((one_out.low, one_out.high, one_out.median), (10, 40, 30));
        assert_eq!(Quartiles::of(&[]), None);
    }
}
