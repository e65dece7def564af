//! The plot of the race on show: kind and reference are chosen above it; the athletes selected in any table are in colour,
//! without a selection the first finishers. A click on a line or a name isolates the athlete, a click beside them shows all.

use super::{Context, empty_ui, strip_ui};
use crate::analysis::RaceSplits;
use crate::analysis::splits::Line;
use crate::chart::refusal::Refusal;
use crate::chart::subject::{Options, Reference, Subject};
use crate::chart::{Alignment, Chart, KINDS, Schedule};
use crate::desk::command::Command;
use crate::desk::{plot, theme};
use crate::model::Time;
use crate::session::Session;
use crate::store::{AthleteId, RaceId, RowId};
use eframe::egui::text::LayoutJob;
use eframe::egui::{self, Button, ComboBox, Label, RichText, TextEdit, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A longer list of athletes is not offered as references; the selected ones always are.
const REFERENCES: usize = 60;

/// The first so many kinds have a button each, the others stand in a list.
const BUTTONS: usize = 5;

/// Lines that title and caption take at most; the whole caption is told when it is pointed at.
const TITLE_LINES: usize = 2;
const CAPTION_LINES: usize = 3;

/// What the user chose for the gap to a reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Choice {
    #[default]
    Winner,
    Leader,
    Composite,
    Median,
    Athlete(RowId),
    Target,
    /// The best other race with passings of the athlete in colour.
    OwnBest,
}

/// Revision, race on show and athlete that a best other race was looked for.
type OwnBestOf = (u64, RaceId, AthleteId);

/// What a chart is built for.
#[derive(PartialEq)]
struct BuiltFor {
    revision: u64,
    race: RaceId,
    kind: usize,
    reference: Reference,
    alignment: Alignment,
    isolated: Option<RowId>,
    /// State of the selection.
    changes: u64,
}

/// The chart as built.
struct Built {
    of: BuiltFor,
    chart: Result<Arc<Chart>, Refusal>,
}

#[derive(Default)]
pub struct PlotPanel {
    kind: usize,
    choice: Choice,
    /// Target time as typed.
    target: String,
    alignment: Alignment,
    built: Option<Built>,
    own_best: Option<(OwnBestOf, Option<Arc<Schedule>>)>,
    /// Counted up to show the whole chart again.
    resets: u32,
}

