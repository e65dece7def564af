//! What the facts of the Olympic final say of history, against the tables of facts: records, lists, firsts, champions, seasons.

mod real_files;

use homestraight::analysis::facts::{Fact, facts};
use homestraight::model::Date;
use homestraight::read::sample::sample;
use homestraight::store::Store;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

type Row = BTreeMap<String, String>;

fn table(name: &str) -> Option<Vec<Row>> {
    let path = real_files::real_file(Path::new("facts").join(name))?;
    let text = std::fs::read_to_string(path).expect("readable");
    let mut lines = text.lines().map(cells);
    let header = lines.next()?;
    Some(lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect())
}

/// The cells of a line, in quotes where they hold a comma.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("one").push(c),
        }
    }
    cells
}

/// The facts of the final, and the names of those whom each rests on.
fn told() -> Vec<(Fact, Vec<String>)> {
    let store = Store::new(1, sample().into_iter().map(Arc::new).collect());
    let race = store.find_races("olympic 2020 men 1500 final");
    let [race] = race.as_slice() else { panic!("one final") };
    let names = |fact: &Fact| fact.rows.iter().map(|r| store.row(*r).name().to_owned()).collect();
    let all = facts(&store, *race).into_iter();
    all.map(|fact| (names(&fact), fact))
        .map(|(names, fact)| (fact, names))
        .collect()
}

/// The fact of a kind about an athlete of which a figure has a value.
fn find<'a>(all: &'a [(Fact, Vec<String>)], kind: &str, of: &str, figure: (&str, &str)) -> &'a Fact {
    let fits = |(fact, names): &&(Fact, Vec<String>)| {
        fact.kind == kind && names.first().is_some_and(|n| n == of) && fact.figure(figure.0) == Some(figure.1)
    };
    &all.iter()
        .find(fits)
        .unwrap_or_else(|| panic!("{kind} of {of} with {figure:?}"))
        .0
}

fn days(from: &str, to: &str) -> String {
    let number = |text: &str| Date::parse(text).expect("a day").day_number();
    (number(to) - number(from)).to_string()
}

#[test]
fn the_records_set_and_how_long_the_ones_before_had_stood() {
    let Some(records) = table("records_progression.csv") else {
        return;
    };
    let all = told();
    for (code, name) in [("OR", "Olympic record"), ("ER", "European record")] {
        let of: Vec<&Row> = records
            .iter()
            .filter(|r| r["record"] == code && r["date"].as_str() <= "2021-08-07")
            .collect();
        let [.., before, own] = of.as_slice() else {
            panic!("two records")
        };
        let fact = find(&all, "record", &own["athlete"], ("record", name));
        assert_eq!(fact.figure("mark"), Some(own["time"].as_str()));
        assert_eq!(fact.figure("before"), Some(before["time"].as_str()));
        assert_eq!(fact.figure("stood"), Some(days(&before["date"], &own["date"]).as_str()));
        if code == "OR" {
            // set in a semi-final, and the one that it replaced
            let earlier = of[of.len() - 3];
            assert_eq!(fact.figure("earlier"), Some(earlier["time"].as_str()));
            assert_eq!(
                fact.figure("earlier stood"),
                Some(days(&earlier["date"], &before["date"]).as_str())
            );
        }
    }
}

#[test]
fn the_ranks_before_and_after() {
    let Some(lists) = table("all_time_1500m.csv").zip(table("uk_all_time_1500m.csv")) else {
        return;
    };
    let all = told();
    for (rows, athletes) in [
        (lists.0, ["Jakob Ingebrigtsen", "Abel Kipsang"]),
        (lists.1, ["Josh Kerr", "Josh Kerr"]),
    ] {
        for name in athletes {
            let row = rows.iter().find(|r| r["athlete"] == name).expect("listed");
            let fact = find(&all, "list-rank", name, ("rank", &row["rank"]));
            assert_eq!(fact.figure("rank before"), Some(row["rank_on_2021_08_06"].as_str()));
            assert_eq!(fact.figure("mark before"), Some(row["time_on_2021_08_06"].as_str()));
        }
        // behind whom
        if athletes[0] == "Josh Kerr" {
            let ahead = &rows[0];
            let (fact, names) = all
                .iter()
                .find(|(f, n)| f.kind == "list-rank" && n[0] == "Josh Kerr" && f.figure("rank") == Some("2"))
                .expect("second");
            assert!(names.contains(&ahead["athlete"]) && fact.sentence.contains(&ahead["time"]));
        }
    }
}

