//! The mapping dialog: the first rows of a table under what each column is taken for, with the reason; the user changes a
//! meaning and what is read follows at once.

use super::choice_ui;
use crate::desk::theme;
use crate::model::Distance;
use crate::read::Import;
use crate::read::csv::{Column, DELIMITERS, Preview, Reason};
use crate::read::header::Meaning;
use crate::read::mapping::{CHOICES, Mapping, Times, label};
use crate::read::marker_caption::{Marker, Stretch};
use eframe::egui::{self, Button, ComboBox, DragValue, Grid, Id, Modal, RichText, ScrollArea, Ui};
use std::path::PathBuf;

/// Bytes of a table that the dialog works on.
pub const HEAD_BYTES: usize = 64 * 1024;

/// Rows of what is read that the dialog shows.
const RESULTS: usize = 5;

/// A distance to begin with when the user makes a column one of passings.
const FIRST_MARKER: Marker = Marker {
    distance_mm: 1_000_000,
    stretch: Stretch::Open,
    bare: false,
};

/// Whether the columns of a table were recognised too weakly to go without a question, which is asked once.
pub fn is_unsure(import: &Import) -> bool {
    let has = |codes: &[&str]| import.findings.counts().iter().any(|(code, _)| codes.contains(code));
    let rows = &import.rows;
    let no_result = !rows.is_empty() && rows.mark.iter().all(|m| *m == 0) && rows.place.iter().all(|p| *p == 0);
    let is_weak = no_result || has(&["no-header", "guessed-columns", "neither-passings-nor-segments"]);
    matches!(import.source.format, "csv" | "fixed" | "html-table") && is_weak && !has(&["chosen-columns"])
}

/// The dialog while it is open.
struct Draft {
    /// The file on the disk, to be read again.
    file: PathBuf,
    title: String,
    head: Vec<u8>,
    preview: Preview,
}

/// What the user decided.
pub struct Decided {
    pub file: PathBuf,
    pub mapping: Mapping,
}

#[derive(Default)]
pub struct Columns {
    draft: Option<Draft>,
}

impl Columns {
    /// Opens the dialog for a table: its file, what it is called, the beginning of its bytes and a mapping known for it.
    /// Whether it is a table.
    pub fn open(&mut self, file: PathBuf, title: String, head: Vec<u8>, mappings: &[Mapping]) -> bool {
        let recognised = Preview::new(&head, None);
        let captions = recognised.as_ref().map(|p| p.mapping().captions);
        let known = captions.and_then(|c| Mapping::find(mappings, &c));
        let preview = match known {
            Some(mapping) => Preview::new(&head, Some(mapping)),
            None => recognised,
        };
        self.draft = preview.map(|preview| Draft {
            file,
            title,
            head,
            preview,
        });
        self.draft.is_some()
    }

    pub fn ui(&mut self, ui: &mut Ui) -> Option<Decided> {
        let draft = self.draft.as_mut()?;
        let frame = egui::Frame::popup(ui.style()).inner_margin(16);
        let room = ui.ctx().content_rect().size();
        let modal = Modal::new(Id::unique("columns")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width((room.x - 120.0).min(1080.0));
            ui.label(RichText::new(format!("Columns of {}", draft.title)).font(theme::bold(theme::HEADING)));
            let about = "Choose what a column holds where it was not recognised; files with the same header follow";
            ui.label(RichText::new(about).color(theme::look(ui).quiet));
            ui.add_space(8.0);
            let divided = choices_ui(ui, &mut draft.preview);
            let changed = table_ui(ui, &draft.preview);
            ui.add_space(8.0);
            results_ui(ui, &draft.preview.import);
            ui.add_space(10.0);
            (divided, changed, buttons_ui(ui))
        });
        let (divided, changed, answer) = modal.inner;
        let again = match divided {
            Some(Chosen::Delimiter(delimiter)) => Preview::divided(&draft.head, delimiter),
            Some(Chosen::Times(times)) => {
                let mapping = Mapping {
                    times,
                    ..draft.preview.mapping()
                };
                Preview::new(&draft.head, Some(&mapping))
            }
            None => None,
        };
        if let Some(preview) = again {
            draft.preview = preview;
        }
        let is_closed = modal.response.should_close();
        if let Some((column, meaning)) = changed {
            let mut mapping = draft.preview.mapping();
            mapping.meanings[column] = meaning;
            if let Some(preview) = Preview::new(&draft.head, Some(&mapping)) {
                draft.preview = preview;
            }
        }
        match answer {
            Answer::Use => self.draft.take().map(|draft| Decided {
                mapping: draft.preview.mapping(),
                file: draft.file,
            }),
            Answer::Recognise => {
                if let Some(preview) = Preview::new(&draft.head, None) {
                    draft.preview = preview;
                }
                None
            }
            Answer::Open if !is_closed => None,
            Answer::Open | Answer::Cancel => {
                self.draft = None;
                None
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Answer {
    Open,
    Use,
    Recognise,
    Cancel,
}

/// What was chosen for the whole table.
enum Chosen {
    Delimiter(u8),
    Times(Times),
}

/// The sign between the columns, and what the times at markers are.
fn choices_ui(ui: &mut Ui, preview: &mut Preview) -> Option<Chosen> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.label("Divided by");
        let name = |of: u8| DELIMITERS.iter().find(|(d, _)| *d == of).map_or("", |(_, name)| name);
        choice_ui(ui, "Divided by", name(preview.delimiter), 110.0, |ui| {
            for (delimiter, name) in DELIMITERS {
                if ui.selectable_label(delimiter == preview.delimiter, name).clicked() {
                    chosen = Some(Chosen::Delimiter(delimiter));
                }
            }
        });
        ui.add_space(12.0);
        ui.label("Times at markers are");
        for (times, word) in [
            (Times::Tested, "what they add up to"),
            (Times::Passings, "from the start"),
            (Times::Segments, "laps"),
        ] {
            if ui.selectable_label(preview.times == times, word).clicked() {
                chosen = Some(Chosen::Times(times));
            }
        }
    });
    ui.add_space(6.0);
    chosen
}

