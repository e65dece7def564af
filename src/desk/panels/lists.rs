//! Lists of the marks loaded: ranked as of any day, the records that they led to, the best mark for each place, and the medals
//! of championships; each with what it rests on.

use super::{Context, choice_ui, empty_ui, strip_ui};
use crate::analysis::medals::{NationMedals, championships, medal_table};
use crate::analysis::performances::event_key;
use crate::analysis::ranking::{
    AgeGroup, Coverage, From, List, ListOf, Marks, Move, Tracks, Until, best_for_place, moves,
};
use crate::analysis::records::{RecordMark, RecordOf, progression};
use crate::desk::cache::IMMEDIATE_ROWS;
use crate::desk::command::Command;
use crate::desk::jobs::Answer;
use crate::desk::table::TableView;
use crate::desk::theme;
use crate::model::area::Area;
use crate::model::{Date, Discipline, Event};
use crate::sheet::ranking::coverage_text;
use crate::sheet::{MedalsSheet, PlacesSheet, ProgressionSheet, RankingSheet, Sheet};
use crate::store::{RowId, Store};
use eframe::egui::{RichText, TextEdit, Ui};
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Ranking,
    Records,
    Places,
    Medals,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    revision: u64,
    tab: Tab,
    of: ListOf,
    /// A championship, of records and medals.
    championship: String,
}

/// What was found.
pub enum Found {
    Ranking(List, Option<Vec<Move>>),
    Records(Vec<RecordMark>),
    Places(Vec<Option<RowId>>),
    Medals(Vec<NationMedals>),
}

/// What the store has to choose from, for its revision.
struct Choices {
    revision: u64,
    events: Vec<Event>,
    nations: Vec<String>,
    years: Vec<i16>,
    championships: Vec<String>,
}

#[derive(Default)]
pub struct Lists {
    tab: Tab,
    of: ListOf,
    /// The text of the day, which holds while it is none.
    day: String,
    championship: String,
    choices: Option<Choices>,
    found: Option<(Wanted, Found)>,
    asked: Option<Wanted>,
}

impl Lists {
    pub fn ui(&mut self, ui: &mut Ui, context: &mut Context<'_>) {
        let revision = context.store.revision();
        let known = self.choices.take().filter(|c| c.revision == revision);
        let choices = known.unwrap_or_else(|| Choices::of(context.store));
        if choices.events.is_empty() {
            self.choices = Some(choices);
            return empty_ui(ui, "No mark of a known event is loaded", "Press Ctrl+O to open files");
        }
        self.settle(context, &choices);
        strip_ui(ui, |ui| {
            for (tab, word) in [
                (Tab::Ranking, "List"),
                (Tab::Records, "Records"),
                (Tab::Places, "Places"),
                (Tab::Medals, "Medals"),
            ] {
                ui.selectable_value(&mut self.tab, tab, word);
            }
            self.choices_ui(ui, context, &choices);
        });
        self.choices = Some(choices);
        let wanted = Wanted {
            revision,
            tab: self.tab,
            of: self.of.clone(),
            championship: self.championship.clone(),
        };
        if self.found.as_ref().is_none_or(|(of, _)| *of != wanted) {
            self.ask(context, &wanted);
        }
        let Some((_, found)) = self.found.as_ref().filter(|(of, _)| *of == wanted) else {
            return empty_ui(ui, "Making the list", "It appears when it is ready");
        };
        found_ui(ui, context, found);
    }

    /// Turns to an event that is loaded: at first that of the race on show.
    fn settle(&mut self, context: &Context<'_>, choices: &Choices) {
        if !choices.events.contains(&self.of.event) {
            let shown = context.session.race.map(|race| context.store.race(race).event());
            let first = shown
                .filter(|e| choices.events.contains(e))
                .unwrap_or(choices.events[0]);
            self.of.event = first;
        }
        if !choices.championships.contains(&self.championship) && !self.championship.is_empty() {
            self.championship.clear();
        }
        if self.tab == Tab::Medals && self.championship.is_empty() {
            self.championship = choices.championships.first().cloned().unwrap_or_default();
        }
    }

    fn ask(&mut self, context: &mut Context<'_>, wanted: &Wanted) {
        if self.asked.as_ref() == Some(wanted) {
            return;
        }
        let (store, of) = (context.store.clone(), wanted.clone());
        self.asked = Some(wanted.clone());
        if store.row_count() <= IMMEDIATE_ROWS {
            return self.take(of.clone(), find(&store, &of));
        }
        let work = move || {
            let found = find(&store, &of);
            Some(Answer::List(Box::new((of, found))))
        };
        context.jobs.ask("Making the list", work);
    }

