//! Records and bests of races as computed, against the flags of the tables of facts and against plain loops.

mod fact_tables;

use fact_tables::fact_table;
use homestraight::analysis::flags::{Against, Flag, LEAST, LEAST_DAYS, RowFlags, flag_findings, race_flags};
use homestraight::model::{Date, Mark, Status, Suffixes, Time};
use homestraight::read::sample::sample;
use homestraight::sheet::{FlagsSheet, Sheet};
use homestraight::store::{RaceView, RowView, Store};
use std::sync::Arc;

fn store() -> Store {
    Store::new(1, sample().into_iter().map(Arc::new).collect())
}

fn race<'a>(store: &'a Store, words: &str) -> RaceView<'a> {
    let found = store.find_races(words);
    let [race] = found.as_slice() else {
        panic!("one race {words}")
    };
    store.race(*race)
}

fn of<'a>(store: &Store, flags: &'a [RowFlags], athlete: &str) -> &'a RowFlags {
    flags
        .iter()
        .find(|f| store.row(f.row).name() == athlete)
        .expect("a legal result")
}

fn other(store: &Store, flags: &RowFlags, flag: Flag) -> (String, String) {
    let other = flags.of(flag).and_then(|c| c.other).map(|id| store.row(id));
    let other = other.expect("a mark before");
    (other.name().to_owned(), other.mark().to_string())
}

#[test]
fn the_bests_of_the_final_are_those_of_the_tables() {
    let (Some(results), Some(athletes)) = (fact_table("tokyo2020_1500m_results.csv"), fact_table("athletes.csv"))
    else {
        return;
    };
    let store = store();
    let flags = race_flags(&store, race(&store, "olympic 2020 men 1500 final"));
    let finalists: Vec<_> = results.iter().filter(|f| f["round"] == "final").collect();
    assert_eq!(flags.len(), finalists.len());
    for fact in finalists {
        let own = of(&store, &flags, &fact["athlete"]);
        let known = athletes
            .iter()
            .find(|a| a["athlete"] == fact["athlete"])
            .expect("an athlete");
        let time = |text: &str| Time::parse(text).expect("a time");
        let is_best = time(&fact["time"]) < time(&known["pb_1500m_before_final"]);
        assert_eq!(is_best, fact["note"].contains("PB"), "the tables agree");
        let personal = own.of(Flag::Personal).expect("computed");
        if personal.against != Against::First {
            assert_eq!(personal.against == Against::Better, is_best, "{}", fact["athlete"]);
            // a slower mark before may be all that is loaded, no better one
            let before = store.row(own.personal_before().expect("before")).mark().time();
            assert!(
                before >= Some(time(&known["pb_1500m_before_final"])),
                "{}",
                fact["athlete"]
            );
        }
        assert!(own.contradicted(&store).is_empty(), "{}", fact["athlete"]);
    }
    assert!(flag_findings(&store, &flags).is_empty());
}

#[test]
fn the_records_of_the_games_and_what_they_replaced() {
    let Some(records) = fact_table("records_progression.csv") else {
        return;
    };
    let of_code = |code: &str| records.iter().filter(|f| f["record"] == code).collect::<Vec<_>>();
    let store = store();
    let flags = race_flags(&store, race(&store, "olympic 2020 men 1500 final"));
    let own = of(&store, &flags, "Jakob Ingebrigtsen");
    let held: Vec<&str> = own.held().map(|c| c.flag.code(store.row(own.row))).collect();
    // no world record, and no lead of the year behind 3:28.28 in July
    assert_eq!(held, ["OR", "AR", "NR", "PB"]);
    for (code, flag) in [("OR", Flag::Championship), ("ER", Flag::Area)] {
        let list = of_code(code);
        let at = list.iter().position(|f| f["date"] == "2021-08-07").expect("the final");
        let before = (list[at - 1]["athlete"].clone(), list[at - 1]["time"].clone());
        assert_eq!(other(&store, own, flag), before, "{code}");
    }
    assert_eq!(
        other(&store, own, Flag::WorldLead),
        ("Timothy Cheruiyot".into(), "3:28.28".into())
    );
    // two days before, in the second semi-final
    let flags = race_flags(&store, race(&store, "olympic 2020 men 1500 semi-final 2"));
    let own = of(&store, &flags, "Abel Kipsang");
    let list = of_code("OR");
    let at = list
        .iter()
        .position(|f| f["date"] == "2021-08-05")
        .expect("the semi-final");
    let record = own.of(Flag::Championship).expect("computed");
    assert_eq!(record.against, Against::Better);
    let before = (list[at - 1]["athlete"].clone(), list[at - 1]["time"].clone());
    assert_eq!(other(&store, own, Flag::Championship), before);
    // who was better than it, too, and behind him, has none
    let behind = of(&store, &flags, "Jakob Ingebrigtsen")
        .of(Flag::Championship)
        .expect("computed");
    assert_eq!(behind.against, Against::Behind);
}

