//! What the user decided about athletes and races, kept in a small file beside the data, with undo and redo.
//!
//! A decision stands in the file [`DECISIONS_FILE`] of each folder whose files have one of its athletes, or its race, so that a folder
//! that is copied or opened alone brings its decisions along. They are numbered in the order decided; one that stands in two
//! folders counts once. What concerns no file on the disk (the sample, pasted text) has no folder and stays in the settings.
//!
//! ```ron
//! (
//!     version: 1,
//!     decisions: [
//!         (number: 1, decision: Join((name: "Laura Muir", nation: "GBR"), (name: "Laura Muir", nation: "SCO"))),
//!     ],
//! )
//! ```

use crate::page::file;
use crate::read::wanted::DECISIONS_FILE;
use crate::store::{Decision, RaceRecord, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const VERSION: u32 = 1;

/// The first line of a file.
const HEAD: &str = "// Decided in Homestraight about the athletes and races in the files of this folder.\n";

#[derive(serde::Serialize, serde::Deserialize)]
struct Document {
    version: u32,
    decisions: Vec<Numbered>,
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Numbered {
    number: u32,
    decision: Decision,
}

/// A decision with the folders in whose files it stands.
#[derive(Clone, Debug)]
struct Made {
    numbered: Numbered,
    folders: BTreeSet<PathBuf>,
}

/// A folder with its file as it was last seen.
#[derive(Clone, Debug, Default)]
struct Folder {
    seen: Vec<Numbered>,
    /// Why the file cannot be read; it is left as it is.
    error: Option<String>,
}

/// The decisions of all folders open, in the order decided.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    made: Vec<Made>,
    /// The last undone behind.
    undone: Vec<Made>,
    folders: BTreeMap<PathBuf, Folder>,
}

impl Decisions {
    /// Those that have no folder, as kept from an earlier run.
    pub fn new(kept: Vec<Decision>) -> Self {
        let mut all = Self::default();
        for decision in kept {
            all.add(decision, BTreeSet::new());
        }
        all
    }

    /// Reads the files of the folders that the imports of a store come from, each folder once.
    /// An error says which file cannot be read.
    pub fn read_beside<'a>(&mut self, files: impl Iterator<Item = &'a str>) -> Result<(), String> {
        let folders: BTreeSet<PathBuf> = files.filter_map(folder_of).collect();
        let mut errors = Vec::new();
        for folder in folders {
            if self.folders.contains_key(&folder) {
                continue;
            }
            let read = read_file(&folder);
            let error = read.as_ref().err().cloned();
            errors.extend(error.clone());
            let seen = read.unwrap_or_default();
            self.take_in(&folder, &seen);
            self.folders.insert(folder, Folder { seen, error });
        }
        match errors.is_empty() {
            true => Ok(()),
            false => Err(errors.join("\n")),
        }
    }

    /// Adds what a folder's file has and is not known.
    fn take_in(&mut self, folder: &Path, of_folder: &[Numbered]) {
        for numbered in of_folder {
            match self.made.iter_mut().find(|m| m.numbered == *numbered) {
                Some(known) => {
                    known.folders.insert(folder.to_owned());
                }
                None => self.made.push(Made {
                    numbered: numbered.clone(),
                    folders: BTreeSet::from([folder.to_owned()]),
                }),
            }
        }
        self.made.sort_by_key(|m| m.numbered.number);
    }

    /// In the order decided, as [`Store::with_decisions`] takes them.
    pub fn list(&self) -> Vec<Decision> {
        self.made.iter().map(|m| m.numbered.decision.clone()).collect()
    }

    /// Those that stand in no file: of the sample and of pasted text, or beside a file of decisions that cannot be read.
    pub fn homeless(&self) -> Vec<Decision> {
        let can_write = |folder: &PathBuf| self.folders.get(folder).is_none_or(|f| f.error.is_none());
        let homeless = self.made.iter().filter(|m| !m.folders.iter().any(can_write));
        homeless.map(|m| m.numbered.decision.clone()).collect()
    }

    /// Adds a decision about what is open in the store; what was undone cannot be redone any more.
    pub fn decide(&mut self, store: &Store, decision: Decision) {
        let files = store
            .imports_of(&decision)
            .into_iter()
            .map(|at| &store.imports()[at].source.file);
        let folders = files.filter_map(|file| folder_of(file)).collect();
        self.undone.clear();
        self.add(decision, folders);
    }

    fn add(&mut self, decision: Decision, folders: BTreeSet<PathBuf>) {
        let last = self.made.last().map_or(0, |m| m.numbered.number);
        let number = last.saturating_add(1);
        let numbered = Numbered { number, decision };
        self.made.push(Made { numbered, folders });
    }

    /// What [`Decisions::undo`] would take back.
    pub fn next_undo(&self) -> Option<&Decision> {
        self.made.last().map(|m| &m.numbered.decision)
    }

    /// What [`Decisions::redo`] would bring back.
    pub fn next_redo(&self) -> Option<&Decision> {
        self.undone.last().map(|m| &m.numbered.decision)
    }

    /// Takes the last decision back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let last = self.made.pop();
        let was_one = last.is_some();
        self.undone.extend(last);
        was_one
    }

    /// Brings the decision undone last back; whether there was one.
    pub fn redo(&mut self) -> bool {
        let last = self.undone.pop();
        let was_one = last.is_some();
        self.made.extend(last);
        self.made.sort_by_key(|m| m.numbered.number);
        was_one
    }

    /// Writes the files of the folders whose decisions changed. What another program added to a file meanwhile stays in it.
    pub fn save(&mut self) -> Result<(), String> {
        let of_made = self
            .made
            .iter()
            .chain(&self.undone)
            .flat_map(|m| m.folders.iter().cloned());
        let all: BTreeSet<PathBuf> = of_made.chain(self.folders.keys().cloned()).collect();
        let mut errors = Vec::new();
        for folder in all {
            errors.extend(self.save_folder(&folder).err());
        }
        match errors.is_empty() {
            true => Ok(()),
            false => Err(errors.join("\n")),
        }
    }

    fn save_folder(&mut self, folder: &Path) -> Result<(), String> {
        let known = self.folders.get(folder).cloned().unwrap_or_default();
        if known.error.is_some() || self.of_folder(folder) == known.seen {
            return Ok(());
        }
        let mut added = read_file(folder)?;
        added.retain(|numbered| !known.seen.contains(numbered));
        self.take_in(folder, &added);
        let seen = self.of_folder(folder);
        file::save(&folder.join(DECISIONS_FILE), text_of(folder, &seen)?.as_bytes())?;
        self.folders.insert(folder.to_owned(), Folder { seen, error: None });
        Ok(())
    }

    fn of_folder(&self, folder: &Path) -> Vec<Numbered> {
        let of_folder = self.made.iter().filter(|m| m.folders.contains(folder));
        of_folder.map(|m| m.numbered.clone()).collect()
    }
}

