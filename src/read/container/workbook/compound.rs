//! Compound files (MS-CFB), in which old Excel workbooks and protected new ones are packed: finds a stream, with every
//! chain bounded by the size of the file.

/// What every compound file begins with.
pub const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Sector numbers from here on are marks, such as the end of a chain.
const FIRST_MARK: u32 = 0xffff_fffa;
const MINI_SECTOR: usize = 64;
/// Streams shorter than this lie in the mini stream.
const LEAST_LENGTH: u64 = 4096;

pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: u64,
}

pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|b| u32_at(b, 0))
}

impl<'a> Compound<'a> {
    /// `None` when the chains of sectors lead nowhere or in circles.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.fat = file.read_fat()?;
        let directory = file.chain(u32_at(bytes, 48)?, u64::MAX)?;
        file.entries = directory.chunks_exact(128).filter_map(|e| entry(e, sector)).collect();
        let root = file.entries.first()?;
        let (start, length) = (root.start, root.length);
        let mini_fat_sectors = u64::from(u32_at(bytes, 64)?);
        if mini_fat_sectors > 0 {
            file.mini_stream = file.chain(start, length)?;
            let mini_fat = file.chain(u32_at(bytes, 60)?, mini_fat_sectors * sector as u64)?;
            file.mini_fat = numbers(&mini_fat).collect();
        }
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn read_fat(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector + 1;
        let mut sectors: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let mut visited = 0;
        while next < FIRST_MARK {
            visited += 1;
            if visited > most {
                return None;
            }
            sectors.extend(numbers(self.sector(next)?));
            next = sectors.pop()?;
        }
        sectors.retain(|s| *s < FIRST_MARK);
        if sectors.len() > most {
            return None;
        }
        let mut fat = Vec::new();
        for number in sectors {
            fat.extend(numbers(self.sector(number)?));
        }
        Some(fat)
    }

    /// The content of a chain of sectors, at most so many bytes; `None` for one that is longer than the file.
    fn chain(&self, start: u32, length: u64) -> Option<Vec<u8>> {
        if length != u64::MAX && length > self.bytes.len() as u64 {
            return None;
        }
        let mut content = Vec::new();
        let mut next = start;
        while next < FIRST_MARK && (content.len() as u64) < length {
            content.extend_from_slice(self.sector(next)?);
            if content.len() > self.bytes.len() + self.sector {
                return None;
            }
            next = *self.fat.get(next as usize)?;
        }
        content.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Some(content)
    }

    fn mini_chain(&self, start: u32, length: u64) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        let mut next = start;
        while next < FIRST_MARK && (content.len() as u64) < length {
            let at = next as usize * MINI_SECTOR;
            let end = (at + MINI_SECTOR).min(self.mini_stream.len());
            content.extend_from_slice(self.mini_stream.get(at..end)?);
            next = *self.mini_fat.get(next as usize)?;
        }
        content.truncate(usize::try_from(length).ok()?);
        Some(content)
    }

    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    /// The first stream of that name; capitals do not matter.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name))?;
        match entry.length < LEAST_LENGTH {
            true => self.mini_chain(entry.start, entry.length),
            false => self.chain(entry.start, entry.length),
        }
    }
}

fn entry(bytes: &[u8], sector: usize) -> Option<Entry> {
    let units = bytes.get(..64)?.chunks_exact(2).filter_map(|b| u16_at(b, 0));
    let units: Vec<u16> = units.take_while(|u| *u != 0).collect();
    let low = u64::from(u32_at(bytes, 120)?);
    let high = u64::from(u32_at(bytes, 124)?);
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(bytes, 116)?,
        length: if sector == 512 { low } else { high << 32 | low },
    })
}
