//! A sheet as text: tab-separated for the clipboard, comma-separated for a file (RFC 4180), aligned for a terminal. A
//! doubtful value has a `?` behind it, as in charts (terms.md 18).

use crate::sheet::{Align, Cell, Column, Emphasis, Sheet, Value};

/// Where ranks stand: in columns of their own, for programs, or in brackets behind the values, for people.
#[derive(Clone, Copy, PartialEq)]
enum Ranks {
    Apart,
    InBrackets,
}

/// The titles of a column's values: its own, and that of the segment below where there is one.
fn titles(column: &Column) -> Vec<&str> {
    let second = column.second_title.as_deref().filter(|t| !t.is_empty());
    std::iter::once(column.title.as_str()).chain(second).collect()
}

fn headings(sheet: &dyn Sheet, ranks: Ranks) -> Vec<String> {
    let mut all = Vec::new();
    for column in sheet.columns() {
        for title in titles(column) {
            all.push(title.to_owned());
            if column.second_title.is_some() && ranks == Ranks::Apart {
                all.push(format!("{title} rank"));
            }
        }
    }
    all
}

/// The text with the mark of doubt, which the window shows as a ring.
fn marked(value: &Value) -> String {
    match value.emphasis {
        Emphasis::Doubt if !value.text.is_empty() => format!("{}?", value.text),
        _ => value.text.clone(),
    }
}

fn texts(sheet: &dyn Sheet, row: usize, ranks: Ranks) -> Vec<String> {
    let mut all = Vec::new();
    for (at, column) in sheet.columns().iter().enumerate() {
        let Cell { first, second } = sheet.cell(row, at);
        let values = [first, second.unwrap_or_default()];
        for value in values.into_iter().take(titles(column).len()) {
            match ranks {
                Ranks::InBrackets if !value.rank.is_empty() => {
                    all.push(format!("{} ({})", marked(&value), value.rank).trim_start().to_owned())
                }
                _ => all.push(marked(&value)),
            }
            if column.second_title.is_some() && ranks == Ranks::Apart {
                all.push(value.rank);
            }
        }
    }
    all
}

/// The headings as people read them, ranks not apart.
pub fn shown_headings(sheet: &dyn Sheet) -> Vec<String> {
    headings(sheet, Ranks::InBrackets)
}

/// The values of a row as people read them, ranks in brackets.
pub fn shown(sheet: &dyn Sheet, row: usize) -> Vec<String> {
    texts(sheet, row, Ranks::InBrackets)
}

/// How each of them is aligned.
pub fn aligns(sheet: &dyn Sheet) -> Vec<Align> {
    let columns = sheet.columns().iter();
    columns.flat_map(|c| titles(c).into_iter().map(|_| c.align)).collect()
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
    let mut text = line(headings(sheet, Ranks::Apart));
    rows.iter()
        .for_each(|r| text.push_str(&line(texts(sheet, *r, Ranks::Apart))));
    text
}

/// All rows as [`tsv`].
pub fn whole_tsv(sheet: &dyn Sheet) -> String {
    tsv(sheet, &(0..sheet.row_count()).collect::<Vec<_>>())
}

/// All rows with their headings; a value with comma, quote or line end is quoted.
pub fn csv(sheet: &dyn Sheet) -> String {
    let value = |v: &String| match v.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", v.replace('"', "\"\"")),
        false => v.clone(),
    };
    let line = |values: Vec<String>| values.iter().map(value).collect::<Vec<_>>().join(",") + "\r\n";
    let mut text = line(headings(sheet, Ranks::Apart));
    (0..sheet.row_count()).for_each(|r| text.push_str(&line(texts(sheet, r, Ranks::Apart))));
    text
}

/// All rows as a table of Markdown; a bar inside a value is escaped.
pub fn markdown(sheet: &dyn Sheet) -> String {
    let line = |values: Vec<String>| {
        let values: Vec<String> = values
            .iter()
            .map(|v| v.replace('|', "\\|").replace(['\n', '\r'], " "))
            .collect();
        format!("| {} |\n", values.join(" | "))
    };
    let rule = |align: Align| match align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    };
    let mut text = line(shown_headings(sheet)) + &line(aligns(sheet).into_iter().map(rule).collect());
    (0..sheet.row_count()).for_each(|r| text.push_str(&line(shown(sheet, r))));
    text
}

/// All rows as an array of JSON objects by heading, in the order of the columns.
pub fn json(sheet: &dyn Sheet) -> String {
    let quoted = |text: &String| serde_json::Value::from(text.as_str()).to_string();
    let headings: Vec<String> = headings(sheet, Ranks::Apart).iter().map(quoted).collect();
    let object = |row: usize| {
        let texts = texts(sheet, row, Ranks::Apart);
        let fields = headings
            .iter()
            .zip(&texts)
            .map(|(name, text)| format!("{name}: {}", quoted(text)));
        format!("  {{{}}}", fields.collect::<Vec<_>>().join(", "))
    };
    let objects: Vec<String> = (0..sheet.row_count()).map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

/// All rows with their headings in columns of equal width, two spaces apart, for a terminal.
pub fn plain(sheet: &dyn Sheet) -> String {
    let mut lines = vec![shown_headings(sheet)];
    lines.extend((0..sheet.row_count()).map(|r| shown(sheet, r)));
    let count = lines[0].len();
    let width = |text: &String| text.chars().count();
    let widths: Vec<usize> = (0..count)
        .map(|c| lines.iter().map(|l| width(&l[c])).max().unwrap_or(0))
        .collect();
    let aligns = aligns(sheet);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::ChartData;
    use crate::chart::tests::chart_of_example;

    #[test]
    fn a_chart_as_markdown_and_json() {
        let data = ChartData::new(&chart_of_example("position"));
        let markdown = markdown(&data);
        let lines: Vec<&str> = markdown.lines().collect();
        assert_eq!(lines[1], "| --- | ---: | ---: | ---: | ---: | ---: |");
        assert_eq!(
            lines[2],
            "| Jakob Ingebrigtsen | 1 of 2 | 2 of 2 | 2 of 2 | 1 of 2 | 1 |"
        );
        let read: serde_json::Value = serde_json::from_str(&json(&data)).expect("JSON");
        assert_eq!(
            (read[0]["Athlete"].as_str(), read[0]["400 m"].as_str()),
            (Some("Jakob Ingebrigtsen"), Some("1 of 2"))
        );
    }
}
