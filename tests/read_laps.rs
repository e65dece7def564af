//! Tables with laps: captions that number them, name their stretch or stand beside passings, and one row a lap.
//!
//! The laps are 65.0, 66.1, 65.4 and 62.0: 65.0 + 66.1 = 131.1 = 2:11.1, + 65.4 = 196.5 = 3:16.5, + 62.0 = 258.5 = 4:18.5.

use homestraight::model::passing::marker_name;
use homestraight::read::open::read_bytes;
use homestraight::read::{Import, Progress};

fn read(name: &str, text: &str) -> Import {
    read_bytes(name, text.as_bytes(), &Progress::default()).expect("a table")
}

/// The times of a row as `marker time`, then its mark.
fn times(import: &Import, row: usize) -> Vec<String> {
    let race = &import.races[import.rows.race[row] as usize];
    let markers = &import.markers[race.markers as usize];
    let of_row = import.passings[import.rows.passings(row)].iter();
    let passings = of_row.filter_map(|p| {
        let marker = marker_name(markers[p.marker()], race.event.distance_mm, 400_000);
        Some(format!("{marker} {}", p.time()?))
    });
    passings.chain([import.rows.packed_mark(row).to_string()]).collect()
}

const LAPS: [&str; 4] = ["400 m 1:05.0", "800 m 2:11.1", "1200 m (bell) 3:16.5", "4:18.5"];
const ROWS: &str = "1,Ann One,65.0,66.1,65.4,62.0,4:18.5\n2,Bea Two,65.3,66.0,66.2,64.1,4:21.6\n";

#[test]
fn captions_of_laps_are_read_in_every_way_they_are_written() {
    for captions in [
        "1st 400,2nd 400,3rd 400,4th 400,1600 m",
        "Lap 1,Lap 2,Lap 3,Lap 4,1600 m",
        "Runde 1,Runde 2,Runde 3,Runde 4,1600 m",
        "L1,L2,L3,L4,1600m",
        "400 lap,800 lap,1200 lap,1600 lap,1600 m",
        "Split 400m,Split 800m,Split 1200m,Split 1600m,1600 m",
        "0–400,400–800,800–1200,1200–1600,1600 m",
        "0-400 m,400-800 m,800-1200 m,1200-1600 m,Time",
        "First 400m,Second 400m,Third 400m,Last 400m,1600 m",
    ] {
        let import = read("laps.csv", &format!("Place,Name,{captions}\n{ROWS}"));
        let mut times = times(&import, 0);
        times.retain(|t| t != "finish 4:18.5");
        assert_eq!(times, LAPS, "{captions}");
    }
}

#[test]
fn laps_are_placed_where_the_distance_is_known_and_numbered_where_it_is_not() {
    let text = format!("Place,Name,Lap 1,Lap 2,Lap 3,Lap 4,Time\n{ROWS}");
    let named = read("women 1600m.csv", &text);
    assert_eq!(times(&named, 0)[..3], LAPS[..3]);
    let open = read("evening.csv", &text);
    assert_eq!(times(&open, 0)[..2], ["after lap 1 1:05.0", "after lap 2 2:11.1"]);
    assert!(open.findings.kept().iter().any(|f| f.code == "unplaced-laps"));
    // 1500 m begin with 300 m: 48.0 + 66.1 = 1:54.1, + 65.4 = 2:59.5, + 62.0 = 4:01.5
    let text = text.replace(",65.0,", ",48.0,").replace("4:18.5", "4:01.5");
    let text = text.replace(",65.3,", ",48.3,").replace("4:21.6", "4:04.6");
    let metric = read("women 1500m.csv", &text);
    assert_eq!(
        times(&metric, 0)[..3],
        ["300 m 48.0", "700 m 1:54.1", "1100 m (bell) 2:59.5"]
    );
}

#[test]
fn a_column_of_segments_among_passings_is_added_to_the_passing_before() {
    let text = "Place,Name,400m,800m split,1200m (cum),Last 300,1500m\n\
                1,Ann One,63.0,64.5,3:13.3,45.2,3:58.5\n2,Bea Two,64.5,65.0,3:15.3,45.2,4:00.5\n";
    // 63.0 + 64.5 = 2:07.5
    let import = read("mixed.csv", text);
    assert_eq!(
        times(&import, 0),
        ["400 m 1:03.0", "800 m 2:07.5", "1200 m 3:13.3", "3:58.5"]
    );
}

