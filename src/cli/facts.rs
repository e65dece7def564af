//! `facts`: what can be said of a race, with what it rests on.

use super::{one_race, print};
use crate::analysis::facts::{Fact, facts};
use crate::page::facts::{FactStyle, json, text};
use crate::store::Store;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct FactsArguments {
    /// Result files and folders; without any, the sample
    pub files: Vec<PathBuf>,
    /// Words of the race's meet, year, venue, event, sex, round and heat
    #[arg(long)]
    race: String,
    /// Figures, formula, scope and sources below each sentence
    #[arg(short, long)]
    sources: bool,
    /// Markdown
    #[arg(long, conflicts_with_all = ["sources", "json"])]
    markdown: bool,
    /// An array with one object a fact
    #[arg(long)]
    json: bool,
}

/// Prints the facts of a race, the most unusual first.
pub(super) fn write(store: &Store, arguments: &FactsArguments) -> Result<(), String> {
    let race = one_race(store, &arguments.race)?;
    let found = facts(store, race);
    if arguments.json {
        return print(&json(store, &found));
    }
    let style = match (arguments.markdown, arguments.sources) {
        (true, _) => FactStyle::Markdown,
        (false, true) => FactStyle::Text,
        (false, false) => FactStyle::Sentences,
    };
    print(&text(store, &found.iter().collect::<Vec<&Fact>>(), style))
}
