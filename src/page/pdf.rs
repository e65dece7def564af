//! Pages as PDF: text stays text, the fonts are embedded in part, every page is tagged as a figure with what it shows in
//! words, and no date is written, so that the same chart gives the same bytes.

use super::{PageError, Size};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg;

/// One page.
pub struct Page {
    pub drawing: usvg::Tree,
    /// What it shows, for those who do not see it.
    pub description: String,
}

/// The PDF bytes of pages of one size.
pub fn write(pages: &[Page], size: Size, title: &str) -> Result<Vec<u8>, PageError> {
    let page_size = krilla::geom::Size::from_wh(size.width_pt() as f32, size.height_pt() as f32)
        .ok_or_else(|| PageError::Drawing("an empty page".to_owned()))?;
    let mut document = krilla::Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language("en".to_owned())
            .creator(concat!("Homestraight ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    let mut tags = TagTree::new();
    for Page { drawing, description } in pages {
        let mut page = document.start_page_with(PageSettings::new(page_size));
        let mut surface = page.surface();
        let figure = surface.start_tagged(ContentTag::Other);
        let drawn = surface.draw_svg(drawing, page_size, SvgSettings::default());
        surface.end_tagged();
        surface.finish();
        page.finish();
        drawn.ok_or_else(|| PageError::Drawing("the page".to_owned()))?;
        let tag = Tag::Figure(Some(description.clone()));
        tags.push(TagGroup::with_children(tag, vec![figure.into()]));
    }
    document.set_tag_tree(tags);
    document.finish().map_err(|e| PageError::Drawing(format!("{e:?}")))
}
