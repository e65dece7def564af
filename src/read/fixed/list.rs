//! Lines without captions: `1. Mark Miller (1)     48:43`, a place, a name and a time at the end of the line.

use super::layout::{Layout, SourceLine};
use crate::model::{Finding, Findings, Severity, Status};
use crate::read::csv::is_clock;

/// Lines of this kind that make a list.
const LEAST: usize = 3;

/// The list in a text; `None` when it has too few lines of this kind.
pub fn list(lines: &[SourceLine]) -> Option<Layout> {
    let rows: Vec<(u32, Vec<String>)> = lines
        .iter()
        .filter_map(|l| Some((l.line, row(&l.chars.iter().collect::<String>())?)))
        .collect();
    let first = rows.first()?.0;
    let mut findings = Findings::default();
    findings.push(Finding {
        severity: Severity::Warning,
        code: "no-header",
        line: first,
        column: 0,
        found: "lines without captions".into(),
        expected: "captions; place, name and time were found by their content".into(),
    });
    let above = lines.iter().take_while(|l| l.line < first);
    let titles: Vec<String> = above
        .map(|l| l.chars.iter().collect::<String>().trim().to_owned())
        .filter(|t| super::layout::is_title(t))
        .collect();
    (rows.len() >= LEAST).then(|| Layout {
        titles,
        has_header: false,
        captions: ["Place", "Name", "Note", "Time"].map(str::to_owned).to_vec(),
        header_line: first,
        rows,
        findings,
    })
}

/// Place, name, what stands in brackets behind it, and time.
fn row(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let (place, rest) = line.split_once(|c: char| c.is_whitespace() || c == '.' || c == ')')?;
    let place = match place.parse::<u32>() {
        Ok(place) => Some(place).filter(|p| *p > 0)?.to_string(),
        Err(_) => Some(String::new()).filter(|_| !place.is_empty() && place.bytes().all(|b| b == b'-'))?,
    };
    let (rest, time) = rest.trim().rsplit_once(char::is_whitespace)?;
    let name = rest.trim();
    let (name, note) = match name.split_once('(') {
        Some((name, note)) => (name.trim(), note.trim_end_matches(')').trim()),
        None => (name, ""),
    };
    let is_name = name.contains(char::is_alphabetic) && !name.chars().any(|c| c.is_ascii_digit());
    // a code as written, and no name that is one
    let is_status = time.bytes().all(|b| b.is_ascii_uppercase()) && Status::parse(time).is_some();
    let ends = is_clock(time) || is_status;
    (ends && is_name).then(|| vec![place, name.to_owned(), note.to_owned(), time.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_place_a_name_and_a_time() {
        assert_eq!(
            row("1. Mark Miller (1)            48:43"),
            Some(["1", "Mark Miller", "1", "48:43"].map(str::to_owned).to_vec())
        );
        assert_eq!(
            row("12  Anna Berg  1:02:03"),
            Some(["12", "Anna Berg", "", "1:02:03"].map(str::to_owned).to_vec())
        );
        for line in ["4. Al Poe      DNF", "-- Al Poe      DNF"] {
            let place = line.trim_start_matches('-').split('.').next().filter(|p| *p == "4");
            let expected = [place.unwrap_or_default(), "Al Poe", "", "DNF"];
            assert_eq!(row(line), Some(expected.map(str::to_owned).to_vec()));
        }
        for no_row in ["Results 2013 10:30", "3 miles in 17:00 minutes", "", "1.", "2013 9:00"] {
            assert_eq!(row(no_row), None, "{no_row}");
        }
    }
}
