//! What the user looks at: the race, the athlete, what is selected and what is hovered over. Tables and charts share it.

mod comparison;
mod decisions;
mod selection;
mod settings;

pub use comparison::Comparison;
pub use decisions::Decisions;
pub use selection::Selection;
pub use settings::Settings;

use crate::chart::style::StyleBook;
use crate::chart::{Chart, Emphasis, Own};
use crate::model::Units;
use crate::store::{AthleteId, RaceId, RowId, Store};
use std::collections::BTreeMap;

/// What splits, plot and track show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnShow {
    Race(RaceId),
    /// The efforts compared, after so many changes.
    Efforts(u64),
}

/// The state of one window that depends on the store's ids.
#[derive(Debug, Default)]
pub struct Session {
    /// The race or list on show.
    pub race: Option<RaceId>,
    /// The athlete on show.
    pub athlete: Option<AthleteId>,
    pub selection: Selection,
    pub comparison: Comparison,
    /// The result under the pointer, in whatever panel; set anew in every frame.
    pub hover: Option<RowId>,
    /// What was hovered over in the frame before, which is what is drawn.
    pub shown_hover: Option<RowId>,
    /// The only athlete drawn in the plot, when one is isolated by a click.
    pub isolated: Option<RowId>,
    /// How far the leader of a replay in view is, in millimetres; set anew in every frame.
    pub replayed_mm: Option<u32>,
    /// How far the leader was in the frame before, which is what charts over the distance show.
    pub shown_replayed_mm: Option<u32>,
    /// What the user added to charts, by race, `None` for the efforts compared, and kind.
    pub own: BTreeMap<(Option<RaceId>, &'static str), Own>,
    /// How numbers are written, everywhere.
    pub units: Units,
    /// Colours that athletes had in a chart and keep in every other one.
    pub styles: StyleBook,
}

impl Session {
    /// What splits, plot and track show.
    pub fn on_show(&self) -> Option<OnShow> {
        match self.comparison.is_shown() {
            true => Some(OnShow::Efforts(self.comparison.changes())),
            false => self.race.map(OnShow::Race),
        }
    }

    /// Shows a race, without any selection from another one.
    pub fn show_race(&mut self, race: RaceId) {
        self.comparison.show(false);
        if self.race != Some(race) {
            self.race = Some(race);
            self.clear_selection();
        }
    }

    /// Shows the race of a result that was selected among those of all races; the selection stays.
    pub fn follow(&mut self, race: RaceId) {
        if self.race != Some(race) {
            self.race = Some(race);
            self.isolated = None;
        }
    }

    fn own_translated(&self, same: impl Fn(RaceId) -> Option<RaceId>) -> BTreeMap<(Option<RaceId>, &'static str), Own> {
        let kept = self.own.iter().filter_map(|((race, kind), own)| {
            let race = match race {
                Some(race) => Some(same(*race)?),
                None => None,
            };
            Some(((race, *kind), own.clone()))
        });
        kept.collect()
    }

    pub fn clear_selection(&mut self) {
        self.selection.clear();
        self.isolated = None;
    }

    /// Keeps the colours of a chart for the athletes in it.
    pub fn keep_styles(&mut self, store: &Store, chart: &Chart) {
        let in_colour = chart.series.iter().filter(|s| s.emphasis == Emphasis::Selected);
        for (row, style) in in_colour.filter_map(|s| Some((s.row?, s.style))) {
            self.styles.keep(store.row(row).athlete_id().0, style);
        }
    }

    /// The same state in terms of another store: what is not there any more is dropped.
    pub fn translated(&self, from: &Store, to: &Store) -> Self {
        let same_athlete = |athlete: AthleteId| {
            let row = from.athlete(athlete).rows().find_map(|r| to.same_row(from, r));
            row.map(|r| to.row(r).athlete_id())
        };
        Self {
            race: self.race.and_then(|r| to.same_race(from, r)),
            athlete: self.athlete.and_then(same_athlete),
            selection: self.selection.translated(|r| to.same_row(from, r)),
            comparison: self.comparison.translated(|r| to.same_row(from, r)),
            hover: None,
            shown_hover: None,
            isolated: self.isolated.and_then(|r| to.same_row(from, r)),
            replayed_mm: None,
            shown_replayed_mm: None,
            own: self.own_translated(|race| to.same_race(from, race)),
            units: self.units,
            styles: self
                .styles
                .renumbered(|athlete| same_athlete(AthleteId(athlete)).map(|a| a.0)),
        }
    }
}