#[test]
fn one_row_a_lap_or_marker_is_one_result() {
    let laps = "Name,Lap,Distance,Time\nAnn One,1,400,65.0\nAnn One,2,400,66.1\nAnn One,3,400,65.4\n\
                Bea Two,1,400,65.3\nBea Two,2,400,66.0\nBea Two,3,400,66.2\n";
    let import = read("laps.csv", laps);
    assert_eq!(import.rows.len(), 2);
    assert_eq!(times(&import, 0), ["400 m 1:05.0", "800 m (bell) 2:11.1", "3:16.5"]);
    let splits = "Event,Name,Distance,Split\nWomen 800 m,Ann One,200,29.0\nWomen 800 m,Ann One,400,60.0\n\
                  Women 800 m,Ann One,800,2:03.0\nWomen 800 m,Bea Two,200,29.5\nWomen 800 m,Bea Two,800,2:04.0\n";
    let import = read("splits.csv", splits);
    assert_eq!(times(&import, 0), ["200 m 29.0", "400 m (bell) 1:00.0", "2:03.0"]);
    let numbered = "Name,Lap,Lap time\nAnn One,1,65.0\nAnn One,2,66.1\nBea Two,1,65.3\nBea Two,2,66.0\n";
    let import = read("laps.csv", numbered);
    assert_eq!(times(&import, 1), ["after lap 1 1:05.3", "2:11.3"]);
}

#[test]
fn legs_are_laps_of_a_relay() {
    let text = "Event: Women 4x400 m relay,,,,,,\nRank,Team,Leg 1,Leg 2,Leg 3,Leg 4,Time\n\
                1,NED,51.0,49.8,50.7,48.5,3:20.0\n2,USA,51.5,50.0,50.9,49.6,3:22.0\n";
    // 51.0 + 49.8 = 1:40.8, + 50.7 = 2:31.5
    let import = read("relay.csv", text);
    assert_eq!(
        times(&import, 0)[..3],
        ["400 m 51.0", "800 m 1:40.8", "1200 m (bell) 2:31.5"]
    );
    let names = text
        .replace("51.0,49.8,50.7,48.5", "A B,C D,E F,G H")
        .replace("51.5,50.0,50.9,49.6", "I J,K L,M N,O P");
    let import = read("relay.csv", &names);
    let note = import.extra(0).map(|e| import.text(e.note));
    assert_eq!(note, Some("A B, C D, E F, G H"));
}

#[test]
fn a_race_that_the_user_describes_has_its_event_and_its_laps_placed() {
    use homestraight::store::{Decision, RaceId, RaceWords, Store};
    use std::sync::Arc;
    let text = format!("Place,Name,Lap 1,Lap 2,Lap 3,Lap 4,Time\n{ROWS}");
    let import = Arc::new(read("evening.csv", &text));
    let plain = Store::new(1, vec![import.clone()]);
    let words = RaceWords {
        event: "women 1600m".into(),
        date: "2024-05-12".into(),
    };
    let said = Decision::Describe(plain.race(RaceId(0)).record(), words);
    let store = Store::with_decisions(2, vec![import.clone()], vec![said.clone()]);
    let race = store.race(RaceId(0));
    assert_eq!(race.event().to_string(), "women 1600 m");
    assert_eq!(race.date().map(|d| d.to_string()).as_deref(), Some("2024-05-12"));
    assert_eq!(race.markers(), [400_000, 800_000, 1_200_000, 1_600_000]);
    // read again, the file is told the same; a shorter list undoes it
    let again = Store::with_decisions(3, vec![Arc::new(read("evening.csv", &text))], vec![said]);
    assert_eq!(again.race(RaceId(0)).event(), race.event());
    let undone = Store::new(4, vec![import]);
    assert_eq!(undone.race(RaceId(0)).markers()[..2], [301, 302]);
}
