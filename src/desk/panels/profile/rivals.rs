//! Whom the athlete met in the races loaded, and the meetings with the one selected.

use super::{Context, Figures, empty_ui, strip_ui, table};
use crate::desk::command::Command;
use crate::desk::theme;
use crate::sheet::{MeetingsSheet, RivalsSheet, Sheet as _};
use crate::store::RowId;
use eframe::egui::{self, RichText, Ui};

/// Of the results selected so many, the last, are looked through for a rival.
const LOOKED_AT: usize = 100;

pub fn rivals_ui(ui: &mut Ui, context: &mut Context<'_>, figures: &Figures) {
    if figures.rivals.is_empty() {
        return empty_ui(
            ui,
            "No rival in the races loaded",
            "Races of 2,000 and more athletes are not looked at",
        );
    }
    let selected = context.session.selection.rows().iter().rev().take(LOOKED_AT);
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
