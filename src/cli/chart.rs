//! `chart`: the chart of a race as a file, the same as the window's.

use super::{efforts, one};
use crate::analysis::bests::fastest;
use crate::analysis::{Compared, RaceSplits};
use crate::chart::kinds::{KINDS, Kind, kind};
use crate::chart::style::Ground;
use crate::chart::subject::{Options, Subject};
use crate::chart::{Alignment, Chart, Own, Reference, Schedule};
use crate::model::{DecimalMark, PaceUnit, SpeedUnit, Units, fold};
use crate::page::{self, Format, Lettering, PRESETS, Settings, Size};
use crate::store::{RowId, Store};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(clap::Args)]
pub struct ChartArguments {
    /// Result files and folders; without any, the sample
    pub files: Vec<PathBuf>,
    /// Words of the race's meet, year, venue, event, sex, round and heat, or of a list's title
    #[arg(long, required_unless_present = "effort")]
    race: Option<String>,
    /// Instead of a race: an athlete in a race, by words of the name and of the race; several are compared
    #[arg(long, conflicts_with = "race")]
    effort: Vec<String>,
    /// gap, pace, reference, trace, position, duel, speed, percent, segment-rank, heat, spread, halves, kick, loss, passing,
    /// distribution, rounds, shape, form, ladder
    #[arg(long)]
    kind: String,
    /// An athlete in colour, by any part of the name; may be given several times
    #[arg(long)]
    athlete: Vec<String>,
    /// For the kinds "reference" and "percent": winner (without this), leader, composite (the best of each segment),
    /// composite+2.5 (that and 2.5 % more), median (of the field), best (the best other race of the first athlete in colour), an
    /// athlete's name, record (even pace to the fastest time loaded), a target time such as 3:30 (even pace), balanced 3:30 (in the proportions of the median), or a schedule such
    /// as "400 56.0, 800 1:52.0, 1500 3:30"
    #[arg(long)]
    reference: Option<String>,
    /// For the kinds "gap", "reference" and "trace": start, bell or finish, where all gaps are zero
    #[arg(long)]
    align: Option<String>,
    /// A line at a value of the chart, such as 3:30 or a pace; may be given several times
    #[arg(long)]
    line: Vec<String>,
    /// Length that paces are given for: usual (for the distance), 100m, 400m, km, mile
    #[arg(long, default_value = "usual")]
    pace_unit: String,
    /// m/s, km/h, mph
    #[arg(long, default_value = "m/s")]
    speed_unit: String,
    /// Decimal mark of all numbers: point, comma
    #[arg(long, default_value = "point")]
    decimal: String,
    /// light, dark, print (black text, no ground in SVG and PDF, white in PNG), or grey (print without colours)
    #[arg(long, default_value = "light")]
    theme: String,
    /// No background, also in a PNG
    #[arg(long)]
    transparent: bool,
    /// In an SVG: text (with its fonts inside the file) or outlines
    #[arg(long, default_value = "text")]
    lettering: String,
    /// Texts in place of those that the chart has by itself
    #[arg(long)]
    title: Option<String>,
    #[arg(long)]
    subtitle: Option<String>,
    #[arg(long)]
    caption: Option<String>,
    #[arg(long)]
    source: Option<String>,
    /// Who made the chart
    #[arg(long)]
    byline: Option<String>,
    /// column, page, a4, slide, square, card, or WIDTHxHEIGHT in mm
    #[arg(long, default_value = "page")]
    size: String,
    /// Dots per inch of a PNG, 36 to 1200
    #[arg(long, default_value_t = 300, allow_negative_numbers = true)]
    dpi: i64,
    /// File to write: .svg, .pdf or .png; .csv, .tsv, .md or .json for the data behind the chart
    #[arg(short, long)]
    output: PathBuf,
}

pub(super) fn write(store: &Store, arguments: &ChartArguments) -> Result<(), String> {
    let keys = KINDS.iter().map(|k| k.key).collect::<Vec<_>>().join(", ");
    let kind = kind(&arguments.kind).ok_or_else(|| format!("no kind \"{}\"; there are {keys}", arguments.kind))?;
    if let (Some(_), false) = (&arguments.reference, kind.takes_reference) {
        return Err(format!(
            "the kind \"{}\" takes no reference; \"reference\" and \"percent\" do",
            kind.key
        ));
    }
    let format = format_of(&arguments.output)?;
    let ground = Ground::from_word(&arguments.theme)
        .ok_or_else(|| format!("no theme \"{}\"; there are light, dark, print, grey", arguments.theme))?;
    let size = size_of(&arguments.size)?;
    let lettering = Lettering::from_word(&arguments.lettering)
        .ok_or_else(|| format!("no lettering \"{}\"; there are text, outlines", arguments.lettering))?;
    let settings = Settings {
        transparent: arguments.transparent,
        lettering,
        dpi: page::resolution(arguments.dpi).map_err(|e| e.to_string())?,
        ..Settings::new(size, ground)
    };
    let mut chart = match &arguments.race {
        Some(race) => {
            let race = one(store, race, |race| kind.key == "ladder" || !race.is_list())?;
            let splits = RaceSplits::new(store.race(race));
            build(store, arguments, kind, &Subject::new(store.race(race), &splits))?
        }
        None => {
            let compared = Compared::new(store, &efforts(store, &arguments.effort)?);
            build(store, arguments, kind, &Subject::of_efforts(store, &compared))?
        }
    };
    let texts = [
        (&mut chart.title, &arguments.title),
        (&mut chart.subtitle, &arguments.subtitle),
        (&mut chart.caption, &arguments.caption),
        (&mut chart.source, &arguments.source),
        (&mut chart.byline, &arguments.byline),
    ];
    for (text, wanted) in texts {
        if let Some(wanted) = wanted {
            text.clone_from(wanted);
        }
    }
    let bytes = page::export(&chart, settings, format).map_err(|e| e.to_string())?;
    page::file::save(&arguments.output, &bytes)
}

