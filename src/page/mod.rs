//! A chart as bytes for print: one chain from the SVG text to PNG and PDF with the bundled fonts only, so that the same
//! chart gives the same bytes on every computer.

pub mod facts;
pub mod file;
mod format;
mod layout;
mod number;
mod outline;
mod pdf;
mod png;
pub mod report;
mod scene;
mod series;
mod size;
mod spread;
mod svg;
pub mod table;
mod typeface;
pub mod xlsx;

pub use format::Format;
pub use scene::{Item, Scene};
pub use size::{PRESETS, Preset, Size};

use crate::chart::style::Ground;
use crate::chart::{Chart, ChartData};
use crate::sheet::Sheet;
use resvg::usvg::{self, fontdb};
use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock};
use svg::Letters;

/// The dots per inch that a picture can have.
pub const RESOLUTIONS: RangeInclusive<u32> = 36..=1200;

/// How the text of an SVG is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lettering {
    /// Text, with the fonts inside the file.
    #[default]
    Text,
    /// Shapes, for programs that ignore fonts inside a file.
    Outlines,
}

impl Lettering {
    pub const ALL: [Self; 2] = [Self::Text, Self::Outlines];

    /// Word of the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Outlines => "outlines",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.word() == word)
    }
}

/// How a chart is put on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    pub size: Size,
    pub ground: Ground,
    /// Without a background, also in a picture.
    pub transparent: bool,
    /// Of an SVG.
    pub lettering: Lettering,
    /// Dots per inch of a picture, see [`resolution`].
    pub dpi: u32,
}

/// The dots per inch if a picture can have as many.
pub fn resolution(dpi: i64) -> Result<u32, PageError> {
    let fitting = u32::try_from(dpi).ok().filter(|dpi| RESOLUTIONS.contains(dpi));
    fitting.ok_or(PageError::Resolution { dpi })
}

impl Settings {
    /// With a background, text as text, and dots as fine as print needs.
    pub fn new(size: Size, ground: Ground) -> Self {
        Self {
            size,
            ground,
            transparent: false,
            lettering: Lettering::default(),
            dpi: 300,
        }
    }
}

/// Why a page could not be made, in words for the person.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    #[error("The page is too small for this chart: at least {width_mm} × {height_mm} mm is needed")]
    TooSmall { width_mm: u32, height_mm: u32 },
    #[error("The picture would have {pixels} million pixels; choose fewer dots per inch or a smaller size")]
    TooManyPixels { pixels: u64 },
    #[error("A picture has {} to {} dots per inch, not {dpi}", RESOLUTIONS.start(), RESOLUTIONS.end())]
    Resolution { dpi: i64 },
    #[error("The page could not be drawn ({0}); this is a mistake of the program")]
    Drawing(String),
}

/// The bytes of a chart, or of the data behind it, in a format.
pub fn export(chart: &Chart, settings: Settings, format: Format) -> Result<Vec<u8>, PageError> {
    let data = |write: fn(&dyn Sheet) -> String| Ok(write(&ChartData::new(chart)).into_bytes());
    match format {
        Format::Svg => Ok(svg_file(chart, settings)?.into_bytes()),
        Format::Pdf => pdf(std::slice::from_ref(chart), settings, &chart.title),
        Format::Png => png::write(&tree(&svg(chart, settings)?)?, settings),
        Format::Csv => data(table::csv),
        Format::Tsv => data(table::whole_tsv),
        Format::Markdown => data(table::markdown),
        Format::Json => data(table::json),
    }
}

/// The SVG with what it needs to look the same everywhere.
fn svg_file(chart: &Chart, settings: Settings) -> Result<String, PageError> {
    let scene = scene(chart, settings)?;
    let letters = match settings.lettering {
        Lettering::Text => Letters::Text {
            fonts: typeface::rules(|weight| {
                let texts = scene.texts().filter(|t| t.weight == weight);
                texts.flat_map(|t| t.content.chars()).collect()
            }),
        },
        Lettering::Outlines => Letters::Shapes(outline::outlines(&tree(&plain(&scene))?).into_iter()),
    };
    Ok(svg::write(&scene, letters))
}

/// The SVG without fonts, which this program has.
fn plain(scene: &Scene) -> String {
    svg::write(scene, Letters::Text { fonts: String::new() })
}

/// Charts as the pages of one PDF.
pub fn pdf(charts: &[Chart], settings: Settings, title: &str) -> Result<Vec<u8>, PageError> {
    let page = |chart: &Chart| {
        let scene = scene(chart, settings)?;
        Ok(pdf::Page {
            drawing: tree(&plain(&scene))?,
            description: format!("{}. {}", scene.title, scene.description),
        })
    };
    let pages = charts.iter().map(page).collect::<Result<Vec<_>, PageError>>()?;
    pdf::write(&pages, settings.size, title)
}

/// The chart as SVG text without fonts; a unit of its view box is a point.
pub fn svg(chart: &Chart, settings: Settings) -> Result<String, PageError> {
    Ok(plain(&scene(chart, settings)?))
}

/// What stands where on the page, before it is written.
pub fn scene(chart: &Chart, settings: Settings) -> Result<Scene, PageError> {
    layout::lay_out(chart, settings)
}

/// The page as red, green, blue and alpha bytes with its width in pixels: what the export dialog shows.
pub fn preview(chart: &Chart, settings: Settings, dpi: u32) -> Result<(Vec<u8>, u32, u32), PageError> {
    png::pixels(&tree(&svg(chart, settings)?)?, settings, dpi)
}

fn tree(svg: &str) -> Result<usvg::Tree, PageError> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for face in [
            crate::chart::font::REGULAR,
            crate::chart::font::MEDIUM,
            crate::chart::font::BOLD,
        ] {
            fonts.load_font_data(face.to_vec());
        }
        Arc::new(fonts)
    });
    let options = usvg::Options {
        fontdb: Arc::clone(fonts),
        font_family: crate::chart::font::FAMILY.to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).map_err(|e| PageError::Drawing(e.to_string()))
}

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;
