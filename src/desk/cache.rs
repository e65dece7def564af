//! Results that take time, kept for the revision and parameters that they were computed for.

use super::jobs::{Answer, Jobs};
use crate::analysis::{Compared, RaceSplits};
use crate::chart::Subject;
use crate::session::{OnShow, Session};
use crate::store::{RaceId, Store};
use std::sync::Arc;

/// Rows up to which a question is answered within the frame that asks it.
pub const IMMEDIATE_ROWS: usize = 5_000;

/// What splits, plot and track show, worked out.
#[derive(Clone)]
pub enum Shown {
    Race(RaceId, Arc<RaceSplits>),
    Efforts(Arc<Compared>),
}

impl Shown {
    pub fn splits(&self) -> &RaceSplits {
        match self {
            Self::Race(_, splits) => splits,
            Self::Efforts(compared) => &compared.splits,
        }
    }

    pub fn race(&self) -> Option<RaceId> {
        match self {
            Self::Race(race, _) => Some(*race),
            Self::Efforts(_) => None,
        }
    }

    /// What charts are drawn of.
    pub fn subject<'a>(&'a self, store: &'a Store) -> Subject<'a> {
        match self {
            Self::Race(race, splits) => Subject::new(store.race(*race), splits),
            Self::Efforts(compared) => Subject::of_efforts(store, compared),
        }
    }
}

/// What something is worked out for: the revision of the store, and the race or efforts.
pub type For = (u64, OnShow);

#[derive(Default)]
pub struct Cache {
    /// The race and the efforts last worked out.
    known: Vec<(For, Shown)>,
    asked: Vec<For>,
}

impl Cache {
    /// What splits, plot and track show; `None` while a job works it out and where nothing is on show.
    pub fn shown(&mut self, store: &Arc<Store>, session: &Session, jobs: &mut Jobs) -> Option<(For, Shown)> {
        self.worked_out(session.on_show()?, store, session, jobs)
    }

    /// The efforts compared; `None` while a job works them out.
    pub fn efforts(&mut self, store: &Arc<Store>, session: &Session, jobs: &mut Jobs) -> Option<(For, Arc<Compared>)> {
        let efforts = OnShow::Efforts(session.comparison.changes());
        match self.worked_out(efforts, store, session, jobs)? {
            (of, Shown::Efforts(compared)) => Some((of, compared)),
            (_, Shown::Race(..)) => None,
        }
    }

    fn worked_out(
        &mut self,
        wanted: OnShow,
        store: &Arc<Store>,
        session: &Session,
        jobs: &mut Jobs,
    ) -> Option<(For, Shown)> {
        let of = (store.revision(), wanted);
        if let Some(known) = self.known.iter().find(|(known, _)| *known == of) {
            return Some(known.clone());
        }
        if self.asked.contains(&of) {
            return None;
        }
        let efforts = session.comparison.efforts();
        let rows: usize = match wanted {
            OnShow::Race(race) => store.race(race).rows().len(),
            OnShow::Efforts(_) => efforts.iter().map(|row| store.row(*row).race().rows().len()).sum(),
        };
        let (efforts, store) = (efforts.to_vec(), store.clone());
        let work = move || match wanted {
            OnShow::Race(race) => Shown::Race(race, Arc::new(RaceSplits::new(store.race(race)))),
            OnShow::Efforts(_) => Shown::Efforts(Arc::new(Compared::new(&store, &efforts))),
        };
        self.asked.push(of);
        if rows <= IMMEDIATE_ROWS {
            let shown = work();
            self.keep(of, shown.clone());
            return Some((of, shown));
        }
        jobs.ask("Computing passings", move || Some(Answer::Shown(of, work())));
        None
    }

    /// Keeps what was asked for, in place of the race or the efforts before.
    pub fn keep(&mut self, of: For, shown: Shown) {
        if self.asked.contains(&of) {
            self.asked.retain(|asked| *asked != of);
            self.known
                .retain(|(_, known)| known.race().is_some() != shown.race().is_some());
            self.known.push((of, shown));
        }
    }
}
