//! Stands in until the charts are on the screen.

use super::{Context, empty_ui};
use eframe::egui::Ui;

#[derive(Default)]
pub struct PlotPanel {}

impl PlotPanel {
    pub fn ui(&mut self, ui: &mut Ui, _context: &mut Context<'_>) {
        empty_ui(ui, "No chart yet", "");
    }
}
