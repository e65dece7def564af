//! The whole window, driven by labels and roles without a display: what a user does first with the sample.

use eframe::egui::{self, Key, Modifiers, OutputCommand, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use homestraight::desk::App;

fn window() -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size([1600.0, 1000.0])
        .with_accessibility_check(true)
        .with_max_steps(64)
        .build_eframe(|cc| App::new(cc, Vec::new()));
    harness.run_steps(8);
    harness
}

/// Names of the rows of a table in the order shown: `1 Jakob Ingebrigtsen`; splits rows are taller than results rows.
fn rows(harness: &Harness<'_, App>, selected_only: bool) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = harness
        .get_all_by_role(Role::Row)
        .filter(|n| n.rect().height() < 30.0)
        .filter(|n| !selected_only || n.accesskit_node().is_selected() == Some(true))
        .map(|n| (n.rect().top(), n.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn click_row(harness: &mut Harness<'_, App>, name: &str, modifiers: Modifiers) {
    let centre = harness
        .get_all_by_role_and_label(Role::Row, name)
        .find(|n| n.rect().height() < 30.0)
        .map(|n| n.rect().left_center() + egui::vec2(20.0, 0.0))
        .unwrap_or_else(|| panic!("no row {name}"));
    harness.hover_at(centre);
    harness.run_steps(2);
    for pressed in [true, false] {
        let button = egui::Event::PointerButton {
            pos: centre,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers,
        };
        harness.event_modifiers(button, modifiers);
        harness.run_steps(1);
    }
    harness.run_steps(2);
}

#[test]
fn the_sample_opens_with_the_olympic_final() {
    let harness = window();
    let names = rows(&harness, false);
    assert_eq!(names.first().map(String::as_str), Some("1 Jakob Ingebrigtsen"));
    assert!(
        harness
            .query_by_label_contains("Tokyo 2020: Men 1500 m, final")
            .is_some()
    );
    assert!(harness.query_all_by_label("3:28.32").next().is_some());
    assert!(
        harness.query_by_label("Jakob Ingebrigtsen 3:28.32").is_some(),
        "the line in the plot"
    );
}

#[test]
fn a_heading_sorts_up_and_down() {
    let mut harness = window();
    let by_place = rows(&harness, false);
    harness
        .get_all_by_label("Sort by Athlete")
        .next()
        .expect("a heading")
        .click();
    harness.run_steps(4);
    let by_name = rows(&harness, false);
    assert_ne!(by_name, by_place);
    assert_eq!(by_name.first().map(String::as_str), Some("4 Abel Kipsang"));
    harness
        .get_all_by_label("Sort by Athlete")
        .next()
        .expect("a heading")
        .click();
    harness.run_steps(4);
    assert_ne!(rows(&harness, false), by_name);
}

#[test]
fn a_selection_is_shared_by_all_panels() {
    let mut harness = window();
    click_row(&mut harness, "2 Timothy Cheruiyot", Modifiers::NONE);
    click_row(&mut harness, "3 Josh Kerr", Modifiers::COMMAND);
    assert_eq!(rows(&harness, true), ["2 Timothy Cheruiyot", "3 Josh Kerr"]);
    assert!(harness.query_by_label("2 selected").is_some());
    let in_splits = harness
        .get_all_by_role(Role::Row)
        .filter(|n| n.rect().height() > 30.0 && n.accesskit_node().is_selected() == Some(true))
        .count();
    assert_eq!(in_splits, 2);
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(rows(&harness, true).is_empty());
}

#[test]
fn keys_move_and_extend_the_selection_and_enter_opens_the_profile() {
    let mut harness = window();
    click_row(&mut harness, "1 Jakob Ingebrigtsen", Modifiers::NONE);
    harness.key_press(Key::ArrowDown);
    harness.run_steps(3);
    assert_eq!(rows(&harness, true), ["2 Timothy Cheruiyot"]);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run_steps(3);
    assert_eq!(rows(&harness, true), ["2 Timothy Cheruiyot", "3 Josh Kerr"]);
    harness.key_press(Key::Enter);
    harness.run_steps(6);
    assert!(harness.query_by_label("1997-10-08").is_some(), "Josh Kerr's birth date");
}

#[test]
fn the_selected_rows_are_copied_with_their_headings() {
    let mut harness = window();
    click_row(&mut harness, "1 Jakob Ingebrigtsen", Modifiers::NONE);
    click_row(&mut harness, "2 Timothy Cheruiyot", Modifiers::COMMAND);
    harness.event(egui::Event::Copy);
    let mut copied = None;
    for _ in 0..3 {
        harness.step();
        let commands = &harness.output().platform_output.commands;
        copied = commands
            .iter()
            .find_map(|c| match c {
                OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
            .or(copied);
    }
    let text = copied.expect("text in the clipboard");
    let lines: Vec<Vec<&str>> = text.lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(&lines[0][..2], ["Place", "Athlete"]);
    assert_eq!(&lines[1][..2], ["1", "Jakob Ingebrigtsen"]);
    assert!(lines[1].contains(&"3:28.32") && lines[2].contains(&"+0.69"), "{text}");
}
