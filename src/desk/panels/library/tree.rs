//! What the library lists: files, or the sample as one, their parts, meets, races and lists, as far as they match a search.

use crate::model::text::{fold, grouped, words};
use crate::read::Import;
use crate::sheet::report::{is_sample, part_name};
use crate::store::{RaceId, RaceView, Store};
use hashbrown::{HashMap, HashSet};

/// Meets, or parts, up to which a file stands open at first.
const OPEN_MEETS: usize = 4;
/// Files up to which each stands open at first; of more only the first does.
const OPEN_FILES: usize = 12;

/// A node that can be folded.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// All documents of the embedded sample.
    Sample,
    File(usize),
    /// The files of one folder that are one meet, by the first of them.
    Files(usize),
    /// A part of a file.
    Part(usize),
    /// Import and meet.
    Meet(usize, u32),
}

pub enum Item {
    Branch(Branch),
    Race {
        race: RaceId,
        depth: u8,
        text: String,
        /// At the end of the line, where it stays in sight; empty where the text says it.
        round: String,
    },
}

pub struct Branch {
    pub node: Node,
    pub depth: u8,
    pub text: String,
    pub note: String,
    pub is_open: bool,
    /// Imports whose files close with it; none for a part of a file.
    pub closes: Vec<usize>,
}

/// The items, those of open nodes below them.
pub fn items(store: &Store, search: &str, turned: &HashSet<Node>) -> Vec<Item> {
    let wanted = words(&fold(search));
    let mut races = vec![Vec::new(); store.imports().len()];
    for race in store.races().filter(|race| matches(*race, &wanted)) {
        races[race.import_index()].push(race.id());
    }
    let mut tree = Tree {
        store,
        turned,
        is_search: !wanted.is_empty(),
        files: store
            .imports()
            .iter()
            .filter(|i| !i.is_part() && !is_sample(&i.source.path))
            .count(),
        races,
        items: Vec::new(),
    };
    tree.push_files();
    tree.items
}

fn matches(race: RaceView<'_>, wanted: &[String]) -> bool {
    let date = race.date().map(|d| d.to_string()).unwrap_or_default();
    let (meet, event, venue) = (race.meet_name(), race.event_text(), race.venue());
    let text = fold(&format!("{meet} {event} {venue} {date}"));
    wanted.iter().all(|word| text.contains(word.as_str()))
}

struct Tree<'a> {
    store: &'a Store,
    /// Nodes that the user has turned from how they stand at first.
    turned: &'a HashSet<Node>,
    is_search: bool,
    /// Number of files beside the sample.
    files: usize,
    /// By import, the races that match.
    races: Vec<Vec<RaceId>>,
    items: Vec<Item>,
}

