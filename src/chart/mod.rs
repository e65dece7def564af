//! A chart as a plain description: data and meaning, no pixel (terms.md 19). A kind builds it, two painters draw it: the
//! window's plot and the page. Points are exact integers with the text that tables show for them; only [`scale`] turns
//! them into floats.

pub mod alignment;
pub mod data;
pub mod distribution;
pub mod duel;
pub mod font;
pub mod form;
pub mod gap;
pub mod halves;
pub mod heat;
pub mod kick;
pub mod kinds;
pub mod label;
pub mod ladder;
pub mod loss;
pub mod oval;
pub mod own;
pub mod pace;
pub mod passing;
pub mod percent;
pub mod position;
pub mod progression;
pub mod readout;
pub mod reference;
pub mod refusal;
pub mod rounds;
pub mod scale;
pub mod schedule;
pub mod segment_rank;
pub mod shape;
pub mod speed;
pub mod spread;
pub mod style;
pub mod subject;
pub mod tick;
pub mod trace;

pub use alignment::Alignment;
pub use data::ChartData;
pub use kinds::{KINDS, Kind, kind};
pub use own::{Note, Own};
pub use readout::{Readout, ReadoutLine};
pub use reference::Reference;
pub use refusal::Refusal;
pub use schedule::Schedule;
pub use style::Style;
pub use subject::{Options, Subject};
pub use tick::Tick;

use crate::analysis::quartiles::Quartiles;
use crate::model::DecimalMark;
use crate::store::RowId;

/// What the integers of an axis mean, and with that how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Millimetres from the start, written in metres.
    Distance,
    /// Ticks of 0.1 ms, written as a clock: `3:28`, `55.5`.
    Time,
    /// Hundredths of a millimetre, written in metres with two decimals.
    Length,
    /// Ticks of 0.1 ms, written with a sign: `+1.5`; positive is behind.
    Gap,
    /// A rank or a position, from 1.
    Rank,
    /// Days since 1970-01-01, written as a date.
    Day,
    /// Hundredths of one per cent, written with a sign.
    Percent,
    /// Hundredths of one per cent of a whole, written without a sign.
    Share,
    /// Thousandths of a unit of speed, written in that unit.
    Speed,
    /// A number of athletes.
    Count,
    /// Hundredths of the column that an athlete has, written as the column's number from 1.
    Column,
}

/// Whether larger values stand higher or lower on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LargerIsUp,
    LargerIsDown,
}

/// A closed range of an axis in its own integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub low: i64,
    pub high: i64,
}

impl Range {
    /// The smallest range that holds all values; `None` when there is none.
    pub fn of(values: impl IntoIterator<Item = i64>) -> Option<Self> {
        values.into_iter().fold(None, |range: Option<Self>, value| {
            Some(range.map_or(
                Self {
                    low: value,
                    high: value,
                },
                |r| Self {
                    low: r.low.min(value),
                    high: r.high.max(value),
                },
            ))
        })
    }

    /// The range widened at both ends by `permille` thousandths of its span, and to a span of at least `span`.
    #[must_use]
    pub fn padded(self, permille: i64, span: i64) -> Self {
        let pad = (self.span().max(span) * permille / 1000).max((span - self.span() + 1) / 2);
        Self {
            low: self.low - pad,
            high: self.high + pad,
        }
    }

    pub const fn span(self) -> i64 {
        self.high - self.low
    }

    pub const fn contains(self, value: i64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Where an axis is labelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TickRule {
    /// Round values, as many as fit.
    Round,
    /// The markers of the race at their true distances, thinned where labels would touch.
    Markers(Vec<i64>),
}

/// One axis: what it carries, its unit and direction, and the range shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// With the unit and, where it matters, which way is better: `Seconds behind the leader`.
    pub title: String,
    pub quantity: Quantity,
    pub direction: Direction,
    pub ticks: TickRule,
    pub range: Range,
}

impl Axis {
    /// The largest value that the axis has in the whole chart, also when only a part is in view.
    fn furthest(&self) -> i64 {
        match &self.ticks {
            TickRule::Markers(markers) => markers.iter().copied().max().unwrap_or(0),
            TickRule::Round => self.range.high,
        }
    }
}

/// Whether a series is one of the chosen athletes, in colour, or the rest of the field, in grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    Field,
    Selected,
}

