//! Results: of one race, or of all races loaded; one row a result.
//!
//! The gap is that to the winner of the row's race and blank where the winner is not loaded (terms.md 6). A column without
//! any value is left out.

use super::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::model::{Gap, Status};
use crate::store::{self, RowId, RowView, Store};

/// A kind of value that a result has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Place,
    Bib,
    Athlete,
    Nation,
    Team,
    Mark,
    Gap,
    Qualification,
    Flags,
    Age,
    Date,
    Meet,
    Event,
    Round,
    Venue,
    Note,
}

impl Field {
    const ALL: [Field; 16] = [
        Self::Place,
        Self::Athlete,
        Self::Bib,
        Self::Nation,
        Self::Team,
        Self::Mark,
        Self::Gap,
        Self::Qualification,
        Self::Flags,
        Self::Age,
        Self::Date,
        Self::Meet,
        Self::Event,
        Self::Round,
        Self::Venue,
        Self::Note,
    ];

    fn column(self) -> Column {
        let new = Column::new;
        let (left, right) = (Align::Left, Align::Right);
        match self {
            Self::Place => new(
                "place",
                "Place",
                "Official place in the race; in a list, the rank that the list states",
                right,
                56.0,
            )
            .sorted_by(store::Column::Place),
            Self::Bib => new("bib", "Bib", "Start number", right, 56.0).sorted_by(store::Column::Bib),
            Self::Athlete => {
                new("athlete", "Athlete", "Name as the file writes it", left, 184.0).sorted_by(store::Column::Athlete)
            }
            Self::Nation => new("nation", "Nation", "Code of the nation", left, 64.0).sorted_by(store::Column::Nation),
            Self::Team => new("team", "Team", "Team or club in this race", left, 140.0).sorted_by(store::Column::Team),
            Self::Mark => new(
                "mark",
                "Mark",
                "Time, length or points, with the precision of the source",
                right,
                84.0,
            )
            .sorted_by(store::Column::Mark),
            Self::Gap => new("gap", "Gap", "Behind the winner, s", right, 72.0).sorted_by(store::Column::Gap),
            Self::Qualification => new(
                "qualification",
                "Q",
                "Q advanced by place, q by time, qR by the referee, qJ by the jury, qD by draw",
                left,
                40.0,
            )
            .sorted_by(store::Column::Qualification),
            Self::Flags => new(
                "flags",
                "Flags",
                "Records and bests as the file writes them",
                left,
                120.0,
            )
            .sorted_by(store::Column::Flags),
            Self::Age => new("age", "Age", "Years on the day", right, 48.0).sorted_by(store::Column::Age),
            Self::Date => new("date", "Date", "Day of the race", left, 88.0).sorted_by(store::Column::Date),
            Self::Meet => new("meet", "Meet", "Name of the meet", left, 208.0).sorted_by(store::Column::Meet),
            Self::Event => new("event", "Event", "Sex, distance and kind", left, 120.0).sorted_by(store::Column::Event),
            Self::Round => new("round", "Round", "Round and heat", left, 108.0).sorted_by(store::Column::Round),
            Self::Venue => new("venue", "Venue", "Stadium and place", left, 200.0),
            Self::Note => new("note", "Note", "Remarks of the source", left, 200.0),
        }
    }

    fn is_present(self, row: RowView<'_>) -> bool {
        match self {
            Self::Place | Self::Athlete | Self::Mark => true,
            Self::Bib => !row.bib().is_empty(),
            Self::Nation => !row.nation().is_empty(),
            Self::Team => !row.team().is_empty(),
            Self::Gap => gap(row).is_some(),
            Self::Qualification => row.qualification() != crate::model::Qualification::None,
            Self::Flags => row.flags().next().is_some(),
            Self::Age => age(row).is_some(),
            Self::Date => row.date().is_some(),
            Self::Meet => !row.meet_name().is_empty(),
            Self::Event => row.race().event().distance_mm > 0 || !row.race().title().is_empty(),
            Self::Round => row.race().round() != crate::model::Round::Unknown || row.race().heat().is_some(),
            Self::Venue => !row.venue().is_empty(),
            Self::Note => !row.note().is_empty(),
        }
    }

