//! Lists of RaceResult as its web pages load them, JSON or JSONP: `data` is rows, or groups of rows keyed `#<n>_<title>` by
//! contest, sex or age group; `DataFields` or `list.Fields` say what the columns are (`columns.rs`).
//!
//! A group is a race, since places count within it. The official time of a road race is gun time; chip time is the net time
//! beside it, and the result where it is the only one.

mod columns;
mod row;
mod titles;

use super::format::{Format, Head, Input, Progress, Score};
use super::html;
use super::import::{Import, Meet, Origin, Race};
use super::json::{self, Filler, Value};
use crate::model::{Severity, Sex, Str};
use crate::read::title::date_in_title;
use columns::Columns;
use titles::Group;

pub const FORMAT: Format = Format {
    name: "race-result",
    label: "RaceResult list (JSON)",
    extensions: &["json", "jsonp"],
    score,
    read,
};

fn score(head: Head<'_>) -> Option<Score> {
    json::score(head, |root| {
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
        for root in document.roots().filter(|r| r.is_object()) {
            let mut list = List {
                columns: Columns::of(root),
                meet: None,
                headings: headings(root),
                filler: &mut filler,
            };
            list.meet = list.add_meet(root);
            let data = root.get("data");
            if data.is_missing() {
                let expected = "rows under \"data\"";
                list.filler
                    .report(Severity::Warning, "no-results", root, "no rows".to_owned(), expected);
            }
            list.group(data, &mut Vec::new());
        }
        filler.finish()
    })
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
            path.push(titles::of_group(&html::decoded(&key)).to_owned());
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
        for row in rows.items() {
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
        self.filler.race_rows(race, rows.line(), read);
    }
}
