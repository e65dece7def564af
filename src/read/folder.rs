//! The files that lie beside the one being read, for formats that spread a meet over several.

use super::mapping::Mapping;
use super::open::MAX_BYTES;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Files of one folder by name. The folder is listed and a file read at most once, when first asked for, so that
/// thousands of files of one folder can share it.
#[derive(Debug, Default)]
pub struct Folder {
    place: Place,
    /// Its own name, once asked for.
    name: OnceLock<String>,
    names: OnceLock<Vec<String>>,
    files: Mutex<BTreeMap<String, Option<Arc<[u8]>>>>,
}

/// Where the files of a folder come from.
#[derive(Default)]
enum Place {
    /// Content that lies in no folder, or whose folder is all in memory.
    #[default]
    Nowhere,
    Disk(PathBuf),
    /// A folder of an archive: its name, and what unpacks a file of it.
    Archive(String, Box<Unpack>),
}

/// Unpacks the file of a name, if it is not larger than so many bytes.
pub type Unpack = dyn Fn(&str, u64) -> Option<Vec<u8>> + Send + Sync;

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere => f.write_str("Nowhere"),
            Self::Disk(path) => write!(f, "Disk({})", path.display()),
            Self::Archive(name, _) => write!(f, "Archive({name})"),
        }
    }
}

impl Folder {
    /// The folder that a file lies in.
    pub fn of(file: &Path) -> Self {
        Self {
            place: file
                .parent()
                .map_or(Place::Nowhere, |path| Place::Disk(path.to_path_buf())),
            ..Self::default()
        }
    }

    /// The files of a folder that is not on the disk.
    pub fn in_memory(files: impl IntoIterator<Item = (String, Arc<[u8]>)>) -> Self {
        let files: BTreeMap<_, _> = files.into_iter().map(|(name, bytes)| (name, Some(bytes))).collect();
        Self {
            place: Place::Nowhere,
            name: OnceLock::new(),
            names: OnceLock::from(files.keys().cloned().collect::<Vec<_>>()),
            files: Mutex::new(files),
        }
    }

    /// A folder of an archive with the names of its files, each unpacked when first asked for.
    pub fn in_archive(name: String, mut names: Vec<String>, unpack: Box<Unpack>) -> Self {
        names.sort();
        Self {
            place: Place::Archive(name, unpack),
            name: OnceLock::new(),
            names: OnceLock::from(names),
            files: Mutex::default(),
        }
    }

    /// The folder's own name; empty where there is none.
    pub fn name(&self) -> &str {
        self.name.get_or_init(|| match &self.place {
            Place::Nowhere => String::new(),
            Place::Archive(name, _) => name.clone(),
            Place::Disk(path) => {
                let whole = listed(path).canonicalize().ok();
                let name = whole.as_deref().and_then(Path::file_name);
                name.map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
            }
        })
    }

    /// Names of the files with an extension (in lower case, without the dot), in order.
    pub fn with_extension<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a str> {
        let names = self.names.get_or_init(|| {
            let entries = match &self.place {
                Place::Disk(path) => std::fs::read_dir(listed(path)).ok(),
                _ => None,
            };
            let mut names: Vec<String> = entries
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|entry| entry.file_name().into_string().ok())
                .collect();
            names.sort();
            names
        });
        // thousands of files ask for thousands of names: only the end is looked at
        let fits = move |name: &&str| {
            let bytes = name.as_bytes();
            let parts = bytes.split_at_checked(bytes.len().saturating_sub(extension.len()));
            parts.is_some_and(|(before, own)| {
                before.len() > 1 && before.ends_with(b".") && own.eq_ignore_ascii_case(extension.as_bytes())
            })
        };
        names.iter().map(String::as_str).filter(fits)
    }

    /// The content of the file of that name; `None` where there is none that can be read, or when it is larger than `limit`
    /// bytes.
    pub fn file(&self, name: &str, limit: u64) -> Option<Arc<[u8]>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let known = files.entry(name.to_owned()).or_insert_with(|| {
            let limit = limit.min(MAX_BYTES);
            match &self.place {
                Place::Nowhere => None,
                Place::Archive(_, unpack) => unpack(name, limit).map(Arc::from),
                Place::Disk(path) => {
                    let path = path.join(name);
                    let metadata = path.metadata().ok()?;
                    let fits = metadata.is_file() && metadata.len() <= limit;
                    fits.then(|| std::fs::read(path).ok())?.map(Arc::from)
                }
            }
        });
        known.clone()
    }
}

/// The path to list: the parent of a bare file name is empty and stands for the working folder.
fn listed(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}

/// What files that are opened together share: the folders that they lie in, and what the user said of the columns of tables.
#[derive(Debug, Default)]
pub struct Folders {
    known: Mutex<BTreeMap<PathBuf, Arc<Folder>>>,
    pub mappings: Vec<Mapping>,
}

impl Folders {
    pub fn with_mappings(mappings: Vec<Mapping>) -> Self {
        Self {
            mappings,
            ..Self::default()
        }
    }

    /// The folder that a file lies in.
    pub fn of(&self, file: &Path) -> Arc<Folder> {
        let mut folders = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let parent = file.parent().unwrap_or(Path::new("")).to_path_buf();
        folders
            .entry(parent)
            .or_insert_with(|| Arc::new(Folder::of(file)))
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

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

    #[test]
    fn a_file_of_an_archive_is_unpacked_once_and_when_asked_for() {
        let unpacked = Arc::new(AtomicU32::new(0));
        let counter = unpacked.clone();
        let unpack = move |name: &str, limit: u64| {
            counter.fetch_add(1, Ordering::Relaxed);
            (name == "lynx.evt" && limit >= 5).then(|| b"1,1,1".to_vec())
        };
        let names = vec!["z.lif".to_owned(), "lynx.evt".to_owned()];
        let archive = Folder::in_archive("day 1".to_owned(), names, Box::new(unpack));
        assert_eq!(archive.with_extension("evt").collect::<Vec<_>>(), ["lynx.evt"]);
        assert_eq!(unpacked.load(Ordering::Relaxed), 0);
        for _ in 0..3 {
            assert_eq!(archive.file("lynx.evt", 9).as_deref(), Some("1,1,1".as_bytes()));
        }
        assert_eq!(unpacked.load(Ordering::Relaxed), 1);
        assert_eq!(archive.name(), "day 1");
    }

    #[test]
    fn files_of_one_folder_share_it() {
        let folders = Folders::default();
        let [a, b] = ["meet/1.lif", "meet/2.lif"].map(|p| folders.of(Path::new(p)));
        assert!(Arc::ptr_eq(&a, &b));
        assert!(!Arc::ptr_eq(&a, &folders.of(Path::new("other/1.lif"))));
    }
}
