//! Has the reader that the target is named after read any bytes, whether or not they look like its format.
//! `cargo +nightly fuzz run csv`; a seed is any small file of the format in `fuzz/corpus/csv`.
#![no_main]

use homestraight::read::folder::Folder;
use homestraight::read::format::{FORMATS, Input, Progress};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let name = env!("CARGO_BIN_NAME");
    let format = FORMATS.iter().find(|format| format.name == name);
    let format = format.expect("a target is named after a format");
    // the file is its own start list and list of people
    let beside = ["lynx.evt", "lynx.ppl"].map(|name| (name.to_owned(), bytes.into()));
    let input = Input {
        name: "file",
        bytes,
        folder: &Folder::in_memory(beside),
        mappings: &[],
    };
    (format.read)(input, &Progress::default());
});
