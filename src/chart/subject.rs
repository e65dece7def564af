//! What the charts of a race have in common: the texts, who is in colour, the lines at the main markers with breaks and
//! bridges (terms.md 18), and the words for what `≈`, `?` and bridges stand for.

use super::reference::Reference;
use super::style::{StyleBook, Wanted, distinct};
use super::{Alignment, Own, Refusal};
use super::{Axis, Band, Basis, Chart, Direction, Drawing, Emphasis, Join, Point, Quantity, Range, Series, TickRule};
use crate::analysis::splits::Line;
use crate::analysis::{Compared, RaceSplits};
use crate::model::name::short_names;
use crate::model::passing::is_order;
use crate::model::text::capitalised;
use crate::model::{Date, DecimalMark, Event, Gap, Status, Time, Units};
use crate::store::{RaceView, RowId, Store};
use std::collections::BTreeSet;

/// So many athletes are in colour when none is selected (house rule).
pub const SHOWN_UNSELECTED: usize = 8;
/// So many lines of the selected, and of the field, are drawn at most: the first of the result (house rule).
pub const MOST_LINES: usize = 200;

/// So many races of efforts are named in the subtitle (house rule).
const NAMED_RACES: usize = 3;

/// What the user chose for a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Rows in colour; rows of other races do not matter. When none is of this race, the first finishers are in colour.
    pub selected: BTreeSet<RowId>,
    pub reference: Reference,
    /// Where gaps are zero.
    pub alignment: Alignment,
    pub units: Units,
    pub own: Own,
    /// Styles given out elsewhere, by athlete; others follow the order of the result list.
    pub styles: StyleBook,
}

/// A line that is drawn.
struct Drawn<'a> {
    /// Index in the result.
    at: usize,
    line: &'a Line,
    emphasis: Emphasis,
    points: Vec<Point>,
}

/// What is drawn.
#[derive(Clone, Copy)]
pub enum Of<'a> {
    /// A race or a list.
    Race(RaceView<'a>),
    /// Efforts of any races.
    Efforts(&'a Store, &'a Compared),
}

/// A race, or efforts side by side, to draw.
pub struct Subject<'a> {
    pub of: Of<'a>,
    pub splits: &'a RaceSplits,
    /// `Men 1500 m, final`.
    pub event: String,
    /// `Olympic Games Tokyo 2020, 7 August 2021`; of efforts the races.
    pub meet: String,
    /// What is contested, for comparing like with like.
    pub contested: Event,
    /// The sources cited for the race and its passings, else the file's name.
    pub source: String,
}

impl<'a> Subject<'a> {
    pub fn new(race: RaceView<'a>, splits: &'a RaceSplits) -> Self {
        let date = race.date().map_or(String::new(), date_text);
        let meet = [race.meet_name(), &date];
        let file = race.path().rsplit(['/', '\\']).next().unwrap_or_default();
        Self {
            of: Of::Race(race),
            splits,
            event: race.event_text(),
            contested: race.event(),
            meet: meet
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            source: match citations(race, splits) {
                cited if cited.is_empty() => file.to_owned(),
                cited => cited.join("; "),
            },
        }
    }

    /// Efforts side by side.
    pub fn of_efforts(store: &'a Store, compared: &'a Compared) -> Self {
        let rows = || compared.efforts.iter().map(|e| store.row(e.row));
        let events: Vec<Event> = rows().map(|r| r.race().event()).collect();
        let event = match events.as_slice() {
            [first, others @ ..] if others.iter().all(|e| e == first) => first.to_string(),
            [first, ..] => first.name(),
            [] => String::new(),
        };
        let races = distinct_texts(rows().map(|r| r.race().label()));
        let sources = distinct_texts(
            compared
                .efforts
                .iter()
                .map(|e| Self::new(store.row(e.row).race(), &e.race).source),
        );
        Self {
            of: Of::Efforts(store, compared),
            splits: &compared.splits,
            event: capitalised(&event),
            meet: match races.len() {
                0..=NAMED_RACES => races.join("; "),
                many => format!("{} efforts of {many} races", compared.efforts.len()),
            },
            contested: events.first().copied().unwrap_or_default(),
            source: sources.join("; "),
        }
    }

