//! What the keyboard, the clipboard and a drop ask for.

use super::App;
use crate::desk::command::{ACTIONS, Action, Command};
use eframe::egui::{self, Ui};
use std::path::PathBuf;

impl App {
    pub(super) fn take_input(&mut self, ui: &Ui) {
        let situation = self.situation();
        // Escape closes a dialog, a menu or a window before it clears the selection
        let in_modal = ui.memory(|m| m.top_modal_layer().is_some());
        let in_dialog = in_modal || egui::Popup::is_any_open(ui.ctx());
        let escape = |i: &mut egui::InputState| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape);
        if self.keys_are_shown && !in_dialog && ui.input_mut(escape) {
            self.keys_are_shown = false;
        }
        // Ctrl+W is also taken for held down with Shift, so the keys with Shift come first
        let has_shift = |a: &&Action| a.shortcut.is_some_and(|s| s.modifiers.shift);
        let (with, without): (Vec<&Action>, Vec<&Action>) = ACTIONS.iter().partition(has_shift);
        for action in with.into_iter().chain(without) {
            let Some(shortcut) = action.shortcut else { continue };
            let is_escape = shortcut.logical_key == egui::Key::Escape;
            let is_of_text = is_escape || matches!(action.command, Command::Undo | Command::Redo);
            if is_of_text && ui.text_edit_focused() || is_escape && in_dialog {
                continue;
            }
            // what lies behind a dialog waits for it
            if in_modal && action.command != Command::Quit {
                continue;
            }
            if (action.ready)(situation).is_ok() && ui.input_mut(|i| i.consume_shortcut(&shortcut)) {
                self.commands.push(action.command.clone());
            }
        }
        let pasted = |e: &egui::Event| match e {
            egui::Event::Paste(text) => Some(text.clone()),
            _ => None,
        };
        let pasted = ui.input(|i| i.events.iter().find_map(pasted));
        if let Some(text) = pasted.filter(|_| !ui.text_edit_focused() && !in_dialog) {
            self.commands.push(Command::Paste(text));
        }
        let copies = ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Copy)));
        if copies && !ui.text_edit_focused() {
            self.commands.push(Command::Copy);
        }
        let dropped: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
        if !dropped.is_empty() {
            self.commands.push(Command::Open(dropped));
        }
    }
}
