//! The choice of what gaps are taken to.

use crate::analysis::bests::fastest;
use crate::analysis::splits::Line;
use crate::chart::reference::tenths;
use crate::chart::{Reference, Schedule};
use crate::desk::cache::Shown;
use crate::desk::panels::Context;
use crate::desk::theme;
use crate::model::{Event, Time};
use crate::store::{AthleteId, RaceId, RowId};
use eframe::egui::{ComboBox, RichText, TextEdit, Ui};
use std::sync::Arc;

/// A longer list of athletes is not offered as references; the selected ones always are.
const REFERENCES: usize = 60;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Choice {
    #[default]
    Winner,
    Leader,
    Composite,
    Median,
    Target,
    Balanced,
    /// Even pace to the best mark loaded in the event.
    Fastest,
    Schedule,
    /// The best other race with passings of the athlete in colour.
    OwnBest,
    /// Of the race.
    Athlete(RowId),
    /// Of another race, from the comparison.
    Effort(RowId),
}

impl Choice {
    const NAMED: [(Self, &str); 9] = [
        (Self::Winner, "the winner"),
        (Self::Leader, "the leader at each marker"),
        (Self::Composite, "the best of each segment"),
        (Self::Median, "the median of the field"),
        (Self::Target, "a target time at even pace"),
        (Self::Balanced, "a target time as the field runs"),
        (Self::Fastest, "the fastest time loaded"),
        (Self::Schedule, "a schedule"),
        (Self::OwnBest, "the best other race of the athlete selected"),
    ];
}

/// The choice with what was typed for it.
#[derive(Default)]
pub struct ReferenceChoice {
    choice: Choice,
    target: String,
    /// Per cent added to the best of each segment.
    more: String,
    schedule: String,
    own_best: Once<(u64, RaceId, AthleteId), Arc<Schedule>>,
    fastest: Once<(u64, Event), Time>,
    effort: Once<(u64, RowId), Arc<Schedule>>,
}

/// What was looked for once, with what it was looked for.
struct Once<K, V>(Option<(K, Option<V>)>);

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V: Clone> Once<K, V> {
    fn look(&mut self, wanted: K, find: impl FnOnce() -> Option<V>) -> Option<V> {
        match &self.0 {
            Some((known, found)) if *known == wanted => found.clone(),
            _ => {
                let found = find();
                self.0 = Some((wanted, found.clone()));
                found
            }
        }
    }

    fn is_missing(&self) -> bool {
        matches!(self.0, Some((_, None)))
    }
}

impl ReferenceChoice {
    pub fn ui(&mut self, ui: &mut Ui, context: &Context<'_>, shown: &Shown) {
        let is_of_race = |row: RowId| shown.splits().line(row);
        let named = Choice::NAMED.iter().find(|(choice, _)| *choice == self.choice);
        let text = match (self.choice, named) {
            (_, Some((_, text))) => (*text).to_owned(),
            (Choice::Athlete(row) | Choice::Effort(row), None) => match is_of_race(row) {
                Some(line) => line.name.clone(),
                None => effort_text(context, row),
            },
            (_, None) => String::new(),
        };
        let label = ui.label("Reference");
        let combo = ComboBox::from_id_salt("reference")
            .selected_text(text)
            .width(220.0)
            .height(420.0);
        let listed = combo.show_ui(ui, |ui| {
            for (choice, text) in Choice::NAMED {
                if choice != Choice::OwnBest || shown.race().is_some() {
                    ui.selectable_value(&mut self.choice, choice, text);
                }
            }
            ui.separator();
            for (at, line) in shown.splits().lines.iter().enumerate() {
                let offered = at < REFERENCES || context.session.selection.contains(line.row);
                if offered && line.points.iter().any(|p| p.time.is_some()) {
                    ui.selectable_value(&mut self.choice, Choice::Athlete(line.row), &line.name);
                }
            }
            let compared = context.session.comparison.efforts().iter();
            let elsewhere: Vec<RowId> = compared.copied().filter(|row| is_of_race(*row).is_none()).collect();
            if !elsewhere.is_empty() {
                ui.separator();
            }
            for row in elsewhere {
                ui.selectable_value(&mut self.choice, Choice::Effort(row), effort_text(context, row));
            }
        });
        listed.response.labelled_by(label.id);
        self.typed_ui(ui);
        let missing = match self.choice {
            Choice::OwnBest if self.own_best.is_missing() => "No other race with passings is loaded",
            Choice::Fastest if self.fastest.is_missing() => "No time in this event is loaded",
            Choice::Effort(_) if self.effort.is_missing() => "That race has no passings",
            _ => return,
        };
        ui.label(RichText::new(missing).color(theme::look(ui).error));
    }

