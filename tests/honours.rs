//! Medals of nations and athletes, and which was the first since when, against the tables of facts.

mod fact_tables;

use fact_tables::{Fact, fact_table};
use homestraight::analysis::honours::{Among, Award, Honour, Whose, honours, medallists as medallists_of};
use homestraight::analysis::medals::{finals, medal_table};
use homestraight::model::{Date, Event, Round, Sex, Status};
use homestraight::read::ImportBuilder;
use homestraight::read::import::{Athlete, Meet, Race, Row};
use homestraight::read::sample::sample;
use homestraight::sheet::{HonoursSheet, MedallistsSheet, Sheet};
use homestraight::store::{RowView, Store};
use std::sync::Arc;

const OLYMPIC: &str = "Olympic Games";
const MEN: Event = Event::track(1_500_000, Sex::Men);

fn store() -> Store {
    Store::new(1, sample().into_iter().map(Arc::new).collect())
}

fn final_row<'a>(store: &'a Store, athlete: &str) -> RowView<'a> {
    let race = store.find_races("olympic 2020 men 1500 final")[0];
    let mut rows = store.race(race).row_views();
    rows.find(|r| r.name() == athlete).expect("in the final")
}

/// The Olympic medals over 1500 m of the men of a nation.
fn olympic<'a>(store: &Store, all: &'a [Honour]) -> Vec<&'a Honour> {
    let is_own = |h: &&Honour| h.series == OLYMPIC && store.row(h.row).race().event() == MEN;
    all.iter().filter(is_own).collect()
}

fn medallists() -> Option<Vec<Fact>> {
    let mut table = fact_table("olympic_medallists_1500m.csv")?;
    table.retain(|f| !f["city"].contains("Intercalated") && !f["note"].contains("Intercalated"));
    Some(table)
}

#[test]
fn the_medals_of_every_nation_are_those_of_the_table() {
    let Some(table) = medallists() else { return };
    let store = store();
    let mut nations: Vec<&String> = table.iter().map(|f| &f["nation"]).collect();
    nations.sort();
    nations.dedup();
    for nation in nations {
        let all = honours(&store, Whose::Nation(nation));
        let own: Vec<(i16, &str)> = olympic(&store, &all)
            .into_iter()
            .filter_map(|h| Some((store.row(h.row).date()?.year(), h.medal())))
            .filter(|(year, _)| *year <= 2021)
            .collect();
        // the Games of 2020 were in 2021
        let year = |f: &Fact| f["year"].parse::<i16>().expect("a year") + i16::from(f["year"] == "2020");
        let of = table.iter().filter(|f| f["nation"] == *nation);
        let mut expected: Vec<(i16, &str)> = of.map(|f| (year(f), f["medal"].as_str())).collect();
        expected.sort_by_key(|(year, _)| *year);
        let sorted = |mut all: Vec<(i16, &'static str)>| {
            all.sort();
            all
        };
        expected.sort();
        assert_eq!(sorted(own), expected, "{nation}");
    }
}

#[test]
fn the_first_british_medal_since_and_the_first_norwegian_title() {
    let Some(table) = medallists() else { return };
    let store = store();
    let before = |nation: &str, award: Award| {
        let is_one = |f: &&Fact| f["nation"] == nation && (award == Award::Medal || f["place"] == "1");
        let last = table.iter().filter(|f| f["year"].as_str() < "2020").rfind(is_one);
        last.map(|f| (f["year"].clone(), f["medal"].clone(), f["athlete"].clone()))
    };
    for (athlete, award) in [
        ("Josh Kerr", Award::Medal),
        ("Jakob Ingebrigtsen", Award::Medal),
        ("Jakob Ingebrigtsen", Award::Title),
        ("Timothy Cheruiyot", Award::Medal),
    ] {
        let row = final_row(&store, athlete);
        let all = honours(&store, Whose::Nation(row.nation()));
        let own = all.iter().find(|h| h.row == row.id()).expect("a medal");
        let last = own.last_before(&store, &all, (award, Among::Event));
        let told = last.map(|h| {
            let row = store.row(h.row);
            let year = row.date().map_or(String::new(), |d| d.year().to_string());
            (year, h.medal().to_owned(), row.name().to_owned())
        });
        assert_eq!(told, before(row.nation(), award), "{athlete}");
    }
}

/// The placings of the table as finals.
fn placings(table: &[Fact]) -> Store {
    let mut b = ImportBuilder::new();
    for fact in table {
        let series = match fact["competition"].as_str() {
            "OG" => OLYMPIC,
            "WC" => "World Championships",
            "WJ" => "World U20 Championships",
            "WY" => "World U18 Championships",
            "EC" => "European Championships",
            _ => "European U20 Championships",
        };
        let name = b.intern(&format!("{series} {}", fact["season"]));
        let meet = b.meet(Meet {
            name,
            ..Meet::default()
        });
        let title = b.intern(&format!("{} {}", fact["event_code"], fact["age_group"]));
        let race = b.race(Race {
            meet: Some(meet),
            title,
            event: Event::parse(&format!("men {}m", fact["event_code"])).unwrap_or_default(),
            round: Round::Final,
            date: Date::parse(&fact["season"]),
            ..Race::default()
        });
        let name = b.intern(&fact["athlete"]);
        let athlete = b.athlete(Athlete {
            name,
            ..Athlete::default()
        });
        let row = Row {
            race,
            athlete,
            place: fact["place"].parse().unwrap_or(0),
            ..Row::default()
        };
        b.row(row, &[]);
    }
    Store::new(2, vec![Arc::new(b.finish())])
}

