//! The lines and markers of a chart on the screen, and which line is nearest to the pointer.

use super::{View, beside, colour, has_markers, theme};
use crate::chart::style::{self, BRIDGE_DASH, Shape as Mark, Style};
use crate::chart::{Basis, Drawing, Emphasis, Join, Point, Series, Tone};
use crate::store::RowId;
use eframe::egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

const LINE: f32 = 2.2;
const MARKER: f32 = 3.2;

/// All series, the hovered one last and wider.
pub fn series(painter: &Painter, view: &View<'_>, hovered: Option<RowId>) {
    bars(painter, view);
    beside::spreads(painter, view);
    let is_hovered = |at: &usize| hovered.is_some() && view.chart.series[*at].row == hovered;
    let order = view.chart.drawing_order();
    for at in order.iter().filter(|at| !is_hovered(at)) {
        line(painter, view, &view.chart.series[*at], (false, hovered));
    }
    for at in order.iter().filter(|at| is_hovered(at)) {
        line(painter, view, &view.chart.series[*at], (true, hovered));
    }
}

/// The style of a series; a hovered line of the field is wider and in the grey of the field's labels, which no line has.
pub fn style_of(view: &View<'_>, series: &Series, hovered: bool) -> Style {
    let mut style = style::style(series.style, series.emphasis, view.ground);
    if view.is_crowded {
        style = style.plain();
    }
    if hovered {
        style.width *= 1.5;
        if series.emphasis == Emphasis::Field {
            style.line = style.text;
            style.width = 1.3;
        }
    }
    style
}

/// One series; whether its athlete is hovered, and the hovered result, which may be one of its points.
fn line(painter: &Painter, view: &View<'_>, series: &Series, (hovered, hovered_row): (bool, Option<RowId>)) {
    let style = style_of(view, series, hovered);
    let ink = colour(style.line);
    let width = LINE * style.width as f32;
    if series.drawing == Drawing::Cells {
        return beside::cells(painter, view, series, hovered);
    }
    if series.drawing != Drawing::Points {
        let is_plain = series.drawing == Drawing::Line && style.dash.is_empty();
        if is_plain {
            runs(painter, view, series, Stroke::new(width, ink));
        }
        let pieces = pieces(view, series).into_iter();
        for (from, to, join) in pieces.filter(|(.., join)| !is_plain || *join != Join::Line) {
            let (width, pattern) = match join {
                Join::Bridge => (width * 0.6, BRIDGE_DASH),
                Join::Break => (width * 0.4, [].as_slice()),
                Join::Line => (width, style.dash),
            };
            dashed(painter, &[from, to], Stroke::new(width, ink), pattern);
        }
    }
    for (at, point) in series.points.iter().enumerate() {
        let alone = series.stands_alone(at);
        let shape = style.shape.or(alone.then_some(Mark::Circle));
        if let Some(shape) = shape.filter(|_| alone || has_markers(series.drawing)) {
            let hollow = point.basis != Basis::Recorded;
            let paper = colour(view.palette.paper);
            let (fill, edge) = if hollow { (paper, ink) } else { (ink, paper) };
            let is_hovered = hovered_row.is_some() && point.row == hovered_row;
            let radius = MARKER * style.width.sqrt() as f32 * if is_hovered { 1.6 } else { 1.0 };
            painter.add(mark(
                shape,
                view.at(series.place(point), point.y),
                radius,
                fill,
                Stroke::new(1.0, edge),
            ));
        }
    }
}

/// The joined parts of a line, each as one shape.
fn runs(painter: &Painter, view: &View<'_>, series: &Series, stroke: Stroke) {
    let starts = |point: &Point| point.join != Join::Line;
    let mut rest = series.points.as_slice();
    while !rest.is_empty() {
        let end = rest[1..].iter().position(starts).map_or(rest.len(), |at| at + 1);
        let (run, others) = rest.split_at(end);
        if run.len() > 1 {
            painter.add(Shape::line(run.iter().map(|p| view.at(p.x, p.y)).collect(), stroke));
        }
        rest = others;
    }
}

/// The straight pieces of a line with the way each is drawn; the risers of steps come as [`Join::Break`].
fn pieces(view: &View<'_>, series: &Series) -> Vec<(Pos2, Pos2, Join)> {
    let stepped = series.drawing == Drawing::Steps;
    let end = |p: &Point| view.at(p.x, p.y);
    let start = |p: &Point| {
        if stepped {
            view.at(p.from, p.y)
        } else {
            view.at(p.x, p.y)
        }
    };
    let mut pieces = Vec::with_capacity(series.points.len() * 2);
    for pair in series.points.windows(2) {
        match pair[1].join {
            Join::Break => {}
            Join::Line if stepped => pieces.push((end(&pair[0]), start(&pair[1]), Join::Break)),
            join => pieces.push((end(&pair[0]), start(&pair[1]), join)),
        }
    }
    if stepped {
        pieces.extend(series.points.iter().map(|p| (start(p), end(p), Join::Line)));
    }
    pieces
}

fn dashed(painter: &Painter, points: &[Pos2], stroke: Stroke, pattern: &[f64]) {
    if pattern.is_empty() {
        painter.line_segment([points[0], points[1]], stroke);
        return;
    }
    let lengths: Vec<f32> = pattern.iter().map(|d| *d as f32 * stroke.width).collect();
    let (dashes, gaps): (Vec<f32>, Vec<f32>) = lengths.chunks(2).map(|c| (c[0], c[c.len() - 1])).unzip();
    painter.extend(Shape::dashed_line_with_offset(points, stroke, &dashes, &gaps, 0.0));
}