fn build(store: &Store, arguments: &ChartArguments, kind: &Kind, subject: &Subject<'_>) -> Result<Chart, String> {
    let names = arguments.athlete.iter();
    let selected: BTreeSet<RowId> = names.map(|name| athlete_row(subject, name)).collect::<Result<_, _>>()?;
    let lines = &subject.splits.lines;
    let first = lines.iter().find(|l| selected.contains(&l.row)).or(lines.first());
    let reference = match (arguments.reference.as_deref(), first, subject.race()) {
        (None, ..) => Reference::Winner,
        (Some("best"), Some(line), Ok(race)) => Schedule::best_other(store, line.athlete, race)
            .map(|best| Reference::Schedule(Arc::new(best)))
            .ok_or_else(|| format!("no other race of {} with passings is loaded", line.name))?,
        (Some("record"), ..) => fastest(store, subject.contested)
            .and_then(|row| store.row(row).mark().time())
            .map(Reference::Target)
            .ok_or_else(|| "no time in this event is loaded".to_owned())?,
        (Some(text), ..) => reference_of(subject, text)?,
    };
    let alignment = match &arguments.align {
        None => Alignment::Start,
        Some(_) if !kind.takes_alignment => {
            return Err(format!(
                "the kind \"{}\" is not aligned; \"gap\", \"reference\" and \"trace\" are",
                kind.key
            ));
        }
        Some(word) => Alignment::from_word(word)
            .ok_or_else(|| format!("no alignment \"{word}\"; there are start, bell, finish"))?,
    };
    let options = Options {
        selected,
        reference,
        alignment,
        units: units(arguments)?,
        own: Own {
            lines: arguments.line.clone(),
            notes: Vec::new(),
        },
        ..Options::default()
    };
    kind.build(subject, &options).map_err(|refusal| refusal.to_string())
}

fn units(arguments: &ChartArguments) -> Result<Units, String> {
    let ChartArguments {
        pace_unit,
        speed_unit,
        decimal,
        ..
    } = arguments;
    Ok(Units {
        pace: PaceUnit::from_word(pace_unit)
            .ok_or_else(|| format!("no unit of pace \"{pace_unit}\"; there are usual, 100m, 400m, km, mile"))?,
        speed: SpeedUnit::from_word(speed_unit)
            .ok_or_else(|| format!("no unit of speed \"{speed_unit}\"; there are m/s, km/h, mph"))?,
        decimal: DecimalMark::from_word(decimal)
            .ok_or_else(|| format!("no decimal mark \"{decimal}\"; there are point, comma"))?,
    })
}

fn format_of(output: &Path) -> Result<Format, String> {
    let extension = output.extension().and_then(|e| e.to_str()).unwrap_or_default();
    Format::from_extension(extension).ok_or_else(|| {
        format!(
            "{}: the name must end in .svg, .pdf or .png, or for the data in .csv, .tsv, .md or .json",
            output.display()
        )
    })
}

fn size_of(text: &str) -> Result<Size, String> {
    if let Some(size) = Size::preset(text) {
        return Ok(size);
    }
    let own = text
        .split_once('x')
        .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let keys = PRESETS.iter().map(|p| p.key).collect::<Vec<_>>().join(", ");
    let (width, height) = own.ok_or_else(|| format!("no size \"{text}\"; there are {keys}, or WIDTHxHEIGHT in mm"))?;
    Size::own(width, height).map_err(|e| e.to_string())
}

/// The one row of the race whose athlete's name contains every word.
fn athlete_row(subject: &Subject<'_>, name: &str) -> Result<RowId, String> {
    let wanted = fold(name);
    let rows: Vec<(RowId, &str)> = match subject.race() {
        Ok(race) => race.row_views().map(|row| (row.id(), row.name())).collect(),
        Err(_) => subject.splits.lines.iter().map(|l| (l.row, l.name.as_str())).collect(),
    };
    let matches = |name: &str| {
        let folded = fold(name);
        wanted.split_whitespace().all(|w| folded.contains(w))
    };
    let found: Vec<(RowId, &str)> = rows.into_iter().filter(|(_, name)| matches(name)).collect();
    match found.as_slice() {
        [(one, _)] => Ok(*one),
        [] => Err(match subject.race() {
            Ok(race) => format!("no athlete \"{name}\" in {}", race.label()),
            Err(_) => format!("no athlete \"{name}\" among the efforts"),
        }),
        many => {
            let names = many.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
            Err(format!("\"{name}\" names several athletes: {names}"))
        }
    }
}

fn reference_of(subject: &Subject<'_>, text: &str) -> Result<Reference, String> {
    match Reference::parse(text, subject.contested) {
        Some(reference) => Ok(reference),
        None => athlete_row(subject, text).map(Reference::Athlete),
    }
}
