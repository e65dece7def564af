//! The meetings of two athletes against the table of facts, recomputed here by a plain loop under every choice of meetings.

mod real_files;

use homestraight::analysis::meetings::{MeetingFilter, Over};
use homestraight::analysis::rivals::{Rival, rivals};
use homestraight::model::Date;
use homestraight::read::sample::sample;
use homestraight::store::Store;
use std::path::Path;
use std::sync::Arc;

const METRES_1500: u32 = 1_500_000;

/// A row of `head_to_head.csv`: Ingebrigtsen's place against Cheruiyot's.
struct Met {
    date: Date,
    is_mile: bool,
    places: (u32, u32),
}

fn facts() -> Option<Vec<Met>> {
    let path = real_file_of("head_to_head.csv")?;
    let text = std::fs::read_to_string(path).expect("readable");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        Met {
            date: Date::parse(cells[0]).expect("a day"),
            is_mile: cells[2] == "Mile",
            places: (cells[4].parse().expect("a place"), cells[6].parse().expect("a place")),
        }
    };
    Some(text.lines().skip(1).map(row).collect())
}

fn real_file_of(name: &str) -> Option<std::path::PathBuf> {
    real_files::real_file(Path::new("facts").join(name))
}

/// What Ingebrigtsen and Cheruiyot made of it until the day of the Olympic final.
fn meetings(store: &Store) -> Rival {
    let one = |name: &str| match store.find_athletes(name).as_slice() {
        [one] => *one,
        many => panic!("{} athletes are called {name}", many.len()),
    };
    let (own, other) = (one("Jakob Ingebrigtsen"), one("Timothy Cheruiyot"));
    let mut all = rivals(store, own);
    let mut rival = all.swap_remove(all.iter().position(|r| r.athlete == other).expect("they met"));
    let last = Date::parse("2021-08-07");
    rival.meetings.retain(|m| store.row(m.own).date() <= last);
    rival
}

#[test]
fn every_choice_of_meetings_gives_the_score_of_the_facts() {
    let Some(facts) = facts() else { return };
    let store = Store::new(1, sample().into_iter().map(Arc::new).collect());
    let rival = meetings(&store);
    let since = [
        None,
        Date::parse("2019"),
        Date::parse("2020-08-14"),
        Date::parse("2021-08-08"),
    ];
    let overs = [Over::All, Over::One(METRES_1500), Over::WithKin(METRES_1500)];
    for (since, over) in since.into_iter().flat_map(|s| overs.map(|o| (s, o))) {
        let (mut won, mut lost) = (0, 0);
        for met in &facts {
            let is_in = since.is_none_or(|day| met.date >= day) && !(met.is_mile && matches!(over, Over::One(_)));
            won += usize::from(is_in && met.places.0 < met.places.1);
            lost += usize::from(is_in && met.places.0 > met.places.1);
        }
        let filter = MeetingFilter {
            finals: true,
            since,
            over,
            statuses_count: false,
        };
        let score = filter.of(&store, &rival).map(|r| (r.score().won, r.score().lost));
        assert_eq!(score.unwrap_or_default(), (won, lost), "{since:?} {over:?}");
    }
}

#[test]
fn the_first_win_comes_in_the_thirteenth_meeting() {
    let Some(facts) = facts() else { return };
    let store = Store::new(1, sample().into_iter().map(Arc::new).collect());
    let rival = meetings(&store);
    let first = facts.iter().position(|m| m.places.0 < m.places.1);
    let own = rival
        .meetings
        .iter()
        .position(|m| m.outcome == homestraight::analysis::rivals::Outcome::Won);
    assert_eq!((own, first), (Some(12), Some(12)));
}

#[test]
fn who_did_not_finish_lost_only_where_that_counts() {
    let text = "Place,Name,Nat,Time\n1,A B,GBR,3:40.0\n,C D,KEN,DNF\n";
    let import =
        homestraight::read::open::read_bytes("1500m.csv", text.as_bytes(), &Default::default()).expect("a table");
    let store = Store::new(1, vec![Arc::new(import)]);
    let all = rivals(&store, store.find_athletes("A B")[0]);
    let score = |statuses_count| {
        let filter = MeetingFilter {
            statuses_count,
            ..MeetingFilter::default()
        };
        filter.of(&store, &all[0]).map(|r| r.score().to_string())
    };
    assert_eq!([score(false), score(true)], [Some("0–0".into()), Some("1–0".into())]);
}
