//! The sample against the tables of facts that it was made from: every row is found in it with equal text, and no row is in
//! it twice. The tables stand beside the project (`HOMESTRAIGHT_SHARED`, or `../shared`); without them the test says so.

mod real_files;

use homestraight::model::Standing;
use homestraight::read::Import;
use homestraight::read::import::RaceKind;
use homestraight::read::sample::sample;
use real_files::real_file;
use std::collections::BTreeMap;
use std::path::Path;

type Fact = BTreeMap<String, String>;

/// One spelling of a name stands in the sample where the tables have two.
const SPELLINGS: [(&str, &str); 25] = [
    ("Abdalaati Iguider", "Abdelaati Iguider"),
    ("Nicholas Willis", "Nick Willis"),
    ("Charlie Grice", "Charlie Da'Vall Grice"),
    ("John George Walker", "John Walker"),
    ("Kip Keino", "Kipchoge Keino"),
    ("Abdellatif Sadiki", "Abdelatif Sadiki"),
    ("Rodney Dixon", "Rod Dixon"),
    ("Nate Brannen", "Nathan Brannen"),
    ("James Lightbody", "Jim Lightbody"),
    ("Melvin Sheppard", "Mel Sheppard"),
    ("John Lovelock", "Jack Lovelock"),
    ("Joseph Barthel", "Josy Barthel"),
    ("Jules Ladoumegue", "Jules Ladoumègue"),
    ("Mael Gouyette", "Maël Gouyette"),
    ("Freweyni Gebreezibeher", "Freweyni Hailu"),
    ("Elinor Purrier St. Pierre", "Elle Purrier St. Pierre"),
    ("Ellinor Purrier St. Pierre", "Elle Purrier St. Pierre"),
    ("Marta Perez", "Marta Pérez"),
    ("Hellen Onsando Obiri", "Hellen Obiri"),
    ("Faith Chepngetich Kipyegon", "Faith Kipyegon"),
    ("Gabriela Stafford", "Gabriela Debues-Stafford"),
    ("Melissa Courtney", "Melissa Courtney-Bryant"),
    ("Elle St. Pierre", "Elle Purrier St. Pierre"),
    ("Kristiina Maki", "Kristiina Sasínek Mäki"),
    ("Georgia Bell", "Georgia Hunter Bell"),
];

/// One nation of an athlete stands in the sample where one row of the tables has a slip.
const NATIONS: [(&str, &str, &str); 2] = [("Rababe Arafi", "MOR", "MAR"), ("Winnie Nanyondo", "CAN", "UGA")];

fn facts(name: &str) -> Option<Vec<Fact>> {
    let path = real_file(Path::new("facts").join(name))?;
    let text = std::fs::read_to_string(path).expect("readable");
    let mut lines = text.lines().map(cells);
    let header = lines.next()?;
    Some(
        lines
            .map(|cells| {
                let mut fact: Fact = header.iter().cloned().zip(cells).collect();
                if let Some(name) = fact.get_mut("athlete")
                    && let Some((_, spelling)) = SPELLINGS.iter().find(|(other, _)| other == name)
                {
                    *name = (*spelling).to_owned();
                }
                let slip = NATIONS.iter().find(|(name, nation, _)| {
                    fact.get("athlete").is_some_and(|n| n == name) && fact.get("nation").is_some_and(|n| n == nation)
                });
                if let Some((_, _, nation)) = slip {
                    fact.insert("nation".to_owned(), (*nation).to_owned());
                }
                fact
            })
            .collect(),
    )
}

/// The cells of a line; quotes may hold commas and doubled quotes.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells
}

/// A result of the sample in texts.
#[derive(Clone, Debug, Default)]
struct Shown {
    part: String,
    list: bool,
    title: String,
    meet: String,
    event: String,
    round: String,
    heat: String,
    /// The row's own date, else the race's.
    date: String,
    place: String,
    place_at: String,
    athlete: String,
    nation: String,
    birth: String,
    bib: String,
    time: String,
    qualified: String,
    status: String,
    flags: String,
    note: String,
    venue: String,
    citation: String,
    passings: Vec<ShownPassing>,
    leader: Vec<ShownPassing>,
}

