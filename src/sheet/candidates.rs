//! Athletes that are likely one and wait for the user: each pair with what speaks for it and against it.

use super::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::store::{AthleteId, Candidate, RowId, Store, Strength};

/// Pairs in the order given.
pub struct CandidatesSheet<'a> {
    store: &'a Store,
    candidates: &'a [Candidate],
    columns: Vec<Column>,
}

impl<'a> CandidatesSheet<'a> {
    pub fn new(store: &'a Store, candidates: &'a [Candidate]) -> Self {
        let (left, right) = (Align::Left, Align::Right);
        let columns = vec![
            Column::new(
                "athlete",
                "Athlete",
                "Name, nation and birth of the one opened first",
                left,
            )
            .cut_to(220.0),
            Column::new("results", "Results", "Results loaded", right),
            Column::new("other", "Or the same", "Name, nation and birth of the other", left).cut_to(220.0),
            Column::new("other-results", "Results", "Results loaded of the other", right),
            Column::new(
                "strength",
                "One athlete",
                "Likely from 5 points of evidence, possible from 3",
                left,
            ),
            Column::new("points", "Points", "Points for less those against", right),
            Column::new("for", "For", "What speaks for one athlete, the strongest first", left).cut_to(320.0),
            Column::new("against", "Against", "What speaks for two", left).cut_to(220.0),
            Column::new("known", "Known", "What else the files say of the two", left).cut_to(320.0),
        ];
        Self {
            store,
            candidates,
            columns,
        }
    }

    /// The pair of a row.
    pub fn candidate(&self, row: usize) -> Option<&'a Candidate> {
        self.candidates.get(row)
    }
}

/// `Laura Muir GBR 1993-05-09`
pub fn written_as(store: &Store, id: AthleteId) -> String {
    let athlete = store.athlete(id);
    let birth = athlete.birth().map(|d| d.to_string()).unwrap_or_default();
    let parts = [athlete.name(), athlete.nation(), &birth];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

impl Sheet for CandidatesSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.candidates.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let pair = &self.candidates[row];
        let [one, other] = pair.athletes;
        let results = |id: AthleteId| self.store.athlete(id).rows().len().to_string();
        let joined = |texts: &mut dyn Iterator<Item = &str>| texts.collect::<Vec<_>>().join("; ");
        Cell::plain(match column {
            0 => written_as(self.store, one),
            1 => results(one),
            2 => written_as(self.store, other),
            3 => results(other),
            4 => {
                let emphasis = match pair.strength {
                    Strength::Likely => Emphasis::Plain,
                    Strength::Possible => Emphasis::Quiet,
                };
                let text = pair.strength.word().to_owned();
                return Cell {
                    first: Value {
                        text,
                        emphasis,
                        ..Value::default()
                    },
                    second: None,
                };
            }
            5 => pair.points.to_string(),
            6 => joined(&mut pair.speaks_for()),
            7 => joined(&mut pair.speaks_against()),
            _ => joined(&mut pair.is_known()),
        })
    }

    /// The evidence, one a line with its points.
    fn tooltip(&self, row: usize, _column: usize) -> String {
        let line = |e: &crate::store::Evidence| match e.points {
            0 => e.text.clone(),
            points => format!("{points:+}  {}", e.text),
        };
        let lines: Vec<String> = self.candidates[row].evidence.iter().map(line).collect();
        lines.join("\n")
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.store.athlete(self.candidates.get(row)?.athletes[0]).rows().next()
    }
}
