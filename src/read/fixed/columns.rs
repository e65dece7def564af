//! Where the columns of an aligned table stand: its captions and, since values run beyond them, the positions that are
//! blank in nearly all rows.

use crate::read::header::{self, Meaning};
use std::borrow::Cow;

/// A run of letters with the positions of its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    /// Bytes of the line before it.
    offset: usize,
}

impl Column {
    /// Puts the words that stand above the caption before it, where the two together mean something: `NET` above `TIME`.
    pub fn take_upper(&mut self, upper: &str) {
        let above = words(upper).filter(|w| w.start < self.end && self.start < w.end);
        let above: Vec<&str> = above.map(|w| w.text).collect();
        let joined = format!("{} {}", above.join(" "), self.caption);
        let is_known = !matches!(header::meaning(&joined), Meaning::Unknown | Meaning::Ignored);
        if !above.is_empty() && is_known {
            self.caption = joined;
        }
    }
}

/// The words of a line.
pub fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let (mut offset, mut position) = (0, 0);
    std::iter::from_fn(move || {
        let rest = &line[offset..];
        let text = rest.trim_start();
        let blanks = &rest[..rest.len() - text.len()];
        let text = &text[..text.find(char::is_whitespace).unwrap_or(text.len())];
        let start = position + length(blanks);
        let word = Word {
            start,
            end: start + length(text),
            text,
            offset: offset + blanks.len(),
        };
        (offset, position) = (word.offset + text.len(), word.end);
        (!text.is_empty()).then_some(word)
    })
}

/// Characters of a text.
fn length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// One column: its caption and the positions that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub caption: String,
    pub start: usize,
    pub end: usize,
}

/// The columns under a ruler such as `===== ====`, which gives their widths.
pub fn ruled(header: &str, ruler: &str) -> Vec<Column> {
    let rules: Vec<Word<'_>> = words(ruler).collect();
    let mut columns: Vec<Column> = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let next = rules.get(at + 1).map_or(usize::MAX, |r| r.start);
            let caption = header.chars().skip(rule.start).take(next - rule.start);
            Column {
                caption: caption.collect::<String>().trim().to_owned(),
                start: rule.start,
                end: next,
            }
        })
        .collect();
    if let Some(first) = columns.first_mut() {
        first.start = 0;
    }
    columns
}

