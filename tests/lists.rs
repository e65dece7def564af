//! Lists as of a day against the tables of facts: the world list and the British list before and after the Olympic final of
//! Tokyo 2020, on every row, and lists recomputed by plain loops.

mod real_files;

use homestraight::analysis::ranking::{From, List, ListOf, Marks, Until, best_for_place, moves};
use homestraight::model::{Date, Event, Sex};
use homestraight::read::sample::sample;
use homestraight::store::{RowId, Store};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

type Fact = BTreeMap<String, String>;

fn facts(name: &str) -> Option<Vec<Fact>> {
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

fn store() -> Store {
    Store::new(1, sample().into_iter().map(Arc::new).collect())
}

const MEN: Event = Event::track(1_500_000, Sex::Men);

fn list_of(from: From, until: Until) -> ListOf {
    ListOf {
        event: MEN,
        from,
        until,
        ..ListOf::default()
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// Rank and time by birth date, which names an athlete as no spelling does.
fn ranks(store: &Store, list: &List) -> BTreeMap<(String, String), u32> {
    let line = |l: &homestraight::analysis::ranking::Listed| {
        let row = store.row(l.row);
        let born = row.athlete().birth().map(|b| b.to_string()).unwrap_or_default();
        ((born, row.mark().to_string()), l.rank.rank)
    };
    list.listed.iter().map(line).collect()
}

/// The rank that the table states, where a hand time shares it with automatic ones the next: a hand time never ties an
/// automatic one (terms.md 10).
fn stated(fact: &Fact, facts: &[Fact], rank: &str, time: &str) -> Option<u32> {
    let own = &fact[time];
    let is_behind = |other: &&Fact| own.ends_with('h') && other[rank] == fact[rank] && !other[time].ends_with('h');
    let behind = facts.iter().filter(is_behind).count() as u32;
    Some(fact[rank].parse::<u32>().ok()? + behind)
}

#[test]
fn the_lists_before_and_after_the_final_agree_with_the_facts_on_every_row() {
    let store = store();
    for (name, from) in [
        ("all_time_1500m.csv", From::World),
        ("uk_all_time_1500m.csv", From::Nation("GBR".into())),
    ] {
        let Some(facts) = facts(name) else { return };
        let after = ranks(
            &store,
            &List::new(&store, &list_of(from.clone(), Until::Through(day("2021-08-07")))),
        );
        let eve = ranks(
            &store,
            &List::new(&store, &list_of(from, Until::Through(day("2021-08-06")))),
        );
        for fact in &facts {
            let born = fact["birth_date"].clone();
            let rank = stated(fact, &facts, "rank", "time").expect("a rank");
            assert_eq!(
                after.get(&(born.clone(), fact["time"].clone())),
                Some(&rank),
                "{fact:?}"
            );
            if let Some(rank) = stated(fact, &facts, "rank_on_2021_08_06", "time_on_2021_08_06").filter(|r| *r <= 300) {
                let known = eve.get(&(born, fact["time_on_2021_08_06"].clone()));
                assert_eq!(known, Some(&rank), "{fact:?}");
            }
        }
    }
}

#[test]
fn the_final_moves_those_who_ran_their_best() {
    let Some(facts) = facts("all_time_1500m.csv") else {
        return;
    };
    let store = store();
    let moved = moves(&store, &list_of(From::World, Until::Now), day("2021-08-07"));
    let of_day: Vec<&Fact> = facts.iter().filter(|f| f["date"] == "2021-08-07").collect();
    for fact in &of_day {
        let own = moved
            .iter()
            .find(|m| store.athlete(m.athlete).birth() == Date::parse(&fact["birth_date"]));
        let own = own.unwrap_or_else(|| panic!("{} moved", fact["athlete"]));
        let before = own.before.map(|l| l.rank.rank.to_string()).unwrap_or_default();
        assert_eq!(own.after.rank.rank.to_string(), fact["rank"]);
        // the table is of 300 athletes, so a rank behind them cannot be told from it
        if fact["rank_on_2021_08_06"].parse::<u32>().is_ok_and(|r| r <= 300) {
            assert_eq!(before, fact["rank_on_2021_08_06"]);
        }
    }
    assert!(of_day.len() >= 3 && moved.len() >= of_day.len());
}

/// The legal marks of men's 1500 m, by a plain loop over all results.
fn all_marks(store: &Store, until: Date) -> Vec<(u64, RowId)> {
    let mut all = Vec::new();
    for race in store.races() {
        let event = race.event();
        if (event.discipline, event.distance_mm, event.sex, event.indoor)
            != (MEN.discipline, MEN.distance_mm, MEN.sex, false)
        {
            continue;
        }
        for row in race.row_views() {
            let barred =
                row.mark().suffixes().to_string().chars().any(|c| "+x#c".contains(c)) || row.mark().is_estimate();
            let early = row
                .date()
                .is_some_and(|d| d <= until && d.day().is_some() || d.year() < until.year());
            if row.mark().mark().is_some() && !barred && early {
                all.push((row.mark().sort_key(), row.id()));
            }
        }
    }
    all
}

#[test]
fn one_mark_of_each_athlete_is_the_best_that_a_plain_loop_finds() {
    let store = store();
    for until in ["1990-01-01", "2016-08-20", "2024-08-06"].map(day) {
        let mut best: BTreeMap<u32, u64> = BTreeMap::new();
        for (mark, row) in all_marks(&store, until) {
            let known = best.entry(store.row(row).athlete_id().0).or_insert(mark);
            *known = mark.min(*known);
        }
        let mut expected: Vec<u64> = best.into_values().collect();
        expected.sort_unstable();
        let list = List::new(&store, &list_of(From::World, Until::Through(until)));
        let marks: Vec<u64> = list.listed.iter().map(|l| store.row(l.row).mark().sort_key()).collect();
        assert_eq!(marks, expected, "{until}");
        // a hand time never ties an automatic one: it stands behind those of its value
        let key = |row: RowId| {
            let mark = store.row(row).mark();
            (mark.sort_key(), mark.to_string().contains('h'))
        };
        for line in &list.listed {
            let better = list.listed.iter().filter(|l| key(l.row) < key(line.row)).count();
            assert_eq!(line.rank.rank as usize, better + 1);
        }
    }
}

#[test]
fn all_marks_hold_each_performance_once() {
    let store = store();
    let of = ListOf {
        marks: Marks::All,
        ..list_of(From::Nation("NOR".into()), Until::Through(day("2021-08-07")))
    };
    let list = List::new(&store, &of);
    let told: Vec<(u32, u64, Option<Date>)> = list
        .listed
        .iter()
        .map(|l| (l.athlete.0, store.row(l.row).mark().sort_key(), store.row(l.row).date()))
        .collect();
    for (at, one) in told.iter().enumerate() {
        assert!(!told[at + 1..].contains(one), "{one:?}");
    }
    // Ingebrigtsen's marks of the final and of Monaco 2021 stand in several files and once in the list
    for mark in ["3:28.32", "3:28.68", "3:29.25"] {
        let count = list
            .listed
            .iter()
            .filter(|l| store.row(l.row).mark().to_string() == mark)
            .count();
        assert_eq!(count, 1, "{mark}");
    }
}

#[test]
fn the_best_mark_for_a_place_is_the_best_that_a_plain_loop_finds() {
    let store = store();
    let until = day("2021-08-07");
    let best = best_for_place(&store, MEN, Until::Through(until));
    for place in 1..=10u32 {
        let marks = all_marks(&store, until).into_iter().filter(|(_, row)| {
            let row = store.row(*row);
            !row.race().is_list() && row.place() == Some(place)
        });
        let expected = marks.map(|(mark, _)| mark).min();
        let own = best.get(place as usize).copied().flatten();
        assert_eq!(
            own.map(|row| store.row(row).mark().sort_key()),
            expected,
            "place {place}"
        );
    }
}

#[test]
fn masters_and_the_young_are_told_by_age() {
    use homestraight::analysis::ranking::AgeGroup;
    let text = "Place,Name,Nat,Born,Time\n1,A B,GBR,2002-01-01,3:40.0\n2,C D,KEN,2001-12-31,3:41.0\n\
                3,E F,KEN,1986-06-30,3:42.0\n4,G H,KEN,1986,3:43.0\n5,I J,KEN,1985,3:44.0\n6,K L,KEN,,3:45.0\n";
    let mut import =
        homestraight::read::open::read_bytes("men 1500m.csv", text.as_bytes(), &Default::default()).expect("a table");
    import.races[0].date = Date::parse("2021-06-30");
    let store = Store::new(1, vec![Arc::new(import)]);
    let names = |age| {
        let of = ListOf {
            age: Some(age),
            ..list_of(From::World, Until::Now)
        };
        let list = List::new(&store, &of);
        let names: Vec<&str> = list.listed.iter().map(|l| store.row(l.row).name()).collect();
        (names.join(", "), list.coverage.left_out)
    };
    // 2021 - 2002 = 19; C D is 20 that year. 35 on the very day; of 1986 nobody knows whether before 30 June; 1985 is enough
    assert_eq!(names(AgeGroup::Under(20)), ("A B".into(), 1));
    assert_eq!(names(AgeGroup::From(35)), ("E F, I J".into(), 2));
}

#[test]
fn the_olympic_record_came_about_as_the_facts_say() {
    use homestraight::analysis::records::{RecordOf, progression};
    let Some(facts) = facts("records_progression.csv") else {
        return;
    };
    let store = store();
    let marks = progression(&store, MEN, &RecordOf::Championship("Olympic Games".into()));
    let text = |row: RowId| store.row(row).mark().to_string();
    let own: Vec<(String, String)> = marks.iter().map(|m| (m.date.to_string(), text(m.row))).collect();
    // of two heats of one day the better one is taken first, as nothing says which was
    let is_told = |f: &&Fact| f["record"] == "OR" && (f["date"] != "1908-07-13" || f["time"] == "4:03.4");
    let expected: Vec<(String, String)> = facts
        .iter()
        .filter(is_told)
        .map(|f| (f["date"].clone(), f["time"].clone()))
        .collect();
    let until_paris: Vec<&(String, String)> = own.iter().filter(|(d, _)| d.as_str() <= "2024-08-06").collect();
    for row in &expected {
        assert!(until_paris.contains(&row), "{row:?}");
    }
    for (at, mark) in marks.iter().enumerate() {
        let better = marks[at + 1..].iter().find(|next| !next.equals);
        assert_eq!(
            mark.days,
            better.map(|next| next.date.day_number() - mark.date.day_number())
        );
    }
}

#[test]
fn the_medal_table_is_that_of_a_plain_count() {
    use homestraight::analysis::medals::medal_table;
    let Some(facts) = facts("olympic_medallists_1500m.csv") else {
        return;
    };
    let store = store();
    let mut expected: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for fact in facts
        .iter()
        .filter(|f| !f["city"].contains("Intercalated") && !f["note"].contains("Intercalated"))
    {
        let place: usize = fact["place"].parse().expect("a place");
        expected.entry(fact["nation"].clone()).or_default()[place - 1] += 1;
    }
    for nation in medal_table(&store, "Olympic Games", Some(MEN)) {
        let mut own = [0; 3];
        for row in nation.rows.iter().map(|r| store.row(*r)) {
            let is_of_facts = row.date().is_some_and(|d| d.year() <= 2021);
            own[row.place().expect("a medal") as usize - 1] += u32::from(is_of_facts);
        }
        assert_eq!(
            own,
            expected.remove(&nation.nation).unwrap_or_default(),
            "{}",
            nation.nation
        );
    }
    assert!(expected.is_empty(), "{expected:?}");
}
