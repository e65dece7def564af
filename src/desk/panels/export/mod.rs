//! The export dialog: format, size, ground and texts of the chart, beside the file itself. It is saved or copied.

mod draft;
mod form;
mod preview;

use super::Context;
use crate::chart::Chart;
use crate::desk::command::Command;
use crate::desk::dialog::ChartFile;
use crate::desk::theme;
use crate::page::Format;
use draft::Draft;
use eframe::egui::{self, Button, Id, Modal, RichText, Ui};
use form::{FORM_WIDTH, form_ui};
use preview::{Preview, room};

/// Height in points of what stands above and below the form, and of the window's edges beside the dialog.
const AROUND_FORM: f32 = 160.0;

#[derive(Default)]
pub struct Export {
    draft: Option<Draft>,
    preview: Preview,
    /// Choices of the last export, for the next.
    last: Option<Draft>,
    /// Of the texts the byline stays the same from chart to chart and from run to run.
    pub byline: String,
}

impl Export {
    /// Opens the dialog for a chart, with the choices of the last time.
    pub fn open(&mut self, chart: &Chart) {
        self.draft = Some(self.draft_of(chart));
    }

    /// A chart with the choices of the last time, for the clipboard.
    pub fn file(&self, chart: &Chart) -> Option<ChartFile> {
        self.draft_of(chart).file()
    }

    fn draft_of(&self, chart: &Chart) -> Draft {
        let chart = Chart {
            byline: self.byline.clone(),
            ..chart.clone()
        };
        match self.last.clone() {
            Some(last) => Draft { chart, ..last },
            None => Draft::new(&chart),
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let Some(mut draft) = self.draft.take() else { return };
        let preview = &mut self.preview;
        let room = room(ui.ctx());
        preview.update(ui, &draft, room);
        let frame = egui::Frame::popup(ui.style()).inner_margin(16);
        let modal = Modal::new(Id::unique("export")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(room.x + FORM_WIDTH + 20.0);
            ui.label(RichText::new("Export chart").font(theme::bold(theme::HEADING)));
            ui.add_space(8.0);
            ui.horizontal_top(|ui| {
                let form = egui::ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - AROUND_FORM);
                form.show(ui, |ui| {
                    ui.set_width(FORM_WIDTH);
                    form_ui(ui, &mut draft);
                });
                ui.add_space(10.0);
                preview.ui(ui, room);
            });
            ui.add_space(10.0);
            let problem = draft
                .settings()
                .err()
                .map(|e| e.to_string())
                .or_else(|| preview.problem());
            buttons_ui(ui, draft.format, problem)
        });
        self.byline.clone_from(&draft.chart.byline);
        match modal.inner {
            Answer::Save => {
                let file = draft.file().map(Box::new);
                context.commands.extend(file.map(Command::SaveChart));
                self.last = Some(draft);
            }
            Answer::Copy => {
                let file = draft.file().map(Box::new);
                context.commands.extend(file.map(Command::CopyFile));
                self.draft = Some(draft);
            }
            Answer::Cancel => self.last = Some(draft),
            Answer::Open if modal.should_close() => self.last = Some(draft),
            Answer::Open => self.draft = Some(draft),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Open,
    Save,
    Copy,
    Cancel,
}

fn buttons_ui(ui: &mut Ui, format: Format, problem: Option<String>) -> Answer {
    let mut answer = Answer::Open;
    ui.horizontal(|ui| {
        if let Some(problem) = &problem {
            ui.label(RichText::new(problem).color(theme::look(ui).error));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let look = theme::look(ui);
            let label = RichText::new("Save…")
                .font(theme::medium(theme::BODY))
                .color(look.paper);
            let save = ui.add_enabled(problem.is_none(), Button::new(label).fill(look.accent));
            if save.clicked() {
                answer = Answer::Save;
            }
            let copy = ui.add_enabled(problem.is_none() && format != Format::Pdf, Button::new("Copy"));
            let copy = copy.on_hover_text("Put what the file would hold on the clipboard");
            if copy.on_disabled_hover_text("A PDF can only be saved").clicked() {
                answer = Answer::Copy;
            }
            if ui.button("Cancel").clicked() {
                answer = Answer::Cancel;
            }
        });
    });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::style::Ground;
    use crate::desk::cache::Cache;
    use crate::desk::jobs::Jobs;
    use crate::session::Session;
    use crate::store::Store;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use std::sync::Arc;

    #[derive(Default)]
    struct State {
        export: Export,
        jobs: Option<Jobs>,
        store: Arc<Store>,
        session: Session,
        cache: Cache,
    }

    fn harness() -> Harness<'static, State> {
        let mut state = State::default();
        state.export.open(&crate::chart::sample::gaps(5, 3));
        let mut harness = Harness::builder()
            .with_size([1100.0, 760.0])
            .with_context_setup(theme::install)
            .build_ui_state(
                |ui, state: &mut State| {
                    let jobs = state.jobs.get_or_insert_with(|| Jobs::new(ui.ctx()));
                    let mut context = Context {
                        store: &state.store,
                        session: &mut state.session,
                        cache: &mut state.cache,
                        jobs,
                        commands: &mut Vec::new(),
                        unread: &[],
                    };
                    state.export.ui(ui, &mut context);
                },
                state,
            );
        harness.run_steps(4);
        harness
    }

    fn draft(harness: &Harness<'_, State>) -> Draft {
        harness.state().export.draft.clone().expect("the dialog is open")
    }

    #[test]
    fn choices_and_texts_reach_the_file() {
        let mut harness = harness();
        harness.get_by_label("PNG").click();
        harness.run_steps(3);
        harness.get_by_label("600").click();
        harness.get_by_label("Dark").click();
        harness.get_by_label("Title").focus();
        harness.run_steps(2);
        harness.get_by_label("Title").type_text("Over: ");
        harness.run_steps(3);
        let draft = draft(&harness);
        assert_eq!((draft.format, draft.dpi), (Format::Png, 600));
        assert_eq!(draft.ground, Ground::Dark);
        assert!(draft.chart.title.contains("Over: "), "{}", draft.chart.title);
    }

    #[test]
    fn the_byline_stays_for_the_next_chart() {
        let mut harness = harness();
        harness.get_by_label("Byline").focus();
        harness.run_steps(2);
        harness.get_by_label("Byline").type_text("Chart: A. Desk");
        harness.run_steps(3);
        harness.get_by_label("Cancel").click();
        harness.run_steps(3);
        assert_eq!(harness.state().export.byline, "Chart: A. Desk");
        harness.state_mut().export.open(&crate::chart::sample::gaps(4, 2));
        harness.run_steps(2);
        assert_eq!(draft(&harness).chart.byline, "Chart: A. Desk");
    }

    #[test]
    fn the_preview_is_drawn_and_the_dialog_closes() {
        let mut harness = harness();
        let is_drawn = |h: &Harness<'_, State>| h.state().export.preview.is_drawn();
        for _ in 0..200 {
            if is_drawn(&harness) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
            harness.run_steps(1);
        }
        assert!(is_drawn(&harness));
        harness.get_by_label("Cancel").click();
        harness.run_steps(3);
        assert!(harness.state().export.draft.is_none());
        assert!(harness.query_by_label("Save…").is_none());
    }
}
