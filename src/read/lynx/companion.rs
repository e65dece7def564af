//! What lies beside a result in its folder: the start list of its heat in the `.evt` files, names by id in the `.ppl`.
//!
//! A folder holds thousands of results, and each looks into the same lists: the line of the heat and the ids are searched
//! for in the bytes, and only what is found is decoded.

use super::fields::{decode_part, records};
use super::header::Header;
use super::person::Person;
use super::start_list::{Entry, split};
use crate::read::{Folder, text};
use hashbrown::HashMap;
use memchr::{memchr, memmem};
use std::borrow::Cow;

/// Larger lists than any meet has are not looked into.
const MAX_LIST_BYTES: u64 = 64 << 20;

/// The start list of one heat.
#[derive(Clone, Debug, Default)]
pub(super) struct HeatList {
    /// Name of the file.
    pub file: String,
    pub header: Header,
    pub entries: Vec<Entry>,
}

/// The start list of the heat of an event line.
pub(super) fn heat_list(folder: &Folder, wanted: &Header) -> Option<HeatList> {
    if !wanted.names_an_event() {
        return None;
    }
    folder.with_extension("evt").find_map(|file| {
        let bytes = folder.file(file, MAX_LIST_BYTES)?;
        let bytes = plain(&bytes);
        let part = heat_part(&bytes, wanted)?;
        let first_line = memchr::memchr_iter(b'\n', &bytes[..part.0]).count() as u32 + 1;
        let text = decode_part(&bytes[part.0..part.1]);
        let (header, entries) = split(records(&text, first_line)).next()?;
        Some(HeatList {
            file: file.to_owned(),
            header: header?,
            entries,
        })
    })
}

/// The bytes, in UTF-8 when they are in an encoding of two bytes a character.
fn plain(bytes: &[u8]) -> Cow<'_, [u8]> {
    if text::is_utf16(bytes) {
        Cow::Owned(decode_part(bytes).into_owned().into_bytes())
    } else {
        Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
    }
}

/// Where the event line of the heat starts and where the entries below it end.
fn heat_part(bytes: &[u8], wanted: &Header) -> Option<(usize, usize)> {
    let needle = format!("{},", wanted.number.trim_start_matches('0'));
    let is_wanted = |at: usize| {
        let before = bytes[..at].iter().rposition(|b| *b != b'0').map(|i| bytes[i]);
        if before.is_some_and(|b| b != b'\n') {
            return None;
        }
        let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |i| at + i);
        let line = decode_part(&bytes[start..end]);
        let header = Header::read(&records(&line, 1).next()?);
        header.is_same_heat(wanted).then_some((start, end))
    };
    let (start, mut end) = memmem::find_iter(bytes, needle.as_bytes()).find_map(is_wanted)?;
    while let Some(first) = bytes.get(end + 1) {
        if !matches!(first, b',' | b' ' | b'\t' | b';' | b'\r' | b'\n') {
            break;
        }
        end = memchr(b'\n', &bytes[end + 1..]).map_or(bytes.len(), |i| end + 1 + i);
    }
    Some((start, end.min(bytes.len())))
}

/// Completes the persons whose names or affiliations are missing, by their ids; returns how many were and the file's name.
pub(super) fn complete_from_people<'p>(
    folder: &Folder,
    persons: impl Iterator<Item = &'p mut Person>,
) -> Option<(usize, String)> {
    let mut wanted: HashMap<Vec<u8>, Vec<&mut Person>> = HashMap::new();
    for person in persons.filter(|p| p.is_incomplete() && !p.id.is_empty()) {
        wanted.entry(person.id.clone().into_bytes()).or_default().push(person);
    }
    if wanted.is_empty() {
        return None;
    }
    let mut found = None;
    for file in folder.with_extension("ppl") {
        let Some(bytes) = folder.file(file, MAX_LIST_BYTES) else {
            continue;
        };
        let bytes = plain(&bytes);
        let mut completed = 0;
        for line in bytes.split(|b| *b == b'\n') {
            let id = &line[..memchr(b',', line).unwrap_or(line.len())];
            let id = id.trim_ascii();
            let id = id
                .strip_prefix(b"\"")
                .and_then(|id| id.strip_suffix(b"\""))
                .unwrap_or(id);
            let Some(persons) = wanted.get_mut(id) else { continue };
            let line = decode_part(line);
            let Some(record) = records(&line, 1).next() else {
                continue;
            };
            let other = Person::of_people(&record);
            completed += persons
                .iter_mut()
                .map(|p| usize::from(p.complete(&other)))
                .sum::<usize>();
        }
        if completed > 0 && found.is_none() {
            found = Some((completed, file.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_heat_is_found_among_like_ones() {
        let list =
            "11,1,1,a\n,1,1,X\n1,1,11,b\n,1,2,Y\n001,1,1,\"c, d\"\r\n,1,3,Z\r\n; note\r\n\r\n\t,2,4,W\r\n12,1,1,e\n";
        let header = |number: &str| Header {
            number: number.into(),
            round: "1".into(),
            heat: "1".into(),
            ..Header::default()
        };
        let part = |number| {
            let (start, end) = heat_part(list.as_bytes(), &header(number))?;
            list.get(start..end)
        };
        assert_eq!(
            part("1"),
            Some("001,1,1,\"c, d\"\r\n,1,3,Z\r\n; note\r\n\r\n\t,2,4,W\r")
        );
        assert_eq!(part("12"), Some("12,1,1,e"));
        assert_eq!(part("011"), Some("11,1,1,a\n,1,1,X"));
        assert_eq!(part("2"), None);
    }
}
