//! Store to figures: free functions, one idea of terms.md a file; the only place where a formula stands.

pub mod bests;
pub mod career;
mod chronology;
pub mod closing;
pub mod compared;
pub mod composite;
mod doubt;
mod doubts;
pub mod facts;
pub mod form;
pub mod gap;
mod grid;
pub mod interpolate;
mod leader;
pub mod loss;
pub mod meetings;
pub mod pace;
pub mod percent;
pub mod performances;
mod place_order;
pub mod points;
pub mod profile;
pub mod quartiles;
pub mod rank;
pub mod ranking;
mod readings;
pub mod replay;
pub mod rivals;
pub mod rounds;
pub mod splits;
pub mod variability;

pub use compared::Compared;
pub use doubts::doubts;
pub use facts::{Fact, facts};
pub use rank::{Rank, ranks};
pub use splits::RaceSplits;
