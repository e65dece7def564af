//! Opening a million-row table: `cargo bench --bench load`, with the file's path in HOMESTRAIGHT_MARATHON.

use criterion::{Criterion, criterion_group, criterion_main};
use homestraight::read::{Folders, Progress, open};
use std::hint::black_box;
use std::path::Path;

fn load(c: &mut Criterion) {
    let Ok(path) = std::env::var("HOMESTRAIGHT_MARATHON") else {
        println!("HOMESTRAIGHT_MARATHON does not name a file; nothing was measured");
        return;
    };
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("open", |b| {
        b.iter(|| {
            black_box(
                open(Path::new(&path), &Folders::default(), &Progress::default())
                    .map(|imports| imports.iter().map(|i| i.rows.len()).sum())
                    .unwrap_or(0),
            )
        });
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
