//! The bundled fonts inside an SVG or a web page: of each weight that is used a font with the glyphs that are used, as a
//! `@font-face` rule. Glyphs keep their numbers; those that are not used are empty.

mod cut;
mod woff;

use crate::chart::font::{self, Weight};
use base64::Engine as _;
use std::collections::{BTreeMap, BTreeSet};
use ttf_parser::{Face, GlyphId};

/// The rules for the characters used of each weight; a font that cannot be cut is left out, and its text stays text.
pub fn rules(used: impl Fn(Weight) -> BTreeSet<char>) -> String {
    let faces = [
        (Weight::Regular, font::REGULAR),
        (Weight::Medium, font::MEDIUM),
        (Weight::Bold, font::BOLD),
    ];
    let rule = |(weight, bytes): (Weight, &[u8])| {
        let used = used(weight);
        if used.is_empty() {
            return None;
        }
        let woff = base64::engine::general_purpose::STANDARD.encode(cut(bytes, &used)?);
        Some(format!(
            "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/woff;base64,{woff})format(\"woff\")}}",
            font::FAMILY,
            weight.number()
        ))
    };
    faces.into_iter().filter_map(rule).collect()
}

/// A TrueType font with the glyphs of some characters as WOFF; `None` when it is not one.
fn cut(bytes: &[u8], used: &BTreeSet<char>) -> Option<Vec<u8>> {
    let face = Face::parse(bytes, 0).ok()?;
    let mapped: BTreeMap<char, GlyphId> = used.iter().filter_map(|c| Some((*c, face.glyph_index(*c)?))).collect();
    let glyphs: BTreeSet<GlyphId> = mapped.values().copied().collect();
    let mut tables = tables(bytes)?;
    tables.retain(|t| !matches!(&t.tag, b"GDEF" | b"GPOS" | b"GSUB"));
    cut_outlines(&mut tables, glyphs.iter().map(|g| usize::from(g.0)))?;
    data_of(&mut tables, b"cmap")?.clone_from(&cut::cmap(&mapped)?);
    // without the names of glyphs
    let post = data_of(&mut tables, b"post")?;
    post.truncate(32);
    post.get_mut(..4)?.copy_from_slice(&[0, 3, 0, 0]);
    if let Some(data) = cut::kern(&face, &glyphs) {
        tables.push(Table { tag: *b"kern", data });
    }
    tables.sort_by_key(|t| t.tag);
    woff::woff(tables)
}

fn data_of<'t>(tables: &'t mut [Table], tag: &[u8; 4]) -> Option<&'t mut Vec<u8>> {
    tables.iter_mut().find(|t| t.tag == *tag).map(|t| &mut t.data)
}

/// Empties the outlines and widths of all glyphs but some, the parts of those, and the first, which stands for what is missing.
fn cut_outlines(tables: &mut [Table], kept: impl Iterator<Item = usize>) -> Option<()> {
    let is_long = u16_at(data_of(tables, b"head")?, 50)? != 0;
    let loca = offsets(data_of(tables, b"loca")?, is_long)?;
    let outlines = std::mem::take(data_of(tables, b"glyf")?);
    let outline = |glyph: usize| outlines.get(*loca.get(glyph)?..*loca.get(glyph + 1)?);
    let mut glyphs: BTreeSet<usize> = kept.chain([0]).collect();
    with_parts(&mut glyphs, outline);
    let (mut glyf, mut ends) = (Vec::new(), vec![0usize]);
    for glyph in 0..loca.len() - 1 {
        if glyphs.contains(&glyph) {
            glyf.extend_from_slice(outline(glyph)?);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
        ends.push(glyf.len());
    }
    if !is_long && glyf.len() > 2 * usize::from(u16::MAX) {
        return None;
    }
    let offset = |end: &usize| match is_long {
        true => (*end as u32).to_be_bytes().to_vec(),
        false => (*end as u16 / 2).to_be_bytes().to_vec(),
    };
    *data_of(tables, b"loca")? = ends.iter().flat_map(offset).collect();
    *data_of(tables, b"glyf")? = glyf;
    // a width and a bearing of each glyph; the font's last glyphs may share a width
    let widths = usize::from(u16_at(data_of(tables, b"hhea")?, 34)?);
    let metrics = data_of(tables, b"hmtx")?
        .chunks_exact_mut(4)
        .take(widths.saturating_sub(1));
    for (_, metric) in metrics.enumerate().filter(|(glyph, _)| !glyphs.contains(glyph)) {
        metric.fill(0);
    }
    Some(())
}

/// Adds the glyphs that composite glyphs are made of.
fn with_parts<'a>(glyphs: &mut BTreeSet<usize>, outline: impl Fn(usize) -> Option<&'a [u8]>) {
    let mut waiting: Vec<usize> = glyphs.iter().copied().collect();
    while let Some(glyph) = waiting.pop() {
        for part in outline(glyph).map(parts).unwrap_or_default() {
            if glyphs.insert(part) {
                waiting.push(part);
            }
        }
    }
}

