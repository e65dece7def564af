//! A file is written beside its place, flushed and then renamed, so that a failure leaves what was there before.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes the bytes to `path`; the error says which file and why.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let sentence = |e: &dyn std::fmt::Display| format!("{} could not be saved: {e}", path.display());
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = temporary(folder).map_err(|e| sentence(&e))?;
    file.write_all(bytes).map_err(|e| sentence(&e))?;
    file.as_file().sync_all().map_err(|e| sentence(&e))?;
    file.persist(path).map_err(|e| sentence(&e.error))?;
    Ok(())
}

/// A new file with the rights that a program's files usually have.
fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".homestraight-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The path with `extension`, unless it ends so already (dialogs do not add it everywhere).
pub fn with_extension(path: &Path, extension: &str) -> PathBuf {
    let has = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
    if has {
        return path.to_owned();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{extension}"));
    path.with_file_name(name)
}

/// A file name for a title: `Men 1500 m, final: gap` becomes `men-1500-m-final-gap`.
pub fn name_for(title: &str) -> String {
    let words = crate::model::text::words(title);
    let name: String = words.join("-").chars().take(80).collect();
    if name.is_empty() { "chart".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("chart.svg");
        save(&path, b"one").expect("saved");
        save(&path, b"two").expect("saved again");
        assert_eq!(std::fs::read(&path).expect("read"), b"two");
        let left: Vec<_> = std::fs::read_dir(folder.path()).expect("folder").collect();
        assert_eq!(left.len(), 1, "no temporary file is left");
        let nowhere = save(&folder.path().join("no/such/folder.svg"), b"x").expect_err("no folder");
        assert!(nowhere.contains("could not be saved"));
    }

    #[test]
    fn names_and_extensions() {
        assert_eq!(
            name_for("Men 1500 m, final: gap to the leader"),
            "men-1500-m-final-gap-to-the-leader"
        );
        assert_eq!(name_for("…"), "chart");
        assert_eq!(with_extension(Path::new("/a/b.SVG"), "svg"), Path::new("/a/b.SVG"));
        assert_eq!(with_extension(Path::new("/a/v1.2"), "pdf"), Path::new("/a/v1.2.pdf"));
    }
}