    fn text(self, row: RowView<'_>) -> String {
        match self {
            Self::Place => row.place().map(|p| p.to_string()).unwrap_or_default(),
            Self::Bib => row.bib().to_owned(),
            Self::Athlete => row.name().to_owned(),
            Self::Nation => row.nation().to_owned(),
            Self::Team => row.team().to_owned(),
            Self::Mark => row.mark_or_status(),
            Self::Gap => gap(row).map(|g| g.to_string()).unwrap_or_default(),
            Self::Qualification => row.qualification().to_string(),
            Self::Flags => row.flags_text(),
            Self::Age => age(row).map(|a| a.to_string()).unwrap_or_default(),
            Self::Date => row.date().map(|d| d.to_string()).unwrap_or_default(),
            Self::Meet => row.meet_name().to_owned(),
            Self::Event => match row.race().event().to_string() {
                event if event.is_empty() => row.race().title().to_owned(),
                event => event,
            },
            Self::Round if row.race().is_list() => row.race().title().to_owned(),
            Self::Round => row.race().round_text(),
            Self::Venue => row.venue(),
            Self::Note => row.note().to_owned(),
        }
    }
}

fn age(row: RowView<'_>) -> Option<u16> {
    row.age_on_day()
        .map(|(years, _)| years)
        .or(row.stated_age().map(u16::from))
}

/// Behind the winner of the row's race; `None` for a status and where the winner is not loaded.
pub fn gap(row: RowView<'_>) -> Option<Gap> {
    let mark = row.mark().time().filter(|_| row.status() == Status::None)?;
    Some(Gap::between(mark, row.shown_race().winner_time()?))
}

/// The columns of a results table, which depend on what its rows hold; found once for a set of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultsColumns {
    fields: Vec<Field>,
    columns: Vec<Column>,
}

impl ResultsColumns {
    /// Looks at every row until each kind of value is met.
    pub fn of(store: &Store, rows: &[RowId]) -> Self {
        let mut wanted: Vec<Field> = Field::ALL.to_vec();
        let mut present = Vec::new();
        for row in rows {
            let row = store.row(*row);
            wanted.retain(|f| {
                let is_present = f.is_present(row);
                if is_present {
                    present.push(*f);
                }
                !is_present
            });
            if wanted.is_empty() {
                break;
            }
        }
        let fields: Vec<Field> = Field::ALL.into_iter().filter(|f| present.contains(f)).collect();
        let columns = fields.iter().map(|f| f.column()).collect();
        Self { fields, columns }
    }
}

/// Results in a given order.
pub struct ResultsSheet<'a> {
    pub store: &'a Store,
    pub rows: &'a [RowId],
    pub columns: &'a ResultsColumns,
}

impl Sheet for ResultsSheet<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns.columns
    }

    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let row = self.store.row(self.rows[row]);
        let field = self.columns.fields[column];
        let emphasis = match field {
            Field::Mark | Field::Place if row.is_disputed() => Emphasis::Doubt,
            Field::Mark if row.status() != Status::None => Emphasis::Quiet,
            _ => Emphasis::Plain,
        };
        Cell {
            first: Value {
                text: field.text(row),
                rank: String::new(),
                emphasis,
            },
            second: None,
        }
    }

    fn tooltip(&self, row: usize, _column: usize) -> String {
        self.store.row(self.rows[row]).sources_text()
    }

    fn row_id(&self, row: usize) -> Option<RowId> {
        self.rows.get(row).copied()
    }

    fn sticky_columns(&self) -> usize {
        self.columns
            .fields
            .iter()
            .position(|f| *f == Field::Athlete)
            .map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{RaceId, fixture};
    use std::sync::Arc;

    #[test]
    fn the_final_of_the_worked_example() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let rows: Vec<RowId> = store.race(RaceId(0)).rows().collect();
        let columns = ResultsColumns::of(&store, &rows);
        let sheet = ResultsSheet {
            store: &store,
            rows: &rows,
            columns: &columns,
        };
        let titles: Vec<&str> = sheet.columns().iter().map(|c| c.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Place", "Athlete", "Nation", "Mark", "Gap", "Age", "Date", "Meet", "Event", "Round", "Venue"
            ]
        );
        let cells = |column: usize| (0..4).map(|r| sheet.cell(r, column).first.text).collect::<Vec<_>>();
        // terms.md 20: margins +0.69, +0.73, +1.24
        assert_eq!(cells(3), ["3:28.32", "3:29.01", "3:29.05", "3:29.56"]);
        assert_eq!(cells(4), ["0.00", "+0.69", "+0.73", "+1.24"]);
        assert_eq!(cells(5), ["20", "25", "23", "24"]);
    }
}
