//! The panels of the dock, one a file, and what they all are given.

pub mod athletes;
pub mod columns;
pub mod compare;
pub mod describe;
pub mod export;
pub mod facts;
pub mod findings;
pub mod library;
pub mod lists;
pub mod plot;
pub mod profile;
pub mod report;
pub mod results;
pub mod source;
pub mod splits;
pub mod track;

use super::cache::Cache;
use super::command::Command;
use super::jobs::{Job, Jobs};
use super::theme;
use crate::session::Session;
use crate::sheet::findings::{Unread, total as findings_total};
use crate::store::Store;
use eframe::egui::text::LayoutJob;
use eframe::egui::{self, RichText, Ui, WidgetText};
use std::sync::Arc;

/// A panel of the dock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Pane {
    Library,
    Results,
    Splits,
    Plot,
    Track,
    Compare,
    Profile,
    Facts,
    Lists,
    Athletes,
    Findings,
    Report,
    Source,
}

impl Pane {
    pub const ALL: [Pane; 13] = [
        Self::Library,
        Self::Results,
        Self::Splits,
        Self::Plot,
        Self::Track,
        Self::Compare,
        Self::Profile,
        Self::Facts,
        Self::Lists,
        Self::Athletes,
        Self::Findings,
        Self::Report,
        Self::Source,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Library => "Library",
            Self::Results => "Results",
            Self::Splits => "Splits",
            Self::Plot => "Plot",
            Self::Track => "Track",
            Self::Compare => "Compare",
            Self::Profile => "Profile",
            Self::Facts => "Facts",
            Self::Lists => "Lists",
            Self::Athletes => "Athletes",
            Self::Findings => "Findings",
            Self::Report => "Report",
            Self::Source => "Source",
        }
    }
}

/// What a panel sees and may change.
pub struct Context<'a> {
    pub store: &'a Arc<Store>,
    pub session: &'a mut Session,
    pub cache: &'a mut Cache,
    pub jobs: &'a mut Jobs,
    /// Applied after the frame.
    pub commands: &'a mut Vec<Command>,
    /// Files that could not be opened.
    pub unread: &'a [Unread],
}

/// The panels' own drafts.
#[derive(Default)]
pub struct Panels {
    pub library: library::Library,
    pub results: results::Results,
    pub splits: splits::Splits,
    pub plot: plot::PlotPanel,
    pub track: track::Track,
    pub compare: compare::Compare,
    pub profile: profile::Profile,
    pub facts: facts::FactsPanel,
    pub lists: lists::Lists,
    pub athletes: athletes::AthletesPanel,
    pub findings: findings::FindingsPanel,
    pub export: export::Export,
    pub columns: columns::Columns,
    pub describe: describe::Describe,
    pub source: source::SourcePanel,
}

/// Draws the panes of the dock.
pub struct Dock<'a, 'b> {
    pub panels: &'a mut Panels,
    pub context: &'a mut Context<'b>,
}

impl Dock<'_, '_> {
    /// What is being done while nothing is open yet.
    fn opening(&self) -> Option<String> {
        let is_empty = self.context.store.imports().is_empty();
        let mut reading = self.context.jobs.running().iter().filter(|_| is_empty);
        reading.find(|job| job.progress.files().1 > 0).map(Job::text)
    }
}

