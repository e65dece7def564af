//! The window; the only place that knows egui.

mod app;
mod bars;
mod cache;
mod command;
mod dialog;
mod jobs;
mod panels;
mod plot;
mod table;
mod theme;

pub use app::App;

use eframe::egui::ViewportBuilder;
use std::path::PathBuf;

/// Name under which the system keeps the program's settings.
const APP_ID: &str = "homestraight";

/// Opens the window with the files, or with the sample when there are none; returns when it is closed.
pub fn run(paths: Vec<PathBuf>) -> eframe::Result {
    let viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Homestraight")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 420.0]);
    let options = eframe::NativeOptions {
        viewport,
        ..Default::default()
    };
    eframe::run_native(APP_ID, options, Box::new(|cc| Ok(Box::new(App::new(cc, paths)))))
}
