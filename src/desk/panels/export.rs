//! The export dialog: format, size, ground and texts of the chart, beside the file itself as a picture.

use super::Context;
use crate::chart::Chart;
use crate::chart::style::Ground;
use crate::desk::jobs::{Done, Jobs};
use crate::desk::theme;
use crate::page::{self, Format, PRESETS, PageError, Settings, Size, file};
use eframe::egui::{
    self, Button, ColorImage, ComboBox, DragValue, Grid, Id, Modal, RichText, Sense, TextEdit, TextureHandle,
    TextureOptions, Ui, vec2,
};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Room for the preview, in points.
const PREVIEW: egui::Vec2 = vec2(560.0, 440.0);
/// Kept clear around the picture.
const EDGE: egui::Vec2 = vec2(16.0, 16.0);
const DPI: [u32; 4] = [96, 150, 300, 600];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Svg,
    Pdf,
    Png,
}

impl Kind {
    const ALL: [(Kind, &'static str, &'static str); 3] = [
        (
            Kind::Svg,
            "SVG",
            "Vector graphics for layout programs and the web, text stays text",
        ),
        (Kind::Pdf, "PDF", "Vector graphics for print, with its fonts"),
        (Kind::Png, "PNG", "A picture with its resolution written into the file"),
    ];
}

/// What the user has chosen so far.
#[derive(Clone, PartialEq)]
struct Draft {
    /// With the texts as edited.
    chart: Chart,
    kind: Kind,
    /// Index of a preset; `None` for a size of the user's own.
    preset: Option<usize>,
    width_mm: f64,
    height_mm: f64,
    dpi: u32,
    ground: Ground,
}

impl Draft {
    fn new(chart: &Chart) -> Self {
        let first = PRESETS[1].size;
        Self {
            chart: chart.clone(),
            kind: Kind::Svg,
            preset: Some(1),
            width_mm: first.width_mm,
            height_mm: first.height_mm,
            dpi: 300,
            ground: Ground::Light,
        }
    }

    fn settings(&self) -> Result<Settings, PageError> {
        let size = match self.preset.and_then(|at| PRESETS.get(at)) {
            Some(preset) => preset.size,
            None => Size::own(self.width_mm, self.height_mm)?,
        };
        Ok(Settings {
            size,
            ground: self.ground,
        })
    }

    fn format(&self) -> Format {
        match self.kind {
            Kind::Svg => Format::Svg,
            Kind::Pdf => Format::Pdf,
            Kind::Png => Format::Png { dpi: self.dpi },
        }
    }
}

/// The file as a picture, drawn on a thread.
#[derive(Default)]
struct Preview {
    shown: Option<(Draft, Result<TextureHandle, String>)>,
    drawing: Option<(Draft, Receiver<Result<ColorImage, String>>)>,
}

#[derive(Default)]
pub struct Export {
    draft: Option<Draft>,
    preview: Preview,
    /// Choices of the last export, for the next.
    last: Option<Draft>,
}

impl Export {
    /// Opens the dialog for a chart, with the choices of the last time.
    pub fn open(&mut self, chart: &Chart) {
        let draft = Draft::new(chart);
        self.draft = Some(match self.last.take() {
            Some(last) => Draft {
                chart: draft.chart,
                ..last
            },
            None => draft,
        });
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let Some(mut draft) = self.draft.take() else { return };
        let preview = &mut self.preview;
        preview.update(ui, &draft);
        let frame = egui::Frame::popup(ui.style()).inner_margin(16);
        let modal = Modal::new(Id::unique("export")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(PREVIEW.x + 330.0);
            ui.label(RichText::new("Export chart").font(theme::bold(theme::HEADING)));
            ui.add_space(8.0);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(310.0);
                    form_ui(ui, &mut draft);
                });
                ui.add_space(10.0);
                preview.ui(ui);
            });
            ui.add_space(10.0);
            let problem = draft
                .settings()
                .err()
                .map(|e| e.to_string())
                .or_else(|| preview.problem());
            buttons_ui(ui, problem)
        });
        match modal.inner {
            Answer::Save => {
                save(&draft, context.jobs);
                self.last = Some(draft);
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
    Cancel,
}

fn buttons_ui(ui: &mut Ui, problem: Option<String>) -> Answer {
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
            if ui.button("Cancel").clicked() {
                answer = Answer::Cancel;
            }
        });
    });
    answer
}

