//! A value in a cell: aligned at its decimal point, with its rank and the sign of what stands out.

use crate::desk::theme::{self, Look};
use crate::model::DecimalMark;
use crate::model::text::grouped;
use crate::sheet::{Align, Cell, Emphasis, Sheet, Value};
use eframe::egui::{
    self, Align2, FontId, Label, Rect, Response, RichText, Sense, Shape, Stroke, Ui, UiBuilder,
    epaint::text::FontsView, pos2, vec2,
};

/// Room of a rank beside its value, and of a sign before it.
const RANK_WIDTH: f32 = 22.0;
const SIGN_WIDTH: f32 = 12.0;
const SPACING: f32 = 4.0;

/// Which of a cell's two values.
#[derive(Clone, Copy, PartialEq)]
pub enum Size {
    First,
    Second,
}

impl Size {
    const fn points(self) -> f32 {
        match self {
            Self::First => theme::BODY,
            Self::Second => theme::SMALL,
        }
    }
}

pub fn layout_of(align: Align) -> egui::Layout {
    match align {
        Align::Left => egui::Layout::left_to_right(egui::Align::Center),
        Align::Right => egui::Layout::right_to_left(egui::Align::Center),
    }
}

/// A cell with the decimal mark that the user chose.
pub fn written(sheet: &dyn Sheet, row: usize, column: usize, decimal: DecimalMark) -> Cell {
    let mut cell = sheet.cell(row, column);
    for value in std::iter::once(&mut cell.first).chain(&mut cell.second) {
        value.text = decimal.write(&value.text);
    }
    cell
}

/// Digits behind the last decimal point or comma; a count such as `1,413` has none.
fn decimals(text: &str) -> usize {
    if text.bytes().filter(u8::is_ascii_digit).count() > 3
        && text.replace(',', "").parse().is_ok_and(|n| grouped(n) == text)
    {
        return 0;
    }
    text.rsplit_once(['.', ',']).map_or(0, |(_, fraction)| {
        fraction.bytes().take_while(u8::is_ascii_digit).count()
    })
}

/// The most decimals of a cell's values.
pub fn cell_decimals(cell: &Cell) -> usize {
    let second = cell.second.as_ref().map_or(0, |s| decimals(&s.text));
    decimals(&cell.first.text).max(second)
}

/// The width that shows a cell in full.
pub fn cell_width(fonts: &mut FontsView<'_>, cell: &Cell, align: Align, most_decimals: usize) -> f32 {
    let first = value_width(fonts, &cell.first, align, most_decimals, Size::First);
    let second = cell.second.as_ref();
    let second = second.map_or(0.0, |s| value_width(fonts, s, align, most_decimals, Size::Second));
    first.max(second) + 2.0 * f32::from(theme::CELL_PADDING) + 1.0
}

fn value_width(fonts: &mut FontsView<'_>, value: &Value, align: Align, most_decimals: usize, size: Size) -> f32 {
    if value.text.is_empty() {
        return 0.0;
    }
    let sign = if has_sign(value.emphasis) { SIGN_WIDTH } else { 0.0 };
    let behind = match align {
        Align::Left => 0.0,
        Align::Right if value.rank.is_empty() => missing_decimals(value, most_decimals, size),
        Align::Right => RANK_WIDTH + SPACING + missing_decimals(value, most_decimals, size),
    };
    text_width(fonts, &value.text, &font(value.emphasis, size)) + sign + behind
}

/// The sum of the letters' widths, which kerning makes a little smaller.
pub fn text_width(fonts: &mut FontsView<'_>, text: &str, font: &FontId) -> f32 {
    text.chars().map(|c| fonts.glyph_width(font, c)).sum()
}

/// The room behind a number whose column has more decimals than it.
fn missing_decimals(value: &Value, most: usize, size: Size) -> f32 {
    let missing = most - decimals(&value.text).min(most);
    if missing == 0 || !value.text.bytes().any(|b| b.is_ascii_digit()) {
        return 0.0;
    }
    let point = if missing == most { 0.27 } else { 0.0 };
    size.points() * (0.6 * missing as f32 + point)
}

