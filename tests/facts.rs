//! The facts of the sample's races against the tables of facts: each claim of the seed report that rests on one race, on the
//! rounds before it or on meetings before it is held by the values of the tables. The tables stand beside the project
//! (`HOMESTRAIGHT_SHARED`, or `../shared`); without them a test says so.

mod real_files;

use homestraight::analysis::facts::{Certainty, KINDS};
use homestraight::analysis::{Fact, facts};
use homestraight::read::Progress;
use homestraight::read::open::read_bytes;
use homestraight::read::sample::sample;
use homestraight::store::{RowId, Store};
use real_files::real_file;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

type Line = BTreeMap<String, String>;

fn table(name: &str) -> Option<Vec<Line>> {
    let path = real_file(Path::new("facts").join(name))?;
    let text = std::fs::read_to_string(path).expect("readable");
    let mut lines = text.lines().map(cells);
    let header = lines.next()?;
    Some(lines.map(|cells| header.iter().cloned().zip(cells).collect()).collect())
}

/// The cells of a line; quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("a cell").push(c),
        }
    }
    cells
}

/// Hundredths of a second: `3:28.32` is 20832, `56.2` is 5620.
fn hundredths(time: &str) -> i64 {
    let (minutes, seconds) = time.split_once(':').unwrap_or(("0", time));
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let fraction = format!("{fraction}00");
    let number = |text: &str| text.parse::<i64>().expect("a number");
    number(minutes) * 6000 + number(whole) * 100 + number(&fraction[..2])
}

/// `0.69`
fn seconds(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// `27.4`: rounded half up to tenths.
fn tenths(hundredths: i64) -> String {
    let tenths = (hundredths + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn store() -> Store {
    Store::new(1, sample().into_iter().map(Arc::new).collect())
}

fn facts_of(store: &Store, words: &str) -> Vec<Fact> {
    let found = store.find_races(words);
    assert_eq!(found.len(), 1, "{words}");
    facts(store, found[0])
}

/// The names of the athletes whose results a fact rests on.
fn names<'a>(store: &'a Store, fact: &Fact) -> Vec<&'a str> {
    fact.rows.iter().map(|row| store.row(*row).name()).collect()
}

/// The one fact of a kind with a figure of a value.
fn one<'a>(all: &'a [Fact], kind: &str, (name, value): (&str, &str)) -> &'a Fact {
    let found: Vec<&Fact> = all
        .iter()
        .filter(|f| f.kind == kind && f.figure(name) == Some(value))
        .collect();
    assert_eq!(found.len(), 1, "{kind} with {name} {value}: {found:?}");
    found[0]
}

/// The fact of a kind that is about an athlete, with a figure.
fn about<'a>(store: &Store, all: &'a [Fact], (kind, figure): (&str, &str), athlete: &str) -> &'a Fact {
    let found = all
        .iter()
        .find(|f| f.kind == kind && f.figure(figure).is_some() && names(store, f).first() == Some(&athlete));
    found.unwrap_or_else(|| panic!("{kind} of {athlete}"))
}

const FINAL: &str = "tokyo 2020 men 1500 final";

/// The lines of the final, by place.
fn final_lines() -> Option<Vec<Line>> {
    let all = table("tokyo2020_1500m_results.csv")?;
    Some(all.into_iter().filter(|l| l["round"] == "final").collect())
}

/// Passings of the full-field list, by athlete and distance.
fn passings() -> Option<BTreeMap<(String, u32), String>> {
    let all = table("tokyo2020_1500m_final_splits.csv")?;
    let own = all
        .into_iter()
        .filter(|l| l["source"].starts_with("nxrunning") && !l["cumulative_time"].is_empty());
    let entry = |l: Line| {
        let distance = l["distance_m"].parse().expect("metres");
        ((l["athlete"].clone(), distance), l["cumulative_time"].clone())
    };
    Some(own.map(entry).collect())
}

