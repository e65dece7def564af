//! A page as PNG with its resolution written into the file (pHYs).

use super::{PageError, Settings};
use resvg::{tiny_skia, usvg};

const MOST_PIXELS: u64 = 200_000_000;

/// The PNG bytes of a page.
pub fn write(tree: &usvg::Tree, settings: Settings) -> Result<Vec<u8>, PageError> {
    let (pixels, width, height) = pixels(tree, settings, settings.dpi)?;
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(::png::ColorType::Rgba);
    encoder.set_depth(::png::BitDepth::Eight);
    let per_metre = dots_per_metre(settings.dpi);
    encoder.set_pixel_dims(Some(::png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: ::png::Unit::Meter,
    }));
    let drawing = |e: ::png::EncodingError| PageError::Drawing(e.to_string());
    let mut writer = encoder.write_header().map_err(drawing)?;
    writer.write_image_data(&pixels).map_err(drawing)?;
    writer.finish().map_err(drawing)?;
    Ok(bytes)
}

/// Dots per metre, rounded: one inch is 25.4 mm.
pub const fn dots_per_metre(dpi: u32) -> u32 {
    (dpi * 10_000 + 127) / 254
}

/// The pixels of a page at `dpi` dots per inch as red, green, blue and alpha (not premultiplied), its width and its height. A page without a
/// ground stands on white, as on paper, unless it is to be transparent.
pub fn pixels(tree: &usvg::Tree, settings: Settings, dpi: u32) -> Result<(Vec<u8>, u32, u32), PageError> {
    let (scale, size) = (f64::from(dpi) / 72.0, settings.size);
    let (width, height) = ((size.width_pt() * scale).round(), (size.height_pt() * scale).round());
    let count = (width * height) as u64;
    if count > MOST_PIXELS {
        return Err(PageError::TooManyPixels {
            pixels: count.div_ceil(1_000_000),
        });
    }
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32)
        .ok_or_else(|| PageError::Drawing("an empty picture".to_owned()))?;
    if !settings.transparent {
        pixmap.fill(tiny_skia::Color::WHITE);
    }
    let (sx, sy) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(tree, tiny_skia::Transform::from_scale(sx, sy), &mut pixmap.as_mut());
    let (width, height) = (pixmap.width(), pixmap.height());
    Ok((pixmap.take_demultiplied(), width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_hundred_dots_per_inch() {
        assert_eq!((dots_per_metre(300), dots_per_metre(72)), (11_811, 2_835));
    }
}
