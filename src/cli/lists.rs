//! `list`, `records` and `medals`: the statistician's lists on the command line.

use super::{load, print, print_sheet};
use crate::analysis::medals::{championships, finals, medal_table};
use crate::analysis::ranking::{AgeGroup, From, List, ListOf, Marks, Tracks, Until, best_for_place, moves};
use crate::analysis::records::{RecordOf, progression};
use crate::model::area::Area;
use crate::model::{Date, Event};
use crate::sheet::ranking::coverage_text;
use crate::sheet::{MedalsSheet, PlacesSheet, ProgressionSheet, RankingSheet};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct ListArguments {
    /// Result files and folders; without any, the sample
    files: Vec<PathBuf>,
    /// Sex and event, as "men 1500m" or "women mile short track"
    #[arg(long)]
    event: String,
    /// World, an area such as Europe, or the code of a nation
    #[arg(long, default_value = "World")]
    from: String,
    /// A calendar year
    #[arg(long)]
    year: Option<i16>,
    /// With the marks of this day, as 2021-08-07
    #[arg(long, conflicts_with = "before")]
    until: Option<String>,
    /// Without the marks of this day
    #[arg(long)]
    before: Option<String>,
    /// Rank before the day of `--until` beside the rank with it
    #[arg(long, requires = "until")]
    moves: bool,
    /// U18, U20 and so on, or the least age of masters such as 35
    #[arg(long)]
    age: Option<String>,
    /// All marks of an athlete
    #[arg(long)]
    all_marks: bool,
    /// Outdoor and short-track marks together
    #[arg(long)]
    joined: bool,
    /// Instead of the list, the best mark for each place in a race
    #[arg(long, conflicts_with_all = ["moves", "all_marks"])]
    places: bool,
    /// So many lines
    #[arg(long)]
    top: Option<usize>,
    /// Comma-separated values
    #[arg(long)]
    csv: bool,
}

#[derive(clap::Args)]
pub struct RecordsArguments {
    /// Result files and folders; without any, the sample
    files: Vec<PathBuf>,
    /// Sex and event, as "men 1500m"
    #[arg(long)]
    event: String,
    /// World, an area such as Europe, the code of a nation, or a championship such as "Olympic Games"
    #[arg(long, default_value = "World")]
    of: String,
    /// Comma-separated values
    #[arg(long)]
    csv: bool,
}

#[derive(clap::Args)]
pub struct MedalsArguments {
    /// Result files and folders; without any, the sample
    files: Vec<PathBuf>,
    /// The championship, as "Olympic Games"
    #[arg(long)]
    of: String,
    /// Sex and event, as "men 1500m"; without it, all events
    #[arg(long)]
    event: Option<String>,
    /// Comma-separated values
    #[arg(long)]
    csv: bool,
}

/// Prints a list, and what it rests on.
pub(super) fn list(arguments: &ListArguments) -> Result<(), String> {
    let of = list_of(arguments)?;
    let store = load(&arguments.files)?;
    if arguments.places {
        let best = best_for_place(&store, of.event, of.until);
        return print_sheet(&PlacesSheet::new(&store, &best), arguments.csv);
    }
    let mut list = List::new(&store, &of);
    if list.listed.is_empty() {
        return Err(format!("no mark of {} is loaded that the list asks for", of.event));
    }
    let moved = match of.until {
        Until::Through(day) if arguments.moves => Some(moves(&store, &of, day)),
        _ => None,
    };
    let count = list.listed.len();
    list.listed.truncate(arguments.top.unwrap_or(count));
    if !arguments.csv {
        print(&format!("{}\n", coverage_text(&list.coverage)))?;
    }
    print_sheet(&RankingSheet::new(&store, &list, moved.as_deref()), arguments.csv)
}

pub(super) fn records(arguments: &RecordsArguments) -> Result<(), String> {
    let event = event(&arguments.event)?;
    let of = match from(&arguments.of) {
        Ok(From::World) => RecordOf::World,
        Ok(From::Area(area)) => RecordOf::Area(area),
        Ok(From::Nation(code)) => RecordOf::Nation(code),
        Err(_) => RecordOf::Championship(arguments.of.clone()),
    };
    let store = load(&arguments.files)?;
    let marks = progression(&store, event, &of);
    if marks.is_empty() {
        return Err(format!("no dated mark of {event} is loaded for the {}", of.name()));
    }
    print_sheet(&ProgressionSheet::new(&store, &marks), arguments.csv)
}

pub(super) fn medals(arguments: &MedalsArguments) -> Result<(), String> {
    let event = arguments.event.as_deref().map(event).transpose()?;
    let store = load(&arguments.files)?;
    let finals = finals(&store, &arguments.of, event);
    if finals.is_empty() {
        let known: Vec<String> = championships(&store)
            .into_iter()
            .map(|(name, _)| name)
            .take(8)
            .collect();
        return Err(format!(
            "no final of \"{}\" is loaded; there are {}",
            arguments.of,
            known.join(", ")
        ));
    }
    let table = medal_table(&store, &arguments.of, event);
    print_sheet(&MedalsSheet::new(&store, &table), arguments.csv)
}

fn list_of(arguments: &ListArguments) -> Result<ListOf, String> {
    let until = match (&arguments.until, &arguments.before) {
        (Some(text), _) => Until::Through(day(text)?),
        (_, Some(text)) => Until::Before(day(text)?),
        _ => Until::Now,
    };
    Ok(ListOf {
        event: event(&arguments.event)?,
        tracks: if arguments.joined {
            Tracks::Joined
        } else {
            Tracks::Apart
        },
        from: from(&arguments.from)?,
        age: arguments.age.as_deref().map(age).transpose()?,
        year: arguments.year,
        until,
        marks: if arguments.all_marks { Marks::All } else { Marks::Best },
    })
}

fn event(text: &str) -> Result<Event, String> {
    Event::parse(text).ok_or_else(|| format!("\"{text}\" is no event such as \"men 1500m\""))
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    let day = Date::parse(text).filter(|d| d.day().is_some());
    day.ok_or_else(|| format!("\"{text}\" is no day such as 2021-08-07"))
}

fn from(text: &str) -> Result<From, String> {
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    match Area::parse(text) {
        Some(area) => Ok(From::Area(area)),
        None if text.eq_ignore_ascii_case("world") => Ok(From::World),
        None if is_code => Ok(From::Nation(text.to_owned())),
        None => Err(format!(
            "\"{text}\" is not World, an area such as Europe, or a nation’s code such as GBR"
        )),
    }
}

fn age(text: &str) -> Result<AgeGroup, String> {
    let number = |digits: &str| digits.parse::<u8>().ok();
    let group = match text.strip_prefix(['U', 'u']) {
        Some(digits) => number(digits).map(AgeGroup::Under),
        None => number(text.trim_start_matches(['M', 'W', 'm', 'w'])).map(AgeGroup::From),
    };
    group.ok_or_else(|| format!("\"{text}\" is no age group such as U20 or 35"))
}
