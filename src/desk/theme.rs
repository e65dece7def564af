//! Every colour and size of the window, named by meaning, for light and dark; and the bundled face.

use crate::chart::font;
use eframe::egui::{
    self, Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle,
    Theme, Ui, vec2,
};
use std::sync::Arc;

/// Height of a table row in points; a whole number, so that a million rows stand exactly.
pub const ROW_HEIGHT: f32 = 22.0;
/// Height of a row with two values one above the other.
pub const TALL_ROW_HEIGHT: f32 = 38.0;
/// Height of a table's heading.
pub const HEADING_HEIGHT: f32 = 26.0;
/// Padding at the left and right of a cell.
pub const CELL_PADDING: i8 = 8;

/// Type sizes in points: small, body, and the two of headings.
pub const SMALL: f32 = 11.5;
pub const BODY: f32 = 13.5;
pub const SUBHEADING: f32 = 15.0;
pub const HEADING: f32 = 20.0;

/// Families of the bundled face beside the regular one.
pub const MEDIUM: &str = "medium";
pub const BOLD: &str = "bold";

/// Colours by meaning.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Behind the panels.
    pub ground: Color32,
    /// Behind tables and charts.
    pub paper: Color32,
    /// Behind bars and headings.
    pub bar: Color32,
    pub stripe: Color32,
    pub hover: Color32,
    pub selected: Color32,
    pub line: Color32,
    /// Around what can be pressed or typed in.
    pub edge: Color32,
    /// Between columns of a table.
    pub divider: Color32,
    pub text: Color32,
    pub quiet: Color32,
    pub accent: Color32,
    pub leader: Color32,
    pub fastest: Color32,
    pub doubt: Color32,
    pub error: Color32,
}

const LIGHT: Look = Look {
    ground: Color32::from_rgb(236, 238, 241),
    paper: Color32::from_rgb(255, 255, 255),
    bar: Color32::from_rgb(246, 247, 249),
    stripe: Color32::from_rgb(249, 250, 251),
    hover: Color32::from_rgb(234, 241, 247),
    selected: Color32::from_rgb(208, 226, 241),
    line: Color32::from_rgb(221, 225, 230),
    edge: Color32::from_rgb(188, 194, 201),
    divider: Color32::from_rgb(238, 240, 243),
    text: Color32::from_rgb(26, 28, 31),
    quiet: Color32::from_rgb(95, 101, 108),
    accent: Color32::from_rgb(0, 104, 163),
    leader: Color32::from_rgb(0, 104, 163),
    fastest: Color32::from_rgb(0, 118, 86),
    doubt: Color32::from_rgb(166, 84, 0),
    error: Color32::from_rgb(176, 32, 36),
};

const DARK: Look = Look {
    ground: Color32::from_rgb(19, 21, 24),
    paper: Color32::from_rgb(28, 31, 35),
    bar: Color32::from_rgb(36, 39, 44),
    stripe: Color32::from_rgb(32, 35, 39),
    hover: Color32::from_rgb(44, 52, 60),
    selected: Color32::from_rgb(32, 67, 94),
    line: Color32::from_rgb(56, 61, 68),
    edge: Color32::from_rgb(86, 93, 102),
    divider: Color32::from_rgb(40, 44, 49),
    text: Color32::from_rgb(233, 235, 238),
    quiet: Color32::from_rgb(164, 171, 179),
    accent: Color32::from_rgb(102, 184, 240),
    leader: Color32::from_rgb(102, 184, 240),
    fastest: Color32::from_rgb(92, 204, 160),
    doubt: Color32::from_rgb(240, 166, 80),
    error: Color32::from_rgb(255, 130, 126),
};

/// The colours of the theme in use.
pub fn look(ui: &Ui) -> &'static Look {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// A font of the bundled face.
pub fn regular(size: f32) -> FontId {
    FontId::proportional(size)
}

pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(MEDIUM.into()))
}

pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// Installs fonts and styles; called once, when the window is made.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    // where the system does not say
    ctx.options_mut(|o| o.fallback_theme = Theme::Light);
    for (theme, look) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| set_style(style, look));
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback: Vec<String> = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let faces = [
        (FontFamily::Proportional, "plex-regular", font::REGULAR),
        (FontFamily::Name(MEDIUM.into()), "plex-medium", font::MEDIUM),
        (FontFamily::Name(BOLD.into()), "plex-bold", font::BOLD),
    ];
    for (family, name, bytes) in faces {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let mut names = vec![name.to_owned()];
        names.extend(fallback.iter().cloned());
        fonts.families.insert(family, names);
    }
    fonts
}

fn set_style(style: &mut egui::Style, look: &Look) {
    style.text_styles = [
        (TextStyle::Small, regular(SMALL)),
        (TextStyle::Body, regular(BODY)),
        (TextStyle::Button, regular(BODY)),
        (TextStyle::Monospace, FontId::monospace(BODY)),
        (TextStyle::Heading, bold(HEADING)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.button_padding = vec2(8.0, 4.0);
    spacing.interact_size.y = 24.0;
    spacing.menu_margin = Margin::same(4);
    spacing.scroll.fade.strength = 0.0;
    spacing.scroll.active_handle_opacity = 0.35;
    spacing.scroll.interact_handle_opacity = 0.6;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;

    let visuals = &mut style.visuals;
    visuals.panel_fill = look.ground;
    visuals.window_fill = look.paper;
    visuals.extreme_bg_color = look.paper;
    visuals.faint_bg_color = look.stripe;
    visuals.window_stroke = Stroke::new(1.0, look.line);
    visuals.override_text_color = None;
    visuals.hyperlink_color = look.accent;
    visuals.selection.bg_fill = look.selected;
    visuals.selection.stroke = Stroke::new(1.0, look.accent);
    visuals.warn_fg_color = look.doubt;
    visuals.error_fg_color = look.error;
    let radius = CornerRadius::same(4);
    let widgets = &mut visuals.widgets;
    for (widget, fill, stroke, text) in [
        (&mut widgets.noninteractive, look.ground, look.line, look.text),
        (&mut widgets.inactive, look.bar, look.edge, look.text),
        (&mut widgets.hovered, look.hover, look.accent, look.text),
        (&mut widgets.active, look.selected, look.accent, look.text),
        (&mut widgets.open, look.hover, look.line, look.text),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, stroke);
        widget.fg_stroke = Stroke::new(1.0, text);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    // the ground of check boxes and radio buttons, which have no edge in a menu
    visuals.widgets.inactive.bg_fill = look.line;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::style::{Ground, palette};

    #[test]
    fn stretches_of_a_chart_stand_out_from_its_panel() {
        for (look, ground) in [(LIGHT, Ground::Light), (DARK, Ground::Dark)] {
            let (band, paper) = (palette(ground).band, look.paper);
            assert!(band.0.abs_diff(paper.r()) >= 10, "{ground:?}: {band:?} on {paper:?}");
        }
    }
}
