//! Excel workbooks since 2007 (ECMA-376): a zip archive of XML files, read by calamine sheet by sheet and cell by cell.
//!
//! calamine trusts its file, so what it will hold in memory is measured first.

use super::clock::{Written, moment, number};
use super::number_format::{Shown, shown};
use super::sheet_text::SheetText;
use super::{Sheets, Workbook, guarded, hidden};
use crate::read::container::zip::{Archive, archive};
use crate::read::container::{Allowance, Content, Opened, Packed, Parts};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{BufReader, Cursor, Read};

/// Bytes of XML up to which a workbook is read.
const MOST: u64 = 1 << 30;
/// The same of what lists styles and sheets, of which every few bytes take hundreds in memory.
const MOST_SMALL: u64 = 8 << 20;

pub fn open(packed: Packed<'_>) -> Option<Opened> {
    let mut archive = archive(packed.content)?.ok()?;
    let mut names = archive.file_names().flatten();
    let is_workbook = names.any(|name| name.trim_start_matches('/').eq_ignore_ascii_case("xl/workbook.xml"));
    drop(names);
    if !is_workbook {
        return None;
    }
    let opened = measure(&mut archive, packed.allowance).and_then(|()| guarded(|| load(packed.content)));
    Some(opened.map(|(sheets, all)| {
        let mut names = Vec::new();
        for sheet in all {
            match sheet.visible {
                _ if sheet.typ != SheetType::WorkSheet => {}
                SheetVisible::Visible => names.push(sheet.name),
                _ => packed.findings.push(hidden(&sheet.name)),
            }
        }
        let sheets = Book {
            workbook: sheets,
            names: names.clone(),
        };
        Box::new(Workbook {
            sheets,
            names,
            bytes: packed.content.as_ref().len() as u64,
            kind: "Excel workbook",
        }) as Box<dyn Parts>
    }))
}

/// Unpacks what calamine will read, without keeping it, and refuses a workbook that would take more than is allowed. The
/// sizes that an archive states of itself may be untrue.
fn measure(archive: &mut Archive, allowance: &Allowance) -> Result<(), String> {
    let too_large = || "is a workbook that unpacks to more than can be read".to_owned();
    let mut left = allowance.left().min(MOST);
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index(index) else { continue };
        let name = file.name().unwrap_or_default().to_ascii_lowercase();
        if name.contains("/media/") || name.contains("pivotcache") {
            continue;
        }
        let last = name.rsplit('/').next().unwrap_or_default();
        let is_small = last.ends_with(".rels") || matches!(last, "styles.xml" | "theme1.xml" | "workbook.xml");
        let most = if is_small { left.min(MOST_SMALL) } else { left };
        let mut file = BufReader::new(file.take(most + 1));
        let mut bytes = 0;
        if last == "sharedstrings.xml" {
            let mut start = vec![0; 4096];
            let length = file.read(&mut start).unwrap_or(0);
            check_count(&start[..length], most)?;
            bytes = length as u64;
        }
        // damage shows when the part is read
        bytes += std::io::copy(&mut file, &mut std::io::sink()).unwrap_or(0);
        if bytes > most {
            return Err(too_large());
        }
        left -= bytes;
    }
    Ok(())
}

/// Room is made for as many shared strings as the file claims to have, so the claim must be possible.
fn check_count(start: &[u8], most: u64) -> Result<(), String> {
    let text = String::from_utf8_lossy(start);
    let claimed = text.split("uniqueCount=").nth(1).and_then(|rest| {
        let digits = rest.trim_start_matches(['"', '\'']);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse::<u64>().ok()
    });
    // the shortest string is <si/>
    let possible = most / 5;
    match claimed {
        Some(count) if count > possible || count > 1 << 25 => {
            Err(format!("is a workbook that claims to have {count} texts"))
        }
        _ => Ok(()),
    }
}

type Loaded = (Xlsx<Cursor<Content>>, Vec<calamine::Sheet>);