/// The time of a legal result: no estimate, split or annulled mark.
fn legal(row: RowView<'_>) -> Option<Time> {
    let out = [
        Suffixes::EN_ROUTE,
        Suffixes::ESTIMATE,
        Suffixes::ANNULLED,
        Suffixes::CONVERTED,
    ];
    let is_out = out.iter().any(|s| row.mark().suffixes().contains(*s)) || row.status() != Status::None;
    row.mark().mark().and_then(Mark::time).filter(|_| !is_out)
}

/// Whether two results count for one flag.
fn is_one(flag: Flag, row: RowView<'_>, other: RowView<'_>) -> bool {
    let year = |r: RowView<'_>| r.date().map(|d| d.year());
    match flag {
        Flag::World => true,
        Flag::Nation => row.nation() == other.nation(),
        Flag::NationLead => row.nation() == other.nation() && year(row) == year(other),
        Flag::Season => row.athlete_id() == other.athlete_id() && year(row) == year(other),
        _ => row.athlete_id() == other.athlete_id(),
    }
}

#[test]
fn flags_are_those_that_a_plain_loop_finds() {
    let store = store();
    let rows: Vec<RowView<'_>> = store.results().map(|id| store.row(id)).collect();
    let (mut compared, mut better) = (0, 0);
    // short track, whose season is not the calendar year, has no race before 2021 here
    for race in store.shown_races().filter(|race| !race.is_list()) {
        let of_event: Vec<RowView<'_>> = rows
            .iter()
            .copied()
            .filter(|r| r.race().event() == race.event())
            .collect();
        for own in race_flags(&store, race) {
            let row = store.row(own.row);
            let day = row.date().expect("a day");
            let by_hand = row.mark().to_string().contains('h');
            for flag in [
                Flag::Personal,
                Flag::Season,
                Flag::World,
                Flag::Nation,
                Flag::NationLead,
            ] {
                let scope = || of_event.iter().copied().filter(|r| is_one(flag, row, *r));
                let is_elsewhere = |r: &RowView<'_>| r.shown_race().id() != race.id() && !r.race().is_list();
                // within a day the order of rounds decides, which is tested by itself
                let on_day = scope().filter(is_elsewhere).any(|r| r.date() == Some(day));
                let Some(computed) = own.of(flag).filter(|_| !on_day && !by_hand) else {
                    continue;
                };
                // a year alone is before the years after it
                let is_before = |d: Date| d.year() < day.year() || d.day().is_some() && d < day;
                let earlier = scope().filter(|r| r.date().is_some_and(is_before)).filter_map(legal);
                let here = scope().filter(|r| r.shown_race().id() == race.id()).filter_map(legal);
                let time = legal(row).expect("a legal time");
                let expected = match (earlier.min(), here.min()) {
                    (_, Some(here)) if here < time => Against::Behind,
                    (None, _) => Against::First,
                    (Some(best), _) if time < best => Against::Better,
                    (Some(best), _) if time == best => Against::Equal,
                    (Some(_), _) => Against::Behind,
                };
                assert_eq!(computed.against, expected, "{flag:?} {} {}", row.name(), race.label());
                compared += 1;
                better += usize::from(expected == Against::Better);
                let code = flag.code(row);
                let is_told = row.flags().any(|f| f == code);
                let is_wrong = own.contradicted(&store).iter().any(|(told, _)| *told == code);
                assert_eq!(
                    is_wrong,
                    is_told && matches!(expected, Against::Behind | Against::Equal)
                );
            }
        }
    }
    assert!(compared > 2000 && better > 200, "{compared}, {better}");
}

#[test]
fn one_championship_is_no_year_and_no_history() {
    let store = store();
    // of that year and that championship nothing but its own rounds is loaded
    let flags = race_flags(&store, race(&store, "rome 2024 men 1500 final"));
    let own = of(&store, &flags, "Jakob Ingebrigtsen");
    let lead = own.of(Flag::WorldLead).expect("computed");
    assert!(lead.against == Against::Better && lead.of >= LEAST && lead.days < LEAST_DAYS);
    assert!(
        own.held()
            .all(|c| c.flag != Flag::WorldLead && c.flag != Flag::Championship)
    );
}

#[test]
fn the_table_says_the_base_of_every_flag() {
    let store = store();
    let flags = race_flags(&store, race(&store, "olympic 2020 men 1500 final"));
    let sheet = FlagsSheet::new(&store, &flags);
    let column = |key: &str| sheet.columns().iter().position(|c| c.key == key).expect("a column");
    let text = |key: &str| sheet.cell(0, column(key)).first.text;
    assert_eq!(text("told"), "OR AR(ER) NR PB");
    assert_eq!((text("before"), text("against")), ("3:28.68".into(), String::new()));
    let own = &flags[0];
    for (part, computed) in text("computed").split("; ").zip(own.held()) {
        let code = computed.flag.code(store.row(own.row));
        assert_eq!(part, format!("{code}, best of {} loaded", computed.of));
        assert!(computed.of >= LEAST || code == "PB");
    }
    assert_eq!(text("computed").split("; ").count(), own.held().count());
}
