//! A gap chart of 13 athletes over 15 markers to SVG, PNG and PDF, and building it.

use criterion::{Criterion, criterion_group, criterion_main};
use homestraight::analysis::RaceSplits;
use homestraight::chart::style::Ground;
use homestraight::chart::{Chart, Options, Subject, kind};
use homestraight::model::{Event, Mark, PackedMark, Passing, Precision, Reading, Sex, Suffixes, Time};
use homestraight::page::{Format, Settings, Size, export};
use homestraight::read::import::{Athlete, Race, Row};
use homestraight::read::{Import, ImportBuilder};
use homestraight::store::{RaceId, Store};
use std::hint::black_box;
use std::sync::Arc;

const ATHLETES: u32 = 13;
const MARKERS: u32 = 15;

/// An invented 1500 m with a passing every 100 m.
fn import() -> Import {
    let mut b = ImportBuilder::new();
    let markers: Vec<u32> = (1..MARKERS).map(|m| m * 100_000).collect();
    let markers = b.markers(&markers);
    let race = b.race(Race {
        event: Event::track(MARKERS * 100_000, Sex::Men),
        markers,
        ..Race::default()
    });
    for n in 0..ATHLETES {
        let athlete = Athlete {
            name: b.intern(&format!("Given{n} Athlete{n}")),
            ..Athlete::default()
        };
        let athlete = b.athlete(athlete);
        let at = |m: u32| Time::from_ticks(m * (139_000 + n * 450) + (n * m * 7919) % 3000, Precision::Hundredth);
        let passing = |m: u32| Passing::new(m as usize - 1, Reading::Time(at(m))).map(|p| (p, None));
        let passings: Vec<_> = (1..MARKERS).filter_map(passing).collect();
        let row = Row {
            race,
            athlete,
            mark: PackedMark::new(Some(Mark::Time(at(MARKERS))), Suffixes::NONE),
            place: n + 1,
            line: n + 1,
            ..Row::default()
        };
        b.row(row, &passings);
    }
    b.finish()
}

fn gap(store: &Store) -> Chart {
    let race = store.race(RaceId(0));
    let splits = RaceSplits::new(race);
    let subject = Subject::new(race, &splits);
    let chart = kind("gap").map(|k| k.build(&subject, &Options::default()));
    chart.and_then(Result::ok).expect("a chart")
}

fn benches(c: &mut Criterion) {
    let store = Store::new(1, vec![Arc::new(import())]);
    c.bench_function("chart: build gap, 13 athletes x 15 markers", |b| {
        b.iter(|| gap(black_box(&store)))
    });
    let chart = gap(&store);
    let settings = Settings::new(Size::preset("page").expect("a preset"), Ground::Print);
    for (name, format) in [
        ("svg", Format::Svg),
        ("png at 300 dpi", Format::Png),
        ("pdf", Format::Pdf),
    ] {
        let name = format!("chart: gap to {name}");
        c.bench_function(&name, |b| b.iter(|| export(black_box(&chart), settings, format)));
    }
}

criterion_group! { name = chart; config = Criterion::default().sample_size(30); targets = benches }
criterion_main!(chart);