/// The folder of a file on the disk; `None` for the sample and pasted text.
fn folder_of(file: &str) -> Option<PathBuf> {
    let path = Path::new(file);
    path.is_file().then(|| path.parent().map(Path::to_owned))?
}

/// What the file of a folder has; nothing when there is none.
fn read_file(folder: &Path) -> Result<Vec<Numbered>, String> {
    let path = folder.join(DECISIONS_FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(format!("{} cannot be read: {error}", path.display())),
    };
    let document: Document = ron::from_str(&text).map_err(|error| {
        format!(
            "{} cannot be read, and nothing is written to it: {error}",
            path.display()
        )
    })?;
    if document.version > VERSION {
        return Err(format!(
            "{} is of a newer Homestraight, and nothing is written to it",
            path.display()
        ));
    }
    let mut decisions = document.decisions;
    decisions.iter_mut().for_each(|n| in_folder(folder, &mut n.decision));
    Ok(decisions)
}

fn text_of(folder: &Path, decisions: &[Numbered]) -> Result<String, String> {
    let mut decisions = decisions.to_vec();
    decisions.iter_mut().for_each(|n| below_folder(folder, &mut n.decision));
    let document = Document {
        version: VERSION,
        decisions,
    };
    let layout = ron::ser::PrettyConfig::new().new_line("\n").depth_limit(2);
    let text = ron::ser::to_string_pretty(&document, layout).map_err(|e| e.to_string())?;
    Ok(format!("{HEAD}{text}\n"))
}

/// Paths of files stand in the file as seen from the folder.
fn in_folder(folder: &Path, decision: &mut Decision) {
    if let Decision::Describe(RaceRecord { path, .. }, _) = decision {
        *path = folder.join(&*path).display().to_string();
    }
}