#[test]
fn claims_1_to_8_result_and_margins() {
    let Some(lines) = final_lines() else { return };
    let store = store();
    let all = facts_of(&store, FINAL);
    let winner = one(&all, "winner", ("mark", &lines[0]["time"]));
    assert_eq!(names(&store, winner), [lines[0]["athlete"].as_str()]);
    // the 7th of August 2021 was a Saturday
    assert_eq!(winner.figure("date"), Some("Saturday 7 August 2021"));
    let gap = |a: usize, b: usize| seconds(hundredths(&lines[b]["time"]) - hundredths(&lines[a]["time"]));
    let margin = one(&all, "margin", ("margin", &gap(0, 1)));
    assert_eq!(
        names(&store, margin),
        [lines[0]["athlete"].as_str(), lines[1]["athlete"].as_str()]
    );
    for at in 1..lines.len() {
        let place = one(&all, "place", ("place", &lines[at]["place"]));
        assert_eq!(names(&store, place)[0], lines[at]["athlete"]);
        assert_eq!(place.figure("mark"), Some(lines[at]["time"].as_str()));
        assert_eq!(place.figure("behind"), Some(gap(at - 1, at).as_str()));
        assert_eq!(place.figure("behind the winner"), Some(gap(0, at).as_str()));
        let next = lines.get(at + 1).map(|_| gap(at, at + 1));
        assert_eq!(place.figure("ahead of").map(str::to_owned), next);
    }
    let medals = one(
        &all,
        "medals",
        ("first", &format!("{} ({})", lines[0]["athlete"], lines[0]["nation"])),
    );
    for (line, name) in lines.iter().zip(["first", "second", "third"]) {
        let named = format!("{} ({})", line["athlete"], line["nation"]);
        assert_eq!(medals.figure(name), Some(named.as_str()));
    }
    // claim 6: the fourth, 0.51 s from the medals
    let missed = about(&store, &all, ("medals", "missed by"), &lines[3]["athlete"]);
    assert_eq!(missed.figure("missed by"), Some(gap(2, 3).as_str()));
    // those below 3:30
    let under: Vec<&str> = lines
        .iter()
        .filter(|l| hundredths(&l["time"]) < 21_000)
        .map(|l| l["athlete"].as_str())
        .collect();
    let depth = one(&all, "under-round-mark", ("round mark", "3:30"));
    assert_eq!(
        (names(&store, depth), depth.figure("number")),
        (under.clone(), Some("4"))
    );
    assert_eq!(under.len(), 4);
}

#[test]
fn claim_9_personal_bests() {
    let (Some(lines), Some(athletes)) = (final_lines(), table("athletes.csv")) else {
        return;
    };
    let store = store();
    let all = facts_of(&store, FINAL);
    let flagged: Vec<&Line> = lines
        .iter()
        .filter(|l| l["note"].split(' ').any(|w| w == "PB"))
        .collect();
    let flags = one(&all, "bests", ("personal bests", &flagged.len().to_string()));
    assert_eq!(
        names(&store, flags),
        flagged.iter().map(|l| l["athlete"].as_str()).collect::<Vec<_>>()
    );
    assert!(
        flags.sentence.starts_with("Six of the 13 finishers set personal bests"),
        "{}",
        flags.sentence
    );
    // computed from what is loaded they are the same, each better than the best of the athlete before the final
    for line in &lines {
        let name = line["athlete"].as_str();
        let athlete = athletes.iter().find(|a| a["athlete"] == name).expect("a finalist");
        let best = all
            .iter()
            .find(|f| f.kind == "best-loaded" && names(&store, f)[0] == name);
        assert_eq!(best.is_some(), flagged.contains(&line), "{name}");
        let Some(best) = best else { continue };
        let before = best.figure("before").expect("a best before");
        // the table's bests end on the eve of the final: a mark of the Games' earlier rounds is among them
        assert_eq!(before, athlete["pb_1500m_before_final"]);
        let gain = hundredths(before) - hundredths(&line["time"]);
        assert_eq!(best.figure("better by"), Some(seconds(gain).as_str()));
    }
}

