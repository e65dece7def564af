//! Boxes of spreads, cells of a heat map, and names beside points that stand alone.

use super::{View, colour, paint, theme};
use crate::chart::{Drawing, Point, Series, label, style};
use crate::store::RowId;
use eframe::egui::{Align2, Color32, Painter, Rect, Stroke, Ui, pos2};

/// Half the room that a point takes, and the height of a name.
const CLEAR: f64 = 5.0;
const LINE: f64 = 15.0;

pub fn spreads(painter: &Painter, view: &View<'_>) {
    let axis = colour(view.palette.axis);
    for spread in &view.chart.spreads {
        let (left, right) = (view.x(spread.range.low), view.x(spread.range.high));
        let (middle, half) = (f32::midpoint(left, right), ((right - left) * 0.3).min(26.0));
        let q = spread.quartiles;
        painter.line_segment(
            [pos2(middle, view.y(q.low)), pos2(middle, view.y(q.high))],
            Stroke::new(1.0, axis),
        );
        let across = |y: i64, side: f32| pos2(middle + side * half, view.y(y));
        let area = Rect::from_two_pos(across(q.first, -1.0), across(q.third, 1.0));
        painter.rect_filled(area, 0.0, colour(view.palette.grid));
        painter.line_segment([across(q.median, -1.0), across(q.median, 1.0)], Stroke::new(2.0, axis));
    }
}

/// One row of a heat map, with the values where they fit; framed where its athlete is pointed at.
pub fn cells(painter: &Painter, view: &View<'_>, series: &Series, hovered: bool) {
    let half = (view.y(2) - view.y(1)).abs() / 2.0;
    for point in &series.points {
        let (left, right, middle) = (view.x(point.from), view.x(point.x), view.y(point.y));
        let area = Rect::from_min_max(pos2(left, middle - half), pos2(right, middle + half));
        painter.rect_filled(area, 0.0, colour(style::shade(view.ground, point.shade)));
        let font = theme::regular(theme::SMALL);
        let galley = painter.layout_no_wrap(point.text.clone(), font, colour(view.palette.text));
        if galley.size().x <= area.width() - 4.0 && galley.size().y <= area.height() + 1.0 {
            let place = Align2::CENTER_CENTER.anchor_size(area.center(), galley.size());
            painter.galley(place.min, galley, Color32::PLACEHOLDER);
        }
        if hovered {
            let edge = Stroke::new(1.0, colour(view.palette.text));
            painter.hline(area.x_range(), area.top(), edge);
            painter.hline(area.x_range(), area.bottom(), edge);
        }
    }
}

/// Names beside points, as many as leave room for each other; the hovered athlete chooses first.
pub fn names(ui: &Ui, painter: &Painter, view: &View<'_>, hovered: Option<RowId>) {
    let room = (f64::from(view.rect.height()) / LINE) as usize;
    let mut chosen = label::at_points(view.chart, room, hovered);
    chosen.sort_by_key(|at| hovered.is_none() || view.chart.series[*at].row != hovered);
    let place = |s: &Series, p: &Point| (f64::from(view.x(s.place(p))), f64::from(view.y(p.y)));
    let font = theme::medium(theme::SMALL);
    let width = |at: &usize| f64::from(super::text_width(ui, &view.chart.series[*at].short, font.clone()));
    let sizes: Vec<(f64, f64)> = chosen.iter().map(|at| (width(at), LINE)).collect();
    let ends = chosen
        .iter()
        .filter_map(|at| Some((&view.chart.series[*at], view.chart.series[*at].end()?)));
    let wanted: Vec<(f64, f64)> = ends.map(|(s, p)| place(s, p)).collect();
    let all = view.chart.series.iter().filter(|s| s.drawing == Drawing::Points);
    let points: Vec<(f64, f64)> = all.flat_map(|s| s.points.iter().map(|p| place(s, p))).collect();
    let rect = view.rect;
    let bounds = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
    for (at, found) in chosen
        .iter()
        .zip(label::beside(&wanted, &sizes, &points, bounds, CLEAR))
    {
        let Some((left, middle)) = found else { continue };
        let series = &view.chart.series[*at];
        let style = paint::style_of(view, series, hovered.is_some() && series.row == hovered);
        let at = pos2(left as f32, middle as f32);
        painter.text(at, Align2::LEFT_CENTER, &series.short, font.clone(), colour(style.text));
    }
}
