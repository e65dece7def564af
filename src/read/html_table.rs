//! Web pages with their results in `<table>`: of clubs, timing companies and databases. Each table with names and results is
//! read as the delimited tables are, under the headings above it; tables that only lay out or navigate are passed over.

use super::csv;
use super::fixed::is_title;
use super::format::{Format, HEAD_BYTES, Head, Input, Progress, Score};
use super::html::{self, Line, Page};
use super::import::Import;
use super::lists::{self, List};
use super::text;
use crate::model::{Finding, Severity};

pub const FORMAT: Format = Format {
    name: "html-table",
    label: "web page with tables",
    extensions: &["htm", "html", "xhtml", "shtml", "php", "aspx"],
    score,
    read,
};

/// Lines above a table that may be its titles.
const TITLES: usize = 3;
/// Columns of a table of results at least.
const COLUMNS: usize = 3;

fn score(head: Head<'_>) -> Option<Score> {
    if !html::is_page(head.bytes) {
        return None;
    }
    let body = html::body(text::cut_at_character(head.bytes));
    let lists = lists_of(&html::page(&body));
    let recognised = lists.iter().filter_map(|list| csv::recognised(&list.table));
    if let Some(captions) = recognised.max_by_key(Vec::len) {
        let tables = match lists.len() {
            1 => "a table".to_owned(),
            count => format!("{count} tables"),
        };
        let captions = captions[..captions.len().min(3)].join(", ");
        return Some(match captions.is_empty() {
            true => Score {
                value: 33,
                reason: format!("web page with {tables} of names and times"),
            },
            false => Score {
                value: 65,
                reason: format!("web page with {tables} of results, captions {captions}"),
            },
        });
    }
    // scripts and styles may fill more than is looked at
    let is_longer = head.bytes.len() >= HEAD_BYTES && !body.contains("<pre") && !body.contains("<PRE");
    is_longer.then(|| Score {
        value: 5,
        reason: "web page".to_owned(),
    })
}

/// The tables of results, each with its titles.
fn lists_of(page: &Page<'_>) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut above: Vec<&Line<'_>> = Vec::new();
    let filled: Vec<&Line<'_>> = page.lines.iter().filter(|line| !line.text.trim().is_empty()).collect();
    for lines in filled.chunk_by(|a, b| a.table == b.table) {
        if lines[0].table.is_none() {
            above.extend(lines.iter().copied().filter(|line| is_title(line.text.trim())));
            continue;
        }
        let columns = |line: &Line<'_>| line.text.split('\t').count();
        let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
        if widest < COLUMNS {
            above.extend(lines.iter().copied().filter(|line| is_title(line.text.trim())));
            continue;
        }
        // a last cell may span the columns behind it; a line of one cell is a title
        let missing = |line: &Line<'_>| match columns(line) {
            1 => 0,
            columns => widest - columns,
        };
        let mut table = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
        for line in lines {
            push_row(&mut table, &line.text);
            table.extend(std::iter::repeat_n('\t', missing(line)));
            table.push('\n');
        }
        let is_of_results = csv::recognised(&table).is_some();
        if is_of_results && lists.len() < lists::MOST {
            let mut titles = titles(&above);
            let within = match has_titles(lines) {
                true => csv::lists_in(&table),
                false => vec![List {
                    titles: Vec::new(),
                    lines: (1..=lines.len() as u32).collect(),
                    table,
                }],
            };
            for list in within {
                let line_of = |line: &u32| lines.get((*line as usize).wrapping_sub(1)).map_or(0, |l| l.line);
                lists.push(List {
                    titles: std::mem::take(&mut titles).into_iter().chain(list.titles).collect(),
                    lines: list.lines.iter().map(line_of).collect(),
                    table: list.table,
                });
            }
        }
        above.clear();
    }
    if let Some(first) = lists.first_mut()
        && is_title(&page.title)
        && !first.titles.contains(&page.title)
    {
        first.titles.insert(0, page.title.clone());
    }
    lists
}

