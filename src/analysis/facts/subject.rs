//! What the kinds of facts look at: a race with its passings, its placed results and the other races of its event, each
//! worked out once.

use crate::analysis::RaceSplits;
use crate::analysis::rounds::{Stage, is_one_event, stages};
use crate::analysis::splits::Line;
use crate::model::Status;
use crate::store::{RaceView, RowView, Store};
use std::cell::OnceCell;

/// Places up to which single athletes are spoken of (house rule): beyond, a field is a crowd.
pub const FIELD: usize = 30;

/// Results from which on a race is a crowd, and how many of it have a history.
const CROWD: usize = 100;
const FIRST: usize = 8;

/// Results that one athlete can have (house rule).
const MOST_RESULTS: usize = 1000;

pub struct Subject<'a> {
    pub store: &'a Store,
    pub race: RaceView<'a>,
    pub splits: RaceSplits,
    /// Results with a place and a mark, by place; empty where places are those of several divisions.
    pub placed: Vec<RowView<'a>>,
    peers: OnceCell<Vec<RaceView<'a>>>,
    stages: OnceCell<Vec<Stage<'a>>>,
}

impl<'a> Subject<'a> {
    pub fn new(store: &'a Store, race: RaceView<'a>) -> Self {
        Self {
            store,
            race,
            splits: RaceSplits::new(race),
            placed: placed(race),
            peers: OnceCell::new(),
            stages: OnceCell::new(),
        }
    }

    /// Who shares first place.
    pub fn winners(&self) -> &[RowView<'a>] {
        let count = self.placed.iter().take_while(|r| r.place() == Some(1)).count();
        &self.placed[..count]
    }

    /// The placed results of whom single facts tell.
    pub fn field(&self) -> &[RowView<'a>] {
        &self.placed[..self.placed.len().min(FIELD)]
    }

    /// The placed results whose athletes’ other results are looked through: of a crowd only the first, and nobody under whose
    /// name so many results stand that they cannot be one person's.
    pub fn history(&self) -> impl Iterator<Item = RowView<'a>> {
        let is_crowd = self.race.rows().len() > CROWD;
        let first = self.field().iter().take(if is_crowd { FIRST } else { FIELD });
        first.copied().filter(|row| row.athlete().rows().len() <= MOST_RESULTS)
    }

    /// The lines of the placed athletes of whom single facts tell.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let is_told = |line: &&Line| line.place.is_some() && line.status == Status::None;
        self.splits.lines.iter().filter(is_told).take(self.field().len())
    }

    /// The rounds of the competition, the first one first.
    pub fn stages(&self) -> &[Stage<'a>] {
        self.stages.get_or_init(|| stages(self.store, self.race))
    }

    /// The races loaded of the same event, this one among them, each once.
    pub fn peers(&self) -> &[RaceView<'a>] {
        self.peers.get_or_init(|| {
            let is_peer = |race: &RaceView<'_>| !race.is_list() && is_one_event(self.race, *race);
            self.store.shown_races().filter(is_peer).collect()
        })
    }
}

fn placed(race: RaceView<'_>) -> Vec<RowView<'_>> {
    let is_placed = |row: &RowView<'_>| {
        let has_mark = row.mark().mark().is_some();
        row.status() == Status::None && row.place().is_some() && has_mark
    };
    let mut placed: Vec<RowView<'_>> = race.row_views().filter(is_placed).collect();
    placed.sort_by_key(|row| row.place());
    let first = placed.iter().take_while(|r| r.place() == Some(1));
    let mut marks = first.map(|r| r.mark().sort_key());
    let best = marks.next();
    if marks.any(|mark| Some(mark) != best) {
        placed.clear();
    }
    placed
}
