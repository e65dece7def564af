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
pub const SAMPLE: &[(&str, &str)] = &[
    part!("tokyo-2020-1500m-men.ron"),
    part!("athletes.ron"),
    part!("season-2021.ron"),
    part!("head-to-head.ron"),
    part!("all-time-1500m.ron"),
    part!("records-1500m.ron"),
    part!("olympic-medallists-1500m.ron"),
    part!("finals-1500m-men.ron"),
    part!("finals-1500m-women.ron"),
    part!("rome-2024.ron"),
    part!("tokyo-2020-1500m-women.ron"),
    part!("moscow-2013-1500m-women.ron"),
];

/// Reads the whole sample, its documents side by side; one import each, in the order of [`SAMPLE`].
pub fn sample() -> Vec<Import> {
    SAMPLE
        .par_iter()
        .filter_map(|(name, text)| read_bytes(name, text.as_bytes(), &Progress::default()).ok())
        .collect()
}
