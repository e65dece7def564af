//! Lists of RaceResult as its web pages load them, JSON or JSONP: `data` is rows, or groups of rows keyed `#<n>_<title>` by
//! contest, sex or age group; `DataFields` or `list.Fields` say what the columns are (`columns.rs`).
//!
//! A group is a race, since places count within it. The official time of a road race is gun time; chip time is the net time
//! beside it, and the result where it is the only one.

mod columns;
mod content;
mod row;
mod titles;

use super::format::{Format, Head, Input, Progress, Score};
use super::html;
use super::import::{Import, Meet, Origin, Race};
use super::json::{self, Filler, Split, Value, joined};
use super::unplaced::{self, Splits};
use crate::model::{Findings, Severity, Sex, Str, Suffixes};
use crate::read::title::date_in_title;
use columns::Columns;
use row::Read;
use titles::Group;

pub const FORMAT: Format = Format {
    name: "race-result",
    label: "RaceResult list (JSON)",
    extensions: &["json", "jsonp"],
    score,
    read,
};

/// The lists of a document: itself, those of an array, or the one that it was sent in.
fn lists(root: Value<'_>) -> Vec<Value<'_>> {
    let is_list = |v: &Value<'_>| {
        v.get("DataFields").is_array()
            || v.get("list").get("Fields").is_array()
            || v.get("list").get("ListName").is_text()
    };
    let inside = if root.is_array() {
        root
    } else {
        root.first_stated(&["data", "Data", "result", "response"])
    };
    let inside: Vec<_> = inside.all().filter(is_list).collect();
    match inside.is_empty() || is_list(&root) {
        true => vec![root],
        false => inside,
    }
}

fn score(head: Head<'_>) -> Option<Score> {
    json::score(head, |root| {
        let root = lists(root).into_iter().next()?;
        let list = root.get("list");
        let has_fields = list.get("Fields").items().any(|f| !f.get("Expression").is_missing());
        let has_names = !list.get("ListName").is_missing() && !list.get("HeadLine1").is_missing();
        let has_data_fields = root
            .get("DataFields")
            .items()
            .any(|f| f.text().eq_ignore_ascii_case("BIB"));
        let reason = match (has_data_fields, has_fields || has_names) {
            (true, _) => "RaceResult list, rows with DataFields".to_owned(),
            (false, true) => format!("RaceResult list \"{}\"", list.get("ListName").text()),
            // a long list may begin with its rows
            (false, false) => {
                let group = root.get("data").fields().find(|(key, _)| titles::is_group(key));
                format!("RaceResult list, groups such as \"{}\"", group?.0)
            }
        };
        Some(Score { value: 90, reason })
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    json::with_document(input.bytes, progress, |document, findings| {
        let mut filler = Filler::new(findings, progress);
        for root in document.roots().flat_map(lists).filter(|r| r.is_object()) {
            let mut list = List {
                columns: Columns::of(root),
                meet: None,
                headings: headings(root),
                filler: &mut filler,
            };
            list.meet = list.add_meet(root);
            if list.columns.beyond > 0 {
                let found = format!("{} columns more", list.columns.beyond);
                let expected = "at most 500 columns; the others were not read";
                list.filler
                    .report(Severity::Error, "too-many-columns", root, found, expected);
            }
            let data = root.get("data");
            if data.is_missing() {
                let expected = "rows under \"data\"";
                list.filler
                    .report(Severity::Warning, "no-results", root, "no rows".to_owned(), expected);
            }
            let mut rows = Vec::new();
            some_rows(data, &mut rows);
            let by_content = list.columns.complete(&rows);
            if !by_content.is_empty() {
                let expected = "captions or expressions that say so; they were taken by what is in them";
                let found = by_content.join(" and ");
                list.filler
                    .report(Severity::Warning, "columns-by-content", root, found, expected);
            }
            list.group(data, &mut Vec::new());
        }
        filler.finish()
    })
}

/// Rows that are looked at where captions say nothing.
const SAMPLE: usize = 50;

/// The first rows, of whatever groups.
fn some_rows<'d>(value: Value<'d>, rows: &mut Vec<Value<'d>>) {
    let groups = value.fields().map(|(_, inner)| inner).chain(value.items());
    for inner in groups {
        if rows.len() >= SAMPLE {
            return;
        }
        match value.is_array() {
            true if inner.is_array() => rows.push(inner),
            true => {}
            false => some_rows(inner, rows),
        }
    }
}

/// A document while its groups are read.
struct List<'d, 'f, 'p> {
    columns: Columns<'d>,
    meet: Option<u32>,
    /// What the headings of the list say, the most telling first.
    headings: Vec<String>,
    filler: &'f mut Filler<'p>,
}

