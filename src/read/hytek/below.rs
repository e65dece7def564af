//! The lines below a row: legs of a relay, splits, attempts of a field event.
//!
//! A line of only times, brackets and `r:` items belongs to the athlete above it; brackets hold the lap that ends with the
//! time before them, or with the times of the line above when they have a line of their own.

/// What stands below one row.
#[derive(Debug, Default)]
pub struct Below<'a> {
    pub legs: Vec<&'a str>,
    /// Lines with the blanks before them.
    series: Vec<&'a str>,
    pub splits: Vec<Split<'a>>,
    /// Line of the first split.
    pub line: u32,
    /// How many splits the line with brackets alone is to complete.
    open: usize,
}

/// A time and the lap that it ends, in brackets.
#[derive(Debug)]
pub struct Split<'a> {
    pub time: &'a str,
    pub lap: Option<&'a str>,
}

impl<'a> Below<'a> {
    pub fn is_empty(&self) -> bool {
        self.legs.is_empty() && self.series.is_empty() && self.splits.is_empty()
    }

    /// Takes a line; false when it is none of these.
    pub fn take(&mut self, whole: &'a str, line: u32, is_timed: bool) -> bool {
        let text = whole.trim();
        if is_leg(text) {
            self.legs.extend(legs(text));
            return true;
        }
        if !is_timed && text.split_whitespace().all(is_attempt) {
            self.series.push(whole);
            return true;
        }
        is_timed && self.take_splits(text, line)
    }

    fn take_splits(&mut self, text: &'a str, line: u32) -> bool {
        let is_split = |word: &str| {
            let bare = word
                .strip_prefix('(')
                .map_or(word, |w| w.strip_suffix(')').unwrap_or(w));
            is_reaction(word)
                || bare.contains(['.', ':']) && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':'))
        };
        if !split_words(text).all(is_split) {
            return false;
        }
        if self.splits.is_empty() {
            self.line = line;
        }
        let words = || split_words(text).filter(|w| !is_reaction(w));
        if words().all(|w| w.starts_with('(')) {
            self.take_laps(words().collect());
            return true;
        }
        self.open = 0;
        for word in words() {
            match (bracketed(word), self.splits.last_mut()) {
                (Some(lap), Some(last)) if last.lap.is_none() => {
                    last.lap = Some(lap);
                    self.open = 0;
                }
                (Some(time), _) => self.splits.push(Split { time, lap: None }),
                (None, _) => {
                    self.splits.push(Split { time: word, lap: None });
                    self.open += 1;
                }
            }
        }
        true
    }

    /// A line of brackets alone: laps of the times above, the first of which may have none, or laps without times.
    fn take_laps(&mut self, laps: Vec<&'a str>) {
        let laps = laps.into_iter().filter_map(bracketed);
        let count = laps.clone().count();
        let above = self.splits.len() - self.open.min(self.splits.len());
        let missing = self
            .open
            .checked_sub(count)
            .filter(|missing| *missing <= 1 && self.open > 0);
        match missing {
            Some(missing) => {
                let open = self.splits.iter_mut().skip(above + missing);
                open.zip(laps).for_each(|(split, lap)| split.lap = Some(lap));
            }
            None => self.splits.extend(laps.map(|time| Split { time, lap: None })),
        }
        self.open = 0;
    }

    /// The attempts, lines with strokes between. Attempts below fewer of the heights keep the blanks that tell which.
    pub fn series_text(&self) -> String {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut counts = self.series.iter().map(|line| words(line).len());
        let first = counts.next();
        if counts.all(|count| Some(count) == first) {
            let lines: Vec<String> = self.series.iter().map(|line| words(line).join(" ")).collect();
            return lines.join(" / ");
        }
        let before = |line: &&str| line.len() - line.trim_start_matches(' ').len();
        let common = self.series.iter().map(before).min().unwrap_or(0);
        let lines: Vec<&str> = self.series.iter().filter_map(|line| line.get(common..)).collect();
        lines.join(" / ")
    }

    /// The splits with commas between, as [`crate::read::unplaced::Splits`] reads them.
    pub fn splits_text(&self) -> String {
        let mut text = String::new();
        for split in &self.splits {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(split.time);
            if let Some(lap) = split.lap {
                text.push_str(" (");
                text.push_str(lap);
                text.push(')');
            }
        }
        text
    }
}

