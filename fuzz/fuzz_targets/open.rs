//! Has the format that fits best read any bytes.
#![no_main]

use homestraight::read::Progress;
use homestraight::read::open::read_bytes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = read_bytes("file", bytes, &Progress::default());
});
