//! The binary run as a process, as on a computer without a display.

mod real_files;

use real_files::real_file;
use std::path::Path;
use std::process::{Command, Output};

const FINAL: &str = "Tokyo 2020 men 1500m final";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_homestraight"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the binary runs")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The one line of standard error of a command that must fail.
fn error(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    assert_eq!(error.lines().count(), 1, "{error}");
    error
}

fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let line = |line: &str| line.trim_end_matches('\r').split(',').map(str::to_owned).collect();
    text.lines().map(line).collect()
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("written");
        path
    }
}

#[test]
fn show_prints_the_final_of_the_sample() {
    let rows = csv_rows(&text(&run(&["show", "--race", FINAL, "--csv"])));
    assert_eq!(
        rows[0],
        [
            "Meet", "Event", "Round", "Place", "Athlete", "Nation", "Mark", "Status", "Flags", "Date"
        ]
    );
    assert_eq!(rows.len(), 1 + 13);
    let first = [
        "Olympic Games Tokyo 2020",
        "men 1500 m",
        "final",
        "1",
        "Jakob Ingebrigtsen",
        "NOR",
        "3:28.32",
        "",
        "OR AR(ER) NR PB",
        "2021-08-07",
    ];
    assert_eq!(rows[1], first);
    // terms.md 20
    let marks: Vec<&str> = rows[1..5].iter().map(|r| r[6].as_str()).collect();
    assert_eq!(marks, ["3:28.32", "3:29.01", "3:29.05", "3:29.56"]);
}

#[test]
fn show_agrees_with_every_row_of_the_facts() {
    let Some(shared) = real_file("") else { return };
    let facts = std::fs::read_to_string(shared.join("facts/tokyo2020_1500m_results.csv")).expect("the facts");
    let facts: Vec<Vec<String>> = csv_rows(&facts).into_iter().filter(|r| r[0] == "final").collect();
    let shown = csv_rows(&text(&run(&["show", "--race", FINAL, "--csv"])));
    assert_eq!(facts.len(), 13);
    for (fact, row) in facts.iter().zip(&shown[1..]) {
        assert_eq!(
            [&fact[3], &fact[4], &fact[5], &fact[6]],
            [&row[3], &row[4], &row[5], &row[6]]
        );
    }
}

#[test]
fn show_takes_every_race_that_matches() {
    let rows = csv_rows(&text(&run(&[
        "show",
        "--race",
        "Tokyo 2020 men 1500m semi-final",
        "--csv",
    ])));
    // two semi-finals of 13, facts/README.md
    assert_eq!(rows.len(), 1 + 26);
    assert!(error(&run(&["show", "--race", "Atlantis 1896"])).contains("no race or list matches"));
}

#[test]
fn show_prints_what_few_results_have() {
    let folder = Folder::new();
    let table = "Place,Lane,Athlete,Team,Time,Wind,Reaction,Chip time,Class\n\
                 1,4,Ada One,Harriers,11.20,+1.3,0.145,11.05,W35\n\
                 2,5,Bea Two,Striders,11.31,+1.3,0.151,,W40\n";
    let file = folder.write("100m.csv", table);
    let rows = csv_rows(&text(&run(&["show", &file, "--csv"])));
    let column = |title: &str| rows[0].iter().position(|t| t == title).expect(title);
    let cells = |title: &str| [1, 2].map(|row| rows[row][column(title)].clone());
    assert_eq!(cells("Team"), ["Harriers", "Striders"]);
    assert_eq!(cells("Class"), ["W35", "W40"]);
    assert_eq!(cells("Lane"), ["4", "5"]);
    assert_eq!(cells("Reaction"), ["0.145", "0.151"]);
    assert_eq!(cells("Wind"), ["+1.3", "+1.3"]);
    assert_eq!(cells("Net"), ["11.05", ""]);
    assert!(!rows[0].contains(&"Series".to_owned()), "nobody has one: {:?}", rows[0]);
}

