//! The files that are wanted together: those that were named, and all files in the folders that were.

use super::open::OpenError;
use std::path::{Path, PathBuf};

/// The file in a folder of results that holds what the user decided about them; it is no result file itself.
pub const DECISIONS_FILE: &str = "homestraight-decisions.ron";

/// A file to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub path: PathBuf,
    /// What was named: the file itself, or a folder that it lies in.
    pub named: PathBuf,
}

impl Wanted {
    /// Whether it is no matter that the file could not be read: a folder holds pictures and notes as well as results.
    pub fn may_be_passed_over(&self, error: &OpenError) -> bool {
        self.path != self.named && matches!(error, OpenError::NotRecognised { .. } | OpenError::Empty { .. })
    }
}

/// The files of the paths named, in the order given; of a folder those in its folders, too, in the order of their names.
/// Hidden files, links and the file of decisions are left out of a folder.
pub fn files_in(paths: &[PathBuf]) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for path in paths {
        walk(path, path, &mut wanted);
    }
    wanted
}

fn walk(path: &Path, named: &Path, wanted: &mut Vec<Wanted>) {
    let Ok(entries) = std::fs::read_dir(path) else {
        return wanted.push(Wanted {
            path: path.to_owned(),
            named: named.to_owned(),
        });
    };
    let is_hidden = |path: &Path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    // links can lead in circles
    let inside = entries.flatten().map(|e| e.path());
    let is_decisions = |path: &Path| path.file_name().is_some_and(|n| n == DECISIONS_FILE);
    let mut inside: Vec<PathBuf> = inside
        .filter(|p| !is_hidden(p) && !p.is_symlink() && !is_decisions(p))
        .collect();
    inside.sort();
    for path in inside {
        walk(&path, named, wanted);
    }
}

/// Bytes of the files on the disk; what cannot be looked at counts nothing.
pub fn bytes_of(files: &[Wanted]) -> u64 {
    let bytes = |file: &Wanted| file.path.metadata().map_or(0, |m| m.len());
    files.iter().map(bytes).sum()
}

/// Of the paths named the folders of which no file was read.
pub fn folders_without<'a>(named: &'a [PathBuf], read: &[&Wanted]) -> Vec<&'a Path> {
    let has_none = |path: &&PathBuf| path.is_dir() && !read.iter().any(|wanted| wanted.named == **path);
    named.iter().filter(has_none).map(PathBuf::as_path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_files_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(path("day 1/.git")).unwrap();
        std::fs::create_dir(path("empty")).unwrap();
        for name in [
            "z.csv",
            "day 1/b.lif",
            "day 1/a.lif",
            ".hidden",
            "day 1/.git/head",
            DECISIONS_FILE,
        ] {
            std::fs::write(path(name), "x").unwrap();
        }
        let root = folder.path().to_path_buf();
        let named = [path("z.csv"), root.clone(), path("missing")];
        let found = files_in(&named);
        let names: Vec<&Path> = found.iter().map(|w| w.path.strip_prefix(&root).unwrap()).collect();
        assert_eq!(
            names,
            ["z.csv", "day 1/a.lif", "day 1/b.lif", "z.csv", "missing"].map(Path::new)
        );
        assert_eq!(bytes_of(&found), 4);
        let empty = OpenError::Empty { path: String::new() };
        let passed: Vec<bool> = found.iter().map(|w| w.may_be_passed_over(&empty)).collect();
        assert_eq!(passed, [false, true, true, true, false]);
        assert_eq!(folders_without(&named, &[&found[0]]), [root.as_path()]);
        assert!(folders_without(&named, &[&found[1]]).is_empty());
    }
}
