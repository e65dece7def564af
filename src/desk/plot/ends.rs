//! Labels in the margin right of the plot, not overlapping, each a button that isolates its athlete: names with what stands
//! at the ends of the lines or, while the ruler stands at a marker, with the values there, in order from the top.

use super::{View, colour, paint, theme};
use crate::chart::{Chart, Drawing, Emphasis, Point, Readout, ReadoutLine, Series, label};
use crate::store::RowId;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Align2, Color32, CursorIcon, FontId, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of a label, in points, and down to what it is pressed together before labels are left out.
const LINE: f32 = 17.0;
const LEAST_LINE: f32 = 14.0;
/// Room between plot and names for leader lines.
pub const LEAD: f32 = 16.0;
const GAP: f32 = 10.0;
/// A longer name is cut with an ellipsis.
const WIDEST_NAME: f32 = 130.0;

/// The room that labels take.
pub struct Ends {
    /// How many fit.
    room: usize,
    names: f32,
    values: f32,
}

/// What the pointer does on the labels.
#[derive(Clone, Copy, Default)]
pub struct Pointed {
    pub hovered: Option<RowId>,
    pub clicked: Option<RowId>,
}

/// One label.
struct Label<'a> {
    /// Index of its series; a reference line has none.
    series: Option<usize>,
    name: &'a str,
    value: String,
    /// Where it would stand best.
    y: f32,
    /// Where a leader line to it begins.
    from: Option<Pos2>,
}

fn font(series: &Series, over: bool) -> FontId {
    match series.emphasis {
        Emphasis::Field if !over => theme::regular(theme::SMALL),
        _ => theme::medium(theme::SMALL),
    }
}

fn is_over(series: &Series, hovered: Option<RowId>) -> bool {
    hovered.is_some() && series.row == hovered
}