/// How the points of a series are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Straight lines from point to point.
    Line,
    /// A level from [`Point::from`] to [`Point::x`], joined by risers (terms.md 19, pace steps).
    Steps,
    /// Points alone, each in the middle of its stretch.
    Points,
    /// A cell from [`Point::from`] to [`Point::x`] and one row high, coloured by [`Point::shade`].
    Cells,
}

/// How a point is joined to the point before it (terms.md 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Not at all.
    Break,
    Line,
    /// Thin and dashed, over a marker without a passing; it is not counted.
    Bridge,
}

/// Whether a value was recorded or derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    Recorded,
    /// Interpolated or derived: shown with `≈` and hollow.
    Estimate,
    /// Recorded and implausible: shown with `?` and hollow.
    Doubtful,
}

impl Basis {
    /// A value's text with its mark.
    pub fn mark(self, text: String) -> String {
        match self {
            Self::Recorded => text,
            Self::Estimate => format!("≈{text}"),
            Self::Doubtful => format!("{text}?"),
        }
    }

    /// What a value rests on that is made of two: an estimate before all, then doubt.
    #[must_use]
    pub fn weaker(self, other: Self) -> Self {
        match (self, other) {
            (Self::Estimate, _) | (_, Self::Estimate) => Self::Estimate,
            (Self::Doubtful, _) | (_, Self::Doubtful) => Self::Doubtful,
            _ => Self::Recorded,
        }
    }
}

/// One value of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Start of the stretch that the value holds for; equal to `x` unless the series is drawn in steps.
    pub from: i64,
    pub x: i64,
    pub y: i64,
    /// The value as tables show it, with `≈` when it is an estimate.
    pub text: String,
    pub basis: Basis,
    pub join: Join,
    /// Of a cell: from -100, far below the middle of its column, to 100, far above.
    pub shade: i8,
    /// The result that the point stands for, where it is not that of its series.
    pub row: Option<RowId>,
}

impl Point {
    /// A value at `x`, not yet joined to another.
    pub fn new(x: i64, y: i64, text: String, basis: Basis) -> Self {
        Self {
            from: x,
            x,
            y,
            text,
            basis,
            join: Join::Break,
            shade: 0,
            row: None,
        }
    }
}

/// The line of one athlete (or of one group).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Full name, for readouts: `Jakob Ingebrigtsen`.
    pub name: String,
    /// Short name, for the label at the line's end: `Ingebrigtsen`.
    pub short: String,
    /// What the label adds to the name: the last value, or a status.
    pub ending: String,
    /// The row of the result in the store, shared with tables for hover and selection.
    pub row: Option<RowId>,
    pub emphasis: Emphasis,
    /// Colour, line style and marker, by index into [`style`]'s tables.
    pub style: usize,
    pub drawing: Drawing,
    /// By `x`, ascending.
    pub points: Vec<Point>,
}

impl Series {
    /// The last point: where the label belongs.
    pub fn end(&self) -> Option<&Point> {
        self.points.last()
    }

    /// Where a point is drawn: points alone in the middle of their stretch.
    pub fn place(&self, point: &Point) -> i64 {
        match self.drawing {
            Drawing::Points => point.from + (point.x - point.from) / 2,
            _ => point.x,
        }
    }

    /// Whether its label stands at its end, in the margin, and not beside a point.
    pub fn is_labelled_at_end(&self) -> bool {
        !self.short.is_empty() && self.drawing != Drawing::Points
    }

    /// Whether a point is joined to none: no line shows it, so it needs a mark of its own.
    pub fn stands_alone(&self, at: usize) -> bool {
        let broken = |at: usize| self.points.get(at).is_none_or(|p| p.join == Join::Break);
        self.drawing == Drawing::Points || self.drawing == Drawing::Line && broken(at) && broken(at + 1)
    }
}

/// A stretch of the x axis, such as the last lap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub range: Range,
    pub label: String,
}

/// What a bar says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Behind,
    Ahead,
    Neutral,
}

