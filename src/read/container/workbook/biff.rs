//! The records of an old Excel workbook (MS-XLS), walked for their sizes alone: a workbook of a few bytes can claim a sheet
//! of billions of cells, and the library that reads it makes room for all of them.

use super::compound::{u16_at, u32_at};

const SHEET: u16 = 0x0085;
const START: u16 = 0x0809;
const END: u16 = 0x000a;
const DIMENSIONS: u16 = 0x0200;
/// Records of one cell, which begin with its row and column.
const CELLS: [u16; 7] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x0006];
/// Numbers of several cells of a row: row, first column, ..., last column.
const NUMBERS: u16 = 0x00bd;

/// Sheets of a workbook that are read.
const MOST_SHEETS: usize = 255;
/// Cells that all sheets together claim to have, or span with the empty ones between them.
const MOST_CELLS: u64 = 16 << 20;
/// Cells that they span in any workbook, and so many more for each byte of it: each takes some fifty bytes of memory.
const LEAST_CELLS: u64 = 4 << 20;
const CELLS_PER_BYTE: u64 = 16;

/// The records from an offset on, each with its kind and content.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let content = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, content))
    })
}

/// Refuses a workbook whose sheets are too many or too large.
pub fn check(stream: &[u8]) -> Result<(), String> {
    let globals = records(stream, 0).take_while(|(kind, _)| *kind != END);
    let starts = globals.filter(|(kind, _)| *kind == SHEET);
    let starts: Vec<usize> = starts
        .filter_map(|(_, sheet)| Some(u32_at(sheet, 0)? as usize))
        .collect();
    if starts.len() > MOST_SHEETS {
        return Err(format!(
            "is a workbook of {} sheets; up to {MOST_SHEETS} can be read",
            starts.len()
        ));
    }
    let (mut spanned, mut claimed) = (0u64, 0u64);
    for start in starts {
        let (of_sheet, claim) = cells_of(stream, start);
        (spanned, claimed) = (spanned + of_sheet, claimed.saturating_add(claim));
    }
    let most = (LEAST_CELLS + CELLS_PER_BYTE * stream.len() as u64).min(MOST_CELLS);
    if spanned > most || claimed > MOST_CELLS {
        return Err("is a workbook whose sheets claim to have more cells than can be read".to_owned());
    }
    Ok(())
}

/// Cells of the area that a sheet's cells span, and of the one that it claims to have.
fn cells_of(stream: &[u8], start: usize) -> (u64, u64) {
    let (mut rows, mut columns, mut claimed, mut depth) = (0, 0, 0, 0);
    for (kind, content) in records(stream, start) {
        let place = || Some((u16_at(content, 0)?, u16_at(content, 2)?));
        match kind {
            START => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS => claimed = claimed.max(claim(content)),
            NUMBERS => {
                let last = content.len().checked_sub(2).and_then(|at| u16_at(content, at));
                rows = rows.max(u16_at(content, 0).unwrap_or(0));
                columns = columns.max(last.unwrap_or(0));
            }
            _ if CELLS.contains(&kind) => {
                let (row, column) = place().unwrap_or_default();
                (rows, columns) = (rows.max(row), columns.max(column));
            }
            _ => {}
        }
    }
    ((u64::from(rows) + 1) * (u64::from(columns) + 1), claimed)
}

/// Rows by columns of a record of dimensions, which has 16 or 32 bits for a row.
fn claim(content: &[u8]) -> u64 {
    let wide = |at| u32_at(content, at).map_or(0, u64::from);
    let short = |at| u16_at(content, at).map_or(0, u64::from);
    let (first_row, behind, column) = match content.len() {
        10 => (short(0), short(2), short(6)),
        _ => (wide(0), wide(4), short(10)),
    };
    // a first row behind the last would wrap around where the room is made
    let rows = if first_row < behind.max(1) {
        behind - first_row
    } else {
        u64::from(u32::MAX)
    };
    rows.saturating_mul(column.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        let length = content.len() as u16;
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    }

    /// A workbook of one sheet with a record of dimensions and a cell.
    fn workbook(rows: u32, row: u16, column: u16) -> Vec<u8> {
        let globals = |start: u32| {
            let sheet = record(SHEET, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
            [record(START, &[0, 6, 5, 0]), sheet, record(END, &[])].concat()
        };
        let start = globals(0).len() as u32;
        let dimensions = [&0u32.to_le_bytes()[..], &rows.to_le_bytes(), &[0, 0, 2, 0, 0, 0]].concat();
        let cell = [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat();
        let sheet = [
            record(START, &[0, 6, 16, 0]),
            record(DIMENSIONS, &dimensions),
            record(0x0203, &cell),
            record(END, &[]),
        ];
        [globals(start), sheet.concat()].concat()
    }

    #[test]
    fn a_sheet_that_claims_too_much_is_refused() {
        assert_eq!(check(&workbook(10, 9, 1)), Ok(()));
        assert!(check(&workbook(u32::MAX, 9, 1)).is_err(), "claimed rows");
        assert!(check(&workbook(10, 65_535, 65_535)).is_err(), "a cell far away");
        assert_eq!(
            check(&workbook(65_536, 65_535, 63)),
            Ok(()),
            "rows to the end of an old sheet"
        );
        let last = workbook(10, 65_535, 255);
        assert!(check(&last).is_err(), "16 Mi cells in a file of some bytes");
        assert_eq!(
            check(&[last, vec![0; 1 << 20]].concat()),
            Ok(()),
            "the last cell of an old sheet"
        );
        for end in 0..60 {
            let _ = check(&workbook(10, 9, 1)[..end]);
        }
    }
}
