//! Numbers of SVG text: at most two decimals, no exponent, no negative zero.

/// `12`, `0.5`, `-3.25`; a float that is not finite becomes 0.
pub fn number(value: f64) -> String {
    let hundredths = crate::chart::scale::finite(value).map_or(0.0, |v| (v * 100.0).round()) as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_plain() {
        for (value, text) in [
            (12.0, "12"),
            (0.5, "0.5"),
            (-3.254, "-3.25"),
            (-0.001, "0"),
            (f64::NAN, "0"),
            (7.05, "7.05"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}
