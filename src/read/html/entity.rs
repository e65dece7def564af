//! The characters that entities such as `&amp;` and `&#233;` stand for.

use memchr::memchr;
use std::borrow::Cow;

/// The text with its entities decoded; what is no entity stays as it is.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(12).position(|b| *b == b';');
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return character(code);
    }
    // the accents of Latin letters, as `eacute`
    let (letter, accent) = name.split_at_checked(1)?;
    let letters: &[(&str, char)] = match accent {
        "acute" => &[
            ("a", 'á'),
            ("e", 'é'),
            ("i", 'í'),
            ("o", 'ó'),
            ("u", 'ú'),
            ("y", 'ý'),
            ("A", 'Á'),
            ("E", 'É'),
            ("I", 'Í'),
            ("O", 'Ó'),
            ("U", 'Ú'),
            ("Y", 'Ý'),
        ],
        "grave" => &[
            ("a", 'à'),
            ("e", 'è'),
            ("i", 'ì'),
            ("o", 'ò'),
            ("u", 'ù'),
            ("A", 'À'),
            ("E", 'È'),
            ("I", 'Ì'),
            ("O", 'Ò'),
            ("U", 'Ù'),
        ],
        "circ" => &[
            ("a", 'â'),
            ("e", 'ê'),
            ("i", 'î'),
            ("o", 'ô'),
            ("u", 'û'),
            ("A", 'Â'),
            ("E", 'Ê'),
            ("I", 'Î'),
            ("O", 'Ô'),
            ("U", 'Û'),
        ],
        "uml" => &[
            ("a", 'ä'),
            ("e", 'ë'),
            ("i", 'ï'),
            ("o", 'ö'),
            ("u", 'ü'),
            ("y", 'ÿ'),
            ("A", 'Ä'),
            ("E", 'Ë'),
            ("I", 'Ï'),
            ("O", 'Ö'),
            ("U", 'Ü'),
        ],
        "tilde" => &[("a", 'ã'), ("n", 'ñ'), ("o", 'õ'), ("A", 'Ã'), ("N", 'Ñ'), ("O", 'Õ')],
        "cedil" => &[("c", 'ç'), ("C", 'Ç')],
        "ring" => &[("a", 'å'), ("A", 'Å')],
        "slash" => &[("o", 'ø'), ("O", 'Ø')],
        _ => &[],
    };
    if let Some((_, c)) = letters.iter().find(|(known, _)| *known == letter) {
        return Some(*c);
    }
    const NAMED: [(&str, char); 25] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("szlig", 'ß'),
        ("aelig", 'æ'),
        ("AElig", 'Æ'),
        ("eth", 'ð'),
        ("ETH", 'Ð'),
        ("thorn", 'þ'),
        ("THORN", 'Þ'),
        ("deg", '°'),
        ("copy", '©'),
        ("reg", '®'),
        ("ordf", 'ª'),
        ("ordm", 'º'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// The character of a number; pages write 128 to 159 for those that Windows-1252 has there.
fn character(code: u32) -> Option<char> {
    match u8::try_from(code) {
        Ok(byte @ 128..=159) => {
            let text = encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&[byte])
                .0
                .into_owned();
            text.chars().next()
        }
        _ => char::from_u32(code).filter(|c| *c != '\0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_in_every_form() {
        for (html, text) in [
            ("&Eacute;preuve &icirc;&ugrave;&Ccedil;", "Épreuve îùÇ"),
            ("&#146;&#x92;&#8217;", "’’’"),
            ("&amp;lt; &nosuch; &#0; &;&é", "&lt; &nosuch; &#0; &;&é"),
        ] {
            assert_eq!(decoded(html), text);
        }
    }
}
