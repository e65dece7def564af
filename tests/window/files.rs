//! Files: opened at the start and dropped, broken and missing ones, and closed again.

use super::{Role, Window, click, press, row, row_texts, show_panel, title, until, window, window_of};
use eframe::egui::{DroppedFile, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const CLUB: &str = "Place,Name,Nation,800m,Time\n1,Ada Quick,GBR,2:10.1,4:10.25\n2,Bea Steady,IRL,2:11.0,4:12.50\n";

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

fn drop_on(window: &mut Window, path: &Path) {
    window
        .input_mut()
        .dropped_files
        .push(Arc::new(Dropped(path.to_owned())));
    window.run_ok();
}

fn write(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

fn holds(window: &Window, name: &str) -> bool {
    window.state().store().athletes().any(|a| a.name() == name)
}

#[test]
fn a_table_given_at_the_start_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "club 1500m women.csv", CLUB.as_bytes());
    let mut window = window_of([1280.0, 800.0], vec![path]);
    until(&mut window, "the table", |w| w.state().store().row_count() == 2);
    let rows = row_texts(&window, "results");
    assert!(rows[0].starts_with("1, Ada Quick, GBR, 4:10.25, 0.00"), "{rows:?}");
    assert!(rows[1].starts_with("2, Bea Steady, IRL, 4:12.50, +2.25"), "{rows:?}");
}

#[test]
fn a_dropped_file_comes_beside_the_sample_and_goes_when_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "club.csv", CLUB.as_bytes());
    let mut window = window();
    let before = window.state().store().row_count();
    drop_on(&mut window, &path);
    until(&mut window, "the dropped table", |w| holds(w, "Ada Quick"));
    assert_eq!(row_texts(&window, "results").len(), 2, "its race is shown");
    assert!(holds(&window, "Jakob Ingebrigtsen"), "the sample stays");
    press(&mut window, Modifiers::COMMAND, Key::W);
    assert!(!holds(&window, "Ada Quick"));
    assert_eq!(window.state().store().row_count(), before);
    assert!(window.state().session().race.is_some(), "another race is shown instead");
}

#[test]
fn a_ron_file_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = include_str!("../../assets/sample/moscow-2013-1500m-women.ron");
    let path = write(&folder, "moscow.ron", text.as_bytes());
    let mut window = window_of([1280.0, 800.0], vec![path]);
    until(&mut window, "the document", |w| title(w).contains("Moscow 2013"));
    assert_eq!(window.state().store().row_count(), 12);
}

/// An archive of two tables and a picture.
fn archive() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let other = CLUB.replace("Ada Quick", "Cid Late");
    for (name, content) in [("heat 1.csv", CLUB), ("photo.png", "\u{0}"), ("heat 2.csv", &other)] {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name, options).expect("an entry");
        std::io::Write::write_all(&mut writer, content.as_bytes()).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn the_parts_of_an_archive_stand_under_it_and_close_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "meet.zip", &archive());
    let mut window = window();
    let before = (
        window.state().store().row_count(),
        window.state().store().imports().len(),
    );
    for _ in 0..2 {
        // opened again it takes the place of what it was
        drop_on(&mut window, &path);
        until(&mut window, "the archive", |w| {
            holds(w, "Cid Late") && w.state().is_idle()
        });
        assert_eq!(window.state().store().imports().len(), before.1 + 3);
    }
    assert_eq!(
        row_texts(&window, "results").len(),
        2,
        "the race of its first part is shown"
    );
    for name in ["meet.zip", "heat 1.csv", "heat 2.csv"] {
        assert!(
            window
                .query_all_by_role_and_label(Role::TreeItem, name)
                .next()
                .is_some(),
            "{name}"
        );
    }
    press(&mut window, Modifiers::COMMAND, Key::W);
    let after = (
        window.state().store().row_count(),
        window.state().store().imports().len(),
    );
    assert_eq!(after, before, "all parts are closed");
}

