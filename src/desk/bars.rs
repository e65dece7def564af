//! What stands around the dock: menus, toolbar, status bar, the list of keys and the sign of a drop.

use super::app::App;
use super::command::{ACTIONS, Action, Command, OTHER_KEYS, action};
use super::jobs::Job;
use super::panels::Pane;
use super::theme;
use crate::model::text::grouped;
use crate::model::{DecimalMark, PaceUnit, SpeedUnit};
use crate::page::Format;
use crate::sheet::findings;
use eframe::egui::{
    self, Button, MenuBar, Response, RichText, Role, Shape, Stroke, ThemePreference, Ui, WidgetInfo, vec2,
};

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

    pub(super) fn menu_ui(&mut self, ui: &mut Ui) {
        MenuBar::new().ui(ui, |ui| {
            ui.menu_button("File", |ui| {
                self.menu_item(ui, &Command::ChooseFiles);
                self.menu_item(ui, &Command::ChooseFolder);
                self.recent_ui(ui);
                self.menu_item(ui, &Command::OpenSample);
                ui.separator();
                self.menu_item(ui, &Command::Export);
                self.menu_item(ui, &Command::ChooseColumns);
                self.menu_item(ui, &Command::DescribeRace);
                ui.separator();
                self.menu_item(ui, &Command::CloseRaceFile);
                self.menu_item(ui, &Command::CloseAll);
                ui.separator();
                self.menu_item(ui, &Command::Quit);
            });
            ui.menu_button("Edit", |ui| {
                self.menu_item(ui, &Command::Copy);
                for format in [Format::Png, Format::Svg, Format::Tsv] {
                    self.menu_item(ui, &Command::CopyChart(format));
                }
                self.menu_item(ui, &Command::ClearSelection);
                ui.separator();
                self.menu_item(ui, &Command::Compare);
                for command in [Command::JoinAthletes, Command::KeepApart, Command::Undo, Command::Redo] {
                    self.menu_item(ui, &command);
                }
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
                self.menu_item(ui, &Command::PreviousRace);
                self.menu_item(ui, &Command::NextRace);
                self.menu_item(ui, &Command::ShowProfile);
                self.menu_item(ui, &Command::ShowRowSource);
                ui.separator();
                self.menu_item(ui, &Command::ResetLayout);
                ui.separator();
                self.units_ui(ui);
                self.theme_ui(ui);
            });
            ui.menu_button("Help", |ui| self.menu_item(ui, &Command::ShowKeys));
        });
    }

    fn units_ui(&mut self, ui: &mut Ui) {
        ui.menu_button("Units", |ui| {
            let mut units = self.session.units;
            for pace in PaceUnit::ALL {
                ui.radio_value(&mut units.pace, pace, pace.label());
            }
            ui.separator();
            for speed in SpeedUnit::ALL {
                ui.radio_value(&mut units.speed, speed, speed.word());
            }
            ui.separator();
            for (decimal, label) in [
                (DecimalMark::Point, "Decimal point"),
                (DecimalMark::Comma, "Decimal comma"),
            ] {
                ui.radio_value(&mut units.decimal, decimal, label);
            }
            if units != self.session.units {
                self.commands.push(Command::SetUnits(units));
            }
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

    pub(super) fn toolbar_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            for command in [Command::ChooseFiles, Command::Export, Command::Compare] {
                self.tool_ui(ui, &command, |ui, label| ui.add(Button::new(label)));
            }
            ui.separator();
            self.tool_ui(ui, &Command::PreviousRace, |ui, label| arrow_button_ui(ui, label, -1.0));
            self.tool_ui(ui, &Command::NextRace, |ui, label| arrow_button_ui(ui, label, 1.0));
            ui.add_space(4.0);
            self.race_ui(ui);
        });
    }

    /// A button of the toolbar, with its keys and, when it can do nothing, the reason in the tooltip.
    fn tool_ui(&mut self, ui: &mut Ui, command: &Command, add: impl FnOnce(&mut Ui, &str) -> Response) {
        let Some(action) = action(command) else { return };
        let ready = (action.ready)(self.situation());
        let response = ui.add_enabled_ui(ready.is_ok(), |ui| add(ui, action.label)).inner;
        if response.clicked() {
            self.commands.push(command.clone());
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

    /// The race that all panels show: its name, day and place.
    fn race_ui(&self, ui: &mut Ui) {
        let look = theme::look(ui);
        let Some(race) = self.session.race.map(|r| self.store.race(r)) else {
            let text = if self.store.imports().is_empty() {
                "Nothing is open"
            } else {
                "No race is on show"
            };
            ui.label(RichText::new(text).color(look.quiet));
            return;
        };
        let date = race.date().map(|d| d.to_string()).unwrap_or_default();
        let about = [date, race.venue()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("   ");
        let mut text = egui::text::LayoutJob::default();
        let format = |font, color| egui::TextFormat {
            font_id: font,
            color,
            ..Default::default()
        };
        text.append(&race.label(), 0.0, format(theme::bold(theme::SUBHEADING), look.text));
        text.append(&about, 16.0, format(theme::regular(theme::BODY), look.quiet));
        let whole = text.text.clone();
        let response = ui.add(egui::Label::new(text).truncate().show_tooltip_when_elided(false));
        response.on_hover_text(format!("{whole}\n{}", race.citation()).trim_end());
    }

    pub(super) fn status_ui(&mut self, ui: &mut Ui) {
        let look = theme::look(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let counted =
                |n: usize, one: &str, many: &str| format!("{} {}", grouped(n), if n == 1 { one } else { many });
            let store = &self.store;
            let findings = findings::total(store, &self.unread);
            let texts = [
                counted(store.imports().iter().filter(|i| !i.is_part()).count(), "file", "files"),
                counted(store.race_count(), "race or list", "races and lists"),
                counted(store.athlete_count(), "athlete", "athletes"),
                counted(store.result_count(), "result", "results"),
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
                if let Some(job) = self.jobs.running().first()
                    && job_ui(ui, job)
                {
                    self.commands.push(Command::CancelJobs);
                }
            });
        });
    }

    pub(super) fn keys_ui(&mut self, ui: &Ui) {
        egui::Window::new("Keys")
            .open(&mut self.keys_are_shown)
            .collapsible(false)
            .resizable(false)
            .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
            .show(ui.ctx(), |ui| {
                let most = ui.ctx().content_rect().height() - 120.0;
                egui::ScrollArea::vertical().max_height(most).show(ui, keys_list_ui);
            });
    }

    /// Says what a drop will do while files hover over the window.
    pub(super) fn drop_ui(&self, ui: &Ui) {
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
}

/// All keys: those of commands, then those of tables and charts.
fn keys_list_ui(ui: &mut Ui) {
    egui::Grid::new("keys")
        .num_columns(2)
        .striped(true)
        .spacing([24.0, 6.0])
        .show(ui, |ui| {
            for action in ACTIONS {
                let Some(shortcut) = action.shortcut else { continue };
                ui.label(RichText::new(ui.ctx().format_shortcut(&shortcut)).font(theme::medium(theme::BODY)));
                ui.label(action.tooltip);
                ui.end_row();
            }
            for (keys, text) in OTHER_KEYS {
                ui.label(RichText::new(*keys).font(theme::medium(theme::BODY)));
                ui.label(*text);
                ui.end_row();
            }
        });
}

/// What a job does, how far it is and a button to stop it, from the right; whether it is to stop.
fn job_ui(ui: &mut Ui, job: &Job) -> bool {
    let stops = ui.small_button("Cancel").clicked();
    progress_ui(ui, job, 120.0);
    ui.label(RichText::new(job.text()).size(theme::SMALL));
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    stops
}

/// A bar of a width that says how far a job is, when that is known.
pub fn progress_ui(ui: &mut Ui, job: &Job, width: f32) {
    let Some(fraction) = job.progress.fraction() else {
        return;
    };
    let look = theme::look(ui);
    ui.scope(|ui| {
        ui.visuals_mut().extreme_bg_color = look.line;
        let bar = egui::ProgressBar::new(fraction).fill(look.accent);
        ui.add(bar.desired_width(width).desired_height(8.0));
    });
}

/// A button with a triangle that points left (negative) or right; the bundled face has no such sign.
fn arrow_button_ui(ui: &mut Ui, label: &str, towards: f32) -> Response {
    let size = ui.spacing().interact_size.y;
    let response = ui.add(Button::new("").min_size(vec2(size, size)));
    let colour = ui.style().interact(&response).text_color();
    let centre = response.rect.center();
    let tip = vec2(4.0 * towards, 0.0);
    let points = vec![
        centre + tip,
        centre - tip + vec2(0.0, -5.0),
        centre - tip + vec2(0.0, 5.0),
    ];
    ui.painter().add(Shape::convex_polygon(points, colour, Stroke::NONE));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    response
}
