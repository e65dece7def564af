//! Places and escapes of a JSON text.

use std::cell::Cell;

/// A text and the columns of its places. The last column told is kept, so that telling many of one endless line is cheap.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    /// A place and its column.
    last: Cell<(usize, u32)>,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            last: Cell::new((0, 1)),
        }
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Column of a place in characters, from 1.
    pub fn column(&self, at: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let at = at.min(bytes.len());
        let (last, column) = self.last.get();
        // continuation bytes begin no character
        let characters = |bytes: &[u8]| bytes.iter().filter(|b| **b & 0xc0 != 0x80).count() as u32;
        let between = &bytes[last.min(at)..last.max(at)];
        let column = if memchr::memchr(b'\n', between).is_some() {
            let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1);
            1 + characters(&bytes[start..at])
        } else if last <= at {
            column + characters(between)
        } else {
            column - characters(between)
        };
        self.last.set((at, column));
        column
    }
}

/// The text that escapes stand for. What is no escape, and half of a pair of surrogates, become the replacement character;
/// NUL characters are dropped.
pub fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else {
            out.push(char::REPLACEMENT_CHARACTER);
            break;
        };
        rest = &rest[c.len_utf8()..];
        let meant = match c {
            '"' | '\\' | '/' => c,
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let (meant, used) = code_point(rest);
                rest = &rest[used..];
                meant
            }
            _ => char::REPLACEMENT_CHARACTER,
        };
        if meant != '\0' {
            out.push(meant);
        }
    }
    out.push_str(rest);
    out
}

/// The character of the digits behind `\u`, with the second half of a pair, and the bytes that it takes.
fn code_point(rest: &str) -> (char, usize) {
    let unit = |text: &str| {
        let digits = text.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(rest) else {
        return (char::REPLACEMENT_CHARACTER, 0);
    };
    if let Some(c) = char::from_u32(first) {
        return (c, 4);
    }
    let second = rest.get(4..).and_then(|r| r.strip_prefix("\\u")).and_then(unit);
    match second {
        Some(second @ 0xdc00..=0xdfff) if first < 0xdc00 => {
            let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 10)
        }
        _ => (char::REPLACEMENT_CHARACTER, 4),
    }
}
