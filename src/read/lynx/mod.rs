//! FinishLynx: the comma-separated files of photo-finish timing, one race a file, and the lists of the meet beside them.
//!
//! `.lif` is the result of one race (`result.rs`), `.evt` the start lists (`start_list.rs`), `.ppl` the people (`people.rs`)
//! and `.sch` the running order (`schedule.rs`). A result is completed from the start list and the people of its folder
//! (`companion.rs`). Rule: the vendor's pages on database files and the files that many meet programs write; field numbers
//! in comments count from 1 as those pages do.

mod companion;
mod fields;
mod header;
mod people;
mod person;
mod places;
mod race;
mod result;
mod round;
mod row;
mod schedule;
mod start_list;
mod unsupported;

use std::path::Path;

pub const RESULT: super::Format = result::FORMAT;
pub const START_LIST: super::Format = start_list::FORMAT;
pub const PEOPLE: super::Format = people::FORMAT;
pub const SCHEDULE: super::Format = schedule::FORMAT;
pub const UNSUPPORTED: super::Format = unsupported::FORMAT;

fn has_extension(name: &str, extension: &str) -> bool {
    let own = Path::new(name).extension().and_then(|e| e.to_str());
    own.is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

/// The name without folder and extension.
fn stem(name: &str) -> &str {
    Path::new(name).file_stem().and_then(|s| s.to_str()).unwrap_or(name)
}

/// `1 row`, `2 rows`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
