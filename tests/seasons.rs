//! Seasons before the Olympic final of Tokyo 2020 against the table of facts: races, wins, absences, bests, the last race and
//! the results at named meets of all thirteen finalists.

mod fact_tables;

use fact_tables::{Fact, fact_table};
use homestraight::analysis::season::{Season, SeasonBefore, seasons_before};
use homestraight::model::{Date, Event, Time};
use homestraight::read::sample::sample;
use homestraight::sheet::{SeasonSheet, SeasonsBeforeSheet, Sheet};
use homestraight::store::{RaceView, RowView, Store};
use std::sync::Arc;

const FINAL: &str = "2021-08-07";

fn store() -> Store {
    Store::new(1, sample().into_iter().map(Arc::new).collect())
}

fn tokyo(store: &Store) -> RaceView<'_> {
    let found = store.find_races("olympic 2020 men 1500 final");
    let [race] = found.as_slice() else { panic!("one final") };
    store.race(*race)
}

/// What the table has of an athlete before the Games, the earliest first.
fn of<'a>(table: &'a [Fact], athlete: &str) -> Vec<&'a Fact> {
    let is_before = |f: &&Fact| f["before_final"] == "yes" && !f["meet"].contains("Olympic Games");
    let own = table.iter().filter(|f| f["athlete"] == athlete).filter(is_before);
    let mut own: Vec<&Fact> = own.filter(|f| !f["note"].contains("split")).collect();
    own.sort_by_key(|f| f["date"].clone());
    own
}

fn season<'a>(seasons: &'a [SeasonBefore], store: &Store, athlete: &str) -> &'a SeasonBefore {
    let is_of = |s: &&SeasonBefore| store.row(s.row).name() == athlete;
    seasons.iter().find(is_of).expect("in the final")
}

#[test]
fn every_season_of_the_final_is_that_of_the_table() {
    let Some(table) = fact_table("season_2021.csv") else {
        return;
    };
    let store = store();
    let seasons = seasons_before(&store, tokyo(&store));
    assert_eq!(seasons.len(), 13);
    for before in &seasons {
        let name = store.row(before.row).name();
        let facts = of(&table, name);
        let (absent, started): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|f| f["status"] == "DNS");
        assert_eq!(before.season.races.len(), started.len(), "{name}");
        assert_eq!(before.season.absences.len(), absent.len(), "{name}");
        for (row, fact) in before.season.races.iter().map(|r| store.row(*r)).zip(&started) {
            let own = (row.date().map(|d| d.to_string()), row.mark().to_string());
            assert_eq!(own, (Some(fact["date"].clone()), fact["time"].clone()), "{name}");
        }
        // a section of a final is won, too, a heat and a semi-final are not
        let is_heat = |f: &Fact| ["heat", "semi", "Prelim"].iter().any(|w| f["round"].contains(w));
        let is_win = |f: &&&Fact| f["place"] == "1" && !is_heat(f);
        let wins = before.season.wins(&store).len();
        assert_eq!(wins, started.iter().filter(is_win).count(), "{name}");
        let unfinished = started.iter().filter(|f| f["status"] == "DNF").count();
        assert_eq!(before.season.unfinished(&store).len(), unfinished, "{name}");
        // the outdoor races over 1500 m
        let over = started
            .iter()
            .filter(|f| f["event"] == "1500m" && f["indoor"].is_empty() && !f["time"].is_empty());
        let best = over.min_by_key(|f| Time::parse(&f["time"]).expect("a time"));
        let own = before.best.as_ref().map(|b| store.row(b.row).mark().to_string());
        assert_eq!(own, best.map(|f| f["time"].clone()), "{name}");
        let last = started.last().map(|f| Date::parse(&f["date"]).expect("a day"));
        let days = last.map(|d| Date::parse(FINAL).expect("a day").day_number() - d.day_number());
        assert_eq!(before.days_since, days, "{name}");
    }
}

#[test]
fn results_at_a_meet_are_found_by_its_name_or_its_town() {
    let Some(table) = fact_table("season_2021.csv") else {
        return;
    };
    let store = store();
    let seasons = seasons_before(&store, tokyo(&store));
    for (athlete, meet) in [
        ("Jakob Ingebrigtsen", "Monaco"),
        ("Jakob Ingebrigtsen", "Gateshead"),
        ("Jakob Ingebrigtsen", "Firenze"),
        ("Jakob Ingebrigtsen", "Oslo Bislett"),
        ("Timothy Cheruiyot", "Kenyan Trials"),
        ("Cole Hocker", "US Olympic Trials"),
        ("Josh Kerr", "Diamond League"),
    ] {
        let has_all = |f: &&Fact| {
            let own = format!("{} {}", f["meet"], f["venue"]).to_lowercase();
            meet.to_lowercase().split(' ').all(|w| own.contains(w))
        };
        let expected: Vec<[String; 3]> = of(&table, athlete)
            .into_iter()
            .filter(has_all)
            .map(|f| [&f["place"], &f["time"], &f["status"]].map(Clone::clone))
            .collect();
        let own = |row: RowView<'_>| {
            let place = row.place().map(|p| p.to_string()).unwrap_or_default();
            [place, row.mark().to_string(), row.status().to_string()]
        };
        let found = season(&seasons, &store, athlete).season.at_meet(&store, meet);
        assert_eq!(
            found.into_iter().map(own).collect::<Vec<_>>(),
            expected,
            "{athlete}, {meet}"
        );
        assert_eq!(expected.is_empty(), athlete == "Josh Kerr", "{athlete}, {meet}");
    }
}

#[test]
fn the_tables_say_the_same_and_leave_the_unknown_blank() {
    let store = store();
    let seasons = seasons_before(&store, tokyo(&store));
    let sheet = SeasonsBeforeSheet::new(&store, &seasons);
    let text = |row: usize, key: &str| {
        let column = sheet.columns().iter().position(|c| c.key == key).expect("a column");
        sheet.cell(row, column).first.text
    };
    // season_2021.csv: eight starts, five wins without the heats, the Oslo mile not started; Monaco 29 days before
    let own: Vec<String> = [
        "athlete",
        "races",
        "wins",
        "unfinished",
        "absences",
        "days",
        "last-place",
        "last-mark",
    ]
    .map(|key| text(0, key))
    .into();
    assert_eq!(own, ["Jakob Ingebrigtsen", "8", "5", "0", "1", "29", "3", "3:29.25"]);
    assert_eq!((text(0, "best"), text(0, "of")), ("3:29.25".into(), "2".into()));
    let season = SeasonSheet::new(&store, &seasons[0].season);
    assert_eq!(season.row_count(), 9);
    assert_eq!(season.cell(7, 5).first.text, "DNS");
    // a year of which nothing is loaded
    let athlete = store.row(seasons[0].row).athlete_id();
    let none = Season::of(&store, athlete, 1999);
    assert_eq!((none.races.len(), none.bests(&store).len()), (0, 0));
    let blank = [SeasonBefore {
        row: seasons[0].row,
        season: none,
        best: None,
        days_since: None,
    }];
    let sheet = SeasonsBeforeSheet::new(&store, &blank);
    assert!((2..13).all(|column| sheet.cell(0, column).first.text.is_empty()));
    assert_eq!(Event::parse("men 1500m").map(|e| e.indoor), Some(false));
}
