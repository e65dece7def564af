//! The athlete's marks of one event over the years, with the best so far as a line.

use super::{Context, Figures, empty_ui, strip_ui};
use crate::analysis::bests::Best;
use crate::chart::progression::progression;
use crate::chart::{Chart, Emphasis, Refusal};
use crate::desk::command::Command;
use crate::desk::plot::{self, Elsewhere};
use crate::model::DecimalMark;
use crate::store::AthleteId;
use eframe::egui::{self, ComboBox, Ui};

/// What a progression is drawn for.
#[derive(Clone, Copy, PartialEq)]
struct DrawnOf {
    of: (u64, AthleteId),
    event: usize,
    year: Option<i16>,
    decimal: DecimalMark,
    /// The athlete's colour.
    style: usize,
}

#[derive(Default)]
pub struct Progression {
    /// Index of the event among the bests.
    event: usize,
    year: Option<i16>,
    drawn: Option<(DrawnOf, Result<Chart, Refusal>)>,
}

impl Progression {
    /// Begins with the event on show, and all years.
    pub fn begin(&mut self, context: &Context<'_>, figures: &Figures) {
        (self.event, self.year) = (event_on_show(context, figures), None);
    }

    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>, figures: &Figures) {
        let Some(best) = figures.bests.get(self.event) else {
            return empty_ui(ui, "No mark to draw", "Open more of the athlete's results");
        };
        strip_ui(ui, |ui| self.choices_ui(ui, context, figures, best));
        let wanted = DrawnOf {
            of: figures.of,
            event: self.event,
            year: self.year,
            decimal: context.session.units.decimal,
            style: context.session.styles.known(figures.of.1.0).unwrap_or(0),
        };
        if self.drawn.as_ref().is_none_or(|(of, _)| *of != wanted) {
            self.drawn = Some((wanted, drawn(context, best, wanted)));
        }
        match &self.drawn {
            None => {}
            Some((_, Ok(chart))) => chart_ui(ui, context, chart),
            Some((_, Err(refusal))) => empty_ui(ui, &refusal.to_string(), refusal.remedy()),
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, context: &Context<'_>, figures: &Figures, best: &Best) {
        let name = |b: &Best| format!("{}{}", b.event.name(), if b.event.indoor { " short track" } else { "" });
        let label = ui.label("Event");
        let events = ComboBox::from_id_salt("progression event").selected_text(name(best));
        let shown = events.show_ui(ui, |ui| {
            for (at, best) in figures.bests.iter().enumerate() {
                ui.selectable_value(&mut self.event, at, name(best));
            }
        });
        shown.response.labelled_by(label.id);
        let dates = figures.rows.iter().filter_map(|r| context.store.row(*r).date());
        let mut years: Vec<i16> = dates.map(|d| d.year()).collect();
        years.sort_unstable();
        years.dedup();
        let shown = self.year.map_or("All years".to_owned(), |y| y.to_string());
        let label = ui.label("Season");
        let seasons = ComboBox::from_id_salt("progression season").selected_text(shown);
        let shown = seasons.show_ui(ui, |ui| {
            ui.selectable_value(&mut self.year, None, "All years");
            for year in years.into_iter().rev() {
                ui.selectable_value(&mut self.year, Some(year), year.to_string());
            }
        });
        shown.response.labelled_by(label.id);
    }
}

/// The chart with the athlete in the colour of all charts.
fn drawn(context: &Context<'_>, best: &Best, wanted: DrawnOf) -> Result<Chart, Refusal> {
    let athlete = context.store.athlete(wanted.of.1);
    let chart = progression(context.store, athlete, best.event, wanted.year)?;
    let mut chart = chart.with_decimal(wanted.decimal);
    for series in chart.series.iter_mut().filter(|s| s.emphasis == Emphasis::Selected) {
        series.style = wanted.style;
    }
    Ok(chart)
}

fn chart_ui(ui: &mut Ui, context: &mut Context<'_>, chart: &Chart) {
    let margin = egui::Margin::symmetric(10, 4);
    let elsewhere = Elsewhere {
        hovered: context.session.shown_hover,
        ..Elsewhere::default()
    };
    let shown = egui::Frame::new().inner_margin(margin);
    let answer = shown
        .show(ui, |ui| plot::chart_ui(ui, "progression", chart, elsewhere))
        .inner;
    if answer.hovered.is_some() {
        context.session.hover = answer.hovered;
    }
    if let Some(row) = answer.clicked {
        context.commands.push(Command::ShowRow(row));
    }
}

/// Which of the bests is of the event on show, where the progression begins.
fn event_on_show(context: &Context<'_>, figures: &Figures) -> usize {
    let of_race = context.session.race.map(|r| context.store.race(r).event());
    let is_of_race =
        |b: &Best| of_race.is_some_and(|e| (e.distance_mm, e.indoor) == (b.event.distance_mm, b.event.indoor));
    figures.bests.iter().position(is_of_race).unwrap_or(0)
}
