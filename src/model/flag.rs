//! Record and best flags as a source writes them (terms.md 12): a code, `=` before it when equalled, `*` behind it when
//! pending. Codes are kept verbatim, so that `AR(ER)` or a club's own code survive.

/// Splits the flags of one result: words separated by white space, commas or semicolons, in the order written.
pub fn split_flags(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|w| !w.is_empty())
}

/// Whether a word is a flag of terms.md 12, with or without `=`, `*`, an area in brackets or an age group (`WU20R`).
pub fn is_flag(word: &str) -> bool {
    let word = word.trim_start_matches('=').trim_end_matches('*');
    let word = word.split_once('(').map_or(word, |(code, _)| code);
    const CODES: [&str; 22] = [
        "WR", "AR", "NR", "OR", "CR", "MR", "SR", "DLR", "ER", "WB", "AB", "NB", "WL", "AL", "NL", "PB", "SB", "WJR",
        "AJR", "NJR", "UR", "EL",
    ];
    let age_group = |word: &str| {
        word.len() == 5
            && matches!(word.as_bytes(), [b'W' | b'A' | b'N' | b'E', b'U', a, b, b'R'] if a.is_ascii_digit() && b.is_ascii_digit())
    };
    CODES.contains(&word) || age_group(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_of_the_olympic_final() {
        // facts/tokyo2020_1500m_results.csv, place 1
        let flags: Vec<&str> = split_flags("OR AR(ER) NR PB").collect();
        assert_eq!(flags, ["OR", "AR(ER)", "NR", "PB"]);
        assert!(flags.iter().all(|f| is_flag(f)));
        assert!(is_flag("=SB") && is_flag("WR*") && is_flag("NU23R"));
        assert!(!is_flag("fell") && !is_flag("Prix"));
    }
}
