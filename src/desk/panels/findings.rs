//! What could not be read or is doubtful, with file and line.

use super::{Context, empty_ui, strip_ui};
use crate::desk::theme;
use crate::model::Severity;
use eframe::egui::{self, Color32, RichText, Ui};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, TableDelegate};
use std::path::PathBuf;

const TITLES: [(&str, f32); 5] = [
    ("Severity", 76.0),
    ("File", 200.0),
    ("Line", 64.0),
    ("Found", 320.0),
    ("Expected", 320.0),
];

/// A file that could not be opened.
pub struct Unread {
    pub path: PathBuf,
    /// The whole sentence, which begins with the path.
    pub reason: String,
}

/// Findings of all files, and the files that could not be opened.
pub fn total(context: &Context<'_>) -> u64 {
    let imports = context.store.imports();
    context.unread.len() as u64 + imports.iter().map(|i| i.findings.total()).sum::<u64>()
}

pub fn ui(ui: &mut Ui, context: &mut Context<'_>) {
    let imports = context.store.imports();
    let total = total(context);
    if total == 0 {
        return empty_ui(ui, "Nothing to report", "Every file was read without a finding");
    }
    let mut ends = Vec::new();
    let mut kept = context.unread.len();
    for import in imports {
        kept += import.findings.kept().len();
        ends.push(kept);
    }
    let look = theme::look(ui);
    strip_ui(ui, |ui| {
        let text = format!("{total} {}", if total == 1 { "finding" } else { "findings" });
        ui.label(RichText::new(text).font(theme::bold(theme::SUBHEADING)));
        if (kept as u64) < total {
            ui.label(RichText::new(format!("the first {kept} are listed")).color(look.quiet));
        }
    });
    let columns: Vec<Column> = TITLES
        .iter()
        .map(|(title, width)| {
            Column::new(*width)
                .range(40.0..=900.0)
                .id(egui::Id::unique(("findings", title)))
        })
        .collect();
    let mut grid = Grid { context, ends };
    egui_table::Table::new()
        .id_salt("findings")
        .num_rows(kept as u64)
        .columns(columns)
        .headers([HeaderRow::new(theme::HEADING_HEIGHT)])
        .show(ui, &mut grid);
}

struct Grid<'a, 'b> {
    context: &'a Context<'b>,
    /// By import, the number of rows up to its last finding; the files that could not be opened stand before.
    ends: Vec<usize>,
}

impl TableDelegate for Grid<'_, '_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let look = theme::look(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, look.bar);
        ui.add_space(8.0);
        ui.centered_and_justified(|ui| {
            let (title, _) = TITLES[cell.col_range.start.min(TITLES.len() - 1)];
            ui.label(
                RichText::new(title)
                    .font(theme::medium(theme::BODY - 1.0))
                    .color(look.quiet),
            );
        });
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let row = cell.row_nr as usize;
        if let Some(unread) = self.context.unread.get(row) {
            return unread_ui(ui, unread, cell.col_nr);
        }
        let at = self.ends.partition_point(|end| *end <= row);
        let Some(import) = self.context.store.imports().get(at) else {
            return;
        };
        let first = at
            .checked_sub(1)
            .map_or(self.context.unread.len(), |before| self.ends[before]);
        let Some(finding) = import.findings.kept().get(row - first) else {
            return;
        };
        let look = theme::look(ui);
        let (text, colour) = match cell.col_nr {
            0 => (
                finding.severity.word().to_owned(),
                match finding.severity {
                    Severity::Error => look.error,
                    Severity::Warning => look.doubt,
                    Severity::Note => look.quiet,
                },
            ),
            1 => (import.source.path.clone(), look.text),
            2 if finding.line > 0 => (finding.line.to_string(), look.text),
            3 => (finding.found.clone(), look.text),
            4 => (finding.expected.clone(), look.text),
            _ => return,
        };
        text_ui(ui, &text, colour);
    }

    fn default_row_height(&self) -> f32 {
        theme::ROW_HEIGHT
    }
}

fn text_ui(ui: &mut Ui, text: &str, colour: Color32) {
    ui.add_space(f32::from(theme::CELL_PADDING));
    ui.add(egui::Label::new(RichText::new(text).color(colour)).truncate())
        .on_hover_text(text);
}

fn unread_ui(ui: &mut Ui, unread: &Unread, column: usize) {
    let look = theme::look(ui);
    let path = unread.path.display().to_string();
    let reason = unread.reason.strip_prefix(&path).unwrap_or(&unread.reason);
    match column {
        0 => text_ui(ui, Severity::Error.word(), look.error),
        1 => text_ui(ui, &path, look.text),
        3 => text_ui(ui, reason.trim_start_matches([':', ' ']), look.text),
        _ => {}
    }
}
