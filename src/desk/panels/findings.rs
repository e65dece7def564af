//! What could not be read or is doubtful, with file and line; a click shows the line in its file, and the result that stands
//! there.

use super::source::Place;
use super::{Context, empty_ui, strip_ui};
use crate::desk::command::Command;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::model::Severity;
use crate::model::text::grouped;
use crate::sheet::findings::Listed;
use crate::sheet::{FindingsSheet, Sheet as _, findings};
use crate::store::Store;
use eframe::egui::{RichText, Ui};

/// Revision of the store, files that could not be opened, and the severity chosen.
type Of = (u64, usize, Option<Severity>);

#[derive(Default)]
pub struct FindingsPanel {
    only: Option<Severity>,
    listed: Option<(Of, Listed)>,
}

impl FindingsPanel {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let total = findings::total(context.store, context.unread);
        if total == 0 && context.store.imports().is_empty() {
            return empty_ui(ui, "Nothing is open", "What is doubtful in a file is listed here");
        }
        if total == 0 {
            return empty_ui(ui, "Nothing to report", "Every file was read without a finding");
        }
        let of = (context.store.revision(), context.unread.len(), self.only);
        let known = self.listed.take().filter(|(known, _)| *known == of);
        let (_, listed) = self.listed.insert(known.unwrap_or_else(|| {
            let listed = Listed::new(context.store, context.unread, of.2);
            (of, listed)
        }));
        strip_ui(ui, |ui| head_ui(ui, total, listed, &mut self.only));
        let sheet = FindingsSheet::new(context.store, context.unread, listed);
        if sheet.row_count() == 0 {
            return empty_ui(ui, "None of these", "Choose another severity above");
        }
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
        if let Some((import, source, finding)) = clicked.and_then(|row| sheet.finding(row)) {
            context.commands.extend(show_row(context.store, import, finding.line));
            let place = Place {
                source: source.clone(),
                line: finding.line,
                column: finding.column,
                note: format!("Found {}, expected {}", finding.found, finding.expected),
            };
            context.commands.push(Command::ShowSource(place));
        }
    }
}

/// The number of findings, and a choice of severity.
fn head_ui(ui: &mut Ui, total: u64, listed: &Listed, only: &mut Option<Severity>) {
    let look = theme::look(ui);
    let noun = if total == 1 { "finding" } else { "findings" };
    let text = format!("{} {noun}", grouped(total as usize));
    ui.label(RichText::new(text).font(theme::bold(theme::SUBHEADING)));
    let kept: usize = listed.counts.iter().sum();
    if (kept as u64) < total {
        let text = format!("the first {} are listed", grouped(kept));
        ui.label(RichText::new(text).color(look.quiet));
    }
    ui.selectable_value(only, None, "All");
    for (severity, word) in [
        (Severity::Error, "Errors"),
        (Severity::Warning, "Warnings"),
        (Severity::Note, "Notes"),
    ] {
        let count = listed.counts[severity as usize];
        ui.selectable_value(only, Some(severity), format!("{word} ({})", grouped(count)));
    }
}

/// Shows the result that stands at a line of a file, when one does.
fn show_row(store: &Store, import: usize, line: u32) -> Option<Command> {
    let race = store.races().filter(|race| race.import_index() == import);
    let row = race
        .flat_map(|race| race.row_views())
        .find(|row| line > 0 && row.origin().line == line)?;
    Some(Command::ShowRow(row.shown()))
}
