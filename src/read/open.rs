//! A path to an [`Import`]: maps the file, finds its format and has it read.

use super::format::{HEAD_BYTES, Head, Progress, recognise};
use super::import::{Import, Source};
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
    if metadata.len() > MAX_BYTES {
        return Err(OpenError::TooLarge {
            path: shown,
            bytes: metadata.len(),
        });
    }
    if metadata.len() == 0 && metadata.is_file() {
        return Err(OpenError::Empty { path: shown });
    }
    // SAFETY: the map is read only and dropped before this function returns. A file that another program shortens
    // meanwhile ends this process, the risk of every memory map; copying it first would double the memory of a load.
    #[allow(unsafe_code)]
    let map = unsafe { memmap2::Mmap::map(&file) }.map_err(io_error)?;
    read_bytes(&shown, &map, progress)
}

/// Reads the content of a file that is in memory, such as a part of the sample; `name` stands for its path.
pub fn read_bytes(name: &str, bytes: &[u8], progress: &Progress) -> Result<Import, OpenError> {
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
    let mut import = (format.read)(bytes, progress);
    if progress.is_cancelled() {
        return Err(OpenError::Cancelled { path: name.to_owned() });
    }
    import.source = Source {
        path: name.to_owned(),
        format: format.name,
        reason: score.reason,
        bytes: bytes.len() as u64,
    };
    Ok(import)
}
