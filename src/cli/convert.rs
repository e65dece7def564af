//! `convert`: what was read, written to one file.

use crate::page::{file, table, xlsx};
use crate::read::{Import, combine, ron};
use crate::sheet::Flat;
use crate::store::{RowId, Store};
use std::path::Path;

/// Writes the files of a store as the extension of `output` says: RON and JSON hold all of it; CSV and XLSX
/// hold one row a result.
pub(super) fn convert(store: &Store, output: &Path) -> Result<(), String> {
    let extension = output
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
        .to_lowercase();
    let bytes = match extension.as_str() {
        "ron" => ron::write(&whole(store)).into_bytes(),
        "json" => ron::json::write(&whole(store)).into_bytes(),
        "csv" => table::csv(&flat(store)).into_bytes(),
        "xlsx" => xlsx::xlsx(&flat(store))?,
        _ => {
            return Err(format!(
                "{}: cannot be written; the name must end in .ron, .json, .csv or .xlsx",
                output.display()
            ));
        }
    };
    file::save(output, &bytes)
}

/// Everything open as one import. A race that several files have cites the file of each, so that it is one when read back.
fn whole(store: &Store) -> Import {
    let mut imports: Vec<Import> = store.imports().iter().map(|i| Import::clone(i)).collect();
    for race in store.races() {
        let is_joined = store.shown(race.id()) != race.id() || race.others().next().is_some();
        if is_joined && race.citation().is_empty() {
            let import = &mut imports[race.import_index()];
            let file = file_name(&import.source.path).to_owned();
            if let Some(file) = import.strings.push(&file) {
                import.races[race.index_in_import()].origin.citation = file;
            }
        }
    }
    combine(&imports)
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn flat(store: &Store) -> Flat<'_> {
    let rows: Vec<RowId> = store.shown_races().flat_map(|r| r.rows()).collect();
    Flat::new(store, rows)
}
