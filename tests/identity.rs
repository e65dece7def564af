//! One athlete across files: the tables of facts write some athletes in two ways, and those pairs wait as candidates. Which ones
//! they are stands in `sample_facts.rs`, put together by hand when the sample was made. Without the tables the test says so.

mod real_files;

use homestraight::read::{Folders, Progress, open};
use homestraight::store::{Candidate, Store, Strength};
use real_files::real_file;
use std::path::Path;
use std::sync::Arc;

const TABLES: [&str; 8] = [
    "all_time_1500m.csv",
    "athletes.csv",
    "olympic_medallists_1500m.csv",
    "records_progression.csv",
    "other_races_results.csv",
    "season_2021.csv",
    "tokyo2020_1500m_results.csv",
    "uk_all_time_1500m.csv",
];

/// Both ways in which the tables write an athlete, and how sure it is that they are one.
const PAIRS: [(&str, &str, Strength); 16] = [
    ("Abdellatif Sadiki", "Abdelatif Sadiki", Strength::Likely),
    ("Charlie Da'Vall Grice", "Charlie Grice", Strength::Likely),
    ("John Walker", "John George Walker", Strength::Likely),
    ("Faith Kipyegon", "Faith Chepngetich Kipyegon", Strength::Likely),
    ("Hellen Obiri", "Hellen Onsando Obiri", Strength::Likely),
    ("Gabriela Stafford", "Gabriela Debues-Stafford", Strength::Likely),
    ("Melissa Courtney", "Melissa Courtney-Bryant", Strength::Likely),
    ("Kristiina Maki", "Kristiina Sasínek Mäki", Strength::Likely),
    ("Georgia Bell", "Georgia Hunter Bell", Strength::Likely),
    ("Abdelaati Iguider", "Abdalaati Iguider", Strength::Possible),
    ("Nick Willis", "Nicholas Willis", Strength::Possible),
    ("Nathan Brannen", "Nate Brannen", Strength::Possible),
    ("Rod Dixon", "Rodney Dixon", Strength::Possible),
    ("Kip Keino", "Kipchoge Keino", Strength::Possible),
    ("Joseph Barthel", "Josy Barthel", Strength::Possible),
    ("Melvin Sheppard", "Mel Sheppard", Strength::Possible),
];

fn facts() -> Option<Store> {
    let mut imports = Vec::new();
    for table in TABLES {
        let path = real_file(Path::new("facts").join(table))?;
        imports.extend(open(&path, &Folders::default(), &Progress::default()).expect("a table"));
    }
    Some(Store::new(1, imports.into_iter().map(Arc::new).collect()))
}

fn pair_of<'a>(store: &'a Store, names: [&str; 2]) -> Option<&'a Candidate> {
    let is = |c: &&Candidate| {
        let own = c.athletes.map(|id| store.athlete(id).name());
        own == names || own == [names[1], names[0]]
    };
    store.candidates().iter().find(is)
}

#[test]
fn names_that_the_tables_write_otherwise_are_candidates() {
    let Some(store) = facts() else { return };
    for (one, other, strength) in PAIRS {
        let pair = pair_of(&store, [one, other]);
        assert_eq!(pair.map(|p| p.strength), Some(strength), "{one} and {other}");
    }
    let pairs = store.candidates();
    assert!(pairs.len() < 60, "{} pairs are too many to look through", pairs.len());
    assert!(pairs.is_sorted_by_key(|p| p.strength), "the likely ones first");
}

#[test]
fn a_pair_leaves_the_queue_when_it_is_merged_or_kept_apart() {
    let Some(store) = facts() else { return };
    let [one, other] = pair_of(&store, ["John Walker", "John George Walker"])
        .expect("a pair")
        .athletes;
    let before = store.candidates().len();
    let merge = store.merge(one, other).expect("two athletes");
    let apart = store.keep_apart(one, other).expect("two athletes");
    for (decision, athletes) in [(merge, 1), (apart, 0)] {
        let decided = Store::with_decisions(2, store.imports().to_vec(), vec![decision]);
        assert_eq!(decided.candidates().len(), before - 1);
        assert_eq!(decided.athlete_count(), store.athlete_count() - athletes);
        assert!(decided.unapplied().is_empty());
    }
}