#[derive(Clone, Debug, PartialEq)]
struct ShownPassing {
    at_mm: u32,
    athlete: String,
    time: String,
    position: String,
    alternative: bool,
}

fn shown() -> Vec<Shown> {
    sample()
        .iter()
        .flat_map(|import| (0..import.rows.len()).map(|row| show(import, row)).collect::<Vec<_>>())
        .collect()
}

fn number(n: u32) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn show(import: &Import, row: usize) -> Shown {
    let rows = &import.rows;
    let race = &import.races[rows.race[row] as usize];
    let athlete = import.athletes[rows.athlete[row] as usize];
    let extra = import.extra(row).copied().unwrap_or_default();
    let text = |id| import.text(id).to_owned();
    let optional = |value: Option<String>| value.unwrap_or_default();
    let markers = &import.markers[race.markers as usize];
    let passing = |p: homestraight::model::Passing, athlete: String| {
        let mark = if p.is_estimate() { "≈" } else { "" };
        let position = match p.reading() {
            homestraight::model::Reading::Position { position, tied } => {
                format!("{}{position}", if tied { "=" } else { "" })
            }
            homestraight::model::Reading::Time(_) => String::new(),
        };
        ShownPassing {
            at_mm: markers[p.marker()],
            athlete,
            time: optional(p.time().map(|t| format!("{mark}{t}"))),
            position,
            alternative: p.standing() == Standing::Alternative,
        }
    };
    let leader = import.leader_passings_of(rows.race[row]).iter().map(|l| {
        let who = l.athlete.map(|a| text(import.athletes[a as usize].name));
        passing(l.passing, optional(who))
    });
    let flags = import.flags[usize::from(rows.flags[row])].iter().map(|f| text(*f));
    Shown {
        part: import.source.path.clone(),
        list: race.kind == RaceKind::List,
        title: text(race.title),
        meet: race.meet.map_or(String::new(), |m| text(import.meets[m as usize].name)),
        event: race.event.to_string(),
        round: race.round.word().to_owned(),
        heat: optional(race.heat.map(|h| h.to_string())),
        date: optional(extra.date.or(race.date).map(|d| d.to_string())),
        place: number(rows.place[row]),
        place_at: number(extra.place_at),
        athlete: text(athlete.name),
        nation: text(athlete.nation),
        birth: optional(athlete.birth.map(|d| d.to_string())),
        bib: text(rows.bib[row]),
        time: rows.packed_mark(row).to_string(),
        qualified: rows.qualification[row].code().to_owned(),
        status: rows.status[row].code().to_owned(),
        flags: flags.collect::<Vec<_>>().join(" "),
        note: text(extra.note),
        venue: text(extra.venue),
        citation: text(import.row_origin(row).citation),
        passings: import.passings[rows.passings(row)]
            .iter()
            .map(|p| passing(*p, text(athlete.name)))
            .collect(),
        leader: leader.collect(),
    }
}

/// Takes the only row that fits out of the rest; a table's row is in the sample once.
fn take(rest: &mut Vec<Shown>, fact: &Fact, fits: impl Fn(&Shown) -> bool) -> Shown {
    let found: Vec<usize> = (0..rest.len()).filter(|at| fits(&rest[*at])).collect();
    assert_eq!(found.len(), 1, "{fact:?} is found {} times", found.len());
    rest.swap_remove(found[0])
}

fn of_part(rows: &[Shown], part: &str) -> Vec<Shown> {
    let rows = rows.iter().filter(|r| r.part.ends_with(part));
    rows.cloned().collect()
}

/// Flags and note as a table's note has them; the order of what `;` separates does not matter.
fn notes(shown: &Shown) -> Vec<String> {
    pieces(&format!("{};{}", shown.flags, shown.note))
}

fn pieces(note: &str) -> Vec<String> {
    let mut pieces: Vec<String> = note.split(';').map(|p| p.trim().to_owned()).collect();
    pieces.retain(|p| !p.is_empty());
    pieces.sort_unstable();
    pieces
}