fn load(content: &Content) -> Result<Loaded, String> {
    let workbook = Xlsx::new(Cursor::new(content.clone())).map_err(|error: XlsxError| match error {
        XlsxError::Password => "is a workbook that is protected by a password".to_owned(),
        other => format!("is a workbook that cannot be read ({other})"),
    })?;
    let sheets = workbook.sheets_metadata().to_vec();
    Ok((workbook, sheets))
}

struct Book {
    workbook: Xlsx<Cursor<Content>>,
    names: Vec<String>,
}

/// Cells in a row that cannot be read, after which a sheet is given up.
const MOST_BAD: u32 = 1000;

impl Sheets for Book {
    fn write(&mut self, sheet: usize, text: &mut SheetText<'_>) -> Result<(), String> {
        let Some(name) = self.names.get(sheet) else {
            return Ok(());
        };
        let mut cells = self
            .workbook
            .worksheet_cells_reader(name)
            .map_err(|error| error.to_string())?;
        let format = |style: &calamine::Style| {
            let format = style.number_format.as_ref();
            format.map_or(Shown::General, |format| shown(&format.format_code))
        };
        let formats: Vec<Shown> = cells.styles().iter().map(format).collect();
        let mut bad = 0;
        let mut first = None;
        loop {
            match cells.next_cell_with_style_id() {
                Ok(None) => break,
                Ok(Some((cell, style))) => {
                    bad = 0;
                    let (row, column) = cell.get_position();
                    let format = formats.get(style).copied().unwrap_or(Shown::General);
                    text.errors += u64::from(matches!(cell.get_value(), DataRef::Error(_)));
                    if !text.push(row, column, &written(cell.get_value(), format)) {
                        break;
                    }
                }
                Err(error @ (XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_))) => {
                    return Err(error.to_string());
                }
                // one cell is wrong, the next may be right
                Err(error) => {
                    bad += 1;
                    let error = first.get_or_insert_with(|| error.to_string());
                    if bad > MOST_BAD {
                        return Err(std::mem::take(error));
                    }
                }
            }
        }
        first.map_or(Ok(()), Err)
    }
}

/// A cell's text by what its format shows.
pub fn written(value: &DataRef<'_>, format: Shown) -> Written {
    match value {
        DataRef::Int(value) => value.to_string().into(),
        DataRef::Float(value) => number(*value, format).into(),
        DataRef::String(text) => text.clone().into(),
        DataRef::SharedString(text) => (*text).to_owned().into(),
        DataRef::Bool(value) => truth(*value),
        DataRef::DateTime(value) => {
            let date = || {
                let (year, month, day, ..) = value.to_ymd_hms_milli();
                (year, month, day)
            };
            let format = match format {
                Shown::Date { .. } | Shown::Clock { .. } => format,
                _ => guess(value.as_f64(), value.is_duration()),
            };
            moment(value.as_f64(), format, date)
        }
        DataRef::DateTimeIso(text) => iso(text).into(),
        DataRef::DurationIso(text) => text.clone().into(),
        DataRef::Error(_) | DataRef::Empty => String::new().into(),
    }
}

/// What a cell shows whose format is known only to be one of a date or a time.
fn guess(days: f64, is_duration: bool) -> Shown {
    let has_time = (days.rem_euclid(1.0) * 86_400.0).round() >= 1.0;
    match is_duration || days.abs() < 1.0 {
        true => Shown::Clock {
            hours: true,
            seconds: true,
            decimals: fraction(days),
            elapsed: is_duration,
        },
        false => Shown::Date { time: has_time },
    }
}

/// One decimal, which lets a clock show as many as there are, where a second has a part.
fn fraction(days: f64) -> u8 {
    let seconds = days * 86_400.0;
    u8::from((seconds - seconds.round()).abs() > 1e-3)
}

pub fn truth(value: bool) -> Written {
    if value { "TRUE" } else { "FALSE" }.to_owned().into()
}

/// A date of ISO 8601 without a time of midnight; a time of day without a date that means nothing.
pub fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if time.trim_end_matches(['Z', '0', ':', '.']).is_empty() => date.to_owned(),
        Some(("1899-12-30" | "1899-12-31" | "1900-01-00", time)) => time.to_owned(),
        Some((date, time)) => format!("{date} {time}"),
        None => text.to_owned(),
    }
}
