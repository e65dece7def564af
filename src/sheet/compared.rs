//! Efforts side by side, and the meetings of their athletes as a matrix.

use super::{Align, Cell, Column, Sheet};
use crate::analysis::bests::bests;
use crate::analysis::closing::{Halves, closing};
use crate::analysis::percent::{percent_above, percent_text};
use crate::analysis::performances::{Performance, event_key, performances};
use crate::analysis::points::points;
use crate::analysis::profile::profile;
use crate::analysis::rivals::rivals;
use crate::analysis::splits::Line;
use crate::analysis::variability::{Variability, variability};
use crate::analysis::{Compared, RaceSplits};
use crate::model::Time;
use crate::store::{AthleteId, RowId, RowView, Store};

/// What is told of an effort, in the order of the columns.
const TOLD: [(&str, &str, &str); 15] = [
    ("athlete", "Athlete", "Name"),
    ("race", "Race", "Place and year, and the round"),
    ("event", "Event", "Distance and kind"),
    ("place", "Place", "Place in the race"),
    ("mark", "Mark", "Result of the race"),
    (
        "best",
        "Best",
        "Best legal mark in the event of those loaded, short track apart",
    ),
    (
        "season",
        "Season",
        "Best legal mark of the year of the race, of those loaded",
    ),
    (
        "points",
        "Points",
        "World Athletics scoring points with the table and its edition",
    ),
    (
        "last-400",
        "Last 400 m",
        "Where a time is recorded 400 m before the finish",
    ),
    (
        "last-200",
        "Last 200 m",
        "Where a time is recorded 200 m before the finish",
    ),
    (
        "first-half",
        "First half",
        "An estimate (≈) where half the distance is no marker",
    ),
    (
        "second-half",
        "Second half",
        "An estimate (≈) where half the distance is no marker",
    ),
    (
        "halves",
        "Difference",
        "Second half less first half, and in per cent of it; negative: the second half was the faster",
    ),
    (
        "variability",
        "Variability",
        "Spread of the segments’ speeds in per cent of their mean, with the length of the segments; figures over different \
         lengths do not compare",
    ),
    (
        "profile",
        "Profile",
        "Speeds of the first fifth, the middle and the last fifth: negative is faster from part to part, U, J and reverse J \
         have both ends faster than the middle",
    ),
];

/// One row an effort.
pub struct ComparedSheet {
    rows: Vec<Told>,
    columns: Vec<Column>,
}

struct Told {
    row: RowId,
    cells: [String; TOLD.len()],
    sources: String,
}

impl ComparedSheet {
    pub fn new(store: &Store, compared: &Compared) -> Self {
        let rows = compared.efforts.iter().map(|e| store.row(e.row));
        let told = rows.map(|row| Told {
            row: row.id(),
            cells: told(store, row, compared.own_line(row.id())),
            sources: row.sources_text(),
        });
        let is_left = |key: &str| matches!(key, "athlete" | "race" | "event" | "points" | "profile" | "variability");
        let columns = TOLD.iter().map(|(key, title, definition)| {
            let align = if is_left(key) { Align::Left } else { Align::Right };
            let column = Column::new(key, title, definition, align);
            match *key {
                "athlete" => column.cut_to(160.0),
                "race" => column.cut_to(170.0),
                _ => column,
            }
        });
        Self {
            columns: columns.collect(),
            rows: told.collect(),
        }
    }
}

fn told(store: &Store, row: RowView<'_>, line: Option<(&RaceSplits, &Line)>) -> [String; TOLD.len()] {
    let race = row.race();
    let event = race.event();
    let all = performances(store, row.athlete_id());
    let best = |of: &[Performance]| {
        let best = bests(store, of)
            .into_iter()
            .find(|b| event_key(b.event) == event_key(event));
        best.map(|b| store.row(b.row).mark().to_string()).unwrap_or_default()
    };
    let year = row.date().map(|d| d.year());
    let is_of_year = |p: &&Performance| year.is_some() && store.row(p.row).date().map(|d| d.year()) == year;
    let of_year: Vec<Performance> = all.iter().filter(is_of_year).cloned().collect();
    let last = |mm: u32| {
        let closing = line.and_then(|(splits, line)| closing(splits, line, mm));
        closing.map(|t| t.to_string()).unwrap_or_default()
    };
    let halves = line.and_then(|(splits, line)| Halves::of(splits, line));
    let half = |of: fn(Halves) -> Time| halves.map(|h| estimated(of(h), h.estimate)).unwrap_or_default();
    let short_track = if event.indoor { " short track" } else { "" };
    let place = [row.place_and_year(), race.round_text()];
    [
        row.name().to_owned(),
        place
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        format!("{}{short_track}", event.name()),
        row.place_text(),
        row.mark_or_status(),
        best(&all),
        best(&of_year),
        points(row).map(|p| p.to_string()).unwrap_or_default(),
        last(400_000),
        last(200_000),
        half(|h| h.first),
        half(|h| h.second),
        halves.map(difference).unwrap_or_default(),
        line.and_then(|(splits, line)| variability(splits, line))
            .map(variability_text)
            .unwrap_or_default(),
        line.and_then(|(splits, line)| profile(splits, line))
            .map(|p| p.to_string())
            .unwrap_or_default(),
    ]
}

