//! A zip archive (PKWARE APPNOTE 6.3): many files, each stored or deflated. A Lenex `.lxf` is one, too.

use super::{
    Allowance, Container, Content, Opened, Packed, Part, Parts, Stopped, damaged, finding, plain_name, too_much,
};
use crate::model::{Findings, Severity};
use crate::read::folder::Folder;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::Arc;
use zip::ZipArchive;
use zip::result::ZipError;

pub const CONTAINER: Container = Container {
    name: "zip",
    label: "zip archive",
    extensions: &["zip", "lxf"],
    open,
};

/// Files of one archive that are looked at.
const MOST_PARTS: usize = 50_000;

pub(super) type Archive = ZipArchive<Cursor<Content>>;

struct Zip {
    archive: Archive,
    /// The archive's own name without the extension, which its outermost folder has.
    name: String,
    /// Index in the archive, and the part.
    entries: Vec<(usize, Part)>,
    /// By folder inside the archive, the indices of its files by name.
    names: BTreeMap<String, BTreeMap<String, usize>>,
    /// Folders that were asked for.
    folders: BTreeMap<String, Arc<Folder>>,
}

/// The archive that a content is; `None` when it is none, else what is wrong with it.
pub(super) fn archive(content: &Content) -> Option<Result<Archive, String>> {
    let bytes = content.as_ref();
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    let opened = ZipArchive::new(Cursor::new(content.clone()));
    Some(opened.map_err(|error| format!("is a zip archive that is cut short or damaged ({error})")))
}

fn open(packed: Packed<'_>) -> Option<Opened> {
    let archive = match archive(packed.content)? {
        Ok(archive) => archive,
        Err(error) => return Some(Err(error)),
    };
    let name = Path::new(packed.name).file_stem().and_then(|n| n.to_str());
    let name = name.unwrap_or(packed.name).to_owned();
    Some(Zip::new(archive, name, packed.findings).map(|zip| Box::new(zip) as Box<dyn Parts>))
}

impl Zip {
    fn new(mut archive: Archive, name: String, findings: &mut Findings) -> Result<Self, String> {
        // the files of an honest archive lie behind each other; in a bomb they share the same bytes
        if archive.has_overlapping_entries().unwrap_or(false) {
            return Err("is a zip archive whose files overlap, as in one made to do harm".to_owned());
        }
        if archive.len() > MOST_PARTS {
            let found = format!("{} files", archive.len());
            let expected = "at most 50,000 in one archive; the rest was not read";
            findings.push(finding(Severity::Error, "too-many-parts", found, expected));
        }
        let mut entries = Vec::new();
        let mut names: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for index in 0..archive.len().min(MOST_PARTS) {
            let Ok(entry) = archive.by_index_data(index) else {
                continue;
            };
            let raw = entry.name().map(|n| n.into_owned()).unwrap_or_default();
            if entry.is_dir() || entry.is_symlink() || is_of_the_system(&raw) {
                continue;
            }
            let part = Part {
                name: plain_name(&raw),
                packed: entry.compressed_size(),
            };
            let (folder, own) = split(&part.name);
            names
                .entry(folder.to_owned())
                .or_default()
                .insert(own.to_owned(), index);
            entries.push((index, part));
        }
        Ok(Self {
            archive,
            name,
            entries,
            names,
            folders: BTreeMap::new(),
        })
    }
}

/// What macOS and file managers leave in archives.
fn is_of_the_system(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || last.starts_with("._") || last == ".DS_Store"
}

/// The folder that a part lies in, empty for the outermost, and its name there.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}

impl Parts for Zip {
    fn reason(&self) -> String {
        match self.entries.len() {
            1 => "zip archive of 1 file".to_owned(),
            count => format!("zip archive of {count} files"),
        }
    }

    fn parts(&self) -> Vec<Part> {
        self.entries.iter().map(|(_, part)| part.clone()).collect()
    }

    fn unpack(&mut self, part: usize, allowance: &mut Allowance, findings: &mut Findings) -> Option<Vec<u8>> {
        let (index, part) = self.entries.get(part)?;
        let mut bytes = Vec::new();
        let unpacked = match self.archive.by_index(*index) {
            Ok(file) => allowance.read(file, &mut bytes),
            Err(error) => {
                findings.push(not_unpacked(&part.name, &error));
                return None;
            }
        };
        match unpacked {
            Ok(()) => {}
            Err(Stopped::TooMuch) => {
                findings.push(too_much(&part.name));
                return None;
            }
            Err(Stopped::Damaged(error)) => findings.push(damaged(&part.name, &error, bytes.len())),
        }
        (!bytes.is_empty()).then_some(bytes)
    }

    fn folder(&mut self, part: usize) -> Option<Arc<Folder>> {
        let (_, part) = self.entries.get(part)?;
        let (folder, _) = split(&part.name);
        if let Some(known) = self.folders.get(folder) {
            return Some(known.clone());
        }
        let beside = self.names.remove(folder)?;
        let name = match split(folder).1 {
            "" => self.name.clone(),
            own => own.to_owned(),
        };
        let names = beside.keys().cloned().collect();
        let archive = self.archive.clone();
        let unpack = move |name: &str, limit: u64| unpack_beside(&archive, *beside.get(name)?, limit);
        let made = Arc::new(Folder::in_archive(name, names, Box::new(unpack)));
        self.folders.insert(folder.to_owned(), made.clone());
        Some(made)
    }
}

/// A file that another one asks for; damaged or too large it is as good as absent.
fn unpack_beside(archive: &Archive, index: usize, limit: u64) -> Option<Vec<u8>> {
    let mut archive = archive.clone();
    let mut bytes = Vec::new();
    let file = archive.by_index(index).ok()?;
    file.take(limit + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}

fn not_unpacked(part: &str, error: &ZipError) -> crate::model::Finding {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => finding(
            Severity::Error,
            "part-encrypted",
            format!("\"{part}\" protected by a password"),
            "a part that can be read; unpack it with the password and open what comes out",
        ),
        other => damaged(part, other, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    #[test]
    fn the_files_beside_a_part_are_its_folder() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [
            ("a.lif", "1"),
            ("day 1/b.lif", "2"),
            ("day 1/lynx.evt", "1,1,1"),
            ("lynx.evt", "9"),
        ] {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        let content = Content::new(writer.finish().unwrap().into_inner());
        let packed = Packed {
            name: "meet.zip",
            content: &content,
            allowance: &mut Allowance::of(1),
            findings: &mut Findings::default(),
        };
        let mut parts = open(packed).unwrap().unwrap();
        let outer = parts.folder(0).unwrap();
        assert_eq!(
            (outer.name(), outer.file("lynx.evt", 9)),
            ("meet", Some(Arc::from(*b"9")))
        );
        let inner = parts.folder(1).unwrap();
        assert_eq!(inner.with_extension("evt").collect::<Vec<_>>(), ["lynx.evt"]);
        assert_eq!(
            (inner.name(), inner.file("lynx.evt", 9)),
            ("day 1", Some(Arc::from(*b"1,1,1")))
        );
        assert_eq!(inner.file("b.lif", 0), None, "larger than the limit");
        assert!(Arc::ptr_eq(&inner, &parts.folder(2).unwrap()));
    }
}
