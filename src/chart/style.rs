//! Colours, line styles and marker shapes. The colours are those of Okabe and Ito, darkened for white paper and lightened
//! for a dark ground so that lines keep a contrast of 3:1 and labels of 4.5:1; line style and shape are the second code.
//! A style is an index, so that an athlete has the same one in every chart and panel.

use super::Emphasis;
use std::collections::BTreeMap;

/// A colour of the screen and the page, red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// What a chart is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    #[default]
    Light,
    Dark,
    /// White paper: black text, and no background except in a picture, where it is white.
    Print,
    /// The same in greys: lines differ by line style, brightness and marker, cells are the darker the further behind.
    Grey,
}

impl Ground {
    pub const ALL: [Ground; 4] = [Self::Light, Self::Dark, Self::Print, Self::Grey];

    /// Word of the command line and the dialog.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
            Self::Grey => "grey",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.word() == word)
    }
}

/// Colours by meaning on one ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// `None` leaves the paper as it is.
    pub background: Option<Colour>,
    /// What lies behind text when it must cover a line.
    pub paper: Colour,
    pub text: Colour,
    pub quiet_text: Colour,
    pub grid: Colour,
    pub axis: Colour,
    pub band: Colour,
    pub field_line: Colour,
    pub field_text: Colour,
    pub reference: Colour,
    /// Fills of bars; their values stand beside them in the text colour.
    pub ahead: Colour,
    pub behind: Colour,
    /// Fills of cells: far behind, in the middle, far ahead.
    pub cells: [Colour; 3],
    /// Lines of the selected.
    pub lines: [Colour; COLOURS],
    /// Labels of the selected.
    pub texts: [Colour; COLOURS],
}

/// Number of colours, one more than are in colour without a selection, so that another athlete who is chosen alone has a
/// colour that nobody else had. The styles after them repeat the colours with another line style.
pub const COLOURS: usize = 9;

const LIGHT: Palette = Palette {
    background: Some(Colour(255, 255, 255)),
    paper: Colour(255, 255, 255),
    text: Colour(26, 28, 31),
    quiet_text: Colour(95, 101, 108),
    grid: Colour(229, 231, 234),
    axis: Colour(122, 128, 135),
    band: Colour(245, 246, 247),
    field_line: Colour(186, 191, 197),
    field_text: Colour(107, 113, 120),
    reference: Colour(60, 64, 69),
    ahead: Colour(168, 206, 230),
    behind: Colour(241, 190, 158),
    cells: [Colour(241, 190, 158), Colour(255, 255, 255), Colour(168, 206, 230)],
    lines: [
        Colour(0, 114, 178),
        Colour(213, 94, 0),
        Colour(0, 150, 109),
        Colour(183, 79, 140),
        Colour(176, 120, 0),
        Colour(42, 143, 204),
        Colour(38, 38, 42),
        Colour(138, 90, 43),
        Colour(96, 70, 196),
    ],
    texts: [
        Colour(0, 104, 163),
        Colour(184, 79, 0),
        Colour(0, 117, 85),
        Colour(166, 63, 124),
        Colour(140, 95, 0),
        Colour(26, 112, 163),
        Colour(26, 28, 31),
        Colour(122, 78, 35),
        Colour(88, 62, 186),
    ],
};

const DARK: Palette = Palette {
    background: Some(Colour(22, 25, 29)),
    paper: Colour(22, 25, 29),
    text: Colour(236, 238, 240),
    quiet_text: Colour(163, 170, 178),
    grid: Colour(58, 64, 71),
    axis: Colour(122, 130, 138),
    band: Colour(42, 47, 53),
    field_line: Colour(88, 95, 103),
    field_text: Colour(150, 157, 165),
    reference: Colour(200, 204, 208),
    ahead: Colour(36, 76, 104),
    behind: Colour(112, 62, 32),
    cells: [Colour(112, 62, 32), Colour(22, 25, 29), Colour(36, 76, 104)],
    lines: DARK_LINES,
    texts: DARK_LINES,
};

const DARK_LINES: [Colour; COLOURS] = [
    Colour(75, 163, 224),
    Colour(255, 136, 61),
    Colour(44, 196, 150),
    Colour(229, 150, 196),
    Colour(240, 178, 50),
    Colour(143, 210, 247),
    Colour(242, 242, 242),
    Colour(205, 163, 122),
    Colour(172, 156, 255),
];

const PRINT: Palette = Palette {
    background: None,
    text: Colour(0, 0, 0),
    quiet_text: Colour(70, 70, 70),
    axis: Colour(90, 90, 90),
    ..LIGHT
};

