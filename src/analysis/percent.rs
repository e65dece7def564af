//! Differences in per cent (terms.md 9, 17), as hundredths of one per cent.

/// `100 * (value - of) / of` in hundredths of one per cent, rounded half away from zero; `of` is positive.
pub fn percent_above(value: i64, of: i64) -> i64 {
    let scaled = (value - of) * 10_000;
    (scaled * 2 + scaled.signum() * of) / (2 * of)
}

/// `+1.2`, `−0.4`, `0.0`: hundredths of one per cent to one decimal, rounded half away from zero.
pub fn percent_text(hundredths: i64) -> String {
    let tenths = (hundredths.abs() + 5) / 10;
    let sign = match (tenths, hundredths) {
        (0, _) => "",
        (_, 1..) => "+",
        _ => "−",
    };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_rounded_half_away_from_zero() {
        // 7200 is 1.408 % above 7100, 7000 is 1.408 % below
        let above = |value| percent_above(value, 7_100);
        assert_eq!((above(7_200), above(7_000), above(7_100)), (141, -141, 0));
        assert_eq!([141, -141, 4, -25].map(percent_text), ["+1.4", "−1.4", "0.0", "−0.3"]);
    }
}
