//! The window as a whole: drains jobs, shows menus, toolbar, dock and status bar, and applies the frame's commands.

use super::cache::Cache;
use super::command::{ACTIONS, Action, Command, OTHER_KEYS, Situation, action};
use super::jobs::{Done, Jobs, next_revision};
use super::panels::results::Answer;
use super::panels::{Context, Dock, Pane, Panels, default_layout};
use super::{dialog, theme};
use crate::read::{Import, OpenError, sample};
use crate::session::{Session, Settings};
use crate::sheet::Sheet as _;
use crate::store::{RaceId, Store};
use eframe::egui::{self, Button, CentralPanel, MenuBar, Panel, RichText, ThemePreference, Ui, ViewportCommand};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The race of the sample that is on show first.
const FIRST_RACE: &str = "Tokyo 2020 men 1500m final";

/// Something that the user should know, until closed.
struct Notice {
    text: String,
    is_error: bool,
}

/// What is kept between runs.
#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Saved {
    settings: Settings,
    layout: Option<egui_tiles::Tree<Pane>>,
}

pub struct App {
    store: Arc<Store>,
    /// What the store is being, or was last, built from.
    imports: Vec<Arc<Import>>,
    session: Session,
    settings: Settings,
    cache: Cache,
    jobs: Jobs,
    tree: egui_tiles::Tree<Pane>,
    panels: Panels,
    commands: Vec<Command>,
    notices: Vec<Notice>,
    keys_are_shown: bool,
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
            app.jobs.read(paths);
        }
        app
    }

    fn with_saved(ctx: &egui::Context, saved: Saved) -> Self {
        theme::install(ctx);
        let complete =
            |tree: &egui_tiles::Tree<Pane>| Pane::ALL.iter().all(|pane| tree.tiles.find_pane(pane).is_some());
        Self {
            store: Arc::default(),
            imports: Vec::new(),
            session: Session::default(),
            settings: saved.settings,
            cache: Cache::default(),
            jobs: Jobs::new(ctx),
            tree: saved.layout.filter(complete).unwrap_or_else(default_layout),
            panels: Panels::default(),
            commands: Vec::new(),
            notices: Vec::new(),
            keys_are_shown: false,
            show_first_of: None,
            title: String::new(),
        }
    }

    /// The sample is small, so that it is there in the first frame.
    fn open_sample(&mut self) {
        if self.imports.iter().any(|i| i.source.path.starts_with("sample/")) {
            return;
        }
        self.imports.extend(sample::sample().into_iter().map(Arc::new));
        let store = Arc::new(Store::new(next_revision(), self.imports.clone()));
        self.take_store(store);
        if let Some(race) = self.store.find_races(FIRST_RACE).first() {
            self.show_race(*race);
        }
    }

    fn show_race(&mut self, race: RaceId) {
        self.session.show_race(race);
        let first = self
            .store
            .race(race)
            .row_views()
            .min_by_key(|r| (r.place().unwrap_or(u32::MAX), r.id()));
        if let Some(row) = first {
            self.session.athlete = Some(row.athlete_id());
        }
    }

    fn take_store(&mut self, store: Arc<Store>) {
        self.session = self.session.translated(&self.store, &store);
        self.store = store;
        if let Some(import) = self.show_first_of.take() {
            let race = self
                .store
                .races()
                .find(|r| Arc::ptr_eq(&self.store.imports()[r.import_index()], &import))
                .map(|r| r.id());
            race.into_iter().for_each(|r| self.show_race(r));
        }
        let first = self.store.races().next().map(|r| r.id());
        if let (None, Some(race)) = (self.session.race, first) {
            self.show_race(race);
        }
    }

    fn take_done(&mut self) {
        let mut changed = false;
        for done in self.jobs.drain() {
            match done {
                Done::Read { path, result } => changed |= self.take_read(&path, *result),
                Done::Store(store) => self.take_store(store),
                Done::Answer(Answer::Results {
                    question,
                    rows,
                    columns,
                }) => self.panels.results.take(question, rows, columns),
                Done::Answer(Answer::Splits(revision, race, splits)) => self.cache.keep_splits(revision, race, splits),
                Done::Picked(paths) if paths.is_empty() => {}
                Done::Picked(paths) => self.jobs.read(paths),
                Done::Saved(Ok(path)) => self.notices.push(Notice {
                    text: format!("Saved {}", path.display()),
                    is_error: false,
                }),
                Done::Saved(Err(text)) | Done::Failed(text) => self.notices.push(Notice { text, is_error: true }),
            }
        }
        if changed {
            self.jobs.build(self.imports.clone());
        }
    }

    /// Adds what was read, in place of what the same file held before; whether anything changed.
    fn take_read(&mut self, path: &Path, result: Result<Import, OpenError>) -> bool {
        match result {
            Ok(import) => {
                let import = Arc::new(import);
                self.settings.remember(path);
                self.show_first_of = Some(import.clone());
                match self.imports.iter_mut().find(|i| i.source.path == import.source.path) {
                    Some(known) => *known = import,
                    None => self.imports.push(import),
                }
                true
            }
            Err(error) => {
                self.notices.push(Notice {
                    text: error.to_string(),
                    is_error: true,
                });
                false
            }
        }
    }

    fn situation(&self) -> Situation {
        Situation {
            files: self.imports.len(),
            race: self.session.race.is_some(),
            selected: self.session.selection.len(),
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
        };
        (&mut self.tree, &mut self.panels, context)
    }

    fn take_input(&mut self, ui: &Ui) {
        let situation = self.situation();
        for action in ACTIONS {
            let Some(shortcut) = action.shortcut else { continue };
            let is_plain = shortcut.modifiers == egui::Modifiers::NONE;
            if is_plain && ui.text_edit_focused() {
                continue;
            }
            if (action.ready)(situation).is_ok() && ui.input_mut(|i| i.consume_shortcut(&shortcut)) {
                self.commands.push(action.command.clone());
            }
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
                Command::Open(paths) => self.jobs.read(paths),
                Command::OpenSample => self.open_sample(),
                Command::CloseFile(at) => self.close(|i| i != at),
                Command::CloseRaceFile => {
                    if let Some(race) = self.session.race {
                        let at = self.store.race(race).import_index();
                        self.close(|i| i != at);
                    }
                }
                Command::CloseAll => self.close(|_| false),
                Command::Export => self.export(),
                Command::Copy => self.copy(ui),
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
                Command::ShowAthlete(athlete) => {
                    self.session.athlete = Some(athlete);
                    self.show_pane(Pane::Profile);
                }
                Command::ShowPane(pane) => self.show_pane(pane),
                Command::ResetLayout => self.tree = default_layout(),
                Command::SetTheme(preference) => ui.ctx().set_theme(preference),
                Command::ShowKeys => self.keys_are_shown = !self.keys_are_shown,
                Command::CancelJobs => self.jobs.running().iter().for_each(|j| j.progress.cancel()),
                Command::Quit => ui.ctx().send_viewport_cmd(ViewportCommand::Close),
            }
        }
    }

    /// Opens the export dialog for the chart on show, or says why there is none.
    fn export(&mut self) {
        match self.panels.plot.chart() {
            Some(chart) => self.panels.export.open(&chart),
            None => self.notices.push(Notice {
                text: "There is no chart to export; show a race with passings in the plot".to_owned(),
                is_error: true,
            }),
        }
    }

    fn show_pane(&mut self, pane: Pane) {
        self.tree
            .make_active(|_, tile| matches!(tile, egui_tiles::Tile::Pane(p) if *p == pane));
    }

    fn close(&mut self, keep: impl Fn(usize) -> bool) {
        // indices are those of the store on show, which may lag behind what is being read
        let closed: Vec<Arc<Import>> = self
            .store
            .imports()
            .iter()
            .enumerate()
            .filter(|(i, _)| !keep(*i))
            .map(|(_, import)| import.clone())
            .collect();
        self.imports.retain(|i| !closed.iter().any(|c| Arc::ptr_eq(i, c)));
        self.take_store(Arc::new(Store::new(next_revision(), self.imports.clone())));
    }

    /// Copies the selected rows in the order of the results table, with the headings.
    fn copy(&mut self, ui: &Ui) {
        let Some(sheet) = self.panels.results.sheet(&self.store) else {
            return;
        };
        let selection = &self.session.selection;
        let is_selected =
            |row: &usize| selection.is_empty() || sheet.row_id(*row).is_some_and(|r| selection.contains(r));
        let rows: Vec<usize> = (0..sheet.row_count()).filter(is_selected).collect();
        ui.ctx().copy_text(crate::page::table::tsv(&sheet, &rows));
    }
}

