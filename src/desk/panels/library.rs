//! Everything open as a tree: files, meets, races and lists, with a search box.

use super::{Context, empty_ui};
use crate::desk::bars::grouped;
use crate::desk::command::Command;
use crate::desk::theme::{self, Look};
use crate::model::text::{fold, words};
use crate::read::Import;
use crate::store::{RaceId, Store};
use eframe::egui::{self, Align2, Rect, RichText, ScrollArea, Sense, Shape, Stroke, Ui, pos2, vec2};
use hashbrown::HashSet;

/// A node that can be folded.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    /// All documents of the embedded sample.
    Sample,
    File(usize),
    /// A part of a file.
    Part(usize),
    /// Import and meet.
    Meet(usize, u32),
}

enum Item {
    Branch {
        node: Node,
        depth: u8,
        text: String,
        note: String,
        is_open: bool,
    },
    Race {
        race: RaceId,
        depth: u8,
        text: String,
    },
}

#[derive(Default)]
pub struct Library {
    search: String,
    focus_search: bool,
    /// Nodes that the user has turned from how they stand at first.
    turned: HashSet<Node>,
    items: Vec<Item>,
    /// What the items were made for.
    made_for: Option<(u64, String, u64)>,
    turns: u64,
}

/// Meets, or parts, up to which a file stands open at first.
const OPEN_MEETS: usize = 4;

impl Library {
    pub fn focus_search(&mut self) {
        self.focus_search = true;
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.store.imports().is_empty() {
            return empty_ui(ui, "Nothing is open", "Press Ctrl+O, or drop files here");
        }
        egui::Frame::new().inner_margin(egui::Margin::same(8)).show(ui, |ui| {
            let search = egui::TextEdit::singleline(&mut self.search)
                .hint_text("Search meets, races, lists")
                .desired_width(f32::INFINITY);
            let response = ui.add(search);
            if std::mem::take(&mut self.focus_search) {
                response.request_focus();
            }
        });
        let wanted = (context.store.revision(), self.search.clone(), self.turns);
        if self.made_for.as_ref() != Some(&wanted) {
            self.items = self.make_items(context.store);
            self.made_for = Some(wanted);
        }
        if self.items.is_empty() {
            return empty_ui(ui, "Nothing matches", "Try fewer words");
        }
        let mut turned = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .auto_shrink(false)
            .show_rows(ui, theme::ROW_HEIGHT, self.items.len(), |ui, range| {
                for (at, item) in self.items[range.clone()].iter().enumerate() {
                    turned = item_ui(ui, item, range.start + at, context).or(turned);
                }
            });
        if let Some(node) = turned {
            if !self.turned.remove(&node) {
                self.turned.insert(node);
            }
            self.turns += 1;
        }
    }

    fn is_open(&self, node: Node, at_first: bool) -> bool {
        !self.search.trim().is_empty() || at_first != self.turned.contains(&node)
    }

    fn make_items(&self, store: &Store) -> Vec<Item> {
        let wanted = words(&fold(&self.search));
        let mut by_import: Vec<Vec<RaceId>> = vec![Vec::new(); store.imports().len()];
        for race in store.races() {
            let text = fold(&format!(
                "{} {} {} {}",
                race.meet_name(),
                race.event_text(),
                race.venue(),
                race.date().map(|d| d.to_string()).unwrap_or_default()
            ));
            if wanted.iter().all(|w| text.contains(w.as_str())) {
                by_import[race.import_index()].push(race.id());
            }
        }
        let has_matches = |at: &usize| !by_import[*at].is_empty() || wanted.is_empty();
        let imports = store.imports();
        let files = (0..imports.len()).filter(|at| !imports[*at].is_part());
        let is_shown = |at: &usize| has_matches(at) || parts_of(store, *at).any(|part| has_matches(&part));
        let is_sample = |at: &usize| is_sample(&imports[*at].source.path);
        let (sample, files): (Vec<usize>, Vec<usize>) = files.filter(is_shown).partition(is_sample);
        let mut items = Vec::new();
        for at in files {
            self.push_file(store, at, &by_import, &mut items);
        }
        if !sample.is_empty() {
            let is_open = self.is_open(Node::Sample, true);
            let rows = sample.iter().map(|at| imports[*at].rows.len()).sum();
            items.push(Item::Branch {
                node: Node::Sample,
                depth: 0,
                text: "Sample".to_owned(),
                note: grouped(rows),
                is_open,
            });
            for at in sample.into_iter().filter(|_| is_open) {
                self.push_import(store, Node::File(at), 1, &by_import[at], &mut items);
            }
        }
        items
    }

