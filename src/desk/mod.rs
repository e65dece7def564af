//! The window; the only place that knows egui.

mod app;
mod bars;
mod cache;
mod command;
mod dialog;
mod first_frame;
mod jobs;
mod notices;
mod panels;
mod plot;
mod table;
mod theme;

pub use app::App;

use eframe::egui::ViewportBuilder;
use first_frame::FirstFrame;
use std::path::PathBuf;
use std::time::Instant;

/// Name under which the system keeps the program's settings.
const APP_ID: &str = "homestraight";

/// Opens the window with the files, or with the sample when there are none; returns when it is closed.
pub fn run(paths: Vec<PathBuf>) -> Result<(), String> {
    let window = eframe::run_native(APP_ID, options(), Box::new(|cc| Ok(Box::new(App::new(cc, paths)))));
    window.map_err(sentence)
}

/// Opens the window, prints how long after `started` its first frame was on the screen, and closes it.
pub fn measure_first_frame(paths: Vec<PathBuf>, started: Instant) -> Result<(), String> {
    let new = move |cc: &eframe::CreationContext<'_>| FirstFrame::new(App::new(cc, paths), started);
    eframe::run_native(APP_ID, options(), Box::new(|cc| Ok(Box::new(new(cc))))).map_err(sentence)
}

/// Why there is no window, in words for the person.
fn sentence(error: eframe::Error) -> String {
    match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            "no display was found; the commands listed by --help need none".to_owned()
        }
        other => other.to_string(),
    }
}

fn options() -> eframe::NativeOptions {
    let viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Homestraight")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 420.0]);
    eframe::NativeOptions {
        viewport,
        ..Default::default()
    }
}
