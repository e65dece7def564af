//! How wide the columns stand: fitted to the values on show, until the user has dragged a column.
//!
//! Long texts are cut where not all columns have room, the longest first, and take what width is free. A width that the
//! user dragged stays, for every race; a double-click on an edge fits the column.

use super::{TableView, heading, value};
use crate::sheet::{Cell, Column, Sheet};
use eframe::egui::{self, Id, Response, Ui, epaint::text::FontsView, scroll_area};
use egui_table::TableState;
use std::collections::BTreeMap;

/// Rows that are measured; of more rows as many are taken, evenly spaced.
const MEASURED: usize = 400;
/// Between these widths, in points, a column can be dragged.
const LEAST: f32 = 36.0;
const MOST: f32 = 900.0;
/// Width down to which long texts are cut when all columns then have room.
const LEAST_TEXT: f32 = 90.0;

/// What the values of a table need, measured once for what is on show.
#[derive(Clone, Default)]
struct Measured {
    revision: u64,
    subject: Option<u32>,
    keys: Vec<String>,
    rows: usize,
    /// By column, the width that shows all of it.
    whole: Vec<f32>,
    /// Counts the subjects that were shown, so that each begins unscrolled.
    visit: u32,
}

/// By column key, the widths that the user chose; kept between runs.
#[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
struct Dragged(BTreeMap<String, f32>);

/// The widths of one table in one frame.
pub struct Widths {
    id: Id,
    measured: Measured,
    dragged: Dragged,
    /// By column, the width without what the user chose.
    fitted: Vec<f32>,
}

impl Widths {
    pub fn new(ui: &Ui, view: &TableView<'_>) -> Self {
        let id = Id::unique((view.id, "widths"));
        let columns = view.sheet.columns();
        let known: Measured = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        let measured = known.renewed(ui, view).map_or(known, |new| {
            ui.data_mut(|d| d.insert_temp(id, new.clone()));
            new
        });
        Self {
            id,
            fitted: fitted(
                columns,
                view.sheet.sticky_columns(),
                &measured.whole,
                ui.available_width(),
            ),
            measured,
            dragged: ui.data_mut(|d| d.get_persisted(id)).unwrap_or_default(),
        }
    }

    /// A number that is another one for each race or athlete shown.
    pub fn visit(&self) -> u32 {
        self.measured.visit
    }

    /// The width that shows all of a column.
    pub fn whole(&self, column: usize) -> f32 {
        self.measured.whole[column]
    }

    pub fn columns(&self, table: &'static str, columns: &[Column]) -> Vec<egui_table::Column> {
        let width = |at: usize, key: &String| self.dragged.0.get(key).copied().unwrap_or(self.fitted[at]);
        let column = |(at, c): (usize, &Column)| {
            egui_table::Column::new(width(at, &c.key))
                .range(LEAST..=MOST)
                .id(Id::unique((table, &c.key)))
        };
        columns.iter().enumerate().map(column).collect()
    }

    /// Keeps what the user did at the edges of the columns in this frame.
    pub fn take_dragged(&mut self, ui: &Ui, table: Id, columns: &[egui_table::Column]) {
        let Some(state) = TableState::load(ui, table) else {
            return;
        };
        // the widths are given anew in each frame
        TableState::reset(ui, table);
        let mut changed = false;
        for (at, key) in self.measured.keys.iter().enumerate() {
            let id = columns[at].id_for(at);
            let edge = ui.read_response(table.with(id).with("resize"));
            let is_meant = |r: Response| r.dragged() || r.double_clicked();
            if !edge.is_some_and(is_meant) {
                continue;
            }
            let Some(&width) = state.col_widths.get(&id) else {
                continue;
            };
            changed = true;
            // a column that is as wide as it would be by itself goes on fitting itself
            if (width - self.fitted[at]).abs() < 1.0 {
                self.dragged.0.remove(key);
            } else {
                self.dragged.0.insert(key.clone(), width);
            }
        }
        if changed {
            ui.data_mut(|d| d.insert_persisted(self.id, self.dragged.clone()));
        }
    }
}

/// Forgets the widths that the user chose in any table, and puts every table back to its beginning.
pub fn forget(ctx: &egui::Context) {
    ctx.data_mut(|d| d.remove_by_type::<Dragged>());
    forget_scrolling(ctx);
}

/// Puts every table back to its beginning.
pub fn forget_scrolling(ctx: &egui::Context) {
    ctx.data_mut(|d| d.remove_by_type::<scroll_area::State>());
}

