//! THE table: any [`Sheet`] as virtual rows with sticky columns, sorting by headings, selection by mouse and keyboard,
//! and values aligned at the decimal point.

use super::theme::{self, Look};
use crate::session::Session;
use crate::sheet::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::store::{self, Direction, RowId, SortKey};
use eframe::egui::{
    self, Align2, EventFilter, Id, Key, Label, Modifiers, Pos2, Rect, Response, RichText, Sense, Shape, Stroke, Ui,
    UiBuilder, pos2, vec2,
};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, PrefetchInfo, TableDelegate};
use hashbrown::{HashMap, HashSet};

/// Rows that Page up and Page down move by.
const PAGE: usize = 20;

/// How much wider than usual a column starts when its values need it.
const MOST_GROWTH: f32 = 1.5;

/// A table to show.
pub struct TableView<'a> {
    pub id: &'static str,
    pub sheet: &'a dyn Sheet,
    /// Keys by which the rows are sorted, shown in the headings; empty for a sheet that is not sorted.
    pub sort: &'a [SortKey],
    /// The rows in the order shown, for ranges; rows that are no result are missing.
    pub order: &'a [RowId],
    pub scroll_to: Option<usize>,
}

/// What the user did in a table.
#[derive(Default)]
pub struct TableEvents {
    /// A heading was clicked; with Shift it becomes a further key.
    pub sort: Option<(store::Column, bool)>,
    /// A row was double-clicked, or Enter pressed on it.
    pub opened: Option<RowId>,
}

impl TableView<'_> {
    pub fn ui(&self, ui: &mut Ui, session: &mut Session) -> TableEvents {
        let focus = ui.make_persistent_id((self.id, "focus"));
        let mut events = TableEvents::default();
        let scroll_to = self.keyboard(ui, focus, session, &mut events).or(self.scroll_to);
        let has_second = self.sheet.columns().iter().any(|c| c.second_title.is_some());
        let columns: Vec<egui_table::Column> = self
            .sheet
            .columns()
            .iter()
            .map(|c| {
                egui_table::Column::new(c.width)
                    .range(36.0..=600.0)
                    .resizable(true)
                    .id(Id::unique((self.id, &c.key)))
            })
            .collect();
        let mut grid = Grid {
            view: self,
            look: theme::look(ui),
            session,
            events: &mut events,
            cells: HashMap::new(),
            named: HashSet::new(),
            decimals: vec![0; columns.len()],
            row_height: if has_second {
                theme::TALL_ROW_HEIGHT
            } else {
                theme::ROW_HEIGHT
            },
            focus,
        };
        let heading = if has_second {
            theme::HEADING_HEIGHT + 14.0
        } else {
            theme::HEADING_HEIGHT
        };
        let mut table = egui_table::Table::new()
            .id_salt(self.id)
            .num_rows(self.sheet.row_count() as u64)
            .num_sticky_cols(self.sheet.sticky_columns().min(columns.len()))
            .headers([HeaderRow::new(heading)])
            .columns(columns);
        if let Some(row) = scroll_to {
            table = table.scroll_to_row(row as u64, None);
        }
        let named = UiBuilder::new()
            .id_salt((self.id, "table"))
            .accessibility_role(egui::accesskit::Role::Table)
            .accessibility_label(self.id);
        ui.scope_builder(named, |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, grid.look.paper);
            ui.take_available_space();
            // rows differ by tone; the lines between columns are there to be dragged
            ui.visuals_mut().widgets.noninteractive.bg_stroke.color = grid.look.divider;
            table.show(ui, &mut grid);
        });
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
    events: &'a mut TableEvents,
    /// Cells of the visible rows.
    cells: HashMap<(usize, usize), Cell>,
    /// Rows that have a name for screen readers; a row is drawn once for each part that scrolls by itself.
    named: HashSet<u64>,
    /// By column, the most decimals of a visible value.
    decimals: Vec<usize>,
    row_height: f32,
    focus: Id,
}

/// Digits behind the last point.
fn decimals(text: &str) -> usize {
    text.rsplit_once('.').map_or(0, |(_, fraction)| {
        fraction.bytes().take_while(u8::is_ascii_digit).count()
    })
}