impl PlotPanel {
    /// The chart of the race on show, for the export, or why there is none.
    pub fn chart(&self, race: RaceId) -> Result<Arc<Chart>, &'static str> {
        let built = self.built.as_ref().filter(|b| b.of.race == race);
        let built = built.ok_or("The plot is not in view")?;
        built.chart.clone().map_err(|refusal| refusal.reason())
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let Some(race) = context.session.race else {
            self.built = None;
            return empty_ui(ui, "No race is on show", "Choose a race in the library");
        };
        let Some(splits) = context.cache.splits(context.store, race, context.jobs) else {
            return empty_ui(ui, "Computing passings", "The chart appears when they are ready");
        };
        if !context.store.race(race).is_list() {
            strip_ui(ui, |ui| self.kinds_ui(ui));
            if KINDS[self.kind].takes_reference {
                strip_ui(ui, |ui| self.reference_ui(ui, context, &splits));
            }
        }
        match self.chart_for(context, race, &splits) {
            Ok(chart) => self.chart_ui(ui, context, &chart),
            Err(why) => empty_ui(ui, &why.to_string(), why.remedy()),
        }
    }

    fn kinds_ui(&mut self, ui: &mut Ui) {
        let (first, more) = KINDS.split_at(BUTTONS);
        for (at, kind) in first.iter().enumerate() {
            let button = Button::selectable(self.kind == at, kind.word);
            if ui.add(button).on_hover_text(kind.sentence()).clicked() {
                self.kind = at;
            }
        }
        let shown = more.get(self.kind.wrapping_sub(BUTTONS)).map_or("More", |k| k.word);
        ComboBox::from_id_salt("more charts")
            .selected_text(shown)
            .width(96.0)
            .height(400.0)
            .show_ui(ui, |ui| {
                for (at, kind) in (BUTTONS..).zip(more) {
                    let button = Button::selectable(self.kind == at, kind.title);
                    if ui.add(button).on_hover_text(kind.sentence()).clicked() {
                        self.kind = at;
                    }
                }
            })
            .response
            .on_hover_text("Further kinds of chart");
    }

    fn reference_ui(&mut self, ui: &mut Ui, context: &Context<'_>, splits: &RaceSplits) {
        let name = |row: RowId| {
            splits
                .line(row)
                .map_or("an athlete of another race", |l| l.name.as_str())
        };
        let shown = match self.choice {
            Choice::Winner => "the winner",
            Choice::Leader => "the leader at each marker",
            Choice::Composite => "the best of each segment",
            Choice::Median => "the median of the field",
            Choice::Athlete(row) => name(row),
            Choice::Target => "a target time",
            Choice::OwnBest => "the best other race of the athlete selected",
        };
        let label = ui.label("Reference");
        let combo = ComboBox::from_id_salt("reference").selected_text(shown).width(220.0);
        let listed = combo.show_ui(ui, |ui| {
            let choice = &mut self.choice;
            ui.selectable_value(choice, Choice::Winner, "the winner");
            ui.selectable_value(choice, Choice::Leader, "the leader at each marker");
            ui.selectable_value(choice, Choice::Composite, "the best of each segment");
            ui.selectable_value(choice, Choice::Median, "the median of the field");
            ui.selectable_value(choice, Choice::Target, "a target time");
            ui.selectable_value(choice, Choice::OwnBest, "the best other race of the athlete selected");
            ui.separator();
            for (at, line) in splits.lines.iter().enumerate() {
                let offered = at < REFERENCES || context.session.selection.contains(line.row);
                if offered && line.points.iter().any(|p| p.time.is_some()) {
                    ui.selectable_value(choice, Choice::Athlete(line.row), &line.name);
                }
            }
        });
        listed.response.labelled_by(label.id);
        if self.choice == Choice::OwnBest && matches!(self.own_best, Some((_, None))) {
            ui.label(RichText::new("No other race with passings is loaded").color(theme::look(ui).error));
        }
        if self.choice == Choice::Target {
            let label = ui.label("Target");
            ui.add(
                TextEdit::singleline(&mut self.target)
                    .desired_width(70.0)
                    .hint_text("3:30.00"),
            )
            .labelled_by(label.id);
            if Time::parse(&self.target).is_none() && !self.target.is_empty() {
                ui.label(RichText::new("Not a time").color(theme::look(ui).error));
            }
        }
    }

    fn reference(&mut self, context: &Context<'_>, race: RaceId, splits: &RaceSplits) -> Reference {
        match self.choice {
            Choice::Winner => Reference::Winner,
            Choice::Leader => Reference::Leader,
            Choice::Composite => Reference::Composite,
            Choice::Median => Reference::Median,
            Choice::Athlete(row) => Reference::Athlete(row),
            Choice::Target => Time::parse(&self.target).map_or(Reference::Winner, Reference::Target),
            Choice::OwnBest => {
                let session = &context.session;
                let in_colour = |l: &&Line| session.isolated == Some(l.row) || session.selection.contains(l.row);
                let line = splits.lines.iter().find(in_colour).or(splits.lines.first());
                let best = line.and_then(|line| self.own_best(context, race, line.athlete));
                best.map_or(Reference::Winner, Reference::Schedule)
            }
        }
    }

    /// The best other race of an athlete, looked for once.
    fn own_best(&mut self, context: &Context<'_>, race: RaceId, athlete: AthleteId) -> Option<Arc<Schedule>> {
        let wanted = (context.store.revision(), race, athlete);
        match &self.own_best {
            Some((of, best)) if *of == wanted => best.clone(),
            _ => {
                let view = context.store.race(race);
                let best = Schedule::best_other(context.store, athlete, view).map(Arc::new);
                self.own_best = Some((wanted, best.clone()));
                best
            }
        }
    }

    /// The chart for the choices, built again only when they or the store have changed.
    fn chart_for(
        &mut self,
        context: &mut Context<'_>,
        race: RaceId,
        splits: &RaceSplits,
    ) -> Result<Arc<Chart>, Refusal> {
        // a list has one kind of chart, whatever was chosen for races
        let ladder = KINDS.iter().position(|k| k.key == "ladder");
        let ladder = ladder.filter(|_| context.store.race(race).is_list());
        let of = BuiltFor {
            revision: context.store.revision(),
            race,
            kind: ladder.unwrap_or(self.kind),
            reference: self.reference(context, race, splits),
            alignment: self.alignment,
            isolated: context.session.isolated,
            changes: context.session.selection.changes(),
        };
        if let Some(built) = self.built.as_ref().filter(|b| b.of == of) {
            return built.chart.clone();
        }
        let options = Options {
            selected: in_colour(context.session, splits),
            reference: of.reference.clone(),
            alignment: of.alignment,
            styles: context.session.styles.clone(),
        };
        let subject = Subject::new(context.store.race(race), splits);
        let chart = KINDS[of.kind].build(&subject, &options).map(Arc::new);
        if let Ok(chart) = &chart {
            context.session.keep_styles(context.store, chart);
        }
        self.built = Some(Built {
            of,
            chart: chart.clone(),
        });
        chart
    }

    fn chart_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>, chart: &Chart) {
        let look = theme::look(ui);
        egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(10, 2))
            .show(ui, |ui| {
                self.title_ui(ui, context, chart);
                let font = theme::regular(theme::SMALL);
                let caption = lines(&chart.caption, CAPTION_LINES, font, look.quiet, ui.available_width());
                let caption = ui.painter().layout_job(caption);
                let room = ui.available_size() - egui::vec2(0.0, caption.size().y + 8.0);
                let (rect, _) = ui.allocate_exact_size(room.max(egui::Vec2::ZERO), egui::Sense::hover());
                let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
                let salt = format!("plot {}", self.resets);
                let answer = plot::chart_ui(&mut inner, &salt, chart, context.session.shown_hover);
                apply(answer, context);
                ui.add(Label::new(caption)).on_hover_text(&chart.caption);
            });
    }

    /// The title, and at its right what can be done with the chart.
    fn title_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>, chart: &Chart) {
        let colour = theme::look(ui).text;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            let export = ui.button("Export…");
            if export
                .on_hover_text("Save this chart as SVG, PDF or PNG (Ctrl+E)")
                .clicked()
            {
                context.commands.push(Command::Export);
            }
            let whole = ui.button("Show all");
            let hint = "Undo zoom and pan, and show every athlete (double-click, click beside the lines)";
            if whole.on_hover_text(hint).clicked() {
                self.resets = self.resets.wrapping_add(1);
                context.session.isolated = None;
            }
            ui.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                // level with the buttons
                ui.add_space(3.0);
                let font = theme::bold(theme::SUBHEADING);
                let title = lines(&chart.title, TITLE_LINES, font, colour, ui.available_width());
                let title = ui.painter().layout_job(title);
                ui.add(Label::new(title)).on_hover_text(&chart.subtitle);
            });
        });
    }
}

/// The rows of a race that the user chose to have in colour: a selection may hold a million rows of others.
fn in_colour(session: &Session, splits: &RaceSplits) -> BTreeSet<RowId> {
    if let Some(row) = session.isolated {
        return [row].into();
    }
    let rows = splits.lines.iter().map(|l| l.row);
    rows.filter(|row| session.selection.contains(*row)).collect()
}

/// A text in at most so many lines, the rest cut with an ellipsis.
fn lines(text: &str, most: usize, font: egui::FontId, colour: egui::Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple(text.to_owned(), font, colour, width);
    job.wrap.max_rows = most;
    job
}

fn apply(answer: plot::Answer, context: &mut Context<'_>) {
    if answer.hovered.is_some() {
        context.session.hover = answer.hovered;
    }
    let isolated = &mut context.session.isolated;
    match answer.clicked {
        Some(row) if *isolated == Some(row) => *isolated = None,
        Some(row) => *isolated = Some(row),
        None if answer.clicked_nothing => *isolated = None,
        None => {}
    }
}
