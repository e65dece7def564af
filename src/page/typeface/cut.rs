//! The small tables of a cut font, written anew: which glyph a character has, and which pairs stand closer or wider.

use std::collections::{BTreeMap, BTreeSet};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

/// A `cmap` for characters of the basic plane (OpenType, format 4), a segment each.
pub fn cmap(glyphs: &BTreeMap<char, GlyphId>) -> Option<Vec<u8>> {
    let coded = glyphs.iter().filter_map(|(c, g)| Some((u16::try_from(*c).ok()?, g.0)));
    // the table ends with the segment of what is no character
    let segments: Vec<(u16, u16)> = coded.chain([(0xFFFF, 0)]).collect();
    let count = u16::try_from(segments.len()).ok()?;
    let delta = |(code, glyph): &(u16, u16)| glyph.wrapping_sub(*code);
    let codes = || segments.iter().map(|s| s.0);
    let length = 16 + 8 * count;
    let mut numbers = vec![0, 1, 3, 1, 0, 12, 4, length, 0, 2 * count];
    numbers.extend(search(count, 2));
    numbers.extend(codes());
    numbers.push(0);
    numbers.extend(codes());
    numbers.extend(segments.iter().map(delta));
    numbers.extend(segments.iter().map(|_| 0));
    Some(bytes(&numbers))
}

/// A `kern` table (OpenType, version 0, format 0) with what the font's `GPOS` says of the pairs of some glyphs.
pub fn kern(face: &Face<'_>, glyphs: &BTreeSet<GlyphId>) -> Option<Vec<u8>> {
    let lookups = pair_lookups(face);
    let mut pairs: Vec<[u16; 3]> = Vec::new();
    for left in glyphs {
        for right in glyphs {
            let lookups = lookups.iter().filter_map(|subtables| closer(subtables, *left, *right));
            let units: i16 = lookups.sum();
            if units != 0 {
                pairs.push([left.0, right.0, units.cast_unsigned()]);
            }
        }
    }
    let count = u16::try_from(pairs.len()).ok()?;
    let length = count.checked_mul(6)?.checked_add(14)?;
    let mut numbers = vec![0, 1, 0, length, 1, count];
    numbers.extend(search(count.max(1), 6));
    numbers.extend(pairs.concat());
    Some(bytes(&numbers))
}

/// The lookups of the feature `kern`, of each its subtables; all count.
fn pair_lookups<'a>(face: &Face<'a>) -> Vec<Vec<PairAdjustment<'a>>> {
    let Some(gpos) = face.tables().gpos else {
        return Vec::new();
    };
    let kern = gpos.features.find(Tag::from_bytes(b"kern"));
    let lookups = kern.into_iter().flat_map(|f| f.lookup_indices);
    let subtables = lookups.filter_map(|at| gpos.lookups.get(at)).map(|lookup| {
        let of_pairs = |subtable| match subtable {
            PositioningSubtable::Pair(pair) => Some(pair),
            _ => None,
        };
        lookup
            .subtables
            .into_iter::<PositioningSubtable<'_>>()
            .filter_map(of_pairs)
            .collect()
    });
    subtables.collect()
}

/// What a lookup adds to the width of the left glyph of a pair: the first subtable that knows the pair decides.
fn closer(subtables: &[PairAdjustment<'_>], left: GlyphId, right: GlyphId) -> Option<i16> {
    subtables.iter().find_map(|subtable| {
        let covered = subtable.coverage().get(left)?;
        let (first, _) = match subtable {
            PairAdjustment::Format1 { sets, .. } => sets.get(covered)?.get(right)?,
            PairAdjustment::Format2 { classes, matrix, .. } => {
                matrix.get((classes.0.get(left), classes.1.get(right)))?
            }
        };
        Some(first.x_advance)
    })
}

/// The numbers that OpenType puts before `count` records of a size for a binary search.
fn search(count: u16, size: u16) -> [u16; 3] {
    let power = count.ilog2() as u16;
    let range = size << power;
    [range, power, (count * size).wrapping_sub(range)]
}

fn bytes(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_be_bytes()).collect()
}
