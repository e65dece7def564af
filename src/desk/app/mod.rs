//! The window as a whole: drains jobs, shows menus, toolbar, dock and status bar, and applies the frame's commands.

mod commands;
mod files;
mod input;

use super::cache::Cache;
use super::command::{Command, Situation};
use super::jobs::{Answer, Done, Jobs};
use super::notices::Notices;
use super::panels::{Context, Dock, Pane, Panels, default_layout};
use super::{table, theme};
use crate::chart::Chart;
use crate::read::Import;
use crate::session::{Decisions, Session, Settings};
use crate::sheet::findings::Unread;
use crate::store::{Decision, RaceId, RaceView, Store};
use eframe::egui::{self, CentralPanel, Panel, Ui, ViewportCommand};
use std::path::PathBuf;
use std::sync::Arc;

/// What is kept between runs.
#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Saved {
    settings: Settings,
    layout: Option<egui_tiles::Tree<Pane>>,
}

pub struct App {
    pub(super) store: Arc<Store>,
    /// What the store is being, or was last, built from.
    imports: Vec<Arc<Import>>,
    /// Whether files were read that are in no store yet and in none that is being built.
    build_is_due: bool,
    pub(super) session: Session,
    pub(super) settings: Settings,
    pub(super) decisions: Decisions,
    cache: Cache,
    pub(super) jobs: Jobs,
    tree: egui_tiles::Tree<Pane>,
    panels: Panels,
    pub(super) commands: Vec<Command>,
    notices: Notices,
    /// Files that could not be opened, for the findings.
    pub(super) unread: Vec<Unread>,
    pub(super) keys_are_shown: bool,
    /// A file that was opened last and whose first race is to be shown.
    show_first_of: Option<Arc<Import>>,
    title: String,
}

impl App {
    /// The window's state, with the files being opened or the sample.
    pub fn new(cc: &eframe::CreationContext<'_>, paths: Vec<PathBuf>) -> Self {
        let saved: Saved = cc
            .storage
            .and_then(|s| eframe::get_value(s, eframe::APP_KEY))
            .unwrap_or_default();
        let mut app = Self::with_saved(&cc.egui_ctx, saved);
        if paths.is_empty() {
            app.open_sample();
        } else {
            app.read(paths);
        }
        app
    }

    fn with_saved(ctx: &egui::Context, saved: Saved) -> Self {
        theme::install(ctx);
        // where tables were scrolled to says nothing about what is open now
        table::forget_scrolling(ctx);
        let complete =
            |tree: &egui_tiles::Tree<Pane>| Pane::ALL.iter().all(|pane| tree.tiles.find_pane(pane).is_some());
        let mut panels = Panels::default();
        panels.export.byline.clone_from(&saved.settings.byline);
        Self {
            store: Arc::default(),
            imports: Vec::new(),
            build_is_due: false,
            session: Session {
                units: saved.settings.units,
                ..Session::default()
            },
            decisions: Decisions::new(saved.settings.decisions.clone()),
            settings: saved.settings,
            cache: Cache::default(),
            jobs: Jobs::new(ctx),
            tree: saved.layout.filter(complete).unwrap_or_else(default_layout),
            panels,
            commands: Vec::new(),
            notices: Notices::default(),
            unread: Vec::new(),
            keys_are_shown: false,
            show_first_of: None,
            title: String::new(),
        }
    }

    /// Everything open.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What the user looks at.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The chart on show.
    pub fn chart(&self) -> Option<Arc<Chart>> {
        self.panels.plot.chart(self.session.on_show()?).ok()
    }

    /// What the user was told and has not closed yet, the oldest first.
    pub fn notices(&self) -> impl Iterator<Item = &str> {
        self.notices.texts()
    }

    /// Shows a store in place of the one before; one that was built from fewer files than are wanted now is dropped.
    fn take_store(&mut self, store: Arc<Store>) {
        if store.revision() < self.store.revision() {
            return;
        }
        self.session = self.session.translated(&self.store, &store);
        self.store = store;
        if let Some(import) = &self.show_first_of {
            let is_of = |at: usize| Arc::ptr_eq(&self.store.imports()[at], import);
            let race = first_race(self.store.races().filter(|r| is_of(r.import_index())));
            if let Some(race) = race {
                self.show_first_of = None;
                self.show_race(race);
            }
        }
        let first = || first_race(self.store.races());
        if let (None, Some(race)) = (self.session.race, self.session.race.or_else(first)) {
            self.show_race(race);
        }
    }

