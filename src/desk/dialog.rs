//! The system's file dialogs, waited for on a thread.

use super::jobs::{Done, Jobs};
use crate::read::FORMATS;
use crate::read::container::CONTAINERS;
use std::path::PathBuf;

/// Asks for files to open.
pub fn choose_files(frame: &eframe::Frame, jobs: &mut Jobs) {
    let of_containers = CONTAINERS.iter().map(|c| c.extensions);
    let extensions = FORMATS.iter().map(|f| f.extensions).chain(of_containers);
    let extensions: Vec<&str> = extensions.flatten().copied().collect();
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
