//! Gap to a chosen reference (terms.md 6, 19): `C_i(a) - C_i(R)`; positive is behind and is down. Where the reference has
//! no passing the value is blank. A target runs at constant pace: `T * d_i / D`.

use super::gap::gap_axis;
use super::name::family;
use super::subject::{Options, Reference, Refusal, Subject, basis_of, gap_text, start};
use super::{Basis, Chart, Drawing, Join, Point};
use crate::analysis::splits::Line;
use crate::model::{Gap, Precision, Time};

/// The chart of gaps to the reference of the options.
pub fn reference(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    subject.check()?;
    let against = Against::new(subject, options.reference)?;
    let main: Vec<usize> = subject.splits.main_markers().map(|(at, _)| at).collect();
    let series = subject.series(
        options,
        Drawing::Line,
        |line| {
            let points = main.iter().map(|at| against.point(subject, line, *at));
            std::iter::once(start()).chain(points).collect()
        },
        |line, last| match (last.y, options.reference) {
            (0, Reference::Winner | Reference::Leader) => subject.mark(line),
            _ => last.text.clone(),
        },
    );
    let name = against.name();
    let caption = format!("Gap to {name} at each recorded marker, in seconds. Positive is behind and is down.");
    let y = gap_axis(
        &format!("Seconds behind (+) or ahead of (−) {}", against.short()),
        &series,
    );
    Ok(subject.chart("reference", &format!("gap to {name}"), caption, y, series))
}

/// The passing times that gaps are taken to.
pub enum Against<'a> {
    Leader,
    Athlete { line: &'a Line, winner: bool },
    Pace(Time),
}

impl<'a> Against<'a> {
    pub fn new(subject: &Subject<'a>, reference: Reference) -> Result<Self, Refusal> {
        Ok(match reference {
            Reference::Leader => Self::Leader,
            Reference::Target(time) => Self::Pace(time),
            Reference::Winner => Self::athlete(subject.winner()?.0, true)?,
            Reference::Athlete(row) => {
                let line = subject
                    .splits
                    .lines
                    .iter()
                    .find(|l| l.row == row)
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

    /// `the leader`, `the winner, Jakob Ingebrigtsen`, `3:30.00 at even pace`.
    fn name(&self) -> String {
        match self {
            Self::Leader => "the leader".to_owned(),
            Self::Athlete { line, winner: true } => format!("the winner, {}", line.name),
            Self::Athlete { line, winner: false } => line.name.clone(),
            Self::Pace(time) => format!("{time} at even pace"),
        }
    }

    fn short(&self) -> String {
        match self {
            Self::Athlete { line, .. } => family(&line.name),
            _ => self.name(),
        }
    }

    /// The gap of a line at a marker with what it rests on.
    pub fn gap(&self, subject: &Subject<'_>, line: &Line, at: usize) -> Option<(Gap, Basis)> {
        let point = &line.points[at];
        let own = basis_of(point);
        match self {
            Self::Leader => Some((point.gap?, own)),
            Self::Athlete { line: other, .. } => {
                let other = &other.points[at];
                Some((Gap::between(point.time?, other.time?), own.weaker(basis_of(other))))
            }
            Self::Pace(target) => {
                let schedule = even_pace(*target, subject.splits.markers[at].mm, subject.splits.distance_mm)?;
                Some((Gap::between(point.time?, schedule), own))
            }
        }
    }

    fn point(&self, subject: &Subject<'_>, line: &Line, at: usize) -> Option<Point> {
        let (gap, basis) = self.gap(subject, line, at)?;
        let x = i64::from(subject.splits.markers[at].mm);
        Some(Point {
            from: x,
            x,
            y: gap.ticks(),
            text: gap_text(gap, basis),
            basis,
            join: Join::Break,
        })
    }
}

/// The passing of a constant pace, `T * d / D` (terms.md 4), rounded half up to ticks. It is exact by definition, so it
/// does not make a difference coarser.
pub fn even_pace(total: Time, marker_mm: u32, distance_mm: u32) -> Option<Time> {
    let share = u64::from(total.ticks()) * u64::from(marker_mm);
    let ticks = (share + u64::from(distance_mm) / 2).checked_div(u64::from(distance_mm))?;
    Some(Time::from_ticks(u32::try_from(ticks).ok()?, Precision::Thousandth))
}
