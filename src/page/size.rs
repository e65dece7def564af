//! Page sizes in points (72 to the inch) and the type size that suits each.

use super::PageError;

const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// The size of a page and of the text on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width_mm: f64,
    pub height_mm: f64,
    /// Size of axis and line labels in points; titles are set in proportion.
    pub text_pt: f64,
}

/// A named size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// Word of the command line.
    pub key: &'static str,
    pub title: &'static str,
    pub size: Size,
}

const fn preset(key: &'static str, title: &'static str, mm: (f64, f64), text_pt: f64) -> Preset {
    Preset {
        key,
        title,
        size: Size {
            width_mm: mm.0,
            height_mm: mm.1,
            text_pt,
        },
    }
}

pub const PRESETS: [Preset; 6] = [
    preset("column", "One column, 85 × 85 mm", (85.0, 85.0), 6.5),
    preset("page", "Page width, 174 × 110 mm", (174.0, 110.0), 8.0),
    preset("a4", "A4 landscape, 297 × 210 mm", (297.0, 210.0), 11.0),
    preset("slide", "Slide 16:9, 254 × 142.9 mm", (254.0, 142.875), 11.5),
    preset("square", "Square, 120 × 120 mm", (120.0, 120.0), 7.5),
    preset("card", "Web card 1.91:1, 160 × 84 mm", (160.0, 84.0), 8.0),
];

/// The smallest page that is drawn, in millimetres.
pub const SMALLEST_MM: (u32, u32) = (60, 50);
const LARGEST_MM: f64 = 2000.0;

impl Size {
    /// A size of the user's own; the type grows with the page.
    pub fn own(width_mm: f64, height_mm: f64) -> Result<Self, PageError> {
        let fits = |value: f64, least: u32| value >= f64::from(least) && value <= LARGEST_MM;
        if !(fits(width_mm, SMALLEST_MM.0) && fits(height_mm, SMALLEST_MM.1)) {
            return Err(PageError::TooSmall {
                width_mm: SMALLEST_MM.0,
                height_mm: SMALLEST_MM.1,
            });
        }
        let side = width_mm.min(height_mm * 1.5);
        Ok(Self {
            width_mm,
            height_mm,
            text_pt: (6.5 + (side - 85.0) / (297.0 - 85.0) * 4.5).clamp(6.0, 24.0),
        })
    }

    pub fn preset(key: &str) -> Option<Self> {
        PRESETS.iter().find(|p| p.key == key).map(|p| p.size)
    }

    pub fn width_pt(self) -> f64 {
        self.width_mm * POINTS_PER_MM
    }

    pub fn height_pt(self) -> f64 {
        self.height_mm * POINTS_PER_MM
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_sizes_have_bounds() {
        assert!(Size::own(85.0, 70.0).is_ok_and(|s| (6.0..7.0).contains(&s.text_pt)));
        assert!(Size::own(10.0, 70.0).is_err() && Size::own(f64::NAN, 70.0).is_err() && Size::own(1e9, 70.0).is_err());
        assert!((Size::own(254.0, 100.0).map_or(0.0, Size::width_pt) - 720.0).abs() < 1e-9);
    }
}