#[test]
fn pages_of_one_meet_in_one_folder_stand_together_and_close_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let page =
        |event: &str, name: &str| format!("Meet,Event,Place,Athlete,Time\nMidsummer Games,{event},1,{name},4:01.00\n");
    let pages = [("a.csv", "1500 m", "Ada One"), ("b.csv", "1000 m", "Bea Two")];
    let mut paths: Vec<PathBuf> = Vec::new();
    for (file, event, name) in pages {
        paths.push(write(&folder, file, page(event, name).as_bytes()));
    }
    // the same race once more
    paths.push(write(&folder, "copy.csv", page("1500 m", "Ada One").as_bytes()));
    let mut window = window_of([1280.0, 800.0], paths);
    until(&mut window, "the pages", |w| w.state().store().imports().len() == 3);
    let items = |w: &Window, name: &str| w.query_all_by_role_and_label(Role::TreeItem, name).count();
    assert_eq!(items(&window, "Midsummer Games"), 1);
    assert_eq!(items(&window, "a.csv") + items(&window, "b.csv"), 0);
    assert_eq!((items(&window, "1500 m"), items(&window, "1000 m")), (1, 1));
    let meet = window.get_by_role_and_label(Role::TreeItem, "Midsummer Games").rect();
    window.hover_at(meet.center());
    window.run();
    click(&mut window, Role::Button, "Close Midsummer Games");
    assert_eq!(window.state().store().row_count(), 0);
}

#[test]
fn a_folder_is_opened_without_a_word_about_its_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder, "photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write(&folder, "club.csv", CLUB.as_bytes());
    write(&folder, "meet.zip", &archive());
    let mut window = window();
    drop_on(&mut window, folder.path());
    until(&mut window, "the folder", |w| {
        holds(w, "Cid Late") && w.state().is_idle()
    });
    assert_eq!(window.state().notices().count(), 0);
    let empty = tempfile::tempdir().expect("a folder");
    write(&empty, "photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    drop_on(&mut window, empty.path());
    until(&mut window, "a word about it", |w| w.state().notices().count() == 1);
    assert!(window.state().notices().all(|n| n.contains("holds no result file")));
}

#[test]
fn what_cannot_be_read_is_told_and_everything_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let junk: Vec<u8> = (0..4096u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let broken = [write(&folder, "junk.bin", &junk), folder.path().join("missing.csv")];
    let mut window = window();
    let (rows, race) = (window.state().store().row_count(), title(&window));
    let place = |window: &Window| row(window, "results", "Jakob Ingebrigtsen").rect();
    let before = place(&window);
    for (at, path) in broken.iter().enumerate() {
        drop_on(&mut window, path);
        until(&mut window, &format!("a notice about {}", path.display()), |w| {
            w.state().notices().count() > at
        });
        let name = path.file_name().and_then(|n| n.to_str()).expect("a name");
        let notice = window.state().notices().last().unwrap_or_default().to_owned();
        assert!(notice.contains(name), "the notice names the file: {notice}");
        window.get_by_label(&notice);
        assert_eq!(place(&window), before, "nothing moves for a notice");
        assert_eq!(
            (window.state().store().row_count(), title(&window)),
            (rows, race.clone())
        );
    }
    for left in (0..broken.len()).rev() {
        let close = window.get_all_by_role_and_label(Role::Button, "Close").next();
        close.expect("a button").click();
        window.run();
        assert_eq!(window.state().notices().count(), left);
    }
}

#[test]
fn a_damaged_document_is_a_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "half.ron", b"Homestraight(version: 1, meets: [(");
    let mut window = window();
    let (rows, race) = (window.state().store().row_count(), title(&window));
    drop_on(&mut window, &path);
    let found = |w: &Window| {
        let import = w
            .state()
            .store()
            .imports()
            .iter()
            .find(|i| i.source.path.ends_with("half.ron"));
        import.is_some_and(|i| i.findings.total() > 0)
    };
    until(&mut window, "the finding", found);
    show_panel(&mut window, "Findings");
    let findings = row_texts(&window, "findings");
    assert!(findings[0].starts_with("error, half.ron, 1, "), "{findings:?}");
    assert_eq!((window.state().store().row_count(), title(&window)), (rows, race));
}

#[test]
fn with_everything_closed_the_window_says_what_to_do() {
    let mut window = window();
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert_eq!(window.state().store().row_count(), 0);
    assert_eq!(title(&window), "");
    window.get_by_label_contains("No results are open");
    show_panel(&mut window, "Findings");
    assert!(window.query_by_label_contains("Every file was read").is_none());
    click(&mut window, Role::Button, "File");
    click(&mut window, Role::Button, "Open the sample");
    assert_eq!(title(&window), "Olympic Games Tokyo 2020: Men 1500 m, final");
}

