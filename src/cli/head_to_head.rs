//! `head-to-head`: the meetings of two athletes, or of one with everybody.

use super::{load, one_athlete, print, print_sheet};
use crate::analysis::meetings::{MeetingFilter, Over};
use crate::analysis::rivals::{Rival, rivals};
use crate::model::{Date, Event};
use crate::sheet::{MeetingsSheet, RivalsSheet};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct HeadToHeadArguments {
    /// Result files and folders; without any, the sample
    files: Vec<PathBuf>,
    /// Words of the athlete's name; a second one names the rival, without one all rivals are listed
    #[arg(long, required = true, num_args = 1)]
    athlete: Vec<String>,
    /// Finals only
    #[arg(long)]
    finals: bool,
    /// From this day on, as 2021-08-07, or from this year on
    #[arg(long)]
    since: Option<String>,
    /// Races over this distance only, as 1500m
    #[arg(long)]
    event: Option<String>,
    /// 1500 m and mile together, and 3000 m and 2 miles
    #[arg(long, requires = "event")]
    together: bool,
    /// A DNF or DQ against a finisher is a loss
    #[arg(long)]
    count_statuses: bool,
    /// Comma-separated values
    #[arg(long)]
    csv: bool,
}

/// Prints the score and the meetings, the latest first.
pub(super) fn write(arguments: &HeadToHeadArguments) -> Result<(), String> {
    let filter = filter(arguments)?;
    let store = load(&arguments.files)?;
    let athlete = one_athlete(&store, &arguments.athlete[0])?;
    let all = rivals(&store, athlete);
    let met: Vec<Rival> = all.iter().filter_map(|rival| filter.of(&store, rival)).collect();
    match arguments.athlete.get(1..) {
        Some([]) | None => print_sheet(&RivalsSheet::new(&store, &met), arguments.csv),
        Some([other]) => {
            let other = one_athlete(&store, other)?;
            let rival = met.iter().find(|r| r.athlete == other);
            let name = |athlete| store.athlete(athlete).name();
            let Some(rival) = rival else {
                return Err(format!(
                    "{} and {} did not meet in the races loaded",
                    name(athlete),
                    name(other)
                ));
            };
            if !arguments.csv {
                let (score, count) = (rival.score(), rival.score().meetings());
                print(&format!(
                    "{} {score} {} of {count} meetings\n",
                    name(athlete),
                    name(other)
                ))?;
            }
            print_sheet(&MeetingsSheet::new(&store, rival), arguments.csv)
        }
        Some(_) => Err("give one athlete, or two".to_owned()),
    }
}

fn filter(arguments: &HeadToHeadArguments) -> Result<MeetingFilter, String> {
    let since = match &arguments.since {
        Some(text) => {
            Some(Date::parse(text).ok_or_else(|| format!("\"{text}\" is no day or year such as 2021-08-07"))?)
        }
        None => None,
    };
    let over = match &arguments.event {
        Some(text) => {
            let event = Event::parse(text).filter(|e| e.distance_mm > 0);
            let mm = event
                .ok_or_else(|| format!("\"{text}\" is no distance such as 1500m"))?
                .distance_mm;
            if arguments.together {
                Over::WithKin(mm)
            } else {
                Over::One(mm)
            }
        }
        None => Over::All,
    };
    Ok(MeetingFilter {
        finals: arguments.finals,
        since,
        over,
        statuses_count: arguments.count_statuses,
    })
}
