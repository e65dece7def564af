//! Lists, records, medals, rivals and facts: `cargo bench --bench desk`, with the path of a million-row table in
//! HOMESTRAIGHT_MARATHON; without it the sample alone is measured.

use criterion::{Criterion, criterion_group, criterion_main};
use homestraight::analysis::facts::facts;
use homestraight::analysis::medals::medal_table;
use homestraight::analysis::ranking::{From, List, ListOf, Marks, Until, best_for_place, moves};
use homestraight::analysis::records::{RecordOf, progression};
use homestraight::analysis::rivals::rivals;
use homestraight::model::{Date, Event, Sex};
use homestraight::read::sample::sample;
use homestraight::read::{Folders, Import, Progress, open};
use homestraight::store::Store;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

/// The sample, and beside it the table of a million rows where there is one.
fn store() -> (Store, &'static str) {
    let mut imports: Vec<Import> = sample();
    let large = std::env::var("HOMESTRAIGHT_MARATHON").ok();
    if let Some(path) = &large {
        imports.extend(open(Path::new(path), &Folders::default(), &Progress::default()).expect("a readable table"));
    }
    let store = Store::new(1, imports.into_iter().map(Arc::new).collect());
    store.warm();
    (store, if large.is_some() { "million" } else { "sample" })
}

fn desk(c: &mut Criterion) {
    let (store, size) = store();
    let largest = store.races().max_by_key(|race| race.rows().len()).expect("a race");
    let race = store.find_races("olympic 2020 men 1500 final")[0];
    let men = Event::track(1_500_000, Sex::Men);
    let day = Date::parse("2021-08-07").expect("a day");
    let mut group = c.benchmark_group(size);
    group.sample_size(10);
    let of = |event: Event, marks| ListOf {
        event,
        marks,
        ..ListOf::default()
    };
    group.bench_function("list of the largest race's event", |b| {
        b.iter(|| black_box(List::new(&store, &of(largest.event(), Marks::Best))))
    });
    group.bench_function("all marks of the largest race's event", |b| {
        b.iter(|| black_box(List::new(&store, &of(largest.event(), Marks::All))))
    });
    group.bench_function("list of a nation as of a day, with moves", |b| {
        let of = ListOf {
            from: From::Nation("GBR".into()),
            until: Until::Through(day),
            ..of(men, Marks::Best)
        };
        b.iter(|| black_box((List::new(&store, &of), moves(&store, &of, day))))
    });
    group.bench_function("record progression of the largest race's event", |b| {
        b.iter(|| black_box(progression(&store, largest.event(), &RecordOf::World)))
    });
    group.bench_function("best mark for each place", |b| {
        b.iter(|| black_box(best_for_place(&store, largest.event(), Until::Now)))
    });
    group.bench_function("medal table", |b| {
        b.iter(|| black_box(medal_table(&store, "Olympic Games", None)))
    });
    let winner = store.race(race).row_views().next().expect("a winner").athlete_id();
    group.bench_function("head-to-head of an athlete with everybody", |b| {
        b.iter(|| black_box(rivals(&store, winner)))
    });
    group.bench_function("facts of the Olympic final", |b| {
        b.iter(|| black_box(facts(&store, race)))
    });
    group.bench_function("facts of the largest race", |b| {
        b.iter(|| black_box(facts(&store, largest.id())))
    });
    group.finish();
}

criterion_group!(benches, desk);
criterion_main!(benches);
