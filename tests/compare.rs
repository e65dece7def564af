//! Efforts of several races side by side, from the command line.

use std::process::{Command, Output};

const TOKYO: &str = "Jakob Ingebrigtsen Tokyo 2021 men 1500m final";
const ROME: &str = "Jakob Ingebrigtsen Rome 2024 men 1500m final";
const SECOND: &str = "Timothy Cheruiyot Tokyo 2021 men 1500m final";
const THIRD: &str = "Josh Kerr Tokyo 2021 men 1500m final";

fn run(command: &[&str], efforts: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_homestraight"))
        .args(command)
        .args(efforts.iter().flat_map(|effort| ["--effort", effort]))
        .output()
        .expect("the binary runs")
}

/// Cells of comma-separated values, quoted ones with commas inside.
fn rows(output: &Output) -> Vec<Vec<String>> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let cells = |line: &str| {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().expect("a cell").push(c),
            }
        }
        cells
    };
    text.lines().map(cells).collect()
}

#[test]
fn efforts_stand_side_by_side() {
    let rows = rows(&run(&["compare", "--csv"], &[TOKYO, SECOND, THIRD]));
    let column = |title: &str| {
        let at = rows[0].iter().position(|t| t == title).expect("a column");
        rows[1..].iter().map(|r| r[at].as_str()).collect::<Vec<_>>()
    };
    assert_eq!(column("Mark"), ["3:28.32", "3:29.01", "3:29.05"]);
    assert_eq!(column("Race"), ["Tokyo 2021, final"; 3]);
    // terms.md 14, check values
    assert_eq!(
        column("Points"),
        ["1269, outdoor 2025", "1259, outdoor 2025", "1258, outdoor 2025"]
    );
    // facts/season_2021.csv: Cheruiyot's Monaco race; the two others ran their fastest of the season in this final
    assert_eq!(column("Season"), ["3:28.32", "3:28.28", "3:29.05"]);
    // half the distance is no marker of this race
    assert!(column("First half").iter().all(|t| t.starts_with('≈')));
}

#[test]
fn the_matrix_says_both_sides_of_every_score() {
    let rows = rows(&run(&["compare", "--csv", "--head-to-head"], &[TOKYO, SECOND, THIRD]));
    assert_eq!(rows[0][1..], ["Ingebrigtsen", "Cheruiyot", "Kerr"]);
    for (a, row) in rows[1..].iter().enumerate() {
        for (b, score) in row[1..].iter().enumerate() {
            let (won, lost) = score.split_once('–').unwrap_or_default();
            let (of_other_lost, of_other_won) = rows[b + 1][a + 1].split_once('–').unwrap_or_default();
            assert_eq!((won, lost), (of_other_won, of_other_lost), "{a} {b}");
            assert_eq!(score.is_empty(), a == b);
        }
    }
}

#[test]
fn a_chart_of_efforts_names_where_they_were_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("gap.csv").display().to_string();
    let made = run(&["chart", "--kind", "gap", "-o", &path], &[TOKYO, ROME]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let data = std::fs::read_to_string(&path).expect("the data of the chart");
    for name in ["Jakob Ingebrigtsen (Tokyo 2021)", "Jakob Ingebrigtsen (Rome 2024)"] {
        assert!(data.contains(name), "{data}");
    }
    // 3:31.95 - 3:28.32
    assert!(data.contains("+3.63"), "{data}");
}

#[test]
fn what_is_not_one_effort_lists_the_candidates() {
    let said = |efforts: &[&str]| {
        let output = run(&["compare"], efforts);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said(&["Ingebrigtsen Tokyo 2021"]).contains("add words to name one: "));
    assert!(said(&["Nobody Tokyo 2021"]).contains("no result matches"));
    let refused = run(&["chart", "--kind", "rounds", "-o", "rounds.svg"], &[TOKYO, ROME]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("This chart is of one race"));
    let mile = "Jakob Ingebrigtsen Stanford 2019 mile";
    let refused = run(&["chart", "--kind", "gap", "-o", "gap.svg"], &[TOKYO, mile]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("over different distances"));
}