    /// The race that is drawn; refused where efforts of several are.
    pub fn race(&self) -> Result<RaceView<'a>, Refusal> {
        match self.of {
            Of::Race(race) => Ok(race),
            Of::Efforts(..) => Err(Refusal::Efforts),
        }
    }

    /// The word for who is first.
    pub fn first_word(&self) -> &'static str {
        match self.of {
            Of::Race(_) => "winner",
            Of::Efforts(..) => "fastest",
        }
    }

    /// Refuses what no chart of passings can be drawn of.
    pub fn check(&self) -> Result<(), Refusal> {
        match self.splits {
            _ if self.race().is_ok_and(|race| race.is_list()) => Err(Refusal::List),
            s if s.distance_mm == 0 && self.race().is_err() => Err(Refusal::MixedEvents),
            s if self.race().is_err() && !s.has_times_on_the_way() => Err(Refusal::NothingInCommon),
            s if s.distance_mm == 0 || s.markers.first().is_some_and(|m| is_order(m.mm)) => Err(Refusal::NoDistance),
            s if s.has_times_on_the_way() => Ok(()),
            s if s.reported_positions().is_empty() => Err(Refusal::NoPassings),
            _ => Err(Refusal::PositionsOnly),
        }
    }

    /// Indices of the main markers.
    pub fn main(&self) -> Vec<usize> {
        self.splits.main_markers().map(|(at, _)| at).collect()
    }

    /// The winner's line and time: the first place, or where no places are known the first of the result list.
    pub fn winner(&self) -> Result<(&'a Line, Time), Refusal> {
        let finish = self.splits.markers.iter().position(|m| m.mm == self.splits.distance_mm);
        let time = |line: &'a Line| Some((line, line.points.get(finish?)?.time?));
        // without the first place the winner is not loaded; without any place the fastest is first
        let placed = self.splits.lines.iter().any(|l| l.place.is_some());
        let mut first = self.splits.lines.iter().filter(|l| !placed || l.place == Some(1));
        first.find_map(time).ok_or(Refusal::NoWinner)
    }

    /// The finish time of a line, or its status.
    pub fn mark(&self, line: &Line) -> String {
        let finish = line.points.last().filter(|_| line.status == Status::None);
        match finish.and_then(|p| Some((p.time?, basis_of(p)))) {
            Some((time, basis)) => time_text(time, basis),
            None => line.status.to_string(),
        }
    }

    /// The distance axis: true to scale, with the race's main markers.
    pub fn x_axis(&self) -> Axis {
        let finish = i64::from(self.splits.distance_mm);
        let markers = self.splits.main_markers().map(|(_, m)| i64::from(m.mm));
        Axis {
            title: "Distance".to_owned(),
            quantity: Quantity::Distance,
            direction: Direction::LargerIsUp,
            ticks: TickRule::Markers(std::iter::once(0).chain(markers).collect()),
            range: Range { low: 0, high: finish },
        }
    }

    /// The last lap, where it is a part of the race.
    pub fn bands(&self) -> Vec<Band> {
        let (finish, lap) = (self.splits.distance_mm, self.splits.lap_mm);
        if lap == 0 || finish < lap * 2 || finish > 25 * lap {
            return Vec::new();
        }
        vec![Band {
            range: Range {
                low: i64::from(finish - lap),
                high: i64::from(finish),
            },
            label: "last lap".to_owned(),
        }]
    }

    /// One series for every athlete with a point, in result order. `points` gives the values at the main markers, `ending`
    /// what the label adds to the name.
    pub fn series(
        &self,
        options: &Options,
        drawing: Drawing,
        points: impl Fn(&Line) -> Vec<Option<Point>>,
        ending: impl Fn(&Line, &Point) -> String,
    ) -> Vec<Series> {
        let drawn = self.drawn(options, points);
        let names: Vec<&str> = drawn.iter().map(|d| d.line.name.as_str()).collect();
        let names = short_names(&names);
        let mut styles = styles(&drawn, &options.styles).into_iter();
        let series = drawn.into_iter().zip(names).map(|(drawn, short)| {
            let Drawn {
                at,
                line,
                emphasis,
                points,
            } = drawn;
            Series {
                name: line.name.clone(),
                short,
                ending: points
                    .last()
                    .map_or(String::new(), |last| self.ending(line, last, &ending)),
                row: Some(line.row),
                emphasis,
                style: if emphasis == Emphasis::Selected {
                    styles.next().unwrap_or(at)
                } else {
                    at
                },
                drawing,
                points,
            }
        });
        series.collect()
    }

    /// The lines that are drawn, with their points: of the selected and of the field at most [`MOST_LINES`] each.
    fn drawn(&self, options: &Options, points: impl Fn(&Line) -> Vec<Option<Point>>) -> Vec<Drawn<'a>> {
        let lines = || self.splits.lines.iter().enumerate();
        let is_selected = |line: &Line| options.selected.contains(&line.row);
        let any_selected = lines().any(|(_, line)| is_selected(line) && !joined(points(line)).is_empty());
        let (mut selected, mut field) = (0, 0);
        let mut drawn = Vec::new();
        for (at, line) in lines() {
            let (emphasis, count) = match any_selected {
                true if is_selected(line) => (Emphasis::Selected, &mut selected),
                false if drawn.len() < SHOWN_UNSELECTED => (Emphasis::Selected, &mut selected),
                _ => (Emphasis::Field, &mut field),
            };
            if *count >= MOST_LINES {
                continue;
            }
            let points = joined(points(line));
            if !points.is_empty() {
                *count += 1;
                drawn.push(Drawn {
                    at,
                    line,
                    emphasis,
                    points,
                });
            }
        }
        drawn
    }

    /// What the label adds to the name: a value where the line reaches the finish, else the status.
    fn ending(&self, line: &Line, last: &Point, ending: impl Fn(&Line, &Point) -> String) -> String {
        if line.status == Status::None {
            ending(line, last)
        } else {
            line.status.to_string()
        }
    }

    /// The chart with all texts, from what the kind adds.
    pub fn chart(&self, kind: &'static str, what: &str, caption: String, y: Axis, series: Vec<Series>) -> Chart {
        let mut chart = Chart {
            kind,
            title: [self.event.as_str(), what]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(": "),
            subtitle: self.meet.clone(),
            caption,
            source: self.source.clone(),
            byline: String::new(),
            x: self.x_axis(),
            y,
            series,
            bands: self.bands(),
            bars: Vec::new(),
            spreads: Vec::new(),
            references: Vec::new(),
            notes: Vec::new(),
            decimal: DecimalMark::default(),
        };
        self.explain(&mut chart);
        chart
    }

    /// Adds to the caption what the marks in the chart stand for.
    fn explain(&self, chart: &mut Chart) {
        let mut notes = Vec::new();
        if chart.has(Basis::Estimate) {
            notes.push("≈ and hollow points: estimates.".to_owned());
        }
        if chart.has(Basis::Doubtful) {
            notes.push("? and hollow points: doubtful readings.".to_owned());
        }
        if chart.has_bridge() {
            notes.push("Dashed: no time recorded at a marker between.".to_owned());
        }
        let all = self
            .splits
            .lines
            .iter()
            .filter(|l| l.points.iter().any(|p| p.time.is_some()))
            .count();
        if all > chart.series.len() && chart.series.len() >= MOST_LINES {
            notes.push(format!("{} of {all} athletes are drawn.", chart.series.len()));
        }
        for note in notes {
            chart.caption.push(' ');
            chart.caption.push_str(&note);
        }
    }
}

