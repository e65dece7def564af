//! The bundled fonts inside an SVG: of each weight that is used a WOFF 1.0 file (W3C recommendation of 2012) with the
//! glyphs that are used, as a `@font-face` rule. The outlines of all other glyphs are empty, so that glyph numbers, widths
//! and kerning stay as they are.

use super::scene::Scene;
use crate::chart::font::{self, Weight};
use base64::Engine as _;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeSet;
use std::io::Write as _;

/// The rules for the fonts that a scene is set in; a font that cannot be cut is left out, and its text stays text.
pub fn rules(scene: &Scene) -> String {
    let faces = [
        (Weight::Regular, font::REGULAR),
        (Weight::Medium, font::MEDIUM),
        (Weight::Bold, font::BOLD),
    ];
    let rule = |(weight, bytes): (Weight, &[u8])| {
        let texts = scene.texts().filter(|t| t.weight == weight);
        let used: BTreeSet<char> = texts.flat_map(|t| t.content.chars()).collect();
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

/// A TrueType font with the glyphs of some characters as WOFF; `None` when it is not one.
fn cut(bytes: &[u8], used: &BTreeSet<char>) -> Option<Vec<u8>> {
    let face = ttf_parser::Face::parse(bytes, 0).ok()?;
    let mut glyphs: BTreeSet<usize> = used
        .iter()
        .filter_map(|c| face.glyph_index(*c))
        .map(|g| g.0.into())
        .collect();
    // the glyph of what is missing
    glyphs.insert(0);
    let mut tables = tables(bytes)?;
    tables.retain(|t| !matches!(&t.tag, b"GSUB" | b"GDEF"));
    let find = |tag: &[u8; 4]| tables.iter().position(|t| t.tag == *tag);
    let (glyf_at, loca_at, head_at, post_at) = (find(b"glyf")?, find(b"loca")?, find(b"head")?, find(b"post"));
    let is_long = u16_at(&tables[head_at].data, 50)? != 0;
    let loca = offsets(&tables[loca_at].data, is_long)?;
    let outline = |glyph: usize| tables[glyf_at].data.get(*loca.get(glyph)?..*loca.get(glyph + 1)?);
    with_parts(&mut glyphs, outline);
    let (mut glyf, mut kept) = (Vec::new(), vec![0usize]);
    for glyph in 0..loca.len() - 1 {
        if glyphs.contains(&glyph) {
            glyf.extend_from_slice(outline(glyph)?);
            glyf.resize(glyf.len().next_multiple_of(4), 0);
        }
        kept.push(glyf.len());
    }
    tables[loca_at].data = kept
        .iter()
        .flat_map(|offset| match is_long {
            true => (*offset as u32).to_be_bytes().to_vec(),
            false => (*offset as u16 / 2).to_be_bytes().to_vec(),
        })
        .collect();
    if !is_long && glyf.len() > 2 * usize::from(u16::MAX) {
        return None;
    }
    tables[glyf_at].data = glyf;
    if let Some(post) = post_at {
        // without the names of glyphs
        tables[post].data.truncate(32);
        tables[post].data.get_mut(..4)?.copy_from_slice(&[0, 3, 0, 0]);
    }
    woff(tables)
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

/// The tables, which are in the order of their tags, as a WOFF file.
fn woff(mut tables: Vec<Table>) -> Option<Vec<u8>> {
    adjust_checksum(&mut tables)?;
    let count = tables.len();
    let whole: usize = 12 + 16 * count + tables.iter().map(|t| t.data.len().next_multiple_of(4)).sum::<usize>();
    let (mut directory, mut body) = (Vec::new(), Vec::new());
    let start = 44 + 20 * count;
    for table in &tables {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&table.data).ok()?;
        let packed = encoder.finish().ok()?;
        let stored = if packed.len() < table.data.len() {
            &packed
        } else {
            &table.data
        };
        directory.extend_from_slice(&table.tag);
        for number in [start + body.len(), stored.len(), table.data.len()] {
            directory.extend_from_slice(&u32::try_from(number).ok()?.to_be_bytes());
        }
        directory.extend_from_slice(&table.checksum().to_be_bytes());
        body.extend_from_slice(stored);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut file = b"wOFF\x00\x01\x00\x00".to_vec();
    file.extend_from_slice(&u32::try_from(start + body.len()).ok()?.to_be_bytes());
    file.extend_from_slice(&u16::try_from(count).ok()?.to_be_bytes());
    file.extend_from_slice(&[0, 0]);
    file.extend_from_slice(&u32::try_from(whole).ok()?.to_be_bytes());
    // version 1.0, neither metadata nor private data
    file.extend_from_slice(&[0, 1, 0, 0]);
    file.resize(44, 0);
    Some([file, directory, body].concat())
}

/// Writes into `head` what makes the sum of the whole font the number that OpenType wants.
fn adjust_checksum(tables: &mut [Table]) -> Option<()> {
    let head = tables.iter().position(|t| t.tag == *b"head")?;
    let count = u16::try_from(tables.len()).ok()?;
    let power = 15 - count.leading_zeros() as u16;
    let mut font = vec![0, 1, 0, 0];
    for number in [count, 16 << power, power, count * 16 - (16 << power)] {
        font.extend_from_slice(&number.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    let mut sum = 0u32;
    for table in tables.iter() {
        font.extend_from_slice(&table.tag);
        let own = table.checksum();
        sum = sum.wrapping_add(own);
        for number in [own, u32::try_from(offset).ok()?, u32::try_from(table.data.len()).ok()?] {
            font.extend_from_slice(&number.to_be_bytes());
        }
        offset += table.data.len().next_multiple_of(4);
    }
    let whole = sum.wrapping_add(checksum(&font));
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(whole);
    tables[head]
        .data
        .get_mut(8..12)?
        .copy_from_slice(&adjustment.to_be_bytes());
    Some(())
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
    use super::*;
    use std::io::Read as _;

    /// The tables of a WOFF file joined to a TrueType file again.
    fn unpacked(woff: &[u8]) -> Vec<u8> {
        let count = usize::from(u16_at(woff, 12).expect("a count"));
        let number = |at: usize| u32_at(woff, at).expect("a number");
        let (mut directory, mut body) = (Vec::new(), Vec::new());
        for nth in 0..count {
            let at = 44 + 20 * nth;
            let (offset, packed, length) = (
                number(at + 4) as usize,
                number(at + 8) as usize,
                number(at + 12) as usize,
            );
            let stored = &woff[offset..offset + packed];
            let mut data = stored.to_vec();
            if packed < length {
                data.clear();
                flate2::read::ZlibDecoder::new(stored)
                    .read_to_end(&mut data)
                    .expect("zlib");
            }
            let table = Table {
                tag: woff[at..at + 4].try_into().expect("four letters"),
                data: data.clone(),
            };
            assert_eq!((data.len(), table.checksum()), (length, number(at + 16)));
            directory.extend_from_slice(&woff[at..at + 4]);
            let place = (12 + 16 * count + body.len()) as u32;
            for n in [number(at + 16), place, length as u32] {
                directory.extend_from_slice(&n.to_be_bytes());
            }
            body.extend_from_slice(&data);
            body.resize(body.len().next_multiple_of(4), 0);
        }
        let power = count.ilog2() as u16;
        let mut file = vec![0, 1, 0, 0];
        for n in [count as u16, 16 << power, power, count as u16 * 16 - (16 << power)] {
            file.extend_from_slice(&n.to_be_bytes());
        }
        let file = [file, directory, body].concat();
        assert_eq!(number(16) as usize, file.len(), "the size that the header tells");
        file
    }

    #[test]
    fn a_cut_font_has_the_glyphs_used_and_the_widths_of_all() {
        let used: BTreeSet<char> = "Łé 3:28.32".chars().collect();
        let woff = cut(font::REGULAR, &used).expect("a font");
        assert!(woff.len() * 4 < font::REGULAR.len(), "{}", woff.len());
        let file = unpacked(&woff);
        // OpenType, head: the whole font sums to this number
        assert_eq!(checksum(&file), 0xB1B0_AFBA);
        let (whole, cut) = (
            ttf_parser::Face::parse(font::REGULAR, 0).expect("a font"),
            ttf_parser::Face::parse(&file, 0).expect("a font"),
        );
        for c in ['Ł', 'é', '3', 'W'] {
            let glyph = cut.glyph_index(c).expect("mapped");
            assert_eq!(cut.glyph_hor_advance(glyph), whole.glyph_hor_advance(glyph));
            let expected = whole.glyph_bounding_box(glyph).filter(|_| c != 'W');
            assert_eq!(cut.glyph_bounding_box(glyph), expected, "{c}");
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
