//! The table of containers: files that hold files. Each part is unpacked, read as a file of its own, and dropped.
//!
//! A container comes from anywhere, so all of its files together may unpack to so many bytes and no more, nothing is ever
//! written to the disk, and the name of a part is only a name.

mod gzip;
mod parts;
mod workbook;
mod zip;

pub use parts::{Collection, part_content, read_parts};

use super::folder::Folder;
use crate::model::{Finding, Findings, Severity};
use std::io::{self, Read};
use std::sync::Arc;

/// One row of the table of containers.
pub struct Container {
    /// Short name, as `check` prints it.
    pub name: &'static str,
    /// What the file dialog calls it.
    pub label: &'static str,
    pub extensions: &'static [&'static str],
    /// `None` when the content is not of this kind.
    pub open: fn(Packed<'_>) -> Option<Opened>,
}

/// A container, or in words what is wrong with it.
pub type Opened = Result<Box<dyn Parts>, String>;

/// Every kind of container; the workbooks stand before the archive that most of them are.
pub const CONTAINERS: &[Container] = &[
    workbook::XLSX,
    workbook::ODS,
    workbook::XLS,
    zip::CONTAINER,
    gzip::CONTAINER,
];

/// A container as it is to be opened.
pub struct Packed<'a> {
    /// Its name without the folder.
    pub name: &'a str,
    pub content: &'a Content,
    pub allowance: &'a mut Allowance,
    pub findings: &'a mut Findings,
}

/// An opened container.
pub trait Parts {
    /// What it is, in words, with the number of its parts.
    fn reason(&self) -> String;

    /// The names of the parts, in order, and the bytes of the container that each takes.
    fn parts(&self) -> Vec<Part>;

    /// The content of a part; `None` when there is nothing to read in it. What is wrong with it goes into the findings.
    fn unpack(&mut self, part: usize, allowance: &mut Allowance, findings: &mut Findings) -> Option<Vec<u8>>;

    /// The folder that a part lies in; `None` when the parts lie where the container does.
    fn folder(&mut self, part: usize) -> Option<Arc<Folder>>;
}

/// A part of a container, not yet unpacked.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its path inside the container, with `/` between folders.
    pub name: String,
    pub packed: u64,
}

/// The bytes of a file or a part, shared with what reads on in them.
#[derive(Clone)]
pub struct Content(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl Content {
    pub fn new(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Self {
        Self(Arc::new(bytes))
    }
}

impl AsRef<[u8]> for Content {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

/// Opens a container; `None` when the content is not one.
pub fn open(packed: Packed<'_>) -> Option<(&'static Container, Opened)> {
    let Packed {
        name,
        content,
        allowance,
        findings,
    } = packed;
    CONTAINERS.iter().find_map(|container| {
        let opened = (container.open)(Packed {
            name,
            content,
            allowance,
            findings,
        })?;
        Some((container, opened))
    })
}

/// How many bytes the parts of one file may still unpack to, those of containers within it included.
#[derive(Debug)]
pub struct Allowance {
    left: u64,
}

/// Why a part could not be unpacked to its end.
pub enum Stopped {
    /// It is larger than what is allowed.
    TooMuch,
    Damaged(io::Error),
}

impl Allowance {
    /// What any file may unpack to.
    const LEAST: u64 = 64 << 20;
    /// What no file may exceed.
    pub const MOST: u64 = u32::MAX as u64;
    /// How many times its own size a file may unpack to, beyond the least.
    const RATIO: u64 = 1000;

    pub fn of(packed: u64) -> Self {
        Self {
            left: packed.saturating_mul(Self::RATIO).clamp(Self::LEAST, Self::MOST),
        }
    }

    pub fn left(&self) -> u64 {
        self.left
    }

    /// Takes bytes from what is left; `false` when there are not so many.
    pub fn take(&mut self, bytes: u64) -> bool {
        let left = self.left.checked_sub(bytes);
        self.left = left.unwrap_or(0);
        left.is_some()
    }

    /// Reads to the end and appends; `into` keeps what came before a stop.
    pub fn read(&mut self, from: impl Read, into: &mut Vec<u8>) -> Result<(), Stopped> {
        let before = into.len();
        let ended = from.take(self.left + 1).read_to_end(into);
        let fits = self.take((into.len() - before) as u64);
        match ended {
            _ if !fits => Err(Stopped::TooMuch),
            Ok(_) => Ok(()),
            Err(error) => Err(Stopped::Damaged(error)),
        }
    }
}

/// A finding about a part or about the container as a whole.
fn finding(severity: Severity, code: &'static str, found: String, expected: &str) -> Finding {
    Finding {
        severity,
        code,
        line: 0,
        column: 0,
        found,
        expected: expected.to_owned(),
    }
}

/// The finding for a part that unpacks to more than is allowed.
fn too_much(part: &str) -> Finding {
    let most = "parts that together unpack to at most 64 MiB or 1,000 times the file's size, and never more than 4 GiB";
    let found = format!("\"{part}\", which unpacks to more");
    finding(Severity::Error, "unpacks-to-too-much", found, most)
}

/// The finding for a part that ends early or is damaged.
fn damaged(part: &str, error: &dyn std::fmt::Display, bytes: usize) -> Finding {
    let found = format!("\"{part}\" damaged after {bytes} bytes: {error}");
    finding(
        Severity::Error,
        "part-damaged",
        found,
        "a whole part; what comes before the damage was read",
    )
}

/// A name from a container as it is shown: only a name, without `..`, without control characters and never absolute.
fn plain_name(raw: &str) -> String {
    let clean = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let steps = raw.split(['/', '\\']).map(|step| step.trim_end_matches('\0'));
    let is_drive = |step: &str| step.len() == 2 && step.ends_with(':');
    let steps = steps.filter(|step| !matches!(*step, "" | "." | "..") && !is_drive(step));
    let name = steps
        .collect::<Vec<_>>()
        .join("/")
        .chars()
        .map(clean)
        .collect::<String>();
    if name.is_empty() { "unnamed".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_lead_nowhere() {
        for (raw, plain) in [
            ("day 1/heat1.lif", "day 1/heat1.lif"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\meet\\heat1.lif", "meet/heat1.lif"),
            ("a\0b", "a\u{fffd}b"),
            ("..", "unnamed"),
        ] {
            assert_eq!(plain_name(raw), plain);
        }
    }

    #[test]
    fn an_allowance_is_used_up_once() {
        let mut allowance = Allowance::of(1);
        assert_eq!(allowance.left(), 64 << 20);
        assert_eq!(Allowance::of(1 << 20).left(), 1000 << 20);
        assert_eq!(Allowance::of(1 << 40).left(), Allowance::MOST);
        let mut into = Vec::new();
        assert!(allowance.read(io::repeat(0).take(60 << 20), &mut into).is_ok());
        assert!(matches!(
            allowance.read(io::repeat(0), &mut into),
            Err(Stopped::TooMuch)
        ));
        assert_eq!(into.len(), (64 << 20) + 1);
        assert!(!allowance.take(1));
    }
}
