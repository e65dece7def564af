//! The ruler: a vertical line at the marker nearest to the pointer (or chosen with the arrow keys), dots on every line, and
//! all values there in order from the top, as text from exact values.

use super::{View, colour, paint, theme};
use crate::chart::scale::raw;
use crate::chart::{Chart, Emphasis, ReadoutLine};
use crate::store::RowId;
use eframe::egui::{
    Align2, Color32, Id, Key, LayerId, Modifiers, Order, Painter, Pos2, Rect, Response, Stroke, StrokeKind, Ui, pos2,
    vec2,
};

const ROW: f32 = 17.0;
const PAD: f32 = 10.0;

/// The marker to read at: the nearest to the pointer in view; without a pointer the one chosen with the keys Left and
/// Right while the plot has the focus.
pub fn stop(ui: &Ui, view: &View<'_>, response: &Response, pointer: Option<Pos2>) -> Option<i64> {
    let id = response.id.with("ruler");
    if response.clicked() {
        response.request_focus();
    }
    let bounds = view.transform.bounds();
    let (low, high) = (bounds.min()[0] - 1e-6, bounds.max()[0] + 1e-6);
    let in_view = |stop: &i64| (low..=high).contains(&crate::chart::scale::plotted(view.chart.x.quantity, *stop));
    let stops: Vec<i64> = view.chart.stops().into_iter().filter(in_view).collect();
    if let Some(pointer) = pointer {
        ui.data_mut(|d| d.remove::<i64>(id));
        let x = raw(view.chart.x.quantity, view.transform.value_from_position(pointer).x)?;
        return stops.into_iter().rev().min_by_key(|stop| stop.abs_diff(x));
    }
    if !response.has_focus() {
        return None;
    }
    keyed(ui, id, &stops)
}

fn keyed(ui: &Ui, id: Id, stops: &[i64]) -> Option<i64> {
    let at = ui.data(|d| d.get_temp::<i64>(id));
    let index = at.and_then(|at| stops.iter().position(|s| *s == at));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let (left, right) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
    let last = stops.len().checked_sub(1)?;
    let next = match index {
        None if left => last,
        None if right => 0,
        None => return None,
        Some(at) if left => at.saturating_sub(1),
        Some(at) if right => (at + 1).min(last),
        Some(at) => at,
    };
    ui.data_mut(|d| d.insert_temp(id, stops[next]));
    Some(stops[next])
}

/// The readout in words, for screen readers: `800 m: Cheruiyot 0.0, Ingebrigtsen +0.2`.
pub fn words(chart: &Chart, stop: i64) -> String {
    let readout = chart.readout(stop);
    let lines: Vec<String> = readout
        .lines
        .iter()
        .map(|l| format!("{} {}", chart.series[l.series].name, l.text))
        .collect();
    format!("{}: {}", readout.title, lines.join(", "))
}

/// Draws the ruler and its table.
pub fn ui(ui: &Ui, view: &View<'_>, stop: i64, pointer: Option<Pos2>, hovered: Option<RowId>) {
    let readout = view.chart.readout(stop);
    if readout.lines.is_empty() {
        return;
    }
    let x = view.x(stop);
    let inside = ui.painter().with_clip_rect(view.rect);
    inside.vline(
        x,
        view.rect.y_range(),
        Stroke::new(1.0, colour(view.palette.quiet_text)),
    );
    // Like a tooltip it may cover other panels, but not leave the window.
    let window = ui.ctx().content_rect().shrink(4.0);
    let room = ((window.height() - PAD) / ROW) as usize;
    let (lines, left_out) = lines_that_fit(view.chart, readout.lines, room.saturating_sub(1).max(3), hovered);
    let title = match left_out {
        0 => readout.title,
        n => format!("{}, {n} more not listed", readout.title),
    };
    let width = |text: &str| super::text_width(ui, text, theme::medium(theme::SMALL));
    let names = lines
        .iter()
        .map(|l| width(&view.chart.series[l.series].short))
        .fold(0.0, f32::max);
    let values = lines.iter().map(|l| width(&l.text)).fold(0.0, f32::max);
    let size = vec2(
        (20.0 + names + 14.0 + values).max(width(&title)) + 2.0 * PAD,
        ROW * (lines.len() + 1) as f32 + PAD,
    );
    let mut area = Rect::from_min_size(corner(view, x, size, pointer), size);
    let over = (area.max - window.max).max(eframe::egui::Vec2::ZERO);
    area = area.translate(-over);
    area = area.translate((window.min - area.min).max(eframe::egui::Vec2::ZERO));
    let painter = ui
        .ctx()
        .layer_painter(LayerId::new(Order::Tooltip, ui.scope_id().with("readout")));
    let look = theme::look(ui);
    painter.rect(area, 4.0, look.paper, Stroke::new(1.0, look.line), StrokeKind::Inside);
    let at = area.min + vec2(PAD, PAD / 2.0 + ROW / 2.0);
    painter.text(at, Align2::LEFT_CENTER, title, theme::bold(theme::SMALL), look.text);
    for (nth, line) in lines.iter().enumerate() {
        let y = at.y + ROW * (nth + 1) as f32;
        row(&painter, view, line, hovered, (area, y));
    }
}

fn row(painter: &Painter, view: &View<'_>, line: &ReadoutLine, hovered: Option<RowId>, (area, y): (Rect, f32)) {
    let series = &view.chart.series[line.series];
    let over = hovered.is_some() && hovered == series.row;
    let style = paint::style_of(view, series, over);
    let left = area.left() + PAD;
    painter.line_segment(
        [pos2(left, y), pos2(left + 13.0, y)],
        Stroke::new(2.5, colour(style.line)),
    );
    let font = match series.emphasis == Emphasis::Selected || over {
        true => theme::medium(theme::SMALL),
        false => theme::regular(theme::SMALL),
    };
    let ink: Color32 = colour(if over { view.palette.text } else { style.text });
    painter.text(
        pos2(left + 20.0, y),
        Align2::LEFT_CENTER,
        &series.short,
        font.clone(),
        ink,
    );
    painter.text(pos2(area.right() - PAD, y), Align2::RIGHT_CENTER, &line.text, font, ink);
}

/// Beside the ruler, on the side with more room, at the height of the pointer as far as the plot allows.
fn corner(view: &View<'_>, x: f32, size: eframe::egui::Vec2, pointer: Option<Pos2>) -> Pos2 {
    let left = if x > view.rect.center().x {
        x - size.x - 14.0
    } else {
        x + 14.0
    };
    let top = match pointer {
        Some(p) if p.y < view.rect.center().y => view.rect.bottom() - size.y - 6.0,
        _ => view.rect.top() + 6.0,
    };
    pos2(left, top.max(view.rect.top() - 20.0))
}

/// All lines, or, when there is no room, the selected and the hovered in their order, and how many are left out.
fn lines_that_fit(
    chart: &Chart,
    lines: Vec<ReadoutLine>,
    room: usize,
    hovered: Option<RowId>,
) -> (Vec<ReadoutLine>, usize) {
    if lines.len() <= room {
        return (lines, 0);
    }
    let all = lines.len();
    let wanted = |l: &ReadoutLine| {
        let series = &chart.series[l.series];
        series.emphasis == Emphasis::Selected || hovered.is_some() && series.row == hovered
    };
    let mut kept: Vec<ReadoutLine> = lines.into_iter().filter(wanted).collect();
    kept.truncate(room);
    let left_out = all - kept.len();
    (kept, left_out)
}
