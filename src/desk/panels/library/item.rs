//! One line of the library.

use super::tree::{Branch, Item, Node};
use crate::desk::command::Command;
use crate::desk::panels::Context;
use crate::desk::theme::{self, Look};
use crate::model::text::grouped;
use crate::store::{RaceId, Store};
use eframe::egui::{self, Align2, Rect, Response, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

/// Draws an item; the node when it was turned.
pub fn item_ui(ui: &mut Ui, item: &Item, nth: usize, context: &mut Context<'_>) -> Option<Node> {
    let look = theme::look(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW_HEIGHT), Sense::click());
    let (depth, text, note, is_shown) = match item {
        Item::Branch(b) => (b.depth, &b.text, b.note.as_str(), false),
        Item::Race {
            depth,
            text,
            race,
            round,
        } => (
            *depth,
            text,
            round.as_str(),
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
    if let Item::Branch(branch) = item {
        arrow_ui(ui, pos2(left + 3.0, rect.center().y), branch.is_open, look);
        text_left += 14.0;
    }
    let note_rect = match item {
        Item::Branch(branch) if response.contains_pointer() && !branch.closes.is_empty() => {
            let cross = Rect::from_center_size(rect.right_center() - vec2(15.0, 0.0), vec2(18.0, 18.0));
            if close_ui(ui, cross, text, look) {
                context.commands.push(Command::CloseFiles(branch.closes.clone()));
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
    let name = match item {
        Item::Race { round, .. } if !round.is_empty() => format!("{text}, {round}"),
        _ => text.clone(),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TreeItem, true, &name));
    match item {
        Item::Race { race, .. } => {
            if response.clicked() {
                context.commands.push(Command::ShowRace(*race));
            }
            response.on_hover_text(race_tooltip(context.store, *race));
            None
        }
        Item::Branch(branch) => branch_done_ui(response, branch, context),
    }
}

/// The menu and the tooltip of a branch; the node when it was turned.
fn branch_done_ui(response: Response, branch: &Branch, context: &mut Context<'_>) -> Option<Node> {
    let turned = response.clicked().then_some(branch.node);
    if !branch.closes.is_empty() {
        response.context_menu(|ui| {
            if ui.button("Close").clicked() {
                context.commands.push(Command::CloseFiles(branch.closes.clone()));
            }
        });
    }
    let imports = context.store.imports();
    match branch.node {
        Node::File(at) | Node::Part(at) => {
            response.on_hover_text(format!("{}\n{}", imports[at].source.path, imports[at].source.reason));
        }
        Node::Files(_) => {
            let paths = branch
                .closes
                .iter()
                .take(PATHS)
                .map(|at| imports[*at].source.path.as_str());
            let mut lines: Vec<String> = paths.map(str::to_owned).collect();
            if branch.closes.len() > PATHS {
                lines.push(format!("and {} more files", grouped(branch.closes.len() - PATHS)));
            }
            response.on_hover_text(lines.join("\n"));
        }
        Node::Sample | Node::Meet(..) => {}
    }
    turned
}

/// Files of a meet that its tooltip names.
const PATHS: usize = 8;

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
