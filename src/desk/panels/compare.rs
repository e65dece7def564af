//! Efforts of any races side by side, and how often their athletes beat each other. They are added from every table, or
//! found here by words; splits, plot and track show them in place of the race.

use super::{Context, empty_ui, strip_ui};
use crate::desk::cache::{For, IMMEDIATE_ROWS};
use crate::desk::command::Command;
use crate::desk::jobs::Answer;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::model::text::grouped;
use crate::sheet::{ComparedSheet, MatrixSheet, Sheet};
use crate::store::RowId;
use eframe::egui::{self, Button, RichText, ScrollArea, TextEdit, Ui};

/// So many results that the words name are offered.
const OFFERED: usize = 20;

/// The tables as worked out.
struct Tables {
    of: For,
    efforts: ComparedSheet,
    matrix: MatrixSheet,
}

/// Results that words name, in a revision of the store.
#[derive(PartialEq)]
struct Search {
    revision: u64,
    text: String,
}

#[derive(Default)]
pub struct Compare {
    text: String,
    found: Option<(Search, Vec<RowId>)>,
    asked: Option<Search>,
    tables: Option<Tables>,
}

impl Compare {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.store.row_count() == 0 {
            return empty_ui(ui, "No results are open", "Press Ctrl+O to open files");
        }
        strip_ui(ui, |ui| self.head_ui(ui, context));
        if !self.text.trim().is_empty() {
            return self.offers_ui(ui, context);
        }
        if context.session.comparison.efforts().is_empty() {
            return empty_ui(
                ui,
                "Nothing is compared yet",
                "Select results in any table and press Ctrl+D, or search above for an athlete in a race",
            );
        }
        let Some((of, compared)) = context.cache.efforts(context.store, context.session, context.jobs) else {
            return empty_ui(ui, "Computing passings", "The table appears when they are ready");
        };
        let known = self.tables.take().filter(|t| t.of == of);
        let tables = self.tables.insert(known.unwrap_or_else(|| Tables {
            of,
            efforts: ComparedSheet::new(context.store, &compared),
            matrix: MatrixSheet::new(context.store, &compared),
        }));
        let room = ui.available_size();
        let has_matrix = tables.matrix.row_count() > 1;
        let above = if has_matrix { (room.y * 0.58).floor() } else { room.y };
        ui.allocate_ui(egui::vec2(room.x, above), |ui| {
            table_ui(ui, context, "compared", &tables.efforts, of);
        });
        if has_matrix {
            table_ui(ui, context, "head-to-head", &tables.matrix, of);
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let search = TextEdit::singleline(&mut self.text)
            .hint_text("Add, such as Kerr 2023 final")
            .desired_width(230.0);
        let response = ui
            .add(search)
            .on_hover_text("Words of the athlete’s name and of the race; several races of one athlete compare as well");
        if response.has_focus() && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
            self.text.clear();
        }
        let selected = &context.session.selection;
        let comparison = &context.session.comparison;
        let compared = |row: &&RowId| comparison.efforts().contains(row);
        let (in_it, new) = (
            selected.rows().iter().take(IMMEDIATE_ROWS).filter(compared).count(),
            selected
                .rows()
                .iter()
                .take(IMMEDIATE_ROWS)
                .filter(|r| !compared(r))
                .count(),
        );
        let add = ui.add_enabled(new > 0, Button::new("Add selected"));
        if add
            .on_hover_text("Add the results selected in any table (Ctrl+D)")
            .clicked()
        {
            context.commands.push(Command::Compare);
        }
        let remove = ui.add_enabled(in_it > 0, Button::new("Remove"));
        if remove
            .on_hover_text("Compare the efforts selected in the table no longer")
            .clicked()
        {
            let selection = &context.session.selection;
            context.session.comparison.retain(|row| !selection.contains(row));
        }
        let clear = ui.add_enabled(!context.session.comparison.efforts().is_empty(), Button::new("Clear"));
        if clear.on_hover_text("Compare nothing").clicked() {
            context.session.comparison.retain(|_| false);
        }
    }

    /// What the words name, to be added by a click.
    fn offers_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        self.search(context);
        let look = theme::look(ui);
        let Some((_, found)) = &self.found else {
            return empty_ui(ui, "Searching", "Results appear when they are found");
        };
        if found.is_empty() {
            return empty_ui(
                ui,
                "No result matches",
                "Try fewer words, or a part of the athlete’s name",
            );
        }
        let mut chosen = None;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for row in found.iter().take(OFFERED).map(|row| context.store.row(*row)) {
                let date = row.date().map(|d| d.to_string()).unwrap_or_default();
                let text = format!(
                    "{}   {}   {}   {date}",
                    row.name(),
                    row.mark_or_status(),
                    row.race().label()
                );
                let is_compared = context.session.comparison.efforts().contains(&row.id());
                if ui.add_enabled(!is_compared, Button::new(text).frame(false)).clicked() {
                    chosen = Some(row.id());
                }
            }
            if found.len() > OFFERED {
                let more = format!("And {} more; add words", grouped(found.len() - OFFERED));
                ui.label(RichText::new(more).color(look.quiet));
            }
        });
        let first = found
            .first()
            .copied()
            .filter(|_| ui.input(|i| i.key_pressed(egui::Key::Enter)));
        if let Some(row) = chosen.or(first) {
            context.session.comparison.add([row]);
            self.text.clear();
        }
    }

    /// Looks for what the words name: at once among few results, else in a job.
    fn search(&mut self, context: &mut Context<'_>) {
        let wanted = Search {
            revision: context.store.revision(),
            text: self.text.trim().to_owned(),
        };
        let is_known = self.found.as_ref().is_some_and(|(search, _)| *search == wanted);
        if is_known || self.asked.as_ref() == Some(&wanted) {
            return;
        }
        if context.store.row_count() <= IMMEDIATE_ROWS {
            let found = context.store.find_efforts(&wanted.text);
            self.found = Some((wanted, found));
            return;
        }
        let (store, text) = (context.store.clone(), wanted.text.clone());
        self.asked = Some(wanted);
        context.jobs.ask("Searching", move || {
            let found = store.find_efforts(&text);
            Some(Answer::Efforts(store.revision(), text, found))
        });
    }

    /// Takes what a job found, unless other words were typed since.
    pub fn take(&mut self, revision: u64, text: String, found: Vec<RowId>) {
        let search = Search { revision, text };
        if self.asked.as_ref() == Some(&search) {
            self.found = Some((search, found));
            self.asked = None;
        }
    }
}

/// A table whose rows keep their order; opening a row shows the athlete.
fn table_ui(ui: &mut Ui, context: &mut Context<'_>, id: &'static str, sheet: &dyn Sheet, of: For) {
    let order: Vec<RowId> = (0..sheet.row_count()).filter_map(|row| sheet.row_id(row)).collect();
    let view = TableView {
        id,
        sheet,
        revision: of.0,
        subject: None,
        sort: &[],
        order: &order,
        scroll_to: None,
    };
    if let Some(row) = view.ui(ui, context.session, context.commands).opened {
        let athlete = context.store.row(row).athlete_id();
        context.commands.push(Command::ShowAthlete(athlete));
    }
}
