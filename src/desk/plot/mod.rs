//! A chart on the screen: egui_plot gives pan, zoom and reset, the ticks, styles, labels and numbers are those of the page
//! painter. Wheel zooms, drag pans, double click shows everything; the ruler snaps to the nearest marker.

mod beside;
mod ends;
mod paint;
mod ruler;

use super::theme;
use crate::chart::scale::{plotted, raw};
use crate::chart::style::{Colour, Ground, Palette, palette};
use crate::chart::{Axis, Chart, Direction, Drawing, Quantity, Tick, tick};
use crate::store::RowId;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Align2, Color32, FontId, Id, Pos2, Rect, Response, Role, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};
use egui_plot::{Plot, PlotTransform};

/// Room above the plot for the axis title, and below it for the labels of the x axis.
const TOP: f32 = 26.0;
const BOTTOM: f32 = 24.0;
/// A line is meant when the pointer is this near, in points.
const REACH: f32 = 9.0;
/// How far the view may be zoomed, as parts of the whole chart.
const NEAREST: f64 = 0.005;
const FARTHEST: f64 = 3.0;

/// What is pointed at elsewhere in the window.
#[derive(Clone, Copy, Debug, Default)]
pub struct Elsewhere {
    /// The athlete that is hovered anywhere.
    pub hovered: Option<RowId>,
    /// How far the leader of the replay is.
    pub replayed_mm: Option<u32>,
    /// Charts over the distance with the same link show the same part of it.
    pub linked: Option<Id>,
}

/// What the user did in the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The athlete under the pointer, by line or by label.
    pub hovered: Option<RowId>,
    /// The athlete whose line or label was clicked.
    pub clicked: Option<RowId>,
    /// Ctrl was held: the athlete clicked is added to those in colour, or taken out.
    pub adds: bool,
    /// The empty plot was clicked.
    pub clicked_nothing: bool,
    /// Zoomed or panned.
    pub is_part: bool,
    /// The place that was clicked with the second button, in the integers of the axes.
    pub place: Option<(i64, i64)>,
}

/// Where on the screen a chart's values stand in this frame.
struct View<'a> {
    chart: &'a Chart,
    palette: &'static Palette,
    ground: Ground,
    is_crowded: bool,
    rect: Rect,
    /// Right edge of the room that the chart has.
    widest: f32,
    transform: PlotTransform,
}

impl View<'_> {
    fn at(&self, x: i64, y: i64) -> Pos2 {
        pos2(self.x(x), self.y(y))
    }

    fn x(&self, x: i64) -> f32 {
        self.transform.position_from_point_x(plotted(self.chart.x.quantity, x))
    }

    fn y(&self, y: i64) -> f32 {
        self.transform.position_from_point_y(plotted(self.chart.y.quantity, y))
    }

    /// The integers of the axes at a point of the screen.
    fn place(&self, at: Pos2) -> Option<(i64, i64)> {
        let value = self.transform.value_from_position(at);
        Some((
            raw(self.chart.x.quantity, value.x)?,
            raw(self.chart.y.quantity, value.y)?,
        ))
    }

    /// Whether the chart is shown without zoom and pan.
    fn is_whole(&self) -> bool {
        let (x, y, shown) = (bounds(&self.chart.x), bounds(&self.chart.y), self.transform.bounds());
        let near = |a: f64, b: f64, span: f64| (a - b).abs() < span * 1e-3;
        near(shown.min()[0], x.0, x.1 - x.0)
            && near(shown.max()[0], x.1, x.1 - x.0)
            && near(shown.min()[1], y.0, y.1 - y.0)
            && near(shown.max()[1], y.1, y.1 - y.0)
    }

    /// The part of an axis in view, for its ticks.
    fn visible(&self, axis: &Axis, from: f64, to: f64) -> Axis {
        let mut visible = axis.clone();
        if let (Some(from), Some(to)) = (raw(axis.quantity, from), raw(axis.quantity, to)) {
            visible.range.low = from.min(to);
            visible.range.high = from.max(to);
        }
        visible
    }
}

