//! Gap to a chosen reference (terms.md 6, 19): `C_i(a) - C_i(R)`; positive is behind and is down. Where the reference has
//! no passing the value is blank. A target runs at constant pace: `T * d_i / D`.

use super::gap::{gap_axis, gap_series};
use super::refusal::Refusal;
use super::subject::{Options, Reference, Subject, basis_of, gap_basis};
use super::{Basis, Chart};
use crate::analysis::RaceSplits;
use crate::analysis::composite::{best_of_each_segment, median};
use crate::analysis::pace::even_pace;
use crate::analysis::splits::Line;
use crate::model::name::family;
use crate::model::{Event, Gap, Time};
use crate::store::{AthleteId, RaceView, RowView, Store};
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

/// Passings to compare with that are not of the race itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// `Jakob Ingebrigtsen, European Championships Rome 2024`.
    pub name: String,
    pub event: Event,
    /// The sources cited for it, else the file's name.
    pub source: String,
    /// Distance in millimetres and passing time at each marker, the finish included, rising.
    pub passings: Vec<(u32, Time, Basis)>,
}

impl Schedule {
    /// The passings of one result; `None` without any passing but the finish.
    pub fn of(row: RowView<'_>) -> Option<Self> {
        let race = row.race();
        let splits = RaceSplits::new(race);
        let line = splits.line(row.id())?;
        let told = splits.markers.iter().zip(&line.points);
        let passings: Vec<_> = told.filter_map(|(m, p)| Some((m.mm, p.time?, basis_of(p)))).collect();
        let place = [
            race.meet_name(),
            &race.date().map_or(String::new(), |d| d.year().to_string()),
        ];
        let place = if place[0].contains(place[1]) {
            place[0].to_owned()
        } else {
            place.join(" ")
        };
        passings
            .iter()
            .any(|(mm, _, _)| *mm != splits.distance_mm)
            .then(|| Self {
                name: format!("{}, {}", line.name, place.trim()),
                event: race.event(),
                source: Subject::new(race, &splits).source,
                passings,
            })
    }

    /// The best race with passings of an athlete in the event of `race`, `race` itself left out (terms.md 6, own best race).
    pub fn best_other(store: &Store, athlete: AthleteId, race: RaceView<'_>) -> Option<Self> {
        let event = race.event();
        let fits = |row: &RowView<'_>| {
            let other = row.race();
            let e = other.event();
            other.id() != race.id()
                && (e.discipline, e.distance_mm) == (event.discipline, event.distance_mm)
                && row.passings().iter().any(|p| p.time().is_some())
        };
        let mut rows: Vec<RowView<'_>> = store
            .athlete(athlete)
            .rows()
            .map(|r| store.row(r))
            .filter(fits)
            .collect();
        rows.sort_by_key(|row| (row.mark().time().map_or(u32::MAX, Time::ticks), row.id()));
        // The same race in another file is no other race.
        let own = |row: &RowView<'_>| row.date().is_some() && row.date() == race.date();
        rows.into_iter().filter(|row| !own(row)).find_map(Self::of)
    }
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
        name: &'static str,
        passings: Vec<Option<Time>>,
    },
}

impl<'a> Against<'a> {
    pub fn new(subject: &Subject<'a>, reference: &Reference) -> Result<Self, Refusal> {
        Ok(match reference {
            Reference::Leader => Self::Leader,
            Reference::Composite => Self::Computed {
                name: "the best of each segment",
                passings: best_of_each_segment(subject.splits),
            },
            Reference::Median => Self::Computed {
                name: "the median of the field",
                passings: median(subject.splits),
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
            Self::Computed { name, .. } => (*name).to_owned(),
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
