//! Labels at the ends of lines, in the margin right of the plot: names and values, not overlapping, each a button that
//! isolates its athlete.

use super::{View, colour, paint, theme};
use crate::chart::{Chart, Emphasis, Series, label};
use crate::store::RowId;
use eframe::egui::{Align2, CursorIcon, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a label, in points.
const LINE: f32 = 17.0;
/// Room between plot and names for leader lines.
const LEAD: f32 = 16.0;
const GAP: f32 = 10.0;
/// A longer name is cut with an ellipsis.
const WIDEST_NAME: f32 = 150.0;

/// The labels of a chart and the room that they take.
pub struct Ends {
    /// By index of series; references have none.
    shown: Vec<usize>,
    names: f32,
    values: f32,
}

/// What the pointer does on the labels.
#[derive(Clone, Copy, Default)]
pub struct Pointed {
    pub hovered: Option<RowId>,
    pub clicked: Option<RowId>,
}

fn font(series: &Series) -> FontId {
    match series.emphasis {
        Emphasis::Selected => theme::medium(theme::SMALL),
        Emphasis::Field => theme::regular(theme::SMALL),
    }
}

impl Ends {
    pub fn new(ui: &Ui, chart: &Chart, height: f32) -> Self {
        let room = (height / LINE).max(0.0) as usize;
        let shown = label::chosen(chart, room.saturating_sub(chart.references.len()));
        let series = shown.iter().map(|at| &chart.series[*at]);
        let regular = || theme::regular(theme::SMALL);
        let names = series.clone().map(|s| super::text_width(ui, &s.short, font(s)));
        let values = series.map(|s| super::text_width(ui, &s.ending, regular()));
        let references = chart.references.iter();
        let names = names.chain(references.clone().map(|r| super::text_width(ui, &r.label, regular())));
        let values = values.chain(references.map(|r| super::text_width(ui, &r.text, regular())));
        Self {
            names: names.fold(0.0, f32::max).min(WIDEST_NAME),
            values: values.fold(0.0, f32::max),
            shown,
        }
    }

    /// Room from the plot to the right edge.
    pub fn width(&self) -> f32 {
        if self.names > 0.0 {
            LEAD + self.names + GAP + self.values + 4.0
        } else {
            LEAD
        }
    }

    /// The labels of the lines in view.
    pub fn ui(&self, ui: &mut Ui, view: &View<'_>, hovered: Option<RowId>) -> Pointed {
        let in_view: Vec<(Option<usize>, f32, f32)> = self.anchors(view);
        let wanted: Vec<f64> = in_view.iter().map(|(_, _, y)| f64::from(*y)).collect();
        let (top, bottom) = (
            f64::from(view.rect.top() - LINE / 2.0),
            f64::from(view.rect.bottom() + LINE / 2.0),
        );
        let placed = label::place(&wanted, f64::from(LINE), top, bottom);
        let mut pointed = Pointed::default();
        let mut references = view.chart.references.iter();
        for ((at, end_x, end_y), y) in in_view.into_iter().zip(placed) {
            let y = y as f32;
            let left = view.rect.right() + LEAD;
            let Some(at) = at else {
                if let Some(reference) = references.next() {
                    let ink = colour(view.palette.text);
                    self.text(
                        ui,
                        (&reference.label, &reference.text),
                        theme::regular(theme::SMALL),
                        ink,
                        pos2(left, y),
                    );
                }
                continue;
            };
            let series = &view.chart.series[at];
            let over = hovered.is_some() && hovered == series.row;
            let style = paint::style_of(view, series, over);
            if (y - end_y).abs() > 1.5 || view.rect.right() - end_x > 6.0 {
                let stroke = Stroke::new(0.8, colour(style.line));
                ui.painter()
                    .line_segment([pos2(end_x + 5.0, end_y), pos2(left - 3.0, y)], stroke);
            }
            let area = Rect::from_min_size(pos2(left - 3.0, y - LINE / 2.0), vec2(self.width() - LEAD + 2.0, LINE));
            let id = ui.scope_id().with(("end", &series.name, at));
            let response = ui
                .interact(area, id, Sense::click())
                .on_hover_cursor(CursorIcon::PointingHand);
            response.widget_info(|| {
                let name = format!("{} {}", series.name, series.ending);
                WidgetInfo::selected(Role::Button, true, series.emphasis == Emphasis::Selected, name)
            });
            if response.hovered() || over {
                ui.painter().rect_filled(area, 3.0, theme::look(ui).hover);
            }
            if response.has_focus() {
                let stroke = Stroke::new(1.0, theme::look(ui).accent);
                ui.painter()
                    .rect_stroke(area, 3.0, stroke, eframe::egui::StrokeKind::Inside);
            }
            if response.hovered() {
                pointed.hovered = series.row;
            }
            if response.clicked() {
                pointed.clicked = series.row;
            }
            self.text(
                ui,
                (&series.short, &series.ending),
                font(series),
                colour(style.text),
                pos2(left, y),
            );
        }
        pointed
    }

    fn text(
        &self,
        ui: &Ui,
        (name, value): (&str, &str),
        font: FontId,
        ink: eframe::egui::Color32,
        at: eframe::egui::Pos2,
    ) {
        let painter = ui.painter();
        let mut job = eframe::egui::text::LayoutJob::simple_singleline(name.to_owned(), font, ink);
        job.wrap = eframe::egui::text::TextWrapping::truncate_at_width(self.names + 1.0);
        let galley = painter.layout_job(job);
        painter.galley(pos2(at.x, at.y - galley.size().y / 2.0), galley, ink);
        let right = pos2(at.x + self.names + GAP + self.values, at.y);
        painter.text(right, Align2::RIGHT_CENTER, value, theme::regular(theme::SMALL), ink);
    }

    /// Where each label belongs: the end of its line, or where the line leaves the view; then the references.
    fn anchors(&self, view: &View<'_>) -> Vec<(Option<usize>, f32, f32)> {
        let rect = view.rect.expand(1.0);
        let series = self.shown.iter().filter_map(|&at| {
            let (x, y) = end_in_view(view, &view.chart.series[at])?;
            rect.y_range().contains(y).then_some((Some(at), x, y))
        });
        let references = view.chart.references.iter().filter(|r| !r.label.is_empty());
        let references = references.map(|r| (None, view.rect.right(), view.y(r.y)));
        series
            .chain(references.filter(|(_, _, y)| rect.y_range().contains(*y)))
            .collect()
    }
}

/// The end of a line on the screen, or its crossing with the right edge when it ends beyond.
fn end_in_view(view: &View<'_>, series: &Series) -> Option<(f32, f32)> {
    let end = series.end()?;
    let right = view.rect.right();
    let (x, y) = (view.x(end.x), view.y(end.y));
    if x <= right + 1.0 {
        return (x >= view.rect.left()).then_some((x.min(right), y));
    }
    let beyond = series.points.iter().position(|p| view.x(p.x) > right)?;
    let after = &series.points[beyond];
    if series.drawing == crate::chart::Drawing::Steps {
        return (view.x(after.from) <= right).then_some((right, view.y(after.y)));
    }
    let before = series.points.get(beyond.checked_sub(1)?)?;
    let (x0, x1) = (view.x(before.x), view.x(after.x));
    let share = if x1 > x0 { (right - x0) / (x1 - x0) } else { 0.0 };
    let (y0, y1) = (view.y(before.y), view.y(after.y));
    Some((right, y0 + share * (y1 - y0)))
}
