//! An athlete: who he or she is, bests, all results, progression and rivals.

mod figures;
mod head;
mod progression;
mod rivals;

pub use figures::Figures;

use super::{Context, choice_ui, empty_ui, strip_ui};
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::command::Command;
use crate::desk::jobs::Answer;
use crate::desk::table::TableView;
use crate::sheet::{BestsSheet, HonoursSheet, ResultsSheet, Sheet};
use crate::store::{AthleteId, Cancel, Query, RowId, Scope, SortKey};
use eframe::egui::Ui;
use head::head_ui;
use progression::Progression;
use rivals::Rivals;

#[derive(Clone, Copy, Default, PartialEq)]
enum Tab {
    #[default]
    Bests,
    Results,
    Progression,
    Honours,
    Rivals,
}

/// An athlete's rows in the order of some keys.
struct Sorted {
    of: (u64, AthleteId),
    keys: Vec<SortKey>,
    rows: Vec<RowId>,
}

#[derive(Default)]
pub struct Profile {
    tab: Tab,
    figures: Option<Figures>,
    asked: Option<(u64, AthleteId)>,
    /// The figures have not been shown yet.
    is_new: bool,
    sort: Vec<SortKey>,
    sorted: Option<Sorted>,
    progression: Progression,
    rivals: Rivals,
}

impl Profile {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let Some(id) = context.session.athlete else {
            return empty_ui(
                ui,
                "No athlete is on show",
                "Double-click a result, or select it and press Enter",
            );
        };
        let wanted = (context.store.revision(), id);
        if self.figures.as_ref().is_none_or(|f| f.of != wanted) {
            self.ask(context, wanted);
        }
        head_ui(ui, context, context.store.athlete(id));
        let Some(figures) = self.figures.as_ref().filter(|f| f.of == wanted) else {
            return empty_ui(ui, "Collecting results", "They appear when they are ready");
        };
        if std::mem::take(&mut self.is_new) {
            self.progression.begin(context, figures);
        }
        let tabs = [
            (Tab::Bests, format!("Bests ({})", figures.bests.len())),
            (Tab::Results, format!("Results ({})", figures.rows.len())),
            (Tab::Progression, "Progression".to_owned()),
            (Tab::Honours, format!("Honours ({})", figures.honours.len())),
            (Tab::Rivals, format!("Rivals ({})", figures.rivals.len())),
        ];
        strip_ui(ui, |ui| {
            for (tab, label) in tabs {
                ui.selectable_value(&mut self.tab, tab, label);
            }
        });
        match self.tab {
            Tab::Bests => bests_ui(ui, context, figures),
            Tab::Results => self.results_ui(ui, context),
            Tab::Progression => self.progression.ui(ui, context, figures),
            Tab::Honours => honours_ui(ui, context, figures),
            Tab::Rivals => self.rivals.ui(ui, context, figures),
        }
    }

    /// Works out the figures: at once when the athlete's races are small, else in a job.
    fn ask(&mut self, context: &mut Context<'_>, wanted: (u64, AthleteId)) {
        if self.asked == Some(wanted) {
            return;
        }
        let store = context.store.clone();
        let in_races = store.athlete(wanted.1).rows().map(|r| store.row(r).race().rows().len());
        self.asked = Some(wanted);
        if in_races.sum::<usize>() <= IMMEDIATE_ROWS {
            self.take(Figures::new(&store, wanted.1));
        } else {
            let figures = move || Some(Answer::Profile(Box::new(Figures::new(&store, wanted.1))));
            context.jobs.ask("Collecting results", figures);
        }
    }

    /// Takes what was worked out, unless another athlete was asked for since.
    pub fn take(&mut self, figures: Figures) {
        if self.asked == Some(figures.of) {
            (self.figures, self.asked, self.is_new) = (Some(figures), None, true);
        }
    }

    fn results_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let Some(figures) = &self.figures else { return };
        let is_sorted = self
            .sorted
            .as_ref()
            .is_some_and(|s| s.of == figures.of && s.keys == self.sort);
        if !is_sorted {
            let query = Query {
                scope: Scope::Rows(figures.rows.clone()),
                sort: self.sort.clone(),
                ..Query::default()
            };
            let rows = query.run(context.store, &Cancel::default()).unwrap_or_default();
            self.sorted = Some(Sorted {
                of: figures.of,
                keys: self.sort.clone(),
                rows,
            });
        }
        let Some(Sorted { rows, .. }) = &self.sorted else {
            return;
        };
        let sheet = ResultsSheet {
            store: context.store,
            rows,
            columns: &figures.columns,
        };
        let view = TableView {
            sort: &self.sort,
            ..table("profile-results", &sheet, rows, figures.of)
        };
        let events = view.ui(ui, context.session, context.commands);
        if let Some(row) = events.opened {
            context.commands.push(Command::ShowRow(row));
        }
        if let Some(click) = events.sort {
            click.turn(&mut self.sort);
        }
    }
}

fn bests_ui(ui: &mut Ui, context: &mut Context<'_>, figures: &Figures) {
    if figures.bests.is_empty() {
        return empty_ui(
            ui,
            "No mark that counts as a best",
            "Open more of the athlete's results",
        );
    }
    let sheet = BestsSheet::new(context.store, &figures.bests);
    let order: Vec<RowId> = figures.bests.iter().map(|b| b.row).collect();
    if let Some(row) = table("bests", &sheet, &order, figures.of)
        .ui(ui, context.session, context.commands)
        .opened
    {
        context.commands.push(Command::ShowRow(row));
    }
}

fn honours_ui(ui: &mut Ui, context: &mut Context<'_>, figures: &Figures) {
    if figures.honours.is_empty() {
        return empty_ui(
            ui,
            "No medal in the championships loaded",
            "The first three of finals at championships and Games are honours",
        );
    }
    let sheet = HonoursSheet::new(context.store, &figures.honours);
    let order: Vec<RowId> = (0..sheet.row_count()).filter_map(|row| sheet.row_id(row)).collect();
    if let Some(row) = table("honours", &sheet, &order, figures.of)
        .ui(ui, context.session, context.commands)
        .opened
    {
        context.commands.push(Command::ShowRow(row));
    }
}

/// A table whose rows keep their order, of an athlete in a revision of the store.
fn table<'a>(
    id: &'static str,
    sheet: &'a dyn Sheet,
    order: &'a [RowId],
    (revision, athlete): (u64, AthleteId),
) -> TableView<'a> {
    TableView {
        id,
        sheet,
        revision,
        subject: Some(athlete.0),
        sort: &[],
        order,
        scroll_to: None,
    }
}