    /// A file with its races, or with its parts; of a single part the races stand under the file.
    fn push_file(&self, store: &Store, at: usize, by_import: &[Vec<RaceId>], items: &mut Vec<Item>) {
        let parts: Vec<usize> = parts_of(store, at).collect();
        if parts.is_empty() {
            return self.push_import(store, Node::File(at), 0, &by_import[at], items);
        }
        let node = Node::File(at);
        let is_open = self.is_open(node, at == 0 || parts.len() <= OPEN_MEETS);
        let imports = store.imports();
        items.push(Item::Branch {
            node,
            depth: 0,
            text: file_name(&imports[at].source.path),
            note: grouped(parts.iter().map(|part| imports[*part].rows.len()).sum()),
            is_open,
        });
        if !is_open {
            return;
        }
        if let [only] = parts.as_slice() {
            return self.push_meets(store, *only, 1, &by_import[*only], items);
        }
        let is_shown = |part: &&usize| !by_import[**part].is_empty() || self.search.trim().is_empty();
        for part in parts.iter().filter(is_shown) {
            self.push_import(store, Node::Part(*part), 1, &by_import[*part], items);
        }
    }

    /// An import, which is a file or a part of one, with its races.
    fn push_import(&self, store: &Store, node: Node, depth: u8, races: &[RaceId], items: &mut Vec<Item>) {
        let (Node::File(at) | Node::Part(at)) = node else {
            return;
        };
        let import = &store.imports()[at];
        let is_open = self.is_open(
            node,
            at == 0
                || import.meets.len() <= OPEN_MEETS && matches!(node, Node::File(_)) && !is_sample(&import.source.path),
        );
        items.push(Item::Branch {
            node,
            depth,
            text: match node {
                Node::Part(_) => part_name(import),
                _ => file_name(&import.source.path),
            },
            note: grouped(import.rows.len()),
            is_open,
        });
        if is_open {
            self.push_meets(store, at, depth + 1, races, items);
        }
    }

    fn push_meets(&self, store: &Store, at: usize, depth: u8, races: &[RaceId], items: &mut Vec<Item>) {
        let import = &store.imports()[at];
        let mut meets: Vec<(Option<u32>, Vec<RaceId>)> = Vec::new();
        let mut known: hashbrown::HashMap<Option<u32>, usize> = hashbrown::HashMap::new();
        for &race in races {
            let meet = store.race(race).meet_index();
            let slot = *known.entry(meet).or_insert(meets.len());
            if slot == meets.len() {
                meets.push((meet, Vec::new()));
            }
            meets[slot].1.push(race);
        }
        for (meet, races) in meets {
            let depth = match meet {
                None => depth,
                Some(meet) => {
                    let node = Node::Meet(at, meet);
                    let first = store.race(races[0]);
                    let is_open = self.is_open(node, import.meets.len() <= OPEN_MEETS);
                    let note = first.date().map(|d| d.year().to_string()).unwrap_or_default();
                    items.push(Item::Branch {
                        node,
                        depth,
                        text: match first.meet_name() {
                            "" => "Meet without a name".to_owned(),
                            name => name.to_owned(),
                        },
                        note,
                        is_open,
                    });
                    if !is_open {
                        continue;
                    }
                    depth + 1
                }
            };
            for race in races {
                let view = store.race(race);
                // under its meet a race needs no more than event and round; without one its date tells it from others
                let text = match view.event_text() {
                    text if text.is_empty() || meet.is_none() => view.label(),
                    text => text,
                };
                items.push(Item::Race { race, depth, text });
            }
        }
    }
}

/// The parts of the file at an index, which stand behind it.
fn parts_of(store: &Store, at: usize) -> impl Iterator<Item = usize> {
    let imports = store.imports();
    let is_part = move |part: &usize| imports[*part].is_part() && imports[*part].source.file == imports[at].source.file;
    (at + 1..imports.len()).take_while(is_part)
}

/// The path of a part inside its file.
fn part_name(import: &Import) -> String {
    let inside = import.source.path.strip_prefix(&import.source.file);
    inside.unwrap_or(&import.source.path).trim_start_matches('/').to_owned()
}

