//! Bytes to text: encodings recognised by content, NUL bytes dropped, line ends made `\n` or `\r\n`.
//!
//! The order: a byte order mark, UTF-16 without one by its zero bytes, strict UTF-8, else Windows-1252, in which every
//! byte means something. A text that needs no change is borrowed.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1257};
use std::borrow::Cow;

/// A decoded text and the name of the encoding that it was in.
#[derive(Debug)]
pub struct Decoded<'a> {
    pub text: Cow<'a, [u8]>,
    pub encoding: &'static str,
}

/// The encoding of a text that does not claim to be plain UTF-8, from its first bytes, and the length of its mark.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if let Some(found) = Encoding::for_bom(bytes) {
        return Some(found);
    }
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let most = (head.len() / 2) * 7 / 10;
    if head.len() < 8 {
        None
    } else if zeros(1) > most && zeros(0) == 0 {
        Some((UTF_16LE, 0))
    } else if zeros(0) > most && zeros(1) == 0 {
        Some((UTF_16BE, 0))
    } else {
        None
    }
}

/// Whether a text is encoded in a way that has zero bytes in it by nature.
pub fn is_utf16(bytes: &[u8]) -> bool {
    marked(bytes).is_some_and(|(encoding, _)| encoding != UTF_8)
}

/// Decodes a whole text to UTF-8.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (encoding, skip) = marked(bytes).unwrap_or((UTF_8, 0));
    let body = &bytes[skip..];
    if encoding != UTF_8 {
        let text = encoding.decode_without_bom_handling(body).0.into_owned();
        return Decoded {
            text: cleaned(Cow::Owned(text.into_bytes())),
            encoding: encoding.name(),
        };
    }
    if simdutf8::basic::from_utf8(body).is_ok() {
        return Decoded {
            text: cleaned(Cow::Borrowed(body)),
            encoding: UTF_8.name(),
        };
    }
    decode_in(body, WINDOWS_1252)
}

/// Decodes a whole text that is known to be in an encoding.
pub fn decode_in(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    Decoded {
        text: cleaned(Cow::Owned(text.into_bytes())),
        encoding: encoding.name(),
    }
}

/// Letters beyond ASCII that are common where an encoding is in use.
const LETTERS: [(&Encoding, &str); 3] = [
    (WINDOWS_1252, "åäöøæéüßèêëçñáíóúàôõãÅÄÖØÆÉÜ"),
    (WINDOWS_1250, "ąćęłńóśźżáčďéěíňřšťúůýžőűöüäĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰ"),
    (WINDOWS_1257, "āčēģīķļņšūžąęėįųäöüõĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÄÖÜÕ"),
];

/// [`decode`] for files that programs write in the encoding of their country: of Windows-1252, 1250 (Central Europe) and
/// 1257 (the Baltic) the one that makes the most common letters of the bytes, Windows-1252 when they make as many.
pub fn decode_by_letters(bytes: &[u8]) -> Decoded<'_> {
    let decoded = decode(bytes);
    if decoded.encoding != WINDOWS_1252.name() {
        return decoded;
    }
    let mut counts = [0u32; 256];
    bytes
        .iter()
        .filter(|b| **b >= 0x80)
        .for_each(|b| counts[usize::from(*b)] += 1);
    let common = |(encoding, letters): &(&'static Encoding, &str)| -> u32 {
        let letter = |b: &u8| {
            encoding
                .decode_without_bom_handling(&[*b])
                .0
                .chars()
                .all(|c| letters.contains(c))
        };
        (0x80..=0xff).filter(letter).map(|b| counts[usize::from(b)]).sum()
    };
    let mut best = (WINDOWS_1252, 0);
    for candidate in &LETTERS {
        let found = common(candidate);
        if found > best.1 {
            best = (candidate.0, found);
        }
    }
    if best.0 == WINDOWS_1252 {
        return decoded;
    }
    let text = best.0.decode_without_bom_handling(bytes).0.into_owned();
    Decoded {
        text: cleaned(Cow::Owned(text.into_bytes())),
        encoding: best.0.name(),
    }
}

/// Without the bytes of a character that the end cuts through.
pub fn cut_at_character(bytes: &[u8]) -> &[u8] {
    let back = (1..=3.min(bytes.len())).find(|n| bytes[bytes.len() - n] >= 0xc0);
    match back {
        Some(n) if std::str::from_utf8(&bytes[bytes.len() - n..]).is_err() => &bytes[..bytes.len() - n],
        _ => bytes,
    }
}

/// Drops NUL bytes and turns the lone carriage returns of old files into line feeds.
fn cleaned(text: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let nul = memchr::memchr(0, &text).is_some();
    let lone_cr = memchr::memchr(b'\n', &text).is_none() && memchr::memchr(b'\r', &text).is_some();
    if !nul && !lone_cr {
        return text;
    }
    let mut owned = text.into_owned();
    owned.retain(|b| *b != 0);
    if lone_cr {
        owned.iter_mut().filter(|b| **b == b'\r').for_each(|b| *b = b'\n');
    }
    Cow::Owned(owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_encodings_by_content() {
        let utf16 = |text: &str, le: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect()
        };
        let text = "Name,Time\nMichał,3:28.32\n";
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
            (utf16(text, true), "UTF-16LE"),
            (utf16(text, false), "UTF-16BE"),
            ([b"\xff\xfe".to_vec(), utf16(text, true)].concat(), "UTF-16LE"),
        ] {
            let decoded = decode(&bytes);
            assert_eq!(decoded.encoding, name);
            assert_eq!(decoded.text, text.as_bytes());
        }
        let german = decode(b"gest\xfcrzt");
        assert_eq!(
            (german.encoding, &*german.text),
            ("windows-1252", "gestürzt".as_bytes())
        );
    }

    #[test]
    fn letters_tell_the_encoding_of_a_country() {
        for (text, encoding) in [
            ("Åsa Sjöström, Göran Élan", WINDOWS_1252),
            ("François Lefèvre, Hélène Béguin", WINDOWS_1252),
            ("Zbyněk Dvořák, Jiří Kučera", WINDOWS_1250),
            ("Michał Wójcik, Zażółć", WINDOWS_1250),
            ("Jūlijs Bērziņš, Līga Kļaviņa", WINDOWS_1257),
        ] {
            let bytes = encoding.encode(text).0;
            let decoded = decode_by_letters(&bytes);
            assert_eq!((decoded.encoding, &*decoded.text), (encoding.name(), text.as_bytes()));
        }
        assert_eq!(decode_by_letters("Bērziņš".as_bytes()).encoding, "UTF-8");
    }

    #[test]
    fn drops_nul_bytes_and_lone_carriage_returns() {
        assert_eq!(&*decode(b"a\0b\rc\r").text, b"ab\nc\n");
        assert_eq!(&*decode(b"a\r\nb").text, b"a\r\nb");
    }
}
