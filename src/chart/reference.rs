//! Gap to a chosen reference (terms.md 6, 19): `C_i(a) - C_i(R)`; positive is behind and is down. Where the reference has
//! no passing the value is blank. A target runs at constant pace: `T * d_i / D`.

use super::gap::{gap_axis, gap_series};
use super::refusal::Refusal;
use super::schedule::Schedule;
use super::subject::{Options, Subject, basis_of, gap_basis};
use super::{Basis, Chart};
use crate::analysis::composite::{balanced, best_of_each_segment, median, slower};
use crate::analysis::pace::even_pace;
use crate::analysis::splits::Line;
use crate::model::name::family;
use crate::model::{Event, Gap, Time};
use crate::store::RowId;
use std::sync::Arc;

/// The chart of gaps to the reference of the options.
pub fn reference(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let against = Against::new(subject, &options.reference)?;
    let of_line = |line: &Line, at: usize| against.gap(subject, line, at);
    let series = gap_series(subject, options, of_line, |line, last| {
        match (last.y, &options.reference) {
            (0, Reference::Winner | Reference::Leader) => subject.mark(line),
            _ => last.text.clone(),
        }
    })?;
    let name = against.name(subject);
    let caption = format!(
        "Gap at each recorded marker{}; positive is behind and is down.",
        options.alignment.caption()
    );
    let y = gap_axis(&format!("behind (+) {}", against.short(subject)), &series);
    let mut chart = subject.chart("reference", &format!("gap to {name}"), caption, y, series);
    if let Against::Schedule(schedule) = &against
        && !schedule.source.is_empty()
    {
        chart.source = format!("{}; reference: {}", chart.source, schedule.source);
    }
    Ok(chart)
}

/// What a gap is taken to (terms.md 6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reference {
    #[default]
    Winner,
    /// Whoever leads at each marker.
    Leader,
    /// An athlete of the race.
    Athlete(RowId),
    /// The best of each segment, added up, and so many tenths of one per cent more.
    Composite(u16),
    /// The median of the athletes with all passings.
    Median,
    /// Constant pace to a target time.
    Target(Time),
    /// A target time in the proportions of the median.
    Balanced(Time),
    /// Passings from elsewhere: an athlete in another race, a plan.
    Schedule(Arc<Schedule>),
}

impl Reference {
    /// One that is no athlete, as typed: `winner`, `leader`, `median`, `composite`, `composite+2.5`, `3:30`, `balanced 3:30`,
    /// `400 56.0, 800 1:52.0`.
    pub fn parse(text: &str, event: Event) -> Option<Self> {
        if let Some(time) = Time::parse(text) {
            return Some(Self::Target(time));
        }
        match text.trim() {
            "winner" => Some(Self::Winner),
            "leader" => Some(Self::Leader),
            "median" => Some(Self::Median),
            "composite" => Some(Self::Composite(0)),
            text => match (text.strip_prefix("composite+"), text.strip_prefix("balanced ")) {
                (Some(percent), _) => tenths(percent).map(Self::Composite),
                (_, Some(time)) => Time::parse(time).map(Self::Balanced),
                _ => Schedule::parse(text, event).map(|plan| Self::Schedule(Arc::new(plan))),
            },
        }
    }
}

/// Tenths of `2.5`, from 0 to 100 whole ones.
pub fn tenths(text: &str) -> Option<u16> {
    let (whole, tenth) = text
        .trim()
        .trim_end_matches('%')
        .trim_end()
        .split_once('.')
        .unwrap_or((text.trim().trim_end_matches('%').trim_end(), "0"));
    let whole: u16 = whole.parse().ok().filter(|w| *w <= 100)?;
    let tenth: u16 = tenth.parse().ok().filter(|t| *t < 10 && tenth.len() == 1)?;
    Some(whole * 10 + tenth)
}

/// The passing times that gaps are taken to.
pub enum Against<'a> {
    Leader,
    Athlete {
        line: &'a Line,
        winner: bool,
    },
    Pace(Time),
    Schedule(Arc<Schedule>),
    /// What is nobody's race, by marker.
    Computed {
        name: String,
        passings: Vec<Option<Time>>,
    },
}