#[test]
fn splits_print_passings_segments_and_the_leader() {
    let rows = csv_rows(&text(&run(&["splits", "--race", FINAL, "--csv"])));
    let column = |title: &str| {
        rows[0]
            .iter()
            .position(|t| t == title)
            .unwrap_or_else(|| panic!("{title} in {:?}", rows[0]))
    };
    assert_eq!(rows.len(), 1 + 1 + 13, "heading, leader, athletes");
    let leader = &rows[1];
    assert_eq!(leader[column("Athlete")], "Leader");
    // seed_claims.md 24, 28
    assert_eq!(
        (
            leader[column("800 m")].as_str(),
            leader[column("1100 m (bell)")].as_str()
        ),
        ("1:51.8", "2:33.6")
    );
    // seed_claims.md 26, 27: Kerr equal seventh at 800 m in 1:53.2, Wightman fourth in 1:52.5
    let of = |name: &str| {
        rows.iter()
            .find(|r| r[column("Athlete")] == name)
            .unwrap_or_else(|| panic!("{name}"))
    };
    let at_800 = |name: &str| {
        (
            of(name)[column("800 m")].clone(),
            of(name)[column("800 m rank")].clone(),
        )
    };
    assert_eq!(at_800("Josh Kerr"), ("1:53.2".into(), "=7".into()));
    assert_eq!(at_800("Jake Wightman"), ("1:52.5".into(), "4".into()));
    assert_eq!(
        of("Jake Wightman")[column("700 m")],
        "",
        "blank where nothing is recorded"
    );
}

#[test]
fn a_race_that_is_not_one_lists_the_candidates() {
    let message = error(&run(&["splits", "--race", "Tokyo 2020 1500m final"]));
    assert!(message.contains("2 races match \"Tokyo 2020 1500m final\", add words to name one: "));
    assert!(
        message.contains("Men 1500 m, final (2021-08-07)") && message.contains("Women 1500 m, final"),
        "{message}"
    );
    let all = error(&run(&["splits", "--race", "1500"]));
    assert!(
        all.contains("; and ") && all.matches(';').count() == 8,
        "eight candidates and how many more: {all}"
    );
    assert!(error(&run(&["splits", "--race", "nowhere"])).contains("no race matches"));
}

#[test]
fn charts_are_written_in_three_formats_and_twice_the_same() {
    let folder = Folder::new();
    for (name, begin) in [("gap.svg", &b"<svg"[..]), ("gap.pdf", b"%PDF"), ("gap.png", b"\x89PNG")] {
        let (first, second) = (folder.path(name), folder.path(&format!("again-{name}")));
        for output in [&first, &second] {
            text(&run(&[
                "chart",
                "--race",
                FINAL,
                "--kind",
                "gap",
                "--athlete",
                "Kerr",
                "-o",
                output,
            ]));
        }
        let bytes = std::fs::read(&first).expect("written");
        assert!(bytes.starts_with(begin), "{name}");
        assert_eq!(bytes, std::fs::read(&second).expect("written"), "{name}");
    }
    let svg = std::fs::read_to_string(folder.path("gap.svg")).expect("text");
    assert!(svg.contains("Kerr") && svg.contains("<title") && svg.contains("<desc"));
}

#[test]
fn every_kind_and_reference_gives_a_chart() {
    let folder = Folder::new();
    for kind in ["gap", "pace", "reference", "trace", "position"] {
        let output = folder.path(&format!("{kind}.svg"));
        text(&run(&["chart", "--race", FINAL, "--kind", kind, "-o", &output]));
    }
    for reference in ["winner", "leader", "Cheruiyot", "3:30"] {
        let output = folder.path("reference.svg");
        text(&run(&[
            "chart",
            "--race",
            FINAL,
            "--kind",
            "reference",
            "--reference",
            reference,
            "-o",
            &output,
        ]));
    }
}

