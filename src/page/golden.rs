//! The SVG and a picture of every kind as kept in `tests/golden`. After a wanted change look at the pictures and write the
//! files anew with `UPDATE_GOLDEN=1`.

use super::*;
use crate::analysis::RaceSplits;
use crate::chart::{KINDS, Options, Subject, progression};
use crate::read::{Progress, open::read_bytes};
use crate::store::Store;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Two rounds with passings, of which the sample has none.
const ROUNDS: &str = r#"Homestraight(version: 1, meets: [(name: "Invented Games", races: [
    (event: "women 1500 m", round: "heat", heat: 2, date: "2022-07-15", results: [
        (place: 1, athlete: "Ada Quick", time: "4:08.50", passings: [
            (at: 400, time: "1:07.2"), (at: 800, time: "2:16.0"), (at: 1200, time: "3:20.9"),
        ]),
    ]),
    (event: "women 1500 m", round: "final", date: "2022-07-18", results: [
        (place: 1, athlete: "Ada Quick", time: "3:58.96", passings: [
            (at: 400, time: "1:03.1"), (at: 800, time: "2:09.4"), (at: 1200, time: "3:13.3"),
        ]),
    ]),
])])"#;

/// Every kind, of the embedded final where that has what the kind needs, and a progression; nothing is selected.
pub fn charts() -> Vec<Chart> {
    let (sample, final_1500) = crate::chart::tests::tokyo();
    let import = read_bytes("rounds.ron", ROUNDS.as_bytes(), &Progress::default()).expect("a document");
    let invented = Store::new(3, vec![Arc::new(import)]);
    let race = sample.race(final_1500);
    let list = sample.races().find(|r| r.is_list()).expect("a list");
    let last_round = invented.races().last().expect("a final");
    let athlete = sample.athletes().find(|a| a.name() == "Jakob Ingebrigtsen");
    let athlete = athlete.expect("in the sample");
    let kinds = KINDS.iter().map(|kind| {
        let race = match kind.key {
            "ladder" => list,
            "rounds" => last_round,
            _ => race,
        };
        let splits = RaceSplits::new(race);
        let chart = kind.build(&Subject::new(race, &splits), &Options::default());
        chart.unwrap_or_else(|why| panic!("{} needs another race here: {why}", kind.key))
    });
    let progression = progression::progression(&sample, athlete, race.event(), None);
    kinds.chain([progression.expect("many marks")]).collect()
}

fn kept(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

/// The bytes kept under a name, which are these ones when they are to be kept from now on.
fn golden(name: &str, now: &[u8]) -> Vec<u8> {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(kept(name), now).expect("written");
    }
    std::fs::read(kept(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn settings(ground: Ground) -> Settings {
    Settings {
        dpi: 72,
        ..Settings::new(PRESETS[0].size, ground)
    }
}

#[test]
fn golden_pages() {
    for chart in charts() {
        let name = format!("chart-{}.svg", chart.kind);
        let now = svg(&chart, settings(Ground::Print)).expect("svg");
        assert!(
            golden(&name, now.as_bytes()) == now.as_bytes(),
            "{name} differs from the page drawn now"
        );
    }
}

#[test]
fn golden_pictures() {
    for chart in charts() {
        let name = format!("chart-{}.png", chart.kind);
        let now = export(&chart, settings(Ground::Light), Format::Png).expect("png");
        // packers may change: what counts is the pixels
        let (was, is) = (pixels(&golden(&name, &now)), pixels(&now));
        let different = was.iter().zip(&is).filter(|(a, b)| a != b).count();
        assert!(
            was.len() == is.len() && different == 0,
            "{name}: {different} of {} values differ from the picture drawn now",
            is.len()
        );
    }
}

fn pixels(png: &[u8]) -> Vec<u8> {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .expect("a png");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("a picture");
    pixels
}

/// A kind without a golden file fails above; a file without a kind fails here.
#[test]
fn golden_files_are_those_of_the_kinds() {
    let names = charts()
        .into_iter()
        .flat_map(|c| ["svg", "png"].map(|e| format!("chart-{}.{e}", c.kind)));
    let expected: BTreeSet<String> = names.collect();
    let folder = std::fs::read_dir(kept("")).expect("a folder");
    let found: BTreeSet<String> = folder
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    assert_eq!(found, expected);
}
