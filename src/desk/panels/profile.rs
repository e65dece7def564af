//! An athlete: who he or she is, bests, all results, progression and rivals.

use super::results::Answer;
use super::{Context, empty_ui, strip_ui};
use crate::analysis::bests::{Best, bests};
use crate::analysis::performances::performances;
use crate::analysis::rivals::{Rival, rivals};
use crate::chart::progression::progression;
use crate::chart::{Chart, Refusal};
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::command::Command;
use crate::desk::plot;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::model::Sex;
use crate::sheet::results::ResultsColumns;
use crate::sheet::{BestsSheet, MeetingsSheet, ResultsSheet, RivalsSheet, Sheet};
use crate::store::{AthleteId, AthleteView, Cancel, Direction, Query, RowId, Scope, SortKey, Store};
use eframe::egui::{self, ComboBox, Label, RichText, Ui};

#[derive(Clone, Copy, Default, PartialEq)]
enum Tab {
    #[default]
    Bests,
    Results,
    Progression,
    Rivals,
}

/// Athlete, event and season of a progression.
type DrawnOf = ((u64, AthleteId), usize, Option<i16>);

/// What was worked out for one athlete.
pub struct Figures {
    of: (u64, AthleteId),
    rows: Vec<RowId>,
    columns: ResultsColumns,
    bests: Vec<Best>,
    rivals: Vec<Rival>,
}

