//! The text of a file around a line: where a value or a finding comes from.

use super::{empty_ui, strip_ui};
use crate::desk::command::Command;
use crate::desk::theme;
use crate::read::import::Source;
use crate::read::open::content;
use crate::read::text;
use eframe::egui::text::LayoutJob;
use eframe::egui::{FontId, Label, RichText, ScrollArea, TextFormat, TextStyle, Ui};

/// Lines on either side of the one looked for, and characters of a line.
const AROUND: u32 = 500;
const LONGEST: usize = 2_000;

/// A line of a file, and a column in it, both from 1; 0 for none.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub source: Source,
    pub line: u32,
    pub column: u32,
    /// What was found there; empty when it is merely where a value is from.
    pub note: String,
}

/// The lines of a file around a place.
pub struct Lines {
    place: Place,
    /// Number of the first.
    first: u32,
    lines: Vec<String>,
}

impl Lines {
    /// Reads the file again; the error says why it cannot be read.
    pub fn read(place: Place) -> Result<Self, String> {
        let bytes = content(&place.source).map_err(|e| e.to_string())?;
        let decoded = text::decode(&bytes);
        let whole = String::from_utf8_lossy(&decoded.text);
        let first = place.line.saturating_sub(AROUND).max(1);
        let wanted = whole.lines().skip(first as usize - 1).take(2 * AROUND as usize);
        let lines = wanted.map(|l| l.chars().take(LONGEST).collect()).collect();
        Ok(Self { place, first, lines })
    }
}

#[derive(Default)]
pub struct SourcePanel {
    shown: Option<Lines>,
    /// The line is still to be brought into view.
    is_new: bool,
    /// All places that a result is from, when several files have it.
    offered: Vec<Place>,
}

impl SourcePanel {
    pub fn show(&mut self, lines: Lines) {
        (self.shown, self.is_new) = (Some(lines), true);
    }

    /// Offers all places that a result is from while one of them is on show.
    pub fn offer(&mut self, places: Vec<Place>) {
        self.offered = places;
    }

    pub fn ui(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Some(shown) = &self.shown else {
            return empty_ui(
                ui,
                "No source is on show",
                "Press Ctrl+U on a result, or click a finding",
            );
        };
        let look = theme::look(ui);
        let Place { source, line, note, .. } = &shown.place;
        strip_ui(ui, |ui| {
            ui.label(RichText::new(file_name(&source.path)).font(theme::bold(theme::SUBHEADING)))
                .on_hover_text(&source.path);
            if *line > 0 {
                ui.label(RichText::new(format!("line {line}")).color(look.quiet));
            }
        });
        if !note.is_empty() {
            strip_ui(ui, |ui| {
                ui.add(Label::new(note).wrap());
            });
        }
        if self.offered.len() > 1 && self.offered.contains(&shown.place) {
            strip_ui(ui, |ui| places_ui(ui, &self.offered, &shown.place, commands));
        }
        let font = TextStyle::Monospace.resolve(ui.style());
        let height = ui.text_style_height(&TextStyle::Monospace);
        let mut area = ScrollArea::both().id_salt("source").auto_shrink(false);
        if std::mem::take(&mut self.is_new) {
            let rows_above = line.saturating_sub(shown.first) as f32;
            let pitch = height + ui.spacing().item_spacing.y;
            let offset = (rows_above * pitch - ui.available_height() / 3.0).max(0.0);
            area = area.vertical_scroll_offset(offset).horizontal_scroll_offset(0.0);
        }
        area.show_rows(ui, height, shown.lines.len(), |ui, rows| {
            for at in rows {
                let number = shown.first + at as u32;
                let job = shown.line_job(number, &shown.lines[at], &font, look);
                ui.add(Label::new(job).extend());
            }
        });
    }
}

/// The files that have a result, to look from one to the other.
fn places_ui(ui: &mut Ui, places: &[Place], shown: &Place, commands: &mut Vec<Command>) {
    for place in places {
        let text = format!("{}, line {}", file_name(&place.source.path), place.line);
        let button = ui.selectable_label(place == shown, text);
        if button.on_hover_text(&place.source.path).clicked() {
            commands.push(Command::ShowSource(place.clone()));
        }
    }
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

impl Lines {
    /// A line behind its number; the place looked for is marked.
    fn line_job(&self, number: u32, text: &str, font: &FontId, look: &theme::Look) -> LayoutJob {
        let is_wanted = number == self.place.line;
        let plain = TextFormat {
            font_id: font.clone(),
            color: look.text,
            background: if is_wanted { look.selected } else { Default::default() },
            ..Default::default()
        };
        let quiet = TextFormat {
            color: look.quiet,
            ..plain.clone()
        };
        let marked = TextFormat {
            color: look.paper,
            background: look.doubt,
            ..plain.clone()
        };
        let mut job = LayoutJob::default();
        job.append(&format!("{number:>7}  "), 0.0, quiet);
        let text = text.replace('\t', "    ");
        let column = self.place.column as usize;
        if !is_wanted || column == 0 {
            job.append(&text, 0.0, plain);
            return job;
        }
        let start: usize = text.chars().take(column - 1).map(char::len_utf8).sum();
        let (before, rest) = text.split_at(start);
        let end = rest
            .find([',', ';', '|', ' ', '"'])
            .filter(|end| *end > 0)
            .unwrap_or(rest.len());
        job.append(before, 0.0, plain.clone());
        job.append(&rest[..end], 0.0, marked);
        job.append(&rest[end..], 0.0, plain);
        job
    }
}