/// Names stand beside their lines: all of the selected in black, so that none is taken for one of the field.
const GREY: Palette = Palette {
    grid: grey(230),
    band: grey(245),
    field_line: grey(190),
    field_text: grey(112),
    reference: grey(60),
    ahead: grey(224),
    behind: grey(170),
    cells: [grey(166), grey(226), grey(255)],
    lines: [BLACK, MID, BLACK, MID, MID, BLACK, MID, BLACK, grey(60)],
    texts: [BLACK; COLOURS],
    ..PRINT
};

const BLACK: Colour = grey(0);
const MID: Colour = grey(118);

const fn grey(level: u8) -> Colour {
    Colour(level, level, level)
}

/// The colours of a ground.
pub const fn palette(ground: Ground) -> &'static Palette {
    match ground {
        Ground::Light => &LIGHT,
        Ground::Dark => &DARK,
        Ground::Print => &PRINT,
        Ground::Grey => &GREY,
    }
}

/// The colour of a cell, from -100, far behind, to 100, far ahead.
pub fn shade(ground: Ground, shade: i8) -> Colour {
    let [behind, middle, ahead] = palette(ground).cells;
    let end = if shade < 0 { behind } else { ahead };
    let share = u32::from(shade.unsigned_abs().min(100));
    let mix = |from: u8, to: u8| ((u32::from(from) * (100 - share) + u32::from(to) * share) / 100) as u8;
    Colour(mix(middle.0, end.0), mix(middle.1, end.1), mix(middle.2, end.2))
}

/// Shapes of the markers at passings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Circle,
    Square,
    Diamond,
    TriangleUp,
    TriangleDown,
}

/// By colour, so that the two blues, and amber and brown, differ in shape, too.
const SHAPES: [Shape; COLOURS] = [
    Shape::Circle,
    Shape::Square,
    Shape::Diamond,
    Shape::TriangleUp,
    Shape::TriangleDown,
    Shape::Square,
    Shape::Circle,
    Shape::Diamond,
    Shape::TriangleDown,
];

/// Dash patterns in multiples of the line's width; empty is solid.
const DASHES: [&[f64]; 4] = [&[], &[4.0, 1.6], &[1.2, 1.6], &[6.0, 1.6, 1.2, 1.6]];
/// The bridge over a missing marker, in multiples of the line's width.
pub const BRIDGE_DASH: &[f64] = &[2.0, 3.0];

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub line: Colour,
    pub text: Colour,
    /// In multiples of the chart's line width.
    pub width: f64,
    pub dash: &'static [f64],
    /// `None` draws no marker.
    pub shape: Option<Shape>,
}

impl Style {
    /// A line without line style and markers, one of very many.
    #[must_use]
    pub const fn plain(self) -> Self {
        Self {
            width: 0.6,
            dash: &[],
            shape: None,
            ..self
        }
    }
}

/// The style of a series by its index and emphasis.
pub fn style(index: usize, emphasis: Emphasis, ground: Ground) -> Style {
    let palette = palette(ground);
    match emphasis {
        Emphasis::Selected => Style {
            line: palette.lines[index % COLOURS],
            text: palette.texts[index % COLOURS],
            width: 1.0,
            dash: match ground {
                Ground::Grey => DASHES[index % DASHES.len()],
                _ => DASHES[index / COLOURS % DASHES.len()],
            },
            shape: Some(SHAPES[index % COLOURS]),
        },
        Emphasis::Field => Style {
            line: palette.field_line,
            text: palette.field_text,
            width: 0.6,
            dash: &[],
            shape: None,
        },
    }
}

/// The style that an athlete has from an earlier chart, and the athlete's index in the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub known: Option<usize>,
    pub at: usize,
}

/// Gives styles (in the chart's order) so that two share a colour only when all colours are taken. Who has a style keeps it,
/// then who asks for a colour first has it, and each other one takes the last colour that is free.
pub fn distinct(wanted: &[Wanted]) -> Vec<usize> {
    let mut given: Vec<Option<usize>> = vec![None; wanted.len()];
    let is_free = |given: &[Option<usize>], style: usize| !given.contains(&Some(style));
    let rounds: [fn(&Wanted) -> Option<usize>; 2] = [|w| w.known, |w| Some(w.at)];
    for asked_for in rounds {
        for (nth, wanted) in wanted.iter().enumerate() {
            if let Some(style) = asked_for(wanted).filter(|style| *style < COLOURS)
                && given[nth].is_none()
                && is_free(&given, style)
            {
                given[nth] = Some(style);
            }
        }
    }
    for (nth, wanted) in wanted
        .iter()
        .enumerate()
        .filter(|(nth, _)| given[*nth].is_none())
        .collect::<Vec<_>>()
    {
        let colour = (0..COLOURS).rfind(|colour| is_free(&given, *colour));
        let dashed = || (wanted.at.max(COLOURS)..).find(|style| is_free(&given, *style));
        given[nth] = colour.or_else(dashed);
    }
    given.into_iter().map(Option::unwrap_or_default).collect()
}