/// A colour of the charts on the screen.
pub fn colour(c: Colour) -> Color32 {
    Color32::from_rgb(c.0, c.1, c.2)
}

/// Shows a chart in the room that is left. `salt` names the place, so that each keeps its zoom; a chart of another race or
/// kind starts whole.
pub fn chart_ui(ui: &mut Ui, salt: &str, chart: &Chart, elsewhere: Elsewhere) -> Answer {
    let Elsewhere {
        hovered,
        replayed_mm,
        linked,
    } = elsewhere;
    let linked = linked.filter(|_| chart.x.quantity == Quantity::Distance);
    let mut whole = ui.available_rect_before_wrap();
    x_title(ui, chart, &mut whole);
    let ground = if ui.visuals().dark_mode {
        Ground::Dark
    } else {
        Ground::Light
    };
    let ends = ends::Ends::new(ui, chart, whole.height() - TOP - BOTTOM);
    let left = axis_width(ui, chart, whole.height());
    let rect = Rect::from_min_max(
        whole.min + vec2(left, TOP),
        pos2(whole.right() - ends.width(), whole.bottom() - BOTTOM),
    );
    if rect.width() < 80.0 || rect.height() < 60.0 {
        ui.label("Enlarge the panel to see the chart");
        return Answer::default();
    }
    ui.allocate_rect(whole, eframe::egui::Sense::hover());
    let (response, transform) = plot_ui(ui, (salt, linked), chart, rect);
    let view = View {
        chart,
        palette: palette(ground),
        ground,
        is_crowded: chart.is_crowded(),
        rect,
        widest: whole.right(),
        transform,
    };
    axes(ui, &view);
    if let (Some(mm), Quantity::Distance) = (replayed_mm, chart.x.quantity) {
        let stroke = Stroke::new(1.5, colour(view.palette.reference));
        let inside = ui.painter().with_clip_rect(rect);
        inside.vline(view.x(i64::from(mm)), rect.y_range(), stroke);
    }
    let pointer = response.hover_pos().filter(|p| rect.contains(*p));
    let on_line = pointer.and_then(|p| paint::nearest(&view, p, REACH));
    let stop = ruler::stop(ui, &view, &response, pointer);
    let readout = stop.map(|stop| chart.readout(stop)).filter(|r| !r.lines.is_empty());
    let (on_label, left_out) = ends.ui(ui, &view, readout.as_ref(), on_line.or(hovered));
    let over = on_label.hovered.or(on_line);
    // Markers at the edges stand out of a whole chart; a part of it is cut sharply.
    let overhang = if view.is_whole() { 5.0 } else { 0.0 };
    let painter = ui.painter().with_clip_rect(rect.expand(overhang));
    paint::series(&painter, &view, over.or(hovered));
    paint::bar_values(ui, &painter, &view);
    beside::names(ui, &painter, &view, over.or(hovered));
    paint::notes(ui, &painter, &view);
    if let Some(readout) = readout {
        ruler::ui(ui, &view, &readout, left_out);
    }
    describe(ui, &response, chart, stop);
    let clicked = response.clicked() && !response.double_clicked();
    let line = on_line.filter(|_| clicked);
    Answer {
        hovered: over,
        clicked: on_label.clicked.or(line),
        adds: ui.input(|i| i.modifiers.command),
        clicked_nothing: clicked && line.is_none(),
        is_part: !view.is_whole(),
        place: pointer
            .filter(|_| response.secondary_clicked())
            .and_then(|at| view.place(at)),
    }
}

/// Names the plot for screen readers and gives it the readout as its value.
fn describe(ui: &Ui, response: &Response, chart: &Chart, stop: Option<i64>) {
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Figure, enabled, format!("{}. {}", chart.title, chart.subtitle));
        info.current_text_value = stop.map(|stop| ruler::words(chart, stop));
        info
    });
}

