//! Whom the athlete met in the races loaded, and the meetings with the one selected.

use super::{Context, Figures, choice_ui, empty_ui, strip_ui, table};
use crate::analysis::meetings::{MeetingFilter, Over};
use crate::analysis::rivals::Rival;
use crate::desk::command::Command;
use crate::desk::theme;
use crate::model::{Date, Event};
use crate::sheet::{MeetingsSheet, RivalsSheet, Sheet as _};
use crate::store::{AthleteId, RowId, Store};
use eframe::egui::{self, RichText, Ui};
use std::collections::BTreeSet;

/// Of the results selected so many, the last, are looked through for a rival.
const LOOKED_AT: usize = 100;

/// The rivals under the user's choice of meetings.
#[derive(Default)]
pub struct Rivals {
    filter: MeetingFilter,
    /// Revision, athlete and choice, with what passes.
    passed: Option<((u64, AthleteId), MeetingFilter, Vec<Rival>)>,
}

impl Rivals {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>, figures: &Figures) {
        if figures.rivals.is_empty() {
            return empty_ui(
                ui,
                "No rival in the races loaded",
                "Races of 2,000 and more athletes are not looked at",
            );
        }
        strip_ui(ui, |ui| filter_ui(ui, context.store, figures, &mut self.filter));
        let known = self
            .passed
            .take()
            .filter(|(of, f, _)| *of == figures.of && *f == self.filter);
        let filter = self.filter;
        let (_, _, rivals) = self.passed.insert(known.unwrap_or_else(|| {
            let mut passed: Vec<Rival> = figures
                .rivals
                .iter()
                .filter_map(|r| filter.of(context.store, r))
                .collect();
            passed.sort_by_key(|r| std::cmp::Reverse((r.score().meetings(), r.meetings.len())));
            (figures.of, filter, passed)
        }));
        if rivals.is_empty() {
            return empty_ui(ui, "No such meeting in the races loaded", "Choose other meetings above");
        }
        tables_ui(ui, context, figures, rivals);
    }
}

fn tables_ui(ui: &mut Ui, context: &mut Context<'_>, figures: &Figures, rivals: &[Rival]) {
    let selected = context.session.selection.rows().iter().rev().take(LOOKED_AT);
    let athletes = selected.map(|r| context.store.row(*r).athlete_id());
    let mut met = athletes.filter_map(|a| rivals.iter().find(|r| r.athlete == a));
    let chosen = met.next();
    let height = ui.available_height();
    let above = if chosen.is_some() {
        (height * 0.5).floor()
    } else {
        height
    };
    let sheet = RivalsSheet::new(context.store, rivals);
    let order: Vec<RowId> = (0..sheet.row_count()).filter_map(|r| sheet.row_id(r)).collect();
    let opened = ui
        .allocate_ui(egui::vec2(ui.available_width(), above), |ui| {
            table("rivals", &sheet, &order, figures.of)
                .ui(ui, context.session, context.commands)
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
        .ui(ui, context.session, context.commands)
        .opened
    {
        context.commands.push(Command::ShowRow(row));
    }
}

/// Which meetings are looked at: by distance, since a year, in finals, and whether a DNF counts.
fn filter_ui(ui: &mut Ui, store: &Store, figures: &Figures, filter: &mut MeetingFilter) {
    let meetings = || {
        figures
            .rivals
            .iter()
            .flat_map(|r| &r.meetings)
            .map(|m| store.row(m.own))
    };
    let distances: BTreeSet<u32> = meetings()
        .map(|r| r.race().event().distance_mm)
        .filter(|mm| *mm > 0)
        .collect();
    let name = |mm: u32| Event::track(mm, Default::default()).to_string();
    let shown = match filter.over {
        Over::All => "All distances".to_owned(),
        Over::One(mm) | Over::WithKin(mm) => name(mm),
    };
    choice_ui(ui, "Distance of the meetings", shown, 116.0, |ui| {
        ui.selectable_value(&mut filter.over, Over::All, "All distances");
        for mm in distances {
            ui.selectable_value(&mut filter.over, Over::One(mm), name(mm));
        }
    });
    if let Over::One(mm) | Over::WithKin(mm) = filter.over
        && let Some(words) = kin_words(mm)
    {
        let mut with_kin = matches!(filter.over, Over::WithKin(_));
        if ui.checkbox(&mut with_kin, words).changed() {
            filter.over = if with_kin { Over::WithKin(mm) } else { Over::One(mm) };
        }
    }
    let years: BTreeSet<i16> = meetings().filter_map(|r| r.date().map(|d| d.year())).collect();
    let shown = filter
        .since
        .map_or_else(|| "All years".to_owned(), |d| format!("Since {}", d.year()));
    choice_ui(ui, "Years of the meetings", shown, 92.0, |ui| {
        ui.selectable_value(&mut filter.since, None, "All years");
        for year in years.into_iter().rev() {
            ui.selectable_value(&mut filter.since, Date::new(year, None, None), format!("Since {year}"));
        }
    });
    ui.checkbox(&mut filter.finals, "Finals");
    ui.checkbox(&mut filter.statuses_count, "DNF and DQ count")
        .on_hover_text("Who did not finish or was disqualified lost to who finished");
}

/// What is looked at together with a distance, in words.
fn kin_words(distance_mm: u32) -> Option<&'static str> {
    match distance_mm {
        1_500_000 => Some("with the mile"),
        3_000_000 => Some("with 2 miles"),
        crate::model::distance::MILE_MM => Some("with 1500 m"),
        _ => None,
    }
}
