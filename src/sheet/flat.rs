//! Results with everything that a table can hold of them, one row a result, under captions that the reader of tables
//! knows: what is written as CSV and XLSX.
//!
//! Of a marker with several readings the preferred time stands; positions, alternatives and the leader's passings need RON
//! or JSON.

use super::{Align, Cell, Column, Sheet};
use crate::model::Distance;
use crate::model::Standing;
use crate::model::mark::wind_text;
use crate::model::time::reaction_text;
use crate::store::{RowId, RowView, Store};
use std::collections::BTreeSet;

/// Caption of a column and whether it is of numbers or times.
type Field = (&'static str, Align, fn(RowView<'_>) -> String);

const FIELDS: [Field; 26] = [
    ("Meet", Align::Left, |r| r.meet_name().to_owned()),
    ("Venue", Align::Left, |r| r.venue()),
    ("Date", Align::Left, |r| {
        r.date().map(|d| d.to_string()).unwrap_or_default()
    }),
    ("Event", Align::Left, event),
    ("Sex", Align::Left, |r| r.race().event().sex.word().to_owned()),
    ("Indoor", Align::Left, |r| {
        if r.race().event().indoor {
            "yes".into()
        } else {
            String::new()
        }
    }),
    ("Round", Align::Left, |r| r.race().round().word().to_owned()),
    ("Heat", Align::Right, |r| number(r.race().heat().map(u32::from))),
    ("Place", Align::Right, |r| number(r.place())),
    ("Bib", Align::Right, |r| r.bib().to_owned()),
    ("Athlete", Align::Left, |r| r.name().to_owned()),
    ("Nation", Align::Left, |r| r.nation().to_owned()),
    ("Birth date", Align::Left, |r| {
        r.athlete().birth().map(|d| d.to_string()).unwrap_or_default()
    }),
    ("Age", Align::Right, |r| number(r.stated_age().map(u32::from))),
    ("Team", Align::Left, |r| r.team().to_owned()),
    ("Time", Align::Right, |r| r.mark().to_string()),
    ("Status", Align::Left, |r| r.status().code().to_owned()),
    ("Qualified", Align::Left, |r| r.qualification().to_string()),
    ("Flags", Align::Left, |r| r.flags_text()),
    ("Net time", Align::Right, |r| {
        r.net().map(|net| net.to_string()).unwrap_or_default()
    }),
    ("Lane", Align::Right, |r| number(r.lane().map(u32::from))),
    ("Reaction", Align::Right, |r| {
        r.reaction_ms().map(reaction_text).unwrap_or_default()
    }),
    ("Wind", Align::Right, |r| {
        r.wind_tenths().map(wind_text).unwrap_or_default()
    }),
    ("Category", Align::Left, |r| r.category().to_owned()),
    ("Note", Align::Left, |r| r.note().to_owned()),
    ("Source", Align::Left, |r| r.citation().to_owned()),
];

fn number(value: Option<u32>) -> String {
    value.filter(|n| *n > 0).map(|n| n.to_string()).unwrap_or_default()
}

/// The event without its sex, or the title where it is not known.
fn event(row: RowView<'_>) -> String {
    match row.race().event().name() {
        name if name.is_empty() => row.race().title().to_owned(),
        name => name,
    }
}

/// Rows of any races and lists with their passings.
pub struct Flat<'a> {
    store: &'a Store,
    rows: Vec<RowId>,
    /// The fields that some row has, then one column for each marker of the races.
    fields: Vec<Field>,
    /// Distances in millimetres.
    markers: Vec<u32>,
    columns: Vec<Column>,
}

impl<'a> Flat<'a> {
    pub fn new(store: &'a Store, rows: Vec<RowId>) -> Self {
        let has = |field: &Field| rows.iter().any(|row| !(field.2)(store.row(*row)).is_empty());
        let fields: Vec<Field> = FIELDS.into_iter().filter(has).collect();
        let races: BTreeSet<_> = rows.iter().map(|r| store.row(*r).race().id()).collect();
        let markers: BTreeSet<u32> = races.iter().flat_map(|r| store.race(*r).markers()).copied().collect();
        let markers: Vec<u32> = markers.into_iter().collect();
        let captions = fields.iter().map(|(caption, align, _)| (caption.to_string(), *align));
        let of_markers = markers.iter().map(|mm| (Distance(*mm).to_string(), Align::Right));
        let columns = captions.chain(of_markers);
        Self {
            store,
            rows,
            columns: columns
                .map(|(title, align)| Column::new(&title, &title, "", align))
                .collect(),
            fields,
            markers,
        }
    }

    fn passing(&self, row: RowView<'_>, marker_mm: u32) -> String {
        let Some(marker) = row.race().markers().iter().position(|mm| *mm == marker_mm) else {
            return String::new();
        };
        let mut of_marker = row.passings().iter().filter(|p| p.marker() == marker);
        let passing = of_marker.find(|p| p.standing() == Standing::Preferred && p.time().is_some());
        let Some((passing, time)) = passing.and_then(|p| Some((p, p.time()?))) else {
            return String::new();
        };
        match passing.is_estimate() {
            true => format!("≈{}", time.as_estimate()),
            false => time.to_string(),
        }
    }
}

impl Sheet for Flat<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let row = self.store.row(self.rows[row]);
        Cell::plain(match self.fields.get(column) {
            Some((_, _, text)) => text(row),
            None => self.passing(row, self.markers[column - self.fields.len()]),
        })
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.rows[row]).origin_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.rows.get(row).copied()
    }
}