/// The columns of rows under a line of captions.
pub fn aligned(header: &str, rows: &[&str]) -> Vec<Column> {
    let pieces = pieces(rows);
    let captions: Vec<Word<'_>> = words(header).collect();
    // by caption word, the piece that it overlaps most; a word over a gap goes to the piece nearest
    let piece_of: Vec<Option<usize>> = captions.iter().map(|word| nearest(word, &pieces)).collect();
    let stands_over = |word: &Word<'_>, piece: &(usize, usize)| word.start < piece.1 && piece.0 < word.end;
    let mut columns: Vec<Column> = Vec::new();
    // where a piece begins that belongs to the column behind it
    let mut begun = None;
    for (at, piece) in pieces.iter().enumerate() {
        let own: Vec<&Word<'_>> = captions
            .iter()
            .zip(&piece_of)
            .filter(|(_, p)| **p == Some(at))
            .map(|(w, _)| w)
            .collect();
        let is_next = |(word, of): (&Word<'_>, &Option<usize>)| *of == Some(at + 1) && stands_over(word, piece);
        if own.is_empty() && captions.iter().zip(&piece_of).any(is_next) {
            begun = begun.or(Some(piece.0));
            continue;
        }
        match (own.as_slice(), columns.last_mut()) {
            // a piece without a caption belongs to the column before it
            ([], Some(before)) => before.end = piece.1,
            (own, _) => columns.push(Column {
                caption: caption(own),
                start: begun.take().unwrap_or(piece.0),
                end: piece.1,
            }),
        }
    }
    // every position between two columns belongs to one of them
    for at in 1..columns.len() {
        columns[at - 1].end = columns[at].start;
    }
    if let (Some(first), Some(_)) = (columns.first_mut(), pieces.first()) {
        first.start = 0;
    }
    if let Some(last) = columns.last_mut() {
        last.end = usize::MAX;
    }
    columns
}

/// The caption of several words over one column: together if that means something, else those that do.
fn caption(words: &[&Word<'_>]) -> String {
    let joined = words.iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
    if words.len() < 2 || header::meaning(&joined) != Meaning::Unknown {
        return joined;
    }
    let known = words
        .iter()
        .find(|w| !matches!(header::meaning(w.text), Meaning::Unknown | Meaning::Ignored));
    known.map_or(joined, |w| w.text.to_owned())
}

/// The runs of positions that are not blank in nearly all rows, as start and end.
fn pieces(rows: &[&str]) -> Vec<(usize, usize)> {
    let width = rows.iter().map(|r| length(r)).max().unwrap_or(0);
    let mut filled = vec![0usize; width + 1];
    for word in rows.iter().flat_map(|row| words(row)) {
        filled[word.start..word.end].iter_mut().for_each(|f| *f += 1);
    }
    // in a small table every row counts, in a large one a few may run over
    let few = rows.len() / 50;
    let is_blank = |at: usize| filled[at] <= few;
    let mut pieces = Vec::new();
    let mut start = None;
    for at in 0..=width {
        match (start, is_blank(at)) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                pieces.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    pieces.extend(start.map(|from| (from, width)));
    pieces
}

fn nearest(word: &Word<'_>, pieces: &[(usize, usize)]) -> Option<usize> {
    let distance = |(start, end): &(usize, usize)| {
        start
            .saturating_sub(word.end - 1)
            .max((word.start + 1).saturating_sub(*end))
    };
    let overlap = |(start, end): &(usize, usize)| word.end.min(*end).saturating_sub(word.start.max(*start));
    (0..pieces.len()).min_by_key(|at| (distance(&pieces[*at]), usize::MAX - overlap(&pieces[*at])))
}

/// The cells of a row: each word goes to the column that it overlaps most.
pub fn cells<'a>(row: &'a str, columns: &[Column]) -> Vec<Cow<'a, str>> {
    let mut cells = vec![Cow::Borrowed(""); columns.len()];
    let mut last: Option<(usize, Word<'_>)> = None;
    for word in words(row) {
        let overlap = |c: &Column| word.end.min(c.end).saturating_sub(word.start.max(c.start));
        let Some(at) = (0..columns.len()).rev().max_by_key(|at| overlap(&columns[*at])) else {
            continue;
        };
        let end = word.offset + word.text.len();
        let is_next = |before: &Word<'_>| row.get(before.offset + before.text.len()..word.offset) == Some(" ");
        cells[at] = match (&cells[at], last) {
            (Cow::Borrowed(""), _) => Cow::Borrowed(word.text),
            // words one blank apart stand in the line as they do in the cell
            (Cow::Borrowed(cell), Some((of, before))) if of == at && is_next(&before) => {
                Cow::Borrowed(&row[end - word.text.len() - 1 - cell.len()..end])
            }
            (cell, _) => Cow::Owned(format!("{cell} {}", word.text)),
        };
        last = Some((at, word));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_cut_where_the_rows_are_blank() {
        let header = "Place Bib   Name          Age S 1st 5k  10k    Time";
        let rows = [
            "    1   489 Al Berg        31 M   16:49 32:44  47:47",
            "   12     3 Bea van Cole    7 F   17:00         58:04",
        ];
        let columns = aligned(header, &rows);
        let captions: Vec<&str> = columns.iter().map(|c| c.caption.as_str()).collect();
        assert_eq!(captions, ["Place", "Bib", "Name", "Age", "S", "1st 5k", "10k", "Time"]);
        assert_eq!(
            cells(rows[1], &columns),
            ["12", "3", "Bea van Cole", "7", "F", "17:00", "", "58:04"]
        );
    }

    #[test]
    fn a_ruler_gives_the_widths() {
        let header = "Place No.   Name       Sex/Tot  Team Name";
        let ruler = "===== ===== ========== ======== =========";
        let columns = ruled(header, ruler);
        let captions: Vec<&str> = columns.iter().map(|c| c.caption.as_str()).collect();
        assert_eq!(captions, ["Place", "No.", "Name", "Sex/Tot", "Team Name"]);
        assert_eq!(
            cells("    1   202 Dan Berg     1/377  Red  Team", &columns)[2..],
            ["Dan Berg", "1/377", "Red Team"]
        );
    }
}
