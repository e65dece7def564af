//! Opens the window with the files named on the command line.

use std::path::PathBuf;

fn main() -> eframe::Result {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    homestraight::desk::run(paths)
}
