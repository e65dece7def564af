//! Every command once: label, explanation, shortcut, and when it is ready and why not. Menus, toolbar, shortcuts and the
//! list of keys come from here.

use super::dialog::ChartFile;
use super::panels::Pane;
use super::panels::source::Place;
use crate::model::Units;
use crate::page::Format;
use crate::store::{AthleteId, RaceId, RowId};
use eframe::egui::{Key, KeyboardShortcut, Modifiers, ThemePreference};
use std::path::PathBuf;

/// Something to do after the frame in which it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    ChooseFiles,
    ChooseFolder,
    Open(Vec<PathBuf>),
    OpenSample,
    /// Indices of imports in the store.
    CloseFiles(Vec<usize>),
    CloseRaceFile,
    CloseAll,
    Export,
    /// The chart in view, with the choices of the last export but the format.
    CopyChart(Format),
    /// Puts what the file would hold on the clipboard.
    CopyFile(Box<ChartFile>),
    /// Asks where, and writes the file.
    SaveChart(Box<ChartFile>),
    Copy,
    ClearSelection,
    /// Adds the results selected to the comparison.
    Compare,
    JoinAthletes,
    KeepApart,
    /// Two athletes are one.
    Join(AthleteId, AthleteId),
    /// Two athletes, not joined, are two.
    Part(AthleteId, AthleteId),
    Undo,
    Redo,
    Find,
    ShowProfile,
    ShowRace(RaceId),
    /// The race of a result, with it selected.
    ShowRow(RowId),
    PreviousRace,
    NextRace,
    ShowAthlete(AthleteId),
    ShowPane(Pane),
    ShowSource(Place),
    /// Of the result selected last.
    ShowRowSource,
    /// Of the table that the race on show is from.
    ChooseColumns,
    /// Asks what event the race on show is.
    DescribeRace,
    /// Text from the clipboard as a file.
    Paste(String),
    ResetLayout,
    SetTheme(ThemePreference),
    SetUnits(Units),
    ShowKeys,
    CancelJobs,
    Quit,
}

/// What readiness depends on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Situation {
    pub files: usize,
    pub race: bool,
    /// The race on show is from a table.
    pub is_table: bool,
    /// Why the plot shows no chart.
    pub no_chart: Option<&'static str>,
    pub selected: usize,
    /// Whether the one result selected is of the athlete on show; `None` unless just one is selected.
    pub selected_is_shown: Option<bool>,
    pub can_undo: bool,
    pub can_redo: bool,
    pub jobs: usize,
}

/// A command as the user meets it.
pub struct Action {
    pub command: Command,
    pub label: &'static str,
    pub tooltip: &'static str,
    pub shortcut: Option<KeyboardShortcut>,
    /// `Err` with the reason when it can do nothing now.
    pub ready: fn(Situation) -> Result<(), &'static str>,
}

const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn ctrl_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key))
}

fn always(_: Situation) -> Result<(), &'static str> {
    Ok(())
}

fn with_file(s: Situation) -> Result<(), &'static str> {
    if s.files > 0 { Ok(()) } else { Err("No file is open") }
}

fn with_race(s: Situation) -> Result<(), &'static str> {
    if s.race { Ok(()) } else { Err("No race is on show") }
}

fn with_table(s: Situation) -> Result<(), &'static str> {
    if s.is_table {
        Ok(())
    } else {
        Err("The race on show is not from a table")
    }
}

fn with_chart(s: Situation) -> Result<(), &'static str> {
    s.no_chart.map_or(Ok(()), Err)
}

fn with_selection(s: Situation) -> Result<(), &'static str> {
    if s.selected > 0 {
        Ok(())
    } else {
        Err("Nothing is selected")
    }
}

fn with_another_athlete(s: Situation) -> Result<(), &'static str> {
    match s.selected_is_shown {
        Some(false) => Ok(()),
        _ => Err("Select one result of an athlete other than the one on show"),
    }
}

fn with_a_result_of_the_athlete(s: Situation) -> Result<(), &'static str> {
    match s.selected_is_shown {
        Some(true) => Ok(()),
        _ => Err("Select one result of the athlete on show"),
    }
}

fn with_decision(s: Situation) -> Result<(), &'static str> {
    if s.can_undo { Ok(()) } else { Err("Nothing was decided") }
}

fn with_undone(s: Situation) -> Result<(), &'static str> {
    if s.can_redo {
        Ok(())
    } else {
        Err("Nothing was taken back since the last decision")
    }
}

fn with_jobs(s: Situation) -> Result<(), &'static str> {
    if s.jobs > 0 { Ok(()) } else { Err("Nothing is running") }
}

