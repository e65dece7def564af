//! The file as a picture, drawn on a thread.

use super::draft::Draft;
use crate::desk::theme;
use crate::page;
use eframe::egui::{self, ColorImage, Sense, TextureHandle, TextureOptions, Ui, Vec2, vec2};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Kept clear around the picture.
const EDGE: Vec2 = vec2(16.0, 16.0);

#[derive(Default)]
pub struct Preview {
    shown: Option<(Draft, Result<TextureHandle, String>)>,
    drawing: Option<(Draft, Receiver<Result<ColorImage, String>>)>,
}

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
            self.start(ui, draft, room);
        }
    }

    fn start(&mut self, ui: &Ui, draft: &Draft, room: Vec2) {
        let Ok(settings) = draft.settings() else { return };
        let fitting = |room: f32, mm: f64| f64::from(room * ui.ctx().pixels_per_point()) / (mm / 25.4);
        let room = room - EDGE;
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

    pub fn problem(&self) -> Option<String> {
        self.shown.as_ref().and_then(|(_, shown)| shown.as_ref().err().cloned())
    }

    #[cfg(test)]
    pub fn is_drawn(&self) -> bool {
        matches!(self.shown, Some((_, Ok(_))))
    }

    pub fn ui(&self, ui: &mut Ui, room: Vec2) {
        let look = theme::look(ui);
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the file"));
        ui.painter().rect_filled(rect, 4.0, look.ground);
        let Some((_, Ok(texture))) = &self.shown else {
            return;
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

/// Whether two drafts look the same: the format and its resolution do not show.
fn same_picture(a: &Draft, b: &Draft) -> bool {
    let size = |d: &Draft| d.settings().ok().map(|s| s.size);
    a.chart == b.chart && a.ground == b.ground && a.transparent == b.transparent && size(a) == size(b)
}
