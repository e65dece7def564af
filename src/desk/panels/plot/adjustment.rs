//! What the user adjusts in the chart on show: where gaps are zero, own lines and notes.

use crate::chart::{Alignment, KINDS, Kind, Note, Quantity, own};
use crate::desk::panels::Context;
use crate::desk::theme;
use crate::store::RaceId;
use eframe::egui::{Button, ComboBox, Key, RichText, TextEdit, Ui};

/// By what the additions to a chart are kept.
pub fn key(race: Option<RaceId>, kind: usize) -> (Option<RaceId>, &'static str) {
    (race, crate::chart::KINDS[kind].key)
}

/// What is chosen, and what is being typed.
#[derive(Default)]
pub struct Adjustment {
    pub is_open: bool,
    pub alignment: Alignment,
    /// The kind of a second chart below, with the same distance across.
    pub below: Option<usize>,
    line: String,
    note: String,
    /// Where the note is to stand.
    place: Option<(i64, i64)>,
    wants_focus: bool,
}

impl Adjustment {
    /// Asks for a note at a place of the chart.
    pub fn open_at(&mut self, place: (i64, i64)) {
        (self.is_open, self.place, self.wants_focus) = (true, Some(place), true);
    }

    /// `quantity` is that of the y axis of the chart on show, if there is one.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut Context<'_>,
        race: Option<RaceId>,
        kind: &Kind,
        quantity: Option<Quantity>,
    ) {
        if kind.takes_alignment {
            self.alignment_ui(ui);
        }
        self.below_ui(ui);
        let Some(quantity) = quantity else { return };
        let own = context.session.own.entry((race, kind.key)).or_default();
        let label = ui.label("Line at");
        let edit = TextEdit::singleline(&mut self.line)
            .desired_width(70.0)
            .hint_text("3:30");
        let response = ui.add(edit).labelled_by(label.id);
        let entered = |ui: &Ui| ui.input(|i| i.key_pressed(Key::Enter));
        let is_value = own::value(quantity, &self.line).is_some();
        let add = ui.add_enabled(is_value, Button::new("Add line"));
        if is_value && (add.clicked() || response.lost_focus() && entered(ui)) {
            own.lines.push(std::mem::take(&mut self.line).trim().to_owned());
        } else if !self.line.is_empty() && !is_value {
            ui.label(RichText::new("Not a value of this chart").color(theme::look(ui).error));
        }
        match self.place {
            Some((x, y)) => {
                let label = ui.label("Note");
                let edit = TextEdit::singleline(&mut self.note)
                    .desired_width(160.0)
                    .hint_text("Text at the place");
                let response = ui.add(edit).labelled_by(label.id);
                if std::mem::take(&mut self.wants_focus) {
                    response.request_focus();
                }
                let add = ui.add_enabled(!self.note.trim().is_empty(), Button::new("Add note"));
                if !self.note.trim().is_empty() && (add.clicked() || response.lost_focus() && entered(ui)) {
                    let text = std::mem::take(&mut self.note).trim().to_owned();
                    own.notes.push(Note { x, y, text });
                    self.place = None;
                }
            }
            None => {
                ui.label(RichText::new("Right-click in the chart for a note").color(theme::look(ui).quiet));
            }
        }
        let taken_off = |ui: &mut Ui, text: &str| {
            let button = Button::new(format!("{text}  ×")).small();
            ui.add(button).on_hover_text("Take it off the chart").clicked()
        };
        own.lines.retain(|line| !taken_off(ui, line));
        own.notes.retain(|note| !taken_off(ui, &note.text));
    }

    fn below_ui(&mut self, ui: &mut Ui) {
        let label = ui.label("Below");
        let text = self.below.map_or("nothing", |kind| KINDS[kind].word);
        let listed = ComboBox::from_id_salt("chart below")
            .selected_text(text)
            .width(84.0)
            .height(400.0)
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut self.below, None, "nothing");
                for (at, kind) in KINDS.iter().enumerate().filter(|(_, k)| k.key != "ladder") {
                    ui.selectable_value(&mut self.below, Some(at), kind.title)
                        .on_hover_text(kind.sentence());
                }
            });
        let hint = "A second chart; zoom and pan along the distance hold for both";
        listed.response.labelled_by(label.id).on_hover_text(hint);
    }

    fn alignment_ui(&mut self, ui: &mut Ui) {
        let label = ui.label("Zero at the");
        let listed = ComboBox::from_id_salt("alignment")
            .selected_text(self.alignment.word())
            .width(64.0)
            .show_ui(ui, |ui| {
                for alignment in Alignment::ALL {
                    ui.selectable_value(&mut self.alignment, alignment, alignment.word());
                }
            });
        let hint = "Where all gaps are zero: read from there what was gained and lost before or after";
        listed.response.labelled_by(label.id).on_hover_text(hint);
    }
}