/// The commands without a parameter, in the order in which the keys are listed.
pub const ACTIONS: &[Action] = &[
    Action {
        command: Command::ChooseFiles,
        label: "Open…",
        tooltip: "Open result files",
        shortcut: ctrl(Key::O),
        ready: always,
    },
    Action {
        command: Command::ChooseFolder,
        label: "Open folder…",
        tooltip: "Open all result files in a folder and in its folders",
        shortcut: ctrl_shift(Key::O),
        ready: always,
    },
    Action {
        command: Command::OpenSample,
        label: "Open the sample",
        tooltip: "The Tokyo 2020 men's 1500 m and what led up to it",
        shortcut: None,
        ready: always,
    },
    Action {
        command: Command::Export,
        label: "Export chart…",
        tooltip: "Save the chart in view as SVG, PDF or PNG, or the data behind it",
        shortcut: ctrl(Key::E),
        ready: with_chart,
    },
    Action {
        command: Command::CloseRaceFile,
        label: "Close file",
        tooltip: "Close the file of the race on show",
        shortcut: ctrl(Key::W),
        ready: with_race,
    },
    Action {
        command: Command::CloseAll,
        label: "Close all",
        tooltip: "Close every file",
        shortcut: ctrl_shift(Key::W),
        ready: with_file,
    },
    Action {
        command: Command::Copy,
        label: "Copy",
        tooltip: "Copy the selected rows with their headings",
        shortcut: None,
        ready: with_selection,
    },
    Action {
        command: Command::CopyChart(Format::Png),
        label: "Copy chart as PNG",
        tooltip: "Copy the chart in view as a picture",
        shortcut: ctrl_shift(Key::C),
        ready: with_chart,
    },
    Action {
        command: Command::CopyChart(Format::Svg),
        label: "Copy chart as SVG",
        tooltip: "Copy the chart in view as the text of an SVG file",
        shortcut: None,
        ready: with_chart,
    },
    Action {
        command: Command::CopyChart(Format::Tsv),
        label: "Copy chart data",
        tooltip: "Copy the values behind the chart in view, for a spreadsheet",
        shortcut: ctrl_shift(Key::T),
        ready: with_chart,
    },
    Action {
        command: Command::ClearSelection,
        label: "Clear selection",
        tooltip: "Select nothing",
        shortcut: Some(KeyboardShortcut::new(Modifiers::NONE, Key::Escape)),
        ready: with_selection,
    },
    Action {
        command: Command::Compare,
        label: "Compare",
        tooltip: "Set the results selected side by side, with others of any race",
        shortcut: ctrl(Key::D),
        ready: with_selection,
    },
    Action {
        command: Command::JoinAthletes,
        label: "Same athlete",
        tooltip: "The athlete of the result selected is the athlete on show",
        shortcut: ctrl(Key::J),
        ready: with_another_athlete,
    },
    Action {
        command: Command::KeepApart,
        label: "Another athlete",
        tooltip: "The result selected is of another athlete than the one on show",
        shortcut: ctrl_shift(Key::J),
        ready: with_a_result_of_the_athlete,
    },
    Action {
        command: Command::Undo,
        label: "Undo",
        tooltip: "Take back the last decision about athletes and races",
        shortcut: ctrl(Key::Z),
        ready: with_decision,
    },
    Action {
        command: Command::Redo,
        label: "Redo",
        tooltip: "Bring back the decision that was taken back last",
        shortcut: ctrl_shift(Key::Z),
        ready: with_undone,
    },
    Action {
        command: Command::Find,
        label: "Find",
        tooltip: "Search races and meets in the library",
        shortcut: ctrl(Key::F),
        ready: with_file,
    },
    Action {
        command: Command::ShowProfile,
        label: "Open profile",
        tooltip: "Show the athlete selected last in the profile",
        shortcut: ctrl(Key::P),
        ready: with_selection,
    },
    Action {
        command: Command::PreviousRace,
        label: "Previous race",
        tooltip: "Show the race before this one in the library",
        shortcut: Some(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowUp)),
        ready: with_race,
    },
    Action {
        command: Command::NextRace,
        label: "Next race",
        tooltip: "Show the race after this one in the library",
        shortcut: Some(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowDown)),
        ready: with_race,
    },
    Action {
        command: Command::ResetLayout,
        label: "Reset layout",
        tooltip: "Put all panels and the widths of columns back as they were at first",
        shortcut: None,
        ready: always,
    },
    Action {
        command: Command::CancelJobs,
        label: "Cancel",
        tooltip: "Stop reading files",
        shortcut: None,
        ready: with_jobs,
    },
    Action {
        command: Command::ShowRowSource,
        label: "Show source",
        tooltip: "Show the line of the file that the selected result is from",
        shortcut: ctrl(Key::U),
        ready: with_selection,
    },
    Action {
        command: Command::ChooseColumns,
        label: "Columns…",
        tooltip: "Say what the columns of the table mean that the race on show is from",
        shortcut: None,
        ready: with_table,
    },
    Action {
        command: Command::DescribeRace,
        label: "What race is this…",
        tooltip: "Say the event and the day of the race on show, where its file does not",
        shortcut: None,
        ready: with_race,
    },
    Action {
        command: Command::ShowKeys,
        label: "Keys",
        tooltip: "All keys of the program",
        shortcut: Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
        ready: always,
    },
    Action {
        command: Command::Quit,
        label: "Quit",
        tooltip: "Close the window",
        shortcut: ctrl(Key::Q),
        ready: always,
    },
];

/// The action of a command.
pub fn action(command: &Command) -> Option<&'static Action> {
    ACTIONS.iter().find(|a| a.command == *command)
}

/// Keys that tables and charts have by themselves, for the list of keys.
pub const OTHER_KEYS: &[(&str, &str)] = &[
    ("Ctrl+C", "Copy the selected rows with their headings"),
    ("Ctrl+V", "Read text from the clipboard as a file"),
    ("Ctrl+A", "Select all rows of the table"),
    (
        "Up, Down, Page up, Page down, Home, End",
        "Move the selection; with Shift extend it",
    ),
    (
        "Click, Ctrl+click, Shift+click",
        "Select one row, add or remove one, select a range",
    ),
    ("Enter or double-click", "Open the athlete's profile"),
    ("Click on a heading", "Sort up, down, off; with Shift add a further key"),
    (
        "Click on a line or a name in the plot",
        "Show this athlete alone; a click beside them shows all",
    ),
    (
        "Ctrl+click on a line or a name in the plot",
        "Add the athlete to those in colour, or take him or her out",
    ),
    ("Right-click in the plot", "Write a note there"),
    ("Space in the track", "Run the race, or pause it"),
    ("Wheel, drag, double-click in the plot", "Zoom, pan, show everything"),
    ("Ctrl+plus, Ctrl+minus, Ctrl+0", "Larger, smaller, normal size"),
];