fn font(emphasis: Emphasis, size: Size) -> FontId {
    match emphasis {
        Emphasis::Leader | Emphasis::Fastest => theme::bold(size.points()),
        Emphasis::Error => theme::medium(size.points()),
        Emphasis::Doubt | Emphasis::Caution | Emphasis::Plain | Emphasis::Quiet => theme::regular(size.points()),
    }
}

fn colour(emphasis: Emphasis, size: Size, look: &Look) -> egui::Color32 {
    match (emphasis, size) {
        (Emphasis::Leader, _) => look.leader,
        (Emphasis::Fastest, _) => look.fastest,
        (Emphasis::Doubt | Emphasis::Caution, _) => look.doubt,
        (Emphasis::Error, _) => look.error,
        (Emphasis::Plain, Size::First) => look.text,
        (Emphasis::Quiet, _) | (Emphasis::Plain, Size::Second) => look.quiet,
    }
}

/// A value with its rank; numbers end where their decimals would, so that points stand below each other.
pub fn value_ui(
    ui: &mut Ui,
    rect: Rect,
    value: &Value,
    align: Align,
    most_decimals: usize,
    size: Size,
    look: &Look,
) -> Response {
    let builder = UiBuilder::new().max_rect(rect).layout(layout_of(align));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = SPACING;
        match align {
            Align::Left if has_sign(value.emphasis) => ui.add_space(SIGN_WIDTH),
            Align::Left => {}
            Align::Right => {
                rank_ui(ui, value, size, look);
                ui.add_space(missing_decimals(value, most_decimals, size));
            }
        }
        let colour = colour(value.emphasis, size, look);
        let text = RichText::new(&value.text)
            .font(font(value.emphasis, size))
            .color(colour);
        // the table's own tooltip says what is cut
        let response = ui.add(Label::new(text).truncate().show_tooltip_when_elided(false));
        sign_ui(ui, &response, value.emphasis, colour);
        response
    })
    .inner
}

/// The rank in a column of its own, so that values above and below it stay aligned.
fn rank_ui(ui: &mut Ui, value: &Value, size: Size, look: &Look) {
    if value.rank.is_empty() {
        return;
    }
    let points = match size {
        Size::First => theme::SMALL,
        Size::Second => theme::SMALL - 1.5,
    };
    let short = value.rank.split(' ').next().unwrap_or_default();
    let (rect, _) = ui.allocate_exact_size(vec2(RANK_WIDTH, ui.available_height()), Sense::hover());
    ui.painter().text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        short,
        theme::regular(points),
        look.quiet,
    );
}

const fn has_sign(emphasis: Emphasis) -> bool {
    matches!(
        emphasis,
        Emphasis::Leader | Emphasis::Fastest | Emphasis::Doubt | Emphasis::Caution
    )
}

/// The second code beside colour and weight: a triangle for the leader, a diamond for the fastest, a ring for doubt.
fn sign_ui(ui: &Ui, response: &Response, emphasis: Emphasis, colour: egui::Color32) {
    let centre = pos2(response.rect.left() - 7.0, response.rect.center().y);
    let polygon = |points: &[(f32, f32)]| {
        let points = points.iter().map(|(x, y)| centre + vec2(*x, *y)).collect();
        Shape::convex_polygon(points, colour, Stroke::NONE)
    };
    match emphasis {
        Emphasis::Leader => ui.painter().add(polygon(&[(-2.5, -3.5), (3.0, 0.0), (-2.5, 3.5)])),
        Emphasis::Fastest => ui
            .painter()
            .add(polygon(&[(0.0, -3.5), (3.5, 0.0), (0.0, 3.5), (-3.5, 0.0)])),
        Emphasis::Doubt | Emphasis::Caution => {
            ui.painter()
                .add(Shape::circle_stroke(centre, 3.0, Stroke::new(1.2, colour)))
        }
        Emphasis::Error | Emphasis::Plain | Emphasis::Quiet => return,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_no_decimals() {
        for (text, wanted) in [
            ("1,413", 0),
            ("300", 0),
            ("3:28.32", 2),
            ("3:28,311", 3),
            ("+0,690", 3),
            ("0,690", 3),
        ] {
            assert_eq!(decimals(text), wanted, "{text}");
        }
    }
}
