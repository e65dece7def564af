//! Position at each marker (terms.md 10, 19): the competition rank of `C_i` among recorded passings, 1 on top. The label
//! adds the mark; the place stays that of the source. Where no times are recorded on the way, the positions that sources
//! report are drawn, and the places at the finish.

use super::refusal::Refusal;
use super::subject::{Options, Subject};
use super::{Axis, Basis, Chart, Direction, Drawing, Point, Quantity, Range, Series, TickRule};
use crate::analysis::Rank;
use crate::analysis::splits::{Line, RaceSplits};

/// The chart of ranks from marker to marker.
pub fn position(subject: &Subject<'_>, options: &Options) -> Result<Chart, Refusal> {
    let splits = subject.splits;
    let stops: Vec<Stop> = match subject.check() {
        Ok(()) => splits.main_markers().map(|(at, _)| Stop::Rank(at)).collect(),
        Err(Refusal::PositionsOnly) => {
            let reported = splits.reported_positions().into_iter().map(Stop::Reported);
            reported.chain([Stop::Place]).collect()
        }
        Err(refusal) => return Err(refusal),
    };
    let series = subject.series(
        options,
        Drawing::Line,
        |line| stops.iter().map(|stop| stop.point(splits, line)).collect(),
        |line, _| match line.place {
            Some(place) if subject.mark(line).is_empty() => place.to_string(),
            _ => subject.mark(line),
        },
    );
    let y = rank_axis("Position", &series);
    let caption = match stops.last() {
        Some(Stop::Place) => "Positions as sources report them at each marker, and the places at the finish.",
        _ => "Rank of the passing times recorded at each marker; equal times share a rank.",
    };
    let mut chart = subject.chart("position", "positions", caption.to_owned(), y, series);
    let xs: Vec<i64> = stops.iter().map(|stop| stop.x(splits)).collect();
    chart.x.range.low = xs.first().copied().unwrap_or(0);
    if let Some(Stop::Place) = stops.last() {
        chart.x.ticks = TickRule::Markers(xs);
    }
    Ok(chart)
}

/// An axis of ranks, 1 on top.
pub fn rank_axis(title: &str, series: &[Series]) -> Axis {
    let last = series.iter().flat_map(|s| &s.points).map(|p| p.y).max().unwrap_or(1);
    Axis {
        title: title.to_owned(),
        quantity: Quantity::Rank,
        direction: Direction::LargerIsDown,
        ticks: TickRule::Round,
        range: Range { low: 1, high: last },
    }
}

/// The basis of a rank, which rests on every value ranked.
pub fn rank_basis(rank: Rank) -> Basis {
    match rank.estimate {
        true => Basis::Estimate,
        false => Basis::Recorded,
    }
}

/// Where positions are drawn.
#[derive(Clone, Copy)]
enum Stop {
    /// A main marker: the rank of the times.
    Rank(usize),
    /// A marker where sources report positions.
    Reported(usize),
    /// The finish: the official places.
    Place,
}

impl Stop {
    fn x(self, splits: &RaceSplits) -> i64 {
        i64::from(match self {
            Self::Rank(at) | Self::Reported(at) => splits.markers[at].mm,
            Self::Place => splits.distance_mm,
        })
    }

    fn point(self, splits: &RaceSplits, line: &Line) -> Option<Point> {
        let (position, text, basis) = match self {
            Self::Rank(at) => {
                let rank = line.points[at].rank?;
                (rank.rank, rank.text(splits.passed[at]), rank_basis(rank))
            }
            Self::Reported(at) => {
                let reported = line.points[at].reported?;
                let tied = if reported.tied { "=" } else { "" };
                (
                    reported.position,
                    format!("{tied}{}", reported.position),
                    Basis::Recorded,
                )
            }
            Self::Place => (line.place?, line.place?.to_string(), Basis::Recorded),
        };
        Some(Point::new(self.x(splits), i64::from(position), text, basis))
    }
}
