//! THE table: any [`Sheet`] as virtual rows with sticky columns, sorting by headings, selection by mouse and keyboard,
//! and values aligned at the decimal point.

mod heading;
mod value;
mod widths;

pub use widths::{forget, forget_scrolling};

use super::command::{Command, action};
use super::theme::{self, Look};
use crate::session::Session;
use crate::sheet::{Align, Cell, Sheet};
use crate::store::{self, Direction, RowId, SortKey};
use eframe::egui::{self, Button, EventFilter, Id, Key, Modifiers, Pos2, Rect, Sense, Stroke, Ui, UiBuilder, vec2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, PrefetchInfo, TableDelegate, TableState};
use hashbrown::{HashMap, HashSet};
use heading::{SortMark, heading_ui};
use value::{Size, value_ui, written};
use widths::Widths;

/// Rows that Page up and Page down move by.
const PAGE: usize = 20;

/// A table to show.
pub struct TableView<'a> {
    pub id: &'static str,
    pub sheet: &'a dyn Sheet,
    /// Of the store that the rows are from.
    pub revision: u64,
    /// Number of the race or athlete that the rows are of; the table of another one begins unscrolled.
    pub subject: Option<u32>,
    /// Keys by which the rows are sorted, shown in the headings; empty for a sheet that is not sorted.
    pub sort: &'a [SortKey],
    /// The rows in the order shown, for ranges; rows that are no result are missing.
    pub order: &'a [RowId],
    pub scroll_to: Option<usize>,
}

/// A click on a heading.
#[derive(Clone, Copy)]
pub struct SortClick {
    column: store::Column,
    /// Shift was held: the other keys stay.
    is_further: bool,
}

impl SortClick {
    /// A click makes a column the only key, then turns it round, then takes it off; with Shift the other keys stay.
    pub fn turn(self, keys: &mut Vec<SortKey>) {
        if !self.is_further {
            keys.retain(|k| k.column == self.column);
        }
        let at = keys.iter().position(|k| k.column == self.column);
        match at {
            Some(at) if keys[at].direction == Direction::Up => keys[at].direction = Direction::Down,
            Some(at) => {
                keys.remove(at);
            }
            None => keys.push(SortKey {
                column: self.column,
                direction: Direction::Up,
            }),
        }
    }
}

/// What the user did in a table.
#[derive(Default)]
pub struct TableEvents {
    pub sort: Option<SortClick>,
    /// A row was double-clicked, or Enter pressed on it.
    pub opened: Option<RowId>,
    /// A row that is no result was clicked.
    pub clicked: Option<usize>,
}

