//! The tables of facts beside the project, as rows by the names of their columns.

#[path = "../real_files/mod.rs"]
mod real_files;

use std::collections::BTreeMap;
use std::path::Path;

pub type Fact = BTreeMap<String, String>;

/// `None` without the tables, which the test then says.
pub fn fact_table(name: &str) -> Option<Vec<Fact>> {
    let path = real_files::real_file(Path::new("facts").join(name))?;
    let text = std::fs::read_to_string(path).expect("readable");
    let mut lines = text.lines().map(cells);
    let header = lines.next()?;
    Some(lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect())
}

/// The cells of a line, in quotes where they hold a comma.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("one").push(c),
        }
    }
    cells
}
