//! The chart leaves the window: through the dialog, and to the clipboard.

use super::{Window, click, press, until, window};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// What a frame puts on the clipboard, once the job beside the window is done.
fn put_on_clipboard(window: &mut Window) -> OutputCommand {
    for _ in 0..2000 {
        window.step();
        if let Some(command) = window.output().platform_output.commands.first() {
            return command.clone();
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("nothing was copied");
}

fn text(command: OutputCommand) -> String {
    match command {
        OutputCommand::CopyText(text) => text,
        other => panic!("{other:?}"),
    }
}

fn from_menu(window: &mut Window, item: &str) -> OutputCommand {
    click(window, Role::Button, "Edit");
    window.get_by_label_contains(item).click();
    put_on_clipboard(window)
}

#[test]
fn the_edit_menu_copies_chart_and_data() {
    let mut window = window();
    let OutputCommand::CopyImage(picture) = from_menu(&mut window, "Copy chart as PNG") else {
        panic!("no picture");
    };
    // 174 and 110 mm at 300 dots per inch of 25.4 mm
    assert_eq!(picture.size, [2055, 1299]);
    let svg = text(from_menu(&mut window, "Copy chart as SVG"));
    assert!(svg.starts_with("<svg ") && svg.contains("@font-face") && svg.contains(">Ingebrigtsen</text>"));
    let data = text(from_menu(&mut window, "Copy chart data"));
    assert!(data.starts_with("Athlete\t400 m\t800 m\t"), "{data}");
    assert_eq!(data.lines().count(), 14, "headings and thirteen finalists");
}

#[test]
fn the_dialog_copies_the_format_chosen_and_keeps_the_byline() {
    let mut window = window();
    press(&mut window, Modifiers::COMMAND, Key::E);
    click(&mut window, Role::Button, "Markdown");
    window.get_by_role_and_label(Role::Button, "Copy").click();
    let data = text(put_on_clipboard(&mut window));
    assert!(data.starts_with("| Athlete | 400 m | 800 m |"), "{data}");
    click(&mut window, Role::Button, "PDF");
    let copy = window.get_by_role_and_label(Role::Button, "Copy");
    assert!(copy.accesskit_node().is_disabled(), "a PDF can only be saved");
    window.get_by_label("Byline").focus();
    window.run();
    window.get_by_label("Byline").type_text("Ada Quick");
    until(&mut window, "the preview", |w| {
        w.query_by_label("Preview of the file").is_some()
    });
    click(&mut window, Role::Button, "Cancel");
    let svg = text(from_menu(&mut window, "Copy chart as SVG"));
    assert!(svg.contains(">Chart: Ada Quick</text>"));
}
