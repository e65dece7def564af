//! OpenDocument spreadsheets (OASIS ODF 1.2): a zip archive whose `content.xml` holds all sheets.
//!
//! A cell has its value in attributes and what the sheet shows as text; the text tells the precision. Empty and equal cells
//! and rows are written once with a number of repetitions, which costs only what it shows.

use super::clock::{Written, clock, number};
use super::number_format::Shown;
use super::sheet_text::SheetText;
use super::xlsx::{iso, truth};
use super::{Sheets, Workbook, hidden};
use crate::model::Findings;
use crate::read::container::zip::archive;
use crate::read::container::{Opened, Packed};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::Read as _;

const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Bytes of XML up to which a spreadsheet is read.
const MOST: u64 = 1 << 30;

pub fn open(packed: Packed<'_>) -> Option<Opened> {
    let mut archive = archive(packed.content)?.ok()?;
    let mut mimetype = Vec::new();
    let file = archive.by_name("mimetype").ok()?;
    file.take(64).read_to_end(&mut mimetype).ok()?;
    if !mimetype.starts_with(MIMETYPE) {
        return None;
    }
    let mut xml = Vec::new();
    let most = packed.allowance.left().min(MOST);
    let read = match archive.by_name("content.xml") {
        Ok(file) => file.take(most + 1).read_to_end(&mut xml).map_err(|e| e.to_string()),
        Err(error) => Err(error.to_string()),
    };
    if let (Err(error), true) = (read, xml.is_empty()) {
        return Some(Err(format!(
            "is a spreadsheet without a content that can be read ({error})"
        )));
    }
    if xml.len() as u64 > most {
        return Some(Err("is a spreadsheet that unpacks to more than can be read".to_owned()));
    }
    if memchr::memmem::find(&xml[..xml.len().min(4096)], b"office:").is_none() {
        return Some(Err(
            "is a spreadsheet that is protected by a password or damaged".to_owned()
        ));
    }
    let tables = tables(&xml, packed.findings);
    Some(Ok(Box::new(Workbook {
        names: tables.iter().map(|t| t.name.clone()).collect(),
        sheets: Spreadsheet { xml, tables },
        bytes: packed.content.as_ref().len() as u64,
        kind: "OpenDocument spreadsheet",
    })))
}

struct Table {
    name: String,
    /// Where its rows begin in the XML.
    start: usize,
}

struct Spreadsheet {
    xml: Vec<u8>,
    tables: Vec<Table>,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = std::str::from_utf8(&attribute.value).ok()?;
    Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |v| v.into_owned()))
}

