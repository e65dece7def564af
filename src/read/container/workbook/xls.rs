//! Excel workbooks of 1993 to 2003 (MS-XLS), read by calamine as a whole once their claims have been checked.

use super::compound::{Compound, MAGIC};
use super::number_format::Shown;
use super::sheet_text::SheetText;
use super::xlsx::written;
use super::{Sheets, Workbook, biff, guarded, hidden};
use crate::read::container::{Content, Opened, Packed, Parts};
use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

pub fn open(packed: Packed<'_>) -> Option<Opened> {
    let bytes = packed.content.as_ref();
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let Some(file) = Compound::open(bytes) else {
        return Some(Err(
            "is a workbook, or another document of Office, that is cut short or damaged".to_owned(),
        ));
    };
    if file.has("EncryptedPackage") {
        return Some(Err("is a workbook that is protected by a password".to_owned()));
    }
    if !file.has("Workbook") && !file.has("Book") {
        return None;
    }
    let Some(stream) = file.stream("Workbook").or_else(|| file.stream("Book")) else {
        return Some(Err("is a workbook that is cut short or damaged".to_owned()));
    };
    let loaded = biff::check(&stream).and_then(|()| guarded(|| load(packed.content)));
    Some(loaded.map(|workbook| {
        let mut names = Vec::new();
        for sheet in workbook.sheets_metadata() {
            match sheet.visible {
                _ if sheet.typ != SheetType::WorkSheet => {}
                SheetVisible::Visible => names.push(sheet.name.clone()),
                _ => packed.findings.push(hidden(&sheet.name)),
            }
        }
        let sheets = Book {
            workbook,
            names: names.clone(),
        };
        Box::new(Workbook {
            sheets,
            names,
            bytes: bytes.len() as u64,
            kind: "Excel 97 workbook",
        }) as Box<dyn Parts>
    }))
}

fn load(content: &Content) -> Result<Xls<Cursor<Content>>, String> {
    Xls::new(Cursor::new(content.clone())).map_err(|error| match error {
        XlsError::Password => "is a workbook that is protected by a password".to_owned(),
        other => format!("is a workbook that cannot be read ({other})"),
    })
}

struct Book {
    workbook: Xls<Cursor<Content>>,
    names: Vec<String>,
}

impl Sheets for Book {
    fn write(&mut self, sheet: usize, text: &mut SheetText<'_>) -> Result<(), String> {
        let Some(name) = self.names.get(sheet) else {
            return Ok(());
        };
        let range = self.workbook.worksheet_range(name).map_err(|error| error.to_string())?;
        let Some((first_row, first_column)) = range.start() else {
            return Ok(());
        };
        for (row, column, cell) in range.used_cells() {
            text.errors += u64::from(matches!(cell, Data::Error(_)));
            // the library tells dates and durations from numbers and keeps no more of the format
            let written = written(&value(cell), Shown::General);
            if !text.push(first_row + row as u32, first_column + column as u32, &written) {
                break;
            }
        }
        Ok(())
    }
}

/// The same value as that of a newer workbook.
fn value(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
