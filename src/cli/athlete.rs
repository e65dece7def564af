//! `athlete`: bests, results, a season, honours or the names of one athlete.

use super::lists::day;
use super::{load, one_athlete, print_sheet};
use crate::analysis::bests::bests;
use crate::analysis::honours::{Whose, honours};
use crate::analysis::performances::performances;
use crate::analysis::season::Season;
use crate::sheet::{BestsSheet, HonoursSheet, Listing, SeasonSheet, WrittenSheet};
use crate::store::RowId;
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("what").args(["results", "season", "honours", "written", "on"])))]
pub struct AthleteArguments {
    /// Result files and folders; without any, the sample
    files: Vec<PathBuf>,
    /// Words of the athlete's name
    #[arg(long)]
    athlete: String,
    /// All results, each once
    #[arg(long)]
    results: bool,
    /// The races of a season, in all events
    #[arg(long)]
    season: Option<i16>,
    /// Medals in the finals of championships
    #[arg(long)]
    honours: bool,
    /// The names, nations and clubs that the results have, with the first and the last day of each
    #[arg(long)]
    written: bool,
    /// Name, nation, club and age on a day, as 2021-08-07
    #[arg(long)]
    on: Option<String>,
    /// Comma-separated values
    #[arg(long)]
    csv: bool,
}

/// Prints the bests of an athlete, or what else was asked for.
pub(super) fn write(arguments: &AthleteArguments) -> Result<(), String> {
    let store = load(&arguments.files)?;
    let athlete = one_athlete(&store, &arguments.athlete)?;
    let csv = arguments.csv;
    if let Some(year) = arguments.season {
        let season = Season::of(&store, athlete, year);
        return print_sheet(&SeasonSheet::new(&store, &season), csv);
    }
    if arguments.honours {
        let won = honours(&store, Whose::Athlete(athlete));
        return print_sheet(&HonoursSheet::new(&store, &won), csv);
    }
    if arguments.written || arguments.on.is_some() {
        let day = arguments.on.as_deref().map(day).transpose()?;
        return print_sheet(&WrittenSheet::new(&store, athlete, day), csv);
    }
    let all = performances(&store, athlete);
    if arguments.results {
        let rows: Vec<RowId> = all.iter().map(|p| p.row).collect();
        return print_sheet(&Listing::new(&store, rows), csv);
    }
    let best = bests(&store, &all);
    print_sheet(&BestsSheet::new(&store, &best), csv)
}
