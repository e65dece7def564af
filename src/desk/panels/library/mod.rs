//! Everything open as a tree: files, meets, races and lists, with a search box.

mod item;
mod tree;

use super::{Context, empty_ui};
use crate::desk::theme;
use eframe::egui::{self, ScrollArea, Ui};
use hashbrown::HashSet;
use item::item_ui;
use tree::{Item, Node};

#[derive(Default)]
pub struct Library {
    search: String,
    focus_search: bool,
    /// Nodes that the user has turned from how they stand at first.
    turned: HashSet<Node>,
    items: Vec<Item>,
    /// What the items were made for.
    made_for: Option<(u64, String, u64)>,
    turns: u64,
}

impl Library {
    pub fn focus_search(&mut self) {
        self.focus_search = true;
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.store.imports().is_empty() {
            return empty_ui(ui, "Nothing is open", "Press Ctrl+O, or drop files here");
        }
        egui::Frame::new().inner_margin(egui::Margin::same(8)).show(ui, |ui| {
            let search = egui::TextEdit::singleline(&mut self.search)
                .hint_text("Search meets, races, lists")
                .desired_width(f32::INFINITY);
            let response = ui.add(search);
            if std::mem::take(&mut self.focus_search) {
                response.request_focus();
            }
        });
        let wanted = (context.store.revision(), self.search.clone(), self.turns);
        if self.made_for.as_ref() != Some(&wanted) {
            self.items = tree::items(context.store, &self.search, &self.turned);
            self.made_for = Some(wanted);
        }
        if self.items.is_empty() {
            return empty_ui(ui, "Nothing matches", "Try fewer words");
        }
        let mut turned = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .auto_shrink(false)
            .show_rows(ui, theme::ROW_HEIGHT, self.items.len(), |ui, range| {
                for (at, item) in self.items[range.clone()].iter().enumerate() {
                    turned = item_ui(ui, item, range.start + at, context).or(turned);
                }
            });
        if let Some(node) = turned {
            if !self.turned.remove(&node) {
                self.turned.insert(node);
            }
            self.turns += 1;
        }
    }
}
