//! The headless commands: the same store, sheets and charts as the window's, printed or written to a file.

mod athlete;
mod chart;
mod check;
mod convert;
mod facts;
mod head_to_head;
mod lists;
mod report;

use crate::analysis::flags::race_flags;
use crate::analysis::season::seasons_before;
use crate::analysis::{Compared, RaceSplits};
use crate::model::fold;
use crate::page::table;
use crate::read::wanted::folders_without;
use crate::read::{Folders, Import, Progress, Wanted, files_in, open, sample};
use crate::session::Decisions;
use crate::sheet::{
    AthletesSheet, CandidatesSheet, ComparedSheet, FlagsSheet, Listing, MatrixSheet, SeasonsBeforeSheet, Sheet,
    SplitsSheet,
};
use crate::store::{
    AthleteId, Cancel, Candidate, Column, Direction, Query, RaceId, RaceView, RowId, Scope, SortKey, Store,
};
use clap::{CommandFactory as _, Parser, Subcommand};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What the command line asks for.
#[derive(Parser)]
#[command(
    name = "homestraight",
    version,
    about = "A desktop results viewer for athletics",
    args_conflicts_with_subcommands = true
)]
pub struct Arguments {
    /// Result files and folders to open in the window; without any, the sample
    pub files: Vec<PathBuf>,
    /// Print the time to the first frame and close the window
    #[arg(long)]
    pub measure_first_frame: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Print results, one line each
    Show {
        /// Result files and folders; without any, the sample
        files: Vec<PathBuf>,
        /// Words of the race's meet, year, venue, event, sex, round and heat
        #[arg(long)]
        race: Option<String>,
        /// With the race: records and bests as computed from what is loaded, beside the flags of the sources
        #[arg(long, requires = "race", conflicts_with = "seasons")]
        flags: bool,
        /// With the race: the season of each athlete before it
        #[arg(long, requires = "race")]
        seasons: bool,
        /// Comma-separated values
        #[arg(long)]
        csv: bool,
    },
    /// Print the split table of a race, the leader's passings as a row of their own
    Splits {
        /// Result files and folders; without any, the sample
        files: Vec<PathBuf>,
        /// Words of the race's meet, year, venue, event, sex, round and heat
        #[arg(long)]
        race: String,
        /// Comma-separated values
        #[arg(long)]
        csv: bool,
    },
    /// Print efforts of any races side by side
    Compare {
        /// Result files and folders; without any, the sample
        files: Vec<PathBuf>,
        /// An athlete in a race, by words of the name and of the race; given once for each effort
        #[arg(long, required = true)]
        effort: Vec<String>,
        /// Instead of the efforts, how often each athlete beat each other one
        #[arg(long)]
        head_to_head: bool,
        /// Comma-separated values
        #[arg(long)]
        csv: bool,
    },
    /// Write a chart of a race as SVG, PDF or PNG
    Chart(Box<chart::ChartArguments>),
    /// Write a whole race as a folder: a web page, a PDF of all charts, tables and data
    Report(report::ReportArguments),
    /// Print what can be said of a race: winner, margin, leaders, records, firsts, each with what it rests on
    Facts(facts::FactsArguments),
    /// Print how two athletes fared against each other, or one against everybody met
    HeadToHead(head_to_head::HeadToHeadArguments),
    /// Print the ranked marks of an event as of any day, or the best mark for each place
    List(lists::ListArguments),
    /// Print how the best mark of an event came about
    Records(lists::RecordsArguments),
    /// Print the athletes, each with what joined the records of the files and how these write name, nation and birth
    Athletes {
        /// Result files and folders; without any, the sample
        files: Vec<PathBuf>,
        /// Words of the names wanted
        #[arg(long)]
        athlete: Option<String>,
        /// Instead, the pairs that are likely one athlete and not surely, with what speaks for and against
        #[arg(long)]
        candidates: bool,
        /// Comma-separated values
        #[arg(long)]
        csv: bool,
    },
    /// Print the bests of an athlete, all results, a season, medals or how the name is written
    Athlete(athlete::AthleteArguments),
    /// Print the medals of a championship by nation
    Medals(lists::MedalsArguments),
    /// Write what was read to one file
    Convert {
        /// Result files and folders; without any, the sample
        files: Vec<PathBuf>,
        /// File to write: .ron, .json, .csv or .xlsx
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Print format, counts and findings of each file
    Check {
        /// Result files, and folders of which all files are checked
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// An array with one object a file
        #[arg(long)]
        json: bool,
    },
}

impl Arguments {
    /// A word among the files that is neither a file nor looks like the name of one: a command mistyped.
    pub fn mistyped_command(&self) -> Option<String> {
        let is_word = |p: &&PathBuf| p.extension().is_none() && p.components().count() == 1 && !p.exists();
        let word = self.files.iter().find(is_word)?.display().to_string();
        let known: Vec<String> = Self::command()
            .get_subcommands()
            .map(|c| c.get_name().to_owned())
            .collect();
        Some(format!(
            "no command or file \"{word}\"; the commands are {}",
            known.join(", ")
        ))
    }
}

/// Runs a command; what went wrong stands in standard error, in one line unless races are to choose from.
pub fn run(command: Command) -> ExitCode {
    let result = match command {
        Command::Show {
            files,
            race,
            flags,
            seasons,
            csv,
        } => load(&files).and_then(|store| match race {
            Some(race) if flags => show_flags(&store, &race, csv),
            Some(race) if seasons => show_seasons(&store, &race, csv),
            race => show(&store, race.as_deref(), csv),
        }),
        Command::Splits { files, race, csv } => load(&files).and_then(|store| splits(&store, &race, csv)),
        Command::Compare {
            files,
            effort,
            head_to_head,
            csv,
        } => load(&files).and_then(|store| compare(&store, &effort, head_to_head, csv)),
        Command::Chart(arguments) => load(&arguments.files).and_then(|store| chart::write(&store, &arguments)),
        Command::Report(arguments) => load(&arguments.files).and_then(|store| report::write(&store, &arguments)),
        Command::Facts(arguments) => load(&arguments.files).and_then(|store| facts::write(&store, &arguments)),
        Command::HeadToHead(arguments) => head_to_head::write(&arguments),
        Command::List(arguments) => lists::list(&arguments),
        Command::Records(arguments) => lists::records(&arguments),
        Command::Athletes {
            files,
            athlete,
            candidates,
            csv,
        } => load(&files).and_then(|store| match candidates {
            true => show_candidates(&store, athlete.as_deref().unwrap_or(""), csv),
            false => athletes(&store, athlete.as_deref().unwrap_or(""), csv),
        }),
        Command::Athlete(arguments) => athlete::write(&arguments),
        Command::Medals(arguments) => lists::medals(&arguments),
        Command::Convert { files, output } => load(&files).and_then(|store| convert::convert(&store, &output)),
        Command::Check { files, json } => return check::check(&files, json),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("homestraight: {text}");
            ExitCode::FAILURE
        }
    }
}

