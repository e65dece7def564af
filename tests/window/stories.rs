//! The sample: sorting, selecting, copying, filtering, choosing races and athletes.

use super::{
    Role, athlete, athletes, click, click_heading, click_with, copied, double_click, is_selected, press, row,
    row_texts, selected, show_panel, title, type_into, window, window_of,
};
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use homestraight::chart::Emphasis;

const NONE: Modifiers = Modifiers::NONE;
const FILTER: &str = "Filter by name, nation, team or meet";
const TOKYO: &str = "Olympic Games Tokyo 2020: Men 1500 m, final";

#[test]
fn the_sample_opens_with_the_final_of_tokyo() {
    let window = window();
    assert_eq!(title(&window), TOKYO);
    let rows = row_texts(&window, "results");
    assert_eq!(rows.len(), 13, "{rows:#?}");
    assert!(
        rows[0].starts_with("1, Jakob Ingebrigtsen, 3081, NOR, 3:28.32, 0.00"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].starts_with("2, Timothy Cheruiyot, 2770, KEN, 3:29.01, +0.69"),
        "{}",
        rows[1]
    );
    assert_eq!(athlete(&window), "Jakob Ingebrigtsen", "the winner's profile is shown");
    window.get_by_label("Jakob Ingebrigtsen 3:28.32"); // the line in the plot
}

#[test]
fn a_heading_sorts_up_down_and_off() {
    let mut window = window();
    let by_place = athletes(&window);
    click_heading(&mut window, "results", "Athlete", NONE);
    let up = athletes(&window);
    assert_eq!((up[0].as_str(), up[12].as_str()), ("Abel Kipsang", "Timothy Cheruiyot"));
    click_heading(&mut window, "results", "Athlete", NONE);
    let down: Vec<String> = athletes(&window).into_iter().rev().collect();
    assert_eq!(down, up);
    click_heading(&mut window, "results", "Athlete", NONE);
    assert_eq!(athletes(&window), by_place);
}

#[test]
fn shift_click_adds_a_second_key() {
    let mut window = window();
    click_heading(&mut window, "results", "Nation", NONE);
    click_heading(&mut window, "results", "Mark", Modifiers::SHIFT);
    let nations_and_marks = |window: &super::Window| -> Vec<(String, String)> {
        let of_row = |text: String| {
            let part = |is: fn(&&str) -> bool| text.split(", ").find(is).expect("a value").to_owned();
            let is_nation = |p: &&str| p.len() == 3 && p.bytes().all(|b| b.is_ascii_uppercase());
            (part(is_nation), part(|p| p.starts_with("3:")))
        };
        row_texts(window, "results").into_iter().map(of_row).collect()
    };
    let up = nations_and_marks(&window);
    assert!(up.windows(2).all(|w| w[0] <= w[1]), "nation up, then mark up: {up:?}");
    click_heading(&mut window, "results", "Mark", Modifiers::SHIFT);
    let turned = nations_and_marks(&window);
    assert!(
        turned
            .windows(2)
            .all(|w| w[0].0 < w[1].0 || (w[0].0 == w[1].0 && w[0].1 >= w[1].1)),
        "nation up, then mark down: {turned:?}"
    );
    assert_ne!(up, turned);
}

#[test]
fn a_status_stays_last_in_either_direction() {
    let mut window = window();
    click(&mut window, Role::TreeItem, "Men 1500 m, semi-final 1");
    let last = |window: &super::Window| row_texts(window, "results").pop().unwrap_or_default();
    assert!(last(&window).contains("DNF"), "{}", last(&window));
    for _ in 0..2 {
        click_heading(&mut window, "results", "Mark", NONE);
        assert!(last(&window).contains("DNF"), "{}", last(&window));
    }
    let first = row_texts(&window, "results").remove(0);
    assert!(
        !first.contains("3:31.65"),
        "sorted down, the winner is not first: {first}"
    );
}

#[test]
fn two_rows_are_selected_and_copied_with_their_headings() {
    let mut window = window();
    click_with(&mut window, "results", "Jakob Ingebrigtsen", NONE);
    click_with(&mut window, "results", "Josh Kerr", Modifiers::COMMAND);
    assert_eq!(selected(&window), ["Jakob Ingebrigtsen", "Josh Kerr"]);
    window.get_by_label("2 selected");
    let text = copied(&mut window).expect("a text on the clipboard");
    let lines: Vec<Vec<&str>> = text.lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[0][..6], ["Place", "Athlete", "Bib", "Nation", "Mark", "Gap"]);
    assert_eq!(
        lines[1][..6],
        ["1", "Jakob Ingebrigtsen", "3081", "NOR", "3:28.32", "0.00"]
    );
    assert_eq!(lines[2][..6], ["3", "Josh Kerr", "2052", "GBR", "3:29.05", "+0.73"]);
    assert!(lines.iter().all(|l| l.len() == lines[0].len()), "{text}");
    press(&mut window, NONE, Key::Escape);
    assert!(selected(&window).is_empty());
}