#[test]
fn claims_21_to_32_the_lead() {
    let (Some(passings), Some(splits)) = (passings(), table("tokyo2020_1500m_final_splits.csv")) else {
        return;
    };
    let store = store();
    let all = facts_of(&store, FINAL);
    let (jakob, timothy) = ("Jakob Ingebrigtsen", "Timothy Cheruiyot");
    for (marker, metres, name) in [
        ("400 m", 400, jakob),
        ("800 m", 800, timothy),
        ("1200 m", 1200, timothy),
        ("1400 m", 1400, jakob),
    ] {
        let at: Vec<i64> = passings
            .iter()
            .filter(|((_, d), _)| *d == metres)
            .map(|(_, t)| hundredths(t))
            .collect();
        let lead = one(&all, "leader", ("marker", marker));
        assert_eq!((lead.figure("leader"), names(&store, lead)[0]), (Some(name), name));
        let time = lead.figure("time").expect("a time");
        assert_eq!(Some(&hundredths(time)), at.iter().min(), "{marker}");
        assert_eq!(passings[&(name.to_owned(), metres)], time);
    }
    // the bell: one source gives it
    let bell = splits
        .iter()
        .find(|l| l["distance_m"] == "1100" && !l["cumulative_time"].is_empty())
        .expect("the bell");
    let lead = one(&all, "leader", ("marker", "1100 m (bell)"));
    assert_eq!(
        (lead.figure("leader"), lead.figure("time")),
        (Some(bell["athlete"].as_str()), Some(bell["cumulative_time"].as_str()))
    );
    // first in position at each marker, in the order of the distance: who took it from whom
    let mut leaders: BTreeMap<u32, &str> = BTreeMap::new();
    for line in splits.iter().filter(|l| l["position"] == "1") {
        leaders.insert(line["distance_m"].parse().expect("metres"), &line["athlete"]);
    }
    let in_order: Vec<(&u32, &&str)> = leaders.iter().collect();
    let changes = in_order.windows(2).filter(|w| w[0].1 != w[1].1).count();
    let fact = all
        .iter()
        .find(|f| f.kind == "lead-changes" && f.figure("lead changes").is_some())
        .expect("lead changes");
    assert_eq!(fact.figure("lead changes"), Some(changes.to_string().as_str()));
    assert_eq!(changes, 2);
    let mut led: BTreeMap<&str, u32> = BTreeMap::new();
    let mut before = 0;
    for (metres, name) in &leaders {
        *led.entry(name).or_default() += metres - before;
        before = *metres;
    }
    let fact = all
        .iter()
        .find(|f| f.kind == "lead-changes" && f.figure(jakob).is_some())
        .expect("distance led");
    for (name, metres) in led {
        assert_eq!(fact.figure(name), Some(format!("{metres} m").as_str()));
    }
    // claim 21: the sources that disagree on 400 m
    let times: BTreeSet<&str> = splits
        .iter()
        .filter(|l| l["athlete"] == jakob && l["distance_m"] == "400" && !l["cumulative_time"].is_empty())
        .map(|l| l["cumulative_time"].as_str())
        .collect();
    let conflict = one(&all, "conflict", ("marker", "400 m"));
    let told: BTreeSet<&str> = conflict
        .figures
        .iter()
        .filter(|f| f.name != "marker")
        .map(|f| f.value.as_str())
        .collect();
    assert_eq!((told, conflict.certainty), (times, Certainty::Disputed));
    assert!(conflict.source_texts(&store).len() > 2);
}

#[test]
fn claims_25_to_31_positions() {
    let Some(passings) = passings() else { return };
    let store = store();
    let all = facts_of(&store, FINAL);
    // competition rank of the recorded passings, with = where another is equal
    let rank = |name: &str, metres: u32| {
        let own = hundredths(passings.get(&(name.to_owned(), metres))?);
        let at: Vec<i64> = passings
            .iter()
            .filter(|((_, d), _)| *d == metres)
            .map(|(_, t)| hundredths(t))
            .collect();
        let tied = at.iter().filter(|t| **t == own).count() > 1;
        Some(format!(
            "{}{}",
            if tied { "=" } else { "" },
            1 + at.iter().filter(|t| **t < own).count()
        ))
    };
    let people: BTreeSet<&str> = passings.keys().map(|(name, _)| name.as_str()).collect();
    for name in people {
        for (marker, metres) in [("400 m", 400), ("800 m", 800), ("1200 m", 1200), ("1400 m", 1400)] {
            let fact = about(&store, &all, ("positions", "the finish"), name);
            assert_eq!(
                fact.figure(marker).map(str::to_owned),
                rank(name, metres),
                "{name} at {marker}"
            );
        }
    }
    let kerr = about(&store, &all, ("positions", "the finish"), "Josh Kerr");
    assert!(kerr.sentence.contains("equal seventh at 800 m"), "{}", kerr.sentence);
    // claim 30: McSweyn was passed by several men after the bell
    let back = about(&store, &all, ("moves", "places lost"), "Stewart McSweyn");
    assert_eq!(
        (back.figure("1100 m (bell)"), back.figure("places lost")),
        (Some("3"), Some("4"))
    );
    // claim 29: the gap from second to third at 1200 m
    let order = one(&all, "order", ("marker", "1200 m"));
    let mut at: Vec<i64> = passings
        .iter()
        .filter(|((_, d), _)| *d == 1200)
        .map(|(_, t)| hundredths(t))
        .collect();
    at.sort_unstable();
    let third = format!("+{}", tenths(at[2] - at[0]));
    assert!(
        order.sentence.contains(&format!("3 Abel Kipsang (KEN) {third}")),
        "{}",
        order.sentence
    );
    assert_eq!(tenths(at[2] - at[1]), "0.7");
}