const SIZE: [f32; 2] = [1800.0, 1400.0];

#[test]
fn a_finding_shows_the_line_that_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("odd.csv");
    std::fs::write(&path, "Place,Name,Time\n1,Ada Berg,3:50.1\n2,Bo Cole,3:5x\n").expect("written");
    let mut window = window_of(SIZE, vec![path]);
    until(&mut window, "the file", |w| w.state().is_idle());
    show_panel(&mut window, "Findings (1)");
    row(&window, "findings", "3:5x").click();
    // the panel of the source comes to the front, with the line looked for
    until(&mut window, "the line", |w| w.query_by_label("line 3").is_some());
    window.get_by_label_contains("2,Bo Cole,3:5x");
}

#[test]
fn text_from_the_clipboard_is_read_like_a_file() {
    let mut window = window();
    let races = window.state().store().race_count();
    let text = "Place Name            Time\n    1 Ada Berg        3:50.1\n    2 Bo Cole         3:51.2\n    3 Cy Dahl         3:52.0\n";
    window.event(eframe::egui::Event::Paste(text.to_owned()));
    until(&mut window, "the text", |w| w.state().store().race_count() == races + 1);
    let rows = row_texts(&window, "results");
    assert!(rows[0].starts_with("1, Ada Berg, 3:50.1"), "{rows:?}");
}

#[test]
fn a_table_that_is_not_sure_asks_what_its_columns_mean() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bare.csv");
    std::fs::write(
        &path,
        "Ada Berg;3:50.1;3:49.8\nBo Cole;3:51.2;3:50.9\nCy Dahl;3:52.0;3:51.4\n",
    )
    .expect("written");
    let mut window = window_of(SIZE, vec![path]);
    until(&mut window, "the dialog", |w| {
        w.query_by_label("Columns of bare.csv").is_some()
    });
    for (column, meaning) in [(2, "Not used"), (3, "Result")] {
        click(&mut window, Role::ComboBox, &format!("Meaning of column {column}"));
        click(&mut window, Role::Button, meaning);
    }
    click(&mut window, Role::Button, "Use these columns");
    let has_read = |w: &Window| row_texts(w, "results").iter().any(|r| r.contains("Ada Berg, 3:49.8"));
    until(&mut window, "the other column", has_read);
    assert!(window.query_by_label("Columns of bare.csv").is_none(), "asked once");
}

#[test]
fn a_folder_has_one_report_of_what_each_file_is() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder, "club.csv", CLUB.as_bytes());
    write(&folder, "half.ron", b"Homestraight(version: 1, meets: [(");
    write(&folder, "photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let mut window = window_of(SIZE, vec![folder.path().to_owned()]);
    until(&mut window, "the folder", |w| {
        holds(w, "Ada Quick") && w.state().is_idle()
    });
    // it comes to the front by itself
    window.get_by_label("2 files read");
    window.get_by_label_contains("1 passed over");
    let report = row_texts(&window, "report");
    // one race of two athletes with a passing at 800 m and the finish each
    assert!(
        report[0].starts_with("club.csv, comma separated, ") && report[0].contains(", csv, 1, 2, 2, "),
        "{report:?}"
    );
    assert!(
        report[1].starts_with("half.ron, ") && report[1].ends_with(", ron, 0, 0, 0, 0, 1"),
        "{report:?}"
    );
    assert!(report[2].starts_with("photo.png, "), "{report:?}");
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    row(&window, "report", "club.csv").click();
    window.run();
    assert_eq!(row_texts(&window, "results").len(), 2, "a click shows the race");
}

#[test]
fn reading_that_is_cancelled_says_how_far_it_came() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = "1,Ada Quick,GBR,2:10.1,4:10.25\n";
    let large = format!("Place,Name,Nation,800m,Time\n{}", line.repeat(200_000));
    for at in 0..4 {
        write(&folder, &format!("{at}.csv"), large.as_bytes());
    }
    let mut window = window();
    drop_on(&mut window, folder.path());
    let cancel = window.get_all_by_role_and_label(Role::Button, "Cancel").next();
    cancel.expect("a button").click();
    until(&mut window, "a word about it", |w| {
        w.state().notices().any(|n| n.starts_with("Stopped; "))
    });
    assert!(window.state().notices().any(|n| n.ends_with("of 4 files were read")));
}

