//! The system's file dialogs, waited for on a thread. Each belongs to the window, so that it stands above it.

use super::jobs::{Done, Jobs};
use crate::chart::Chart;
use crate::page::{self, Format, Settings, file};
use crate::read::FORMATS;
use crate::read::container::CONTAINERS;
use std::path::PathBuf;

/// A chart to be written, as the export dialog has it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartFile {
    pub chart: Chart,
    pub settings: Settings,
    pub format: Format,
}

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
    jobs.wait("Choosing files", move || picked(pollster::block_on(dialog)?));
}

/// Asks for folders whose files to open.
pub fn choose_folder(frame: &eframe::Frame, jobs: &mut Jobs) {
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(frame)
        .set_title("Open folders of result files")
        .pick_folders();
    jobs.wait("Choosing folders", move || picked(pollster::block_on(dialog)?));
}

fn picked(chosen: Vec<rfd::FileHandle>) -> Option<Done> {
    let paths: Vec<PathBuf> = chosen.iter().map(|f| f.path().to_owned()).collect();
    Some(Done::Picked(paths))
}

/// Asks where, then writes the file; both beside the window.
pub fn save_chart(frame: &eframe::Frame, jobs: &mut Jobs, wanted: ChartFile) {
    let extension = wanted.format.extension();
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(frame)
        .set_title("Save chart")
        .set_file_name(format!("{}.{extension}", file::name_for(&wanted.chart.title)))
        .add_filter(extension.to_uppercase(), &[extension])
        .save_file();
    jobs.wait("Saving the chart", move || {
        let path = file::with_extension(pollster::block_on(dialog)?.path(), extension);
        let bytes = page::export(&wanted.chart, wanted.settings, wanted.format).map_err(|e| e.to_string());
        let saved = bytes.and_then(|bytes| file::save(&path, &bytes));
        Some(Done::Saved(saved.map(|()| path)))
    });
}