/// Menus, bars and messages.
impl App {
    fn action_button(&mut self, ui: &mut Ui, action: &Action, label: &str) {
        let ready = (action.ready)(self.situation());
        let mut button = Button::new(label);
        if let Some(shortcut) = action.shortcut {
            button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
        }
        let response = ui.add_enabled(ready.is_ok(), button);
        if response.clicked() {
            self.commands.push(action.command.clone());
        }
        match ready {
            Ok(()) => response.on_hover_text(action.tooltip),
            Err(reason) => response.on_disabled_hover_text(format!("{}. {reason}", action.tooltip)),
        };
    }

    fn menu_item(&mut self, ui: &mut Ui, command: &Command) {
        if let Some(action) = action(command) {
            self.action_button(ui, action, action.label);
        }
    }

    fn menu_ui(&mut self, ui: &mut Ui) {
        MenuBar::new().ui(ui, |ui| {
            ui.menu_button("File", |ui| {
                self.menu_item(ui, &Command::ChooseFiles);
                self.recent_ui(ui);
                self.menu_item(ui, &Command::OpenSample);
                ui.separator();
                self.menu_item(ui, &Command::Export);
                ui.separator();
                self.menu_item(ui, &Command::CloseRaceFile);
                self.menu_item(ui, &Command::CloseAll);
                ui.separator();
                self.menu_item(ui, &Command::Quit);
            });
            ui.menu_button("Edit", |ui| {
                self.menu_item(ui, &Command::Copy);
                self.menu_item(ui, &Command::ClearSelection);
                ui.separator();
                self.menu_item(ui, &Command::Find);
            });
            ui.menu_button("View", |ui| {
                for pane in Pane::ALL {
                    if ui.button(pane.title()).clicked() {
                        self.commands.push(Command::ShowPane(pane));
                    }
                }
                ui.separator();
                self.menu_item(ui, &Command::ShowProfile);
                self.menu_item(ui, &Command::ResetLayout);
                ui.separator();
                self.theme_ui(ui);
            });
            ui.menu_button("Help", |ui| self.menu_item(ui, &Command::ShowKeys));
        });
    }

