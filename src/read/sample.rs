//! The embedded sample: real results that are there from the first start, as documents of the RON format.

use super::format::Progress;
use super::import::Import;
use super::open::read_bytes;
use rayon::prelude::*;

macro_rules! part {
    ($name:literal) => {
        (
            concat!("sample/", $name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample/", $name)),
        )
    };
}

/// The documents of the sample with their names, which stand for paths.
pub const SAMPLE: &[(&str, &str)] = &[part!("tokyo-2020-1500m-men.ron")];

/// Reads the whole sample, its documents side by side; one import each, in the order of [`SAMPLE`].
pub fn sample() -> Vec<Import> {
    SAMPLE
        .par_iter()
        .filter_map(|(name, text)| read_bytes(name, text.as_bytes(), &Progress::default()).ok())
        .collect()
}