fn mark(shape: Mark, at: Pos2, r: f32, fill: Color32, stroke: Stroke) -> Shape {
    let corners = |corners: &[(f32, f32)]| {
        let points = corners
            .iter()
            .map(|(dx, dy)| pos2(at.x + dx * r, at.y + dy * r))
            .collect();
        Shape::convex_polygon(points, fill, stroke)
    };
    match shape {
        Mark::Circle => Shape::Circle(eframe::egui::epaint::CircleShape {
            center: at,
            radius: r,
            fill,
            stroke,
        }),
        Mark::Square => corners(&[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)]),
        Mark::Diamond => corners(&[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)]),
        Mark::TriangleUp => corners(&[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)]),
        Mark::TriangleDown => corners(&[(0.0, 1.2), (-1.1, -0.8), (1.1, -0.8)]),
    }
}

fn bars(painter: &Painter, view: &View<'_>) {
    for bar in &view.chart.bars {
        let fill = match bar.tone {
            Tone::Ahead => view.palette.ahead,
            Tone::Behind => view.palette.behind,
            Tone::Neutral => view.palette.field_line,
        };
        let area = Rect::from_two_pos(view.at(bar.range.low, 0), view.at(bar.range.high, bar.y));
        painter.rect_filled(area.shrink2(vec2(area.width() * 0.12, 0.0)), 0.0, colour(fill));
    }
}

/// The value of each bar at its end, where the bar is wide enough and its end in view.
pub fn bar_values(ui: &Ui, painter: &Painter, view: &View<'_>) {
    for bar in &view.chart.bars {
        let (zero, end) = (view.y(0), view.y(bar.y));
        let (left, right) = (view.x(bar.range.low), view.x(bar.range.high));
        let font = theme::regular(theme::SMALL);
        let is_in_view = view.rect.y_range().contains(end);
        if !is_in_view || super::text_width(ui, &bar.text, font.clone()) > right - left - 4.0 {
            continue;
        }
        let (align, shift) = match end <= zero {
            true => (Align2::CENTER_BOTTOM, -3.0),
            false => (Align2::CENTER_TOP, 3.0),
        };
        let at = pos2(f32::midpoint(left, right), end + shift);
        let galley = painter.layout_no_wrap(bar.text.clone(), font, colour(view.palette.text));
        let mut area = align.anchor_size(at, galley.size());
        let out = (view.rect.top() - area.top()).max(0.0) - (area.bottom() - view.rect.bottom()).max(0.0);
        area = area.translate(vec2(0.0, out));
        painter.rect_filled(area.expand(1.0), 2.0, colour(view.palette.paper).gamma_multiply(0.8));
        painter.galley(area.min, galley, colour(view.palette.text));
    }
}

/// The user's own texts, on the side of their place where there is more room.
pub fn notes(ui: &Ui, painter: &Painter, view: &View<'_>) {
    for note in &view.chart.notes {
        let at = view.at(note.x, note.y);
        let ink = colour(view.palette.text);
        painter.circle_filled(at, 2.2, ink);
        let galley = ui
            .painter()
            .layout_no_wrap(note.text.clone(), theme::regular(theme::SMALL), ink);
        let (align, side) = match at.x > view.rect.center().x {
            true => (Align2::RIGHT_CENTER, -6.0),
            false => (Align2::LEFT_CENTER, 6.0),
        };
        let area = align.anchor_size(at + vec2(side, 0.0), galley.size());
        painter.rect_filled(area.expand(1.0), 2.0, colour(view.palette.paper).gamma_multiply(0.8));
        painter.galley(area.min, galley, ink);
    }
}

/// The result whose line or point is nearest to `to`, at most `reach` points away; of equally near ones a selected, then
/// the first.
pub fn nearest(view: &View<'_>, to: Pos2, reach: f32) -> Option<RowId> {
    let height = (view.y(2) - view.y(1)).abs();
    let in_cell = |p: &Point| {
        let area = Rect::from_two_pos(view.at(p.from, p.y), view.at(p.x, p.y));
        area.expand2(vec2(0.0, height / 2.0)).contains(to)
    };
    let distance = |series: &Series| {
        if series.drawing == Drawing::Cells {
            return if series.points.iter().any(in_cell) {
                0.0
            } else {
                f32::INFINITY
            };
        }
        let pieces = pieces(view, series).into_iter().map(|(a, b, _)| to_segment(to, a, b));
        let points = series.points.iter().map(|p| to.distance(view.at(series.place(p), p.y)));
        pieces.chain(points).fold(f32::INFINITY, f32::min)
    };
    let near = (0..view.chart.series.len()).filter_map(|at| {
        let series = &view.chart.series[at];
        let away = distance(series);
        // Half a point decides nothing that the eye can see; then the selected line is meant.
        let rank = (away * 0.5) as u32;
        (away <= reach).then_some((rank, std::cmp::Reverse(series.emphasis), at))
    });
    let (_, _, at) = near.min()?;
    let series = &view.chart.series[at];
    let away = |p: &&Point| to.distance(view.at(series.place(p), p.y));
    let point = series.points.iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
    point.row.filter(|_| away(&point) <= reach).or(series.row)
}

fn to_segment(p: Pos2, a: Pos2, b: Pos2) -> f32 {
    let along = b - a;
    let length = along.length_sq();
    let share = if length > 0.0 {
        ((p - a).dot(along) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    p.distance(a + along * share)
}
