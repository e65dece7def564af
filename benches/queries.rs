//! Queries on a million-row table: `cargo bench --bench queries`, with the file's path in HOMESTRAIGHT_MARATHON.

use criterion::{Criterion, criterion_group, criterion_main};
use homestraight::read::{Folders, Progress, open};
use homestraight::store::{Cancel, Column, Direction, Query, SortKey, Store};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

fn key(column: Column) -> SortKey {
    SortKey {
        column,
        direction: Direction::Up,
    }
}

fn queries(c: &mut Criterion) {
    let Ok(path) = std::env::var("HOMESTRAIGHT_MARATHON") else {
        println!("HOMESTRAIGHT_MARATHON does not name a file; nothing was measured");
        return;
    };
    let imports = open(Path::new(&path), &Folders::default(), &Progress::default()).expect("a readable table");
    let store = Store::new(1, imports.into_iter().map(Arc::new).collect());
    let started = std::time::Instant::now();
    store.warm();
    println!(
        "athletes joined, strings folded and ranked in {:?} (once for each set of files)",
        started.elapsed()
    );
    let mut group = c.benchmark_group("queries");
    group.sample_size(10);
    let mut run = |name: &str, query: Query| {
        group.bench_function(name, |b| b.iter(|| black_box(query.run(&store, &Cancel::default()))));
    };
    run(
        "sort (mark, name)",
        Query {
            sort: vec![key(Column::Mark), key(Column::Athlete)],
            ..Query::default()
        },
    );
    run(
        "sort name",
        Query {
            sort: vec![key(Column::Athlete)],
            ..Query::default()
        },
    );
    run(
        "filter substring",
        Query {
            text: "kip".to_owned(),
            ..Query::default()
        },
    );
    let rows = Query::default().run(&store, &Cancel::default()).expect("not cancelled");
    group.bench_function("best per athlete", |b| {
        b.iter(|| black_box(store.best_per_athlete(&rows)))
    });
    group.finish();
}

criterion_group!(benches, queries);
criterion_main!(benches);