#[test]
fn units_and_the_decimal_mark_are_chosen() {
    let folder = Folder::new();
    let data = |kind: &str, options: &[&str]| {
        let path = folder.path("chart.tsv");
        let fixed = ["chart", "--race", FINAL, "--kind", kind, "-o", &path];
        text(&run(&[&fixed[..], options].concat()));
        std::fs::read_to_string(path).expect("the data of the chart")
    };
    // the winner's first 400 m in 56.2: 2:20.5 for a kilometre, 3:46.1 for a mile, 25.62 km/h, 15.92 mph
    for (kind, options, shown) in [
        ("pace", &["--pace-unit", "km"], "2:20.5"),
        ("pace", &["--pace-unit", "mile"], "3:46.1"),
        ("speed", &["--speed-unit", "km/h"], "25.62"),
        ("speed", &["--speed-unit", "mph"], "15.92"),
        ("pace", &["--decimal", "comma"], "56,2"),
    ] {
        let data = data(kind, options);
        let winner = data
            .lines()
            .find(|l| l.starts_with("Jakob Ingebrigtsen"))
            .expect("the winner");
        assert_eq!(winner.split('\t').nth(1), Some(shown), "{data}");
    }
    let wrong = run(&[
        "chart",
        "--race",
        FINAL,
        "--kind",
        "pace",
        "--pace-unit",
        "ell",
        "-o",
        "x.svg",
    ]);
    assert!(error(&wrong).contains("no unit of pace \"ell\""));
}

#[test]
fn style_lettering_and_texts_of_a_chart_are_chosen() {
    let folder = Folder::new();
    let svg = |options: &[&str]| {
        let path = folder.path("chart.svg");
        let fixed = ["chart", "--race", FINAL, "--kind", "gap", "-o", &path];
        text(&run(&[&fixed, options].concat()));
        std::fs::read_to_string(path).expect("a chart")
    };
    let light = svg(&[]);
    assert!(light.contains("id=\"background\"") && light.matches("@font-face").count() == 3);
    assert!(!svg(&["--transparent"]).contains("id=\"background\""));
    let outlines = svg(&["--lettering", "outlines"]);
    assert!(!outlines.contains("<text") && !outlines.contains("@font-face") && outlines.contains("width=\"174mm\""));
    let texts = svg(&[
        "--title",
        "Kick & run",
        "--subtitle",
        "Tokyo",
        "--caption",
        "",
        "--source",
        "own notes",
        "--byline",
        "Ada Quick",
    ]);
    for told in [
        ">Kick &amp; run<",
        ">Tokyo<",
        ">Source: own notes<",
        ">Chart: Ada Quick<",
    ] {
        assert!(texts.contains(told), "{told}");
    }
    let grey = svg(&["--theme", "grey"]);
    let colours = grey.split("=\"#").skip(1).map(|rest| &rest[..6]);
    let of_lines = colours.filter(|c| c[..2] != c[2..4] || c[..2] != c[4..]);
    assert_eq!(of_lines.collect::<Vec<_>>(), Vec::<&str>::new(), "greys alone");
}

#[test]
fn chart_says_what_is_wrong_and_writes_nothing() {
    let folder = Folder::new();
    let (output, picture) = (folder.path("chart.svg"), folder.path("chart.png"));
    let cases: [&[&str]; 8] = [
        &["--kind", "gap", "--reference", "3:30", "-o", &output],
        &["--kind", "gap", "--dpi", "0", "-o", &picture],
        &["--kind", "gap", "--dpi", "100000", "-o", &picture],
        &["--kind", "gap", "--dpi=-5", "-o", &picture],
        &["--kind", "pie", "-o", &output],
        &["--kind", "gap", "--athlete", "Nobody", "-o", &output],
        &["--kind", "gap", "-o", "chart.bmp"],
        &["--kind", "reference", "--reference", "Nobody", "-o", &output],
    ];
    let errors = cases.map(|case| error(&run(&[&["chart", "--race", FINAL], case].concat())));
    assert!(errors[0].contains("takes no reference"), "{}", errors[0]);
    for error in &errors[1..4] {
        assert!(error.contains("36 to 1200 dots per inch"), "{error}");
    }
    assert!(!Path::new(&output).exists() && !Path::new(&picture).exists());
}

