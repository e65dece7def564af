//! Where the real files stand that tests read in place: they are no part of the project, and a test without them passes
//! with a word.

use std::path::{Path, PathBuf};

/// The path of a real file or folder, given from the shared folder on; `None`, said in a line, when it is not there.
pub fn real_file(path: impl AsRef<Path>) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("HOMESTRAIGHT_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}
