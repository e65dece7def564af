//! The plan of a table: which column holds what, decided from the header and the first rows.

use super::cell::{self, Plain};
use super::columns::Columns;
use super::delimiter::Shape;
use super::markers::{MarkerColumn, Stated};
use super::recognised::{combined_event, recognised};
use super::sample::Sample;
use super::slashed::Slashed;
use crate::model::{Date, Event, Finding, Findings, Severity};
use crate::read::header::Meaning;
use crate::read::import::RaceKind;
use crate::read::mapping::{Mapping, Times};
use crate::read::title::{date_in_title, event_in_title};

/// Whom the sex column speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SexOf {
    #[default]
    Athlete,
    Race,
}

/// Why a column is taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Caption,
    Content,
    User,
    /// Its caption is not known, and its content does not tell.
    None,
}

/// How one table is read.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub delimiter: u8,
    /// Fields of the header line.
    pub width: usize,
    /// Line of the header, from 1; 0 without one.
    pub header_line: u32,
    /// Where the first row of data starts: its offset in the text and its line.
    pub data_start: usize,
    pub data_line: u32,
    /// What stands above the header, taken as the meet's name where no column has one.
    pub title: String,
    /// The day that it says.
    pub date: Option<Date>,
    pub at: Columns,
    /// By distance.
    pub markers: Vec<MarkerColumn>,
    /// Stretches whose place among the markers is not found yet.
    pub(super) stated: Vec<Stated>,
    /// The columns of the attempts of a field event, and of the runners of a relay by their legs.
    pub series: Vec<usize>,
    pub runners: Vec<usize>,
    /// Columns at a marker that has one already, with its distance.
    pub(super) again: Vec<(usize, u32)>,
    pub times: Times,
    /// The times of rows of one marker each may be segments.
    pub has_row_a_segment: bool,
    /// The column of the finish, when it repeats the result.
    pub finish: Option<usize>,
    pub kind: RaceKind,
    pub sex_of: SexOf,
    pub plain: Plain,
    /// What the columns say of the event of races without one of their own.
    pub event: Event,
    /// The category starts with the race's, as in `21-D50`.
    pub category_names_race: bool,
    /// Names end with the code of the nation, `Josh Kerr (GBR)`.
    pub nation_in_name: bool,
    /// Dates with slashes have the day or the month first, by the whole file.
    pub slashed: Option<Slashed>,
    /// The age column holds birth years.
    pub age_is_birth: bool,
    pub captions: Vec<String>,
    /// What each column is taken for.
    pub columns: Vec<(Meaning, Reason)>,
    /// The columns that tell races apart.
    pub race_columns: Vec<usize>,
    /// There are columns whose values stand in [`crate::read::import::Extra`].
    pub needs_extra: bool,
}

/// Makes the plan from the first part of a text, which must hold whole characters.
/// A mapping for the table's header overrules what is recognised.
pub fn plan(text: &str, shape: Shape, mappings: &[Mapping], findings: &mut Findings) -> (Plan, Sample) {
    let (shape, sample) = divided(text, shape, mappings);
    let mut plan = Plan {
        delimiter: shape.delimiter,
        width: sample.width,
        header_line: sample.header_line,
        data_start: sample.data_start,
        data_line: sample.data_line,
        captions: sample.captions.clone().unwrap_or_default(),
        ..Plan::default()
    };
    plan.columns = match Mapping::find(mappings, &sample.captions_or_blank()) {
        Some(mapping) => {
            plan.times = mapping.times;
            let recognised = recognised(&plan, &sample, &mut Findings::default());
            findings.push(Finding::at(
                Severity::Note,
                "chosen-columns",
                (sample.header_line, 0),
                "columns whose meaning was chosen by hand",
                "columns that are recognised",
            ));
            let reason = |(own, found): (&Meaning, &(Meaning, Reason))| match own == &found.0 {
                true => *found,
                false => (*own, Reason::User),
            };
            mapping.meanings.iter().zip(&recognised).map(reason).collect()
        }
        None => recognised(&plan, &sample, findings),
    };
    plan.assign(&sample, findings);
    plan.find_written(&sample, findings);
    plan.settle(&sample, findings);
    plan.take_titles(&sample.titles, findings);
    (plan, sample)
}

/// The first rows under the sign that divides them: the one that a mapping for such captions chooses, else the one given.
fn divided(text: &str, shape: Shape, mappings: &[Mapping]) -> (Shape, Sample) {
    let chosen = mappings
        .iter()
        .rev()
        .filter(|m| m.delimiter.is_some_and(|d| d != shape.delimiter));
    for mapping in chosen {
        let own = Shape {
            delimiter: mapping.delimiter.unwrap_or(shape.delimiter),
            columns: mapping.captions.len().max(1),
            ..shape
        };
        let sample = Sample::new(text, own);
        if mapping.captions.is_empty() || sample.captions_or_blank() == mapping.captions {
            return (own, sample);
        }
    }
    (shape, Sample::new(text, shape))
}

