//! What each command does.

use super::App;
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::command::Command;
use crate::desk::dialog::ChartFile;
use crate::desk::jobs::{Done, Jobs};
use crate::desk::panels::source::{Lines, Place};
use crate::desk::panels::{Pane, default_layout};
use crate::desk::{dialog, table as tables};
use crate::model::text::grouped;
use crate::page::{self, Format, table};
use crate::sheet::Sheet as _;
use crate::store::{AthleteId, Decision, RaceId, RowId, RowView};
use eframe::egui::{self, ColorImage, Ui, ViewportCommand};

/// Which way in the library.
#[derive(Clone, Copy)]
enum Step {
    Back,
    On,
}

impl App {
    /// Does what was asked for in this frame, in that order.
    pub(super) fn apply(&mut self, ui: &Ui, frame: &eframe::Frame) {
        for command in std::mem::take(&mut self.commands) {
            match command {
                Command::ChooseFiles => dialog::choose_files(frame, &mut self.jobs),
                Command::ChooseFolder => dialog::choose_folder(frame, &mut self.jobs),
                Command::Open(paths) => self.read(paths),
                Command::OpenSample => self.open_sample(),
                Command::Paste(text) => self.paste(text),
                Command::CloseFiles(imports) => self.close_files(&imports),
                Command::CloseRaceFile => self.close_race_file(),
                Command::CloseAll => self.close_all(),
                Command::Export => self.open_export(),
                Command::CopyChart(format) => self.copy_chart(format),
                Command::CopyFile(file) => copy_file(&mut self.jobs, *file),
                Command::SaveChart(file) => dialog::save_chart(frame, &mut self.jobs, *file),
                Command::Copy => self.copy(ui),
                Command::Compare => self.compare(),
                Command::JoinAthletes => self.join_selected(),
                Command::KeepApart => self.split_selected(),
                Command::Join(one, other) => self.decide(self.store.merge(one, other)),
                Command::Part(one, other) => self.decide(self.store.keep_apart(one, other)),
                Command::Undo => self.undo(),
                Command::Redo => self.redo(),
                Command::ClearSelection => self.session.clear_selection(),
                Command::Find => self.find(),
                Command::ShowProfile => self.show_selected_profile(),
                Command::ShowRace(race) => self.show_race(race),
                Command::ShowRow(row) => self.show_row(row),
                Command::PreviousRace => self.step_race(Step::Back),
                Command::NextRace => self.step_race(Step::On),
                Command::ShowAthlete(athlete) => self.show_athlete(athlete),
                Command::ShowPane(pane) => self.show_pane(pane),
                Command::ShowSource(place) => self.show_source(place),
                Command::ShowRowSource => self.show_row_source(),
                Command::ChooseColumns => self.read_columns_of_race(),
                Command::DescribeRace => self.ask_what_race(),
                Command::ResetLayout => self.reset_layout(ui.ctx()),
                Command::SetTheme(preference) => ui.ctx().set_theme(preference),
                Command::SetUnits(units) => (self.session.units, self.settings.units) = (units, units),
                Command::ShowKeys => self.keys_are_shown = !self.keys_are_shown,
                Command::CancelJobs => self.jobs.running().iter().for_each(|j| j.progress.cancel()),
                Command::Quit => ui.ctx().send_viewport_cmd(ViewportCommand::Close),
            }
        }
    }

    fn open_export(&mut self) {
        if let Some(chart) = self.chart() {
            self.panels.export.open(&chart);
        }
    }

    fn compare(&mut self) {
        let selected = self.session.selection.rows().iter().copied();
        let efforts = selected.filter(|row| !self.store.row(*row).race().is_list());
        let left_out = self.session.comparison.add(efforts);
        if left_out > 0 {
            let text = format!(
                "{} results are not compared; there is room for no more",
                grouped(left_out)
            );
            self.notices.say(text);
        }
        self.show_pane(Pane::Compare);
    }

    fn copy_chart(&mut self, format: Format) {
        let file = self.chart().and_then(|chart| self.panels.export.file(&chart));
        if let Some(file) = file {
            copy_file(&mut self.jobs, ChartFile { format, ..file });
        }
    }

    fn ask_what_race(&mut self) {
        if let Some(race) = self.session.race {
            self.panels.describe.open(self.store.race(race));
        }
    }

    fn undo(&mut self) {
        let undone = self.decisions.next_undo().map(|d| format!("Taken back: {d}"));
        if self.decisions.undo() {
            self.take_decisions(undone);
        }
    }

    fn redo(&mut self) {
        let redone = self.decisions.next_redo().map(|d| format!("Decided again: {d}"));
        if self.decisions.redo() {
            self.take_decisions(redone);
        }
    }

    fn find(&mut self) {
        self.show_pane(Pane::Library);
        self.panels.library.focus_search();
    }

