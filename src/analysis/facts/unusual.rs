//! How unusual a fact is, from 0 to 100.
//!
//! The scale says how often a comparable case is like it: a fact that holds for one case in `n` has `100 - 100 / n`. So 0 is
//! true of every race (somebody won), 50 of every second one, 90 of one in ten and 99 of one in a hundred. `n` is counted in
//! the data loaded wherever they hold comparable cases; where they hold none the kind of fact says its house figure.

/// The share of comparable cases that are less striking, in per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unusual(u8);

impl Unusual {
    /// True of every race.
    pub const NOT: Self = Self(0);

    /// True of one case in `n`.
    pub fn one_in(n: usize) -> Self {
        Self::share(1, n.max(1))
    }

    /// True of `like` of `of` cases, this one counted in both.
    pub fn share(like: usize, of: usize) -> Self {
        let like = like.clamp(1, of.max(1));
        let less = (of.max(1) - like) * 100 / of.max(1);
        Self(less.min(100) as u8)
    }

    /// From 0 to 100.
    pub const fn score(self) -> u8 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_case_in_n() {
        let scores = [1, 2, 10, 13, 100].map(|n| Unusual::one_in(n).score());
        // 100 - 100 / 13 = 92.3
        assert_eq!(scores, [0, 50, 90, 92, 99]);
        assert_eq!([Unusual::share(3, 4).score(), Unusual::share(0, 0).score()], [25, 0]);
    }
}
