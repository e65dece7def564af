//! Lines without captions: `1. Mark Miller (1)     48:43`, a place, a name and a time at the end of the line.

use super::layout::{Layout, SourceLine};
use crate::model::{Finding, Findings, Severity, Status};
use crate::read::csv::is_clock;

/// Lines of this kind that make a list.
const LEAST: usize = 3;

/// The list in a text; `None` when it has too few lines of this kind.
pub fn list(lines: &[SourceLine]) -> Option<Layout> {
    let mut rows: Vec<(u32, Vec<String>)> = lines
        .iter()
        .filter_map(|l| Some((l.line, row(&l.chars.iter().collect::<String>())?)))
        .collect();
    let first = rows.first()?.0;
    let nations = take_nations(&mut rows);
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
        captions: ["Place", "Name", "Note", "Time"]
            .into_iter()
            .chain(nations.then_some("Nation"))
            .map(str::to_owned)
            .collect(),
        header_line: first,
        rows,
        findings,
    })
}

/// Moves the codes of nations behind the names, as in `KERR Josh GBR`, to the end of the rows when nearly all have one.
fn take_nations(rows: &mut [(u32, Vec<String>)]) -> bool {
    let split = |name: &str| {
        let (name, code) = name.rsplit_once(' ')?;
        let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        (is_code && name.contains(' ')).then(|| (name.trim_end().to_owned(), code.to_owned()))
    };
    let coded = rows.iter().filter(|(_, row)| split(&row[1]).is_some()).count();
    let has_nations = coded * 10 >= rows.len() * 9;
    if has_nations {
        for (_, row) in rows {
            let (name, code) = split(&row[1]).unwrap_or_else(|| (row[1].clone(), String::new()));
            row[1] = name;
            row.push(code);
        }
    }
    has_nations
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
    fn codes_of_nations_behind_the_names_are_a_column() {
        let row = |name: &str| (1, ["1", name, "", "1:45.10"].map(str::to_owned).to_vec());
        let mut rows = vec![row("BERG Anna NOR"), row("COLE Beth Ann GBR")];
        assert!(take_nations(&mut rows));
        assert_eq!((rows[1].1[1].as_str(), rows[1].1[4].as_str()), ("COLE Beth Ann", "GBR"));
        assert!(!take_nations(&mut [row("Anna BERG"), row("Kim LEE")]));
    }

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