/// A bar from zero to `y` over a stretch of the x axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub range: Range,
    pub y: i64,
    pub text: String,
    pub tone: Tone,
}

/// How the values of a stretch of the x axis are spread: quartiles, and whiskers to the furthest values within 1.5 times
/// their distance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    pub range: Range,
    pub quartiles: Quartiles,
}

/// Where a reference line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// At one value of the y axis.
    Level(i64),
    /// Where both axes have the same value.
    Equal,
}

/// A line that values are read against: even pace, a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceLine {
    pub course: Course,
    pub label: String,
    /// Its value as tables show it.
    pub text: String,
}

impl ReferenceLine {
    /// Its value where the x axis has `x`.
    pub const fn y(&self, x: i64) -> i64 {
        match self.course {
            Course::Level(y) => y,
            Course::Equal => x,
        }
    }
}

/// A chart without a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Key of its kind, as on the command line.
    pub kind: &'static str,
    pub title: String,
    pub subtitle: String,
    /// What the chart means: the quantity, the unit, the reference, and what `≈` and breaks stand for.
    pub caption: String,
    /// Where the values come from.
    pub source: String,
    /// Who made the chart; the user's own.
    pub byline: String,
    pub x: Axis,
    pub y: Axis,
    /// In result order; painters draw the field first.
    pub series: Vec<Series>,
    pub bands: Vec<Band>,
    pub bars: Vec<Bar>,
    pub spreads: Vec<Spread>,
    pub references: Vec<ReferenceLine>,
    /// The user's own texts at places.
    pub notes: Vec<Note>,
    /// How numbers are written; all texts of the chart are so already, and the painters write axes so.
    pub decimal: DecimalMark,
}

/// With more athletes in colour, line styles and markers tell nobody apart any more and are left out (house rule).
const CROWD: usize = 40;

impl Chart {
    /// Whether so many are in colour that lines are plain.
    pub fn is_crowded(&self) -> bool {
        let selected = self.series.iter().filter(|s| s.emphasis == Emphasis::Selected);
        selected.count() > CROWD
    }

    /// Series in drawing order: the field below the selected, the first of each on top.
    pub fn drawing_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.series.len()).rev().collect();
        order.sort_by_key(|&at| self.series[at].emphasis);
        order
    }

    /// The chart in words: what it is, and every line's value at the last place of the x axis, from the top downwards.
    pub fn description(&self) -> String {
        let mut words = format!("{}. {}", self.subtitle.trim_end_matches('.'), self.caption);
        let Some(last) = self.stops().last().copied() else {
            return words;
        };
        let readout = self.readout(last);
        let values: Vec<String> = readout
            .lines
            .iter()
            .map(|line| format!("{} {}", self.series[line.series].name, line.text))
            .collect();
        words.push_str(&format!(" At {}: {}.", readout.title, values.join(", ")));
        words
    }

    /// The chart with numbers written with a decimal mark.
    #[must_use]
    pub fn with_decimal(mut self, decimal: DecimalMark) -> Self {
        self.decimal = decimal;
        if decimal == DecimalMark::Point {
            return self;
        }
        let series = self.series.iter_mut();
        let of_series =
            series.flat_map(|s| std::iter::once(&mut s.ending).chain(s.points.iter_mut().map(|p| &mut p.text)));
        let of_bars = self.bars.iter_mut().map(|b| &mut b.text);
        let of_references = self.references.iter_mut().flat_map(|r| [&mut r.label, &mut r.text]);
        let words = [&mut self.title, &mut self.caption, &mut self.y.title];
        for text in of_series.chain(of_bars).chain(of_references).chain(words) {
            *text = decimal.write(text);
        }
        self
    }

    /// Whether any value shown has this basis.
    pub fn has(&self, basis: Basis) -> bool {
        self.series.iter().any(|s| s.points.iter().any(|p| p.basis == basis))
    }

    /// Whether any line is bridged over a missing marker.
    pub fn has_bridge(&self) -> bool {
        let bridge = |s: &Series| s.points.iter().any(|p| p.join == Join::Bridge);
        self.series.iter().any(bridge)
    }
}

#[cfg(test)]
pub mod tests;

#[cfg(test)]
pub mod sample;