impl egui_tiles::Behavior<Pane> for Dock<'_, '_> {
    fn pane_ui(&mut self, ui: &mut Ui, _: egui_tiles::TileId, pane: &mut Pane) -> egui_tiles::UiResponse {
        let look = theme::look(ui);
        egui::Frame::new().fill(look.paper).show(ui, |ui| {
            ui.take_available_space();
            if let Some(text) = self.opening().filter(|_| *pane != Pane::Report) {
                return empty_ui(ui, &text, "Results appear as files are read");
            }
            match pane {
                Pane::Library => self.panels.library.ui(ui, self.context),
                Pane::Results => self.panels.results.ui(ui, self.context),
                Pane::Splits => self.panels.splits.ui(ui, self.context),
                Pane::Plot => self.panels.plot.ui(ui, self.context),
                Pane::Track => self.panels.track.ui(ui, self.context),
                Pane::Compare => self.panels.compare.ui(ui, self.context),
                Pane::Profile => self.panels.profile.ui(ui, self.context),
                Pane::Facts => self.panels.facts.ui(ui, self.context),
                Pane::Lists => self.panels.lists.ui(ui, self.context),
                Pane::Athletes => self.panels.athletes.ui(ui, self.context),
                Pane::Findings => self.panels.findings.ui(ui, self.context),
                Pane::Report => report::ui(ui, self.context),
                Pane::Source => self.panels.source.ui(ui, self.context.commands),
            }
        });
        egui_tiles::UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> WidgetText {
        let findings = findings_total(self.context.store, self.context.unread);
        let compared = self.context.session.comparison.efforts().len();
        let title = match pane {
            Pane::Findings if findings > 0 => format!("{} ({findings})", pane.title()),
            Pane::Compare if compared > 0 => format!("{} ({compared})", pane.title()),
            _ => pane.title().to_owned(),
        };
        RichText::new(title).font(theme::medium(theme::BODY)).into()
    }

    /// A panel is dragged with its tabs, and named by the one in view.
    fn tab_title_for_tile(&mut self, tiles: &egui_tiles::Tiles<Pane>, tile: egui_tiles::TileId) -> WidgetText {
        match tiles.get(tile) {
            Some(egui_tiles::Tile::Pane(pane)) => self.tab_title_for_pane(pane),
            Some(egui_tiles::Tile::Container(container)) => {
                let shown = container.active_children(tiles).next();
                shown.map_or_else(WidgetText::default, |tile| self.tab_title_for_tile(tiles, tile))
            }
            None => WidgetText::default(),
        }
    }

    fn simplification_options(&self) -> egui_tiles::SimplificationOptions {
        egui_tiles::SimplificationOptions {
            all_panes_must_have_tabs: true,
            ..Default::default()
        }
    }

    fn tab_bar_height(&self, _: &egui::Style) -> f32 {
        30.0
    }

    fn gap_width(&self, _: &egui::Style) -> f32 {
        4.0
    }

    fn tab_bar_color(&self, visuals: &egui::Visuals) -> egui::Color32 {
        visuals.panel_fill
    }

    fn tab_bg_color(
        &self,
        visuals: &egui::Visuals,
        _: &egui_tiles::Tiles<Pane>,
        _: egui_tiles::TileId,
        state: &egui_tiles::TabState,
    ) -> egui::Color32 {
        if state.active {
            visuals.window_fill
        } else {
            visuals.panel_fill
        }
    }

    fn tab_outline_stroke(
        &self,
        _: &egui::Visuals,
        _: &egui_tiles::Tiles<Pane>,
        _: egui_tiles::TileId,
        _: &egui_tiles::TabState,
    ) -> egui::Stroke {
        egui::Stroke::NONE
    }

    fn tab_bar_hline_stroke(&self, _: &egui::Visuals) -> egui::Stroke {
        egui::Stroke::NONE
    }

    fn tab_text_color(
        &self,
        visuals: &egui::Visuals,
        _: &egui_tiles::Tiles<Pane>,
        _: egui_tiles::TileId,
        state: &egui_tiles::TabState,
    ) -> egui::Color32 {
        if state.active {
            visuals.text_color()
        } else {
            visuals.weak_text_color()
        }
    }
}

/// The panels where they stand at first: the library at the left, tables in the middle, plot and profile at the right.
pub fn default_layout() -> egui_tiles::Tree<Pane> {
    let mut tiles = egui_tiles::Tiles::default();
    let library = tiles.insert_pane(Pane::Library);
    let library = tiles.insert_tab_tile(vec![library]);
    let results = tiles.insert_pane(Pane::Results);
    let results = tiles.insert_tab_tile(vec![results]);
    let splits = tiles.insert_pane(Pane::Splits);
    let findings = tiles.insert_pane(Pane::Findings);
    let report = tiles.insert_pane(Pane::Report);
    let source = tiles.insert_pane(Pane::Source);
    let facts = tiles.insert_pane(Pane::Facts);
    let lists = tiles.insert_pane(Pane::Lists);
    let athletes = tiles.insert_pane(Pane::Athletes);
    let compare = tiles.insert_pane(Pane::Compare);
    let track = tiles.insert_pane(Pane::Track);
    // beside the plot, which follows the replay
    let lower = tiles.insert_tab_tile(vec![splits, track, compare, lists, athletes, findings, report]);
    let middle = tiles.insert_vertical_tile(vec![results, lower]);
    let plot = tiles.insert_pane(Pane::Plot);
    let plot = tiles.insert_tab_tile(vec![plot]);
    let profile = tiles.insert_pane(Pane::Profile);
    // beside the findings, so that they stay in view while one after the other is looked up
    let profile = tiles.insert_tab_tile(vec![profile, facts, source]);
    let right = tiles.insert_vertical_tile(vec![plot, profile]);
    let root = tiles.insert_horizontal_tile(vec![library, middle, right]);
    if let Some(egui_tiles::Tile::Container(egui_tiles::Container::Linear(linear))) = tiles.get_mut(root) {
        for (tile, share) in [(library, 0.19), (middle, 0.43), (right, 0.38)] {
            linear.shares.set_share(tile, share);
        }
    }
    if let Some(egui_tiles::Tile::Container(egui_tiles::Container::Linear(linear))) = tiles.get_mut(right) {
        linear.shares.set_share(plot, 0.51);
        linear.shares.set_share(profile, 0.49);
    }
    egui_tiles::Tree::new(egui::Id::unique("workspace"), root, tiles)
}

/// What an empty panel says: what it is for, and what to do next.
pub fn empty_ui(ui: &mut Ui, title: &str, next: &str) {
    let look = theme::look(ui);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{title}. {next}")));
    let lay_out = |text: &str, font, colour| {
        let mut job = LayoutJob::simple(text.to_owned(), font, colour, rect.width() - 24.0);
        job.halign = egui::Align::Center;
        ui.painter().layout_job(job)
    };
    let title = lay_out(title, theme::medium(theme::SUBHEADING), look.text);
    let next = lay_out(next, theme::regular(theme::BODY), look.quiet);
    let middle = rect.center();
    ui.painter()
        .galley(middle - egui::vec2(0.0, title.size().y + 2.0), title, look.text);
    ui.painter().galley(middle + egui::vec2(0.0, 4.0), next, look.quiet);
}

/// A box to choose from, with a name for screen readers; `contents` are its choices.
pub fn choice_ui(
    ui: &mut Ui,
    name: &'static str,
    shown: impl Into<WidgetText>,
    width: f32,
    contents: impl FnOnce(&mut Ui),
) {
    let combo = egui::ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(width)
        .height(420.0);
    let response = combo.show_ui(ui, contents).response;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name));
}

/// A padded bar at the top of a panel, in one line.
pub fn bar_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(8, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(contents);
        });
}

/// A padded strip at the top of a panel, in as many lines as it takes.
pub fn strip_ui(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(8, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(contents);
        });
}
