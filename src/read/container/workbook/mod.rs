//! Workbooks: each sheet becomes the text of a table with tabs, which the reader of tables reads as a file of its own. Line
//! n of the text is row n of the sheet, so that lines mean rows.

mod biff;
mod clock;
mod compound;
mod number_format;
mod ods;
mod sheet_text;
mod xls;
mod xlsx;

use super::{Allowance, Container, Part, Parts, too_much};
use crate::model::{Finding, Findings, Severity};
use crate::read::folder::Folder;
use sheet_text::SheetText;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub const XLSX: Container = Container {
    name: "xlsx",
    label: "Excel workbook",
    extensions: &["xlsx", "xlsm"],
    open: xlsx::open,
};

pub const ODS: Container = Container {
    name: "ods",
    label: "OpenDocument spreadsheet",
    extensions: &["ods"],
    open: ods::open,
};

pub const XLS: Container = Container {
    name: "xls",
    label: "Excel 97 workbook",
    extensions: &["xls"],
    open: xls::open,
};

/// What a program that reads one kind of workbook can do.
trait Sheets {
    /// Puts the cells of a sheet into the text; an error in words when it cannot be read to its end.
    fn write(&mut self, sheet: usize, text: &mut SheetText<'_>) -> Result<(), String>;
}

/// A workbook whose sheets are turned to text one by one.
struct Workbook<S> {
    sheets: S,
    names: Vec<String>,
    bytes: u64,
    kind: &'static str,
}

impl<S: Sheets> Parts for Workbook<S> {
    fn reason(&self) -> String {
        match self.names.len() {
            1 => format!("{} of 1 sheet", self.kind),
            count => format!("{} of {count} sheets", self.kind),
        }
    }

    fn parts(&self) -> Vec<Part> {
        let packed = self.bytes / self.names.len().max(1) as u64;
        let part = |name: &String| Part {
            name: super::plain_name(name),
            packed,
        };
        self.names.iter().map(part).collect()
    }

    fn unpack(&mut self, part: usize, allowance: &mut Allowance, findings: &mut Findings) -> Option<Vec<u8>> {
        let name = super::plain_name(self.names.get(part)?);
        let mut text = SheetText::new(allowance);
        let written = guarded(|| self.sheets.write(part, &mut text));
        if text.errors > 0 {
            let found = format!("\"{name}\": {} cells with an error such as #N/A", text.errors);
            findings.push(note("cell-error", found, "values; they were left blank"));
        }
        let Ok(bytes) = text.finish() else {
            findings.push(too_much(&name));
            return None;
        };
        if let Err(error) = written {
            findings.push(super::damaged(&name, &error, bytes.as_ref().map_or(0, Vec::len)));
        }
        bytes
    }

    fn folder(&mut self, _: usize) -> Option<Arc<Folder>> {
        Some(Arc::default())
    }
}

/// Runs what reads a workbook for us; a hostile one may make it panic, which is an error of that workbook alone.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let panicked = |_| Err("it is not built as a workbook must be".to_owned());
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(panicked)
}

fn note(code: &'static str, found: String, expected: &str) -> Finding {
    super::finding(Severity::Note, code, found, expected)
}

/// The note for a sheet that its author has hidden.
fn hidden(name: &str) -> Finding {
    let found = format!("\"{}\", a hidden sheet", super::plain_name(name));
    note("hidden-sheet", found, "a sheet in view; it was not read")
}