/// The same race from the jury and from the timing, which disagree on the third.
const JURY: &str = "Meet,Date,Event,Round,Place,Name,Nation,Time\n\
    Club Mile,2024-06-01,men mile,final,1,Ada Berg,NOR,4:01.10\n\
    Club Mile,2024-06-01,men mile,final,2,Bo Cole,GBR,4:02.20\n\
    Club Mile,2024-06-01,men mile,final,3,Cy Dahl,SWE,4:03.50\n";

#[test]
fn a_result_of_two_files_shows_what_each_says_and_the_line_of_either() {
    let folder = tempfile::tempdir().expect("a folder");
    let timing = JURY.replace("4:03.50", "4:03.90");
    let paths = vec![
        write(&folder, "jury.csv", JURY.as_bytes()),
        write(&folder, "timing.csv", timing.as_bytes()),
    ];
    let mut window = window_of(SIZE, paths);
    until(&mut window, "both files", |w| {
        w.state().store().imports().len() == 2 && w.state().is_idle()
    });
    assert_eq!(row_texts(&window, "results").len(), 3, "one race");
    row(&window, "results", "Cy Dahl").click_secondary();
    window.run();
    window.get_by_label_contains("Show source").click();
    until(&mut window, "the first line", |w| {
        w.query_by_label_contains("SWE,4:03.50").is_some()
    });
    click(&mut window, Role::Button, "timing.csv, line 4");
    until(&mut window, "the other line", |w| {
        w.query_by_label_contains("SWE,4:03.90").is_some()
    });
    click(&mut window, Role::Button, "jury.csv, line 4");
}

#[test]
fn a_file_opened_before_is_opened_again_from_the_menu() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = write(&folder, "club.csv", CLUB.as_bytes());
    let mut window = window_of(SIZE, vec![path]);
    until(&mut window, "the table", |w| {
        holds(w, "Ada Quick") && w.state().is_idle()
    });
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert!(!holds(&window, "Ada Quick"));
    click(&mut window, Role::Button, "File");
    window.get_by_label_contains("Recent").click();
    window.run();
    click(&mut window, Role::Button, "club.csv");
    until(&mut window, "the table again", |w| holds(w, "Ada Quick"));
}

const MAY: &str = "Place,Name,Nat,Time\n1,Laura Muir,GBR,4:00.1\n2,Jemma Reekie,GBR,4:02.1\n";
const JUNE: &str = "Place,Name,Nat,Time\n1,Laura K. Muir,GBR,4:01.1\n2,Ada Quick,IRL,4:03.1\n";

#[test]
fn two_athletes_of_the_queue_are_joined_parted_undone_and_redone() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = [("may 1500m women.csv", MAY), ("june 1500m women.csv", JUNE)];
    let paths: Vec<PathBuf> = paths.map(|(name, text)| write(&folder, name, text.as_bytes())).into();
    let mut window = window_of([1800.0, 1000.0], paths.clone());
    until(&mut window, "both tables", |w| w.state().store().row_count() == 4);
    show_panel(&mut window, "Athletes");
    let count = |w: &Window| w.state().store().athlete_count();
    assert_eq!(count(&window), 4);
    window.get_by_label("To decide (1)");
    click(&mut window, Role::Button, "One athlete");
    assert_eq!(count(&window), 3);
    window.get_by_label("To decide (0)");
    let beside = folder.path().join("homestraight-decisions.ron");
    let kept = || std::fs::read_to_string(&beside).expect("kept beside the files");
    assert!(kept().contains("Join((name: \"Laura Muir\""), "{}", kept());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window), 4);
    assert!(!kept().contains("Join"), "{}", kept());
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(count(&window), 3);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    click(&mut window, Role::Button, "Two athletes");
    assert_eq!(count(&window), 4);
    window.get_by_label("To decide (0)");
    let mut again = window_of([1800.0, 1000.0], paths);
    until(&mut again, "both tables", |w| w.state().store().row_count() == 4);
    assert!(matches!(
        again.state().store().decisions(),
        [homestraight::store::Decision::KeepApart(..)]
    ));
}
