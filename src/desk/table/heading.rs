//! A column's heading: its title or two, and how the column takes part in the sorting.

use super::value::{layout_of, text_width};
use crate::desk::theme::{self, Look};
use crate::sheet::{Align, Column};
use crate::store::Direction;
use eframe::egui::{
    self, Label, Pos2, Rect, Response, RichText, Sense, Shape, Stroke, Ui, UiBuilder, epaint::text::FontsView, pos2,
    vec2,
};

/// Height of a second title.
pub const SECOND_HEIGHT: f32 = 14.0;
/// Between title and triangle, and of the triangle, which may stand in the padding.
const MARK_GAP: f32 = 3.0;
const MARK_WIDTH: f32 = 9.0;

/// How a column takes part in the sorting.
#[derive(Clone, Copy)]
pub struct SortMark {
    pub direction: Direction,
    /// From 1, when there are several keys.
    pub level: Option<usize>,
}

/// The width that shows a heading in full, also when its column is sorted by.
pub fn width(fonts: &mut FontsView<'_>, column: &Column) -> f32 {
    let padding = f32::from(theme::CELL_PADDING);
    let title = text_width(fonts, &column.title, &theme::medium(theme::BODY - 1.0));
    let second = column.second_title.as_deref().unwrap_or_default();
    let second = text_width(fonts, second, &theme::medium(theme::SMALL));
    // the number of a level is as wide as the triangle's half
    let mark = if column.sort.is_some() {
        MARK_GAP + MARK_WIDTH * 1.5
    } else {
        padding
    };
    padding + title.max(second) + mark.max(padding) + 1.0
}

pub fn heading_ui(ui: &mut Ui, rect: Rect, column: &Column, mark: Option<SortMark>, look: &Look) -> Response {
    let mut inner = rect.shrink2(vec2(f32::from(theme::CELL_PADDING), 2.0));
    if let Some(mark) = mark {
        inner = sort_mark_ui(ui, rect, inner, column, mark, look);
    }
    let id = ui.scope_id().with(("heading", &column.key));
    let sense = if column.sort.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    let mut put = |rect: Rect, text: &str, size: f32| {
        let text = RichText::new(text).font(theme::medium(size)).color(look.quiet);
        let builder = UiBuilder::new().max_rect(rect).layout(layout_of(column.align));
        ui.scope_builder(builder, |ui| {
            ui.add(Label::new(text).truncate().show_tooltip_when_elided(false))
        });
    };
    match &column.second_title {
        Some(second) => {
            let (upper, lower) = inner.split_top_bottom_at_fraction(0.55);
            put(upper, &column.title, theme::BODY - 1.0);
            put(lower, second, theme::SMALL);
        }
        None => put(inner, &column.title, theme::BODY - 1.0),
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            2.0,
            Stroke::new(1.0, look.accent),
            egui::StrokeKind::Inside,
        );
    }
    let info = || egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Sort by {}", column.title));
    if column.sort.is_some() {
        response.widget_info(info);
    }
    response.on_hover_text(format!("{}\n{}", column.title, column.definition).trim_end())
}

/// A triangle that points up or down beside the title and, with several keys, the level's number; what is left for the
/// title.
fn sort_mark_ui(ui: &Ui, rect: Rect, inner: Rect, column: &Column, mark: SortMark, look: &Look) -> Rect {
    let number = mark.level.map(|l| l.to_string()).unwrap_or_default();
    let layout = |text: String, font| ui.painter().layout_no_wrap(text, font, look.accent);
    let number = layout(number, theme::medium(theme::SMALL));
    let width = MARK_WIDTH + number.size().x;
    let title = layout(column.title.clone(), theme::medium(theme::BODY - 1.0)).size().x;
    let room = rect.width() - f32::from(theme::CELL_PADDING) - MARK_GAP - width;
    let title = title.min(room.max(0.0));
    let (left, rest) = match column.align {
        Align::Left => (
            inner.left() + title + MARK_GAP,
            inner.with_max_x(inner.left() + title + 1.0),
        ),
        Align::Right => (
            inner.right() - title - MARK_GAP - width,
            inner.with_min_x(inner.right() - title - 1.0),
        ),
    };
    let centre = pos2(left + MARK_WIDTH / 2.0, inner.center().y);
    let tip = match mark.direction {
        Direction::Up => -3.5,
        Direction::Down => 3.5,
    };
    let points: Vec<Pos2> = vec![
        centre + vec2(-4.0, -tip / 2.0),
        centre + vec2(4.0, -tip / 2.0),
        centre + vec2(0.0, tip),
    ];
    ui.painter()
        .add(Shape::convex_polygon(points, look.accent, Stroke::NONE));
    let at = pos2(left + MARK_WIDTH, centre.y - number.size().y / 2.0);
    ui.painter().galley(at, number, look.accent);
    rest
}