#[test]
fn check_counts_a_file_of_ones_own() {
    let folder = Folder::new();
    let path = folder.write("club.csv", "Place,Name,Nation,Time,400m,800m\n1,Ada Quick,GBR,3:00.1,1:00.0,2:01.0\n2,Bea Steady,IRL,3:0x.9,1:00.4,2:02.0\n");
    let output = run(&["check", "--json", &path]);
    let reports: serde_json::Value = serde_json::from_str(&text(&output)).expect("JSON");
    let report = &reports[0];
    assert_eq!(report["file"], path.as_str());
    assert_eq!(report["format"], "csv");
    let counts = ["races", "athletes", "results", "passings"].map(|key| report[key].as_u64());
    assert_eq!(counts, [Some(1), Some(2), Some(2), Some(4)]);
    let finding = &report["findings"][0];
    assert_eq!(finding["line"], 3);
    assert!(
        finding["found"].as_str().is_some_and(|f| f.contains("3:0x.9")),
        "{finding}"
    );
}

#[test]
fn check_names_what_cannot_be_read_and_reads_the_rest() {
    let folder = Folder::new();
    let good = folder.write("good.csv", "Place,Name,Time\n1,Ada Quick,3:00.1\n");
    let junk = folder.write(
        "junk.bin",
        (0..4096u32).map(|i| (i * 7919 % 251) as u8).collect::<Vec<u8>>(),
    );
    let empty = folder.write("empty.csv", "");
    let missing = folder.path("missing.csv");
    for bad in [&junk, &empty, &missing] {
        let output = run(&["check", "--json", bad, &good]);
        assert!(error(&output).contains(bad.as_str()), "{bad}");
        let reports: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!(reports[0]["error"].is_string());
        assert_eq!(reports[1]["results"], 1);
    }
}

const CLUB: &str = "Event,Sex,Place,Name,Time\n1500m,W,1,Ada Quick,4:10.31\n1500m,W,2,Bea Steady,4:12.50\n";

/// An archive of one table and one other file.
fn archive() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [("heat.csv", CLUB), ("notes.txt", "It rained.\n")] {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).expect("an entry");
        std::io::Write::write_all(&mut writer, content.as_bytes()).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn check_lists_every_file_of_a_folder() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("day 1")).expect("a folder");
    folder.write("day 1/club.csv", CLUB);
    folder.write("README.md", "# Club night\n\nResults of the meet.\n");
    folder.write("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.write("empty.txt", "");
    folder.write("meet.zip", archive());
    let root = folder.path("");
    let reports: serde_json::Value = serde_json::from_str(&text(&run(&["check", "--json", &root]))).expect("JSON");
    let reports = reports.as_array().expect("an array");
    let field = |name: &str| reports.iter().map(|r| r[name].clone()).collect::<Vec<_>>();
    let files = ["README.md", "day 1/club.csv", "empty.txt", "meet.zip", "photo.png"];
    assert_eq!(field("file"), files.map(|name| folder.path(name)));
    assert_eq!(
        field("format"),
        serde_json::json!([null, "csv", null, "zip", null])
            .as_array()
            .expect("an array")
            .clone()
    );
    assert_eq!(field("results"), [0, 2, 0, 2, 0]);
    assert_eq!(field("findings_total"), [0, 0, 0, 1, 0]);
    assert_eq!(reports[0]["reason"], "not recognised as a result file");
    let parts = &reports[3]["parts"];
    assert_eq!(parts.as_array().map(Vec::len), Some(1));
    assert_eq!(parts[0]["file"], format!("{}/heat.csv", folder.path("meet.zip")));
    assert_eq!((&parts[0]["format"], &parts[0]["results"]), (&"csv".into(), &2.into()));
    assert_eq!(reports[3]["findings"][0]["code"], "part-not-recognised");
    let plain = text(&run(&["check", &root]));
    assert!(
        plain.ends_with("2 files read, 3 no result files, 0 failed: 2 races, 4 results, 1 findings\n"),
        "{plain}"
    );
    assert!(plain.contains("photo.png: not recognised as a result file"), "{plain}");
}

