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
    let mut wanted: Vec<_> = persons.filter(|p| p.is_incomplete() && !p.id.is_empty()).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut found = None;
    for file in folder.with_extension("ppl") {
        let Some(bytes) = folder.file(file, MAX_LIST_BYTES) else {
            continue;
        };
        let bytes = plain(&bytes);
        let by_id = (wanted.len() > MAX_SEARCHES).then(|| lines_by_id(&bytes));
        let mut completed = 0;
        for person in &mut wanted {
            let line = match &by_id {
                Some(lines) => lines.get(person.id.as_bytes()).copied(),
                None => line_of_id(&bytes, person.id.as_bytes()),
            };
            let Some(line) = line.map(decode_part) else { continue };
            let other = records(&line, 1).next().map(|record| Person::of_people(&record));
            completed += usize::from(other.is_some_and(|other| person.complete(&other)));
        }
        if completed > 0 && found.is_none() {
            found = Some((completed, file.to_owned()));
        }
    }
    found
}

/// Up to so many ids are searched for one by one, which is faster than a walk over all lines.
const MAX_SEARCHES: usize = 16;

/// The line that starts with an id.
fn line_of_id<'b>(bytes: &'b [u8], id: &[u8]) -> Option<&'b [u8]> {
    let needle = [b"\n", id, b","].concat();
    let first = bytes.starts_with(&needle[1..]).then_some(0);
    let start = first.or_else(|| Some(memmem::find(bytes, &needle)? + 1))?;
    let line = &bytes[start..];
    Some(&line[..memchr(b'\n', line).unwrap_or(line.len())])
}

fn lines_by_id(bytes: &[u8]) -> HashMap<&[u8], &[u8]> {
    let mut lines = HashMap::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let line = &bytes[start..end];
        start = end + 1;
        let id = &line[..memchr(b',', line).unwrap_or(line.len())];
        lines.entry(id).or_insert(line);
    }
    lines
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

    #[test]
    fn few_and_many_ids_find_the_same_lines() {
        let list = b"12,A,B\n2,C,D\r\n112,E,F\n12,G,H";
        let lines = lines_by_id(list);
        for (id, line) in [
            ("12", Some("12,A,B")),
            ("2", Some("2,C,D\r")),
            ("112", Some("112,E,F")),
            ("1", None),
        ] {
            let line = line.map(str::as_bytes);
            assert_eq!(line_of_id(list, id.as_bytes()), line, "{id}");
            assert_eq!(lines.get(id.as_bytes()).copied(), line, "{id}");
        }
    }
}
