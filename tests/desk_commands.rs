//! The statistician's commands, run as a process on the sample; the figures are those of the facts files and of terms.md 20.

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_homestraight"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the binary runs")
}

fn text(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The one line of standard error of a command that must fail.
fn error(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(error.lines().count(), 1, "{error}");
    error
}

const FINAL: &str = "Olympic 2020 men 1500m final";

#[test]
fn facts_are_printed_as_sentences_with_sources_as_markdown_and_as_json() {
    // 3:29.01 - 3:28.32 = 0.69
    let margin = "Jakob Ingebrigtsen won by 0.69 s from Timothy Cheruiyot (KEN).";
    assert!(text(&["facts", "--race", FINAL]).lines().any(|line| line == margin));
    let sourced = text(&["facts", "--race", FINAL, "--sources"]);
    assert!(sourced.contains(&format!(
        "{margin}\n  Figures: margin 0.69 s, first 3:28.32, second 3:29.01\n"
    )));
    assert!(text(&["facts", "--race", FINAL, "--markdown"]).contains(&format!("- {margin}\n")));
    let json = text(&["facts", "--race", FINAL, "--json"]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    let fact = all.iter().find(|f| f["kind"] == "margin").expect("the margin");
    assert_eq!(
        (&fact["sentence"], &fact["certainty"]),
        (&margin.into(), &"recorded".into())
    );
    assert_eq!(fact["results"][1]["athlete"], "Timothy Cheruiyot");
    let scores: Vec<u64> = all.iter().filter_map(|f| f["unusual"].as_u64()).collect();
    assert!(
        scores.len() == all.len() && scores.is_sorted_by(|a, b| a >= b),
        "the most unusual first"
    );
    assert!(error(&["facts", "--race", "Tokyo"]).contains("races match"));
}

#[test]
fn a_list_is_printed_as_of_a_day_with_the_ranks_before() {
    // facts/uk_all_time_1500m.csv: second with 3:29.05, seventh the day before
    let arguments = [
        "list",
        "--event",
        "men 1500m",
        "--from",
        "GBR",
        "--until",
        "2021-08-07",
        "--moves",
        "--csv",
    ];
    let list = text(&arguments);
    assert!(
        list.lines()
            .nth(2)
            .is_some_and(|l| l.starts_with("2,7,3:29.05,Josh Kerr,GBR")),
        "{list}"
    );
    let before = text(&[
        "list",
        "--event",
        "men 1500m",
        "--from",
        "GBR",
        "--before",
        "2021-08-07",
        "--csv",
    ]);
    assert!(before.contains("\n7,3:31.55,Josh Kerr,GBR"), "{before}");
    let top = text(&["list", "--event", "men 1500m", "--until", "2021-08-07", "--top", "1"]);
    assert!(
        top.lines().count() == 3 && top.contains("3:26.00") && top.contains(" marks of "),
        "{top}"
    );
    for (wrong, said) in [
        (["--event", "tiddlywinks"], "is no event"),
        (["--from", "Atlantis"], "a nation’s code"),
        (["--until", "soon"], "is no day"),
        (["--age", "old"], "is no age group"),
    ] {
        let mut arguments = vec!["list"];
        if wrong[0] != "--event" {
            arguments.extend(["--event", "men 1500m"]);
        }
        arguments.extend(wrong);
        assert!(error(&arguments).contains(said), "{wrong:?}");
    }
}

#[test]
fn records_medals_and_athletes_are_printed() {
    // facts/records_progression.csv: 5 to 7 August
    let records = text(&["records", "--event", "men 1500m", "--of", "Olympic Games", "--csv"]);
    assert!(records.contains("3:31.65,2,Abel Kipsang,KEN"), "{records}");
    let medals = text(&["medals", "--of", "Olympic Games", "--event", "men 1500m", "--csv"]);
    assert!(
        medals.contains("\nNOR,1,0,0,1,") || medals.contains("\nNOR,1,0,1,"),
        "{medals}"
    );
    assert!(error(&["medals", "--of", "Village Games"]).contains("Olympic Games"));
    let season = text(&[
        "athlete",
        "--athlete",
        "jakob ingebrigtsen",
        "--season",
        "2021",
        "--csv",
    ]);
    assert!(season.contains("12:48.45"), "{season}");
    let honours = text(&["athlete", "--athlete", "jakob ingebrigtsen", "--honours", "--csv"]);
    assert!(honours.contains("Olympic Games Tokyo 2020"), "{honours}");
    let flags = text(&["show", "--race", FINAL, "--flags", "--csv"]);
    assert!(
        flags.lines().nth(1).is_some_and(|l| l.contains("OR AR(ER) NR PB")),
        "{flags}"
    );
    assert!(text(&["show", "--race", FINAL, "--seasons"]).contains("Herculis"));
    assert!(error(&["athlete", "--athlete", "ingebrigtsen"]).contains("add words to name one"));
}

#[test]
fn a_head_to_head_is_printed_with_its_score() {
    let arguments = [
        "head-to-head",
        "--athlete",
        "jakob ingebrigtsen",
        "--athlete",
        "timothy cheruiyot",
    ];
    let all = text(&arguments);
    // facts/head_to_head.csv: the first win in the 13th meeting
    assert!(
        all.lines().any(|l| l.starts_with("2021-08-07") && l.contains("1–12")),
        "{all}"
    );
    let since = text(&[&arguments[..], &["--since", "2021-08-07", "--finals"]].concat());
    assert!(!since.contains("2021-07-09"), "{since}");
    assert!(text(&arguments[..3]).contains("Timothy Cheruiyot"));
}

#[test]
fn athletes_are_listed_with_how_the_files_write_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = "Place,Name,Nat,Born,Time\n1,José Núñez,ESP,1999-05-01,3:40.1\n2,Ann Berg,NOR,1998,3:41.1\n";
    let other = "Place,Name,Nat,Born,Time\n1,Jose NUNEZ,ESP,1999-05-01,3:42.1\n2,Cat Coe,GBR,1997,3:43.1\n";
    std::fs::write(folder.path().join("may 1500m.csv"), one).expect("written");
    std::fs::write(folder.path().join("june 1500m.csv"), other).expect("written");
    let list = text(&["athletes", &folder.path().display().to_string(), "--csv"]);
    let joined = list.lines().find(|line| line.contains("1999-05-01")).expect("joined");
    assert!(
        joined.ends_with(
            ",2,2,\"name, nation and birth date in 2 files\",Jose NUNEZ ESP 1999-05-01; José Núñez ESP 1999-05-01"
        ),
        "{list}"
    );
    assert_eq!(list.lines().count(), 4, "three athletes");
}

#[test]
fn pairs_that_may_be_one_wait_with_their_evidence_until_a_file_of_decisions_joins_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = "Place,Name,Nat,Born,Time\n1,J. Ingebrigtsen,NOR,2000,3:40.1\n2,Ann Berg,NOR,1998,3:41.1\n";
    let other = "Place,Name,Nat,Born,Time\n1,Jakob Ingebrigtsen,NOR,2000-09-19,3:42.1\n2,Cat Coe,GBR,1997,3:43.1\n";
    std::fs::write(folder.path().join("may 1500m.csv"), one).expect("written");
    std::fs::write(folder.path().join("june 1500m.csv"), other).expect("written");
    let path = folder.path().display().to_string();
    let pairs = text(&["athletes", &path, "--candidates", "--csv"]);
    assert_eq!(pairs.lines().count(), 2, "{pairs}");
    // 2 for the initial, 2 for the birth year, 2 for the nation, 1 for the event
    let evidence = ",likely,7,an initial for the name; birth 2000 agrees; nation NOR; both in 1500 m,,";
    assert!(pairs.contains(evidence), "{pairs}");
    let decided = "(version: 1, decisions: [(number: 1, decision: Join(\
                   (name: \"J. Ingebrigtsen\", nation: \"NOR\", birth: \"2000\"), (name: \"Jakob Ingebrigtsen\", nation: \"NOR\"))),\
                   (number: 2, decision: KeepApart((name: \"Ann Berg\"), (name: \"Ann Nobody\")))])";
    std::fs::write(folder.path().join("homestraight-decisions.ron"), decided).expect("written");
    let list = run(&["athletes", &path, "--csv"]);
    let said = String::from_utf8(list.stderr).expect("UTF-8");
    assert!(
        said.contains("not applied: Ann Berg is not Ann Nobody; no open file has Ann Nobody"),
        "{said}"
    );
    let list = String::from_utf8(list.stdout).expect("UTF-8");
    assert_eq!(list.lines().count(), 4, "{list}");
    assert!(
        list.contains("\"nation, birth year and your decision in 2 files\""),
        "{list}"
    );
    let on = text(&[
        "athlete",
        &path,
        "--athlete",
        "Jakob Ingebrigtsen",
        "--on",
        "2021-08-07",
        "--csv",
    ]);
    assert!(on.contains("\nAge,20,"), "{on}");
}