fn bounds(axis: &Axis) -> (f64, f64) {
    // Ranks keep clear of the frame.
    let inset = if axis.quantity == Quantity::Rank { 0.6 } else { 0.0 };
    let (low, high) = (
        plotted(axis.quantity, axis.range.low),
        plotted(axis.quantity, axis.range.high),
    );
    (low - inset, (high + inset).max(low + 1e-6))
}

/// The empty plot with its pan and zoom.
fn plot_ui(ui: &mut Ui, (salt, linked): (&str, Option<Id>), chart: &Chart, rect: Rect) -> (Response, PlotTransform) {
    let (x, y) = (bounds(&chart.x), bounds(&chart.y));
    let key = format!(
        "{salt} {} {} {:?} {:?}",
        chart.kind, chart.title, chart.x.range, chart.y.range
    );
    let mut inner = ui.new_child(eframe::egui::UiBuilder::new().id_salt(&key).max_rect(rect));
    let mut plot = Plot::new(key)
        .width(rect.width())
        .height(rect.height())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_scroll(false)
        .allow_axis_zoom_drag(false)
        .invert_y(chart.y.direction == Direction::LargerIsDown)
        .default_x_bounds(x.0, x.1)
        .default_y_bounds(y.0, y.1);
    if let Some(link) = linked {
        plot = plot.link_axis(link.with((chart.x.range.low, chart.x.range.high)), [true, false]);
    }
    let whole = vec2((x.1 - x.0) as f32, (y.1 - y.0) as f32);
    let shown = plot.show(&mut inner, |plot| {
        let response = plot.response();
        let scroll = plot.ctx().input(|i| i.smooth_scroll_delta.y);
        if response.contains_pointer() && scroll.abs() > 0.0 {
            let wanted = f64::from(scroll / 300.0).exp();
            let shown = plot.plot_bounds();
            let part = (shown.width() / f64::from(whole.x)).max(shown.height() / f64::from(whole.y));
            let factor = wanted.clamp(part / FARTHEST, part / NEAREST);
            plot.zoom_bounds_around_hovered(Vec2::splat(factor as f32));
        }
    });
    (shown.response, shown.transform)
}

fn most_y_ticks(axis: &Axis, height: f32) -> usize {
    let spacing = if axis.quantity == Quantity::Rank { 13.0 } else { 28.0 };
    (height / spacing).max(3.0) as usize
}

/// The width that the labels of the y axis take; measured on the whole range, with room for one more decimal.
fn axis_width(ui: &Ui, chart: &Chart, height: f32) -> f32 {
    let ticks = chart.ticks(&chart.y, most_y_ticks(&chart.y, height));
    let widest = ticks
        .iter()
        .map(|t| text_width(ui, &format!("{}0", t.label), theme::regular(theme::SMALL)));
    widest.fold(24.0, f32::max) + 10.0
}

fn text_width(ui: &Ui, text: &str, font: FontId) -> f32 {
    ui.painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER)
        .size()
        .x
}