impl<'a> Against<'a> {
    pub fn new(subject: &Subject<'a>, reference: &Reference) -> Result<Self, Refusal> {
        Ok(match reference {
            Reference::Leader => Self::Leader,
            Reference::Composite(more) => Self::Computed {
                name: match more {
                    0 => "the best of each segment".to_owned(),
                    more => format!("the best of each segment + {}.{} %", more / 10, more % 10),
                },
                passings: slower(best_of_each_segment(subject.splits), *more),
            },
            Reference::Median => Self::Computed {
                name: "the median of the field".to_owned(),
                passings: median(subject.splits),
            },
            Reference::Balanced(time) => Self::Computed {
                name: format!("{time} in the proportions of the field"),
                passings: balanced(subject.splits, *time).ok_or(Refusal::NoMedian)?,
            },
            Reference::Target(time) => Self::Pace(*time),
            Reference::Schedule(schedule) => Self::schedule(subject, schedule)?,
            Reference::Winner => Self::athlete(subject.winner()?.0, true)?,
            Reference::Athlete(row) => {
                let line = subject
                    .splits
                    .lines
                    .iter()
                    .find(|l| l.row == *row)
                    .ok_or(Refusal::OtherRace)?;
                Self::athlete(line, false)?
            }
        })
    }

    fn athlete(line: &'a Line, winner: bool) -> Result<Self, Refusal> {
        if line.points.iter().all(|p| p.time.is_none()) {
            return Err(Refusal::NoReference(line.name.clone()));
        }
        Ok(Self::Athlete { line, winner })
    }

    /// Like with like: the same distance and discipline, and a common marker before the finish.
    fn schedule(subject: &Subject<'_>, schedule: &Arc<Schedule>) -> Result<Self, Refusal> {
        let (own, theirs) = (subject.contested, schedule.event);
        if (own.discipline, own.distance_mm) != (theirs.discipline, theirs.distance_mm) {
            return Err(Refusal::OtherDistance {
                name: schedule.name.clone(),
                theirs: theirs.name(),
                own: own.name(),
            });
        }
        let mut main = subject.splits.main_markers().filter(|(_, m)| m.mm != own.distance_mm);
        if !main.any(|(_, m)| schedule.passings.iter().any(|(mm, _, _)| *mm == m.mm)) {
            return Err(Refusal::NoCommonMarker(schedule.name.clone()));
        }
        Ok(Self::Schedule(schedule.clone()))
    }

    /// `the leader`, `the winner, Jakob Ingebrigtsen`, `3:30.00 at even pace`.
    pub fn name(&self, subject: &Subject<'_>) -> String {
        match self {
            Self::Computed { name, .. } => name.clone(),
            Self::Leader => "the leader".to_owned(),
            Self::Athlete { line, winner: true } => format!("the {}, {}", subject.first_word(), line.name),
            Self::Athlete { line, winner: false } => line.name.clone(),
            Self::Pace(time) => format!("{time} at even pace"),
            Self::Schedule(schedule) => schedule.name.clone(),
        }
    }

    pub fn short(&self, subject: &Subject<'_>) -> String {
        match self {
            Self::Athlete { line, .. } => family(&line.name),
            Self::Schedule(_) => "the reference".to_owned(),
            _ => self.name(subject),
        }
    }

    /// The passing of the reference at a marker with what it rests on.
    pub fn passing(&self, subject: &Subject<'_>, at: usize) -> Option<(Time, Basis)> {
        let marker = subject.splits.markers[at];
        match self {
            Self::Leader => {
                let sound = |l: &'_ Line| l.points[at].time.filter(|_| l.points[at].doubt.is_none());
                let timed = subject
                    .splits
                    .lines
                    .iter()
                    .filter_map(|l| Some((sound(l)?, basis_of(&l.points[at]))));
                timed.min_by_key(|(time, _)| *time)
            }
            Self::Athlete { line, .. } => Some((line.points[at].time?, basis_of(&line.points[at]))),
            Self::Schedule(schedule) => {
                let (_, time, basis) = schedule.passings.iter().find(|(mm, _, _)| *mm == marker.mm)?;
                Some((*time, *basis))
            }
            Self::Computed { passings, .. } => Some((passings[at]?, Basis::Recorded)),
            Self::Pace(target) => {
                let time = even_pace(*target, marker.mm, subject.splits.distance_mm)?;
                Some((time, Basis::Recorded))
            }
        }
    }

    /// The gap of a line at a marker with what it rests on.
    pub fn gap(&self, subject: &Subject<'_>, line: &Line, at: usize) -> Option<(Gap, Basis)> {
        let point = &line.points[at];
        if matches!(self, Self::Leader) {
            return Some((point.gap?, gap_basis(point)));
        }
        let (reference, basis) = self.passing(subject, at)?;
        Some((Gap::between(point.time?, reference), basis_of(point).weaker(basis)))
    }
}
