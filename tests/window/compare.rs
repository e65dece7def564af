//! Efforts of several races side by side in the window.

use super::{Role, click, click_with, press, row_texts, show_panel, type_into, until, window};
use eframe::egui::{Key, Modifiers};

const SEARCH: &str = "Add, such as Kerr 2023 final";

#[test]
fn selected_and_searched_efforts_stand_side_by_side_and_in_the_plot() {
    let mut window = window();
    click_with(&mut window, "results", "Timothy Cheruiyot", Modifiers::NONE);
    press(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(window.state().session().comparison.efforts().len(), 1);
    type_into(&mut window, SEARCH, "jakob ingebrigtsen rome 2024 1500 final");
    press(&mut window, Modifiers::NONE, Key::Enter);
    until(&mut window, "the second effort", |w| {
        w.state().session().comparison.efforts().len() == 2
    });
    let rows = row_texts(&window, "compared");
    assert!(
        rows[0].starts_with("Timothy Cheruiyot, Tokyo 2021, final, 1500 m, 2, 3:29.01"),
        "{rows:#?}"
    );
    assert!(
        rows[1].starts_with("Jakob Ingebrigtsen, Rome 2024, final, 1500 m, 1, 3:31.95"),
        "{rows:#?}"
    );
    let chart = window.state().chart().expect("a chart");
    let lines: Vec<(&str, &str)> = chart
        .series
        .iter()
        .map(|s| (s.name.as_str(), s.ending.as_str()))
        .collect();
    // 3:31.95 - 3:29.01
    let expected = [
        ("Timothy Cheruiyot (Tokyo 2021)", "3:29.01"),
        ("Jakob Ingebrigtsen (Rome 2024)", "+2.94"),
    ];
    assert_eq!(lines, expected);
    show_panel(&mut window, "Splits");
    assert_eq!(
        row_texts(&window, "splits").len(),
        3,
        "two efforts and the best of both"
    );
    click(&mut window, Role::Button, "Race");
    let chart = window.state().chart().expect("a chart");
    assert_eq!(chart.title, "Men 1500 m, final: gap to the leader");
}

#[test]
fn own_lines_stand_in_the_chart_and_can_be_taken_off() {
    let mut window = window();
    click(&mut window, Role::Button, "Pace");
    click(&mut window, Role::Button, "Adjust");
    type_into(&mut window, "3:30", "3:30");
    click(&mut window, Role::Button, "Add line");
    let labels = |w: &super::Window| -> Vec<(String, String)> {
        let chart = w.state().chart().expect("a chart");
        let lines = chart.references.iter();
        lines.map(|r| (r.label.clone(), r.text.clone())).collect()
    };
    // 210 s over 1500 m is 56.00 for 400 m
    assert_eq!(labels(&window)[1..], [("3:30".to_owned(), "56.00".to_owned())]);
    click(&mut window, Role::Button, "3:30  ×");
    assert_eq!(labels(&window).len(), 1);
}
