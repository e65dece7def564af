//! Races that are loaded from two files that do not say the same of them: one performance, one meeting.

use homestraight::analysis::{bests::bests, performances::performances, rivals::rivals};
use homestraight::read::{Folders, Import, Progress, open};
use homestraight::store::{AthleteId, Store};
use std::sync::Arc;

fn read(text: &str) -> Import {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("races.csv");
    std::fs::write(&path, text).expect("written");
    let mut imports = open(&path, &Folders::default(), &Progress::default()).expect("a table");
    imports.pop().expect("an import")
}

fn store(files: &[&str]) -> Store {
    Store::new(1, files.iter().map(|f| Arc::new(read(f))).collect())
}

fn athlete(store: &Store, name: &str) -> AthleteId {
    store
        .athletes()
        .find(|a| a.name() == name)
        .map(|a| a.id())
        .expect("loaded")
}

const WITH_ROUND: &str = "Meet,Date,Event,Sex,Round,Place,Name,Nation,Time
Club Night,2021-06-01,1500m,W,Final,1,Ada Quick,GBR,4:10.31
Club Night,2021-06-01,1500m,W,Final,2,Bea Steady,IRL,4:11.02
Club Night,2021-06-01,1500m,W,Final,,Cora Fell,FRA,DNF
";
const WITHOUT_ROUND: &str = "Meet,Date,Event,Sex,Place,Name,Nation,Time
Club Night,2021-06-01,1500m,W,1,Ada Quick,GBR,4:10.31
Club Night,2021-06-01,1500m,W,2,Bea Steady,IRL,4:11.02
Club Night,2021-06-01,1500m,W,,Cora Fell,FRA,DNF
";

#[test]
fn a_file_without_rounds_repeats_a_race() {
    for files in [[WITH_ROUND, WITHOUT_ROUND], [WITHOUT_ROUND, WITH_ROUND]] {
        let store = store(&files);
        let ada = athlete(&store, "Ada Quick");
        assert_eq!(performances(&store, ada).len(), 1);
        let all = rivals(&store, ada);
        // who did not finish is listed and not counted
        let scores: Vec<String> = all
            .iter()
            .map(|r| format!("{} of {}", r.score(), r.meetings.len()))
            .collect();
        assert_eq!(scores, ["1–0 of 1", "0–0 of 1"]);
    }
}

#[test]
fn who_did_not_finish_did_so_once() {
    let store = store(&[WITH_ROUND, WITHOUT_ROUND]);
    assert_eq!(performances(&store, athlete(&store, "Cora Fell")).len(), 1);
}

#[test]
fn two_races_of_one_file_are_two() {
    let store = store(&["Meet,Date,Event,Sex,Place,Name,Nation,Time
Morning Mile,2021-06-01,1500m,W,1,Ada Quick,GBR,4:10.31
Evening Mile,2021-06-01,1500m,W,1,Ada Quick,GBR,4:10.31
"]);
    assert_eq!(store.race_count(), 2);
    assert_eq!(performances(&store, athlete(&store, "Ada Quick")).len(), 2);
}

#[test]
fn a_source_that_bars_a_mark_is_enough() {
    let other = WITH_ROUND.replace("4:10.31", "4:10.31x");
    let store = store(&[WITH_ROUND, &other]);
    let all = performances(&store, athlete(&store, "Ada Quick"));
    assert_eq!((all.len(), bests(&store, &all).len()), (1, 0));
}
