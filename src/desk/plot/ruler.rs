//! The ruler: a vertical line at the marker nearest to the pointer, or chosen with the arrow keys. The values there stand
//! in the labels right of the plot, so that nothing covers the lines.

use super::{View, colour, theme};
use crate::chart::scale::raw;
use crate::chart::{Chart, Readout};
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Align2, Id, Key, Modifiers, Pos2, Response, Stroke, Ui, pos2, vec2};

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

/// Draws the ruler, and above the labels the marker at which they tell the values, with what has no label.
pub fn ui(ui: &Ui, view: &View<'_>, readout: &Readout, left_out: usize) {
    let inside = ui.painter().with_clip_rect(view.rect);
    let stroke = Stroke::new(1.0, colour(view.palette.quiet_text));
    inside.vline(view.x(readout.x), view.rect.y_range(), stroke);
    let mut words = vec![readout.title.clone()];
    for line in &readout.lines {
        let series = &view.chart.series[line.series];
        if !series.is_labelled_at_end() {
            words.push(format!("{} {}", series.short, line.text).trim().to_owned());
        }
    }
    if left_out > 0 {
        words.push(format!("{left_out} more"));
    }
    let look = theme::look(ui);
    let mut job = LayoutJob::simple_singleline(words.join(", "), theme::bold(theme::SMALL), look.text);
    job.wrap = TextWrapping::truncate_at_width((view.widest - view.rect.left()) * 0.8);
    let galley = ui.painter().layout_job(job);
    let area = Align2::RIGHT_BOTTOM.anchor_size(pos2(view.widest - 4.0, view.rect.top() - 10.0), galley.size());
    // it may stand over a long axis title
    ui.painter().rect_filled(area.expand2(vec2(6.0, 1.0)), 0.0, look.paper);
    ui.painter().galley(area.min, galley, look.text);
}