#[test]
fn tokyo_results() {
    let Some(facts) = facts("tokyo2020_1500m_results.csv") else {
        return;
    };
    let mut rest = of_part(&shown(), "tokyo-2020-1500m-men.ron");
    assert_eq!(rest.len(), facts.len());
    for fact in &facts {
        let round = match fact["round"].as_str() {
            "heat" => "round 1",
            round => round,
        };
        let row = take(&mut rest, fact, |r| {
            (r.athlete.as_str(), r.round.as_str(), &r.heat) == (&fact["athlete"], round, &fact["heat"])
        });
        assert_eq!(
            [
                &row.place,
                &row.nation,
                &row.time,
                &row.qualified,
                &row.status,
                &row.date
            ],
            [
                &fact["place"],
                &fact["nation"],
                &fact["time"],
                &fact["qualified"],
                &fact["status"],
                &fact["date"]
            ]
        );
        assert_eq!(notes(&row), pieces(&fact["note"]));
        assert!(fact["birth_date"].is_empty() || row.birth == fact["birth_date"]);
    }
}

fn has_passing(passings: &[ShownPassing], fact: &Fact) {
    let metres: u32 = fact["distance_m"].parse().expect("metres");
    // a pacemaker is known by name, or only as the one who led
    let name = match fact["athlete"].as_str() {
        name if name.starts_with("Pacemaker") => "",
        name => name.trim_end_matches(" (pacemaker)"),
    };
    let here: Vec<&ShownPassing> = passings
        .iter()
        .filter(|p| p.at_mm == metres * 1000 && p.athlete == name)
        .collect();
    let derived = if fact["kind"].starts_with("derived") { "≈" } else { "" };
    let time = format!("{derived}{}", fact["cumulative_time"]);
    assert!(
        fact["cumulative_time"].is_empty() || here.iter().any(|p| p.time == time),
        "{fact:?}"
    );
    let computed = fact["position_basis"].starts_with("computed") || fact["position"].is_empty();
    let led = fact["athlete"].contains("acemaker");
    assert!(
        computed || led || here.iter().any(|p| p.position == fact["position"]),
        "{fact:?}"
    );
}

#[test]
fn tokyo_passings() {
    let Some(facts) = facts("tokyo2020_1500m_final_splits.csv") else {
        return;
    };
    let rows = of_part(&shown(), "tokyo-2020-1500m-men.ron");
    let mut times = 0;
    for fact in &facts {
        let of = |r: &&Shown| r.round == "final" && r.athlete == fact["athlete"];
        let row = rows.iter().find(of).expect("a finalist");
        if fact["distance_m"] == "1500" {
            assert_eq!(row.time, fact["cumulative_time"]);
            continue;
        }
        times += usize::from(!fact["cumulative_time"].is_empty());
        has_passing(&row.passings, fact);
    }
    let passings = rows.iter().flat_map(|r| &r.passings);
    assert_eq!(passings.filter(|p| !p.time.is_empty()).count(), times);
}

#[test]
fn all_time_lists() {
    for (name, title, nation) in [
        ("all_time_1500m.csv", "World", None),
        ("uk_all_time_1500m.csv", "UK", Some("GBR")),
    ] {
        let Some(facts) = facts(name) else { return };
        let mut rest = of_part(&shown(), "all-time-1500m.ron");
        rest.retain(|r| r.title.starts_with(title));
        assert_eq!(rest.len(), facts.len());
        for fact in &facts {
            let row = take(&mut rest, fact, |r| {
                (&r.athlete, &r.time, &r.date) == (&fact["athlete"], &fact["time"], &fact["date"])
            });
            let nation = nation.unwrap_or_else(|| &fact["nation"]);
            assert_eq!(
                [&row.place, &row.nation, &row.birth, &row.venue],
                [&fact["rank"], nation, &fact["birth_date"], &fact["venue"]]
            );
            let digits = fact["place"].find(|c: char| !c.is_ascii_digit());
            assert_eq!(row.place_at, fact["place"][..digits.unwrap_or(fact["place"].len())]);
        }
    }
}

#[test]
fn record_progressions() {
    let Some(facts) = facts("records_progression.csv") else {
        return;
    };
    let mut rest = of_part(&shown(), "records-1500m.ron");
    assert_eq!(rest.len(), facts.len());
    for fact in &facts {
        let flag = |r: &Shown| r.flags.trim_start_matches('=') == fact["record"];
        let row = take(&mut rest, fact, |r| {
            flag(r) && (&r.athlete, &r.time, &r.date) == (&fact["athlete"], &fact["time"], &fact["date"])
        });
        assert_eq!([&row.nation, &row.venue], [&fact["nation"], &fact["place"]]);
        assert_eq!(row.flags.starts_with('='), fact["note"] == "equalled");
    }
}