    fn take_done(&mut self, ctx: &egui::Context) {
        let mut changed = false;
        for done in self.jobs.drain() {
            match done {
                Done::Read { file, result, is_first } => changed |= self.take_read(&file, result, is_first),
                Done::Store(store) => self.take_store(store),
                Done::Answer(Answer::Results {
                    question,
                    rows,
                    columns,
                }) => self.panels.results.take(question, rows, columns),
                Done::Answer(Answer::Profile(figures)) => self.panels.profile.take(*figures),
                Done::Answer(Answer::Facts(of, found)) => self.panels.facts.take(of, *found),
                Done::Answer(Answer::List(list)) => self.panels.lists.take(list.0, list.1),
                Done::Answer(Answer::Shown(of, shown)) => self.cache.keep(of, shown),
                Done::Answer(Answer::Efforts(revision, text, found)) => self.panels.compare.take(revision, text, found),
                Done::Stopped { read, of } => {
                    self.notices.say(format!("Stopped; {read} of {of} files were read"));
                }
                Done::Picked(paths) if paths.is_empty() => {}
                Done::Picked(paths) => self.read(paths),
                Done::Source(lines) => self.panels.source.show(*lines),
                Done::Table { file, title, head } => self.choose_columns(file, title, head),
                Done::Pasted(pasted) => changed |= self.take_pasted(*pasted),
                Done::Copied(text) => ctx.copy_text(text),
                Done::Picture(image) => ctx.copy_image(*image),
                Done::Saved(Ok(path)) => self.notices.say(format!("Saved {}", path.display())),
                Done::Saved(Err(text)) | Done::Failed(text) => self.notices.fail(text),
            }
        }
        // files that come while a store is being built wait for it, so that a thousand do not build a thousand stores
        self.build_is_due |= changed;
        if self.build_is_due && !self.jobs.is_joining() {
            self.build_is_due = false;
            self.jobs.build(self.imports.clone(), self.decisions.list());
        }
    }

    /// Whether something is open and no work runs beside the window.
    pub fn is_idle(&self) -> bool {
        self.jobs.running().is_empty() && self.store.row_count() > 0
    }

    pub(super) fn situation(&self) -> Situation {
        Situation {
            files: self.imports.len(),
            race: self.session.race.is_some(),
            is_table: self.table_on_show().is_some(),
            no_chart: match self.session.on_show() {
                Some(on_show) => self.panels.plot.chart(on_show).err(),
                None => Some("No race is on show"),
            },
            selected: self.session.selection.len(),
            selected_is_shown: match self.session.selection.rows() {
                [only] => Some(self.session.athlete == Some(self.store.row(*only).athlete_id())),
                _ => None,
            },
            can_undo: self.decisions.next_undo().is_some(),
            can_redo: self.decisions.next_redo().is_some(),
            jobs: self.jobs.running().len(),
        }
    }

    fn context<'a>(&'a mut self) -> (&'a mut egui_tiles::Tree<Pane>, &'a mut Panels, Context<'a>) {
        let context = Context {
            store: &self.store,
            session: &mut self.session,
            cache: &mut self.cache,
            jobs: &mut self.jobs,
            commands: &mut self.commands,
            unread: &self.unread,
        };
        (&mut self.tree, &mut self.panels, context)
    }
}

impl App {
    fn set_title(&mut self, ui: &Ui) {
        let title = match self.session.race {
            Some(race) => format!("{} – Homestraight", self.store.race(race).label()),
            None => "Homestraight".to_owned(),
        };
        if title != self.title {
            ui.ctx().send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Draws the window and does what was asked for in it.
    pub fn window_ui(&mut self, ui: &mut Ui, frame: &eframe::Frame) {
        self.take_done(ui.ctx());
        self.take_input(ui);
        self.session.shown_hover = self.session.hover.take();
        self.session.shown_replayed_mm = self.session.replayed_mm.take();
        let look = theme::look(ui);
        let bar = egui::Frame::new()
            .fill(look.bar)
            .inner_margin(egui::Margin::symmetric(8, 4));
        Panel::top("menu")
            .frame(bar)
            .show_separator_line(false)
            .show(ui, |ui| self.menu_ui(ui));
        Panel::top("toolbar")
            .frame(bar)
            .show_separator_line(false)
            .show(ui, |ui| self.toolbar_ui(ui));
        let status = Panel::bottom("status")
            .frame(bar)
            .show_separator_line(false)
            .show(ui, |ui| self.status_ui(ui));
        CentralPanel::default()
            .frame(egui::Frame::new().fill(look.ground).inner_margin(4))
            .show(ui, |ui| {
                let (tree, panels, mut context) = self.context();
                tree.ui(
                    &mut Dock {
                        panels,
                        context: &mut context,
                    },
                    ui,
                );
            });
        let (_, panels, mut context) = self.context();
        panels.export.ui(ui, &mut context);
        if let Some((race, words)) = self.panels.describe.ui(ui) {
            self.decide(Some(Decision::Describe(race, words)));
        }
        if let Some(decided) = self.panels.columns.ui(ui) {
            self.settings.keep(decided.mapping);
            self.read(vec![decided.file]);
        }
        self.keys_ui(ui);
        if self.notices.ui(ui, status.response.rect.height()) {
            self.commands.push(Command::ShowPane(Pane::Findings));
        }
        self.drop_ui(ui);
        if self.session.hover != self.session.shown_hover {
            ui.ctx().request_repaint();
        }
        self.apply(ui, frame);
        self.set_title(ui);
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.window_ui(ui, frame);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        let saved = Saved {
            settings: Settings {
                decisions: self.decisions.homeless(),
                byline: self.panels.export.byline.clone(),
                ..self.settings.clone()
            },
            layout: Some(self.tree.clone()),
        };
        eframe::set_value(storage, eframe::APP_KEY, &saved);
    }
}

/// The first race with a result, for a start list has nothing to look at; else the first of all.
fn first_race<'a>(races: impl Iterator<Item = RaceView<'a>> + Clone) -> Option<RaceId> {
    let has_result = |race: &RaceView<'_>| {
        let mut rows = race.row_views();
        rows.any(|row| row.mark().mark().is_some() || row.place().is_some())
    };
    let first = races.clone().find(has_result);
    first.or_else(|| races.clone().next()).map(|race| race.id())
}
