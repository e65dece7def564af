//! Documents as they should be, broken ones, and those made to do harm.

use super::*;

/// The elements below the root as `name line text`, one level of them, and the codes of the findings.
fn children(text: &str) -> (Vec<String>, Vec<&'static str>) {
    let mut xml = Xml::new(text, &["p"]);
    let mut seen = Vec::new();
    if let Some(root) = xml.root() {
        while let Some(child) = xml.child(&root) {
            let line = xml.line_of(&child);
            seen.push(format!("{} {line} {}", child.name, xml.content(&child)));
        }
    }
    (seen, xml.findings.counts().iter().map(|(code, _)| *code).collect())
}

#[test]
fn elements_text_and_lines() {
    let (seen, findings) = children(
        "<?xml version='1.0'?>\n<!DOCTYPE r SYSTEM 'absent.dtd'>\n<o:r xmlns:o='u'>\n <!-- <x> -->\n <o:a> R&amp;D &#x41;&#66; \
         </o:a><b/>\n<c><d>1</d>2<![CDATA[<3>]]></c></o:r>\n",
    );
    assert_eq!(seen, ["a 5 R&D AB", "b 5 ", "c 6 12<3>"]);
    assert!(findings.is_empty());
}

#[test]
fn attributes() {
    let mut xml = Xml::new("<r a=\"x &lt; &quot;y&quot;\" n:b='2' c = \" \" d/>", &[]);
    let root = xml.root().expect("a root");
    let value = |name| root.attribute(name).map(Cow::into_owned);
    assert_eq!(value("a").as_deref(), Some("x < \"y\""));
    assert_eq!((value("b").as_deref(), value("c"), value("e")), (Some("2"), None, None));
}

#[test]
fn entities_of_a_dtd_are_not_replaced() {
    let bomb = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
                <r><x>&b; &f; A & B &#0;</x></r>";
    assert_eq!(children(bomb).0, ["x 1 &b; &f; A & B &#0;"]);
}

#[test]
fn broken_documents_are_read_on() {
    for (text, seen, findings) in [
        // crossed, closed twice, never opened
        (
            "<r><a>1<i>2</a></i><b>3</b></r>",
            vec!["a 1 12", "b 1 3"],
            vec!["xml-wrong-end"],
        ),
        // not closed before the next of its kind
        (
            "<r><p>1<i>2<p>3</p><p/></r>",
            vec!["p 1 12", "p 1 3", "p 1 "],
            vec!["xml-not-closed"],
        ),
        // cut off
        ("<r><a>1</a><b>2", vec!["a 1 1", "b 1 2"], vec!["xml-cut-off"]),
        ("<r><a>1</a><b x='", vec!["a 1 1"], vec!["xml-cut-off"]),
        ("<r><a>1</a><!-- <b>", vec!["a 1 1"], vec!["xml-cut-off"]),
        // stray quotes, with and without another behind
        (
            "<r><a x=\"1>2</a><b y=\"3\">4</b></r>",
            vec!["a 1 2", "b 1 4"],
            vec!["xml-broken-tag"],
        ),
        (
            "<r><a x='1>2</a><b>4</b></r>",
            vec!["a 1 2", "b 1 4"],
            vec!["xml-broken-tag"],
        ),
        // a bracket in the text, and none behind a name
        (
            "<r><a>1 < 2</a><b>3</b></r>",
            vec!["a 1 1 < 2", "b 1 3"],
            vec!["xml-broken-tag"],
        ),
        ("<r><a>1<5 <-</a></r>", vec!["a 1 1<5 <-"], vec!["xml-broken-tag"]),
        ("<r><a<b>3</b></r>", vec!["b 1 3"], vec!["xml-broken-tag"]),
        ("<r><a x='1 < 2'>3</a></r>", vec!["a 1 3"], vec![]),
        ("<r><!x><a>3</a></r>", vec!["a 1 3"], vec!["xml-broken-tag"]),
    ] {
        assert_eq!(
            children(text),
            (seen.iter().map(|s| (*s).to_owned()).collect(), findings),
            "{text}"
        );
    }
}

#[test]
fn findings_have_their_place() {
    let mut xml = Xml::new("<r>\n <é><b></é>\n</r>", &[]);
    let root = xml.root().expect("a root");
    assert!(xml.child(&root).is_some_and(|c| c.name == "é"));
    assert!(xml.child(&root).is_none());
    assert_eq!(
        xml.findings.kept()[0].to_string(),
        "line 2, column 8: found </é>, expected </b>"
    );
}

#[test]
fn hostile_texts_take_linear_time() {
    let (seen, findings) = children(&"<r>".repeat(100_000));
    assert_eq!((seen.len(), findings), (1, vec!["xml-too-deep", "xml-cut-off"]));
    for text in [
        "<r><a x=\"",
        "<r><a x='<",
        "<!--",
        "<",
        "&",
        "<p>",
        "</p>",
        "<a b=\"><",
        "<?",
        "<![CDATA[",
    ] {
        children(&format!("<r>{}", text.repeat(50_000)));
    }
}
