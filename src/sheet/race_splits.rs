//! A race marker by marker: each cell has the passing with its rank and, below it, the segment with its rank
//! (terms.md 3, 10, 18). The race's leader is the first row.

use super::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::analysis::splits::{Line, Point, RaceSplits, Told};
use crate::model::passing::{is_order, marker_name, marker_with_unit, order_number, stretch_name};
use crate::model::{Reading, Status, Time};
use crate::store::{RowId, Store};

/// Columns before the first marker: place, athlete, nation.
const LEADING: usize = 3;

/// The passings of one race.
pub struct SplitsSheet<'a> {
    store: &'a Store,
    splits: &'a RaceSplits,
    columns: Vec<Column>,
}

impl<'a> SplitsSheet<'a> {
    pub fn new(store: &'a Store, splits: &'a RaceSplits) -> Self {
        let mut columns = vec![
            Column::new("place", "Place", "Official place in the race", Align::Right),
            Column::new("athlete", "Athlete", "Name as the file writes it", Align::Left).cut_to(144.0),
            Column::new("nation", "Nation", "Code of the nation", Align::Left).cut_to(80.0),
        ];
        columns.extend((0..splits.markers.len()).map(|at| marker_column(splits, at)));
        Self { store, splits, columns }
    }

    /// The line of a row; `None` for the leader's row.
    fn line(&self, row: usize) -> Option<&'a Line> {
        self.splits.lines.get(row.checked_sub(1)?)
    }

    fn leading_cell(&self, row: usize, column: usize) -> Cell {
        let Some(line) = self.line(row) else {
            return Cell::plain(if column == 1 { "Leader" } else { "" });
        };
        Cell::plain(match column {
            0 if line.status != Status::None => line.status.code().to_owned(),
            0 => self.store.row(line.row).place_text(),
            1 => line.name.clone(),
            _ => line.nation.clone(),
        })
    }

    fn leader_cell(&self, marker: usize) -> Cell {
        let Some(point) = &self.splits.leader[marker] else {
            return Cell::default();
        };
        let disputed = point
            .alternatives
            .iter()
            .any(|(r, _)| matches!(r, Reading::Time(t) if *t != point.time));
        let emphasis = if disputed { Emphasis::Caution } else { Emphasis::Plain };
        let first = Value {
            text: estimated(point.time, point.estimate),
            rank: String::new(),
            emphasis,
        };
        let second = point
            .segment
            .map(|s| Value::plain(estimated(s, point.segment_estimate)));
        Cell { first, second }
    }

    /// Where a reading stands, and what other readings say.
    fn sources(&self, told: Option<Told>, alternatives: &[(Reading, Told)]) -> String {
        let describe = |told: Told| self.store.race(told.race).describe(told.origin);
        let mut text = told.map(describe).unwrap_or_default();
        for (reading, told) in alternatives {
            let reading = match reading {
                Reading::Time(time) => time.to_string(),
                Reading::Position { position, tied } => format!("position {}{position}", if *tied { "=" } else { "" }),
            };
            text.push_str(&format!("\nAlso {reading}: {}", describe(*told)));
        }
        text
    }
}

/// `800 m`, and below it the segment that ends there, `400–800 m` or, of controls, `2–3`; no segment where only single
/// readings are known.
fn marker_column(splits: &RaceSplits, at: usize) -> Column {
    let marker = splits.markers[at];
    let title = marker_name(marker.mm, splits.distance_mm, splits.lap_mm);
    let from = marker.mm - marker.segment_mm;
    let (here, segment, stretch) = if is_order(marker.mm) {
        let to = match marker.mm == splits.distance_mm {
            true => title.clone(),
            false => order_number(marker.mm).to_string(),
        };
        let from = if from == 0 { 0 } else { order_number(from) };
        (title.clone(), format!("{from}–{to}"), "segment".to_owned())
    } else {
        let with_unit = |mm| marker_with_unit(mm, splits.distance_mm);
        let segment = stretch_name(from, marker.mm, splits.distance_mm);
        (with_unit(marker.mm), segment, with_unit(marker.segment_mm))
    };
    let definition = if marker.main {
        format!("Passing at {here}, and below it the {stretch} before it")
    } else {
        format!("Single readings at {here}; segments run between the markers that most athletes have")
    };
    let leader_has_segment = splits.leader[at].as_ref().is_some_and(|l| l.segment.is_some());
    let has_segment = marker.main || leader_has_segment;
    let mut column = Column::new(&format!("marker-{}", marker.mm), &title, &definition, Align::Right);
    column.second_title = Some(if has_segment { segment } else { String::new() });
    column
}

