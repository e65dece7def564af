//! Lines without captions: `1. Mark Miller (1)     48:43`, a place, a name and a time at the end of the line.

use super::layout::{Layout, SourceLine, is_title, quoted};
use crate::model::{Finding, Findings, Severity, Status, Time};
use crate::read::csv::is_clock;
use hashbrown::HashSet;

/// Lines of this kind that make a list.
const LEAST: usize = 3;

/// The list in a text; `None` when it has too few lines of this kind.
pub fn list(lines: &[SourceLine<'_>]) -> Option<Layout> {
    let mut rows: Vec<(u32, Vec<String>)> = lines.iter().filter_map(|l| Some((l.line, row(&l.text)?))).collect();
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
    let last = rows.last()?.0;
    let known: HashSet<u32> = rows.iter().map(|(line, _)| *line).collect();
    let within = lines
        .iter()
        .filter(|l| (first..last).contains(&l.line) && !known.contains(&l.line));
    for line in within {
        let text = line.text.trim();
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            let found = format!("\"{}\"", text.chars().take(60).collect::<String>());
            let expected = "a place, a name and a time, as in the lines around it";
            findings.push(Finding::at(
                Severity::Warning,
                "unread-line",
                (line.line, 1),
                found,
                expected,
            ));
        }
    }
    let above = lines.iter().take_while(|l| l.line < first);
    let titles = above.map(|l| l.text.trim()).filter(|t| is_title(t));
    let captions = ["Place", "Name", "Note", "Time"].into_iter();
    let captions: Vec<&str> = captions.chain(nations.then_some("Nation")).collect();
    if rows.len() < LEAST {
        return None;
    }
    let mut layout = Layout {
        captions: captions.iter().map(|c| (*c).to_owned()).collect(),
        findings,
        ..Layout::default()
    };
    layout.list.titles = titles.map(|t| quoted(t).into_owned()).collect();
    layout.push(first, &captions);
    for (line, cells) in rows {
        layout.push(line, &cells);
    }
    Some(layout)
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

/// Place, name, what stands behind it and is no time, and time: of several times, as a pace is one, the longest.
fn row(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let (place, rest) = line.split_once(|c: char| c.is_whitespace() || c == '.' || c == ')')?;
    let place = match place.parse::<u32>() {
        Ok(place) => Some(place).filter(|p| *p > 0)?.to_string(),
        Err(_) => Some(String::new()).filter(|_| !place.is_empty() && place.bytes().all(|b| b == b'-'))?,
    };
    let rest = rest.trim();
    let result = result(rest)?;
    // behind the time stand at most a pace and the like
    let mut behind = rest
        .split_whitespace()
        .skip_while(|w| !std::ptr::eq(*w, result))
        .skip(1);
    if behind.any(|w| !w.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let name_end = name_end(rest);
    let name = rest[..name_end].trim_end_matches([',', ' ']).trim();
    let other = rest.get(name_end..).unwrap_or_default();
    let note: Vec<&str> = other.split_whitespace().filter(|w| !std::ptr::eq(*w, result)).collect();
    let note = note.join(" ");
    let note = note
        .strip_prefix('(')
        .and_then(|n| n.strip_suffix(')'))
        .unwrap_or(&note);
    // `4 July 2019 10:00` is no result
    let is_date = note.contains(|c: char| c.is_ascii_digit())
        && !name.contains(' ')
        && name_end < rest.len()
        && !other.trim_start().starts_with('(');
    let is_name = name.contains(char::is_alphabetic) && !is_date;
    is_name.then(|| vec![place, name.to_owned(), note.to_owned(), result.to_owned()])
}

/// The longest of the times of a line; without one a status at its end, as written, and no name that is one.
fn result(rest: &str) -> Option<&str> {
    let ticks = |w: &&str| Time::parse(w.trim_end_matches('*')).map_or(0, Time::ticks);
    let times = rest.split_whitespace().filter(|w| is_clock(w));
    let longest = times.rev().max_by_key(ticks);
    longest.or_else(|| {
        let last = rest.split_whitespace().next_back()?;
        let is_status = last.bytes().all(|b| b.is_ascii_uppercase()) && Status::parse(last).is_some();
        (is_status && last.len() < rest.len()).then_some(last)
    })
}

/// Where the name ends: at two blanks, a bracket, or a word with a digit or that is the result.
fn name_end(rest: &str) -> usize {
    let mut end = rest.find("  ").unwrap_or(rest.len());
    end = end.min(rest.find('(').unwrap_or(rest.len()));
    let mut at = 0;
    for word in rest.split(' ') {
        let is_status = at + word.len() == rest.len() && Status::parse(word).is_some();
        if word.contains(|c: char| c.is_ascii_digit()) || is_status {
            return end.min(at);
        }
        at += word.len() + 1;
    }
    end
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