    fn theme_ui(&mut self, ui: &mut Ui) {
        let now = ui.ctx().options(|o| o.theme_preference);
        for (preference, label) in [
            (ThemePreference::System, "System theme"),
            (ThemePreference::Light, "Light theme"),
            (ThemePreference::Dark, "Dark theme"),
        ] {
            if ui.radio(now == preference, label).clicked() {
                self.commands.push(Command::SetTheme(preference));
                ui.close();
            }
        }
    }

    fn recent_ui(&mut self, ui: &mut Ui) {
        ui.menu_button("Recent", |ui| {
            if self.settings.recent.is_empty() {
                ui.label("No file was opened yet");
            }
            for path in &self.settings.recent {
                let name = path
                    .file_name()
                    .unwrap_or(path.as_os_str())
                    .to_string_lossy()
                    .into_owned();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    self.commands.push(Command::Open(vec![path.clone()]));
                }
            }
        });
    }

    fn toolbar_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            for command in [Command::ChooseFiles, Command::Export, Command::ShowProfile] {
                if let Some(action) = action(&command) {
                    let ready = (action.ready)(self.situation());
                    let response = ui.add_enabled(ready.is_ok(), Button::new(action.label));
                    if response.clicked() {
                        self.commands.push(command);
                    }
                    let keys = action
                        .shortcut
                        .map(|s| format!(" ({})", ui.ctx().format_shortcut(&s)))
                        .unwrap_or_default();
                    let text = format!("{}{keys}", action.tooltip);
                    match ready {
                        Ok(()) => response.on_hover_text(text),
                        Err(reason) => response.on_disabled_hover_text(format!("{text}. {reason}")),
                    };
                }
            }
        });
    }

    fn status_ui(&mut self, ui: &mut Ui) {
        let look = theme::look(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let counted =
                |n: usize, one: &str, many: &str| format!("{} {}", grouped(n), if n == 1 { one } else { many });
            let store = &self.store;
            let findings: u64 = store.imports().iter().map(|i| i.findings.total()).sum();
            let texts = [
                counted(store.imports().len(), "file", "files"),
                counted(store.race_count(), "race or list", "races and lists"),
                counted(store.athlete_count(), "athlete", "athletes"),
                counted(store.row_count(), "result", "results"),
                counted(store.passing_count(), "passing", "passings"),
                counted(findings as usize, "finding", "findings"),
            ];
            for text in texts {
                ui.label(RichText::new(text).size(theme::SMALL).color(look.quiet));
            }
            let selected = self.session.selection.len();
            if selected > 0 {
                ui.label(
                    RichText::new(format!("{} selected", grouped(selected)))
                        .font(theme::medium(theme::SMALL))
                        .color(look.accent),
                );
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if let Some(job) = self.jobs.running().first() {
                    if ui.small_button("Cancel").clicked() {
                        self.commands.push(Command::CancelJobs);
                    }
                    if let Some(fraction) = job.progress.fraction() {
                        ui.add(
                            egui::ProgressBar::new(fraction)
                                .desired_width(120.0)
                                .desired_height(8.0),
                        );
                    }
                    ui.label(RichText::new(&job.label).size(theme::SMALL));
                    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
                }
            });
        });
    }

    fn notices_ui(&mut self, ui: &mut Ui) {
        let look = theme::look(ui);
        let mut closed = None;
        for (at, notice) in self.notices.iter().enumerate().take(5) {
            ui.horizontal(|ui| {
                let colour = if notice.is_error { look.error } else { look.fastest };
                ui.add(egui::Label::new(RichText::new(&notice.text).color(colour)).wrap());
                if ui.small_button("Close").clicked() {
                    closed = Some(at);
                }
            });
        }
        if self.notices.len() > 5 {
            ui.label(format!("and {} more", self.notices.len() - 5));
        }
        if let Some(at) = closed {
            self.notices.remove(at);
        }
    }

    fn keys_ui(&mut self, ui: &Ui) {
        egui::Window::new("Keys")
            .open(&mut self.keys_are_shown)
            .collapsible(false)
            .resizable(false)
            .show(ui.ctx(), |ui| {
                egui::Grid::new("keys")
                    .num_columns(2)
                    .striped(true)
                    .spacing([24.0, 6.0])
                    .show(ui, |ui| {
                        for action in ACTIONS {
                            let Some(shortcut) = action.shortcut else { continue };
                            ui.label(
                                RichText::new(ui.ctx().format_shortcut(&shortcut)).font(theme::medium(theme::BODY)),
                            );
                            ui.label(action.tooltip);
                            ui.end_row();
                        }
                        for (keys, text) in OTHER_KEYS {
                            ui.label(RichText::new(*keys).font(theme::medium(theme::BODY)));
                            ui.label(*text);
                            ui.end_row();
                        }
                    });
            });
    }

    /// Says what a drop will do while files hover over the window.
    fn drop_ui(&self, ui: &Ui) {
        if ui.input(|i| i.raw.hovered_files.is_empty()) {
            return;
        }
        let look = theme::look(ui);
        let rect = ui.ctx().content_rect();
        let painter = ui
            .ctx()
            .layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
        painter.rect_filled(rect, 0.0, look.paper.gamma_multiply(0.85));
        painter.rect_stroke(
            rect.shrink(12.0),
            8.0,
            egui::Stroke::new(2.0, look.accent),
            egui::StrokeKind::Inside,
        );
        painter.text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            "Drop to open",
            theme::bold(theme::HEADING),
            look.text,
        );
    }

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
        self.take_done();
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
        if !self.notices.is_empty() {
            Panel::top("notices").frame(bar).show(ui, |ui| self.notices_ui(ui));
        }
        Panel::bottom("status")
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
        self.keys_ui(ui);
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

/// `1,000,000`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
