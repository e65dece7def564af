//! Athletes that may be one: the queue of pairs with the evidence, for the user to join or keep apart, and what was decided.

use super::{Context, empty_ui, strip_ui};
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::command::Command;
use crate::desk::theme::{self, Look};
use crate::model::text::grouped;
use crate::sheet::written_as;
use crate::store::{AthleteId, Candidate, Store, Strength};
use eframe::egui::{self, Button, Label, RichText, ScrollArea, Sense, Ui, vec2};

/// Points of height of a pair, and of what was decided.
const PAIR_HEIGHT: f32 = 74.0;
const DECIDED_HEIGHT: f32 = 40.0;
/// Points of width of the two buttons of a pair.
const BUTTONS: f32 = 116.0;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum View {
    #[default]
    Queue,
    Decided,
}

#[derive(Default)]
pub struct AthletesPanel {
    view: View,
    /// The revision whose pairs are being looked for.
    asked: Option<u64>,
}

impl AthletesPanel {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.store.row_count() == 0 {
            return empty_ui(
                ui,
                "No results are open",
                "Athletes written in two ways are listed here",
            );
        }
        let store = context.store.clone();
        let pairs = self.pairs(&store, context);
        strip_ui(ui, |ui| self.head_ui(ui, pairs, &store));
        if self.view == View::Decided {
            return decided_ui(ui, &store);
        }
        match pairs {
            None => empty_ui(
                ui,
                "Comparing names",
                "Pairs that may be one athlete appear when they are found",
            ),
            Some([]) => empty_ui(
                ui,
                "No two athletes look like one",
                "Those with one name and nation, birth date or id are joined already",
            ),
            Some(pairs) => queue_ui(ui, context, &store, pairs),
        }
    }

    /// The pairs of the store; `None` while they are being looked for.
    fn pairs<'s>(&mut self, store: &'s Store, context: &mut Context<'_>) -> Option<&'s [Candidate]> {
        if store.row_count() <= IMMEDIATE_ROWS {
            return Some(store.candidates());
        }
        let known = store.known_candidates();
        if known.is_none() && self.asked != Some(store.revision()) {
            self.asked = Some(store.revision());
            let shared = context.store.clone();
            context.jobs.ask("Comparing names", move || {
                shared.candidates();
                None
            });
        }
        known
    }

    fn head_ui(&mut self, ui: &mut Ui, pairs: Option<&[Candidate]>, store: &Store) {
        let of = |strength| pairs.map_or(0, |p| p.iter().filter(|c| c.strength == strength).count());
        let (likely, possible) = (of(Strength::Likely), of(Strength::Possible));
        let queue = format!("To decide ({})", grouped(likely + possible));
        let queue = ui.selectable_value(&mut self.view, View::Queue, queue);
        queue.on_hover_text(format!(
            "{} pairs that are likely one athlete, {} possibly",
            grouped(likely),
            grouped(possible)
        ));
        let decided = format!("Decided ({})", grouped(store.decisions().len()));
        ui.selectable_value(&mut self.view, View::Decided, decided)
            .on_hover_text("What was decided about athletes and races, in that order");
    }
}

fn queue_ui(ui: &mut Ui, context: &mut Context<'_>, store: &Store, pairs: &[Candidate]) {
    let look = theme::look(ui);
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_rows(ui, PAIR_HEIGHT, pairs.len(), |ui, shown| {
        for at in shown {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), PAIR_HEIGHT), Sense::hover());
            ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, look.divider));
            let inner = rect.shrink2(vec2(8.0, 6.0));
            let (text, buttons) = inner.split_left_right_at_x(inner.right() - BUTTONS);
            let text = text.with_max_x(text.right() - 12.0);
            ui.push_id(at, |ui| {
                ui.scope_builder(egui::UiBuilder::new().max_rect(text), |ui| {
                    pair_ui(ui, context, store, &pairs[at], look);
                });
                ui.scope_builder(egui::UiBuilder::new().max_rect(buttons), |ui| {
                    verdict_ui(ui, context, store, &pairs[at]);
                });
            });
        }
    });
}

/// The two as written, and what speaks for and against, in three lines.
fn pair_ui(ui: &mut Ui, context: &mut Context<'_>, store: &Store, pair: &Candidate, look: &Look) {
    ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
    ui.horizontal(|ui| {
        for (at, athlete) in pair.athletes.into_iter().enumerate() {
            if at > 0 {
                ui.label(RichText::new("or").color(look.quiet));
            }
            let text = RichText::new(written_as(store, athlete)).font(theme::medium(theme::BODY));
            let name = ui.add(Label::new(text).truncate().sense(Sense::click()));
            let name = name.on_hover_cursor(egui::CursorIcon::PointingHand);
            if name.on_hover_text("Show the profile").clicked() {
                context.commands.push(Command::ShowAthlete(athlete));
            }
        }
    });
    let said: Vec<&str> = pair.speaks_for().collect();
    let line = format!("{}: {}", pair.strength.sentence(), said.join(", "));
    ui.add(Label::new(RichText::new(line).size(theme::SMALL)).truncate());
    let against: Vec<&str> = pair.speaks_against().collect();
    let known: Vec<&str> = pair.is_known().collect();
    let mut rest = Vec::new();
    if !against.is_empty() {
        rest.push(format!("against: {}", against.join(", ")));
    }
    let [one, other] = pair.athletes.map(|id| grouped(store.athlete(id).rows().len()));
    rest.push(format!("{one} and {other} results"));
    rest.extend((!known.is_empty()).then(|| known.join(", ")));
    ui.add(Label::new(RichText::new(rest.join("; ")).size(theme::SMALL).color(look.quiet)).truncate());
}

fn verdict_ui(ui: &mut Ui, context: &mut Context<'_>, store: &Store, pair: &Candidate) {
    let [one, other] = pair.athletes;
    let named = |id: AthleteId| store.athlete(id).name().to_owned();
    ui.spacing_mut().item_spacing.y = 4.0;
    for (label, about, command) in [
        ("One athlete", "are one athlete", Command::Join(one, other)),
        ("Two athletes", "are two athletes", Command::Part(one, other)),
    ] {
        let button = ui.add_sized(vec2(BUTTONS, 26.0), Button::new(label));
        let about = format!("{} and {} {about}", named(one), named(other));
        if button.on_hover_text(about).clicked() {
            context.commands.push(command);
        }
    }
}

fn decided_ui(ui: &mut Ui, store: &Store) {
    let decisions = store.decisions();
    if decisions.is_empty() {
        return empty_ui(
            ui,
            "Nothing was decided",
            "What you decide is kept in a small file beside the data, and Ctrl+Z takes it back",
        );
    }
    let look = theme::look(ui);
    let unapplied = store.unapplied();
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_rows(ui, DECIDED_HEIGHT, decisions.len(), |ui, shown| {
        for at in shown {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), DECIDED_HEIGHT), Sense::hover());
            let why_not = unapplied.iter().find(|u| u.decision == at);
            ui.scope_builder(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 2.0))), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let text = decisions[at].to_string();
                ui.add(Label::new(text).truncate());
                let state = why_not.map_or_else(|| "Applied".to_owned(), |u| format!("Not applied: {}", u.reason));
                ui.add(Label::new(RichText::new(state).size(theme::SMALL).color(look.quiet)).truncate());
            });
        }
    });
}
