//! The embedded sample holds what the sources say: fixed figures of the worked example (terms.md 20), and, when they stand
//! beside the project, every row of the tables of facts that the sample was made from.

use homestraight::model::{Round, Status};
use homestraight::read::Import;
use homestraight::read::sample::{SAMPLE, sample};

fn part(name: &str) -> Import {
    let part = sample().into_iter().find(|i| i.source.path.ends_with(name));
    part.unwrap_or_else(|| panic!("the sample has no {name}"))
}

fn race_of(import: &Import, round: Round) -> u32 {
    let race = import.races.iter().position(|r| r.round == round);
    race.unwrap_or_else(|| panic!("no {round:?}")) as u32
}

fn row_of(import: &Import, race: u32, name: &str) -> usize {
    let rows = 0..import.rows.len();
    let athlete = |row: usize| import.athletes[import.rows.athlete[row] as usize];
    let mut found = rows.filter(|r| import.rows.race[*r] == race && import.text(athlete(*r).name) == name);
    found.next().unwrap_or_else(|| panic!("{name} is not in the race"))
}

#[test]
fn every_part_is_read_without_a_finding() {
    let parts = sample();
    assert_eq!(parts.len(), SAMPLE.len());
    for import in parts {
        assert_eq!(import.findings.kept(), [], "{}", import.source.path);
        assert_eq!(import.source.format, "ron");
        assert!(import.rows.line.iter().all(|line| *line > 0), "{}", import.source.path);
    }
}

#[test]
fn the_final_is_the_worked_example() {
    let import = part("tokyo-2020-1500m-men.ron");
    let race = race_of(&import, Round::Final);
    for (place, name, time) in [
        (1, "Jakob Ingebrigtsen", "3:28.32"),
        (2, "Timothy Cheruiyot", "3:29.01"),
        (3, "Josh Kerr", "3:29.05"),
        (4, "Abel Kipsang", "3:29.56"),
    ] {
        let row = row_of(&import, race, name);
        assert_eq!(import.rows.place[row], place);
        assert_eq!(import.rows.packed_mark(row).to_string(), time);
    }
    let winner = row_of(&import, race, "Jakob Ingebrigtsen");
    let flags = &import.flags[usize::from(import.rows.flags[winner])];
    let flags: Vec<&str> = flags.iter().map(|f| import.text(*f)).collect();
    assert_eq!(flags, ["OR", "AR(ER)", "NR", "PB"]);
}

#[test]
fn leader_passings_stand_apart_with_their_alternatives() {
    let import = part("tokyo-2020-1500m-men.ron");
    let race = race_of(&import, Round::Final);
    let markers = &import.markers[import.races[race as usize].markers as usize];
    let leader = import.leader_passings_of(race);
    let at = |metres: u32| -> Vec<String> {
        let at = leader.iter().filter(|p| markers[p.passing.marker()] == metres * 1000);
        at.filter_map(|p| p.passing.time()).map(|t| t.to_string()).collect()
    };
    assert_eq!(at(400), ["56.2", "56.1", "56.2", "56.2", "56.4"]);
    assert_eq!(at(800), ["1:51.8", "1:51.76", "1:51.8"]);
    assert_eq!(at(1100), ["2:33.6"]);
    assert_eq!(at(1200), ["2:47.3", "2:47.24"]);
}

#[test]
fn a_derived_passing_is_an_estimate() {
    let import = part("tokyo-2020-1500m-men.ron");
    let race = race_of(&import, Round::Final);
    let markers = &import.markers[import.races[race as usize].markers as usize];
    let kerr = row_of(&import, race, "Josh Kerr");
    let passings = &import.passings[import.rows.passings(kerr)];
    let at_700 = passings.iter().find(|p| markers[p.marker()] == 700_000);
    assert!(at_700.is_some_and(|p| p.is_estimate() && p.time().is_some_and(|t| t.to_string() == "1:39.2")));
}

#[test]
fn the_unplaced_keep_their_status() {
    let import = part("tokyo-2020-1500m-men.ron");
    let count = |status| import.rows.status.iter().filter(|s| **s == status).count();
    assert_eq!(count(Status::Dns), 1);
    assert!(count(Status::Dnf) >= 2);
}