#[test]
fn olympic_medallists() {
    let Some(facts) = facts("olympic_medallists_1500m.csv") else {
        return;
    };
    let mut rest = of_part(&shown(), "olympic-medallists-1500m.ron");
    let whole = ["1980", "1996", "2016", "2020"]; // the whole final is in another part, to 0.01 s
    for fact in &facts {
        let year = fact["year"].as_str();
        if whole.contains(&year) {
            let other = shown();
            let mut other = other
                .iter()
                .filter(|r| r.meet.starts_with("Olympic Games") && r.meet.ends_with(year) && r.event == "men 1500 m");
            let same = |r: &Shown| (&r.athlete, &r.place) == (&fact["athlete"], &fact["place"]);
            assert!(other.any(|r| r.round == "final" && same(r)), "{fact:?}");
            continue;
        }
        let row = take(&mut rest, fact, |r| {
            r.meet.ends_with(year) && (&r.athlete, &r.place) == (&fact["athlete"], &fact["place"])
        });
        assert_eq!([&row.time, &row.nation], [&fact["time"], &fact["nation"]]);
    }
    assert!(rest.is_empty(), "{rest:?}");
}

#[test]
fn season() {
    let Some(facts) = facts("season_2021.csv") else { return };
    let all = of_part(&shown(), "season-2021.ron");
    let mut rest = all.clone();
    let games = ["2021-08-03", "2021-08-05", "2021-08-07"];
    for fact in facts.iter().filter(|f| !games.contains(&f["date"].as_str())) {
        let en_route = fact["note"].starts_with("split time");
        let time = match fact["time"].as_str() {
            "3:54:10" => "3:54.10".to_owned(),
            time if en_route => format!("{time}+"),
            time => time.to_owned(),
        };
        if time == "3:41.43+" {
            // the second reading of one mark is the note of the first
            assert!(all.iter().any(|r| r.note.starts_with(&time)));
            continue;
        }
        let row = take(&mut rest, fact, |r| {
            (&r.athlete, &r.date, &r.time, &r.place) == (&fact["athlete"], &fact["date"], &time, &fact["place"])
        });
        assert_eq!([&row.nation, &row.status], [&fact["nation"], &fact["status"]]);
        assert!(en_route || row.note.contains(&fact["note"]));
        assert_eq!(row.event.contains("short track"), fact["indoor"] == "yes");
    }
    assert!(rest.is_empty(), "{rest:?}");
}

#[test]
fn head_to_head() {
    let Some(facts) = facts("head_to_head.csv") else { return };
    let rows = shown();
    for fact in &facts {
        for (who, name) in [
            ("ingebrigtsen", "Jakob Ingebrigtsen"),
            ("cheruiyot", "Timothy Cheruiyot"),
        ] {
            let (place, time) = (&fact[&format!("{who}_place")], &fact[&format!("{who}_time")]);
            let found = rows
                .iter()
                .filter(|r| !r.list && r.athlete == name && r.date == fact["date"]);
            let found: Vec<&Shown> = found.filter(|r| (&r.place, &r.time) == (place, time)).collect();
            assert_eq!(found.len(), 1, "{name} {fact:?}");
        }
    }
}

