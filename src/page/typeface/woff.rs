//! A font as a WOFF 1.0 file (W3C recommendation of 2012): its tables, each packed, behind a directory.

use super::{Table, checksum};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;

/// The tables, which are in the order of their tags, as a WOFF file.
pub fn woff(mut tables: Vec<Table>) -> Option<Vec<u8>> {
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

#[cfg(test)]
pub mod tests {
    use super::super::{u16_at, u32_at};
    use super::*;
    use std::io::Read as _;

    /// The tables of a WOFF file joined to a TrueType file again.
    pub fn unpacked(woff: &[u8]) -> Vec<u8> {
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
}