impl Measured {
    /// What holds for the rows of a table now: measured anew for another race, and only ever wider for other rows of the
    /// same one, so that nothing jumps while a filter is typed. `None` when nothing has changed.
    fn renewed(&self, ui: &Ui, view: &TableView<'_>) -> Option<Self> {
        let (columns, rows) = (view.sheet.columns(), view.sheet.row_count());
        let is_same = self.revision == view.revision
            && self.subject == view.subject
            && self.keys.iter().eq(columns.iter().map(|c| &c.key));
        if is_same && self.rows == rows {
            return None;
        }
        let new = ui.fonts_mut(|fonts| whole_widths(fonts, view.sheet));
        let whole = if is_same {
            new.iter().zip(&self.whole).map(|(new, old)| new.max(*old)).collect()
        } else {
            new
        };
        let visit = self.visit + u32::from(self.subject != view.subject);
        Some(Self {
            revision: view.revision,
            subject: view.subject,
            keys: columns.iter().map(|c| c.key.clone()).collect(),
            rows,
            whole,
            visit,
        })
    }
}

/// By column, what heading and values need.
fn whole_widths(fonts: &mut FontsView<'_>, sheet: &dyn Sheet) -> Vec<f32> {
    let step = sheet.row_count().div_ceil(MEASURED).max(1);
    let whole = |(at, column): (usize, &Column)| {
        let cells: Vec<Cell> = (0..sheet.row_count())
            .step_by(step)
            .map(|row| sheet.cell(row, at))
            .collect();
        let most_decimals = cells.iter().map(value::cell_decimals).max().unwrap_or(0);
        let widths = cells
            .iter()
            .map(|c| value::cell_width(fonts, c, column.align, most_decimals));
        let widest = widths.fold(0.0, f32::max);
        widest.max(heading::width(fonts, column)).clamp(LEAST, MOST).ceil()
    };
    sheet.columns().iter().enumerate().map(whole).collect()
}

/// The widths in `room`: each text is shown whole up to one level, the highest for which there is room. Where there is
/// none the table scrolls, and texts are cut to what is usual for them. The first `sticky` columns name the row: they are
/// cut to no less than that.
fn fitted(columns: &[Column], sticky: usize, whole: &[f32], room: f32) -> Vec<f32> {
    let each = |width: &dyn Fn(f32, f32) -> f32| -> Vec<f32> {
        let of_column = |(at, (column, whole)): (usize, (&Column, &f32))| match column.cut_to {
            None => *whole,
            Some(usual) if at < sticky => width(usual, *whole).max(whole.min(usual)),
            Some(usual) => width(usual, *whole),
        };
        columns.iter().zip(whole).enumerate().map(of_column).collect()
    };
    let usual = each(&|usual, whole| whole.min(usual));
    let has_room = usual.iter().sum::<f32>() <= room;
    let at_level = |level: f32| {
        if has_room {
            each(&|usual, whole| whole.min(usual.max(level)))
        } else {
            each(&|usual, whole| whole.min(usual).min(level))
        }
    };
    let (mut low, mut high) = (if has_room { 0.0 } else { LEAST_TEXT }, MOST);
    if at_level(low).iter().sum::<f32>() > room {
        return usual;
    }
    // halved until a point is too much
    while high - low > 1.0 {
        let level = ((low + high) / 2.0).floor().max(low + 1.0);
        if at_level(level).iter().sum::<f32>() <= room {
            low = level;
        } else {
            high = level;
        }
    }
    at_level(if at_level(high).iter().sum::<f32>() <= room {
        high
    } else {
        low
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Align;

    #[test]
    fn the_longest_texts_are_cut_first_and_other_columns_never() {
        let text = |key: &str| Column::new(key, key, "", Align::Left).cut_to(200.0);
        let columns = [
            Column::new("mark", "Mark", "", Align::Right),
            text("found"),
            text("expected"),
        ];
        let whole = [60.0, 400.0, 120.0];
        let at = |room: f32| fitted(&columns, 0, &whole, room);
        assert_eq!(at(1000.0), [60.0, 400.0, 120.0], "all whole");
        // usual 60 + 200 + 120: the longer text takes what is free
        assert_eq!(at(500.0), [60.0, 320.0, 120.0]);
        assert_eq!(at(340.0), [60.0, 160.0, 120.0], "the longer one is cut first");
        assert_eq!(at(260.0), [60.0, 100.0, 100.0]);
        assert_eq!(at(200.0), [60.0, 200.0, 120.0], "it scrolls");
        let named = fitted(&columns, 2, &whole, 360.0);
        assert_eq!(named, [60.0, 200.0, 100.0], "what names the row is cut last");
    }
}