#[test]
fn the_first_medal_and_the_first_title_of_a_nation() {
    let Some(medallists) = table("olympic_medallists_1500m.csv") else {
        return;
    };
    let all = told();
    let earlier = || {
        medallists
            .iter()
            .filter(|r| r["year"].as_str() < "2020" && r["note"] != "Intercalated")
    };
    let last = |nation: &str| earlier().rfind(|r| r["nation"] == nation);
    let british = last("GBR").expect("a medal");
    let fact = find(&all, "first-since", "Josh Kerr", ("award", "medal"));
    assert_eq!(fact.figure("before"), Some(british["year"].as_str()));
    assert!(fact.sentence.contains(&british["medal"].to_lowercase()) && fact.sentence.contains(&british["athlete"]));
    assert!(last("NOR").is_none());
    let fact = find(&all, "first-since", "Jakob Ingebrigtsen", ("award", "title"));
    assert_eq!(fact.figure("before"), Some(""));
    // the champion before missed the final
    let champion = earlier().rfind(|r| r["place"] == "1").expect("a champion");
    let Some(results) = table("tokyo2020_1500m_results.csv") else {
        return;
    };
    let row = results
        .iter()
        .find(|r| r["athlete"] == champion["athlete"] && r["round"].contains("semi"))
        .expect("a semi-final");
    let fact = find(
        &all,
        "champions",
        &champion["athlete"],
        ("champion of", &champion["year"]),
    );
    assert_eq!(fact.figure("mark"), Some(row["time"].as_str()));
    // the world champion
    let Some(others) = table("other_races_results.csv") else {
        return;
    };
    let doha = others
        .iter()
        .find(|r| r["meet"].contains("Doha") && r["event"] == "1500m" && r["sex"] == "M" && r["place"] == "1")
        .expect("a world champion");
    let fact = find(&all, "champions", &doha["athlete"], ("won in", &doha["time"]));
    assert_eq!(fact.figure("title"), Some("World Championships"));
}

#[test]
fn the_seasons_before() {
    let Some(season) = table("season_2021.csv") else { return };
    let all = told();
    for name in ["Jakob Ingebrigtsen", "Josh Kerr", "Timothy Cheruiyot", "Cole Hocker"] {
        let of = || {
            season
                .iter()
                .filter(|r| r["athlete"] == name && r["before_final"] == "yes" && !r["meet"].contains("Olympic Games"))
        };
        let started: Vec<&Row> = of()
            .filter(|r| r["status"] != "DNS" && !r["note"].contains("split"))
            .collect();
        let absences = of().filter(|r| r["status"] == "DNS").count();
        let last = started.iter().max_by_key(|r| &r["date"]).expect("a race");
        let fact = find(&all, "season", name, ("races", &started.len().to_string()));
        assert_eq!(fact.figure("absences"), Some(absences.to_string().as_str()), "{name}");
        assert_eq!(
            fact.figure("days since"),
            Some(days(&last["date"], "2021-08-07").as_str()),
            "{name}"
        );
        let leagues = started.iter().filter(|r| r["meet"].contains("Diamond League")).count();
        // the table leaves the series out of the names of some meetings
        let told: usize = fact
            .figure("in the Diamond League")
            .and_then(|n| n.parse().ok())
            .expect("a number");
        assert!(told >= leagues && (leagues > 0 || told == 0), "{name}");
        if leagues == 0 {
            assert!(fact.sentence.contains("none of them in the Diamond League"), "{name}");
        }
        let wins = started.iter().filter(|r| {
            r["place"] == "1"
                && !r["round"].contains("heat")
                && !r["round"].contains("round")
                && !r["round"].contains("semi")
        });
        assert_eq!(fact.figure("wins"), Some(wins.count().to_string().as_str()), "{name}");
    }
}
