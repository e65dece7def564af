//! The plot of the race on show or of the efforts compared: kind and reference are chosen above it; the athletes selected in any table are in colour,
//! without a selection the first finishers. A click on a line or a name isolates the athlete, a click beside them shows all.

mod adjustment;
mod reference;

use super::{Context, empty_ui, strip_ui};
use crate::chart::refusal::Refusal;
use crate::chart::{Alignment, Chart, KINDS, Options, Own, Reference};
use crate::desk::cache::{For, Shown};
use crate::desk::command::Command;
use crate::desk::plot::{self, Elsewhere};
use crate::desk::theme;
use crate::model::Units;
use crate::session::{OnShow, Session};
use crate::store::RowId;
use adjustment::Adjustment;
use eframe::egui::text::LayoutJob;
use eframe::egui::{self, Button, ComboBox, Label, RichText, Ui};
use reference::ReferenceChoice;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The first so many kinds have a button each, the others stand in a list.
const BUTTONS: usize = 5;

/// Lines that title and caption take at most; the whole caption is told when it is pointed at.
const TITLE_LINES: usize = 2;
const CAPTION_LINES: usize = 3;

/// What a chart is built for.
#[derive(PartialEq)]
struct BuiltFor {
    of: For,
    kind: usize,
    reference: Reference,
    alignment: Alignment,
    units: Units,
    own: Own,
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
    reference: ReferenceChoice,
    adjustment: Adjustment,
    /// The chart, and the one below it that shares the axis across.
    built: [Option<Built>; 2],
    /// Zoomed or panned in the frame before.
    is_part: bool,
    /// Counted up to show the whole chart again.
    resets: u32,
}

