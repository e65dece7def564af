//! Facts of a race as text, Markdown or JSON, each with what it rests on.

use crate::analysis::facts::{Fact, Figure};
use crate::store::Store;
use serde_json::{Value, json};

/// How facts are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FactStyle {
    /// One sentence a line.
    #[default]
    Sentences,
    /// Each sentence with scope, formula and sources below it.
    Text,
    /// The same as a list.
    Markdown,
}

/// The facts as text.
pub fn text(store: &Store, facts: &[&Fact], style: FactStyle) -> String {
    let one = |fact: &&Fact| match style {
        FactStyle::Sentences => format!("{}\n", sentence(fact)),
        FactStyle::Text => block(store, fact, "", "  "),
        FactStyle::Markdown => block(store, fact, "- ", "  - "),
    };
    facts.iter().map(one).collect()
}

/// The sentence, with the word of what is not sure.
pub fn sentence(fact: &Fact) -> String {
    match fact.certainty.word() {
        "" => fact.sentence.clone(),
        word => format!("{} ({word})", fact.sentence),
    }
}

/// `margin 0.69 s, first 3:28.32`
pub fn figures(fact: &Fact) -> String {
    let written = |figure: &Figure| {
        let text = format!("{} {} {}", figure.name, figure.value, figure.unit);
        text.trim_end().to_owned()
    };
    fact.figures.iter().map(written).collect::<Vec<_>>().join(", ")
}

fn block(store: &Store, fact: &Fact, before: &str, inner: &str) -> String {
    let mut lines = vec![format!("{before}{}", sentence(fact))];
    let mut add = |name: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{inner}{name}: {text}"));
        }
    };
    add("Figures", &figures(fact));
    add("Formula", &format!("{} ({})", fact.formula, fact.section));
    add("Scope", &fact.scope);
    add("Sources", &fact.source_texts(store).join("; "));
    lines.join("\n") + "\n"
}

/// An array with one object a fact; results by athlete and place in the file.
pub fn json(store: &Store, facts: &[Fact]) -> String {
    let figure = |f: &Figure| json!({ "name": f.name, "value": f.value, "unit": f.unit });
    let row = |row: &crate::store::RowId| {
        let view = store.row(*row);
        json!({
            "athlete": view.name(),
            "race": view.race().label(),
            "source": view.race().describe(view.origin()),
        })
    };
    let fact = |fact: &Fact| {
        json!({
            "kind": fact.kind,
            "sentence": fact.sentence,
            "figures": fact.figures.iter().map(figure).collect::<Vec<_>>(),
            "formula": fact.formula,
            "section": fact.section,
            "scope": fact.scope,
            "certainty": if fact.certainty.word().is_empty() { "recorded" } else { fact.certainty.word() },
            "unusual": fact.unusual.score(),
            "results": fact.rows.iter().map(row).collect::<Vec<_>>(),
            "sources": fact.source_texts(store),
        })
    };
    let all: Vec<Value> = facts.iter().map(fact).collect();
    format!("{:#}\n", Value::Array(all))
}
