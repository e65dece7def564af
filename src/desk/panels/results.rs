//! Results of the race on show, or of everything loaded, filtered and sorted by the store.

use super::{Context, bar_ui, empty_ui};
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::command::Command;
use crate::desk::jobs::Answer;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::model::Discipline;
use crate::model::text::grouped;
use crate::sheet::ResultsSheet;
use crate::sheet::results::ResultsColumns;
use crate::store::{self, Cancel, Direction, Query, RaceId, RowId, Scope, SortKey, Store};
use eframe::egui::{self, RichText, Ui};
use std::sync::Arc;

/// What is asked of the store, with the revision that the answer holds for.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    revision: u64,
    query: Query,
    best_only: bool,
}

/// How the rows are narrowed and ordered.
#[derive(Default)]
struct Wish {
    filter: String,
    sort: Vec<SortKey>,
}

/// The panel's own state.
#[derive(Default)]
pub struct Results {
    /// All races instead of the one on show.
    all: bool,
    /// Of each athlete and event the best mark only.
    best_only: bool,
    of_all: Wish,
    /// For one race; another one begins by place and whole.
    of_race: (Option<RaceId>, Wish),
    /// A row to scroll to.
    reveal: Option<RowId>,
    shown: Option<Shown>,
    asked: Option<(Question, Arc<Cancel>)>,
}

struct Shown {
    question: Question,
    rows: Vec<RowId>,
    columns: ResultsColumns,
}

/// Finds rows and, unless they are `known`, the columns: those of all rows in scope, so that none comes or goes while a
/// filter is typed.
fn answer(store: &Store, question: Question, known: Option<ResultsColumns>, cancel: &Cancel) -> Option<Answer> {
    let mut rows = question.query.run(store, cancel)?;
    if question.best_only {
        rows = store.best_per_athlete(&rows);
    }
    let columns = known.unwrap_or_else(|| match &question.query.scope {
        Scope::Race(race) => ResultsColumns::of_race(store, store.race(*race).rows()),
        _ => ResultsColumns::of_races(store, (0..store.row_count() as u32).map(RowId)),
    });
    Some(Answer::Results {
        question,
        rows,
        columns,
    })
}

impl Results {
    /// The rows on show in their order.
    pub fn rows(&self) -> &[RowId] {
        self.shown.as_ref().map_or(&[], |s| &s.rows)
    }

    /// The rows on show as a sheet, when they belong to this store.
    pub fn sheet<'a>(&'a self, store: &'a Store) -> Option<ResultsSheet<'a>> {
        let shown = self
            .shown
            .as_ref()
            .filter(|s| s.question.revision == store.revision())?;
        Some(ResultsSheet {
            store,
            rows: &shown.rows,
            columns: &shown.columns,
        })
    }

    /// Takes what a job found, unless it was asked for something else since.
    pub fn take(&mut self, question: Question, rows: Vec<RowId>, columns: ResultsColumns) {
        if self.asked.as_ref().is_some_and(|(q, _)| *q == question) {
            self.shown = Some(Shown {
                question,
                rows,
                columns,
            });
            self.asked = None;
        }
    }

    /// Turns to the race on show, with a row of it in view.
    pub fn show_race(&mut self, row: Option<RowId>) {
        self.all = false;
        self.reveal = row;
    }

    fn wish(&mut self) -> &mut Wish {
        if self.all {
            &mut self.of_all
        } else {
            &mut self.of_race.1
        }
    }

    /// The keys by which the rows are sorted: a race is shown by place unless the user sorts it.
    fn sort(&self) -> &[SortKey] {
        let by_place = &[SortKey {
            column: store::Column::Place,
            direction: Direction::Up,
        }];
        match (self.all, self.of_race.1.sort.as_slice()) {
            (true, _) => &self.of_all.sort,
            (false, []) => by_place,
            (false, keys) => keys,
        }
    }

    fn question(&mut self, context: &Context<'_>) -> Question {
        let scope = match context.session.race {
            Some(race) if !self.all => Scope::Race(race),
            _ => Scope::All,
        };
        Question {
            revision: context.store.revision(),
            best_only: self.all && self.best_only,
            query: Query {
                scope,
                text: self.wish().filter.clone(),
                sort: self.sort().to_vec(),
            },
        }
    }

