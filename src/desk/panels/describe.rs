//! The dialog that asks what race the one on show is, where its file does not say: the event and the day.

use crate::desk::theme;
use crate::store::{RaceRecord, RaceView, RaceWords};
use eframe::egui::{self, Button, Id, Modal, RichText, TextEdit, Ui};

struct Draft {
    race: RaceRecord,
    title: String,
    words: RaceWords,
}

#[derive(Default)]
pub struct Describe {
    draft: Option<Draft>,
}

impl Describe {
    /// Opens the dialog for a race, with what is known of it.
    pub fn open(&mut self, race: RaceView<'_>) {
        let date = race.date().map_or(String::new(), |d| d.to_string());
        self.draft = Some(Draft {
            race: race.record(),
            title: race.label(),
            words: RaceWords {
                event: race.event().to_string(),
                date,
            },
        });
    }

    /// What the user says of the race, once that is decided.
    pub fn ui(&mut self, ui: &mut Ui) -> Option<(RaceRecord, RaceWords)> {
        let draft = self.draft.as_mut()?;
        let frame = egui::Frame::popup(ui.style()).inner_margin(16);
        let modal = Modal::new(Id::unique("describe")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(420.0);
            draft_ui(ui, draft)
        });
        let is_decided = modal.inner;
        if modal.response.should_close() && is_decided.is_none() {
            self.draft = None;
        }
        match is_decided {
            Some(true) => self.draft.take().map(|d| (d.race, d.words)),
            Some(false) => {
                self.draft = None;
                None
            }
            None => None,
        }
    }
}

/// Whether the words hold, once a button is pressed.
fn draft_ui(ui: &mut Ui, draft: &mut Draft) -> Option<bool> {
    let look = theme::look(ui);
    ui.label(RichText::new("What race is this?").font(theme::bold(theme::HEADING)));
    ui.label(RichText::new(&draft.title).color(look.quiet));
    ui.add_space(8.0);
    egui::Grid::new("describe")
        .num_columns(2)
        .spacing([12.0, 8.0])
        .show(ui, |ui| {
            for (name, text, hint) in [
                ("Event", &mut draft.words.event, "women 1500 m"),
                ("Day", &mut draft.words.date, "2021-08-07"),
            ] {
                let label = ui.label(name);
                ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(260.0))
                    .labelled_by(label.id);
                ui.end_row();
            }
        });
    let wrong = draft
        .words
        .read()
        .err()
        .map(|text| format!("\"{text}\" is no event or day"));
    ui.label(
        RichText::new(wrong.as_deref().unwrap_or("Files opened again are told the same")).color(match wrong {
            Some(_) => look.error,
            None => look.quiet,
        }),
    );
    ui.add_space(8.0);
    let is_right = wrong.is_none();
    ui.horizontal(|ui| {
        let enter = ui.input(|i| i.key_pressed(egui::Key::Enter));
        if ui.add_enabled(is_right, Button::new("Say so")).clicked() || enter && is_right {
            return Some(true);
        }
        ui.button("Cancel").clicked().then_some(false)
    })
    .inner
}
