//! What can be said of the race on show, the most unusual first. A click selects the results that a fact rests on; ticked
//! facts, or all, are copied as text or Markdown.

use super::{Context, empty_ui, strip_ui};
use crate::analysis::facts::{Certainty, Fact, facts};
use crate::analysis::flags::{RowFlags, race_flags};
use crate::analysis::season::{SeasonBefore, seasons_before};
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::command::Command;
use crate::desk::jobs::Answer;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::page::facts::{FactStyle, figures, text};
use crate::sheet::{FlagsSheet, SeasonsBeforeSheet, Sheet};
use crate::store::{RaceId, RowId, Store};
use eframe::egui::{self, Label, RichText, ScrollArea, Sense, Ui};
use std::collections::BTreeSet;

/// The revision of the store, and the race.
pub type FactsOf = (u64, RaceId);

/// What was worked out for a race.
pub struct Found {
    facts: Vec<Fact>,
    flags: Vec<RowFlags>,
    seasons: Vec<SeasonBefore>,
}

impl Found {
    fn of(store: &Store, race: RaceId) -> Self {
        let view = store.race(race);
        Self {
            facts: facts(store, race),
            flags: race_flags(store, view),
            seasons: seasons_before(store, view),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum View {
    #[default]
    Facts,
    Flags,
    Seasons,
}

#[derive(Default)]
pub struct FactsPanel {
    view: View,
    found: Option<(FactsOf, Found)>,
    asked: Option<FactsOf>,
    ticked: BTreeSet<usize>,
    /// The fact whose results were selected last.
    chosen: Option<usize>,
    style: FactStyle,
}

impl FactsPanel {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let race = context.session.race.filter(|race| !context.store.race(*race).is_list());
        let Some(race) = race else {
            return empty_ui(ui, "No race is on show", "Choose a race in the library");
        };
        let wanted = (context.store.revision(), race);
        if self.found.as_ref().is_none_or(|(of, _)| *of != wanted) {
            self.ask(context, wanted);
        }
        let Some((_, found)) = self.found.as_ref().filter(|(of, _)| *of == wanted) else {
            return empty_ui(ui, "Looking for facts", "They appear when they are ready");
        };
        if found.facts.is_empty() {
            return empty_ui(
                ui,
                "Nothing can be said of this race",
                "It has no placed results with a mark",
            );
        }
        strip_ui(ui, |ui| {
            for (view, word, hint) in [
                (View::Facts, "Facts", "What can be said of the race"),
                (
                    View::Flags,
                    "Bests",
                    "Records and bests as computed, beside the flags of the sources",
                ),
                (
                    View::Seasons,
                    "Seasons",
                    "What each athlete ran that year before the race",
                ),
            ] {
                ui.selectable_value(&mut self.view, view, word).on_hover_text(hint);
            }
            if self.view == View::Facts {
                ui.separator();
                copy_ui(ui, context.store, &found.facts, &self.ticked, &mut self.style);
            }
        });
        let store = context.store.clone();
        match self.view {
            View::Facts => {}
            View::Flags => return table_ui(ui, context, "flags", &FlagsSheet::new(&store, &found.flags)),
            View::Seasons => {
                return table_ui(ui, context, "seasons", &SeasonsBeforeSheet::new(&store, &found.seasons));
            }
        }
        let found = &found.facts;
        let mut clicked = None;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (at, fact) in found.iter().enumerate() {
                let is_chosen = self.chosen == Some(at);
                if fact_ui(ui, context.store, fact, (at, is_chosen), &mut self.ticked) {
                    clicked = Some(at);
                }
            }
            ui.add_space(8.0);
        });
        if let Some(at) = clicked {
            self.chosen = Some(at);
            choose(context, &found[at]);
        }
    }

    /// Finds the facts: at once in a small store, else in a job.
    fn ask(&mut self, context: &mut Context<'_>, wanted: FactsOf) {
        if self.asked == Some(wanted) {
            return;
        }
        let store = context.store.clone();
        self.asked = Some(wanted);
        let small = store.imports().iter().map(|i| i.rows.len()).sum::<usize>() <= IMMEDIATE_ROWS;
        if small {
            return self.take(wanted, Found::of(&store, wanted.1));
        }
        let work = move || Some(Answer::Facts(wanted, Box::new(Found::of(&store, wanted.1))));
        context.jobs.ask("Looking for facts", work);
    }

    /// Takes what was found, unless another race was asked for since.
    pub fn take(&mut self, of: FactsOf, found: Found) {
        if self.asked == Some(of) {
            (self.found, self.asked, self.chosen) = (Some((of, found)), None, None);
            self.ticked.clear();
        }
    }
}