/// Whether a table may be several: a line of one cell, or the first line once more, stands among the others.
fn has_titles(lines: &[&Line<'_>]) -> bool {
    let filled = |line: &Line<'_>| line.text.split('\t').filter(|cell| !cell.is_empty()).take(2).count();
    let is_between = |line: &&Line<'_>| filled(line) < 2 || line.text == lines[0].text;
    filled(lines[0]) < 2 || lines[1..].iter().any(is_between)
}

/// The titles of a table among the lines since the table before: its headings, else the line right above it.
fn titles(above: &[&Line<'_>]) -> Vec<String> {
    let headings: Vec<&&Line<'_>> = above.iter().filter(|line| line.is_heading).collect();
    let chosen = match headings.is_empty() {
        true => &above[above.len().saturating_sub(1)..],
        false => &headings.iter().map(|line| **line).collect::<Vec<_>>()[headings.len().saturating_sub(TITLES)..],
    };
    let texts = chosen
        .iter()
        .map(|line| line.text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.collect()
}

/// Adds a row whose quotes are but characters of its cells.
fn push_row(table: &mut String, row: &str) {
    if !row.contains('"') {
        return table.push_str(row);
    }
    let cells = row.split('\t').map(|cell| match cell.starts_with('"') {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    });
    table.push_str(&cells.collect::<Vec<_>>().join("\t"));
}

/// The largest table of a page, with tabs between cells.
pub fn table_text(bytes: &[u8]) -> Option<String> {
    let body = html::body(bytes);
    let lists = lists_of(&html::page(&body));
    let largest = lists.into_iter().rev().max_by_key(|list| list.lines.len())?;
    let titles: Vec<String> = largest.titles.iter().map(|title| format!("{title}\n")).collect();
    Some(titles.concat() + &largest.table)
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let body = html::body(input.bytes);
    let lists = lists_of(&html::page(&body));
    if lists.is_empty() {
        let mut import = Import::default();
        import.findings.push(Finding {
            severity: Severity::Warning,
            code: "no-table",
            line: 0,
            column: 0,
            found: "no table with names and results".into(),
            expected: "a page whose results stand in a table or in aligned columns".into(),
        });
        return import;
    }
    lists::read(&lists, lists::head(&lists), true, input.mappings, progress)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Status};
    use crate::read::folder::Folder;
    use crate::read::format::recognise;

    fn read_bytes(bytes: &[u8]) -> Import {
        let input = Input {
            name: "results.html",
            bytes,
            folder: &Folder::default(),
            mappings: &[],
        };
        read(input, &Progress::default())
    }

    fn read_page(html: &str) -> Import {
        let head = Head {
            name: "results.html",
            bytes: html.as_bytes(),
        };
        let (format, score) = recognise(head).expect("a format");
        assert_eq!(format.name, "html-table", "{}", score.reason);
        read_bytes(html.as_bytes())
    }

    /// Title and rows of each race: place, name, mark or status, line.
    fn races(import: &Import) -> Vec<(String, Vec<String>)> {
        let row = |row: usize| {
            let name = import.text(import.athletes[import.rows.athlete[row] as usize].name);
            let mark = match import.rows.status[row] {
                Status::None => import.rows.packed_mark(row).to_string(),
                status => status.code().to_owned(),
            };
            format!("{} {name} {mark} l{}", import.rows.place[row], import.rows.line[row])
        };
        let of = |race: u32| (0..import.rows.len()).filter(move |r| import.rows.race[*r] == race);
        let races = import.races.iter().zip(0..);
        races
            .map(|(race, at)| (race.event.to_string(), of(at).map(row).collect()))
            .collect()
    }

    #[test]
    fn tables_below_headings_are_races_of_one_meet() {
        let page = "<!DOCTYPE html><html><head><title>Club Championships 12 June 2022</title><style>td{}</style></head>\n\
            <body><table><tr><td><a href='/'>Home</a></td><td>About</td><td>Contact us</td></tr></table>\n\
            <h1>Midshire Championships</h1><p>Held in fine weather.</p>\n\
            <h2>Men 1500m</h2><table>\n<thead>\n<tr>\n<th>Pos</th>\n<th>Bib</th>\n<th>Name</th>\n<th>Time</th>\n</tr>\n</thead>\n\
            <tr>\n<td>1</td>\n<td></td>\n<td><a href=x>Adam Quick</a></td>\n<td>3:59.12</td>\n</tr>\n\
            <tr><td></td><td>15</td><td>Cal&nbsp;Out</td><td>DNF</td></tr></table>\n\
            <h2>Women 100m Heat 2 (+1.2)</h2><table><tr><th>Pos<th>Name<th>Time<tr><td>1<td>Dee Fast<td>12.01</table>\n\
            <h2>Women Long Jump</h2><table><tr><th>Pos</th><th>Name</th><th>Mark</th></tr>\
            <tr><td>1</td><td>Fay Far</td><td>5.62m</td></tr></table></body></html>";
        let import = read_page(page);
        let row = |text: &str| vec![text.to_owned()];
        // lines counted in the page above: the first row begins on its 13th
        let expected = [
            (
                "men 1500 m".to_owned(),
                vec!["1 Adam Quick 3:59.12 l13".to_owned(), "0 Cal Out DNF l19".to_owned()],
            ),
            ("women 100 m".to_owned(), row("1 Dee Fast 12.01 l20")),
            ("women long jump".to_owned(), row("1 Fay Far 5.62 l21")),
        ];
        assert_eq!(races(&import), expected);
        assert_eq!(import.races[1].heat, Some(2));
        assert_eq!(import.extra(2).and_then(|e| e.wind_tenths), Some(12));
        assert_eq!(import.races[2].date, Date::parse("2022-06-12"));
        assert_eq!(import.text(import.meets[0].name), "Club Championships 12 June 2022");
    }

    #[test]
    fn titles_within_a_table_and_tables_within_a_table() {
        let page = "<html><body><h3>County Champs</h3><table width=100%><tr><td><table>\
            <tr><th colspan=\"4\">100m Men Final  Wind: +1.1</th></tr>\
            <tr><th>Pos</th><th>Name</th><th>Club</th><th>Perf</th></tr>\
            <tr><td>1</td><td>Jon Dash</td><td>Town</td><td>10.71</td></tr>\
            <tr><td>2</td><td>Kit Dash</td><td>Town</td><td>10.91</td></tr>\
            <tr><th colspan=4>1500m Men</th></tr>\
            <tr><td>1</td><td>Len Run</td><td>Town</td><td>3:51.71</td></tr>\
            <tr><td>2</td><td>Max Run</td><td>Town</td><td>3:52.91</td></tr>\
            </table></td></tr></table></body></html>";
        let import = read_page(page);
        let names: Vec<String> = races(&import).into_iter().map(|(event, _)| event).collect();
        assert_eq!(names, ["men 100 m", "men 1500 m"]);
        let winds: Vec<Option<i16>> = (0..4)
            .map(|row| import.extra(row).and_then(|e| e.wind_tenths))
            .collect();
        assert_eq!(winds, [Some(11), Some(11), None, None]);
    }

    #[test]
    fn a_page_is_in_the_encoding_that_it_declares() {
        let page = b"<html><head><meta charset=\"iso-8859-2\"></head><body><table><tr><th>Pos<th>Name<th>Time\
            <tr><td>1<td>Micha\xb3 Kowal<td>3:50.1</table></body></html>";
        // 0xb3 is \u{142} in ISO 8859-2
        assert_eq!(races(&read_bytes(page))[0].1, ["1 Micha\u{142} Kowal 3:50.1 l1"]);
    }

    #[test]
    fn cells_that_span_rows_are_those_of_each() {
        let page = "<html><body><table><tr><th>Club</th><th>Place</th><th>Name</th><th>Time</th></tr>\
            <tr><td rowspan=2>Town</td><td>1</td><td>Ann One</td><td>15:01</td></tr>\
            <tr><td>2</td><td>Bea Two</td><td>15:09</td></tr>\
            <tr><td>Mid</td><td>3</td><td>Cis Three</td><td>15:30</td></tr></table></body></html>";
        let import = read_page(page);
        let teams: Vec<&str> = (0..3).map(|row| import.text(import.rows.team[row])).collect();
        assert_eq!(teams, ["Town", "Town", "Mid"]);
    }

    #[test]
    fn a_page_cut_anywhere_is_read_without_panic() {
        let page = "<html><body><h2>Men 100m</h2><table><tr><th>Pos</th><th>Name</th><th>Time</th></tr>\
            <tr><td rowspan=\"2\">1</td><td>Ann &eacute; One</td><td colspan=99999999999>10.1</td></tr><tr></tr></table>";
        for end in 0..page.len() {
            let import = read_bytes(&page.as_bytes()[..end]);
            assert!(!import.findings.kept().is_empty() || import.rows.len() == 1, "{end}");
        }
        assert_eq!(races(&read_bytes(page.as_bytes()))[0].1, ["1 Ann é One 10.1 l1"]);
    }
}