impl Tree<'_> {
    fn is_open(&self, node: Node, at_first: bool) -> bool {
        self.is_search || at_first != self.turned.contains(&node)
    }

    fn has_matches(&self, at: usize) -> bool {
        !self.races[at].is_empty() || !self.is_search
    }

    fn push_files(&mut self) {
        let imports = self.store.imports();
        let files = (0..imports.len()).filter(|at| !imports[*at].is_part());
        let is_shown = |at: &usize| self.has_matches(*at) || self.parts_of(*at).any(|part| self.has_matches(part));
        let (sample, files): (Vec<usize>, Vec<usize>) = files
            .filter(is_shown)
            .partition(|at| is_sample(&imports[*at].source.path));
        let mut known = HashSet::new();
        for at in &files {
            let Some(meet) = one_meet(&imports[*at]) else {
                self.push_file(*at);
                continue;
            };
            if known.insert(meet) {
                let is_of_meet = |other: &usize| one_meet(&imports[*other]) == Some(meet);
                self.push_one_meet(&files.iter().copied().filter(is_of_meet).collect::<Vec<_>>());
            }
        }
        if sample.is_empty() {
            return;
        }
        let is_open = self.is_open(Node::Sample, true);
        let rows = sample.iter().map(|at| imports[*at].rows.len()).sum();
        self.items.push(Item::Branch(Branch {
            node: Node::Sample,
            depth: 0,
            text: "Sample".to_owned(),
            note: grouped(rows),
            is_open,
            closes: sample.clone(),
        }));
        for at in sample.into_iter().filter(|_| is_open) {
            self.push_import(Node::File(at), 1, at == 0);
        }
    }

    /// The races of files that are one meet, each race once.
    fn push_one_meet(&mut self, files: &[usize]) {
        if let [only] = files {
            return self.push_file(*only);
        }
        let imports = self.store.imports();
        let node = Node::Files(files[0]);
        let is_open = self.is_open(node, files[0] == 0 || self.files <= OPEN_FILES);
        let first = &imports[files[0]];
        self.items.push(Item::Branch(Branch {
            node,
            depth: 0,
            text: match first.meets.first().map_or("", |meet| first.text(meet.name)) {
                "" => file_name(folder(first)),
                name => name.to_owned(),
            },
            note: grouped(files.iter().map(|at| imports[*at].rows.len()).sum()),
            is_open,
            closes: files.to_vec(),
        }));
        if is_open {
            let races: Vec<RaceId> = files.iter().flat_map(|at| self.races[*at].clone()).collect();
            self.push_races(&races, 1);
        }
    }

    /// Races under their meet, where one needs no more than event and round; those of several files once.
    fn push_races(&mut self, races: &[RaceId], depth: u8) {
        let mut known = HashSet::new();
        for race in races {
            if known.insert(self.store.shown(*race)) {
                let view = self.store.race(*race);
                let (text, round) = match view.class_text() {
                    text if text.is_empty() => (view.label(), String::new()),
                    text if view.is_list() => (text, String::new()),
                    text => (text, view.round_text()),
                };
                self.items.push(Item::Race {
                    race: *race,
                    depth,
                    text,
                    round,
                });
            }
        }
    }

    /// A file with its races, or with its parts; of a single part the races stand under the file.
    fn push_file(&mut self, at: usize) {
        let is_first_or_one_of_few = at == 0 || self.files <= OPEN_FILES;
        let parts: Vec<usize> = self.parts_of(at).collect();
        let imports = self.store.imports();
        if parts.is_empty() {
            let opens = at == 0 || is_first_or_one_of_few && imports[at].meets.len() <= OPEN_MEETS;
            return self.push_import(Node::File(at), 0, opens);
        }
        let node = Node::File(at);
        let is_open = self.is_open(node, at == 0 || is_first_or_one_of_few && parts.len() <= OPEN_MEETS);
        self.items.push(Item::Branch(Branch {
            node,
            depth: 0,
            text: file_name(&imports[at].source.path),
            note: grouped(parts.iter().map(|part| imports[*part].rows.len()).sum()),
            is_open,
            closes: vec![at],
        }));
        if !is_open {
            return;
        }
        if let [only] = parts.as_slice() {
            return self.push_meets(*only, 1);
        }
        let meet = one_meet(&imports[parts[0]]);
        if meet.is_some() && parts.iter().all(|part| one_meet(&imports[*part]) == meet) {
            let races: Vec<RaceId> = parts.iter().flat_map(|part| self.races[*part].clone()).collect();
            return self.push_races(&races, 1);
        }
        for part in parts {
            if self.has_matches(part) {
                self.push_import(Node::Part(part), 1, false);
            }
        }
    }

    /// An import, which is a file or a part of one, with its races.
    fn push_import(&mut self, node: Node, depth: u8, opens: bool) {
        let (Node::File(at) | Node::Part(at)) = node else {
            return;
        };
        let import = &self.store.imports()[at];
        let is_open = self.is_open(node, opens);
        self.items.push(Item::Branch(Branch {
            node,
            depth,
            text: match node {
                Node::Part(_) => part_name(import).to_owned(),
                _ => file_name(&import.source.path),
            },
            note: grouped(import.rows.len()),
            is_open,
            closes: match node {
                Node::File(_) => vec![at],
                _ => Vec::new(),
            },
        }));
        if is_open {
            self.push_meets(at, depth + 1);
        }
    }

    fn push_meets(&mut self, at: usize, depth: u8) {
        let import = &self.store.imports()[at];
        for (meet, races) in self.meets(at) {
            let depth = match meet {
                None => depth,
                Some(meet) => {
                    let branch = self.meet_branch(import, Node::Meet(at, meet), depth, races[0]);
                    let is_open = branch.is_open;
                    self.items.push(Item::Branch(branch));
                    if !is_open {
                        continue;
                    }
                    depth + 1
                }
            };
            match meet {
                Some(_) => self.push_races(&races, depth),
                // without a meet its date tells a race from others
                None => self.items.extend(races.into_iter().map(|race| Item::Race {
                    race,
                    depth,
                    text: self.store.race(race).label(),
                    round: String::new(),
                })),
            }
        }
    }

    fn meet_branch(&self, import: &Import, node: Node, depth: u8, first: RaceId) -> Branch {
        let first = self.store.race(first);
        Branch {
            node,
            depth,
            text: match (first.meet_name(), first.venue()) {
                ("", venue) if venue.is_empty() => "Meet without a name".to_owned(),
                ("", venue) => venue,
                (name, _) => name.to_owned(),
            },
            note: first.date().map(|d| d.year().to_string()).unwrap_or_default(),
            is_open: self.is_open(node, import.meets.len() <= OPEN_MEETS),
            closes: Vec::new(),
        }
    }

    /// The races of an import by their meets, in the order of the first race of each.
    fn meets(&self, at: usize) -> Vec<(Option<u32>, Vec<RaceId>)> {
        let mut meets: Vec<(Option<u32>, Vec<RaceId>)> = Vec::new();
        let mut known: HashMap<Option<u32>, usize> = HashMap::new();
        for &race in &self.races[at] {
            let meet = self.store.race(race).meet_index();
            let slot = *known.entry(meet).or_insert(meets.len());
            if slot == meets.len() {
                meets.push((meet, Vec::new()));
            }
            meets[slot].1.push(race);
        }
        meets
    }

    /// The parts of the file at an index, which stand behind it.
    fn parts_of(&self, at: usize) -> impl Iterator<Item = usize> + use<'_> {
        let imports = self.store.imports();
        let is_part =
            move |part: &usize| imports[*part].is_part() && imports[*part].source.file == imports[at].source.file;
        (at + 1..imports.len()).take_while(is_part)
    }
}

/// Folder and name of the one meet that a file is of; `None` for a file of several or without a name. A folder of FinishLynx
/// files is one meet.
fn one_meet(import: &Import) -> Option<(&str, &str)> {
    if import.source.format.starts_with("lynx") {
        return Some((folder(import), ""));
    }
    match import.meets.as_slice() {
        [only] => Some((folder(import), import.text(only.name))).filter(|(_, name)| !name.is_empty()),
        _ => None,
    }
}

fn folder(import: &Import) -> &str {
    let path = &import.source.path;
    path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

/// A file's name; a document of the sample is named by its words.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if !is_sample(path) {
        return name.to_owned();
    }
    let words = name.trim_end_matches(".ron").replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