#[test]
fn claims_32_to_35_the_end() {
    let (Some(lines), Some(passings)) = (final_lines(), passings()) else {
        return;
    };
    let store = store();
    let all = facts_of(&store, FINAL);
    let passing = |name: &str, metres: u32| hundredths(&passings[&(name.to_owned(), metres)]);
    let finish = |name: &str| {
        let line = lines.iter().find(|l| l["athlete"] == name).expect("a finalist");
        hundredths(&line["time"])
    };
    let (jakob, timothy, kerr, kipsang) = ("Jakob Ingebrigtsen", "Timothy Cheruiyot", "Josh Kerr", "Abel Kipsang");
    // behind at the marker, ahead at the finish
    for (first, second, metres) in [(jakob, timothy, 1200), (kerr, kipsang, 1400)] {
        let fact = about(&store, &all, ("passed", "behind"), first);
        let behind = tenths(passing(first, metres) - passing(second, metres));
        let ahead = seconds(finish(second) - finish(first));
        assert_eq!(names(&store, fact), [first, second]);
        assert_eq!(
            (fact.figure("behind"), fact.figure("ahead at the finish")),
            (Some(behind.as_str()), Some(ahead.as_str()))
        );
        assert_eq!(fact.figure("marker"), Some(format!("{metres} m").as_str()));
        assert_eq!(fact.passings.len(), 2);
    }
    // claim 34: 13.65 against 14.11 over the last 100 m, from passings to 0.1 s
    let closing = |name: &str| finish(name) - passing(name, 1400);
    let gain = about(&store, &all, ("gain", "gained"), kerr);
    assert_eq!(
        gain.figure("gained"),
        Some(tenths(closing(timothy) - closing(kerr)).as_str())
    );
    assert_eq!(
        (gain.figure("own"), gain.figure("ahead")),
        (
            Some(tenths(closing(kerr)).as_str()),
            Some(tenths(closing(timothy)).as_str())
        )
    );
    // claim 35: the leader's segments, and the fastest last 300 m
    let lead = |metres: u32| {
        let at = passings
            .iter()
            .filter(|((_, d), _)| *d == metres)
            .map(|(_, t)| hundredths(t));
        at.min().expect("a leader")
    };
    let pace = all.iter().find(|f| f.kind == "lead-pace").expect("the pace");
    for (name, from, to) in [
        ("400–800 m", lead(400), lead(800)),
        ("800–1200 m", lead(800), lead(1200)),
        ("1200–1400 m", lead(1200), lead(1400)),
    ] {
        assert_eq!(pace.figure(name), Some(tenths(to - from).as_str()));
    }
    let last_300 = |name: &str| finish(name) - passing(name, 1200);
    let fastest = lines
        .iter()
        .map(|l| l["athlete"].as_str())
        .min_by_key(|name| last_300(name))
        .expect("finalists");
    let fact = all
        .iter()
        .find(|f| f.kind == "closing" && f.figure("length") == Some("300 m"))
        .expect("last 300 m");
    assert_eq!(names(&store, fact)[0], fastest);
    // 40.65 is shown as 40.7, half up, and the winner's 40.82 as 40.8
    assert_eq!(
        (fact.figure("time"), fact.figure("winner")),
        (
            Some(tenths(last_300(fastest)).as_str()),
            Some(tenths(last_300(jakob)).as_str())
        )
    );
    // decided where the gap between the first two grew most
    let at = [0, 400, 800, 1200, 1400, 1500];
    let time = |name: &str, metres: u32| match metres {
        0 => 0,
        1500 => finish(name),
        metres => passing(name, metres),
    };
    let gap = |metres: u32| time(timothy, metres) - time(jakob, metres);
    let (from, to) = at
        .windows(2)
        .map(|w| (w[0], w[1]))
        .max_by_key(|(from, to)| gap(*to) - gap(*from))
        .expect("segments");
    let decisive = about(&store, &all, ("decisive", "gained"), jakob);
    assert_eq!(decisive.figure("segment"), Some(format!("{from}–{to} m").as_str()));
    assert_eq!(decisive.figure("gained"), Some(tenths(gap(to) - gap(from)).as_str()));
}