impl PlotPanel {
    /// The chart of what is on show, for the export, or why there is none.
    pub fn chart(&self, on_show: OnShow) -> Result<Arc<Chart>, &'static str> {
        let built = self.built[0].as_ref().filter(|b| b.of.of.1 == on_show);
        let built = built.ok_or("The plot is not in view")?;
        built.chart.clone().map_err(|refusal| refusal.reason())
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.session.on_show().is_none() {
            self.built = [None, None];
            return empty_ui(ui, "No race is on show", "Choose a race in the library");
        }
        let Some((of, shown)) = context.cache.shown(context.store, context.session, context.jobs) else {
            return empty_ui(ui, "Computing passings", "The chart appears when they are ready");
        };
        let is_list = shown.race().is_some_and(|race| context.store.race(race).is_list());
        if !is_list || !context.session.comparison.efforts().is_empty() {
            strip_ui(ui, |ui| {
                on_show_ui(ui, context);
                if !is_list {
                    self.kinds_ui(ui);
                }
            });
        }
        if !is_list && KINDS[self.kind].takes_reference {
            strip_ui(ui, |ui| self.reference.ui(ui, context, &shown));
        }
        // a list has one kind of chart, whatever was chosen for races
        let ladder = KINDS.iter().position(|k| k.key == "ladder").filter(|_| is_list);
        let chart = self.chart_for(context, of, &shown, (0, ladder.unwrap_or(self.kind)));
        let below = self.adjustment.below.filter(|_| !is_list);
        let below = below.map(|kind| self.chart_for(context, of, &shown, (1, kind)));
        if self.adjustment.is_open && !is_list {
            let quantity = chart.as_ref().ok().map(|c| c.y.quantity);
            strip_ui(ui, |ui| {
                self.adjustment
                    .ui(ui, context, shown.race(), &KINDS[self.kind], quantity);
            });
        }
        let room = ui.available_size();
        if below.is_some() {
            let above = egui::vec2(room.x, (room.y * 0.52).floor());
            ui.allocate_ui(above, |ui| self.one_ui(ui, context, chart, false));
        } else {
            self.one_ui(ui, context, chart, false);
        }
        if let Some(below) = below {
            self.one_ui(ui, context, below, true);
        }
    }

    fn one_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>, chart: Result<Arc<Chart>, Refusal>, is_below: bool) {
        match chart {
            Ok(chart) => self.chart_ui(ui, context, &chart, is_below),
            Err(Refusal::NoPassings) if !is_below => self.of_finish_times_ui(ui),
            Err(why) => empty_ui(ui, &why.to_string(), why.remedy()),
        }
    }

    /// Says that there are no passings, with the kinds that do without them.
    fn of_finish_times_ui(&mut self, ui: &mut Ui) {
        let (why, look) = (Refusal::NoPassings, theme::look(ui));
        ui.add_space((ui.available_height() * 0.5 - 80.0).max(0.0));
        ui.vertical_centered(|ui| {
            ui.label(RichText::new(why.to_string()).font(theme::medium(theme::SUBHEADING)));
            ui.label(RichText::new(why.remedy()).color(look.quiet));
            ui.add_space(8.0);
            for (at, kind) in KINDS.iter().enumerate().filter(|(_, kind)| kind.of_finish_times) {
                if ui.button(kind.title).on_hover_text(kind.about).clicked() {
                    self.kind = at;
                }
            }
        });
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

    /// The chart of a kind for the choices, built again only when they or the store have changed; `slot` is 1 for the chart
    /// below.
    fn chart_for(
        &mut self,
        context: &mut Context<'_>,
        of: For,
        shown: &Shown,
        (slot, kind): (usize, usize),
    ) -> Result<Arc<Chart>, Refusal> {
        let of = BuiltFor {
            of,
            kind,
            reference: self.reference.reference(context, shown),
            alignment: self.adjustment.alignment,
            units: context.session.units,
            own: context
                .session
                .own
                .get(&adjustment::key(shown.race(), kind))
                .cloned()
                .unwrap_or_default(),
            isolated: context.session.isolated,
            changes: context.session.selection.changes(),
        };
        if let Some(built) = self.built[slot].as_ref().filter(|b| b.of == of) {
            return built.chart.clone();
        }
        let options = Options {
            selected: in_colour(context.session, shown),
            reference: of.reference.clone(),
            alignment: of.alignment,
            units: of.units,
            own: of.own.clone(),
            styles: context.session.styles.clone(),
        };
        let subject = shown.subject(context.store);
        let chart = KINDS[of.kind].build(&subject, &options).map(Arc::new);
        if let Ok(chart) = &chart {
            context.session.keep_styles(context.store, chart);
        }
        self.built[slot] = Some(Built {
            of,
            chart: chart.clone(),
        });
        chart
    }

    fn chart_ui(&mut self, ui: &mut Ui, context: &mut Context<'_>, chart: &Chart, is_below: bool) {
        let look = theme::look(ui);
        egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(10, 2))
            .show(ui, |ui| {
                if is_below {
                    let title = RichText::new(&chart.title).font(theme::bold(theme::BODY));
                    ui.add(Label::new(title).truncate());
                } else {
                    self.title_ui(ui, context, chart);
                }
                let font = theme::regular(theme::SMALL);
                let caption = lines(&chart.caption, CAPTION_LINES, font, look.quiet, ui.available_width());
                let caption = ui.painter().layout_job(caption);
                let room = ui.available_size() - egui::vec2(0.0, caption.size().y + 8.0);
                let (rect, _) = ui.allocate_exact_size(room.max(egui::Vec2::ZERO), egui::Sense::hover());
                let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
                let elsewhere = Elsewhere {
                    hovered: context.session.shown_hover,
                    replayed_mm: context.session.shown_replayed_mm,
                    linked: self
                        .adjustment
                        .below
                        .map(|_| egui::Id::unique(("linked plots", self.resets))),
                };
                let salt = format!("plot {} {is_below}", self.resets);
                let answer = plot::chart_ui(&mut inner, &salt, chart, elsewhere);
                if !is_below {
                    self.is_part = answer.is_part;
                    if let Some(place) = answer.place {
                        self.adjustment.open_at(place);
                    }
                }
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
                .on_hover_text("Save or copy this chart, or the data behind it (Ctrl+E)")
                .clicked()
            {
                context.commands.push(Command::Export);
            }
            if self.is_part || context.session.isolated.is_some() {
                let whole = ui.button("Show all");
                let hint = "Undo zoom and pan, and show every athlete (double-click, click beside the lines)";
                if whole.on_hover_text(hint).clicked() {
                    self.resets = self.resets.wrapping_add(1);
                    context.session.isolated = None;
                }
            }
            let adjust = ui.selectable_label(self.adjustment.is_open, "Adjust");
            let hint = "Where gaps are zero, lines at values such as 3:30, and notes (right-click at the place)";
            if adjust.on_hover_text(hint).clicked() {
                self.adjustment.is_open = !self.adjustment.is_open;
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

/// Switches between the race on show and the efforts compared.
fn on_show_ui(ui: &mut Ui, context: &mut Context<'_>) {
    let comparison = &mut context.session.comparison;
    if comparison.efforts().is_empty() {
        return;
    }
    let compared = format!("Compared ({})", comparison.efforts().len());
    for (is_compared, text) in [(false, "Race".to_owned()), (true, compared)] {
        let button = Button::selectable(comparison.is_shown() == is_compared, text);
        let hint = "What splits, plot and track show: the race on show, or the efforts of the comparison";
        if ui.add(button).on_hover_text(hint).clicked() {
            comparison.show(is_compared);
        }
    }
    ui.separator();
}

/// So many efforts are all in colour, whatever is selected: they were chosen to be compared.
const COLOURED: usize = 20;

/// The rows that the user chose to have in colour: a selection may hold a million rows of other races.
fn in_colour(session: &Session, shown: &Shown) -> BTreeSet<RowId> {
    if let Some(row) = session.isolated {
        return [row].into();
    }
    let lines = &shown.splits().lines;
    let is_chosen = |row: &RowId| shown.race().is_none() && lines.len() <= COLOURED || session.selection.contains(*row);
    lines.iter().map(|l| l.row).filter(is_chosen).collect()
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
    if let (Some(row), true) = (answer.clicked, answer.adds) {
        context.session.isolated = None;
        context.session.selection.toggle(row);
        return;
    }
    let isolated = &mut context.session.isolated;
    match answer.clicked {
        Some(row) if *isolated == Some(row) => *isolated = None,
        Some(row) => *isolated = Some(row),
        None if answer.clicked_nothing => *isolated = None,
        None => {}
    }
}
