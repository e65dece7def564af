//! How long the embedded sample takes to open, and the RON format per byte.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use homestraight::read::open::read_bytes;
use homestraight::read::{Progress, ron, sample};
use std::hint::black_box;

fn open_the_sample(c: &mut Criterion) {
    let bytes: usize = sample::SAMPLE.iter().map(|(_, text)| text.len()).sum();
    let mut group = c.benchmark_group("sample");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("open, documents side by side", |b| {
        b.iter(|| black_box(sample::sample()))
    });
    group.bench_function("open, one document after the other", |b| {
        b.iter(|| {
            for (name, text) in sample::SAMPLE {
                let _ = black_box(read_bytes(name, text.as_bytes(), &Progress::default()));
            }
        });
    });
    let imports = sample::sample();
    group.bench_function("write", |b| {
        b.iter(|| imports.iter().map(|import| ron::write(import).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, open_the_sample);
criterion_main!(benches);
