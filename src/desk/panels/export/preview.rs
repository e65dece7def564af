//! The file itself, as a picture or as the text it holds, made on a thread.

use super::draft::Draft;
use crate::desk::theme;
use crate::page;
use eframe::egui::{self, ColorImage, Sense, TextureHandle, TextureOptions, Ui, Vec2, vec2};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Kept clear around the picture.
const EDGE: Vec2 = vec2(16.0, 16.0);

/// What a file looks like.
enum Look<Picture> {
    Page(Picture),
    /// As much of the data as is seen.
    Data(String),
}

/// Where a look that is being drawn comes from.
type Drawing = Receiver<Result<Look<ColorImage>, String>>;

#[derive(Default)]
pub struct Preview {
    shown: Option<(Draft, Result<Look<TextureHandle>, String>)>,
    drawing: Option<(Draft, Drawing)>,
}

/// Lines of data, and characters of each, that are shown.
const LINES: usize = 40;
const CHARACTERS: usize = 200;

/// Room for the picture, in points: more in a large window.
pub fn room(ctx: &egui::Context) -> Vec2 {
    let window = ctx.content_rect().size();
    vec2(
        (window.x * 0.44).clamp(420.0, 960.0),
        (window.y * 0.56).clamp(300.0, 720.0),
    )
    .floor()
}

impl Preview {
    /// Takes a finished picture, and starts the next one when the draft has changed since.
    pub fn update(&mut self, ui: &Ui, draft: &Draft, room: Vec2) {
        if let Some((of, receiver)) = self.drawing.take() {
            match receiver.try_recv() {
                Ok(picture) => {
                    let texture = |image| ui.ctx().load_texture("export preview", image, TextureOptions::LINEAR);
                    let look = picture.map(|look| match look {
                        Look::Page(image) => Look::Page(texture(image)),
                        Look::Data(text) => Look::Data(text),
                    });
                    self.shown = Some((of, look));
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
            self.start(ui, draft, room);
        }
    }

    fn start(&mut self, ui: &Ui, draft: &Draft, room: Vec2) {
        let Ok(settings) = draft.settings() else { return };
        let fitting = |room: f32, mm: f64| f64::from(room * ui.ctx().pixels_per_point()) / (mm / 25.4);
        let room = room - EDGE;
        let dpi = fitting(room.x, settings.size.width_mm).min(fitting(room.y, settings.size.height_mm));
        let (chart, ctx, (sender, receiver)) = (draft.chart.clone(), ui.ctx().clone(), channel());
        let format = draft.format;
        std::thread::spawn(move || {
            let picture = if format.is_page() {
                page::preview(&chart, settings, dpi as u32).map(|(pixels, width, height)| {
                    let size = [width as usize, height as usize];
                    Look::Page(ColorImage::from_rgba_unmultiplied(size, &pixels))
                })
            } else {
                page::export(&chart, settings, format).map(|bytes| Look::Data(beginning(&bytes)))
            };
            // the dialog may be closed; then nobody waits
            let _ = sender.send(picture.map_err(|e| e.to_string()));
            ctx.request_repaint();
        });
        self.drawing = Some((draft.clone(), receiver));
    }

    pub fn problem(&self) -> Option<String> {
        self.shown.as_ref().and_then(|(_, shown)| shown.as_ref().err().cloned())
    }

    #[cfg(test)]
    pub fn is_drawn(&self) -> bool {
        matches!(self.shown, Some((_, Ok(_)))) && self.drawing.is_none()
    }

    pub fn ui(&self, ui: &mut Ui, room: Vec2) {
        let look = theme::look(ui);
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the file"));
        ui.painter().rect_filled(rect, 4.0, look.ground);
        let texture = match &self.shown {
            Some((_, Ok(Look::Page(texture)))) => texture,
            Some((_, Ok(Look::Data(text)))) => {
                let painter = ui.painter().with_clip_rect(rect.shrink2(EDGE / 2.0));
                let (font, place) = (theme::regular(theme::SMALL), rect.min + EDGE);
                painter.text(place, egui::Align2::LEFT_TOP, text, font, look.text);
                return;
            }
            _ => return,
        };
        let size = texture.size_vec2() / ui.ctx().pixels_per_point();
        let room = room - EDGE;
        let size = size * (room.x / size.x).min(room.y / size.y).min(1.0);
        let place = egui::Rect::from_center_size(rect.center(), size);
        let whole = egui::Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
        ui.painter().image(texture.id(), place, whole, egui::Color32::WHITE);
        let edge = egui::Stroke::new(1.0, look.line);
        ui.painter().rect_stroke(place, 0.0, edge, egui::StrokeKind::Outside);
    }
}

/// The first lines of a text.
fn beginning(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().take(LINES);
    let cut = |line: &str| line.chars().take(CHARACTERS).collect::<String>();
    lines.map(cut).collect::<Vec<_>>().join("\n")
}

/// Whether two drafts look the same: of pages the format and its resolution do not show.
fn same_picture(a: &Draft, b: &Draft) -> bool {
    let size = |d: &Draft| d.settings().ok().map(|s| s.size);
    let data = |d: &Draft| (!d.format.is_page()).then_some(d.format);
    let page = |d: &Draft| (d.ground, d.transparent, size(d), data(d));
    a.chart == b.chart && page(a) == page(b)
}
