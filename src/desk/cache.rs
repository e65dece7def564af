//! Results that take time, kept for the revision and parameters that they were computed for.

use super::jobs::Jobs;
use super::panels::results::Answer;
use crate::analysis::RaceSplits;
use crate::store::{RaceId, Store};
use std::sync::Arc;

/// Rows up to which a question is answered within the frame that asks it.
pub const IMMEDIATE_ROWS: usize = 5_000;

#[derive(Default)]
pub struct Cache {
    splits: Option<(u64, RaceId, Arc<RaceSplits>)>,
    asked: Option<(u64, RaceId)>,
}

impl Cache {
    /// The passings of a race; `None` while a job computes them.
    pub fn splits(&mut self, store: &Arc<Store>, race: RaceId, jobs: &mut Jobs) -> Option<Arc<RaceSplits>> {
        let wanted = (store.revision(), race);
        if let Some((revision, of, splits)) = &self.splits
            && (*revision, *of) == wanted
        {
            return Some(splits.clone());
        }
        if store.race(race).rows().len() <= IMMEDIATE_ROWS {
            let splits = Arc::new(RaceSplits::new(store.race(race)));
            self.splits = Some((wanted.0, wanted.1, splits.clone()));
            return Some(splits);
        }
        if self.asked != Some(wanted) {
            self.asked = Some(wanted);
            let store = store.clone();
            jobs.ask("Computing passings", move || {
                Some(Answer::Splits(
                    store.revision(),
                    race,
                    Arc::new(RaceSplits::new(store.race(race))),
                ))
            });
        }
        None
    }

    pub fn keep_splits(&mut self, revision: u64, race: RaceId, splits: Arc<RaceSplits>) {
        if self.asked == Some((revision, race)) {
            self.splits = Some((revision, race, splits));
            self.asked = None;
        }
    }
}