fn form_ui(ui: &mut Ui, draft: &mut Draft) {
    Grid::new("export form")
        .num_columns(2)
        .spacing([12.0, 8.0])
        .show(ui, |ui| {
            ui.label("Format");
            ui.horizontal(|ui| {
                for (kind, label, about) in Kind::ALL {
                    ui.selectable_value(&mut draft.kind, kind, label).on_hover_text(about);
                }
            });
            ui.end_row();
            size_ui(ui, draft);
            if draft.kind == Kind::Png {
                let label = ui.label("Resolution");
                ui.horizontal(|ui| {
                    for dpi in DPI {
                        ui.selectable_value(&mut draft.dpi, dpi, dpi.to_string());
                    }
                    let own = DragValue::new(&mut draft.dpi).range(page::RESOLUTIONS).suffix(" dpi");
                    ui.add(own).labelled_by(label.id);
                });
                ui.end_row();
            }
            ui.label("Ground");
            ui.horizontal(|ui| {
                for (ground, label, about) in [
                    (Ground::Light, "Light", "White ground"),
                    (Ground::Dark, "Dark", "Dark ground"),
                    (
                        Ground::Print,
                        "Print",
                        "Black text; no ground in SVG and PDF, white in PNG",
                    ),
                ] {
                    ui.selectable_value(&mut draft.ground, ground, label)
                        .on_hover_text(about);
                }
            });
            ui.end_row();
            let chart = &mut draft.chart;
            text_ui(ui, "Title", &mut chart.title, 2);
            text_ui(ui, "Subtitle", &mut chart.subtitle, 2);
            text_ui(ui, "Caption", &mut chart.caption, 4);
            text_ui(ui, "Source", &mut chart.source, 3);
        });
}

fn text_ui(ui: &mut Ui, name: &str, text: &mut String, rows: usize) {
    let label = ui.label(name);
    let edit = TextEdit::multiline(text).desired_rows(rows).desired_width(230.0);
    ui.add(edit).labelled_by(label.id);
    ui.end_row();
}

fn size_ui(ui: &mut Ui, draft: &mut Draft) {
    let label = ui.label("Size");
    let shown = draft
        .preset
        .and_then(|at| PRESETS.get(at))
        .map_or("Own size", |p| p.title);
    let combo = ComboBox::from_id_salt("export size").selected_text(shown).width(222.0);
    let response = combo.show_ui(ui, |ui| {
        for (at, preset) in PRESETS.iter().enumerate() {
            if ui.selectable_label(draft.preset == Some(at), preset.title).clicked() {
                draft.preset = Some(at);
                (draft.width_mm, draft.height_mm) = (preset.size.width_mm, preset.size.height_mm);
            }
        }
        if ui.selectable_label(draft.preset.is_none(), "Own size").clicked() {
            draft.preset = None;
        }
    });
    response.response.labelled_by(label.id);
    ui.end_row();
    if draft.preset.is_none() {
        let label = ui.label("Width × height");
        ui.horizontal(|ui| {
            let side = |value| {
                DragValue::new(value)
                    .range(50.0..=2000.0)
                    .speed(0.5)
                    .suffix(" mm")
                    .max_decimals(1)
            };
            ui.add(side(&mut draft.width_mm)).labelled_by(label.id);
            ui.label("×");
            ui.add(side(&mut draft.height_mm)).labelled_by(label.id);
        });
        ui.end_row();
    }
}

/// Asks where, then writes the file; both beside the window.
fn save(draft: &Draft, jobs: &mut Jobs) {
    let Ok(settings) = draft.settings() else { return };
    let (chart, format) = (draft.chart.clone(), draft.format());
    let extension = format.extension();
    let dialog = rfd::AsyncFileDialog::new()
        .set_title("Save chart")
        .set_file_name(format!("{}.{extension}", file::name_for(&chart.title)))
        .add_filter(extension.to_uppercase(), &[extension])
        .save_file();
    jobs.wait("Saving the chart", move || {
        let path = file::with_extension(pollster::block_on(dialog)?.path(), extension);
        let bytes = page::export(&chart, settings, format).map_err(|e| e.to_string());
        let saved = bytes.and_then(|bytes| file::save(&path, &bytes));
        Some(Done::Saved(saved.map(|()| path)))
    });
}

