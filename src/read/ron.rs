//! placeholder

use super::format::{Format, Progress};
use super::import::Import;

pub const FORMAT: Format = Format {
    name: "ron",
    label: "ron",
    extensions: &["ron"],
    score: |_| None,
    read,
};

fn read(_bytes: &[u8], _progress: &Progress) -> Import {
    Import::default()
}
