//! JSON read to a tree: values with their places, what is not JSON, and texts cut or changed anywhere.

use super::*;
use proptest::prelude::*;

fn shown(value: Value<'_>, out: &mut String) {
    match value.kind() {
        Kind::Null => out.push_str("null"),
        Kind::True => out.push_str("true"),
        Kind::False => out.push_str("false"),
        Kind::Number => out.push_str(&value.text()),
        Kind::Plain | Kind::Escaped => out.push_str(&format!("{:?}", value.text())),
        Kind::Array => {
            out.push('[');
            for item in value.items() {
                shown(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Kind::Object => {
            out.push('{');
            for (key, item) in value.fields() {
                out.push_str(&format!("{key}:"));
                shown(item, out);
                out.push(',');
            }
            out.push('}');
        }
    }
}

/// The values of a text, and its findings as `line:column code`.
fn read(text: &str) -> (String, Vec<String>) {
    let mut findings = Findings::default();
    let document = Document::read(text, &mut findings, &Progress::default());
    let mut out = String::new();
    document.roots().for_each(|root| shown(root, &mut out));
    let places = findings.kept().iter();
    let places = places.map(|f| format!("{}:{} {}", f.line, f.column, f.code.trim_start_matches("json-")));
    (out, places.collect())
}

fn clean(text: &str) -> String {
    let (values, findings) = read(text);
    assert_eq!(findings, [""; 0], "{text}");
    values
}

#[test]
fn values_are_read_as_they_are_written() {
    assert_eq!(
        clean(r#" {"a": [1, -2.50, 1e5, true, false, null], "b": {"c": ""}, "d": []} "#),
        r#"{a:[1,-2.50,1e5,true,false,null,],b:{c:"",},d:[],}"#
    );
    assert_eq!(clean("[208.320]"), "[208.320,]", "a number is text");
    assert_eq!(clean("3"), "3");
    assert_eq!(clean("{\"a\": 1}\n{\"a\": 2}\n"), "{a:1,}{a:2,}", "documents in a row");
    assert_eq!(clean("[1, 2, ]"), "[1,2,]", "a comma too many is harmless");
    assert_eq!(clean("[NaN]"), "[null,]");
}

#[test]
fn escapes_stand_for_characters() {
    assert_eq!(clean(r#"["a\"b\\c\/d\u00e9\ud83d\ude00"]"#), "[\"a\\\"b\\\\c/dé😀\",]");
    for odd in [r"\ud83d", r"\ude00", r"\ud83d\u0041", r"\q", r"\u12", r"\ud83dx"] {
        let text = text::unescaped(odd);
        assert!(text.starts_with('\u{fffd}'), "{odd} became {text}");
    }
    assert_eq!(text::unescaped(r"\ud83d\u0041"), "\u{fffd}A");
    assert_eq!(text::unescaped(r"a\u0000b\n"), "ab\n");
    assert_eq!(clean(r#"{"\u0061": 1}"#), "{a:1,}");
}

#[test]
fn values_know_their_line_and_column() {
    let text = "{\"é\": [\n  1, \"b\",\n {}]}";
    let mut findings = Findings::default();
    let document = Document::read(text, &mut findings, &Progress::default());
    let root = document.roots().next().expect("an object");
    let list: Vec<_> = root.get("é").items().map(Value::place).collect();
    assert_eq!(list, [(2, 3), (2, 6), (3, 2)]);
    assert_eq!(root.get("é").place(), (1, 7), "columns count characters");
    assert_eq!((root.get("x").place(), root.get("x").get("y").line()), ((0, 0), 0));
}

#[test]
fn columns_are_told_in_any_order() {
    let text = "éa\nbcé\n\nd";
    let places = Places::new(text);
    // bytes: é 0-1, a 2, newline 3, b 4, c 5, é 6-7, newline 8 and 9, d 10
    for (at, column) in [
        (0, 1),
        (2, 2),
        (0, 1),
        (4, 1),
        (6, 3),
        (5, 2),
        (10, 1),
        (2, 2),
        (6, 3),
        (99, 2),
        (8, 4),
    ] {
        assert_eq!(places.column(at), column, "{at}");
    }
}

#[test]
fn keys_are_found() {
    let text = r#"{"a": 1, "b": {"a": "2"}, "a": 3, "\u0063": null}"#;
    let mut findings = Findings::default();
    let document = Document::read(text, &mut findings, &Progress::default());
    let root = document.roots().next().expect("an object");
    assert_eq!(root.get("a").text(), "3", "of equal keys the last");
    assert_eq!(root.get("b").get("a").whole(), Some(2));
    assert_eq!(root.first_stated(&["c", "b"]).get("a").text(), "2");
    assert!(root.get("c").is_missing() && root.get("none").is_missing());
}

#[test]
fn wrappers_and_comments_are_taken_off() {
    assert_eq!(clean("jQuery(\n{\"a\": 1} );"), "{a:1,}");
    assert_eq!(clean("/**/ typeof cb === 'function' && cb({\"a\": 1});\n"), "{a:1,}");
    assert_eq!(clean("var results = [1];"), "[1,]");
    assert_eq!(clean(")]}',\n[1]"), "[1,]");
    let text = "{\n  \"a\": 22,  // twenty-two\n  /* two\n lines */ \"b\": 1 // again\n}";
    assert_eq!(read(text), ("{a:22,b:1,}".into(), vec!["2:13 syntax".into()]));
    assert!(parse::body_start("Place,Name (given)\n1,[x]").is_none());
}

#[test]
fn what_is_no_json_is_reported_and_read_around() {
    for (text, values, places) in [
        ("[1 2]", "[1,2,]", vec!["1:4 syntax"]),
        ("[1,,2]", "[1,2,]", vec!["1:4 syntax"]),
        ("{\"a\": 1 \"b\": 2}", "{a:1,b:2,}", vec!["1:9 syntax"]),
        ("{\"a\": , \"b\": 2}", "{a:null,b:2,}", vec!["1:7 syntax"]),
        ("{\"a\", \"b\": 2}", "{a:null,b:2,}", vec!["1:5 syntax"]),
        ("{\"a\" 1}", "{a:1,}", vec!["1:6 syntax"]),
        ("{a: 1}", "{a:1,}", vec!["1:2 syntax"]),
        ("{\"a\": abc}", "{a:null,}", vec!["1:7 syntax"]),
        ("[{\"a\": 1]", "[{a:1,},]", vec!["1:9 syntax"]),
        ("[1}]", "[1,]", vec!["1:3 syntax"]),
        ("[1] more", "[1,]", vec!["1:5 syntax"]),
        ("{1: 2}", "{:1,:2,}", vec!["1:2 syntax", "1:3 syntax", "1:5 syntax"]),
        // a missing quote costs its own line at most
        (
            "{\"a\": \"x,\n\"b\": \"y\"}",
            "{a:\"x\",b:\"y\",}",
            vec!["1:7 syntax", "2:1 syntax"],
        ),
    ] {
        let places: Vec<String> = places.into_iter().map(str::to_owned).collect();
        assert_eq!(read(text), (values.to_owned(), places), "{text}");
    }
}

#[test]
fn a_text_that_ends_early_gives_what_is_complete() {
    for (text, values) in [
        ("[{\"a\": \"3:28.32\"}, {\"a\": \"3:2", "[{a:\"3:28.32\",},{a:null,},]"),
        ("{\"a\": 53", "{a:null,}"),
        ("{\"a\"", "{a:null,}"),
        ("[1, [2, ", "[1,[2,],]"),
    ] {
        let (read, places) = read(text);
        assert_eq!((read.as_str(), places.len()), (values, 1), "{text}: {places:?}");
        assert!(places[0].contains("cut-off"));
    }
}

#[test]
fn deep_nesting_ends() {
    let deep = "[".repeat(1_000_000);
    let (values, places) = read(&deep);
    assert_eq!(values, "[".repeat(64) + &"],".repeat(63) + "]");
    assert_eq!(places, ["1:65 nested-too-deeply"]);
    assert_eq!(clean(&("[".repeat(64) + &"]".repeat(64))).len(), 64 + 2 * 64 - 1);
}

#[test]
fn columns_of_one_endless_line_are_cheap() {
    let text = format!("[{}", "1 ".repeat(1 << 20));
    let (_, places) = read(&text);
    assert_eq!(places.len(), 501, "500 commas are kept, and the end");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_is_read(text in r#"[\[\]{}":,\\/*a1\n ]{0,80}"#) {
        let (values, _) = read(&text);
        prop_assert!(values.len() <= 20 * text.len() + 20);
    }

    /// An independent parser reads the same, however the text is laid out.
    #[test]
    fn valid_json_reads_as_serde_reads_it(value in any_value()) {
        let texts = [serde_json::to_string(&value), serde_json::to_string_pretty(&value)];
        for text in texts.into_iter().flatten() {
            let mut findings = Findings::default();
            let document = Document::read(&text, &mut findings, &Progress::default());
            prop_assert_eq!(document.roots().next().map(as_serde), Some(value.clone()));
            prop_assert_eq!(findings.total(), 0);
        }
    }
}

fn any_value() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value as Json;
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        "[a-z\"\\\\/\u{1}\n😀é]{0,6}".prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inside| {
        prop_oneof![
            prop::collection::vec(inside.clone(), 0..6).prop_map(Json::from),
            prop::collection::btree_map("[a-c\"\n]{0,2}", inside, 0..6)
                .prop_map(|m| Json::Object(m.into_iter().collect())),
        ]
    })
}

/// Texts are read as they are written there, where ours are trimmed.
fn as_serde(value: Value<'_>) -> serde_json::Value {
    use serde_json::Value as Json;
    let text = |node: &Node| match node.kind {
        Kind::Escaped => text::unescaped(value.text_of(node)),
        _ => value.text_of(node).to_owned(),
    };
    match value.kind() {
        Kind::Null => Json::Null,
        Kind::True => Json::Bool(true),
        Kind::False => Json::Bool(false),
        Kind::Number => Json::from(value.text().parse::<i64>().expect("a whole number")),
        Kind::Plain | Kind::Escaped => Json::String(value.node().map(text).expect("a text")),
        Kind::Array => Json::Array(value.items().map(as_serde).collect()),
        Kind::Object => {
            let mut inside = value.inside();
            let mut fields = serde_json::Map::new();
            while let Some((key, item)) = inside.next().zip(inside.next()) {
                let Json::String(key) = as_serde(key) else {
                    panic!("a key")
                };
                fields.insert(key, as_serde(item));
            }
            Json::Object(fields)
        }
    }
}
