//! `report`: a race as a folder with a web page, a PDF of its charts, and its tables and charts as files.

use super::one_race;
use crate::analysis::{RaceSplits, facts};
use crate::chart::style::Ground;
use crate::chart::subject::Options;
use crate::chart::{Chart, KINDS, Subject};
use crate::page::facts::{FactStyle, sentence, text as facts_text};
use crate::page::report::Report;
use crate::page::{self, Format, PRESETS, Settings, file, table};
use crate::sheet::{Listing, Sheet, SplitsSheet};
use crate::store::Store;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct ReportArguments {
    /// Result files and folders; without any, the sample
    pub files: Vec<PathBuf>,
    /// Words of the race's meet, year, venue, event, sex, round and heat
    #[arg(long)]
    race: String,
    /// Folder to write to; it is made if it is not there
    #[arg(short, long)]
    output: PathBuf,
}

/// Writes `index.html`, `charts.pdf`, `facts.md`, `results.csv`, `splits.csv`, and each chart that the race has as SVG with its data.
pub(super) fn write(store: &Store, arguments: &ReportArguments) -> Result<(), String> {
    let id = one_race(store, &arguments.race)?;
    let race = store.race(id);
    let splits = RaceSplits::new(race);
    let subject = Subject::new(race, &splits);
    let folder = arguments.output.as_path();
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let charts: Vec<Chart> = KINDS
        .iter()
        .filter_map(|kind| kind.build(&subject, &Options::default()).ok())
        .collect();
    let settings = Settings::new(PRESETS[1].size, Ground::Light);
    let results = Listing::new(store, splits.lines.iter().map(|l| l.row).collect());
    let passings = SplitsSheet::new(store, &splits);
    let mut tables: Vec<(&str, &dyn Sheet)> = vec![("Results", &results)];
    if splits.has_passings() {
        tables.push(("Passings and segments", &passings));
    }
    for (heading, sheet) in &tables {
        let name = if *heading == "Results" {
            "results.csv"
        } else {
            "splits.csv"
        };
        save(folder, name, table::csv(*sheet).as_bytes())?;
    }
    for chart in &charts {
        let names = [
            (format!("{}.svg", chart.kind), Format::Svg),
            (data_name(chart), Format::Csv),
        ];
        for (name, format) in names {
            let bytes = page::export(chart, settings, format).map_err(|e| e.to_string())?;
            save(folder, &name, &bytes)?;
        }
    }
    if !charts.is_empty() {
        let pdf = page::pdf(&charts, settings, &subject.event).map_err(|e| e.to_string())?;
        save(folder, "charts.pdf", &pdf)?;
    }
    let found = facts(store, id);
    save(
        folder,
        "facts.md",
        facts_text(store, &found.iter().collect::<Vec<_>>(), FactStyle::Markdown).as_bytes(),
    )?;
    let report = Report {
        title: &subject.event,
        subtitle: &subject.meet,
        facts: found.iter().map(sentence).collect(),
        tables,
        charts: charts
            .into_iter()
            .map(|chart| (data_name(&chart), chart))
            .map(|(name, chart)| (chart, name))
            .collect(),
    };
    let page = report.html(settings).map_err(|e| e.to_string())?;
    save(folder, "index.html", page.as_bytes())
}

fn data_name(chart: &Chart) -> String {
    format!("{}.csv", chart.kind)
}

fn save(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    file::save(&folder.join(name), bytes)
}
