//! Space-aligned text results (RunScore and its kin), alone or in the `<pre>` of a page: laid out as a table with tabs
//! (`layout.rs`) and read as one, so that captions, passings and segments mean what they mean in every table.

mod columns;

mod layout;
mod list;

use super::csv;
use super::format::{Format, Head, Input, Progress, Score};
use super::html;
use super::import::Import;
use super::lists;
use super::text;
use crate::model::{Finding, Findings, Severity};
pub(super) use columns::{Word, words};
pub(super) use layout::is_title;
use layout::{Layout, SourceLine, quoted};

pub const FORMAT: Format = Format {
    name: "fixed",
    label: "space-aligned text",
    extensions: &["txt", "htm", "html", "shtml"],
    score,
    read,
};

fn score(head: Head<'_>) -> Option<Score> {
    if memchr::memchr(0, head.bytes).is_some() && !text::is_utf16(head.bytes) || csv::is_delimited(head.bytes) {
        return None;
    }
    let layout = laid_out(head.bytes)?;
    let known = layout.known_captions();
    let page = if html::is_page(head.bytes) {
        "web page with "
    } else {
        ""
    };
    let rows = layout.rows();
    if layout.has_header && known.len() > 2 && rows > 0 {
        let reason = format!(
            "{page}columns aligned by blanks, {rows} rows in its first part, captions {}",
            known[..3].join(", ")
        );
        return Some(Score { value: 60, reason });
    }
    let reason = format!("{page}lines of place, name and time, {rows} in its first part");
    (!layout.has_header && rows > 2).then_some(Score { value: 30, reason })
}

/// The longest table of a file; `None` when no table is found in it.
pub(super) fn laid_out(bytes: &[u8]) -> Option<Layout> {
    let layouts = layouts(bytes);
    layouts.into_iter().rev().max_by_key(Layout::rows)
}

/// The tables of a file, in their order.
fn layouts(bytes: &[u8]) -> Vec<Layout> {
    let decoded = text::decode(bytes);
    let body = String::from_utf8_lossy(&decoded.text);
    if !html::is_page(body.as_bytes()) {
        let lines = body.lines().zip(1..).map(|(text, line)| SourceLine::new(text, line));
        return Layout::all(&lines.collect::<Vec<_>>());
    }
    let page = html::page(&body);
    let has_pre = page
        .lines
        .iter()
        .any(|l| l.is_preformatted && !l.text.trim().is_empty());
    let lines: Vec<SourceLine<'_>> = page
        .lines
        .iter()
        .map(|l| SourceLine::new(if l.is_preformatted == has_pre { &l.text } else { "" }, l.line))
        .collect();
    let mut layouts = Layout::all(&lines);
    let Some(first) = layouts.first_mut() else {
        return layouts;
    };
    // what stands above the text in the page names the meet where the text itself does not
    let headings = page.lines.iter().take_while(|l| !l.is_preformatted);
    let mut above: Vec<String> = headings
        .map(|l| l.text.trim().to_owned())
        .filter(|t| is_title(t))
        .collect();
    above.drain(..above.len().saturating_sub(4));
    if has_pre && first.list.titles.is_empty() {
        first.list.titles = above.iter().map(|t| quoted(t).into_owned()).collect();
    }
    if first.list.titles.is_empty() && !page.title.is_empty() {
        first.list.titles.push(quoted(&page.title).into_owned());
    }
    layouts
}

/// The text of a file as the table that it is read as, with tabs between cells.
pub fn table_text(bytes: &[u8]) -> Option<String> {
    laid_out(bytes).map(|layout| layout.list).map(|list| {
        let titles: Vec<String> = list.titles.iter().map(|t| format!("{t}\n")).collect();
        titles.concat() + &list.table
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let layouts = layouts(input.bytes);
    if layouts.is_empty() {
        let mut import = Import::default();
        import.findings.push(Finding {
            severity: Severity::Error,
            code: "no-table",
            line: 0,
            column: 0,
            found: "no lines that look like results".into(),
            expected: "columns aligned by blanks, or lines of place, name and time".into(),
        });
        return import;
    }
    let mut findings = Findings::default();
    let mut tables = Vec::with_capacity(layouts.len());
    for layout in layouts {
        findings.extend(layout.findings);
        tables.push(layout.list);
    }
    let mut import = lists::read(&tables, lists::head(&tables), true, input.mappings, progress);
    import.findings.extend(findings);
    import
}