fn is_sample(path: &str) -> bool {
    path.starts_with("sample/")
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

/// Draws an item; the node when it was turned.
fn item_ui(ui: &mut Ui, item: &Item, nth: usize, context: &mut Context<'_>) -> Option<Node> {
    let look = theme::look(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW_HEIGHT), Sense::click());
    let (depth, text, note, is_shown) = match item {
        Item::Branch { depth, text, note, .. } => (*depth, text, note.as_str(), false),
        // a race has the whole line, so that its heat can be read; the tooltip counts its results
        Item::Race { depth, text, race } => (
            *depth,
            text,
            "",
            context.session.race == Some(context.store.shown(*race)),
        ),
    };
    let fill = match (is_shown, response.contains_pointer() || response.has_focus()) {
        (true, _) => look.selected,
        (false, true) => look.hover,
        _ => look.paper,
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    let left = rect.left() + 8.0 + f32::from(depth) * 12.0;
    let mut text_left = left;
    if let Item::Branch { is_open, .. } = item {
        arrow_ui(ui, pos2(left + 3.0, rect.center().y), *is_open, look);
        text_left += 14.0;
    }
    let note_rect = match item {
        Item::Branch { node, .. } if response.contains_pointer() && close_command(*node).is_some() => {
            let cross = Rect::from_center_size(rect.right_center() - vec2(15.0, 0.0), vec2(18.0, 18.0));
            if let (true, Some(command)) = (close_ui(ui, cross, text, look), close_command(*node)) {
                context.commands.push(command);
            }
            cross
        }
        _ => ui.painter().text(
            rect.right_center() - vec2(10.0, 0.0),
            Align2::RIGHT_CENTER,
            note,
            theme::regular(theme::SMALL),
            look.quiet,
        ),
    };
    let font = if depth == 0 {
        theme::medium(theme::BODY)
    } else {
        theme::regular(theme::BODY)
    };
    let text_rect = Rect::from_min_max(pos2(text_left, rect.top()), pos2(note_rect.left() - 8.0, rect.bottom()));
    let builder = egui::UiBuilder::new()
        .id_salt(("library", nth))
        .max_rect(text_rect)
        .layout(egui::Layout::left_to_right(egui::Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.add(egui::Label::new(RichText::new(text).font(font).color(look.text)).truncate());
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TreeItem, true, text));
    match item {
        Item::Race { race, .. } => {
            if response.clicked() {
                context.commands.push(Command::ShowRace(*race));
            }
            response.on_hover_text(race_tooltip(context.store, *race));
            None
        }
        Item::Branch { node, .. } => {
            if let Some(command) = close_command(*node) {
                response.context_menu(|ui| {
                    if ui.button("Close").clicked() {
                        context.commands.push(command);
                    }
                });
            }
            if let Node::File(at) | Node::Part(at) = *node {
                let import = &context.store.imports()[at];
                let clicked = response.clicked();
                response.on_hover_text(format!("{}\n{}", import.source.path, import.source.reason));
                return clicked.then_some(*node);
            }
            response.clicked().then_some(*node)
        }
    }
}

/// What closes a node; a part and a meet close with their file.
fn close_command(node: Node) -> Option<Command> {
    match node {
        Node::Sample => Some(Command::CloseSample),
        Node::File(at) => Some(Command::CloseFile(at)),
        Node::Part(_) | Node::Meet(..) => None,
    }
}

/// A cross at the right of a file under the pointer; whether it was clicked.
fn close_ui(ui: &Ui, rect: Rect, name: &str, look: &Look) -> bool {
    let response = ui.interact(rect, ui.scope_id().with(("close", name)), Sense::click());
    let colour = if response.hovered() { look.error } else { look.quiet };
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, look.paper);
    }
    for (x, y) in [(3.5, 3.5), (3.5, -3.5)] {
        let half = vec2(x, y);
        ui.painter()
            .line_segment([rect.center() - half, rect.center() + half], Stroke::new(1.4, colour));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Close {name}")));
    response.on_hover_text(format!("Close {name}")).clicked()
}

fn race_tooltip(store: &Store, race: RaceId) -> String {
    let view = store.race(race);
    let date = view.date().map(|d| d.to_string()).unwrap_or_default();
    let results = match view.rows().len() {
        1 => "1 result".to_owned(),
        count => format!("{} results", grouped(count)),
    };
    let lines = [view.label(), view.venue(), date, results, view.citation().to_owned()];
    lines
        .into_iter()
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A triangle that points right when closed and down when open.
fn arrow_ui(ui: &Ui, centre: egui::Pos2, is_open: bool, look: &Look) {
    let points = if is_open {
        [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)]
    } else {
        [(-2.0, -4.0), (3.0, 0.0), (-2.0, 4.0)]
    };
    let points = points.iter().map(|(x, y)| centre + vec2(*x, *y)).collect();
    ui.painter()
        .add(Shape::convex_polygon(points, look.quiet, Stroke::NONE));
}
