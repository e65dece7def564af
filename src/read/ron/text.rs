//! The text of a document as it grows: indentation, escapes, and the fields of events, marks and readings.

use super::values;
use crate::model::{Event, Mark, PackedMark, Passing, Reading, Suffixes};

/// How deep one level is indented.
const INDENT: &str = "    ";

#[derive(Default)]
pub struct Page {
    pub text: String,
    depth: usize,
}

impl Page {
    /// Writes a line of its own.
    pub fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str(INDENT);
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Opens a bracket at the end of a line; what follows is indented.
    pub fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    pub fn close(&mut self, line: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(line);
    }

    /// Writes fields on one line, if there are any.
    pub fn fields(&mut self, fields: &Fields) {
        if !fields.is_empty() {
            self.line(&format!("{},", fields.text));
        }
    }
}

/// Fields of a struct on one line; empty values are left out.
#[derive(Default)]
pub struct Fields {
    pub text: String,
}

impl Fields {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn name(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push_str(", ");
        }
        self.text.push_str(name);
        self.text.push_str(": ");
    }

    /// A text in quotes.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.name(name);
            quote(&mut self.text, text);
        }
        self
    }

    /// A value that is written as it shows.
    pub fn show(&mut self, name: &str, value: Option<impl std::fmt::Display>) -> &mut Self {
        if let Some(value) = value {
            self.name(name);
            self.text.push_str(&value.to_string());
        }
        self
    }

    /// A number of which 0 means none.
    pub fn number(&mut self, name: &str, value: u32) -> &mut Self {
        self.show(name, (value > 0).then_some(value))
    }

    /// A value that is written in quotes.
    pub fn quoted(&mut self, name: &str, value: Option<impl std::fmt::Display>) -> &mut Self {
        self.text(name, &value.map(|v| v.to_string()).unwrap_or_default())
    }

    /// A mark that stands only when it is set.
    pub fn mark(&mut self, name: &str, set: bool) -> &mut Self {
        self.show(name, set.then_some(true))
    }
}

pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The event by its name where that says all of it, otherwise by its parts.
pub fn event_fields(fields: &mut Fields, event: Event) {
    if event == Event::default() {
        return;
    }
    let name = event.to_string();
    let road = format!("{name} road");
    if let Some(text) = [name, road].into_iter().find(|text| Event::parse(text) == Some(event)) {
        fields.text("event", &text);
        return;
    }
    fields.text("discipline", values::discipline_word(event.discipline));
    if event.distance_mm > 0 {
        fields.show("distance", Some(values::metres(event.distance_mm)));
    }
    fields
        .number("legs", u32::from(event.legs))
        .text("sex", event.sex.word())
        .mark("indoor", event.indoor);
}

pub fn mark_fields(fields: &mut Fields, packed: PackedMark) {
    let suffixes = packed.suffixes();
    match packed.mark() {
        Some(Mark::Time(time)) => fields.text("time", &values::time_text(time, suffixes)),
        Some(Mark::Length(length)) => {
            let (text, imperial) = values::length_text(length, suffixes);
            fields.text("length", &text).mark("imperial", imperial)
        }
        Some(Mark::Points(points)) if suffixes == Suffixes::NONE => fields.show("points", Some(points)),
        Some(Mark::Points(_)) => fields.text("points", &packed.to_string()),
        None => fields,
    };
}

/// The time or the position of a passing; an estimated position says so in a field of its own.
pub fn reading_fields(fields: &mut Fields, passing: Passing) {
    let estimate = passing.is_estimate();
    match passing.reading() {
        Reading::Time(time) => {
            let mark = if estimate { Suffixes::ESTIMATE } else { Suffixes::NONE };
            fields.text("time", &values::time_text(time, mark));
        }
        Reading::Position { position, tied } => {
            let timed = fields.text.contains("time: ");
            if tied {
                fields.text("position", &format!("={position}"));
            } else {
                fields.show("position", Some(position));
            }
            fields.mark("estimate", estimate && !timed);
        }
    }
}