/// Colours that athletes have, by the number of the athlete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleBook(BTreeMap<u32, usize>);

impl StyleBook {
    /// Notes the style that an athlete was drawn in. Only the colours are kept: there is no end to the styles after them.
    pub fn keep(&mut self, athlete: u32, style: usize) {
        if style < COLOURS {
            self.0.insert(athlete, style);
        }
    }

    /// The athlete's style if one was kept.
    pub fn known(&self, athlete: u32) -> Option<usize> {
        self.0.get(&athlete).copied()
    }

    /// The same styles where the athletes have other numbers; who is not there any more is left out.
    #[must_use]
    pub fn renumbered(&self, number: impl Fn(u32) -> Option<u32>) -> Self {
        let entries = self.0.iter();
        Self(
            entries
                .filter_map(|(athlete, style)| Some((number(*athlete)?, *style)))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(c: Colour) -> f64 {
        let channel = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.040_45 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(c.0) + 0.7152 * channel(c.1) + 0.0722 * channel(c.2)
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn lines_and_labels_can_be_seen_on_every_ground() {
        for ground in Ground::ALL {
            let p = palette(ground);
            for (line, text) in p.lines.into_iter().zip(p.texts) {
                assert!(
                    contrast(line, p.paper) >= 3.0,
                    "{ground:?} line {line:?} {}",
                    contrast(line, p.paper)
                );
                assert!(
                    contrast(text, p.paper) >= 4.5,
                    "{ground:?} text {text:?} {}",
                    contrast(text, p.paper)
                );
                assert!(
                    contrast(text, p.band) >= 4.5,
                    "{ground:?} on the band {text:?} {}",
                    contrast(text, p.band)
                );
            }
            for text in [p.text, p.quiet_text, p.field_text] {
                assert!(
                    contrast(text, p.paper) >= 4.5,
                    "{ground:?} {text:?} {}",
                    contrast(text, p.paper)
                );
            }
        }
    }

    #[test]
    fn greys_are_told_apart_without_markers() {
        let all: Vec<Style> = (0..COLOURS)
            .map(|n| style(n, Emphasis::Selected, Ground::Grey))
            .collect();
        for (a, b) in (0..COLOURS).flat_map(|a| (a + 1..COLOURS).map(move |b| (a, b))) {
            let tones = i32::from(all[a].line.0) - i32::from(all[b].line.0);
            assert!(tones.abs() >= 50 || all[a].dash != all[b].dash, "{a} and {b}");
        }
        let cell = |at| shade(Ground::Grey, at).0;
        assert!(cell(-100) < cell(-50) && cell(-50) < cell(0) && cell(0) < cell(100));
    }

    #[test]
    fn styles_differ_and_an_athlete_keeps_the_own() {
        let all: Vec<Style> = (0..32).map(|n| style(n, Emphasis::Selected, Ground::Light)).collect();
        for (a, b) in (0..32).flat_map(|a| (a + 1..32).map(move |b| (a, b))) {
            assert!(all[a].line != all[b].line || all[a].dash != all[b].dash);
        }
        let places = |at: &[usize]| at.iter().map(|at| Wanted { known: None, at: *at }).collect::<Vec<_>>();
        assert_eq!(
            distinct(&places(&[0, 9, 3, 12])),
            [0, 8, 3, 7],
            "free colours for those beyond the ninth"
        );
        let ten: Vec<usize> = (0..10).collect();
        assert_eq!(distinct(&places(&ten)), ten);
        let known = |known, at| Wanted { known, at };
        assert_eq!(
            distinct(&[known(None, 0), known(Some(0), 1), known(Some(0), 2)]),
            [8, 0, 2],
            "the colour stays with who had it, of two with the first"
        );
        let mut book = StyleBook::default();
        book.keep(77, 4);
        book.keep(5, COLOURS);
        assert_eq!((book.known(77), book.known(5)), (Some(4), None));
        assert_eq!(book.renumbered(|athlete| athlete.checked_sub(70)).known(7), Some(4));
    }
}