impl Plan {
    fn assign(&mut self, sample: &Sample, findings: &mut Findings) {
        let meanings: Vec<Meaning> = self.columns.iter().map(|(meaning, _)| *meaning).collect();
        let homely =
            meanings.contains(&Meaning::Home) || meanings.contains(&Meaning::Bib) || meanings.contains(&Meaning::Age);
        let paired = super::pairs::pairs(&self.captions);
        let a_row_a_marker = meanings.iter().any(|m| matches!(m, Meaning::Distance | Meaning::Lap));
        let mut rank = None;
        let mut seconds = None;
        for (column, meaning) in meanings.iter().copied().enumerate() {
            let slot = match meaning {
                Meaning::Place if self.is_venue(column, sample) => &mut self.at.venue,
                Meaning::Place => &mut self.at.place,
                // `Div` is the place in a division in some tables, its code in others
                Meaning::Category
                    if sample.mostly(column, |t| {
                        cell::leading_number(t.as_bytes()).is_some_and(|n| n.to_string() == t)
                    }) =>
                {
                    continue;
                }
                Meaning::City if !homely => &mut self.at.venue,
                Meaning::Rank => &mut rank,
                Meaning::Seconds => &mut seconds,
                Meaning::Tracking => {
                    self.at.tracking += 1;
                    continue;
                }
                _ if a_row_a_marker && self.is_split(column) => &mut self.at.mark,
                Meaning::Marker(marker) => {
                    self.add_marker(column, marker, sample, findings);
                    continue;
                }
                Meaning::Unknown if paired.len() > 1 && paired.iter().any(|(_, p, t)| [*p, *t].contains(&column)) => {
                    continue;
                }
                Meaning::Unknown => {
                    let expected = "a known caption; the column is not used";
                    self.report_column(column, "unknown-column", expected, findings);
                    continue;
                }
                meaning => match self.at.slot(meaning) {
                    Some(slot) => slot,
                    None => continue,
                },
            };
            let citizenship = slot.is_some_and(|c| self.captions.get(c).is_some_and(|c| c == "ctz"));
            // beside a time a finish is a time of day
            let caption = |column: usize| {
                self.captions
                    .get(column)
                    .map(|c| c.trim().to_lowercase())
                    .unwrap_or_default()
            };
            let clock = meaning == Meaning::Mark
                && slot.is_some_and(|c| caption(c) == "finish")
                && matches!(
                    caption(column).as_str(),
                    "time" | "result" | "result time" | "total time" | "zeit"
                );
            if slot.is_none() || citizenship || clock {
                *slot = Some(column);
            } else {
                self.report_column(
                    column,
                    "repeated-column",
                    "one column of this meaning; the first is used",
                    findings,
                );
            }
        }
        self.at.mark = self.at.mark.or_else(|| self.at.net.take()).or(seconds);
        if let Some(rank) = rank {
            self.at.place_at = self.at.place.take();
            self.at.place = Some(rank);
        }
    }

    /// Whether a column is of the time at a marker that another column names.
    fn is_split(&self, column: usize) -> bool {
        let caption = self.captions.get(column).map(|c| c.trim().to_lowercase());
        caption.is_some_and(|c| {
            matches!(
                c.as_str(),
                "split" | "split time" | "lap time" | "laptime" | "segment time"
            )
        })
    }

    /// Whether a column called place holds words such as cities, not numbers.
    fn is_venue(&self, column: usize, sample: &Sample) -> bool {
        sample.mostly(column, |t| cell::place(t.as_bytes()).is_none() && !is_status(t))
    }

    pub(super) fn report_column(&self, column: usize, code: &'static str, expected: &str, findings: &mut Findings) {
        let caption = self.captions.get(column).map_or("", String::as_str);
        findings.push(Finding {
            severity: Severity::Note,
            code,
            line: self.header_line,
            column: 0,
            found: format!(
                "column {} \"{}\"",
                column + 1,
                caption.chars().take(60).collect::<String>()
            ),
            expected: expected.to_owned(),
        });
    }

    /// What depends on several columns.
    fn settle(&mut self, sample: &Sample, findings: &mut Findings) {
        self.settle_names(sample);
        if let Some(combined) = combined_event(&self.captions).filter(|_| self.event == Event::default()) {
            self.event.discipline = combined;
        }
        self.find_long(sample);
        self.settle_markers(sample, findings);
        self.find_positions(sample);
        self.find_plain(sample, findings);
        let c = &self.at;
        self.sex_of = if c.event.is_some() || c.meet.is_some() {
            SexOf::Race
        } else {
            SexOf::Athlete
        };
        let dated = c.date.is_some() && c.meet.is_none() && c.round.is_none() && c.heat.is_none();
        let on_one_day = c.date.is_some_and(|at| sample.is_constant(at));
        let of_many = c.place_at.is_some() || (c.venue.is_some() || c.place.is_none()) && !on_one_day;
        if dated && of_many || c.record.is_some() {
            self.kind = RaceKind::List;
        }
        let prefixed = |t: &str| {
            t.split_once('-').is_some_and(|(race, class)| {
                (1..=3).contains(&race.len()) && class.starts_with(|c: char| c.is_ascii_uppercase())
            })
        };
        if c.year
            .is_some_and(|at| c.birth.or(c.date).is_none() && self.is_birth_year(at, sample))
        {
            self.at.birth = self.at.year.take();
        }
        let c = &self.at;
        let dates = [c.date, c.birth].into_iter().flatten();
        self.slashed = Slashed::told_by(dates.flat_map(|at| sample.column(at)));
        self.category_names_race = c.category.is_some_and(|at| sample.mostly(at, prefixed));
        self.age_is_birth = c.birth.is_none()
            && c.age
                .is_some_and(|at| sample.mostly(at, |t| t.parse().is_ok_and(|n: u32| (1850..2200).contains(&n))));
        if self.event.distance_mm == 0 {
            self.find_road_race(sample, findings);
        }
        self.list_columns();
    }

