//! The characters of an XML file: its encoding, and what its entities stand for.

use crate::read::text::{Decoded, decode, decode_in};
use encoding_rs::Encoding;
use std::borrow::Cow;

/// Decodes an XML file: UTF-8 where it is that, whatever is declared, else in the encoding of its declaration.
pub fn decode_xml(bytes: &[u8]) -> Decoded<'_> {
    let decoded = decode(bytes);
    if decoded.encoding == "UTF-8" || decoded.encoding.starts_with("UTF-16") {
        return decoded;
    }
    let declared = declared_encoding(bytes).and_then(|label| Encoding::for_label(label.as_bytes()));
    match declared {
        Some(encoding) if encoding.is_ascii_compatible() && encoding != encoding_rs::UTF_8 => {
            decode_in(bytes, encoding)
        }
        _ => decoded,
    }
}

/// The encoding that an XML declaration at the start names.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(200)];
    let head = &head[..memchr::memchr(b'>', head)?];
    let declaration = std::str::from_utf8(head).ok()?.trim_start().strip_prefix("<?xml")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

pub(super) fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Bytes of an entity up to its `;`, leading zeros of a number included; a stray `&` is not looked for one any further.
const LONGEST_ENTITY: usize = 32;

/// Replaces XML's five entities and character numbers; others stay as they are written.
pub(super) fn unescape(raw: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, behind)) = rest.split_once('&') {
        text.push_str(before);
        let end = behind.bytes().take(LONGEST_ENTITY).position(|b| b == b';');
        let meant = end.and_then(|end| Some((character(behind.get(..end)?)?, behind.get(end + 1..)?)));
        match meant {
            Some((character, after)) => {
                text.push(character);
                rest = after;
            }
            None => {
                text.push('&');
                rest = behind;
            }
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

fn character(entity: &str) -> Option<char> {
    let number = match entity {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => entity.strip_prefix('#')?,
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_names_the_encoding() {
        let text = |label: &str| format!("<?xml version=\"1.0\" encoding=\"{label}\"?><r/>");
        for (label, bytes, name) in [
            ("ISO-8859-1", &b"\xe5"[..], "windows-1252"),
            ("windows-1250", b"\xf8", "windows-1250"),
            ("iso-8859-2", b"\xb3", "ISO-8859-2"),
            ("utf-8", b"\xe5", "windows-1252"),
            ("windows-1250", "ř".as_bytes(), "UTF-8"),
            ("UTF-16", b"\xe5", "windows-1252"),
        ] {
            let bytes = [text(label).as_bytes(), bytes].concat();
            assert_eq!(decode_xml(&bytes).encoding, name, "{label}");
        }
        let polish = [text("windows-1250").as_bytes(), b"Micha\xb3"].concat();
        assert!(decode_xml(&polish).text.ends_with("Michał".as_bytes()));
    }

    #[test]
    fn stray_ampersands_take_linear_time() {
        let text = format!("{};", "&".repeat(1 << 20));
        assert_eq!(unescape(&text), text);
        assert_eq!(unescape("A & B&#x0041;&é;&amp"), "A & BA&é;&amp");
    }
}
