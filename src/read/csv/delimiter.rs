//! The delimiter of a table, by counting fields outside quotes over the first lines.

use super::record::cut;

/// The delimiters that are recognised, and how a person calls them.
pub const DELIMITERS: [(u8, &str); 4] = [(b',', "comma"), (b';', "semicolon"), (b'\t', "tab"), (b'|', "pipe")];

/// How well a delimiter explains the first lines of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub delimiter: u8,
    /// Fields in most lines, at least 2.
    pub columns: usize,
    /// Lines looked at, and those that have that many fields.
    pub lines: usize,
    pub agreeing: usize,
}

impl Shape {
    pub fn delimiter_name(self) -> &'static str {
        DELIMITERS
            .iter()
            .find(|(d, _)| *d == self.delimiter)
            .map_or("", |(_, name)| name)
    }
}

/// Finds the delimiter by counting fields, outside quotes, over the first lines: most lines with one same number of
/// fields, and the most fields among equals.
pub fn shape(text: &[u8]) -> Option<Shape> {
    let shapes = DELIMITERS.iter().filter_map(|(d, _)| shape_with(text, *d));
    shapes.max_by_key(|s| (s.agreeing * 10 / s.lines.max(1), s.columns, s.agreeing))
}

fn shape_with(text: &[u8], delimiter: u8) -> Option<Shape> {
    let mut counts = Vec::new();
    let mut fields = Vec::new();
    let mut at = 0;
    while at < text.len() && counts.len() < 40 {
        let record = cut(text, at, delimiter, 1, &mut fields);
        if !text[at..record.end].trim_ascii().is_empty() {
            counts.push(record.count);
        }
        at = record.end;
    }
    let agreeing = |n: usize| counts.iter().filter(|c| **c == n).count();
    let columns = counts
        .iter()
        .copied()
        .filter(|c| *c > 1)
        .max_by_key(|c| (agreeing(*c), *c))?;
    Some(Shape {
        delimiter,
        columns,
        lines: counts.len(),
        agreeing: agreeing(columns),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_delimiter() {
        let found = |text: &str| shape(text.as_bytes()).map(|s| (s.delimiter, s.columns));
        assert_eq!(found("a,b\n1,2\n"), Some((b',', 2)));
        assert_eq!(found("a;b;c\n1,5;2;3\n2,5;3;4\n"), Some((b';', 3)));
        assert_eq!(found("a\tb\n\"x\ty\"\tz\n"), Some((b'\t', 2)));
        assert_eq!(found("one word\n"), None);
    }
}