impl TableView<'_> {
    pub fn ui(&self, ui: &mut Ui, session: &mut Session, commands: &mut Vec<Command>) -> TableEvents {
        let focus = ui.make_persistent_id((self.id, "focus"));
        let mut events = TableEvents::default();
        let scroll_to = self.keyboard(ui, focus, session, &mut events).or(self.scroll_to);
        let has_second = self.sheet.columns().iter().any(|c| c.second_title.is_some());
        let mut widths = Widths::new(ui, self);
        let columns = widths.columns(self.id, self.sheet.columns());
        let heading = if has_second {
            theme::HEADING_HEIGHT + heading::SECOND_HEIGHT
        } else {
            theme::HEADING_HEIGHT
        };
        let mut grid = Grid {
            view: self,
            look: theme::look(ui),
            session,
            commands,
            events: &mut events,
            cells: HashMap::new(),
            named: HashSet::new(),
            decimals: vec![0; columns.len()],
            widths: &widths,
            row_height: if has_second {
                theme::TALL_ROW_HEIGHT
            } else {
                theme::ROW_HEIGHT
            },
            focus,
            bounds: ui.available_rect_before_wrap().with_min_y(ui.cursor().top() + heading),
        };
        let mut table = egui_table::Table::new()
            .id_salt((self.id, widths.visit()))
            .num_rows(self.sheet.row_count() as u64)
            .num_sticky_cols(self.sheet.sticky_columns().min(columns.len()))
            .headers([HeaderRow::new(heading)])
            .columns(columns.clone());
        if let Some(row) = scroll_to {
            table = table.scroll_to_row(row as u64, None);
        }
        let named = UiBuilder::new()
            .id_salt((self.id, "table"))
            .accessibility_role(egui::accesskit::Role::Table)
            .accessibility_label(self.id);
        let shown = ui.scope_builder(named, |ui| {
            let id = table.get_id(ui);
            // the widths given hold, and not those that it knows
            TableState::default().store(ui, id);
            let rect = ui.max_rect();
            ui.painter().rect_filled(rect, 0.0, grid.look.paper);
            // also beside the last column
            let headings = rect.with_max_y(rect.top() + heading);
            ui.painter().rect_filled(headings, 0.0, grid.look.bar);
            let below = Stroke::new(1.0, grid.look.line);
            ui.painter().hline(rect.x_range(), headings.bottom() - 0.5, below);
            ui.take_available_space();
            // rows differ by tone; the lines between columns are there to be dragged
            ui.visuals_mut().widgets.noninteractive.bg_stroke.color = grid.look.divider;
            table.show(ui, &mut grid);
            id
        });
        widths.take_dragged(ui, shown.inner, &columns);
        events
    }

    /// Arrows, Page, Home, End, Ctrl+A and Enter while the table has the keyboard; the row to scroll to.
    fn keyboard(&self, ui: &mut Ui, focus: Id, session: &mut Session, events: &mut TableEvents) -> Option<usize> {
        // an invisible thing that can hold the focus, so that the keys reach this table and no other
        let holder = ui.interact(Rect::NOTHING, focus, Sense::focusable_noninteractive());
        if !holder.has_focus() || self.order.is_empty() {
            return None;
        }
        let filter = EventFilter {
            vertical_arrows: true,
            horizontal_arrows: false,
            tab: false,
            escape: false,
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(focus, filter));
        // the modifiers are those of each event: at the end of a slow frame they may have been released
        let presses: Vec<(Key, Modifiers)> = ui.input(|i| {
            let press = |e: &egui::Event| match e {
                egui::Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } => Some((*key, *modifiers)),
                _ => None,
            };
            i.events.iter().filter_map(press).collect()
        });
        let mut moved_to = None;
        for (key, modifiers) in presses {
            if modifiers.command && key == Key::A {
                session.selection.set_all(self.order.iter().copied());
            }
            moved_to = self.press(key, modifiers, session, events).or(moved_to);
        }
        // rows that are no result stand before the others
        Some(moved_to? + self.sheet.row_count() - self.order.len())
    }

    /// Moves the cursor by a key, and selects; where it stands now.
    fn press(&self, key: Key, modifiers: Modifiers, session: &mut Session, events: &mut TableEvents) -> Option<usize> {
        let is_cursor = |r: &RowId| session.selection.cursor() == Some(*r);
        let at = self.order.iter().position(is_cursor);
        let last = self.order.len() - 1;
        let to = match key {
            Key::ArrowDown => at.map_or(0, |at| at + 1).min(last),
            Key::ArrowUp => at.map_or(0, |at| at.saturating_sub(1)),
            Key::PageDown => at.map_or(0, |at| at + PAGE).min(last),
            Key::PageUp => at.map_or(0, |at| at.saturating_sub(PAGE)),
            Key::Home => 0,
            Key::End => last,
            Key::Enter => {
                events.opened = at.map(|at| self.order[at]);
                return None;
            }
            _ => return None,
        };
        if modifiers.alt || modifiers.command {
            return None;
        }
        if modifiers.shift {
            session.selection.extend_to(self.order[to], self.order);
        } else {
            session.selection.set(self.order[to]);
        }
        Some(to)
    }
}

/// What can be done with the results selected.
fn menu_ui(ui: &mut Ui, commands: &mut Vec<Command>) {
    for command in [Command::ShowProfile, Command::ShowRowSource, Command::Copy] {
        let Some(action) = action(&command) else { continue };
        let mut button = Button::new(action.label);
        if let Some(shortcut) = action.shortcut {
            button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
        }
        if ui.add(button).on_hover_text(action.tooltip).clicked() {
            commands.push(command);
        }
    }
}

