//! The window as its user meets it, without a display: what is shown is read from the accessible tree.

mod compare;
mod desk;
mod export;
mod files;
mod stories;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2};
use egui_kittest::kittest::{AccessKitNode, By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use homestraight::desk::App;
use std::path::PathBuf;
use std::time::{Duration, Instant};

pub type Window = Harness<'static, App>;

/// A window of a size with the files, or with the sample when there are none.
pub fn window_of(size: [f32; 2], paths: Vec<PathBuf>) -> Window {
    let mut window = Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_accessibility_check(true)
        .build_eframe(|cc| App::new(cc, paths));
    window.run();
    window
}

/// The sample in a window so tall that every row of a race is in view.
pub fn window() -> Window {
    window_of([1800.0, 1400.0], Vec::new())
}

/// Draws frames until something holds; jobs run beside the window, so this waits for them, but not for ever.
pub fn until(window: &mut Window, what: &str, holds: impl Fn(&Window) -> bool) {
    let start = Instant::now();
    while !holds(window) {
        assert!(start.elapsed() < Duration::from_secs(20), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
        window.run_ok();
    }
    window.run_ok();
}

fn rows<'w>(window: &'w Window, table: &'w str) -> Vec<Node<'w>> {
    let table = window.get_by_role_and_label(Role::Table, table);
    let mut rows: Vec<Node<'w>> = table.query_all_by_role(Role::Row).collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows
}

/// A row's values that are in view, one text a row from the top of the table.
pub fn row_texts(window: &Window, table: &str) -> Vec<String> {
    let text = |row: Node<'_>| row.accesskit_node().label().unwrap_or_default();
    rows(window, table).into_iter().map(text).collect()
}

/// The row of a table in which a text stands.
pub fn row<'w>(window: &'w Window, table: &'w str, text: &str) -> Node<'w> {
    let holds = |row: &Node<'_>| row.accesskit_node().label().is_some_and(|l| l.contains(text));
    rows(window, table)
        .into_iter()
        .find(holds)
        .unwrap_or_else(|| panic!("no row of {table} holds {text}"))
}

/// The athletes of the results table from its top, by the value that stands second.
pub fn athletes(window: &Window) -> Vec<String> {
    let second = |text: String| text.split(", ").nth(1).unwrap_or_default().to_owned();
    row_texts(window, "results").into_iter().map(second).collect()
}

/// Names of the results selected, in the order of selection.
pub fn selected(window: &Window) -> Vec<String> {
    let (store, session) = (window.state().store(), window.state().session());
    let name = |row: &_| store.row(*row).name().to_owned();
    session.selection.rows().iter().map(name).collect()
}

pub fn title(window: &Window) -> String {
    let race = window.state().session().race;
    race.map_or_else(String::new, |r| window.state().store().race(r).label())
}

/// The athlete whose profile is on show.
pub fn athlete(window: &Window) -> String {
    let athlete = window.state().session().athlete;
    athlete.map_or_else(String::new, |a| window.state().store().athlete(a).name().to_owned())
}

pub fn click_with(window: &mut Window, table: &str, text: &str, modifiers: Modifiers) {
    row(window, table, text).click_modifiers(modifiers);
    window.run();
}

pub fn click_heading(window: &mut Window, table: &str, heading: &str, modifiers: Modifiers) {
    let name = format!("Sort by {heading}");
    let table = window.get_by_role_and_label(Role::Table, table);
    table.get_by_label(&name).click_modifiers(modifiers);
    window.run();
}

pub fn click(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    window.run();
}

/// Brings a panel to the front through the menu.
pub fn show_panel(window: &mut Window, name: &str) {
    click(window, Role::Button, "View");
    // a tab may have the same name as the item of the menu, which is drawn last
    let items: Vec<_> = window.query_all_by_role_and_label(Role::Button, name).collect();
    items.last().expect("an item of the menu").click();
    window.run();
}

pub fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// What a frame with Ctrl+C puts on the clipboard.
pub fn copied(window: &mut Window) -> Option<String> {
    window.event(Event::Copy);
    window.step();
    clipboard(window)
}

/// What the last frame put on the clipboard.
pub fn clipboard(window: &Window) -> Option<String> {
    let commands = &window.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Whether a row is selected, as it is told to assistive software.
pub fn is_selected(row: &Node<'_>) -> bool {
    row.accesskit_node().is_selected() == Some(true)
}

pub fn double_click(window: &mut Window, at: Pos2) {
    for pressed in [true, false, true, false] {
        window.input_mut().events.extend([
            Event::PointerMoved(at),
            Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            },
        ]);
    }
    window.run();
}

/// Types into the text box that shows a hint while it is empty.
pub fn type_into(window: &mut Window, hint: &str, text: &str) {
    let has_hint = |n: &AccessKitNode<'_>| n.placeholder() == Some(hint);
    window.get(By::new().predicate(has_hint)).focus();
    window.run();
    window.get(By::new().predicate(has_hint)).type_text(text);
    window.run();
}
