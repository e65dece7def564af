//! The chart on the screen, driven without a window: the ruler, the labels and their names for screen readers.

use super::{Answer, Elsewhere, chart_ui};
use crate::chart::{Chart, Options, Subject, kind};
use crate::desk::theme;
use crate::store::RowId;
use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

struct State {
    chart: Chart,
    answer: Answer,
    hovered: Option<RowId>,
    clicked: Option<RowId>,
}

fn harness() -> Harness<'static, State> {
    let (store, race) = crate::chart::tests::tokyo();
    let race = store.race(race);
    let splits = crate::analysis::RaceSplits::new(race);
    let subject = Subject::new(race, &splits);
    let chart = kind("gap")
        .expect("a kind")
        .build(&subject, &Options::default())
        .expect("a chart");
    harness_of(chart)
}

fn harness_of(chart: Chart) -> Harness<'static, State> {
    let state = State {
        chart,
        answer: Answer::default(),
        hovered: None,
        clicked: None,
    };
    let mut harness = Harness::builder()
        .with_size([900.0, 600.0])
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, state: &mut State| {
                state.answer = chart_ui(
                    ui,
                    "test",
                    &state.chart,
                    Elsewhere {
                        hovered: state.hovered,
                        ..Elsewhere::default()
                    },
                );
                state.hovered = state.answer.hovered;
                state.clicked = state.answer.clicked.or(state.clicked);
            },
            state,
        );
    harness.run_steps(4);
    harness
}

#[test]
fn every_line_is_a_named_button_that_isolates() {
    let mut harness = harness();
    harness.get_by_label("Jakob Ingebrigtsen 3:28.32").click();
    harness.run_steps(3);
    let wanted = harness.state().chart.series[0].row;
    assert!(wanted.is_some());
    assert_eq!(harness.state().clicked, wanted);
    harness.get_by_label("Ignacio Fontes +10.24").hover();
    harness.run_steps(3);
    assert_eq!(harness.state().hovered, harness.state().chart.series[12].row);
}

#[test]
fn the_ruler_snaps_to_the_nearest_marker_and_reads_in_order() {
    let mut harness = harness();
    let plot = harness.get_by_label_contains("gap to the leader").rect();
    // 790 m of 1500, in the lower left where no line is
    let at = egui::pos2(plot.left() + plot.width() * 790.0 / 1500.0, plot.bottom() - 40.0);
    harness.hover_at(at);
    harness.run_steps(3);
    let node = harness.get_by_label_contains("gap to the leader");
    let value = node.accesskit_node().value().unwrap_or_default();
    assert!(
        value.starts_with("800 m: Timothy Cheruiyot 0.0, Jakob Ingebrigtsen +0.2, Stewart McSweyn +0.5"),
        "{value}"
    );
    assert_eq!(harness.state().hovered, None);
    // the same values stand in the labels, beside the plot
    let label = |name: &str| harness.get_by_label(name).rect();
    let (first, second) = (label("Timothy Cheruiyot 0.0"), label("Jakob Ingebrigtsen +0.2"));
    assert!(first.left() > plot.right() && first.bottom() <= second.top() + 0.5);
    assert!(harness.query_by_label("Jakob Ingebrigtsen 3:28.32").is_none());
}

#[test]
fn an_athlete_pointed_at_elsewhere_has_a_name_among_many() {
    let mut harness = harness_of(crate::chart::sample::gaps(45, 3));
    assert!(harness.query_by_label_contains("Athlete20").is_none());
    harness.state_mut().hovered = Some(RowId(20));
    harness.step();
    harness.get_by_label_contains("Given20 Athlete20 +");
}

#[test]
fn a_line_under_the_pointer_is_the_hovered_athlete() {
    let mut harness = harness();
    let plot = harness.get_by_label_contains("gap to the leader").rect();
    let chart = &harness.state().chart;
    let (fontes, range) = (&chart.series[12], chart.y.range);
    let point = fontes.points.iter().find(|p| p.x == 1_200_000).expect("a passing");
    let down = (point.y - range.low) as f32 / range.span() as f32;
    let row = fontes.row;
    let at = egui::pos2(plot.left() + plot.width() * 0.8, plot.top() + plot.height() * down);
    harness.hover_at(at);
    harness.run_steps(3);
    assert_eq!(harness.state().hovered, row);
}