    /// Takes what was found, unless something else was asked for since.
    pub fn take(&mut self, of: Wanted, found: Found) {
        if self.asked.as_ref() == Some(&of) {
            (self.found, self.asked) = (Some((of, found)), None);
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, context: &Context<'_>, choices: &Choices) {
        choice_ui(ui, "Event", self.of.event.to_string(), 132.0, |ui| {
            for event in &choices.events {
                ui.selectable_value(&mut self.of.event, *event, event.to_string());
            }
        });
        match self.tab {
            Tab::Medals => return self.championship_ui(ui, choices, None),
            Tab::Records => self.championship_ui(ui, choices, Some("Everywhere")),
            Tab::Ranking | Tab::Places => {}
        }
        if self.tab != Tab::Places && self.championship_is_off() {
            from_ui(ui, &mut self.of.from, choices);
        }
        if self.tab == Tab::Ranking {
            year_ui(ui, &mut self.of.year, choices);
            age_ui(ui, &mut self.of.age);
            let mut all = self.of.marks == Marks::All;
            ui.checkbox(&mut all, "All marks")
                .on_hover_text("All marks of an athlete, not the best alone");
            self.of.marks = if all { Marks::All } else { Marks::Best };
            let mut joined = self.of.tracks == Tracks::Joined;
            ui.checkbox(&mut joined, "With short track")
                .on_hover_text("Outdoor and short-track marks in one list");
            self.of.tracks = if joined { Tracks::Joined } else { Tracks::Apart };
        }
        if self.tab != Tab::Records {
            self.day_ui(ui, context);
        }
    }

    fn championship_is_off(&self) -> bool {
        self.tab != Tab::Records || self.championship.is_empty()
    }

    fn championship_ui(&mut self, ui: &mut Ui, choices: &Choices, none: Option<&str>) {
        let shown = match (self.championship.as_str(), none) {
            ("", Some(none)) => none.to_owned(),
            ("", None) => "No championship is loaded".to_owned(),
            (name, _) => name.to_owned(),
        };
        choice_ui(ui, "Championship", shown, 200.0, |ui| {
            if let Some(none) = none {
                ui.selectable_value(&mut self.championship, String::new(), none);
            }
            for name in &choices.championships {
                ui.selectable_value(&mut self.championship, name.clone(), name);
            }
        });
    }

    /// The last day of the list: typed, or that of the race on show.
    fn day_ui(&mut self, ui: &mut Ui, context: &Context<'_>) {
        let full = |text: &str| Date::parse(text).filter(|d| d.day().is_some());
        let edit = TextEdit::singleline(&mut self.day)
            .hint_text("as of 2021-08-07")
            .desired_width(128.0);
        let response = ui
            .add(edit)
            .on_hover_text("The last day of the list; empty for everything loaded");
        if response.changed() {
            match (self.day.trim(), full(&self.day)) {
                ("", _) => self.of.until = Until::Now,
                (_, Some(day)) => self.of.until = Until::Through(day),
                _ => {}
            }
        }
        let day = context
            .session
            .race
            .and_then(|race| context.store.race(race).date())
            .filter(|d| d.day().is_some());
        let Some(day) = day else { return };
        for (word, until, tip) in [
            (
                "Before the race",
                Until::Before(day),
                "Without the day of the race on show",
            ),
            (
                "After the race",
                Until::Through(day),
                "With the day of the race on show, and the ranks before it",
            ),
        ] {
            if ui
                .selectable_label(self.of.until == until, word)
                .on_hover_text(tip)
                .clicked()
            {
                let is_on = self.of.until == until;
                self.of.until = if is_on { Until::Now } else { until };
                self.day = if is_on { String::new() } else { day.to_string() };
            }
        }
    }
}

fn from_ui(ui: &mut Ui, from: &mut From, choices: &Choices) {
    let shown = match &*from {
        From::World => "World".to_owned(),
        From::Area(area) => area.name().to_owned(),
        From::Nation(code) => code.clone(),
    };
    choice_ui(ui, "From", shown, 92.0, |ui| {
        ui.selectable_value(from, From::World, "World");
        for area in Area::ALL {
            ui.selectable_value(from, From::Area(area), area.name());
        }
        ui.separator();
        for code in &choices.nations {
            ui.selectable_value(from, From::Nation(code.clone()), code);
        }
    });
}

fn year_ui(ui: &mut Ui, year: &mut Option<i16>, choices: &Choices) {
    let shown = year.map_or_else(|| "All time".to_owned(), |y| y.to_string());
    choice_ui(ui, "Year", shown, 76.0, |ui| {
        ui.selectable_value(year, None, "All time");
        for of in choices.years.iter().rev() {
            ui.selectable_value(year, Some(*of), of.to_string());
        }
    });
}

fn age_ui(ui: &mut Ui, age: &mut Option<AgeGroup>) {
    let name = |age: AgeGroup| match age {
        AgeGroup::Under(years) => format!("U{years}"),
        AgeGroup::From(years) => format!("{years} and older"),
    };
    let shown = age.map_or_else(|| "All ages".to_owned(), name);
    choice_ui(ui, "Age", shown, 92.0, |ui| {
        ui.selectable_value(age, None, "All ages");
        let young = [16, 18, 20, 23].map(AgeGroup::Under);
        let masters = (35..=80).step_by(5).map(AgeGroup::From);
        for group in young.into_iter().chain(masters) {
            ui.selectable_value(age, Some(group), name(group));
        }
    });
}

impl Choices {
    fn of(store: &Store) -> Self {
        let mut events: Vec<(usize, Event)> = Vec::new();
        let mut years = BTreeSet::new();
        for race in store.races() {
            let event = race.event();
            years.extend(race.date().map(|d| d.year()));
            if event.discipline == Discipline::Unknown {
                continue;
            }
            match events
                .iter_mut()
                .find(|(_, known)| event_key(*known) == event_key(event) && known.sex == event.sex)
            {
                Some((count, _)) => *count += race.rows().len(),
                None => events.push((race.rows().len(), event)),
            }
        }
        // what is loaded most of first
        events.sort_by_key(|(count, event)| (std::cmp::Reverse(*count), *event));
        let nations: BTreeSet<&str> = store.athletes().map(|a| a.nation()).filter(|n| !n.is_empty()).collect();
        Self {
            revision: store.revision(),
            events: events.into_iter().map(|(_, event)| event).collect(),
            nations: nations.into_iter().map(str::to_owned).collect(),
            years: years.into_iter().collect(),
            championships: championships(store).into_iter().map(|(name, _)| name).collect(),
        }
    }
}

fn find(store: &Store, wanted: &Wanted) -> Found {
    let of = &wanted.of;
    match wanted.tab {
        Tab::Ranking => {
            let moved = match of.until {
                Until::Through(day) => Some(moves(store, of, day)),
                _ => None,
            };
            Found::Ranking(List::new(store, of), moved)
        }
        Tab::Records => {
            let whose = match (&of.from, wanted.championship.as_str()) {
                (_, name) if !name.is_empty() => RecordOf::Championship(name.to_owned()),
                (From::World, _) => RecordOf::World,
                (From::Area(area), _) => RecordOf::Area(*area),
                (From::Nation(code), _) => RecordOf::Nation(code.clone()),
            };
            Found::Records(progression(store, of.event, &whose))
        }
        Tab::Places => Found::Places(best_for_place(store, of.event, of.until)),
        Tab::Medals => Found::Medals(medal_table(store, &wanted.championship, Some(of.event))),
    }
}

fn found_ui(ui: &mut Ui, context: &mut Context<'_>, found: &Found) {
    let store = context.store.clone();
    match found {
        Found::Ranking(list, moved) => {
            said_ui(ui, &coverage(&list.coverage, list.listed.len()));
            table_ui(
                ui,
                context,
                "ranking",
                &RankingSheet::new(&store, list, moved.as_deref()),
            );
        }
        Found::Records(marks) => {
            said_ui(
                ui,
                "The best marks so far of those loaded; they are records where the data are whole",
            );
            table_ui(ui, context, "record-progression", &ProgressionSheet::new(&store, marks));
        }
        Found::Places(best) => {
            said_ui(ui, "The best mark loaded of somebody with that place in a race");
            table_ui(ui, context, "places", &PlacesSheet::new(&store, best));
        }
        Found::Medals(table) => {
            let finals: BTreeSet<_> = table
                .iter()
                .flat_map(|n| &n.rows)
                .map(|r| store.row(*r).race().id())
                .collect();
            said_ui(ui, &format!("Medals of {} finals loaded", finals.len()));
            table_ui(ui, context, "medals", &MedalsSheet::new(&store, table));
        }
    }
}

fn coverage(coverage: &Coverage, listed: usize) -> String {
    match listed {
        0 => "No mark loaded is of this list".to_owned(),
        _ => coverage_text(coverage),
    }
}

/// What a list rests on, in quiet.
fn said_ui(ui: &mut Ui, text: &str) {
    let look = theme::look(ui);
    strip_ui(ui, |ui| {
        ui.label(RichText::new(text).size(theme::SMALL).color(look.quiet));
    });
}

fn table_ui(ui: &mut Ui, context: &mut Context<'_>, id: &'static str, sheet: &dyn Sheet) {
    let order: Vec<RowId> = (0..sheet.row_count()).filter_map(|r| sheet.row_id(r)).collect();
    let view = TableView {
        id,
        sheet,
        revision: context.store.revision(),
        subject: None,
        sort: &[],
        order: &order,
        scroll_to: None,
    };
    if let Some(row) = view.ui(ui, context.session, context.commands).opened {
        context
            .commands
            .push(Command::ShowAthlete(context.store.row(row).athlete_id()));
    }
}
