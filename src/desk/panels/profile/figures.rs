//! What is worked out for an athlete, at once or in a job.

use crate::analysis::bests::{Best, bests};
use crate::analysis::honours::{Honour, Whose, honours};
use crate::analysis::performances::performances;
use crate::analysis::rivals::{Rival, rivals};
use crate::sheet::results::ResultsColumns;
use crate::store::{AthleteId, RowId, Store};

/// What was worked out for one athlete.
pub struct Figures {
    /// Revision and athlete.
    pub of: (u64, AthleteId),
    pub rows: Vec<RowId>,
    pub columns: ResultsColumns,
    pub bests: Vec<Best>,
    pub rivals: Vec<Rival>,
    pub honours: Vec<Honour>,
}

impl Figures {
    pub fn new(store: &Store, athlete: AthleteId) -> Self {
        let performances = performances(store, athlete);
        let rows: Vec<RowId> = performances.iter().map(|p| p.row).collect();
        Self {
            of: (store.revision(), athlete),
            columns: ResultsColumns::of_athlete(store, &rows),
            bests: bests(store, &performances),
            rivals: rivals(store, athlete),
            honours: honours(store, Whose::Athlete(athlete)),
            rows,
        }
    }
}
