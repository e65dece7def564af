//! The split table of the race on show, or of the efforts compared.

use super::{Context, bar_ui, empty_ui};
use crate::analysis::RaceSplits;
use crate::desk::cache::For;
use crate::desk::command::Command;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::sheet::SplitsSheet;
use crate::store::RowId;
use eframe::egui::{self, Label, RichText, Ui};

/// What of a race's passings is looked through once.
struct Shown {
    of: For,
    order: Vec<RowId>,
    has_estimates: bool,
}

#[derive(Default)]
pub struct Splits {
    shown: Option<Shown>,
}

impl Splits {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        if context.session.on_show().is_none() {
            return empty_ui(ui, "No race is on show", "Choose a race in the library");
        }
        let Some((of, on_show)) = context.cache.shown(context.store, context.session, context.jobs) else {
            return empty_ui(ui, "Computing passings", "The table appears when they are ready");
        };
        let splits = on_show.splits();
        if !splits.has_passings() {
            let title = match on_show.race() {
                Some(race) if context.store.race(race).is_list() => "This is a list of marks from many races",
                Some(_) => "No passings are recorded for this race",
                None => "The efforts compared have no marker in common",
            };
            return empty_ui(ui, title, "Choose another race in the library");
        }
        let shown = self.shown(of, splits);
        legend_bar_ui(ui, shown.has_estimates);
        let sheet = SplitsSheet::new(context.store, splits);
        let view = TableView {
            id: "splits",
            sheet: &sheet,
            revision: context.store.revision(),
            subject: on_show.race().map(|race| race.0),
            sort: &[],
            order: &shown.order,
            scroll_to: None,
        };
        if let Some(row) = view.ui(ui, context.session, context.commands).opened {
            context
                .commands
                .push(Command::ShowAthlete(context.store.row(row).athlete_id()));
        }
    }

    fn shown(&mut self, of: For, splits: &RaceSplits) -> &Shown {
        let known = self.shown.take().filter(|s| s.of == of);
        self.shown.insert(known.unwrap_or_else(|| Shown {
            of,
            order: splits.lines.iter().map(|l| l.row).collect(),
            has_estimates: splits.lines.iter().flat_map(|l| &l.points).any(|p| p.estimate),
        }))
    }
}

/// The signs that the table uses, in one line.
fn legend_bar_ui(ui: &mut Ui, has_estimates: bool) {
    let look = theme::look(ui);
    bar_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut entries = vec![
            ("leader", look.leader, 0),
            ("fastest segment", look.fastest, 1),
            ("doubtful or disputed", look.doubt, 2),
        ];
        if has_estimates {
            entries.push(("≈ estimate", look.quiet, 3));
        }
        for (text, colour, mark) in entries {
            legend_ui(ui, text, colour, mark);
        }
        let text = "Passing and rank, below it segment and rank";
        ui.add(Label::new(RichText::new(text).color(look.quiet).size(theme::SMALL)).truncate());
    });
}

/// The mark of the table beside its meaning.
fn legend_ui(ui: &mut Ui, text: &str, colour: egui::Color32, mark: usize) {
    use egui::{Shape, Stroke, vec2};
    if mark < 3 {
        let (rect, _) = ui.allocate_exact_size(vec2(10.0, 14.0), egui::Sense::hover());
        let centre = rect.center();
        let polygon = |points: &[(f32, f32)]| {
            Shape::convex_polygon(
                points.iter().map(|(x, y)| centre + vec2(*x, *y)).collect(),
                colour,
                Stroke::NONE,
            )
        };
        ui.painter().add(match mark {
            0 => polygon(&[(-2.5, -3.5), (3.0, 0.0), (-2.5, 3.5)]),
            1 => polygon(&[(0.0, -3.5), (3.5, 0.0), (0.0, 3.5), (-3.5, 0.0)]),
            _ => Shape::circle_stroke(centre, 3.0, Stroke::new(1.2, colour)),
        });
    }
    ui.label(RichText::new(text).color(colour).size(theme::SMALL));
    ui.add_space(8.0);
}
