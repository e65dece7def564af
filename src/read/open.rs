//! A path to [`Import`]s: maps the file, finds its format, or opens it as a container of files, and has it read.
//!
//! A file that says nothing of its event may say it in its name: `men-1500-metres.csv`.

use super::container::{self, Allowance, Collection, Content, Packed};
use super::folder::{Folder, Folders};
use super::format::{HEAD_BYTES, Head, Input, Progress, recognise};
use super::import::{Import, Source};
use super::laps;
use super::mapping::Mapping;
use super::title::event_in_title;
use crate::model::{Discipline, Event, Finding, Findings, Severity};
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

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
    #[error("{path}: is not a result file that can be read; the readme lists the formats")]
    NotRecognised { path: String },
    #[error("{path}: {reason}")]
    Damaged { path: String, reason: String },
    #[error("{path}: reading was cancelled")]
    Cancelled { path: String },
}

/// Reads one file. Its first import is the file itself; where it is a container, that one has no rows and its parts
/// follow. Fails only when nothing can be read from it; defects in what it holds are findings of the imports.
pub fn open(path: &Path, folders: &Folders, progress: &Progress) -> Result<Vec<Import>, OpenError> {
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
    let progress = progress.part(metadata.len(), metadata.len());
    read_file(
        &shown,
        Content::new(map),
        &folders.of(path),
        &folders.mappings,
        &progress,
    )
}

/// Reads the content of a file, as a container or as a result file.
fn read_file(
    path: &str,
    content: Content,
    folder: &Arc<Folder>,
    mappings: &[Mapping],
    progress: &Progress,
) -> Result<Vec<Import>, OpenError> {
    let bytes = content.as_ref().len() as u64;
    let mut collection = Collection {
        file: path,
        mappings,
        allowance: Allowance::of(bytes),
        findings: Findings::default(),
        imports: Vec::new(),
    };
    let packed = Packed {
        name: file_name(path),
        content: &content,
        allowance: &mut collection.allowance,
        findings: &mut collection.findings,
    };
    let Some((container, opened)) = container::open(packed) else {
        let place = Place {
            path,
            file: path,
            folder,
            mappings,
        };
        return Ok(vec![read_content(place, content.as_ref(), progress)?]);
    };
    let path = path.to_owned();
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(reason) => return Err(OpenError::Damaged { path, reason }),
    };
    container::read_parts(opened.as_mut(), folder, &mut collection, progress);
    if progress.is_cancelled() {
        return Err(OpenError::Cancelled { path });
    }
    let Collection { findings, imports, .. } = collection;
    if imports.is_empty() {
        let worst = findings.kept().iter().find(|f| f.severity == Severity::Error);
        return Err(match worst {
            Some(finding) => OpenError::Damaged {
                reason: format!("holds nothing that can be read: {finding}"),
                path,
            },
            None => not_recognised(&path),
        });
    }
    let source = Source {
        file: path.clone(),
        path,
        format: container.name,
        reason: opened.reason(),
        bytes,
    };
    let whole = Import {
        source,
        findings,
        ..Import::default()
    };
    Ok(std::iter::once(whole).chain(imports).collect())
}

/// The bytes of a file that was read, or of the part of a file: those that its lines are counted in.
pub fn content(source: &Source) -> Result<Vec<u8>, OpenError> {
    if let Some((_, text)) = super::sample::SAMPLE.iter().find(|(name, _)| *name == source.path) {
        return Ok(text.as_bytes().to_vec());
    }
    let path = source.path.clone();
    let bytes = std::fs::read(&source.file).map_err(|error| OpenError::Io {
        path: source.file.clone(),
        error,
    })?;
    let inside = source.path.strip_prefix(&source.file).unwrap_or_default();
    let inside = inside.trim_start_matches('/');
    if inside.is_empty() {
        return Ok(bytes);
    }
    let name = file_name(&source.file).to_owned();
    container::part_content(&name, Content::new(bytes), inside).ok_or(OpenError::Damaged {
        path,
        reason: "is not in the file any more".to_owned(),
    })
}

/// Reads the content of a result file that is in memory, such as a part of the sample; `name` stands for its path.
pub fn read_bytes(name: &str, bytes: &[u8], progress: &Progress) -> Result<Import, OpenError> {
    let place = Place {
        path: name,
        file: name,
        folder: &Folder::default(),
        mappings: &[],
    };
    read_content(place, bytes, progress)
}

/// Where a content comes from.
pub(super) struct Place<'a> {
    /// Path of the file, or of a part in it.
    pub path: &'a str,
    /// Path of the file on the disk.
    pub file: &'a str,
    /// What lies beside it.
    pub folder: &'a Folder,
    pub mappings: &'a [Mapping],
}

/// Reads the content of one result file, or part of a file, in the format that fits best.
pub(super) fn read_content(place: Place<'_>, bytes: &[u8], progress: &Progress) -> Result<Import, OpenError> {
    let Place {
        path,
        file,
        folder,
        mappings,
    } = place;
    if bytes.is_empty() {
        return Err(OpenError::Empty { path: path.to_owned() });
    }
    let head = Head {
        name: path,
        bytes: &bytes[..bytes.len().min(HEAD_BYTES)],
    };
    let (format, score) = recognise(head).ok_or_else(|| not_recognised(path))?;
    let input = Input {
        name: file_name(path),
        bytes,
        folder,
        mappings,
    };
    let mut import = (format.read)(input, progress);
    if progress.is_cancelled() {
        return Err(OpenError::Cancelled { path: path.to_owned() });
    }
    for name in [path, file] {
        if let Some(stem) = Path::new(name).file_stem().and_then(|s| s.to_str()) {
            name_events(&mut import, stem);
        }
    }
    laps::place(&mut import);
    if import.rows.is_empty() && import.athletes.is_empty() && import.findings.total() == 0 {
        import.findings.push(Finding {
            severity: Severity::Warning,
            code: "no-results",
            line: 0,
            column: 0,
            found: "no result".into(),
            expected: "results; the file is of a known format, and empty".into(),
        });
    }
    import.source = Source {
        path: path.to_owned(),
        file: file.to_owned(),
        format: format.name,
        reason: score.reason,
        bytes: bytes.len() as u64,
    };
    Ok(import)
}

fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|n| n.to_str()).unwrap_or(path)
}

fn not_recognised(path: &str) -> OpenError {
    OpenError::NotRecognised { path: path.to_owned() }
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
