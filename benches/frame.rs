//! One frame of the whole window, built and tessellated: `cargo bench --bench frame`. With the path of a large file in
//! HOMESTRAIGHT_MARATHON, also a frame that shows all its results. Goal: a median below 4 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{self, Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use homestraight::desk::App;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn window(paths: Vec<PathBuf>) -> Harness<'static, App> {
    Harness::builder()
        .with_size([1600.0, 1000.0])
        .with_max_steps(1_000)
        .build_eframe(move |cc| App::new(cc, paths))
}

fn frame(harness: &mut Harness<'_, App>) {
    harness.step();
    let output = harness.output();
    std::hint::black_box(harness.ctx.tessellate(output.shapes.clone(), output.pixels_per_point));
}

fn frames(c: &mut Criterion) {
    let mut harness = window(Vec::new());
    harness.run_steps(10);
    c.bench_function("frame (sample)", |b| b.iter(|| frame(&mut harness)));
    let Some(path) = std::env::var_os("HOMESTRAIGHT_MARATHON") else {
        println!("HOMESTRAIGHT_MARATHON does not name a file; the frame with its results was not measured");
        return;
    };
    let mut harness = window(vec![PathBuf::from(path)]);
    let deadline = Instant::now() + Duration::from_secs(120);
    let mut longest = Duration::ZERO;
    while !harness.state().is_idle() && Instant::now() < deadline {
        let started = Instant::now();
        harness.step();
        longest = longest.max(started.elapsed());
        std::thread::sleep(Duration::from_millis(4));
    }
    println!("longest frame while the file was read and joined: {longest:?}");
    harness.run_steps(10);
    c.bench_function("frame (large file)", |b| b.iter(|| frame(&mut harness)));
    harness
        .input_mut()
        .events
        .push(egui::Event::PointerMoved(egui::pos2(500.0, 400.0)));
    c.bench_function("frame (large file, pointer over a row)", |b| {
        b.iter(|| frame(&mut harness))
    });
}

/// A race of so many runners with a time at each of so many markers, as a file in a folder of its own.
fn race(folder: &Path, runners: u32, markers: u32) -> PathBuf {
    let mut text = "place,name".to_owned();
    for marker in 1..=markers {
        text.push_str(&format!(",{}", marker * 400));
    }
    text.push_str(",time\n");
    for runner in 0..runners {
        text.push_str(&format!("{},Runner Number{runner}", runner + 1));
        // a little slower from runner to runner, and uneven
        let lap = |marker: u32| 66 + (runner * 30 / runners) + (runner * 7 + marker * 5) % 4;
        let mut seconds = 0;
        for marker in 1..=markers + 1 {
            seconds += lap(marker);
            text.push_str(&format!(
                ",{}:{:02}:{:02}.0",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            ));
        }
        text.push('\n');
    }
    let path = folder.join(format!("{runners} runners {}m.csv", (markers + 1) * 400));
    std::fs::write(&path, text).expect("written");
    path
}

/// Many lines in colour, and the distribution of a large field; goal: a median below 8 ms.
fn charts(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let opened = |path: PathBuf| {
        let mut harness = window(vec![path]);
        let deadline = Instant::now() + Duration::from_secs(60);
        while !harness.state().is_idle() && Instant::now() < deadline {
            harness.step();
            std::thread::sleep(Duration::from_millis(4));
        }
        harness.run_steps(10);
        harness
    };
    let mut harness = opened(race(folder.path(), 200, 24));
    harness
        .query_all_by_role(Role::Row)
        .next()
        .expect("a row of the results")
        .click();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(4);
    let lines = harness.state().chart().map_or(0, |chart| chart.series.len());
    println!("lines in the chart: {lines}");
    c.bench_function("frame (200 lines by 25 markers)", |b| b.iter(|| frame(&mut harness)));
    let mut harness = opened(race(folder.path(), 40_000, 2));
    harness
        .query_all_by_role(Role::ComboBox)
        .next()
        .expect("the further kinds")
        .click();
    harness.run_steps(4);
    harness.get_by_label("Finishing times").click();
    harness.run_steps(10);
    println!("chart: {:?}", harness.state().chart().map(|chart| chart.title.clone()));
    c.bench_function("frame (distribution of 40,000)", |b| b.iter(|| frame(&mut harness)));
}

criterion_group!(benches, frames, charts);
criterion_main!(benches);
