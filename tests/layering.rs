//! A module imports only from modules above it in the list of `src/lib.rs`, and egui is known to `desk` alone.

use std::fs;
use std::path::{Path, PathBuf};

const LAYERS: [&str; 10] = [
    "model", "read", "store", "analysis", "sheet", "chart", "page", "session", "desk", "cli",
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The layers that a source text names after `crate::`, alone or in braces.
fn imports(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list.split([',', '}']).map(str::trim).collect::<Vec<_>>(),
            None => vec![rest],
        })
        .map(|path| {
            path.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .next()
                .unwrap_or("")
        })
        .collect()
}

#[test]
fn imports_point_upwards() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut checked = 0;
    for file in files {
        let inside = file.strip_prefix(&src).expect("below src");
        let module = inside
            .iter()
            .next()
            .and_then(|m| m.to_str())
            .unwrap_or("")
            .trim_end_matches(".rs");
        let Some(layer) = LAYERS.iter().position(|l| *l == module) else {
            continue;
        };
        let text = fs::read_to_string(&file).expect("a readable source");
        for import in imports(&text) {
            let Some(used) = LAYERS.iter().position(|l| *l == import) else {
                continue;
            };
            assert!(used <= layer, "{}: {module} must not import {import}", inside.display());
            checked += 1;
        }
        let egui = ["egui::", "egui_plot::", "egui_table::", "egui_tiles::", "eframe::"];
        if module != "desk" {
            assert!(
                !egui.iter().any(|e| text.contains(e)),
                "{}: only desk knows egui",
                inside.display()
            );
        }
    }
    assert!(checked > 20, "the test reads real imports, found {checked}");
}

#[test]
fn the_map_lists_the_layers_in_order() {
    let lib = include_str!("../src/lib.rs");
    let listed: Vec<&str> = lib
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod "))
        .filter_map(|l| l.split(';').next())
        .collect();
    let known: Vec<&str> = LAYERS.into_iter().filter(|l| listed.contains(l)).collect();
    assert_eq!(listed, known);
}