fn estimated(time: Time, estimate: bool) -> String {
    match estimate {
        true => format!("≈{}", time.as_estimate()),
        false => time.to_string(),
    }
}

/// `≈−1.7 (−1.6 %)`.
fn difference(halves: Halves) -> String {
    let gap = halves.differential();
    let (first, second) = (i64::from(halves.first.ticks()), i64::from(halves.second.ticks()));
    let percent = percent_text(percent_above(second, first.max(1)));
    match halves.estimate {
        true => format!("≈{} ({percent} %)", gap.as_estimate()),
        false => format!("{gap} ({percent} %)"),
    }
}

/// `1.1 % of 400 m`, `1.1 % length-weighted`.
fn variability_text(variability: Variability) -> String {
    let sign = if variability.estimate { "≈" } else { "" };
    let tenths = (variability.hundredths + 5) / 10;
    let of = match variability.segment_mm {
        Some(mm) => format!("of {} m", mm / 1000),
        None => "length-weighted".to_owned(),
    };
    format!("{sign}{}.{} % {of}", tenths / 10, tenths % 10)
}

impl Sheet for ComparedSheet {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        Cell::plain(self.rows[row].cells[column].as_str())
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.rows[row].sources.clone()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.rows.get(row).map(|told| told.row)
    }

    fn sticky_columns(&self) -> usize {
        1
    }
}

/// So many athletes at most have a row and a column (house rule).
const ATHLETES: usize = 40;

/// How often each athlete beat each other one, in the races loaded (terms.md 16).
pub struct MatrixSheet {
    athletes: Vec<(RowId, String)>,
    /// By row and column: the score and, for the tooltip, the meetings.
    cells: Vec<Vec<Option<(String, String)>>>,
    columns: Vec<Column>,
}

impl MatrixSheet {
    /// The athletes of the efforts, each once.
    pub fn new(store: &Store, compared: &Compared) -> Self {
        let mut athletes: Vec<(AthleteId, RowId)> = Vec::new();
        for effort in &compared.efforts {
            let athlete = store.row(effort.row).athlete_id();
            if athletes.len() < ATHLETES && athletes.iter().all(|(known, _)| *known != athlete) {
                athletes.push((athlete, effort.row));
            }
        }
        let name = |athlete: AthleteId| store.athlete(athlete).name().to_owned();
        let row = |(own, _): &(AthleteId, RowId)| {
            let rivals = rivals(store, *own);
            let cell = |(other, _): &(AthleteId, RowId)| {
                let rival = rivals.iter().find(|r| r.athlete == *other)?;
                let meetings = rival.meetings.iter().map(|meeting| {
                    let row = store.row(meeting.own);
                    let date = row.date().map(|d| format!("{d} ")).unwrap_or_default();
                    format!("{date}{}", row.race().label())
                });
                let meetings: Vec<String> = meetings.collect();
                Some((rival.score().to_string(), meetings.join("\n")))
            };
            athletes.iter().map(cell).collect()
        };
        let cells = athletes.iter().map(row).collect();
        let head = Column::new(
            "athlete",
            "Won–lost against",
            "Better places in the same races",
            Align::Left,
        )
        .cut_to(160.0);
        let short = crate::model::name::short_names(
            &athletes
                .iter()
                .map(|(a, _)| store.athlete(*a).name())
                .collect::<Vec<_>>(),
        );
        let others = athletes.iter().zip(short).map(|((athlete, _), short)| {
            let definition = format!("Won and lost against {}, ties after the second dash", name(*athlete));
            Column::new(&short, &short, &definition, Align::Right)
        });
        Self {
            columns: std::iter::once(head).chain(others).collect(),
            cells,
            athletes: athletes.into_iter().map(|(a, row)| (row, name(a))).collect(),
        }
    }
}

impl Sheet for MatrixSheet {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.athletes.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        match column.checked_sub(1) {
            None => Cell::plain(self.athletes[row].1.as_str()),
            Some(at) => Cell::plain(self.cells[row][at].as_ref().map_or("", |(score, _)| score)),
        }
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        let cell = column.checked_sub(1).and_then(|at| self.cells[row][at].as_ref());
        cell.map(|(_, meetings)| meetings.clone()).unwrap_or_default()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.athletes.get(row).map(|(row, _)| *row)
    }

    fn sticky_columns(&self) -> usize {
        1
    }
}