    /// Whether a column of years is of births: one run of places, 1, 2, 3, goes through years up and down.
    fn is_birth_year(&self, column: usize, sample: &Sample) -> bool {
        let number = |row: &Vec<String>, at: usize| row.get(at).and_then(|c| cell::leading_number(c.as_bytes()));
        let Some(place) = self.at.place else { return false };
        let rows: Vec<(u32, u32)> = sample
            .rows
            .iter()
            .filter_map(|r| Some((number(r, place)?, number(r, column)?)))
            .collect();
        let one_run = rows.is_sorted_by(|a, b| a.0 <= b.0) && rows.len() > 3;
        one_run && !rows.is_sorted_by_key(|r| r.1) && !rows.is_sorted_by(|a, b| a.1 >= b.1)
    }

    fn list_columns(&mut self) {
        let c = &self.at;
        let list = self.kind == RaceKind::List;
        let occasion = [c.meet, c.venue, c.date.or(c.year)];
        let own = [
            c.event,
            c.round,
            c.heat,
            c.record,
            c.indoor,
            c.sex.filter(|_| self.sex_of == SexOf::Race),
            c.category.filter(|_| self.category_names_race),
        ];
        let occasion = occasion.into_iter().filter(|_| !list);
        self.race_columns = own.into_iter().chain(occasion).flatten().collect();
        let extra = [c.lane, c.wind, c.reaction, c.net, c.category, c.note, c.source];
        self.needs_extra =
            list || extra.iter().any(Option::is_some) || !self.series.is_empty() || !self.runners.is_empty();
    }

    /// The lines above the header name the meet, and may name the event.
    fn take_titles(&mut self, titles: &[String], findings: &mut Findings) {
        let Some(first) = titles.first() else { return };
        self.title = first.clone();
        self.date = titles.iter().find_map(|t| date_in_title(t));
        if self.at.event.is_none()
            && let Some(titled) = titles.iter().find_map(|t| event_in_title(t))
            && (self.event.distance_mm == 0 || self.event.distance_mm == titled.distance_mm)
        {
            self.event = titled;
        }
        findings.push(Finding {
            severity: Severity::Note,
            code: "title-lines",
            line: 1,
            column: 0,
            found: format!(
                "{:?} above the header",
                titles.join("; ").chars().take(80).collect::<String>()
            ),
            expected: "a header; the first line was taken as the meet's name".into(),
        });
    }

    /// The captions that say what their columns hold, those of names and results first.
    pub fn known_captions(&self) -> Vec<&str> {
        let preferred = |m: Meaning| matches!(m, Meaning::Name | Meaning::Mark | Meaning::Cumulative);
        let of = |wanted: bool| {
            let columns = self.columns.iter().zip(&self.captions);
            columns.filter_map(move |((meaning, reason), caption)| {
                let says = *reason == Reason::Caption && !matches!(meaning, Meaning::Unknown | Meaning::Ignored);
                (says && preferred(*meaning) == wanted).then_some(caption.trim())
            })
        };
        of(true).chain(of(false)).collect()
    }

    /// One row per athlete and marker.
    pub fn is_long(&self) -> bool {
        let c = &self.at;
        c.name.is_some() && (c.distance.is_some() && c.position.is_some() || self.has_row_a_marker())
    }

    fn has_row_a_marker(&self) -> bool {
        let c = &self.at;
        c.cumulative.is_some() && (c.distance.is_some() || c.lap.is_some())
    }

    /// Where several rows in a row are of one athlete and tell of a distance or a lap each, the results are times there.
    fn find_long(&mut self, sample: &Sample) {
        let c = &mut self.at;
        let (Some(name), true, true) = (c.name, c.distance.or(c.lap).is_some(), c.cumulative.is_none()) else {
            return;
        };
        let same = |pair: &&[Vec<String>]| pair[0].get(name) == pair[1].get(name) && pair[0] != pair[1];
        let repeated = sample.rows.windows(2).filter(same).count();
        if repeated * 2 >= sample.rows.len() {
            c.cumulative = c.mark.take();
            self.has_row_a_segment = true;
        }
    }

    /// Samples of where athletes are, many a second.
    pub fn is_tracking(&self) -> bool {
        self.at.tracking >= 3
    }
}

fn is_status(text: &str) -> bool {
    crate::model::Status::parse(text).is_some()
}