#[test]
fn a_folder_without_a_result_fails() {
    let folder = Folder::new();
    folder.write("README.md", "# Nothing here\n");
    for command in [&["check"][..], &["show"], &["splits", "--race", "x"]] {
        let message = error(&run(&[command, &[&folder.path("")]].concat()));
        assert!(message.contains("holds no result file"), "{message}");
    }
}

#[test]
fn a_file_that_is_named_must_be_readable() {
    let folder = Folder::new();
    let note = folder.write("README.md", "# Nothing here\n");
    folder.write("club.csv", CLUB);
    assert!(error(&run(&["check", &note, &folder.path("")])).contains("README.md"));
    assert!(error(&run(&["show", &note])).contains("README.md"));
    // what is damaged is no picture
    folder.write("meet.zip", &archive()[..100]);
    assert!(error(&run(&["check", &folder.path("")])).contains("meet.zip"));
}

#[test]
fn commands_take_folders_and_archives() {
    let folder = Folder::new();
    folder.write("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.write("meet.zip", archive());
    for path in [folder.path(""), folder.path("meet.zip")] {
        let rows = csv_rows(&text(&run(&["show", "--csv", &path])));
        assert_eq!(rows.len(), 1 + 2);
        assert_eq!(rows[1][4], "Ada Quick");
    }
}

#[test]
fn the_real_files_are_checked_as_one_folder() {
    let Some(shared) = real_file("") else { return };
    let data = shared.join("data");
    let output = run(&["check", "--json", &data.display().to_string()]);
    let reports: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut files: Vec<&str> = reports.iter().filter_map(|r| r["file"].as_str()).collect();
    files.dedup();
    assert_eq!(files.len(), reports.len(), "one object a file");
    assert!(reports.iter().all(|r| r["error"].is_null()), "nothing is damaged");
    let of = |name: &str| {
        reports
            .iter()
            .find(|r| r["file"].as_str().is_some_and(|f| f.ends_with(name)))
    };
    // SOURCES.md of the tables: 21,957 data rows, 4 passings where there are times
    let workbook = of("polmaraton_wroclaw_2023_2024.xlsx").expect("the workbook");
    assert_eq!(
        (&workbook["format"], &workbook["results"]),
        (&"xlsx".into(), &21_957.into())
    );
    assert_eq!(workbook["parts"][0]["results"], 21_957);
    assert!(output.status.success());
}

#[test]
fn a_sparse_file_of_five_gigabytes_is_refused() {
    let folder = Folder::new();
    let path = folder.write("sparse.csv", "Place,Name,Time\n");
    let file = std::fs::OpenOptions::new().write(true).open(&path).expect("opened");
    if file.set_len(5 << 30).is_err() {
        println!("this file system has no sparse files");
        return;
    }
    assert!(error(&run(&["check", &path])).contains("4 GiB"));
}

#[test]
fn own_files_take_the_place_of_the_sample() {
    let folder = Folder::new();
    let path = folder.write(
        "club.csv",
        "Meet,Event,Sex,Round,Place,Name,Time\nClub Night,1500m,W,Final,1,Ada Quick,4:10.31\n",
    );
    let rows = csv_rows(&text(&run(&["show", "--csv", &path])));
    assert_eq!(rows.len(), 2);
    assert_eq!(
        rows[1][..7],
        ["Club Night", "women 1500 m", "final", "1", "Ada Quick", "", "4:10.31"]
    );
}

#[test]
fn what_was_read_is_written_as_ron_or_json_and_read_back_the_same() {
    for name in ["all.ron", "all.json"] {
        written_and_read_back(name);
    }
}

fn written_and_read_back(name: &str) {
    let folder = Folder::new();
    let path = folder.path(name);
    assert_eq!(text(&run(&["convert", "-o", &path])), "");
    let sorted = |arguments: &[&str]| {
        let mut lines: Vec<String> = text(&run(arguments)).lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&["show", &path, "--csv"]), sorted(&["show", "--csv"]));
    let splits = |files: &[&str]| text(&run(&[&["splits", "--race", FINAL, "--csv"], files].concat()));
    assert_eq!(splits(&[&path]), splits(&[]));
    // writing what was written changes nothing
    let again = folder.path(&format!("again-{name}"));
    text(&run(&["convert", &path, "-o", &again]));
    assert!(std::fs::read(&path).expect("written") == std::fs::read(&again).expect("written"));
}