/// Bands, grid, both axes with their labels, reference lines and the axis title.
fn axes(ui: &Ui, view: &View<'_>) {
    let painter = ui.painter();
    let inside = painter.with_clip_rect(view.rect);
    let (bounds, rect) = (view.transform.bounds(), view.rect);
    let font = theme::regular(theme::SMALL);
    let quiet = colour(view.palette.quiet_text);
    let title_end = y_title(ui, view, font.clone());
    bands(ui, view, font.clone(), title_end + 10.0);
    let y_axis = view.visible(&view.chart.y, bounds.min()[1], bounds.max()[1]);
    for tick in view.chart.ticks(&y_axis, most_y_ticks(&y_axis, rect.height())) {
        let y = view.y(tick.value);
        if !rect.expand(0.5).y_range().contains(y) {
            continue;
        }
        let zero = tick.value == 0 && matches!(y_axis.quantity, Quantity::Gap | Quantity::Percent);
        let line = if zero { view.palette.axis } else { view.palette.grid };
        inside.hline(rect.x_range(), y, Stroke::new(1.0, colour(line)));
        painter.text(
            pos2(rect.left() - 8.0, y),
            Align2::RIGHT_CENTER,
            &tick.label,
            font.clone(),
            quiet,
        );
    }
    for reference in &view.chart.references {
        let x = view.chart.x.range;
        let ends = [x.low, x.high].map(|x| view.at(x, reference.y(x)));
        let stroke = Stroke::new(1.2, colour(view.palette.reference));
        inside.extend(eframe::egui::Shape::dashed_line(&ends, stroke, 6.0, 4.0));
    }
    painter.hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, colour(view.palette.axis)),
    );
    let x_axis = view.visible(&view.chart.x, bounds.min()[0], bounds.max()[0]);
    let mut ticks = view.chart.ticks(&x_axis, (rect.width() / 64.0).max(2.0) as usize);
    tick::thin_labels(&mut ticks, 10.0, |t: &Tick| {
        let half = f64::from(text_width(ui, &t.label, font.clone())) / 2.0;
        let x = f64::from(view.x(t.value));
        (x - half, x + half)
    });
    for tick in &ticks {
        let x = view.x(tick.value);
        painter.vline(
            x,
            rect.bottom()..=rect.bottom() + 4.0,
            Stroke::new(1.0, colour(view.palette.axis)),
        );
        painter.text(
            pos2(x, rect.bottom() + 6.0),
            Align2::CENTER_TOP,
            &tick.label,
            font.clone(),
            quiet,
        );
    }
}

/// The title of the x axis in a line of its own at the foot, which is taken from the room; markers and dates need none.
fn x_title(ui: &Ui, chart: &Chart, room: &mut Rect) {
    if matches!(chart.x.quantity, Quantity::Distance | Quantity::Day) {
        return;
    }
    let quiet = theme::look(ui).quiet;
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(chart.x.title.clone(), theme::regular(theme::SMALL), quiet);
    let place = Align2::RIGHT_BOTTOM.anchor_size(room.right_bottom() - vec2(ends::LEAD, 0.0), galley.size());
    *room.bottom_mut() -= galley.size().y;
    painter.galley(place.min, galley, quiet);
}

/// The title of the y axis above the plot; returns where it ends.
fn y_title(ui: &Ui, view: &View<'_>, font: FontId) -> f32 {
    let quiet = colour(view.palette.quiet_text);
    let left = view.rect.left() - axis_width(ui, view.chart, view.rect.height());
    let mut job = LayoutJob::simple_singleline(view.chart.y.title.clone(), font, quiet);
    job.wrap = TextWrapping::truncate_at_width((view.widest - left).max(20.0));
    let galley = ui.painter().layout_job(job);
    let end = left + galley.size().x;
    ui.painter()
        .galley(pos2(left, view.rect.top() - 8.0 - galley.size().y), galley, quiet);
    end
}

/// Shaded stretches, with their names above the plot where the axis title leaves room from `free_from` on.
fn bands(ui: &Ui, view: &View<'_>, font: FontId, free_from: f32) {
    let painter = ui.painter();
    let inside = painter.with_clip_rect(view.rect);
    for band in &view.chart.bands {
        let area = Rect::from_min_max(
            pos2(view.x(band.range.low), view.rect.top()),
            pos2(view.x(band.range.high), view.rect.bottom()),
        );
        inside.rect_filled(area, 0.0, colour(view.palette.band));
        let middle = area.intersect(view.rect).center().x;
        let quiet = colour(view.palette.quiet_text);
        let galley = painter.layout_no_wrap(band.label.clone(), font.clone(), quiet);
        let name = Align2::CENTER_BOTTOM.anchor_size(pos2(middle, view.rect.top() - 8.0), galley.size());
        if view.rect.x_range().contains(middle) && area.width() > 40.0 && name.left() >= free_from {
            painter.galley(name.min, galley, quiet);
        }
    }
}

/// Whether a series shows markers at its points.
fn has_markers(drawing: Drawing) -> bool {
    drawing != Drawing::Steps
}

#[cfg(test)]
mod tests;
