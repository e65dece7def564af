//! Store to figures: free functions, one idea of terms.md a file; the only place where a formula stands.

pub mod bests;
pub mod closing;
pub mod doubt;
pub mod interpolate;
pub mod loss;
pub mod pace;
pub mod percent;
pub mod performances;
pub mod quartiles;
pub mod rank;
mod readings;
pub mod rivals;
pub mod replay;
pub mod splits;

pub use rank::{Rank, ranks};
pub use splits::RaceSplits;