/// An estimate has its mark and at most one decimal (terms.md 2.6).
fn estimated(time: Time, estimate: bool) -> String {
    if estimate {
        format!("≈{}", time.as_estimate())
    } else {
        time.to_string()
    }
}

fn passing_value(point: &Point, passed: u32) -> Value {
    let leads = point.rank.is_some_and(|r| r.rank == 1) && point.gap.is_some();
    let emphasis = match point.doubt {
        Some(_) => Emphasis::Doubt,
        None if leads => Emphasis::Leader,
        None => Emphasis::Plain,
    };
    match (point.time, point.reported) {
        (Some(time), _) => Value {
            text: estimated(time, point.estimate),
            rank: point.rank.map_or(String::new(), |r| r.text(passed)),
            emphasis,
        },
        (None, Some(p)) => Value {
            text: String::new(),
            rank: format!("{}{}", if p.tied { "=" } else { "" }, p.position),
            emphasis: Emphasis::Quiet,
        },
        (None, None) => Value::default(),
    }
}

fn segment_value(point: &Point, passed: u32) -> Option<Value> {
    let segment = point.segment?;
    let fastest = segment.rank.is_some_and(|r| r.rank == 1 && r.of > 1);
    let emphasis = match segment.doubt {
        Some(_) => Emphasis::Doubt,
        None if fastest => Emphasis::Fastest,
        None => Emphasis::Plain,
    };
    Some(Value {
        text: estimated(segment.time, segment.estimate),
        rank: segment.rank.map_or(String::new(), |r| r.text(passed)),
        emphasis,
    })
}

impl Sheet for SplitsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.splits.lines.len() + 1
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let Some(marker) = column.checked_sub(LEADING) else {
            return self.leading_cell(row, column);
        };
        let Some(line) = self.line(row) else {
            return self.leader_cell(marker);
        };
        let point = &line.points[marker];
        let passed = self.splits.passed[marker];
        Cell {
            first: passing_value(point, passed),
            second: segment_value(point, passed),
        }
    }

    fn tooltip(&self, row: usize, column: usize) -> String {
        let Some(marker) = column.checked_sub(LEADING) else {
            return self
                .line(row)
                .map_or_else(String::new, |l| self.store.row(l.row).origin_text());
        };
        match self.line(row) {
            Some(line) => {
                let point = &line.points[marker];
                if point.time.is_none() && point.reported.is_none() {
                    return String::new();
                }
                let doubt = point
                    .doubt
                    .or(point.segment.and_then(|s| s.doubt))
                    .map_or(String::new(), |d| format!("Doubtful: {}\n", d.text()));
                format!("{doubt}{}", self.sources(point.told, &point.alternatives))
            }
            None => self.splits.leader[marker].as_ref().map_or_else(String::new, |p| {
                let who = match (p.reported, p.athlete) {
                    (_, Some(athlete)) => format!("{}\n", self.store.athlete(athlete).name()),
                    (false, None) => "Several athletes at the same time\n".to_owned(),
                    (true, None) => String::new(),
                };
                format!("{who}{}", self.sources(p.told, &p.alternatives))
            }),
        }
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.line(row).map(|l| l.row)
    }

    fn sticky_columns(&self) -> usize {
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, fixture};
    use std::sync::Arc;

    #[test]
    fn passings_segments_and_the_leaders_row() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let splits = RaceSplits::new(store.race(RaceId(0)));
        let sheet = SplitsSheet::new(&store, &splits);
        let titles: Vec<&str> = sheet.columns()[LEADING..].iter().map(|c| c.title.as_str()).collect();
        assert_eq!(
            titles,
            ["400 m", "800 m", "1100 m (bell)", "1200 m", "1400 m", "finish"]
        );
        // terms.md 20: the race closing 400 from the bell; here the bell is one reading, so the leader's row holds it
        let leader: Vec<String> = (0..6).map(|m| sheet.cell(0, LEADING + m).first.text).collect();
        assert_eq!(leader, ["56.1", "1:51.8", "2:33.6", "2:47.3", "3:14.7", "3:28.32"]);
        let winner = sheet.cell(1, LEADING + 1);
        assert_eq!(
            (winner.first.text.as_str(), winner.first.rank.as_str()),
            ("1:52.0", "2 of 2")
        );
        assert_eq!(winner.second.map(|s| s.text), Some("55.8".to_owned()));
        assert_eq!(sheet.cell(3, LEADING).first.text, "", "a missing passing is blank");
    }
}
