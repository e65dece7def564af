//! A sheet as text: tab-separated for the clipboard, comma-separated for a file (RFC 4180), aligned for a terminal.

use crate::sheet::{Align, Cell, Sheet};

/// Headings of a sheet as one line of texts; a column with second values gives one heading for each.
fn headings(sheet: &dyn Sheet) -> Vec<String> {
    let mut all = Vec::new();
    for column in sheet.columns() {
        all.push(column.title.clone());
        if let Some(second) = &column.second_title {
            all.push(format!("{} rank", column.title));
            if !second.is_empty() {
                all.push(format!("{second} to {}", column.title));
                all.push(format!("{second} to {} rank", column.title));
            }
        }
    }
    all
}

fn texts(sheet: &dyn Sheet, row: usize) -> Vec<String> {
    let mut all = Vec::new();
    for (at, column) in sheet.columns().iter().enumerate() {
        let Cell { first, second } = sheet.cell(row, at);
        all.push(first.text);
        if let Some(title) = &column.second_title {
            all.push(first.rank);
            if !title.is_empty() {
                let second = second.unwrap_or_default();
                all.extend([second.text, second.rank]);
            }
        }
    }
    all
}

/// Rows with their headings, a tab between values; tabs and line ends inside a value become spaces.
pub fn tsv(sheet: &dyn Sheet, rows: &[usize]) -> String {
    let line = |values: Vec<String>| {
        values
            .iter()
            .map(|v| v.replace(['\t', '\n', '\r'], " "))
            .collect::<Vec<_>>()
            .join("\t")
            + "\n"
    };
    let mut text = line(headings(sheet));
    rows.iter().for_each(|r| text.push_str(&line(texts(sheet, *r))));
    text
}

/// All rows with their headings; a value with comma, quote or line end is quoted.
pub fn csv(sheet: &dyn Sheet) -> String {
    let value = |v: &String| match v.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", v.replace('"', "\"\"")),
        false => v.clone(),
    };
    let line = |values: Vec<String>| values.iter().map(value).collect::<Vec<_>>().join(",") + "\r\n";
    let mut text = line(headings(sheet));
    (0..sheet.row_count()).for_each(|r| text.push_str(&line(texts(sheet, r))));
    text
}

/// All rows with their headings in columns of equal width, two spaces apart, for a terminal.
pub fn plain(sheet: &dyn Sheet) -> String {
    let mut lines = vec![headings(sheet)];
    lines.extend((0..sheet.row_count()).map(|r| texts(sheet, r)));
    let count = lines[0].len();
    let width = |text: &String| text.chars().count();
    let widths: Vec<usize> = (0..count)
        .map(|c| lines.iter().map(|l| width(&l[c])).max().unwrap_or(0))
        .collect();
    let mut aligns = Vec::new();
    for column in sheet.columns() {
        let values = match column.second_title.as_deref() {
            None => 1,
            Some("") => 2,
            Some(_) => 4,
        };
        aligns.extend(std::iter::repeat_n(column.align, values));
    }
    let mut text = String::new();
    for line in &lines {
        let mut written = String::new();
        for ((value, full), align) in line.iter().zip(&widths).zip(&aligns) {
            let pad = " ".repeat(full - width(value));
            match align {
                Align::Left => written.push_str(&format!("{value}{pad}  ")),
                Align::Right => written.push_str(&format!("{pad}{value}  ")),
            }
        }
        text.push_str(written.trim_end());
        text.push('\n');
    }
    text
}
