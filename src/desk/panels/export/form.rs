//! The choices of the dialog: format, size, resolution, ground and the texts of the chart. Data has a format alone.

use super::draft::Draft;
use crate::chart::style::Ground;
use crate::page::{self, Format, Lettering, PRESETS};
use eframe::egui::{ComboBox, DragValue, Grid, TextEdit, Ui};

/// Resolutions that can be taken with a click.
const DPI: [u32; 4] = [96, 150, 300, 600];
/// In points.
pub const FORM_WIDTH: f32 = 310.0;
/// Of the widest label, which is not always there.
const LABEL_WIDTH: f32 = 60.0;

pub fn form_ui(ui: &mut Ui, draft: &mut Draft) {
    Grid::new("export form")
        .num_columns(2)
        .min_col_width(LABEL_WIDTH)
        .spacing([12.0, 8.0])
        .show(ui, |ui| {
            for (label, is_page) in [("Chart", true), ("Data", false)] {
                ui.label(label);
                ui.horizontal(|ui| {
                    for format in Format::ALL.into_iter().filter(|f| f.is_page() == is_page) {
                        ui.selectable_value(&mut draft.format, format, format.title())
                            .on_hover_text(about(format));
                    }
                });
                ui.end_row();
            }
            if !draft.format.is_page() {
                ui.disable();
            }
            size_ui(ui, draft);
            if draft.format == Format::Png {
                let label = ui.label("Resolution");
                ui.horizontal(|ui| {
                    for dpi in DPI {
                        ui.selectable_value(&mut draft.dpi, dpi, dpi.to_string());
                    }
                    let own = DragValue::new(&mut draft.dpi).range(page::RESOLUTIONS).suffix(" dpi");
                    ui.add(own).labelled_by(label.id);
                });
                ui.end_row();
            }
            ui.label("Ground");
            ui.horizontal(|ui| {
                for (ground, label, about) in [
                    (Ground::Light, "Light", "White ground"),
                    (Ground::Dark, "Dark", "Dark ground"),
                    (
                        Ground::Print,
                        "Print",
                        "Black text; no ground in SVG and PDF, white in PNG",
                    ),
                    (
                        Ground::Grey,
                        "Grey",
                        "Print without colours: lines differ by brightness, line style and marker",
                    ),
                ] {
                    ui.selectable_value(&mut draft.ground, ground, label)
                        .on_hover_text(about);
                }
            });
            ui.end_row();
            ui.label("");
            ui.checkbox(&mut draft.transparent, "Transparent")
                .on_hover_text("No background, also in a PNG");
            ui.end_row();
            if draft.format == Format::Svg {
                ui.label("Lettering");
                ui.horizontal(|ui| {
                    for (lettering, label, about) in [
                        (
                            Lettering::Text,
                            "Text",
                            "Text stays text, with its fonts inside the file",
                        ),
                        (
                            Lettering::Outlines,
                            "Outlines",
                            "Shapes, for programs that ignore fonts inside a file",
                        ),
                    ] {
                        ui.selectable_value(&mut draft.lettering, lettering, label)
                            .on_hover_text(about);
                    }
                });
                ui.end_row();
            }
            let chart = &mut draft.chart;
            text_ui(ui, "Title", &mut chart.title, 2);
            text_ui(ui, "Subtitle", &mut chart.subtitle, 2);
            text_ui(ui, "Caption", &mut chart.caption, 3);
            text_ui(ui, "Source", &mut chart.source, 2);
            text_ui(ui, "Byline", &mut chart.byline, 1);
        });
}

const fn about(format: Format) -> &'static str {
    match format {
        Format::Svg => "Vector graphics for layout programs and the web",
        Format::Pdf => "Vector graphics for print, with its fonts",
        Format::Png => "A picture with its resolution written into the file",
        Format::Csv => "The values behind the chart with commas between them",
        Format::Tsv => "The values behind the chart with tabs between them, for a spreadsheet",
        Format::Markdown => "The values behind the chart as a table of a text",
        Format::Json => "The values behind the chart for programs",
    }
}

fn text_ui(ui: &mut Ui, name: &str, text: &mut String, rows: usize) {
    let label = ui.label(name);
    let edit = TextEdit::multiline(text).desired_rows(rows).desired_width(230.0);
    ui.add(edit).labelled_by(label.id);
    ui.end_row();
}

fn size_ui(ui: &mut Ui, draft: &mut Draft) {
    let label = ui.label("Size");
    let shown = draft
        .preset
        .and_then(|at| PRESETS.get(at))
        .map_or("Own size", |p| p.title);
    let combo = ComboBox::from_id_salt("export size").selected_text(shown).width(222.0);
    let response = combo.show_ui(ui, |ui| {
        for (at, preset) in PRESETS.iter().enumerate() {
            if ui.selectable_label(draft.preset == Some(at), preset.title).clicked() {
                draft.preset = Some(at);
                (draft.width_mm, draft.height_mm) = (preset.size.width_mm, preset.size.height_mm);
            }
        }
        if ui.selectable_label(draft.preset.is_none(), "Own size").clicked() {
            draft.preset = None;
        }
    });
    response.response.labelled_by(label.id);
    ui.end_row();
    if draft.preset.is_none() {
        let label = ui.label("Width × height");
        ui.horizontal(|ui| {
            let side = |value| {
                DragValue::new(value)
                    .range(50.0..=2000.0)
                    .speed(0.5)
                    .suffix(" mm")
                    .max_decimals(1)
            };
            ui.add(side(&mut draft.width_mm)).labelled_by(label.id);
            ui.label("×");
            ui.add(side(&mut draft.height_mm)).labelled_by(label.id);
        });
        ui.end_row();
    }
}
