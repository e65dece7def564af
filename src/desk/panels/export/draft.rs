//! What the user has chosen for the file.

use crate::chart::Chart;
use crate::chart::style::Ground;
use crate::desk::dialog::ChartFile;
use crate::page::{Format, Lettering, PRESETS, PageError, Settings, Size};

/// What the user has chosen so far.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// With the texts as edited.
    pub chart: Chart,
    pub format: Format,
    /// Index of a preset; `None` for a size of the user's own.
    pub preset: Option<usize>,
    pub width_mm: f64,
    pub height_mm: f64,
    pub dpi: u32,
    pub ground: Ground,
    pub transparent: bool,
    pub lettering: Lettering,
}

impl Draft {
    pub fn new(chart: &Chart) -> Self {
        let first = PRESETS[1].size;
        Self {
            chart: chart.clone(),
            format: Format::Svg,
            preset: Some(1),
            width_mm: first.width_mm,
            height_mm: first.height_mm,
            dpi: 300,
            ground: Ground::Light,
            transparent: false,
            lettering: Lettering::default(),
        }
    }

    pub fn settings(&self) -> Result<Settings, PageError> {
        let size = match self.preset.and_then(|at| PRESETS.get(at)) {
            Some(preset) => preset.size,
            None => Size::own(self.width_mm, self.height_mm)?,
        };
        Ok(Settings {
            transparent: self.transparent,
            lettering: self.lettering,
            dpi: self.dpi,
            ..Settings::new(size, self.ground)
        })
    }

    /// The file to write; `None` when the page cannot be made.
    pub fn file(&self) -> Option<ChartFile> {
        let settings = self.settings().ok()?;
        Some(ChartFile {
            chart: self.chart.clone(),
            settings,
            format: self.format,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_too_small_says_so() {
        let mut draft = Draft::new(&crate::chart::sample::gaps(3, 3));
        draft.preset = None;
        (draft.width_mm, draft.height_mm) = (20.0, 20.0);
        let reason = draft.settings().expect_err("too small").to_string();
        assert!(reason.contains("60 × 50 mm"), "{reason}");
    }
}