fn below_folder(folder: &Path, decision: &mut Decision) {
    if let Decision::Describe(RaceRecord { path, .. }, _) = decision
        && let Ok(below) = Path::new(&*path).strip_prefix(folder)
    {
        *path = below.display().to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Folders, Progress, open};
    use crate::store::{AthleteId, RaceId, RaceWords};
    use std::sync::Arc;

    const FIRST: &str = "Place,Name,Nat,Time\n1,Laura Muir,GBR,4:00.1\n";
    const SECOND: &str = "Place,Name,Nat,Time\n1,Laura Muir,SCO,4:01.1\n2,Jemma Reekie,GBR,4:02.1\n";

    /// The files in a store with the decisions beside them.
    fn opened(paths: &[PathBuf], decisions: &mut Decisions) -> Store {
        let read = |path: &PathBuf| open(path, &Folders::default(), &Progress::default()).expect("a table");
        let imports: Vec<Arc<_>> = paths.iter().flat_map(read).map(Arc::new).collect();
        let files = imports.iter().map(|i| i.source.file.as_str());
        decisions.read_beside(files).expect("readable");
        Store::with_decisions(1, imports, decisions.list())
    }

    fn two_folders() -> (tempfile::TempDir, [PathBuf; 2]) {
        let root = tempfile::tempdir().expect("a folder");
        let paths = ["2021/may 1500m.csv", "2022/june 1500m.csv"].map(|p| root.path().join(p));
        for (path, text) in paths.iter().zip([FIRST, SECOND]) {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
        (root, paths)
    }

    #[test]
    fn decisions_stand_beside_the_data_and_are_replayed() {
        let (root, paths) = two_folders();
        let mut decisions = Decisions::default();
        let store = opened(&paths, &mut decisions);
        assert_eq!(store.athlete_count(), 3);
        let merge = store.merge(AthleteId(0), AthleteId(1)).expect("two athletes");
        decisions.decide(&store, merge.clone());
        let words = RaceWords {
            event: "women 1500 m".into(),
            date: "2022-06-01".into(),
        };
        let describe = Decision::Describe(store.race(RaceId(1)).record(), words);
        decisions.decide(&store, describe.clone());
        decisions.save().expect("saved");
        assert!(decisions.homeless().is_empty());
        let text = std::fs::read_to_string(root.path().join("2021").join(DECISIONS_FILE)).expect("beside");
        assert_eq!(
            text,
            format!(
                "{HEAD}(\n    version: 1,\n    decisions: [\n        (number: 1, decision: Join((name: \"Laura Muir\", \
                 nation: \"GBR\"), (name: \"Laura Muir\", nation: \"SCO\"))),\n    ],\n)\n"
            )
        );
        let mut again = Decisions::default();
        let store = opened(&paths, &mut again);
        assert_eq!(
            again.list(),
            [merge.clone(), describe.clone()],
            "once, in the order decided"
        );
        assert_eq!(store.athlete_count(), 2);
        assert!(store.unapplied().is_empty());
        let mut alone = Decisions::default();
        let store = opened(&paths[1..], &mut alone);
        assert_eq!(store.unapplied().len(), 1, "the other folder is not open");
        assert_eq!(
            store.race(RaceId(0)).date().map(|d| d.to_string()).as_deref(),
            Some("2022-06-01")
        );
    }

    #[test]
    fn undo_and_redo_reach_the_files() {
        let (_root, paths) = two_folders();
        let mut decisions = Decisions::default();
        let store = opened(&paths, &mut decisions);
        let merge = store.merge(AthleteId(0), AthleteId(1)).expect("two athletes");
        decisions.decide(&store, merge.clone());
        decisions.save().expect("saved");
        let on_disk = || {
            let mut read = Decisions::default();
            opened(&paths, &mut read);
            read.list()
        };
        assert!(decisions.undo() && !decisions.undo());
        decisions.save().expect("saved");
        assert_eq!((on_disk().len(), decisions.next_redo()), (0, Some(&merge)));
        assert!(decisions.redo() && !decisions.redo());
        decisions.save().expect("saved");
        assert_eq!((on_disk(), decisions.next_undo()), (vec![merge.clone()], Some(&merge)));
        assert!(decisions.undo());
        let apart = store.keep_apart(AthleteId(0), AthleteId(1)).expect("two athletes");
        decisions.decide(&store, apart.clone());
        assert!(!decisions.redo(), "another decision took its place");
        decisions.save().expect("saved");
        assert_eq!(on_disk(), [apart]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_as_it_is() {
        let (root, paths) = two_folders();
        let beside = root.path().join("2021").join(DECISIONS_FILE);
        for text in ["(version: 1, decisions: [oops", "(version: 2, decisions: [])"] {
            std::fs::write(&beside, text).expect("written");
            let mut decisions = Decisions::default();
            let files = [paths[0].display().to_string()];
            let error = decisions
                .read_beside(files.iter().map(String::as_str))
                .expect_err("unreadable");
            assert!(error.contains(DECISIONS_FILE), "{error}");
            let store = opened(&paths[..1], &mut decisions.clone());
            let race = store.race(RaceId(0)).record();
            decisions.decide(&store, Decision::Describe(race.clone(), RaceWords::default()));
            decisions.save().expect("nothing to write");
            assert_eq!(decisions.homeless().len(), 1, "kept in the settings");
            assert_eq!(std::fs::read_to_string(&beside).expect("there"), text);
        }
    }

    #[test]
    fn what_another_window_decided_stays() {
        let (_root, paths) = two_folders();
        let (mut one, mut other) = (Decisions::default(), Decisions::default());
        let store = opened(&paths, &mut one);
        opened(&paths, &mut other);
        let merge = store.merge(AthleteId(0), AthleteId(1)).expect("two athletes");
        let apart = store.keep_apart(AthleteId(0), AthleteId(2)).expect("two athletes");
        one.decide(&store, merge.clone());
        one.save().expect("saved");
        other.decide(&store, apart.clone());
        other.save().expect("saved");
        assert_eq!(other.list().len(), 2);
        let mut both = Decisions::default();
        opened(&paths, &mut both);
        assert!(both.list().contains(&merge) && both.list().contains(&apart));
    }

    #[test]
    fn what_has_no_folder_is_kept() {
        let race = RaceRecord {
            path: "Pasted text 1".into(),
            words: "1500 m".into(),
        };
        let kept = Decision::Describe(race, RaceWords::default());
        let mut decisions = Decisions::new(vec![kept.clone()]);
        decisions.save().expect("nothing to write");
        assert_eq!(decisions.homeless(), [kept]);
    }
}