impl TableDelegate for Grid<'_, '_> {
    fn prepare(&mut self, info: &PrefetchInfo) {
        let mut columns: Vec<usize> = (0..info.num_sticky_columns).collect();
        columns.extend(info.visible_columns.clone());
        for row in info.visible_rows.clone() {
            for &column in &columns {
                let cell = self.view.sheet.cell(row as usize, column);
                let second = cell.second.as_ref().map_or(0, |s| decimals(&s.text));
                self.decimals[column] = self.decimals[column].max(decimals(&cell.first.text)).max(second);
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
            let font = theme::medium(theme::BODY - 1.0);
            let title = ui.painter().layout_no_wrap(column.title.clone(), font, self.look.quiet);
            let is_key = self.view.sort.iter().any(|k| Some(k.column) == column.sort);
            let mark = if is_key { 16.0 } else { 0.0 };
            let wanted = title.size().x + mark + 2.0 * f32::from(theme::CELL_PADDING) + 2.0;
            ui.allocate_space(vec2(column.width.max(wanted), 1.0));
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
            self.events.sort = Some((sort, click_modifiers(ui).shift));
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
            Some(_) if row % 2 == 1 => self.look.stripe,
            Some(_) => self.look.paper,
            None => self.look.bar,
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
        let Some(id) = id else { return };
        if response.clicked() {
            self.select(ui, id);
            response.request_focus();
            ui.memory_mut(|m| m.request_focus(self.focus));
        }
        if response.double_clicked() {
            self.events.opened = Some(id);
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let (row, column) = (cell.row_nr as usize, cell.col_nr);
        let Some(content) = self.cells.get(&(row, column)) else {
            return;
        };
        if ui.is_sizing_pass() {
            ui.allocate_space(vec2(self.wanted_width(ui, column, content), 1.0));
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
            let shown = if tooltip.is_empty() {
                content.first.text.clone()
            } else {
                tooltip
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
    /// What a screen reader calls a row: its values in view.
    fn row_name(&self, row: usize) -> String {
        let texts = (0..self.decimals.len()).filter_map(|c| Some(self.cells.get(&(row, c))?.first.text.as_str()));
        texts.filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The width that shows a value in full, within reason.
    fn wanted_width(&self, ui: &Ui, column: usize, cell: &Cell) -> f32 {
        let of_text = |text: &str| {
            let font = theme::regular(theme::BODY);
            ui.painter()
                .layout_no_wrap(text.to_owned(), font, self.look.text)
                .size()
                .x
        };
        let rank = if cell.first.rank.is_empty() { 0.0 } else { 26.0 };
        let padding = 2.0 * f32::from(theme::CELL_PADDING) + 2.0;
        let usual = self.view.sheet.columns()[column].width;
        (of_text(&cell.first.text) + rank + padding).clamp(usual, usual * MOST_GROWTH)
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

fn layout_of(align: Align) -> egui::Layout {
    match align {
        Align::Left => egui::Layout::left_to_right(egui::Align::Center),
        Align::Right => egui::Layout::right_to_left(egui::Align::Center),
    }
}

/// How a column takes part in the sorting.
#[derive(Clone, Copy)]
struct SortMark {
    direction: Direction,
    /// From 1, when there are several keys.
    level: Option<usize>,
}

fn heading_ui(ui: &mut Ui, rect: Rect, column: &Column, mark: Option<SortMark>, look: &Look) -> Response {
    let mut inner = rect.shrink2(vec2(f32::from(theme::CELL_PADDING), 2.0));
    if let Some(mark) = mark {
        inner = sort_mark_ui(ui, inner, column, mark, look);
    }
    let id = ui.scope_id().with(("heading", &column.key));
    let sense = if column.sort.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    let label =
        |text: &str, size: f32| Label::new(RichText::new(text).font(theme::medium(size)).color(look.quiet)).truncate();
    let mut put = |rect: Rect, text: &str, size: f32| {
        ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout_of(column.align)), |ui| {
            ui.add(label(text, size))
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
    response.on_hover_text(&column.definition)
}

/// A triangle that points up or down beside the title and, with several keys, the level's number; what is left for the
/// title.
fn sort_mark_ui(ui: &Ui, inner: Rect, column: &Column, mark: SortMark, look: &Look) -> Rect {
    let number = mark.level.map(|l| l.to_string()).unwrap_or_default();
    let layout = |text: String, font| ui.painter().layout_no_wrap(text, font, look.accent);
    let number = layout(number, theme::medium(theme::SMALL));
    let width = 12.0 + number.size().x;
    let title = layout(column.title.clone(), theme::medium(theme::BODY - 1.0)).size().x;
    let title = title.min((inner.width() - width - 4.0).max(0.0));
    let (left, rest) = match column.align {
        Align::Left => (inner.left() + title + 4.0, inner.with_max_x(inner.left() + title + 1.0)),
        Align::Right => (
            inner.right() - title - 4.0 - width,
            inner.with_min_x(inner.right() - title - 1.0),
        ),
    };
    let centre = pos2(left + 5.0, inner.center().y);
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
    ui.painter()
        .galley(pos2(left + 11.0, centre.y - number.size().y / 2.0), number, look.accent);
    rest
}

#[derive(Clone, Copy, PartialEq)]
enum Size {
    First,
    Second,
}

/// A value with its rank; numbers end where their decimals would, so that points stand below each other.
fn value_ui(
    ui: &mut Ui,
    rect: Rect,
    value: &Value,
    align: Align,
    most_decimals: usize,
    size: Size,
    look: &Look,
) -> Response {
    let points = if size == Size::First { theme::BODY } else { theme::SMALL };
    let (font, colour) = match (value.emphasis, size) {
        (Emphasis::Leader, _) => (theme::bold(points), look.leader),
        (Emphasis::Fastest, _) => (theme::bold(points), look.fastest),
        (Emphasis::Doubt, _) => (theme::regular(points), look.doubt),
        (Emphasis::Plain, Size::First) => (theme::regular(points), look.text),
        (Emphasis::Quiet, _) | (Emphasis::Plain, Size::Second) => (theme::regular(points), look.quiet),
    };
    let builder = UiBuilder::new().max_rect(rect).layout(layout_of(align));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if align == Align::Right {
            let rank_width = if value.rank.is_empty() && most_decimals == 0 {
                0.0
            } else {
                rank_ui(ui, value, size, look)
            };
            let missing = most_decimals - decimals(&value.text).min(most_decimals);
            let is_number = value.text.bytes().any(|b| b.is_ascii_digit());
            if rank_width >= 0.0 && is_number && missing > 0 {
                let point = if missing == most_decimals { 0.27 } else { 0.0 };
                ui.add_space(points * (0.6 * missing as f32 + point));
            }
        }
        let text = RichText::new(&value.text).font(font.clone()).color(colour);
        let response = ui.add(Label::new(text).truncate());
        emphasis_mark_ui(ui, &response, value.emphasis, colour);
        response
    })
    .inner
}

/// The rank in a column of its own, so that values above and below it stay aligned; its width.
fn rank_ui(ui: &mut Ui, value: &Value, size: Size, look: &Look) -> f32 {
    if value.rank.is_empty() {
        return 0.0;
    }
    let points = if size == Size::First {
        theme::SMALL
    } else {
        theme::SMALL - 1.5
    };
    let short = value.rank.split(' ').next().unwrap_or_default();
    let (rect, _) = ui.allocate_exact_size(vec2(22.0, ui.available_height()), Sense::hover());
    ui.painter().text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        short,
        theme::regular(points),
        look.quiet,
    );
    rect.width()
}

/// The second code beside colour and weight: a triangle for the leader, a diamond for the fastest, a ring for doubt.
fn emphasis_mark_ui(ui: &Ui, response: &Response, emphasis: Emphasis, colour: egui::Color32) {
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
        Emphasis::Doubt => ui
            .painter()
            .add(Shape::circle_stroke(centre, 3.0, Stroke::new(1.2, colour))),
        Emphasis::Plain | Emphasis::Quiet => return,
    };
}