    /// Asks for what is not shown yet: at once when it is little, else in a job.
    fn ask(&mut self, context: &mut Context<'_>) {
        let question = self.question(context);
        let is_shown = self.shown.as_ref().is_some_and(|s| s.question == question);
        if is_shown || self.asked.as_ref().is_some_and(|(q, _)| *q == question) {
            return;
        }
        if let Some((_, cancel)) = self.asked.take() {
            cancel.cancel();
        }
        let cancel = Arc::new(Cancel::default());
        self.asked = Some((question.clone(), cancel.clone()));
        let has_columns =
            |s: &&Shown| s.question.revision == question.revision && s.question.query.scope == question.query.scope;
        let known = self.shown.as_ref().filter(has_columns).map(|s| s.columns.clone());
        let store = context.store.clone();
        if store.row_count() <= IMMEDIATE_ROWS {
            if let Some(Answer::Results {
                question,
                rows,
                columns,
            }) = answer(&store, question, known, &cancel)
            {
                self.take(question, rows, columns);
            }
        } else {
            context
                .jobs
                .ask("Sorting", move || answer(&store, question, known, &cancel));
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.store.row_count() == 0 {
            return empty_ui(
                ui,
                "No results are open",
                "Press Ctrl+O, or drop files or a folder on the window",
            );
        }
        if !self.all && self.of_race.0 != context.session.race {
            self.of_race = (context.session.race, Wish::default());
        }
        self.ask(context);
        self.head_ui(ui, context);
        let Some(shown) = self
            .shown
            .as_ref()
            .filter(|s| s.question.revision == context.store.revision())
        else {
            return;
        };
        if shown.rows.is_empty() {
            return empty_ui(ui, "No result matches", "Clear the filter, or choose another race");
        }
        let sheet = ResultsSheet {
            store: context.store,
            rows: &shown.rows,
            columns: &shown.columns,
        };
        let revealed = self.reveal.and_then(|row| shown.rows.iter().position(|r| *r == row));
        let view = TableView {
            id: "results",
            sheet: &sheet,
            revision: shown.question.revision,
            subject: match shown.question.query.scope {
                Scope::Race(race) => Some(race.0),
                _ => None,
            },
            sort: self.sort(),
            order: &shown.rows,
            scroll_to: revealed,
        };
        let before = context.session.selection.cursor();
        let events = view.ui(ui, context.session, context.commands);
        if revealed.is_some() {
            self.reveal = None;
        }
        let cursor = context.session.selection.cursor();
        if let Some(row) = cursor.filter(|_| self.all && cursor != before) {
            context.session.follow(context.store.row(row).race().id());
        }
        if let Some(row) = events.opened {
            context
                .commands
                .push(Command::ShowAthlete(context.store.row(row).athlete_id()));
        }
        if let Some(click) = events.sort {
            let mut keys = self.sort().to_vec();
            click.turn(&mut keys);
            self.wish().sort = keys;
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let look = theme::look(ui);
        bar_ui(ui, |ui| {
            let one = if context.session.race.is_some_and(|r| context.store.race(r).is_list()) {
                "This list"
            } else {
                "This race"
            };
            let texts = [
                (false, one, "Results of the race on show"),
                (true, "All results", "Of every file that is open"),
            ];
            for (all, text, hint) in texts {
                if ui.selectable_label(self.all == all, text).on_hover_text(hint).clicked() {
                    self.all = all;
                    self.reveal = context.session.selection.cursor();
                }
            }
            let is_open = |race: RaceId| {
                let race = context.store.race(race);
                !race.is_list() && race.event().discipline == Discipline::Unknown
            };
            if !self.all && context.session.race.is_some_and(is_open) {
                let button = ui.button("What race is this…");
                if button
                    .on_hover_text("The file does not say the event, which charts and lists need")
                    .clicked()
                {
                    context.commands.push(Command::DescribeRace);
                }
            }
            if self.all {
                ui.checkbox(&mut self.best_only, "Bests only")
                    .on_hover_text("Of each athlete the best mark in each event");
            }
            let count = self.rows().len();
            let text = format!("{} {}", grouped(count), if count == 1 { "result" } else { "results" });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(RichText::new(text).size(theme::SMALL).color(look.quiet));
                let hint = "Filter by name, nation, team or meet";
                let text = &mut self.wish().filter;
                let filter = egui::TextEdit::singleline(text)
                    .hint_text(hint)
                    .desired_width(ui.available_width().clamp(80.0, 280.0));
                let response = ui
                    .add(filter)
                    .on_hover_text("Every word must occur in the name, nation, team, bib or meet");
                if response.has_focus() && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
                    text.clear();
                }
            });
        });
    }
}
