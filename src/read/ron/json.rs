//! The same document as JSON, for other programs: `{ "homestraight": 1, "athletes": [ … ], … }`.
//!
//! It is the RON document in other brackets, field by field and line by line: structs are objects, `version` is called
//! `homestraight` and tells it from other JSON. So it is written by way of RON, and nothing can be in one and not in the
//! other. A document without a defect in its syntax is read as it stands, every other one by way of RON, which reports and
//! repairs it.

use super::build::build;
use super::outline::Outline;
use super::text::quote;
use super::token::{Kind, next_token, quote_end};
use crate::model::Findings;
use crate::read::format::{Format, Head, Input, Progress, Score};
use crate::read::import::Import;
use crate::read::json;

pub const FORMAT: Format = Format {
    name: "json",
    label: "Homestraight document (JSON)",
    extensions: &["json"],
    score,
    read,
};

/// The key of the version.
const NAME: &str = "homestraight";

fn score(head: Head<'_>) -> Option<Score> {
    json::score(head, |root| {
        let version = root.get(NAME);
        (!version.is_missing()).then(|| Score {
            value: 100,
            reason: format!("Homestraight JSON, version {}", version.text()),
        })
    })
}

fn read(input: Input<'_>, progress: &Progress) -> Import {
    let mut findings = Findings::default();
    let text = super::text_of(input.bytes, &mut findings);
    let import = match read_faultless(&text, progress) {
        Some(import) => super::with_findings(import, findings),
        None => super::read_text(to_ron(&text).into(), "json-syntax", findings, progress),
    };
    progress.advance(input.bytes.len() as u64);
    import
}

/// Reads a document of our version without null fields and defects of its syntax; `None` for every other one.
fn read_faultless(json: &str, progress: &Progress) -> Option<Import> {
    // serde would keep NUL characters
    if memchr::memmem::find(json.as_bytes(), b"\\u0000").is_some() {
        return None;
    }
    // as wide as it was, so that each column stays where it is
    let key = format!("\"{NAME}\"");
    let version = format!("{:width$}", "\"version\"", width = key.len());
    let text = json.replacen(&key, &version, 1);
    let outline = Outline::of(&text, progress);
    // serde would take a list within a list for a struct whose fields go by their order
    if super::version(&outline).is_err() || outline.has_list_in_list() {
        return None;
    }
    let document = serde_json::from_str(&text).ok()?;
    let import = build(document, outline);
    // of a text with escapes serde does not tell the column, which a finding states
    (import.findings.total() == 0 || !json.contains('\\')).then_some(import)
}

/// Writes an import as a document, like [`super::write`] does in RON.
pub fn write(import: &Import) -> String {
    to_json(&super::write(import))
}

/// The RON document that a JSON document stands for, each line and, but for escapes, each column where it was.
fn to_ron(json: &str) -> String {
    let bytes = json.as_bytes();
    let mut ron = String::with_capacity(json.len());
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'"', b'{', b'}', &bytes[at..]).map(|n| at + n) {
        ron.push_str(&json[at..found]);
        at = found + 1;
        match bytes[found] {
            b'{' => ron.push('('),
            b'}' => ron.push(')'),
            _ => {
                at = quote_end(bytes, found);
                let inside = json.get(found + 1..at - 1).unwrap_or_default();
                if let Some(null) = null_end(&json[at..]) {
                    // a field that is null is one that is left out
                    let field = json[found..at + null].chars();
                    ron.extend(field.map(|c| if c == '\n' { '\n' } else { ' ' }));
                    at += null;
                } else if json[at..].trim_start().starts_with(':') {
                    let name = if inside == NAME { "version" } else { inside };
                    let width = inside.len() + 1;
                    ron.push_str(&format!(" {name:width$}"));
                } else if inside.contains('\\') {
                    quote(&mut ron, &json::unescaped(inside));
                } else {
                    ron.push_str(&json[found..at]);
                }
            }
        }
    }
    ron.push_str(&json[at..]);
    ron
}

/// Where a null value and the comma behind it end, when that is what stands behind a key.
fn null_end(behind: &str) -> Option<usize> {
    let value = behind.trim_start().strip_prefix(':')?.trim_start();
    let rest = value.strip_prefix("null")?.trim_start();
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    Some(behind.len() - rest.len())
}