#[test]
fn claim_36_ages() {
    let Some(athletes) = table("athletes.csv") else { return };
    let store = store();
    let all = facts_of(&store, FINAL);
    let mut told = 0;
    for athlete in &athletes {
        // 20y 322d
        let age = athlete["age_on_2021_08_07"]
            .replace("y ", " years ")
            .replace('d', " days");
        let fact = all
            .iter()
            .find(|f| f.kind == "age" && names(&store, f)[0] == athlete["athlete"]);
        told += usize::from(fact.is_some());
        assert!(
            fact.is_none_or(|f| f.figure("age") == Some(age.as_str())),
            "{age} {fact:?}"
        );
    }
    let youngest = athletes
        .iter()
        .max_by_key(|a| a["birth_date"].clone())
        .expect("athletes");
    assert_eq!(
        names(&store, one(&all, "age", ("rank from the youngest", "1")))[0],
        youngest["athlete"]
    );
    // three medallists, the youngest and the oldest
    assert_eq!(told, 5);
}

#[test]
fn claims_19_42_and_48_the_rounds() {
    let Some(results) = table("tokyo2020_1500m_results.csv") else {
        return;
    };
    let store = store();
    let all = facts_of(&store, FINAL);
    let of = |round: &str, name: &str| {
        let line = results
            .iter()
            .find(|l| l["round"].starts_with(round) && l["athlete"] == name);
        line.unwrap_or_else(|| panic!("{name} in {round}"))
    };
    let first_round = || {
        results
            .iter()
            .filter(|l| l["round"].starts_with("heat") || l["round"].starts_with("round"))
    };
    let kerr = first_round()
        .find(|l| l["athlete"] == "Josh Kerr")
        .expect("Kerr's heat");
    let mut by_time: Vec<i64> = first_round()
        .filter(|l| l["qualified"] == "q")
        .map(|l| hundredths(&l["time"]))
        .collect();
    by_time.sort_unstable();
    let own = hundredths(&kerr["time"]);
    let rank = 1 + by_time.iter().filter(|t| **t < own).count();
    let automatic = first_round().filter(|l| l["heat"] == kerr["heat"] && l["qualified"] == "Q");
    let automatic = automatic
        .map(|l| hundredths(&l["time"]))
        .max()
        .expect("automatic places");
    let out = first_round().filter(|l| l["qualified"].is_empty() && !l["time"].is_empty());
    let out = out.map(|l| hundredths(&l["time"])).min().expect("somebody out");
    let fact = about(&store, &all, ("fastest-loser", "rank by time"), "Josh Kerr");
    let figures = [
        "place",
        "time",
        "rank by time",
        "by time",
        "to an automatic place",
        "to spare",
    ]
    .map(|f| fact.figure(f).unwrap_or(""));
    let (rank, of_all) = (rank.to_string(), by_time.len().to_string());
    let (automatic, spare) = (seconds(own - automatic), seconds(out - own));
    assert_eq!(
        figures,
        [&kerr["place"], &kerr["time"], &rank, &of_all, &automatic, &spare]
    );
    assert_eq!([rank.as_str(), of_all.as_str(), automatic.as_str()], ["1", "6", "0.01"]);
    // one athlete through heat, semi-final and final
    let path = about(&store, &all, ("rounds", "final"), "Josh Kerr");
    let semi = of("semi", "Josh Kerr");
    let told = format!("{} {}", semi["place"], semi["time"]);
    assert_eq!(path.figure("semi-final 2"), Some(told.as_str()));
    assert_eq!(path.rows.len(), 3);
    // claim 19: the champion missed the final
    let semi_final = facts_of(&store, "tokyo 2020 men 1500 semi-final 2");
    let missed = about(&store, &semi_final, ("qualifying", "missed by"), "Matthew Centrowitz");
    let last = results
        .iter()
        .filter(|l| l["round"].starts_with("semi") && l["qualified"] == "q")
        .map(|l| hundredths(&l["time"]))
        .max();
    let centrowitz = hundredths(&of("semi", "Matthew Centrowitz")["time"]);
    assert_eq!(
        missed.figure("missed by").map(str::to_owned),
        last.map(|last| seconds(centrowitz - last))
    );
    let place = about(&store, &semi_final, ("place", "place"), "Matthew Centrowitz");
    assert_eq!(
        place.figure("place"),
        Some(of("semi", "Matthew Centrowitz")["place"].as_str())
    );
    // claim 48: Filip Ingebrigtsen was tenth in heat 1
    let heat = facts_of(&store, "tokyo 2020 men 1500 round 1 heat 1");
    let filip = about(&store, &heat, ("place", "place"), "Filip Ingebrigtsen");
    assert_eq!(filip.figure("place"), Some("10"));
    // no code of the Games contradicts a place or a time
    let contradicts = |f: &&Fact| f.kind == "qualifying" && f.figure("code").is_some();
    assert_eq!(heat.iter().chain(&semi_final).find(contradicts), None);
}

