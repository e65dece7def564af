//! The tokens of RON, and of JSON with it.

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// An identifier or a number.
    Word,
    /// A string or character.
    String,
    Colon,
    Comma,
    Open(u8),
    Close,
}

#[derive(Clone, Copy)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// The first token at or behind `at`; anything that RON does not know is stepped over.
pub fn next_token(bytes: &[u8], mut at: usize) -> Option<Token> {
    loop {
        let start = at;
        let byte = *bytes.get(at)?;
        let one = |kind| {
            Some(Token {
                kind,
                start,
                end: start + 1,
            })
        };
        match byte {
            b'(' | b'[' | b'{' => return one(Kind::Open(byte)),
            b')' | b']' | b'}' => return one(Kind::Close),
            b':' => return one(Kind::Colon),
            b',' => return one(Kind::Comma),
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = comment_end(bytes, at + 2),
            b'"' | b'\'' => {
                let end = quote_end(bytes, at);
                return Some(Token {
                    kind: Kind::String,
                    start,
                    end,
                });
            }
            _ if is_word(byte) => return Some(word(bytes, start)),
            _ => at += 1,
        }
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-') || byte >= 0x80
}

/// A word, or the raw string that begins like one: `r"..."`, `r#"..."#`, `b"..."`.
fn word(bytes: &[u8], start: usize) -> Token {
    let len = bytes[start..].iter().take_while(|b| is_word(**b)).count();
    let end = start + len;
    let string = |end| Token {
        kind: Kind::String,
        start,
        end,
    };
    let plain = Token {
        kind: Kind::Word,
        start,
        end,
    };
    match &bytes[start..end] {
        b"b" if matches!(bytes.get(end), Some(b'"' | b'\'')) => string(quote_end(bytes, end)),
        b"r" | b"br" => {
            let hashes = bytes[end..].iter().take_while(|b| **b == b'#').count();
            if bytes.get(end + hashes) != Some(&b'"') {
                return plain;
            }
            string(raw_end(bytes, end + hashes + 1, hashes))
        }
        _ => plain,
    }
}

/// The place behind the quote that closes a raw string of so many `#`.
fn raw_end(bytes: &[u8], mut at: usize, hashes: usize) -> usize {
    while let Some(quote) = memchr::memchr(b'"', bytes.get(at..).unwrap_or_default()) {
        at += quote + 1;
        let closing = bytes[at..].iter().take(hashes).take_while(|b| **b == b'#').count();
        if closing == hashes {
            return at + hashes;
        }
    }
    bytes.len()
}

/// The place behind the quote that closes the string or character at `at`.
pub fn quote_end(bytes: &[u8], at: usize) -> usize {
    let quote = bytes[at];
    let mut at = at + 1;
    while let Some(found) = memchr::memchr2(quote, b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found + 1;
        if bytes[at - 1] == quote {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The place behind a block comment whose inside begins at `at`; comments nest.
fn comment_end(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 1;
    while let Some(found) = memchr::memchr2(b'*', b'/', bytes.get(at..).unwrap_or_default()) {
        at += found;
        match (bytes[at], bytes.get(at + 1)) {
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}