fn table_ui(ui: &mut Ui, context: &mut Context<'_>, id: &'static str, sheet: &dyn Sheet) {
    let order: Vec<RowId> = (0..sheet.row_count()).filter_map(|r| sheet.row_id(r)).collect();
    let view = TableView {
        id,
        sheet,
        revision: context.store.revision(),
        subject: context.session.race.map(|race| race.0),
        sort: &[],
        order: &order,
        scroll_to: None,
    };
    if let Some(row) = view.ui(ui, context.session, context.commands).opened {
        let athlete = context.store.row(row).athlete_id();
        context.commands.push(Command::ShowAthlete(athlete));
    }
}

/// Selects the results that a fact rests on: those of the race on show, or else shows the first.
fn choose(context: &mut Context<'_>, fact: &Fact) {
    let of_race = |row: &&crate::store::RowId| {
        Some(context.store.shown(context.store.row(**row).race().id())) == context.session.race
    };
    let here: Vec<_> = fact.rows.iter().filter(of_race).copied().collect();
    match (here.is_empty(), fact.rows.first()) {
        (true, Some(first)) => context.commands.push(Command::ShowRow(*first)),
        _ => context.session.selection.set_all(here),
    }
}

fn copy_ui(ui: &mut Ui, store: &Store, found: &[Fact], ticked: &BTreeSet<usize>, style: &mut FactStyle) {
    let label = match ticked.len() {
        0 => format!("Copy all {}", found.len()),
        count => format!("Copy {count}"),
    };
    let copied: Vec<&Fact> = found
        .iter()
        .enumerate()
        .filter(|(at, _)| ticked.is_empty() || ticked.contains(at))
        .map(|(_, fact)| fact)
        .collect();
    if ui
        .button(label)
        .on_hover_text("Put the facts on the clipboard")
        .clicked()
    {
        ui.ctx().copy_text(text(store, &copied, *style));
    }
    let choices = [
        (FactStyle::Sentences, "Sentences"),
        (FactStyle::Text, "With sources"),
        (FactStyle::Markdown, "Markdown"),
    ];
    for (choice, word) in choices {
        ui.selectable_value(style, choice, word);
    }
}

/// One fact, and whether it was clicked.
fn fact_ui(ui: &mut Ui, store: &Store, fact: &Fact, at: (usize, bool), ticked: &mut BTreeSet<usize>) -> bool {
    let look = theme::look(ui);
    let (at, is_chosen) = at;
    let fill = if is_chosen { look.selected } else { look.paper };
    let frame = egui::Frame::new()
        .fill(fill)
        .inner_margin(egui::Margin::symmetric(8, 5));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            let mut is_ticked = ticked.contains(&at);
            let name = format!("Copy: {}", fact.sentence);
            let tick = ui.checkbox(&mut is_ticked, "");
            tick.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_ticked, name.as_str()));
            if tick.changed() {
                match is_ticked {
                    true => ticked.insert(at),
                    false => ticked.remove(&at),
                };
            }
            ui.vertical(|ui| {
                let sentence = RichText::new(&fact.sentence)
                    .font(theme::regular(theme::BODY))
                    .color(look.text);
                let response = ui.add(Label::new(sentence).wrap().sense(Sense::click()));
                let said = match fact.certainty {
                    Certainty::Recorded => fact.scope.clone(),
                    doubtful => format!("{}, {}", doubtful.word(), fact.scope),
                };
                let colour = match fact.certainty {
                    Certainty::Recorded => look.quiet,
                    _ => look.doubt,
                };
                let quiet = RichText::new(said).size(theme::SMALL).color(colour);
                ui.add(Label::new(quiet).wrap().selectable(false));
                response.on_hover_ui(|ui| detail_ui(ui, store, fact)).clicked()
            })
            .inner
        })
        .inner
    });
    shown.inner
}

/// Figures, formula and sources of a fact.
fn detail_ui(ui: &mut Ui, store: &Store, fact: &Fact) {
    ui.set_max_width(420.0);
    ui.label(RichText::new(figures(fact)).font(theme::medium(theme::BODY)));
    ui.label(format!("{} ({})", fact.formula, fact.section));
    for source in fact.source_texts(store).iter().take(6) {
        ui.label(RichText::new(source).size(theme::SMALL));
    }
    let more = fact.sources.len().saturating_sub(6);
    if more > 0 {
        ui.label(RichText::new(format!("and {more} more places")).size(theme::SMALL));
    }
}