    fn reset_layout(&mut self, ctx: &egui::Context) {
        self.tree = default_layout();
        tables::forget(ctx);
    }

    fn show_selected_profile(&mut self) {
        if let Some(row) = self.session.selection.rows().last() {
            self.show_athlete(self.store.row(*row).athlete_id());
        }
    }

    fn show_athlete(&mut self, athlete: AthleteId) {
        self.session.athlete = Some(athlete);
        self.show_pane(Pane::Profile);
    }

    fn show_row(&mut self, row: RowId) {
        self.session.show_race(self.store.row(row).race().id());
        self.session.selection.set(row);
        self.panels.results.show_race(Some(row));
    }

    fn show_row_source(&mut self) {
        if let Some(row) = self.session.selection.rows().last() {
            let row = self.store.row(*row);
            let place = |row: RowView<'_>| Place {
                source: self.store.imports()[row.race().import_index()].source.clone(),
                line: row.origin().line,
                column: 0,
                note: String::new(),
            };
            let places: Vec<Place> = std::iter::once(row).chain(row.repeats()).map(place).collect();
            let first = places[0].clone();
            self.panels.source.offer(places);
            self.show_source(first);
        }
    }

    pub(super) fn show_race(&mut self, race: RaceId) {
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

    /// Shows the race before or after the one on show, in the order of the library.
    fn step_race(&mut self, step: Step) {
        let Some(RaceId(now)) = self.session.race else { return };
        let to = match step {
            Step::Back => now.checked_sub(1),
            Step::On => now.checked_add(1).filter(|to| (*to as usize) < self.store.race_count()),
        };
        if let Some(to) = to {
            self.show_race(RaceId(to));
        }
    }

    pub(super) fn show_pane(&mut self, pane: Pane) {
        self.tree
            .make_active(|_, tile| matches!(tile, egui_tiles::Tile::Pane(p) if *p == pane));
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

    /// The athlete of the result selected is the one on show.
    fn join_selected(&mut self) {
        if let (&[row], Some(athlete)) = (self.session.selection.rows(), self.session.athlete) {
            self.decide(self.store.merge(self.store.row(row).athlete_id(), athlete));
        }
    }

    /// The result selected is of another athlete than those that it was joined with.
    fn split_selected(&mut self) {
        if let &[row] = self.session.selection.rows() {
            self.decide(self.store.split(row));
        }
    }

    /// `None` is what cannot be put in the words of the files.
    pub(super) fn decide(&mut self, decision: Option<Decision>) {
        let Some(decision) = decision else {
            let text = "Nothing in the files tells these athletes from others of the same name, so nothing was decided";
            return self.notices.fail(text.to_owned());
        };
        let said = format!("Decided: {decision}");
        self.decisions.decide(&self.store, decision);
        self.take_decisions(Some(said));
    }

    /// Keeps the decisions as they are now beside the data, and builds the store with them.
    fn take_decisions(&mut self, said: Option<String>) {
        match self.decisions.save() {
            Ok(()) => said.into_iter().for_each(|text| self.notices.say(text)),
            Err(error) => self.notices.fail(error),
        }
        self.rebuild();
    }

    /// Copies the selected rows in the order of the results table, with the headings; without a selection all rows.
    fn copy(&mut self, ui: &Ui) {
        let Some(sheet) = self.panels.results.sheet(&self.store) else {
            return;
        };
        let (selection, decimal) = (&self.session.selection, self.session.units.decimal);
        let is_wanted = |row: &usize| selection.is_empty() || sheet.row_id(*row).is_some_and(|r| selection.contains(r));
        let wanted: Vec<usize> = (0..sheet.row_count()).filter(is_wanted).collect();
        if wanted.len() <= IMMEDIATE_ROWS {
            ui.ctx().copy_text(decimal.write(&table::tsv(&sheet, &wanted)));
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
            Some(Done::Copied(decimal.write(&table::tsv(&sheet, &all))))
        });
    }
}

/// Puts what a file would hold on the clipboard; made beside the window.
fn copy_file(jobs: &mut Jobs, file: ChartFile) {
    jobs.wait("Copying the chart", move || {
        let ChartFile {
            chart,
            settings,
            format,
        } = file;
        let copied = match format {
            Format::Png => page::preview(&chart, settings, settings.dpi).map(|(pixels, width, height)| {
                let size = [width as usize, height as usize];
                Done::Picture(Box::new(ColorImage::from_rgba_unmultiplied(size, &pixels)))
            }),
            _ => page::export(&chart, settings, format)
                .map(|bytes| Done::Copied(String::from_utf8_lossy(&bytes).into_owned())),
        };
        Some(copied.unwrap_or_else(|error| Done::Failed(error.to_string())))
    });
}