/// Says in standard error which decisions say nothing of the files loaded.
fn say_unapplied(store: &Store) {
    for unapplied in store.unapplied() {
        let decision = &store.decisions()[unapplied.decision];
        eprintln!("homestraight: not applied: {decision}; {}", unapplied.reason);
    }
}

/// The files, and all those in folders, in one store with what was decided beside them, or the sample when there are none.
fn load(paths: &[PathBuf]) -> Result<Store, String> {
    let imports = if paths.is_empty() {
        sample::sample()
    } else {
        read_all(paths)?
    };
    let mut decisions = Decisions::default();
    if let Err(error) = decisions.read_beside(imports.iter().map(|i| i.source.file.as_str())) {
        eprintln!("homestraight: {error}");
    }
    let imports = imports.into_iter().map(Arc::new).collect();
    Ok(Store::with_decisions(1, imports, decisions.list()))
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<Import>, String> {
    let files = files_in(paths);
    let folders = Folders::default();
    let read = |file: &Wanted| open(&file.path, &folders, &Progress::default());
    let results: Vec<_> = files.par_iter().map(read).collect();
    let (mut imports, mut with) = (Vec::new(), Vec::new());
    for (file, result) in files.iter().zip(results) {
        match result {
            Ok(read) => {
                imports.extend(read);
                with.push(file);
            }
            Err(error) if file.may_be_passed_over(&error) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    match folders_without(paths, &with).first() {
        Some(folder) => Err(format!("{}: holds no result file that can be read", folder.display())),
        None => Ok(imports),
    }
}

/// Writes to standard output; a reader that has gone away (`| head`) is no error.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("cannot write: {error}")),
        _ => Ok(()),
    }
}

fn print_sheet(sheet: &dyn Sheet, csv: bool) -> Result<(), String> {
    print(&if csv { table::csv(sheet) } else { table::plain(sheet) })
}

/// Candidates that are listed, one a line, when words name several races.
const LISTED: usize = 8;

/// The one race that the words name; a list is none.
fn one_race(store: &Store, text: &str) -> Result<RaceId, String> {
    one(store, text, |race| !race.is_list())
}

/// The one race, or the one list, that the words name.
fn one(store: &Store, text: &str, is_wanted: impl Fn(RaceView<'_>) -> bool) -> Result<RaceId, String> {
    let mut found = store.find_races(text);
    found.retain(|r| is_wanted(store.race(*r)));
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!(
            "no race matches \"{text}\"; `homestraight show` lists what there is"
        )),
        many => Err(several("races", text, many.iter().map(|r| with_date(store.race(*r))))),
    }
}

