//! The cells of a sheet as the text of a table: tabs between columns, quotes where a cell needs them, an empty line for an
//! empty row.

use super::super::Allowance;
use super::clock::Written;

struct Cell {
    row: u32,
    start: u32,
    len: u32,
    column: u16,
    fraction: u8,
}

/// Collects the cells of a sheet; they may come in any order.
pub struct SheetText<'a> {
    texts: String,
    cells: Vec<Cell>,
    /// Decimals of seconds by column.
    fractions: Vec<u8>,
    allowance: &'a mut Allowance,
    is_too_long: bool,
    /// Cells that hold an error, such as `#N/A`.
    pub errors: u64,
}

impl<'a> SheetText<'a> {
    /// Columns of a workbook; what lies beyond them is no cell.
    pub const COLUMNS: u32 = 16_384;
    pub const ROWS: u32 = 1 << 20;
    /// Bytes of one sheet, its cells' places included.
    const MOST: usize = 1 << 30;
    /// Columns up to which rows are made equally wide: a cell left blank at the end of a row is no missing field.
    const PADDED: u32 = 1024;

    pub fn new(allowance: &'a mut Allowance) -> Self {
        Self {
            texts: String::new(),
            cells: Vec::new(),
            fractions: Vec::new(),
            allowance,
            is_too_long: false,
            errors: 0,
        }
    }

    /// Takes a cell by its row and column, from 0; `false` when no more is taken.
    pub fn push(&mut self, row: u32, column: u32, written: &Written) -> bool {
        let text = written.text.trim();
        if text.is_empty() || row >= Self::ROWS || column >= Self::COLUMNS {
            return !self.is_too_long;
        }
        let bytes = text.len() + size_of::<Cell>();
        let held = self.texts.len() + self.cells.len() * size_of::<Cell>();
        self.is_too_long |= held + bytes > Self::MOST || !self.allowance.take(bytes as u64);
        if self.is_too_long {
            return false;
        }
        let at = column as usize;
        if written.fraction > 0 {
            self.fractions.resize(self.fractions.len().max(at + 1), 0);
            self.fractions[at] = self.fractions[at].max(written.fraction);
        }
        self.cells.push(Cell {
            row,
            column: column as u16,
            start: self.texts.len() as u32,
            len: text.len() as u32,
            fraction: written.fraction,
        });
        self.texts.push_str(text);
        true
    }

    /// The table; `None` for a sheet without a cell, an error for one that is larger than is allowed.
    pub fn finish(mut self) -> Result<Option<Vec<u8>>, TooLong> {
        let place = |cell: &Cell| (cell.row, cell.column);
        if !self.cells.is_sorted_by_key(place) {
            self.cells.sort_by_key(place);
        }
        // of two cells at one place the first counts
        self.cells.dedup_by_key(|cell| place(cell));
        let rows = || self.cells.chunk_by(|a, b| a.row == b.row);
        let last = |row: &[Cell]| row.last().map_or(0, |cell| u32::from(cell.column));
        let widest = rows().map(last).max().unwrap_or(0);
        let width = if widest < Self::PADDED { widest } else { 0 };
        let blanks: u64 = rows().map(|row| u64::from(last(row).max(width)) + 1).sum();
        if self.is_too_long || !self.allowance.take(blanks) {
            return Err(TooLong);
        }
        let mut out = String::with_capacity(self.texts.len() + blanks as usize);
        let (mut row, mut column) = (0, 0);
        for cell in &self.cells {
            if row < cell.row && !out.is_empty() {
                push_tabs(&mut out, &mut column, width);
            }
            while row < cell.row {
                out.push('\n');
                (row, column) = (row + 1, 0);
            }
            push_tabs(&mut out, &mut column, u32::from(cell.column));
            push_quoted(&mut out, &self.texts[cell.start as usize..][..cell.len as usize]);
            // an equal precision within a column: 3:30.8 among hundredths is 3:30.80
            if cell.fraction > 0 {
                let most = self.fractions.get(usize::from(cell.column)).copied().unwrap_or(0);
                out.extend((cell.fraction..most).map(|_| '0'));
            }
        }
        Ok((!out.is_empty()).then(|| {
            push_tabs(&mut out, &mut column, width);
            out.push('\n');
            out.into_bytes()
        }))
    }
}

/// The sheet has more text than is allowed.
#[derive(Debug)]
pub struct TooLong;

/// Goes on to a column.
fn push_tabs(out: &mut String, column: &mut u32, to: u32) {
    while *column < to {
        out.push('\t');
        *column += 1;
    }
}

/// A cell's text; a line break in it becomes a blank, so that lines stay rows.
fn push_quoted(out: &mut String, text: &str) {
    let needs_quotes = text.contains(['\t', '"']);
    if needs_quotes {
        out.push('"');
    }
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '"' => out.push_str("\"\""),
            other => out.push(other),
        }
    }
    if needs_quotes {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(cells: &[(u32, u32, &str, u8)]) -> Option<String> {
        let mut allowance = Allowance::of(1);
        let mut sheet = SheetText::new(&mut allowance);
        for (row, column, text, fraction) in cells {
            let written = Written {
                text: (*text).to_owned(),
                fraction: *fraction,
            };
            assert!(sheet.push(*row, *column, &written));
        }
        sheet.finish().unwrap().map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_row_is_a_line() {
        let cells = [
            (3, 1, "10\" \"x\"", 0),
            (1, 0, "Name", 0),
            (1, 2, "Ti\nme", 0),
            (3, 0, "A\tB", 0),
        ];
        let expected = "\nName\t\tTi me\n\n\"A\tB\"\t\"10\"\" \"\"x\"\"\"\t\n";
        assert_eq!(text(&cells).as_deref(), Some(expected));
        assert_eq!(text(&[(0, 0, " ", 0)]), None);
    }

    #[test]
    fn seconds_of_a_column_have_equal_decimals() {
        let cells = [(0, 0, "3:30.8", 1), (1, 0, "3:30.86", 2), (2, 0, "3:31", 0)];
        assert_eq!(text(&cells).as_deref(), Some("3:30.80\n3:30.86\n3:31\n"));
    }

    #[test]
    fn a_sheet_of_far_cells_ends() {
        let mut allowance = Allowance::of(1);
        let mut sheet = SheetText::new(&mut allowance);
        let far = Written::from("x".to_owned());
        // 5000 rows of 16,384 columns are 80 MB of tabs
        for row in 0..5000 {
            assert!(sheet.push(row, SheetText::COLUMNS - 1, &far));
        }
        assert!(sheet.finish().is_err());
    }
}
