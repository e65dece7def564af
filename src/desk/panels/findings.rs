//! What could not be read or is doubtful, with file and line; a click shows the line in its file.

use super::source::Place;
use super::{Context, empty_ui, strip_ui};
use crate::desk::command::Command;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::model::text::grouped;
use crate::sheet::{FindingsSheet, Sheet as _, findings};
use eframe::egui::{RichText, Ui};

pub fn ui(ui: &mut Ui, context: &mut Context<'_>) {
    let sheet = FindingsSheet::new(context.store, context.unread);
    let (total, kept) = (findings::total(context.store, context.unread), sheet.row_count());
    if total == 0 && context.store.imports().is_empty() {
        return empty_ui(ui, "Nothing is open", "What is doubtful in a file is listed here");
    }
    if total == 0 {
        return empty_ui(ui, "Nothing to report", "Every file was read without a finding");
    }
    let look = theme::look(ui);
    strip_ui(ui, |ui| {
        let noun = if total == 1 { "finding" } else { "findings" };
        let text = format!("{} {noun}", grouped(total as usize));
        ui.label(RichText::new(text).font(theme::bold(theme::SUBHEADING)));
        if (kept as u64) < total {
            let text = format!("the first {} are listed", grouped(kept));
            ui.label(RichText::new(text).color(look.quiet));
        }
    });
    let view = TableView {
        id: "findings",
        sheet: &sheet,
        revision: context.store.revision(),
        subject: None,
        sort: &[],
        order: &[],
        scroll_to: None,
    };
    let clicked = view.ui(ui, context.session, context.commands).clicked;
    if let Some((source, finding)) = clicked.and_then(|row| sheet.finding(row)) {
        let place = Place {
            source: source.clone(),
            line: finding.line,
            column: finding.column,
            note: format!("Found {}, expected {}", finding.found, finding.expected),
        };
        context.commands.push(Command::ShowSource(place));
    }
}