#[test]
fn claim_46_the_first_win() {
    let Some(meetings) = table("head_to_head.csv") else {
        return;
    };
    let store = store();
    let all = facts_of(&store, FINAL);
    let before = meetings.iter().filter(|l| l["date"].as_str() < "2021-08-07");
    let lost = before.clone().filter(|l| l["winner_of_the_two"] == "Cheruiyot").count();
    assert_eq!((before.count(), lost), (12, 12));
    let fact = all
        .iter()
        .find(|f| f.kind == "head-to-head" && names(&store, f)[..2] == ["Jakob Ingebrigtsen", "Timothy Cheruiyot"]);
    let fact = fact.expect("a first win");
    assert_eq!(
        (fact.figure("meetings before"), fact.figure("won–lost before")),
        (Some("12"), Some("0–12"))
    );
    // two results of each meeting and of this race
    assert_eq!(fact.rows.len(), 2 * meetings.len());
    let days: BTreeSet<String> = fact
        .rows
        .iter()
        .filter_map(|r| store.row(*r).date())
        .map(|d| d.to_string())
        .collect();
    assert_eq!(days, meetings.iter().map(|l| l["date"].clone()).collect());
    // one meeting in 13 went so
    assert_eq!(fact.unusual.score(), 92);
}

#[test]
fn a_run_of_wins_that_ended() {
    let Some(season) = table("season_2021.csv") else { return };
    let store = store();
    let all = facts_of(&store, FINAL);
    let is_final = |l: &&Line| l["round"] == "final" || l["round"].starts_with("race");
    let own = season
        .iter()
        .filter(|l| l["athlete"] == "Josh Kerr" && l["event"] == "1500m" && l["indoor"].is_empty());
    let mut before: Vec<&Line> = own
        .filter(is_final)
        .filter(|l| l["date"].as_str() < "2021-08-07")
        .collect();
    before.sort_by_key(|l| std::cmp::Reverse(l["date"].clone()));
    let run = before.iter().take_while(|l| l["place"] == "1").count();
    let fact = about(&store, &all, ("streak", "wins in a row"), "Josh Kerr");
    assert_eq!(
        (fact.figure("wins in a row"), fact.figure("ended")),
        (Some(run.to_string().as_str()), Some("yes"))
    );
    assert_eq!(fact.rows.len(), run + 1);
}