impl Ends {
    pub fn new(ui: &Ui, chart: &Chart, height: f32) -> Self {
        let width = |text: &str, font| super::text_width(ui, text, font);
        let series = || chart.series.iter().filter(|s| s.is_labelled_at_end());
        let references = || chart.references.iter();
        let regular = || theme::regular(theme::SMALL);
        let names = series().map(|s| width(&s.short, font(s, true)));
        let names = names.chain(references().map(|r| width(&r.label, regular())));
        // figures are equally wide, so that the longest value of each line is the widest
        let longest = |s: &Series| {
            let texts = s.points.iter().map(|p| &p.text).chain([&s.ending]);
            texts
                .max_by_key(|t| t.chars().count())
                .map_or(0.0, |t| width(t, regular()))
        };
        let values = series()
            .map(longest)
            .chain(references().map(|r| width(&r.text, regular())));
        Self {
            room: ((height + LINE) / LEAST_LINE).max(0.0) as usize,
            names: names.fold(0.0, f32::max).min(WIDEST_NAME),
            values: values.fold(0.0, f32::max),
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

    /// The labels of the lines in view, or of the readout; the `hovered` athlete always has one. How many of the readout
    /// have none.
    pub fn ui(
        &self,
        ui: &mut Ui,
        view: &View<'_>,
        readout: Option<&Readout>,
        hovered: Option<RowId>,
    ) -> (Pointed, usize) {
        let room = self.room.saturating_sub(view.chart.references.len());
        let chosen = label::at_ends(view.chart, room, hovered);
        // what has no value at any marker keeps the label of its end
        let is_labelled = |l: &ReadoutLine| view.chart.series[l.series].is_labelled_at_end();
        let (mut labels, left_out) = match readout.filter(|r| r.lines.iter().any(is_labelled)) {
            Some(readout) => told(view, readout, room, &chosen, hovered),
            None => (at_ends(view, &chosen), 0),
        };
        labels.extend(references(view));
        let wanted: Vec<f64> = labels.iter().map(|l| f64::from(l.y)).collect();
        let (top, bottom) = (view.rect.top() - LINE / 2.0, view.rect.bottom() + LINE / 2.0);
        let placed = label::place(&wanted, f64::from(LINE), f64::from(top), f64::from(bottom));
        let line = ((bottom - top) / labels.len().max(1) as f32).min(LINE);
        let mut pointed = Pointed::default();
        for (label, y) in labels.iter().zip(placed) {
            let left = pos2(view.rect.right() + LEAD, y as f32);
            match label.series {
                Some(at) => self.button_ui(ui, view, (at, label), (left, line), hovered, &mut pointed),
                None => self.text(ui, label, theme::regular(theme::SMALL), colour(view.palette.text), left),
            }
        }
        (pointed, left_out)
    }

    fn button_ui(
        &self,
        ui: &mut Ui,
        view: &View<'_>,
        (at, label): (usize, &Label<'_>),
        (left, height): (Pos2, f32),
        hovered: Option<RowId>,
        pointed: &mut Pointed,
    ) {
        let series = &view.chart.series[at];
        let over = is_over(series, hovered);
        let style = paint::style_of(view, series, over);
        if let Some(from) = label
            .from
            .filter(|from| (from.y - left.y).abs() > 1.5 || left.x - LEAD - from.x > 6.0)
        {
            let stroke = Stroke::new(0.8, colour(style.line));
            ui.painter()
                .line_segment([from + vec2(5.0, 0.0), left - vec2(3.0, 0.0)], stroke);
        }
        let size = vec2(self.width() - LEAD + 2.0, height);
        let area = Rect::from_min_size(left - vec2(3.0, height / 2.0), size);
        let id = ui.scope_id().with(("end", &series.name, at));
        let response = ui
            .interact(area, id, Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| {
            let name = format!("{} {}", series.name, label.value);
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
        self.text(ui, label, font(series, over), colour(style.text), left);
    }

    fn text(&self, ui: &Ui, label: &Label<'_>, font: FontId, ink: Color32, at: Pos2) {
        let painter = ui.painter();
        let mut job = LayoutJob::simple_singleline(label.name.to_owned(), font, ink);
        job.wrap = TextWrapping::truncate_at_width(self.names + 1.0);
        let galley = painter.layout_job(job);
        painter.galley(pos2(at.x, at.y - galley.size().y / 2.0), galley, ink);
        let right = pos2(at.x + self.names + GAP + self.values, at.y);
        painter.text(
            right,
            Align2::RIGHT_CENTER,
            &label.value,
            theme::regular(theme::SMALL),
            ink,
        );
    }
}

/// Names with their endings where the lines end, or leave the view.
fn at_ends<'a>(view: &View<'a>, chosen: &[usize]) -> Vec<Label<'a>> {
    let chart = view.chart;
    let label = |at: &usize| {
        let series = &chart.series[*at];
        let end = end_in_view(view, series)?;
        view.rect.expand(1.0).y_range().contains(end.y).then(|| Label {
            series: Some(*at),
            name: &series.short,
            value: series.ending.clone(),
            y: end.y,
            from: Some(end),
        })
    };
    chosen.iter().filter_map(label).collect()
}

/// Names with their values at the ruler, all that fit or else the chosen; the hovered also without a value there. How many
/// values are left out.
fn told<'a>(
    view: &View<'a>,
    readout: &Readout,
    room: usize,
    chosen: &[usize],
    hovered: Option<RowId>,
) -> (Vec<Label<'a>>, usize) {
    let chart = view.chart;
    let mut lines: Vec<&ReadoutLine> = readout.lines.iter().collect();
    lines.retain(|l| chart.series[l.series].is_labelled_at_end());
    let all = lines.len();
    if all > room {
        lines.retain(|l| chosen.contains(&l.series));
    }
    let is_told = |at: &usize| lines.iter().any(|l| l.series == *at);
    let untold = (0..chart.series.len()).find(|at| is_over(&chart.series[*at], hovered) && !is_told(at));
    let label = |at: usize, value: &str, y: f32| Label {
        series: Some(at),
        name: &chart.series[at].short,
        value: value.to_owned(),
        y,
        from: None,
    };
    let left_out = all - lines.len();
    let mut labels: Vec<Label<'a>> = lines.iter().map(|l| label(l.series, &l.text, view.y(l.y))).collect();
    labels.extend(untold.and_then(|at| Some(label(at, "", end_in_view(view, &chart.series[at])?.y))));
    (labels, left_out)
}

/// The names of the reference lines in view.
fn references<'a>(view: &View<'a>) -> Vec<Label<'a>> {
    let rect = view.rect.expand(1.0);
    let named = view.chart.references.iter().filter(|r| !r.label.is_empty());
    let label = named.map(|r| Label {
        series: None,
        name: &r.label,
        value: r.text.clone(),
        y: view.y(r.y(view.chart.x.range.high)),
        from: None,
    });
    label.filter(|l| rect.y_range().contains(l.y)).collect()
}

/// The end of a line on the screen, or its crossing with the right edge when it ends beyond.
fn end_in_view(view: &View<'_>, series: &Series) -> Option<Pos2> {
    let at = |p: &Point| view.at(p.x, p.y);
    let end = at(series.end()?);
    let right = view.rect.right();
    if end.x <= right + 1.0 {
        return (end.x >= view.rect.left()).then_some(pos2(end.x.min(right), end.y));
    }
    let beyond = series.points.iter().position(|p| view.x(p.x) > right)?;
    let after = &series.points[beyond];
    if series.drawing == Drawing::Steps {
        return (view.x(after.from) <= right).then_some(pos2(right, view.y(after.y)));
    }
    let (before, after) = (at(series.points.get(beyond.checked_sub(1)?)?), at(after));
    let share = if after.x > before.x {
        (right - before.x) / (after.x - before.x)
    } else {
        0.0
    };
    Some(pos2(right, before.y + share * (after.y - before.y)))
}
