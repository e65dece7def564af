//! A table as a plain description: columns, and cells formatted when asked for. The window shows it, the clipboard and the
//! command line write it.

pub mod athletes;
pub mod candidates;
pub mod compared;
mod field;
pub mod findings;
pub mod flags;
pub mod flat;
pub mod honours;
pub mod listing;
pub mod profile;
pub mod race_splits;
pub mod ranking;
pub mod report;
pub mod results;
pub mod season;
pub mod written;

pub use athletes::AthletesSheet;
pub use candidates::{CandidatesSheet, written_as};
pub use compared::{ComparedSheet, MatrixSheet};
pub use findings::FindingsSheet;
pub use flags::FlagsSheet;
pub use flat::Flat;
pub use honours::{HonoursSheet, MedallistsSheet};
pub use listing::Listing;
pub use profile::{BestsSheet, MeetingsSheet, RivalsSheet};
pub use race_splits::SplitsSheet;
pub use ranking::{MedalsSheet, PlacesSheet, ProgressionSheet, RankingSheet};
pub use report::ReportSheet;
pub use results::ResultsSheet;
pub use season::{SeasonSheet, SeasonsBeforeSheet};
pub use written::WrittenSheet;

use crate::store::{self, RowId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// What a column holds, beside its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Stable name: column widths are kept by it.
    pub key: String,
    pub title: String,
    /// What the column means, with its unit; the heading's tooltip.
    pub definition: String,
    pub align: Align,
    /// Points that long texts are cut to where not all columns have room; any other column is never cut.
    pub cut_to: Option<f32>,
    /// What the store sorts by when the heading is clicked.
    pub sort: Option<store::Column>,
    /// Heading of [`Cell::second`], when the cells have one: the segment that ends at a marker.
    pub second_title: Option<String>,
}

impl Column {
    pub fn new(key: &str, title: &str, definition: &str, align: Align) -> Self {
        Self {
            key: key.to_owned(),
            title: title.to_owned(),
            definition: definition.to_owned(),
            align,
            cut_to: None,
            sort: None,
            second_title: None,
        }
    }

    #[must_use]
    pub fn cut_to(mut self, width: f32) -> Self {
        self.cut_to = Some(width);
        self
    }

    #[must_use]
    pub fn sorted_by(mut self, column: store::Column) -> Self {
        self.sort = Some(column);
        self
    }
}

/// Why a value stands out; shown by weight and symbol as well as by colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    #[default]
    Plain,
    /// Leads at the marker.
    Leader,
    /// Fastest segment of the field.
    Fastest,
    /// Doubtful (terms.md 18); texts have `?` behind it.
    Doubt,
    /// To be read with care: a value on which sources disagree, a warning.
    Caution,
    /// Something went wrong.
    Error,
    /// Known only in part: a status, a position without time.
    Quiet,
}

/// One value with its rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    pub text: String,
    /// Computed rank, such as `=2` or `4 of 11`; empty when there is none.
    pub rank: String,
    pub emphasis: Emphasis,
}

impl Value {
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A cell: a value and, where the column has a second title, the value below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub first: Value,
    pub second: Option<Value>,
}

impl Cell {
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            first: Value::plain(text),
            second: None,
        }
    }
}

/// Columns and cells; rows are counted from 0 in the order shown.
pub trait Sheet {
    fn columns(&self) -> &[Column];

    fn row_count(&self) -> usize;

    /// The cell as shown; only visible ones are asked for.
    fn cell(&self, row: usize, column: usize) -> Cell;

    /// What the value rests on: file and line, sources, readings that disagree; empty when there is nothing to say.
    fn tooltip(&self, row: usize, column: usize) -> String;

    /// The result that the row stands for.
    fn row_id(&self, row: usize) -> Option<RowId>;

    /// How many columns from the left stay in place while the others scroll.
    fn sticky_columns(&self) -> usize {
        0
    }
}
