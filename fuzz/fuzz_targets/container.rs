//! Opens any bytes as the container that the target is named after, and reads its parts.
#![no_main]

use homestraight::model::Findings;
use homestraight::read::Progress;
use homestraight::read::container::{Allowance, CONTAINERS, Collection, Content, Packed, read_parts};
use std::sync::Arc;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // the reader of workbooks catches the panics of a library; the fuzzer's hook would end the process before
    let _ = std::panic::take_hook();
    let name = env!("CARGO_BIN_NAME");
    let container = CONTAINERS.iter().find(|container| container.name == name);
    let container = container.expect("a target is named after a container");
    let mut collection = Collection {
        file: "file",
        mappings: &[],
        allowance: Allowance::of(bytes.len() as u64),
        findings: Findings::default(),
        imports: Vec::new(),
    };
    let opened = (container.open)(Packed {
        name: "file",
        content: &Content::new(bytes.to_vec()),
        allowance: &mut collection.allowance,
        findings: &mut collection.findings,
    });
    if let Some(Ok(mut parts)) = opened {
        read_parts(parts.as_mut(), &Arc::default(), &mut collection, &Progress::default());
    }
});