    /// What the choice needs to be typed.
    fn typed_ui(&mut self, ui: &mut Ui) {
        let (name, text, hint, width, is_right): (_, _, _, _, fn(&str) -> bool) = match self.choice {
            Choice::Target | Choice::Balanced => ("Target", &mut self.target, "3:30.00", 70.0, |text| {
                Time::parse(text).is_some()
            }),
            Choice::Composite => ("and per cent more", &mut self.more, "2.5", 44.0, |text| {
                tenths(text).is_some()
            }),
            Choice::Schedule => (
                "Metres and time",
                &mut self.schedule,
                "400 56.0, 800 1:52.0, 1500 3:30.0",
                260.0,
                |text| Schedule::parse(text, Event::default()).is_some(),
            ),
            _ => return,
        };
        let label = ui.label(name);
        let edit = TextEdit::singleline(text).desired_width(width).hint_text(hint);
        ui.add(edit).labelled_by(label.id);
        if !text.is_empty() && !is_right(text) {
            let wrong = match self.choice {
                Choice::Composite => "Not a number of per cent",
                Choice::Schedule => "Not metres and times that rise",
                _ => "Not a time",
            };
            ui.label(RichText::new(wrong).color(theme::look(ui).error));
        }
    }

    /// The reference chosen; the winner as long as what is chosen is not there.
    pub fn reference(&mut self, context: &Context<'_>, shown: &Shown) -> Reference {
        let target = Time::parse(&self.target);
        let event = shown.subject(context.store).contested;
        let found = match self.choice {
            Choice::Winner => None,
            Choice::Leader => Some(Reference::Leader),
            Choice::Composite => Some(Reference::Composite(tenths(&self.more).unwrap_or(0))),
            Choice::Median => Some(Reference::Median),
            Choice::Athlete(row) => Some(Reference::Athlete(row)),
            Choice::Target => target.map(Reference::Target),
            Choice::Balanced => target.map(Reference::Balanced),
            Choice::Fastest => self.fastest(context, event).map(Reference::Target),
            Choice::Schedule => Schedule::parse(&self.schedule, event).map(|plan| Reference::Schedule(Arc::new(plan))),
            Choice::OwnBest => self.own_best(context, shown).map(Reference::Schedule),
            Choice::Effort(row) if shown.splits().line(row).is_some() => Some(Reference::Athlete(row)),
            Choice::Effort(row) if context.session.comparison.efforts().contains(&row) => {
                self.effort(context, row).map(Reference::Schedule)
            }
            Choice::Effort(_) => None,
        };
        found.unwrap_or_default()
    }

    /// The best mark loaded in an event.
    fn fastest(&mut self, context: &Context<'_>, event: Event) -> Option<Time> {
        let store = context.store;
        self.fastest.look((store.revision(), event), || {
            fastest(store, event).and_then(|row| store.row(row).mark().time())
        })
    }

    /// The best other race of the athlete in colour.
    fn own_best(&mut self, context: &Context<'_>, shown: &Shown) -> Option<Arc<Schedule>> {
        let (race, lines) = (shown.race()?, &shown.splits().lines);
        let session = &context.session;
        let in_colour = |l: &&Line| session.isolated == Some(l.row) || session.selection.contains(l.row);
        let athlete = lines.iter().find(in_colour).or(lines.first())?.athlete;
        let store = context.store;
        self.own_best.look((store.revision(), race, athlete), || {
            Schedule::best_other(store, athlete, store.race(race)).map(Arc::new)
        })
    }

    /// The passings of an effort of another race.
    fn effort(&mut self, context: &Context<'_>, row: RowId) -> Option<Arc<Schedule>> {
        let store = context.store;
        self.effort
            .look((store.revision(), row), || Schedule::of(store.row(row)).map(Arc::new))
    }
}

fn effort_text(context: &Context<'_>, row: RowId) -> String {
    if !context.session.comparison.efforts().contains(&row) {
        return "an athlete of another race".to_owned();
    }
    let row = context.store.row(row);
    format!("{} ({})", row.name(), row.place_and_year())
}