/// The modifiers that were held when the button was released in this frame.
fn click_modifiers(ui: &Ui) -> Modifiers {
    ui.input(|i| {
        let release = |e: &egui::Event| match e {
            egui::Event::PointerButton {
                pressed: false,
                modifiers,
                ..
            } => Some(*modifiers),
            _ => None,
        };
        i.events.iter().rev().find_map(release).unwrap_or(i.modifiers)
    })
}

struct Grid<'a, 'b> {
    view: &'a TableView<'b>,
    look: &'static Look,
    session: &'a mut Session,
    commands: &'a mut Vec<Command>,
    events: &'a mut TableEvents,
    /// Cells of the visible rows.
    cells: HashMap<(usize, usize), Cell>,
    /// Rows that have a name for screen readers; a row is drawn once for each part that scrolls by itself.
    named: HashSet<u64>,
    /// By column, the most decimals of a visible value.
    decimals: Vec<usize>,
    widths: &'a Widths,
    row_height: f32,
    focus: Id,
    /// Where the rows are.
    bounds: Rect,
}

impl TableDelegate for Grid<'_, '_> {
    fn prepare(&mut self, info: &PrefetchInfo) {
        let mut columns: Vec<usize> = (0..info.num_sticky_columns).collect();
        columns.extend(info.visible_columns.clone());
        for row in info.visible_rows.clone() {
            for &column in &columns {
                let cell = written(self.view.sheet, row as usize, column, self.session.units.decimal);
                self.decimals[column] = self.decimals[column].max(value::cell_decimals(&cell));
                self.cells.insert((row as usize, column), cell);
            }
        }
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let Some(column) = self.view.sheet.columns().get(cell.col_range.start) else {
            return;
        };
        if ui.is_sizing_pass() {
            // a cut text would ask for no width at all
            ui.allocate_space(vec2(self.widths.whole(cell.col_range.start), 1.0));
            return;
        }
        let rect = ui.max_rect();
        ui.painter().rect_filled(rect, 0.0, self.look.bar);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, self.look.line));
        let level = column
            .sort
            .and_then(|c| self.view.sort.iter().position(|k| k.column == c));
        let mark = level.map(|level| SortMark {
            direction: self.view.sort[level].direction,
            level: (self.view.sort.len() > 1).then_some(level + 1),
        });
        let response = heading_ui(ui, rect, column, mark, self.look);
        if let (true, Some(sort)) = (response.clicked(), column.sort) {
            self.events.sort = Some(SortClick {
                column: sort,
                is_further: click_modifiers(ui).shift,
            });
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let rect = ui.max_rect();
        let id = self.view.sheet.row_id(row as usize);
        // a row is as wide as all columns, also those out of view
        let in_view = rect.intersect(ui.clip_rect());
        let response = ui.interact(in_view, ui.scope_id().with(("row", row)), Sense::click());
        if response.hovered() {
            self.session.hover = id;
        }
        let fill = match id {
            Some(id) if self.session.selection.contains(id) => self.look.selected,
            Some(id) if self.session.shown_hover == Some(id) => self.look.hover,
            // one row among results that is none, such as the leader of a race
            None if !self.view.order.is_empty() => self.look.bar,
            None if response.hovered() || self.is_pointed_at(ui, rect) => self.look.hover,
            _ if row % 2 == 1 => self.look.stripe,
            _ => self.look.paper,
        };
        ui.painter().rect_filled(rect, 0.0, fill);
        if ui.is_sizing_pass() {
            return;
        }
        let is_selected = id.is_some_and(|id| self.session.selection.contains(id));
        if self.named.insert(row) {
            let name = || egui::WidgetInfo::labeled(egui::Role::Row, ui.is_enabled(), self.row_name(row as usize));
            response.widget_info(name);
            ui.ctx()
                .accesskit_node_builder(response.id, |node| node.set_selected(is_selected));
        }
        let Some(id) = id else {
            if response.clicked() {
                self.events.clicked = Some(row as usize);
            }
            return;
        };
        if response.clicked() {
            self.select(ui, id);
            response.request_focus();
            ui.memory_mut(|m| m.request_focus(self.focus));
        }
        if response.double_clicked() {
            self.events.opened = Some(id);
        }
        if response.secondary_clicked() && !is_selected {
            self.session.selection.set(id);
        }
        response.context_menu(|ui| menu_ui(ui, self.commands));
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let (row, column) = (cell.row_nr as usize, cell.col_nr);
        let Some(content) = self.cells.get(&(row, column)) else {
            return;
        };
        if ui.is_sizing_pass() {
            let whole = self.whole_width(ui, column, content);
            ui.allocate_space(vec2(whole.max(self.widths.whole(column)), 1.0));
            return;
        }
        let align = self.view.sheet.columns()[column].align;
        let rect = ui.max_rect().shrink2(vec2(f32::from(theme::CELL_PADDING), 0.0));
        let most = self.decimals[column];
        let has_second = self.view.sheet.columns()[column].second_title.is_some();
        let response = if has_second {
            let (upper, lower) = rect.split_top_bottom_at_fraction(0.54);
            let first = value_ui(ui, upper, &content.first, align, most, Size::First, self.look);
            let second = content
                .second
                .as_ref()
                .map(|s| value_ui(ui, lower, s, align, most, Size::Second, self.look));
            second.map_or_else(|| first.clone(), |s| first.union(s))
        } else {
            value_ui(ui, rect, &content.first, align, most, Size::First, self.look)
        };
        if response.hovered() {
            let tooltip = self.view.sheet.tooltip(row, column);
            let text = &content.first.text;
            let is_cut = self.whole_width(ui, column, content) > ui.max_rect().width() + 1.0;
            let shown = match (is_cut || tooltip.is_empty(), tooltip.as_str()) {
                (false, tooltip) => tooltip.to_owned(),
                (true, "") => text.clone(),
                (true, tooltip) => format!("{text}\n{tooltip}"),
            };
            if !shown.is_empty() {
                response.on_hover_text(shown);
            }
        }
    }

    fn default_row_height(&self) -> f32 {
        self.row_height
    }
}

