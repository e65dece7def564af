//! Results: of one race, or of all races loaded; one row a result.
//!
//! The gap is that to the winner of the row's race and blank where the winner is not loaded (terms.md 6). A column without
//! any value is left out; over several races also one whose value never changes.

use super::{Align, Cell, Column, Emphasis, Sheet, Value};
use crate::analysis::doubts;
use crate::analysis::gap::gap_to_winner;
use crate::model::Status;
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
    /// In the order of the columns of one race: what is the same for all its rows stands last.
    const OF_RACE: [Field; 16] = [
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

    /// In the order of the columns of several races: what tells the races apart stands beside the mark.
    const OF_RACES: [Field; 16] = [
        Self::Place,
        Self::Athlete,
        Self::Nation,
        Self::Mark,
        Self::Event,
        Self::Date,
        Self::Meet,
        Self::Round,
        Self::Gap,
        Self::Qualification,
        Self::Flags,
        Self::Age,
        Self::Team,
        Self::Bib,
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
            )
            .sorted_by(store::Column::Place),
            Self::Bib => new("bib", "Bib", "Start number", right)
                .cut_to(80.0)
                .sorted_by(store::Column::Bib),
            Self::Athlete => new("athlete", "Athlete", "Name as the file writes it", left)
                .cut_to(144.0)
                .sorted_by(store::Column::Athlete),
            Self::Nation => new("nation", "Nation", "Code of the nation", left)
                .cut_to(80.0)
                .sorted_by(store::Column::Nation),
            Self::Team => new("team", "Team", "Team or club in this race", left)
                .cut_to(120.0)
                .sorted_by(store::Column::Team),
            Self::Mark => new(
                "mark",
                "Mark",
                "Time, length or points, with the precision of the source",
                right,
            )
            .sorted_by(store::Column::Mark),
            Self::Gap => new("gap", "Gap", "Behind the winner, s", right).sorted_by(store::Column::Gap),
            Self::Qualification => new(
                "qualification",
                "Q",
                "Q advanced by place, q by time, qR by the referee, qJ by the jury, qD by draw",
                left,
            )
            .sorted_by(store::Column::Qualification),
            Self::Flags => new("flags", "Flags", "Records and bests as the file writes them", left)
                .cut_to(100.0)
                .sorted_by(store::Column::Flags),
            Self::Age => new("age", "Age", "Years on the day", right).sorted_by(store::Column::Age),
            Self::Date => new("date", "Date", "Day of the race", left).sorted_by(store::Column::Date),
            Self::Meet => new("meet", "Meet", "Name of the meet", left)
                .cut_to(180.0)
                .sorted_by(store::Column::Meet),
            Self::Event => new("event", "Event", "Sex, distance and kind", left)
                .cut_to(112.0)
                .sorted_by(store::Column::Event),
            Self::Round => new("round", "Round", "Round and heat", left)
                .cut_to(112.0)
                .sorted_by(store::Column::Round),
            Self::Venue => new("venue", "Venue", "Stadium and place", left).cut_to(160.0),
            Self::Note => new("note", "Note", "Remarks of the source", left).cut_to(160.0),
        }
    }

    fn is_present(self, row: RowView<'_>) -> bool {
        match self {
            Self::Place | Self::Athlete | Self::Mark => true,
            Self::Bib => !row.bib().is_empty(),
            Self::Nation => !row.nation().is_empty(),
            Self::Team => !row.team().is_empty(),
            Self::Gap => gap_to_winner(row).is_some(),
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

    /// Whether two rows have the same value.
    fn is_same(self, a: RowView<'_>, b: RowView<'_>) -> bool {
        let in_one_race = || a.race().id() == b.race().id() && !a.race().is_list();
        match self {
            Self::Bib => a.bib() == b.bib(),
            Self::Athlete => a.athlete_id() == b.athlete_id(),
            Self::Nation => a.nation() == b.nation(),
            Self::Team => a.team() == b.team(),
            Self::Date => a.date() == b.date(),
            Self::Meet => a.meet_name() == b.meet_name(),
            Self::Note => a.note() == b.note(),
            Self::Event | Self::Round | Self::Venue if in_one_race() => true,
            _ => self.text(a) == self.text(b),
        }
    }

    fn text(self, row: RowView<'_>) -> String {
        match self {
            Self::Place => row.place_text(),
            Self::Bib => row.bib().to_owned(),
            Self::Athlete => row.name().to_owned(),
            Self::Nation => row.nation().to_owned(),
            Self::Team => row.team().to_owned(),
            Self::Mark => row.mark_or_status(),
            Self::Gap => gap_text(row),
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

/// Why a mark stands out: it is doubtful, or other files contradict it; or it is a status.
pub(super) fn mark_emphasis(store: &Store, row: RowView<'_>) -> Emphasis {
    match row.status() {
        _ if doubts(store).marks.contains_key(&row.id()) => Emphasis::Doubt,
        _ if row.is_mark_disputed() => Emphasis::Caution,
        Status::None => Emphasis::Plain,
        _ => Emphasis::Quiet,
    }
}

/// The gap as shown: with the mark of an estimate it has at most one decimal (terms.md 2.6).
fn gap_text(row: RowView<'_>) -> String {
    let Some(gap) = gap_to_winner(row) else {
        return String::new();
    };
    if row.mark().is_estimate() {
        format!("≈{}", gap.as_estimate())
    } else {
        gap.to_string()
    }
}

/// The columns of a results table, which depend on what its rows hold; found once for a set of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultsColumns {
    fields: Vec<Field>,
    columns: Vec<Column>,
}

impl ResultsColumns {
    /// For the rows of one race or list.
    pub fn of_race(store: &Store, rows: impl IntoIterator<Item = RowId>) -> Self {
        Self::new(store, rows, &Field::OF_RACE, &Field::OF_RACE)
    }

    /// For the rows of several races.
    pub fn of_races(store: &Store, rows: impl IntoIterator<Item = RowId>) -> Self {
        let kept = [Field::Place, Field::Athlete, Field::Mark, Field::Event];
        Self::new(store, rows, &Field::OF_RACES, &kept)
    }

    /// For the rows of one athlete.
    pub fn of_athlete(store: &Store, rows: &[RowId]) -> Self {
        let kept = [Field::Place, Field::Mark, Field::Event];
        Self::new(store, rows.iter().copied(), &Field::OF_RACES, &kept)
    }

    /// Looks at every row until each kind of value is met and, unless `kept` in any case, met in two forms.
    fn new(store: &Store, rows: impl IntoIterator<Item = RowId>, order: &[Field], kept: &[Field]) -> Self {
        let mut absent: Vec<Field> = order.to_vec();
        let mut same: Vec<Field> = order.iter().filter(|f| !kept.contains(f)).copied().collect();
        let (mut first, mut count) = (None, 0);
        for row in rows {
            let row = store.row(row);
            let first = *first.get_or_insert(row);
            same.retain(|f| f.is_same(first, row));
            absent.retain(|f| !f.is_present(row));
            count += 1;
            if absent.is_empty() && same.is_empty() {
                break;
            }
        }
        let is_shown = |f: &Field| !absent.contains(f) && (count < 2 || !same.contains(f));
        let fields: Vec<Field> = order.iter().copied().filter(is_shown).collect();
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
            Field::Mark => mark_emphasis(self.store, row),
            Field::Place if row.is_place_disputed() => Emphasis::Caution,
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

    fn tooltip(&self, row: usize, column: usize) -> String {
        let row = self.store.row(self.rows[row]);
        let doubt = doubts(self.store).marks.get(&row.id());
        let of_mark = doubt.filter(|_| self.columns.fields[column] == Field::Mark);
        let doubt = of_mark.map_or(String::new(), |d| format!("Doubtful: {}\n", d.text()));
        format!("{doubt}{}", row.sources_text())
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
        let columns = ResultsColumns::of_race(&store, rows.iter().copied());
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

    #[test]
    fn what_never_changes_is_left_out_over_several_races() {
        let store = Store::new(1, vec![Arc::new(fixture::final_1500())]);
        let rows: Vec<RowId> = store.race(RaceId(0)).rows().collect();
        let titles = |columns: &ResultsColumns| columns.columns.iter().map(|c| c.title.clone()).collect::<Vec<_>>();
        let races = ResultsColumns::of_races(&store, rows.iter().copied());
        assert_eq!(
            titles(&races),
            ["Place", "Athlete", "Nation", "Mark", "Event", "Gap", "Age"]
        );
        let one = ResultsColumns::of_athlete(&store, &rows[..1]);
        let all = [
            "Place", "Athlete", "Nation", "Mark", "Event", "Date", "Meet", "Round", "Gap", "Age", "Venue",
        ];
        assert_eq!(titles(&one), all, "one row alone does not say what changes");
    }
}