#[test]
fn every_fact_has_a_sentence_a_formula_and_rows_with_sources() {
    let store = store();
    let kinds: BTreeSet<&str> = KINDS.iter().map(|k| k.name).collect();
    assert_eq!(kinds.len(), KINDS.len(), "names are unique");
    let mut met = BTreeSet::new();
    for race in store.shown_races() {
        let all = facts(&store, race.id());
        assert!(all.is_sorted_by(|a, b| a.unusual >= b.unusual));
        assert_eq!(all, facts(&store, race.id()), "the same input gives the same facts");
        for fact in &all {
            met.insert(fact.kind);
            assert!(kinds.contains(fact.kind));
            assert!(
                fact.sentence.ends_with('.') && !fact.sentence.contains("  "),
                "{}",
                fact.sentence
            );
            assert!(
                !fact.sentence.contains(" ,") && !fact.sentence.contains("..") && !fact.sentence.contains("()"),
                "{}",
                fact.sentence
            );
            assert!(!fact.sentence.starts_with([' ', '’', '(']), "{}", fact.sentence);
            assert!(!fact.formula.is_empty() && !fact.section.is_empty() && !fact.scope.is_empty());
            assert!(!fact.figures.is_empty(), "{}", fact.sentence);
            let sources = fact.source_texts(&store);
            assert!(
                !sources.is_empty() && sources.iter().all(|s| s.contains("line ")),
                "{}",
                fact.sentence
            );
            // an estimate says so, and is never shown as recorded
            let is_marked = fact.figures.iter().any(|f| f.value.contains('≈'));
            assert!(!is_marked || fact.certainty >= Certainty::Estimate, "{fact:?}");
            assert!(fact.rows.iter().all(|r| (r.0 as usize) < store.row_count()));
        }
    }
    let silent: Vec<&&str> = kinds.iter().filter(|k| !met.contains(**k)).collect();
    assert!(
        silent.is_empty(),
        "the sample has something of every kind but {silent:?}"
    );
}

#[test]
fn nothing_is_said_of_a_list_or_of_what_is_not_loaded() {
    let store = store();
    let list = store.races().find(|r| r.is_list()).expect("a list");
    assert_eq!(facts(&store, list.id()), []);
    // two of the field are loaded, the first and the tenth: no margin, no podium, no number under a mark
    let found = facts_of(&store, "diamond league stockholm 2017");
    assert!(found.iter().all(|f| f.kind != "margin" && f.kind != "medals"));
    assert!(
        found
            .iter()
            .filter(|f| f.kind == "under-round-mark")
            .all(|f| f.figure("number").is_none())
    );
    let rows: BTreeSet<RowId> = found.iter().flat_map(|f| f.rows.clone()).collect();
    assert!(!rows.is_empty());
}

/// A store of one document in JSON.
fn read(text: &str) -> Store {
    let import = read_bytes("club.json", text.as_bytes(), &Progress::default()).expect("a result file");
    Store::new(1, vec![Arc::new(import)])
}

/// A result as JSON.
fn result(place: u32, athlete: &str, rest: &str) -> String {
    format!("{{\"place\": {place}, \"athlete\": \"{athlete}\", {rest}}}")
}

/// A document of the races of one meet, given as event and round with the results.
fn document(races: &[(&str, &str, Vec<String>)]) -> String {
    let race = |(event, round, results): &(&str, &str, Vec<String>)| {
        format!(
            "{{\"event\": \"{event}\", {round}, \"results\": [\n{}\n]}}",
            results.join(",\n")
        )
    };
    let races: Vec<String> = races.iter().map(race).collect();
    let meet = "{\"homestraight\": 1, \"meets\": [{\"name\": \"Club Evening\", \"races\": [";
    format!("{meet}{}]}}]}}", races.join(",\n"))
}