/// The JSON document that a RON document as we write it stands for, line by line.
fn to_json(ron: &str) -> String {
    let mut json = String::with_capacity(ron.len() * 5 / 4);
    let mut at = 0;
    // where a comma goes if something follows
    let mut comma = None;
    while let Some(token) = next_token(ron.as_bytes(), at) {
        json.push_str(&ron[at..token.start]);
        at = token.end;
        let text = &ron[token.start..token.end];
        if let Some(place) = comma.take().filter(|_| token.kind != Kind::Close) {
            json.insert(place, ',');
        }
        match token.kind {
            Kind::Comma => comma = Some(json.len()),
            Kind::Open(b'(') => json.push('{'),
            Kind::Close if text == ")" => json.push('}'),
            Kind::Open(_) | Kind::Close | Kind::Colon => json.push_str(text),
            Kind::String => {
                let value: String = ::ron::from_str(text).unwrap_or_default();
                json.push_str(&serde_json::Value::from(value).to_string());
            }
            Kind::Word => match (ron[at..].starts_with(':'), text) {
                (true, "version") => json.push_str(&format!("\"{NAME}\"")),
                (true, name) => json.push_str(&format!("\"{name}\"")),
                // the name of the document's struct
                (false, _) if ron[at..].starts_with('(') => {}
                (false, value) => json.push_str(value),
            },
        }
    }
    json.push('\n');
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::open::read_bytes;
    use crate::read::sample::SAMPLE;

    fn read_json(text: &str) -> Import {
        let import = read_bytes("x.json", text.as_bytes(), &Progress::default()).expect("a document");
        assert_eq!(import.source.format, "json", "{}", import.source.reason);
        import
    }

    #[test]
    fn the_sample_is_the_same_as_json() {
        for (name, text) in SAMPLE {
            let import = read_bytes(name, text.as_bytes(), &Progress::default()).expect("a document");
            let json = write(&import);
            assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{name}");
            let again = read_json(&json);
            assert_eq!(again.findings.kept(), [], "{name}");
            assert_eq!(super::super::write(&again), super::super::write(&import), "{name}");
            assert_eq!(write(&again), json, "{name}");
        }
    }

    #[test]
    fn both_ways_of_reading_make_the_same() {
        let by_way_of_ron = |json: &str| {
            super::super::read_text(
                to_ron(json).into(),
                "json-syntax",
                Findings::default(),
                &Progress::default(),
            )
        };
        let results = |race: &str| format!("{{\"homestraight\": 1,\n\"races\": [{{{race}}}]}}");
        let mut documents = vec![
            results(
                "\"title\": \"A \\u00c9\\n{\\\"x\\\"}\",\n\"results\": [\n{\"place\": 2, \"athlete\": \"\\u0041\"}]",
            ),
            results("\"distance\": 409.344, \"heat\": null,\n\"results\": [{\"bib\": 12, \"time\": \"3:2x\"}]"),
        ];
        for (name, text) in SAMPLE {
            documents.push(write(
                &read_bytes(name, text.as_bytes(), &Progress::default()).expect("a document"),
            ));
        }
        for json in documents {
            let import = read_faultless(&json, &Progress::default()).expect("a document without a defect");
            assert_eq!(
                format!("{import:?}"),
                format!("{:?}", by_way_of_ron(&json)),
                "of {json:.200}"
            );
        }
        for race in [
            "\"title\": null",
            "\"title\": \"x\",",
            "\"title\": \"\\u0000\"",
            "\"title\": \"\\ud800\"",
            "\"colour\": \"red\"",
            "\"leader\": [[400, \"56.1\"]]",
            "\"leader\": [{\"at\": 400, \"time\": \"\\u2248 x\"}]",
        ] {
            assert!(read_faultless(&results(race), &Progress::default()).is_none(), "{race}");
        }
    }

    #[test]
    fn a_document_of_another_program() {
        let import = read_json(
            "{\n  \"homestraight\": 1, \"source\": null,\n  \"races\": [{\"event\": \"men 1500 m\", \"results\": [\n    {\"place\": 1, \"athlete\": \"A \\u00c9\\n{\\\"x\\\"}\", \"time\": \"3:28.32\", \"passings\": [{\"at\": 400, \"time\": \"56.1\"}]},\n    {\"place\": 2, \"athlete\": \"null\", \"time\": \"3:2x\"}]}]\n}",
        );
        let names: Vec<&str> = import.athletes.iter().map(|a| import.text(a.name)).collect();
        assert_eq!(names, ["A É\n{\"x\"}", "null"]);
        assert_eq!((import.rows.line.as_slice(), import.passings.len()), (&[4, 5][..], 1));
        let places: Vec<_> = import
            .findings
            .kept()
            .iter()
            .map(|f| (f.line, f.column, f.code))
            .collect();
        assert_eq!(places, [(5, 46, "unreadable-time")]);
    }

    #[test]
    fn another_version_is_refused() {
        let import = read_json("{\"homestraight\": 2, \"races\": []}");
        assert_eq!(import.findings.counts(), [("unknown-version", 1)]);
        assert!(write(&Import::default()).contains("\"homestraight\": 1"));
    }

    #[test]
    fn cut_off_documents_never_stop_reading() {
        let text = "{\"homestraight\": 1, \"athletes\": [{\"name\": \"É\\\"\"}], \"races\": [{\"title\": null}]}";
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let _ = read_bytes("x.json", &text.as_bytes()[..end], &Progress::default());
        }
    }
}