/// The styles of the selected, in their order.
fn styles(drawn: &[Drawn<'_>], book: &StyleBook) -> Vec<usize> {
    let selected = drawn.iter().filter(|d| d.emphasis == Emphasis::Selected);
    let wanted = |d: &Drawn<'_>| Wanted {
        known: book.known(d.line.athlete.0),
        at: d.at,
    };
    distinct(&selected.map(wanted).collect::<Vec<_>>())
}

/// The sources of the race and of the passings that are drawn, each once.
fn citations<'a>(race: RaceView<'a>, splits: &RaceSplits) -> Vec<&'a str> {
    let mut cited = vec![race.citation()];
    for (at, _) in splits.main_markers() {
        let timed = splits.lines.iter().filter(|l| l.points[at].time.is_some());
        for told in timed.filter_map(|l| l.points[at].told) {
            let files = || std::iter::once(race).chain(race.others());
            let source = files()
                .find(|r| r.id() == told.race)
                .map_or("", |r| r.cited(told.origin));
            if !cited.contains(&source) {
                cited.push(source);
            }
        }
    }
    cited.retain(|c| !c.is_empty());
    cited
}

/// Joins the values at consecutive main markers: a line where both are there, a bridge over one missing marker, nothing
/// over more. A start that leads nowhere is dropped.
pub fn joined(points: Vec<Option<Point>>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    let mut missing = 0u32;
    for point in points {
        let Some(mut point) = point else {
            missing += 1;
            continue;
        };
        point.join = match (out.is_empty(), missing) {
            (true, _) | (false, 2..) => Join::Break,
            (false, 1) => Join::Bridge,
            (false, 0) => Join::Line,
        };
        missing = 0;
        out.push(point);
    }
    let leads_on = out.get(1).is_some_and(|second| second.join != Join::Break);
    if out.first().is_some_and(|first| first.x == 0 && !leads_on) {
        out.remove(0);
    }
    out
}