#[test]
fn sentences_agree_in_number_and_gender() {
    let passing = |at: u32, time: &str| format!("{{\"at\": {at}, \"time\": \"{time}\"}}");
    let run = |time: &str, on_the_way: [&str; 2]| {
        format!(
            "\"time\": \"{time}\", \"passings\": [{}, {}]",
            passing(200, on_the_way[0]),
            passing(400, on_the_way[1])
        )
    };
    let field = || {
        vec![
            result(1, "Ann Able", &run("2:05.0", ["31.0", "62.5"])),
            result(2, "Bea Baker", &run("2:06.2", ["30.0", "61.0"])),
            result(3, "Cat Coe Jr.", &run("2:07.0", ["32.0", "63.0"])),
        ]
    };
    let sentences = |event: &str| -> Vec<String> {
        let store = read(&document(&[(event, "\"round\": \"final\"", field())]));
        let race = store.races().next().expect("a race").id();
        facts(&store, race).into_iter().map(|f| f.sentence).collect()
    };
    let women = sentences("women 800 m");
    // 62.5 - 61.0 at 400 m, 2:06.2 - 2:05.0 at the finish
    let passed = "Ann Able was 1.5 s behind Bea Baker at 400 m (bell) and finished 1.2 s ahead of her.";
    assert!(women.iter().any(|s| s == passed), "{women:?}");
    // all in less than 2:10: there may be more
    assert!(
        women
            .iter()
            .any(|s| s.starts_with("At least three women finished in under 2:10:")),
        "{women:?}"
    );
    // the full stop of a name is that of the sentence
    assert!(
        women
            .iter()
            .any(|s| s == "Bea Baker finished second in 2:06.2, 1.2 s behind Ann Able and 0.8 s ahead of Cat Coe Jr."),
        "{women:?}"
    );
    assert!(
        women
            .iter()
            .any(|s| s.starts_with("The podium of the women’s 800 m final: Ann Able, 2:05.0;")),
        "{women:?}"
    );
    let anybody = sentences("800 m");
    let passed = "Ann Able was 1.5 s behind Bea Baker at 400 m (bell) and finished 1.2 s ahead of Baker.";
    assert!(anybody.iter().any(|s| s == passed), "{anybody:?}");
    // an even first and second lap would be 62.5 each: 2:05.0 - 62.5 = 62.5, difference 0
    assert!(
        women
            .iter()
            .any(|s| s == "Ann Able ran an even split: 1:02.5 and 1:02.5 (0.0 s)."),
        "{women:?}"
    );
}

#[test]
fn a_field_event_is_won_by_a_distance_and_a_tie_has_no_margin() {
    let throws = vec![
        result(1, "Ann Able", "\"length\": \"18.56\""),
        result(2, "Bea Baker", "\"length\": \"18.14\""),
    ];
    let store = read(&document(&[("women shot put", "\"round\": \"final\"", throws)]));
    let all = facts(&store, store.races().next().expect("a race").id());
    let margin = one(&all, "margin", ("margin", "0.42"));
    assert_eq!(margin.sentence, "Ann Able won by 0.42 m from Bea Baker.");
    assert!(
        all.iter()
            .any(|f| f.sentence == "Ann Able won the women’s shot put final with 18.56 m."),
        "{all:?}"
    );
    let tie = vec![
        result(1, "Ann Able", "\"time\": \"12.34\""),
        result(1, "Bea Baker", "\"time\": \"12.34\""),
    ];
    let store = read(&document(&[("women 100 m", "\"round\": \"final\"", tie)]));
    let all = facts(&store, store.races().next().expect("a race").id());
    assert!(all.iter().all(|f| f.kind != "margin"));
    assert!(
        all.iter()
            .any(|f| f.sentence == "Ann Able and Bea Baker tied for first place in the women’s 100 m final in 12.34."),
        "{all:?}"
    );
}

#[test]
fn a_code_that_a_time_contradicts_is_said() {
    let run = |time: &str, code: &str| format!("\"time\": \"{time}\", \"qualified\": \"{code}\"");
    let first = vec![
        result(1, "Ann Able", &run("4:10.00", "Q")),
        result(2, "Bea Baker", "\"time\": \"4:11.00\""),
    ];
    let second = vec![
        result(1, "Cat Coe", &run("4:12.00", "Q")),
        result(2, "Dee Dow", &run("4:12.40", "q")),
    ];
    let store = read(&document(&[
        ("women 1500 m", "\"round\": \"heat 1\"", first),
        ("women 1500 m", "\"round\": \"heat 2\"", second),
    ]));
    let races: Vec<_> = store.races().map(|r| r.id()).collect();
    let all = facts(&store, races[1]);
    let wrong = one(&all, "qualifying", ("code", "q"));
    assert_eq!(
        wrong.sentence,
        "Dee Dow has q with 4:12.40, although Bea Baker went out with 4:11.00."
    );
    assert_eq!(
        (wrong.certainty, names(&store, wrong)),
        (Certainty::Disputed, vec!["Dee Dow", "Bea Baker"])
    );
    // the first two lines of results stand in lines 2 and 3, the others behind them
    assert_eq!(wrong.source_texts(&store).len(), 2);
}