fn buttons_ui(ui: &mut Ui) -> Answer {
    let mut answer = Answer::Open;
    ui.horizontal(|ui| {
        if ui.button("As recognised").clicked() {
            answer = Answer::Recognise;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let look = theme::look(ui);
            let label = RichText::new("Use these columns")
                .font(theme::medium(theme::BODY))
                .color(look.paper);
            if ui.add(Button::new(label).fill(look.accent)).clicked() {
                answer = Answer::Use;
            }
            if ui.button("Cancel").clicked() {
                answer = Answer::Cancel;
            }
        });
    });
    answer
}

/// The columns side by side; the one whose meaning was changed, with the new one.
fn table_ui(ui: &mut Ui, preview: &Preview) -> Option<(usize, Meaning)> {
    let look = theme::look(ui);
    let mut changed = None;
    ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("columns").striped(true).spacing([14.0, 4.0]).show(ui, |ui| {
            for (at, column) in preview.columns.iter().enumerate() {
                if let Some(meaning) = meaning_ui(ui, at, column) {
                    changed = Some((at, meaning));
                }
            }
            ui.end_row();
            for column in &preview.columns {
                let reason = RichText::new(reason(column)).font(theme::regular(theme::SMALL));
                ui.label(reason.color(if column.reason == Reason::None {
                    look.doubt
                } else {
                    look.quiet
                }));
            }
            ui.end_row();
            for row in &preview.rows {
                for at in 0..preview.columns.len() {
                    let text: String = row.get(at).map_or("", String::as_str).chars().take(40).collect();
                    ui.label(text);
                }
                // the bar below covers nothing of the last column
                ui.label("      ");
                ui.end_row();
            }
        });
    });
    changed
}

fn meaning_ui(ui: &mut Ui, at: usize, column: &Column) -> Option<Meaning> {
    let mut meaning = column.meaning;
    ui.horizontal(|ui| {
        let shown = match meaning {
            Meaning::Marker(_) => "Passing or segment".to_owned(),
            other => label(other),
        };
        let combo = ComboBox::from_id_salt(("meaning", at))
            .selected_text(shown)
            .width(150.0)
            .height(480.0);
        let response = combo.show_ui(ui, |ui| {
            for (choice, word) in CHOICES {
                ui.selectable_value(&mut meaning, *choice, *word);
            }
            let is_marker = matches!(meaning, Meaning::Marker(_));
            if ui.selectable_label(is_marker, "Passing or segment").clicked() && !is_marker {
                meaning = Meaning::Marker(FIRST_MARKER);
            }
        });
        let name = format!("Meaning of column {}", at + 1);
        response
            .response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name.as_str()));
        if let Meaning::Marker(marker) = &mut meaning {
            let mut metres = f64::from(marker.distance_mm) / 1000.0;
            let own = DragValue::new(&mut metres)
                .range(1.0..=200_000.0)
                .speed(10.0)
                .suffix(" m");
            if ui.add(own).changed() {
                marker.distance_mm = (metres * 1000.0).round() as u32;
                marker.bare = false;
            }
        }
    });
    (meaning != column.meaning).then_some(meaning)
}

/// Why a column is taken for what it is.
fn reason(column: &Column) -> String {
    match column.reason {
        Reason::Caption => format!("caption \"{}\"", column.caption),
        Reason::Content => "from its content".to_owned(),
        Reason::User => format!("chosen, caption \"{}\"", column.caption),
        Reason::None if column.caption.is_empty() => "no caption".to_owned(),
        Reason::None => format!("caption \"{}\" not known", column.caption),
    }
}

/// The first results as they are read, and what is odd about them.
fn results_ui(ui: &mut Ui, import: &Import) {
    let look = theme::look(ui);
    ui.label(RichText::new("Read as").font(theme::medium(theme::BODY)));
    Grid::new("read as").num_columns(5).spacing([18.0, 2.0]).show(ui, |ui| {
        for row in 0..import.rows.len().min(RESULTS) {
            let rows = &import.rows;
            let athlete = import.athletes[rows.athlete[row] as usize];
            let place = rows.place[row];
            ui.label(if place > 0 { place.to_string() } else { String::new() });
            ui.label(import.text(athlete.name));
            ui.label(import.text(athlete.nation));
            let mark = rows.packed_mark(row).to_string();
            ui.label(if mark.is_empty() {
                rows.status[row].code().to_owned()
            } else {
                mark
            });
            ui.label(RichText::new(passings(import, row)).color(look.quiet));
            ui.end_row();
        }
    });
    if import.rows.is_empty() {
        ui.label(RichText::new("No result: choose the columns of name and result").color(look.error));
    }
    let findings = import.findings.kept().iter().filter(|f| f.line > 0).take(2);
    for finding in findings {
        ui.label(RichText::new(finding.to_string()).color(look.quiet));
    }
}

/// `5000 m 14:37, 10000 m 29:15`
fn passings(import: &Import, row: usize) -> String {
    let markers = &import.markers[import.races[import.rows.race[row] as usize].markers as usize];
    let all = import.passings[import.rows.passings(row)].iter();
    let texts = all.filter_map(|p| Some(format!("{} {}", Distance(*markers.get(p.marker())?), p.time()?)));
    texts.take(4).collect::<Vec<_>>().join(", ")
}
