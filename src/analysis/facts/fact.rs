//! A fact: a sentence with everything that stands behind it.

use super::Kind;
use super::unusual::Unusual;
use crate::analysis::RaceSplits;
use crate::analysis::doubts;
use crate::analysis::splits::{LeaderPoint, Line, Told};
use crate::model::{Reading, Time};
use crate::store::{RowId, RowView, Store, times_agree};

/// One thing that can be said of a race.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Stable name of its [`Kind`].
    pub kind: &'static str,
    /// Plain English, with a full stop.
    pub sentence: String,
    pub figures: Vec<Figure>,
    /// How the figures come about.
    pub formula: &'static str,
    /// The section of the product's terms that defines it.
    pub section: &'static str,
    /// What was looked through: `this race`, `38 men's 1500 m races loaded`.
    pub scope: String,
    pub certainty: Certainty,
    pub unusual: Unusual,
    /// The results it rests on; the first is that of whom the sentence is about. None where a source tells of a leader
    /// without a name alone.
    pub rows: Vec<RowId>,
    /// The passings it rests on.
    pub passings: Vec<Passed>,
    /// Where what it rests on stands, each place once; [`Fact::source_texts`] writes them.
    pub sources: Vec<Told>,
}

/// A value of a fact, as text with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// `margin`, `time`, `800 m`; stable.
    pub name: String,
    /// As the sport writes it, at the precision of what it rests on; an estimate with `≈`.
    pub value: String,
    /// `s`, `m`; empty for a number, a name, and a time with a colon.
    pub unit: &'static str,
}

/// A passing of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    pub row: RowId,
    /// Distance from the start.
    pub marker_mm: u32,
}

/// How sure the figures are: as sure as the least sure of the values that they rest on (terms.md 18).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// As recorded.
    #[default]
    Recorded,
    /// Sources disagree on one of the values.
    Disputed,
    /// One of the values is derived or interpolated.
    Estimate,
    /// One of the values is doubtful.
    Doubtful,
}

impl Certainty {
    /// Empty for a recorded value.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Recorded => "",
            Self::Disputed => "disputed",
            Self::Estimate => "estimate",
            Self::Doubtful => "doubtful",
        }
    }
}

impl Fact {
    pub(super) fn new(kind: &Kind, sentence: String) -> Self {
        Self {
            kind: kind.name,
            sentence: String::new(),
            figures: Vec::new(),
            formula: kind.formula,
            section: kind.section,
            scope: "this race".to_owned(),
            certainty: Certainty::Recorded,
            unusual: Unusual::NOT,
            rows: Vec::new(),
            passings: Vec::new(),
            sources: Vec::new(),
        }
        .says(sentence)
    }

    /// Sets the sentence; behind a name that ends with a full stop it needs no other.
    #[must_use]
    pub(super) fn says(self, sentence: String) -> Self {
        let sentence = match sentence.strip_suffix("..") {
            Some(rest) => format!("{rest}."),
            None => sentence,
        };
        Self { sentence, ..self }
    }

    /// The value of a figure.
    pub fn figure(&self, name: &str) -> Option<&str> {
        let figure = self.figures.iter().find(|f| f.name == name)?;
        Some(figure.value.as_str())
    }

    /// `results.csv, line 12`, with the citation where there is one, in the order of what it rests on.
    pub fn source_texts(&self, store: &Store) -> Vec<String> {
        let text = |told: &Told| store.race(told.race).describe(told.origin);
        self.sources.iter().map(text).collect()
    }

    #[must_use]
    pub(super) fn with(self, name: impl Into<String>, value: impl ToString) -> Self {
        self.with_unit(name, value, "")
    }

    #[must_use]
    pub(super) fn with_unit(mut self, name: impl Into<String>, value: impl ToString, unit: &'static str) -> Self {
        let (name, value) = (name.into(), value.to_string());
        self.figures.push(Figure { name, value, unit });
        self
    }

    #[must_use]
    pub(super) fn scope(self, scope: String) -> Self {
        Self { scope, ..self }
    }

