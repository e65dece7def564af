//! Stands in until the export dialog is there.

use super::Context;
use eframe::egui::Ui;

#[derive(Default)]
pub struct Export {}

impl Export {
    pub fn open(&mut self) {}

    pub fn ui(&mut self, _ui: &mut Ui, _context: &mut Context<'_>) {}
}
