//! Pages as PDF: text stays text, the fonts are embedded in part, and no date is written, so that the same chart gives
//! the same bytes.

use super::{PageError, Size};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg;

/// The PDF bytes of pages of one size.
pub fn write(trees: &[usvg::Tree], size: Size, title: &str) -> Result<Vec<u8>, PageError> {
    let page_size = krilla::geom::Size::from_wh(size.width_pt() as f32, size.height_pt() as f32)
        .ok_or_else(|| PageError::Drawing("an empty page".to_owned()))?;
    let mut document = krilla::Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language("en".to_owned())
            .creator(concat!("Homestraight ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    for tree in trees {
        let mut page = document.start_page_with(PageSettings::new(page_size));
        let mut surface = page.surface();
        let drawn = surface.draw_svg(tree, page_size, SvgSettings::default());
        surface.finish();
        page.finish();
        drawn.ok_or_else(|| PageError::Drawing("the page".to_owned()))?;
    }
    document.finish().map_err(|e| PageError::Drawing(format!("{e:?}")))
}