#[test]
fn finalists() {
    let Some(facts) = facts("athletes.csv") else { return };
    let rows = shown();
    let part = sample().into_iter().find(|i| i.source.path.ends_with("athletes.ron"));
    let part = part.expect("the sample has the athletes");
    assert_eq!(part.athletes.len(), facts.len());
    for fact in &facts {
        let at = part.athletes.iter().position(|a| part.text(a.name) == fact["athlete"]);
        let details = part.athlete_details(at.expect("a finalist")).expect("details");
        assert_eq!(
            [details.club, details.coach, details.birthplace].map(|id| part.text(id)),
            [&fact["club_team"], &fact["coach"], &fact["birthplace"]]
        );
        let own = |r: &&Shown| r.athlete == fact["athlete"] && r.birth == fact["birth_date"];
        assert!(rows.iter().filter(own).any(|r| r.bib == fact["bib"]));
        for (column, event) in [
            ("800m", "men 800 m"),
            ("1500m", "men 1500 m"),
            ("mile", "men mile"),
            ("3000m", "men 3000 m"),
            ("5000m", "men 5000 m"),
        ] {
            let (best, date) = (
                &fact[&format!("pb_{column}_before_final")],
                &fact[&format!("pb_{column}_date")],
            );
            let mut own = rows.iter().filter(own).filter(|r| r.list && r.event == event);
            assert!(
                best.is_empty() || own.any(|r| (&r.time, &r.date) == (best, date)),
                "{fact:?}"
            );
        }
    }
}

/// The parts that hold races of the table of other races, and which of its races they hold.
fn part_of(fact: &Fact) -> Option<&'static str> {
    let round = fact["round"].as_str();
    let heat = fact.get("heat").map_or("", String::as_str);
    match (
        fact["meet"].as_str(),
        fact["event"].as_str(),
        fact["sex"].as_str(),
        round,
        heat,
    ) {
        ("European Championships Rome 2024", "1500m", "M", "heat", "1") => Some("rome-2024.ron"),
        ("European Championships Rome 2024", "1500m", "M", "heat 1", _) => Some("rome-2024.ron"),
        ("European Championships Rome 2024", "800m" | "1500m", _, "final", _) => Some("rome-2024.ron"),
        ("Olympic Games Tokyo 2020", "1500m", "W", "final", _) => Some("tokyo-2020-1500m-women.ron"),
        ("World Championships Moscow 2013", "1500m", "W", "final", _) => Some("moscow-2013-1500m-women.ron"),
        (_, "1500m", "M", "final", _) => Some("finals-1500m-men.ron"),
        (_, "1500m", "W", "final", _) => Some("finals-1500m-women.ron"),
        _ => None,
    }
}

fn is_race(row: &Shown, fact: &Fact) -> bool {
    let sex = if fact["sex"] == "M" { "men" } else { "women" };
    let event = format!("{sex} {}", fact["event"].replace('m', " m"));
    let final_round = fact["round"] == "final";
    row.meet == fact["meet"] && row.event == event && (row.round == "final") == final_round
}

#[test]
fn other_races() {
    let (Some(results), Some(passings)) = (facts("other_races_results.csv"), facts("other_races_splits.csv")) else {
        return;
    };
    let all = shown();
    let parts = [
        "rome-2024.ron",
        "tokyo-2020-1500m-women.ron",
        "moscow-2013-1500m-women.ron",
        "finals-1500m-men.ron",
        "finals-1500m-women.ron",
    ];
    for part in parts {
        let mut rest = of_part(&all, part);
        for fact in results.iter().filter(|f| part_of(f) == Some(part)) {
            let row = take(&mut rest, fact, |r| is_race(r, fact) && r.athlete == fact["athlete"]);
            assert_eq!(
                [&row.place, &row.nation, &row.time, &row.status, &row.date],
                [
                    &fact["place"],
                    &fact["nation"],
                    &fact["time"],
                    &fact["status"],
                    &fact["date"]
                ]
            );
            assert_eq!(notes(&row), pieces(&fact["note"]));
        }
        assert!(rest.is_empty(), "{rest:?}");
    }
    let mut compared = 0;
    for fact in &passings {
        let Some(part) = part_of(fact) else { continue };
        let distance = fact["event"].trim_end_matches('m');
        if fact["distance_m"] == distance {
            continue;
        }
        let of_race = all.iter().filter(|r| r.part.ends_with(part) && is_race(r, fact));
        let rows: Vec<&Shown> = of_race.collect();
        let own = rows.iter().find(|r| r.athlete == fact["athlete"]);
        let here = own.map_or_else(|| &rows[0].leader, |row| &row.passings);
        has_passing(here, fact);
        compared += 1;
    }
    assert!(compared > 2000, "{compared} passings compared");
}

#[test]
fn every_row_cites_its_source() {
    for row in shown() {
        assert!(!row.citation.is_empty(), "{row:?}");
    }
}
