//! Bests and rivals of the sample's athletes, against the tables of facts where those are beside the project.

mod real_files;

use homestraight::analysis::rivals::{Outcome, rivals};
use homestraight::analysis::{bests::bests, performances::performances};
use homestraight::read::sample::sample;
use homestraight::store::{AthleteId, Store};
use real_files::real_file;
use std::path::Path;
use std::sync::Arc;

fn store() -> Store {
    Store::new(1, sample().into_iter().map(Arc::new).collect())
}

fn athlete(store: &Store, name: &str) -> AthleteId {
    let found: Vec<AthleteId> = store.athletes().filter(|a| a.name() == name).map(|a| a.id()).collect();
    assert_eq!(found.len(), 1, "{name} is one athlete over all files of the sample");
    found[0]
}

fn facts(name: &str) -> Option<Vec<Vec<String>>> {
    let path = real_file(Path::new("facts").join(name))?;
    let text = std::fs::read_to_string(path).expect("readable");
    Some(
        text.lines()
            .skip(1)
            .map(|l| l.split(',').map(str::to_owned).collect())
            .collect(),
    )
}

#[test]
fn the_first_win_in_thirteen_meetings() {
    let store = store();
    let (jakob, timothy) = (
        athlete(&store, "Jakob Ingebrigtsen"),
        athlete(&store, "Timothy Cheruiyot"),
    );
    let all = rivals(&store, jakob);
    let rival = all.iter().find(|r| r.athlete == timothy).expect("met");
    let until_the_final: Vec<_> = rival
        .meetings
        .iter()
        .filter(|m| {
            store
                .row(m.own)
                .date()
                .is_some_and(|d| d.to_string().as_str() <= "2021-08-07")
        })
        .collect();
    let won = until_the_final.iter().filter(|m| m.outcome == Outcome::Won).count();
    // seed_claims.md 46: 12 earlier meetings, all lost
    assert_eq!((until_the_final.len(), won), (13, 1));
    let first = rival.first(Outcome::Won).map(|m| store.row(m.own));
    assert_eq!(
        first.and_then(|r| r.date()).map(|d| d.to_string()).as_deref(),
        Some("2021-08-07")
    );
    let Some(facts) = facts("head_to_head.csv") else { return };
    for (fact, meeting) in facts.iter().zip(&until_the_final) {
        let (own, other) = (store.row(meeting.own), store.row(meeting.other));
        assert_eq!(own.date().map(|d| d.to_string()).as_deref(), Some(fact[0].as_str()));
        assert_eq!(
            [own.mark().to_string(), other.mark().to_string()],
            [fact[5].clone(), fact[7].clone()],
            "{}",
            fact[0]
        );
    }
}

#[test]
fn a_best_is_found_once_over_races_and_lists() {
    let store = store();
    let kerr = athlete(&store, "Josh Kerr");
    let performances = performances(&store, kerr);
    let bests = bests(&store, &performances);
    let best = bests
        .iter()
        .find(|b| b.event.distance_mm == 1_500_000 && !b.event.indoor)
        .expect("a 1500 m best");
    let row = store.row(best.row);
    assert_eq!(
        (row.mark().to_string().as_str(), row.race().is_list()),
        ("3:27.79", false),
        "the Paris final, three years later"
    );
    let of_the_final = performances
        .iter()
        .filter(|p| store.row(p.row).mark().to_string() == "3:29.05")
        .count();
    assert_eq!(
        of_the_final, 1,
        "the all-time lists repeat the final's result and are joined to it"
    );
}

#[test]
fn personal_bests_are_those_of_the_facts() {
    let Some(facts) = facts("athletes.csv") else { return };
    let store = store();
    // the 1500 m bests after the final, column 24; later races of the season and of the finals in the sample may be better
    for fact in facts.iter().map(|l| l.join(",")) {
        let name = fact.split(',').next().unwrap_or_default();
        let fields: Vec<&str> = fact.split(',').collect();
        let Some(after) = fields
            .iter()
            .rev()
            .find(|f| f.starts_with("3:"))
            .and_then(|t| homestraight::model::Time::parse(t))
        else {
            continue;
        };
        let id = athlete(&store, name);
        let found = bests(&store, &performances(&store, id));
        let best = found
            .iter()
            .find(|b| b.event.distance_mm == 1_500_000 && !b.event.indoor)
            .unwrap_or_else(|| panic!("{name}"));
        let time = store.row(best.row).mark().time().expect("a time");
        assert!(time <= after, "{name}: {time} is not as good as {after}");
    }
}
