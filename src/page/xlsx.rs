//! A sheet as a workbook (Office Open XML): one worksheet, its heading frozen and filterable.
//!
//! Whole numbers are numbers; times and marks are texts, since a spreadsheet's fraction of a day would lose the precision
//! that the source stated.

use crate::sheet::{Align, Sheet};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

/// Rows that a worksheet can hold, the heading among them.
const MAX_ROWS: usize = 1_048_576;

/// The sheet as the bytes of a workbook; the same sheet gives the same bytes. The error says what a workbook cannot hold.
pub fn xlsx(sheet: &dyn Sheet) -> Result<Vec<u8>, String> {
    if sheet.row_count() >= MAX_ROWS {
        return Err(format!(
            "{} rows do not fit a worksheet, which holds {MAX_ROWS}; choose CSV",
            sheet.row_count()
        ));
    }
    workbook(sheet).map_err(|e| format!("the workbook cannot be written: {e}"))
}

fn workbook(sheet: &dyn Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // the time of writing would make the bytes differ
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let page = workbook.add_worksheet();
    let heading = Format::new().set_bold();
    let right = Format::new().set_align(FormatAlign::Right);
    let columns = sheet.columns();
    for (column, at) in columns.iter().zip(0u16..) {
        page.set_column_width(at, if column.align == Align::Left { 22 } else { 11 })?;
        page.write_with_format(0, at, column.title.as_str(), &heading)?;
    }
    page.set_freeze_panes(1, 0)?;
    if let (Some(last), true) = (
        u16::try_from(columns.len()).ok().and_then(|n| n.checked_sub(1)),
        sheet.row_count() > 0,
    ) {
        page.autofilter(0, 0, sheet.row_count() as u32, last)?;
    }
    for row in 0..sheet.row_count() {
        for (column, at) in columns.iter().zip(0u16..) {
            let line = row as u32 + 1;
            let text = sheet.cell(row, at.into()).first.text;
            let is_number = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
            match text.parse::<u32>() {
                _ if text.is_empty() => {}
                Ok(number) if is_number => {
                    page.write(line, at, number)?;
                }
                _ if column.align == Align::Right => {
                    page.write_with_format(line, at, text, &right)?;
                }
                _ => {
                    page.write(line, at, text)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}
