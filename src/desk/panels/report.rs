//! What was opened: of each file the format and why, what was read from it, and how far reading is. A click on a file shows
//! its first race.

use super::source::Place;
use super::{Context, empty_ui, strip_ui};
use crate::desk::bars::progress_ui;
use crate::desk::command::Command;
use crate::desk::jobs::Job;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::model::text::grouped;
use crate::sheet::ReportSheet;
use crate::sheet::report::{Entry, Outcome};
use eframe::egui::{RichText, Ui};

pub fn ui(ui: &mut Ui, context: &mut Context<'_>) {
    let outcome = Outcome::new(context.store, context.unread);
    if let Some(job) = context.jobs.running().iter().find(|job| job.progress.files().1 > 0) {
        strip_ui(ui, |ui| reading_ui(ui, job, context.commands));
    } else if outcome == Outcome::default() {
        return empty_ui(ui, "Nothing is open", "What was read from each file is listed here");
    }
    strip_ui(ui, |ui| outcome_ui(ui, outcome));
    let sheet = ReportSheet::new(context.store, context.unread);
    let view = TableView {
        id: "report",
        sheet: &sheet,
        revision: context.store.revision(),
        subject: None,
        sort: &[],
        order: &[],
        scroll_to: None,
    };
    let clicked = view.ui(ui, context.session, context.commands).clicked;
    if let Some(Entry::Read { at, count }) = clicked.and_then(|row| sheet.entry(row)) {
        let command = first_of(context, at, count);
        context.commands.push(command);
    }
}

/// The bar and the button stand at the left of the text, which grows.
fn reading_ui(ui: &mut Ui, job: &Job, commands: &mut Vec<Command>) {
    if ui.button("Cancel").clicked() {
        commands.push(Command::CancelJobs);
    }
    progress_ui(ui, job, 160.0);
    ui.label(job.text());
}

fn outcome_ui(ui: &mut Ui, outcome: Outcome) {
    let look = theme::look(ui);
    let files = if outcome.read == 1 { "file" } else { "files" };
    let text = format!("{} {files} read", grouped(outcome.read));
    ui.label(RichText::new(text).font(theme::bold(theme::SUBHEADING)));
    if outcome.failed > 0 {
        let text = format!("{} could not be opened", grouped(outcome.failed));
        ui.label(RichText::new(text).color(look.error));
    }
    if outcome.passed_over > 0 {
        let text = format!(
            "{} passed over, as they are no result files",
            grouped(outcome.passed_over)
        );
        ui.label(RichText::new(text).color(look.quiet));
    }
}

/// Shows the first race of a file, or its text when there is none.
fn first_of(context: &Context<'_>, at: usize, count: usize) -> Command {
    let is_of_file = |import: usize| (at..at + count).contains(&import);
    let race = context.store.races().find(|race| is_of_file(race.import_index()));
    race.map_or_else(
        || {
            Command::ShowSource(Place {
                source: context.store.imports()[at].source.clone(),
                line: 1,
                column: 0,
                note: String::new(),
            })
        },
        |race| Command::ShowRace(race.id()),
    )
}
