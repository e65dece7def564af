//! A gzip file (RFC 1952): one compressed file, named by its own name without `.gz`; members put behind each other are
//! one content.

use super::{
    Allowance, Container, Content, Opened, Packed, Part, Parts, Stopped, damaged, finding, plain_name, too_much,
};
use crate::model::{Findings, Severity};
use crate::read::folder::Folder;
use flate2::bufread::GzDecoder;
use std::sync::Arc;

pub const CONTAINER: Container = Container {
    name: "gzip",
    label: "gzip file",
    extensions: &["gz"],
    open,
};

/// Magic number and the only method there is.
const MAGIC: &[u8] = &[0x1f, 0x8b, 8];

struct Gzip {
    content: Content,
    name: String,
}

fn open(packed: Packed<'_>) -> Option<Opened> {
    packed.content.as_ref().starts_with(MAGIC).then(|| {
        let end = packed.name.len().saturating_sub(3);
        let is_gz = packed.name.get(end..).is_some_and(|e| e.eq_ignore_ascii_case(".gz"));
        let name = if is_gz { &packed.name[..end] } else { packed.name };
        Ok(Box::new(Gzip {
            content: packed.content.clone(),
            name: plain_name(name),
        }) as Box<dyn Parts>)
    })
}

impl Parts for Gzip {
    fn reason(&self) -> String {
        "gzip file".to_owned()
    }

    fn parts(&self) -> Vec<Part> {
        vec![Part {
            name: self.name.clone(),
            packed: self.content.as_ref().len() as u64,
        }]
    }

    fn unpack(&mut self, _: usize, allowance: &mut Allowance, findings: &mut Findings) -> Option<Vec<u8>> {
        let (mut bytes, mut rest) = (Vec::new(), self.content.as_ref());
        while rest.starts_with(MAGIC) {
            match allowance.read(GzDecoder::new(&mut rest), &mut bytes) {
                Ok(()) => {}
                Err(Stopped::TooMuch) => {
                    findings.push(too_much(&self.name));
                    return None;
                }
                Err(Stopped::Damaged(error)) => {
                    findings.push(damaged(&self.name, &error, bytes.len()));
                    return (!bytes.is_empty()).then_some(bytes);
                }
            }
        }
        // tapes and disks fill up with zeros
        if rest.iter().any(|b| *b != 0) {
            let found = format!("{} bytes behind the compressed content", rest.len());
            let expected = "the end of the file; they were passed over";
            findings.push(finding(Severity::Warning, "trailing-bytes", found, expected));
        }
        Some(bytes)
    }

    fn folder(&mut self, _: usize) -> Option<Arc<Folder>> {
        None
    }
}