/// The words of a line of splits, which may have commas between.
fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map(|w| w.trim_end_matches([',', ';']))
        .filter(|w| !w.is_empty())
}

fn bracketed(word: &str) -> Option<&str> {
    let inner = word.strip_prefix('(')?;
    Some(inner.strip_suffix(')').unwrap_or(inner))
}

/// `r:+0.71`
fn is_reaction(word: &str) -> bool {
    word.starts_with("r:") || word.starts_with("R:")
}

/// `1) Ek, Fia 06`
fn is_leg(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - rest.len())) && rest.starts_with(')')
}

/// The legs of a line, of which it holds two or more.
fn legs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let blanks = rest.match_indices("  ").map(|(at, _)| at);
        let end = blanks.into_iter().find(|at| is_leg(rest[*at..].trim_start()));
        let (leg, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind.trim_start();
        Some(leg.trim_end())
    })
}

/// `6.10m(1.2)`, `20-00.25`, `FOUL`, `PASS`, `XXO`, `(NWI)`.
fn is_attempt(word: &str) -> bool {
    let word = match word.split_once('(') {
        // the wind behind an attempt
        Some((attempt, wind)) if !attempt.is_empty() && is_attempt(wind) => attempt,
        _ => word,
    };
    let word = word.trim_matches(['(', ')', ',']);
    matches!(
        word,
        "FOUL" | "PASS" | "ND" | "NWI" | "NM" | "NH" | "DNS" | "foul" | "pass" | "nwi"
    ) || word
        .bytes()
        .all(|b| matches!(b, b'X' | b'O' | b'P' | b'R' | b'-' | b'x' | b'o' | b'p' | b'r'))
        || word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | 'J'))
            && word.bytes().any(|b| b.is_ascii_digit())
            && word
                .bytes()
                .all(|b| b.is_ascii_digit() || b".:-+mwJ(NWI)nwi".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splits(lines: &[&str]) -> String {
        let mut below = Below::default();
        for line in lines {
            assert!(below.take(line, 1, true), "{line}");
        }
        below.splits_text()
    }

    #[test]
    fn laps_stand_behind_their_times_or_below_them() {
        let pairs = "43.992,1:45.749 (1:01.757),2:45.306 (59.557)";
        assert_eq!(splits(&["43.992   1:45.749 (1:01.757)   2:45.306 (59.557)"]), pairs);
        assert_eq!(
            splits(&["r:+0.71 43.992  1:45.749", "(1:01.757)  2:45.306 (59.557)"]),
            pairs
        );
        assert_eq!(splits(&["43.992  1:45.749  2:45.306", "(1:01.757)  (59.557)"]), pairs);
        assert_eq!(splits(&["(43.992)  (1:01.757)"]), "43.992,1:01.757");
        assert_eq!(splits(&["43.992  1:01.757", "59.557"]), "43.992,1:01.757,59.557");
    }

    #[test]
    fn legs_and_attempts_are_kept_as_printed() {
        let mut below = Below::default();
        assert!(below.take("1) Tirera, Soufiana 01           2) Parks - Cuz, El 11", 1, true));
        assert!(below.take("3) Sullivan, A 12", 2, true));
        assert_eq!(
            below.legs,
            ["1) Tirera, Soufiana 01", "2) Parks - Cuz, El 11", "3) Sullivan, A 12"]
        );
        for line in [
            "5.90m(+1.1)  FOUL  6.10m(NWI)  PASS",
            "1.60 1.65 1.70",
            "  O  XO  XXX",
            "18-04.50(-0.3) ND",
        ] {
            assert!(below.take(line, 3, false), "{line}");
        }
        assert_eq!(below.series.len(), 4);
        let mut heights = Below::default();
        assert!(heights.take("     1.60 1.65 1.70", 1, false) && heights.take("             O  XXO", 2, false));
        assert_eq!(heights.series_text(), "1.60 1.65 1.70 /         O  XXO");
        assert!(!below.take("Some Meet 2024", 3, false) && !below.take("Some Meet 2024", 3, true));
        assert!(!below.take("3/29/2018", 3, true));
    }
}