impl Figures {
    fn new(store: &Store, athlete: AthleteId) -> Self {
        let performances = performances(store, athlete);
        let rows: Vec<RowId> = performances.iter().map(|p| p.row).collect();
        Self {
            of: (store.revision(), athlete),
            columns: ResultsColumns::of_athlete(store, &rows),
            bests: bests(store, &performances),
            rivals: rivals(store, athlete),
            rows,
        }
    }
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
    /// Which of the bests' events the progression shows, and of which year.
    event: usize,
    year: Option<i16>,
    /// The progression as built, and what it was built for.
    drawn: Option<(DrawnOf, Result<Chart, Refusal>)>,
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
            (self.event, self.year) = (event_on_show(context, figures), None);
        }
        let tabs = [
            (Tab::Bests, format!("Bests ({})", figures.bests.len())),
            (Tab::Results, format!("Results ({})", figures.rows.len())),
            (Tab::Progression, "Progression".to_owned()),
            (Tab::Rivals, format!("Rivals ({})", figures.rivals.len())),
        ];
        strip_ui(ui, |ui| {
            for (tab, label) in tabs {
                ui.selectable_value(&mut self.tab, tab, label);
            }
        });
        match self.tab {
            Tab::Bests => self.bests_ui(ui, context),
            Tab::Results => self.results_ui(ui, context),
            Tab::Progression => self.progression_ui(ui, context, id),
            Tab::Rivals => self.rivals_ui(ui, context),
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

    fn bests_ui(&self, ui: &mut Ui, context: &mut Context<'_>) {
        let Some(figures) = &self.figures else { return };
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
            .ui(ui, context.session)
            .opened
        {
            context.commands.push(Command::ShowRow(row));
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
        let events = view.ui(ui, context.session);
        if let Some(row) = events.opened {
            context.commands.push(Command::ShowRow(row));
        }
        if let Some((column, further)) = events.sort {
            turn(&mut self.sort, column, further);
        }
    }

    fn progression_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>, athlete: AthleteId) {
        let Some(figures) = &self.figures else { return };
        let Some(best) = figures.bests.get(self.event) else {
            return empty_ui(ui, "No mark to draw", "Open more of the athlete's results");
        };
        strip_ui(ui, |ui| {
            let name = |b: &Best| format!("{}{}", b.event.name(), if b.event.indoor { " short track" } else { "" });
            ComboBox::from_label("Event")
                .selected_text(name(best))
                .show_ui(ui, |ui| {
                    for (at, best) in figures.bests.iter().enumerate() {
                        ui.selectable_value(&mut self.event, at, name(best));
                    }
                });
            let mut years: Vec<i16> = figures
                .rows
                .iter()
                .filter_map(|r| context.store.row(*r).date())
                .map(|d| d.year())
                .collect();
            years.sort_unstable();
            years.dedup();
            let shown = self.year.map_or("All years".to_owned(), |y| y.to_string());
            ComboBox::from_label("Season").selected_text(shown).show_ui(ui, |ui| {
                ui.selectable_value(&mut self.year, None, "All years");
                for year in years.into_iter().rev() {
                    ui.selectable_value(&mut self.year, Some(year), year.to_string());
                }
            });
        });
        let wanted = (figures.of, self.event, self.year);
        if self.drawn.as_ref().is_none_or(|(of, _)| *of != wanted) {
            let chart = progression(context.store, context.store.athlete(athlete), best.event, self.year);
            self.drawn = Some((wanted, chart));
        }
        match &self.drawn {
            None => {}
            Some((_, Ok(chart))) => {
                let margin = egui::Margin::symmetric(10, 4);
                let hovered = context.session.shown_hover;
                let shown = egui::Frame::new().inner_margin(margin);
                let answer = shown
                    .show(ui, |ui| plot::chart_ui(ui, "progression", chart, hovered))
                    .inner;
                if answer.hovered.is_some() {
                    context.session.hover = answer.hovered;
                }
                if let Some(row) = answer.clicked {
                    context.commands.push(Command::ShowRow(row));
                }
            }
            Some((_, Err(refusal))) => empty_ui(ui, &refusal.to_string(), refusal.remedy()),
        }
    }

    fn rivals_ui(&self, ui: &mut Ui, context: &mut Context<'_>) {
        let Some(figures) = &self.figures else { return };
        if figures.rivals.is_empty() {
            return empty_ui(
                ui,
                "No rival in the races loaded",
                "Races of 2,000 and more athletes are not looked at",
            );
        }
        let selected = context.session.selection.rows().iter().rev();
        let athletes = selected.map(|r| context.store.row(*r).athlete_id());
        let mut met = athletes.filter_map(|a| figures.rivals.iter().find(|r| r.athlete == a));
        let chosen = met.next();
        let height = ui.available_height();
        let above = if chosen.is_some() {
            (height * 0.5).floor()
        } else {
            height
        };
        let sheet = RivalsSheet::new(context.store, &figures.rivals);
        let order: Vec<RowId> = (0..sheet.row_count()).filter_map(|r| sheet.row_id(r)).collect();
        let opened = ui
            .allocate_ui(egui::vec2(ui.available_width(), above), |ui| {
                table("rivals", &sheet, &order, figures.of)
                    .ui(ui, context.session)
                    .opened
            })
            .inner;
        if let Some(row) = opened {
            let athlete = context.store.row(row).athlete_id();
            context.commands.push(Command::ShowAthlete(athlete));
        }
        let Some(rival) = chosen else { return };
        strip_ui(ui, |ui| {
            let name = context.store.athlete(rival.athlete).name();
            ui.label(RichText::new(format!("Meetings with {name}")).font(theme::medium(theme::BODY)));
        });
        let sheet = MeetingsSheet::new(context.store, rival);
        let order: Vec<RowId> = rival.meetings.iter().rev().map(|m| m.other).collect();
        if let Some(row) = table("meetings", &sheet, &order, (figures.of.0, rival.athlete))
            .ui(ui, context.session)
            .opened
        {
            context.commands.push(Command::ShowRow(row));
        }
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

/// A click makes a column the only key, then turns it round, then takes it off; with Shift the other keys stay.
pub(super) fn turn(keys: &mut Vec<SortKey>, column: crate::store::Column, further: bool) {
    let known = keys.iter().position(|k| k.column == column);
    let direction = known.map(|at| keys[at].direction);
    if !further {
        keys.retain(|k| k.column == column);
    }
    let at = keys.iter().position(|k| k.column == column);
    match (at, direction) {
        (Some(at), Some(Direction::Up)) => keys[at].direction = Direction::Down,
        (Some(at), _) => {
            keys.remove(at);
        }
        (None, _) => keys.push(SortKey {
            column,
            direction: Direction::Up,
        }),
    }
}

/// Which of the bests is of the event on show, where the progression begins.
fn event_on_show(context: &Context<'_>, figures: &Figures) -> usize {
    let of_race = context.session.race.map(|r| context.store.race(r).event());
    let is_of_race =
        |b: &Best| of_race.is_some_and(|e| (e.distance_mm, e.indoor) == (b.event.distance_mm, b.event.indoor));
    figures.bests.iter().position(is_of_race).unwrap_or(0)
}

fn head_ui(ui: &mut Ui, context: &Context<'_>, athlete: AthleteView<'_>) {
    let look = theme::look(ui);
    strip_ui(ui, |ui| {
        ui.add(
            Label::new(
                RichText::new(athlete.name())
                    .font(theme::bold(theme::HEADING))
                    .color(look.text),
            )
            .truncate(),
        );
        ui.label(
            RichText::new(athlete.nation())
                .font(theme::medium(theme::SUBHEADING))
                .color(look.quiet),
        );
    });
    let sex = match athlete.sex() {
        Sex::Men => "male",
        Sex::Women => "female",
        Sex::Mixed | Sex::Unknown => "",
    };
    let mut facts: Vec<(&str, String)> = vec![("Sex", sex.to_owned())];
    if let Some(birth) = athlete.birth() {
        facts.push(("Born", birth.to_string()));
        let day = context.session.race.and_then(|r| context.store.race(r).date());
        if let Some((day, (years, days))) = day.and_then(|d| Some((d, birth.age_on(d)?))) {
            facts.push(("Age", format!("{years} years {days} days on {day}")));
        }
    }
    facts.extend(
        [
            ("Club", athlete.club()),
            ("Coach", athlete.coach()),
            ("Birthplace", athlete.birthplace()),
        ]
        .map(|(k, v)| (k, v.to_owned())),
    );
    facts.retain(|(_, value)| !value.is_empty());
    if facts.is_empty() {
        return;
    }
    egui::Frame::new()
        .inner_margin(egui::Margin {
            left: 8,
            right: 8,
            top: 0,
            bottom: 2,
        })
        .show(ui, |ui| {
            // before the lines begin, since it is the least height of each
            ui.spacing_mut().interact_size.y = 16.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
                for (title, value) in facts {
                    // one label each, so that a line never ends between a title and its value
                    let format = |color| egui::TextFormat {
                        font_id: theme::regular(theme::SMALL),
                        color,
                        ..Default::default()
                    };
                    let mut fact = egui::text::LayoutJob::default();
                    fact.append(title, 0.0, format(look.quiet));
                    fact.append(&format!(" {value}"), 0.0, format(look.text));
                    ui.add(Label::new(fact).extend());
                    ui.add_space(8.0);
                }
            });
        });
}