#[test]
fn a_race_of_two_files_is_one_when_written_and_read_back() {
    let folder = Folder::new();
    let results = "Event,Date,Place,Athlete,Time\n1500 m,2022-06-12,1,Ada One,4:01.00\n1500 m,2022-06-12,2,Bea Two,4:02.10\n\
                   1500 m,2022-06-12,3,Cis Three,4:03.50\n";
    let splits = "Event,Date,Athlete,400m,800m,1200m,Time\n1500 m,2022-06-12,Ada One,63.1,2:08.0,3:13.4,4:01.0\n\
                  1500 m,2022-06-12,Bea Two,63.4,2:08.3,3:14.1,4:02.1\n1500 m,2022-06-12,Cis Three,63.6,2:08.9,3:14.9,4:03.5\n";
    let files = [folder.write("results.csv", results), folder.write("splits.csv", splits)];
    let written = folder.path("both.ron");
    text(&run(&["convert", &files[0], &files[1], "-o", &written]));
    for arguments in [&["show", "--csv"][..], &["splits", "--race", "1500", "--csv"]] {
        let of = |files: &[&str]| text(&run(&[arguments, files].concat()));
        let (read, again) = (of(&[&files[0], &files[1]]), of(&[&written]));
        assert_eq!(read, again);
        assert_eq!(read.matches("Cis Three").count(), 1, "{read}");
    }
}

#[test]
fn what_was_read_is_written_as_a_table() {
    let folder = Folder::new();
    let (csv, book) = (folder.path("all.csv"), folder.path("all.xlsx"));
    text(&run(&["convert", "-o", &csv]));
    text(&run(&["convert", "-o", &book]));
    let results = |arguments: &[&str]| csv_rows(&text(&run(arguments)));
    let of_final = |file: &[&str]| {
        let rows = results(&[&["show", "--race", FINAL, "--csv"], file].concat());
        let shown = rows
            .into_iter()
            .map(|r| [&r[3], &r[4], &r[5], &r[6], &r[8], &r[9]].map(String::clone));
        shown.collect::<Vec<_>>()
    };
    assert_eq!(of_final(&[&csv]), of_final(&[]));
    assert_eq!(
        results(&["show", &csv, "--csv"]).len(),
        results(&["show", "--csv"]).len()
    );
    assert!(std::fs::read(&book).expect("a workbook").starts_with(b"PK"));
    let first = std::fs::read(&book).expect("a workbook");
    text(&run(&["convert", "-o", &book]));
    assert!(
        first == std::fs::read(&book).expect("a workbook"),
        "the same bytes each time"
    );
    let refused = error(&run(&["convert", "-o", &folder.path("all.doc")]));
    assert!(refused.contains(".ron, .json, .csv or .xlsx"), "{refused}");
}

#[test]
fn a_mistyped_command_and_a_missing_display_are_said_in_plain_words() {
    let mistyped = error(&run(&["shwo"]));
    assert!(
        mistyped.contains("no command or file \"shwo\"; the commands are show, splits"),
        "{mistyped}"
    );
    if cfg!(target_os = "linux") {
        let no_display = error(&run(&[]));
        assert!(no_display.contains("no display was found"), "{no_display}");
    }
}