/// The start, where every gap is zero.
pub fn start() -> Option<Point> {
    Some(Point::new(0, 0, String::new(), Basis::Recorded))
}

/// A gap as tables show it: `+0.69`, `≈+0.7` for an estimate, `+0.69?` for a doubtful one (terms.md 2.6, 18).
pub fn gap_text(gap: Gap, basis: Basis) -> String {
    basis.mark(match basis {
        Basis::Estimate => gap.as_estimate().to_string(),
        _ => gap.to_string(),
    })
}

/// A time as tables show it, an estimate to one decimal.
pub fn time_text(time: Time, basis: Basis) -> String {
    basis.mark(match basis {
        Basis::Estimate => time.as_estimate().to_string(),
        _ => time.to_string(),
    })
}

/// The basis of a value that rests on a point of the splits.
pub fn basis_of(point: &crate::analysis::splits::Point) -> Basis {
    match (point.estimate, point.doubt) {
        (true, _) => Basis::Estimate,
        (false, Some(_)) => Basis::Doubtful,
        (false, None) => Basis::Recorded,
    }
}

/// The basis of the gap at a point, which rests on the leader's time as well.
pub fn gap_basis(point: &crate::analysis::splits::Point) -> Basis {
    let leader = if point.gap_to_estimate {
        Basis::Estimate
    } else {
        Basis::Recorded
    };
    basis_of(point).weaker(leader)
}

/// The basis of a segment.
pub fn segment_basis(segment: &crate::analysis::splits::Segment) -> Basis {
    match (segment.estimate, segment.doubt) {
        (true, _) => Basis::Estimate,
        (false, Some(_)) => Basis::Doubtful,
        (false, None) => Basis::Recorded,
    }
}

/// Each text once, in the order of the first.
fn distinct_texts(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for text in texts.filter(|t| !t.is_empty()) {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}

/// `7 August 2021`, `August 2021`, `2021`.
pub fn date_text(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = date.month().and_then(|m| MONTHS.get(usize::from(m) - 1));
    match (month, date.day()) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year()),
        (Some(month), None) => format!("{month} {}", date.year()),
        _ => date.year().to_string(),
    }
}
