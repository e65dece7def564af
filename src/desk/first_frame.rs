//! Measures the time from the start of the process to the first frame on the screen, then closes the window.

use super::App;
use eframe::egui::{Ui, ViewportCommand};
use std::time::Instant;

/// The window, closed as soon as its first frame has been shown.
pub struct FirstFrame {
    app: App,
    started: Instant,
    frames: u32,
}

impl FirstFrame {
    pub fn new(app: App, started: Instant) -> Self {
        Self {
            app,
            started,
            frames: 0,
        }
    }
}

impl eframe::App for FirstFrame {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.frames += 1;
        // the second frame begins when the first has been handed to the screen
        if self.frames == 2 {
            println!("first frame after {} ms", self.started.elapsed().as_millis());
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        self.app.window_ui(ui, frame);
        ui.ctx().request_repaint();
    }
}
