//! Messages at the bottom of the window, over the panels, so that nothing moves for them. What went well says so for some
//! seconds; an error stays until it is closed.

use super::theme::{self, Look};
use eframe::egui::{Align, Align2, Area, Frame, Id, Label, Layout, Margin, Order, RichText, Ui, vec2};
use std::time::Duration;

/// Messages shown at once.
const SHOWN: usize = 2;
/// How long a message stays that is no error, in seconds.
const LIFETIME: f64 = 6.0;
const WIDTH: f32 = 560.0;

struct Notice {
    text: String,
    is_error: bool,
    /// The time of the first frame that showed it, in seconds.
    since: Option<f64>,
}

impl Notice {
    /// Seconds that it has left; `None` for one that stays.
    fn left(&self, now: f64) -> Option<f64> {
        let since = self.since.filter(|_| !self.is_error)?;
        Some(since + LIFETIME - now)
    }
}

/// What the user should know, the oldest first.
#[derive(Default)]
pub struct Notices(Vec<Notice>);

/// What was clicked.
#[derive(Clone, Copy)]
enum Click {
    Close(usize),
    CloseAll,
    ShowFindings,
}

impl Notices {
    pub fn say(&mut self, text: String) {
        self.push(text, false);
    }

    pub fn fail(&mut self, text: String) {
        self.push(text, true);
    }

    fn push(&mut self, text: String, is_error: bool) {
        self.0.push(Notice {
            text,
            is_error,
            since: None,
        });
    }

    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|n| n.text.as_str())
    }

    /// Draws the latest messages `above` the bottom of the window, at the right, where they lie over one panel only; the
    /// others are counted. Whether the findings are asked for.
    pub fn ui(&mut self, ui: &Ui, above: f32) -> bool {
        let now = ui.input(|i| i.time);
        self.0.iter_mut().for_each(|n| n.since = n.since.or(Some(now)));
        self.0.retain(|n| n.left(now).is_none_or(|left| left > 0.0));
        if self.0.is_empty() {
            return false;
        }
        if let Some(left) = self.0.iter().filter_map(|n| n.left(now)).reduce(f64::min) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        }
        let look = theme::look(ui);
        let click = Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .anchor(Align2::RIGHT_BOTTOM, vec2(-8.0, -above - 8.0))
            .show(ui.ctx(), |ui| {
                Frame::popup(ui.style())
                    .inner_margin(Margin::symmetric(12, 8))
                    .show(ui, |ui| self.list_ui(ui, look))
                    .inner
            })
            .inner;
        match click {
            Some(Click::Close(at)) => {
                self.0.remove(at);
            }
            Some(Click::CloseAll) => self.0.clear(),
            Some(Click::ShowFindings) | None => {}
        }
        matches!(click, Some(Click::ShowFindings))
    }

    fn list_ui(&self, ui: &mut Ui, look: &Look) -> Option<Click> {
        ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 48.0));
        let mut click = None;
        let hidden = self.0.len().saturating_sub(SHOWN);
        for (at, notice) in self.0.iter().enumerate().skip(hidden).rev() {
            row_ui(ui, |ui| {
                if ui.button("Close").clicked() {
                    click = Some(Click::Close(at));
                }
                let colour = if notice.is_error { look.error } else { look.fastest };
                text_ui(ui, RichText::new(&notice.text).color(colour));
            });
        }
        if hidden > 0 {
            row_ui(ui, |ui| {
                if ui.button("Close all").clicked() {
                    click = Some(Click::CloseAll);
                }
                if ui.button("Show findings").clicked() {
                    click = Some(Click::ShowFindings);
                }
                let text = format!("and {hidden} more; files that could not be opened are among the findings");
                text_ui(ui, RichText::new(text).color(look.quiet));
            });
        }
        click
    }
}

/// A line that is filled from its right.
fn row_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| ui.with_layout(Layout::right_to_left(Align::Center), contents));
}

/// A text from the left of what is left of the line.
fn text_ui(ui: &mut Ui, text: RichText) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(text).wrap())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui;

    #[test]
    fn an_error_stays() {
        let mut notices = Notices::default();
        notices.say("Saved a.svg".to_owned());
        notices.fail("b.csv: there is no such file".to_owned());
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut frame = |time: f64| {
            let input = egui::RawInput {
                time: Some(time),
                ..Default::default()
            };
            ctx.run_ui(input, |ui| {
                notices.ui(ui, 0.0);
            })
            .drop_without_applying_deltas();
            notices.texts().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(frame(1.0).len(), 2);
        assert_eq!(frame(6.9).len(), 2);
        assert_eq!(frame(7.1), ["b.csv: there is no such file"]);
    }
}
