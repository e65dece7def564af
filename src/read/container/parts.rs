//! The parts of a container, each read as if it were a file, and containers among them opened in turn.

use super::{Allowance, Content, Packed, Parts, finding};
use crate::model::{Findings, Severity};
use crate::read::folder::Folder;
use crate::read::format::Progress;
use crate::read::import::Import;
use crate::read::mapping::Mapping;
use crate::read::open::{OpenError, Place, read_content};
use std::sync::Arc;

/// How deep containers may lie in each other.
const DEEPEST: u32 = 3;

/// Where the parts of one file are collected.
pub struct Collection<'a> {
    /// Path of the file on the disk.
    pub file: &'a str,
    pub mappings: &'a [Mapping],
    pub allowance: Allowance,
    /// What there is to say of the file as a whole: parts that are no results, damaged ones.
    pub findings: Findings,
    pub imports: Vec<Import>,
}

/// Reads the parts of the file itself, which lies in `folder`, one after the other.
pub fn read_parts(opened: &mut dyn Parts, folder: &Arc<Folder>, collection: &mut Collection<'_>, progress: &Progress) {
    let level = Level {
        path: collection.file,
        folder,
        depth: 1,
    };
    read_level(level, opened, collection, progress);
}

/// A container that is being read.
struct Level<'a> {
    path: &'a str,
    folder: &'a Arc<Folder>,
    depth: u32,
}

fn read_level(level: Level<'_>, opened: &mut dyn Parts, collection: &mut Collection<'_>, progress: &Progress) {
    for (at, part) in opened.parts().into_iter().enumerate() {
        if progress.is_cancelled() {
            return;
        }
        let Collection {
            allowance, findings, ..
        } = collection;
        let Some(bytes) = opened.unpack(at, allowance, findings) else {
            continue;
        };
        let path = format!("{}/{}", level.path, part.name);
        let folder = opened.folder(at).unwrap_or_else(|| level.folder.clone());
        let share = progress.part(part.packed, bytes.len() as u64);
        let content = Content::new(bytes);
        let inner = Level {
            path: &path,
            folder: &folder,
            depth: level.depth + 1,
        };
        read_part(inner, content, collection, &share);
    }
}

/// Reads a part as a container, else as a result file, else says that it is neither.
fn read_part(part: Level<'_>, content: Content, collection: &mut Collection<'_>, progress: &Progress) {
    let inside = part.path.strip_prefix(collection.file).unwrap_or(part.path);
    let inside = inside.trim_start_matches('/');
    let own = inside.rsplit('/').next().unwrap_or(inside);
    let packed = Packed {
        name: own,
        content: &content,
        allowance: &mut collection.allowance,
        findings: &mut collection.findings,
    };
    match super::open(packed) {
        Some((container, _)) if part.depth > DEEPEST => {
            let found = format!("\"{inside}\", a {} in {DEEPEST} others", container.label);
            let expected = "containers up to three deep; unpack it and open what comes out";
            let deep = finding(Severity::Error, "nested-too-deep", found, expected);
            collection.findings.push(deep);
        }
        Some((_, Ok(mut opened))) => {
            let bytes = content.as_ref().len() as u64;
            let progress = progress.part(bytes, bytes);
            read_level(part, opened.as_mut(), collection, &progress);
        }
        Some((_, Err(error))) => {
            let found = format!("\"{inside}\": {error}");
            let damaged = finding(Severity::Error, "part-damaged", found, "a whole part");
            collection.findings.push(damaged);
        }
        None => {
            let place = Place {
                path: part.path,
                file: collection.file,
                folder: part.folder,
                mappings: collection.mappings,
            };
            match read_content(place, content.as_ref(), progress) {
                Ok(import) => collection.imports.push(import),
                Err(OpenError::Cancelled { .. }) => {}
                Err(_) => {
                    let found = format!("\"{inside}\"");
                    let note = finding(Severity::Note, "part-not-recognised", found, "a result file");
                    collection.findings.push(note);
                }
            }
        }
    }
}

/// The bytes of the part at a path inside a container, through containers in it; `None` when it is not there.
pub fn part_content(name: &str, content: Content, inside: &str) -> Option<Vec<u8>> {
    let mut allowance = Allowance::of(content.as_ref().len() as u64);
    let mut findings = Findings::default();
    let packed = Packed {
        name,
        content: &content,
        allowance: &mut allowance,
        findings: &mut findings,
    };
    let mut opened = super::open(packed)?.1.ok()?;
    for (at, part) in opened.parts().into_iter().enumerate() {
        let Some(rest) = inside.strip_prefix(&part.name) else {
            continue;
        };
        if !rest.is_empty() && !rest.starts_with('/') {
            continue;
        }
        let bytes = opened.unpack(at, &mut allowance, &mut findings)?;
        return match rest.trim_start_matches('/') {
            "" => Some(bytes),
            deeper => part_content(&part.name, Content::new(bytes), deeper),
        };
    }
    None
}