#[test]
fn a_selection_is_one_in_all_tables() {
    let mut window = window();
    click_with(&mut window, "results", "Josh Kerr", NONE);
    assert!(is_selected(&row(&window, "splits", "Josh Kerr")));
    assert!(!is_selected(&row(&window, "splits", "Abel Kipsang")));
}

#[test]
fn arrows_move_the_selection_and_scroll_it_into_view() {
    let mut window = window_of([1280.0, 800.0], Vec::new());
    click_with(&mut window, "results", "Jakob Ingebrigtsen", NONE);
    press(&mut window, NONE, Key::ArrowDown);
    assert_eq!(selected(&window), ["Timothy Cheruiyot"]);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selected(&window), ["Timothy Cheruiyot", "Josh Kerr"]);
    let last = "Ignacio Fontes";
    assert!(
        !row_texts(&window, "results").iter().any(|r| r.contains(last)),
        "out of view"
    );
    press(&mut window, NONE, Key::End);
    assert_eq!(selected(&window), [last]);
    // a row is as high in the accessible tree as it is in view
    let is_whole = |window: &super::Window, name: &str| row(window, "results", name).rect().height() > 21.9;
    assert!(is_whole(&window, "Jake Heyward") && is_whole(&window, last));
    press(&mut window, NONE, Key::Home);
    assert!(is_whole(&window, "Jakob Ingebrigtsen"));
}

#[test]
fn enter_and_double_click_open_the_profile() {
    let mut window = window();
    click_with(&mut window, "results", "Josh Kerr", NONE);
    assert_eq!(athlete(&window), "Jakob Ingebrigtsen", "a click alone opens nothing");
    press(&mut window, NONE, Key::Enter);
    assert_eq!(athlete(&window), "Josh Kerr");
    window.get_by_label("Born 1997-10-08");
    let place = row(&window, "results", "Cole Hocker").rect().center();
    double_click(&mut window, place);
    assert_eq!(athlete(&window), "Cole Hocker");
}

#[test]
fn all_results_and_the_filter() {
    let mut window = window();
    let in_race = row_texts(&window, "results").len();
    click(&mut window, Role::Button, "All results");
    assert!(row_texts(&window, "results").len() > in_race);
    assert_eq!(window.state().store().row_count(), 1307);
    assert_eq!(
        window.query_all_by_label("1,307 results").count(),
        2,
        "above the table and in the status bar"
    );
    type_into(&mut window, FILTER, "wightman");
    let rows = row_texts(&window, "results");
    assert!(
        !rows.is_empty() && rows.iter().all(|r| r.contains("Wightman")),
        "{rows:#?}"
    );
    click(&mut window, Role::Button, "This race");
    assert_eq!(
        athletes(&window).len(),
        in_race,
        "a filter of all results is not one of the race"
    );
}

#[test]
fn a_result_selected_among_all_shows_its_race() {
    let mut window = window();
    click(&mut window, Role::Button, "All results");
    type_into(&mut window, FILTER, "kerr olympic");
    let rows = row_texts(&window, "results");
    let semi_final = rows.iter().find(|r| r.contains("semi-final")).expect("his semi-final");
    click_with(&mut window, "results", semi_final, NONE);
    assert!(title(&window).starts_with("Olympic Games Tokyo 2020: Men 1500 m, semi-final"));
    assert_eq!(athlete(&window), "Jakob Ingebrigtsen", "the profile waits for Enter");
    click(&mut window, Role::Button, "This race");
    assert_eq!(selected(&window), ["Josh Kerr"]);
    assert!(is_selected(&row(&window, "results", "Josh Kerr")));
    assert_eq!(row_texts(&window, "results").len(), 13, "all of his race");
}

#[test]
fn another_race_begins_by_place() {
    let mut window = window();
    click_heading(&mut window, "results", "Nation", NONE);
    assert!(!row_texts(&window, "results")[0].starts_with("1, "));
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_ne!(title(&window), TOKYO);
    assert!(row_texts(&window, "results")[0].starts_with("1, "));
}

