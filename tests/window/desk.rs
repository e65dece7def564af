//! The statistician's desk in the window: lists as of a day, records, medals, and the facts of a race.

use super::{Role, click, clipboard, row_texts, selected, show_panel, type_into, window};
use egui_kittest::kittest::Queryable as _;

#[test]
fn a_list_is_ranked_as_of_any_day() {
    let mut window = window();
    show_panel(&mut window, "Lists");
    type_into(&mut window, "as of 2021-08-07", "1998-07-14");
    let rows = row_texts(&window, "ranking");
    assert!(
        rows[0].starts_with("1, new, 3:26.00, Hicham El Guerrouj, MAR"),
        "{rows:#?}"
    );
    // facts/all_time_1500m.csv: eighth with 3:28.32, and with 3:28.68 on the eve
    click(&mut window, Role::Button, "After the race");
    let rows = row_texts(&window, "ranking");
    assert!(
        rows[7].starts_with("8, 8, 3:28.32, Jakob Ingebrigtsen, NOR"),
        "{rows:#?}"
    );
    click(&mut window, Role::Button, "Before the race");
    let rows = row_texts(&window, "ranking");
    assert!(rows[7].starts_with("8, 3:28.68, Jakob Ingebrigtsen, NOR"), "{rows:#?}");
}

#[test]
fn records_places_and_medals_stand_beside_the_list() {
    let mut window = window();
    show_panel(&mut window, "Lists");
    click(&mut window, Role::Button, "Medals");
    // facts/olympic_medallists_1500m.csv and the finals loaded: Britain has won the most
    assert!(row_texts(&window, "medals")[0].starts_with("GBR, "));
    click(&mut window, Role::Button, "Places");
    assert!(row_texts(&window, "places")[0].starts_with("1, 3:26.00, Hicham El Guerrouj"));
    click(&mut window, Role::Button, "Records");
    assert!(!row_texts(&window, "record-progression").is_empty());
}

#[test]
fn a_fact_selects_the_rows_that_it_rests_on_and_is_copied_with_its_sources() {
    let mut window = window();
    show_panel(&mut window, "Facts");
    let sentence = "Jakob Ingebrigtsen won by 0.69 s from Timothy Cheruiyot (KEN).";
    window.get_by_value(sentence).scroll_to_me();
    window.run();
    window.get_by_value(sentence).click();
    window.run();
    assert_eq!(selected(&window), ["Jakob Ingebrigtsen", "Timothy Cheruiyot"]);
    click(&mut window, Role::Button, "Markdown");
    let all = window.get_by_label_contains("Copy all");
    all.click();
    window.step();
    let text = clipboard(&window).expect("facts");
    assert!(text.contains("- Jakob Ingebrigtsen won by 0.69 s"), "{text}");
    assert!(text.contains("  - Sources: sample/tokyo-2020-1500m-men.ron, line "));
}