impl Grid<'_, '_> {
    /// Whether the pointer is on a row, in whichever part of it that scrolls by itself.
    fn is_pointed_at(&self, ui: &Ui, row: Rect) -> bool {
        let is_in = |p: Pos2| row.y_range().contains(p.y) && self.bounds.contains(p);
        let is_on_top = |p: Pos2| ui.ctx().layer_id_at(p) == Some(ui.layer_id());
        ui.ctx().pointer_hover_pos().is_some_and(|p| is_in(p) && is_on_top(p))
    }

    /// What a screen reader calls a row: its values in view.
    fn row_name(&self, row: usize) -> String {
        // of two values the lower one is told where it is words: what was expected below what was found
        let is_words = |c: usize| self.view.sheet.columns()[c].align == Align::Left;
        let texts = (0..self.decimals.len()).flat_map(|c| {
            let cell = self.cells.get(&(row, c));
            let below = cell.and_then(|cell| cell.second.as_ref()).filter(|_| is_words(c));
            let both = [cell.map(|cell| &cell.first), below];
            both.into_iter().flatten().map(|value| value.text.as_str())
        });
        texts.filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The width that shows a cell in full.
    fn whole_width(&self, ui: &Ui, column: usize, cell: &Cell) -> f32 {
        let align = self.view.sheet.columns()[column].align;
        ui.fonts_mut(|fonts| value::cell_width(fonts, cell, align, self.decimals[column]))
    }

    fn select(&mut self, ui: &Ui, id: RowId) {
        let modifiers = click_modifiers(ui);
        if modifiers.command {
            self.session.selection.toggle(id);
        } else if modifiers.shift {
            self.session.selection.extend_to(id, self.view.order);
        } else {
            self.session.selection.set(id);
        }
    }
}