#[test]
fn a_race_opened_from_the_profile_keeps_the_athlete() {
    let mut window = window();
    click_with(&mut window, "results", "Josh Kerr", NONE);
    press(&mut window, NONE, Key::Enter);
    window.get_by_label_contains("Results (").click();
    window.run();
    let rows = row_texts(&window, "profile-results");
    let other = rows
        .iter()
        .find(|r| r.contains("semi-final"))
        .expect("a semi-final")
        .clone();
    let place = row(&window, "profile-results", &other).rect().center();
    double_click(&mut window, place);
    assert_ne!(title(&window), TOKYO);
    assert_eq!(athlete(&window), "Josh Kerr");
    assert!(is_selected(&row(&window, "results", "Josh Kerr")));
}

#[test]
fn the_flags_of_the_final_are_in_view_in_a_small_window() {
    let window = window_of([1280.0, 800.0], Vec::new());
    // the panel ends 4 points before the plot's, whose first button stands 8 points within
    let edge = window.get_by_role_and_label(Role::Button, "Gap").rect().left() - 12.0;
    let flags = window.get_by_label("Sort by Flags").rect();
    assert!(
        flags.width() > 60.0 && flags.right() <= edge + 1.0,
        "{flags} up to {edge}"
    );
}

#[test]
fn a_column_is_dragged_and_fitted_again() {
    let mut window = window();
    let heading = |window: &super::Window| window.get_by_label("Sort by Athlete").rect();
    let fitted = heading(&window).width();
    let edge = heading(&window).right_center();
    window.drag_at(edge);
    window.run();
    window.hover_at(edge + vec2(50.0, 0.0));
    window.run();
    window.drop_at(edge + vec2(50.0, 0.0));
    window.run();
    let is = |window: &super::Window, wanted: f32| (heading(window).width() - wanted).abs() < 2.0;
    assert!(is(&window, fitted + 50.0), "{} from {fitted}", heading(&window).width());
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert!(is(&window, fitted + 50.0), "a width that the user chose stays");
    press(&mut window, Modifiers::ALT, Key::ArrowUp);
    let edge = heading(&window).right_center();
    double_click(&mut window, edge);
    assert!(is(&window, fitted), "{} is not {fitted}", heading(&window).width());
}

#[test]
fn a_race_is_chosen_in_the_library() {
    let mut window = window();
    click_with(&mut window, "results", "Josh Kerr", NONE);
    click(&mut window, Role::TreeItem, "Men 1500 m, semi-final 1");
    assert_eq!(title(&window), "Olympic Games Tokyo 2020: Men 1500 m, semi-final 1");
    assert!(selected(&window).is_empty(), "a selection belongs to its race");
    assert_eq!(row_texts(&window, "results").len(), 13);
}

#[test]
fn a_list_has_a_ladder_and_no_passings() {
    let mut window = window();
    type_into(&mut window, "Search meets, races, lists", "world all-time");
    click(&mut window, Role::TreeItem, "World all-time list to 7 August 2021");
    let told = window.query_all_by_label_contains("This is a list of marks from many races");
    assert_eq!(told.count(), 1, "in the splits");
    let ladder = window.query_all_by_label_contains("World all-time list to 7 August 2021: marks by rank");
    assert!(ladder.count() > 0);
    assert!(!window.get_by_label("Export chart…").accesskit_node().is_disabled());
}

#[test]
fn what_has_no_chart_cannot_be_exported() {
    let mut window = window();
    assert!(!window.get_by_label("Export chart…").accesskit_node().is_disabled());
    click(&mut window, Role::TreeItem, "Men 1500 m, semi-final 1");
    window.get_by_label_contains("No passing times are recorded for this race");
    assert!(window.get_by_label("Export chart…").accesskit_node().is_disabled());
    press(&mut window, Modifiers::COMMAND, Key::E);
    assert!(window.query_by_label("Save…").is_none());
    assert_eq!(window.state().notices().count(), 0);
}

#[test]
fn a_race_is_run_again_on_the_track() {
    let mut window = window();
    show_panel(&mut window, "Track");
    window.get_by_label_contains("At 0.0: ");
    click(&mut window, Role::Button, "Go to");
    click(&mut window, Role::Button, "800 m  1:51.8");
    // facts/tokyo2020_1500m_final_splits.csv at 800 m: Cheruiyot 1:51.8, Ingebrigtsen 1:52.0
    window.get_by_label_contains("At 1:51.8: Cheruiyot, Ingebrigtsen ≈+0.2");
    // a window that repaints by itself never settles
    window.get_by_label("Play").click();
    window.run_steps(30);
    assert!(window.query_by_label_contains("At 1:51.8: ").is_none(), "the race runs");
    window.get_by_label("Pause").click();
    window.run_steps(3);
    window.get_by_label("Play");
}

