//! A path to an [`Import`]: maps the file, finds its format and has it read.
//!
//! A file that says nothing of its event may say it in its name: `men-1500-metres.csv`.

use super::folder::Folder;
use super::format::{HEAD_BYTES, Head, Input, Progress, recognise};
use super::import::{Import, Source};
use super::title::event_in_title;
use crate::model::{Discipline, Event, Finding, Severity};
use std::fs::File;
use std::io;
use std::path::Path;

/// The largest file that is read; places in a text are counted in 32 bits.
pub const MAX_BYTES: u64 = u32::MAX as u64;

/// Why a file was not read at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{path}: cannot be opened: {error}")]
    Io { path: String, error: io::Error },
    #[error("{path}: is a folder; open the files in it")]
    Directory { path: String },
    #[error("{path}: is a device or a pipe; save its content as a file and open that")]
    NotAFile { path: String },
    #[error("{path}: is empty; expected a result file")]
    Empty { path: String },
    #[error("{path}: holds {bytes} bytes; files up to 4 GiB can be read")]
    TooLarge { path: String, bytes: u64 },
    #[error("{path}: is not a result file that can be read; expected one of: {expected}")]
    NotRecognised { path: String, expected: String },
    #[error("{path}: reading was cancelled")]
    Cancelled { path: String },
}

/// Reads one file. Fails only when nothing can be read from it; defects in what it holds are findings of the import.
pub fn open(path: &Path, progress: &Progress) -> Result<Import, OpenError> {
    let shown = path.display().to_string();
    let io_error = |error| OpenError::Io {
        path: shown.clone(),
        error,
    };
    let file = File::open(path).map_err(io_error)?;
    let metadata = file.metadata().map_err(io_error)?;
    if metadata.is_dir() {
        return Err(OpenError::Directory { path: shown });
    }
    if !metadata.is_file() {
        return Err(OpenError::NotAFile { path: shown });
    }
    if metadata.len() > MAX_BYTES {
        return Err(OpenError::TooLarge {
            path: shown,
            bytes: metadata.len(),
        });
    }
    if metadata.len() == 0 {
        return Err(OpenError::Empty { path: shown });
    }
    // SAFETY: the map is read only and dropped before this function returns. A file that another program shortens
    // meanwhile ends this process, the risk of every memory map; copying it first would double the memory of a load.
    #[allow(unsafe_code)]
    let map = unsafe { memmap2::Mmap::map(&file) }.map_err(io_error)?;
    read_in(&shown, &map, &Folder::of(path), progress)
}

/// Reads the content of a file that is in memory, such as a part of the sample; `name` stands for its path.
pub fn read_bytes(name: &str, bytes: &[u8], progress: &Progress) -> Result<Import, OpenError> {
    read_in(name, bytes, &Folder::default(), progress)
}

fn read_in(name: &str, bytes: &[u8], folder: &Folder, progress: &Progress) -> Result<Import, OpenError> {
    if bytes.is_empty() {
        return Err(OpenError::Empty { path: name.to_owned() });
    }
    let head = Head {
        name,
        bytes: &bytes[..bytes.len().min(HEAD_BYTES)],
    };
    let Some((format, score)) = recognise(head) else {
        let expected = super::FORMATS.iter().map(|f| f.label).collect::<Vec<_>>().join(", ");
        return Err(OpenError::NotRecognised {
            path: name.to_owned(),
            expected,
        });
    };
    progress.set_total(bytes.len() as u64);
    let short = Path::new(name).file_name().and_then(|n| n.to_str()).unwrap_or(name);
    let input = Input {
        name: short,
        bytes,
        folder,
        mappings: &[],
    };
    let mut import = (format.read)(input, progress);
    if progress.is_cancelled() {
        return Err(OpenError::Cancelled { path: name.to_owned() });
    }
    if let Some(stem) = Path::new(name).file_stem().and_then(|s| s.to_str()) {
        name_events(&mut import, stem);
    }
    import.source = Source {
        path: name.to_owned(),
        format: format.name,
        reason: score.reason,
        bytes: bytes.len() as u64,
    };
    Ok(import)
}

/// Gives the races whose event the content leaves open the one of the file's name, and says so.
fn name_events(import: &mut Import, stem: &str) {
    let Some(event) = event_in_title(stem) else { return };
    let is_open = |e: &Event| e.discipline == Discipline::Unknown && e.distance_mm == 0;
    if !import.races.iter().all(|r| is_open(&r.event)) || import.rows.mark.iter().all(|m| *m == 0) {
        return;
    }
    for race in &mut import.races {
        race.event = Event {
            sex: if event.sex == Default::default() {
                race.event.sex
            } else {
                event.sex
            },
            indoor: event.indoor || race.event.indoor,
            ..event
        };
    }
    import.findings.push(Finding {
        severity: Severity::Note,
        code: "event-from-name",
        line: 0,
        column: 0,
        found: "no event in the file".into(),
        expected: format!("an event; {event} was taken from the file's name"),
    });
}
