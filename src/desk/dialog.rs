//! The system's file dialogs, waited for on a thread.

use super::jobs::{Done, Jobs};
use crate::read::FORMATS;
use std::path::PathBuf;

/// Asks for files to open.
pub fn choose_files(frame: &eframe::Frame, jobs: &mut Jobs) {
    let extensions: Vec<&str> = FORMATS.iter().flat_map(|f| f.extensions.iter().copied()).collect();
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(frame)
        .set_title("Open result files")
        .add_filter("Result files", &extensions)
        .add_filter("All files", &["*"])
        .pick_files();
    jobs.wait("Choosing files", move || {
        let files = pollster::block_on(dialog)?;
        let paths: Vec<PathBuf> = files.iter().map(|f| f.path().to_owned()).collect();
        Some(Done::Picked(paths))
    });
}
