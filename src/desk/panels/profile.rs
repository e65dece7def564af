//! An athlete: who he or she is and all results.

use super::{Context, empty_ui};
use eframe::egui::Ui;

#[derive(Default)]
pub struct Profile {}

impl Profile {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.session.athlete.is_none() {
            empty_ui(
                ui,
                "No athlete is on show",
                "Double-click a result, or select it and press Enter",
            );
        }
    }
}
