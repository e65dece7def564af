//! One frame of the whole window, built and tessellated: `cargo bench --bench frame`. With the path of a large file in
//! HOMESTRAIGHT_MARATHON, also a frame that shows all its results. Goal: a median below 4 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui;
use egui_kittest::Harness;
use homestraight::desk::App;
use std::path::PathBuf;
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

criterion_group!(benches, frames);
criterion_main!(benches);