    #[must_use]
    pub(super) fn unusual(self, unusual: Unusual) -> Self {
        Self { unusual, ..self }
    }

    #[must_use]
    pub(super) fn certainty(mut self, certainty: Certainty) -> Self {
        self.certainty = self.certainty.max(certainty);
        self
    }

    /// Adds a result that the fact rests on, with what is said of its mark.
    #[must_use]
    pub(super) fn row(mut self, row: RowView<'_>) -> Self {
        if !self.rows.contains(&row.id()) {
            self.rows.push(row.id());
            let race = row.race().id();
            self.source(Told {
                race,
                origin: row.origin(),
            });
        }
        self
    }

    /// The same of a fact that speaks of the mark.
    #[must_use]
    pub(super) fn mark(self, store: &Store, row: RowView<'_>) -> Self {
        self.row(row).certainty(certainty_of(store, row))
    }

    /// The same of many results, each different from the others and from those that the fact rests on already.
    #[must_use]
    pub(super) fn marks<'a>(mut self, store: &Store, rows: impl Iterator<Item = RowView<'a>>) -> Self {
        for row in rows {
            let told = Told {
                race: row.race().id(),
                origin: row.origin(),
            };
            self.rows.push(row.id());
            if self.sources.last() != Some(&told) {
                self.sources.push(told);
            }
            self.certainty = self.certainty.max(certainty_of(store, row));
        }
        self
    }

    /// A duration in seconds, or with a colon and without unit.
    #[must_use]
    pub(super) fn with_duration(self, name: impl Into<String>, text: String) -> Self {
        let unit = if text.contains(':') { "" } else { "s" };
        self.with_unit(name, text, unit)
    }

    /// Adds a passing of which a source reports the position alone.
    #[must_use]
    pub(super) fn report(mut self, splits: &RaceSplits, line: &Line, at: usize) -> Self {
        let passed = Passed {
            row: line.row,
            marker_mm: splits.markers[at].mm,
        };
        if !self.passings.contains(&passed) {
            self.passings.push(passed);
            line.points[at].told.into_iter().for_each(|told| self.source(told));
        }
        self
    }

    /// Adds the time of a line at the marker of an index.
    #[must_use]
    pub(super) fn passing(self, splits: &RaceSplits, line: &Line, at: usize) -> Self {
        let point = &line.points[at];
        let certainty = match () {
            () if point.doubt.is_some() => Certainty::Doubtful,
            () if point.estimate => Certainty::Estimate,
            () if is_disputed(point.time, &point.alternatives) => Certainty::Disputed,
            () => Certainty::Recorded,
        };
        self.report(splits, line, at).certainty(certainty)
    }

    /// Adds the leader's passing at a marker, whoever led.
    #[must_use]
    pub(super) fn leader(mut self, point: &LeaderPoint) -> Self {
        point.told.into_iter().for_each(|told| self.source(told));
        self.certainty(match () {
            () if point.estimate => Certainty::Estimate,
            () if is_disputed(Some(point.time), &point.alternatives) => Certainty::Disputed,
            () => Certainty::Recorded,
        })
    }

    pub(super) fn source(&mut self, told: Told) {
        if !self.sources.contains(&told) {
            self.sources.push(told);
        }
    }
}

/// Whether another source contradicts a time.
fn is_disputed(own: Option<Time>, others: &[(Reading, Told)]) -> bool {
    let others = others.iter().filter_map(|(reading, _)| reading.time());
    own.is_some_and(|own| others.into_iter().any(|other| !times_agree(own, other)))
}

/// How sure the mark of a result is.
fn certainty_of(store: &Store, row: RowView<'_>) -> Certainty {
    match () {
        () if doubts(store).marks.contains_key(&row.id()) => Certainty::Doubtful,
        () if row.mark().is_estimate() => Certainty::Estimate,
        () if row.is_mark_disputed() => Certainty::Disputed,
        () => Certainty::Recorded,
    }
}