fn with_date(race: RaceView<'_>) -> String {
    match race.date() {
        Some(date) => format!("{} ({date})", race.label()),
        None => race.label(),
    }
}

/// That words name several things, with the first of them.
fn several(things: &str, text: &str, names: impl ExactSizeIterator<Item = String>) -> String {
    let count = names.len();
    let listed: Vec<String> = names.take(LISTED).collect();
    let more = match count.saturating_sub(LISTED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let listed = listed.join("; ");
    format!("{count} {things} match \"{text}\", add words to name one: {listed}{more}")
}

/// The one athlete with results whose names begin with the words.
fn one_athlete(store: &Store, text: &str) -> Result<AthleteId, String> {
    match store.find_athletes(text).as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("no athlete matches \"{text}\"")),
        many => {
            let name = |id: &AthleteId| {
                let athlete = store.athlete(*id);
                format!("{} {}", athlete.name(), athlete.nation()).trim_end().to_owned()
            };
            Err(several("athletes", text, many.iter().map(name)))
        }
    }
}

/// The efforts that the texts name, one each.
fn efforts(store: &Store, texts: &[String]) -> Result<Vec<RowId>, String> {
    let effort = |text: &String| match store.find_efforts(text).as_slice() {
        [one] => Ok(*one),
        [] => Err(format!(
            "no result matches \"{text}\"; `homestraight show` lists what there is"
        )),
        many => {
            let name = |row: &RowId| format!("{}, {}", store.row(*row).name(), with_date(store.row(*row).race()));
            Err(several("results", text, many.iter().map(name)))
        }
    };
    texts.iter().map(effort).collect()
}

fn show(store: &Store, race: Option<&str>, csv: bool) -> Result<(), String> {
    let races = match race {
        Some(text) => store.find_races(text),
        None => store.shown_races().map(|r| r.id()).collect(),
    };
    if let (true, Some(text)) = (races.is_empty(), race) {
        return Err(format!("no race or list matches \"{text}\""));
    }
    let mut rows: Vec<RowId> = Vec::new();
    for race in races {
        let sort = vec![SortKey {
            column: Column::Place,
            direction: Direction::Up,
        }];
        let query = Query {
            scope: Scope::Race(race),
            sort,
            ..Query::default()
        };
        rows.extend(query.run(store, &Cancel::default()).unwrap_or_default());
    }
    print_sheet(&Listing::new(store, rows), csv)
}

fn athletes(store: &Store, text: &str, csv: bool) -> Result<(), String> {
    say_unapplied(store);
    let mut found = store.find_athletes(text);
    if found.is_empty() {
        return Err(format!("no athlete matches \"{text}\""));
    }
    found.sort_by_key(|id| {
        let athlete = store.athlete(*id);
        (fold(athlete.name()), *id)
    });
    print_sheet(&AthletesSheet::new(store, found), csv)
}

fn show_candidates(store: &Store, text: &str, csv: bool) -> Result<(), String> {
    say_unapplied(store);
    let wanted: BTreeSet<AthleteId> = store.find_athletes(text).into_iter().collect();
    let is_wanted = |c: &&Candidate| c.athletes.iter().any(|id| wanted.contains(id));
    let found: Vec<Candidate> = store.candidates().iter().filter(is_wanted).cloned().collect();
    print_sheet(&CandidatesSheet::new(store, &found), csv)
}

fn show_flags(store: &Store, race: &str, csv: bool) -> Result<(), String> {
    let flags = race_flags(store, store.race(one_race(store, race)?));
    print_sheet(&FlagsSheet::new(store, &flags), csv)
}

fn show_seasons(store: &Store, race: &str, csv: bool) -> Result<(), String> {
    let seasons = seasons_before(store, store.race(one_race(store, race)?));
    print_sheet(&SeasonsBeforeSheet::new(store, &seasons), csv)
}

fn splits(store: &Store, race: &str, csv: bool) -> Result<(), String> {
    let race = store.race(one_race(store, race)?);
    let splits = RaceSplits::new(race);
    if !splits.has_passings() {
        return Err(format!("no passings are recorded for {}", race.label()));
    }
    print_sheet(&SplitsSheet::new(store, &splits), csv)
}

fn compare(store: &Store, texts: &[String], head_to_head: bool, csv: bool) -> Result<(), String> {
    let compared = Compared::new(store, &efforts(store, texts)?);
    match head_to_head {
        true => print_sheet(&MatrixSheet::new(store, &compared), csv),
        false => print_sheet(&ComparedSheet::new(store, &compared), csv),
    }
}
