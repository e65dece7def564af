//! The bundled face, IBM Plex Sans in three weights, and the width of text in it. Widths come from epaint's layout,
//! which agrees with the page's rasteriser to 0.02 pt, kerning included.

use epaint::text::{FontData, FontDefinitions, Fonts, TextOptions};
use epaint::{Color32, FontFamily, FontId};
use std::cell::RefCell;
use std::sync::Arc;

/// The family name, as in the files themselves.
pub const FAMILY: &str = "IBM Plex Sans";
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf");
pub const MEDIUM: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-Medium.ttf");
pub const BOLD: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-Bold.ttf");

/// The part of the font size from the baseline to the top of capitals and figures.
pub const CAP_HEIGHT: f64 = 0.698;
/// The part of the font size from the baseline to the top of the tallest letters.
pub const ASCENT: f64 = 0.78;
/// The part of the font size below the baseline.
pub const DESCENT: f64 = 0.22;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Regular,
    Medium,
    Bold,
}

impl Weight {
    /// The number that CSS and SVG use.
    pub const fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::Bold => 700,
        }
    }

    const fn family_name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Medium => "medium",
            Self::Bold => "bold",
        }
    }
}

/// Laid out at this size and scaled, so that the layout's rounding does not show at print sizes.
const LAYOUT_SIZE: f32 = 64.0;

thread_local! {
    static FONTS: RefCell<Fonts> = RefCell::new(fonts());
}

fn fonts() -> Fonts {
    let mut definitions = FontDefinitions::empty();
    for (weight, bytes) in [
        (Weight::Regular, REGULAR),
        (Weight::Medium, MEDIUM),
        (Weight::Bold, BOLD),
    ] {
        let name = weight.family_name();
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        definitions
            .families
            .insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        definitions.families.insert(family, vec!["regular".to_owned()]);
    }
    Fonts::new(TextOptions::default(), definitions)
}

/// The width of one line of text in points at `size` points.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let font = FontId::new(LAYOUT_SIZE, FontFamily::Name(weight.family_name().into()));
    let laid_out = FONTS.with_borrow_mut(|fonts| {
        fonts
            .with_pixels_per_point(1.0)
            .layout_no_wrap(text.to_owned(), font, Color32::BLACK)
            .size()
            .x
    });
    f64::from(laid_out) * size / f64::from(LAYOUT_SIZE)
}

/// The text in lines of at most `max_width` points, broken at spaces but not between a figure and its unit, and in long
/// words (addresses, paths) behind their punctuation.
pub fn wrap(text: &str, size: f64, weight: Weight, max_width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (piece, space) in pieces(text) {
        let joined = lines
            .last()
            .map(|line| format!("{line}{}{piece}", if space { " " } else { "" }));
        match (lines.last_mut(), joined) {
            (Some(line), Some(joined)) if width(&joined, size, weight) <= max_width => *line = joined,
            _ => lines.push(piece),
        }
    }
    lines
        .into_iter()
        .map(|line| shorten(&line, size, weight, max_width))
        .collect()
}

/// A word from here on may be broken.
const LONG_WORD: usize = 24;

/// What stays on one line, and whether a space stands before it.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for word in text.split_whitespace() {
        let unit = matches!(
            word.trim_end_matches(['.', ',', ';', ':']),
            "m" | "s" | "km" | "mm" | "%"
        );
        match pieces.last_mut() {
            Some((figure, _)) if unit && figure.ends_with(|c: char| c.is_ascii_digit()) => {
                figure.push(' ');
                figure.push_str(word);
            }
            _ if word.chars().count() >= LONG_WORD => {
                let parts = word.split_inclusive(['/', '@', ':', '_', '-', '?', '&', '=', '.']);
                pieces.extend(parts.enumerate().map(|(nth, part)| (part.to_owned(), nth == 0)));
            }
            _ => pieces.push((word.to_owned(), true)),
        }
    }
    pieces
}

/// The text, or as much of it as fits into `max_width` points with `…`.
pub fn shorten(text: &str, size: f64, weight: Weight, max_width: f64) -> String {
    if width(text, size, weight) <= max_width {
        return text.to_owned();
    }
    let mut cut: Vec<char> = text.chars().collect();
    while cut.pop().is_some() {
        let shorter: String = cut.iter().collect::<String>().trim_end().to_owned() + "…";
        if width(&shorter, size, weight) <= max_width {
            return shorter;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_one_width_and_kerning_counts() {
        let w = |t: &str| width(t, 10.0, Weight::Regular);
        assert!((w("1111") - w("0000")).abs() < 0.01);
        assert!((w("0000") - 24.0).abs() < 0.05, "600 units of 1000 each");
        assert!(w("AVATAR") < w("A") * 3.0 + w("V") + w("T") + w("R"));
        assert!((width("Text", 20.0, Weight::Bold) - 2.0 * width("Text", 10.0, Weight::Bold)).abs() < 1e-9);
    }

    #[test]
    fn wraps_and_shortens() {
        let lines = wrap("one two three four", 10.0, Weight::Regular, 50.0);
        assert!(lines.len() > 1 && lines.join(" ") == "one two three four");
        for width in 30..80 {
            let lines = wrap("over 1500 m now", 10.0, Weight::Regular, f64::from(width));
            assert!(
                lines.iter().all(|l| !l.starts_with("m ") && l != "m"),
                "{width}: {lines:?}"
            );
        }
        let path = "Source: someone/some-long-repository@c697d42:results_of_the_race.csv";
        let lines = wrap(path, 10.0, Weight::Regular, 120.0);
        assert!(lines[0].starts_with("Source: someone/"), "{lines:?}");
        assert_eq!(lines.concat().replace("Source:", "Source: ").replace("  ", " "), path);
        let short = shorten("Ingebrigtsen", 10.0, Weight::Regular, 40.0);
        assert!(short.ends_with('…') && width(&short, 10.0, Weight::Regular) <= 40.0);
    }
}
