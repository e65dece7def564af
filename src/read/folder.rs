//! The files that lie beside the one being read, for formats that spread a meet over several.

use super::open::MAX_BYTES;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

/// Files of one folder by name. The folder is listed and a file read at most once, when first asked for, so that
/// thousands of files of one folder can share it.
#[derive(Debug, Default)]
pub struct Folder {
    /// `None` for content that lies in no folder.
    path: Option<PathBuf>,
    names: OnceLock<Vec<String>>,
    files: Mutex<BTreeMap<String, Option<Arc<[u8]>>>>,
}

impl Folder {
    /// The folder that a file lies in.
    pub fn of(file: &Path) -> Self {
        Self {
            path: file.parent().map(Path::to_path_buf),
            ..Self::default()
        }
    }

    /// The files of a folder that is not on the disk, such as an archive.
    pub fn in_memory(files: impl IntoIterator<Item = (String, Arc<[u8]>)>) -> Self {
        let files: BTreeMap<_, _> = files.into_iter().map(|(name, bytes)| (name, Some(bytes))).collect();
        Self {
            path: None,
            names: OnceLock::from(files.keys().cloned().collect::<Vec<_>>()),
            files: Mutex::new(files),
        }
    }

    /// The folder's own name; empty where there is none.
    pub fn name(&self) -> String {
        let path = self.path.as_deref().and_then(|p| p.canonicalize().ok());
        let name = path.as_deref().and_then(Path::file_name);
        name.map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Names of the files with an extension (in lower case, without the dot), in order.
    pub fn with_extension<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a str> {
        let names = self.names.get_or_init(|| {
            let entries = self.path.as_deref().and_then(|p| std::fs::read_dir(p).ok());
            let mut names: Vec<String> = entries
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|entry| entry.file_name().into_string().ok())
                .collect();
            names.sort();
            names
        });
        let fits = move |name: &&str| {
            let own = Path::new(name).extension().and_then(|e| e.to_str());
            own.is_some_and(|own| own.eq_ignore_ascii_case(extension))
        };
        names.iter().map(String::as_str).filter(fits)
    }

    /// The content of the file of that name; `None` where there is none that can be read, or when it is larger than `limit`
    /// bytes.
    pub fn file(&self, name: &str, limit: u64) -> Option<Arc<[u8]>> {
        let Ok(mut files) = self.files.lock() else { return None };
        let known = files.entry(name.to_owned()).or_insert_with(|| {
            let path = self.path.as_deref()?.join(name);
            let metadata = path.metadata().ok()?;
            let fits = metadata.is_file() && metadata.len() <= limit.min(MAX_BYTES);
            fits.then(|| std::fs::read(path).ok())?.map(Arc::from)
        });
        known.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_extension_and_read_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("Lynx.EVT"), "1,1,1,Mile").unwrap();
        std::fs::write(folder.path().join("other.txt"), "x").unwrap();
        let beside = Folder::of(&folder.path().join("race.lif"));
        assert_eq!(beside.with_extension("evt").collect::<Vec<_>>(), ["Lynx.EVT"]);
        assert_eq!(beside.file("Lynx.EVT", 100).as_deref(), Some("1,1,1,Mile".as_bytes()));
        std::fs::remove_file(folder.path().join("Lynx.EVT")).unwrap();
        assert!(beside.file("Lynx.EVT", 100).is_some(), "it was read before");
        assert_eq!(beside.file("missing.ppl", 100), None);
        assert_eq!(beside.file("other.txt", 0), None, "larger than the limit");
    }

    #[test]
    fn content_in_memory_has_the_files_it_was_given() {
        let nowhere = Folder::default();
        assert_eq!(nowhere.with_extension("evt").count(), 0);
        let archive = Folder::in_memory([("lynx.evt".to_owned(), Arc::from(*b"1,1,1"))]);
        assert_eq!(archive.with_extension("evt").collect::<Vec<_>>(), ["lynx.evt"]);
        assert_eq!(archive.file("lynx.evt", 9).as_deref(), Some("1,1,1".as_bytes()));
    }
}