/// The parts of a composite glyph (OpenType `glyf`, component records).
fn parts(outline: &[u8]) -> Vec<usize> {
    let mut parts = Vec::new();
    if u16_at(outline, 0).is_none_or(|contours| contours < 0x8000) {
        return parts;
    }
    let mut at = 10;
    while let (Some(flags), Some(part)) = (u16_at(outline, at), u16_at(outline, at + 2)) {
        parts.push(part.into());
        let words = if flags & 1 != 0 { 4 } else { 2 };
        let scale = match flags {
            f if f & 0x08 != 0 => 2,
            f if f & 0x40 != 0 => 4,
            f if f & 0x80 != 0 => 8,
            _ => 0,
        };
        at += 4 + words + scale;
        if flags & 0x20 == 0 {
            break;
        }
    }
    parts
}

/// A table of a font file.
struct Table {
    tag: [u8; 4],
    data: Vec<u8>,
}

impl Table {
    /// The sum of the words; `head` counts without the adjustment of the whole font.
    fn checksum(&self) -> u32 {
        match (&self.tag, self.data.get(..8), self.data.get(12..)) {
            (b"head", Some(before), Some(behind)) => checksum(before).wrapping_add(checksum(behind)),
            _ => checksum(&self.data),
        }
    }
}

fn tables(bytes: &[u8]) -> Option<Vec<Table>> {
    let table = |nth: usize| {
        let record = bytes.get(12 + 16 * nth..28 + 16 * nth)?;
        let (offset, length) = (u32_at(record, 8)? as usize, u32_at(record, 12)? as usize);
        Some(Table {
            tag: record[..4].try_into().ok()?,
            data: bytes.get(offset..offset.checked_add(length)?)?.to_vec(),
        })
    };
    (0..u16_at(bytes, 4)?.into()).map(table).collect()
}

fn offsets(loca: &[u8], is_long: bool) -> Option<Vec<usize>> {
    let width = if is_long { 4 } else { 2 };
    let offset = |nth: usize| match is_long {
        true => u32_at(loca, nth * width).map(|o| o as usize),
        false => u16_at(loca, nth * width).map(|o| usize::from(o) * 2),
    };
    (0..loca.len() / width).map(offset).collect()
}

/// The sum of a table's words, with zeros behind it.
fn checksum(data: &[u8]) -> u32 {
    let word = |bytes: &[u8]| {
        let mut word = [0; 4];
        word[..bytes.len()].copy_from_slice(bytes);
        u32::from_be_bytes(word)
    };
    data.chunks(4).map(word).fold(0, u32::wrapping_add)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::woff::tests::unpacked;
    use super::*;

    #[test]
    fn a_cut_font_has_the_glyphs_used_with_their_widths() {
        let used: BTreeSet<char> = "Łé 3:28.32".chars().collect();
        let woff = cut(font::REGULAR, &used).expect("a font");
        assert!(woff.len() < 8_000, "{}", woff.len());
        let file = unpacked(&woff);
        // OpenType, head: the whole font sums to this number
        assert_eq!(checksum(&file), 0xB1B0_AFBA);
        let (whole, cut) = (
            Face::parse(font::REGULAR, 0).expect("a font"),
            Face::parse(&file, 0).expect("a font"),
        );
        for c in ['Ł', 'é', ' ', '3'] {
            let glyph = cut.glyph_index(c).expect("mapped");
            assert_eq!(whole.glyph_index(c), Some(glyph));
            assert_eq!(cut.glyph_hor_advance(glyph), whole.glyph_hor_advance(glyph));
            assert_eq!(cut.glyph_bounding_box(glyph), whole.glyph_bounding_box(glyph), "{c}");
        }
        let unused = whole.glyph_index('W').expect("in the font");
        assert_eq!((cut.glyph_index('W'), cut.glyph_bounding_box(unused)), (None, None));
    }

    /// The layout of the window's text reads the font itself.
    #[test]
    fn pairs_are_as_close_as_in_the_whole_font() {
        let letters = ["A", "V", "T", "o", "r", ".", "7", "Ł", "y"];
        let used = letters.concat().chars().collect();
        for (weight, bytes) in [(Weight::Regular, font::REGULAR), (Weight::Bold, font::BOLD)] {
            let file = unpacked(&cut(bytes, &used).expect("a font"));
            let face = Face::parse(&file, 0).expect("a font");
            let kern = face.tables().kern.expect("pairs").subtables.into_iter().next();
            let kern = kern.expect("a subtable");
            let glyph = |text: &str| face.glyph_index(text.chars().next().unwrap_or(' ')).expect("mapped");
            let width = |text: &str| font::width(text, 1000.0, weight);
            let mut closer = 0;
            for (left, right) in letters.iter().flat_map(|l| letters.map(|r| (*l, r))) {
                let units = kern.glyphs_kerning(glyph(left), glyph(right)).unwrap_or(0);
                let measured = width(&format!("{left}{right}")) - width(left) - width(right);
                assert!(
                    (measured - f64::from(units)).abs() < 8.0,
                    "{left}{right}: {units}, {measured}"
                );
                closer += usize::from(units < 0);
            }
            assert!(closer > 10, "AV, To, Ty and so on");
        }
    }

    #[test]
    fn what_is_no_font_is_left_out() {
        let used = BTreeSet::from(['a']);
        for end in [0, 3, 40, 4_000, 100_000] {
            assert_eq!(cut(&font::REGULAR[..end], &used), None, "{end}");
        }
    }
}