#[test]
fn the_olympic_title_was_the_first_global_one() {
    let Some(table) = fact_table("championship_placings_to_2021.csv") else {
        return;
    };
    let store = placings(&table);
    for name in ["Jakob Ingebrigtsen", "Adel Mechaal", "Ignacio Fontes"] {
        let athlete = store.athletes().find(|a| a.name() == name).expect("loaded").id();
        let all = honours(&store, Whose::Athlete(athlete));
        let medals = table
            .iter()
            .filter(|f| f["athlete"] == name && ["1", "2", "3"].contains(&f["place"].as_str()));
        assert_eq!(all.len(), medals.count(), "{name}");
        let Some(title) = all.iter().find(|h| h.series == OLYMPIC && h.is(Award::Title)) else {
            continue;
        };
        assert_eq!(name, "Jakob Ingebrigtsen");
        let is_global = |f: &&Fact| {
            let is_own = f["athlete"] == name && f["season"].as_str() < "2021";
            is_own && ["OG", "WC", "WJ", "WY"].contains(&f["competition"].as_str())
        };
        let earlier = || table.iter().filter(is_global);
        let before = |award| title.last_before(&store, &all, (award, Among::Global));
        assert_eq!(before(Award::Title), None);
        assert!(!earlier().any(|f| f["place"] == "1"));
        // a medal he had: silver and bronze of the under-20s of 2018
        let medal = before(Award::Medal).map(|h| (h.series.as_str(), h.medal()));
        assert!(earlier().any(|f| f["competition"] == "WJ" && f["place"] == "3"));
        assert_eq!(medal, Some(("World U20 Championships", "bronze")));
        assert!(title.last_before(&store, &all, (Award::Title, Among::All)).is_some());
        assert_eq!(
            title.last_before(&store, &all, (Award::Medal, Among::Championship)),
            None
        );
    }
}

#[test]
fn two_tied_firsts_are_two_golds_and_who_is_disqualified_has_none() {
    let mut b = ImportBuilder::new();
    let name = b.intern("World Championships Elsewhere 2021");
    let meet = b.meet(Meet {
        name,
        ..Meet::default()
    });
    let race = b.race(Race {
        meet: Some(meet),
        event: MEN,
        round: Round::Final,
        ..Race::default()
    });
    let dq = Status::Dq;
    for (place, name, status) in [
        (1, "A", Status::None),
        (1, "B", Status::None),
        (2, "C", dq),
        (3, "D", Status::None),
    ] {
        let (name, nation) = (b.intern(name), b.intern(if place == 1 { "NOR" } else { "KEN" }));
        let athlete = b.athlete(Athlete {
            name,
            nation,
            ..Athlete::default()
        });
        let row = Row {
            race,
            athlete,
            place,
            status,
            ..Row::default()
        };
        b.row(row, &[]);
    }
    let store = Store::new(3, vec![Arc::new(b.finish())]);
    let race = store.races().next().expect("a race");
    assert_eq!(medallists_of(race).map(|rows| rows.len()), [2, 0, 1]);
    let table: Vec<(String, [u32; 3])> = medal_table(&store, "World Championships", None)
        .into_iter()
        .map(|n| (n.nation, n.medals))
        .collect();
    assert_eq!(table, [("NOR".into(), [2, 0, 0]), ("KEN".into(), [0, 0, 1])]);
    assert_eq!(honours(&store, Whose::Nation("KEN")).len(), 1);
}

#[test]
fn the_tables_of_medals_and_medallists() {
    let Some(table) = medallists() else { return };
    let store = store();
    let row = final_row(&store, "Josh Kerr");
    let all = honours(&store, Whose::Athlete(row.athlete_id()));
    let sheet = HonoursSheet::new(&store, &all);
    let texts: Vec<Vec<String>> = (0..sheet.row_count())
        .map(|row| (0..8).map(|column| sheet.cell(row, column).first.text).collect())
        .collect();
    let tokyo = texts.iter().find(|t| t[0] == "2021-08-07").expect("the bronze");
    assert_eq!(tokyo[3..], ["bronze", "Josh Kerr", "3:29.05", "first", ""]);
    // every final of the table, with its medallists
    let finals = finals(&store, OLYMPIC, Some(MEN));
    let sheet = MedallistsSheet::new(&store, &finals);
    let dates: Vec<String> = (0..sheet.row_count())
        .map(|row| sheet.cell(row, 0).first.text)
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b));
    for fact in &table {
        let year = if fact["year"] == "2020" { "2021" } else { &fact["year"] };
        let at = dates.iter().position(|d| d.starts_with(year)).expect("a final");
        let column = 2 + fact["place"].parse::<usize>().expect("a place");
        let cell = sheet.cell(at, column).first.text;
        assert!(cell.contains(&fact["nation"]), "{year}: {cell}");
    }
}
