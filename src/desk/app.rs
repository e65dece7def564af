//! The window as a whole: drains jobs, shows menus, toolbar, dock and status bar, and applies the frame's commands.

use super::cache::{Cache, IMMEDIATE_ROWS};
use super::command::{ACTIONS, Action, Command, Situation};
use super::jobs::{Done, Jobs, next_revision};
use super::notices::Notices;
use super::panels::columns::{self, HEAD_BYTES};
use super::panels::results::Answer;
use super::panels::source::{Lines, Place};
use super::panels::{Context, Dock, Pane, Panels, default_layout};
use super::{dialog, table, theme};
use crate::chart::Chart;
use crate::read::import::Source;
use crate::read::open::{content, read_bytes};
use crate::read::{Import, OpenError, Progress, Wanted, fixed, sample};
use crate::session::{Session, Settings};
use crate::sheet::Sheet as _;
use crate::sheet::findings::Unread;
use crate::store::{Decision, RaceId, Record, RowId, Store};
use eframe::egui::{self, CentralPanel, Panel, Ui, ViewportCommand};
use std::path::PathBuf;
use std::sync::Arc;

/// What text from the clipboard is called, with a number behind it.
const PASTED: &str = "Pasted text";

/// The race of the sample that is on show first.
const FIRST_RACE: &str = "Tokyo 2020 men 1500m final";

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
        Self {
            store: Arc::default(),
            imports: Vec::new(),
            build_is_due: false,
            session: Session::default(),
            settings: saved.settings,
            cache: Cache::default(),
            jobs: Jobs::new(ctx),
            tree: saved.layout.filter(complete).unwrap_or_else(default_layout),
            panels: Panels::default(),
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
        self.session.race.and_then(|race| self.panels.plot.chart(race).ok())
    }

    /// What the user was told and has not closed yet, the oldest first.
    pub fn notices(&self) -> impl Iterator<Item = &str> {
        self.notices.texts()
    }

    /// The sample is small, so that it is there in the first frame.
    fn open_sample(&mut self) {
        if self.imports.iter().any(|i| i.source.path.starts_with("sample/")) {
            return;
        }
        self.imports.extend(sample::sample().into_iter().map(Arc::new));
        let store = self.new_store();
        self.take_store(store);
        if let Some(race) = self.store.find_races(FIRST_RACE).first() {
            self.show_race(*race);
        }
    }

    fn show_race(&mut self, race: RaceId) {
        let race = self.store.shown(race);
        self.session.show_race(race);
        self.panels.results.show_race(None);
        let first = self
            .store
            .race(race)
            .row_views()
            .min_by_key(|r| (r.place().unwrap_or(u32::MAX), r.id()));
        if let Some(row) = first {
            self.session.athlete = Some(row.athlete_id());
        }
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
            let race = self.store.races().find(|r| is_of(r.import_index())).map(|r| r.id());
            if let Some(race) = race {
                self.show_first_of = None;
                self.show_race(race);
            }
        }
        let first = self.store.races().next().map(|r| r.id());
        if let (None, Some(race)) = (self.session.race, first) {
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
                Done::Answer(Answer::Splits(revision, race, splits)) => self.cache.keep_splits(revision, race, splits),
                Done::Picked(paths) if paths.is_empty() => {}
                Done::Picked(paths) => self.read(paths),
                Done::Source(lines) => self.panels.source.show(*lines),
                Done::Table { file, title, head } => self.choose_columns(file, title, head),
                Done::Pasted(pasted) => changed |= self.take_pasted(*pasted),
                Done::Copied(text) => ctx.copy_text(text),
                Done::Saved(Ok(path)) => self.notices.say(format!("Saved {}", path.display())),
                Done::Saved(Err(text)) | Done::Failed(text) => self.notices.fail(text),
            }
        }
        // files that come while a store is being built wait for it, so that a thousand do not build a thousand stores
        self.build_is_due |= changed;
        if self.build_is_due && !self.jobs.is_joining() {
            self.build_is_due = false;
            self.jobs.build(self.imports.clone(), self.settings.decisions.clone());
        }
    }

    /// Adds what was read, in place of what the same file held before; whether anything changed.
    fn take_read(&mut self, file: &Wanted, result: Result<Vec<Import>, OpenError>, is_first: bool) -> bool {
        self.unread.retain(|u| u.path != file.path);
        match result {
            Ok(imports) => {
                let imports: Vec<Arc<Import>> = imports.into_iter().map(Arc::new).collect();
                self.settings.remember(&file.named);
                if is_first {
                    self.show_first_of = imports.iter().find(|i| !i.races.is_empty()).cloned();
                    // what is not sure of a file opened by hand is asked
                    let unsure = imports.iter().find(|i| columns::is_unsure(i));
                    if let Some(source) = unsure.filter(|_| file.path == file.named).map(|i| i.source.clone()) {
                        self.read_table_head(source);
                    }
                }
                self.replace(imports);
                true
            }
            // the user knows
            Err(OpenError::Cancelled { .. }) => false,
            Err(error) => {
                let is_passed_over = file.may_be_passed_over(&error);
                let text = error.to_string();
                self.unread.push(Unread {
                    path: file.path.clone(),
                    reason: text.clone(),
                    is_passed_over,
                });
                if !is_passed_over {
                    self.notices.fail(text);
                }
                false
            }
        }
    }

    /// Puts a file and its parts where those of the same file stood, else behind all others.
    fn replace(&mut self, imports: Vec<Arc<Import>>) {
        let Some(file) = imports.first().map(|i| i.source.file.clone()) else {
            return;
        };
        let is_same = |i: &Arc<Import>| i.source.file == file;
        let at = self.imports.iter().position(is_same).unwrap_or(self.imports.len());
        self.imports.retain(|i| !is_same(i));
        self.imports.splice(at..at, imports);
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
            no_chart: self.session.race.and_then(|race| self.panels.plot.chart(race).err()),
            selected: self.session.selection.len(),
            selected_is_shown: match self.session.selection.rows() {
                [only] => Some(self.session.athlete == Some(self.store.row(*only).athlete_id())),
                _ => None,
            },
            decisions: self.settings.decisions.len(),
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

    fn take_input(&mut self, ui: &Ui) {
        let situation = self.situation();
        // Escape closes a dialog, a menu or a window before it clears the selection
        let in_dialog = ui.memory(|m| m.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx());
        let escape = |i: &mut egui::InputState| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape);
        if self.keys_are_shown && !in_dialog && ui.input_mut(escape) {
            self.keys_are_shown = false;
        }
        // Ctrl+W is also taken for held down with Shift, so the keys with Shift come first
        let has_shift = |a: &&Action| a.shortcut.is_some_and(|s| s.modifiers.shift);
        let (with, without): (Vec<&Action>, Vec<&Action>) = ACTIONS.iter().partition(has_shift);
        for action in with.into_iter().chain(without) {
            let Some(shortcut) = action.shortcut else { continue };
            let is_plain = shortcut.modifiers == egui::Modifiers::NONE;
            if is_plain && (ui.text_edit_focused() || in_dialog) {
                continue;
            }
            if (action.ready)(situation).is_ok() && ui.input_mut(|i| i.consume_shortcut(&shortcut)) {
                self.commands.push(action.command.clone());
            }
        }
        let pasted = |e: &egui::Event| match e {
            egui::Event::Paste(text) => Some(text.clone()),
            _ => None,
        };
        let pasted = ui.input(|i| i.events.iter().find_map(pasted));
        if let Some(text) = pasted.filter(|_| !ui.text_edit_focused() && !in_dialog) {
            self.commands.push(Command::Paste(text));
        }
        let copies = ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Copy)));
        if copies && !ui.text_edit_focused() {
            self.commands.push(Command::Copy);
        }
        let dropped: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect());
        if !dropped.is_empty() {
            self.commands.push(Command::Open(dropped));
        }
    }

    fn apply(&mut self, ui: &Ui, frame: &eframe::Frame) {
        for command in std::mem::take(&mut self.commands) {
            match command {
                Command::ChooseFiles => dialog::choose_files(frame, &mut self.jobs),
                Command::Open(paths) => self.read(paths),
                Command::OpenSample => self.open_sample(),
                Command::CloseFile(at) => self.close_file(at),
                Command::CloseRaceFile => {
                    if let Some(race) = self.session.race {
                        self.close_file(self.store.race(race).import_index());
                    }
                }
                Command::CloseSample => self.close(|import| import.source.path.starts_with("sample/")),
                Command::CloseAll => {
                    self.unread.clear();
                    self.close(|_| true);
                }
                Command::Export => {
                    if let Some(chart) = self.chart() {
                        self.panels.export.open(&chart);
                    }
                }
                Command::Copy => self.copy(ui),
                Command::JoinAthletes => self.decide(Decision::Join),
                Command::KeepApart => self.decide(Decision::KeepApart),
                Command::Undo => {
                    if self.settings.decisions.pop().is_some() {
                        self.rebuild();
                    }
                }
                Command::ClearSelection => {
                    self.session.selection.clear();
                    self.session.isolated = None;
                }
                Command::Find => self.panels.library.focus_search(),
                Command::ShowProfile => {
                    if let Some(row) = self.session.selection.rows().last() {
                        self.session.athlete = Some(self.store.row(*row).athlete_id());
                        self.show_pane(Pane::Profile);
                    }
                }
                Command::ShowRace(race) => self.show_race(race),
                Command::ShowRow(row) => {
                    self.session.show_race(self.store.row(row).race().id());
                    self.session.selection.set(row);
                    self.panels.results.show_race(Some(row));
                }
                Command::PreviousRace => self.step_race(true),
                Command::NextRace => self.step_race(false),
                Command::ShowAthlete(athlete) => {
                    self.session.athlete = Some(athlete);
                    self.show_pane(Pane::Profile);
                }
                Command::ShowPane(pane) => self.show_pane(pane),
                Command::ShowSource(place) => self.show_source(place),
                Command::ShowRowSource => {
                    if let Some(row) = self.session.selection.rows().last() {
                        let row = self.store.row(*row);
                        let source = self.store.imports()[row.race().import_index()].source.clone();
                        let line = row.origin().line;
                        self.show_source(Place {
                            source,
                            line,
                            column: 0,
                        });
                    }
                }
                Command::ChooseColumns => {
                    if let Some(source) = self.table_on_show().cloned() {
                        self.read_table_head(source);
                    }
                }
                Command::Paste(text) => self.paste(text),
                Command::ResetLayout => {
                    self.tree = default_layout();
                    table::forget(ui.ctx());
                }
                Command::SetTheme(preference) => ui.ctx().set_theme(preference),
                Command::ShowKeys => self.keys_are_shown = !self.keys_are_shown,
                Command::CancelJobs => self.jobs.running().iter().for_each(|j| j.progress.cancel()),
                Command::Quit => ui.ctx().send_viewport_cmd(ViewportCommand::Close),
            }
        }
    }

    /// Reads files with what the user said of the columns of tables.
    fn read(&mut self, paths: Vec<PathBuf>) {
        self.jobs.read(paths, &self.settings.mappings);
    }

    fn show_source(&mut self, place: Place) {
        self.show_pane(Pane::Source);
        self.jobs.wait("Reading the source", move || {
            Some(match Lines::read(place) {
                Ok(lines) => Done::Source(Box::new(lines)),
                Err(error) => Done::Failed(error),
            })
        });
    }

    /// The source of the race on show, when it is a table.
    fn table_on_show(&self) -> Option<&Source> {
        let import = &self.store.imports()[self.store.race(self.session.race?).import_index()];
        matches!(import.source.format, "csv" | "fixed").then_some(&import.source)
    }

    /// Reads the beginning of a table for the dialog.
    fn read_table_head(&mut self, source: Source) {
        self.jobs.wait("Reading the table", move || {
            let mut head = match content(&source) {
                Ok(bytes) => bytes,
                Err(error) => return Some(Done::Failed(error.to_string())),
            };
            if source.format == "fixed" {
                head = fixed::table_text(&head)?.into_bytes();
            }
            head.truncate(HEAD_BYTES);
            let title = source.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            Some(Done::Table {
                file: PathBuf::from(source.file),
                title,
                head,
            })
        });
    }

    fn choose_columns(&mut self, file: PathBuf, title: String, head: Vec<u8>) {
        if !self.panels.columns.open(file, title, head, &self.settings.mappings) {
            self.notices.fail("The beginning of the file is not a table".to_owned());
        }
    }

    /// Reads text from the clipboard as a file would be read.
    fn paste(&mut self, text: String) {
        let pasted = self
            .imports
            .iter()
            .filter(|i| i.source.path.starts_with(PASTED))
            .count();
        let name = format!("{PASTED} {}", pasted + 1);
        self.jobs.wait("Reading the clipboard", move || {
            let read = read_bytes(&name, text.as_bytes(), &Progress::default());
            Some(Done::Pasted(Box::new(read)))
        });
    }

    /// Adds what was pasted; whether anything changed.
    fn take_pasted(&mut self, pasted: Result<Import, OpenError>) -> bool {
        match pasted {
            Ok(import) => {
                let import = Arc::new(import);
                self.show_first_of = Some(import.clone());
                self.imports.push(import);
                true
            }
            Err(error) => {
                self.notices.fail(error.to_string());
                false
            }
        }
    }

    fn show_pane(&mut self, pane: Pane) {
        self.tree
            .make_active(|_, tile| matches!(tile, egui_tiles::Tile::Pane(p) if *p == pane));
    }

    /// Closes the file that an import comes from, with all its parts.
    fn close_file(&mut self, at: usize) {
        if let Some(file) = self.store.imports().get(at).map(|i| i.source.file.clone()) {
            self.close(|import| import.source.file == file);
        }
    }

    fn close(&mut self, is_closed: impl Fn(&Import) -> bool) {
        // what is being read and not on show yet stays
        let shown = self.store.imports();
        let closes = |i: &Arc<Import>| is_closed(i) && shown.iter().any(|s| Arc::ptr_eq(i, s));
        self.imports.retain(|i| !closes(i));
        self.rebuild();
    }

    /// Decides about the record of the result selected and the athlete on show.
    fn decide(&mut self, decision: fn(Record, Record) -> Decision) {
        let (&[row], Some(athlete)) = (self.session.selection.rows(), self.session.athlete) else {
            return;
        };
        let selected = self.store.record_of(row);
        let store = self.store.clone();
        let mut others = store.athlete(athlete).rows().map(|r| store.record_of(r));
        // apart from oneself nothing can be kept
        if let Some(other) = others.find(|other| *other != selected) {
            self.settings.decisions.push(decision(selected, other));
            self.rebuild();
        }
    }

    fn new_store(&self) -> Arc<Store> {
        let decisions = self.settings.decisions.clone();
        Arc::new(Store::with_decisions(next_revision(), self.imports.clone(), decisions))
    }

    /// Builds the store anew: at once when it is small, else in a job.
    fn rebuild(&mut self) {
        if self.imports.iter().map(|i| i.rows.len()).sum::<usize>() <= IMMEDIATE_ROWS {
            self.take_store(self.new_store());
        } else {
            self.jobs.build(self.imports.clone(), self.settings.decisions.clone());
        }
    }

    /// Copies the selected rows in the order of the results table, with the headings; without a selection all rows.
    fn copy(&mut self, ui: &Ui) {
        let Some(sheet) = self.panels.results.sheet(&self.store) else {
            return;
        };
        let selection = &self.session.selection;
        let is_wanted = |row: &usize| selection.is_empty() || sheet.row_id(*row).is_some_and(|r| selection.contains(r));
        let wanted: Vec<usize> = (0..sheet.row_count()).filter(is_wanted).collect();
        if wanted.len() <= IMMEDIATE_ROWS {
            ui.ctx().copy_text(crate::page::table::tsv(&sheet, &wanted));
            return;
        }
        let (store, columns) = (self.store.clone(), sheet.columns.clone());
        let rows: Vec<RowId> = wanted.iter().filter_map(|at| sheet.row_id(*at)).collect();
        self.jobs.wait("Copying", move || {
            let sheet = crate::sheet::ResultsSheet {
                store: &store,
                rows: &rows,
                columns: &columns,
            };
            let all: Vec<usize> = (0..rows.len()).collect();
            Some(Done::Copied(crate::page::table::tsv(&sheet, &all)))
        });
    }

    /// Shows the race before or after the one on show, in the order of the library.
    fn step_race(&mut self, back: bool) {
        let Some(RaceId(now)) = self.session.race else { return };
        let to = if back { now.checked_sub(1) } else { now.checked_add(1) };
        if let Some(to) = to.filter(|to| (*to as usize) < self.store.race_count()) {
            self.show_race(RaceId(to));
        }
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
            settings: self.settings.clone(),
            layout: Some(self.tree.clone()),
        };
        eframe::set_value(storage, eframe::APP_KEY, &saved);
    }
}