#[test]
fn a_report_is_a_folder_with_a_page_a_pdf_and_data() {
    let folder = Folder::new();
    let out = folder.path("report");
    text(&run(&["report", "--race", FINAL, "-o", &out]));
    let read = |name: &str| std::fs::read(Path::new(&out).join(name)).expect(name);
    let page = String::from_utf8(read("index.html")).expect("UTF-8");
    // facts: 3:28.32, +0.69 for second; thirteen finalists
    assert!(page.contains("Jakob Ingebrigtsen") && page.contains("3:28.32") && page.contains("+0.69"));
    assert!(
        !page.contains("http://") || page.contains("http://www.w3.org/2000/svg"),
        "nothing is fetched"
    );
    assert!(read("charts.pdf").starts_with(b"%PDF-"));
    let results = String::from_utf8(read("results.csv")).expect("UTF-8");
    assert_eq!(results.lines().count(), 14, "headings and thirteen rows");
    let svg = String::from_utf8(read("gap.svg")).expect("UTF-8");
    assert!(
        svg.starts_with("<svg") && svg.contains("@font-face"),
        "it looks the same elsewhere"
    );
    assert_eq!(String::from_utf8(read("gap.csv")).expect("UTF-8").lines().count(), 14);
}

#[test]
fn a_list_has_a_ladder() {
    let folder = Folder::new();
    let path = folder.path("ladder.csv");
    text(&run(&[
        "chart",
        "--race",
        "World all-time list",
        "--kind",
        "ladder",
        "-o",
        &path,
    ]));
    let written = std::fs::read_to_string(&path).expect("written");
    // facts/alltime_1500m.csv: 1 Hicham El Guerrouj 3:26.00, 1998
    assert!(written.contains("1,3:26.00 Hicham El Guerrouj (1998)"), "{written}");
}

#[test]
fn the_data_behind_a_chart_is_written_in_four_forms() {
    let folder = Folder::new();
    for (name, start) in [
        (
            "gap.csv",
            "Athlete,400 m,800 m,1200 m,1400 m,finish\r\nJakob Ingebrigtsen,",
        ),
        ("gap.tsv", "Athlete\t400 m\t"),
        ("gap.md", "| Athlete | 400 m |"),
        ("gap.json", "[\n  {\"Athlete\": \"Jakob Ingebrigtsen\", \"400 m\": "),
    ] {
        let path = folder.path(name);
        text(&run(&["chart", "--race", FINAL, "--kind", "gap", "-o", &path]));
        let written = std::fs::read_to_string(&path).expect("written");
        assert!(written.starts_with(start), "{name}: {written}");
    }
}

#[test]
fn doubtful_values_of_very_many_results_are_not_searched_for() {
    use std::fmt::Write as _;
    let folder = Folder::new();
    let table = |rows: u32| {
        let mut table = "place,name,400m,800m\n".to_owned();
        for n in 1..=rows {
            // the last passes 400 m after the finish
            let first = if n == rows { 900 } else { 60 };
            writeln!(table, "{n},Name {n},{first}.0,2:05.0").expect("a string");
        }
        table
    };
    let codes = |rows: u32| {
        let path = folder.write("table.csv", table(rows));
        let report: serde_json::Value = serde_json::from_str(&text(&run(&["check", &path, "--json"]))).expect("JSON");
        let findings = report[0]["findings"].as_array().expect("findings").clone();
        findings.iter().map(|f| f["code"].to_string()).collect::<Vec<_>>()
    };
    let (few, many) = (codes(30), codes(200_001));
    assert!(!few.iter().any(|c| c.contains("not-searched")), "{few:?}");
    assert!(many.iter().any(|c| c.contains("not-searched")), "{many:?}");
}

#[test]
fn a_file_without_a_result_is_said_to_have_none() {
    let folder = Folder::new();
    let empty = r#"<ResultList xmlns="http://www.orienteering.org/datastandard/3.0" iofVersion="3.0"><Event><Name>X</Name></Event></ResultList>"#;
    let file = folder.write("empty.xml", empty);
    assert!(text(&run(&["check", &file])).contains("warning: found no result"));
}