/// The sheets in view.
fn tables(xml: &[u8], findings: &mut Findings) -> Vec<Table> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut tables = Vec::new();
    let (mut style, mut hidden_styles) = (None, BTreeSet::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                b"style:style" => style = attribute(&tag, "style:name"),
                b"style:table-properties" if attribute(&tag, "table:display").as_deref() == Some("false") => {
                    hidden_styles.extend(style.clone());
                }
                b"table:table" => {
                    let name = attribute(&tag, "table:name").unwrap_or_default();
                    let is_hidden = attribute(&tag, "table:style-name").is_some_and(|s| hidden_styles.contains(&s));
                    let start = reader.buffer_position() as usize;
                    match is_hidden {
                        true => findings.push(hidden(&name)),
                        false => tables.push(Table { name, start }),
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    tables
}

/// A cell that was begun.
#[derive(Default)]
struct Cell {
    repeated: u32,
    kind: String,
    value: String,
    /// The text in view.
    text: String,
}

impl Sheets for Spreadsheet {
    fn write(&mut self, sheet: usize, text: &mut SheetText<'_>) -> Result<(), String> {
        let Some(table) = self.tables.get(sheet) else {
            return Ok(());
        };
        let mut reader = Reader::from_reader(self.xml.get(table.start..).unwrap_or_default());
        reader.config_mut().check_end_names = false;
        // the end of the table, whose beginning lies before
        reader.config_mut().allow_unmatched_ends = true;
        let mut rows = Rows::new(text);
        loop {
            let event = reader.read_event().map_err(|error| error.to_string())?;
            match event {
                Event::Eof => return Err("the sheet ends early".to_owned()),
                Event::End(tag) if tag.name().as_ref() == b"table:table" => return Ok(()),
                _ if !rows.take(&event) => return Ok(()),
                _ => {}
            }
        }
    }
}

/// Reads the rows of one table.
struct Rows<'a, 't> {
    text: &'a mut SheetText<'t>,
    row: u32,
    column: u32,
    repeated: u32,
    cell: Option<Cell>,
    /// Cells of the row, with the column behind each.
    cells: Vec<(u32, u32, Written)>,
    /// Depth within an annotation, whose text is not the cell's.
    aside: u32,
}

impl<'a, 't> Rows<'a, 't> {
    fn new(text: &'a mut SheetText<'t>) -> Self {
        Self {
            text,
            row: 0,
            column: 0,
            repeated: 1,
            cell: None,
            cells: Vec::new(),
            aside: 0,
        }
    }

    /// Takes the next piece of XML; `false` when no more is wanted.
    fn take(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::Empty(tag) => {
                self.start(tag);
                return self.end(tag.name().as_ref());
            }
            Event::End(tag) => return self.end(tag.name().as_ref()),
            Event::Text(text) => self.add(&text.decode().unwrap_or_default()),
            Event::GeneralRef(name) => {
                let name = format!("&{};", String::from_utf8_lossy(name));
                let text = quick_xml::escape::unescape(&name).map(|t| t.into_owned());
                self.add(&text.unwrap_or_default());
            }
            _ => {}
        }
        true
    }

    fn add(&mut self, text: &str) {
        if let (Some(cell), 0) = (&mut self.cell, self.aside) {
            cell.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let count = |name: &str| attribute(tag, name).and_then(|n| n.parse().ok()).unwrap_or(1);
        match tag.name().as_ref() {
            b"table:table-row" => {
                (self.column, self.repeated) = (0, count("table:number-rows-repeated"));
                self.cells.clear();
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                let kind = attribute(tag, "calcext:value-type").filter(|kind| kind == "error");
                let kind = kind.or_else(|| attribute(tag, "office:value-type")).unwrap_or_default();
                let value = match kind.as_str() {
                    "date" => attribute(tag, "office:date-value"),
                    "time" => attribute(tag, "office:time-value"),
                    "boolean" => attribute(tag, "office:boolean-value"),
                    "string" => attribute(tag, "office:string-value"),
                    _ => attribute(tag, "office:value"),
                };
                self.cell = Some(Cell {
                    repeated: count("table:number-columns-repeated"),
                    kind,
                    value: value.unwrap_or_default(),
                    text: String::new(),
                });
            }
            b"office:annotation" => self.aside += 1,
            b"text:p" if self.cell.as_ref().is_some_and(|c| !c.text.is_empty()) => self.add(" "),
            b"text:s" | b"text:tab" | b"text:line-break" => self.add(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) -> bool {
        match name {
            b"office:annotation" => self.aside = self.aside.saturating_sub(1),
            b"table:table-cell" | b"table:covered-table-cell" => self.end_cell(),
            b"table:table-row" => return self.end_row(),
            _ => {}
        }
        true
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let behind = self.column.saturating_add(cell.repeated).min(SheetText::COLUMNS);
        self.text.errors += u64::from(cell.kind == "error");
        let written = written(&cell);
        if !written.text.trim().is_empty() {
            self.cells.push((self.column, behind, written));
        }
        self.column = behind;
    }

    fn end_row(&mut self) -> bool {
        let end = self.row.saturating_add(self.repeated).min(SheetText::ROWS);
        if !self.cells.is_empty() {
            for row in self.row..end {
                for (from, behind, written) in &self.cells {
                    for column in *from..*behind {
                        if !self.text.push(row, column, written) {
                            return false;
                        }
                    }
                }
            }
        }
        self.row = end;
        true
    }
}

fn written(cell: &Cell) -> Written {
    let float = || cell.value.parse::<f64>().ok().filter(|v| v.is_finite());
    match cell.kind.as_str() {
        "error" => String::new().into(),
        "float" | "currency" => {
            float().map_or_else(|| cell.text.clone().into(), |v| shown_number(v, &cell.text).into())
        }
        "percentage" => float().map_or_else(
            || cell.text.clone().into(),
            |v| format!("{}%", shown_number(v * 100.0, &cell.text)).into(),
        ),
        "time" => shown_time(&cell.value, &cell.text).unwrap_or_else(|| cell.text.clone().into()),
        "date" => iso(&cell.value).into(),
        "boolean" => truth(cell.value == "true"),
        _ if !cell.value.is_empty() => cell.value.clone().into(),
        _ => cell.text.clone().into(),
    }
}

/// A number with as many decimals as its text in view has.
fn shown_number(value: f64, text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let fits = |decimals: &u8| {
        let written = format!("{:.*}", usize::from(*decimals), value.abs());
        written.chars().filter(char::is_ascii_digit).eq(digits.chars())
    };
    match (0..=9).find(fits) {
        Some(most) => number(value, Shown::Number { least: most, most }),
        None => number(value, Shown::General),
    }
}

/// `PT02H14M03.84S` with the decimals of its text in view.
fn shown_time(value: &str, text: &str) -> Option<Written> {
    let (sign, rest) = match value.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, value),
    };
    let mut seconds = 0.0;
    let mut number = String::new();
    for letter in rest.strip_prefix("PT")?.chars() {
        let unit = match letter {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            other => {
                number.push(if other == ',' { '.' } else { other });
                continue;
            }
        };
        seconds += unit * std::mem::take(&mut number).parse::<f64>().ok()?;
    }
    let colons = text.matches(':').count();
    let decimals = text
        .rsplit_once(['.', ','])
        .map_or(0, |(_, d)| d.trim_end().len().min(3));
    let hours_and_minutes = colons == 1 && seconds >= 3600.0 && decimals == 0;
    Some(clock(
        sign * seconds,
        colons != 1 || hours_and_minutes,
        hours_and_minutes,
        decimals as u8,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(kind: &str, value: &str, text: &str) -> String {
        let (kind, value, text) = (kind.to_owned(), value.to_owned(), text.to_owned());
        let cell = Cell {
            repeated: 1,
            kind,
            value,
            text,
        };
        written(&cell).text
    }

    #[test]
    fn values_have_the_precision_in_view() {
        for (kind, value, text, expected) in [
            ("time", "PT02H14M03.84S", "02:14:04", "2:14:04"),
            ("time", "PT00H03M30.860S", "03:30.86", "3:30.86"),
            ("time", "PT14H30M00S", "14:30", "14:30"),
            ("float", "12.3", "12.30", "12.30"),
            ("float", "1234.5", "1,234.50", "1234.50"),
            ("float", "12.3", "12,3", "12.3"),
            ("float", "7", "7", "7"),
            ("percentage", "0.5", "50%", "50%"),
            ("date", "2024-05-01", "1 May 24", "2024-05-01"),
            ("date", "2024-05-01T18:30:00", "", "2024-05-01 18:30:00"),
            ("boolean", "true", "TRUE", "TRUE"),
            ("string", "", "DNF", "DNF"),
            ("error", "", "#N/A", ""),
        ] {
            assert_eq!(cell(kind, value, text), expected, "{kind} {value} {text}");
        }
    }
}