impl Preview {
    /// Takes a finished picture, and starts the next one when the draft has changed since.
    fn update(&mut self, ui: &Ui, draft: &Draft) {
        if let Some((of, receiver)) = self.drawing.take() {
            match receiver.try_recv() {
                Ok(picture) => {
                    let texture = |image| ui.ctx().load_texture("export preview", image, TextureOptions::LINEAR);
                    self.shown = Some((of, picture.map(texture)));
                }
                Err(TryRecvError::Empty) => self.drawing = Some((of, receiver)),
                Err(TryRecvError::Disconnected) => {
                    let text = "The preview failed by a mistake of the program".to_owned();
                    self.shown = Some((of, Err(text)));
                }
            }
        }
        let is_current = self.shown.as_ref().is_some_and(|(of, _)| same_picture(of, draft));
        if self.drawing.is_none() && !is_current {
            self.start(ui, draft);
        }
    }

    fn start(&mut self, ui: &Ui, draft: &Draft) {
        let Ok(settings) = draft.settings() else { return };
        let fitting = |room: f32, mm: f64| f64::from(room * ui.ctx().pixels_per_point()) / (mm / 25.4);
        let room = PREVIEW - EDGE;
        let dpi = fitting(room.x, settings.size.width_mm).min(fitting(room.y, settings.size.height_mm));
        let (chart, ctx, (sender, receiver)) = (draft.chart.clone(), ui.ctx().clone(), channel());
        std::thread::spawn(move || {
            let picture = page::preview(&chart, settings, dpi as u32).map(|(pixels, width, height)| {
                ColorImage::from_rgba_unmultiplied([width as usize, height as usize], &pixels)
            });
            // the dialog may be closed; then nobody waits
            let _ = sender.send(picture.map_err(|e| e.to_string()));
            ctx.request_repaint();
        });
        self.drawing = Some((draft.clone(), receiver));
    }

    fn problem(&self) -> Option<String> {
        self.shown.as_ref().and_then(|(_, shown)| shown.as_ref().err().cloned())
    }

    fn ui(&self, ui: &mut Ui) {
        let look = theme::look(ui);
        let (rect, response) = ui.allocate_exact_size(PREVIEW, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the file"));
        ui.painter().rect_filled(rect, 4.0, look.ground);
        let Some((_, Ok(texture))) = &self.shown else {
            return;
        };
        let size = texture.size_vec2() / ui.ctx().pixels_per_point();
        let room = rect.size() - EDGE;
        let size = size * (room.x / size.x).min(room.y / size.y).min(1.0);
        let place = egui::Rect::from_center_size(rect.center(), size);
        let whole = egui::Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
        ui.painter().image(texture.id(), place, whole, egui::Color32::WHITE);
        let edge = egui::Stroke::new(1.0, look.line);
        ui.painter().rect_stroke(place, 0.0, edge, egui::StrokeKind::Outside);
    }
}

/// Whether two drafts look the same: the format and its resolution do not show.
fn same_picture(a: &Draft, b: &Draft) -> bool {
    let size = |d: &Draft| d.settings().ok().map(|s| s.size);
    a.chart == b.chart && a.ground == b.ground && size(a) == size(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::cache::Cache;
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
        assert_eq!(draft.format(), Format::Png { dpi: 600 });
        assert_eq!(draft.ground, Ground::Dark);
        assert!(draft.chart.title.contains("Over: "), "{}", draft.chart.title);
    }

    #[test]
    fn the_preview_is_drawn_and_the_dialog_closes() {
        let mut harness = harness();
        let is_drawn = |h: &Harness<'_, State>| matches!(h.state().export.preview.shown, Some((_, Ok(_))));
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

    #[test]
    fn a_page_that_is_too_small_says_so() {
        let mut draft = Draft::new(&crate::chart::sample::gaps(3, 3));
        draft.preset = None;
        (draft.width_mm, draft.height_mm) = (20.0, 20.0);
        let reason = draft.settings().expect_err("too small").to_string();
        assert!(reason.contains("60 × 50 mm"), "{reason}");
    }
}
