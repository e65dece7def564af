//! placeholder

use super::format::{Format, Progress};
use super::import::Import;

pub const FORMAT: Format = Format {
    name: "csv",
    label: "csv",
    extensions: &["csv"],
    score: |_| None,
    read,
};

fn read(_bytes: &[u8], _progress: &Progress) -> Import {
    Import::default()
}