/// The headings that are texts and no fields to be filled in.
fn headings(root: Value<'_>) -> Vec<String> {
    let list = root.get("list");
    let texts = ["HeadLine2", "ListName", "HeadLine1"].map(|key| text(list.get(key)));
    texts
        .into_iter()
        .filter(|t| !t.is_empty() && !t.contains('['))
        .collect()
}

/// A text without the entities of web pages.
fn text(value: Value<'_>) -> String {
    html::decoded(&value.text()).trim().to_owned()
}

impl List<'_, '_, '_> {
    fn add_meet(&mut self, root: Value<'_>) -> Option<u32> {
        let name = text(root.get("list").get("HeadLine1"));
        let name = if name.is_empty() || name.contains('[') {
            text(root.get("_meta").get("event"))
        } else {
            name
        };
        if name.is_empty() {
            return None;
        }
        let start = date_in_title(&name);
        let meet = Meet {
            name: self.filler.builder.intern(&name),
            start,
            origin: Origin {
                line: root.line(),
                citation: Str::EMPTY,
            },
            ..Meet::default()
        };
        Some(self.filler.builder.meet(meet))
    }

    /// Reads rows, or the groups that hold them.
    fn group(&mut self, value: Value<'_>, path: &mut Vec<String>) {
        if value.is_array() {
            if value.items().any(|row| row.is_array()) {
                self.race(value, path);
            }
            return;
        }
        for (key, inner) in value.fields() {
            if self.filler.is_cancelled() {
                return;
            }
            path.push(titles::of_group(&html::decoded(&key)).replace("///", ", "));
            self.group(inner, path);
            path.pop();
        }
    }

    fn race(&mut self, rows: Value<'_>, path: &[String]) {
        let first = rows.items().find(|row| row.is_array());
        let contest = first.map(|row| self.columns.contest(row)).unwrap_or_default();
        let mut group = Group::of(path, &contest, &self.headings);
        if group.event.sex == Sex::Unknown {
            group.event.sex = self.columns.sex_of_all(rows);
        }
        let race = Race {
            meet: self.meet,
            event: group.event,
            title: self.filler.builder.intern(&group.title),
            age_group: self.filler.builder.intern(&group.age_group),
            origin: Origin {
                line: rows.line(),
                citation: Str::EMPTY,
            },
            ..Race::default()
        };
        let race = self.filler.builder.race(race);
        let mut read = Vec::new();
        for row in rows.items().filter(|r| !r.is_missing()) {
            if self.filler.is_cancelled() {
                return;
            }
            if row.is_array() {
                read.push(row::read(row, race, &group, &self.columns, self.filler));
            } else {
                let expected = "a row of the list";
                self.filler.unreadable("unreadable-row", row, expected);
            }
        }
        self.place_laps(&mut read, group.event.distance_mm);
        let read = read.into_iter().map(|mut read| {
            read.row.row.extra = self.filler.builder.extra(read.extra);
            read.row
        });
        let read = read.collect();
        self.filler.race_rows(race, rows.line(), read);
    }

    /// Gives the times after laps their distances where nothing else has one and laps of one length agree with them; else
    /// they are noted.
    fn place_laps(&mut self, rows: &mut [Read], distance_mm: u32) {
        let findings = &mut Findings::default();
        let mut laps: Vec<Splits> = rows
            .iter()
            .map(|read| {
                let times: Vec<String> = read.laps.iter().map(|(_, time)| time.replace(',', ".")).collect();
                let mut splits = Splits::read(&times.join(","), (read.row.row.line, 0), findings);
                splits.finish = read.row.row.mark.time();
                splits.status = read.row.row.status;
                splits
            })
            .collect();
        let has_others = rows.iter().any(|r| !r.row.splits.is_empty());
        let count = laps.iter().map(|l| l.values.len()).max().unwrap_or(0);
        let markers = match has_others || count < 2 {
            true => Vec::new(),
            false => unplaced::place(&mut laps, distance_mm, findings),
        };
        if !markers.is_empty() {
            self.filler.builder.findings().extend(std::mem::take(findings));
        }
        for (read, laps) in rows.iter_mut().zip(laps) {
            let timed = markers
                .iter()
                .zip(laps.values)
                .filter_map(|(at_mm, time)| Some((*at_mm, time?)));
            let line = read.row.row.line;
            read.row.splits.extend(timed.map(|(at_mm, time)| Split {
                at_mm,
                time,
                suffixes: Suffixes::NONE,
                line,
            }));
            if markers.is_empty() {
                let stated = read.laps.iter().filter(|(_, time)| time.contains(':'));
                let named: Vec<String> = stated
                    .map(|(name, time)| format!("{name} {time}").trim().to_owned())
                    .collect();
                let known = self.filler.builder.text(read.extra.note).to_owned();
                let note = joined(&[&known, &joined(&named.iter().map(String::as_str).collect::<Vec<_>>())]);
                read.extra.note = self.filler.builder.intern(&note);
            }
        }
    }
}
