//! Records (terms.md 12): how the best mark of a list came about, and what a result made of it. All of it is computed from
//! what is loaded, so a record is called one only where a source does so; a mark that equals the best is told with `=`.

use super::bests::order;
use super::championship::series;
use super::chronology::sort_by_time;
use super::performances::is_same;
use super::ranking::{From, Judge, ListOf};
use crate::model::area::Area;
use crate::model::{Date, Event};
use crate::store::{RowId, RowView, Store};

/// Whose record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordOf {
    World,
    Area(Area),
    /// A nation's code.
    Nation(String),
    /// The series of a championship, as `Olympic Games`.
    Championship(String),
}

/// A mark that was the best so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordMark {
    pub row: RowId,
    pub date: Date,
    /// As good as the best before, and no better.
    pub equals: bool,
    /// Days until the next better mark; `None` for the last.
    pub days: Option<i32>,
}

/// A result that was the best of a list on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub of: RecordOf,
    pub mark: RecordMark,
    /// The best marks before it, the latest first.
    pub before: Vec<RecordMark>,
    /// Whether a source calls it a record.
    pub is_told: bool,
}

impl RecordOf {
    /// The records that a result could be.
    pub fn all(row: RowView<'_>) -> Vec<Self> {
        let nation = row.nation();
        let championship = series(row.race().meet_name()).map(Self::Championship);
        let area = Area::of(nation).map(Self::Area);
        let nation = Some(nation)
            .filter(|n| !n.is_empty())
            .map(|n| Self::Nation(n.to_owned()));
        [Some(Self::World), championship, area, nation]
            .into_iter()
            .flatten()
            .collect()
    }

    /// `world record`, `Olympic record`, `European record`, `NOR record`.
    pub fn name(&self) -> String {
        match self {
            Self::World => "world record".into(),
            Self::Area(area) => format!("{} record", area.adjective()),
            Self::Nation(code) => format!("{code} record"),
            Self::Championship(series) if series == "Olympic Games" => "Olympic record".into(),
            Self::Championship(series) => format!("record of the {series}"),
        }
    }

    /// The flags with which sources tell it (terms.md 12).
    fn flags(&self) -> &'static [&'static str] {
        match self {
            Self::World => &["WR", "WB"],
            Self::Area(Area::Europe) => &["AR", "ER", "AB"],
            Self::Area(_) => &["AR", "AB"],
            Self::Nation(_) => &["NR", "NB"],
            Self::Championship(series) if series == "Olympic Games" => &["OR", "CR"],
            Self::Championship(_) => &["CR"],
        }
    }

    /// Whether a result's source calls it this record: by a flag, where `AR(ER)` is an area's, or by standing in a list of them.
    pub fn is_told_by(&self, row: RowView<'_>) -> bool {
        let flagged = |row: RowView<'_>| {
            row.flags().any(|flag| {
                let code = flag.trim_start_matches('=').trim_end_matches('*');
                self.flags().contains(&code.split('(').next().unwrap_or(""))
            })
        };
        flagged(row) || row.repeats().any(flagged)
    }

    fn list(&self, event: Event) -> ListOf {
        let from = match self {
            Self::World | Self::Championship(_) => From::World,
            Self::Area(area) => From::Area(*area),
            Self::Nation(code) => From::Nation(code.clone()),
        };
        ListOf {
            event,
            from,
            ..ListOf::default()
        }
    }

    /// Whether a result was run where the record is for: for a championship's in a race of it, or in the list of its records.
    pub(super) fn is_of(&self, row: RowView<'_>) -> bool {
        let Self::Championship(own) = self else { return true };
        let in_race = series(row.meet_name()).as_ref() == Some(own);
        let list = || {
            let title = row.race().title().to_lowercase();
            let adjective = own.to_lowercase().replace(" games", "").replace("olympics", "olympic");
            row.race().is_list() && title.starts_with(&format!("{adjective} record"))
        };
        in_race || list()
    }
}

/// The best marks of an event so far, in the order of time, those that equal the best among them; marks without a date are
/// left out, and a performance that several files tell of is one.
pub fn progression(store: &Store, event: Event, of: &RecordOf) -> Vec<RecordMark> {
    let list = of.list(event);
    let judge = Judge::new(store, &list);
    // day, mark in order, result
    type Dated = ((i16, u8, u8), u64, RowId);
    let mut dated: Vec<Dated> = Vec::new();
    for mark in list.marks_in_order(store).iter() {
        let is_wanted = || judge.admits(mark) == Some(true) && of.is_of(store.row(mark.row));
        if let Some(date) = mark.date.filter(|_| is_wanted()) {
            dated.push((last_day(date), mark.order, mark.row));
        }
    }
    dated.sort_unstable();
    // those that are no worse than the best of the days before
    let mut best = u64::MAX;
    let mut candidates: Vec<RowView<'_>> = Vec::new();
    for of_day in dated.chunk_by(|a, b| a.0 == b.0) {
        let good = of_day.iter().filter(|(_, mark, _)| *mark <= best);
        let mut good: Vec<RowView<'_>> = good.map(|(_, _, row)| store.row(*row)).collect();
        sort_by_time(&mut good, |row| *row);
        candidates.extend(good);
        best = of_day.iter().map(|(_, mark, _)| *mark).fold(best, Ord::min);
    }
    let mut found: Vec<RecordMark> = Vec::new();
    for row in candidates {
        let Some(date) = row.date() else { continue };
        let is_known = |known: &RecordMark| is_same(store.row(known.row), row);
        if found.iter().rev().take(SAME).any(is_known) {
            continue;
        }
        let last = found.last().map(|last| order(store.row(last.row)));
        if last.is_some_and(|last| order(row) > last) {
            continue;
        }
        found.push(RecordMark {
            row: row.shown(),
            date,
            equals: last == Some(order(row)),
            days: None,
        });
    }
    let better: Vec<Option<Date>> = (0..found.len())
        .map(|at| found[at + 1..].iter().find(|next| !next.equals).map(|next| next.date))
        .collect();
    for (mark, next) in found.iter_mut().zip(better) {
        mark.days = next.map(|next| next.day_number() - mark.date.day_number());
    }
    found
}

/// The last day that a date can be, as a key: a year alone says nothing of the days in it.
fn last_day(date: Date) -> (i16, u8, u8) {
    (
        date.year(),
        date.month().unwrap_or(u8::MAX),
        date.day().unwrap_or(u8::MAX),
    )
}

/// Best marks that one performance is looked for among: those of its day and the last before.
const SAME: usize = 8;

/// The records that a result was on its day: told by its source, or the best of what is loaded.
pub fn records(store: &Store, row: RowView<'_>) -> Vec<Record> {
    let event = row.race().event();
    let all = RecordOf::all(row).into_iter().filter_map(|of| {
        let marks = progression(store, event, &of);
        let at = marks
            .iter()
            .position(|m| m.row == row.shown() || is_same(store.row(m.row), row))?;
        let mut before = marks[..at].to_vec();
        before.reverse();
        Some(Record {
            is_told: of.is_told_by(row),
            of,
            mark: marks[at],
            before,
        })
    });
    all.collect()
}