#[test]
fn the_keys_are_listed() {
    let mut window = window();
    assert!(window.query_by_label("Select all rows of the table").is_none());
    press(&mut window, NONE, Key::F1);
    window.get_by_label("Select all rows of the table");
    window.get_by_label("Ctrl+O");
    press(&mut window, NONE, Key::F1);
    assert!(window.query_by_label("Select all rows of the table").is_none());
}

#[test]
fn escape_closes_the_keys_before_it_clears_the_selection() {
    let mut window = window();
    click_with(&mut window, "results", "Josh Kerr", NONE);
    press(&mut window, NONE, Key::F1);
    press(&mut window, NONE, Key::Escape);
    assert!(window.query_by_label("Select all rows of the table").is_none());
    assert_eq!(selected(&window), ["Josh Kerr"]);
    press(&mut window, NONE, Key::Escape);
    assert!(selected(&window).is_empty());
}

#[test]
fn every_panel_is_reached_from_the_menu() {
    let mut window = window();
    assert!(window.query_by_label("Nothing to report").is_none());
    for pane in ["Findings", "Splits", "Profile", "Plot", "Library", "Results"] {
        show_panel(&mut window, pane);
    }
    assert_eq!(row_texts(&window, "results").len(), 13);
}

#[test]
fn the_plot_says_what_the_table_says() {
    use homestraight::analysis::RaceSplits;
    let window = window();
    let (store, session) = (window.state().store(), window.state().session());
    let splits = RaceSplits::new(store.race(session.race.expect("a race")));
    let chart = window.state().chart().expect("a chart");
    let finish = chart.readout(*chart.stops().last().expect("markers"));
    assert_eq!(Some(finish.lines.len() as u32), splits.passed.last().copied());
    for line in &finish.lines {
        let name = &chart.series[line.series].name;
        let shown = row_texts(&window, "results");
        let row = shown.iter().find(|r| r.contains(name.as_str())).expect("a row");
        assert!(row.contains(&line.text), "{name}: {} in {row}", line.text);
    }
}

#[test]
fn the_meetings_with_a_rival_stand_below_the_rivals() {
    let mut window = window();
    window.get_by_label_contains("Rivals (").click();
    window.run();
    assert!(window.query_by_label("Meetings with Timothy Cheruiyot").is_none());
    click_with(&mut window, "results", "Timothy Cheruiyot", NONE);
    window.get_by_label("Meetings with Timothy Cheruiyot");
    let meetings = row_texts(&window, "meetings");
    // head_to_head.csv: the final of Tokyo was the first win in 13 meetings
    let final_at = meetings
        .iter()
        .position(|m| m.starts_with("2021-08-07"))
        .expect("the final");
    assert!(
        meetings[final_at].starts_with("2021-08-07, 1, 3:28.32, 2, 3:29.01, 1–12"),
        "{}",
        meetings[final_at]
    );
    assert!(meetings[final_at + 1].contains("0–12"), "{}", meetings[final_at + 1]);
}

#[test]
fn an_athlete_keeps_the_colour_in_every_chart() {
    let mut window = window();
    let colour = |window: &super::Window, name: &str| {
        let chart = window.state().chart().expect("a chart");
        let series = chart.series.iter().find(|s| s.name == name).expect("a line");
        (series.emphasis == Emphasis::Selected).then_some(series.style)
    };
    let both = (colour(&window, "Jakob Ingebrigtsen"), colour(&window, "Abel Kipsang"));
    assert_eq!(
        both,
        (Some(0), Some(3)),
        "by place at first: they were first and fourth"
    );
    for kind in ["Pace", "Trace", "Position", "Gap"] {
        click(&mut window, Role::Button, kind);
        assert_eq!(colour(&window, "Abel Kipsang"), Some(3), "{kind}");
    }
    type_into(&mut window, "Search meets, races, lists", "oregon");
    click(&mut window, Role::TreeItem, "Men 1500 m, final");
    // second and seventh there, whose colours by place would be others
    let both = (colour(&window, "Jakob Ingebrigtsen"), colour(&window, "Abel Kipsang"));
    assert_eq!(both, (Some(0), Some(3)), "as in the race before");
    assert_ne!(colour(&window, "Jake Wightman"), Some(0), "nobody else has it");
}

#[test]
fn keys_reach_nothing_behind_a_dialog() {
    let mut window = window();
    let rows = window.state().store().row_count();
    press(&mut window, Modifiers::COMMAND, Key::E);
    window.get_by_label("Save…");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert_eq!(window.state().store().row_count(), rows);
    press(&mut window, NONE, Key::Escape);
    assert!(window.query_by_label("Save…").is_none());
    press(&mut window, Modifiers::COMMAND, Key::F);
    press(&mut window, NONE, Key::F1);
    window.get_by_label("Read text from the clipboard as a file");
}
